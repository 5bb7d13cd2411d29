"""What tells facts apart, where a part of it has several values or none is recorded."""

from __future__ import annotations

import pytest

from hkcs_model.problems import UsageError
from tests.counting.small import Ends, Known, ends, rows, rule, told

SESSIONS = (
    "id,activity,date,end_date,staff,hours",
    "s1,a1,2014-01-01,2014-01-02,,4",
    "s2,a1,2014-01-02,,,2",
    "s3,a2,2014-01-02,,amy; ben,3",
    "s4,a2,2014-01-03,,amy,1",
)


def test_staff_not_recorded_are_one_member_a_session(known: Known) -> None:
    """He may be any of those recorded, and is the same on each of its days."""
    data = known(sessions=SESSIONS)
    assert ends(data, "staff") == (2, 4)
    assert ends(data, "staff_hours") == (3 * 2 + 1, 3 * 2 + 1 + 4 + 2)
    assert rows(data, "staff", "activity") == {"a1": (0, 2), "a2": (2, 2)}


def test_days_of_staff_not_recorded_may_count(known: Known) -> None:
    """Three pairs of a member and a day are certain; three are those of two who are not known."""
    pairs = rule("pairs", "staffing", "staff date")
    assert ends(known(pairs, sessions=SESSIONS), "pairs") == (3, 6)


def test_contacts_with_staff_not_recorded_may_count(known: Known) -> None:
    attendances = ("session,person", "s1,chan", "s1,lee", "s3,chan")
    data = known(sessions=SESSIONS, attendances=attendances)
    assert ends(data, "staff_contacts") == (2, 4)


@pytest.mark.parametrize("what", ["staff", "staff_days", "staff_hours", "staff_contacts"])
def test_without_a_column_of_staff_there_is_nothing_to_count(known: Known, what: str) -> None:
    """That is not 0."""
    data = known(
        sessions=("id,activity,date,hours", "s1,a1,2014-01-01,2"),
        attendances=("session,person", "s1,chan"),
    )
    with pytest.raises(UsageError, match=r"sessions\.staff"):
        ends(data, what)


def test_a_day_not_known_is_one_key_a_session(known: Known) -> None:
    """It may be the day of another session."""
    data = known(
        sessions=(
            "id,activity,date",
            "s1,a1,2014-05",
            "s2,a1,2014-05",
            "s3,a2,2014-05-03",
            "s4,a2,2014-05-03",
        ),
        attendances=("session,person", "s1,chan", "s1,lee", "s3,chan", "s4,chan"),
    )
    assert ends(data, "service_days") == (1, 3)
    assert ends(data, "person_days") == (1, 3)


def test_a_month_may_be_known_where_the_day_is_not(known: Known) -> None:
    months = rule("months", "sessions", "month")
    sessions = ("id,activity,date", "s1,a1,2014-05", "s2,a1,2014-05-03", "s3,a1,2014", "s4,a1,2014")
    assert ends(known(months, sessions=sessions), "months") == (1, 3)


ACTIVITIES = (
    "id,programme,kind,partners",
    "a1,edu,course,pku; sysu; pku",
    "a2,edu,course,",
    "a3,pro,course,pku",
)
ORGANISATIONS = ("id,name", "pku,Peking University", "sysu,Sun Yat-sen University")


def test_a_fact_counts_once_for_each_value_of_a_part(known: Known) -> None:
    """Partners that are not recorded are a key of each fact's own."""
    partners = rule("reached", "sessions", "partner") + rule("pairs", "sessions", "session partner")
    data = known(
        partners,
        activities=ACTIVITIES,
        organisations=ORGANISATIONS,
        sessions=(
            "id,activity,date",
            *(f"s{n},a{activity},2014-01-01" for n, activity in enumerate("11223")),
        ),
    )
    assert ends(data, "reached") == (2, 4)
    assert ends(data, "pairs") == (5, 7)
    assert rows(data, "sessions", "partner") == {"pku": (3, 5), "sysu": (2, 4), "": (2, 2)}


def test_staff_are_all_those_of_a_session_where_it_is_counted_itself(known: Known) -> None:
    """One who is not recorded is one a session there too."""
    teams = rule("busy_staff", "sessions", "staff")
    data = known(teams, sessions=SESSIONS)
    assert ends(data, "busy_staff") == (2, 4)
    assert rows(data, "sessions", "staff") == {"amy": (2, 4), "ben": (1, 3), "": (2, 2)}


def test_a_member_named_twice_at_a_session_is_one(known: Known) -> None:
    sessions = ("id,activity,date,staff,hours", "s1,a1,2014-01-01,amy; amy,2")
    assert ends(known(sessions=sessions), "staff_hours") == (2, 2)


@pytest.mark.parametrize(
    ("over", "key", "figure"),
    [
        pytest.param("sessions", "mode", (1, 3), id="sessions"),
        pytest.param("attendances", "mode", (1, 4), id="persons-at-them"),
        pytest.param("attendances", "person mode", (1, 4), id="a-person-and-a-mode"),
        pytest.param("session_dates", "mode", (1, 4), id="days-of-them"),
        pytest.param("sessions", "session.room", (1, 3), id="a-column-of-an-agency's-own"),
    ],
)
def test_any_other_part_not_recorded_is_a_key_of_the_facts_own(
    known: Known, over: str, key: str, figure: Ends
) -> None:
    data = known(
        rule("own", over, key),
        sessions=(
            "id,activity,date,end_date,mode,room",
            "s1,a1,2014-01-01,,phone,1",
            "s2,a1,2014-01-02,2014-01-03,,",
            "s3,a1,2014-01-04,,,",
        ),
        attendances=("session,person", "s1,chan", "s2,chan", "s2,lee", "s3,chan"),
    )
    assert ends(data, "own") == figure


def test_a_rule_that_weighs_counts_facts_of_their_own_apart(known: Known) -> None:
    """Each of two persons at a session whose mode is not recorded is a key of its own."""
    own = rule("own", "attendances", "mode", 'weight = "hours"\ncap = 3')
    data = known(
        own,
        sessions=("id,activity,date,mode,hours", "s1,a1,2014-01-01,phone,2", "s2,a1,2014-01-02,,2"),
        attendances=("session,person", "s1,chan", "s1,lee", "s2,chan", "s2,lee"),
    )
    assert ends(data, "own") == (3, 3 + 2 + 2)


# ---- parts of a key that are dates, of what lasts ----


@pytest.mark.parametrize(
    ("start", "end", "months", "years"),
    [
        pytest.param("2014-01-15", "2014-03-01", (3, 3), (1, 1), id="days"),
        pytest.param("2014-01", "2014-03", (3, 3), (1, 1), id="months"),
        pytest.param("2014", "2014-03", (1, 3), (1, 1), id="a-start-known-to-the-year"),
        pytest.param("2013-12", "2014", (2, 13), (2, 2), id="an-end-known-to-the-year"),
        pytest.param("2013", "2014", (2, 24), (2, 2), id="only-years"),
        pytest.param("2014-11-30", "", (2, 2), (1, 1), id="still-going-on"),
    ],
)
def test_what_lasts_counts_once_for_each_value_of_a_date_that_it_touches(
    known: Known, start: str, end: str, months: Ends, years: Ends
) -> None:
    own = rule("months", "enrolments", "person month") + rule("years", "enrolments", "person year")
    data = known(own, enrolments=("person,activity,start,end", f"chan,a1,{start},{end}"))
    assert ends(data, "months") == months
    assert ends(data, "years") == years


def test_what_may_have_begun_at_any_time_may_count_for_each_value_of_the_period(
    known: Known,
) -> None:
    own = rule("years", "activities", "activity year")
    data = known(own, activities=("id,programme,kind,start,end", "a1,edu,course,,2012-03-01"))
    assert ends(data, "years", "2010/2013") == (1, 3)
    assert ends(data, "years") == (1, 2012)


def test_a_financial_year_before_the_first_has_no_name(known: Known) -> None:
    """What may have begun on the calendar's first day touches those that have one."""
    own = rule("years", "activities", "fy")
    data = known(own, activities=("id,programme,kind,start,end", "a1,edu,course,,0002-06-01"))
    assert ends(data, "years") == (1, 2)


@pytest.mark.parametrize(
    ("key", "highest"),
    [
        pytest.param("group date", 30, id="without-a-person"),
        pytest.param("person group", 30, id="without-a-date"),
        pytest.param("person group date", 30, id="with-both"),
    ],
)
def test_each_day_of_an_enrolment_is_a_fact_of_its_own(
    known: Known, key: str, highest: int
) -> None:
    """Where its group is not recorded, each day may be a key, and none is two."""
    enrolments = ("person,activity,start,end,group", "p1,a1,2014-01-01,2014-01-30,")
    data = known(
        rule("told_apart", "enrolled_dates", key),
        groups=("id,activity", "g1,a1"),
        enrolments=enrolments,
    )
    assert ends(data, "told_apart") == (0, highest)
    assert [(step.low, step.high) for step in told(data, "told_apart").steps][-1] == (0, highest)
