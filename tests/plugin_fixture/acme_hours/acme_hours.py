"""What a third party brings: a reader of a text form, in which a line begins with its table.

    = agency.name | Harbour Centre
    sessions | id | activity | date
    sessions | s1 | a1 | 2024-05-04

The first line of a table is its header; a line that begins with `=` is a key of the project.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hkcs_model.hookspecs import (
    Origin,
    Problem,
    Reader,
    TextDataset,
    TextTable,
    hookimpl,
)


def read(path: Path) -> TextDataset:
    """Read a file of lines; one without a bar is told as a problem, with its number."""
    project: dict[str, Any] = {}
    places: dict[str, int] = {}
    lines: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    problems: list[Problem] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        first, *cells = (cell.strip() for cell in line.split("|"))
        if line.strip() and not cells:
            problems.append(_no_bar(path.name, number))
        elif first.startswith("="):
            key = first.lstrip("= ")
            part, _, name = key.partition(".")
            project.setdefault(part, {})[name] = cells[0]
            places[key] = number
        elif cells:
            lines.setdefault(first, []).append((number, tuple(cells)))
    _, *programmes = lines.pop("programmes", [(0, ())])
    project["programmes"] = [{"id": cells[0]} for _, cells in programmes]
    return TextDataset(
        project=project,
        project_file=path.name,
        project_rows=places,
        tables=tuple(_table(path.name, name, rows) for name, rows in lines.items()),
        problems=tuple(problems),
    )


def _no_bar(file: str, number: int) -> Problem:
    return Problem(
        code="acme-no-bar",
        origin=Origin(file, number),
        message="a line without a bar",
        hint="begin it with the name of its table and |",
    )


def _table(file: str, name: str, lines: list[tuple[int, tuple[str, ...]]]) -> TextTable:
    (header_row, header), *rows = lines
    return TextTable(
        name=name,
        file=file,
        header=header,
        header_row=header_row,
        rows=tuple(cells for _, cells in rows),
        numbers=tuple(number for number, _ in rows),
    )


@hookimpl
def hkcs_readers() -> list[Reader]:
    """Give the reader."""
    return [
        Reader(
            form="acme-hours",
            summary="lines of a table's name and its cells, with bars between them",
            suffixes=(".hours",),
            read=read,
        )
    ]
