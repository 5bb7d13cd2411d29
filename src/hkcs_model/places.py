"""Where rows stand in the input, as the form that they were read from names it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import evolve, field, frozen

from .problems import Origin

_LETTERS = 26


def letters(number: int) -> str:
    """Return the name that a spreadsheet gives to a column, counted from 1."""
    name = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def pointer(*parts: str | int) -> str:
    """Return a JSON pointer (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def _in_rows(file: str, row: int | None, header: str, _: int) -> str:
    return ":".join(part for part in (file, "" if row is None else str(row), header) if part)


def _in_cells(file: str, row: int | None, header: str, number: int) -> str:
    if row is None:
        return _in_rows(file, None, header, 0)
    if header and not number:
        return f"{file}!{row}:{header}"
    return f"{file}!{letters(number or 1)}{row}" + (f":{header}" if header else "")


def _in_pointers(file: str, row: int | None, header: str, _: int) -> str:
    if row is None:
        return pointer(file) + (f":{header}" if header else "")
    return pointer(file, row - 1, *([header] if header else []))


_NOTATIONS: Mapping[str, Callable[[str, int | None, str, int], str]] = {
    "rows": _in_rows,
    "cells": _in_cells,
    "pointers": _in_pointers,
}


@frozen(kw_only=True, eq=False, repr=False)
class Part:
    """Rows that were read from one file, sheet, array or table.

    Attributes:
        file: its name.
        notation: how a place in it is named: `rows` is `sessions.csv:12:date`, `cells` is
            `sessions!C12:date`, `pointers` is `/sessions/10/date`.
        rows: the number of each row there: with a header that is row 1, else counted from 1; 0 is
            a row that a header makes where there is no row of headers.
        headers: each header there, with the number of its column, counted from 1.
        columns: the columns of the table that are there.
        called: the headers of columns that are not called as in the format, by their names there.
        header_row: the row of the header; None where there is no such row.
        across: of a register, of each row the header that it stands under.
    """

    file: str
    notation: str = "rows"
    rows: Sequence[int] = ()
    headers: Mapping[str, int] = field(factory=dict)
    columns: frozenset[str] = frozenset()
    called: Mapping[str, str] = field(factory=dict)
    header_row: int | None = 1
    across: Sequence[str] = ()

    def at(self, place: int, column: str = "") -> Origin:
        """Return where a row of it stands, counted from 0."""
        header = self.across[place] if self.across else self.called.get(column, column)
        return self.origin(self.rows[place], header)

    def at_header(self, column: str = "") -> Origin:
        """Return where the header of a column stands, or would."""
        return self.origin(self.header_row, self.called.get(column, column))

    def origin(self, row: int | None, header: str = "") -> Origin:
        """Return a place as its form names it."""
        number = self.headers.get(header, 0)
        shown = _NOTATIONS[self.notation](self.file, row or None, header, number)
        return Origin(self.file, row, header, shown, number)

    def only(self, places: Sequence[int]) -> Part:
        """Return some of its rows."""
        across = [self.across[place] for place in places] if self.across else ()
        return evolve(self, rows=[self.rows[place] for place in places], across=across)


class Places:
    """Where each row of a table stands, whichever parts it was read from.

    Attributes:
        parts: the parts, in order.
    """

    def __init__(self, parts: Iterable[Part] = ()) -> None:
        self.parts = tuple(parts)
        self._starts = [0]
        for part in self.parts:
            self._starts.append(self._starts[-1] + len(part.rows))

    def __len__(self) -> int:
        return self._starts[-1]

    def at(self, place: int, column: str = "") -> Origin:
        """Return where a row stands, counted from 0, or a cell of it."""
        part = bisect_right(self._starts, place) - 1
        return self.parts[part].at(place - self._starts[part], column)

    def part_of(self, place: int) -> Part:
        """Return the part that a row, counted from 0, was read from."""
        return self.parts[bisect_right(self._starts, place) - 1]

    def told(self, place: int, beside: int) -> str:
        """Return a row as it is told of beside another: with its file where that is another."""
        origin, other = self.at(place), self.at(beside)
        if self.part_of(place).notation == "pointers":
            return str(origin)  # its rows are counted from 0 there, and are no rows to the eye
        return f"row {origin.row}" + ("" if origin.file == other.file else f" of {origin.file}")

    def only(self, places: Sequence[int]) -> Places:
        """Return some of the rows, in order."""
        found = []
        for number, part in enumerate(self.parts):
            start, end = self._starts[number], self._starts[number + 1]
            found.append(part.only([place - start for place in places if start <= place < end]))
        return Places(found)
