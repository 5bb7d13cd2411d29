"""Records inside, beside and outside of published totals, and what the two come to together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hkcs_model.amounts import Recorded
from hkcs_model.blocks import blocks_of
from hkcs_model.dataset import Dataset
from hkcs_model.dates import Period
from hkcs_model.figures import count
from hkcs_model.intake import load
from hkcs_model.languages import Text
from hkcs_model.problems import UsageError
from hkcs_model.quantity import Number, Quantity
from hkcs_model.questions import as_where, ask
from hkcs_model.recorded import recorded
from hkcs_model.report import Figure
from hkcs_model.rules import CATALOGUE
from hkcs_model.scopes import where_of
from hkcs_model.statements import BASES, Answer, answer
from tests.datasets import PROJECT, Files, write_dataset
from tests.reports import statement

RECORDS: Files = {
    "project": PROJECT + '[[programmes]]\nid = "pro"\n',
    "activities": "id,programme,kind\na1,edu,course\na2,pro,visit\n",
    "sessions": "id,activity,date\ns1,a1,2014-01-10\ns2,a1,2014-02-10\ns3,a2,2014-03-10\n",
    "attendances": "session,person,status\n"
    "s1,p1,attended\ns1,p2,attended\ns2,p1,attended\ns2,p3,\ns3,p2,attended\ns3,p4,attended\n",
}
"""Contacts: 3 of a1 and one that may be; 2 of a2. Persons: p1, p2, p4, and p3 who may be."""

LASTING: Files = {
    "activities": "id,programme,kind\na1,edu,course\na2,edu,visit\n",
    "enrolments": "person,activity,start,end\np1,a1,2013-09-01,2014-06-30\np2,a1,2014-02-01,\n",
}
"""Persons enrolled: one in both years, one in 2014 alone."""


def exactly(number: int) -> Quantity:
    return Quantity.exactly(number)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def known(folder: Path, *stated: str, files: Files = RECORDS, **more: str) -> Dataset:
    """A dataset of records with statements: each row `id,rule,value,activity,start,end`."""
    rows = {"statements": "\n".join(["id,rule,value,activity,start,end", *stated, ""])}
    return load(write_dataset(folder, {**files, **(rows if stated else {}), **more}))


def answered(
    data: Dataset, rule: str, period: str = "", basis: str = "combined", **where: Any
) -> Answer:
    question = ask(data, CATALOGUE[rule], as_where(where), Period.parse(period))
    return answer(data, question, basis)


def held(data: Dataset, rule: str, period: str = "") -> Recorded:
    """What records say beside the statements of a rule."""
    question = ask(data, CATALOGUE[rule], {}, Period.parse(period))
    return recorded(data, question, blocks_of(data, question))


def lows_apart(found: Recorded) -> dict[frozenset[int], Number]:
    """Of each set of totals, the records that are certainly outside of exactly these."""
    return {part.outside: part.quantity.low for part in found.apart}


# ---- which records stand where ----


def test_without_totals_all_records_stand_beside_them(folder: Path) -> None:
    found = held(known(folder), "contacts")
    assert found.takes_part
    assert found.quantity == found.beside == Quantity(5, 6)
    assert found.inside == ()
    assert lows_apart(found) == {frozenset(): 5}


def test_records_are_inside_a_total_or_beside_it(folder: Path) -> None:
    """What may be a contact of the activity is inside its total if it is one."""
    found = held(known(folder, "st1,contacts,10,a1,,"), "contacts")
    assert found.inside == (Quantity(3, 4),)
    assert found.beside == exactly(2)
    assert lows_apart(found) == {frozenset(): 3, frozenset({0}): 2}


def test_what_the_key_does_not_determine_keeps_no_records_apart(folder: Path) -> None:
    """A person of one activity may be a person of the other."""
    found = held(known(folder, "st1,persons_served,10,a1,,"), "persons_served")
    assert found.inside == (Quantity(2, 3),)
    assert found.beside == exactly(2)
    assert lows_apart(found) == {frozenset(): 3}


def test_a_date_keeps_records_apart_where_the_key_determines_it(folder: Path) -> None:
    found = held(known(folder, "st1,contacts,10,,2014-01,2014-01"), "contacts")
    assert found.inside == (exactly(2),)
    assert lows_apart(found) == {frozenset(): 2, frozenset({0}): 3}


def test_a_date_that_is_not_known_puts_a_record_neither_inside_nor_outside(folder: Path) -> None:
    """A session of January or February is not certainly in a total of January."""
    sessions = "id,activity,date\ns1,a1,2014\ns2,a1,2014-02-10\ns3,a2,2014-03-10\n"
    data = known(folder, "st1,contacts,10,,2014-01,2014-01", sessions=sessions)
    found = held(data, "contacts")
    assert found.inside == (exactly(0),)
    assert found.beside == Quantity(5, 6)
    assert lows_apart(found) == {frozenset(): 2, frozenset({0}): 3}


def test_nothing_recorded_takes_no_part(folder: Path) -> None:
    found = held(known(folder), "contacts", period="2013")
    assert found == Recorded(quantity=exactly(0), takes_part=False)


def test_a_statement_keeps_to_what_it_names() -> None:
    assert where_of(statement("s", "contacts", "1")) == {}
    found = where_of(statement("s", "contacts", "1", programme="p", partner="x", start="2014"))
    assert found == {"programme": ("p",), "partner": ("x",)}


# ---- what they come to together ----


@pytest.mark.parametrize(
    ("rule", "stated", "expected"),
    [
        pytest.param("contacts", "10,a1,,", exactly(12), id="beside-what-is-stated"),
        pytest.param("contacts", ">=1,a1,,", Quantity(5, None), id="inside-at-least-theirs"),
        pytest.param("contacts", "<=9,a1,,", Quantity(5, 11), id="inside-at-most-what-is-stated"),
        pytest.param("contacts", "10,,,", exactly(10), id="all-inside"),
        pytest.param("contacts", "10,,2013,2013", Quantity(15, 16), id="apart-by-date"),
        pytest.param("persons_served", "10,a1,,", Quantity(10, 12), id="persons-may-be-the-same"),
        pytest.param("persons_served", "1..9,a1,,", Quantity(3, 11), id="the-records-are-more"),
        pytest.param("persons_served", "10,,,", exactly(10), id="persons-all-inside"),
        pytest.param("persons_served", "10,,2013,2013", Quantity(10, 14), id="persons-of-years"),
    ],
)
def test_totals_and_records_are_one_sum(
    rule: str, stated: str, expected: Quantity, folder: Path
) -> None:
    """Lows are added where nothing can be counted twice, highs where nothing is inside."""
    found = answered(known(folder, f"st1,{rule},{stated}"), rule)
    assert found.quantity == expected
    assert found.basis == "combined"
    assert found.contradictions == ()
    assert found.quantity.about is None
    assert found.records is not None
    assert found.records.takes_part


def test_around_is_gone_from_a_sum_with_records(folder: Path) -> None:
    data = known(folder, "st1,contacts,~10,,,")
    assert answered(data, "contacts").quantity.about is None
    assert answered(data, "contacts", basis="stated").quantity.about == 10


@pytest.mark.parametrize(
    ("rule", "stated", "overlaps"),
    [
        pytest.param("persons_served", "10,a1,,", True, id="persons-of-two-activities"),
        pytest.param("persons_served", "10,,,", False, id="none-beside"),
        pytest.param("contacts", "10,,2013,2013", False, id="contacts-of-another-year"),
        pytest.param("contacts", "10,a1,,", False, id="what-is-inside-is-counted-in-it"),
    ],
)
def test_records_that_may_be_counted_already_are_told(
    rule: str, stated: str, overlaps: bool, folder: Path
) -> None:
    assert answered(known(folder, f"st1,{rule},{stated}"), rule).overlaps is overlaps


# ---- what cannot all be true ----


@pytest.mark.parametrize(
    ("rule", "rows", "larger", "smaller", "ends", "expected"),
    [
        pytest.param(
            "contacts", ["st1,contacts,2,a1,,"], (), ("st1",), (3, 2), exactly(5),
            id="records-exceed-a-total",
        ),
        pytest.param(
            "contacts", ["w,contacts,8,,,", "p,contacts,7,a1,,"], ("p",), ("w",), (9, 8),
            exactly(9), id="a-part-and-records-exceed-their-whole",
        ),
        pytest.param(
            "persons_served", ["st1,persons_served,<3,,,"], (), ("st1",), (3, 3), exactly(3),
            id="not-fewer-than-the-records",
        ),
    ],
)  # fmt: skip
def test_records_that_contradict_what_is_stated_are_told_with_it(
    rule: str,
    rows: list[str],
    *,
    larger: tuple[str, ...],
    smaller: tuple[str, ...],
    ends: tuple[int, int],
    expected: Quantity,
    folder: Path,
) -> None:
    """A high below its low is raised to it; the records are named among what says more."""
    found = answered(known(folder, *rows), rule)
    (told,) = found.contradictions
    assert (told.larger, told.smaller, told.with_records) == (larger, smaller, True)
    assert (told.at_least.low, told.at_most.high) == ends
    assert found.quantity == expected
    labels = {id_: Text({"en": id_.upper()}) for id_ in told.ids}
    said = told.message(labels).say("en")
    assert all(id_.upper() in said for id_ in told.ids)


def test_room_elsewhere_hides_no_contradiction(folder: Path) -> None:
    """Each total is held against what lies inside it: another's room is not its own."""
    stated = "id,rule,value,programme,activity\nwhole,contacts,4,edu,\npart,contacts,3,,a1\n"
    files: Files = {
        **RECORDS,
        "activities": "id,programme,kind\na1,edu,course\na2,edu,visit\na3,pro,visit\n",
        "statements": stated + "other,contacts,<=1000,pro,\n",
    }
    found = answered(load(write_dataset(folder, files)), "contacts")
    (told,) = found.contradictions
    assert (told.larger, told.smaller, told.with_records) == (("part",), ("whole",), True)
    assert found.quantity == Quantity(5, 1005)


def test_statements_that_contradict_by_themselves_name_no_records(folder: Path) -> None:
    data = known(folder, "x,contacts,10,,,", "y,contacts,15,,,")
    (told,) = answered(data, "contacts").contradictions
    assert (told.larger, told.smaller, told.with_records) == (("y",), ("x",), False)


def test_a_contradiction_with_records_is_a_warning_of_the_dataset(folder: Path) -> None:
    data = known(folder, "st1,contacts,2,a1,,")
    (told,) = [problem for problem in data.warnings if problem.code == "contradiction"]
    assert (told.origin.file, told.origin.row) == ("statements.csv", 2)
    assert told.severity == "warning"


def test_records_that_a_question_does_not_reach_contradict_nothing(folder: Path) -> None:
    data = known(folder, "st1,contacts,2,a1,,")
    assert answered(data, "contacts", activity="a2").contradictions == ()


# ---- one basis alone ----


@pytest.mark.parametrize(
    ("basis", "expected", "shown"),
    [
        pytest.param("combined", exactly(12), "combined", id="both"),
        pytest.param("recorded", Quantity(5, 6), "recorded", id="records-alone"),
        pytest.param("stated", exactly(10), "stated", id="statements-alone"),
    ],
)
def test_a_basis_is_asked_for_alone(
    basis: str, expected: Quantity, shown: str, folder: Path
) -> None:
    found = answered(known(folder, "st1,contacts,10,a1,,"), "contacts", basis=basis)
    assert (found.quantity, found.basis) == (expected, shown)
    assert bool(found.blocks) is (basis != "recorded")
    assert (found.records is None) is (basis == "stated")


@pytest.mark.parametrize(
    ("stated", "where", "basis", "shown"),
    [
        pytest.param("10,a1,,", {"activity": "a2"}, "combined", "recorded", id="none-reaches-it"),
        pytest.param("10,,2013,2013", {"year": "2013"}, "combined", "stated", id="no-records"),
        pytest.param("10,a1,,", {"activity": "a2"}, "stated", "recorded", id="nothing-took-part"),
        pytest.param("10,,2013,2013", {"year": "2013"}, "recorded", "recorded", id="recorded-0"),
    ],
)
def test_the_basis_shown_is_what_took_part(
    stated: str, where: dict[str, str], basis: str, shown: str, folder: Path
) -> None:
    """`recorded` where only records did, or nothing."""
    found = answered(known(folder, f"st1,contacts,{stated}"), "contacts", basis=basis, **where)
    assert found.basis == shown


@pytest.mark.parametrize(
    ("rule", "basis", "message"),
    [
        pytest.param(
            "staff_days", "recorded", "staff_days: the dataset has no sessions.staff; add it",
            id="no-records-of-it",
        ),
        pytest.param(
            "contacts", "stated", "contacts: the dataset has no statement of it; ask what is rec",
            id="no-statement-of-it",
        ),
        pytest.param(
            "staff_hours", "combined", "staff_hours: the dataset has neither sessions.staff nor",
            id="neither",
        ),
        pytest.param(
            "staff_hours", "stated", "staff_hours: the dataset has no statement of it",
            id="no-statement-either",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("by", [(), ("activity",)], ids=["in-all", "in-rows"])
def test_a_basis_that_the_dataset_does_not_have_is_refused(
    rule: str, basis: str, message: str, by: tuple[str, ...], folder: Path
) -> None:
    """That is not 0."""
    data = known(folder, "st1,staff_days,10,a1,,")
    with pytest.raises(UsageError, match=message):
        count(data, rule, basis=basis, by=by)


def test_a_rule_that_is_only_stated_has_no_records(folder: Path) -> None:
    """Where a statement answers, a column that is missing is no fault."""
    found = answered(known(folder, "st1,staff_days,10,a1,,"), "staff_days")
    assert (found.quantity, found.basis, found.records) == (exactly(10), "stated", None)


# ---- what lasts ----


@pytest.mark.parametrize(
    ("period", "expected", "overlaps"),
    [
        pytest.param("2013", exactly(10), False, id="the-year-that-is-stated"),
        pytest.param("2014", Quantity(2, 11), True, id="they-may-last-into-the-next"),
        pytest.param("", Quantity(10, 11), True, id="both-years"),
    ],
)
def test_a_total_of_what_lasts_reaches_beyond_its_year(
    period: str, expected: Quantity, overlaps: bool, folder: Path
) -> None:
    """Who was enrolled in the year stated may be so in the next; a date keeps nobody apart."""
    data = known(folder, "st1,enrolled_persons,10,,2013,2013", files=LASTING)
    found = answered(data, "enrolled_persons", period=period)
    assert (found.quantity, found.overlaps) == (expected, overlaps)


# ---- rows ----


def rows_of(figures: list[Figure]) -> list[tuple[str, str, str]]:
    return [("/".join(figure.by.values()), figure.text, figure.basis) for figure in figures]


@pytest.mark.parametrize(
    ("rule", "by", "rows", "adds_up", "overlap"),
    [
        pytest.param(
            "contacts", ["activity"], [("a1", "10", "combined"), ("a2", "2", "recorded")], True, 0,
            id="what-adds-up",
        ),
        pytest.param(
            "contacts", ["programme", "activity"],
            [("edu/a1", "10", "combined"), ("pro/a2", "2", "recorded")], True, 0,
            id="two-dimensions",
        ),
        pytest.param(
            "contacts", ["month"],
            [
                ("2014-01", "2 to 10", "combined"),
                ("2014-02", "1 to 10", "combined"),
                ("2014-03", "2 to 12", "combined"),
            ], False, None,
            id="a-total-of-several-rows",
        ),
        pytest.param(
            "persons_served", ["activity"],
            [("a1", "2 to 3", "recorded"), ("a2", "2", "recorded")], False, 1,
            id="records-alone-with-their-overlap",
        ),
    ],
)  # fmt: skip
def test_rows_are_of_statements_and_records_together(
    rule: str,
    by: list[str],
    *,
    rows: list[tuple[str, str, str]],
    adds_up: bool,
    overlap: int | None,
    folder: Path,
) -> None:
    """Each is the answer to the question asked of its value alone."""
    data = known(folder, "st1,contacts,10,a1,,")
    found = count(data, rule, by=by)
    assert rows_of(found) == rows
    assert {(figure.adds_up, figure.overlap) for figure in found} == {(adds_up, overlap)}
    for figure in found:
        (alone,) = count(data, rule, where=figure.by)
        assert (alone.low, alone.high, alone.basis) == (figure.low, figure.high, figure.basis)


def test_a_statement_makes_a_row_where_nothing_is_recorded(folder: Path) -> None:
    data = known(folder, "st1,contacts,10,,2013,2013")
    assert rows_of(count(data, "contacts", by=["year"])) == [
        ("2013", "10", "stated"),
        ("2014", "5 to 6", "recorded"),
    ]


def test_a_row_and_a_filter_of_one_dimension_both_hold(folder: Path) -> None:
    """Of two quarters asked for, a row is what is in it and in them."""
    asked: dict[str, Any] = {"by": ["month"], "where": {"month": ["2014-01", "2014-03"]}}
    assert rows_of(count(known(folder), "contacts", **asked)) == [
        ("2014-01", "2", "recorded"),
        ("2014-03", "2", "recorded"),
    ]
    data = known(folder, "st1,contacts,10,a1,2014-01,2014-01")
    assert rows_of(count(data, "contacts", **asked)) == [
        ("2014-01", "10", "combined"),
        ("2014-03", "2", "recorded"),
    ]


@pytest.mark.parametrize("basis", BASES)
def test_rows_keep_to_a_basis(basis: str, folder: Path) -> None:
    data = known(folder, "st1,contacts,10,a1,,")
    found = rows_of(count(data, "contacts", by=["activity"], basis=basis))
    assert {row for row, _, _ in found} == ({"a1"} if basis == "stated" else {"a1", "a2"})
    assert {row: shown for row, _, shown in found}["a1"] == basis


# ---- in the library ----


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        pytest.param({"basis": "recorde"}, "did you mean recorded", id="basis"),
        pytest.param({"basis": ""}, "not a basis; there are combined, recorded, stated", id="none"),
        pytest.param({"language": "zh"}, "zh: not a language", id="language"),
        pytest.param({"period": "20l4"}, "20l4: ", id="period"),
        pytest.param({"period": "2020"}, "after the as-at day", id="a-period-to-come"),
        pytest.param({"where": {"mode": "phone"}}, "no dimension mode", id="dimension"),
        pytest.param({"by": ["mode"]}, "no dimension mode", id="dimension-of-rows"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused(
    asked: dict[str, Any], message: str, folder: Path
) -> None:
    with pytest.raises(UsageError, match=message):
        count(known(folder), "contacts", **asked)


def test_several_rules_are_counted_rule_by_rule(folder: Path) -> None:
    found = count(known(folder), "contacts", "contacts/persons_served", where={"activity": "a2"})
    assert [(figure.rule, figure.text) for figure in found] == [
        ("contacts", "2"),
        ("contacts/persons_served", "1.00"),
    ]
    assert count(known(folder)) == []


def test_a_count_speaks_the_language_asked_for(folder: Path) -> None:
    (figure,) = count(known(folder), "contacts", language="zh-Hant")
    assert (figure.label, figure.text) == (CATALOGUE["contacts"].label.say("zh-Hant"), "5至6")
