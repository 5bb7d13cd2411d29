from datetime import date
from typing import Any

import pytest

from hkcs_model.dataset import Dataset
from hkcs_model.dates import Period
from hkcs_model.entities import Agency, Counting, Project
from hkcs_model.facts import FACT_TABLES
from hkcs_model.languages import Text
from hkcs_model.problems import UsageError, ValueFault
from hkcs_model.questions import (
    Where,
    as_where,
    ask,
    check_dimension,
    days_of,
    dimensions_of,
    expression,
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
            "activity group kind place programme session staff activity.district attendance.role"
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
    """Of all that the table could have; a column in another language is no dimension."""
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


# ---- days ----


def period(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("where", "asked", "days"),
    [
        pytest.param({}, Period(), (Period(None, AS_AT),), id="all-time-ends-at-the-as-at-day"),
        pytest.param(
            {}, period("2014-06-01", "2015-06-30"), (period("2014-06-01", "2014-12-31"),), id="cut"
        ),
        pytest.param(
            {"quarter": ("2013-Q3",)},
            Period(),
            (period("2013-07-01", "2013-09-30"),),
            id="a-quarter",
        ),
        pytest.param(
            {"year": ("2012", "2013")},
            Period(),
            (period("2012-01-01", "2013-12-31"),),
            id="two-years-are-one-stretch",
        ),
        pytest.param(
            {"month": ("2013-01", "2012-01")},
            Period(),
            (period("2012-01-01", "2012-01-31"), period("2013-01-01", "2013-01-31")),
            id="two-months-are-two",
        ),
        pytest.param(
            {"fy": ("2013-14",), "year": ("2013",)},
            period("2013-02-01", "2013-05-31"),
            (period("2013-04-01", "2013-05-31"),),
            id="all-of-them-must-hold",
        ),
        pytest.param({"year": ("2015",)}, Period(), (), id="after-the-as-at-day"),
        pytest.param({"year": ("",)}, Period(), (), id="days-that-are-not-recorded"),
        pytest.param(
            {"year": ("", "2013")},
            Period(),
            (period("2013-01-01", "2013-12-31"),),
            id="beside-days-that-are",
        ),
        pytest.param({}, Period(date(2015, 1, 1), None), (), id="a-period-yet-to-come"),
    ],
)
def test_the_days_that_dates_and_period_leave(
    where: Where, asked: Period, days: tuple[Period, ...]
) -> None:
    rest, found = days_of({**where, "kind": ("course",)}, asked, AS_AT, 4)
    assert found == days
    assert rest == {"kind": ("course",)}


def test_a_financial_year_starts_when_the_agency_says() -> None:
    question = ask(dataset(1), CONTACTS, {"fy": ("2013",)}, Period())
    assert question.days == (period("2013-01-01", "2013-12-31"),)


# ---- questions ----


def test_a_question_keeps_what_belongs_apart_from_when() -> None:
    where = {"kind": ("course",), "year": ("2013",)}
    question = ask(dataset(), CONTACTS, where, Period(date(2013, 6, 1), None))
    assert question.rule is CONTACTS
    assert question.where == {"kind": ("course",)}
    assert question.days == (period("2013-06-01", "2013-12-31"),)
    assert question.period == period("2013-06-01", "2014-12-31")


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        pytest.param({}, {"kind": ("course", "visit")}, id="the-rules-own-filter"),
        pytest.param({"kind": ("visit", "talk")}, {"kind": ("visit",)}, id="both-must-hold"),
        pytest.param({"kind": ("talk",)}, {"kind": ()}, id="nothing-is-of-both"),
        pytest.param(
            {"place": ("G",)}, {"kind": ("course", "visit"), "place": ("G",)}, id="beside-it"
        ),
    ],
)
def test_a_rules_own_filter_holds_beside_the_questions(where: Where, kept: Where) -> None:
    question = ask(dataset(kids=KIDS), KIDS, where, Period())
    assert question.where == kept
    assert question.days == (period("2013-01-01", "2014-12-31"),)


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
    assert ask(dataset(), CONTACTS, {}, Period(AS_AT, None)).days == (Period(AS_AT, AS_AT),)


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
