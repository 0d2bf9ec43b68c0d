"""Time expressions in sentences: which words, which value, which days. Published on Tuesday 2023-11-28 unless said."""

from __future__ import annotations

import json
import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.reader.sheet import Sheet
from dragoman.reader.times.times import read_times
from dragoman.records import Published
from tests.conftest import SHARED
from tests.reader.times_helper import TUESDAY, on, sheet_of, the_time, timed, times_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The truce was signed on Saturday, 23 September 2023.", {"Saturday, 23 September 2023": "2023-09-23"}),
        ("On Sept. 24, 2019 the monastery was besieged.", {"Sept. 24, 2019": "2019-09-24"}),
        ("The convoy left on the 3rd of May, 2022.", {"the 3rd of May, 2022": "2022-05-03"}),
        ("The memo of 2023-10-07 was leaked.", {"2023-10-07": "2023-10-07"}),
        ("The decree of 30.11.2021 expired.", {"30.11.2021": "2021-11-30"}),
        ("Chile and Peru signed it in May 2019.", {"May 2019": "2019-05"}),
        ("Nauru closed the camp in 2012.", {"2012": "2012"}),
        ("In the early 1990s, war raged in Angola.", {"the early 1990s": "199"}),
        ("In the '80s Libya bought arms.", {"the '80s": "198"}),
        ("The 19th century saw three wars.", {"The 19th century": "18"}),
        ("The embassy closed in the spring of 2019.", {"the spring of 2019": "2019-SP"}),
        ("Output fell in the third quarter of 2020.", {"the third quarter of 2020": "2020-Q3"}),
        ("Aid tripled in the first half of 2022.", {"the first half of 2022": "2022-H1"}),
        ("The budget for fiscal 2024 grew.", {"fiscal 2024": "FY2024"}),
        ("Shells hit Aleppo on Christmas Eve 2016.", {"Christmas Eve 2016": "2016-12-24"}),
        ("They struck a deal on Good Friday 2021.", {"Good Friday 2021": "2021-04-02"}),
        ("Riots broke out in the last week of March 2011.", {"the last week of March 2011": "2011-W13"}),
        ("They vote on the first Monday of May 2024.", {"the first Monday of May 2024": "2024-05-06"}),
    ],
)
def test_full_dates_need_no_publication_day(text: str, expected: dict[str, str]) -> None:
    assert times_in(text, None) == expected
    assert times_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The president of Ghana arrived yesterday.", {"yesterday": "2023-11-27"}),
        ("Kenya will answer tomorrow.", {"tomorrow": "2023-11-29"}),
        ("The day after tomorrow Oman hosts the talks.", {"The day after tomorrow": "2023-11-30"}),
        ("Rebels attacked the base last Friday.", {"last Friday": "2023-11-24"}),
        ("Talks resume next Friday.", {"next Friday": "2023-12-08"}),
        ("They fled two weeks ago.", {"two weeks ago": "2023-W46"}),
        ("The accord was reached 25 years ago.", {"25 years ago": "1998"}),
        ("Ten days ago the bridge fell.", {"Ten days ago": "2023-11-18"}),
        ("Ministers are meeting in Lomé this week.", {"this week": "2023-W48"}),
        ("Aid doubled last month.", {"last month": "2023-10"}),
        ("The pact ends next year.", {"next year": "2024"}),
        ("Malta will decide later this month.", {"later this month": "2023-11"}),
        ("Fiji votes on Monday of next week.", {"Monday of next week": "2023-12-04"}),
        ("Elections are due in October of next year.", {"October of next year": "2024-10"}),
        ("The pause began on the 24th of this month.", {"the 24th of this month": "2023-11-24"}),
        ("The army has until the end of the year.", {"the end of the year": "2023"}),
        ("Troops left over the weekend.", {"the weekend": "2023-W47-WE"}),
        ("The court rules on the second Friday of next month.", {"the second Friday of next month": "2023-12-08"}),
        ("Clashes over the weekend left two dead in Dili.", {"the weekend": "2023-W47-WE"}),
        ("The leaders will meet at the weekend.", {"the weekend": "2023-W48-WE"}),
        ("Prices rose last winter.", {"last winter": "2022-WI"}),
        ("Trade shrank in the second quarter.", {"the second quarter": "2023-Q2"}),
    ],
)
def test_relative_to_publication(text: str, expected: dict[str, str]) -> None:
    assert times_in(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The prime minister visited Ankara on Thursday.", "2023-11-23"),
        ("The prime minister will visit Ankara on Thursday.", "2023-11-30"),
        ("The envoys are due to meet on Friday in Geneva.", "2023-12-01"),
        ("The minister is meeting his counterpart on Wednesday.", "2023-11-29"),
        ("Parliament has approved the bill on Monday.", "2023-11-27"),
        ("Earlier on Tuesday the envoy left.", "2023-11-28"),
        ("Germany will decide by Friday.", "2023-12-01"),
        ("By Friday the rebels had taken the city.", "2023-11-24"),
        ("The deadline, set for Thursday, holds.", "2023-11-30"),
        ("He spoke ahead of the vote on Thursday.", "2023-11-30"),
        ("Niger refused to attend on Sunday.", "2023-11-26"),
        ("Ten rebels are killed Saturday by a drone.", "2023-11-25"),
        ("The record was set by Chad on Friday.", "2023-11-24"),
    ],
)
def test_the_tense_of_the_verb_chooses_the_weekday(text: str, value: str) -> None:
    assert the_time(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The attack of 24 September killed nine.", "2023-09-24"),
        ("The strike of 25 December killed nine people.", "2022-12-25"),
        ("Ten civilians died in March.", "2023-03"),
        ("NATO leaders will meet in Vilnius in July.", "2024-07"),
        ("Sweden hopes to join by July.", "2024-07"),
        ("The ceasefire ends on Dec. 31.", "2023-12-31"),
        ("A 10 January hearing has been scheduled in The Hague.", "2024-01-10"),
        ("They met on Tuesday, 26 September.", "2023-09-26"),
        ("On February 29 the president resigned.", "2020-02-29"),
    ],
)
def test_a_date_without_a_year(text: str, value: str) -> None:
    assert the_time(text).value == value


@pytest.mark.parametrize(
    ("text", "last", "value"),
    [
        (
            "On 3 October the jet was shot down. The following day the pilot was found.",
            "The following day",
            "2023-10-04",
        ),
        ("On 3 October the jet was shot down. Two weeks later Ankara apologised.", "Two weeks later", "2023-W42"),
        ("The coup came on 1 February 2021. A day earlier, tanks had rolled.", "A day earlier", "2021-01-31"),
        ("The king died in May 1910. That year, war loomed.", "That year", "1910"),
        ("In March 2021, rebels seized the town, and in May the army retook it.", "May", "2021-05"),
        (
            "Sales rose 3% in January 2009, against 2% in the same month a year ago.",
            "the same month a year ago",
            "2008-01",
        ),
    ],
)
def test_relative_to_the_date_spoken_of_before(text: str, last: str, value: str) -> None:
    assert times_in(text)[last] == value


def test_nothing_to_count_from_leaves_the_value_open() -> None:
    mention = the_time("The following day the pilot was found.")
    assert (mention.value, mention.start, mention.kind, mention.precision) == (None, None, "date", "day")


@pytest.mark.parametrize(
    ("text", "words", "value", "start", "end"),
    [
        (
            "The mission ran from 3 to 5 May 2022.",
            "from 3 to 5 May 2022",
            "2022-05-03/2022-05-05",
            (2022, 5, 3),
            (2022, 5, 5),
        ),
        (
            "The summit of 21-22 September failed.",
            "21-22 September",
            "2023-09-21/2023-09-22",
            (2023, 9, 21),
            (2023, 9, 22),
        ),
        (
            "It met on September 21–22, 2020.",
            "September 21–22, 2020",
            "2020-09-21/2020-09-22",
            (2020, 9, 21),
            (2020, 9, 22),
        ),
        ("War raged between 2010 and 2014.", "between 2010 and 2014", "2010/2014", (2010, 1, 1), (2014, 12, 31)),
        ("He ruled from 1999-2003 in Lima.", "from 1999-2003", "1999/2003", (1999, 1, 1), (2003, 12, 31)),
        (
            "It ran from June to September 2020.",
            "from June to September 2020",
            "2020-06/2020-09",
            (2020, 6, 1),
            (2020, 9, 30),
        ),
        (
            "It lasted from October 2019 to 3 March 2020.",
            "from October 2019 to 3 March 2020",
            "2019-10/2020-03-03",
            (2019, 10, 1),
            (2020, 3, 3),
        ),
        ("The plan covers 2022-23.", "2022-23", "2022/2023", (2022, 1, 1), (2023, 12, 31)),
        (
            "The road is closed from today to Friday.",
            "from today to Friday",
            "2023-11-28/2023-12-01",
            (2023, 11, 28),
            (2023, 12, 1),
        ),
        (
            "Italy's Juventus and France's Paris Saint-Germain reach 2012–13 Champions League quarter-finals.",
            "2012–13",
            "2012/2013",
            (2012, 1, 1),
            (2013, 12, 31),
        ),
    ],
)
def test_intervals(text: str, words: str, value: str, start: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    mentions = {t.span.of(text): t for t in timed(text).times}
    found = mentions[words]
    assert (found.value, found.precision) == (value, "interval")
    assert (found.start, found.end) == (date(*start), date(*end))


def test_the_ends_of_an_interval_are_mentions_too_where_they_are_dates_by_themselves() -> None:
    assert list(times_in("War raged between 2010 and 2014.")) == ["between 2010 and 2014", "2010", "2014"]
    assert list(times_in("It ran from 3 to 5 May 2022.")) == ["from 3 to 5 May 2022"]
    assert times_in("It ran from June to September 2020.")["June"] == "2020-06"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The ceasefire held for three days.", "three days", "P3D"),
        ("A 10-day truce began.", "10-day", "P10D"),
        ("It is almost two and a half years behind schedule.", "almost two and a half years", "P2.5Y"),
        ("He waited for more than twenty-five hours.", "more than twenty-five hours", "PT25H"),
        ("He got 12 years and six months in jail.", "12 years and six months", "P12Y6M"),
        ("They fought for several years.", "several years", "PXY"),
        ("They fought for decades.", "decades", "PXDE"),
        ("It took a year and a half.", "a year and a half", "P1.5Y"),
    ],
)
def test_durations(text: str, words: str, value: str) -> None:
    found = the_time(text)
    assert (found.span.of(text), found.value, found.kind) == (words, value, "duration")


def test_a_duration_that_touches_publication_has_days() -> None:
    past = the_time("Over the past two weeks, 400 people fled.")
    assert (past.value, past.start, past.end) == ("P2W", date(2023, 11, 14), TUESDAY)
    ahead = the_time("Turkey will withdraw within 10 days.")
    assert (ahead.value, ahead.start, ahead.end) == ("P10D", TUESDAY, date(2023, 12, 8))


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The council meets every Monday.", "every Monday", "XXXX-WXX-1"),
        ("The council meets twice a month.", "twice a month", "P1M"),
        ("The council meets every two years.", "every two years", "P2Y"),
        ("They issue a weekly report.", "weekly", "P1W"),
        ("They protest on Fridays.", "Fridays", "XXXX-WXX-5"),
    ],
)
def test_sets(text: str, words: str, value: str) -> None:
    found = the_time(text)
    assert (found.span.of(text), found.value, found.kind, found.start) == (words, value, "set", None)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Shelling began on Sunday night.", "Sunday night", "2023-11-26TNI"),
        ("Police raided the office this morning.", "this morning", "2023-11-28TMO"),
        ("A drone struck Odesa last night.", "last night", "2023-11-27TNI"),
        ("The talks started at 18:00 GMT on Friday.", "18:00 GMT", "2023-11-24T18:00Z"),
        ("The talks start at 6 p.m. on Friday.", "6 p.m.", "2023-12-01T18:00"),
        ("The curfew began at 12:00 UTC Monday.", "12:00 UTC Monday", "2023-11-27T12:00Z"),
        ("He fled on the night of 24 September.", "the night of 24 September", "2023-09-24TNI"),
    ],
)
def test_times_of_day(text: str, words: str, value: str) -> None:
    found = {t.span.of(text): t for t in timed(text).times}[words]
    assert (found.value, found.kind, found.precision) == (value, "time", "time")


@pytest.mark.parametrize(
    "text",
    [
        "The army may withdraw, and protesters march on the capital.",
        "Theresa May said Brexit would come.",
        "The second convoy left the third port.",
        "He sent 2000 soldiers to the border.",
        "The May 9 Brigade shelled the town.",
        "The fall of Kabul shocked allies.",
        "The Arab Spring toppled Mubarak.",
        "The Sunday Times reported the deal.",
        "The Good Friday Agreement ended the Troubles.",
        "The aircraft, a Boeing 2010, was lost.",
        "The envoy read it in USA Today.",
        "The Winter Olympics opened in Oslo.",
        "A woman in her 40s was shot.",
    ],
)
def test_words_that_only_look_like_times(text: str) -> None:
    assert times_in(text) == {}


def test_a_year_before_a_zone_is_a_time_of_the_clock() -> None:
    assert "2053" not in times_in("A quake struck Manay at 4:53 a.m. Thursday (2053 Wednesday night, UTC).")


def test_numbers_beside_a_month_may_count_something() -> None:
    assert times_in("In March 20 people were killed in Goma.") == {"March": "2023-03"}
    assert times_in("On March 20 gunmen stormed the village.") == {"March 20": "2023-03-20"}
    assert times_in("UN Security Council Resolution 1973 was adopted in 2011.") == {"2011": "2011"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He died on 32 May 2020.", "32 May 2020"),
        ("He died on 30 February.", "30 February"),
        ("The charter of 5 May 0025 was lost.", "5 May 0025"),
        ("The memo of 2023-13-45 was lost.", "2023-13-45"),
        ("The memo of 31.02.2023 was lost.", "31.02.2023"),
    ],
)
def test_absurd_dates_are_undecided(text: str, words: str) -> None:
    sheet = timed(text)
    assert sheet.times == ()
    assert [(u.span.of(text), u.reason, u.part) for u in sheet.undecided] == [(words, "absurd_date", "times")]


def test_an_ambiguous_numeric_date_is_undecided_unless_one_reading_is_close() -> None:
    sheet = timed("The memo of 4/3/2023 was lost.")
    assert [t.value for t in sheet.times] == [None]
    assert [(u.reason, u.candidates) for u in sheet.undecided] == [("ambiguous_date", ("2023-04-03", "2023-03-04"))]
    assert times_in("The memo of 11/12/2023 was lost.", date(2023, 11, 13)) == {"11/12/2023": "2023-11-12"}
    assert times_in("The memo of 4/25/2023 was lost.") == {"4/25/2023": "2023-04-25"}


def test_without_a_publication_day_relative_times_stay_open_and_absolute_ones_do_not() -> None:
    text = "Ministers met this week. The attack of 24 September followed one in 2019. They meet again on Friday."
    found = timed(text, None).times
    assert [(t.span.of(text), t.value, t.kind, t.precision) for t in found] == [
        ("this week", None, "date", "week"),
        ("24 September", None, "date", "day"),
        ("2019", "2019", "date", "year"),
        ("Friday", None, "date", "day"),
    ]
    assert found[2].start == date(2019, 1, 1)


def test_a_given_interval_resolves_what_is_the_same_on_all_its_days() -> None:
    november = Published(start=date(2023, 11, 1), end=date(2023, 11, 30), how="given")
    found = times_in("The pact ends next year. It was signed on 24 September. They met on Thursday.", november)
    assert found == {"next year": "2024", "24 September": "2023-09-24", "Thursday": None}


def test_a_bounded_interval_anchors_nothing() -> None:
    bounded = Published(start=date(2023, 1, 1), end=date(2023, 12, 31), how="bounded")
    assert times_in("The pact ends next year.", bounded) == {"next year": None}


def test_a_date_on_a_line_of_its_own_anchors_an_undated_text() -> None:
    text = "April 27, 2005\n\nThe king of Nepal met envoys yesterday."
    assert times_in(text, None) == {"April 27, 2005": "2005-04-27", "yesterday": "2005-04-26"}


def test_the_eve_is_the_day_before() -> None:
    text = "Ministers gathered on the eve of the October 6 vote."
    found = {t.span.of(text): t.value for t in timed(text).times}
    assert found == {"the eve of the October 6 vote": "2023-10-05", "October 6": "2023-10-06"}
    assert times_in("He spoke on the eve of the summit.") == {"the eve of the summit": None}


def test_the_eve_of_a_future_meeting_is_not_dated_after_publication() -> None:
    text = "The chairman of the alliance repeated on the eve of the start of the meeting of ministers on Thursday that it would stay."
    assert times_in(text) == {"the eve of the start of the meeting": None, "Thursday": "2023-11-30"}


def test_days_of_a_value() -> None:
    week = the_time("Ministers are meeting in Lomé this week.")
    assert (week.start, week.end, week.precision) == (date(2023, 11, 27), date(2023, 12, 3), "week")
    winter = the_time("Prices rose in the winter of 2020.")
    assert (winter.start, winter.end, winter.precision) == (date(2020, 12, 1), date(2021, 2, 28), "season")


PIECES = (
    "May March Monday next last 31 30 32 February week days ago of the from to between and 2020 0025 year century decade"
    " 9999 10000 ' \" - – / : . , \n\n pm a.m. every night at UTC Easter Q3 FY second hundred thousand 99999999999999999999"
    " eve said will \u202e \u0661 \x00 é"
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(PIECES.split(" ")), max_size=30).map(" ".join) | st.text(max_size=80),
    st.sampled_from([None, date.min, TUESDAY, date.max]),
)
def test_any_text_gives_spans_within_it_and_ordered_days(text: str, published: date | None) -> None:
    sheet = timed(text, published)
    for t in sheet.times:
        assert 0 <= t.span.start < t.span.end <= len(text)
        assert t.span.of(text).strip() == t.span.of(text)
        assert (t.start is None) == (t.end is None)
        if t.start is not None and t.end is not None:
            assert t.start <= t.end
    assert list(sheet.times) == sorted(sheet.times, key=lambda t: (t.span.start, -t.span.end))


@pytest.mark.parametrize("piece", ["3 May 2020, ", "the early ", "two and a half ", "from 3 to ", "9", "May "])
def test_the_search_is_linear(piece: str) -> None:
    from dragoman.reader.times.grammar import search
    from dragoman.reader.times.lexer import words
    from dragoman.reader.times.rules import rules

    rules()
    started = time.perf_counter()
    search(words(piece * (60_000 // len(piece))), rules())
    assert time.perf_counter() - started < 5


def gold_scores() -> tuple[float, float]:
    """Span and value F1 over the sentences of the development stories that their annotation reaches."""
    found = right_spans = right_values = wanted = 0
    for line in (SHARED / "data" / "times_factuality_dev.jsonl").read_text(encoding="utf-8").splitlines():
        story = json.loads(line)
        sheet = _gold_sheet(story)
        gold = {tuple(t["span"]): t["value"] for t in story["times"]}
        reached = max(end for _, end in gold)
        last = next(s.end_char for s in sheet.doc.sents if s.end_char >= reached)
        predicted = {tuple(t.span): t.value for t in sheet.times if t.span.start < last}
        found, wanted = found + len(predicted), wanted + len(gold)
        right_spans += len(predicted.keys() & gold.keys())
        right_values += sum(gold.get(span) == value for span, value in predicted.items())
    return 2 * right_spans / (found + wanted), 2 * right_values / (found + wanted)


def _gold_sheet(story: dict[str, str]) -> Sheet:
    try:
        day = date.fromisoformat(story["published"] or "")
    except ValueError:
        day = None
    sheet = sheet_of(story["text"], on(day))
    read_times(sheet)
    return sheet


@pytest.mark.shared
@pytest.mark.slow
def test_the_development_stories() -> None:
    spans, values = gold_scores()
    assert spans >= 0.88
    assert values >= 0.84
