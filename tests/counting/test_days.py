"""When something was: dates recorded in part, periods, and filters of dates and other values."""

from __future__ import annotations

from typing import Any

import pytest

from hkcs_model.problems import UsageError
from tests.counting.small import PROJECT, Ends, Known, ends, rows

YES, MAYBE, NO = (1, 1), (0, 1), (0, 0)


def held_on(known: Known, day: str, base: str = PROJECT) -> Any:
    return known(base=base, sessions=("id,activity,date", f"s1,a1,{day}"))


@pytest.mark.parametrize(
    ("day", "period", "figure"),
    [
        pytest.param("2014-05-14", "2014-05", YES, id="a-day-in-the-month"),
        pytest.param("2014-05-01", "2014-05", YES, id="its-first-day"),
        pytest.param("2014-05-31", "2014-05", YES, id="its-last-day"),
        pytest.param("2014-04-30", "2014-05", NO, id="the-day-before"),
        pytest.param("2014-06-01", "2014-05", NO, id="the-day-after"),
        pytest.param("2014-05", "2014-05", YES, id="the-month"),
        pytest.param("2014-05", "2014-05-01/2014-05-30", MAYBE, id="all-but-a-day-of-the-month"),
        pytest.param("2014", "2014-05", MAYBE, id="the-year"),
        pytest.param("2013", "2014-05", NO, id="another-year"),
        pytest.param("2014", "2014-05/..", MAYBE, id="no-end"),
        pytest.param("2014-06", "2014-05/..", YES, id="after-the-beginning"),
        pytest.param("2014-06", "../2014-06", YES, id="no-beginning"),
        pytest.param("2014-07", "../2014-06", NO, id="after-the-end"),
        pytest.param("2014", "", YES, id="all-time"),
        pytest.param("2014-02", "fy:2013-14", YES, id="a-financial-year"),
        pytest.param("2014", "fy:2013-14", MAYBE, id="a-year-of-two-financial-ones"),
        pytest.param("2014", "2014-01/2099", YES, id="an-end-to-come-is-the-as-at-day"),
    ],
)
def test_a_date_belongs_by_all_days_that_it_can_be(
    known: Known, day: str, period: str, figure: Ends
) -> None:
    assert ends(held_on(known, day), "sessions", period) == figure


def test_no_session_is_after_the_as_at_day(known: Known) -> None:
    """What cannot be is cut off, so that of the year only half is left."""
    half = PROJECT.replace("2014-12-31", "2014-06-30")
    assert ends(held_on(known, "2014"), "sessions", "2014-01/2014-06") == MAYBE
    assert ends(held_on(known, "2014", half), "sessions", "2014-01/2014-06") == YES
    assert rows(held_on(known, "2014-06", half), "sessions", "quarter") == {"2014-Q2": YES}


@pytest.mark.parametrize(
    ("day", "where", "figure"),
    [
        pytest.param("2007", {"quarter": "2007-Q3"}, MAYBE, id="a-quarter-of-the-year"),
        pytest.param("2008", {"quarter": "2007-Q3"}, NO, id="of-another-year"),
        pytest.param("2007-08", {"quarter": "2007-Q3"}, YES, id="a-month-of-the-quarter"),
        pytest.param("2007", {"quarter": ("2007-Q1", "2007-Q2")}, MAYBE, id="half-a-year"),
        pytest.param("2007", {"month": tuple(f"2007-{m:02}" for m in range(1, 13))}, YES, id="all"),
        pytest.param("2007-02", {"quarter": ("2007-Q1", "2007-Q3")}, YES, id="one-of-two"),
        pytest.param("2007-05", {"quarter": ("2007-Q1", "2007-Q3")}, NO, id="between-the-two"),
        pytest.param("2007", {"quarter": ("2007-Q1", "2007-Q3")}, MAYBE, id="both-or-neither"),
        pytest.param("2007", {"year": "2007"}, YES, id="the-year"),
        pytest.param("2007-03", {"fy": "2006-07"}, YES, id="a-financial-year"),
        pytest.param("2007-04-01", {"date": "2007-04-01"}, YES, id="the-day"),
        pytest.param("2007-04", {"date": "2007-04-01"}, MAYBE, id="a-day-of-the-month"),
        pytest.param("2007-04", {"date": ""}, YES, id="the-day-is-not-recorded"),
        pytest.param("2007-04", {"month": ""}, NO, id="but-the-month-is"),
        pytest.param("2007", {"month": ""}, YES, id="the-month-is-not-recorded"),
        pytest.param("2007", {"month": ("", "2009-01")}, YES, id="or-another-month"),
        pytest.param("2007-04", {"month": ("", "2007-04")}, YES, id="or-this"),
        pytest.param("2007-04", {"month": ("", "2007-05")}, NO, id="neither"),
        pytest.param("2007", {"year": "2007", "month": "2007-04"}, MAYBE, id="two-conditions"),
    ],
)
def test_a_date_dimension_is_asked_like_a_period(
    known: Known, day: str, where: dict[str, Any], figure: Ends
) -> None:
    assert ends(held_on(known, day), "sessions", **where) == figure


def test_a_year_that_starts_in_january_has_one_number(known: Known) -> None:
    january = PROJECT.replace("[[", "[counting]\nyear_starts_in = 1\n[[", 1)
    data = held_on(known, "2014-02", january)
    assert rows(data, "sessions", "fy") == {"2014": YES}
    assert ends(data, "sessions", "fy:2014") == YES


def test_a_period_that_begins_after_the_as_at_day_is_refused(known: Known) -> None:
    with pytest.raises(UsageError, match="after the as-at day, 2014-12-31"):
        ends(held_on(known, "2014"), "sessions", "2015")


# ---- sessions of several days ----


def test_a_session_of_several_days_is_dated_by_its_start_and_its_days_by_themselves(
    known: Known,
) -> None:
    data = known(
        sessions=("id,activity,date,end_date,staff", "s1,a1,2014-01-30,2014-02-02,amy"),
        attendances=("session,person", "s1,chan"),
    )
    for what in ("sessions", "contacts", "persons_served", "staff_contacts"):
        assert rows(data, what, "month") == {"2014-01": (1, 1)}
    for what in ("service_days", "person_days"):
        assert rows(data, what, "month") == {"2014-01": (2, 2), "2014-02": (2, 2)}
    assert ends(data, "person_days", "2014-02-02") == (1, 1)
    assert ends(data, "staff", "2014-02") == (1, 1)


# ---- other filters ----

MODES = (
    "id,activity,date,mode",
    "s1,a1,2014-01-01,phone",
    "s2,a1,2014-01-01,visit",
    "s3,a1,2014-01-01,",
)


@pytest.mark.parametrize(
    ("values", "figure"),
    [
        pytest.param("phone", (1, 2), id="one"),
        pytest.param(("phone", "visit"), (2, 3), id="either"),
        pytest.param("letter", (0, 1), id="one-that-does-not-occur"),
        pytest.param("", (1, 1), id="not-recorded"),
        pytest.param(("phone", ""), (2, 2), id="one-or-not-recorded"),
        pytest.param((), (0, 0), id="no-value-at-all"),
    ],
)
def test_what_is_not_recorded_may_be_any_value(known: Known, values: Any, figure: Ends) -> None:
    assert ends(known(sessions=MODES), "sessions", mode=values) == figure


def test_a_fact_belongs_as_the_weakest_of_its_conditions(known: Known) -> None:
    data = known(
        sessions=("id,activity,date,mode,format", "s1,a1,2014,phone,", "s2,a1,2014-01-01,,group"),
    )
    assert ends(data, "sessions", mode="phone", format="group") == (0, 2)
    assert ends(data, "sessions", mode="phone", format="group", period="2013") == NO
    assert ends(data, "sessions", mode="visit", format="group") == MAYBE


def test_an_absent_column_is_no_dimension(known: Known) -> None:
    """It means "not applicable", which no blank cell does."""
    with pytest.raises(UsageError, match="this dataset has no dimension mode"):
        ends(held_on(known, "2014"), "sessions", mode="phone")


def test_an_activity_says_what_its_sessions_are(known: Known) -> None:
    data = known(
        activities=(
            "id,programme,kind,participants,place,district",
            "a1,edu,course,student,Gz,north",
            "a2,pro,visit,,,",
        ),
        sessions=("id,activity,date", "s1,a1,2014-01-01", "s2,a2,2014-01-01", "s3,a2,2014-01-02"),
    )
    assert rows(data, "sessions", "programme") == {"edu": (1, 1), "pro": (2, 2)}
    assert rows(data, "sessions", "kind") == {"course": (1, 1), "visit": (2, 2)}
    assert rows(data, "sessions", "activity") == {"a1": (1, 1), "a2": (2, 2)}
    assert rows(data, "sessions", "participants") == {"student": (1, 3), "": (2, 2)}
    assert rows(data, "sessions", "place") == {"Gz": (1, 3), "": (2, 2)}
    assert rows(data, "sessions", "activity.district") == {"north": (1, 3), "": (2, 2)}


def test_days_outside_the_period_make_no_rows(known: Known) -> None:
    """Only the days asked for are told apart, however long those who are enrolled stay."""
    data = known(enrolments=("person,activity,start", "p1,a1,1990-01-01"))
    found = rows(data, "enrolled_days", "date", period="2014-03-30/2014-04-01")
    assert found == {f"2014-{day}": (1, 1) for day in ("03-30", "03-31", "04-01")}
