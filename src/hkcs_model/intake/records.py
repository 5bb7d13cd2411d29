"""One row of a table as an entity; of records it is made when someone looks at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..dataset import Records
from ..dates import PartialDate
from ..quantity import parse_number
from ..spelling import split_list
from ..tables import TABLES, Column, Reads

_READ: dict[Reads, Callable[[str], object]] = {
    "date": PartialDate.parse,
    "day": PartialDate.parse,
    "number": parse_number,
    "whole": parse_number,
    "list": split_list,
}


def value_of(column: Column, text: str) -> object:
    """Return a cell that is not blank, and that a check has looked at, as what it stands for."""
    return _READ.get(column.reads, str)(text)


def entity_at(records: Records[Any], place: int) -> Any:
    """Return the entity of a row, counted from 0; a blank cell is the entity's default."""
    table = TABLES[records.name]
    given: dict[str, Any] = {"origin": records.places.at(place)}
    attributes = {}
    for header, cells in records.columns.items():
        if header not in table.columns:
            attributes[header] = cells[place]
        elif cells[place]:
            given[header] = value_of(table.columns[header], cells[place])
    return table.entity(attributes=attributes, **given)
