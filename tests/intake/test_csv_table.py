"""CSV text taken apart: the quick way and the slow way read the same."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hkcs_model import taking_apart
from hkcs_model.intake import csv_table
from hkcs_model.intake.csv_table import parse_table
from hkcs_model.intake.sheets import Sheet
from hkcs_model.problems import Problem
from hkcs_model.tables import TABLES
from hkcs_model.taking_apart import table_apart

FILE = "sessions.csv"
KNOWN = set(TABLES["sessions"].columns)
Read = tuple[Sheet | None, list[Problem], bool]


def quickly(text: str) -> Read:
    return parse_table("sessions", FILE, text, KNOWN)


def slowly(text: str) -> Read:
    return csv_table._parse_slowly("sessions", FILE, text, KNOWN)


def is_quick(text: str) -> bool:
    apart = table_apart(text)
    if apart is None:
        return False
    plain = apart[0], apart[1].columns()
    return csv_table.sheet_of_plain("sessions", FILE, plain, KNOWN) is not None


def shown(read: Read) -> tuple[object, ...]:
    """All that was read of a table, in plain lists."""
    table, problems, is_whole = read
    if table is None:
        return None, problems, is_whole
    columns = {name: list(cells) for name, cells in table.columns.items()}
    return columns, list(table.rows), problems, is_whole


@pytest.fixture(params=[1, 3, 8, taking_apart._PIECE], ids=lambda size: f"pieces-of-{size}")
def piece(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many signs are taken apart at a time; so few that borders fall everywhere."""
    size: int = request.param
    monkeypatch.setattr(taking_apart, "_PIECE", size)
    return size


@pytest.fixture
def narrow() -> Iterator[int]:
    """Cells hold eight signs at the most, as many as the longest header here has."""
    before = csv.field_size_limit(8)
    yield 8
    csv.field_size_limit(before)


signs = st.text("ab年'= \t,;|\"\r\n\ufeff", max_size=30)
cell = st.sampled_from(["", " ", "a", "b", "a b", " a ", "年", "'=1", "a;b", "\ta", "a" * 9, '"a"'])
ends = st.sampled_from(["\n", "\r\n"])


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Nearly plain tables: rows of about the width of the header, one kind of end, or two."""
    header = draw(st.lists(st.sampled_from(["id", "activity", "date", "x", "x", ""]), max_size=4))
    rows = draw(st.lists(st.lists(cell, min_size=1, max_size=5), max_size=5))
    widths = len(header) if draw(st.booleans()) else None
    rows = [(row * 5)[:widths] if widths else row for row in rows]
    lines = [",".join(header), *(",".join(row) for row in rows)]
    text = "".join(line + draw(ends) for line in lines)
    return text if draw(st.booleans()) else text.removesuffix("\n").removesuffix("\r")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(tables() | signs)
def test_both_ways_read_the_same(piece: int, text: str) -> None:
    """Columns, rows, problems, and whether it was read whole."""
    assert piece
    assert shown(quickly(text)) == shown(slowly(text))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(tables())
def test_both_ways_find_the_same_cells_too_long(narrow: int, text: str) -> None:
    assert narrow == csv.field_size_limit()
    assert shown(quickly(text)) == shown(slowly(text))


@pytest.mark.parametrize(
    ("text", "quick"),
    [
        pytest.param("id,date\ns1,2014\n", True, id="plain"),
        pytest.param("id,date\r\ns1,2014\r\n", True, id="as-windows-ends-lines"),
        pytest.param("id,date\r\ns1,2014\n", True, id="two-kinds-of-ends"),
        pytest.param("id,date\ns1,2014", True, id="no-end-of-the-last-line"),
        pytest.param("id,date\n", True, id="no-rows"),
        pytest.param("id,date", True, id="a-header-alone"),
        pytest.param("id\ns1\n\ns2\n", True, id="one-column-with-a-blank-row"),
        pytest.param("id,date\n,\ns1,2014\n", True, id="a-row-of-blanks"),
        pytest.param("id,date\n\ns1,2014\n", False, id="a-blank-line"),
        pytest.param('id,date\n"s1",2014\n', False, id="quotes"),
        pytest.param("id,date\rs1,2014\r", False, id="returns-alone"),
        pytest.param("id,date\ns1\n", False, id="a-short-row"),
        pytest.param("id,date\ns1,2014,x\n", False, id="a-long-row"),
        pytest.param("id,date\ns1,2014,x\ns2\n", False, id="a-long-row-and-a-short-one"),
        pytest.param("id,date\ns1\ns2,2014,x\n", False, id="a-short-row-and-a-long-one"),
        pytest.param("id,date,x\ns1\ns2\n", False, id="two-short-rows-as-long-as-one"),
        pytest.param("id,date,x\n\n\ns1,2014,x\n", False, id="two-blank-lines"),
        pytest.param("id,\ns1,\n", False, id="a-header-without-a-name"),
        pytest.param("", False, id="nothing"),
        pytest.param("\n", False, id="a-blank-header"),
    ],
)
def test_what_is_plain_is_read_quickly(text: str, *, quick: bool, piece: int) -> None:
    assert piece
    assert is_quick(text) is quick
    assert shown(quickly(text)) == shown(slowly(text))


@pytest.mark.parametrize(
    ("text", "columns", "rows"),
    [
        pytest.param(
            "id,date\ns1,2014\n\n s2 ,'=x\n",
            {"id": ["s1", "", "s2"], "date": ["2014", "", "=x"]}, [2, 3, 4],
            id="trimmed-and-unguarded",
        ),
        pytest.param(
            'id,date\n"s\n1",2014\n,,\ns2,2015\n',
            {"id": ["s\n1", "", "s2"], "date": ["2014", "", "2015"]},
            [2, 3, 4], id="a-cell-of-two-lines-is-one-row",
        ),
        pytest.param(
            "id,date\ns1,2014\n,\ns2,2015\n",
            {"id": ["s1", "", "s2"], "date": ["2014", "", "2015"]},
            [2, 3, 4], id="blank-rows-are-numbered-too",
        ),
        pytest.param("id,date\n,\n", {"id": [""], "date": [""]}, [2], id="nothing-but-blanks"),
        pytest.param("id,date\n", {"id": [], "date": []}, [], id="no-rows"),
        pytest.param(
            "id,id,date\ns1,s2,2014\n", {"id": ["s1"], "date": ["2014"]}, [2], id="the-first-of-two"
        ),
    ],
)  # fmt: skip
def test_a_row_is_numbered_as_a_spreadsheet_does(
    text: str, columns: dict[str, list[str]], rows: list[int]
) -> None:
    table, _, is_whole = quickly(text)
    assert table is not None
    assert {name: list(cells) for name, cells in table.columns.items()} == columns
    assert list(table.rows) == rows
    assert is_whole


@pytest.mark.parametrize(
    ("text", "codes", "is_there"),
    [
        pytest.param("", ["no-header"], False, id="nothing"),
        pytest.param(" ,\ns1,2014\n", ["no-header"], False, id="a-header-of-blanks"),
        pytest.param("id;date\ns1;2014\n", ["not-commas"], False, id="semicolons"),
        pytest.param(
            'id;date\n"s1";2014\n', ["not-csv", "not-commas"], False, id="semicolons-and-quotes"
        ),
        pytest.param('"id\n', ["not-csv"], False, id="a-header-that-is-not-closed"),
        pytest.param('id\n"s1\n', ["not-csv"], True, id="a-cell-that-is-not-closed"),
        pytest.param(
            'id;x\ns1\n"s\n', ["not-csv", "not-commas"], False, id="semicolons-and-not-closed"
        ),
        pytest.param("id,id\ns1,s1\n", ["header-twice"], True, id="a-header-twice"),
        pytest.param('id,id\n"s1",s1\n', ["header-twice"], True, id="a-header-twice-and-quotes"),
        pytest.param("id,date\ns1,2014,x\n", ["row-too-long"], True, id="a-long-row"),
        pytest.param("id,,date\ns1,x,2014\n", ["row-too-long"], True, id="a-cell-without-a-name"),
        pytest.param("id,,date\ns1,,2014\n", [], True, id="a-column-of-blanks-without-a-name"),
    ],
)
def test_what_is_wrong_is_told(text: str, codes: list[str], *, is_there: bool) -> None:
    table, problems, is_whole = quickly(text)
    assert [problem.code for problem in problems] == codes
    assert {problem.origin.file for problem in problems} <= {FILE}
    assert (table is not None) is is_there
    assert is_whole is (is_there and "not-csv" not in codes)


@pytest.mark.parametrize("quote", ["", '"'], ids=["plain", "quoted"])
def test_a_cell_that_is_too_long_is_told_with_the_most_that_one_holds(
    quote: str, narrow: int
) -> None:
    """Also where nothing else would need the slow way."""
    kept, (problem,), is_whole = quickly(f"id\nshort\n{quote}{'x' * (narrow + 1)}{quote}\n")
    assert (problem.code, problem.origin.row) == ("not-csv", 3)
    assert f"at most {narrow} characters" in problem.hint
    assert kept is not None
    assert list(kept.columns["id"]) == ["short"]
    assert not is_whole
    assert quickly(f"id\n{'x' * narrow}\n")[1] == []
