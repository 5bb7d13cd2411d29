"""Rows that are set aside: the faulty ones, and those that refer to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from ..dataset import SetAside
from ..problems import Problem
from .draft import Draft
from .raw import Raw, RawTable

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
    return tuple(row for table in draft.raw.tables.values() for row in _of(table, reasons, gone))


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
