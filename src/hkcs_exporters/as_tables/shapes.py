"""What a table is: its columns with their types, its key, what it refers to, its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import frozen

from hkcs_model.languages import LANGUAGES, Text
from hkcs_model.quantity import Quantity

if TYPE_CHECKING:
    from hkcs_model.languages import Sayable

_LINE = re.compile(
    r"(?P<name>\w+)(?P<needed>!?) (?P<type>\w+)"
    r"(?: > (?P<refers>\w+\.\w+))?(?: = (?P<values>[\w |]+))?: (?P<about>.+)"
)
_ENDS = {
    "low": "number: the lowest that it can be",
    "high": "number: the highest that it can be; blank where no upper limit is known",
    "low_exclusive": "boolean: whether it is more than the lowest",
    "high_exclusive": "boolean: whether it is less than the highest",
    "about": "number: the unit that it was rounded to when published; blank where it was not",
}

Row = Mapping[str, Any]


@frozen(kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        name: what it is called.
        type: `text`, `integer`, `number`, `boolean` or `date`.
        about: what it holds, for somebody who has nothing but the file.
        needed: whether no cell of it is ever blank.
        refers: the column of another table that its cells name, `table.column`; empty is none.
        values: the only values that it can have; empty means any.
    """

    name: str
    type: str
    about: str
    needed: bool = False
    refers: str = ""
    values: tuple[str, ...] = ()


@frozen(kw_only=True)
class DataTable:
    """A table with its rows.

    Attributes:
        name: what it is called.
        about: what one row of it is.
        key: the columns that tell its rows apart.
        columns: its columns.
        rows: its rows, each its values by column; None and a column that is not there are blank.
    """

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def data_table(name: str, about: str, key: str, columns: str, rows: Iterable[Row]) -> DataTable:
    """Return a table, its key and columns as they are written.

    A column is a line `name type: what it holds`, with `!` behind the name where no cell is
    blank, `> table.column` for what it refers to, `= a | b` for the values that it can have. The
    type `words` makes a column for each language, `ends` the five columns of a quantity.
    """
    return DataTable(
        name=name,
        about=about,
        key=tuple(key.split()),
        columns=_columns(columns),
        rows=tuple(rows),
    )


@cache
def _columns(text: str) -> tuple[Column, ...]:
    return tuple(column for line in text.strip().splitlines() for column in _column(line.strip()))


def _column(line: str) -> Iterable[Column]:
    match = _LINE.fullmatch(line)
    if not match:
        raise ValueError(f"not a column: {line}")
    name, type_, about = match["name"], match["type"], match["about"]
    if type_ == "words":
        for language in LANGUAGES:
            yield Column(name=_of(name, language), type="text", about=f"{about}, in {language}")
    elif type_ == "ends":
        before = "" if name == "itself" else f"{name}_"
        for end, what in _ENDS.items():
            (column,) = _column(f"{before}{end} {what}, of {about}")
            yield column
    else:
        values = tuple(filter(None, (match["values"] or "").split(" | ")))
        yield Column(
            name=name,
            type=type_,
            about=about,
            needed=bool(match["needed"]),
            refers=match["refers"] or "",
            values=values,
        )


def _of(name: str, language: str) -> str:
    return f"{name}_{language.lower().replace('-', '_')}"


def in_languages(name: str, said: Sayable) -> Row:
    """Return words as a cell a language; blank where a text of the dataset lacks that language."""
    if isinstance(said, Text):
        there = dict(said.pairs)
        return {_of(name, language): there.get(language) for language in LANGUAGES}
    return {_of(name, language): said.say(language) for language in LANGUAGES}


def ends_of(quantity: Quantity | None, before: str = "") -> Row:
    """Return the five cells of a quantity; all blank where there is none."""
    return {f"{before}{end}": getattr(quantity, end, None) for end in _ENDS}
