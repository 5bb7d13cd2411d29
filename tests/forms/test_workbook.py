"""What is wrong with a workbook that no other form can have: its file, its sheets, its cells."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from hkcs_model.cli import main
from hkcs_model.converting import convert
from hkcs_model.converting import workbook as writing
from hkcs_model.intake import load, workbook
from hkcs_model.marking import mark
from hkcs_model.problems import UsageError
from tests.forms.forms import Rows, problems_of, written

Cells = list[list[Any]]
SOURCES: dict[str, Rows] = {"sources": [["id", "title"], ["web", "Website"]]}
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
AGAIN = "save it as .xlsx"
TAKE_OUT = "take out what is not needed, or keep the tables as CSV"


def told(folder: Path, data: bytes) -> list[str]:
    """Return what is told of the bytes of a workbook."""
    target = folder / "told.xlsx"
    target.write_bytes(data)
    return [str(problem) for problem in problems_of(target)]


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return an archive."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_members(folder: Path, members: Mapping[str, bytes]) -> bytes:
    """Return a sound workbook with other members, or with more."""
    source = written("xlsx", folder, SOURCES)
    with zipfile.ZipFile(source) as archive:
        sound = {name: archive.read(name) for name in archive.namelist()}
    return packed({**sound, **members})


# ---- the file ----


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(
            OLD + "EncryptedPackage".encode("utf-16-le"),
            "told.xlsx: an encrypted workbook; save it without a password",
            id="a password",
        ),
        pytest.param(b"no workbook", f"told.xlsx: not a workbook; {AGAIN}", id="a text"),
        pytest.param(b"", f"told.xlsx: not a workbook; {AGAIN}", id="empty"),
        pytest.param(OLD, f"told.xlsx: a workbook as before Excel 2007; {AGAIN}", id="an old one"),
        pytest.param(b"PK\x03\x04 cut off", f"told.xlsx: not a workbook; {AGAIN}", id="cut off"),
        pytest.param(
            packed({"word/document.xml": b"<w/>"}),
            f"told.xlsx: not a workbook; {AGAIN}",
            id="another archive",
        ),
        pytest.param(
            packed({"[Content_Types].xml": b"<Types/>", "xl/vbaProject.bin": b"x"}),
            "told.xlsx: a workbook with macros; save it as .xlsx, which has none",
            id="macros",
        ),
        pytest.param(
            packed({"[Content_Types].xml": bytes(11_000_000)}),
            f"told.xlsx: 11,000,000 bytes when unpacked; at most 10,000,000 are read; {TAKE_OUT}",
            id="a bomb",
        ),
        pytest.param(
            packed({f"x{number}": b"" for number in range(2001)}),
            f"told.xlsx: 2,001 parts; at most 2,000 are read; {TAKE_OUT}",
            id="more parts than any workbook",
        ),
    ],
)
def test_a_file_that_is_not_opened_is_told_as_what_it_is(
    data: bytes, message: str, tmp_path: Path
) -> None:
    assert told(tmp_path, data) == [message]


def test_a_file_larger_than_any_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = with_members(tmp_path, {})
    monkeypatch.setattr(workbook, "MOST_BYTES", 1000)
    assert told(tmp_path, data) == [
        f"told.xlsx: {len(data):,} bytes; at most 1,000 are read; {TAKE_OUT}"
    ]


@pytest.mark.parametrize(
    "members",
    [
        pytest.param({"[Content_Types].xml": b"<"}, id="its list of parts"),
        pytest.param({"xl/workbook.xml": b"<workbook"}, id="its list of sheets"),
        pytest.param({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData>"}, id="a sheet"),
        pytest.param({"xl/sharedStrings.xml": b"no xml"}, id="its texts"),
    ],
)
def test_a_damaged_part_is_told_with_its_cause(members: dict[str, bytes], tmp_path: Path) -> None:
    (message,) = told(tmp_path, with_members(tmp_path, members))
    assert message.startswith("told.xlsx: cannot be read as a workbook: ")
    assert message.endswith("; open it in a spreadsheet program and save it again as .xlsx")
    assert "\n" not in message


# ---- sheets ----


def book_with(folder: Path, **sheets: Cells) -> Path:
    """Return a sound workbook with more sheets, each written cell by cell."""
    source = written("xlsx", folder, SOURCES)
    book = openpyxl.load_workbook(source)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for place, cell in enumerate(row, 1):
                sheet.cell(number, place).value = cell
    book.save(source)
    return source


def of_book(folder: Path, **sheets: Cells) -> list[str]:
    """Return what is told of a sound workbook with more sheets."""
    return [str(problem) for problem in problems_of(book_with(folder, **sheets))]


def test_sheets_that_are_no_tables_are_told(tmp_path: Path) -> None:
    """One whose name is nearly right is an error; the guide is nobody's business."""
    assert of_book(tmp_path, Notes=[["x"]], sesions=[["id"]], Guide=[["x"]]) == [
        "Notes: warning: not a table of the format, so not read; name it as one of the tables",
        "sesions: not a table of the format, so not read; name it sessions",
    ]


def test_a_workbook_without_a_project_is_told(tmp_path: Path) -> None:
    source = written("xlsx", tmp_path, SOURCES)
    book = openpyxl.load_workbook(source)
    del book["project"]
    book.save(source)
    assert [str(problem) for problem in problems_of(source)] == [
        (
            "project: not there;"
            " add a sheet project with key and value: agency.name, project.title, project.as_at"
        )
    ]


def test_an_empty_sheet_is_told_once(tmp_path: Path) -> None:
    """What it would hold is not known, so nothing that names it is told."""
    assert of_book(tmp_path, sessions=[], attendances=[["session", "person"], ["s1", "p1"]]) == [
        "sessions!A1: no header; begin it with id, activity, date"
    ]


def test_cells_beyond_the_header_and_headers_twice_are_told(tmp_path: Path) -> None:
    rows: Cells = [["id", "name", "name"], ["a", "A", "B", None, "x"], ["b", "B", "C"]]
    other: Cells = [["id", "date", None, "text"], ["m1", "2014", "x", "y"]]
    assert of_book(tmp_path, organisations=rows, milestones=other) == [
        (
            "organisations!C1:name: a header that stands there twice;"
            " give each column a name of its own"
        ),
        (
            "organisations!A2: a row with 5 cells under a header of 3;"
            " name the column, or clear the cell"
        ),
        "milestones!A2: a cell under a header without a name; name the column",
    ]


def test_more_columns_than_any_table_has_are_told(tmp_path: Path) -> None:
    rows: Cells = [["id", "name"], ["x"] * 2001]
    assert of_book(tmp_path, organisations=rows) == [
        (
            "organisations: 2,001 columns in row 2; at most 2,000 are read;"
            " take out what is not part of the table, or keep it as CSV"
        )
    ]


def test_more_cells_than_any_records_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_CELLS", 30)
    rows: Cells = [["id", "name"], *[["x", "X"]] * 20]
    assert of_book(tmp_path, organisations=rows) == [
        (
            "organisations: more than 30 cells in the workbook;"
            " take out what is not part of the table, or keep it as CSV"
        )
    ]


# ---- cells ----


def test_an_error_of_the_spreadsheet_is_told_and_not_read_as_a_text(tmp_path: Path) -> None:
    rows: Cells = [["id", "name"], ["a", "#N/A"], ["#REF!", "B"], ["c", "C", "#N/A"]]
    assert of_book(tmp_path, organisations=rows) == [
        (
            "organisations!B2:name: an error of the spreadsheet instead of a value;"
            " mend the formula, or write the value"
        ),
        (
            "organisations!A3:id: an error of the spreadsheet instead of a value;"
            " mend the formula, or write the value"
        ),
    ]


def test_a_formula_without_a_saved_value_is_warned_of(tmp_path: Path) -> None:
    """As programs write them that do not calculate."""
    rows: Cells = [["id", "name", "place"], ["a", "A", "=B2"], ["b", "B", None], ["c", "C"]]
    source = book_with(tmp_path, organisations=rows)
    dataset = load(source)
    assert [str(warning) for warning in dataset.warnings] == [
        (
            "organisations!C2: warning: a formula without a saved value, so read as blank;"
            " open the workbook in a spreadsheet program and save it"
        )
    ]
    assert [one.place for one in dataset.organisations] == ["", "", ""]


def test_a_day_that_excel_keeps_as_a_number_is_told(tmp_path: Path) -> None:
    """A date whose cell is formatted as a number."""
    rows: Cells = [["id", "date", "text"], ["m1", 41640, "Opened"]]
    assert of_book(tmp_path, milestones=rows) == [
        (
            "milestones!B2:date: a number of days, as spreadsheets keep a date;"
            " format the cell as a date, or write it as 2014-12-31"
        )
    ]


def test_booleans_and_times_are_read_as_they_are_shown(tmp_path: Path) -> None:
    when = datetime(2014, 1, 5, 9, 30)  # noqa: DTZ001 - a sheet has no time zones
    cells = [True, False, time(9, 30), when]
    rows: Cells = [
        ["id", "programme", "kind", "open", "late", "at", "since"],
        ["a1", "edu", "x", *cells],
    ]
    (activity,) = load(book_with(tmp_path, activities=rows)).activities
    assert activity.attributes == {
        "open": "TRUE",
        "late": "FALSE",
        "at": "09:30:00",
        "since": "2014-01-05 09:30:00",
    }


# ---- marked ----


def test_what_is_wrong_with_cells_and_sheets_is_marked(tmp_path: Path) -> None:
    """An error is red and a warning yellow; a comment that is there stays below what is said."""
    rows: Cells = [["id", "name", "plcae"], ["a", None, "x"], ["b", "陳?", "=A1"]]
    source = book_with(tmp_path, organisations=rows, Notes=[["x"]], sesions=[])
    book = openpyxl.load_workbook(source)
    book["organisations"]["B2"].comment = Comment("ask Lam", "Ho")
    book.save(source)
    marked = openpyxl.load_workbook(BytesIO(mark(str(source), problems_of(source))))
    sheet = marked["organisations"]
    looks = {
        cell.coordinate: (cell.fill.fgColor.rgb, cell.comment.text.splitlines())
        for row in sheet
        for cell in row
        if cell.comment
    }
    assert looks == {
        "C1": ("FFFFC7CE", ["a near miss of a known column; write place, or another name"]),
        "B2": ("FFFFC7CE", ["a required cell that is blank; fill it in", "ask Lam"]),
        "B3": (
            "FFFFEB9C",
            [
                (
                    "a ? beside a Chinese character, as a lossy save leaves it;"
                    " compare with the original, and write it again"
                )
            ],
        ),
        "C3": (
            "FFFFEB9C",
            [
                (
                    "a formula without a saved value, so read as blank;"
                    " open the workbook in a spreadsheet program and save it"
                )
            ],
        ),
    }
    assert "not a table" in marked["sesions"]["A1"].comment.text
    assert marked["organisations"]["C3"].value == "=A1"


def test_a_comment_that_two_problems_share_says_both(tmp_path: Path) -> None:
    rows: Cells = [["id", "name"], ["陳?", "A"], ["陳?", "B"]]
    source = book_with(tmp_path, organisations=rows)
    marked = openpyxl.load_workbook(BytesIO(mark(str(source), problems_of(source))))
    said = marked["organisations"]["A3"].comment.text
    first, second = said.splitlines()
    assert first == "an id that row 2 has already; give each row an id of its own"
    assert second.startswith("a ? beside a Chinese character, ")


def test_what_is_wrong_with_a_sheet_that_is_not_there_is_marked_nowhere(tmp_path: Path) -> None:
    source = book_with(tmp_path, organisations=[["id", "name"], ["a", "A"]])
    book = openpyxl.load_workbook(source)
    del book["project"]
    book.save(source)
    marked = openpyxl.load_workbook(BytesIO(mark(str(source), problems_of(source))))
    assert not [cell for sheet in marked for row in sheet for cell in row if cell.comment]


def test_what_cannot_be_opened_cannot_be_marked(tmp_path: Path) -> None:
    source = tmp_path / "data.xlsx"
    source.write_bytes(b"PK\x03\x04")
    with pytest.raises(UsageError, match=r"^data\.xlsx: cannot be opened, so no copy"):
        mark(str(source), ())


@pytest.fixture
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of the test is where we are."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        pytest.param(
            "sample", "marked.xlsx", "sample: not a workbook, so no copy", id="no workbook"
        ),
        pytest.param("data.xlsx", "marked.csv", "marked.csv: a marked copy is a", id="no copy"),
        pytest.param("data.xlsx", "./data.xlsx", "data.xlsx: the workbook itself; ", id="itself"),
    ],
)
@pytest.mark.usefixtures("_here")
def test_only_a_copy_is_marked_and_that_is_known_before_the_long_work(
    source: str, target: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = written("xlsx", tmp_path, SOURCES).rename("data.xlsx").read_bytes()
    assert main(["check", source, "--mark", target]) == 2
    out, err = capsys.readouterr()
    assert (out, err[: len(message)]) == ("", message)
    assert tmp_path.joinpath("data.xlsx").read_bytes() == data
    assert [path.name for path in tmp_path.iterdir()] == ["data.xlsx"]


def test_a_table_longer_than_a_sheet_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: Rows = [["id", "title"], *([f"s{number}", "x"] for number in range(20))]
    dataset = load(written("folder", tmp_path, {"sources": rows}))
    monkeypatch.setattr(writing, "MOST_ROWS", 20)
    with pytest.raises(UsageError, match=r"^sources: a sheet holds 20 rows; write \.json, "):
        convert(dataset, str(tmp_path / "long.xlsx"))
    assert not tmp_path.joinpath("long.xlsx").exists()
