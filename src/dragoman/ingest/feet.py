"""The lines below the last sentence of an article: credits, rights, tags, sign-offs, notes to subscribers."""

from __future__ import annotations

import re

from dragoman.ingest import credits
from dragoman.ingest.draft import Draft
from dragoman.ingest.lines import ends_sentence

_LONGEST = 300
_TAGS = re.compile(r"(?:tags?|keywords|filed under|hashtags|labels|topics)\s*:\s*(?P<names>\S.*)", re.IGNORECASE)
_HASHTAGS = re.compile(r"#\w+(?:[\s,]+#\w+)*")
_SIGN_OFF = re.compile(
    r"[\[(]?(?:[a-z]{1,4}(?:/[a-z]{1,4}){1,4}|[A-Z]{1,4}(?:/[A-Z]{1,4}){1,4})(?:[/\s]\d{1,8}){0,3}[\])]?"
)
_CONTRIBUTED = re.compile(
    r"\W*[A-Z][^!?]{2,200}\bcontributed (?:to this (?:report|story|article|piece|dispatch)|reporting)"
    r"(?:,? (?:from|in) [A-Z][\w’', -]{1,80})?\W*"
)
_WITH_HELP = re.compile(
    r"\W*(?:with|compiled from) (?:additional |agency )?(?:inputs?|files|material|reporting|reports)\b(?: (?:from|by) [\w’',& -]{2,80})?\W*",
    re.IGNORECASE,
)
_TO_READERS = re.compile(
    r"(?:to|if you|you|click|reply|manage|view|update|this (?:e-?mail|bulletin|newsletter|message))\b|unsubscribe\b",
    re.IGNORECASE,
)
_SUBSCRIPTION = re.compile(
    r"\bunsubscribe\b|\bsubscription\b|\bstop receiving\b|\b(?:you|are|have|been) receiv(?:e|ed|ing) this (?:e-?mail|bulletin|newsletter|message)\b"
    r"|\bin your browser\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"\b(?:said|says|told)\b", re.IGNORECASE)
_ADDRESSES = re.compile(r"\b(?:you|your|unsubscribe|click|reply)\b", re.IGNORECASE)


def take_foot_line(line: str, draft: Draft) -> bool:
    """Puts a line of the foot where it belongs; ``False`` for a line that is none."""
    if (source := credits.source_line(line)) is not None:
        draft.credited_source = draft.credited_source or source
    elif (names := credits.reporting_line(line)) is not None:
        draft.byline = draft.byline or names or None
    elif (tags := _tags(line)) is not None:
        draft.tags.extend(tags)
    elif line.startswith(("http://", "https://")) and " " not in line:
        draft.url = draft.url or line
    else:
        return _is_note(line)
    return True


def stands_below(line: str) -> bool:
    """Whether a line is one of the foot, wherever it is found."""
    return take_foot_line(line, Draft())


def is_prose(line: str) -> bool:
    """Whether a paragraph at the foot belongs to the article for certain: it ends a sentence, or is long."""
    return ends_sentence(line) or len(line.split()) > 15


def _is_note(line: str) -> bool:
    if credits.is_foot(line) or credits.rights_holder(line) is not None:
        return True
    if len(line) > _LONGEST:
        return False
    if any(form.fullmatch(line) for form in (_SIGN_OFF, _CONTRIBUTED, _WITH_HELP)):
        return True
    speaks = _TO_READERS.match(line) and _SUBSCRIPTION.search(line) and _ADDRESSES.search(line)
    return bool(speaks) and not _REPORTS.search(line)


def _tags(line: str) -> list[str] | None:
    if len(line) > _LONGEST:
        return None
    if _HASHTAGS.fullmatch(line):
        return re.findall(r"#(\w+)", line)
    match = _TAGS.fullmatch(line)
    if match is None or ends_sentence(line):
        return None
    return [name for part in re.split(r"[,;|]", match["names"]) if (name := part.strip(" #"))]
