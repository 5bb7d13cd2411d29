"""Who was at a session: statuses, repeated rows, persons who are one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest

from hkcs_model.dataset import Dataset
from hkcs_model.problems import UsageError
from tests.counting.small import Ends, Known, ends, rows, told

SESSIONS = ("id,activity,date", "s1,a1,2014-01-01", "s2,a1,2014-02-01")
STATUSES = ("attended", "", "absent", "excused", "cancelled")
"""The strongest first."""

CONTACTS: dict[str, Ends] = {
    "attended": (1, 1),
    "": (0, 1),
    "absent": (0, 0),
    "excused": (0, 0),
    "cancelled": (0, 0),
}
ABSENCES: dict[str, Ends] = {**CONTACTS, "attended": (0, 0), "absent": (1, 1), "excused": (1, 1)}


def at_one_session(known: Known, statuses: Sequence[str]) -> Dataset:
    """Return a dataset in which one person has a row of each status at one session."""
    rows_ = [f"s1,chan,{status}" for status in statuses]
    return known(sessions=SESSIONS, attendances=("session,person,status", *rows_))


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_says_who_was_there_and_who_was_absent(known: Known, status: str) -> None:
    data = at_one_session(known, [status])
    assert ends(data, "contacts") == ends(data, "persons_served") == CONTACTS[status]
    assert ends(data, "absences") == ABSENCES[status]


@pytest.mark.parametrize(("one", "other"), list(permutations(STATUSES, 2)))
def test_the_strongest_status_of_repeated_rows_counts(known: Known, one: str, other: str) -> None:
    """So nobody is both there and absent, in whichever order the rows stand."""
    strongest = min(one, other, key=STATUSES.index)
    data = at_one_session(known, [one, other])
    assert ends(data, "contacts") == CONTACTS[strongest]
    assert ends(data, "absences") == ABSENCES[strongest]


def test_without_a_status_everybody_was_there(known: Known) -> None:
    data = known(sessions=SESSIONS, attendances=("session,person", "s1,chan", "s1,lee", "s2,chan"))
    assert ends(data, "contacts") == (3, 3)
    assert ends(data, "persons_served") == (2, 2)


def test_absences_without_a_status_are_refused(known: Known) -> None:
    """That is not 0."""
    data = known(sessions=SESSIONS, attendances=("session,person", "s1,chan"))
    with pytest.raises(UsageError, match=r"attendances\.status"):
        ends(data, "absences")


def test_a_row_repeated_changes_nothing(known: Known) -> None:
    sessions = ("id,activity,date,end_date,hours,staff", "s1,a1,2014-01-01,2014-01-02,3,amy")
    header, own = "session,person", ("s1,chan", "s1,lee")
    once = known(sessions=sessions, attendances=(header, *own))
    often = known(sessions=sessions, attendances=(header, *own, *own, "s1,chan"))
    for what in ("persons_served", "contacts", "contact_hours", "person_days", "staff_contacts"):
        assert ends(once, what) == ends(often, what)


@pytest.mark.parametrize(
    ("first", "second", "figure"),
    [
        pytest.param("yes", "", (1, 1), id="the-one-that-is-recorded"),
        pytest.param("", "yes", (1, 1), id="also-in-the-second-row"),
        pytest.param("yes", "yes", (1, 1), id="the-same-twice"),
        pytest.param("yes", "no", (0, 1), id="two-that-differ-are-not-recorded"),
        pytest.param("no", "no", (0, 0), id="another"),
        pytest.param("", "", (0, 1), id="none-recorded"),
    ],
)
def test_an_attribute_of_repeated_rows_is_the_one_recorded(
    known: Known, first: str, second: str, figure: Ends
) -> None:
    attendances = ("session,person,new", f"s1,chan,{first}", "s2,chan,no", f"s1,chan,{second}")
    data = known(sessions=SESSIONS, attendances=attendances)
    assert ends(data, "contacts", session="s1", attendance__new="yes") == figure


# ---- sessions ----


@pytest.mark.parametrize(
    ("status", "held"),
    [
        pytest.param("held", 1, id="held"),
        pytest.param("", 1, id="blank-is-held"),
        pytest.param("cancelled", 0, id="cancelled"),
        pytest.param("planned", 0, id="planned"),
    ],
)
def test_only_a_session_that_was_held_counts(known: Known, status: str, held: int) -> None:
    """Nobody is absent from one that was not."""
    data = known(
        sessions=("id,activity,date,status,staff", f"s1,a1,2014-01-01,{status},amy"),
        attendances=("session,person,status", "s1,chan,attended", "s1,lee,absent"),
    )
    for what in ("sessions", "contacts", "absences", "service_days", "staff", "staff_contacts"):
        assert ends(data, what) == (held, held)


# ---- persons who are one ----

JOINED = (
    "id,same_as,gender",
    "lee-c,lee-b,F",
    "lee-b,lee-a,",
    "lee-a,,",
    "chan,,M",
    "ho,lim,M",
    "lim,,F",
)


def test_persons_joined_are_one(known: Known) -> None:
    """However long the chain that joins them."""
    data = known(
        persons=JOINED,
        sessions=SESSIONS,
        attendances=("session,person", "s1,lee-a", "s1,lee-b", "s2,lee-c", "s2,chan"),
        enrolments=("person,activity,start", "lee-c,a1,2014", "lee-a,a1,2014", "chan,a1,2014"),
    )
    assert ends(data, "persons_served") == (2, 2)
    assert ends(data, "contacts") == (3, 3)
    assert ends(data, "enrolled_persons") == ends(data, "enrolments") == (2, 2)


def test_persons_joined_are_one_fact_at_a_session(known: Known) -> None:
    """The strongest of their statuses counts."""
    data = known(
        persons=JOINED,
        sessions=SESSIONS,
        attendances=("session,person,status", "s1,lee-a,absent", "s1,lee-c,attended"),
    )
    assert ends(data, "contacts") == (1, 1)
    assert ends(data, "absences") == (0, 0)


def test_persons_joined_are_known_by_the_smallest_id(known: Known) -> None:
    data = known(persons=JOINED, sessions=SESSIONS, attendances=("session,person", "s1,lee-c"))
    (fact,) = told(data, "persons_served").facts
    assert fact.key == (("person", "lee-a"),)


def test_persons_joined_have_the_one_attribute_that_is_recorded(known: Known) -> None:
    """Where two differ, it counts as not recorded."""
    data = known(
        persons=JOINED,
        sessions=SESSIONS,
        attendances=("session,person", "s1,lee-a", "s1,chan", "s1,ho"),
        enrolments=("person,activity,start", "lee-b,a1,2014", "chan,a1,2014", "lim,a1,2014"),
    )
    expected = {"F": (1, 2), "M": (1, 2), "": (1, 1)}
    assert rows(data, "persons_served", "person.gender") == expected
    assert rows(data, "enrolled_persons", "person.gender") == expected


def test_persons_need_no_table_of_their_own(known: Known) -> None:
    data = known(sessions=SESSIONS, attendances=("session,person", "s1,chan", "s2,lee"))
    assert ends(data, "persons_served") == (2, 2)


def test_a_table_of_persons_may_join_none(known: Known) -> None:
    data = known(
        persons=("id,gender", "chan,M", "lee,"),
        sessions=SESSIONS,
        attendances=("session,person", "s1,chan", "s1,lee"),
    )
    assert ends(data, "persons_served", person__gender="M") == (1, 2)


def test_persons_who_may_have_been_there_are_each_one(known: Known) -> None:
    """However many sessions they may have been at."""
    days = [f"s{day},a1,2014-01-0{day}" for day in (1, 2, 3)]
    seats = ["s1,p1,", "s1,p2,", "s2,p1,", "s2,p3,", "s3,p2,", "s3,p4,"]
    data = known(
        sessions=("id,activity,date", *days), attendances=("session,person,status", *seats)
    )
    assert ends(data, "persons_served") == (0, 4)
    assert ends(data, "contacts") == (0, 6)
