"""Readings made by hand, so that the store can be tried without the reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from dragoman.ids import content_id, raw_hash, slug
from dragoman.records import (
    Actor,
    Correction,
    Dispatch,
    Event,
    Force,
    Move,
    Party,
    Place,
    PlaceRef,
    Pledge,
    PledgeNews,
    Published,
    Raw,
    Reading,
    Span,
    Stance,
    Statement,
    TimeMention,
    Toll,
    Undecided,
    When,
)

MADE_BY = {"parser": "parser.v1", "events": "events.v1", "actors": "actors.v3"}

PEOPLE = {
    "Kenya": "KEN", "Uganda": "UGA", "Peru": "PER", "Chile": "CHL", "Laos": "LAO", "Vietnam": "VNM",
    "Guinea": "GIN", "Guinea-Bissau": "GNB",
}  # fmt: skip
ORGANISATIONS = {"African Union": ("IGO.AU", ("IGO",)), "Hamas": ("ARMED.HAMAS", ("REB",))}
PERSONS = {"Ruta Okello": ("UGA", ("GOV",)), "Iñaki Đurić": ("PER", ("LEG",))}


def party(name: str, text: str = "", sectors: tuple[str, ...] = ()) -> Party:
    """A party of this name, with the place in the text where it stands first; ``Kenya`` with sectors is its army."""
    country = PEOPLE.get(name)
    actor_id = country or "G." + slug(name)
    if name in ORGANISATIONS:
        actor_id, sectors = ORGANISATIONS[name]
    if name in PERSONS:
        actor_id, (country, sectors) = "P." + slug(name), PERSONS[name]
    if country and sectors and name in PEOPLE:
        actor_id = f"{country}.{sectors[0]}"
    return Party(id=actor_id, name=name, country=country, sectors=sectors, span=span(name, text))


def span(words: str, text: str) -> Span | None:
    at = text.find(words)
    return Span(at, at + len(words)) if words and at >= 0 else None


def spans(text: str, *words: str) -> tuple[Span, ...]:
    return tuple(s for w in words if (s := span(w, text)))


def event(
    type: str,
    sources: Iterable[str | Party],
    targets: Iterable[str | Party] = (),
    text: str = "",
    evidence: str = "",
    **more: object,
) -> Event:
    actors = tuple(p if isinstance(p, Party) else party(p, text) for p in sources)
    recipients = tuple(p if isinstance(p, Party) else party(p, text) for p in targets)
    made = Event(
        id=content_id("e", text, type, evidence, [p.id for p in actors], [p.id for p in recipients], str(more)),
        type=type,
        mode=None,
        contexts=(),
        quad=1,
        cameo=None,
        intensity=2.5,
        actors=actors,
        recipients=recipients,
        place=None,
        when=None,
        magnitudes={},
        factuality="happened",
        holder=None,
        trigger=spans(text, evidence.split(" ")[0]) if evidence else (),
        evidence=spans(text, evidence),
        confidence=0.8,
        why="test",
        made_by=MADE_BY,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def dispatch(text: str, **more: object) -> Dispatch:
    given = more.get("published")
    day = given if isinstance(given, date) else None
    published = (
        given if isinstance(given, Published) else Published(start=day, end=day, how="stated" if day else "unknown")
    )
    made = Dispatch(
        id=content_id("d", text),
        headline="Headline of " + text[:20],
        publisher="The Nile Post",
        credited_source=None,
        byline=None,
        sections=("World", "Africa"),
        tags=(),
        language="en",
        url=None,
        text=text,
        published=published,
        raw_hash=raw_hash(text.encode("utf-8", "surrogatepass")),
    )
    return replace(made, **{k: v for k, v in more.items() if k != "published"})  # type: ignore[arg-type]


def actor(p: Party, **more: object) -> Actor:
    made = Actor(
        id=p.id,
        name=p.name,
        kind="country" if p.id in PEOPLE.values() else "organisation",
        country=p.country,
        sectors=p.sectors,
        office=None,
        how="name",
        confidence=0.9,
        mentions=(p.span,) if p.span else (),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def reading(text: str, *events: Event, made_by: dict[str, str] | None = None, **more: object) -> Reading:
    """A reading with these events and an actor for each of their parties."""
    made = dispatch(text, **more)
    parties = {p.id: p for e in events for p in (*e.actors, *e.recipients)}
    return Reading(
        dispatch=made,
        actors=tuple(actor(p) for p in parties.values()),
        events=events,
        made_by=MADE_BY if made_by is None else made_by,
    )


def full_reading(number: int = 0, events: int = 5, made_by: dict[str, str] | None = None) -> Reading:
    """A reading with every kind of record and every field filled somewhere; each number gives another text."""
    text = (
        f"Envoys of Kenya and Uganda met in Kisumu on 4 March, report {number} says. “We will send {number + 10} tents ‑ "
        "if the rains stop,” said Ruta Okello – to Iñaki Đurić. Somebody near the lake fired; the African Union asked why."
    )
    day = date(2023, 3, 6) + timedelta(days=number % 300)
    kenya, uganda, okello = party("Kenya", text), party("Uganda", text), party("Ruta Okello", text)
    kisumu = Span(*(span("Kisumu", text) or (0, 1)))
    when = When(
        start=date(2023, 3, 4), end=date(2023, 3, 4), precision="day", words="on 4 March", span=span("on 4 March", text)
    )
    place = PlaceRef(id="G.kisumu", name="Kisumu", country="KEN", lat=-0.1, lon=34.75, precision="town", span=kisumu)
    met = event(
        "CONSULT", [kenya, uganda], text=text, evidence="met in Kisumu on 4 March", when=when, place=place, mode="visit"
    )
    more = [
        event(
            "ASSAULT",
            [],
            text=text,
            evidence="fired",
            quad=4,
            intensity=-9.0,
            factuality="alleged",
            holder=okello,
            magnitudes={"killed": 3.0, "money": 2.5, "currency": "KES"},
            contexts=("military", "legal"),
            confidence=0.1 * (n + 1),
            why=f"test.{n}",
        )
        for n in range(events - 1)
    ]
    return Reading(
        dispatch=dispatch(text, published=day, headline=None if number % 2 else f"Report {number}"),
        actors=(actor(kenya), actor(uganda), actor(okello, kind="person", office="Minister of Water")),
        places=(
            Place(id="G.kisumu", name="Kisumu", country="KEN", lat=-0.1, lon=34.75, precision="town", how="name", confidence=0.7, mentions=(kisumu,)),
        ),
        times=(
            TimeMention(span=span("4 March", text) or kisumu, value="2023-03-04", start=date(2023, 3, 4), end=date(2023, 3, 4), kind="date", precision="day"),
            TimeMention(span=Span(0, 3), value=None, start=None, end=None, kind="duration", precision=None),
        ),
        events=(met, *more)[:events],
        statements=(
            Statement(
                id=content_id("s", text),
                speaker=okello,
                office="Minister of Water",
                form="direct",
                cue=spans(text, "said"),
                content=spans(text, "We will send", "if the rains stop"),
                addressee=party("Iñaki Đurić", text),
                about=("UGA", "KEN"),
                evidence=spans(text, "said Ruta Okello"),
                confidence=0.75,
                made_by=MADE_BY,
                stances=(Stance(target="UGA", stance="opposes", confidence=0.4, evidence=spans(text, "stop")),),
                topics=("aid", "military"),
                factuality="denied",
                within=content_id("s", text, 2),
            ),
            Statement(
                id=content_id("s", text, 2),
                speaker=None,
                office=None,
                form="indirect",
                cue=(),
                content=spans(text, "the rains stop"),
                addressee=None,
                about=(),
                evidence=(),
                confidence=0.25,
                made_by={},
            ),
        ),
        tolls=(
            Toll(id=content_id("t", text), what="injured", low=number, high=None, said=True, claimant=okello, when=when, number=kisumu, evidence=spans(text, "fired"), made_by=MADE_BY),
        ),
        corrections=(
            Correction(id=content_id("c", text), kind="corrected", old=kisumu, new=None, evidence=spans(text, "asked why"), made_by=MADE_BY),
        ),
        pledges=(
            Pledge(
                id=content_id("p", text),
                who=okello,
                to=party("Iñaki Đurić", text),
                what=spans(text, "send", "tents"),
                quantity=float(number + 10),
                unit="tents",
                deadline=When(start=date(2024, 1, 1), end=date(2024, 12, 31), precision="year", words="next year", span=None),
                strength="conditional",
                condition=span("if the rains stop", text),
                serves=(party("African Union", text), kenya),
                evidence=spans(text, "We will send"),
                confidence=1 / 3,
                made_by=MADE_BY,
                kind="threat",
                money=1.5e6,
                currency="KES",
                factuality="alleged",
                holder=kenya,
            ),
        ),
        pledge_news=(
            PledgeNews(
                id=content_id("n", text),
                news="in_progress",
                who=okello,
                to=uganda,
                what=spans(text, "tents"),
                quantity=4,
                of=number + 10,
                unit="tents",
                money=2.5e5,
                currency="KES",
                serves=(party("African Union", text),),
                says=kenya,
                when=when,
                promised=When(start=date(2022, 1, 1), end=date(2022, 12, 31), precision="year", words="in 2022", span=None),
                evidence=spans(text, "We will send"),
                confidence=0.6,
                made_by=MADE_BY,
            ),
        ),
        forces=(
            Force(
                id=content_id("f", text),
                contributor=kenya,
                mission=party("African Union", text),
                place=place,
                change="sends",
                strength=number + 10,
                strength_max=number + 20,
                unit="tents",
                as_of=when,
                factuality="planned",
                says=okello,
                evidence=spans(text, "We will send"),
                confidence=0.7,
                made_by=MADE_BY,
            ),
        ),
        moves=(
            Move(
                id=content_id("m", text),
                process=Party(id="PROCESS.kenya-uganda", name="Kenya-Uganda talks", country=None, sectors=(), span=None),
                move="met",
                parties=(kenya, uganda),
                to=(party("Iñaki Đurić", text),),
                mediators=(party("African Union", text),),
                what=spans(text, "the rains stop"),
                round=span("on 4 March", text),
                when=when,
                place=place,
                factuality="happened",
                says=okello,
                evidence=spans(text, "met in Kisumu on 4 March"),
                confidence=0.5,
                made_by=MADE_BY,
            ),
        ),
        undecided=(Undecided(span=span("Somebody", text) or kisumu, reason="no_actor", part="events", candidates=("A", "B; C")),),
        made_by=MADE_BY if made_by is None else made_by,
    )  # fmt: skip


def raw_of(made: Reading) -> Raw:
    """The bytes that a reading of this factory came from."""
    data = made.dispatch.text.encode()
    return Raw(hash=raw_hash(data), data=data)
