from __future__ import annotations

import pytest

from hkcs_model.dates import PartialDate
from hkcs_model.entities import Group
from hkcs_model.figures import figure_of_statement, figures_of
from hkcs_model.languages import Text
from hkcs_model.problems import UsageError
from hkcs_model.statements import contradictions
from tests.reports import HEADERS, activity, dataset, disjoint, request, statement

EDU = statement("a", "persons_served", "44", activity="gz", start="1992")
PRO = statement("b", "persons_served", "~2300", activity="sz", start="2001")
CONTACTS = statement("c", "contacts", "4,000", activity="sz", start="2007-09")
DAYS = statement("d", "staff_days", ">800", activity="sz", start="2007-09")


def test_a_statement_is_a_figure_with_its_words_and_its_scope() -> None:
    """What was published is shown as it was published: value, span, quote, other readings."""
    published = statement(
        "s",
        "persons_served",
        "~2300",
        programme="edu",
        start="2001",
        readings=("enrolments",),
        quote="around 2,300",
        source="page",
        label=Text({"en": "students"}),
    )
    figure = figure_of_statement(dataset(published), published)
    assert (figure.id, figure.label, figure.text) == ("s", "students", "around 2,300")
    assert (figure.low, figure.high, figure.about) == (2250, 2349, 100)
    assert figure.where == {"programme": ("edu",)}
    assert figure.programme == "edu"
    assert figure.period == "2001-01-01/2014-12-31"
    assert [reading.rule for reading in figure.readings] == ["enrolments"]
    assert (figure.quote, figure.source, figure.basis) == ("around 2,300", "page", "stated")
    assert figure.adds_up
    assert not figure.contradicts


def test_a_statement_without_a_label_is_called_as_its_rule_is() -> None:
    assert figure_of_statement(dataset(EDU), EDU).label.startswith("persons served")


def test_a_statement_about_days_to_come_is_shown_as_published() -> None:
    """Of one that begins after the as-at day nothing is counted, and nothing is hidden."""
    late = statement("late", "contacts", "7", activity="sz", start="2020")
    figure = figure_of_statement(dataset(late), late)
    assert (figure.text, figure.period) == ("7", "2020-01-01/..")
    (total,) = figures_of(dataset(late), request("contacts"))
    assert (total.low, total.high, total.basis) == (0, 0, "recorded")


def test_a_total_says_what_it_rests_on() -> None:
    """Persons of two activities may be the same; then that is an assumption of the figure."""
    (figure,) = figures_of(dataset(EDU, PRO), request("persons_served"))
    assert (figure.low, figure.high, figure.about) == (2250, 2393, None)
    assert figure.text == "2,250 to 2,393"
    assert figure.statements == ("a", "b")
    assert len(figure.assumptions) == 2
    assert "sum" in figure.assumptions[1].say("en")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        pytest.param("", "office says that a and b count nothing in common", id="no-reason"),
        pytest.param(
            "their universities differ",
            "office says that a and b count nothing in common: their universities differ",
            id="with-its-reason",
        ),
    ],
)
def test_a_relation_that_was_relied_on_is_an_assumption(reason: str, said: str) -> None:
    known = dataset(EDU, PRO, relations=(disjoint("a", "b", reason),))
    (figure,) = figures_of(known, request("persons_served"))
    assert (figure.low, figure.high) == (2294, 2393)
    assert figure.assumptions[-1].say("en") == said


def test_a_ratio_is_of_two_answers() -> None:
    (figure,) = figures_of(
        dataset(CONTACTS, DAYS), request("contacts/staff_days", where={"activity": ("sz",)})
    )
    assert (figure.low, figure.high, figure.high_exclusive) == (0, 5, True)
    assert figure.text == "fewer than 5.00"
    assert figure.rule == "contacts/staff_days"
    assert figure.label == "contacts (person-times) / staff-days (days of supervision)"
    assert figure.programme == "pro"


ELSEWHERE = (
    statement("e", "staff_days", "5", activity="gz"),
    statement("f", "sessions", "5", activity="gz"),
)


def test_a_share_with_nothing_of_the_rest_is_all() -> None:
    """Where another activity's total is no part of the question, there is none of it: recorded."""
    (figure,) = figures_of(
        dataset(CONTACTS, *ELSEWHERE),
        request("contacts/(contacts+sessions)", where={"activity": ("sz",)}),
    )
    assert (figure.low, figure.high, figure.basis) == (1, 1, "combined")


def test_what_nothing_is_known_of_is_refused_and_not_0() -> None:
    """Neither a statement of it nor anything to count it from: naming what is missing."""
    with pytest.raises(UsageError, match="staff_days: the dataset has neither sessions nor a"):
        figures_of(dataset(CONTACTS), request("contacts/staff_days"))


def test_a_ratio_over_nothing_is_not_known() -> None:
    (figure,) = figures_of(
        dataset(CONTACTS, *ELSEWHERE),
        request("contacts/staff_days", where={"activity": ("sz",)}),
    )
    assert (figure.low, figure.high) == (None, None)
    assert figure.text == "not known"
    assert figure.say("zh-Hant") == "不詳"


def test_rows_are_the_values_that_scopes_keep_to() -> None:
    """A row is the answer to the question asked of its value alone."""
    rows = figures_of(dataset(EDU, PRO, CONTACTS), request("persons_served", by=("programme",)))
    assert [(dict(row.by), row.low, row.high) for row in rows] == [
        ({"programme": "edu"}, 44, 44),
        ({"programme": "pro"}, 2250, 2349),
    ]
    assert not any(row.adds_up for row in rows)
    (contacts,) = figures_of(dataset(CONTACTS), request("contacts", by=("programme", "kind")))
    assert contacts.by == {"programme": "pro", "kind": "supervision"}
    assert contacts.adds_up


def test_a_filter_holds_for_rows_too() -> None:
    asked = request("persons_served", by=("programme",), where={"programme": ("edu", "none")})
    assert [dict(row.by) for row in figures_of(dataset(EDU, PRO), asked)] == [{"programme": "edu"}]


def test_rows_of_ratios_are_those_of_either_rule() -> None:
    rows = figures_of(
        dataset(CONTACTS, statement("e", "staff", "3", activity="gz")),
        request("contacts/staff", by=("activity",)),
    )
    assert [(dict(row.by)["activity"], row.low, row.high) for row in rows] == [
        ("gz", 0, 0),
        ("sz", None, None),
    ]
    assert not any(row.adds_up for row in rows)


def test_a_date_makes_a_row_where_a_whole_span_lies_in_it() -> None:
    """A total of one year is of that year; one of many years is a row of none of them."""
    years = dataset(
        statement("y", "contacts", "300", activity="sz", start="2008", end="2008"),
        statement("z", "contacts", "900", activity="sz", start="2009", end="2011"),
        statement("o", "contacts", "5", activity="gz", end="1999"),
    )
    rows = figures_of(years, request("contacts", by=("year",)))
    assert [(dict(row.by), row.low, row.high) for row in rows] == [({"year": "2008"}, 300, 300)]


def test_partners_make_rows_and_do_not_add_up() -> None:
    known = dataset(
        statement("p", "contacts", "9", activity="gz"),
        activities=(activity("gz", "edu", partners=("pku", "sysu")),),
    )
    rows = figures_of(known, request("contacts", by=("partner",)))
    assert [(dict(row.by), row.low, row.high) for row in rows] == [
        ({"partner": "pku"}, 9, 9),
        ({"partner": "sysu"}, 9, 9),
    ]
    assert not any(row.adds_up for row in rows)


def test_where_nothing_is_stated_in_time_there_are_no_rows() -> None:
    late = statement("late", "contacts", "7", activity="sz", start="2020")
    assert figures_of(dataset(late), request("contacts", by=("activity",))) == []


def test_where_nothing_can_be_known_rows_are_refused() -> None:
    """A dataset that has neither records nor a statement of a rule does not say that it is 0."""
    with pytest.raises(UsageError, match="contacts: the dataset has neither sessions nor a stat"):
        figures_of(dataset(), request("contacts", by=("activity",)))


def test_a_contradiction_is_a_reason_of_the_figure() -> None:
    whole = statement("w", "contacts", "100", programme="pro")
    known = dataset(whole, CONTACTS)
    (total,) = figures_of(known, request("contacts"))
    assert (total.low, total.high, total.contradicts) == (4000, 4000, True)
    assert figure_of_statement(known, whole, contradictions(known)["contacts"]).contradicts
    assert not figure_of_statement(known, whole, contradictions(known)["contacts"][:0]).contradicts
    said = total.contradictions[0].say("en")
    assert said == "c: at least 4,000; w: at most 100; not all of it can be true"


@pytest.mark.parametrize(
    ("rule", "where", "message"),
    [
        pytest.param("contakts", {}, "contakts: no such rule; did you mean contacts", id="rule"),
        pytest.param("contacts/", {}, "not a rule, a ratio a/b or a share", id="no-expression"),
        pytest.param(
            "contacts", {"mode": ("phone",)}, "this dataset has no dimension mode", id="dimension"
        ),
        pytest.param("contacts", {"year": ("2k",)}, "not a date; write it as", id="value"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    rule: str, where: dict[str, tuple[str, ...]], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        figures_of(dataset(CONTACTS), request(rule, where=where))


def test_records_stand_beside_what_was_published() -> None:
    """A figure from statements alone would tell a part for the whole where there are records."""
    headers = {**HEADERS, "groups": ("id", "activity", "start")}
    group = Group(id="g", activity="gz", start=PartialDate(2007))
    (alone,) = figures_of(dataset(groups=(group,), headers=headers), request("groups"))
    assert (alone.low, alone.high, alone.basis) == (1, 1, "recorded")
    assert alone.assumptions == ()
    published = statement("p", "groups", "4", activity="sz")
    known = dataset(published, groups=(group,), headers=headers)
    (both,) = figures_of(known, request("groups"))
    assert (both.low, both.high, both.basis) == (5, 5, "combined")
    assert both.statements == ("p",)
    assert len(both.assumptions) == 1


def test_rows_that_a_wider_total_reaches_do_not_add_up() -> None:
    """100 in a programme and 70 in one of its activities: the row of 70 is not the total."""
    known = dataset(
        statement("w", "contacts", "100", programme="pro"),
        statement("p", "contacts", "70", activity="sz"),
    )
    (row,) = figures_of(known, request("contacts", by=("activity",)))
    assert (dict(row.by), row.low, row.adds_up) == ({"activity": "sz"}, 70, False)


def test_a_financial_year_before_the_first_year_makes_no_row() -> None:
    known = dataset(statement("o", "contacts", "5", activity="gz", start="0001", end="0001"))
    assert figures_of(known, request("contacts", by=("fy",))) == []


def test_many_statements_are_reported_in_time() -> None:
    """A hundred and twenty months of persons enrolled, each of which may be the others'."""
    months = [
        statement(f"m{n}", "enrolled_persons", "5", start=when, end=when)
        for n, when in enumerate(f"{2004 + n // 12}-{n % 12 + 1:02}" for n in range(120))
    ]
    known = dataset(*months)
    found = contradictions(known)["enrolled_persons"]
    assert [figure_of_statement(known, month, found).low for month in months] == [5] * 120
