"""People who are not identified at a session: each may be anybody who is not, at that session."""

from __future__ import annotations

import pytest

from hkcs_model.figures import count
from tests.counting.small import Ends, Known, ends, rows, rule

TWO = (
    "id,activity,date,hours,unidentified",
    "s1,a1,2014-01-01,2,100",
    "s2,a2,2014-02-01,1.5,100",
)
NOBODY = ("session,person",)


def test_a_hundred_guests_at_two_sessions_are_a_hundred_to_two_hundred_persons(
    known: Known,
) -> None:
    """Contacts grow by exactly that many, contact hours by that many times the hours."""
    data = known(sessions=TWO, attendances=NOBODY)
    assert ends(data, "persons_served") == (100, 200)
    assert ends(data, "contacts") == (200, 200)
    assert ends(data, "contact_hours") == (350, 350)


def test_guests_may_be_persons_who_are_identified_elsewhere(known: Known) -> None:
    """Not at that session: the low is the most that certainly were at one of them."""
    data = known(
        sessions=("id,activity,date,unidentified", "s1,a1,2014-01-01,2", "s2,a2,2014-02-01,"),
        attendances=(
            "session,person",
            *(f"s1,{person}" for person in ("p1", "p2", "p3")),
            *(f"s2,{person}" for person in ("p3", "p4", "p5", "p6")),
        ),
    )
    assert ends(data, "persons_served") == (6, 8)
    assert ends(data, "persons_served", activity="a1") == (5, 5)
    assert ends(data, "persons_served", activity="a2") == (4, 4)
    assert ends(data, "contacts") == (9, 9)


def test_where_one_session_has_more_than_are_identified_anywhere_its_people_are_the_low(
    known: Known,
) -> None:
    data = known(
        sessions=(
            "id,activity,date,unidentified",
            "s1,a1,2014-01-01,5",
            "s2,a2,2014-02-01,4",
            "s3,a2,2014-02-02,0",
        ),
        attendances=("session,person", "s1,p1", "s2,p2", "s3,p3"),
    )
    assert ends(data, "persons_served") == (6, 12)


@pytest.mark.parametrize(
    ("session", "figure"),
    [
        pytest.param("s1,a1,2014-05-01,held,3", (3, 3), id="in-the-period"),
        pytest.param("s1,a1,2014,held,3", (0, 3), id="on-a-day-that-is-not-known"),
        pytest.param("s1,a1,2014-06-01,held,3", (0, 0), id="outside-it"),
        pytest.param("s1,a1,2014-05-01,cancelled,3", (0, 0), id="at-a-session-not-held"),
        pytest.param("s1,a1,2014-05-01,held,0", (0, 0), id="nobody"),
    ],
)
def test_guests_belong_as_their_session_does(known: Known, session: str, figure: Ends) -> None:
    data = known(sessions=("id,activity,date,status,unidentified", session), attendances=NOBODY)
    assert ends(data, "persons_served", "2014-05") == figure
    assert ends(data, "contacts", "2014-05") == figure


def test_guests_whose_session_may_belong_raise_no_low(known: Known) -> None:
    data = known(
        sessions=("id,activity,date,unidentified", "s1,a1,2014,9", "s2,a1,2014-05-02,2"),
        attendances=("session,person", "s1,p1", "s2,p2"),
    )
    assert ends(data, "persons_served", "2014-05") == (3, 13)


def test_of_guests_no_attribute_is_recorded(known: Known) -> None:
    """They may have any, and stand in the row of those of whom none is recorded."""
    data = known(
        persons=("id,gender", "chan,M", "lee,F"),
        sessions=("id,activity,date,unidentified", "s1,a1,2014-01-01,2"),
        attendances=("session,person,new", "s1,chan,yes", "s1,lee,no"),
    )
    expected = {"F": (1, 3), "M": (1, 3), "": (2, 2)}
    assert rows(data, "contacts", "person.gender") == expected
    assert rows(data, "persons_served", "person.gender") == expected
    assert ends(data, "contacts", attendance__new="yes") == (1, 3)
    assert ends(data, "contacts", attendance__new=("yes", "")) == (3, 3)


def test_nobody_unidentified_is_absent(known: Known) -> None:
    data = known(sessions=TWO, attendances=("session,person,status", "s1,chan,absent"))
    assert ends(data, "absences") == (1, 1)


def test_guests_at_a_session_of_several_days_are_there_on_each(known: Known) -> None:
    """On one day those of two sessions may be the same people."""
    data = known(
        sessions=(
            "id,activity,date,end_date,unidentified",
            "s1,a1,2014-01-01,2014-01-03,2",
            "s2,a1,2014-01-03,,3",
        ),
        attendances=NOBODY,
    )
    assert rows(data, "person_days", "date") == {
        "2014-01-01": (2, 2),
        "2014-01-02": (2, 2),
        "2014-01-03": (3, 5),
    }
    assert ends(data, "person_days") == (7, 9)


def test_guests_meet_each_member_of_staff(known: Known) -> None:
    data = known(
        sessions=("id,activity,date,staff,unidentified", "s1,a1,2014-01-01,amy; ben,2"),
        attendances=("session,person", "s1,chan"),
    )
    assert ends(data, "staff_contacts") == (6, 6)


def test_hours_of_guests_that_are_not_recorded_have_no_upper_limit(known: Known) -> None:
    data = known(
        sessions=("id,activity,date,hours,unidentified", "s1,a1,2014-01-01,,2"),
        attendances=NOBODY,
    )
    assert ends(data, "contact_hours") == (0, None)


# ---- where a key has a cap, or no session, or no person ----

HOURS = (
    "id,activity,date,hours,mode,unidentified",
    "s1,a1,2014-01-01,10,phone,2",
    "s2,a1,2014-02-01,5,,0",
)
CHAN = ("session,person", "s1,chan", "s2,chan")


@pytest.mark.parametrize(
    ("key", "more", "figure"),
    [
        pytest.param("person", "cap = 12", (12, 32), id="a-cap-and-no-session-only-high"),
        pytest.param("person", "cap = 8", (8, 24), id="by-the-cap-at-most"),
        pytest.param("person", "", (35, 35), id="no-cap-both-ends"),
        pytest.param("person session", "cap = 8", (29, 29), id="a-cap-and-the-session-both-ends"),
        pytest.param("session", "", (35, 35), id="no-person-ordinary-facts"),
    ],
)
def test_guests_weigh_that_many_times_the_session(
    known: Known, key: str, more: str, figure: Ends
) -> None:
    own = rule("own", "attendances", key, f'weight = "hours"\n{more}')
    data = known(own, sessions=HOURS, attendances=CHAN)
    assert ends(data, "own") == figure


def test_guests_of_a_session_that_may_belong_weigh_nothing_in_the_low(known: Known) -> None:
    own = rule("own", "attendances", "person", 'weight = "hours"')
    data = known(own, sessions=HOURS, attendances=CHAN)
    assert ends(data, "own", mode="phone") == (30, 35)
    assert ends(data, "own", "2014-01", mode="other") == (0, 0)
    late = known(
        own,
        sessions=("id,activity,date,hours,unidentified", "s1,a1,2014,10,2"),
        attendances=NOBODY,
    )
    assert ends(late, "own", "2014-05") == (0, 20)


def test_where_persons_are_not_told_apart_guests_are_ordinary_facts(known: Known) -> None:
    """A session with a hundred of them is one; where its mode is not recorded, each may differ."""
    own = rule("busy", "attendances", "session") + rule("modes", "attendances", "mode")
    data = known(
        own,
        sessions=(
            "id,activity,date,mode,unidentified",
            "s1,a1,2014-01-01,phone,100",
            "s2,a1,2014-01-02,,3",
            "s3,a1,2014-01-02,,0",
        ),
        attendances=("session,person", "s2,chan"),
    )
    assert ends(data, "busy") == (2, 2)
    assert ends(data, "modes") == (1, 5)


@pytest.mark.parametrize(
    ("what", "adds_up"),
    [
        pytest.param("persons_served", False, id="who-may-be-a-person-of-another-row"),
        pytest.param("contacts", True, id="told-apart-by-the-session"),
        pytest.param("absences", True, id="who-was-not-there-is-identified"),
    ],
)
def test_rows_by_persons_add_up_unless_a_guest_may_be_in_two(
    known: Known, what: str, *, adds_up: bool
) -> None:
    """A guest stands in the row of what is not recorded, and may be somebody of another."""
    data = known(
        persons=("id,gender", "p1,F"),
        sessions=("id,activity,date,unidentified", "s1,a1,2014-01-01,", "s2,a1,2014-01-02,1"),
        attendances=("session,person,status", "s1,p1,attended", "s2,p1,absent"),
    )
    figures = count(data, what, by=["person.gender"])
    assert {figure.adds_up for figure in figures} == {adds_up}
