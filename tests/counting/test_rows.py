"""Rows of a figure: each the answer to a filter; whether they add up, and how much overlaps."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from hkcs_model.counting import count_records
from hkcs_model.dataset import Dataset
from hkcs_model.dates import Period
from hkcs_model.figures import count
from hkcs_model.quantity import Quantity
from hkcs_model.questions import ask
from hkcs_model.rules import CATALOGUE
from tests.counting.small import Known, ends, rows, rule

SESSIONS = (
    "id,activity,date,mode,format",
    "s1,a1,2013-05-01,phone,group",
    "s2,a1,2014-05-01,phone,",
    "s3,a2,2014-05-02,visit,group",
    "s4,a3,2014-05-02,,group",
)
ATTENDANCES = (
    "session,person",
    *("s1,chan", "s1,lee"),
    *("s2,chan", "s2,lee", "s2,ho"),
    *("s3,chan",),
    *("s4,chan", "s4,wu"),
)


@pytest.mark.parametrize("what", ["persons_served", "contacts", "sessions", "service_days"])
@pytest.mark.parametrize(
    "by",
    [
        pytest.param(("mode",), id="mode"),
        pytest.param(("year",), id="year"),
        pytest.param(("date",), id="date"),
        pytest.param(("mode", "format"), id="mode-and-format"),
        pytest.param(("programme", "month"), id="programme-and-month"),
    ],
)
def test_a_row_is_the_answer_to_its_filter(known: Known, what: str, by: tuple[str, ...]) -> None:
    """Together with the filters given."""
    data = known(sessions=SESSIONS, attendances=ATTENDANCES)
    where: dict[str, Any] = {"kind": "course"}
    figures = count(data, what, by=by, where=where)
    assert figures
    for figure in figures:
        (alone,) = count(data, what, where={**where, **figure.by})
        assert (figure.low, figure.high) == (alone.low, alone.high)


def test_what_is_not_recorded_may_be_of_every_row(known: Known) -> None:
    """And makes a row of its own, which comes last."""
    data = known(sessions=SESSIONS, attendances=ATTENDANCES)
    assert rows(data, "contacts", "mode") == {"phone": (5, 7), "visit": (1, 3), "": (2, 2)}
    assert list(rows(data, "contacts", "mode")) == ["phone", "visit", ""]
    assert rows(data, "contacts", "mode", "format") == {
        ("phone", "group"): (2, 7),
        ("phone", ""): (3, 3),
        ("visit", "group"): (1, 3),
        ("", "group"): (2, 2),
    }


def test_rows_are_the_values_that_occur_among_what_belongs_or_may(known: Known) -> None:
    data = known(sessions=SESSIONS, attendances=ATTENDANCES)
    assert rows(data, "contacts", "mode", period="2013") == {"phone": (2, 2)}
    assert rows(data, "contacts", "mode", period="2012") == {}
    assert rows(data, "contacts", "activity", mode="visit") == {"a2": (1, 1), "a3": (0, 2)}


def test_a_filter_and_the_rows_of_one_dimension_both_hold(known: Known) -> None:
    """A row of what is not recorded may be what was asked for; a row of something else is not."""
    data = known(sessions=SESSIONS, attendances=ATTENDANCES)
    assert rows(data, "contacts", "mode", mode="phone") == {"phone": (5, 7), "": (0, 2)}
    assert rows(data, "contacts", "mode", mode=("phone", "")) == {"phone": (5, 7), "": (2, 2)}
    assert rows(data, "contacts", "year", year="2014") == {"2014": (6, 6)}
    assert rows(data, "contacts", "month", "mode", month="2014-05", mode="visit") == {
        ("2014-05", "visit"): (1, 3),
        ("2014-05", ""): (0, 2),
    }


def test_rows_of_what_has_several_values_are_of_each(known: Known) -> None:
    data = known(
        sessions=("id,activity,date,staff", "s1,a1,2014-01-01,amy; ben", "s2,a1,2014-01-02,amy"),
        attendances=("session,person", "s1,chan", "s2,chan"),
    )
    assert rows(data, "contacts", "staff") == {"amy": (2, 2), "ben": (1, 1)}
    assert rows(data, "staff_contacts", "staff") == {"amy": (2, 2), "ben": (1, 1)}
    assert rows(data, "contacts", "staff", staff="ben") == {"amy": (1, 1), "ben": (1, 1)}


def test_records_are_counted_alone_beside_published_totals(known: Known) -> None:
    data = known(
        sessions=SESSIONS,
        attendances=ATTENDANCES,
        statements=("id,rule,value,activity", "st,contacts,40,a1"),
    )
    question = ask(data, CATALOGUE["contacts"], {"mode": ("phone",)}, Period.parse("2014"))
    assert count_records(data, question) == {(): Quantity(3, 5)}
    assert count_records(data, question, ("activity",)) == {
        ("a1",): Quantity(3, 3),
        ("a3",): Quantity(0, 2),
    }


# ---- a rule with a filter of its own ----


def test_the_filter_of_a_rule_holds_beside_the_questions(known: Known) -> None:
    own = rule("calls", "attendances", "person session", 'where = { mode = ["phone"] }')
    data = known(own, sessions=SESSIONS, attendances=ATTENDANCES)
    assert ends(data, "calls") == (5, 7)
    assert ends(data, "calls", "2014") == (3, 5)
    assert ends(data, "calls", mode="visit") == (0, 2)
    assert rows(data, "calls", "mode") == {"phone": (5, 7), "": (0, 2)}
    assert rows(data, "calls", "activity") == {"a1": (5, 5), "a3": (0, 2)}


def test_the_filter_of_a_rule_may_be_of_dates(known: Known) -> None:
    own = rule("spring", "attendances", "person", 'where = { month = ["2013-05", "2014-05"] }')
    spread = ("id,activity,date", "s1,a1,2013-05-01", "s2,a1,2014", "s3,a1,2014-06-01")
    data = known(own, sessions=spread, attendances=("session,person", "s1,a", "s2,b", "s3,c"))
    assert ends(data, "spring") == (1, 2)
    own = rule("spring", "enrolled_dates", "person date", 'where = { month = ["2014-05"] }')
    data = known(own, enrolments=("person,activity,start,end", "a,a1,2014-05-30,2014-06-03"))
    assert ends(data, "spring") == (2, 2)


# ---- what stands in more than one row ----


def overlap_of(data: Dataset, what: str, *by: str) -> tuple[bool, Any]:
    """Return whether rows add up, and how much certainly stands in more than one of them."""
    figures = count(data, what, by=by)
    (found,) = {(figure.adds_up, figure.overlap) for figure in figures}
    return found


def test_persons_of_several_years_are_counted_in_each(known: Known) -> None:
    """Two came in both; one of them by phone and to a visit, and perhaps otherwise."""
    data = known(sessions=SESSIONS, attendances=ATTENDANCES)
    assert overlap_of(data, "persons_served", "year") == (False, 2)
    assert overlap_of(data, "persons_served", "mode") == (False, 1)
    assert overlap_of(data, "persons_served", "programme") == (False, 1)
    assert overlap_of(data, "contacts", "year") == (True, 0)
    assert overlap_of(data, "contacts", "programme", "mode") == (True, 0)


def test_who_may_be_in_a_row_is_not_counted_as_in_two(known: Known) -> None:
    data = known(
        sessions=SESSIONS,
        attendances=("session,person,status", "s1,chan,attended", "s3,chan,", "s3,lee,attended"),
    )
    assert overlap_of(data, "persons_served", "year") == (False, 0)


def test_without_rows_there_is_nothing_to_add_up(known: Known) -> None:
    data = known(sessions=SESSIONS, attendances=ATTENDANCES)
    assert overlap_of(data, "persons_served") == (True, 0)


def test_a_session_of_two_members_of_staff_is_in_both_their_rows(known: Known) -> None:
    data = known(
        sessions=(
            "id,activity,date,staff,hours",
            "s1,a1,2014-01-01,amy; ben,2",
            "s2,a1,2014-01-02,amy,1",
            "s3,a2,2014-01-02,cho; amy; ben,0.5",
        ),
        attendances=("session,person", "s1,chan", "s1,lee", "s2,chan", "s3,chan"),
    )
    assert overlap_of(data, "sessions", "staff") == (False, 2)
    assert overlap_of(data, "contact_hours", "staff") == (False, 2 * 2 + 1)
    assert overlap_of(data, "staff_hours", "staff") == (True, 0)


def test_days_of_several_activities_are_counted_in_each(known: Known) -> None:
    """One person is in two or three of them from 3 to 6 January; the other in one at a time."""
    data = known(
        enrolments=(
            "person,activity,start,end",
            "chan,a1,2014-01-01,2014-01-06",
            "chan,a1,2014-01-02,2014-01-03",
            "chan,a2,2014-01-03,2014-01-08",
            "chan,a3,2014-01-05,2014-01-06",
            "lee,a1,2014-01-01,2014-01-02",
            "lee,a2,2014-01-03,2014-01-04",
        )
    )
    assert overlap_of(data, "enrolled_days", "activity") == (False, 4)
    assert overlap_of(data, "enrolled_days", "month") == (True, 0)
    assert overlap_of(data, "enrolled_persons", "activity") == (False, 2)


def test_days_that_may_be_those_of_two_activities_are_not_certain(known: Known) -> None:
    data = known(
        enrolments=(
            "person,activity,start,end",
            "chan,a1,2014-01,2014-01-06",
            "chan,a2,2014-01-05,2014-01-08",
        )
    )
    assert overlap_of(data, "enrolled_days", "activity") == (False, 1)


def test_weights_in_more_than_one_row_are_what_the_rows_have_above_the_total(
    known: Known,
) -> None:
    """Half a day in one row and three quarters in another are one day in all."""
    data = known(
        sessions=(
            "id,activity,date,staff,days",
            "s1,a1,2014-01-01,amy,0.5",
            "s2,a2,2014-01-01,amy,0.75",
            "s3,a2,2014-01-02,amy,0.5",
        )
    )
    assert overlap_of(data, "staff_days", "activity") == (False, Decimal("0.25"))
    assert overlap_of(data, "staff_days", "month") == (True, 0)


def test_guests_are_certainly_in_no_two_rows(known: Known) -> None:
    data = known(
        sessions=("id,activity,date,unidentified", "s1,a1,2013-01-01,5", "s2,a1,2014-01-02,5"),
        attendances=("session,person", "s1,chan", "s2,chan"),
    )
    assert overlap_of(data, "persons_served", "year") == (False, 1)


def test_an_activity_of_two_partners_is_in_both_rows(known: Known) -> None:
    data = known(
        activities=("id,programme,kind,partners", "a1,edu,course,pku;sysu", "a2,edu,course,"),
        organisations=("id,name", "pku,P", "sysu,S"),
    )
    assert rows(data, "activities", "partner") == {"pku": (1, 2), "sysu": (1, 2), "": (1, 1)}
    assert overlap_of(data, "activities", "partner") == (False, 1)
    assert overlap_of(data, "activities", "kind") == (True, 0)
