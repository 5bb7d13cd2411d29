"""Figures, explanations and reconciliations as a person reads them, and as data."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pytest

from hkcs_model import tabulating
from hkcs_model.dataset import Dataset
from hkcs_model.explaining import explain
from hkcs_model.figures import count
from hkcs_model.intake import load
from hkcs_model.languages import LANGUAGES, Message, say_number, translate
from hkcs_model.reconciling import reconcile
from hkcs_model.rules import CATALOGUE
from hkcs_model.tabulating import (
    explained_as_data,
    explained_as_text,
    reconciled_as_data,
    reconciled_as_text,
    tabulated,
)
from tests.datasets import PROJECT, Files, write_dataset
from tests.reports import dataset, disjoint, statement

RECORDS: Files = {
    "project": PROJECT + '[[programmes]]\nid = "pro"\n',
    "activities": "id,programme,kind,place,place@zh-Hant\n"
    "a1,edu,course,Harbour,海港\na2,pro,visit,Island,離島\na3,pro,visit,,\n",
    "sessions": "id,activity,date,hours\ns1,a1,2014-01-10,1.5\ns2,a1,2014-02-10,\n"
    "s3,a2,2014-03-10,2\ns4,a3,2014-03-11,1\n",
    "attendances": "session,person,status\n"
    "s1,p1,attended\ns1,p2,attended\ns2,p1,attended\ns2,p3,\ns3,p2,attended\ns3,p4,absent\n"
    "s4,p2,attended\n",
}
"""Contacts: 3 of a1 and one that may be, 1 of a2, 1 of a3, whose place is not recorded."""


@pytest.fixture
def known(tmp_path: Path) -> Dataset:
    return load(write_dataset(tmp_path / "data", RECORDS))


def stated(folder: Path, *rows: str, **more: str) -> Dataset:
    table = "\n".join(["id,rule,value,activity,label", *rows, ""])
    return load(write_dataset(folder / "stated", {**RECORDS, "statements": table, **more}))


def table_of(
    data: Dataset, *rules: str, by: tuple[str, ...] = (), language: str = "en", **asked: Any
) -> list[str]:
    """Return the lines of the table of some rules."""
    figures = count(data, *rules, by=by, language=language, **asked)
    totals = count(data, *rules, language=language, **asked) if by else []
    return tabulated(data, figures, totals, by, language).splitlines()


def parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the table and the notes below it."""
    blank = lines.index("")
    return lines[:blank], lines[blank + 1 :]


def said(template: str, language: str = "en", **values: Any) -> str:
    return Message(template, values).say(language)


def wide(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


# ---- a table of figures ----


def test_without_rows_each_rule_is_a_line(known: Dataset) -> None:
    table, notes = parted(table_of(known, "contacts", "sessions"))
    assert [line.rsplit("  ", 1)[1].strip() for line in table] == ["5 to 6", "4"]
    assert table[0].startswith(CATALOGUE["contacts"].label.say("en"))
    assert {len(line) for line in table} == {len(table[0])}
    assert notes[0] == said(tabulating._UNTIL, end="31 December 2014")
    assert translate(tabulating._BASIS["recorded"], "en") in notes


def test_rows_have_a_header_and_a_total_counted_again(known: Dataset) -> None:
    """What is not recorded stands last, in words."""
    table, _ = parted(table_of(known, "contacts", "persons_served", by=("place",)))
    header, first_line, *rows, second_line, total = table
    assert header.startswith("place ")
    assert set(first_line) == set(second_line) == {"-", " "}
    assert [row.split("  ")[0] for row in rows] == ["Harbour", "Island", "(not recorded)"]
    assert [row.split()[-1] for row in rows] == ["3", "1", "1"]
    assert total.startswith(translate(tabulating._TOTAL, "en"))
    assert total.endswith("2 to 3")
    assert "5 to 6" in total


def test_several_dimensions_are_columns_of_their_own(known: Dataset) -> None:
    table, _ = parted(table_of(known, "contacts", by=("programme", "month")))
    assert table[0].split()[:2] == ["programme", "month"]
    assert [row.split()[:2] for row in table[2:-2]] == [
        ["edu", "2014-01"],
        ["edu", "2014-02"],
        ["pro", "2014-03"],
    ]
    assert table[-1].endswith("5 to 6")


def test_a_rule_that_has_no_such_row_leaves_it_blank(tmp_path: Path) -> None:
    data = stated(tmp_path, "st1,staff_hours,7,a1,")
    table, _ = parted(table_of(data, "contacts", "staff_hours", by=("activity",)))
    rows = {row.split()[0]: row.split()[1:] for row in table[2:-2]}
    assert rows == {"a1": ["3", "to", "4", "7"], "a2": ["1"], "a3": ["1"]}
    assert table[-1].split()[-1] == "7"


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_stand_below_one_another_in_every_language(language: str, known: Dataset) -> None:
    """Measured in the width that a terminal gives: two for each Chinese sign."""
    table, _ = parted(table_of(known, "contacts", by=("place", "month"), language=language))
    assert len({wide(line) for line in table}) == 1
    names = {line.split("  ")[0] for line in table[2:-2]}
    assert names == {
        *(known.words_for("place", place).say(language) for place in ("Harbour", "Island")),
        translate(tabulating._NOT_RECORDED, language),
    }


@pytest.mark.parametrize(
    ("rule", "by", "template", "number"),
    [
        pytest.param("contacts", ("activity",), tabulating._ADD_UP, 0, id="they-add-up"),
        pytest.param("persons_served", ("activity",), tabulating._OVERLAP, 1, id="one-is-in-two"),
        pytest.param("contacts/sessions", ("activity",), tabulating._DO_NOT, 0, id="of-ratios"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_whether_rows_add_up(
    rule: str, by: tuple[str, ...], template: str, number: int, *, language: str, known: Dataset
) -> None:
    _, notes = parted(table_of(known, rule, by=by, language=language))
    (figure, *_) = count(known, rule, language=language)
    told = said(template, language, rule=figure.rule_labels, number=number)
    assert notes.count(told) == 1
    others = {tabulating._ADD_UP, tabulating._OVERLAP, tabulating._DO_NOT} - {template}
    values = {"rule": figure.rule_labels, "number": number}
    assert not {said(other, language, **values) for other in others} & set(notes)


def test_each_note_is_said_once(tmp_path: Path) -> None:
    data = stated(tmp_path, "x,persons_served,9,a1,", "y,persons_served,8,a2,")
    _, notes = parted(table_of(data, "persons_served", by=("activity",)))
    assert len(notes) == len(set(notes))
    assert translate(tabulating._BASIS["combined"], "en") in notes


def test_what_is_only_stated_is_not_told_to_be_counted(tmp_path: Path) -> None:
    _, notes = parted(table_of(stated(tmp_path, "x,staff_hours,9,a1,"), "staff_hours"))
    assert not set(notes) & {translate(told, "en") for told in tabulating._BASIS.values()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_contradiction_is_told_below_the_table(language: str, tmp_path: Path) -> None:
    data = stated(tmp_path, "x,contacts,2,a1,total of A1")
    _, notes = parted(table_of(data, "contacts", language=language))
    (figure,) = count(data, "contacts")
    (contradiction,) = figure.contradictions
    told = said(tabulating._CONTRADICTS, language, told=contradiction.say(language))
    assert notes[-1] == told
    assert "total of A1" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rows_are_told_in_words(language: str, known: Dataset) -> None:
    lines = table_of(known, "contacts", by=("activity",), period="2013", language=language)
    table, _ = parted(lines)
    assert table[-1] == translate(tabulating._NO_ROWS, language)
    assert table[-2].endswith("0")


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        pytest.param("2014-01", "1 January 2014", "31 January 2014", id="a-month"),
        pytest.param("1992/..", "1 January 1992", "31 December 2014", id="up-to-the-as-at-day"),
        pytest.param("", None, "31 December 2014", id="all-time"),
        pytest.param("../2013", None, "31 December 2013", id="up-to-a-year"),
    ],
)
def test_the_period_is_told(period: str, start: str | None, end: str, known: Dataset) -> None:
    _, (told, *_) = parted(table_of(known, "contacts", period=period))
    if start is None:
        assert told == said(tabulating._UNTIL, end=end)
    else:
        assert told == said(tabulating._PERIOD, start=start, end=end)


# ---- numbers in full ----


@pytest.mark.parametrize(
    ("number", "text"),
    [
        pytest.param(4000, "4,000", id="whole"),
        pytest.param(0, "0", id="nothing"),
        pytest.param(Decimal("12.5"), "12.5", id="decimal"),
        pytest.param(Fraction(7, 3), "2 1/3", id="a-whole-and-a-part"),
        pytest.param(Fraction(1, 3), "1/3", id="a-part"),
        pytest.param(Fraction(-1, 3), "-1/3", id="less-than-nothing"),
        pytest.param(Fraction(-12001, 3), "-4,000 1/3", id="far-less"),
    ],
)
def test_a_number_is_said_in_full(number: Decimal | Fraction | int, text: str) -> None:
    assert say_number(number) == text


# ---- explanations ----

THIRDS: Files = {
    "project": PROJECT,
    "activities": "id,programme,kind\na1,edu,course\n",
    "sessions": "id,activity,date,end_date,hours,staff\n"
    "s1,a1,2014-01-01,2014-01-03,7,ann\ns2,a1,2014-02-01,,,\n",
    "attendances": "session,person\ns1,p1\ns2,p1\n",
}
"""A session of 7 hours on three days: 2 1/3 hours a day."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_explanation_begins_with_the_figure_and_its_period(
    language: str, known: Dataset
) -> None:
    (found,) = explain(known, "contacts", period="2014-01/2014-02")
    heading, period, blank, header, line, *steps = explained_as_text(
        known, found, language
    ).splitlines()
    assert heading == f"{CATALOGUE['contacts'].label.say(language)}: {found.figure.say(language)}"
    assert "2014" in period
    assert blank == ""
    assert header.split()[0] == translate(tabulating._COLUMNS[0], language).split()[0]
    assert set(line) == {"-", " "}
    assert len(steps) == len(found.parts[0].steps)
    assert len({wide(step) for step in (header, line, *steps)}) == 1
    assert steps[-1].startswith("= ")
    assert steps[-1].split()[-2:] == ["3", "4"]


def test_the_explanation_of_a_row_names_it(known: Dataset) -> None:
    one, _, none = explain(known, "contacts", by=("place",))
    assert " (place: 海港): " in explained_as_text(known, one, "zh-Hant").splitlines()[0]
    assert " (place: (not recorded)): 1" in explained_as_text(known, none, "en").splitlines()[0]


def test_no_upper_limit_is_said_in_words(tmp_path: Path) -> None:
    data = load(write_dataset(tmp_path, THIRDS))
    (found,) = explain(data, "contact_hours")
    text = explained_as_text(data, found, "en")
    assert translate(tabulating._NO_LIMIT, "en") in text.splitlines()[-1]
    steps = explained_as_data(found, "en")["parts"][0]["steps"]
    assert steps[-1]["high"] is None
    assert steps[-1]["low"] == 7


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_explanation_of_totals_tells_each_and_their_sum(language: str, tmp_path: Path) -> None:
    data = stated(
        tmp_path,
        "x,persons_served,9,a1,those of A1",
        "y,persons_served,8,a2,",
        relations="a,b,relation,by\nx,y,disjoint,the office\n",
    )
    (found,) = explain(data, "persons_served", basis="stated")
    text = explained_as_text(data, found, language)
    (part,) = found.parts
    assert not part.steps
    lines = text.splitlines()
    published = said(tabulating._PUBLISHED, language, label="those of A1", quantity="9")
    assert published in lines
    assert said(tabulating._PUBLISHED, language, label="y", quantity="8") in lines
    assert said(tabulating._ADDED, language, labels="those of A1, y") in lines
    assert said(tabulating._ANSWER, language, quantity=part.quantity) in lines
    assert "the office" in text


def test_a_total_about_more_is_told_to_be_at_most(tmp_path: Path) -> None:
    data = stated(tmp_path, "x,staff_hours,9,,hours of all")
    (found,) = explain(data, "staff_hours", where={"activity": "a1"})
    lines = explained_as_text(data, found, "en").splitlines()
    assert said(tabulating._CLIPPED, label="hours of all", quantity="9") in lines
    assert not any(line.startswith(said(tabulating._ADDED, labels="")) for line in lines)


def test_records_and_totals_are_explained_together(tmp_path: Path) -> None:
    """The steps of the records, the totals, what both come to, and what cannot all be true."""
    data = stated(tmp_path, "x,contacts,2,a1,")
    (found,) = explain(data, "contacts")
    lines = explained_as_text(data, found, "en").splitlines()
    assert said(tabulating._PUBLISHED, label="x", quantity="2") in lines
    assert said(tabulating._ANSWER, quantity="5") in lines
    (contradiction,) = found.figure.contradictions
    assert lines[-1] == said(tabulating._CONTRADICTS, told=contradiction.say("en"))
    data_ = explained_as_data(found, "en")
    assert data_["contradictions"] == [contradiction.say("en")]
    assert (data_["basis"], data_["parts"][0]["basis"]) == ("combined", "combined")
    assert data_["parts"][0]["statements"] == [["x"]]


def test_both_rules_of_a_ratio_are_explained(known: Dataset) -> None:
    (found,) = explain(known, "contacts/sessions", where={"activity": ["a2"]})
    text = explained_as_text(known, found, "en")
    assert text.splitlines()[0].endswith(": 1.00")
    assert text.count(translate(tabulating._COLUMNS[0], "en")) >= 2
    assert [part["rule"] for part in explained_as_data(found, "en")["parts"]] == [
        "contacts",
        "sessions",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_are_told_with_file_row_key_and_what_becomes_of_them(
    language: str, known: Dataset
) -> None:
    (found,) = explain(known, "contacts", rows=True)
    facts = explained_as_data(found, language)["parts"][0]["facts"]
    lines = explained_as_text(known, found, language).splitlines()[-len(facts) :]
    assert {fact["state"] for fact in facts} >= {"counts", "may", "out"}
    for fact, line in zip(facts, lines, strict=True):
        assert line.startswith(f"{fact['file']}:{fact['row']}: ")
        assert translate(tabulating._STATES[fact["state"]], language) in line
        assert all(value in line for value in fact["key"].values())
        assert line.endswith(f"({fact['text']})") is (fact["state"] != "counts")
    assert {fact["row"] for fact in facts if fact["state"] == "counts"} >= {2, 3, 4, 6}


def test_facts_are_told_only_where_they_are_asked_for(known: Dataset) -> None:
    (found,) = explain(known, "contacts")
    assert explained_as_data(found, "en")["parts"][0]["facts"] == []
    assert "attendances.csv" not in explained_as_text(known, found, "en")


def test_a_key_that_is_not_recorded_is_said_so(tmp_path: Path) -> None:
    data = load(write_dataset(tmp_path, THIRDS))
    (found,) = explain(data, "staff", rows=True)
    text = explained_as_text(data, found, "en")
    assert f"staff {translate(tabulating._NOT_RECORDED, 'en')}" in text
    assert "staff ann" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_explanation_as_data_has_all_that_the_text_has(language: str, known: Dataset) -> None:
    (found,) = explain(known, "contacts", where={"activity": ["a1", "a2"]}, by=["place"])[:1]
    told = json.loads(json.dumps(explained_as_data(found, language)))
    assert told["rule"] == "contacts"
    assert told["by"] == {"place": "Harbour"}
    assert told["where"] == {"activity": ["a1", "a2"]}
    assert told["period"] == "../2014-12-31"
    assert told["text"] == found.figure.say(language)
    assert told["basis"] == "recorded"
    (part,) = told["parts"]
    ends = ("low", "high", "low_exclusive", "high_exclusive")
    assert [part[end] for end in ends] == [3, 4, False, False]
    text = explained_as_text(known, found, language)
    for step in part["steps"]:
        assert step["text"] in text
    assert [step["kind"] for step in part["steps"]][-1] == "sum"
    assert (part["steps"][-1]["low"], part["steps"][-1]["high"]) == (3, 4)


def test_words_that_were_relied_on_are_data() -> None:
    data = dataset(
        statement("a", "persons_served", "44", activity="gz"),
        statement("b", "persons_served", "~2300", activity="sz"),
        relations=(disjoint("a", "b"),),
    )
    (found,) = explain(data, "persons_served")
    (part,) = explained_as_data(found, "en")["parts"]
    assert (part["added"], part["relations"]) == (["a", "b"], [["a", "b"]])


@pytest.mark.parametrize(
    ("number", "told"),
    [
        pytest.param(3, 3, id="whole"),
        pytest.param(Decimal("12.5"), Decimal("12.5"), id="decimal"),
        pytest.param(Fraction(7, 3), "7/3", id="fraction"),
    ],
)
def test_a_number_as_data_is_exact(number: Any, told: int | Decimal | str) -> None:
    assert tabulating._number(number) == told


# ---- reconciliations ----


def test_totals_stand_beside_their_records(tmp_path: Path) -> None:
    data = stated(tmp_path, "x,contacts,2,a1,total of A1", "y,staff_days,9,a1,")
    found = reconcile(data)
    header, line, one, other = reconciled_as_text(found, "en").splitlines()
    assert header.split()[:2] == ["published", "read"]
    assert set(line) == {"-", " "}
    assert one.startswith("total of A1 ")
    assert "3 to 4" in one
    assert one.endswith("  records exceed")
    assert other.startswith("y ")
    assert other.endswith("  no records")


@pytest.mark.parametrize("language", LANGUAGES)
def test_verdicts_are_told_in_every_language(language: str, tmp_path: Path) -> None:
    data = stated(
        tmp_path,
        "u,contacts,2,a1,",
        "v,contacts,3,a1,",
        "w,contacts,9,a1,",
        "x,staff_days,9,a1,",
    )
    _, _, *rows = reconciled_as_text(reconcile(data), language).splitlines()
    for row, verdict in zip(
        rows, ("records exceed", "agrees", "records fall short", "no records"), strict=True
    ):
        assert row.endswith(translate(verdict, language))


def test_a_reading_stands_below_its_total_without_its_label(tmp_path: Path) -> None:
    statements = "id,rule,value,activity,label,readings\nx,contacts,3,a1,those of A1,sessions\n"
    data = load(write_dataset(tmp_path, {**RECORDS, "statements": statements}))
    found = reconcile(data)
    *_, one, reading = reconciled_as_text(found, "en").splitlines()
    assert one.startswith("those of A1 ")
    assert reading.startswith(" " * len("those of A1 "))
    assert CATALOGUE["sessions"].label.say("en") in reading


@pytest.mark.parametrize("language", LANGUAGES)
def test_broken_laws_are_told_below(language: str) -> None:
    """With what they hold under, where it is not always."""
    data = dataset(
        statement("a", "persons_served", "50"),
        statement("b", "contacts", "40"),
        statement("c", "staff_contacts", "45"),
    )
    found = reconcile(data)
    plain, conditioned = reconciled_as_text(found, language).splitlines()[-2:]
    assert plain == found.laws[0].message.say(language)
    condition = found.laws[1].condition
    assert condition is not None
    message = found.laws[1].message.say(language)
    assert conditioned == f"{message} ({condition.say(language)})"
    told = json.loads(json.dumps(reconciled_as_data(found, language)))["laws"]
    assert [(law["smaller"], law["larger"]) for law in told] == [("a", "b"), ("a", "c")]
    assert [law["condition"] for law in told] == [None, condition.say(language)]
    assert told[0]["text"] == plain


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_stated_is_told_in_words(language: str) -> None:
    found = reconcile(dataset())
    assert reconciled_as_text(found, language) == translate(tabulating._NOTHING_STATED, language)
    assert reconciled_as_data(found, language) == {"statements": [], "laws": []}


def test_a_reconciliation_as_data_has_all_that_the_text_has(tmp_path: Path) -> None:
    data = stated(tmp_path, "x,contact_hours,>2.5,a1,those of A1", "y,staff_days,9,a1,")
    one, other = reconciled_as_data(reconcile(data), "en")["statements"]
    assert one == {
        "statement": "x",
        "label": "those of A1",
        "rule": "contact_hours",
        "is_reading": False,
        "stated": {
            "low": Decimal("2.5"),
            "high": None,
            "low_exclusive": True,
            "high_exclusive": False,
        },
        "recorded": {"low": 3, "high": None, "low_exclusive": False, "high_exclusive": False},
        "verdict": "agrees",
    }
    assert (other["recorded"], other["verdict"]) == (None, "no records")
