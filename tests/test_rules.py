from collections.abc import Mapping
from typing import NamedTuple

import pytest

from hkcs_model.languages import LANGUAGES
from hkcs_model.problems import Fault
from hkcs_model.quantity import Number
from hkcs_model.rules import CATALOGUE, FAMILIES, Expression, Rule, faults


class Row(NamedTuple):
    """A row of the contract's table."""

    over: str
    key: str
    english: str
    chinese: str
    weight: str | None = None
    cap: Number | None = None


CONTRACT: Mapping[str, Row] = {
    "persons_served": Row(
        "attendances", "person", "persons served (head count, unduplicated)", "服務人數(不重複)"
    ),
    "contacts": Row("attendances", "person, session", "contacts (person-times)", "服務人次"),
    "staff_contacts": Row(
        "staffed_attendances",
        "staff, person, session",
        "contacts between a member of staff and a person",
        "接觸次數",
    ),
    "contact_hours": Row("attendances", "person, session", "contact hours", "人時", "hours"),
    "person_days": Row("attendance_dates", "person, date", "person-days of attendance", "人日"),
    "absences": Row("absences", "person, session", "absences", "缺席人次"),
    "enrolled_persons": Row("enrolments", "person", "persons enrolled", "登記人數"),
    "enrolments": Row(
        "enrolments", "person, activity", "enrolments (places taken)", "修讀人次(按活動)"
    ),
    "enrolments_started": Row("enrolment_starts", "person, activity", "new enrolments", "新登記"),
    "enrolments_ended": Row("enrolment_ends", "person, activity", "enrolments ended", "結束登記"),
    "enrolled_days": Row("enrolled_dates", "person, date", "days enrolled", "在冊人日"),
    "enrolled_nights": Row("enrolled_nights", "person, date", "nights of stay", "住宿晚數"),
    "sessions": Row("sessions", "session", "sessions held", "節數"),
    "service_days": Row("session_dates", "date", "days on which service was given", "服務日數"),
    "staff": Row("staffing", "staff", "staff deployed", "派出人員數"),
    "staff_days": Row(
        "staffing", "staff, date", "staff-days (days of supervision)", "督導人日", "days", 1
    ),
    "staff_hours": Row("staffing_sessions", "staff, session", "staff hours", "服務時數", "hours"),
    "groups": Row("groups", "group", "groups (intake cohorts) active", "組數(批/屆)"),
    "groups_started": Row("group_starts", "group", "groups started", "新開組數"),
    "groups_completed": Row("group_ends", "group", "groups completed", "完成組數"),
    "activities": Row("activities", "activity", "activities", "活動數"),
}


def test_the_catalogue_has_the_rules_of_the_contract_in_its_order() -> None:
    assert list(CATALOGUE) == list(CONTRACT)


@pytest.mark.parametrize("name", CONTRACT)
def test_a_rule_is_the_one_of_the_contract(name: str) -> None:
    rule = CATALOGUE[name]
    label = rule.label
    found = Row(
        rule.over,
        ", ".join(rule.key),
        label.say("en"),
        label.say("zh-Hant"),
        rule.weight,
        rule.cap,
    )
    assert (rule.id, found) == (name, CONTRACT[name])


@pytest.mark.parametrize("name", CONTRACT)
def test_a_rule_of_the_catalogue_could_be_declared_by_anybody(name: str) -> None:
    """There is no second mechanism: it has no fault, no filter, a heading and all its words."""
    rule = CATALOGUE[name]
    assert list(faults(rule)) == []
    assert rule.where == {}
    assert rule.family in FAMILIES
    assert [rule.label.spoken(language).language for language in LANGUAGES] == [*LANGUAGES]
    assert rule.table.name == rule.over


def test_rules_of_persons_are_those_whose_key_holds_the_person() -> None:
    """Their small numbers are protected."""
    found = [name for name, rule in CATALOGUE.items() if rule.is_of_persons]
    assert found == [name for name, row in CONTRACT.items() if "person" in row.key.split(", ")]


def test_only_what_is_weighed_has_fractions() -> None:
    found = {name for name, rule in CATALOGUE.items() if rule.has_fractions}
    assert found == {"contact_hours", "staff_days", "staff_hours"}


def test_what_lasts_is_what_has_two_dates() -> None:
    """Its facts belong to every year that they touch."""
    found = {name for name, rule in CATALOGUE.items() if rule.lasts}
    assert found == {"enrolled_persons", "enrolments", "groups", "activities"}
    assert not any(CATALOGUE[name].separates("date") for name in found)


@pytest.mark.parametrize(
    ("rule", "dimension", "adds_up"),
    [
        pytest.param("contacts", "month", True, id="contacts-by-month"),
        pytest.param("contacts", "programme", True, id="contacts-by-programme"),
        pytest.param("contacts", "activity", True, id="contacts-by-activity"),
        pytest.param("contacts", "activity.district", True, id="contacts-by-an-attribute"),
        pytest.param("contacts", "partner", False, id="an-activity-may-have-two-partners"),
        pytest.param("contacts", "staff", False, id="a-session-may-have-two-of-staff"),
        pytest.param("contacts", "attendance.role", False, id="contacts-by-an-attendances-own"),
        pytest.param("staff_contacts", "staff", True, id="a-staff-contact-has-one-of-staff"),
        pytest.param("persons_served", "month", False, id="persons-by-month"),
        pytest.param("persons_served", "programme", False, id="persons-by-programme"),
        pytest.param("persons_served", "person.gender", True, id="persons-by-gender"),
        pytest.param("person_days", "date", True, id="person-days-by-day"),
        pytest.param("person_days", "fy", True, id="person-days-by-financial-year"),
        pytest.param("person_days", "activity", False, id="person-days-by-activity"),
        pytest.param("service_days", "year", True, id="service-days-by-year"),
        pytest.param("service_days", "programme", False, id="service-days-by-programme"),
        pytest.param("sessions", "quarter", True, id="sessions-by-quarter"),
        pytest.param("sessions", "mode", True, id="sessions-by-mode"),
        pytest.param("staff", "year", False, id="staff-by-year"),
        pytest.param("staff", "staff", True, id="staff-by-staff"),
        pytest.param("staff_days", "month", True, id="staff-days-by-month"),
        pytest.param("staff_hours", "date", True, id="staff-hours-by-the-day-it-starts"),
        pytest.param("enrolments", "activity", True, id="enrolments-by-activity"),
        pytest.param("enrolments", "year", False, id="an-enrolment-may-span-two-years"),
        pytest.param("enrolments_started", "year", False, id="one-may-enrol-again"),
        pytest.param("enrolled_nights", "month", True, id="nights-by-month"),
        pytest.param("groups", "year", False, id="a-group-may-span-two-years"),
        pytest.param("groups", "programme", True, id="groups-by-programme"),
        pytest.param("groups_started", "year", True, id="a-group-starts-once"),
        pytest.param("groups_completed", "month", True, id="a-group-ends-once"),
        pytest.param("activities", "kind", True, id="activities-by-kind"),
        pytest.param("activities", "year", False, id="an-activity-may-span-two-years"),
    ],
)
def test_rows_add_up_exactly_when_the_key_determines_one_value(
    rule: str, dimension: str, adds_up: bool
) -> None:
    assert CATALOGUE[rule].separates(dimension) is adds_up


# ---- ratios and shares ----


@pytest.mark.parametrize(
    ("text", "read", "rules"),
    [
        pytest.param("contacts", Expression("contacts"), ("contacts",), id="one-rule"),
        pytest.param(
            "contacts/staff_days",
            Expression("contacts", "staff_days"),
            ("contacts", "staff_days"),
            id="a-ratio",
        ),
        pytest.param(
            "contacts/(contacts+absences)",
            Expression("contacts", "absences", is_share=True),
            ("contacts", "absences"),
            id="a-share",
        ),
        pytest.param("人次_2", Expression("人次_2"), ("人次_2",), id="letters-of-any-script"),
    ],
)
def test_what_a_figure_shows_is_written_as_it_is_read(
    text: str, read: Expression, rules: tuple[str, ...]
) -> None:
    assert Expression.parse(text) == read
    assert str(read) == text
    assert read.rules == rules


def test_spaces_in_a_ratio_do_not_matter() -> None:
    assert Expression.parse("a / ( a + b )") == Expression.parse("a/(a+b)")


@pytest.mark.parametrize(
    "text",
    ["", "contacts/", "/contacts", "a/b/c", "a+b", "a/(b+a)", "a/(a+b", "a/(a-b)", "2a", "a.b"],
)
def test_what_is_no_rule_ratio_or_share_is_none(text: str) -> None:
    assert Expression.parse(text) is None


# ---- rules of somebody's own ----


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        pytest.param(Rule(id="2a", over="sessions", key=("session",)), ["id"], id="a-digit-first"),
        pytest.param(Rule(id="a-b", over="sessions", key=("session",)), ["id"], id="a-hyphen"),
        pytest.param(Rule(id="a", over="session", key=("session",)), ["over"], id="no-such-facts"),
        pytest.param(Rule(id="a", over="sessions", key=()), ["key"], id="an-empty-key"),
        pytest.param(
            Rule(id="a", over="sessions", key=("person",)), ["key"], id="a-key-of-another-table"
        ),
        pytest.param(
            Rule(id="a", over="groups", key=("group",), where={"mode": ("phone",)}),
            ["where"],
            id="a-filter-of-another-table",
        ),
        pytest.param(
            Rule(id="a", over="groups", key=("group",), weight="hours"),
            ["weight"],
            id="groups-have-no-hours",
        ),
        pytest.param(
            Rule(id="a", over="sessions", key=("session",), cap=1), ["cap"], id="a-cap-of-nothing"
        ),
        pytest.param(
            Rule(id="", over="sessions", key=("x", "y"), where={"z": ()}, cap=1),
            ["id", "key", "key", "where", "cap"],
            id="all-at-once",
        ),
        pytest.param(
            Rule(
                id="phone_hours",
                over="attendances",
                key=("person", "date"),
                where={"mode": ("phone",), "person.gender": ("f",)},
                weight="hours",
                cap=8,
            ),
            [],
            id="none",
        ),
    ],
)
def test_what_is_wrong_with_a_rule_is_told_by_field(rule: Rule, expected: list[str]) -> None:
    found = list(faults(rule))
    assert [name for name, _ in found] == expected
    assert all(fault.hint for _, fault in found)


def test_a_key_that_is_nearly_right_is_told_what_was_meant() -> None:
    ((_, fault),) = faults(Rule(id="a", over="attendances", key=("programm",)))
    assert fault == Fault(
        "no-such-key", "attendances cannot be told apart by programm", "did you mean programme?"
    )
