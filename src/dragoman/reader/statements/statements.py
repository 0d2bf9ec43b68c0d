"""Statements: who said what, with which words, to whom and about whom. See ``docs/statements.md``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.ids import content_id, slug
from dragoman.reader.circumstances.contexts import contexts_at
from dragoman.reader.phrases import lemma_of
from dragoman.reader.sheet import Sheet
from dragoman.reader.statements.attributions import Attribution, find_attributions, loose_content, spoken_inside
from dragoman.reader.statements.documents import documents
from dragoman.reader.statements.quotes import find_quotes, quotes_inside, strip_marks
from dragoman.reader.statements.sources import whole_source
from dragoman.reader.statements.speakers import Speakers
from dragoman.reader.statements.speech import STOPS, Passage, attach, passages
from dragoman.reader.statements.stances import Stances
from dragoman.reader.statements.told import factuality, nested
from dragoman.records import Form, Party, Span, Spans, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

VERSION = "statements.v3"

CONFIDENCE = {"quote": 0.95, "clause": 0.9, "question": 0.75, "obj_inf": 0.7, "inf": 0.7, "gerund": 0.65, "topic": 0.4}
SAID_BY_INFINITIVE = frozenset({"claim", "profess", "swear", "vow", "promise", "pledge", "threaten"})
BY_THINGS_TOO = frozenset(
    {"suggest", "indicate", "signal", "imply", "confirm", "reveal", "underline", "underscore", "highlight"}
    | {"show", "demonstrate", "prove", "note", "find", "illustrate"}
)


def read_statements(sheet: Sheet) -> None:
    """Sets ``sheet.statements``: direct and indirect speech with a clause or a quote as its content, also inside the words
    of others."""
    maker = _Maker.of(sheet)
    placed = passages(sheet.doc, find_quotes(sheet.dispatch.text))
    said = [s for a, s in _all(maker, placed, each_clause=True) if _is_speech(a, sheet)]
    said += _inside(maker, placed, said)
    sheet.statements = nested(sorted(said, key=lambda s: (s.cue or s.content)[0]))
    for s in sheet.statements:
        if s.speaker is None:
            sheet.leave_undecided(s.cue[0] if s.cue else s.content[0], "no_speaker", "statements")


def read_attributions(sheet: Sheet) -> tuple[Statement, ...]:
    """Every attribution in the sense of PolNeAR: beside statements also views ("believes that", "wants") and speech acts
    with a mere noun phrase ("condemned the raid"), with lower confidence. Needs ``parties``; sets nothing."""
    found = _all(_Maker.of(sheet), passages(sheet.doc, find_quotes(sheet.dispatch.text)), wide=True)
    outermost = [(a, s) for a, s in found if not any(_holds(b, t, a) for b, t in found)]
    return tuple(_with_whole_source(s, whole_source(a), sheet) for a, s in outermost)


def _with_whole_source(s: Statement, words: list[Token], sheet: Sheet) -> Statement:
    """The source as PolNeAR marks it: with its relative clauses, and a relative or first person pronoun as it stands."""
    if not words:
        return s
    span = _pieces(sheet.dispatch.text, _runs(words))[0]
    name = " ".join(span.of(sheet.dispatch.text).split())
    speaker = s.speaker or Party(id=f"S.{slug(name)}", name=name, country=None, sectors=(), span=span)
    return replace(s, speaker=replace(speaker, span=span))


def _holds(outer: Attribution, said: Statement, inner: Attribution) -> bool:
    """Whether a view or act is only told of in what another says, who then is the source of it all."""
    at = inner.verb.idx
    return outer is not inner and any(c.start <= at < c.end for c in said.content)


def _all(
    maker: _Maker, placed: list[Passage], each_clause: bool = False, wide: bool = False
) -> list[tuple[Attribution, Statement]]:
    """The attributions outside the quotes, with their statements."""
    doc = maker.sheet.doc
    found = find_attributions(doc, {i for p in placed for i in range(p.start, p.end)}, wide)
    attach(doc, found, placed)
    for a in found if wide else ():
        if not a.frame and not a.quotes:
            a.content = loose_content(a)
            a.frame = "topic" if a.content else ""
    return [(a, s) for a in found for s in maker.statements(a, placed, each_clause)]


def _inside(maker: _Maker, quotes: list[Passage], said: list[Statement]) -> list[Statement]:
    """What is reported inside direct speech: "They told us that ..."; "we" is then whoever is quoted."""
    doc, text = maker.sheet.doc, maker.sheet.dispatch.text
    found = spoken_inside(doc, quotes)
    if not found:
        return []
    placed = passages(doc, [q for outer in quotes for q in quotes_inside(text, outer.quote)])
    attach(doc, found, placed)
    made = []
    for a in found:
        at = Span(a.verb.idx, a.verb.idx + len(a.verb.text))
        outer = next((s for s in said if any(c.covers(at) for c in s.content)), None)
        if outer is not None and _is_speech(a, maker.sheet):
            made += maker.statements(a, placed, True, outer.speaker)
    return made


def _is_speech(a: Attribution, sheet: Sheet) -> bool:
    if a.kind == "attitude" or (a.frame == "topic" and not a.quotes):
        return False
    if a.verb.tag_ == "VBN" and a.verb.dep_ == "advcl" and a.source is None:
        return False
    asked = a.frame == "obj_inf" or (a.frame == "inf" and lemma_of(a.verb) not in SAID_BY_INFINITIVE)
    if asked and not a.quotes:
        return False
    if a.frame == "inf" and a.source is None:
        return False
    return _can_speak(a, sheet)


def _can_speak(a: Attribution, sheet: Sheet) -> bool:
    """Whether the subject is one that speaks: "the ministry indicated", "the report shows", but not "the fall shows"."""
    if lemma_of(a.verb) not in BY_THINGS_TOO or a.quotes:
        return a.kind == "speech"
    s = a.source
    if s is None:
        return a.kind == "speech"
    if s.pos_ == "PRON":
        return s.lower_ in ("he", "she", "they", "who")
    return sheet.parties.headed_by(s) is not None or s.pos_ == "PROPN" or lemma_of(s) in documents()


def _contents(text: str, a: Attribution, quotes: list[Passage], each_clause: bool) -> list[tuple[Spans, Form]]:
    """What is said, as one statement or, where an indirect clause is followed by quotes of their own, as two. With
    ``each_clause``, every that-clause of "said that ... and that ..." is one of its own."""
    clause = _clause_outside(a, quotes)
    made: list[tuple[Spans, Form]] = []
    taken: list[Passage] = []
    for part in _that_clauses(clause) if each_clause else [clause]:
        if part:
            inside = [q for q in quotes if _is_next_to(part, q)]
            taken += inside
            spans = [*_runs(_without_as(a, part, inside)), *(q.quote.outer for q in inside)]
            made.append((_pieces(text, spans), "mixed" if inside else "indirect"))
    apart = [q for q in quotes if q not in taken]
    if apart:
        made.append((_pieces(text, (q.quote.outer for q in apart)), "direct"))
    return made


def _is_next_to(part: list[Token], quote: Passage) -> bool:
    """Whether a quote stands in a clause or right beside it, with no end of a sentence between."""
    first, last = part[0].i, part[-1].i
    if quote.start > last:
        between = part[0].doc[last + 1 : quote.start]
        return quote.start <= last + 2 and not any(t.text in STOPS for t in between)
    return quote.end >= first - 1


def _that_clauses(clause: list[Token]) -> list[list[Token]]:
    """The content parted before each further "that" of its own; the conjunction goes."""
    parts: list[list[Token]] = [[]]
    for t in clause:
        if t.lower_ == "that" and t.dep_ == "mark" and t.head.dep_ == "conj" and parts[-1]:
            while parts[-1] and (parts[-1][-1].dep_ == "cc" or parts[-1][-1].text == ","):
                parts[-1].pop()
            parts.append([])
        else:
            parts[-1].append(t)
    return [p for p in parts if p]


def _without_as(a: Attribution, part: list[Token], inside: list[Passage]) -> list[Token]:
    """Without the "as" between what is described and the quoted words that describe it."""
    opening = {q.start for q in inside}
    return [t for t in part if not (t.lower_ == "as" and t.head.i == a.verb.i and t.i + 1 in opening)]


def _clause_outside(a: Attribution, quotes: list[Passage]) -> list[Token]:
    """The content by grammar, or nothing where it is but the quotes and what the parser hung to them."""
    if not a.content:
        return []
    quoted = {i for q in quotes for i in range(q.start, q.end)}
    outside = [t for t in a.content if t.i not in quoted and t.is_alpha]
    led = [q for q in quotes if q.full and q.end <= a.verb.i]
    if led:
        outside = [t for t in outside if t.i < led[0].start and a.frame == "clause"]
    return a.content if outside else []


def _runs(tokens: list[Token]) -> list[Span]:
    """Tokens as spans, one for each unbroken run."""
    runs: list[list[Token]] = []
    for t in tokens:
        if runs and t.i == runs[-1][-1].i + 1:
            runs[-1].append(t)
        else:
            runs.append([t])
    full = [r for r in runs if any(t.pos_ not in ("ADV", "CCONJ", "PUNCT") and t.tag_ not in ("WDT", "WP") for t in r)]
    return [Span(r[0].idx, r[-1].idx + len(r[-1].text)) for r in full or runs]


def _pieces(text: str, spans: Iterable[Span]) -> Spans:
    """Spans merged where they touch, without quotation marks and commas at their ends."""
    merged: list[Span] = []
    for s in sorted(spans):
        if (
            merged
            and (s.start <= merged[-1].end or not text[merged[-1].end : s.start].strip())
            and "\n" not in text[merged[-1].end : s.start]
        ):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, s.end))
        else:
            merged.append(s)
    stripped = [_balance(text, strip_marks(text, s)) for s in merged]
    return tuple(s for s in stripped if s.end > s.start)


def _balance(text: str, span: Span) -> Span:
    """The span with a closing mark that belongs to one inside it ("the plan is “dead”")."""
    words = span.of(text)
    for opening, closing in (("“", "”"), ("«", "»"), ("„", "“")):
        if words.count(opening) > words.count(closing) and text[span.end : span.end + 2].strip(",.").startswith(
            closing
        ):
            return Span(span.start, text.index(closing, span.end) + 1)
        if words.count(closing) > words.count(opening) and text[span.start - 1 : span.start] == opening:
            return Span(span.start - 1, span.end)
    if words.count('"') % 2:
        if text[span.end : span.end + 1] == '"':
            return Span(span.start, span.end + 1)
        if text[span.start - 1 : span.start] == '"':
            return Span(span.start - 1, span.end)
    return span


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the records of one dispatch. ``sentences``: their spans, in order."""

    sheet: Sheet
    speakers: Speakers
    sentences: list[Span]

    @classmethod
    def of(cls, sheet: Sheet) -> _Maker:
        text = sheet.dispatch.text
        return cls(sheet, Speakers(sheet), [_strip(text, Span(s.start_char, s.end_char)) for s in sheet.doc.sents])

    def statements(
        self, a: Attribution, quotes: list[Passage], each_clause: bool, outer: Party | None = None
    ) -> list[Statement]:
        """The statements of one attribution. ``outer``: whose words it stands in."""
        found = _contents(self.sheet.dispatch.text, a, [quotes[n] for n in a.quotes], each_clause)
        return [self._statement(a, content, form, outer) for content, form in found]

    def _statement(self, a: Attribution, content: Spans, form: Form, outer: Party | None) -> Statement:
        speaker = self.speakers.resolve(a.source, outer) if a.source is not None else None
        addressee = self.speakers.addressee(a.addressee, outer) if a.addressee is not None else None
        cue = tuple(_runs(a.cue))
        about = self.speakers.about(content, speaker)
        return Statement(
            id=content_id("s", self.sheet.dispatch.id, cue, content),
            speaker=speaker,
            office=self.speakers.office(speaker),
            form=form,
            cue=cue,
            content=content,
            addressee=addressee,
            about=about,
            evidence=tuple(s for s in self.sentences if any(s.overlaps(w) for w in (*cue, *content))),
            confidence=_confidence(a, form, speaker),
            made_by={"statements": VERSION},
            stances=Stances(self.sheet, speaker, cue, content).towards(about),
            topics=self._topics(content),
            factuality=factuality(a.verb),
        )

    def _topics(self, content: Spans) -> tuple[str, ...]:
        """The PLOVER contexts that the words of the content are sure signs of."""
        doc = self.sheet.doc
        inside = [t.i for c in content for t in doc.char_span(*c, alignment_mode="expand") or ()]
        return tuple(dict.fromkeys(contexts_at(doc, inside)))


def _confidence(a: Attribution, form: Form, speaker: Party | None) -> float:
    """By the construction; less where nobody known speaks."""
    confidence = CONFIDENCE["quote" if form == "direct" else a.frame or "quote"]
    if a.kind == "attitude":
        confidence = min(confidence, 0.45)
    known = speaker is not None and not speaker.id.startswith("S.")
    return confidence if known else round(confidence * 0.9, 3)


def _strip(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))
