"""Names of places in what is no place: the Treaty of Lisbon, Radio France, Syria Street, an elephant called Tunisia.

Asked by ``places`` and ``actors`` alike, of any run of words that the tables take for a country, town or people.
``RULES`` are asked in order, each about one kind of bearer; a rule looks only at the words around the name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from dragoman.knowledge.words.namesake_words import words
from dragoman.reader.adjectives import is_traded
from dragoman.reader.named_persons import is_person_named
from dragoman.reader.syntax import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SCORE = re.compile(r"(?<![\d-])\d{1,3}\s?[-–]\s?\d{1,3}(?![\d-])")
_INNINGS = re.compile(r"\b(?:all out for|bowled out for|for \d+ wickets?|\d+ (?:for|runs for) \d+\b|not out)\b")
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
        twins = twins or (
            name.root.dep_ in SUBJECTS and before.dep_ in ("ROOT", "dep") and name.root.head.head.i == before.i
        )
        return twins or name.root.dep_ in ("appos", "compound", "nmod") or before.head.i == name.root.i
    if after is None or after.text != ",":
        return False
    beside = [c for c in name.root.children if c.dep_ == "appos" and c.i > after.i]
    return any(_bears(c) for c in beside)


def _bears(noun: Token) -> bool:
    return noun.lemma_.lower() in words("bearer")


def _is_team(name: _Name) -> bool:
    """Teams that play are no states: "Ghana lost to Zambia in the semi-final", "Croatia's win over Serbia", "put a fifth
    goal past Brazil", "the Barcelona striker"."""
    after = name.after
    if after is not None and not name.is_country and after.is_lower and after.lemma_.lower() in words("player"):
        return after.lemma_.lower() in words("sure_player") or _tells_of_a_game(after)
    token = name.root
    while token.dep_ == "compound" and token.head.i == token.i + 1 and _capital(token.head):
        token = token.head
    while token.dep_ == "conj":
        token = token.head
    if after is not None and after.text == "," and _leads_to(after, words("sport_body")):
        return _tells_of_a_game(token)
    over = token.head
    if token.dep_ == "pobj":
        if over.lower_ not in ("to", "with", "against", "over", "by", "from", "past", "for"):
            return False
        over = over.head
    elif token.dep_ not in (*SUBJECTS, "dobj", "poss", "compound"):
        return False
    if _beats_a_town(name, token):
        return True
    if token.dep_ == "nsubj" and _wins_a_prize(over):
        return True
    if _bats(name, token):
        return True
    if _has_player(name, token):
        return _tells_of_a_game(token)
    plays = over.lemma_.lower() in words("game_verb" if over.pos_ in ("VERB", "AUX") else "game_result")
    return (plays or _scores(over)) and _tells_of_a_game(over)


def _leads_to(comma: Token, nouns: frozenset[str]) -> bool:
    """Whether one of some nouns stands behind a comma, before the next mark or verb."""
    for token in comma.doc[comma.i + 1 : comma.i + 7]:
        if token.is_punct or token.is_sent_start or token.pos_ in ("VERB", "AUX", "ADP"):
            return False
        if token.lemma_.lower() in nouns:
            return True
    return False


def _scores(verb: Token) -> bool:
    return any(c.dep_ in ("dobj", "nsubjpass") and c.lemma_.lower() in words("scored") for c in verb.children)


def _bats(name: _Name, token: Token) -> bool:
    """ "Australia were all out for 60"."""
    return token.dep_ in SUBJECTS and _INNINGS.search(name.root.sent.text) is not None


def _has_player(name: _Name, token: Token) -> bool:
    """ "Serbia and Albania players", "Houston traded the pitcher to Detroit"."""
    sportsmen = words("player") | words("sportsman")
    if name.root.dep_ in ("compound", "nmod", "poss") and name.root.head.lemma_.lower() in sportsmen:
        return True
    if any(c.dep_ == "conj" and c.lemma_.lower() in sportsmen for c in token.children):
        return True
    deal = token.head.head if token.dep_ == "pobj" else token.head
    traded = deal.lemma_ in ("sign", "trade", "sell", "buy", "loan", "release", "field")
    return traded and any(c.dep_ == "dobj" and c.lemma_.lower() in sportsmen for c in deal.children)


def _wins_a_prize(verb: Token) -> bool:
    return verb.lemma_ in words("win_verb") and any(
        c.dep_ == "dobj" and c.lower_ in words("prize") for c in verb.children
    )


def _beats_a_town(name: _Name, token: Token) -> bool:
    """ "Chicago beat Boston": towns only beat one another in games."""
    verb = token.head
    if name.is_country or verb.lemma_ not in ("beat", "thrash", "trounce", "outplay", "outscore"):
        return False
    sides = [c for c in verb.children if c.dep_ in ("nsubj", "dobj")]
    return len(sides) == 2 and all(c.pos_ == "PROPN" for c in sides) and token.dep_ in ("nsubj", "dobj")


def _tells_of_a_game(word: Token) -> bool:
    """Whether a sentence is about a game: one plain word for it, or a score or a result and a word that may be one."""
    said = {*_WORD.findall(word.sent.text.lower())}
    if said & (words("game_noun") | words("sure_player")):
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


def _of_a_person(name: _Name) -> bool:
    """ "Judge Houston", "Cécile de France", "Paris, 41, a welder"."""
    return is_person_named(name.doc, name.start, name.end, name.is_country)


def _in_a_compound(name: _Name) -> bool:
    """ "A Geneva-based group", "the Chicago-born priest": where somebody sits or comes from."""
    doc, end = name.doc, name.end
    joined = end + 1 < len(doc) and doc[end].text in ("-", "–", "‑") and not doc[end - 1].whitespace_
    return joined and doc[end + 1].lower_ in words("compound_end")


def _in_a_set_phrase(name: _Name) -> bool:
    """ "Dutch courage", "Delhi belly", "guinea pigs"."""
    after = name.after
    if after is None or not after.is_alpha:
        return False
    word = name.doc[name.start : name.end].text.lower()
    return bool({f"{word} {after.lower_}", f"{word} {after.lemma_.lower()}"} & words("set_phrase"))


def _before_a_ware(name: _Name) -> bool:
    """ "Lima beans", "a Vienna waltz", "Portland cement": goods, beasts and dances called after places."""
    after = name.after
    if after is None or after.text[:1].isupper():
        return False
    run = []
    for token in name.doc[name.end : name.end + 5]:
        if token.is_sent_start or (token.pos_ not in ("NOUN", "ADJ", "PROPN") and token.text not in ("-", "anti")):
            break
        run.append(token)
    if (
        not run
        or run[-1].pos_ != "NOUN"
        or run[-1].dep_ in ("compound", "nmod")
        or (name.is_country and name.root.dep_ not in ("compound", "nmod", "amod"))
    ):
        return False
    goods = words("ware") if name.is_country else words("ware") | words("town_ware")
    return bool({run[-1].lemma_.lower(), run[-1].lower_} & goods) and not (name.is_country and is_traded(run[-1]))


def _is_drunk_or_eaten(name: _Name) -> bool:
    """ "Drank Bordeaux", "a glass of Madeira", "Turkey was served cold with cranberries"."""
    root = name.root
    served = words("serve_verb")
    if root.dep_ == "dobj" and root.head.lemma_ in words("drink_verb") and not name.is_country:
        return True
    dish = root.head if root.dep_ == "compound" and root.head.dep_ == "dobj" else None
    if dish is not None and not name.is_country and dish.head.lemma_ in words("drink_verb") | {"eat", "bake", "fry"}:
        return True
    owner = name.owner
    if owner is not None and owner.lemma_.lower() in words("vessel") and owner.text.islower() and not name.is_country:
        return True
    if name.doc[name.start].lower_ not in words("food_country"):
        return False
    if root.dep_ in ("dobj", "nsubjpass") and root.head.lemma_ in served:
        return not _is_of_state(name)
    # At the head of a sentence the capital says nothing.
    around = root.sent.text.lower()
    told = any(re.search(rf"\b{word}\b", around) for word in words("kitchen"))
    return told and bool(name.doc[name.start].is_sent_start) and not _is_of_state(name)


def _is_of_state(name: _Name) -> bool:
    """Whether a name owns something, is gone to or acts as a state does, where food is spoken of all the same."""
    if name.after is not None and name.after.tag_ == "POS":
        return True
    root = name.root
    speaks = root.dep_ == "nsubj" and root.head.lemma_ in words("state_verb")
    return speaks or (
        root.dep_ == "pobj" and root.head.lower_ in ("in", "to", "from", "with", "against", "by", "between")
    )


def _is_one_of_a_kind(name: _Name) -> bool:
    """ "A Labrador", "an Alsatian", "two Rottweilers": with the article, a town's name is that of a dog or a car."""
    if not name.start or name.doc[name.start].is_sent_start:
        return False
    before = name.doc[name.start - 1]
    if name.is_country and name.root.head.lemma_ not in words("wear_verb"):
        return False
    if before.lower_ not in ("a", "an") or name.root.i != name.end - 1:
        return False
    if name.root.dep_ not in ("dobj", "nsubj", "nsubjpass", "pobj", "conj", "attr", "appos"):
        return False
    after = name.after
    named = after is not None and after.text == "," and after.i + 1 < len(name.doc) and _capital(after.nbor())
    return not named and (after is None or after.is_punct or after.pos_ in ("VERB", "AUX", "CCONJ"))


def _is_wine_or_cheese(name: _Name) -> bool:
    """ "The Cheddar was mouldy", "toasted the truce with Cognac": where neither word nor comma says that it is a town."""
    if name.is_country or name.end - name.start > 1 or name.doc[name.start].lower_ not in words("ware_town"):
        return False
    before = name.doc[name.start - 1] if name.start else None
    if before is not None and before.lower_ in ("in", "at", "near", "from", "to", "outside", "around", "through"):
        return False
    after = name.after
    owns = after is not None and (after.tag_ == "POS" or _capital(after))
    parted = after is not None and after.text == "," and after.i + 1 < len(name.doc) and _capital(after.nbor())
    return not owns and not parted and name.root.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass", "conj", "attr")


def _is_title(name: _Name) -> bool:
    """ "A cover of “Kashmir”", "the series “Fargo”": a name that fills its quotation marks."""
    doc = name.doc
    if not name.start or name.end >= len(doc):
        return False
    opens, closes = doc[name.start - 1], doc[name.end]
    if not (opens.is_quote and closes.is_quote) or opens.i == 0:
        return False
    leads = opens.nbor(-1)
    return (
        leads.is_alpha and leads.pos_ not in ("VERB", "AUX") and leads.lower_ not in ("in", "at", "near", "from", "to")
    )


def _is_versus(name: _Name) -> bool:
    """ "Chile v Bolivia was abandoned when fans threw flares"; no court case ("Roe v. Wade")."""
    beside = [name.after, name.before]
    if not any(t is not None and t.lower_ in ("v", "vs", "versus", "vs.", "v.") for t in beside):
        return False
    said = {*_WORD.findall(name.root.sent.text.lower())}
    return bool(said & (words("game_word") | words("game_noun")))


def _is_make(name: _Name) -> bool:
    """ "A Toyota Tacoma": the maker, before a model."""
    after = name.after
    before = name.doc[name.start - 1] if name.start else None
    if before is None or name.end - name.start > 1 or after is None or not (_capital(after) or after.is_digit):
        return False
    counted = before.pos_ in ("DET", "NUM", "ADJ") or before.tag_ == "PRP$"
    return counted and name.doc[name.start].lower_ in words("maker")


def _is_numbered(name: _Name) -> bool:
    """ "Basel III", "Apollo 11 Moscow"; a Roman number behind the name of a town is of what it lent its name to."""
    after = name.after
    return not name.is_country and after is not None and re.fullmatch(r"I{2,3}|IV|VI{0,3}|IX", after.text) is not None


RULES: tuple[Callable[[_Name], bool], ...] = (
    _of_a_person,
    _in_a_compound,
    _in_a_set_phrase,
    _before_a_ware,
    _is_drunk_or_eaten,
    _is_one_of_a_kind,
    _is_wine_or_cheese,
    _is_title,
    _is_versus,
    _is_make,
    _is_numbered,
    _of_a_thing,
    _before_a_thing,
    _before_a_street,
    _after_a_word,
    _of_a_saint,
    _of_a_bearer,
    _is_team,
    _in_a_credit,
)
