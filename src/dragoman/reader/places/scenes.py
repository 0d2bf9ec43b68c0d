"""What befalls towns rather than persons: they fall, lie in ruins, are shelled and taken. By the words around a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.knowledge.places import words

if TYPE_CHECKING:
    from spacy.tokens import Token

BEING = frozenset({"be", "lie", "remain"})


def is_befallen(root: Token) -> bool:
    """Whether a subject falls, is in a state of towns, or undergoes what towns do: "Kidal fell to", "Gori lay in ruins"."""
    over = root.head
    if root.dep_ == "nsubjpass":
        return over.lemma_ in words()["taken_verb"] | words()["befall_verb"]
    if root.dep_ != "nsubj":
        return False
    if over.lemma_ in ("burn", "starve", "smoulder", "smolder"):
        return not any(c.dep_ in ("dobj", "ccomp") for c in over.children)
    if over.lemma_ == "fall":
        return any(c.lower_ in ("to", "after", "on", "without") for c in over.children)
    return over.lemma_ in BEING and is_in_state(over)


def is_in_state(being: Token) -> bool:
    """Whether a verb of being says of its subject what is said of towns: "was quiet", "lay in ruins"."""
    for c in being.children:
        if c.dep_ in ("acomp", "attr") and c.lower_ in words()["town_state"]:
            return True
        leads = c.dep_ == "prep" and c.lower_ in ("in", "under", "without")
        if leads and any(p.lower_ in words()["town_plight"] for p in c.children):
            return True
    return False


def is_struck(root: Token) -> bool:
    """Whether an object is struck by what strikes places, or taken by those who take them: "shells hit", "the army took"."""
    over = _first_of_list(root).head
    subjects = [c for c in over.children if c.dep_ == "nsubj"]
    if _first_of_list(root).dep_ != "dobj":
        return False
    if over.lemma_ in ("take", "lose", "hold"):
        return any(c.lemma_.lower() in words()["taker"] for c in subjects)
    # The lemma of what opens a sentence may be wrong: "Rockets hit Sderot".
    strikes = ({c.lemma_.lower(), c.lower_.removesuffix("s")} & words()["striker"] for c in subjects)
    return over.lemma_ in words()["located_verb"] and any(strikes)


def is_taken(root: Token) -> bool:
    """Whether an object is that of a verb which is done to places only: "besieged Homs", "reached Tarma"."""
    first = _first_of_list(root)
    return first.dep_ == "dobj" and first.head.lemma_ in words()["taken_verb"] | words()["reach_verb"]


def is_bombed(before: Token | None) -> bool:
    """Whether the word before a name is "on" or "of" behind a noun of bombing: "drone strikes on", "the shelling of"."""
    return before is not None and before.lower_ in ("on", "of") and before.head.lemma_.lower() in words()["bombing"]


def _first_of_list(root: Token) -> Token:
    while root.dep_ == "conj" and root.head.pos_ == "PROPN":
        root = root.head
    return root
