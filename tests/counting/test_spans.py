"""What lasts: enrolments, groups and activities, their first and last days, and every day."""

from __future__ import annotations

import pytest

from tests.counting.small import Ends, Known, ends, rows

YES, MAYBE, NO = (1, 1), (0, 1), (0, 0)


@pytest.mark.parametrize(
    ("start", "end", "period", "figure"),
    [
        pytest.param("2013-05-01", "2013-08-31", "2013", YES, id="inside"),
        pytest.param("2012", "2014", "2013", YES, id="all-around"),
        pytest.param("2012-05-01", "2013-01-01", "2013", YES, id="its-last-day"),
        pytest.param("2012-05-01", "2012-12-31", "2013", NO, id="over-the-day-before"),
        pytest.param("2013-12-31", "2014", "2013", YES, id="its-first-day"),
        pytest.param("2014-01-01", "2014", "2013", NO, id="begun-the-day-after"),
        pytest.param("2013", "2013", "2013-05", MAYBE, id="only-the-year-is-known"),
        pytest.param("2012", "2013", "2013-05", MAYBE, id="an-end-known-to-the-year"),
        pytest.param("2013", "2014", "2013-05", MAYBE, id="a-start-known-to-the-year"),
        pytest.param("2013-05", "2013-05-10", "2013-05-11/2013-06", NO, id="cut-by-its-end"),
        pytest.param("2013-05-10", "2013", "2013-05-01/2013-05-09", NO, id="cut-by-its-start"),
        pytest.param("2013-05-10", "2013", "2013-05-10", YES, id="its-start-is-certain"),
        pytest.param("2013", "2013-05-10", "2013-05-10", YES, id="its-end-is-certain"),
        pytest.param("2013", "", "2014-12-31", YES, id="still-going-on-to-the-as-at-day"),
        pytest.param("2014", "", "2014-06", MAYBE, id="still-going-on-since-that-year"),
        pytest.param("", "2012", "2012", YES, id="an-unknown-start"),
        pytest.param("", "2012", "2005", MAYBE, id="may-be-any-day-up-to-the-end"),
        pytest.param("", "2012", "2013", NO, id="and-is-not-after-it"),
        pytest.param("", "", "2014", YES, id="neither-is-recorded"),
        pytest.param("", "", "../1990", MAYBE, id="neither-may-be-any-day-up-to-the-as-at-day"),
    ],
)
def test_a_span_belongs_by_overlap(
    known: Known, start: str, end: str, period: str, figure: Ends
) -> None:
    """Of activities, of groups with dates of their own, and of groups that take theirs."""
    header, own = "id,programme,kind,start,end", f"a1,edu,course,{start},{end}"
    data = known(activities=(header, own), groups=("id,activity", "g1,a1"))
    assert ends(data, "activities", period) == figure
    assert ends(data, "groups", period) == figure
    if start or end:
        other = (header, "a1,edu,course,1950,1960")
        groups = ("id,activity,start,end", f"g1,a1,{start},{end}")
        assert ends(known(activities=other, groups=groups), "groups", period) == figure
    if start:
        enrolments = ("person,activity,start,end", f"chan,a1,{start},{end}")
        data = known(enrolments=enrolments)
        assert ends(data, "enrolled_persons", period) == figure
        assert ends(data, "enrolments", period) == figure


@pytest.mark.parametrize(
    ("start", "end", "started", "completed"),
    [
        pytest.param("2013-05-01", "2014-02", YES, NO, id="begun-in-the-year"),
        pytest.param("2012-05", "2013-12-31", NO, YES, id="over-in-the-year"),
        pytest.param("2013", "2013", YES, YES, id="only-the-year-is-known"),
        pytest.param("2013", "", YES, NO, id="still-going-on-has-no-last-day"),
        pytest.param("", "2013-06", MAYBE, YES, id="an-unknown-start"),
        pytest.param("", "2012-06", NO, NO, id="an-unknown-start-is-not-after-the-end"),
        pytest.param("2014", "2014", NO, NO, id="another-year"),
    ],
)
def test_first_and_last_days(
    known: Known, start: str, end: str, started: Ends, completed: Ends
) -> None:
    groups = ("id,activity,start,end", f"g1,a1,{start},{end}")
    data = known(groups=groups)
    assert ends(data, "groups_started", "2013") == started
    assert ends(data, "groups_completed", "2013") == completed
    if start:
        enrolments = ("person,activity,start,end", f"chan,a1,{start},{end}")
        data = known(enrolments=enrolments)
        assert ends(data, "enrolments_started", "2013") == started
        assert ends(data, "enrolments_ended", "2013") == completed


def test_a_group_without_dates_starts_and_ends_as_its_activity_does(known: Known) -> None:
    """One that has only one of the two dates keeps to its own."""
    data = known(
        activities=("id,programme,kind,start,end", "a1,edu,course,2013-05-01,2014-02-01"),
        groups=("id,activity,start,end", "g1,a1,,", "g2,a1,2013-06-01,", "g3,a1,,2013-08-01"),
    )
    assert rows(data, "groups_started", "date") == {
        "2013-05-01": (1, 2),
        "2013-06-01": (1, 2),
        "": (1, 1),
    }
    assert rows(data, "groups_completed", "date") == {"2013-08-01": YES, "2014-02-01": YES}


def test_a_first_day_that_is_not_known_is_in_no_row_of_dates(known: Known) -> None:
    data = known(groups=("id,activity,start,end", "g1,a1,2013,", "g2,a1,2013-06,"))
    assert rows(data, "groups_started", "month") == {"2013-06": (1, 2), "": (1, 1)}


def test_an_activity_without_dates_of_its_groups_is_any_day_up_to_the_as_at_day(
    known: Known,
) -> None:
    data = known(groups=("id,activity", "g1,a1"))
    assert ends(data, "groups_started", "1999") == MAYBE
    assert ends(data, "groups", "2014-12-31") == YES


# ---- every day ----


@pytest.mark.parametrize(
    ("start", "end", "days", "nights"),
    [
        pytest.param("2014-01-01", "2014-01-10", (10, 10), (9, 9), id="days"),
        pytest.param("2014-01-01", "2014-01-01", (1, 1), (0, 0), id="one-day"),
        pytest.param("2014-12-22", "", (10, 10), (10, 10), id="still-open-with-the-as-at-day"),
        pytest.param("2014-01", "2014-02-10", (11, 41), (10, 40), id="a-start-in-part"),
        pytest.param("2014-01-31", "2014-02", (2, 29), (1, 28), id="an-end-in-part"),
        pytest.param("2014-01", "2014-01", (0, 31), (0, 30), id="both-in-part"),
        pytest.param("2014-01", "2014-01-01", (1, 1), (0, 0), id="a-start-cut-by-the-end"),
    ],
)
def test_days_and_nights(known: Known, start: str, end: str, days: Ends, nights: Ends) -> None:
    data = known(enrolments=("person,activity,start,end", f"chan,a1,{start},{end}"))
    assert ends(data, "enrolled_days") == days
    assert ends(data, "enrolled_nights") == nights


OVERLAPPING = (
    "person,activity,start,end",
    "chan,a1,2014-01-01,2014-01-10",
    "chan,a2,2014-01-05,2014-01-14",
    "lee,a1,2014-01-30,2014-02-02",
)


def test_a_day_of_two_enrolments_is_one(known: Known) -> None:
    data = known(enrolments=OVERLAPPING)
    assert ends(data, "enrolled_days") == (14 + 4, 14 + 4)
    assert ends(data, "enrolled_nights") == (13 + 3, 13 + 3)
    assert rows(data, "enrolled_days", "activity") == {"a1": (14, 14), "a2": (10, 10)}


def test_days_that_touch_are_not_the_same(known: Known) -> None:
    enrolments = ("person,activity,start,end", "p,a1,2014-01-01,2014-01-05")
    data = known(enrolments=(*enrolments, "p,a2,2014-01-06,2014-01-08", "p,a3,2014-01-08,"))
    assert ends(data, "enrolled_days", "2014-01-01/2014-01-10") == (10, 10)


def test_days_belong_one_by_one(known: Known) -> None:
    """In a period, in the months of a filter, in the rows of dates."""
    data = known(enrolments=OVERLAPPING)
    assert ends(data, "enrolled_days", "2014-01-04/2014-01-05") == (2, 2)
    assert ends(data, "enrolled_days", month="2014-02") == (2, 2)
    assert ends(data, "enrolled_days", month=("2014-02", "2014-04")) == (2, 2)
    assert ends(data, "enrolled_days", month="") == (0, 0)
    assert rows(data, "enrolled_days", "month") == {"2014-01": (16, 16), "2014-02": (2, 2)}
    assert rows(data, "enrolled_days", "quarter", "activity") == {
        ("2014-Q1", "a1"): (14, 14),
        ("2014-Q1", "a2"): (10, 10),
    }
    by_day = rows(data, "enrolled_days", "date", period="2014-02/..")
    assert by_day == {"2014-02-01": YES, "2014-02-02": YES}


def test_days_that_may_be_those_of_an_enrolment_are_in_the_upper_end(known: Known) -> None:
    data = known(
        enrolments=(
            "person,activity,start,end",
            "chan,a1,2014-01-10,2014-01",
            "chan,a2,2014-01-12,2014-01-13",
        )
    )
    assert ends(data, "enrolled_days") == (1 + 2, 22)
    assert ends(data, "enrolled_days", "2014-01-11/2014-01-20") == (2, 10)


def test_no_enrolment_has_no_day(known: Known) -> None:
    data = known(enrolments=("person,activity,start",))
    assert ends(data, "enrolled_days") == ends(data, "enrolled_persons") == NO
    assert rows(data, "enrolled_nights", "month") == {}


def test_an_enrolment_has_a_group_and_attributes_of_its_own(known: Known) -> None:
    data = known(
        groups=("id,activity", "g1,a1", "g2,a1"),
        persons=("id,gender", "chan,M", "lee,", "ho,"),
        enrolments=(
            "person,activity,start,group,outcome",
            "chan,a1,2014,g1,done",
            "lee,a1,2014,,done",
            "ho,a2,2014,,",
        ),
    )
    assert rows(data, "enrolments", "group") == {"g1": (1, 3), "": (2, 2)}
    assert rows(data, "enrolled_persons", "enrolment.outcome") == {"done": (2, 3), "": (1, 1)}
    assert rows(data, "enrolled_days", "person.gender", period="2014-12-31") == {
        "M": (1, 3),
        "": (2, 2),
    }


# ---- rows of dates ----


def test_rows_of_dates_are_the_values_that_spans_touch_within_the_period(known: Known) -> None:
    """From their earliest possible start; of an unknown one, from the latest."""
    data = known(
        activities=(
            "id,programme,kind,start,end",
            "a1,edu,course,2010-05-01,2012-06-01",
            "a2,edu,course,,2011",
        )
    )
    assert rows(data, "activities", "year") == {
        "2010": (1, 2),
        "2011": (2, 2),
        "2012": (1, 1),
    }
    assert rows(data, "activities", "year", period="2011/2011-06") == {"2011": (1, 2)}
    assert rows(data, "activities", "year", period="2012-07/..") == {}


def test_a_span_that_may_have_begun_earlier_makes_a_row_there(known: Known) -> None:
    data = known(enrolments=("person,activity,start,end", "chan,a1,2013-12,2014-01-31"))
    assert rows(data, "enrolments", "month") == {"2013-12": YES, "2014-01": YES}
    early = known(enrolments=("person,activity,start,end", "chan,a1,2014,2014-03-31"))
    assert rows(early, "enrolments", "month") == {
        "2014-01": MAYBE,
        "2014-02": MAYBE,
        "2014-03": YES,
    }


def test_of_what_lasts_no_date_is_not_recorded(known: Known) -> None:
    """On spans, the value "" selects nothing."""
    data = known(activities=("id,programme,kind,start,end", "a1,edu,course,,2011"))
    assert ends(data, "activities", year="") == NO
    assert ends(data, "activities", year=("", "2011")) == YES
    assert ends(data, "activities", year=("2010", "2011")) == YES
