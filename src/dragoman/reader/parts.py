"""The parts of the reader: one table, in the order they run, each with what it needs and what it gives.

``check_order`` refuses an order in which a part would need what nobody has given yet. Every record names the
versions of the parts that made it: raise a part's version whenever its answers change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.errors import PartError
from dragoman.knowledge.actors import tables
from dragoman.reader.actors import actors
from dragoman.reader.circumstances import circumstances, factuality, tolls
from dragoman.reader.corrections import corrections
from dragoman.reader.events import candidates, events, judging
from dragoman.reader.events.coder import model_at
from dragoman.reader.forces import forces
from dragoman.reader.negotiations import negotiations
from dragoman.reader.places import places
from dragoman.reader.pledges import pledge_news, pledges
from dragoman.reader.sheet import Sheet
from dragoman.reader.statements import statements
from dragoman.reader.times import dating, times
from dragoman.settings import Settings


@dataclass(frozen=True, slots=True)
class Part:
    """``needs`` and ``gives`` are fields of the sheet; ``version`` stands in every record the part had a hand in."""

    name: str
    version: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    run: Callable[[Sheet], None]


GIVEN = ("dispatch", "settings", "doc", "published")

PARTS: tuple[Part, ...] = (
    Part("times", times.VERSION, ("doc", "published"), ("times",), times.read_times),
    Part("actors", actors.VERSION, ("doc", "published"), ("actors", "parties"), actors.read_actors),
    Part("dating", dating.VERSION, ("actors", "times"), ("published",), dating.bound_publication),
    Part("places", places.VERSION, ("doc", "actors", "parties"), ("places",), places.read_places),
    Part("statements", statements.VERSION, ("doc", "parties"), ("statements",), statements.read_statements),
    Part("candidates", candidates.VERSION, ("doc", "parties", "places"), ("candidates",), candidates.find_candidates),
    Part("judging", judging.VERSION, ("candidates",), ("candidates",), judging.judge_candidates),
    Part("factuality", factuality.VERSION, ("candidates", "statements"), ("candidates",), factuality.weigh_candidates),
    Part(
        "circumstances",
        circumstances.VERSION,
        ("candidates", "places", "times"),
        ("candidates",),
        circumstances.add_circumstances,
    ),
    Part("events", events.VERSION, ("candidates",), ("events",), events.record_events),
    Part(
        "pledge_news",
        pledge_news.VERSION,
        ("doc", "parties", "places", "times", "statements"),
        ("pledge_news",),
        pledge_news.read_pledge_news,
    ),
    Part(
        "pledges",
        pledges.VERSION,
        ("doc", "parties", "places", "times", "statements", "pledge_news"),
        ("pledges",),
        pledges.read_pledges,
    ),
    Part(
        "forces",
        forces.VERSION,
        ("doc", "parties", "places", "times", "statements", "candidates", "pledges"),
        ("forces",),
        forces.read_forces,
    ),
    Part(
        "negotiations",
        negotiations.VERSION,
        ("doc", "parties", "places", "times", "statements", "candidates"),
        ("moves",),
        negotiations.read_negotiations,
    ),
    Part("tolls", tolls.VERSION, ("doc", "times", "statements"), ("tolls",), tolls.read_tolls),
    Part("corrections", corrections.VERSION, ("dispatch",), ("corrections",), corrections.read_corrections),
)


def check_order(parts: Sequence[Part], given: Iterable[str] = GIVEN) -> None:
    """Raises ``PartError`` where a part needs what no earlier part gives."""
    known = set(given)
    for part in parts:
        missing = [n for n in part.needs if n not in known]
        if missing:
            raise PartError(f"Part {part.name!r} needs {', '.join(missing)}, which no part before it gives.")
        known.update(part.gives)


def versions(settings: Settings) -> dict[str, str]:
    """Part name to version, with the parser and the weights of the model that they stand on.

    Where the user has added rows to the actor tables, ``knowledge`` is a hash of them.
    """
    return dict(_versions(settings.weights))


@lru_cache(maxsize=4)
def _versions(weights: str) -> tuple[tuple[str, str], ...]:
    from dragoman.reader.parse import PARSER

    found = {"parser": PARSER, "model": model_at(weights).version, **{p.name: p.version for p in PARTS}}
    if own := tables().own:
        found["knowledge"] = own
    return tuple(sorted(found.items()))
