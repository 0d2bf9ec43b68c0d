"""From a Draft to a Dispatch: what every format has in common once its own page is off."""

from __future__ import annotations

from dragoman.errors import InputError
from dragoman.ids import content_id, fold
from dragoman.ingest import credits
from dragoman.ingest.clean import clean_line, join_paragraphs
from dragoman.ingest.creditlines import take_credit_line
from dragoman.ingest.draft import Draft
from dragoman.ingest.feet import is_prose, take_foot_line
from dragoman.ingest.language import language_of
from dragoman.ingest.options import IngestOptions
from dragoman.ingest.words import is_furniture, is_wall, same_words
from dragoman.records import Dispatch, Published

UNKNOWN = Published(start=None, end=None, how="unknown")
_WALL_WORDS = 150
_FEWEST_OF_AN_ITEM = 2
_UNKNOWN_FOOT_LINES = 4


def finish(draft: Draft, raw_hash: str | None, options: IngestOptions) -> Dispatch:
    """The dispatch of a draft. Raises ``InputError``: ``no_article`` (for an item ``bad_row``), ``not_english``, ``too_large``."""
    settings = options.settings
    headline = clean_line(draft.headline)
    draft.paragraphs = [clean for p in draft.paragraphs if (clean := clean_line(p))]
    _trim_head(draft, headline)
    _trim_foot(draft)
    draft.paragraphs = [p for p in draft.paragraphs if not is_furniture(p)]
    _read_dateline(draft)
    if not draft.paragraphs and draft.item and headline:
        draft.paragraphs = [headline]
    text = join_paragraphs(draft.paragraphs)
    words, fewest = len(text.split()), _FEWEST_OF_AN_ITEM if draft.item else settings.ingest_min_words
    if words < fewest:
        raise InputError(
            "bad_row" if draft.item else "no_article", f"number of words in it: {words}; the fewest: {fewest}"
        )
    if len(text) > settings.max_text_chars:
        raise InputError("too_large", f"a text of {len(text):,} characters; the most is {settings.max_text_chars:,}")
    if _is_wall(draft.paragraphs):
        raise InputError("no_article", "a login, cookie or error page")
    language = language_of(text, draft.language, settings)
    published = _published(draft, options)
    publisher, url = clean_line(draft.publisher), clean_line(draft.url)
    known = published.how in ("stated", "given")
    days = (published.start, published.end) if known else (None, None)
    return Dispatch(
        id=content_id("d", headline, text, publisher, url, *days),
        headline=headline,
        publisher=publisher,
        credited_source=clean_line(draft.credited_source),
        byline=clean_line(draft.byline),
        sections=_distinct(draft.sections),
        tags=_distinct(draft.tags),
        language=language,
        url=url,
        text=text,
        published=published,
        raw_hash=raw_hash,
    )


def _published(draft: Draft, options: IngestOptions) -> Published:
    given = options.published
    if given is None:
        return draft.published or UNKNOWN
    if draft.published and (draft.published.start, draft.published.end) != (given.start, given.end):
        draft.notes.append(f"it states {draft.published.start} as its date; the date given is taken instead")
    return given


def _trim_head(draft: Draft, headline: str | None) -> None:
    """Takes off the lines over the first sentence: the title once more, the byline, the date, buttons."""
    body = draft.paragraphs
    while body:
        line = body[0]
        repeated = len(body) > 1 and same_words(line, headline)
        if not repeated and not take_credit_line(line, draft):
            return
        body.pop(0)


def _trim_foot(draft: Draft) -> None:
    """Takes off the lines below the last sentence: sources, reporters, rights, links to other pieces. A line among them
    that is neither known nor prose stays."""
    body = draft.paragraphs
    for at in range(len(body) - 1, -1, -1):
        if take_foot_line(body[at], draft):
            body.pop(at)
        elif is_prose(body[at]) or len(body) - at >= _UNKNOWN_FOOT_LINES:
            break
    if body:
        rest, source = credits.split_tail_source(body[-1], draft.publisher)
        if source is not None:
            draft.credited_source = draft.credited_source or source
            body[-1:] = [rest] if rest else []


def _read_dateline(draft: Draft) -> None:
    found = credits.dateline(draft.paragraphs[0]) if draft.paragraphs else None
    if found is not None:
        draft.credited_source = draft.credited_source or found.agency
        draft.published = draft.published or found.published
    draft.credited_source = draft.credited_source or draft.outlet


def _is_wall(paragraphs: list[str]) -> bool:
    """Whether a short text speaks mostly of logging in, cookies, or an error."""
    words = sum(len(p.split()) for p in paragraphs)
    walls = sum(len(p.split()) for p in paragraphs if is_wall(p))
    return words < _WALL_WORDS and walls * 2 >= words > 0


def _distinct(names: list[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for name in names:
        if clean := clean_line(name):
            kept.setdefault(fold(clean) or clean, clean)
    return tuple(kept.values())
