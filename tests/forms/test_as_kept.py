"""Spreadsheets as officers keep them: each gives the figures of its plain twin, or is told of."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from hkcs_model.dataset import Dataset
from hkcs_model.figures import count
from hkcs_model.intake import load
from tests.forms.forms import PROJECT, Cell, Project, Rows, in_every_form, problems_of, written

PLAIN: dict[str, Rows] = {
    "activities": [["id", "programme", "kind"], ["A1", "edu", "course"], ["A2", "edu", "visit"]],
    "persons": [["id", "gender"], ["p1", "F"], ["p2", "M"], ["p3", "F"]],
    "sessions": [
        ["id", "activity", "date", "mode", "hours", "status"],
        ["A1/2007-09-14", "A1", "2007-09-14", "phone", "1.5", "held"],
        ["A1/2007-09-21", "A1", "2007-09-21", "", "", "held"],
        ["A1/2007-10-05", "A1", "2007-10-05", "", "", "held"],
        ["v1", "A2", "2007-10-06", "home", "3", "cancelled"],
    ],
    "attendances": [
        ["session", "person", "status"],
        ["A1/2007-09-14", "p1", "attended"],
        ["A1/2007-09-14", "p2", "absent"],
        ["A1/2007-09-14", "p3", ""],
        ["A1/2007-09-21", "p1", "attended"],
        ["A1/2007-09-21", "p2", ""],
        ["A1/2007-09-21", "p3", "excused"],
        ["A1/2007-10-05", "p1", "attended"],
        ["A1/2007-10-05", "p2", "attended"],
        ["A1/2007-10-05", "p3", "absent"],
        ["v1", "p1", "attended"],
    ],
}
"""The plain twin: every table as the format has it."""

REGISTER: Rows = [
    ["person", "2007-09-14", "2007-09-21", "2007-10-05"],
    ["p1", "attended", "attended", "attended"],
    ["p2", "absent", None, "attended"],
    ["p3", None, "excused", "absent"],
]
"""What the sessions of A1 are in the register of it."""

KEPT: dict[str, Rows] = {
    "activities": PLAIN["activities"],
    "persons": PLAIN["persons"],
    "sessions": [PLAIN["sessions"][0], PLAIN["sessions"][1], PLAIN["sessions"][4]],
    "attendances": [PLAIN["attendances"][0], PLAIN["attendances"][10]],
}
"""The twin with a register: of its sessions one has a row, since more is known of it."""

QUESTIONS: list[tuple[str, list[str]]] = [
    ("contacts", []),
    ("contacts", ["activity", "month"]),
    ("contacts", ["person.gender", "mode"]),
    ("persons_served", []),
    ("absences", ["date"]),
    ("contacts/(contacts+absences)", []),
    ("sessions", ["activity", "fy"]),
    ("contact_hours", []),
]


def figures_of(dataset: Dataset) -> list[tuple[Any, ...]]:
    """Return the figures of all the questions."""
    return [
        (rule, figure.by, figure.low, figure.high, figure.text)
        for rule, by in QUESTIONS
        for figure in count(dataset, rule, by=by)
    ]


def with_layout(columns: dict[str, Any], words: dict[str, Any] | None = None) -> Project:
    """Return the project with own headers and words."""
    return PROJECT | {"columns": columns} | ({"words": words} if words else {})


def kept_with(register: Rows, **tables: Rows) -> dict[str, Rows]:
    """Return the twin with a register, and with other tables than its own."""
    return {**KEPT, **tables, "register.A1": register}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The plain twin, as a folder."""
    return load(written("folder", tmp_path_factory.mktemp("plain"), PLAIN))


@in_every_form
def test_the_plain_twin_has_the_same_figures_in_every_form(
    form: str, plain: Dataset, tmp_path: Path
) -> None:
    assert figures_of(load(written(form, tmp_path, PLAIN))) == figures_of(plain)
    (contacts,) = count(plain, "contacts")
    assert (contacts.low, contacts.high) == (4, 6)


# ---- registers ----


@in_every_form
@pytest.mark.parametrize(
    "days",
    [
        pytest.param(["2007-09-14", "2007-09-21", "2007-10-05"], id="ISO"),
        pytest.param(["14/9/2007", "21/9/2007", "5/10/2007"], id="day first"),
        pytest.param(["１４/９/２００７", "2007-09-21", "05/10/2007"], id="full-width and mixed"),
        pytest.param([date(2007, 9, 14), date(2007, 9, 21), date(2007, 10, 5)], id="date cells"),
    ],
)
def test_a_register_has_the_figures_of_its_plain_twin(
    days: list[Cell], form: str, plain: Dataset, tmp_path: Path
) -> None:
    """Its days are headers in any spelling of a day; in a workbook they may be real dates."""
    kept = kept_with([["person", *days], *REGISTER[1:]])
    dataset = load(written(form, tmp_path, kept))
    assert figures_of(dataset) == figures_of(plain)
    assert len(dataset.sessions) == 4
    assert {session.mode for session in dataset.sessions if session.id == "A1/2007-09-14"} == {
        "phone"
    }


@in_every_form
def test_a_register_may_have_own_words_and_an_own_name_for_its_first_column(
    form: str, plain: Dataset, tmp_path: Path
) -> None:
    register: Rows = [
        ["學員編號", *REGISTER[0][1:]],
        ["p1", "出席", "P", "attended"],
        ["p2", "缺席", None, "Ｐ"],
        ["p3", " ", "請假", "A"],
    ]
    words = {"attended": ["出席", "P", "Ｐ"], "absent": ["缺席", "A"], "excused": "請假"}
    project = with_layout({"register": {"person": "學員編號"}}, words)
    dataset = load(written(form, tmp_path, kept_with(register), project))
    assert figures_of(dataset) == figures_of(plain)


BLANKS = [
    pytest.param({}, "", id="not recorded"),
    pytest.param({"absent": ["缺席", ""]}, "absent", id="absent"),
    pytest.param({"absent": ["缺席"], "not_expected": ["", "/"]}, None, id="not expected"),
]


@in_every_form
@pytest.mark.parametrize(("words", "meaning"), BLANKS)
def test_a_blank_cell_of_a_register_means_what_the_words_say(
    words: dict[str, list[str]], meaning: str | None, form: str, tmp_path: Path
) -> None:
    """Not recorded, unless they say that it means absent, or not expected."""
    dataset = load(written(form, tmp_path / form, kept_with(REGISTER), with_layout({}, words)))
    rows = PLAIN["attendances"]
    twin = [rows[0], *([s, p, status or meaning] for s, p, status in rows[1:])]
    meant = [row for row in twin if None not in row]
    plain = load(written("folder", tmp_path / "plain", {**PLAIN, "attendances": meant}))
    assert figures_of(dataset) == figures_of(plain)
    assert len(dataset.attendances) == len(plain.attendances)


@in_every_form
def test_registers_alone_are_a_whole_dataset(form: str, tmp_path: Path) -> None:
    """Nobody needs a table of sessions, attendances or persons beside them."""
    kept = {
        "activities": PLAIN["activities"],
        "register.A1": REGISTER,
        "register.A2": [
            ["person", "6/10/2007"],
            ["p1", "attended"],
        ],
    }
    dataset = load(written(form, tmp_path, kept))
    assert [session.id for session in dataset.sessions] == [
        *("A1/2007-09-14", "A1/2007-09-21", "A1/2007-10-05", "A2/2007-10-06")
    ]
    (contacts,) = count(dataset, "contacts")
    assert (contacts.low, contacts.high) == (5, 7)


REGISTER_PLACES = {
    "folder": "register.A1.csv:3:2007-09-21",
    "json": "/register.A1/1/2007-09-21",
    "xlsx": "register.A1!C3:2007-09-21",
    "sqlite": "register.A1:2:2007-09-21",
}


@in_every_form
def test_a_strange_word_in_a_register_is_told_with_its_cell(form: str, tmp_path: Path) -> None:
    register = [*REGISTER[:2], ["p2", "absent", "late", "attended"], REGISTER[3]]
    (problem,) = problems_of(written(form, tmp_path, kept_with(register)))
    assert str(problem) == (
        f"{REGISTER_PLACES[form]}: not one of its words;"
        " write one of attended, absent, excused, cancelled"
    )


# ---- own headers and words ----

CHINESE: dict[str, tuple[str, dict[str, str]]] = {
    "activities": ("", {"id": "編號", "programme": "計劃", "kind": "類別"}),
    "persons": ("", {"id": "編號"}),
    "sessions": (
        "",
        {
            "id": "節次",
            "activity": "活動",
            "date": "日期",
            "mode": "形式",
            "hours": "時數",
            "status": "狀態",
        },
    ),
    "attendances": ("", {"session": "節次", "person": "學員", "status": "出席情況"}),
}
OWN_WORDS = {
    "attended": ["出席"],
    "absent": ["缺席"],
    "excused": ["請假"],
    "held": ["已舉行"],
    "cancelled": ["取消"],
}


def in_chinese(tables: Mapping[str, Rows]) -> dict[str, Rows]:
    """Return tables with Chinese headers, and Chinese words for those of the format."""
    words = {word: own[0] for word, own in OWN_WORDS.items()}
    found: dict[str, Rows] = {}
    for name, (header, *rows) in tables.items():
        own = CHINESE[name][1]
        cells = [[words.get(str(cell), cell) for cell in row] for row in rows]
        found[name] = [[own.get(str(cell), cell) for cell in header], *cells]
    return found


@in_every_form
def test_a_dataset_with_chinese_headers_and_words_has_the_figures_of_its_plain_twin(
    form: str, plain: Dataset, tmp_path: Path
) -> None:
    """Its content is the same to the last cell: what it is called in a file is no part of it."""
    columns = {name: own for name, (_, own) in CHINESE.items()}
    project = with_layout(columns, OWN_WORDS)
    dataset = load(written(form, tmp_path, in_chinese(PLAIN), project))
    assert dataset.digest == plain.digest
    assert figures_of(dataset) == figures_of(plain)


OWN_PLACES = {
    "folder": "sessions.csv:3:日期",
    "json": "/sessions/1/日期",
    "xlsx": "sessions!C3:日期",
    "sqlite": "sessions:2:日期",
}


@in_every_form
def test_a_problem_names_the_agency_s_own_header(form: str, tmp_path: Path) -> None:
    sessions = [*PLAIN["sessions"][:2], ["s9", "A1", "last week"]]
    tables = in_chinese({"activities": PLAIN["activities"], "sessions": sessions})
    columns = {name: own for name, (_, own) in CHINESE.items()}
    problems = problems_of(written(form, tmp_path, tables, with_layout(columns, OWN_WORDS)))
    assert [str(problem) for problem in problems] == [
        f"{OWN_PLACES[form]}: not a date; write it as 2014-12-31, 2014-12 or 2014"
    ]


@in_every_form
def test_a_table_may_be_split_over_several_sheets(
    form: str, plain: Dataset, tmp_path: Path
) -> None:
    """Their columns may stand in another order, and one may lack a column that is not required."""
    header, *rows = PLAIN["sessions"]
    later = [[row[place] for place in (2, 0, 1, 4, 5, 3)] for row in (header, *rows[2:])]
    sound = {name: table for name, table in PLAIN.items() if name != "sessions"}
    split = sound | {"sessions": [header, *rows[:2]], "sessions.2013": later}
    assert figures_of(load(written(form, tmp_path, split))) == figures_of(plain)


@in_every_form
def test_a_part_of_a_table_is_named_by_its_problems(form: str, tmp_path: Path) -> None:
    split = {
        "activities": PLAIN["activities"],
        "sessions": PLAIN["sessions"][:2],
        "sessions.2013": [["id", "date", "activity"], ["A1/2007-09-14", "2007", "A9"]],
    }
    places = {
        "folder": (
            "sessions.2013.csv:2:id",
            "sessions.2013.csv:2:activity",
            "row 2 of sessions.csv",
        ),
        "json": ("/sessions.2013/0/id", "/sessions.2013/0/activity", "/sessions/0"),
        "xlsx": ("sessions.2013!A2:id", "sessions.2013!C2:activity", "row 2 of sessions"),
        "sqlite": ("sessions.2013:1:id", "sessions.2013:1:activity", "row 1 of sessions"),
    }
    at_id, at_activity, other = places[form]
    told = [str(problem) for problem in problems_of(written(form, tmp_path, split))]
    assert sorted(told) == sorted(
        [
            f"{at_id}: an id that {other} has already; give each row an id of its own",
            f"{at_activity}: names no row of activities; add the row, or correct the id",
        ]
    )


# ---- workbooks ----

EMPTY = "empty text"
"""What stands for the saved value of a formula that is an empty text."""


def book_of(path: Path, sheets: Mapping[str, Sequence[Any]], above: Mapping[str, int]) -> Path:
    """Write a workbook with formulas (a cell that is a pair) and merged titles above headers."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "d/m/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            start = above.get(name, 0)
            if start:
                sheet.merge_range(0, 0, start - 1, 3, "海港青年服務處 出席紀錄")
            for number, row in enumerate(rows, start):
                for place, cell in enumerate(row):
                    if isinstance(cell, tuple):
                        sheet.write_formula(number, place, cell[0], None, cell[1] or EMPTY)
                    elif isinstance(cell, date):
                        sheet.write_datetime(number, place, cell, day)
                    elif cell is not None:
                        sheet.write(number, place, cell)
    return _as_excel_saves_empty_texts(path)


def _as_excel_saves_empty_texts(path: Path) -> Path:
    """Give the formulas whose text is empty the value that Excel saves, which xlsxwriter cannot."""
    with zipfile.ZipFile(path) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in members.items():
            packed.writestr(name, data.replace(f"<v>{EMPTY}</v>".encode(), b"<v></v>"))
    return path


PROJECT_SHEET: Rows = [
    ["key", "value"],
    ["agency.name", "Harbour Youth Service"],
    ["project.title", "Bridges"],
    ["project.as_at", datetime(2014, 12, 31)],  # noqa: DTZ001 - a sheet has no time zones
]
PROGRAMMES: Rows = [["id"], ["edu"]]


def test_dates_floats_and_formulas_of_a_workbook_are_read_as_what_they_show(
    plain: Dataset, tmp_path: Path
) -> None:
    """Real dates, numbers that are floats inside, and formulas by their saved values."""
    rows: list[list[Any]] = [
        [*PLAIN["sessions"][0]],
        [("=A1", "A1/2007-09-14"), "A1", datetime(2007, 9, 14), "phone", 0.1 + 1.4, "held"],  # noqa: DTZ001
        ["A1/2007-09-21", ("=B2", "A1"), date(2007, 9, 21), None, None, "held"],
        ["A1/2007-10-05", "A1", ("=1+1", "2007-10-05"), None, ('=""', ""), "held"],
        ["v1", "A2", date(2007, 10, 6), "home", ("=1.5*2", 3.0000000000000004), "cancelled"],
    ]
    sheets = {"project": PROJECT_SHEET, "programmes": PROGRAMMES, **PLAIN, "sessions": rows}
    dataset = load(book_of(tmp_path / "kept.xlsx", sheets, {}))
    assert dataset.warnings == ()
    assert dataset.digest == plain.digest
    assert figures_of(dataset) == figures_of(plain)


TITLES = [
    pytest.param(1, "row 1", id="one row"),
    pytest.param(2, "rows 1 to 2", id="two rows"),
    pytest.param(5, "rows 1 to 5", id="five rows"),
]


@pytest.mark.parametrize(("above", "rows"), TITLES)
def test_a_merged_title_above_a_header_is_told_as_what_it_is(
    above: int, rows: str, tmp_path: Path
) -> None:
    """Once, and nothing of what follows from it."""
    sheets = {"project": PROJECT_SHEET, "programmes": PROGRAMMES, **PLAIN}
    (problem,) = problems_of(book_of(tmp_path / "kept.xlsx", sheets, {"sessions": above}))
    assert str(problem) == (
        f"sessions!A1: a title above the header, which is row {above + 1};"
        f" delete {rows}, or keep a title outside of the table"
    )


@pytest.mark.parametrize(("above", "rows"), TITLES)
def test_a_title_above_the_header_of_a_csv_file_is_told_as_what_it_is(
    above: int, rows: str, tmp_path: Path
) -> None:
    titles: Rows = [["海港青年服務處 出席紀錄"], *[[]] * (above - 1)]
    source = written("folder", tmp_path, {**PLAIN, "sessions": [*titles, *PLAIN["sessions"]]})
    (problem,) = problems_of(source)
    assert str(problem) == (
        f"sessions.csv:1: a title above the header, which is row {above + 1};"
        f" delete {rows}, or keep a title outside of the table"
    )


@pytest.mark.parametrize("form", ["folder", "xlsx"])
def test_a_title_above_a_register_is_told_as_what_it_is(form: str, tmp_path: Path) -> None:
    """Its header is the row with the days."""
    source = written(form, tmp_path, kept_with([["九月出席紀錄"], *REGISTER]))
    (problem,) = problems_of(source)
    assert str(problem).endswith(
        ": a title above the header, which is row 2;"
        " delete row 1, or keep a title outside of the table"
    )
