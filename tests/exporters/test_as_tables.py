from __future__ import annotations

import pytest

from hkcs_exporters.as_tables import related_tables
from hkcs_exporters.as_tables.shapes import Column, data_table
from hkcs_model import build_report, load
from hkcs_model.report import Report
from hkcs_model.testing import hard_report

REPORTS = [
    pytest.param(hard_report(), id="hard"),
    pytest.param(build_report(load("sample")), id="sample"),
]


@pytest.mark.parametrize("report", REPORTS)
def test_keys_tell_rows_apart_and_what_is_needed_is_there(report: Report) -> None:
    for table in related_tables(report):
        keys = [tuple(row[name] for name in table.key) for row in table.rows]
        assert len(set(keys)) == len(keys), table.name
        for column in table.columns:
            cells = [row.get(column.name) for row in table.rows]
            assert not column.needed or None not in cells, (table.name, column.name)
            assert not column.values or set(cells) <= {None, *column.values}, column.name


@pytest.mark.parametrize("report", REPORTS)
def test_a_table_stands_behind_those_that_it_refers_to(report: Report) -> None:
    """A program that fills one table after another never meets what is not there yet."""
    seen: dict[str, set[str]] = {}
    for table in related_tables(report):
        seen[table.name] = {column.name for column in table.columns}
        for column in table.columns:
            other, _, name = column.refers.partition(".")
            assert not other or name in seen[other], (table.name, column.name)


def test_a_column_is_written_as_a_line() -> None:
    (table,) = [
        data_table("t", "a thing", "a b", "a! text = x | y: one\nb integer > t.a: two", [{"a": 1}])
    ]
    assert table.columns == (
        Column(name="a", type="text", about="one", needed=True, values=("x", "y")),
        Column(name="b", type="integer", about="two", refers="t.a"),
    )
    assert (table.key, table.rows) == (("a", "b"), ({"a": 1},))


def test_words_are_a_column_a_language_and_ends_are_five() -> None:
    table = data_table("t", "a thing", "a", "a words: one\nitself ends: two\nb ends: three", [])
    assert [column.name for column in table.columns] == [
        *("a_en", "a_zh_hant", "a_zh_hans"),
        *("low", "high", "low_exclusive", "high_exclusive", "about"),
        *("b_low", "b_high", "b_low_exclusive", "b_high_exclusive", "b_about"),
    ]


def test_a_line_that_is_no_column_is_refused() -> None:
    with pytest.raises(ValueError, match=r"not a column: a text"):
        data_table("t", "a thing", "a", "a text", [])
