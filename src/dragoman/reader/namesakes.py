"""Names of places in what is no place: the Treaty of Lisbon, Radio France, Syria Street, an elephant called Tunisia.

Asked by ``places`` and ``actors`` alike, of any run of words that the tables take for a country, town or people.
``RULES`` are asked in order, each about one kind of bearer; a rule looks only at the words around the name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from dragoman.knowledge.words.namesake_words import words
from dragoman.reader.syntax import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SCORE = re.compile(r"(?<![\d-])\d{1,3}\s?[-–]\s?\d{1,3}(?![\d-])")
# "Semi-final" is one word here, which the parser splits.
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
CALLED = frozenset({"called", "named", "nicknamed", "dubbed", "christened"})


def names_no_place(doc: Doc, start: int, end: int, is_country: bool) -> bool:
    """Whether the words from ``start`` to ``end`` (token numbers, half open) only belong to the name of something that
    is no place. ``is_country``: whether they name a country or a people rather than a town."""
    name = _Name(doc, start, end, is_country)
    return any(rule(name) for rule in RULES)


class _Name:
    """A name with the words around it: ``before`` and ``after`` lie in its sentence, ``before`` without "the"."""

    def __init__(self, doc: Doc, start: int, end: int, is_country: bool) -> None:
        self.doc, self.start, self.end, self.is_country = doc, start, end, is_country
        self.root = doc[start:end].root
        i = start - 1 if start and not doc[start].is_sent_start else -1
        if i > 0 and doc[i].lower_ == "the" and not doc[i].is_sent_start:
            i -= 1
        self.before: Token | None = doc[i] if i >= 0 else None
        self.after: Token | None = doc[end] if end < len(doc) and not doc[end].is_sent_start else None

    @property
    def owner(self) -> Token | None:
        """The noun before "of": Treaty in "Treaty of Lisbon"."""
        of = self.before
        if of is None or of.lower_ != "of" or not of.i or of.is_sent_start:
            return None
        return of.nbor(-1)


def _capital(token: Token | None) -> bool:
    return token is not None and token.text[:1].isupper()


def _of_a_thing(name: _Name) -> bool:
    """ "Treaty of Lisbon", "Duke of York", "Times of India"; not "Central Bank of Kenya", an organ of the state."""
    owner = name.owner
    if owner is None or owner.lower_ not in words("of_thing" if _capital(owner) else "of_any_thing"):
        return False
    return not is_state_organ(owner)


def is_state_organ(noun: Token) -> bool:
    """Whether a word before a noun says that it is an organ of a state: "Central Bank", "Supreme Council"."""
    return bool(noun.i) and _capital(noun.nbor(-1)) and noun.nbor(-1).lower_ in words("of_state")


def _before_a_thing(name: _Name) -> bool:
    """ "Panama Papers", "Munich Re", "Helsinki Final Act"; in small letters "Lassa fever", "Crimean-Congo haemorrhagic fever"."""
    after = name.after
    if after is None:
        return False
    run = _run_after(name)
    if any(t.lower_ in words("thing_after") for t in run) or (run and run[0].lower_ in words("club")):
        return True
    if run and run[0].lower_ in words("club_or_town"):
        return bool({*_WORD.findall(name.root.sent.text.lower())} & (words("game_noun") | words("game_word")))
    if after.lower_ in words("ailment"):
        return True
    following = after.nbor() if after.i + 1 < len(name.doc) else None
    return following is not None and after.pos_ in ("ADJ", "NOUN") and following.lower_ in words("ailment")


def _run_after(name: _Name) -> list[Token]:
    """The capitalised words, three at most, that stand in one run behind a name."""
    run: list[Token] = []
    for token in name.doc[name.end : name.end + 3]:
        if not _capital(token) or token.is_sent_start or (token.text.isupper() and not name.is_country):
            break
        run.append(token)
    return run


def _before_a_street(name: _Name) -> bool:
    """ "Syria Street", "Oxford Street", "Liverpool Street Station"; "Kyiv Station" is in Kyiv, unless a town follows."""
    after = name.after
    if after is None or not _capital(after):
        return False
    if after.lower_ in words("street"):
        return True
    if after.lower_ not in words("hall"):
        return False
    following = name.doc[after.i + 1 : after.i + 3]
    elsewhere = len(following) == 2 and following[0].lower_ == "in" and _capital(following[1])
    return name.is_country or elsewhere


def _after_a_word(name: _Name) -> bool:
    """ "Radio France", "Hotel Ukraina", "Avenida Brasil", "Hyundai Santa Fe", "Café de Paris"."""
    i = name.start - 1
    if i > 0 and name.doc[i].lower_ in ("de", "du", "des", "di", "del"):
        i -= 1
    if i < 0 or name.doc[i + 1].is_sent_start:
        return False
    before = name.doc[i]
    if not _capital(before) or before.lower_ not in words("before") | words("maker"):
        return False
    return before.whitespace_ != "" and (not before.is_sent_start or before.pos_ in ("PROPN", "NOUN"))


def _of_a_saint(name: _Name) -> bool:
    """ "Saint Lucia processions", "the feast of St Helena"."""
    if name.doc[name.start].lower_ not in ("saint", "st", "st.", "santa", "sankt") or name.end - name.start < 2:
        return False
    after, owner = name.after, name.owner
    ahead = after is not None and after.lower_ in words("saint_after")
    possessed = after is not None and after.tag_ == "POS" and after.i + 1 < len(name.doc)
    if possessed and after is not None:
        ahead = after.nbor().lower_ in words("saint_after")
    return ahead or (owner is not None and owner.lower_ in words("saint_before"))


def _of_a_bearer(name: _Name) -> bool:
    """ "Sudan, the last male rhinoceros", "an elephant called Tunisia", "the ferry Estonia"."""
    before, after = name.before, name.after
    if before is not None and before.lower_ in CALLED:
        over = before.head if before.dep_ in ("acl", "amod") else before.nbor(-1) if before.i else before
        return _bears(over)
    if before is not None and before.i == name.start - 1 and before.is_lower and _bears(before):
        twins = (name.root.dep_, name.root.head.i) == (before.dep_, before.head.i)
        return twins or name.root.dep_ in ("appos", "compound", "nmod") or before.head.i == name.root.i
    if after is None or after.text != ",":
        return False
    beside = [c for c in name.root.children if c.dep_ == "appos" and c.i > after.i]
    return any(_bears(c) for c in beside)


def _bears(noun: Token) -> bool:
    return noun.lemma_.lower() in words("bearer")


def _is_team(name: _Name) -> bool:
    """Teams that play are no states: "Ghana lost to Zambia in the semi-final", "Croatia's win over Serbia"."""
    token = name.root
    while token.dep_ == "conj":
        token = token.head
    over = token.head
    if token.dep_ == "pobj":
        if over.lower_ not in ("to", "with", "against", "over", "by", "from", "past", "for"):
            return False
        over = over.head
    elif token.dep_ not in (*SUBJECTS, "dobj", "poss", "compound"):
        return False
    plays = over.lemma_.lower() in words("game_verb" if over.pos_ in ("VERB", "AUX") else "game_result")
    return plays and _tells_of_a_game(over)


def _tells_of_a_game(word: Token) -> bool:
    """Whether a sentence is about a game: one plain word for it, or a score or a result and a word that may be one."""
    said = {*_WORD.findall(word.sent.text.lower())}
    if said & words("game_noun"):
        return True
    score = _SCORE.search(word.sent.text) is not None
    return score or len(said & words("game_word")) > 1


def _in_a_credit(name: _Name) -> bool:
    """ "(reporting from Dakar)", "Reporting by A. Writer in Abuja; editing by ..."."""
    sentence = name.root.sent
    if _opens_credit(sentence[0]):
        return True
    for i in range(name.start - 1, sentence.start - 1, -1):
        if name.doc[i].text == "(":
            return _opens_credit(name.doc[i + 1])
        if name.doc[i].text == ")":
            return False
    return False


def _opens_credit(word: Token) -> bool:
    following = word.nbor() if word.i + 1 < len(word.doc) else None
    leads = following is not None and following.lower_ in ("by", "from", "in", "reporting")
    return leads and word.lower_ in words("credit")


RULES: tuple[Callable[[_Name], bool], ...] = (
    _of_a_thing,
    _before_a_thing,
    _before_a_street,
    _after_a_word,
    _of_a_saint,
    _of_a_bearer,
    _is_team,
    _in_a_credit,
)
