"""A dataset as one JSON document."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from ..columns import Cells
from ..content import Content
from ..quantity import parse_number
from ..tables import TABLES

_NUMBERS = ("number", "whole")


def json_of(content: Content) -> bytes:
    """Return a dataset as JSON, a row a line; a blank cell is left out but in the first row."""
    parts = [f"{_json(name)}: {_json(part)}" for name, part in content.project.items()]
    for name, columns in content.tables.items():
        rows = ",\n".join(_json(row) for row in _rows(name, columns))
        parts.append(f"{_json(name)}: [\n{rows}\n]")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _rows(name: str, columns: Mapping[str, Cells]) -> Iterator[dict[str, Any]]:
    known = TABLES[name].columns
    numbers = {header for header in columns if header in known and known[header].reads in _NUMBERS}
    length = max((len(cells) for cells in columns.values()), default=0)
    if not length:  # a row of blanks alone is none; it tells which columns there are
        yield dict.fromkeys(columns, "")
    for place in range(length):
        row = {header: cells[place] for header, cells in columns.items()}
        yield {
            header: parse_number(cell) if cell and header in numbers else cell
            for header, cell in row.items()
            if cell or not place
        }


def _json(value: Any) -> str:
    """Return a value as JSON, its numbers exact."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_json(key)}: {_json(part)}" for key, part in value.items())
        return f"{{{inside}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_json, value))}]"
    return json.dumps(value, ensure_ascii=False)
