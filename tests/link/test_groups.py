"""What belongs together: copies with their edits, reports in other words, follow-ups; and what does not."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.link import link, nearest, profiles
from dragoman.linkage import Extent, Neighbour, Profile
from dragoman.reader.marks import marks
from dragoman.records import Dispatch
from tests.link.helper import a_text, background, linked

BODY = [
    "A bus carrying miners fell into the Ruvanga gorge east of Tolemi on Thursday, killing 14 people and injuring 22.",
    "The provincial governor, Desta Amaruk, said that the brakes had failed on the road above the Sepp bridge.",
    "Rescue teams from the Halloran mine reached the wreck after four hours with ropes and lamps.",
    '"We could hear them calling in the dark, and we could not get down," said Ilko Marend, a shepherd.',
    "The company that owns the bus, Vastra Lines, was fined last year after an inspection found worn tyres.",
    "Prime Minister Oda Brennick promised the families an inquiry and declared two days of mourning.",
    "Eleven of the injured were flown to the military hospital in Tolemi, where doctors asked for blood.",
    "The road has no barrier for nine kilometres, although engineers asked for one in 2019.",
]
WIRE = "TOLEMI (Corvane Agency) - " + "\n\n".join(BODY)
OTHER_WORDS = (
    "Fourteen miners died when their bus plunged into the Ruvanga gorge, officials in Tolemi said on Friday.\n\n"
    "Desta Amaruk, who governs the province, blamed the brakes. Vastra Lines runs the bus; it did not answer calls. "
    "The vehicle went over the edge near the Sepp bridge on its way from the Halloran mine."
)
TRIAL = (
    "The owner of Vastra Lines went on trial in Tolemi over the bus that fell into the Ruvanga gorge.\n\n"
    "Prosecutors told the court that the firm knew of the worn brakes before 14 miners from Halloran died near the Sepp "
    "bridge. Governor Desta Amaruk is to be heard next week."
)
ANOTHER_BUS = (
    "A bus ran off a road near Pellin on Thursday, killing three people and injuring nine.\n\nThe driver, Jon Asker, was "
    "arrested. Police said that he had been driving for eleven hours from Kest harbour with dock workers."
)


def test_a_copy_with_another_headline_is_one_story() -> None:
    first = a_text("2024-03-08", WIRE, "w", headline="Bus falls into gorge", publisher="Corvane Agency")
    copy = a_text("2024-03-08", "\n\n".join(BODY[:6]), "c", headline="Miners die in crash", publisher="The Lantern")
    assert linked([*background(), first, copy], "story") == [{"w", "c"}]


def test_reports_in_other_words_are_one_incident_and_two_stories() -> None:
    news = [
        a_text("2024-03-08", WIRE, "w"),
        a_text("2024-03-08", OTHER_WORDS, "o"),
        a_text("2024-03-09", ANOTHER_BUS, "x"),
    ]
    assert linked([*background(), *news], "incident") == [{"w", "o"}]
    assert linked([*background(), *news], "story") == []


def test_a_follow_up_weeks_later_finds_its_incident() -> None:
    news = [a_text("2024-03-08", WIRE, "w"), a_text("2024-03-08", OTHER_WORDS, "o"), a_text("2024-05-02", TRIAL, "t")]
    assert linked([*background(), *news], "incident") == [{"w", "o", "t"}]


def test_a_summit_is_linked_by_the_same_evidence() -> None:
    one = "Oda Brennick and Desta Amaruk signed the Kestrel accord in Pellin on Monday, ending nine years of dispute over Lake Ustra."
    two = "The Kestrel accord was signed in Pellin. Lake Ustra is to be shared, Brennick said after she met Amaruk on Monday."
    other = "Ministers of the Ilmar League met in Kest on Monday and spoke of fishing rights, tariffs and a new ferry."
    news = [a_text("2024-04-01", one, "1"), a_text("2024-04-02", two, "2"), a_text("2024-04-02", other, "3")]
    assert linked([*background(), *news], "incident") == [{"1", "2"}]


def test_furniture_of_a_page_links_nothing() -> None:
    foot = (
        "Sign up for the Harbour Letter and get the best of our reporters every morning in your inbox.\n\n"
        "You may leave the list at any time with one click, and we never pass your address on to anybody.\n\n"
        "Kest Media Group, 12 Anchor Lane, is a member of the Press Bureau and of the Guild of Island Papers."
    )
    texts = [
        f"Council of {name} votes on the {thing}\n\n{foot}"
        for name, thing in (("Pellin", "tower"), ("Kest", "dam"), ("Ustra", "market"), ("Tolemi", "school"))
    ]
    days = ("2024-01-05", "2024-02-05", "2024-03-05", "2024-04-05")
    news = [a_text(day, text, f"n{i}") for i, (day, text) in enumerate(zip(days, texts, strict=True))]
    assert linked([*background(), *news], "incident") == []
    assert linked([*background(), *news], "story") == []


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_an_edited_copy_stays_a_copy_and_never_another_source(data: st.DataObject) -> None:
    """Cut, put in another order, with another dateline, other figures, and a line of the outlet's own."""
    kept = data.draw(st.permutations(BODY).map(lambda p: p[: data.draw(st.integers(5, len(BODY)))]))
    figure = data.draw(st.integers(2, 900))
    edited = "\n\n".join(kept).replace("14", str(figure)).replace("22", str(figure + 3))
    edited = data.draw(st.sampled_from(["", "KEST, 9 March - ", "By Our Own Staff\n\n"])) + edited
    edited += data.draw(
        st.sampled_from(["", "\n\nFollow The Lantern on every channel.", "\n\nThis report is from Corvane."])
    )
    news = [
        a_text("2024-03-08", WIRE, "w", publisher="Corvane Agency"),
        a_text("2024-03-09", edited, "c", headline="Another headline", publisher="The Lantern"),
    ]
    assert linked([*background(20), *news], "story") == [{"w", "c"}]


def _sources(dispatches: list[Dispatch]) -> set[str]:
    found, _ = profiles([marks(d) for d in dispatches], {})
    return {m.source for m in link(found, {}, {}, {}).memberships if m.kind == "incident"}


def test_copies_count_under_one_source_and_credit_is_seen() -> None:
    wire = a_text("2024-03-08", WIRE, "w", publisher="Corvane Agency")
    copies = [a_text("2024-03-09", "\n\n".join(BODY[:6]), f"c{n}", publisher=f"Paper {n}") for n in range(5)]
    credited = a_text("2024-03-09", OTHER_WORDS, "o", publisher="The Dispatch", credited_source="Corvane Agency")
    own = a_text("2024-03-09", OTHER_WORDS.replace("Fourteen", "At least fourteen"), "p", publisher="The Pier")
    assert _sources([wire, *copies]) == {"corvane agency"}
    assert _sources([wire, *copies, credited]) == {"corvane agency"}
    assert _sources([wire, own]) == {"corvane agency", "the pier"}


def test_a_text_that_holds_two_others_makes_their_stories_one() -> None:
    halves = ["\n\n".join(BODY[:4]), "\n\n".join(BODY[4:])]
    made = [a_text("2024-03-08", half, f"h{n}") for n, half in enumerate(halves)]
    found, _ = profiles([marks(d) for d in [*made, a_text("2024-03-09", WIRE, "w")]], {})
    links = link(found, {}, {}, {})
    (merge,) = [m for m in links.merges if m.kind == "story"]
    assert (merge.day, merge.dispatch) == (date(2024, 3, 9), "w")
    assert {merge.old, merge.new} == {m.group for m in links.memberships if m.kind == "story"}


def test_nearest_puts_those_with_a_band_first_and_is_bounded() -> None:
    profile = Profile(dispatch="n", day=None, source=None, weights={1: 0.5, 2: 0.1}, runs=frozenset(), bands=(99,))
    postings = {1: [(f"d{n:03}", 0.2) for n in range(100)], 99: [("z", 0.0)]}
    found = list(nearest(profile, postings).items())
    assert found[0] == ("z", 0.0)
    assert found[1] == ("d000", 0.1)
    assert len(found) == 60


def test_neighbours_of_a_store_are_linked_to_as_those_of_the_batch() -> None:
    first, second = (marks(a_text("2024-03-08", t, i)) for t, i in ((WIRE, "w"), (OTHER_WORDS, "o")))
    (before,), counts = profiles([first], {})
    (new,), _ = profiles([second], counts)
    postings = {k: [("w", w)] for k, w in before.weights.items()}
    near = {"w": Neighbour(dispatch="w", runs=before.runs, story="y-1", incident="i-1")}
    extents = {g: Extent(1, before.day, before.day, "corvane agency") for g in ("y-1", "i-1")}
    story, incident = link([new], postings, near, extents).memberships
    assert (story.why, story.source) == ("first", "o")
    assert (incident.group, incident.why, incident.source) == ("i-1", "evidence", "o")
    assert 0.1 < incident.score < 1
