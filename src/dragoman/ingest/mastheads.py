"""The names above an article that are no title: its outlet, the label of its section, an agency's slug, a bare byline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.ids import fold
from dragoman.ingest import credits, sections
from dragoman.ingest.dates import date_line, find_day
from dragoman.ingest.words import page_words

_ISSUE = re.compile(r"[\s,|–—-]*\b(?:no|nr|issue|vol|volume|edition)\b\.?\s*#?\d[\w./-]*$|\s*#\d+$", re.IGNORECASE)
_VERSION = r"(?:,?\s*(?:\d(?:st|nd|rd|th)|[Uu][Rr][Gg][Ee][Nn][Tt]|[Uu][Pp][Dd][Aa][Tt][Ee])\b[\w -]{0,20})?"
_SLUG = re.compile(
    rf"[A-Z]{{1,5}}(?:-[A-Z]{{1,5}})*--[A-Z0-9][^\s.,][^.!?,]{{0,50}}{_VERSION}|[A-Z][A-Z0-9]+(?:[-/][A-Z0-9]+)+{_VERSION}"
)
_BARS = re.compile(r"\s*[|·•]\s*|\s+/\s+")
_WORD = re.compile(r"[^\s|·•/]+")
_SMALL = frozenset({"and", "of", "the", "&", "de", "del", "el", "al", "la", "le"})
_NOT_IN_LABELS = re.compile(r"[\d.!?:;,“”\"]")
_MOST_OUTLET_WORDS, _MOST_LABEL_WORDS, _LONGEST_NAME = 6, 3, 60
_PERSON = r"[^\W\d_][\w’'.-]*(?:\s[^\W\d_][\w’'.-]*){1,3}"
_SIGNED = re.compile(
    rf"(?P<name>{_PERSON}(?:\s(?:and|&)\s{_PERSON})?)(?:(?:,\s|\s+in\s+|\s+[|–—-]\s+)(?P<place>[^\W\d_][\w’'.-]*(?:\s[\w’'.-]+){{0,2}}))?"
)
_ROLE = re.compile(
    r"(?:(?:staff|senior|chief|special|foreign|diplomatic)\s)*(?:writer|reporter|correspondent|editor)", re.I
)
_STAFF = re.compile(
    r"(?:(?P<paper>[A-Z].{1,40}?)\s)?(?:Staff(?:\s(?:Writers?|Reporters?))?|Agencies|Staff and Agencies|Our Correspondent)",
    re.I,
)
_AND = re.compile(r"\s(?:and|&)\s")
_TOP, _FOOT = 25, 8


def credited_names(all_lines: Sequence[str]) -> frozenset[str]:
    """The folded names that a text credits elsewhere: in its datelines, its source line, its note of rights."""
    filled = [line.strip() for line in (*all_lines[: 2 * _TOP], *all_lines[-2 * _FOOT :]) if line.strip()]
    names = [found.agency for line in filled[:_TOP] if (found := credits.dateline(line))]
    for line in filled[-_FOOT:]:
        names += [credits.source_line(line), credits.rights_holder(line)]
    return frozenset(fold(name) for name in names if name)


def outlet(line: str, credited: frozenset[str] = frozenset()) -> str | None:
    """The paper, agency or newsletter that a line names and nothing else ("The Volta Herald", "DAILY BRIEF No. 9").

    Evidence is a known name, one that the text credits elsewhere, or a last word that only such names have.
    """
    name = _ISSUE.sub("", line).strip(" *_|–—-")
    if not name or len(name) > _LONGEST_NAME or name[-1] in ".!?":
        return None
    folded, words = fold(name), page_words()
    if folded in credited or folded in words.outlets:
        return name
    parts = folded.split()
    if not 2 <= len(parts) <= _MOST_OUTLET_WORDS or not _capitalised(name) or _NOT_IN_LABELS.search(name):
        return None
    if parts[-1] in words.outlet_nouns or " ".join(parts[-2:]) in words.outlet_nouns:
        return name
    doubtful = parts[-1] in words.doubtful_outlet_nouns and len(parts) <= 4
    return name if doubtful and not any(w.endswith(("s", "ed")) for w in parts[1:-1]) else None


def outlet_and_date(line: str, credited: frozenset[str] = frozenset()) -> tuple[str, str] | None:
    """An outlet and a date on one line ("Volta Herald | 3 May 2021"), each as it stands."""
    if len(line) > 120 or (found := find_day(line)) is None:
        return None
    for cut in re.finditer(r"\s*[,|·•–—]\s*|\s+-\s+", line[: found[1]]):
        before, after = line[: cut.start()], line[cut.end() :]
        if date_line(after) is not None and (name := outlet(before, credited)) is not None:
            return name, after
    return None


def is_slug(line: str) -> bool:
    """Whether a line is an agency's keyword for a story: "SUDAN-TALKS", "AF-POL--Chad-Vote, 2nd Ld"."""
    return len(line) <= 70 and len(line.split()) <= 6 and _SLUG.fullmatch(line) is not None


def label(line: str, titles: Sequence[str]) -> list[str] | None:
    """The parts of a section's label over a title ("BORDERS AND RIVERS", "Gulf | Oman"), or ``None``.

    A label has at most three words that count, names no act, and one of the ``titles`` below it is clearly longer. In
    capitals it must stand over one that is not.
    """
    words = [w for w in _WORD.findall(line) if w.lower() not in _SMALL]
    if not words or _NOT_IN_LABELS.search(line) or not _capitalised(line):
        return None
    parts = [p for p in _BARS.split(line) if p]
    known = [sections.is_known(p) for p in parts]
    if len(parts) > 1:
        fits = all(len(p.split()) <= _MOST_LABEL_WORDS for p in parts) and (any(known) or line.isupper())
    elif line.isupper():
        fits = len(words) <= _MOST_LABEL_WORDS and (all(known) or not any(w.endswith("S") for w in words[1:-1]))
    else:
        fits = len(words) <= _MOST_LABEL_WORDS and (all(known) or not any(w.endswith("s") for w in words[1:]))
    fewest = max(4 if line.isupper() or len(parts) > 1 else 6, len(words) + 2)
    longer = any(len(t.split()) >= fewest and not (line.isupper() and t.isupper()) for t in titles)
    return parts if fits and longer else None


def could_be_label(line: str) -> bool:
    """Whether a line is short and capitalised enough to be a section's label over some title."""
    return len(line.split()) <= _MOST_LABEL_WORDS and _capitalised(line) and not _NOT_IN_LABELS.search(line)


def bare_byline(line: str, beside_date: bool, rest: str) -> str | None:
    """The name on a line like "Ana Kos, Skopje" or "Ana Kos", which says no "By".

    A name alone, or with a place that the ``rest`` of the text never mentions, must stand ``beside_date``, next to a date.
    """
    if len(line) > 90:
        return None
    if (staff := _STAFF.fullmatch(line)) is not None and (not staff["paper"] or outlet(staff["paper"]) is not None):
        return line
    match = _SIGNED.fullmatch(line)
    if match is None or not all(_is_person(name) for name in _AND.split(match["name"])):
        return None
    place = match["place"]
    if place is None:
        return line if beside_date else None
    if _ROLE.fullmatch(place):
        return match["name"]
    if not _capitalised(place) or sections.is_known(place):
        return None
    return match["name"] if beside_date or re.search(rf"\b{re.escape(place)}\b", rest, re.IGNORECASE) else None


def _is_person(name: str) -> bool:
    words = name.split()
    if not all(w[0].isupper() or w in credits.NAME_PARTICLES for w in words) or name.isupper():
        return False
    return outlet(name) is None and not any(sections.is_known(w) for w in (name, *words))


def _capitalised(line: str) -> bool:
    return all(w[0].isupper() or w[0].isdigit() or w.lower() in _SMALL for w in _WORD.findall(line))
