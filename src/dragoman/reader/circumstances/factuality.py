"""Whether an event is told as a fact, a plan, a fear, a claim, and who says so. See docs/factuality.md.

One walk up the tree from the trigger: each step asks what the word above makes of what hangs below it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from dragoman.knowledge.words.events import words_of
from dragoman.knowledge.words.factuality import FACT, SAME, Governor, governors
from dragoman.reader.circumstances.mood import VERBS, has_condition, is_condition, is_question, lacks, mood
from dragoman.reader.events.coder import model_of
from dragoman.reader.events.roles import light_verb
from dragoman.reader.events.verdict import verdict
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import by_agent, children, grammatical_subjects, in_passive, prep_objects
from dragoman.records import Factuality, Party, Span, Statement, When
from dragoman.settings import Settings

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.reader.events.candidates import Candidate

VERSION = "factuality.v4"

HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
SCHEDULED = frozenset({"CONSULT", "PROTEST", "COOPERATE", "RETREAT", "CONCEDE", "MOBILIZE", "AID", "SANCTION"})
LONG_AGO = timedelta(days=366)
NEAR = 5
POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
ASSERTED: tuple[Factuality | None, ...] = (None, "happened", "ongoing", "recalled")
OVERRULED: dict[str, tuple[Factuality | None, ...]] = {
    "alleged": ASSERTED,
    "considered": (*ASSERTED, "possible"),
    "possible": ASSERTED,
    "planned": ASSERTED[:2],
    "ongoing": (None, "happened"),
    "conditional": (*ASSERTED, "planned", "possible"),
    "negated": ASSERTED,
    "recalled": ASSERTED,
    "denied": (*ASSERTED, "planned", "possible", "alleged", "considered"),
    "feared": (*ASSERTED, "planned", "possible", "conditional"),
}
"""Which values of the words below give way to that of the word above: the innermost decides, but a fear of what "may"
be is a fear."""


@dataclass(slots=True)
class Reached:
    """How far a walk has come: the value so far and the word whose owner vouches for it. ``closed``: it ended at a clause
    that is told in its own right, whatever the words above are."""

    value: Factuality | None
    vouched: Token | None = None
    closed: bool = False


def weigh_candidates(sheet: Sheet) -> None:
    """Sets ``factuality`` and ``holder`` of every candidate; ``holder`` ``None`` is the dispatch in its own voice, or
    somebody it does not name."""
    for c in sheet.candidates:
        found = weigh(c.trigger, c.type)
        speech = _speech_around(c, sheet)
        for s in speech[: 0 if found.closed else 1]:
            _by_cue(found, s, sheet)
        if c.factuality is None:
            told = together(found.value or "happened", c.factualities, c.trigger, sheet.settings)
            c.factuality = _by_time(told, c, sheet)
        elif has_condition(c.trigger):
            c.factuality = "conditional"
        c.holder = _holder(found.vouched, speech, sheet)


def together(value: Factuality, shares: dict[str, float], trigger: Token, settings: Settings) -> Factuality:
    """What the rules and the model, which read the words around the trigger each in its way, make of it together.

    ``shares``: by the model, empty where it was not asked. A question asserts nothing, and on the corpus the rules never
    err where they find a denial: there they decide alone.
    """
    if not shares or value == "denied" or is_question(trigger):
        return value
    found = verdict(model_of(settings).weights["factuality"], None, shares, value, 1.0)
    return cast("Factuality", max(found, key=lambda v: found[v]))


def weigh(trigger: Token, type: str | None = None) -> Reached:
    """The value that the words around a trigger give it. Never ``None`` in the answer."""
    reached = Reached(_as_trigger(trigger))
    at = trigger
    while (step := _above(at)) is not None:
        head, role = step
        if not _climb(reached, at, head, role):
            break
        at = head
    _closing_cue(reached, trigger)
    if reached.value is None:
        reached.value = "possible" if trigger.tag_ == "VB" else "happened"
    if type == "CONSULT" and reached.value == "possible" and _is_done_purpose(trigger):
        reached.value = "happened"
    if is_question(trigger) and reached.value in ASSERTED:
        reached.value = "possible"
    return reached


def _as_trigger(trigger: Token) -> Factuality | None:
    """What the event word says of its own event: "plans to visit", "is due to arrive", "is weighing a ban"."""
    value = _own(trigger)
    if trigger.pos_ not in VERBS or value == "negated":
        return value
    words = [trigger, *children(trigger, "acomp")]
    if trigger.lemma_ == "be" and any(c.tag_ == "VB" for c in children(trigger, "xcomp")):
        return "planned"
    for word in words:
        governor = _governor(word, "self") if word.tag_ != "VBN" or children(word, "xcomp", "prep") else None
        if governor is not None and (governor.value != "ongoing" or trigger.tag_ in ("VBZ", "VBP")):
            ahead = governor.value == "planned" and any(c.lower_ == "had" for c in children(trigger, "aux"))
            return "negated" if ahead else _value(governor)
    return value


def _is_done_purpose(trigger: Token) -> bool:
    """Whether people did what brought them together: "flew to Oslo to meet the rebels"."""
    head = trigger.head
    return trigger.dep_ == "advcl" and head.pos_ in VERBS and mood(head) == "happened"


def _closing_cue(reached: Reached, trigger: Token) -> None:
    """A claim that closes the sentence, wherever the parser hung it: "..., a rights group alleged."."""
    last = next((t for t in reversed(trigger.sent) if t.is_alpha), trigger)
    governor = _governor(last, "clause") if last.tag_ in ("VBD", "VBZ", "VBP") else None
    if governor is None or reached.closed or last.i <= trigger.i or not (subjects := children(last, "nsubj")):
        return
    start = subjects[0].left_edge.i
    if (
        trigger.i < start
        and last.doc[start - 1].text == ","
        and reached.value in ASSERTED
        and governor.value == "alleged"
    ):
        reached.value, reached.vouched = "alleged", last


def _own(token: Token) -> Factuality | None:
    """What a word says itself: its form, its modifiers, and participles that hang on a noun ("a visit scheduled for")."""
    value = mood(token) if token.pos_ in VERBS else None
    if token.pos_ not in VERBS:
        if lacks(token):
            return "negated"
        for c in children(token, "acl", "relcl"):
            if c.tag_ == "VBN" and (found := _lookup(c, "obj", ("planned", "negated", "considered", "denied"))):
                return _value(found)
    for c in token.children:
        if c.dep_ in ("amod", "compound", "advmod", "det", "nmod", "npadvmod"):
            for _, governor in governors(c.lower_, "mod", "mod"):
                if value in OVERRULED.get(governor.value, ()):
                    return _value(governor)
    return value


def _value(governor: Governor) -> Factuality:
    return cast(Factuality, governor.value)


def _lookup(word: Token, role: str, values: tuple[str, ...]) -> Governor | None:
    found = _governor(word, role)
    return found if found is not None and found.value in values else None


def _governor(word: Token, role: str) -> Governor | None:
    """What the table says of a word for a role, with the particle that the word has."""
    for particle, governor in governors(word.lemma_.lower(), POS.get(word.pos_, ""), role):
        if not particle or any(c.lower_ == particle for c in word.children):
            return governor
    if word.tag_ == "VBN" and word.pos_ in VERBS and not any(c.lower_ in HAVE for c in children(word, "aux")):
        return next((g for p, g in governors(word.lower_, "adj", role) if not p), None)
    return None


def _above(at: Token) -> tuple[Token, str] | None:
    """The word that governs another, and how the other hangs below it; ``None`` at the top."""
    head = at.head
    if at.pos_ in VERBS and at.dep_ in ("relcl", "acl", "ccomp", "advcl", "ROOT") and (claimed := _claimed_by(at)):
        return claimed, "clause"
    if head.i == at.i or (at.pos_ in VERBS and _is_parted(at, head)):
        return None
    if at.dep_ in ("pobj", "pcomp"):
        above = head
        while (
            above.dep_ in ("prep", "agent", "advmod", "cc")
            and above.head.i != above.i
            and above.pos_ in ("ADP", "ADV", "SCONJ")
        ):
            head, above = above, above.head
        if above.ent_type_ == "DATE" and at.pos_ in VERBS:
            above = next((a for a in above.ancestors if a.pos_ in VERBS), above)
        return above, _preposition(at.head)
    return head, _role(at)


def _is_parted(clause: Token, head: Token) -> bool:
    """Whether a semicolon stands between two clauses: each is told in its own right, whatever the parser hung where."""
    first, last = sorted((clause.i, head.i))
    return any(t.text == ";" for t in clause.doc[first:last])


def _preposition(prep: Token) -> str:
    return (
        str(prep.head.lower_)
        if prep.lower_ in ("of", "to") and prep.head.pos_ in ("ADV", "SCONJ", "ADP")
        else str(prep.lower_)
    )


def _claimed_by(clause: Token) -> Token | None:
    """The word a that-clause completes, where the parser hung the clause elsewhere: "fuelled concern in Mali that
    rebels may"."""
    subject = next((n for v in (clause, *children(clause, "aux")) for n in children(v, "nsubj", "nsubjpass")), None)
    if subject is None or (start := subject.left_edge.i) == 0 or clause.doc[start - 1].lower_ != "that":
        return None
    after_colon = start > 1 and clause.doc[start - 2].text == ":"
    for i in range(start - 2 - after_colon, max(clause.sent.start, start - 2 - NEAR) - 1, -1):
        word = clause.doc[i]
        if word.is_punct or (word.pos_ in VERBS and not _governor(word, "clause")):
            return None
        if _governor(word, "clause"):
            return word
    return None


def _role(at: Token) -> str:
    dep = at.dep_
    if dep in ("dobj", "nsubjpass", "attr", "dative", "oprd") and at.pos_ not in VERBS:
        return "obj"
    if dep in ("nsubj",) and at.pos_ not in VERBS:
        return "subj"
    if dep in ("ccomp", "xcomp", "csubj", "csubjpass", "acl", "oprd", "nsubj", "dobj", "attr", "advcl", "relcl"):
        to = at.tag_ == "VB" and any(c.lower_ == "to" for c in at.children)
        if to and not any(c.dep_ == "mark" and c.lower_ == "for" for c in at.children):
            return "inf"
        if dep in ("acl", "advcl", "relcl") and not _completes(at):
            return dep
        if at.tag_ == "VBG" and not children(at, "aux"):
            return "ing"
        return "inf" if to else "clause"
    return str(dep)


def _completes(clause: Token) -> bool:
    """Whether a clause after a noun says what the noun is: "the claim that it attacked"."""
    that = next((c for c in clause.children if c.lower_ == "that" and c.i < clause.i), None)
    if that is None or that.dep_ in ("nsubj", "nsubjpass"):
        return False
    return that.dep_ == "mark" or bool(governors(clause.head.lemma_.lower(), "noun", "clause"))


def _climb(reached: Reached, at: Token, head: Token, role: str) -> bool:
    """One step up; whether to go on."""
    governor = _governor(head, "report") if role == "obj" and reached.value == "alleged" else None
    governor = governor or _governor(head, role)
    if governor is None and role == "clause" and any(c.lower_ in ("whether", "if") for c in at.children):
        governor = _governor(head, "whether")
    if governor is None and at.dep_ in ("pcomp", "pobj"):
        governor = next((g for _, g in governors(role, "prep", "obj") if at.pos_ in VERBS or g.value != SAME), None)
    if governor is not None and not (governor.value == SAME and reached.value is not None):
        _govern(reached, governor, head)
        return governor.value != FACT
    if is_condition(at) and role in ("advcl", "ccomp", "acl") and at.pos_ in VERBS:
        _yield(reached, "conditional")
        return False
    if role == "conj":
        if reached.value is None or (
            at.tag_ in ("VB", "VBG", "VBN") and not children(at, "nsubj", "nsubjpass", "aux", "auxpass")
        ):
            _adopt(reached, head)
        return True
    if role in ("relcl", "acl", "advcl", "inf"):
        return _leave_clause(reached, at, head, role)
    if at.pos_ == "NOUN" and head.pos_ in ("NOUN", "PROPN") and reached.value is None and _is_known(at):
        reached.value = "happened"
        return False
    if at.pos_ not in VERBS and head.pos_ in VERBS:
        return _noun_in_clause(reached, at, head, role)
    if reached.value is None and role == "ing":
        _adopt(reached, head)
    if reached.value in ("planned", "possible") and role == "clause" and has_condition(head):
        reached.value = "conditional"
    return True


def _govern(reached: Reached, governor: Governor, head: Token) -> None:
    """What a word of the table makes of the value below it, and what its own negation makes of that."""
    value = governor.value
    if value == "alleged" and reached.value in ("planned", "possible") and (ahead := _governor(head, "ahead")):
        value = ahead.value
    if value == FACT:
        reached.value = "happened" if reached.value in (None, "alleged") else reached.value
        return
    if value == SAME:
        _adopt(reached, head)
        return
    own = mood(head) if head.pos_ in VERBS else None
    if own == "negated" or (head.pos_ == "NOUN" and lacks(head)):
        value = {"denied": "alleged", "negated": "possible", "alleged": "possible", "feared": "possible"}.get(
            value, "negated"
        )
    elif value == "planned" and any(c.lower_ == "had" for c in children(head, "aux")):
        value = "negated"
    if _yield(reached, value) and governor.held:
        reached.vouched = head
    if value in ("planned", "possible") and head.pos_ in VERBS and has_condition(head):
        reached.value = "conditional"


def _yield(reached: Reached, value: str) -> bool:
    if reached.value in OVERRULED[value]:
        reached.value = cast(Factuality, value)
        return True
    return False


def _adopt(reached: Reached, head: Token) -> None:
    """A word that has no value of its own takes that of the word above it."""
    if reached.value in (None, "happened"):
        reached.value = _own(head) or reached.value


def _is_first_of_its_kind(noun: Token) -> bool:
    """ "The first foreign minister to visit the city": what the infinitive says was done where its noun's verb was."""
    return any(c.lower_ in ("first", "second", "third", "last", "latest", "only") for c in noun.children)


def _leave_clause(reached: Reached, at: Token, head: Token, role: str) -> bool:
    """The edge of a clause. A participle goes on with the clause above it; an infinitive of purpose is only possible;
    the rest is told in its own right."""
    if at.tag_ != "VBG" and reached.value == "happened" and _is_years_later(at):
        reached.value = "recalled"
    if role == "inf" and reached.value is None and head.dep_ == "ROOT" and head.pos_ not in VERBS:
        reached.value = "planned"
    marked = any(c.dep_ in ("mark", "advmod") and c.tag_ in ("IN", "WRB") for c in at.children)
    if reached.value is None and at.tag_ == "VBG" and role == "advcl" and not marked:
        _adopt(reached, head)
        return True
    if role == "inf" and reached.value is None and _is_first_of_its_kind(head):
        _adopt(reached, head.head)
        return True
    if role == "inf" and reached.value is None:
        above = _own(head) if head.pos_ in VERBS else None
        reached.value = above if above in ("planned", "negated", "conditional") else "possible"
    reached.value = reached.value or "happened"
    reached.closed = role != "inf"
    return False


def _is_years_later(clause: Token) -> bool:
    """Whether a clause is counted from: "ten years after NATO bombed", "half a century since they left"."""
    led = any(c.lower_ in ("after", "since") and c.dep_ in ("mark", "prep", "advmod") for c in clause.children)
    first = clause.left_edge
    before = [t for t in clause.doc[max(clause.sent.start, first.i - 2) : clause.i] if not t.is_punct]
    return led and any(t.lemma_ in ("year", "decade", "century") and t.tag_ in ("NNS", "NN") for t in before)


def _noun_in_clause(reached: Reached, noun: Token, verb: Token, role: str) -> bool:
    """A noun below a verb that the table does not know: held, launched or made it shares the verb's value; else what is
    spoken of as known happened, and what is new shares it too ("could lead to an attack")."""
    carrier = light_verb(noun)
    prep = governors(role, "prep", "obj")
    if reached.value is not None:
        return True
    if carrier is not None and carrier.i == verb.i:
        _adopt(reached, verb)
        return True
    takes_place = in_passive(verb) and role == "obj" and verb.lemma_ in words_of("light")
    if takes_place or not (_is_known(noun) or (prep and prep[0][1].value == FACT)):
        _adopt(reached, verb)
        return True
    reached.value = "happened"
    return False


def _is_known(noun: Token) -> bool:
    return any(
        (c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those")) or c.dep_ == "poss"
        for c in noun.children
    )


def _by_time(value: Factuality, c: Candidate, sheet: Sheet) -> Factuality:
    """What the date adds: long past is background, and a present tense with a date to come is a plan."""
    from dragoman.reader.times.when import before_mention, when_of

    if value not in ("happened", "ongoing", "recalled"):
        return value
    trigger = c.trigger
    when = when_of(sheet, trigger)
    if when is None or when.start is None:
        return value
    if when.span is not None and before_mention(sheet, when.span) == "since":
        return "ongoing" if _lasts_since(trigger) and value != "recalled" else value
    published = sheet.published
    if value == "recalled":
        recent = published.start is not None and published.how != "bounded" and not _is_long_past(when, published.start)
        return "happened" if recent else value
    if published.start is not None and _is_long_past(when, published.start):
        return "recalled" if value == "happened" else value
    if published.how in ("bounded", "unknown") and _names_year(when) and _is_past(trigger):
        return "recalled" if value == "happened" else value
    to_come = published.end is not None and when.start > published.end and c.type in SCHEDULED
    return "planned" if to_come and not _is_past(trigger) and _hangs_on(when, trigger, sheet) else value


def _lasts_since(trigger: Token) -> bool:
    """Whether an act told with "since" goes on: "has asked since 2002", "have been meeting since Monday"."""
    verb = next((t for t in (trigger, *trigger.ancestors) if t.pos_ in VERBS), None)
    return verb is not None and any(c.lower_ in ("has", "have", "'ve", "’ve") for c in children(verb, "aux"))


def _hangs_on(when: When, trigger: Token, sheet: Sheet) -> bool:
    """Whether the words of a time stand below a word in the tree."""
    words = sheet.doc.char_span(*when.span, alignment_mode="expand") if when.span is not None else None
    return words is not None and trigger.is_ancestor(words.root)


def _is_long_past(when: When, published: date) -> bool:
    return when.end is not None and published - when.end > LONG_AGO


def _names_year(when: When) -> bool:
    """Whether a time names its year and no day, as a story does of what lies years back: "in May 1992"."""
    return when.precision in ("month", "season", "quarter", "year", "decade") and bool(
        re.search(r"\b(1[5-9]|20)\d\d", when.words or "")
    )


def _is_past(trigger: Token) -> bool:
    verb = next((t for t in (trigger, *trigger.ancestors) if t.pos_ in VERBS), None)
    return verb is not None and (
        verb.tag_ == "VBD" or any(c.lower_ in ("was", "were", "had", "did") for c in children(verb, "aux", "auxpass"))
    )


def _speech_around(c: Candidate, sheet: Sheet) -> list[Statement]:
    """The statements in whose content the trigger stands, innermost first, without the one that the event is itself."""
    at = Span(c.trigger.idx, c.trigger.idx + len(c.trigger.text))
    words = [Span(t.idx, t.idx + len(t.text)) for t in c.words]
    around = [
        (content.end - content.start, n, s)
        for n, s in enumerate(sheet.said)
        for content in s.content
        if content.covers(at) and not any(w.overlaps(q) for w in words for q in s.cue)
    ]
    return [s for _, _, s in sorted(around, key=lambda x: x[:2])]


def _by_cue(reached: Reached, statement: Statement, sheet: Sheet) -> None:
    """What the cue of a statement adds where the parser did not hang the clause below it: "..., the group alleged"."""
    for cue in statement.cue:
        words = sheet.doc.char_span(*cue, alignment_mode="expand")
        governor = _governor(words.root, "clause") if words is not None else None
        if governor is not None and governor.value == "alleged" and reached.value in ASSERTED:
            reached.value = "alleged"
            return


def _holder(vouched: Token | None, speech: list[Statement], sheet: Sheet) -> Party | None:
    """Who vouches: the owner of the word that gave the value, unless a speaker is named nearer to the event."""
    named = [s for s in speech if s.speaker is not None]
    if vouched is not None:
        at = Span(vouched.idx, vouched.idx + len(vouched.text))
        nearer = [s for s in named if not any(p.covers(at) for p in (*s.content, *s.cue))]
        owner = nearer[0].speaker if nearer else _owner(vouched, sheet)
        if owner is not None:
            return owner
    return named[0].speaker if named else None


def _owner(word: Token, sheet: Sheet) -> Party | None:
    """Whose claim, fear or denial a word speaks of."""
    for token in _owners(word):
        party = sheet.parties.of(token) or sheet.parties.behind(token)
        if party is not None:
            return party
    return None


def _owners(word: Token) -> list[Token]:
    if word.pos_ in VERBS and in_passive(word):
        agent = by_agent(word)
        return [agent] if agent is not None else []
    if word.pos_ in (*VERBS, "ADJ"):
        return grammatical_subjects(word if word.pos_ in VERBS or word.head.pos_ not in VERBS else word.head)
    own = children(word, "poss") or prep_objects(word, "by") or prep_objects(word, "in", "among", "from")
    own = own or children(word, "amod", "compound")
    if not own and word.dep_ == "dobj":
        own = grammatical_subjects(word.head)
    return own
