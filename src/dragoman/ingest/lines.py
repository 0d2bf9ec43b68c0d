"""Hard-wrapped lines mended into paragraphs."""

from __future__ import annotations

import re

from dragoman.ingest.dates import MONTHS
from dragoman.ingest.words import page_words

_ENDS_SENTENCE = re.compile(r"[.!?…][\"”’'»)\]]*$")
_STARTS_SENTENCE = re.compile(r"[\"“‘'«(\[]*[A-ZÀ-Þ0-9]")
_ITEM = re.compile(r"(?:[-*•–·]|\d{1,2}[.)])\s+\S")
_ABBREVIATION = re.compile(
    r"(?:^|\W)(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|Rev|St|No|vs|Jr|Sr|[A-Z])\.$|"
    rf"(?:^|\W)(?:{'|'.join(m.capitalize() for m in MONTHS)}|Sept)\.$"
)
_HYPHEN = re.compile(r"(\w*[a-z])-$")
_SHORTEST_WRAP, _LONGEST_WRAP = 30, 120


def paragraphs(lines: list[str]) -> list[str]:
    """Paragraphs from the lines of a text, blank lines between some of them.

    Inside a block without blank lines, a line goes on in the next unless it ends a sentence well before the margin, or
    the next one is indented or an item of a list. Two blocks are one paragraph if the first stops in mid-sentence
    and the second begins with a small letter.
    """
    wrap = margin(lines)
    mended: list[list[str]] = []
    previous = ""
    blank = True
    for line in lines:
        bare = line.strip()
        if not bare:
            blank = True
            continue
        if mended and (_runs_on(mended[-1], bare) if blank else not _breaks(previous, line, wrap)):
            mended[-1].append(bare)
        else:
            mended.append([bare])
        previous, blank = line, False
    return _joined(mended)


def margin(lines: list[str]) -> int | None:
    """The column at which the text was wrapped, or ``None`` where each line seems to be a whole paragraph."""
    lengths = sorted(len(line) for line in lines if line.strip())
    longest = lengths[-1] if lengths else 0
    if not _SHORTEST_WRAP <= longest <= _LONGEST_WRAP:
        return None
    return longest


def breaks_early(line: str, following: str, wrap: int | None) -> bool:
    """Whether the next line's first word would have fitted on this line, so that the break was meant."""
    if wrap is None or not following:
        return True
    return len(line) + 1 + len(following.split()[0]) <= 0.9 * wrap


def ends_sentence(line: str) -> bool:
    return bool(_ENDS_SENTENCE.search(line)) and not _ABBREVIATION.search(line)


def _breaks(line: str, following: str, wrap: int | None) -> bool:
    bare = following.strip()
    if _ITEM.match(bare):
        return True
    if len(following) - len(bare) >= 2 and line[:1] != " ":
        return True
    if not ends_sentence(line) or not _STARTS_SENTENCE.match(bare):
        return False
    return breaks_early(line, bare, wrap)


def _runs_on(before: list[str], after: str) -> bool:
    """A paragraph cut by a blank line, as mail programs and PDF viewers do."""
    if not after[0].islower():
        return False
    last = before[-1]
    return last[-1] == "," or (
        last[-1].isalpha()
        and (len(before) > 1 or last.count(" ") >= 8 or last.rsplit(" ", 1)[-1] in page_words().english)
    )


def _joined(blocks: list[list[str]]) -> list[str]:
    """Each block as one line. Word wrapping breaks at hyphens that are there anyway, so a hyphen at the end of a line stays,
    unless the text has the word without it elsewhere: then it is a typesetter's."""
    words: set[str] | None = None
    mended = []
    for block in blocks:
        pieces = [block[0]]
        for before, after in zip(block, block[1:], strict=False):
            hyphen = _HYPHEN.search(before[-60:])
            if hyphen is None or not after[0].islower():
                pieces += [" ", after]
                continue
            if words is None:
                words = {w for b in blocks for line in b for w in re.findall(r"\w+", line.lower())}
            beginning = re.match(r"\w+", after[:60])
            if beginning and (hyphen[1] + beginning[0]).lower() in words:
                pieces[-1] = pieces[-1][:-1]
            pieces.append(after)
        mended.append("".join(pieces))
    return mended
