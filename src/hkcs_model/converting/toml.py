"""The project as TOML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAYS = ("as_at", "published")
_DELETE = "\x7f"  # the one sign that JSON leaves as it is and TOML does not


def toml_of(project: Mapping[str, Any]) -> str:
    """Return a project's parts as TOML, each key on a line of its own."""
    parts = [
        "\n".join(_table(f"[[{name}]]", entry))
        for name, part in project.items()
        for entry in (part if isinstance(part, list) else ())
    ]
    single = [
        "\n".join(_table(f"[{name}]", part))
        for name, part in project.items()
        if not isinstance(part, list)
    ]
    return "\n\n".join([*single, *parts]) + "\n"


def _table(header: str, entries: Mapping[str, Any]) -> Iterator[str]:
    yield header
    for key, value in entries.items():
        if key in _DAYS and _DAY.fullmatch(str(value)):
            yield f"{key} = {value}"
        else:
            yield f"{_key(key)} = {_value(value)}"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key)} = {_value(part)}" for key, part in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace(_DELETE, "\\u007f")
