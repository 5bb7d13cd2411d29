"""A dataset as it was read, before anything in it is understood: texts, with where they stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import define, evolve, field, frozen

from ..columns import Cells
from ..places import Places
from ..problems import Origin, Problem
from ..tables import TABLES, Table
from ..values import Value
from .layout import Layout


@frozen(kw_only=True, eq=False, repr=False)
class RawTable(Value):
    """One table as columns of trimmed texts; "" is a blank cell.

    Attributes:
        name: the table's name in the format.
        columns: each header and its cells, under the format's names.
        places: where each row stands; blank rows are left out.
    """

    name: str
    columns: Mapping[str, Cells]
    places: Places

    def __len__(self) -> int:
        return len(self.places)

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
        return Cells.blank(len(self)) if found is None else found

    def at(self, place: int, column: str = "") -> Origin:
        """Return where a row of it stands, counted from 0 without the header."""
        return self.places.at(place, column)

    def headers_at(self, column: str) -> list[Origin]:
        """Return where the header of a column stands, in each part that has it."""
        parts = self.places.parts
        return [part.at_header(column) for part in parts if column in part.columns]

    def missing_at(self, column: str) -> list[Origin]:
        """Return where a column should stand, in each part that lacks it."""
        parts = self.places.parts
        return [part.at_header(column) for part in parts if column not in part.columns]

    def rows_as_dicts(self) -> list[dict[str, str]]:
        """Return each row as its cells that are not blank."""
        names = tuple(self.columns)
        cells = zip(*self.columns.values(), strict=True)
        return [
            {name: cell for name, cell in zip(names, row, strict=True) if cell} for row in cells
        ]

    def only(self, places: Sequence[int]) -> RawTable:
        """Return the table with some of its rows."""
        columns = {name: cells.only(places) for name, cells in self.columns.items()}
        return evolve(self, columns=columns, places=self.places.only(places))


@define(kw_only=True, eq=False, repr=False)
class Raw:
    """A whole dataset as it was read.

    Attributes:
        project_file: the name of what holds the project.
        project: the project's parts as they were written; None where they could not be read.
        keys: of each dotted key of the project, where it stands; those that are not among them
            stand where the one they are part of does, or in the project's file.
        layout: the agency's own headers and words.
        tables: the tables that are there, by name.
        unreadable: the tables that are there and of which some or all could not be read.
        problems: what was wrong with the files themselves.
        order: the files in the order in which they are told of.
    """

    project_file: str = "project.toml"
    project: dict[str, Any] | None = None
    keys: Mapping[str, Origin] = field(factory=dict)
    layout: Layout = field(factory=Layout)
    tables: dict[str, RawTable] = field(factory=dict)
    unreadable: set[str] = field(factory=set)
    problems: list[Problem] = field(factory=list)
    order: list[str] = field(factory=list)
    _key_places: dict[str, int] | None = field(default=None, init=False, eq=False)

    def at_key(self, key: str) -> Origin:
        """Return where a dotted key of the project stands."""
        part = key
        while part and part not in self.keys:
            part = part.rpartition(".")[0]
        found = self.keys.get(part)
        if found is None:
            return Origin(self.project_file, None, key)
        if part == key:
            return found
        rest = key.removeprefix(part)
        if not found.column:  # a whole row, of which this is a column
            rest = f":{rest.lstrip('.')}"
        return evolve(found, column=key, shown=f"{found.shown}{rest}")

    def place_of(self, problem: Problem) -> tuple[int, str, int, int]:
        """Return what puts problems into the order of the input."""
        origin = problem.origin
        known = origin.file in self.order
        where = self.order.index(origin.file) if known else len(self.order)
        number = origin.number
        if origin.file == self.project_file and origin.row is None:
            number = self._place_of_key(origin.column)
        return where, origin.file, origin.row or 0, number

    def _place_of_key(self, key: str) -> int:
        """Return where a dotted key stands among those of the project, or what it is part of."""
        if self._key_places is None:
            self._key_places = {name: n for n, name in enumerate(_keys(self.project or {}), 1)}
        while key and key not in self._key_places:
            key = key.rpartition(".")[0]
        return self._key_places.get(key, 0)


def _keys(value: Any, key: str = "") -> Iterator[str]:
    """Return the dotted key of each value of the project, in their order."""
    parts: Iterable[tuple[str, Any]] = ()
    if isinstance(value, Mapping):
        parts = ((f"{key}.{name}" if key else str(name), one) for name, one in value.items())
    elif isinstance(value, list):
        parts = ((f"{key}[{number}]", one) for number, one in enumerate(value, 1))
    for name, one in parts:
        yield name
        yield from _keys(one, name)
