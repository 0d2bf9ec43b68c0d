"""The lines above the body of a plain text: each is told apart, and the title is what remains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.ingest import credits, lines, mastheads, sections
from dragoman.ingest.creditlines import take_credit_line
from dragoman.ingest.dates import date_line, stated
from dragoman.ingest.draft import Draft
from dragoman.ingest.titles import LONGEST_TITLE, reads_as_title, without_site
from dragoman.ingest.words import is_furniture, same_words

_HEAD_LINES = 14
_PROSE_WITHIN = 60
_FEWEST_OF_PROSE = 5
_CERTAINLY_PROSE = 50


@dataclass(slots=True)
class _Head:
    """What is known of the lines above the body. ``title``: one that the page prints twice, from the outset."""

    lines: Sequence[str]
    draft: Draft
    entitled: bool
    title: str | None
    wrap: int | None
    credited: frozenset[str]
    seen_title: bool = False
    seen_crumb: bool = False

    @property
    def has_title(self) -> bool:
        return self.seen_title or self.draft.headline is not None

    def next_filled(self, at: int) -> int:
        """The first line from ``at`` on that is not blank; the number of lines where none is."""
        return next((i for i in range(at, len(self.lines)) if self.lines[i].strip()), len(self.lines))


def read_head(all_lines: list[str], draft: Draft, entitled: bool) -> list[str]:
    """Reads the lines above the body into the draft, and gives back the rest."""
    title = _repeated_title(all_lines) if entitled and not draft.headline else None
    head = _Head(all_lines, draft, entitled, title, lines.margin(all_lines), mastheads.credited_names(all_lines))
    at = 0
    for _ in range(_HEAD_LINES):
        at = head.next_filled(at)
        if at >= len(all_lines):
            break
        used = _head_line(head, at)
        if used == 0:
            break
        at += used
    return all_lines[at:]


def _head_line(head: _Head, at: int) -> int:
    """How many lines from ``at`` on belong above the body; 0 where the body begins."""
    line, draft = head.lines[at].strip(), head.draft
    if is_furniture(line):
        return 1
    if (crumbs := sections.breadcrumb(line)) is not None:
        last_is_title = same_words(crumbs[-1], head.title)
        draft.sections.extend(crumbs[:-1] if last_is_title or len(crumbs[-1].split()) > 4 else crumbs)
        head.seen_crumb = True
        return 1
    if same_words(line, head.title or draft.headline):
        draft.headline, head.seen_title = draft.headline or line, True
        return 1
    between = head.seen_crumb and not head.seen_title and (head.title is not None or _title_follows(head, at))
    if (names := sections.section_line(line, between)) is not None and head.next_filled(at + 1) < len(head.lines):
        _take_labels(head, names)
        return 1
    if take_credit_line(line, draft) or _takes_name(head, at):
        return 1
    if not head.entitled or head.title or draft.headline:
        return 0
    size = _title_lines(head, at)
    if size:
        draft.headline = without_site(_joined(head, at, size))
    return size


def _takes_name(head: _Head, at: int) -> bool:
    """Whether the line is an outlet, a slug, a label or a bare byline; without prose below it is none of them."""
    line, following = head.lines[at].strip(), head.next_filled(at + 1)
    if len(line) > 120 or not _prose_from(head, following):
        return False
    if head.has_title:
        if (name := mastheads.outlet(line, head.credited)) is not None:
            head.draft.outlet = head.draft.outlet or name
            return True
        return _takes_bare_byline(head, at)
    titles = _titles_from(head, following) if head.entitled else []
    opens_copy = credits.dateline(head.lines[following].strip()) is not None
    if mastheads.is_slug(line):
        return bool(titles) or opens_copy
    if (both := mastheads.outlet_and_date(line, head.credited)) is not None:
        _take_labels(head, [both[0]])
        head.draft.published = head.draft.published or stated(both[1])
        return True
    parts = mastheads.label(line, titles)
    if parts is None and mastheads.outlet(line, head.credited) is not None and (titles or opens_copy):
        parts = [line]
    if parts is not None:
        _take_labels(head, parts)
    return parts is not None


def _take_labels(head: _Head, names: list[str]) -> None:
    """Sections, but for a name that is the outlet's: that one publishes the page."""
    for name in names:
        if not sections.is_known(name) and (paper := mastheads.outlet(name, head.credited)) is not None:
            head.draft.outlet = head.draft.outlet or paper
            head.draft.publisher = head.draft.publisher or paper
        else:
            head.draft.sections.append(name)


def _takes_bare_byline(head: _Head, at: int) -> bool:
    beside = (head.lines[i].strip() for i in (at - 1, at + 1) if 0 <= i < len(head.lines))
    rest = " ".join(head.lines[at + 1 : at + _PROSE_WITHIN])
    names = mastheads.bare_byline(head.lines[at].strip(), any(date_line(other) for other in beside), rest)
    if names is None or head.draft.byline:
        return False
    head.draft.byline = names
    return True


def _prose_from(head: _Head, at: int) -> bool:
    """Whether a block of lines that ends a sentence, opens like agency copy or is long stands at ``at`` or soon after."""
    block: list[str] = []
    for line in (*head.lines[at : at + _PROSE_WITHIN], ""):
        if bare := line.strip():
            block.append(bare)
            continue
        words = sum(len(part.split()) for part in block)
        if words >= _FEWEST_OF_PROSE and (lines.ends_sentence(block[-1]) or credits.dateline(block[0]) is not None):
            return True
        if words >= _CERTAINLY_PROSE:
            return True
        block = []
    return False


def _titles_from(head: _Head, at: int) -> list[str]:
    """The lines from ``at`` to the body that could be a title, among dates, bylines and names."""
    found: list[str] = []
    for _ in range(_HEAD_LINES // 2):
        at = head.next_filled(at)
        if at >= len(head.lines):
            break
        line = head.lines[at].strip()
        known = _has_other_use(line)
        size = 0 if known else _title_lines(head, at)
        if size:
            found.append(_joined(head, at, size))
        elif not known and mastheads.outlet(line, head.credited) is None and not mastheads.could_be_label(line):
            break
        at += max(size, 1)
    return found


def _has_other_use(line: str) -> bool:
    return (
        is_furniture(line)
        or mastheads.is_slug(line)
        or sections.section_line(line) is not None
        or sections.breadcrumb(line) is not None
        or take_credit_line(line, Draft())
    )


def _repeated_title(all_lines: list[str]) -> str | None:
    """A line that the top of the page prints twice, or that a breadcrumb ends in."""
    top = [line.strip() for line in all_lines if line.strip()][:_HEAD_LINES]
    tails = [crumbs[-1] for line in top if (crumbs := sections.breadcrumb(line))]
    for i, line in enumerate(top):
        if len(line.split()) < 3 or len(line) > LONGEST_TITLE or is_furniture(line) or mastheads.outlet(line):
            continue
        if any(same_words(line, other) for other in (*top[:i], *tails)):
            return line
    return None


def _title_follows(head: _Head, at: int) -> bool:
    """Whether the next line that is not blank looks like a title itself."""
    following = next((line.strip() for line in head.lines[at + 1 : at + _HEAD_LINES] if line.strip()), "")
    return bool(following) and reads_as_title(following, "")


def _title_lines(head: _Head, at: int) -> int:
    """How many lines from ``at`` on are the title: 0 where the text begins with its body."""
    for size in (1, 2, 3):
        candidate = _joined(head, at, size)
        rest = head.lines[at + size : at + size + _HEAD_LINES]
        if not all(line.strip() for line in head.lines[at : at + size]) or len(candidate) > LONGEST_TITLE:
            return 0
        following = next((line.strip() for line in rest if line.strip()), None)
        if following is None:
            return size if size == 1 and reads_as_title(candidate, "") else 0
        apart = not rest[0].strip() or is_furniture(rest[0].strip())
        meant = lines.breaks_early(head.lines[at + size - 1].strip(), following, head.wrap) and following[0].isupper()
        if (apart or _begins_anew(following) or (size == 1 and meant)) and reads_as_title(candidate, following):
            return size
    return 0


def _begins_anew(line: str) -> bool:
    """Whether a line cannot be the second line of a title."""
    return (
        credits.dateline(line) is not None
        or credits.byline(line) is not None
        or date_line(line) is not None
        or mastheads.outlet(line) is not None
        or mastheads.is_slug(line)
    )


def _joined(head: _Head, at: int, size: int) -> str:
    return " ".join(line.strip() for line in head.lines[at : at + size])
