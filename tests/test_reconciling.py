"""Published totals held against the records, and against the laws between any two counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from hkcs_model.dataset import Dataset
from hkcs_model.dates import PartialDate
from hkcs_model.entities import Group
from hkcs_model.intake import load
from hkcs_model.problems import Origin
from hkcs_model.quantity import Quantity
from hkcs_model.reconciling import LAWS, VERDICTS, Reconciled, reconcile, warnings
from hkcs_model.rules import CATALOGUE
from tests.datasets import PROJECT, Files, write_dataset
from tests.reports import HEADERS, dataset, statement

RECORDS: Files = {
    "project": PROJECT + '[[programmes]]\nid = "pro"\n',
    "activities": "id,programme,kind\na1,edu,course\na2,pro,visit\n",
    "sessions": "id,activity,date\ns1,a1,2014-01-10\ns2,a1,2014-02-10\ns3,a2,2014-03-10\n",
    "attendances": "session,person,status\n"
    "s1,p1,attended\ns1,p2,attended\ns2,p1,attended\ns2,p3,\ns3,p2,attended\n",
}
"""Contacts: 3 of a1 and one that may be; 1 of a2."""


def known(folder: Path, *stated: str) -> Dataset:
    """A dataset of records with statements: each row `id,rule,value,activity,start,readings`."""
    rows = "\n".join(["id,rule,value,activity,start,readings", *stated, ""])
    return load(write_dataset(folder / "data", {**RECORDS, "statements": rows}))


def verdicts(found: Reconciled) -> list[tuple[str, str, str]]:
    return [(one.statement, one.rule, one.verdict) for one in found.statements]


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        pytest.param("3", "agrees", id="the-lower-end"),
        pytest.param("4", "agrees", id="the-upper-end"),
        pytest.param("~10", "records fall short", id="around-10-is-5-to-14"),
        pytest.param(">=2", "agrees", id="at-least"),
        pytest.param("4..9", "agrees", id="the-intervals-meet"),
        pytest.param("5", "records fall short", id="one-more"),
        pytest.param(">4", "records fall short", id="more-than-all-of-them"),
        pytest.param("2", "records exceed", id="one-fewer"),
        pytest.param("<3", "records exceed", id="fewer-than-there-certainly-are"),
        pytest.param("<=2", "records exceed", id="at-most"),
    ],
)
def test_a_total_agrees_where_the_intervals_meet(value: str, verdict: str, tmp_path: Path) -> None:
    """3 are recorded, and one more may be."""
    found = reconcile(known(tmp_path, f"st1,contacts,{value},a1,,"))
    (one,) = found.statements
    assert one.recorded == Quantity(3, 4)
    assert one.verdict == verdict
    assert one.verdict in VERDICTS
    assert found.differs is (verdict != "agrees")


def test_a_total_is_held_against_the_records_of_its_scope_and_span(tmp_path: Path) -> None:
    """A span without an end is up to the as-at day."""
    found = reconcile(known(tmp_path, "st1,contacts,4,a1,2014-02,", "st2,contacts,6,,,"))
    assert [one.recorded for one in found.statements] == [Quantity(1, 2), Quantity(4, 5)]
    assert [one.stated for one in found.statements] == [Quantity(4, 4), Quantity(6, 6)]


def test_a_total_is_held_under_each_reading_that_its_words_allow(tmp_path: Path) -> None:
    """That records do not agree with another reading is no difference."""
    found = reconcile(known(tmp_path, "st1,contacts,1,a2,,sessions; persons_served; staff_days"))
    assert verdicts(found) == [
        ("st1", "contacts", "agrees"),
        ("st1", "sessions", "agrees"),
        ("st1", "persons_served", "agrees"),
        ("st1", "staff_days", "no records"),
    ]
    assert [one.is_reading for one in found.statements] == [False, True, True, True]
    assert found.statements[1].rule_labels == CATALOGUE["sessions"].label
    assert not found.differs
    other = reconcile(known(tmp_path, "st1,contacts,1,a2,,", "st2,sessions,1,a2,,contacts"))
    assert not other.differs
    other = reconcile(known(tmp_path, "st1,persons_served,2,a1,,contacts"))
    assert verdicts(other)[1:] == [("st1", "contacts", "records exceed")]
    assert not other.differs


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("st1,staff_days,9,a1,,", id="a-column-that-is-missing"),
        pytest.param("st1,enrolments,9,a1,,", id="a-table-that-is-missing"),
        pytest.param("st1,contacts,9,a2,2014-04,", id="none-in-its-span"),
        pytest.param("st1,contacts,9,a2,2015,", id="days-after-the-as-at-day"),
    ],
)
def test_a_total_without_records_is_no_difference(row: str, tmp_path: Path) -> None:
    found = reconcile(known(tmp_path, row))
    (one,) = found.statements
    assert (one.recorded, one.verdict) == (None, "no records")
    assert not found.differs


def test_without_statements_there_is_nothing_to_hold() -> None:
    found = reconcile(dataset())
    assert found == Reconciled(statements=(), laws=())
    assert not found.differs


def test_without_any_table_of_records_there_are_none() -> None:
    found = reconcile(dataset(statement("a", "contacts", "5"), statement("b", "groups", "5")))
    assert [one.verdict for one in found.statements] == ["no records", "no records"]
    assert not found.differs


def test_what_has_no_label_is_called_by_its_id() -> None:
    group = Group(id="g", activity="gz", start=PartialDate(2007))
    headers = {**HEADERS, "groups": ("id", "activity", "start")}
    known_ = dataset(statement("a", "groups", "2"), groups=(group,), headers=headers)
    (one,) = reconcile(known_).statements
    assert one.labels.say("en") == "a"
    assert one.verdict == "records fall short"


# ---- the laws ----


def told(found: Reconciled) -> list[tuple[str, str, bool]]:
    return [(law.smaller, law.larger, law.condition is not None) for law in found.laws]


@pytest.mark.parametrize(
    ("smaller", "larger", "condition"),
    [pytest.param(*law, id="-".join(law[:2])) for law in LAWS],
)
@pytest.mark.parametrize(
    ("less", "more", "is_broken"),
    [
        pytest.param("123", "123", False, id="as-many"),
        pytest.param("123", "122", True, id="one-fewer"),
        pytest.param("~120", "<120", False, id="around-may-be-less"),
        pytest.param(">100", "<=100", True, id="more-than-at-most"),
        pytest.param("<=9", "0", False, id="at-most-may-be-nothing"),
        pytest.param("5", ">=1", False, id="no-upper-limit"),
    ],
)
def test_a_law_is_broken_where_no_numbers_keep_it(
    smaller: str, larger: str, condition: str, less: str, more: str, *, is_broken: bool
) -> None:
    """What the law holds under is told with it."""
    data = dataset(statement("a", smaller, less), statement("b", larger, more))
    found = reconcile(data)
    assert told(found) == ([("a", "b", bool(condition))] if is_broken else [])
    assert found.differs is is_broken
    for law in found.laws:
        said = law.message.say("en")
        assert said.index("a: ") < said.index("b: ")
        assert (law.condition.say("en") if law.condition else "") == condition


@pytest.mark.parametrize(
    ("one", "other", "is_broken"),
    [
        pytest.param({}, {}, True, id="the-same"),
        pytest.param({"activity": "gz"}, {"programme": "edu"}, True, id="inside-a-wider-one"),
        pytest.param({"start": "2008", "end": "2008"}, {"start": "2007"}, True, id="and-shorter"),
        pytest.param({"programme": "edu"}, {"activity": "gz"}, False, id="wider"),
        pytest.param({"activity": "gz"}, {"activity": "sz"}, False, id="of-something-else"),
        pytest.param({"start": "2007"}, {"start": "2008"}, False, id="longer"),
    ],
)
def test_a_law_holds_for_a_total_and_a_wider_or_equal_one(
    one: dict[str, str], other: dict[str, str], *, is_broken: bool
) -> None:
    """Fewer contacts cannot be had with more persons, in the same place and time or in a wider."""
    data = dataset(
        statement("a", "persons_served", "50", **one), statement("b", "contacts", "40", **other)
    )
    assert bool(reconcile(data).laws) is is_broken


def test_each_pair_that_breaks_a_law_is_told() -> None:
    data = dataset(
        statement("a", "persons_served", "50"),
        statement("b", "contacts", "40"),
        statement("c", "contacts", "30"),
        statement("d", "staff_contacts", "20"),
    )
    assert told(reconcile(data)) == [
        ("a", "b", False),
        ("a", "c", False),
        ("a", "d", True),
        ("b", "d", True),
        ("c", "d", True),
    ]


def test_a_law_that_is_broken_whatever_is_not_recorded_is_a_warning(tmp_path: Path) -> None:
    """At the statement that says more, both named by their ids; not one that has a condition."""
    rows = "id,rule,value\na,person_days,50\nb,persons_served,60\nc,contacts,40\n"
    data = load(write_dataset(tmp_path, {"statements": rows}))
    assert told(reconcile(data)) == [("b", "a", False), ("b", "c", False), ("a", "c", True)]
    found = [problem for problem in data.warnings if problem.code == "contradiction"]
    assert [problem.origin.row for problem in found] == [3, 3]
    assert all("b: " in problem.message for problem in found)
    assert {problem.severity for problem in found} == {"warning"}


def test_a_statement_from_nowhere_is_told_of_its_table() -> None:
    data = dataset(statement("a", "persons_served", "50"), statement("b", "contacts", "40"))
    (problem,) = warnings(data)
    assert problem.origin == Origin("statements")
    assert problem.hint
