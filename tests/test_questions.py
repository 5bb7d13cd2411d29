from datetime import date
from functools import reduce
from typing import Any

import pytest

from hkcs_model.dataset import Dataset
from hkcs_model.dates import DATE_DIMENSIONS, Days, Period, days_within, meet_days
from hkcs_model.entities import Agency, Counting, Project
from hkcs_model.facts import FACT_TABLES, FactTable
from hkcs_model.languages import Text
from hkcs_model.problems import UsageError, ValueFault
from hkcs_model.questions import (
    Where,
    as_where,
    ask,
    check_dimension,
    date_conditions,
    dimensions_of,
    expression,
    held_in,
    missing_needs,
)
from hkcs_model.rules import CATALOGUE, Expression, Rule

AS_AT = date(2014, 12, 31)
DATES = ["date", "month", "quarter", "year", "fy"]
HEADERS = {
    "activities": ("id", "programme", "kind", "kind@zh-Hant", "title", "district", "district@en"),
    "statements": ("id", "rule", "value", "place"),
    "sessions": ("id", "activity", "date", "staff", "topic"),
    "persons": ("id", "same_as", "gender"),
    "attendances": ("session", "person", "status", "role"),
    "enrolments": ("person", "activity", "start", "end", "group", "grade"),
}
CONTACTS = CATALOGUE["contacts"]
KIDS = Rule(
    id="kids",
    over="attendances",
    key=("person",),
    where={"kind": ("course", "visit"), "year": ("2013", "2014")},
)


def dataset(year_starts_in: int = 4, **own_rules: Rule) -> Dataset:
    return Dataset(
        agency=Agency(name=Text()),
        project=Project(title=Text(), as_at=AS_AT),
        counting=Counting(year_starts_in=year_starts_in),
        own_rules=own_rules,
        headers=HEADERS,
    )


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "attendances",
            "activity kind place programme session staff activity.district attendance.role"
            " person.gender session.topic",
            id="attendances",
        ),
        pytest.param(
            "enrolments",
            "activity group kind place programme activity.district enrolment.grade person.gender",
            id="enrolments",
        ),
        pytest.param(
            "activities", "activity kind place programme activity.district", id="activities"
        ),
    ],
)
def test_a_dataset_has_the_dimensions_that_its_columns_give(table: str, expected: str) -> None:
    """Of all that the table could have; a column in another language is no dimension.

    Nor is a group where the rows that are counted have none: here those of enrolments alone do.
    """
    found = dimensions_of(HEADERS, FACT_TABLES[table])
    assert sorted(found) == sorted([*expected.split(), *DATES])


def test_without_any_table_there_are_dates_alone() -> None:
    assert dimensions_of({}, FACT_TABLES["attendances"]) == DATES


@pytest.mark.parametrize(
    ("dimension", "message"),
    [
        pytest.param("mode", "this dataset has no dimension mode", id="the-dataset-lacks-it"),
        pytest.param(
            "enrolment.grade",
            "attendances has no dimension enrolment.grade",
            id="the-table-lacks-it",
        ),
        pytest.param("person", "attendances has no dimension person", id="nobody-by-himself"),
        pytest.param("plaice", "no dimension plaice; did you mean place", id="a-slip-of-the-pen"),
    ],
)
def test_a_dimension_that_is_not_there_is_refused_with_those_that_are(
    dimension: str, message: str
) -> None:
    with pytest.raises(ValueFault, match=message):
        check_dimension(HEADERS, FACT_TABLES["attendances"], dimension)


# ---- what holds the values, and what a rule needs ----


@pytest.mark.parametrize(
    ("dimension", "columns"),
    [
        pytest.param("programme", ("activities.programme", "statements.programme"), id="both"),
        pytest.param("partner", ("activities.partners", "statements.partner"), id="partners"),
        pytest.param("mode", ("sessions.mode",), id="of-sessions-alone"),
        pytest.param("group", ("groups.id", "sessions.group", "enrolments.group"), id="three"),
        pytest.param("activity.district", ("activities.district",), id="an-attribute"),
        pytest.param("person.gender", ("persons.gender",), id="of-persons"),
        pytest.param("month", (), id="a-date-stands-in-no-column-of-its-own"),
        pytest.param("plaice", (), id="no-dimension"),
        pytest.param("planet.size", (), id="no-owner-of-attributes"),
    ],
)
def test_the_values_of_a_dimension_stand_in_these_columns(
    dimension: str, columns: tuple[str, ...]
) -> None:
    assert held_in(dimension) == columns


@pytest.mark.parametrize("table", FACT_TABLES.values(), ids=list(FACT_TABLES))
def test_a_dataset_holds_values_of_every_dimension_that_it_has(table: FactTable) -> None:
    """What may be asked by stands in a column that is there; dates are made, not held."""
    there = {f"{name}.{column}" for name, columns in HEADERS.items() for column in columns}
    found = set(dimensions_of(HEADERS, table)) - set(DATE_DIMENSIONS)
    assert found
    assert [dimension for dimension in found if not there & set(held_in(dimension))] == []


@pytest.mark.parametrize(
    ("rule", "headers", "lacks"),
    [
        pytest.param("contacts", HEADERS, [], id="nothing"),
        pytest.param("groups", HEADERS, ["groups"], id="a-table"),
        pytest.param("contacts", {}, ["sessions", "attendances"], id="every-table-in-its-order"),
        pytest.param("absences", HEADERS, [], id="a-column-that-is-there"),
        pytest.param(
            "absences",
            {"sessions": (), "attendances": ("session", "person")},
            ["attendances.status"],
            id="a-column-of-a-table-that-is-there",
        ),
        pytest.param(
            "staff", {}, ["sessions", "sessions.staff"], id="a-column-of-a-table-that-is-not"
        ),
    ],
)
def test_a_rule_lacks_the_tables_and_columns_that_are_not_there(
    rule: str, headers: dict[str, tuple[str, ...]], lacks: list[str]
) -> None:
    assert missing_needs(headers, CATALOGUE[rule]) == lacks


# ---- days ----


def period(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end))


UNTIL = (Period(None, AS_AT),)


@pytest.mark.parametrize(
    ("where", "asked", "conditions", "shared"),
    [
        pytest.param({}, Period(), [UNTIL], UNTIL, id="all-time-ends-at-the-as-at-day"),
        pytest.param(
            {},
            period("2014-06-01", "2015-06-30"),
            [(period("2014-06-01", "2014-12-31"),)],
            (period("2014-06-01", "2014-12-31"),),
            id="a-period-is-cut",
        ),
        pytest.param(
            {"fy": ("2014-15",)},
            Period(),
            [UNTIL, (period("2014-04-01", "2014-12-31"),)],
            (period("2014-04-01", "2014-12-31"),),
            id="a-filter-is-cut-too",
        ),
        pytest.param(
            {"quarter": ("2013-Q3",)},
            Period(),
            [UNTIL, (period("2013-07-01", "2013-09-30"),)],
            (period("2013-07-01", "2013-09-30"),),
            id="a-quarter",
        ),
        pytest.param(
            {"year": ("2012", "2013")},
            Period(),
            [UNTIL, (period("2012-01-01", "2013-12-31"),)],
            (period("2012-01-01", "2013-12-31"),),
            id="two-years-are-one-stretch",
        ),
        pytest.param(
            {"month": ("2013-01", "2012-01")},
            Period(),
            [UNTIL, (period("2012-01-01", "2012-01-31"), period("2013-01-01", "2013-01-31"))],
            (period("2012-01-01", "2012-01-31"), period("2013-01-01", "2013-01-31")),
            id="two-months-are-two",
        ),
        pytest.param(
            {"fy": ("2013-14",), "year": ("2013",)},
            period("2013-02-01", "2013-05-31"),
            [
                (period("2013-02-01", "2013-05-31"),),
                (period("2013-01-01", "2013-12-31"),),
                (period("2013-04-01", "2014-03-31"),),
            ],
            (period("2013-04-01", "2013-05-31"),),
            id="a-condition-of-each-and-of-the-period",
        ),
        pytest.param({"year": ("2015",)}, Period(), [UNTIL, ()], (), id="after-the-as-at-day"),
        pytest.param({"year": ("",)}, Period(), [UNTIL, ()], (), id="days-that-are-not-recorded"),
        pytest.param(
            {"year": ("", "2013")},
            Period(),
            [UNTIL, (period("2013-01-01", "2013-12-31"),)],
            (period("2013-01-01", "2013-12-31"),),
            id="beside-days-that-are",
        ),
        pytest.param({}, Period(date(2015, 1, 1), None), [()], (), id="a-period-yet-to-come"),
    ],
)
def test_a_period_and_each_date_that_is_filtered_are_conditions(
    where: Where, asked: Period, conditions: list[Days], shared: Days
) -> None:
    """A fact has a day of each set; what has one day alone has it in all of them.

    No condition reaches past the as-at day, and what is no date is none.
    """
    found = date_conditions({**where, "kind": ("course",)}, asked, AS_AT, 4)
    assert list(found) == conditions
    assert reduce(meet_days, found) == shared
    assert all(days_within(days, UNTIL) for days in found)


def test_a_financial_year_starts_when_the_agency_says() -> None:
    question = ask(dataset(1), CONTACTS, {"fy": ("2013",)}, Period())
    assert question.conditions == (UNTIL, (period("2013-01-01", "2013-12-31"),))


# ---- questions ----


def test_a_question_keeps_what_belongs_apart_from_when() -> None:
    where = {"kind": ("course",), "year": ("2013",)}
    question = ask(dataset(), CONTACTS, where, Period(date(2013, 6, 1), None))
    assert question.rule is CONTACTS
    assert question.where == where
    assert question.undated == {"kind": ("course",)}
    assert question.conditions == (
        (period("2013-06-01", "2014-12-31"),),
        (period("2013-01-01", "2013-12-31"),),
    )
    assert question.period == period("2013-06-01", "2014-12-31")


@pytest.mark.parametrize(
    "where",
    [
        pytest.param({}, id="everything"),
        pytest.param({"kind": ("visit", "talk")}, id="of-the-same-dimension"),
        pytest.param({"kind": ("talk",)}, id="nothing-is-of-both"),
        pytest.param({"place": ("G",)}, id="of-another"),
    ],
)
def test_a_rules_own_filter_stays_with_the_rule(where: Where) -> None:
    """It is part of what is counted, not of what is asked: nothing of the question is narrowed."""
    question = ask(dataset(kids=KIDS), KIDS, where, Period())
    assert question.where == where
    assert question.conditions == (UNTIL,)
    assert question.rule.where == {"kind": ("course", "visit"), "year": ("2013", "2014")}


def test_a_rule_may_filter_by_what_only_records_would_have() -> None:
    """The dataset has no such column, and its statements of the rule can be asked all the same."""
    phoned = Rule(id="phoned", over="attendances", key=("person",), where={"mode": ("phone",)})
    question = ask(dataset(phoned=phoned), phoned, {"kind": ("course",)}, Period())
    assert question.where == {"kind": ("course",)}
    with pytest.raises(UsageError, match="phoned: this dataset has no dimension mode"):
        ask(dataset(phoned=phoned), phoned, {"mode": ("phone",)}, Period())


@pytest.mark.parametrize(
    ("where", "asked", "message"),
    [
        pytest.param(
            {},
            Period(date(2015, 1, 1), None),
            "begins on 2015-01-01, after the as-at day, 2014-12-31",
            id="a-period-that-is-yet-to-come",
        ),
        pytest.param(
            {"mode": ("phone",)}, Period(), "contacts: this dataset has no", id="no-dimension"
        ),
        pytest.param(
            {"month": ("May",)}, Period(), "contacts: not a date; write it as", id="no-month"
        ),
    ],
)
def test_a_question_that_cannot_be_put_so_is_refused(
    where: Where, asked: Period, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        ask(dataset(), CONTACTS, where, asked)


def test_a_period_may_begin_on_the_as_at_day() -> None:
    question = ask(dataset(), CONTACTS, {}, Period(AS_AT, None))
    assert question.conditions == ((Period(AS_AT, AS_AT),),)
    assert question.period == Period(AS_AT, AS_AT)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("contacts/kids", Expression("contacts", "kids"), id="an-own-rule"),
        pytest.param("contacts", Expression("contacts"), id="one-of-the-catalogue"),
    ],
)
def test_what_a_figure_shows_names_rules_that_there_are(text: str, read: Expression) -> None:
    assert expression(dataset(kids=KIDS), text) == read


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("contact", "contact: no such rule; did you mean contacts", id="a-slip"),
        pytest.param("contacts/kids", "kids: no such rule", id="below-the-line"),
        pytest.param("contacts+staff", "not a rule, a ratio a/b or a share", id="a-sum"),
    ],
)
def test_what_is_no_rule_is_refused_with_the_nearest(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        expression(dataset(), text)


@pytest.mark.parametrize(
    ("given", "where"),
    [
        pytest.param(None, {}, id="no-filter"),
        pytest.param({"kind": "course"}, {"kind": ("course",)}, id="one-value"),
        pytest.param({"kind": ["a", "b"]}, {"kind": ("a", "b")}, id="several"),
        pytest.param({"kind": ""}, {"kind": ("",)}, id="what-is-not-recorded"),
    ],
)
def test_a_filter_may_be_given_as_is_handy(given: Any, where: Where) -> None:
    assert as_where(given) == where
