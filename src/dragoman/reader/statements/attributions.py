"""Attributions by grammar: a cue verb (or "according to"), whose words they are, and what is attributed.

Knows nothing of quotation marks but where they stand, nor of who the speakers are; ``statements`` joins both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.knowledge.words.cues import CueVerb, cue_nouns, cue_verbs
from dragoman.knowledge.words.pledges import promise_words
from dragoman.reader.phrases import lemma_of, trimmed
from dragoman.reader.statements.cue_words import MEDIA, verb_group, widened
from dragoman.reader.statements.sources import inverted_subject, noun_chunks, source_of, speaker_before
from dragoman.reader.statements.views import by_views
from dragoman.reader.syntax import SUBJECTS, ancestors, children, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dragoman.reader.statements.speech import Passage

QUESTION_WORDS = frozenset({"whether", "if", "how", "what", "why", "when", "where", "who", "which"})
UNDER_OTHERS = frozenset({"xcomp", "acl", "conj"})
DASHES = frozenset({"―", "—", "–", "--"})
AMID = frozenset({"it", "also", "again", "clearly", "repeatedly", "little", "the", "a"})
"""Words that may stand between a cue verb and its particle: "made it clear", "made the case"."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(slots=True)
class Attribution:
    """``verb``: the cue's head word. ``source``: head of the noun phrase that speaks. ``content``: tokens by grammar;
    ``quotes``: numbers of the quotes attached later. ``frame``: the construction that was found, "" where none was."""

    verb: Token
    cue: list[Token]
    kind: str
    frames: frozenset[str]
    source: Token | None
    addressee: Token | None = None
    frame: str = ""
    content: list[Token] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)


def find_attributions(doc: Doc, quoted: set[int], wide: bool = False) -> list[Attribution]:
    """Every cue outside the quotes, in text order, with what the grammar says of its source and content.

    ``quoted``: numbers of the tokens that stand in a quote. ``wide``: also views and acts, by ``views.tsv``.
    """
    words = [t for t in doc if t.i not in quoted]
    found = [_by_verb(*cue) for cue in _cue_verbs(words, wide)]
    if wide:
        found = _with_views(found, list(by_views(words)))
    found += [*_according(words), *_by_nouns(words), *_by_marks(words, quoted)]
    for a in found:
        if a.source is not None and a.source.i in quoted:
            a.source = inverted_subject(a.verb) or speaker_before(a.verb)
        a.content = _within_breaks(a, quoted)
        if not a.content:
            a.frame = ""
    found.sort(key=lambda a: a.verb.i)
    _give_gerunds_to_their_speaker(found)
    for a in found:
        kept = {b.verb.i for b in found if b is not a and b.frame and (b.kind, b.frame) != ("evidence", "inf")}
        a.cue = widened(a.verb, a.cue, a.content, a.source, kept)
    if wide:
        inside = {t.i for a in found for t in a.cue if t.i != a.verb.i}
        found = [a for a in found if a.verb.i not in inside or a.frame not in ("topic", "inf", "")]
    _part_coordinated_cues(found)
    return found


def _with_views(found: list[Attribution], more: list[Attribution]) -> list[Attribution]:
    """Verbs, and nouns and adjectives of views, without those that others have in their cue: "voiced doubts about" has
    the verb in the cue of the noun; a verb with a clause below it keeps what stands in its own."""
    held = {t.i for v in more for t in v.cue if t.i != v.verb.i}
    found = [a for a in found if a.verb.i not in held or a.frame not in ("topic", "")]
    known = {t.i for a in found if a.frame for t in a.cue}
    return found + [v for v in more if not known & {t.i for t in v.cue}]


def loose_content(a: Attribution) -> list[Token]:
    """What a verb of saying speaks of where it is no clause of its own: "which he said were false", "said the same"."""
    t = a.verb
    if a.kind != "speech" or "clause" not in a.frames or a.source is None or t.tag_ == "VB":
        return []
    below = [d for c in t.rights if c.dep_ not in ("punct", "prep", "npadvmod", "advmod") for d in c.subtree]
    beyond = list(t.head.rights) if t.dep_ in ("relcl", "csubj", "ccomp") and not below else []
    words = below or [d for c in beyond if c.i > t.i for d in c.subtree]
    words = words or [d for d in t.sent if d.i not in {e.i for e in t.subtree} and t.dep_ in ("advcl", "parataxis")]
    return trimmed(sorted((d for d in words if d.i != a.source.i), key=lambda d: d.i))


def spoken_inside(doc: Doc, quotes: list[Passage]) -> list[Attribution]:
    """The sayings told of inside quotes, each with source, cue and content in one quote; what the one quoted says there
    and then ("we insist that") is no other saying."""
    if not quotes:
        return []
    inside = {i: n for n, p in enumerate(quotes) for i in range(p.start, p.end)}
    found = []
    for a in find_attributions(doc, {t.i for t in doc if t.i not in inside}):
        words = [*a.content, *([a.source] if a.source is not None else [])]
        own = a.source is None or (a.source.lower_ in ("i", "we") and a.verb.tag_ != "VBD")
        if a.kind == "speech" and not own and all(inside.get(t.i) == inside.get(a.verb.i) for t in words):
            found.append(a)
    return found


def _within_breaks(a: Attribution, quoted: set[int]) -> list[Token]:
    """The content without what the parser took from an earlier line or from before a semicolon, nor, for "agreed: ...",
    from behind a colon."""
    doc, t = a.verb.doc, a.verb
    content = a.content
    if content and content[0].i < t.i:
        breaks = [
            d.i
            for d in doc[content[0].i : t.i]
            if d.i not in quoted and (d.text == ";" or (d.is_space and "\n" in d.text))
        ]
        content = trimmed([d for d in content if not breaks or d.i > breaks[-1]])
    apart = content and a.frame == "clause" and content[0].i - t.i > 2 and content[0].i - 1 not in quoted
    return [] if apart and any(d.text in (":", ";") for d in doc[t.i + 1 : content[0].i]) else content


def _cue_verbs(words: list[Token], wide: bool) -> Iterator[tuple[Token, CueVerb, list[Token]]]:
    table = cue_verbs(wide)
    for t in words:
        if t.pos_ not in ("VERB", "AUX"):
            continue
        for verb in table.get(lemma_of(t), ()):
            particles = _particles(t, verb.words[1:])
            if particles is not None:
                yield t, verb, particles
                break


def _particles(t: Token, words: tuple[str, ...]) -> list[Token] | None:
    """The tokens of a cue verb's further words right after it ("made it clear": "it" is stepped over), or ``None``."""
    found, at = [], t.i + 1
    for w in words:
        if at < len(t.doc) and t.doc[at].lower_ != w and (t.doc[at].lower_ in AMID or t.doc[at].ent_type_ == "DATE"):
            found.append(t.doc[at])
            at += 1
        if at >= len(t.doc) or t.doc[at].lower_ != w:
            return None
        found.append(t.doc[at])
        at += 1
    return found


def _by_verb(t: Token, verb: CueVerb, particles: list[Token]) -> Attribution:
    a = Attribution(t, verb_group(t) + particles, verb.kind, verb.frames, source_of(t))
    if "addressee" in verb.frames or "obj_inf" in verb.frames:
        a.addressee = _addressee(t)
    for frame, content in _contents(t, verb, particles, a.addressee):
        a.frame, a.content = frame, content
        _mend_subject(a)
        return a
    a.content = _rest_of_sentence(t, verb) or _start_of_sentence(a)
    a.frame = "clause" if a.content else ""
    return a


def _mend_subject(a: Attribution) -> None:
    """Puts right whose words they are where the parser split or joined noun phrases at a comma."""
    t = a.verb
    if a.source is None and a.kind == "speech":
        a.source = speaker_before(t)
        inside = {d.i for d in a.source.subtree} if a.source is not None else set()
        a.content = trimmed([d for d in a.content if d.i not in inside])
    elif a.frame == "clause" and t.dep_ == "parataxis" and not children(t.head, "nsubj", "nsubjpass"):
        for subject in children(t, "nsubj"):
            for beside in children(subject, "appos"):
                if beside.right_edge.i == t.i - 1:
                    kept = {d.i for d in subject.subtree} - {d.i for d in beside.subtree}
                    a.source = beside
                    a.content = [d for d in t.sent if d.i in kept | {c.i for c in a.content} and not d.is_space]


def _start_of_sentence(a: Attribution) -> list[Token]:
    """What stands before a speaker and a verb of saying at the end of a sentence, where the parser took the speaker for
    a part of it: "Mali will send troops to the border between Chad and Sudan, the minister announced"."""
    t = a.verb
    speaker = speaker_before(t)
    if speaker is None or a.kind != "speech" or not a.frames >= {"clause", "quote"} or is_passive(t):
        return []
    if (children(t, "dobj") and a.addressee is None) or (
        a.source is not None and speaker.dep_ not in ("conj", "appos")
    ):
        return []
    words = trimmed([d for d in t.doc[t.sent.start : speaker.left_edge.i] if not d.is_space])
    if not any(d.tag_ in FINITE for d in words) or any(d.dep_ == "mark" for d in words[:1]):
        return []
    a.source = speaker
    return words


def _rest_of_sentence(t: Token, verb: CueVerb) -> list[Token]:
    """What follows a verb of saying whose clause the parser hung elsewhere: the rest of the sentence, if it has a
    finite verb and a subject of its own."""
    if verb.kind != "speech" or not verb.frames >= {"clause", "quote"} or t.tag_ not in ("VBD", "VBZ", "VBP"):
        return []
    if not any(c.i < t.i for c in children(t, "nsubj")) or is_passive(t) or children(t, "dobj", "neg", "xcomp"):
        return []
    rest = [d for d in t.doc[t.i + 1 : t.sent.end] if not d.is_space]
    finite = next((d for d in rest if d.tag_ in FINITE), None)
    if finite is None or not rest[0].is_alpha or rest[0].lower_ in ("and", "but", "or", "so"):
        return []
    before = [d for d in rest if d.i < finite.i]
    if not any(d.pos_ in ("NOUN", "PROPN", "PRON") for d in before) or any(
        d.tag_ in ("WP", "WDT", "WRB", "CC") or d.text == "," for d in before
    ):
        return []
    adverbials = {d.i for p in children(t, "prep", "npadvmod", "advmod") for d in p.subtree if d.i < finite.i}
    return trimmed([d for d in rest if d.i not in adverbials])


def _contents(
    t: Token, verb: CueVerb, particles: list[Token], addressee: Token | None
) -> Iterator[tuple[str, list[Token]]]:
    """The constructions of the verb that are there, the most telling first."""
    for c in sorted(children(t, "ccomp", "xcomp"), key=lambda c: not (c.i > t.i and _has_that(c))):
        frame = _clause_frame(c, t)
        if frame == "clause" and "clause" in verb.frames and not _is_subject_in_disguise(t, c):
            yield "clause", _subject_left_behind(c, t) + _without(c, t)
        elif frame == "question" and verb.frames & {"question", "clause"}:
            yield "question", _without(c, t)
        elif frame == "inf" and verb.frames & {"inf", "obj_inf"}:
            yield ("obj_inf" if addressee is not None else "inf"), _without(c, t, addressee)
        elif frame == "gerund" and "gerund" in verb.frames:
            yield "gerund", _without(c, t)
    if "clause" in verb.frames:
        for medium in (o for p in children(t, "prep") for o in children(p, "pobj") if lemma_of(o) in MEDIA):
            for c in children(medium, "acl", "relcl", "ccomp"):
                if any(d.lower_ == "that" and d.dep_ == "mark" for d in c.children):
                    yield "clause", _without(c, t)
    if "clause" in verb.frames and (host := _parenthesis_host(t)) is not None:
        yield "clause", _host_content(host, t)
    if verb.frames & {"inf", "obj_inf"}:
        for p in children(t, "advcl", "acl"):
            if (
                p.i > t.i
                and _clause_frame(p, t) == "inf"
                and addressee is not None
                and addressee.pos_ in ("PROPN", "PRON")
            ):
                yield "obj_inf", _without(p, t, addressee)
    if "topic" in verb.frames:
        topic = _topic(t, verb, particles)
        if topic:
            yield "topic", topic


def _subject_left_behind(c: Token, t: Token) -> list[Token]:
    """The subject of a clause without "that", where the parser took it for the object of the cue: "announced the road will
    be closed"."""
    if c.i < t.i or children(c, "nsubj", "nsubjpass", "csubj", "mark", "expl"):
        return []
    return [d for o in children(t, "dobj") if t.i < o.i < c.i for d in o.subtree if d.i < c.i and not d.is_space]


def _has_that(c: Token) -> bool:
    return any(d.lower_ == "that" for d in children(c, "mark"))


def _clause_frame(c: Token, t: Token) -> str:
    """What kind of clause a complement is: clause, question, inf, gerund."""
    left = [d for d in c.subtree if d.i <= c.i and (d.head.i == c.i or d.head.head.i == c.i)]
    if (
        any(d.lower_ in QUESTION_WORDS and d.tag_ in ("WRB", "WP", "WDT", "IN") and d.dep_ != "relcl" for d in left)
        and c.i > t.i
    ):
        return "question"
    if any(d.tag_ == "TO" for d in children(c, "aux")):
        return "inf"
    if c.tag_ in FINITE or any(d.tag_ in FINITE for d in children(c, "aux", "auxpass")):
        return "clause"
    if c.tag_ == "VBG":
        return "gerund"
    if any(d.dep_ == "mark" and d.lower_ == "that" for d in c.children) or children(c, "nsubj", "nsubjpass"):
        return "clause" if c.tag_ in ("VB", "VBN", "VBP", "VBD") or c.pos_ in ("AUX", "VERB") else ""
    return ""


def _is_subject_in_disguise(t: Token, c: Token) -> bool:
    """An inverted subject that the parser took for a clause: "said Smith, who heads"."""
    return c.i > t.i and not any(d.dep_ == "mark" for d in c.children) and not _reported(c, t) and _has_left_clause(t)


def _reported(c: Token, t: Token) -> bool:
    return any(d.dep_ in SUBJECTS and d.i < t.i for d in t.children)


def _has_left_clause(t: Token) -> bool:
    return any(d.dep_ in ("ccomp", "parataxis") and d.i < t.i for d in t.children)


def _without(c: Token, t: Token, addressee: Token | None = None) -> list[Token]:
    """The words of a complement, without those of the cue and without participles that go on reporting
    ("..., while indicating that ...")."""
    dropped: set[int] = {d.i for d in (addressee.subtree if addressee is not None else ())}
    for d in c.subtree:
        if d.dep_ == "advcl" and is_reporting_participle(d):
            dropped |= {e.i for e in d.subtree}
    if t.i in {d.i for d in c.subtree}:
        dropped |= {d.i for d in t.subtree}
    return trimmed(sorted((d for d in c.subtree if d.i not in dropped), key=lambda d: d.i))


def is_reporting_participle(d: Token) -> bool:
    """A participle of a cue verb with a clause of its own, set off by a comma or a conjunction."""
    before = d.doc[min(e.i for e in d.subtree) - 1] if min(e.i for e in d.subtree) else None
    set_off = (before is not None and before.text in (",", "—", "–", "”", '"')) or any(
        e.lower_ in ("while", "before", "after", "by") for e in children(d, "mark", "prep")
    )
    verbs = cue_verbs().get(lemma_of(d), ())
    return (
        d.tag_ == "VBG"
        and set_off
        and any(v.kind == "speech" and "clause" in v.frames for v in verbs)
        and any(e.i > d.i for e in children(d, "ccomp"))
    )


def _parenthesis_host(t: Token) -> Token | None:
    """The clause that a cue stands beside or inside without governing it: "Japan, he added, would pay"."""
    if t.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or children(t, "mark"):
        return None
    head = t.head
    if t.dep_ == "parataxis" or (t.dep_ == "ccomp" and head.i > t.i and _set_off(t)):
        return head
    if t.dep_ in ("advcl", "dep", "conj") and _set_off(t) and children(t, "nsubj") and not children(t, "dobj", "cc"):
        return head if t.dep_ != "conj" or not children(head, "cc") else None
    return None


def _set_off(t: Token) -> bool:
    words = sorted(t.subtree, key=lambda d: d.i)
    words = [d for d in words if not d.is_punct] or words
    doc = t.doc
    before = doc[words[0].i - 1] if words[0].i else None
    after = doc[words[-1].i + 1] if words[-1].i + 1 < len(doc) else None
    return before is not None and after is not None and before.is_punct and after.is_punct


def _host_content(host: Token, t: Token) -> list[Token]:
    inside = {d.i for d in t.subtree}
    return trimmed(sorted((d for d in host.subtree if d.i not in inside), key=lambda d: d.i))


def _topic(t: Token, verb: CueVerb, particles: list[Token]) -> list[Token]:
    """What a verb speaks of: its object with what belongs to it ("accused Iran of spying", "called it a mistake")."""
    after = particles[-1].i if particles else t.i
    found: list[Token] = []
    if particles:
        heads = [c for p in particles for c in children(p, "pobj", "pcomp", "dobj")] + children(t, "dobj")
    elif verb.prepositions:
        heads = [p for p in children(t, "prep") if p.lower_ in verb.prepositions]
        heads = [c for p in heads for c in children(p, "pobj", "pcomp")]
    else:
        heads = [
            c
            for c in children(t, "dobj", "oprd", "ccomp", "xcomp", "attr", "nsubjpass")
            if c.i > t.i or c.dep_ == "nsubjpass"
        ]
        if heads:
            heads += [
                p
                for p in children(t, "prep")
                if p.i > heads[0].i and p.lower_ in ("as", "of", "for", "against", "with")
            ]
    for h in heads:
        if h.i > after or h.dep_ == "nsubjpass":
            found += list(h.subtree)
    return trimmed(sorted(found, key=lambda d: d.i))


def _addressee(t: Token) -> Token | None:
    if is_passive(t):
        return next(iter(children(t, "nsubjpass")), None)
    for c in children(t, "dobj", "dative", "iobj"):
        if c.i > t.i:
            return c
    for c in children(t, "ccomp"):
        if any(d.tag_ == "TO" for d in children(c, "aux")):
            return next((d for d in children(c, "nsubj") if d.i > t.i), None)
    return None


def _according(words: list[Token]) -> Iterator[Attribution]:
    for t in words:
        if t.lower_ != "according" or t.i + 1 >= len(t.doc) or t.doc[t.i + 1].lower_ != "to":
            continue
        to = t.doc[t.i + 1]
        source = next(iter(children(to, "pobj") or children(t, "pobj")), None)
        host = next((h for h in ancestors(t) if h.pos_ in ("VERB", "AUX") or h.dep_ == "ROOT"), None)
        a = Attribution(t, [t, to], "speech", frozenset({"clause", "quote"}), source)
        if host is not None:
            phrase = {d.i for d in t.subtree} | {t.i, to.i}
            while host.head.i != host.i and (
                host.dep_ in UNDER_OTHERS or (host.dep_ == "advcl" and host.tag_ == "VBG")
            ):
                host = host.head
            a.frame, a.content = "clause", trimmed([d for d in host.subtree if d.i not in phrase])
        yield a


def _by_nouns(words: list[Token]) -> Iterator[Attribution]:
    """ "Iran's claim that it shot down a drone", "fears in Warsaw that the border will close"."""
    nouns = cue_nouns()
    for t in words:
        noun = nouns.get(lemma_of(t)) if t.pos_ == "NOUN" else None
        if noun is None:
            continue
        if t.dep_ == "pobj" and lemma_of(t) in MEDIA and lemma_of(t.head.head) in cue_verbs():
            continue  # "said in a statement that": the verb has it
        for c in children(t, "acl", "ccomp", "relcl"):
            if not any(d.lower_ == "that" and d.dep_ == "mark" for d in c.children):
                continue
            owners = children(t, "poss") or [
                o
                for p in children(t, "prep")
                if p.lower_ in ("by", "from", "of", "in", "among")
                for o in children(p, "pobj")
            ]
            yield Attribution(
                t, [t], noun.kind, noun.frames, next(iter(owners), None), frame="clause", content=_without(c, t)
            )
            break


def _by_marks(words: list[Token], quoted: set[int]) -> Iterator[Attribution]:
    """A name after a dash behind a quote, or before a colon ahead of one."""
    for t in words:
        if (t.text not in DASHES and t.text != ":") or not 0 < t.i < len(t.doc) - 1:
            continue
        doc = t.doc
        before, after = doc[t.i - 1], doc[t.i + 1]
        if (
            t.text == ":"
            and after.i in quoted
            and before.pos_ == "PROPN"
            and not any(v.tag_ in FINITE for v in doc[t.sent.start : t.i])
        ):
            yield Attribution(t, [t], "speech", frozenset({"quote"}), before)
        elif (
            t.text in DASHES
            and (before.i in quoted or (before.is_space and before.i - 1 in quoted))
            and after.pos_ == "PROPN"
        ):
            chunk = noun_chunks(doc).by_start.get(after.i)
            yield Attribution(t, [t], "speech", frozenset({"quote"}), chunk.root if chunk is not None else after)


def _give_gerunds_to_their_speaker(found: list[Attribution]) -> None:
    """A reporting participle that hangs inside another's content belongs to that one's speaker."""
    by_verb = {a.verb.i: a for a in found}
    for a in found:
        if a.verb.dep_ == "advcl" and is_reporting_participle(a.verb):
            for h in ancestors(a.verb):
                over = by_verb.get(h.i)
                if over is not None and over.frame in ("clause", "question", "") and over.kind == "speech":
                    a.source = over.source
                    break


def _part_coordinated_cues(found: list[Attribution]) -> None:
    """A cue that the parser coordinated with what another says, where only the speaker can be its subject: "claimed the
    rate would fall and asked voters ..."."""
    by_verb = {a.verb.i: a for a in found}
    for a in found:
        t = a.verb
        over = by_verb.get(t.head.head.i) if t.dep_ == "conj" and t.head.dep_ == "ccomp" else None
        if over is None or over.kind != "speech" or a.kind != "speech" or children(t, "nsubj", "nsubjpass"):
            continue
        unlike = t.tag_ in ("VBD", "VBZ", "VBP") and t.head.tag_ not in ("VBD", "VBZ", "VBP")
        thing = any(
            s.pos_ == "NOUN" and not s.ent_type_ and lemma_of(s) not in promise_words()["promisor"]
            for s in children(t.head, "nsubj")
        )
        if t.tag_ == over.verb.tag_ and (unlike or thing):
            a.source = over.source
            inside = {d.i for d in t.subtree} | {c.i for c in children(t.head, "cc") if c.i < t.i}
            over.content = trimmed([d for d in over.content if d.i not in inside])
