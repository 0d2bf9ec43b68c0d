"""Who is credited in the lines around an article: sources, bylines, datelines, rights."""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.ids import fold
from dragoman.ingest.dates import find_day, stated
from dragoman.ingest.words import is_furniture, page_words
from dragoman.records import Published

_SOURCE = re.compile(
    r"[(\[*_]*(?:sources?|credits?|via|source of this article|news source|original source|(?:originally|first) published (?:by|in|on|at)"
    r"|this (?:article|story|report|piece) (?:was )?(?:(?:originally|first) )?(?:published|appeared) (?:by|in|on|at))"
    r"(?:\s*[:：|–—-]\s*|\s+)(?P<name>\S.{0,118}?)[)\]*_.]*",
    re.IGNORECASE,
)
_NEEDS_COLON = re.compile(r"[(\[*_]*(?:sources?|credits?|via)\s+[^\s:：|–—-]", re.IGNORECASE)
_TAIL_SOURCE = re.compile(
    r"(?:^|(?<=[.!?\"”’)]))\s*[(\[]?\s?sources?\s?:\s?(?P<name>[A-Z][^.!?()\[\]]{1,60}?)\s?[)\]]?\.?$", re.IGNORECASE
)
_SIGNED = re.compile(r"(?:[-–—]{1,2}\s?|©\s?|\(c\)\s?|\[|\()(?P<name>[^()\[\]]{2,60}?)[)\]]?\.?")
_BRACKETED_TAIL = re.compile(r"\s*\((?P<name>[^()]{2,60})\)\s*\.?$")
_TAIL = 600
_LONGEST_FOOT = 400
_PARTICLES = "de|da|di|del|della|van|von|der|den|bin|al|el|le|la|dos|ter"
NAME_PARTICLES = frozenset(_PARTICLES.split("|"))
_CAPITAL = "[A-ZÀ-ÞĀ-Ž]"
_NAME_WORD = rf"(?:{_CAPITAL}[\w’'.-]*|{_PARTICLES})"
_NAME = rf"{_CAPITAL}[\w’'.-]*(?:\s{_NAME_WORD}){{0,4}}"
_BYLINE = re.compile(
    rf"(?:by|written by|reported by|words by|story by|text by|author:|authors:|byline:)\s+"
    rf"(?P<name>{_NAME}(?:(?:\s*,\s*|\s+and\s+|\s*&\s*){_NAME}){{0,5}})(?P<rest>\s*[,|•·(/–—-].{{0,80}})?",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"by ((?:an? |our |the |staff )*(?:[\w-]+ ){0,2}(?:correspondents?|reporters?|writers?|staff|agencies|bureau|desk)(?: in [A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?)?)",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"\(?(?P<lead>(?:additional )?(?:reporting|writing|editing|compiled|written) by)\s+(?P<names>[^()]{3,400}?)\)?\.?",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright\b)\s*(?:©|\(c\))?\s*(?P<year>(?:19|20)\d\d(?:\s?[-–]\s?\d{2,4})?)?[\s,]*(?:by )?(?P<name>\w[^.,|©]{1,60}?)?[\s.,|–—-]*"
    r"(?P<year_behind>(?:19|20)\d\d)?[\s.,|–—-]*(?P<reserved>all rights reserved)?\W*",
    re.IGNORECASE,
)
_RESERVED = re.compile(r"(?:[^.!?]{0,100}[.,|·•–—-]\s*)?all rights reserved\W*", re.IGNORECASE)
_BYLINE_PLACE = re.compile(r"\s+(?:in|from)\s+[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,2}$")
_CALENDAR = re.compile(
    "(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december",
    re.IGNORECASE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[a-zA-Z]{0,6}\.?"
_DATE = rf"(?:{_MONTH}\s\d{{1,2}}(?:,?\s\d{{4}})?|\d{{1,2}}\s{_MONTH}(?:,?\s\d{{4}})?)"
_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]{2,}(?:[\s/-][A-ZÀ-Þ.’'-]{2,}){0,4}(?:,\s[A-ZÀ-Þ][\w.’'-]*(?:\s[A-ZÀ-Þ][\w.’'-]*){0,3})?"
_DASH = r"\s*(?:[-–—]{1,2})\s*"
_DATELINE = re.compile(
    rf"(?:(?P<place>{_PLACE})|(?P<town>{_NAME}(?:,\s{_NAME})?))?(?:(?:,\s|\s|^)(?P<date>{_DATE}))?,?\s?"
    rf"(?:[(\[](?P<agency>[A-Z][\w&./’' -]{{1,40}})[)\]])?(?P<dash>{_DASH}|\s?:\s)(?=[\"“‘'(]?\w)"
)


class Dateline(NamedTuple):
    """The words before the first sentence of agency copy: ``words`` as they stand, who filed it, and its date.

    ``published`` is ``None`` unless they state a year.
    """

    words: str
    agency: str | None
    published: Published | None


def source_line(line: str) -> str | None:
    """The source that a whole line credits ("Source : Jurist", "(AP)", "— Reuters", "© AFP"), or ``None``."""
    if len(line) > 140:
        return None
    match = _SOURCE.fullmatch(line)
    if match and not _NEEDS_COLON.match(line) and _is_name(match["name"], 8):
        return match["name"].strip()
    signed = _SIGNED.fullmatch(line)
    if (signed and fold(signed["name"]) in page_words().outlets) or (
        line[-1:] != "." and fold(line) in page_words().outlets
    ):
        return (signed["name"] if signed else line).strip()
    return None


def split_tail_source(paragraph: str, publisher: str | None) -> tuple[str, str | None]:
    """The last paragraph without the source at its end ("... on Friday. Source: Mina", "... killed. (AFP) (BBC News)"),
    and that source."""
    # Searched from the left, these patterns take quadratic time on a long line of brackets: only its end is looked at.
    head, tail = paragraph[:-_TAIL], paragraph[-_TAIL:]
    if (match := _TAIL_SOURCE.search(tail)) and _is_name(match["name"], 8):
        return (head + tail[: match.start()]).rstrip(), match["name"]
    rest, names = tail, list[str]()
    while match := _BRACKETED_TAIL.search(rest):
        names.insert(0, match["name"])
        rest = rest[: match.start()]
    known = page_words().outlets | ({fold(publisher)} if publisher else set())
    if not names or not (head or rest) or fold(names[-1]) not in known:
        return paragraph, None
    return (head + rest).rstrip(), "; ".join(dict.fromkeys(names))


def byline(line: str) -> str | None:
    """The names of a line like "By Ana Kos and J. Lindqvist, Vienna", or ``None``."""
    if (unnamed := _UNNAMED.fullmatch(line.strip("*_ "))) is not None:
        return unnamed[1]
    if len(line) > 160 or line.endswith((".", "!", "?")) or not (match := _BYLINE.fullmatch(line.strip("*_ "))):
        return None
    # "By Ana Kos and J. Lindqvist, Vienna": a single word behind a comma is a place.
    first, *others = match["name"].strip(" ,").split(",")
    names = _BYLINE_PLACE.sub("", ",".join([first, *(n for n in others if len(n.split()) > 1)]))
    if not names[0].isupper() or any(_CALENDAR.fullmatch(w) for w in re.findall(r"\w+", names)):
        return None
    return names if all(w[0].isupper() or not w.islower() or len(w) < 6 for w in names.split()) else None


def reporting_line(line: str) -> str | None:
    """The reporters of a line like "(Reporting by Ana Kos in Skopje; editing by J. Lind)"; ``""`` where it names only
    editors or writers, ``None`` where it is no such line."""
    if len(line) > 600 or not (match := _REPORTING.fullmatch(line)):
        return None
    if not match["lead"].lower().startswith("reporting"):
        return ""
    reporters = re.split(
        r";|\b(?:additional|writing|editing|compiled|written|editing) by\b", match["names"], maxsplit=1, flags=re.I
    )[0]
    return re.sub(r"\s+(?:in|from)\s+[A-Z][\w.’' -]*", "", reporters).strip(" ,;.")


def rights_holder(line: str) -> str | None:
    """Who holds the rights by a line like "(c) 2021 Volta Herald. All rights reserved"; ``""`` where it names none, ``None``
    where it is no such line: "(c)" alone also counts the items of a list."""
    if len(line) > 200:
        return None
    match = _RIGHTS.fullmatch(line)
    if match and (match["year"] or match["year_behind"] or match["reserved"] or line[0] == "©"):
        return (match["name"] or "").strip()
    return "" if _RESERVED.fullmatch(line) else None


def is_foot(line: str) -> bool:
    """Whether a line is of the kind that stands below an article: rights, "ENDS", "Read more: ..."."""
    if len(line) >= _LONGEST_FOOT:
        return False
    if re.fullmatch(r"[\W_]*(?:ends?|-30-|30)?[\W_]*", line, re.IGNORECASE) or is_furniture(line):
        return True
    low = line.lower()
    if low.startswith("the post "):
        return " appeared first on " in low
    return low.startswith(page_words().foot_starts)


def dateline(paragraph: str) -> Dateline | None:
    """The dateline that a first paragraph opens with, or ``None``.

    A place in capitals, an agency in brackets or a date must be among its words: a mixed-case name and a dash is none.
    """
    match = _DATELINE.match(paragraph[:200])
    if not match or not (match["agency"] or match["place"] or match["date"]):
        return None
    if ":" in match["dash"] and not match["agency"]:
        return None
    if match["town"] and not (match["agency"] or match["date"]):
        return None
    agency = match["agency"].strip() if match["agency"] else None
    day = find_day(match["date"]) if match["date"] else None
    return Dateline(match[0], agency, stated(match["date"]) if day else None)


def _is_name(words: str, most: int) -> bool:
    return (
        len(words.split()) <= most
        and bool(re.search(r"\w", words))
        and (words[0].isupper() or "." in words or words[0].isdigit())
    )
