"""The forms of a dataset: one carried from form to form, or written in each from plain rows."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from hkcs_model.converting import convert
from hkcs_model.converting.sheets import project_sheets
from hkcs_model.converting.toml import toml_of
from hkcs_model.dataset import Dataset
from hkcs_model.intake import load
from hkcs_model.problems import DatasetError, Problem

SUFFIXES = {"folder": "", "json": ".json", "xlsx": ".xlsx", "sqlite": ".sqlite"}
"""What each form of a dataset ends in; a folder ends in nothing."""

FORMS = tuple(SUFFIXES)
OTHER_FORMS = FORMS[1:]
"""Those that are one file."""

in_every_form = pytest.mark.parametrize("form", FORMS)
in_every_other_form = pytest.mark.parametrize("form", OTHER_FORMS)

Cell = str | int | float | date | datetime | None
Rows = Sequence[Sequence[Cell]]
"""A table: its header, and rows that may be longer or shorter than that."""
Project = dict[str, Any]

PROJECT: Project = {
    "agency": {"name": "Harbour Youth Service"},
    "project": {"title": "Bridges", "as_at": "2014-12-31"},
    "programmes": [{"id": "edu"}],
}


# ---- carried ----


def carried(dataset: Dataset, form: str, folder: Path) -> Path:
    """Write a dataset in a form into a folder, and return where it is."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"dataset{SUFFIXES[form]}"
    convert(dataset, str(target))
    return target


def in_form(source: Path, form: str, folder: Path) -> Path:
    """Return a dataset that is a folder in a form: itself, or written in another one."""
    return source if form == "folder" else carried(load(source), form, folder)


def problems_of(source: Path, encoding: str = "") -> tuple[Problem, ...]:
    """Return the problems of a dataset that has errors."""
    with pytest.raises(DatasetError) as caught:
        load(source, encoding=encoding)
    return caught.value.problems


# ---- written from rows ----


def written(form: str, folder: Path, tables: Mapping[str, Rows], project: Any = None) -> Path:
    """Write tables in a form, cell by cell as they are given, and return where they are.

    A project that is given as rows is the sheet of that name; it has no place in a folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"dataset{SUFFIXES[form]}"
    _WRITERS[form](target, PROJECT if project is None else project, tables)
    return target


def as_text(cell: Cell) -> str:
    """Return a cell as a spreadsheet saves it in a CSV file."""
    return "" if cell is None else str(cell)


def _folder(target: Path, project: Project, tables: Mapping[str, Rows]) -> None:
    target.mkdir()
    target.joinpath("project.toml").write_text(toml_of(project), "utf-8")
    for name, rows in tables.items():
        text = io.StringIO(newline="")
        csv.writer(text).writerows([[as_text(cell) for cell in row] for row in rows])
        target.joinpath(f"{name}.csv").write_bytes(text.getvalue().encode())


def _json(target: Path, project: Project, tables: Mapping[str, Rows]) -> None:
    arrays = {name: _objects(*rows) for name, rows in tables.items()}
    text = json.dumps(project | arrays, ensure_ascii=False, default=float)
    target.write_text(text, "utf-8")


def _objects(header: Sequence[Cell], *rows: Sequence[Cell]) -> list[dict[Any, str | float]]:
    """Return rows as objects; of a table without any, one of blanks tells its columns."""
    names = [as_text(one) for one in header]
    cells = (map(_json_cell, row) for row in rows or [[""] * len(header)])
    return [dict(zip_longest(names, row, fillvalue="")) for row in cells]


def _json_cell(cell: Cell) -> str | float:
    return cell if isinstance(cell, int | float) else as_text(cell)


def sheets_of(project: Project, tables: Mapping[str, Rows]) -> dict[str, Rows]:
    """Return the sheets of a workbook or the tables of a SQLite file, the project's first."""
    return {**dict(project_sheets(project)), **tables}


def _xlsx(target: Path, project: Project, tables: Mapping[str, Rows]) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        day = book.add_format({"num_format": "d/m/yyyy"})
        for name, rows in sheets_of(project, tables).items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, place, cell, day)
                    elif isinstance(cell, int | float):
                        sheet.write_number(number, place, cell)
                    elif cell:
                        sheet.write_string(number, place, cell)


def _sqlite(target: Path, project: Project, tables: Mapping[str, Rows]) -> None:
    with closing(sqlite3.connect(target)) as connection:
        for name, (header, *rows) in sheets_of(project, tables).items():
            quoted = ", ".join('"' + as_text(one).replace('"', '""') + '"' for one in header)
            connection.execute(f'CREATE TABLE "{name}" ({quoted})')
            places = ", ".join("?" * len(header))
            cells = [[*map(_stored, row), *[None] * (len(header) - len(row))] for row in rows]
            connection.executemany(f'INSERT INTO "{name}" VALUES ({places})', cells)  # noqa: S608 - a test's own
        connection.commit()


def _stored(cell: Cell) -> str | float | None:
    return cell if isinstance(cell, int | float) else as_text(cell) or None


_WRITERS: dict[str, Callable[[Path, Project, Mapping[str, Rows]], None]] = {
    "folder": _folder,
    "json": _json,
    "xlsx": _xlsx,
    "sqlite": _sqlite,
}
