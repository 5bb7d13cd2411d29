import pytest

from hkcs_model.dates import DATE_DIMENSIONS
from hkcs_model.facts import (
    FACT_TABLES,
    determined,
    determines,
    dimensions,
    has_dimension,
    has_key_part,
    is_single_valued,
)

EVERY = {"programme", "activity", "kind", "participants", "partner", "place", "activity.X"}
OF_SESSIONS = {"session", "mode", "format", "session.X", "staff", "group"}
SESSION_TABLES = [
    *("attendances", "attendance_dates", "absences", "staffed_attendances"),
    *("sessions", "session_dates", "staffing", "staffing_sessions"),
]
ENROLMENT_TABLES = [
    *("enrolments", "enrolment_starts", "enrolment_ends"),
    *("enrolled_dates", "enrolled_nights"),
]
GROUP_TABLES = ["groups", "group_starts", "group_ends"]
OF_ATTENDANCES = {"person.X", "attendance.X"}

EXPECTED = {
    **dict.fromkeys(SESSION_TABLES[:4], OF_SESSIONS | OF_ATTENDANCES),
    **dict.fromkeys(SESSION_TABLES[4:], OF_SESSIONS),
    **{name: {"group", "person.X", "enrolment.X"} for name in ENROLMENT_TABLES},
    **{name: {"group"} for name in GROUP_TABLES},
    "activities": set[str](),
}


def test_the_fact_tables_are_those_of_the_contract() -> None:
    assert list(FACT_TABLES) == list(EXPECTED)
    assert all(name == table.name and table.fact for name, table in FACT_TABLES.items())


@pytest.mark.parametrize("name", EXPECTED)
def test_a_table_has_the_dimensions_of_the_contract(name: str) -> None:
    """A person is a part of keys, but no dimension: no figure is about one person."""
    found = dimensions(FACT_TABLES[name])
    assert set(found) == EVERY | set(DATE_DIMENSIONS) | EXPECTED[name]
    assert list(found) == sorted(found)
    assert not has_dimension(FACT_TABLES[name], "person")


@pytest.mark.parametrize(
    ("dated", "names"),
    [
        pytest.param(
            "session start",
            ["attendances", "absences", "staffed_attendances", "sessions", "staffing_sessions"],
            id="the-day-the-session-starts",
        ),
        pytest.param(
            "day",
            *[["attendance_dates", "session_dates", "staffing", *ENROLMENT_TABLES[3:]]],
            id="a-day-of-its-own",
        ),
        pytest.param(
            "start or end",
            ["enrolment_starts", "enrolment_ends", "group_starts", "group_ends"],
            id="the-first-or-the-last-day",
        ),
        pytest.param("span", ["enrolments", "groups", "activities"], id="a-span"),
    ],
)
def test_what_the_date_of_a_fact_is(dated: str, names: list[str]) -> None:
    assert [name for name, table in FACT_TABLES.items() if table.dated == dated] == names


@pytest.mark.parametrize(
    ("name", "needs"),
    [
        pytest.param("attendances", {"sessions", "attendances"}, id="attendances"),
        pytest.param("absences", {"sessions", "attendances.status"}, id="absences"),
        pytest.param("staffing", {"sessions", "sessions.staff"}, id="staffing"),
        pytest.param("session_dates", {"sessions"}, id="days-of-sessions"),
        pytest.param("enrolled_nights", {"enrolments"}, id="nights"),
        pytest.param("group_ends", {"groups"}, id="groups"),
        pytest.param("activities", {"activities"}, id="activities"),
    ],
)
def test_what_a_table_is_made_from(name: str, needs: set[str]) -> None:
    assert set(FACT_TABLES[name].needs) == needs


@pytest.mark.parametrize(
    ("name", "dimension", "has"),
    [
        pytest.param("attendances", "person.gender", True, id="an-attribute"),
        pytest.param("sessions", "person.gender", False, id="no-persons-in-sessions"),
        pytest.param("attendances", "person.", False, id="an-attribute-without-a-name"),
        pytest.param("attendances", "gender", False, id="an-attribute-without-its-owner"),
        pytest.param("enrolments", "session", False, id="no-sessions-in-enrolments"),
        pytest.param("activities", "group", False, id="no-groups-in-activities"),
        pytest.param("activities", "fy", True, id="every-table-has-dates"),
    ],
)
def test_whether_a_table_has_a_dimension(name: str, dimension: str, has: bool) -> None:
    assert has_dimension(FACT_TABLES[name], dimension) is has


@pytest.mark.parametrize(
    ("name", "part", "has"),
    [
        pytest.param("attendances", "person", True, id="persons-are-told-apart"),
        pytest.param("attendances", "person.gender", True, id="so-are-their-attributes"),
        pytest.param("sessions", "person", False, id="not-where-there-are-none"),
        pytest.param("groups", "person", False, id="nor-in-groups"),
    ],
)
def test_by_what_facts_can_be_told_apart(name: str, part: str, has: bool) -> None:
    assert has_key_part(FACT_TABLES[name], part) is has


@pytest.mark.parametrize(
    ("name", "dimension", "single"),
    [
        pytest.param("attendances", "place", True, id="one-place"),
        pytest.param("attendances", "partner", False, id="several-partners"),
        pytest.param("attendances", "staff", False, id="the-sessions-staff-are-several"),
        pytest.param("staffing", "staff", True, id="this-facts-member-of-staff"),
        pytest.param("staffed_attendances", "staff", True, id="of-an-attendance-too"),
        pytest.param("attendances", "month", True, id="one-month-of-a-day"),
        pytest.param("enrolments", "month", False, id="a-span-touches-several-months"),
        pytest.param("enrolment_starts", "fy", True, id="a-start-is-one-day"),
        pytest.param("groups", "programme", True, id="a-span-has-one-programme"),
    ],
)
def test_whether_a_fact_has_one_value(name: str, dimension: str, single: bool) -> None:
    assert is_single_valued(FACT_TABLES[name], dimension) is single


OF_ACTIVITY = {"activity", "programme", "kind", "participants", "partner", "place", "activity.X"}
OF_DATE = {"date", "month", "quarter", "year", "fy"}
OF_SESSION = {"session", "group", "mode", "format", "session.X"} | OF_ACTIVITY


@pytest.mark.parametrize(
    ("name", "key", "follows"),
    [
        pytest.param("attendances", "session", OF_SESSION | OF_DATE, id="a-session-and-its-start"),
        pytest.param("session_dates", "session", OF_SESSION, id="a-session-has-several-days"),
        pytest.param("enrolments", "group", {"group"} | OF_ACTIVITY, id="a-group-lasts"),
        pytest.param(
            "group_starts", "group", {"group"} | OF_ACTIVITY | OF_DATE, id="but-starts-on-one-day"
        ),
        pytest.param(
            "group_ends", "group", {"group"} | OF_ACTIVITY | OF_DATE, id="and-ends-on-one-day"
        ),
        pytest.param("enrolment_starts", "activity", OF_ACTIVITY, id="enrolments-may-be-several"),
        pytest.param("attendances", "person", {"person", "person.X"}, id="a-person"),
        pytest.param("attendance_dates", "date", OF_DATE, id="a-date"),
        pytest.param("sessions", "month", {"month", "quarter", "year"}, id="a-month-has-no-fy"),
        pytest.param("sessions", "quarter", {"quarter", "year"}, id="a-quarter"),
        pytest.param("sessions", "year", {"year"}, id="a-year"),
        pytest.param("staffing", "staff", {"staff"}, id="a-member-of-staff"),
    ],
)
def test_what_a_key_determines(name: str, key: str, follows: set[str]) -> None:
    """All that follows from it, step by step: session → activity → programme, and so on."""
    assert determined(FACT_TABLES[name], [key]) == follows


@pytest.mark.parametrize(
    ("dimension", "does"),
    [
        pytest.param("person.gender", True, id="an-attribute-of-the-person"),
        pytest.param("session.topic", False, id="not-of-the-session"),
        pytest.param("person", True, id="the-person"),
        pytest.param("programme", False, id="not-the-programme"),
    ],
)
def test_a_person_determines_the_persons_attributes(dimension: str, does: bool) -> None:
    assert determines(FACT_TABLES["attendances"], ("person",), dimension) is does
