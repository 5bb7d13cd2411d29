"""Rows that are set aside: the faulty ones, and those that refer to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from ..dataset import SetAside
from ..problems import Problem
from .draft import Draft
from .raw import Raw, RawTable

UNREAD = -1
"""The place of a row of which nothing could be read."""

_Gone = set[tuple[str, str]]


def faulty_rows(
    draft: Draft, problems: Iterable[Problem], before: Iterable[SetAside]
) -> tuple[SetAside, ...]:
    """Return the rows that have an error, with the first reason of each.

    Args:
        draft: what was checked.
        problems: what is wrong with it.
        before: the rows that were set aside already.
    """
    reasons: dict[tuple[str, int], list[Problem]] = {}
    for problem in problems:
        if problem.severity == "error" and problem.origin.row is not None:
            place = problem.origin.file, problem.origin.row
            reasons.setdefault(place, []).append(problem)
    gone = {(row.table, row.cells.get("id", "")) for row in before}
    tables = draft.raw.tables.values()
    faulty = [row for table in tables for row in _of(table, reasons, gone)]
    return (*faulty, *_unread(tables, reasons))


def _unread(
    tables: Iterable[RawTable], reasons: Mapping[tuple[str, int], list[Problem]]
) -> Iterable[SetAside]:
    """Return the rows of which nothing could be read: they are blank, and so are none of a table.

    Where there is a header, what is wrong with a row may be wrong with all that follows.
    """
    pairs = [(table, part) for table in tables for part in table.places.parts]
    without_header = {part.file: (table, part) for table, part in pairs if part.header_row is None}
    parts = [part for _, part in pairs if part.header_row is None]
    read = {(part.file, row) for part in parts for row in part.rows}  # of a register, by two
    for (file, row), problems in reasons.items():
        if row and file in without_header and (file, row) not in read:
            table, part = without_header[file]
            yield SetAside(
                table=table.name,
                place=UNREAD,
                cells={},
                problem=problems[0],
                origin=part.origin(row),
            )


def _of(
    table: RawTable, reasons: Mapping[tuple[str, int], list[Problem]], gone: _Gone
) -> Iterable[SetAside]:
    files = {file for file, _ in reasons}
    if files.isdisjoint(part.file for part in table.places.parts):
        return
    for place in range(len(table)):
        origin = table.at(place)
        for problem in reasons.get((origin.file, origin.row or 0), ()):
            # Of a register, each cell is a row of its own.
            across = table.places.part_of(place).across
            if not across or problem.origin.column in {origin.column, "person"}:
                yield _set_aside(table, place, problem, gone)
                break


def _set_aside(table: RawTable, place: int, problem: Problem, gone: _Gone) -> SetAside:
    cells = {name: cells[place] for name, cells in table.columns.items() if cells[place]}
    if problem.code == "no-such-row":
        for column in table.table.columns.values():
            if column.refers and (column.refers, cells.get(column.name, "")) in gone:
                message = f"refers to a row of {column.refers} that was set aside"
                problem = evolve(problem, message=message, hint="correct that row")
    return SetAside(
        table=table.name, place=place, cells=cells, problem=problem, origin=table.at(place)
    )


def without(raw: Raw, rows: Iterable[SetAside]) -> Raw:
    """Return what was read without some rows and what was wrong with them."""
    gone: dict[str, set[int]] = {}
    for row in rows:
        gone.setdefault(row.table, set()).add(row.place)
    tables = dict(raw.tables)
    for name, places in gone.items():
        table = tables[name]
        tables[name] = table.only([p for p in range(len(table)) if p not in places])
    origins = {(row.origin.file, row.origin.row) for row in rows}
    problems = [p for p in raw.problems if (p.origin.file, p.origin.row) not in origins]
    return evolve(raw, tables=tables, problems=problems)
