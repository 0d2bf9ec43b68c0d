"""Words that look like times and are none: the verb "may", the Sunday Times, 2,000 soldiers, Resolution 1973."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dragoman.knowledge.words.times import time_set
from dragoman.reader.times.grammar import Found
from dragoman.reader.times.lexer import Word

if TYPE_CHECKING:
    from spacy.tokens import Token

NAME_LABELS = ("PERSON", "ORG", "WORK_OF_ART", "FAC", "PRODUCT", "NORP")
ROUND = 50  # a round number before a plural counts things more often than it names a year
NO_YEAR_BEFORE = ("unit", "units", "clockunit", "number", "weekday", "zone", "local")
LIKELY_YEARS = range(1900, 2101)


def is_trap(found: Found, words: Sequence[Word], tokens: dict[int, Token]) -> bool:
    """Whether a match is no time expression where it stands. ``tokens``: the parse by character offset."""
    before = words[found.first - 1] if found.first else None
    after = words[found.last] if found.last < len(words) else None
    behind = after
    if after is not None and after.kind in ("day", "ordinal") and found.last + 1 < len(words):
        behind = words[found.last + 1]
    if behind is not None and behind.kind == "tail" and behind.text[0].isupper():
        return True
    check = CHECKS.get(found.rule)
    return check is not None and check(words[found.first : found.last], before, after, tokens)


Check = Callable[[Sequence[Word], "Word | None", "Word | None", "dict[int, Token]"], bool]


def _month(words: Sequence[Word], before: Word | None, after: Word | None, tokens: dict[int, Token]) -> bool:
    if len(words) > 1 and not (words[0].kind == "this" and len(words) == 2):
        return False
    token = tokens.get(words[-1].start)
    if token is None or token.pos_ in ("VERB", "AUX") or token.ent_type_ in NAME_LABELS:
        return True
    return token.ent_type_ != "DATE" and (before is None or before.text.lower() not in time_set("leads_to_month"))


def _day(words: Sequence[Word], before: Word | None, after: Word | None, tokens: dict[int, Token]) -> bool:
    """The verb in "may 20 states", the count in "In March 20 people died", and the May 9 Brigade."""
    month = next((w for w in words if w.kind in ("month", "shortmonth")), None)
    number = words[-1]
    if month is None:
        return False
    token = tokens.get(month.start)
    if token is not None and token.pos_ == "AUX" and words[0] is month:
        return True
    if number.kind in ("day", "odd") and number.start > month.start and before is not None and after is not None:
        if before.kind == "in" and after.kind == "other" and words[0] is month:
            return True
        if before.kind == "on":
            return False
    counted = tokens.get(number.start)
    if number.kind in ("day", "odd") and counted is not None and number.start > month.start:
        head = counted.head
        return counted.dep_ == "nummod" and head.tag_ == "NNS" and head.i > counted.i and head.i != counted.i
    return False


def _weekday(words: Sequence[Word], before: Word | None, after: Word | None, tokens: dict[int, Token]) -> bool:
    """ "Bloody Sunday", a man called Friday."""
    if before is not None and before.kind == "herald" and before.text[0].isupper():
        return True
    token = tokens.get(words[-1].start)
    return token is not None and token.ent_type_ in ("WORK_OF_ART", "FAC", "PRODUCT") and len(words) == 1


def _season(words: Sequence[Word], before: Word | None, after: Word | None, tokens: dict[int, Token]) -> bool:
    """The Arab Spring, the Winter Olympics, the fall of a city, prices that fall."""
    name = next(w for w in words if w.kind == "season")
    token = tokens.get(name.start)
    if token is None or token.pos_ not in ("NOUN", "PROPN"):
        return True
    if name.text[0].isupper() and any(x is not None and x.text[0].isupper() for x in (before, after)):
        return words[-1] is name
    if name.text.lower() == "fall" and words[-1] is name:
        pointed = words[0].kind in ("last", "next", "this", "modifier") or (
            before is not None and before.kind in ("in", "since") and words[0].kind == "the"
        )
        return not pointed or (after is not None and after.kind == "of")
    return token.dep_ == "compound" and token.head.ent_type_ in NAME_LABELS


def _year(words: Sequence[Word], before: Word | None, after: Word | None, tokens: dict[int, Token]) -> bool:
    """2,000 soldiers without the comma, Resolution 1973, $1950, 2053 hours."""
    if len(words) > 1:
        return False
    word, token = words[0], tokens.get(words[0].start)
    if word.kind == "bad_year" or token is None:
        return True
    if before is not None and (before.kind in ("numbered", "number", "approx") or before.text in "$£€#№/.:"):
        return True
    if after is not None and (after.text in "%/:" or after.kind in NO_YEAR_BEFORE):
        return True
    if int(word.value) not in LIKELY_YEARS:
        return token.ent_type_ != "DATE" or before is None or before.kind != "in"
    return _is_count(token, int(word.value)) or not (
        token.ent_type_ in ("DATE", "EVENT", "LAW")
        or (before is not None and before.text.lower() in time_set("leads_to_year"))
        or (before is not None and before.kind in ("possessive", "modifier"))
    )


def _is_count(token: Token, year: int) -> bool:
    head = token.head
    counts = token.dep_ == "nummod" and head.tag_ == "NNS" and head.i > token.i
    pointed = any(c.dep_ in ("det", "poss") for c in head.children)
    return counts and not pointed and (year % ROUND == 0 or token.ent_type_ != "DATE")


def _shift(words: Sequence[Word], before: Word | None, after: Word | None, tokens: dict[int, Token]) -> bool:
    """ "said that year-end sales": the conjunction, not the pointer."""
    that = next((w for w in words if w.kind == "that"), None)
    if that is None:
        return False
    token = tokens.get(that.start)
    return (token is not None and token.tag_ == "IN") or (after is not None and after.kind == "dash")


def _decade(words: Sequence[Word], before: Word | None, after: Word | None, tokens: dict[int, Token]) -> bool:
    """A woman in her 40s."""
    return before is not None and before.text.lower() in ("his", "her", "their", "its", "my", "our", "your")


def _deictic(words: Sequence[Word], before: Word | None, after: Word | None, tokens: dict[int, Token]) -> bool:
    """The paper USA Today."""
    return before is not None and before.text[0].isupper() and words[0].text[0].isupper()


def _named(words: Sequence[Word], before: Word | None, after: Word | None, tokens: dict[int, Token]) -> bool:
    """The Daily Star: a capital in the middle of a sentence."""
    token = tokens.get(words[0].start)
    return words[0].text[0].isupper() and (token is None or not token.is_sent_start)


CHECKS: dict[str, Check] = {
    "month": _month,
    "day_month": _day,
    "weekday": _weekday,
    "season": _season,
    "year": _year,
    "shift": _shift,
    "part_shift": _shift,
    "rate": _named,
    "deictic": _deictic,
    "decade": _decade,
}
