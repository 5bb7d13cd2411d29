"""Each kind of problem in every form it can occur in: the same words, at the form's own place."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hkcs_model.intake import load, read, told
from hkcs_model.intake.draft import Draft
from hkcs_model.problems import DatasetError, Origin, Problem
from tests.datasets import PROJECT as PROJECT_TEXT
from tests.datasets import Files, problems_of
from tests.forms.forms import OTHER_FORMS, Project, Rows, in_every_form, sheets_of, written
from tests.intake.test_checks import CASES

Sheets = Mapping[str, Rows]

CANNOT = {
    "the agency has a name, the project a title and an as-at day, a programme an id": (
        *("xlsx", "sqlite"),  # a sheet that lacks the keys: below
    ),
    "a project that says nothing is told of": ("xlsx", "sqlite"),  # below
    "every key of the project is the format's": OTHER_FORMS,  # a part of an unknown name: below
    "the agency is a table of keys": ("xlsx", "sqlite"),  # every key there is dotted
    "the programmes are a list": ("xlsx", "sqlite"),  # they are a sheet
    "a text is in quotes, and no number is taken for one": ("xlsx", "sqlite"),  # all are texts
    "a whole number is neither a text nor cut off": ("xlsx", "sqlite"),  # so a text may be one
    "a number has no quotes and is finite": OTHER_FORMS,  # JSON has no such number: below
    "a date has no time of day": OTHER_FORMS,  # that is a text there, and no date
    "a key is a list": ("xlsx", "sqlite"),  # a cell is a list of one
    "a filter has a value": ("xlsx", "sqlite"),  # a blank cell is no filter
    "the least number that is shown is not negative": ("xlsx", "sqlite"),  # below
    "every id of the project is used once": ("xlsx", "sqlite"),  # a row of blanks is none
    "a rule has a key": ("xlsx", "sqlite"),  # a blank cell is a key that is not there: below
    "a figure's dimensions are there": ("xlsx", "sqlite"),  # in the order of the columns: below
    "a figure asks for what is neither recorded nor stated": ("xlsx", "sqlite"),  # as well
    "no header has a NUL": ("sqlite",),  # no name there has one
}
"""Cases that cannot occur in some forms as they stand."""


def plain(value: Any) -> Any:
    """Return a value of a TOML document as JSON has it."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    if isinstance(value, Decimal):
        return float(value)
    return str(value) if isinstance(value, date) else value


def parts_of(files: Files) -> tuple[Project, dict[str, Rows]]:
    """Return the project and the tables of a folder as plain values and rows of texts."""
    project = tomllib.loads(str(files.get("project", PROJECT_TEXT)), parse_float=Decimal)
    tables: dict[str, Rows] = {
        name: list(csv.reader(io.StringIO(str(text), newline="")))
        for name, text in files.items()
        if name != "project"
    }
    return plain(project), tables


class Places:
    """Where things of a folder stand in another form, worked out from what is written."""

    def __init__(self, form: str, project: Project, tables: Mapping[str, Rows]) -> None:
        self.form = form
        self.tables = tables
        self.sheets: Sheets = {} if form == "json" else sheets_of(project, {})

    def of(self, origin: Origin) -> str:
        """Return the place of something."""
        name = origin.file.removesuffix(".csv")
        if origin.file == "project.toml":
            return self.of_key(origin.column)
        return self.of_cell(name, self.tables[name][0], origin.row or 1, origin.column)

    def of_cell(self, name: str, header: Any, row: int, column: str) -> str:
        """Return the place of a cell, whose row counts as in a spreadsheet."""
        end = f":{column}" if column else ""
        if self.form == "xlsx":
            names = [str(one).strip() for one in header]
            if column and column not in names:
                return f"{name}!{row}{end}"
            return f"{name}!{'ABCDEFGHIJ'[names.index(column) if column else 0]}{row}{end}"
        if self.form == "sqlite":
            return f"{name}{'' if row == 1 else f':{row - 1}'}{end}"
        return f"/{name}{end}" if row == 1 else f"/{name}/{row - 2}{end.replace(':', '/')}"

    def of_key(self, key: str) -> str:
        """Return the place of a dotted key of the project."""
        if self.form == "json":
            parts = re.sub(r"\[(\d+)\]", lambda found: f".{int(found[1]) - 1}", key).split(".")
            return "/" + "/".join(parts)
        if listed := re.fullmatch(r"(\w+)\[(\d+)\]\.(\w+)(.*)", key):
            name, number, column, rest = listed.groups()
            header = self.sheets[name][0]
            filled = zip(header, self.sheets[name][int(number)], strict=True)
            there = [str(one) for one, cell in filled if cell]
            exact = [one for one in there if one == f"{column}{rest}"]
            near = [one for one in there if one.partition(".")[0] == column]
            return self.of_cell(name, header, int(number) + 1, (exact or near)[0])
        keys = [row[0] for row in self.sheets["project"]]
        key, end = (key.removesuffix(".en"), ".en") if key.endswith(".en") else (key, "")
        if key not in keys:
            return f"project:{key}"
        row = keys.index(key) + 1
        place = f"project!B{row}" if self.form == "xlsx" else f"project:{row - 1}"
        return f"{place}:{key}{end}"

    def message(self, problem: Problem) -> str:
        """Return what is said in this form of what was said of a folder."""
        _, _, said = str(problem).removeprefix(str(problem.origin)).partition(": ")
        name = problem.origin.file.removesuffix(".csv")
        said = re.sub(r"\brow (\d+)\b", lambda found: self._row(name, int(found[1])), said)
        said = said.replace("save it as CSV UTF-8", "write it again")
        return f"{self.of(problem.origin)}: {said}"

    def _row(self, name: str, row: int) -> str:
        return {
            "xlsx": f"row {row}",
            "sqlite": f"row {row - 1}",
            "json": f"/{name}/{row - 2}",
        }[self.form]


IN_FORMS = [
    pytest.param(form, case.values[1], id=f"{form}: {case.id}")
    for case in CASES
    for form in OTHER_FORMS
    if form not in CANNOT.get(str(case.id), ())
]


@pytest.mark.parametrize(("form", "files"), IN_FORMS)
def test_a_mistake_is_told_in_every_form_in_the_same_words(
    form: str, files: Files, tmp_path: Path
) -> None:
    """What a folder is told, with the sheet and cell, the pointer, the table and row."""
    project, tables = parts_of(files)
    places = Places(form, project, tables)
    wanted = [places.message(problem) for problem in problems_of(tmp_path / "folder", files)]
    found = told(Draft(read(written(form, tmp_path, tables, project))))
    assert [str(problem) for problem in found] == wanted


def test_most_cases_occur_in_every_form() -> None:
    """Those that do not are named, and there are cases of these names."""
    assert {str(case.id) for case in CASES} >= CANNOT.keys()
    assert len(IN_FORMS) > len(CASES) * 2.6


# ---- what the project of a workbook or a database is told ----

NOT_A_DATE = "not a date; write it as 2014-12-31, 2014-12 or 2014"
OF_SHEETS = [
    pytest.param(
        {"project": [["key", "value"]]},
        [
            "project:agency.name: blank; fill it in",
            "project:project.title: blank; fill it in",
            f"project:project.as_at: {NOT_A_DATE}",
        ],
        [
            "project:agency.name: blank; fill it in",
            "project:project.title: blank; fill it in",
            f"project:project.as_at: {NOT_A_DATE}",
        ],
        id="no key at all",
    ),
    pytest.param(
        {
            "project": [
                *(["key", "value"], ["agency.name", "H"], ["project.title", " "]),
                *(["project.as_at", "soon"], ["agency.nam", "x"], ["agancy.name", "x"]),
                *(["disclosure.below", -1], ["counting.day_step", "half"]),
            ]
        },
        [
            "project:agancy: not a key of the format; did you mean agency?",
            "project!B3:project.title: blank; fill it in",
            f"project!B4:project.as_at: {NOT_A_DATE}",
            "project!B5:agency.nam: not a key of the format; did you mean name?",
            "project!B7:disclosure.below: not a whole number; write digits alone, such as 4",
            (
                "project!B8:counting.day_step: not a number;"
                " write a number of at least 0 without quotes, such as 7.5"
            ),
        ],
        [
            "project:agancy: not a key of the format; did you mean agency?",
            "project:2:project.title: blank; fill it in",
            f"project:3:project.as_at: {NOT_A_DATE}",
            "project:4:agency.nam: not a key of the format; did you mean name?",
            "project:6:disclosure.below: not a whole number; write digits alone, such as 4",
            (
                "project:7:counting.day_step: not a number;"
                " write a number of at least 0 without quotes, such as 7.5"
            ),
        ],
        id="keys that are near misses, values that are none",
    ),
    pytest.param(
        {"rules": [["id", "over", "key", "weight"], ["mine", "sessions", "", "x"]]},
        [
            "rules!A2:key: not there; write it; it cannot be left out",
            "rules!D2:weight: not a weight; write hours or days, or leave it out",
        ],
        [
            "rules:1:key: not there; write it; it cannot be left out",
            "rules:1:weight: not a weight; write hours or days, or leave it out",
        ],
        id="a rule without a key",
    ),
    pytest.param(
        {
            "figures": [["id", "rule", "by", "where.mode"], ["met", "contacts", "yaer", "phone"]],
            "sessions": [["id", "activity", "date"], ["s1", "a1", "2014"]],
            "attendances": [["session", "person"], ["s1", "p1"]],
            "activities": [["id", "programme", "kind"], ["a1", "edu", "course"]],
        },
        [
            "figures!C2:by: attendances has no dimension yaer; did you mean year?",
            (
                "figures!D2:where.mode: this dataset has no dimension mode;"
                " there are activity, kind, programme, session, date, month, quarter, year, fy"
            ),
        ],
        [
            "figures:1:by: attendances has no dimension yaer; did you mean year?",
            (
                "figures:1:where.mode: this dataset has no dimension mode;"
                " there are activity, kind, programme, session, date, month, quarter, year, fy"
            ),
        ],
        id="a figure, in the order of its columns",
    ),
    pytest.param(
        {
            "project": [
                *(["key", "value"], ["agency.name", "H"], ["agency.name", "I"], ["", "x"]),
                *(["project.title", "T"], ["project.as_at", "2014-12-31"]),
            ]
        },
        [
            "project!B3:agency.name: a key that stands there twice; keep one of the two",
            "project!A4:key: a value without a key; write its key, such as project.title",
        ],
        [
            "project:2:agency.name: a key that stands there twice; keep one of the two",
            "project:3:key: a value without a key; write its key, such as project.title",
        ],
        id="a key twice, and none",
    ),
    pytest.param(
        {"project": [["key", "values"], ["agency.name", "H"]]},
        ["project!1:value: a required column that is missing; add it"],
        ["project:value: a required column that is missing; add it"],
        id="a project without its column of values",
    ),
]


@pytest.mark.parametrize(("sheets", "in_cells", "in_rows"), OF_SHEETS)
def test_the_project_of_a_workbook_or_a_database_is_told_by_its_rows(
    sheets: Sheets, in_cells: list[str], in_rows: list[str], tmp_path: Path
) -> None:
    """And nothing is said of what the lost part of it would have told."""
    for form, wanted in (("xlsx", in_cells), ("sqlite", in_rows)):
        found = told(Draft(read(written(form, tmp_path / form, sheets))))
        assert [str(problem) for problem in found] == wanted


# ---- many ----

MANY = 1000
PLACES = {
    "folder": ("sessions.csv:{}:hours", "attendances.csv:{}:person", 2),
    "json": ("/sessions/{}/hours", "/attendances/{}/person", 0),
    "xlsx": ("sessions!E{}:hours", "attendances!B{}:person", 2),
    "sqlite": ("sessions:{}:hours", "attendances:{}:person", 1),
}


@in_every_form
def test_a_thousand_mistakes_are_a_thousand_messages_in_order(form: str, tmp_path: Path) -> None:
    """Half of them in one table, half in another, each a row."""
    half = range(MANY // 2)
    sessions: Rows = [
        ["id", "activity", "date", "mode", "hours"],
        *([f"s{number}", "a1", "2014-01-01", "phone", f"{number} hours"] for number in half),
    ]
    tables: dict[str, Rows] = {
        "activities": [["id", "programme", "kind"], ["a1", "edu", "course"]],
        "persons": [["id"], ["p1"]],
        "sessions": sessions,
        "attendances": [["session", "person"], *([f"s{n}", f"nobody{n}"] for n in half)],
    }
    with pytest.raises(DatasetError) as caught:
        load(written(form, tmp_path, tables))
    hours, persons, first = PLACES[form]
    *lines, totals = str(caught.value).splitlines()
    assert lines == [
        *(
            f"{hours.format(number + first)}: not a number; write digits alone, such as 35 or 12.5"
            for number in half
        ),
        *(
            f"{persons.format(number + first)}: names no row of persons;"
            " add the person, or correct the id"
            for number in half
        ),
    ]
    assert totals == "1,000 errors, 0 warnings"


@pytest.mark.parametrize("form", ["xlsx", "sqlite"])
def test_blank_rows_and_languages_of_the_project_s_sheets(form: str, tmp_path: Path) -> None:
    """A blank row is none; a text beside those in languages is in the project's own."""
    sheets: dict[str, Rows] = {
        "project": [
            *(["key", "value"], ["agency.name", "Harbour"], ["agency.name@zh-Hant", "海港"]),
            *(["", ""], ["project.title@zh-Hant", "橋"], ["project.title", "Bridges"]),
            ["project.as_at", "2014-12-31"],
        ],
        "programmes": [["id", "title@zh-Hant", "title"], ["", "", ""], ["edu", "教育", "Teaching"]],
    }
    dataset = load(written(form, tmp_path, sheets))
    (programme,) = dataset.programmes
    for text, words in (
        (dataset.agency.name, ("Harbour", "海港")),
        (dataset.project.title, ("Bridges", "橋")),
        (programme.title, ("Teaching", "教育")),
    ):
        assert (text.say("en"), text.say("zh-Hant")) == words
