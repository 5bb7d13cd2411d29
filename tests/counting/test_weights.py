"""Hours and days: the whole session's, shared equally by its days; day fractions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from hkcs_model.problems import UsageError
from tests.counting.small import PROJECT, Ends, Known, ends, rows, rule

THIRD, THIRD_UP = Decimal("0.3333"), Decimal("0.3334")
HALF, MORE = Decimal("0.5"), Decimal("1.5")


def held(known: Known, header: str, *cells: str, base: str = PROJECT) -> Any:
    """Return sessions of one member of staff, each on the same day unless it says otherwise."""
    columns, day = (header, "") if "date" in header else (f"date,{header}", "2014-01-01,")
    own = (f"s{number},a1,amy,{day}{line}" for number, line in enumerate(cells, 1))
    return known(base=base, sessions=(f"id,activity,staff,{columns}", *own))


# ---- hours ----


@pytest.mark.parametrize(
    ("hours", "figure"),
    [
        pytest.param(("2.5", "1"), (Decimal("3.5"), Decimal("3.5")), id="added-up"),
        pytest.param(("2.5", "1.5"), (4, 4), id="whole-again"),
        pytest.param(("", "1"), (1, None), id="blank-has-no-upper-limit"),
        pytest.param(("0", "0"), (0, 0), id="none"),
    ],
)
def test_hours_are_added_up(known: Known, hours: tuple[str, ...], figure: Ends) -> None:
    assert ends(held(known, "hours", *hours), "staff_hours") == figure


def test_contact_hours_are_those_of_each_person(known: Known) -> None:
    """The whole session's, however many days it has."""
    data = known(
        sessions=(
            "id,activity,date,end_date,hours",
            "s1,a1,2014-01-01,2014-01-03,7",
            "s2,a1,2014-02-01,,0.5",
        ),
        attendances=("session,person", "s1,chan", "s1,lee", "s2,chan"),
    )
    assert ends(data, "contact_hours") == (Decimal("14.5"), Decimal("14.5"))
    assert rows(data, "contact_hours", "month") == {"2014-01": (14, 14), "2014-02": (HALF, HALF)}


def test_what_may_belong_weighs_in_the_upper_end_alone(known: Known) -> None:
    data = known(
        sessions=("id,activity,date,hours", "s1,a1,2014-01-01,2", "s2,a1,2014,"),
        attendances=("session,person,status", "s1,chan,attended", "s1,lee,", "s2,chan,attended"),
    )
    assert ends(data, "contact_hours", "2014-01") == (2, None)
    assert ends(data, "contact_hours", "2014-01", session="s1") == (2, 4)
    assert ends(data, "contact_hours", "2013") == (0, 0)


@pytest.mark.parametrize("what", ["contact_hours", "staff_hours"])
def test_hours_without_such_a_column_are_refused(known: Known, what: str) -> None:
    """That is not 0."""
    data = known(
        sessions=("id,activity,date,staff", "s1,a1,2014-01-01,amy"),
        attendances=("session,person", "s1,chan"),
    )
    with pytest.raises(UsageError, match=r"sessions\.hours"):
        ends(data, what)


# ---- day fractions ----


@pytest.mark.parametrize(
    ("header", "session", "figure"),
    [
        pytest.param("days", "0.75", (Decimal("0.75"),) * 2, id="as-many-days-as-are-recorded"),
        pytest.param("hours", "8", (1, 1), id="a-full-day"),
        pytest.param("hours", "10", (1, 1), id="more-than-a-full-day"),
        pytest.param("hours", "4", (HALF, HALF), id="half-a-day"),
        pytest.param("hours", "4.5", (1, 1), id="rounded-up-to-the-next-step"),
        pytest.param("hours", "0.25", (HALF, HALF), id="a-quarter-of-an-hour"),
        pytest.param("hours", "0", (0, 0), id="no-hours"),
        pytest.param("hours,days", "8,0.5", (HALF, HALF), id="days-before-hours"),
        pytest.param("hours,days", "4,", (HALF, HALF), id="else-hours"),
        pytest.param("hours,days", ",", (0, 1), id="neither-recorded"),
        pytest.param("hours", "", (0, 1), id="hours-alone-not-recorded"),
        pytest.param("days", "", (0, 1), id="days-alone-not-recorded"),
        pytest.param("mode", "phone", (1, 1), id="neither-column"),
        pytest.param(
            "date,end_date,hours", "2014-01-01,2014-01-03,8", (MORE, MORE), id="8-hours-on-3-days"
        ),
        pytest.param(
            "date,end_date,hours", "2014-01-01,2014-01-03,24", (3, 3), id="24-hours-on-3-days"
        ),
        pytest.param("date,end_date,days", "2014-01-01,2014-01-03,1", (1, 1), id="1-on-3-days"),
        pytest.param(
            "date,end_date,hours,days", "2014-01-01,2014-01-03,,", (0, 3), id="unknown-on-3-days"
        ),
    ],
)
def test_the_day_fraction(known: Known, header: str, session: str, figure: Ends) -> None:
    assert ends(held(known, header, session), "staff_days") == figure


@pytest.mark.parametrize(
    ("settings", "hours", "figure"),
    [
        pytest.param("full_day_hours = 7.5", "7.5", 1, id="a-shorter-day"),
        pytest.param("full_day_hours = 10", "5", HALF, id="a-longer-day"),
        pytest.param("day_step = 0.25", "2", Decimal("0.25"), id="a-smaller-step"),
        pytest.param("day_step = 0.25", "2.1", HALF, id="rounded-up-to-it"),
        pytest.param("day_step = 1", "0.5", 1, id="whole-days"),
    ],
)
def test_day_fractions_go_by_the_settings(
    known: Known, settings: str, hours: str, figure: Any
) -> None:
    base = PROJECT.replace("[[", f"[counting]\n{settings}\n[[", 1)
    assert ends(held(known, "hours", hours, base=base), "staff_days") == (figure, figure)


def test_a_third_of_a_day_is_rounded_outward_to_four_places(known: Known) -> None:
    """Three of them are one: nothing that is rounded is added up."""
    data = held(known, "date,end_date,days", "2014-01-30,2014-02-01,1")
    day = (THIRD, THIRD_UP)
    assert rows(data, "staff_days", "date") == {
        "2014-01-30": day,
        "2014-01-31": day,
        "2014-02-01": day,
    }
    assert rows(data, "staff_days", "month") == {
        "2014-01": (Decimal("0.6666"), Decimal("0.6667")),
        "2014-02": day,
    }
    assert ends(data, "staff_days") == (1, 1)


def test_a_member_of_staff_works_one_day_a_day_at_most(known: Known) -> None:
    data = held(known, "days", "0.75", "0.75")
    assert ends(data, "staff_days") == (1, 1)
    later = held(known, "date,days", "2014-01-01,0.75", "2014-01-02,0.75")
    assert ends(later, "staff_days") == (MORE, MORE)


def test_a_cap_holds_each_end_by_itself(known: Known) -> None:
    assert ends(held(known, "days", "0.75", ""), "staff_days") == (Decimal("0.75"), 1)


def test_days_of_staff_not_recorded_weigh_in_the_upper_end_alone(known: Known) -> None:
    data = known(
        sessions=(
            "id,activity,date,staff,days",
            "s1,a1,2014-01-01,,0.5",
            "s2,a1,2014-01-01,,1",
            "s3,a1,2014-01-01,amy; ben,0.5",
        )
    )
    assert ends(data, "staff_days") == (1, Decimal("2.5"))


def test_a_day_of_staff_that_is_not_known_weighs_in_the_upper_end_alone(known: Known) -> None:
    """It may be the day of another session, which is full."""
    data = held(known, "date,days", "2014-01,0.5", "2014-01-01,1")
    assert ends(data, "staff_days") == (1, MORE)


@pytest.mark.parametrize(
    ("header", "session", "figure"),
    [
        pytest.param("days", "2014-01-01,2014-01-03,2", (2, 2), id="its-days"),
        pytest.param(
            "hours", "2014-01-01,2014-01-03,8", (MORE, MORE), id="of-each-day-the-fraction"
        ),
        pytest.param("days", "2014-01-01,2014-01-03,", (0, 3), id="not-recorded"),
        pytest.param("mode", "2014-01-01,2014-01-03,phone", (3, 3), id="neither-column"),
    ],
)
def test_on_a_fact_of_the_whole_session_the_weight_is_all_of_it(
    known: Known, header: str, session: str, figure: Ends
) -> None:
    own = rule("contact_days", "attendances", "person session", 'weight = "days"')
    data = known(
        own,
        sessions=(f"id,activity,date,end_date,{header}", f"s1,a1,{session}"),
        attendances=("session,person", "s1,chan"),
    )
    assert ends(data, "contact_days") == figure


def test_hours_of_one_day_are_an_equal_share(known: Known) -> None:
    own = rule("hours_a_day", "attendance_dates", "person date", 'weight = "hours"\ncap = 3')
    data = known(
        own,
        sessions=(
            "id,activity,date,end_date,hours",
            "s1,a1,2014-01-01,2014-01-02,5",
            "s2,a1,2014-01-02,,1",
        ),
        attendances=("session,person", "s1,chan", "s2,chan"),
    )
    assert rows(data, "hours_a_day", "date") == {
        "2014-01-01": (Decimal("2.5"), Decimal("2.5")),
        "2014-01-02": (3, 3),
    }
    assert ends(data, "hours_a_day") == (Decimal("5.5"), Decimal("5.5"))
