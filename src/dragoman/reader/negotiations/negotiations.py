"""The moves of negotiations: who asked, offered, agreed to, refused what, of whom, in which process. See ``docs/negotiations.md``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.ids import content_id
from dragoman.knowledge.words.negotiations import talk_words
from dragoman.reader.circumstances.told import Told, statement_at, told
from dragoman.reader.negotiations.scenes import find_scenes, speaks_of
from dragoman.reader.negotiations.sides import Scene, between, is_talk, joint, key_of, parties_at
from dragoman.reader.negotiations.triggers import Trigger, round_in, triggers_in
from dragoman.reader.phrases import lemma_of
from dragoman.reader.places.whereabouts import place_of
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import children, is_negated, prep_objects, span_of
from dragoman.records import Factuality, Move, MoveKind, Party, PlaceRef, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence

VERSION = "negotiations.v1"

AS_EVENT: dict[MoveKind, str] = {
    "met": "CONSULT",
    "asked": "REQUEST",
    "offered": "AGREE",
    "agreed": "AGREE",
    "refused": "REJECT",
    "stalled": "REJECT",
    "mediated": "CONSULT",
}
CONFIDENCE = {"row": 0.85, "words": 0.75}


def read_negotiations(sheet: Sheet) -> None:
    """Sets ``sheet.moves``; none in a dispatch in which nobody negotiates. An ordinary visit is no process."""
    scenes = find_scenes(sheet)
    found: dict[tuple[str, str, tuple[str, ...], int], Move] = {}
    for sentence in sheet.doc.sents if scenes else ():
        for trigger in triggers_in(sentence):
            if trigger.what is not None and trigger.what.of(sheet.dispatch.text).lower().startswith("nothing"):
                continue
            move = _Reader(sheet, sentence, scenes).move(trigger)
            if move is not None:
                who = tuple(sorted(p.id for p in move.parties))
                found.setdefault((move.process.id, move.move, who, sentence.start), move)
    sheet.moves = tuple(found.values())


@dataclass(slots=True)
class _Reader:
    """The moves of one sentence."""

    sheet: Sheet
    sentence: Sentence
    scenes: list[Scene]

    def move(self, trigger: Trigger) -> Move | None:
        makers = parties_at(trigger.makers, self.sheet)
        to = list(parties_at(trigger.to, self.sheet))
        for scene in self._nearest():
            if not self._is_about(scene):
                continue
            parties = self._makers(trigger, makers, scene)
            if parties is not None and self._belongs(trigger, parties, to, scene):
                return self._record(trigger, scene, parties, to)
        return None

    def _is_about(self, scene: Scene) -> bool:
        """Whether the paragraph is about negotiating, or names two who do: what a side does elsewhere is no move."""
        text, at = self.sheet.dispatch.text, self.sentence.start_char
        start, end = text.rfind("\n\n", 0, at) + 1, text.find("\n\n", at)
        paragraph = Span(start, end if end >= 0 else len(text))
        if speaks_of(paragraph.of(text), "strong") or any(paragraph.start <= hit < paragraph.end for hit in scene.at):
            return True
        named = {m.actor: self.sheet.parties.party(m) for m in self.sheet.parties.mentions if paragraph.covers(m.span)}
        return len({scene.side(p, self.sheet) for p in named.values()} - {None}) > 1

    def _nearest(self) -> list[Scene]:
        """The scenes, those named in the sentence or last before it first."""
        end = self.sentence.end_char

        def rank(scene: Scene) -> int:
            before = [at for at in scene.at if at < end]
            return -max(before, default=-1)

        return sorted(self.scenes, key=rank)

    def _makers(self, trigger: Trigger, makers: Sequence[Party], scene: Scene) -> tuple[Party, ...] | None:
        """Those who make a move, as far as they take part in the process; ``None`` where somebody else does it."""
        if (
            own := [p for t in trigger.makers if (p := scene.by_words(t, self.sheet)) is not None]
        ) and trigger.move != "mediated":
            return tuple(own)
        if trigger.move == "mediated":
            between_sides = [p for p in makers if scene.side(p, self.sheet) is None or scene.mediates(p, self.sheet)]
            return tuple(between_sides) or None
        if not makers and trigger.talks is not None:
            named = [p for p in between(trigger.talks, self.sheet) if scene.side(p, self.sheet)]
            return _distinct(named, scene, self.sheet) if len(named) > 1 else tuple(scene.sides.values())
        if joint(trigger.makers) and len(scene.sides) > 1:
            return tuple(scene.sides.values())
        taking_part = [p for p in makers if self._takes_part(p, scene)]
        if not taking_part and trigger.move == "met" and self._names_process(trigger, scene):
            return ()
        if taking_part and trigger.move == "met" and trigger.talks is not None:
            taking_part += [p for p in between(trigger.talks, self.sheet) if scene.side(p, self.sheet)]
        if taking_part:
            if trigger.move == "met":
                taking_part = [p for p in taking_part if scene.side(p, self.sheet)] or taking_part
            return _distinct(taking_part, scene, self.sheet)
        if makers and trigger.move in ("asked", "offered"):
            return tuple(makers)
        return None

    def _names_process(self, trigger: Trigger, scene: Scene) -> bool:
        """ "Leaders of the Normandy format met": those who meet are said by the name of the process alone."""
        spans = [span_of(t.subtree) for t in trigger.makers]
        return any(s.start <= at < s.end for s in spans for at in scene.at)

    def _takes_part(self, party: Party, scene: Scene) -> bool:
        return scene.side(party, self.sheet) is not None or scene.mediates(party, self.sheet)

    def _belongs(self, trigger: Trigger, parties: Sequence[Party], to: Sequence[Party], scene: Scene) -> bool:
        """Whether a move is one of the process: made by a side or to one, and to nobody outside it."""
        sides = [p for p in parties if self._takes_part(p, scene)]
        outside = [p for p in to if not self._takes_part(p, scene)]
        if trigger.move == "mediated":
            return trigger.talks is not None or len([p for p in to if scene.side(p, self.sheet)]) > 1
        if not sides and not parties:
            return True
        if not sides:
            return any(scene.side(p, self.sheet) for p in to) and not outside
        if trigger.move == "met":
            return trigger.talks is not None or self._meets(parties, scene)
        return not outside or len(outside) < len(to)

    def _meets(self, parties: Sequence[Party], scene: Scene) -> bool:
        """Whether those who meet are two sides, or the talks stand in the sentence."""
        return len({scene.side(p, self.sheet) for p in parties} - {None}) > 1 or any(
            self.sentence.start_char <= at < self.sentence.end_char for at in scene.at
        )

    def _record(self, trigger: Trigger, scene: Scene, parties: tuple[Party, ...], to: list[Party]) -> Move:
        account = told(self.sheet, (trigger.word,), AS_EVENT[trigger.move])
        move, factuality = _as_told(trigger, account.factuality, len(parties))
        ids = [p.id for p in parties]
        to = to or self._in_words(trigger)
        if not to and (move == "mediated" or _offers_to_mediate(trigger)):
            named = between(trigger.talks, self.sheet) if trigger.talks is not None else []
            to = named if len(named) > 1 else list(scene.sides.values())
        return Move(
            id=content_id("m", self.sheet.dispatch.id, scene.process.id, move, span_of([trigger.word]), ids),
            process=scene.process,
            move=move,
            parties=parties,
            to=tuple(p for p in to if p.id not in ids),
            mediators=parties if _offers_to_mediate(trigger) else self._mediators(move, scene, parties),
            what=(trigger.what,) if trigger.what is not None else (),
            round=self._round(trigger),
            when=account.when,
            place=self._place(trigger, account),
            factuality=factuality,
            says=account.says,
            evidence=(span_of([t for t in self.sentence if not t.is_space]),),
            confidence=CONFIDENCE["row" if scene.row is not None else "words"],
            made_by={"negotiations": VERSION},
        )

    def _in_words(self, trigger: Trigger) -> list[Party]:
        """With whom the talks are that are asked for, agreed to or refused: "agreed to talks with the rebels"."""
        if trigger.what is None or trigger.move in ("met", "stalled"):
            return []
        inside = [t for t in self.sentence if trigger.what.start <= t.idx < trigger.what.end and is_talk(t)]
        return parties_at([o for t in inside[:1] for o in prep_objects(t, "with")], self.sheet)

    def _place(self, trigger: Trigger, account: Told) -> PlaceRef | None:
        """Where the move was made, or where the talks are in which it was; no place of what is asked or offered."""
        found, what = account.place, trigger.what
        talks = [t for t in self.sentence if is_talk(t) and (what is None or not what.start <= t.idx < what.end)]
        if (
            found is None
            or not _is_narrow(found)
            or (what is not None and found.span is not None and what.overlaps(found.span))
        ):
            found = next((p for t in talks if (p := place_of(self.sheet, t)) is not None), None)
        if found is None or not _is_narrow(found):
            return None
        inside = what is not None and found.span is not None and what.overlaps(found.span)
        return None if inside or not self._is_here(found, account) else found

    def _is_here(self, place: PlaceRef, account: Told) -> bool:
        """Whether a place is not merely where somebody told of the move."""
        said = statement_at(self.sheet, self.sentence[0]) if account.says is not None else None
        return said is None or place.span is None or any(c.overlaps(place.span) for c in said.content)

    def _mediators(self, move: MoveKind, scene: Scene, parties: tuple[Party, ...]) -> tuple[Party, ...]:
        if move == "mediated":
            return parties
        own = {key_of(p, self.sheet.parties.actors.get(p.id)) for p in parties}
        return tuple(p for k, p in scene.mediators.items() if k not in own)

    def _round(self, trigger: Trigger) -> Span | None:
        return round_in(self.sentence)


def _distinct(parties: Sequence[Party], scene: Scene, sheet: Sheet) -> tuple[Party, ...]:
    """Each side once: a state and its negotiators are one."""
    found: dict[str, Party] = {}
    for p in parties:
        found.setdefault(scene.side(p, sheet) or key_of(p, sheet.parties.actors.get(p.id)), p)
    return tuple(found.values())


def _is_narrow(place: PlaceRef) -> bool:
    """Towns and countries, not seas, rivers and continents."""
    return place.country is not None


def _offers_to_mediate(trigger: Trigger) -> bool:
    return trigger.move == "offered" and any(
        lemma_of(c) in talk_words("mediated") for c in children(trigger.word, "xcomp", "dobj")
    )


def _as_told(trigger: Trigger, value: Factuality, count: int) -> tuple[MoveKind, Factuality]:
    """A move that was not made: not to accept is to refuse, not to agree is no agreement."""
    if value == "negated" and trigger.move == "agreed":
        together = count > 1 and lemma_of(trigger.word) in ("agree", "reach", "strike", "conclude")
        return ("stalled" if together else "refused"), "happened"
    if value == "negated" and trigger.move in ("stalled", "refused"):
        return trigger.move, "happened" if trigger.move == "stalled" else "negated"
    word = trigger.word
    if trigger.move == "met" and is_negated(word) and value in ("negated", "happened", "ongoing", "planned"):
        return ("refused" if count == 1 else "stalled"), "happened"
    wished = word.tag_ == "VB" and any(c.lower_ == "to" for c in children(word, "aux"))
    if (
        trigger.move == "met"
        and wished
        and value in ("happened", "ongoing")
        and word.head.lemma_ in talk_words("asked")
    ):
        return "met", "possible"
    return trigger.move, value
