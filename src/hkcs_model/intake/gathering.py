"""Sheets become tables: own headers named as in the format, tables of several sheets put together.

What each form reads are sheets; from here on it is the same for every form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..columns import Cells, coding
from ..places import Part, Places
from ..problems import Problem
from ..tables import TABLES
from .layout import REGISTER, Layout
from .raw import Raw, RawTable
from .sheets import Sheet


def gather(raw: Raw, sheets: Sequence[Sheet]) -> None:
    """Put sheets together to the tables of a dataset, in the order of the format.

    Args:
        raw: what they are put into; its project has been read.
        sheets: those of tables and registers, in the order in which they are read.
    """
    for name in TABLES:
        parts = [_named(sheet, name, raw) for sheet in sheets if sheet.table == name]
        if parts:
            raw.tables[name] = together(name, parts)
    raw.order += [sheet.file for name in TABLES for sheet in sheets if sheet.table == name]
    registers = [sheet for sheet in sheets if sheet.table == REGISTER]
    raw.order += [sheet.file for sheet in registers]
    if registers:
        _gather_registers(raw, registers)


def _gather_registers(raw: Raw, registers: Sequence[Sheet]) -> None:
    from .registers import registered

    for sheet in registers:
        found = registered(sheet, raw)
        for name, part in (("sessions", found.sessions), ("attendances", found.attendances)):
            if part is not None:
                _add(raw, name, part)


def _add(raw: Raw, name: str, part: RawTable) -> None:
    there = raw.tables.get(name)
    raw.tables[name] = part if there is None else together(name, [there, part])


def together(name: str, parts: Sequence[RawTable]) -> RawTable:
    """Return several parts of a table as one; a column that a part lacks is blank there.

    A status of attendances is not: whoever is listed without one attended.
    """
    if len(parts) == 1:
        return parts[0]
    headers = dict.fromkeys(header for part in parts for header in part.columns)
    columns = {header: _joined([_column(part, header) for part in parts]) for header in headers}
    places = Places(one for part in parts for one in part.places.parts)
    return RawTable(name=name, columns=columns, places=places)


def _column(part: RawTable, header: str) -> Cells:
    """Return a column of a part; who is listed without any status attended, as in a whole table."""
    if part.name == "attendances" and header == "status" and header not in part.columns:
        return Cells.of(["attended"] * len(part))
    return part.column(header)


def _joined(cells: Sequence[Cells]) -> Cells:
    numbers = coding()
    codes: list[int] = []
    for part in filter(len, cells):  # one without rows has no words either
        recoded = [numbers[word] for word in part.words]
        codes.extend(map(recoded.__getitem__, part.codes))
    return Cells(tuple(numbers), codes)


def _named(sheet: Sheet, name: str, raw: Raw) -> RawTable:
    """Return a sheet as a part of a table, with the format's names for headers and words."""
    layout = raw.layout
    columns: dict[str, Cells] = {}
    called: dict[str, str] = {}
    for header, cells in sheet.columns.items():
        column = layout.column(name, header)
        if column in columns:
            raw.problems.append(_twice(sheet, header, column))
            continue
        columns[column] = in_the_formats_words(layout, name, column, cells)
        if column != header:
            called[column] = header
    kept = _rows_with_something(columns, len(sheet.rows))
    rows = sheet.rows
    if kept is not None:
        columns = {column: cells.only(kept) for column, cells in columns.items()}
        rows = [rows[place] for place in kept]
    part = Part(
        file=sheet.file,
        notation=sheet.notation,
        rows=rows,
        headers=sheet.numbers,
        columns=frozenset(columns),
        called=called,
        header_row=sheet.header_row,
    )
    return RawTable(name=name, columns=columns, places=Places([part]))


def in_the_formats_words(layout: Layout, table: str, column: str, cells: Cells) -> Cells:
    """Return the cells of a column with an agency's own words as those of the format."""
    known = TABLES[table].columns.get(column)
    if known is None or not known.vocabulary or not layout.words:
        return cells
    vocabulary = known.vocabulary
    return cells.rewritten(lambda text: layout.word(vocabulary, text) if text else "")


def _twice(sheet: Sheet, header: str, column: str) -> Problem:
    part = Part(
        file=sheet.file,
        notation=sheet.notation,
        headers=sheet.numbers,
        header_row=sheet.header_row,
    )
    return Problem(
        code="header-twice",
        origin=part.at_header(header),
        message=f"a header that stands for {column}, as another does",
        hint="give each column a name of its own",
    )


def _rows_with_something(columns: Mapping[str, Cells], length: int) -> list[int] | None:
    """Return the rows, counted from 0, that are not blank; None is all of them."""
    blank = _blank_rows(columns.values())
    return [place for place in range(length) if place not in blank] if blank else None


def _blank_rows(columns: Iterable[Cells]) -> set[int]:
    found: set[int] | None = None
    for cells in columns:
        blank = set(cells.places_of([""]))
        found = blank if found is None else found & blank
        if not found:
            return set()
    return found or set()


__all__ = ["gather", "together"]
