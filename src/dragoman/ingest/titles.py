"""What a title looks like, and titles without the name of the site that pages put behind them."""

from __future__ import annotations

import re

from dragoman.ids import fold
from dragoman.ingest import credits, lines

LONGEST_TITLE = 220

_DOMAIN = re.compile(r"\b[\w-]+\.(?:com|org|net|info|tv|news|eu|[a-z]{2})\b", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)
_DASHES = re.compile(r"\s+[-–—]\s+|\s+[-–—|·•«»]{1,2}\s*$")
_BARS = re.compile(r"\s+[|«»·•]\s*")
_FEWEST_WORDS = 3


def without_site(title: str, publisher: str | None = None) -> str:
    """ "Border closed | The Paper" without the site's name.

    What goes: parts behind a bar, parts from one with a domain on, and a last part that is the publisher's name. A title of
    fewer than three words is left as it is.
    """
    kept = title
    bars = _BARS.split(title)
    names = {fold(publisher), fold(publisher.removeprefix("The "))} if publisher else set()
    if len(bars[0].split()) >= _FEWEST_WORDS or fold(bars[-1]) in names:
        kept = bars[0]
    parts = _DASHES.split(kept)
    for i, part in enumerate(parts[1:], 1):
        if _DOMAIN.search(part) or _HOST.fullmatch(part) or (i == len(parts) - 1 and fold(part) in names):
            before = kept[: kept.index(part, len(parts[0]))].rstrip(" -–—")
            kept = before if len(before.split()) >= _FEWEST_WORDS else kept
            break
    return kept.strip() or title


def reads_as_title(line: str, following: str) -> bool:
    """Whether a line over a paragraph looks like a title: short, without a full stop, and no dateline."""
    if len(line) > LONGEST_TITLE:
        return False
    if (
        credits.dateline(line) is not None
        or following[:1].islower()
        or not (line[0].isupper() or line[0].isdigit() or line[0] in "“‘\"'")
    ):
        return False
    bare = re.sub(r"(?:\s*\([^()]*\))+$", "", line)
    if lines.ends_sentence(bare) and bare[-1] not in "?!" and not bare.endswith("..."):
        return len(line.split()) <= 15 and credits.dateline(following) is not None
    return len(line.split()) >= 2 and line[-1] not in ",;:-–—"
