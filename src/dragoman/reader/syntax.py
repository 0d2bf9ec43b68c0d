"""Small questions about a spaCy parse, shared by the parts. Each is about one token and its neighbours in the tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dragoman.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "conj", "parataxis"})


def span_of(tokens: Iterable[Token]) -> Span:
    """From the first character of the first token to the last of the last."""
    found = sorted(tokens, key=lambda t: t.i)
    return Span(found[0].idx, found[-1].idx + len(found[-1].text))


def hyphenated(token: Token) -> str | None:
    """The whole of a word that the parser splits at its hyphen, asked of its last part: "cease-fire", "sit-in"."""
    if token.i < 2 or token.nbor(-1).text != "-" or token.nbor(-2).whitespace_ or token.nbor(-1).whitespace_:
        return None
    return f"{token.nbor(-2).lower_}-{token.lemma_.lower()}"


def subtree_span(token: Token) -> Span:
    return span_of(token.subtree)


def children(token: Token, *deps: str) -> list[Token]:
    """The children of a token by dependency label, in text order."""
    return [c for c in token.children if c.dep_ in deps]


def conjuncts(token: Token) -> list[Token]:
    """A token and all that are coordinated with it, in text order: "Serbia, Bosnia and Montenegro"."""
    return sorted({token, *(c for c in token.conjuncts if not _begins_clause(c))}, key=lambda t: t.i)


def _begins_clause(noun: Token) -> bool:
    """Whether a "coordinated" noun is the subject of the next clause: "left for Rome and police searched the house"."""
    if noun.dep_ != "conj" or noun.pos_ not in ("NOUN", "PROPN", "PRON"):
        return False
    verb = _verb_after(noun)
    return verb is not None and noun.i > verb.head.i and noun.head.dep_ not in SUBJECTS


def _verb_after(noun: Token) -> Token | None:
    """The finite verb without a subject of its own that stands right behind a noun, coordinated with one before it."""
    for t in noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + 4)]:
        if t.pos_ in ("VERB", "AUX") and t.dep_ in ("conj", "advcl") and t.tag_ in ("VBD", "VBZ", "VBP"):
            return t if not children(t, "nsubj", "nsubjpass", "mark") and t.head.i < noun.i else None
        if t.pos_ != "ADV":
            return None
    return None


def _subject_before(verb: Token) -> Token | None:
    """The inverse: the noun that the parser hung on the clause before, though it is the subject of this verb; also
    "a day after the truce took effect", where it takes "after" for a preposition."""
    if verb.dep_ not in ("conj", "advcl") or verb.i <= verb.sent.start:
        return None
    noun = verb.nbor(-1)
    while noun.pos_ == "ADV" and noun.i > verb.sent.start:
        noun = noun.nbor(-1)
    if _begins_clause(noun) and _verb_after(noun) == verb:
        return noun
    for word in (noun, *ancestors(noun)):
        if word.right_edge.i != verb.i - 1:
            return None
        if word.dep_ == "pobj" and word.head.lower_ in ("after", "before", "since", "until"):
            return word
    return None


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive ("was accused", "accused of spying" after a noun)."""
    return any(
        c.dep_ in ("nsubjpass", "auxpass") or (c.dep_ == "agent" and verb.tag_ == "VBN") for c in verb.children
    ) or (verb.dep_ == "acl" and verb.tag_ == "VBN")


def by_agent(verb: Token) -> Token | None:
    """The agent of a passive: "was attacked by gunmen"."""
    for c in verb.children:
        if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by" and verb.tag_ == "VBN"):
            for o in children(c, "pobj"):
                return o
    return None


def prep_objects(token: Token, *prepositions: str) -> list[Token]:
    """The objects of a token's prepositions, coordinated ones included: "talks with Serbia and Kosovo"."""
    found = []
    for c in token.children:
        if c.dep_ in ("prep", "dative", "agent") and c.lower_ in prepositions:
            for o in children(c, "pobj", "pcomp"):
                found += conjuncts(o)
    return found


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above a token, nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token


def is_negated(verb: Token) -> bool:
    """Whether a "not", "never" or "no longer" hangs on the verb itself."""
    return any(c.dep_ == "neg" or c.lower_ in ("never", "not") for c in verb.children)


UTTERANCES = frozenset({"statement", "report", "resolution", "letter", "article", "petition", "motion", "bill", "note"})
ISSUING = frozenset(
    {
        "issue",
        "write",
        "send",
        "sign",
        "adopt",
        "pass",
        "publish",
        "file",
        "submit",
        "release",
        "make",
        "give",
        "launch",
    }
    | {
        "deliver",
        "read",
        "post",
        "circulate",
        "table",
        "introduce",
        "draft",
        "present",
        "approve",
        "hand",
        "address",
        "put",
    }
)
OWN_PURPOSE = frozenset(
    {"promise", "threaten", "vow", "meet", "visit", "join", "use", "hold", "leave", "sign", "attend"}
)
WH_WORDS = frozenset({"who", "which", "that", "whom", "what"})


def referent(token: Token) -> Token:
    """The noun that a relative pronoun stands for: "the talks that he held"; any other token is itself."""
    if token.lower_ in WH_WORDS and token.tag_ in ("WDT", "WP", "IN", "DT"):
        for head in ancestors(token):
            if head.dep_ == "relcl":
                return head.head
    return token


def with_conjuncts(tokens: Iterable[Token]) -> list[Token]:
    """Each token with all coordinated with it, relative pronouns replaced by their nouns, in text order, once."""
    found = {c.i: c for t in tokens for c in conjuncts(referent(t))}
    return [found[i] for i in sorted(found)]


def in_passive(verb: Token) -> bool:
    """As :func:`is_passive`, and for the second of two coordinated passives: "was held and deported"."""
    if is_passive(verb):
        return True
    return (
        verb.dep_ == "conj"
        and verb.tag_ == "VBN"
        and not children(verb, "nsubj", "dobj", "aux")
        and verb.head.pos_ == "VERB"
        and in_passive(verb.head)
    )


def grammatical_subjects(verb: Token) -> list[Token]:
    """What stands in subject position of a verb, its own or, where it has none, that of the verb above it:
    "agreed to send", "was freed and sent home", "talks held", "left after meeting"."""
    own = [c for c in children(verb, "nsubj", "nsubjpass") if c.lower_ not in ("there", "it")]
    own = own or [s for a in children(verb, "aux") for s in children(a, "nsubj")]
    if len(own) > 1 and verb.dep_ in ("parataxis", "ccomp") and own[0].i < own[1].i < verb.i:
        own = own[1:]
    if own:
        return with_conjuncts(_instead_of_participle(own[0]) or own)
    if (ahead := _before_insertion(verb)) is not None:
        return with_conjuncts([ahead])
    if (before := _subject_before(verb)) is not None:
        return [before]
    if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
        if verb.tag_ == "VBG" and verb.head.dep_ == "dobj" and verb.head.lemma_ in UTTERANCES:
            return doers(verb.head.head) if verb.head.head.lemma_ in ISSUING else noun_owners(verb.head)
        if verb.tag_ in ("VBG", "VBN") or verb.dep_ == "relcl":
            return [verb.head]
        return noun_owners(verb.head)
    if verb.dep_ in ("xcomp", "ccomp") and _controls_by_object(verb.head):
        return with_conjuncts(_controllers(verb.head))
    head = verb.head
    if verb.dep_ in ("pcomp", "prep"):
        head = next((a for a in ancestors(verb) if a.pos_ in ("VERB", "AUX", "NOUN")), verb)
        if verb.head.lower_ in ("of", "for", "from") and (objects := children(head, "dobj")):
            return with_conjuncts(objects)
        if verb.head.lower_ in ("of", "for", "from") and head.pos_ == "VERB" and in_passive(head):
            return grammatical_subjects(head)
        if verb.head.dep_ == "agent" and in_passive(head):
            return []
    if head.i == verb.i:
        return []
    if head.pos_ in ("VERB", "AUX"):
        return grammatical_subjects(head)
    if head.pos_ == "ADJ" and head.head.pos_ in ("VERB", "AUX") and verb.dep_ in ("xcomp", "ccomp"):
        return grammatical_subjects(head.head)
    return noun_owners(head) if verb.dep_ in ("acl", "pcomp", "relcl") else []


def _before_insertion(verb: Token) -> Token | None:
    """The subject of "Rome, the minister said, would pay": the parser gives both nouns to "said". And of "killed by
    army shelling" the agent, where it takes "shelling" for a clause."""
    for c in children(verb, "parataxis", "ccomp"):
        subjects = children(c, "nsubj")
        if c.i < verb.i and len(subjects) > 1 and subjects[0].nbor().text == ",":
            return subjects[0]
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.i > verb.sent.start:
        agent = verb.nbor(-1)
        if agent.dep_ == "pobj" and agent.head.dep_ == "agent":
            return agent
    return None


def _instead_of_participle(subject: Token) -> list[Token]:
    """The noun before the verb in "Meeting in Oslo, the envoys asked ...", which the parser takes for an apposition
    inside the participle, and the participle for the subject."""
    if subject.tag_ != "VBG" or children(subject, "det", "poss"):
        return []
    nouns = [t for t in subject.subtree if t.dep_ == "appos" and t.i > subject.i and t.pos_ in ("NOUN", "PROPN")]
    return nouns[-1:]


def noun_owners(noun: Token) -> list[Token]:
    """Whose something is: "its decision", "a plan by Mali", "the readiness of Iran"."""
    return with_conjuncts(children(noun, "poss") or prep_objects(noun, "by") or prep_objects(noun, "of"))


def doers(verb: Token) -> list[Token]:
    """Who does what a verb says: the agent of a passive, else the subject, coordinated ones included."""
    if in_passive(verb):
        agent = by_agent(verb)
        if agent is None:
            agent = next((a for c in verb.conjuncts if (a := by_agent(c)) is not None), None)
        return with_conjuncts([agent]) if agent is not None else []
    subjects = grammatical_subjects(verb)
    return subjects + _accompanying(verb, subjects)


def undergoers(verb: Token) -> list[Token]:
    """Whom or what a verb is done to: its object, or the subject of its passive."""
    if in_passive(verb):
        return grammatical_subjects(verb)
    objects = children(verb, "dobj", "dative")
    objects = [o for o in objects if o.pos_ != "ADP"]
    if len(objects) > 1:
        objects = [o for o in objects if o.lower_ not in WH_WORDS]
    if objects:
        return with_conjuncts(objects)
    if verb.dep_ == "relcl" and children(verb, "nsubj") and verb.head.pos_ in ("NOUN", "PROPN"):
        subject = children(verb, "nsubj")[0]
        whole = subject.lower_ in WH_WORDS or any(c.tag_ == "WRB" for c in verb.children)
        return [] if whole else [verb.head]
    shared = [c for c in verb.conjuncts if c.i > verb.i and c.head.i == verb.i and children(c, "dobj")]
    return with_conjuncts(children(shared[0], "dobj")) if shared and not children(verb, "prep") else []


def _controls_by_object(verb: Token) -> bool:
    return bool(_controllers(verb)) and verb.lemma_ not in OWN_PURPOSE


def _controllers(verb: Token) -> list[Token]:
    if in_passive(verb):
        return []
    objects = [o for o in children(verb, "dobj", "dative") if o.pos_ in ("NOUN", "PROPN", "PRON")]
    return objects or (prep_objects(verb, "on", "to") if verb.lemma_ in ("call", "appeal") else [])


def _accompanying(verb: Token, subjects: list[Token]) -> list[Token]:
    """ "together with X", "along with X" beside a subject."""
    found = []
    pronouns = [c for s in subjects for c in children(s, "appos") if c.lower_ in WH_WORDS]
    for holder in [verb, *subjects, *pronouns]:
        for c in holder.children:
            if c.lower_ in ("together", "along", "alongside"):
                found += prep_objects(c, "with") or children(c, "pobj")
            elif c.lower_ == "with" and any(k.lower_ in ("together", "along") for k in c.children):
                found += children(c, "pobj")
    return with_conjuncts(found)
