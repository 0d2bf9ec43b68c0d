"""The words that make a move in a negotiation, by their grammar: who makes it, to whom, and what is asked or offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.knowledge.words.negotiations import talk_words
from dragoman.reader.negotiations.sides import is_talk
from dragoman.reader.phrases import lemma_of, trimmed
from dragoman.reader.syntax import children, conjuncts, doers, in_passive, is_negated, prep_objects, span_of, undergoers
from dragoman.records import MoveKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

VERBS = ("VERB", "AUX")
NOUNS = ("NOUN", "PROPN")
ORDER: tuple[MoveKind, ...] = ("refused", "stalled", "mediated", "asked", "offered", "agreed")
TOPIC = ("for", "on", "to", "about", "over", "in", "of")
SIDES = ("poss", "compound", "amod", "nmod")


@dataclass(frozen=True, slots=True)
class Trigger:
    """``word``: the verb, noun or adjective of the move. ``makers``, ``to``: heads of the nouns of those who make it and those it is
    made to. ``talks``: the noun of the talks that are held or break down. ``what``: the words of the thing."""

    word: Token
    move: MoveKind
    makers: tuple[Token, ...]
    to: tuple[Token, ...] = ()
    talks: Token | None = None
    what: Span | None = None


def triggers_in(sentence: Sentence) -> list[Trigger]:
    """The moves of a sentence, in text order."""
    found: list[Trigger] = []
    for token in sentence:
        trigger = _of_verb(token) if token.pos_ in VERBS else _of_noun(token)
        if trigger is not None and not any(_is_part_of(trigger, f) for f in found):
            found.append(trigger)
    return found


def _is_part_of(trigger: Trigger, other: Trigger) -> bool:
    """Whether a move only says what another one asks, offers, agrees to or refuses."""
    word = trigger.word
    if trigger.talks is not None and other.talks is not None and trigger.talks.i == other.talks.i:
        return trigger.move == other.move
    if not other.word.is_ancestor(word) or other.move in ("met", "mediated", "stalled"):
        return False
    return other.what is not None and other.what.start <= word.idx < other.what.end


def _of_verb(verb: Token) -> Trigger | None:
    if (talks := _talks_of(verb)) is not None and (found := _of_talks(verb, talks)) is not None:
        return found
    names = _names(verb)
    for move in ORDER:
        if names & talk_words(move) and (found := _checked(verb, move)) is not None:
            return found
    if _walks_out(verb, names):
        return Trigger(verb, "stalled", tuple(doers(verb)))
    if any(lemma_of(c) in talk_words("stuck") for c in children(verb, "acomp")) and lemma_of(verb) in (
        "be",
        "remain",
        "stay",
    ):
        return Trigger(verb, "stalled", tuple(doers(verb)), what=_object(verb))
    if lemma_of(verb) in talk_words("meets") and not in_passive(verb):
        return Trigger(verb, "met", tuple(doers(verb) + prep_objects(verb, "with") + children(verb, "dobj")))
    return None


def _names(verb: Token) -> frozenset[str]:
    """A verb by its lemma, with each of its particles and prepositions: "turn down", "insist on"."""
    lemma = lemma_of(verb)
    parts = [c.lower_ for c in verb.children if c.dep_ in ("prt", "prep", "advmod") and c.i > verb.i]
    return frozenset({lemma, *(f"{lemma} {p}" for p in parts)})


def _talks_of(verb: Token) -> Token | None:
    """The talks that a verb has for its subject or object, or a round of them."""
    subjects = list(children(verb, "nsubj", "nsubjpass", "dobj"))
    if not subjects and verb.dep_ == "conj" and verb.head.pos_ in VERBS:
        subjects = children(verb.head, "nsubj", "nsubjpass")
    subjects += [c.head for c in [verb] if c.dep_ in ("relcl", "acl") and c.head.pos_ in NOUNS]
    for noun in subjects:
        if is_talk(noun):
            return noun
        if lemma_of(noun) in talk_words("rounds") | {"process"}:
            inner = [o for o in prep_objects(noun, "of", "in") if is_talk(o)]
            if inner or lemma_of(noun) == "round":
                return inner[0] if inner else noun
        if lemma_of(noun) == "chapter" and (at := [o for o in prep_objects(verb, "in") if is_talk(o)]):
            return at[0]
    return None


def _of_talks(verb: Token, talks: Token) -> Trigger | None:
    """Talks that open, go on, break down or end without a result."""
    names, lemma = _names(verb), lemma_of(verb)
    acting = () if in_passive(verb) or _is_subject(talks, verb) else tuple(doers(verb))
    if names & talk_words("stalled"):
        return Trigger(verb, "stalled", acting, talks=talks)
    if lemma in talk_words("ends"):
        empty = _is_empty(verb) or any(lemma_of(c) in talk_words("leaves") for c in children(verb, "advcl"))
        return Trigger(verb, "stalled" if empty else "met", acting, talks=talks)
    if lemma in talk_words("mediated") and not _is_subject(talks, verb) and lemma != "chair":
        return Trigger(verb, "mediated", tuple(doers(verb)), talks=talks)
    if lemma in talk_words("mediated") and in_passive(verb):
        return Trigger(verb, "mediated", tuple(doers(verb)), talks=talks) if doers(verb) else None
    if lemma in talk_words("begin") or (lemma in talk_words("place") and children(verb, "dobj", "prep")):
        empty = _is_empty(verb)
        return Trigger(verb, "stalled" if empty else "met", acting, talks=talks)
    if lemma in ("return", "resume", "enter"):
        return Trigger(verb, "met", acting, talks=talks)
    return None


def _is_subject(noun: Token, verb: Token) -> bool:
    return any(noun.i == s.i or s.is_ancestor(noun) for s in children(verb, "nsubj", "nsubjpass"))


def _is_empty(verb: Token) -> bool:
    """ "Ended without agreement", "closed with no result", "ended in failure"."""
    for c in children(verb, "prep"):
        words = {t.lower_ for t in c.subtree}
        if c.lower_ == "without" or words & {
            "no",
            "failure",
            "deadlock",
            "stalemate",
            "disarray",
            "acrimony",
            "impasse",
        }:
            return True
    return False


def _checked(verb: Token, move: MoveKind) -> Trigger | None:
    """A verb of asking, offering, agreeing or refusing with what it needs beside it."""
    lemma = lemma_of(verb)
    if verb.dep_ in ("amod", "compound") or (lemma == "want" and verb.tag_ == "VBG"):
        return None
    makers = tuple(doers(verb))
    if move == "stalled":
        inner = children(verb, "xcomp") if lemma == "fail" else []
        failed = bool({lemma_of(t) for t in inner} & talk_words("agreed"))
        return Trigger(verb, "stalled", makers, what=_object(inner[0])) if failed else None
    if move == "mediated":
        things = children(verb, "dobj")
        deal = any(lemma_of(t) in talk_words("reached") or is_talk(t) or lemma_of(t) == "round" for t in things)
        if not deal and not prep_objects(verb, "between"):
            return None
        to = [o for t in (verb, *things) for o in prep_objects(t, "between", "among")]
        return Trigger(verb, "mediated", makers, tuple(to))
    if move == "agreed":
        return _agreeing(verb, lemma, makers)
    if lemma == "want" and (is_negated(verb) or children(verb, "xcomp") and not children(verb, "dobj")):
        return None  # what one wants to do oneself is asked of nobody
    if lemma in ("want", "seek", "require", "table", "hand", "oppose", "dismiss", "decline") and not _object(verb):
        return None
    if any(c.tag_ in ("VBD", "VBN") and not children(c, "aux", "auxpass") for c in children(verb, "ccomp")):
        return None  # "asked why it had left": a question, no demand
    to = _addressees(verb, move)
    return Trigger(verb, move, makers, tuple(to), what=_object(verb, to))


def _agreeing(verb: Token, lemma: str, makers: tuple[Token, ...]) -> Trigger | None:
    things = undergoers(verb) if lemma not in ("agree", "consent") else children(verb, "dobj")
    if lemma in ("reach", "strike", "conclude", "hammer", "seal", "sign", "initial"):
        reached = any(lemma_of(t) in talk_words("reached") | talk_words("proposal") | {"text"} for t in things)
        if not reached:
            return None
    what = _object(verb)
    if lemma in ("approve", "endorse", "commit", "welcome") and what is None:
        return None
    to = [o for t in things if lemma_of(t) in talk_words("proposal") for o in _proposers(t)]
    return Trigger(verb, "agreed", makers + tuple(prep_objects(verb, "with")), tuple(to), what=what)


def _addressees(verb: Token, move: MoveKind) -> list[Token]:
    """Whom something is asked of, offered to, or whose proposal is refused."""
    objects = children(verb, "dobj", "dative")
    if move == "refused":
        return [o for t in undergoers(verb) for o in _proposers(t)]
    inner = [s for c in children(verb, "ccomp", "xcomp") for s in children(c, "nsubj")]
    found = [o for d in children(verb, "dative") for o in ([d] if d.pos_ != "ADP" else children(d, "pobj"))]
    with_clause = bool(children(verb, "xcomp", "ccomp")) or any(c.lower_ == "for" for c in children(verb, "prep"))
    if move == "asked" and (with_clause or len(objects) > 1) and not found:
        found = [o for o in objects if o.pos_ in (*NOUNS, "PRON")]
    if move == "asked":
        found = found or [s for s in inner if s.i != verb.i]
    found = found or prep_objects(verb, *(("of", "from", "on") if move == "asked" else ("to",)))
    return [c for o in found for c in conjuncts(o)]


def _proposers(thing: Token) -> list[Token]:
    """Whose a proposal or demand is: "a Saudi proposal", "Kyiv's demand", "the plan of the mediator"."""
    if lemma_of(thing) not in talk_words("proposal"):
        return []
    return [*children(thing, *SIDES), *prep_objects(thing, "of", "by", "from")]


def _object(verb: Token, addressees: list[Token] | None = None) -> Span | None:
    """The words of the thing: the clause, else the object, else what follows "for", "on" or "to"."""
    asked = {t.i for t in addressees or ()}
    for c in children(verb, "xcomp", "ccomp"):
        if c.i > verb.i and c.pos_ in (*VERBS, "NOUN", "ADJ"):
            skip = {t.i for s in children(c, "nsubj") if s.i in asked for t in s.subtree}
            words = [t for t in c.subtree if t.i not in skip and t.i > verb.i]
            return _span(
                _without_talks([t for t in words if not (t.i < c.i and t.dep_ in ("aux", "mark") and t.head.i == c.i)])
            )
    objects = [
        o for o in (undergoers(verb) if not in_passive(verb) else children(verb, "nsubjpass")) if o.i not in asked
    ]
    for o in objects:
        if o.pos_ not in ("ADP",):
            return _span(_without_talks(_thing(o, verb)))
    for prep in children(verb, "prep"):
        if prep.lower_ in TOPIC[:6] and prep.i > verb.i and (prep.lower_, lemma_of(verb)) != ("on", "call"):
            for o in children(prep, "pobj", "pcomp"):
                if o.ent_type_ not in ("DATE", "TIME") and (
                    prep.lower_ != "in" or lemma_of(verb) in ("participate", "take")
                ):
                    return _span(_without_talks(list(o.subtree)))
    adjectives = children(verb, "acomp")
    for a in adjectives:
        for o in prep_objects(a, "over", "on", "about"):
            return _span(_without_talks(list(o.subtree)))
    return None


def _without_talks(words: list[Token]) -> list[Token]:
    """Words of a thing without where it was said: "autonomy at the round table in Geneva"."""
    dropped: set[int] = set()
    for t in words:
        if (
            t.dep_ == "prep"
            and t.lower_ in ("in", "at", "during")
            and lemma_of(t.head) not in ("take", "part", "join", "participate")
        ) and any(is_talk(o) or lemma_of(o) == "round" for o in children(t, "pobj")):
            dropped |= {d.i for d in t.subtree}
    kept = [t for t in words if t.i not in dropped]
    return kept or words


def _thing(noun: Token, verb: Token) -> list[Token]:
    """A noun phrase without what hangs on it only by the parser: the day, and relative clauses."""
    dropped = {t.i for c in children(noun, "relcl") for t in c.subtree}
    if any(t.i == verb.i for t in noun.subtree):
        dropped |= {t.i for t in verb.subtree}
    return [t for t in noun.subtree if t.i not in dropped]


def _span(tokens: list[Token]) -> Span | None:
    words = trimmed(sorted(tokens, key=lambda t: t.i))
    return span_of(words) if words else None


def _walks_out(verb: Token, names: frozenset[str]) -> bool:
    """ "Walked out", "pulled out of the talks", "left the hall"; leaving a town is none."""
    if not names & talk_words("leaves"):
        return False
    if names & {"walk out", "storm out"}:
        return True
    things = [*children(verb, "dobj"), *prep_objects(verb, "of", "from", "out")]
    things += [o for c in children(verb, "prep") for p in children(c, "prep") for o in children(p, "pobj")]
    return any(is_talk(t) or t.lower_ in talk_words("hall") or lemma_of(t) in talk_words("hall") for t in things)


def _of_noun(token: Token) -> Trigger | None:
    """ "The collapse of the talks"; other nouns only name what has happened."""
    if token.pos_ != "NOUN" or lemma_of(token) not in (
        "collapse",
        "breakdown",
        "suspension",
        "postponement",
        "failure",
    ):
        return None
    talks = next((o for o in prep_objects(token, "of") if is_talk(o)), None)
    return Trigger(token, "stalled", (), talks=talks) if talks is not None else None


def round_in(sentence: Sentence) -> Span | None:
    """The words that number or name a round: "the fourth round", "a third day"."""
    for noun in sentence:
        if lemma_of(noun) not in talk_words("rounds") or noun.pos_ not in NOUNS:
            continue
        which = [
            c for c in children(noun, "amod", "compound", "nmod") if c.lower_ in talk_words("which") and c.i < noun.i
        ]
        counted = lemma_of(noun) not in ("round", "session") and not any(_is_ordinal(c) for c in which)
        if which and not counted:
            return span_of([t for t in sentence.doc[noun.left_edge.i : noun.i + 1] if not t.is_space])
    return None


def _is_ordinal(word: Token) -> bool:
    return (
        word.ent_type_ == "ORDINAL"
        or word.lower_.endswith(("st", "nd", "rd", "th"))
        and word.lower_ not in ("last", "latest")
    )
