"""Which actor a word of the text means: what the parts after ``actors`` ask when they have found a subject or object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.records import Actor, Party, Span

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that mean an actor. ``start``, ``end``: token numbers, half open; ``head``: number of the head word.

    ``how``: reason code of the resolution (``cast.HOW``); a pronoun or noun that refers back has ``refers_back`` set.
    ``members``: ids of the actors that words like "the two sides" or "French and German police" stand for.
    """

    span: Span
    start: int
    end: int
    head: int
    actor: str
    how: str
    confidence: float
    refers_back: bool = False
    members: tuple[str, ...] = ()
    words: str = ""


class Parties:
    """The mentions of one dispatch, by token. Of two that overlap, the longer stands for the words of both heads."""

    def __init__(
        self, actors: Iterable[Actor], mentions: Iterable[Mention], belongs: Mapping[int, int] | None = None
    ) -> None:
        self.actors = {a.id: a for a in actors}
        self.mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self._by_head: dict[int, Mention] = {}
        self._by_token: dict[int, Mention] = {}
        self._belongs = dict(belongs or {})
        for m in sorted(self.mentions, key=lambda m: m.end - m.start):
            self._by_head[m.head] = m
            for i in range(m.start, m.end):
                self._by_token.setdefault(i, m)

    def mention(self, token: Token) -> Mention | None:
        """The mention headed by the token; failing that, the shortest that covers it."""
        return self._by_head.get(token.i) or self._by_token.get(token.i)

    def of(self, token: Token) -> Party | None:
        """The actor that the noun phrase headed by ``token`` means, or ``None``."""
        found = self.mention(token)
        return self.party(found) if found else None

    def headed_by(self, token: Token) -> Party | None:
        """The actor of a mention whose head is exactly this token."""
        found = self._by_head.get(token.i)
        return self.party(found) if found else None

    def behind(self, token: Token) -> Party | None:
        """As :meth:`of`; for a noun that is nobody itself, whoever it belongs to: "Kosovo's application", "US sanctions"."""
        found = self.mention(token) or self._by_head.get(self._belongs.get(token.i, -1))
        return self.party(found) if found else None

    def each_of(self, token: Token) -> list[Party]:
        """As :meth:`of`, with one party for each of the actors that one noun means: "the two sides"."""
        found = self.mention(token)
        if found is None:
            return []
        return [self._party(i, found) for i in found.members or (found.actor,)]

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie wholly between two token numbers, in text order."""
        return [m for m in self.mentions if start <= m.start and m.end <= end]

    def party(self, mention: Mention) -> Party:
        return self._party(mention.actor, mention)

    def _party(self, actor_id: str, mention: Mention) -> Party:
        """Nameless people share an id by country and sector, so in a role they go by their words there: "140 people"."""
        actor = self.actors[actor_id]
        own = mention.words if actor.kind in ("people", "group") and not mention.refers_back else ""
        return Party(
            id=actor.id, name=own or actor.name, country=actor.country, sectors=actor.sectors, span=mention.span
        )
