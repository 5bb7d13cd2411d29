"""The keys of the project: which must be filled in, and what stands in those with a usual value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, get_args

from attrs import NOTHING, fields_dict

from ..entities import Agency, Counting, Disclosure, Project
from ..facts import FACT_TABLES
from ..quantity import Number
from ..rules import Weight
from ..tables import TABLES, Column
from .describing import KEYS

_PARTS: dict[str, Any] = {
    "agency": Agency,
    "project": Project,
    "counting": Counting,
    "disclosure": Disclosure,
}

SETTINGS = tuple(key for key in KEYS if key.partition(".")[0] in _PARTS)
"""The keys that stand in the project once, in the order in which they are filled in."""

LISTS: dict[str, tuple[Column, ...]] = {
    "programmes": (
        Column(name="id", reads="id", required=True),
        Column(name="title", reads="words"),
        Column(name="summary", reads="words"),
    ),
    "figures": (
        Column(name="id", reads="id", required=True),
        Column(name="label", reads="words"),
        Column(name="rule", reads="text", required=True, refers="rules"),
        Column(name="period", reads="text"),
        Column(name="by", reads="list"),
        Column(name="where.programme", reads="list", refers="programmes"),
        Column(name="where.activity", reads="list", refers="activities"),
        Column(name="where.kind", reads="list"),
    ),
    "rules": (
        Column(name="id", reads="id", required=True),
        Column(name="label", reads="words"),
        Column(name="over", reads="text", required=True, vocabulary=tuple(FACT_TABLES)),
        Column(name="key", reads="list", required=True),
        Column(name="where.kind", reads="list"),
        Column(name="weight", reads="text", vocabulary=get_args(Weight)),
        Column(name="cap", reads="number"),
    ),
}
"""The lists of the project as tables; a filter is a column for each dimension."""


def tables() -> Mapping[str, Sequence[Column]]:
    """Return every table of a workbook but `project`: the project's lists, then the dataset's."""
    return {**LISTS, **{name: tuple(table.columns.values()) for name, table in TABLES.items()}}


def is_required(key: str) -> bool:
    """Tell whether a key of the project must be filled in."""
    return _default(key) is NOTHING


def usual(key: str, language: str) -> Number | str:
    """Return what a key of the project usually is; empty where it has no usual value.

    Args:
        key: its dotted name.
        language: the language in which the guide is read first.
    """
    if key == "project.language":
        return language
    default = _default(key)
    return default if isinstance(default, int | Decimal) else ""


def _default(key: str) -> Any:
    part, _, name = key.partition(".")
    return fields_dict(_PARTS[part])[name].default
