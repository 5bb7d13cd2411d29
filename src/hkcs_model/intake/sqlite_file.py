"""A dataset as one SQLite file, with a table each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any

from ..columns import Cells
from ..places import Part
from ..problems import Origin, Problem
from ..quantity import exact, plain
from ..spelling import nearest
from ..tables import TABLES
from .folder import is_a_sheet
from .gathering import gather
from .layout import layout_of
from .project_sheets import LISTS, PROJECT, is_of_the_project, read_project
from .raw import Raw
from .sheets import Sheet


def read_sqlite(path: Path) -> Raw:
    """Read a dataset from a SQLite file, which is opened for reading alone."""
    raw = Raw(project_file=PROJECT)
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        ) as connection:
            connection.text_factory = bytes
            sheets = list(_sheets(connection, raw))
    except sqlite3.Error as error:
        raw.problems.append(
            Problem(
                code="not-sqlite",
                origin=Origin(path.name),
                message=f"cannot be read as SQLite: {error}",
                hint="take the file that the database was saved in, or make it again",
            )
        )
        return raw
    read_project(raw, [sheet for sheet in sheets if is_of_the_project(sheet.name)])
    raw.layout = layout_of(raw.project)
    gather(raw, [sheet for sheet in sheets if is_a_sheet(sheet.name)])
    return raw


def _sheets(connection: sqlite3.Connection, raw: Raw) -> Iterator[Sheet]:
    asked = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
    names = [str(name, "utf-8", "replace") for (name,) in connection.execute(asked)]
    for name in names:
        if is_a_sheet(name) or is_of_the_project(name):
            yield _sheet(connection, name, raw)
        elif not name.startswith("sqlite_"):
            near = [
                one for one in nearest(name, (*TABLES, PROJECT, *LISTS), most=1) if one not in names
            ]
            raw.problems.append(
                Problem(
                    code="unknown-table",
                    origin=Origin(name),
                    message="not a table of the format, so not read",
                    hint=f"name it {near[0]}" if near else "name it as one of the tables",
                    severity="error" if near else "warning",
                )
            )


def _sheet(connection: sqlite3.Connection, name: str, raw: Raw) -> Sheet:
    quoted = name.replace('"', '""')
    found = connection.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608 - a name in the file
    headers = [str(column[0]).strip() for column in found.description]
    rows = found.fetchall()
    part = Part(
        file=name,
        rows=range(1, len(rows) + 1),
        headers={header: number for number, header in enumerate(headers, 1)},
        header_row=None,
    )
    columns = {
        header: _cells(raw, part, header, [row[number] for row in rows])
        for number, header in enumerate(headers)
    }
    return Sheet(
        name=name,
        file=name,
        columns=columns,
        rows=part.rows,
        header_row=None,
        numbers=part.headers,
    )


def _cells(raw: Raw, part: Part, header: str, values: Iterable[Any]) -> Cells:
    return Cells.of(_cell(raw, part, place, header, value) for place, value in enumerate(values))


def _cell(raw: Raw, part: Part, place: int, header: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return plain(exact(Decimal(repr(value)))) if isfinite(value) else str(value)
    try:
        return str(value, "utf-8").strip()
    except UnicodeDecodeError:
        raw.problems.append(
            Problem(
                code="not-a-text",
                origin=part.at(place, header),
                message="bytes that are not a text",
                hint="store it as TEXT in UTF-8",
            )
        )
        return ""
