"""What a dispatch says was wrong in an earlier version of it, or in what its publisher reported before.

Read are the set phrases of newsrooms: "An earlier version of this article said ...", "Correction: ...", "This story corrects the
toll to three, not five", "The agency retracts ...". What was said before is given between them, what holds instead beside
it; either may be missing, and is ``None`` then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.ids import content_id
from dragoman.reader.sheet import Sheet
from dragoman.records import Correction, CorrectionKind, Span

VERSION = "1"

_REPORT = r"(?:article|story|report|dispatch|item|piece|post|headline|version|text|copy)"
_WRONGLY = r"(?:(?:incorrectly|wrongly|mistakenly|erroneously|falsely) )?"
_SAID = r"(?:said|stated|reported|gave|put|wrote|named|identified|described|misstated|misidentified|misspelled)"
_EARLIER = re.compile(
    rf"\b(?:an? |the )?(?:earlier|previous|initial|original|prior) (?:version|edition)s? of (?:this|the|our) {_REPORT} "
    rf"(?:had )?{_WRONGLY}{_SAID}(?: {_WRONGLY}that| that)? ?(?P<old>[^.!?\n]+)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b(?:this|the|our) (?:earlier|previous|initial|original) {_REPORT} (?:had )?{_WRONGLY}{_SAID}(?: that)? ?(?P<old>[^.!?\n]+)"
    rf"|\bwe (?:had )?(?:incorrectly|wrongly|mistakenly|erroneously) {_SAID}(?: that)? ?(?P<older>[^.!?\n]+)",
    re.IGNORECASE,
)
_NOT = re.compile(
    rf"\bthis {_REPORT} (?:has been |was |is )?correct(?:s|ed)\b[^.\n]*?\b(?:to (?:say|show|read|state|reflect)(?: that)?|to|that) "
    r"(?P<new>[^.;\n]+?)(?:, (?:and )?not (?P<old>[^.;)\n]+)|(?: instead of| rather than) (?P<older>[^.;)\n]+))?(?=[.;)\n]|$)",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"(?P<new>[^.;\n]+?),? (?:and )?not (?P<old>[^.;,\n]+?),? as (?:was )?(?:earlier |previously |first |initially )?"
    r"(?:reported|stated|said)(?: earlier| before)?\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"\bthis {_REPORT} has been (?:corrected|amended)\b|^correction\b[: ]", re.IGNORECASE | re.MULTILINE
)
_RETRACTED = re.compile(
    rf"^retract(?:ion|ed)\b|\b(?:has |have )?(?:retract(?:s|ed)|withdr(?:aws|awn|ew)) (?:its|the|this|an|our) "
    rf"(?:(?:earlier|previous|initial|original) )?{_REPORT}\b|\bthis {_REPORT} has been (?:retracted|withdrawn)\b",
    re.IGNORECASE | re.MULTILINE,
)
_AFTER = re.compile(r"[.!?][\"”)]?\s+(?P<new>[A-Z][^.!?\n]+)")
_HEADING = re.compile(r"^(?:correction|clarification|editor's note)s?\b[^:\n]{0,30}:\s*", re.IGNORECASE)


def read_corrections(sheet: Sheet) -> None:
    """Sets ``sheet.corrections``, in the order of the text; what several phrases say of one sentence counts once."""
    found: list[tuple[CorrectionKind, Span | None, Span | None, Span]] = []
    for kind, old, new, whole in _phrases(sheet.dispatch.text):
        if not any(whole.overlaps(other) for *_, other in found):
            found.append((kind, old, new, whole))
    made_by = {"corrections": VERSION}
    sheet.corrections = tuple(
        Correction(
            id=content_id("c", sheet.dispatch.id, *whole, VERSION),
            kind=kind,
            old=old,
            new=new,
            evidence=(whole,),
            made_by=made_by,
        )
        for kind, old, new, whole in sorted(found, key=lambda f: f[3])
    )


def _phrases(text: str) -> Iterator[tuple[CorrectionKind, Span | None, Span | None, Span]]:
    """The phrases that say most first: those that name what was wrong, then those that only say that something was."""
    for pattern in (_EARLIER, _BEFORE, _NOT, _REPORTED):
        for m in pattern.finditer(text):
            if pattern is _REPORTED and not _is_note(text, m.start()):
                continue
            groups = m.groupdict()
            old = _trimmed(text, m, "older" if groups.get("older") else "old")
            new, end = (_trimmed(text, m, "new"), m.end()) if groups.get("new") else _sentence_after(text, m.end())
            yield "corrected", old, new, Span(m.start(), end)
    for m in _RETRACTED.finditer(text):
        yield "retracted", None, None, _sentence(text, m.start(), m.end())
    for m in _BARE.finditer(text):
        yield "corrected", None, None, _sentence(text, m.start(), m.end())


def _is_note(text: str, at: int) -> bool:
    """Whether the paragraph that holds a place is headed as a correction, or says of itself that it corrects."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    paragraph = text[start : end if end >= 0 else len(text)].lstrip("( ")
    return bool(_HEADING.match(paragraph)) or "correct" in paragraph.lower()


def _sentence_after(text: str, end: int) -> tuple[Span | None, int]:
    """The next sentence of the paragraph, which says what holds instead, and where it ends."""
    m = _AFTER.match(text, end)
    return (Span(*m.span("new")), m.end("new")) if m else (None, end)


def _sentence(text: str, start: int, end: int) -> Span:
    stop = re.compile(r"[.!?\n]|$").search(text, end)
    return Span(start, stop.end() if stop else len(text))


def _trimmed(text: str, m: re.Match[str], group: str) -> Span | None:
    if not m.groupdict().get(group):
        return None
    start, end = m.span(group)
    while start < end and text[start] in " ,(":
        start += 1
    while end > start and text[end - 1] in " ,)":
        end -= 1
    heading = _HEADING.match(text[start:end])
    return Span(start + (heading.end() if heading else 0), end)
