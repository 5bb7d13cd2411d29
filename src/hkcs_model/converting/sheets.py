"""The project as tables: dotted keys with values, and a table for each list of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from ..quantity import plain
from ..spelling import list_of_texts

LISTS = ("programmes", "figures", "rules")
_COLUMNS = {
    "programmes": ("id", "title", "summary"),
    "figures": ("id", "label", "rule", "period", "by"),
    "rules": ("id", "label", "over", "key", "weight", "cap"),
}


def project_sheets(project: Mapping[str, Any]) -> Iterator[tuple[str, list[list[str]]]]:
    """Return the sheets that a project is: the name of each, and its rows, the header first."""
    single = {name: part for name, part in project.items() if name not in LISTS}
    yield "project", [["key", "value"], *map(list, _dotted(single))]
    for name in LISTS:
        rows = [dict(_dotted(entry)) for entry in project.get(name, ())]
        if rows:
            used = dict.fromkeys(key for row in rows for key in row)
            usual = [key for key in _COLUMNS[name] if key in used]
            headers = list(dict.fromkeys([*usual, *used]))
            yield name, [headers, *([row.get(key, "") for key in headers] for row in rows)]


def _dotted(part: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in part.items():
        dotted = f"{above}.{key}" if above else key
        if isinstance(value, Mapping):
            yield from _dotted(value, dotted)
        elif isinstance(value, list):
            yield dotted, list_of_texts(value)
        else:
            yield dotted, plain(value) if isinstance(value, int | Decimal) else value
