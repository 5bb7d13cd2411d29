"""An empty dataset to fill in: what each of its two forms holds, says and refuses."""

from __future__ import annotations

import io
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints
from zipfile import ZipFile

import attrs
import click
import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from hkcs_model import DatasetError, count, load
from hkcs_model.cli import starting as command
from hkcs_model.cli.group import commands
from hkcs_model.intake.structuring import ProjectFile
from hkcs_model.languages import LANGUAGES, translate
from hkcs_model.problems import OutputError, UsageError
from hkcs_model.quantity import Quantity
from hkcs_model.rules import CATALOGUE
from hkcs_model.starting import example, guide_of, start
from hkcs_model.starting.describing import COLUMNS, KEYS, TABLES_DESCRIBED, example_of
from hkcs_model.starting.folder import files_of_folder
from hkcs_model.starting.guide import Grid, guide
from hkcs_model.starting.guide_sheet import done, lines_of_guide
from hkcs_model.starting.keys import LISTS, SETTINGS, is_required, tables
from hkcs_model.starting.workbook import write_workbook
from hkcs_model.tables import TABLES
from tests.datasets import write_dataset

BOTH = ("en", "zh-Hant")
WIDE = 1_048_576
every_language = pytest.mark.parametrize("language", LANGUAGES)


def book_of(*languages: str) -> Workbook:
    out = io.BytesIO()
    write_workbook(out, languages)
    return openpyxl.load_workbook(out)


@pytest.fixture(scope="module")
def book() -> Workbook:
    return book_of(*LANGUAGES)


def header(sheet: Worksheet) -> list[Any]:
    return [cell.value for cell in sheet[1]]


def validations(sheet: Worksheet) -> dict[str, Any]:
    return {str(found.sqref): found for found in sheet.data_validations.dataValidation}


def validation(book: Workbook, table: str, column: str) -> Any:
    """Return what is offered in a column; None for nothing."""
    sheet = book[table]
    letter = get_column_letter(header(sheet).index(column) + 1)
    return validations(sheet).get(f"{letter}2:{letter}{WIDE}")


def look(sheet: Worksheet, place: int) -> str:
    """Return the number format of a column; neighbours that look the same are kept as one."""
    every: Iterable[Any] = sheet.column_dimensions.values()
    (found,) = (one for one in every if one.min <= place <= one.max)
    return str(found.number_format)


def cells(book: Workbook) -> Iterator[Any]:
    return (cell for sheet in book for row in sheet.iter_rows() for cell in row)


# ---- what is said ----


def test_every_table_column_and_key_is_described() -> None:
    parts = {name: _entity(type_) for name, type_ in get_type_hints(ProjectFile).items()}
    keys = {
        f"{part}.{field.name}"
        for part, entity in parts.items()
        for field in attrs.fields(entity)
        if field.name != "family"
    }
    assert {re.sub(r"\.where\..*", ".where", key) for key in KEYS} == keys
    assert list(COLUMNS) == [
        f"{table.name}.{c}" for table in TABLES.values() for c in table.columns
    ]
    assert {"project", *tables()} == set(TABLES_DESCRIBED)
    listed = [f"{part}.{column.name}" for part, columns in LISTS.items() for column in columns]
    assert sorted([*SETTINGS, *listed]) == sorted(KEYS)


def _entity(type_: Any) -> Any:
    """Return the class of a part, of a list of them that of each."""
    return get_args(type_)[0] if get_args(type_) else type_


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_description_is_translated(language: str) -> None:
    described = [*KEYS.values(), *COLUMNS.values()]
    for message in (*TABLES_DESCRIBED.values(), *(one.meaning for one in described)):
        assert translate(message.template, language) != message.template


def test_every_example_is_one_of_the_words_that_may_stand_there() -> None:
    for table, columns in tables().items():
        for column in columns:
            written = example_of(f"{table}.{column.name}")
            assert written
            assert not column.vocabulary or written in column.vocabulary


# ---- the worked example ----


def say(cell: Any, language: str) -> str:
    said: str = cell.say(language)
    return f'"{said}"' if "," in said else said


def example_dataset(folder: Path, language: str) -> Path:
    """Write the guide's example as a folder."""
    texts = {
        name: "".join(",".join(say(cell, language) for cell in row) + "\n" for row in rows)
        for name, rows in example.TABLES.items()
    }
    settings = [line.split(",") for line in texts.pop("project").splitlines()[1:]]
    (programme,) = texts.pop("programmes").splitlines()[1:]
    id_, title = programme.split(",")
    lines = [*(f'{key} = "{value}"' for key, value in settings), "[[programmes]]"]
    project = "\n".join([*lines, f'id = "{id_}"', f'title = "{title}"'])
    return write_dataset(folder, {**texts, "project": project})


@every_language
def test_the_example_gives_the_figures_that_the_guide_tells(language: str, tmp_path: Path) -> None:
    dataset = load(example_dataset(tmp_path / "example", language))
    assert dataset.warnings == ()
    for rule, written, _ in example.FIGURES:
        (figure,) = count(dataset, rule)
        told = Quantity.parse(written)
        assert (figure.low, figure.high) == (told.low, told.high), rule


def test_the_example_is_of_columns_that_there_are() -> None:
    for name, (first, *rows) in example.TABLES.items():
        assert all(len(row) == len(first) for row in rows)
        known = {"key", "value", "gender", *(column.name for column in tables().get(name, ()))}
        assert {cell.say("en") for cell in first} <= known


@pytest.mark.parametrize("form", ["workbook", "folder"])
def test_each_row_of_the_guide_is_as_long_as_its_header(form: Any) -> None:
    grids = [block for block in guide(form) if isinstance(block, Grid)]
    assert all(len(row) == len(grid.header) for grid in grids for row in grid.rows)


def test_the_guide_tells_of_every_table_and_rule() -> None:
    for language in LANGUAGES:
        firsts = [line.cells[0] for line in lines_of_guide([language]) if line.cells]
        assert set(TABLES_DESCRIBED) | set(CATALOGUE) <= set(firsts)


def fill_sheet(sheet: Worksheet, rows: Sequence[Sequence[Any]], language: str) -> None:
    """Type the rows of the example below their headers, days of sessions as days."""
    known = header(sheet)
    for number, row in enumerate(rows[1:], 2):
        for head, cell in zip(rows[0], row, strict=True):
            name = head.say("en")
            if name not in known:
                known.append(name)
                sheet.cell(1, len(known)).value = name
            said = cell.say(language)
            sheet.cell(number, known.index(name) + 1).value = typed(name, said)


def typed(name: str, said: str) -> Any:
    """Return what a spreadsheet makes of something that is typed."""
    if name == "date":
        return datetime.fromisoformat(said)
    return int(said) if name in ("hours", "unidentified") and said else said or None


@every_language
def test_the_workbook_is_a_dataset_once_the_example_is_filled_in(
    language: str, tmp_path: Path
) -> None:
    book = book_of(language)
    settings = {key.say("en"): value.say(language) for key, value in example.TABLES["project"]}
    for row in book["project"].iter_rows(min_row=2):
        if row[0].value in settings:
            row[1].value = settings[str(row[0].value)]
    for name, rows in example.TABLES.items():
        if name != "project":
            fill_sheet(book[name], rows, language)
    book.save(tmp_path / "carers.xlsx")
    dataset = load(tmp_path / "carers.xlsx")
    assert dataset.warnings == ()
    assert dataset.project.language == language
    (figure,) = count(dataset, "persons_served", where={"programme": ["carers"]})
    assert (figure.low, figure.high) == (3, 4)
    assert count(dataset, "contact_hours")[0].low == 28


def test_an_empty_workbook_lacks_no_more_than_its_project(tmp_path: Path) -> None:
    start(tmp_path / "new.xlsx", BOTH)
    with pytest.raises(DatasetError) as raised:
        load(tmp_path / "new.xlsx")
    assert [str(problem) for problem in raised.value.problems] == [
        "project!B2:agency.name: blank; fill it in",
        "project!B7:project.title: blank; fill it in",
        "project!B8:project.as_at: not a date; write it as 2014-12-31, 2014-12 or 2014",
    ]


# ---- the workbook ----


def test_the_workbook_has_the_guide_the_project_and_a_sheet_for_each_table(book: Workbook) -> None:
    assert book.sheetnames == ["Guide", "project", *LISTS, *TABLES]
    assert all(sheet.sheet_state == "visible" for sheet in book)
    for name, columns in tables().items():
        assert header(book[name]) == [column.name for column in columns]
        assert book[name].max_row == 1
    assert header(book["project"]) == ["key", "value", "note"]


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(book: Workbook) -> None:
    assert {cell.data_type for cell in cells(book)} <= {"s", "n"}
    assert all(cell.hyperlink is None for cell in cells(book))
    assert all(sheet.auto_filter.ref is None for sheet in book)


def test_headers_stay_in_sight_and_ids_beside_them(book: Workbook) -> None:
    for name, columns in tables().items():
        assert book[name].freeze_panes == ("B2" if columns[0].name == "id" else "A2")
    assert book["project"].freeze_panes == "B2"


def test_every_header_is_explained_and_required_ones_are_marked(book: Workbook) -> None:
    for name, columns in tables().items():
        for column, cell in zip(columns, book[name][1], strict=True):
            note = cell.comment.text if cell.comment else ""
            described = {**KEYS, **COLUMNS}[f"{name}.{column.name}"]
            assert all(described.meaning.say(language) in note for language in LANGUAGES)
            assert described.example in note
            assert cell.font.bold is column.required
    assert all(cell.comment for cell in book["project"][1])


def test_a_note_is_in_the_languages_that_are_asked_for() -> None:
    cell = book_of("zh-Hant")["persons"]["A1"]
    assert cell.comment is not None
    assert not re.search("[A-Za-z]{4}", cell.comment.text)
    assert "例如：P01" in cell.comment.text


def test_the_project_has_a_row_for_each_key_and_the_usual_values(book: Workbook) -> None:
    rows = {row[0].value: row for row in book["project"].iter_rows(min_row=2)}
    assert list(rows) == list(SETTINGS)
    assert {key: row[1].value for key, row in rows.items() if row[1].value is not None} == {
        "project.language": "en",
        "counting.year_starts_in": 4,
        "counting.full_day_hours": 8,
        "counting.day_step": 0.5,
        "disclosure.below": 0,
    }
    assert {key for key, row in rows.items() if row[0].font.bold} == {
        "agency.name",
        "project.title",
        "project.as_at",
    }
    assert rows["project.as_at"][1].number_format == "yyyy-mm-dd"
    assert all(row[2].value for row in rows.values())


def test_the_first_language_of_the_guide_is_that_of_the_texts() -> None:
    rows = book_of("zh-Hant", "en")["project"].iter_rows(min_row=2, values_only=True)
    assert {row[0]: row[1] for row in rows}["project.language"] == "zh-Hant"


def test_closed_vocabularies_are_offered_and_nothing_else_is_taken(book: Workbook) -> None:
    for name, columns in tables().items():
        for column in columns:
            if column.vocabulary:
                found = validation(book, name, column.name)
                assert found.formula1 == f'"{",".join(column.vocabulary)}"'
                assert (found.type, found.showErrorMessage, found.errorStyle) == (
                    "list",
                    True,
                    None,
                )


@pytest.mark.parametrize(
    ("table", "column", "source"),
    [
        pytest.param("sessions", "activity", "activities!$A$2:$A$5000", id="a-table"),
        pytest.param("activities", "programme", "programmes!$A$2:$A$5000", id="programmes"),
        pytest.param("statements", "partner", "organisations!$A$2:$A$5000", id="another-name"),
    ],
)
def test_references_are_offered_and_others_are_warned_of(
    book: Workbook, table: str, column: str, source: str
) -> None:
    found = validation(book, table, column)
    assert (found.type, found.formula1, found.errorStyle) == ("list", source, "warning")
    assert book[source.partition("!")[0]]["A1"].value == "id"


@pytest.mark.parametrize(
    ("table", "column"), [("activities", "partners"), ("sessions", "staff"), ("sessions", "mode")]
)
def test_nothing_is_offered_where_several_may_stand_or_any_word(
    book: Workbook, table: str, column: str
) -> None:
    assert validation(book, table, column) is None


@pytest.mark.parametrize("table", ["statements", "figures"])
def test_the_rules_that_are_offered_stand_in_the_guide(book: Workbook, table: str) -> None:
    """Others may stand there too: a ratio, or a rule of the agency's own."""
    found = validation(book, table, "rule")
    assert found.showErrorMessage is False
    sheet, _, area = found.formula1.partition("!")
    offered = [cell.value for (cell,) in book[sheet][area.replace("$", "")]]
    assert offered == list(CATALOGUE)


def test_days_of_records_are_days_and_a_year_alone_is_warned_of(book: Workbook) -> None:
    assert [look(book["sessions"], place) for place in (3, 4)] == ["yyyy-mm-dd"] * 2
    found = validation(book, "sessions", "date")
    assert found.formula1 == "OR(ISTEXT(C2),C2>=14611)"
    assert found.errorStyle == "warning"
    assert "'2024-05" in found.prompt
    assert "'" not in validation(book, "sessions", "end_date").prompt
    assert "'" not in validations(book["project"])["B8"].prompt


def test_other_dates_stay_as_they_are_typed(book: Workbook) -> None:
    found = validation(book, "milestones", "date")
    assert (found.type, found.errorStyle) == (None, None)
    assert "2024-05" in found.prompt
    assert look(book["milestones"], 2) == "@"


def test_ids_and_references_are_text_and_numbers_are_numbers(book: Workbook) -> None:
    for name, columns in tables().items():
        for place, column in enumerate(columns, 1):
            if column.reads in ("id", "text", "list", "value"):
                assert look(book[name], place) == "@", (name, column.name)
    assert [look(book["sessions"], place) for place in (7, 8, 12)] == ["0.0##", "0.0##", "0"]


def test_the_guide_is_wrapped_and_says_where_the_other_languages_begin(book: Workbook) -> None:
    sheet = book["Guide"]
    titles = [translate("How to fill in this dataset", language) for language in LANGUAGES]
    rows = {cell.value: cell.row for (cell,) in sheet["A1:A400"] if cell.value in titles}
    assert list(rows) == titles
    assert sheet["A1"].value == f"如何填寫這個數據集：由第{rows[titles[1]]}行起"
    assert sheet["A2"].value == f"如何填写这个数据集：由第{rows[titles[2]]}行起"
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row if cell.value)


def test_a_guide_in_one_language_begins_with_its_title() -> None:
    assert book_of("en")["Guide"]["A1"].value == "How to fill in this dataset"


def test_the_same_workbook_is_the_same_bytes() -> None:
    outs = [io.BytesIO(), io.BytesIO()]
    for out in outs:
        write_workbook(out, BOTH)
    assert outs[0].getvalue() == outs[1].getvalue()
    with ZipFile(outs[0]) as parts:
        assert b"2000-01-01T00:00:00Z" in parts.read("docProps/core.xml")


def test_what_is_not_written_is_a_failure() -> None:
    with pytest.raises(ValueError, match="XlsxWriter returned -2"):
        done(-2)


def test_without_its_library_a_workbook_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match=r"pip install 'hkcs-model\[xlsx\]'"):
        write_workbook(io.BytesIO(), BOTH)


# ---- the folder ----


def test_the_folder_has_a_header_for_each_table() -> None:
    made = files_of_folder(BOTH)
    assert list(made) == ["GUIDE.html", *(f"{name}.csv" for name in TABLES), "project.toml"]
    for name, table in TABLES.items():
        assert made[f"{name}.csv"] == f"\ufeff{','.join(table.columns)}\r\n".encode()


def test_an_empty_folder_is_no_dataset_before_its_project_is_filled_in(tmp_path: Path) -> None:
    start(tmp_path / "new", BOTH)
    with pytest.raises(DatasetError) as raised:
        load(tmp_path / "new")
    assert {problem.origin.column for problem in raised.value.problems} <= {
        "agency.name",
        "project.title",
        "project.as_at",
    }


FILLED = {
    'name = ""': 'name = "海港中心"',
    'title = ""': 'title = "Work with carers"',
    'as_at = ""': 'as_at = "2024-05-31"',
}


def fill(folder: Path, changes: Mapping[str, str]) -> None:
    file = folder / "project.toml"
    text = file.read_text("utf-8")
    for old, new in changes.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


@every_language
def test_the_folder_is_a_dataset_once_the_least_is_filled_in(language: str, tmp_path: Path) -> None:
    start(tmp_path / "new", [language])
    fill(tmp_path / "new", FILLED)
    dataset = load(tmp_path / "new")
    assert dataset.warnings == ()
    assert dataset.project.language == language
    assert str(dataset.agency.name) == "海港中心"


def test_what_waits_in_comments_is_toml_once_the_sign_is_taken_away() -> None:
    text = files_of_folder(BOTH)["project.toml"].decode()
    *_, lists = re.split(r"^below = 0$", text, flags=re.MULTILINE)
    bare = "\n".join(
        line.removeprefix("# ") for line in lists.splitlines() if "=" in line or "[[" in line
    )
    found = tomllib.loads(bare)
    assert {part: list(entry[0]) for part, entry in found.items()} == {
        part: list(dict.fromkeys(column.name.partition(".")[0] for column in columns))
        for part, columns in LISTS.items()
    }
    assert found["figures"][0]["by"] == ["programme", "month"]
    assert found["rules"][0]["cap"] == 12
    settings = re.findall(r"^(# )?(\w+) = ", text.partition("[[")[0], re.MULTILINE)
    assert [name for _, name in settings] == [key.partition(".")[2] for key in SETTINGS]
    assert {name for sign, name in settings if not sign} >= {
        key.partition(".")[2] for key in SETTINGS if is_required(key)
    }


def test_the_page_is_in_every_language_and_nothing_in_it_is_markup_by_accident() -> None:
    page = files_of_folder(LANGUAGES)["GUIDE.html"].decode()
    for language in LANGUAGES:
        assert f'<section id="{language}" lang="{language}">' in page
        assert f"<h1>{translate('How to fill in this dataset', language)}</h1>" in page
    assert "&gt;800, &gt;=800, &lt;50" in page
    assert "default-src &#39;none&#39;" not in page


def test_a_page_in_one_language_needs_no_list_of_them() -> None:
    assert "<nav>" not in files_of_folder(["en"])["GUIDE.html"].decode()


# ---- where it is written ----


@pytest.mark.parametrize("name", ["new.xlsx", "NEW.XLSX"])
def test_the_suffix_makes_a_workbook(name: str, tmp_path: Path) -> None:
    start(tmp_path / name, BOTH)
    assert (tmp_path / name).read_bytes().startswith(b"PK")
    assert guide_of(tmp_path / name) == "its sheet Guide"


def test_an_empty_folder_that_is_there_is_filled(tmp_path: Path) -> None:
    start(tmp_path, BOTH)
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(files_of_folder(BOTH))
    assert guide_of(tmp_path) == "its page GUIDE.html"


@pytest.mark.parametrize("name", ["new.csv", "new.xls", "new.json"])
def test_another_suffix_is_answered_with_what_is_possible(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"name a workbook, new\.xlsx, or a folder, new$"):
        start(tmp_path / name, BOTH)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["new", "new.xlsx"])
def test_a_file_that_exists_is_not_written_over(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"mine")
    with pytest.raises(UsageError, match="not written over; give it another name"):
        start(tmp_path / name, BOTH)
    assert (tmp_path / name).read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        pytest.param("new", True, id="a-folder-with-something-in-it"),
        pytest.param("new.xlsx", False, id="a-folder-that-is-called-like-a-workbook"),
    ],
)
def test_a_folder_that_is_taken_is_not_written_into(
    name: str, inside: bool, tmp_path: Path
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    if inside:
        (folder / "mine.txt").write_bytes(b"mine")
    before = list(folder.iterdir())
    with pytest.raises(UsageError, match="give it another name"):
        start(folder, BOTH)
    assert list(folder.iterdir()) == before


@pytest.mark.parametrize(
    ("languages", "told"),
    [
        pytest.param((), "name one of en, zh-Hant, zh-Hans", id="none"),
        pytest.param(("zh-Hnat",), "did you mean zh-Hant", id="misspelt"),
    ],
)
def test_languages_that_there_are_not_are_refused(
    languages: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=told):
        start(tmp_path / "new", languages)


@pytest.mark.parametrize("name", ["new", "new.xlsx"])
def test_a_place_that_is_not_there_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="new"):
        start(tmp_path / "nowhere" / name, BOTH)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_the_system_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="not made: file name too long"):
        start(tmp_path / ("n" * 300), BOTH)


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_appears_whole_or_not_at_all(
    there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full when the last file is written: what was written before is taken away."""
    folder = tmp_path / "new"
    if there:
        folder.mkdir()
    replaced = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if target.name == "project.toml":
            raise OSError(28, "No space left on device")
        return replaced(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OutputError, match="the disk is full"):
        start(folder, BOTH)
    assert list(tmp_path.rglob("*")) == ([folder] if there else [])


# ---- the command ----


def test_the_command_writes_and_says_where_to_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    command.new.main(["carers.xlsx"], standalone_mode=False)
    command.new.main(["carers", "--lang", "en", "--lang", "en"], standalone_mode=False)
    said = capsys.readouterr()
    assert said.err == (
        "carers.xlsx: written; begin with its sheet Guide\n"
        "carers: written; begin with its page GUIDE.html\n"
    )
    assert said.out == ""
    assert "如何" in openpyxl.load_workbook("carers.xlsx")["Guide"]["A1"].value
    assert "<nav>" not in Path("carers/GUIDE.html").read_text("utf-8")


def test_the_command_is_known() -> None:
    assert commands.get_command(click.Context(commands), "new") is command.new


def test_nothing_that_writes_workbooks_is_loaded_for_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    start(tmp_path / "new", BOTH)
    assert (tmp_path / "new" / "project.toml").is_file()
