from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hkcs_model.dates import (
    DATE_DIMENSIONS,
    Days,
    PartialDate,
    Period,
    ascii_digits,
    days_within,
    dimension_days,
    dimension_value,
    financial_year,
    fy_name,
    join,
    meet_days,
    quarter_days,
)
from hkcs_model.problems import ValueFault

FIRST = date(2007, 1, 1)
WORLD = [FIRST + timedelta(days=n) for n in range(12)]
"""The days that the laws are tried on; the one at each end stands for all beyond."""

ends = st.none() | st.sampled_from(WORLD[1:-1])
periods = st.builds(lambda a, b: Period(b, a) if a and b and a > b else Period(a, b), ends, ends)
day_sets = st.lists(periods, max_size=4).map(join)
any_day = st.dates(date(2, 1, 1), date(9998, 12, 31))
first_months = st.integers(1, 12)


def the_days(days: Days) -> set[date]:
    return {day for day in WORLD for period in days if holds(period, day)}


def holds(period: Period, day: date) -> bool:
    return (period.start is None or period.start <= day) and (
        period.end is None or day <= period.end
    )


# ---- dates as somebody recorded them ----


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        pytest.param("2007-09-14", PartialDate(2007, 9, 14), id="a-day"),
        pytest.param("2007-09", PartialDate(2007, 9), id="a-month"),
        pytest.param("2007", PartialDate(2007), id="a-year"),
        pytest.param("14/9/2007", PartialDate(2007, 9, 14), id="day-first"),
        pytest.param("03/04/2007", PartialDate(2007, 4, 3), id="never-month-first"),
        pytest.param("２００７-０９", PartialDate(2007, 9), id="full-width-digits"),
        pytest.param("2008-02-29", PartialDate(2008, 2, 29), id="a-leap-day"),
    ],
)
def test_a_date_is_read_with_the_precision_that_it_has(text: str, parsed: PartialDate) -> None:
    assert PartialDate.parse(text) == parsed


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("", "not-a-date", id="nothing"),
        pytest.param("soon", "not-a-date", id="words"),
        pytest.param("07-09-14", "not-a-date", id="a-short-year"),
        pytest.param("2007-9", "not-a-date", id="a-short-month"),
        pytest.param("2007-09-14T10:00", "not-a-date", id="a-time-of-day"),
        pytest.param("2007/09/14", "not-a-date", id="year-first-with-slashes"),
        pytest.param("٢٠٠٧", "not-a-date", id="other-digits"),
        pytest.param(" 2007", "not-a-date", id="a-space"),
        pytest.param("2007-02-29", "no-such-day", id="no-leap-year"),
        pytest.param("2007-13", "no-such-day", id="a-thirteenth-month"),
        pytest.param("12/31/2007", "no-such-day", id="month-first"),
        pytest.param("0000", "no-such-day", id="year-0"),
        pytest.param("2007-00", "no-such-day", id="month-0"),
        pytest.param("2007-09-00", "no-such-day", id="day-0"),
        pytest.param("0/9/2007", "no-such-day", id="day-0-first"),
    ],
)
def test_what_is_no_date_is_refused_with_what_to_write(text: str, code: str) -> None:
    with pytest.raises(ValueFault, match="2014-12-31") as raised:
        PartialDate.parse(text)
    assert raised.value.fault.code == code


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        pytest.param("2007-09-14", date(2007, 9, 14), date(2007, 9, 14), "day", id="a-day"),
        pytest.param("2008-02", date(2008, 2, 1), date(2008, 2, 29), "month", id="a-month"),
        pytest.param("2007", date(2007, 1, 1), date(2007, 12, 31), "year", id="a-year"),
    ],
)
def test_a_date_is_a_span_of_possible_days(
    text: str, first: date, last: date, precision: str
) -> None:
    read = PartialDate.parse(text)
    assert (read.first, read.last, read.precision) == (first, last, precision)


@given(any_day, st.sampled_from(["date", "month", "year"]))
def test_a_date_is_written_as_it_is_read(day: date, precision: str) -> None:
    written = dimension_value(precision, day, 4)
    assert str(PartialDate.parse(written)) == written


@given(any_day)
def test_a_whole_day_is_a_date_of_that_day_alone(day: date) -> None:
    made = PartialDate.on(day)
    assert made.first == made.last == day


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        pytest.param("2007-09-14", "en", "14 September 2007", id="a-day"),
        pytest.param("2007-09", "en", "September 2007", id="a-month"),
        pytest.param("2007", "en", "2007", id="a-year"),
        pytest.param("2007-09-14", "zh-Hant", "2007年9月14日", id="a-day-in-chinese"),
        pytest.param("2007-09", "zh-Hans", "2007年9月", id="a-month-in-chinese"),
        pytest.param("2007", "zh-Hant", "2007年", id="a-year-in-chinese"),
    ],
)
def test_a_date_has_words(text: str, language: str, words: str) -> None:
    assert PartialDate.parse(text).say(language) == words


def test_only_the_ordinary_and_the_full_width_digits_are_digits() -> None:
    assert ascii_digits("０１２３４５６７８９ 0123456789 ٣ 三") == "0123456789 0123456789 ٣ 三"


# ---- periods ----


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        pytest.param("", None, None, id="all-time"),
        pytest.param("..", None, None, id="all-time-in-dots"),
        pytest.param("../..", None, None, id="open-at-both-ends"),
        pytest.param("2014", date(2014, 1, 1), date(2014, 12, 31), id="a-year"),
        pytest.param("2008-02", date(2008, 2, 1), date(2008, 2, 29), id="a-month"),
        pytest.param("2007-09/2014-12-31", date(2007, 9, 1), date(2014, 12, 31), id="two-ends"),
        pytest.param("1992/..", date(1992, 1, 1), None, id="no-end"),
        pytest.param("1992/", date(1992, 1, 1), None, id="no-end-left-blank"),
        pytest.param("../2008", None, date(2008, 12, 31), id="no-beginning"),
        pytest.param("/2008", None, date(2008, 12, 31), id="no-beginning-left-blank"),
        pytest.param("fy:2014-15", date(2014, 4, 1), date(2015, 3, 31), id="a-financial-year"),
    ],
)
def test_a_period_is_read_with_both_its_ends(
    text: str, start: date | None, end: date | None
) -> None:
    assert Period.parse(text) == Period(start, end)


def test_a_financial_year_starts_when_the_agency_says() -> None:
    assert Period.parse("fy:2014", 1) == Period(date(2014, 1, 1), date(2014, 12, 31))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("2015/2014", "the period ends before it begins", id="backwards"),
        pytest.param("2014/soon", "not a date", id="an-end-that-is-no-date"),
        pytest.param("2014/2015/2016", "not a date", id="three-ends"),
        pytest.param("fy:2014/2015", "not a financial year", id="two-financial-years"),
        pytest.param("14/9/2007", "not a date", id="day-first-is-no-period"),
    ],
)
def test_what_is_no_period_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueFault, match=message):
        Period.parse(text)


@pytest.mark.parametrize(
    "end",
    [
        pytest.param(datetime(2007, 9, 14), id="a-time-of-day"),  # noqa: DTZ001 - it is refused
        pytest.param("2007-09-14", id="a-text"),
        pytest.param(2007, id="a-number"),
    ],
)
def test_a_period_takes_nothing_for_a_day_that_is_none(end: date) -> None:
    """A datetime passes for a date in Python, and would count wrongly at its ends."""
    with pytest.raises(TypeError):
        Period(start=end)
    with pytest.raises(TypeError):
        Period(end=end)


def test_a_library_of_dates_may_have_days_of_its_own() -> None:
    class Day(date):
        """A day that knows more than a date."""

    assert Period(Day(2007, 9, 14), None) == Period(date(2007, 9, 14), None)


@given(periods)
def test_a_period_is_written_as_it_is_read(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(periods, periods)
def test_two_periods_meet_in_the_days_of_both(a: Period, b: Period) -> None:
    met = a.meet(b)
    assert the_days((met,) if met else ()) == the_days((a,)) & the_days((b,))


@given(periods, periods)
def test_a_period_is_within_another_when_all_its_days_are(a: Period, b: Period) -> None:
    assert a.within(b) == (the_days((a,)) <= the_days((b,)))


# ---- sets of days ----


@given(st.lists(periods, max_size=5))
def test_joined_periods_have_the_days_of_each(several: list[Period]) -> None:
    joined = join(several)
    assert the_days(joined) == {day for period in several for day in the_days((period,))}


@given(st.lists(periods, max_size=5))
def test_joined_periods_are_separate_and_in_order(several: list[Period]) -> None:
    """So there is one way only to write a set of days."""
    joined = join(several)
    for before, after in pairwise(joined):
        assert before.end is not None
        assert after.start is not None
        assert after.start - before.end > timedelta(days=1)


def test_the_calendars_last_day_has_no_next_one() -> None:
    last = Period(date(2007, 1, 1), date.max)
    assert join([last, Period(date(2008, 1, 1), None)]) == (Period(date(2007, 1, 1), None),)


@given(day_sets, day_sets)
def test_sets_of_days_meet_in_what_both_hold(a: Days, b: Days) -> None:
    met = meet_days(a, b)
    assert the_days(met) == the_days(a) & the_days(b)
    assert met == join(met)


@given(day_sets, day_sets)
def test_a_set_of_days_is_within_another_when_all_its_days_are(a: Days, b: Days) -> None:
    assert days_within(a, b) == (the_days(a) <= the_days(b))


# ---- quarters, reporting years, and the dimensions of dates ----


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        pytest.param("2007-Q1", date(2007, 1, 1), date(2007, 3, 31), id="the-first"),
        pytest.param("2007-Q3", date(2007, 7, 1), date(2007, 9, 30), id="the-third"),
        pytest.param("２００７-Q４", date(2007, 10, 1), date(2007, 12, 31), id="full-width"),
    ],
)
def test_a_quarter_is_of_the_calendar_year(text: str, start: date, end: date) -> None:
    assert quarter_days(text) == Period(start, end)


@pytest.mark.parametrize("text", ["2007-Q5", "2007-Q0", "2007", "2007Q1", ""])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(ValueFault, match="not a quarter; write it as 2007-Q3"):
        quarter_days(text)


@pytest.mark.parametrize(
    ("text", "starts_in", "start", "end"),
    [
        pytest.param("2014-15", 4, date(2014, 4, 1), date(2015, 3, 31), id="from-april"),
        pytest.param("1999-00", 4, date(1999, 4, 1), date(2000, 3, 31), id="over-the-century"),
        pytest.param("2014-15", 12, date(2014, 12, 1), date(2015, 11, 30), id="from-december"),
        pytest.param("2014", 1, date(2014, 1, 1), date(2014, 12, 31), id="the-calendar-year"),
        pytest.param("２０１４-１５", 4, date(2014, 4, 1), date(2015, 3, 31), id="full-width"),
    ],
)
def test_a_financial_year_is_named_by_its_two_years(
    text: str, starts_in: int, start: date, end: date
) -> None:
    assert financial_year(text, starts_in) == Period(start, end)


@pytest.mark.parametrize(
    ("text", "starts_in", "hint"),
    [
        pytest.param("2014", 4, "2014-15", id="one-year-where-it-has-two"),
        pytest.param("2014-16", 4, "2014-15", id="years-that-do-not-follow"),
        pytest.param("2014-15", 1, "2014", id="two-years-where-it-has-one"),
        pytest.param("0000-01", 4, "2014-15", id="year-0"),
        pytest.param("9999-00", 4, "2014-15", id="the-calendars-last-year"),
        pytest.param("next", 4, "2014-15", id="words"),
    ],
)
def test_what_is_no_financial_year_is_refused(text: str, starts_in: int, hint: str) -> None:
    with pytest.raises(ValueFault, match=f"not a financial year; write it as {hint}$"):
        financial_year(text, starts_in)


@given(st.integers(1, 9998), first_months)
def test_a_financial_year_has_the_days_until_the_next(start: int, starts_in: int) -> None:
    days = financial_year(fy_name(start, starts_in), starts_in)
    assert days.start == date(start, starts_in, 1)
    assert days.end is not None
    assert days.end + timedelta(days=1) == date(start + 1, starts_in, 1)


@given(st.sampled_from(DATE_DIMENSIONS), any_day, first_months)
def test_a_day_lies_in_the_days_of_its_value(dimension: str, day: date, starts_in: int) -> None:
    """Naming a day's month, quarter or year and reading the name leads back to the day."""
    value = dimension_value(dimension, day, starts_in)
    days = dimension_days(dimension, value, starts_in)
    assert Period(day, day).within(days)
    for end in (days.start, days.end):
        assert end is not None
        assert dimension_value(dimension, end, starts_in) == value


@given(any_day, first_months)
def test_dates_determine_one_another_from_the_finest_to_the_coarsest(
    day: date, starts_in: int
) -> None:
    """A date has one month, that one quarter, that one year; and one financial year."""
    widths = [
        dimension_days(name, dimension_value(name, day, starts_in), starts_in)
        for name in DATE_DIMENSIONS
    ]
    one, month, quarter, year, financial = widths
    assert one.within(month)
    assert month.within(quarter)
    assert quarter.within(year)
    assert one.within(financial)


@pytest.mark.parametrize(
    ("dimension", "day", "value"),
    [
        pytest.param("date", date(2007, 9, 14), "2007-09-14", id="date"),
        pytest.param("month", date(2007, 9, 14), "2007-09", id="month"),
        pytest.param("quarter", date(2007, 9, 14), "2007-Q3", id="quarter"),
        pytest.param("quarter", date(2007, 10, 1), "2007-Q4", id="the-next-quarter"),
        pytest.param("year", date(2007, 9, 14), "2007", id="year"),
        pytest.param("fy", date(2007, 9, 14), "2007-08", id="fy"),
        pytest.param("fy", date(2007, 3, 31), "2006-07", id="before-the-year-starts"),
        pytest.param("fy", date(2007, 4, 1), "2007-08", id="the-day-it-starts"),
    ],
)
def test_the_value_of_a_date_dimension(dimension: str, day: date, value: str) -> None:
    assert dimension_value(dimension, day, 4) == value


@pytest.mark.parametrize(
    ("dimension", "value", "hint"),
    [
        pytest.param("date", "2007-09", "not a date; write it as 2007-09-14", id="date"),
        pytest.param("month", "2007", "not a month; write it as 2007-09", id="month"),
        pytest.param("year", "2007-09", "not a year; write it as 2007", id="year"),
        pytest.param("quarter", "2007", "not a quarter; write it as 2007-Q3", id="quarter"),
        pytest.param("fy", "2007", "not a financial year; write it as 2014-15", id="fy"),
    ],
)
def test_a_value_of_another_precision_is_refused(dimension: str, value: str, hint: str) -> None:
    with pytest.raises(ValueFault, match=f"{hint}$"):
        dimension_days(dimension, value, 4)
