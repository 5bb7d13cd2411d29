"""A dataset as it was read, before anything in it is understood: texts, with where they stood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import define, field, frozen

from ..columns import Cells
from ..problems import Origin, Problem
from ..tables import TABLES, Table


@frozen(kw_only=True)
class RawTable:
    """One table as columns of trimmed texts; "" is a blank cell.

    Attributes:
        name: the table's name in the format.
        file: the file or sheet that it came from.
        columns: each header and its cells.
        rows: the row of each in the input, as a spreadsheet shows it; blank rows are left out.
    """

    name: str
    file: str
    columns: dict[str, Cells]
    rows: Sequence[int]

    @property
    def table(self) -> Table:
        """What the format says of it."""
        return TABLES[self.name]

    @property
    def headers_are_data(self) -> bool:
        """Whether none of its headers is the format's: perhaps its header row is missing."""
        return self.columns.keys().isdisjoint(self.table.columns)

    def column(self, name: str) -> Cells:
        """Return the cells of a column, all of them blank where it is not there."""
        found = self.columns.get(name)
        return Cells.blank(len(self.rows)) if found is None else found

    def at(self, place: int, column: str = "") -> Origin:
        """Return where a row of it stands, counted from 0 without the header."""
        return Origin(self.file, self.rows[place], column)

    def rows_as_dicts(self) -> list[dict[str, str]]:
        """Return each row as its cells that are not blank."""
        names = tuple(self.columns)
        cells = zip(*self.columns.values(), strict=True)
        return [
            {name: cell for name, cell in zip(names, row, strict=True) if cell} for row in cells
        ]


@define(kw_only=True)
class Raw:
    """A whole dataset as it was read.

    Attributes:
        project_file: the name of the file that holds the project.
        project: the project's parts as they were written; None where they could not be read.
        tables: the tables that are there, by name.
        unreadable: the tables that are there and of which some or all could not be read.
        problems: what was wrong with the files themselves.
    """

    project_file: str = "project.toml"
    project: dict[str, Any] | None = None
    tables: dict[str, RawTable] = field(factory=dict)
    unreadable: set[str] = field(factory=set)
    problems: list[Problem] = field(factory=list)
