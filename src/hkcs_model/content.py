"""What a dataset says, whichever form it was read from: plain values, and tables of texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import NOTHING, Factory, fields, frozen

from .columns import Cells
from .dates import PartialDate
from .languages import Text

Plain = str | int | Decimal | list[Any] | dict[str, Any]
"""A value that every form can hold: a text, a number, a list or a table of such."""


@frozen(kw_only=True, eq=False, repr=False)
class Content:
    """All that a dataset says, in one spelling.

    Attributes:
        project: the parts of its project; what has its usual value is left out.
        tables: the tables that are there, in the format's order, each with its columns.
    """

    project: Mapping[str, Any]
    tables: Mapping[str, Mapping[str, Cells]]

    def digest(self) -> str:
        """Return its fingerprint (SHA-256); the order of keys and of columns is no part of it."""
        from hashlib import sha256  # takes long to load and is rarely needed

        whole = sha256()
        whole.update(repr(_sorted(self.project)).encode())
        for name, columns in self.tables.items():
            for header in sorted(columns):
                cells = columns[header]
                lengths = ",".join(map(str, map(len, cells.words)))
                whole.update(f"{name}:{len(header)}:{header}:{lengths}:{len(cells)}:".encode())
                whole.update("".join(cells.words).encode())
                whole.update(cells.as_bytes())
        return whole.hexdigest()


def _sorted(value: Any) -> Any:
    if isinstance(value, Mapping):
        return [(key, _sorted(value[key])) for key in sorted(value)]
    if isinstance(value, list):
        return [_sorted(part) for part in value]
    return str(value)


def plain_entity(entity: Any, language: str, leave_out: tuple[str, ...] = ()) -> dict[str, Plain]:
    """Return an entity's fields as plain values, those with their usual value left out.

    Args:
        entity: an attrs instance.
        language: what a text that names no language is in.
        leave_out: the fields that are no part of the format.
    """
    found = {}
    for attribute in fields(type(entity)):
        value = getattr(entity, attribute.name)
        if attribute.name not in leave_out and value != _usual(attribute.default):
            found[attribute.name] = _plain(value, language)
    return found


def _usual(default: Any) -> Any:
    if default is NOTHING:
        return NOTHING
    return default.factory() if isinstance(default, Factory) else default  # type: ignore[arg-type]


def _plain(value: Any, language: str) -> Plain:
    if isinstance(value, Text):
        pairs = dict(value.pairs)
        return pairs[language] if list(pairs) == [language] else pairs
    if isinstance(value, date | PartialDate):
        return str(value)
    if isinstance(value, Mapping):
        return {name: _plain(part, language) for name, part in value.items()}
    if isinstance(value, tuple):
        return [_plain(part, language) for part in value]
    assert isinstance(value, str | int | Decimal)  # noqa: S101 - what else an entity's field holds
    return value
