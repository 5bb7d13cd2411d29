"""A dataset as one JSON document: the project's parts, and each table as an array of objects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NoReturn

from ..columns import Cells
from ..languages import LANGUAGES
from ..places import Part, pointer
from ..problems import Origin, Problem
from ..quantity import exact, plain
from ..spelling import nearest
from ..tables import TABLES
from .folder import decoded, is_a_sheet, not_decoded
from .gathering import gather
from .layout import layout_of
from .raw import Raw
from .sheets import Sheet

_OF_PROJECT = (
    "agency",
    "project",
    "counting",
    "disclosure",
    "programmes",
    "figures",
    "rules",
    "columns",
    "words",
)
_PLACE = re.compile(r"\[(\d+)\]")
_LONGEST = 1000  # digits that a number of a dataset never has
_MODEST = 40


_HALF = re.compile(
    r"""(?<!\\)(?:\\\\)*           # an escape that is none itself
    (?:\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])   # a first half without a second
    |(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F])   # a second half without a first
    """,
    re.VERBOSE,
)


class _Twice(dict[str, Any]):
    """An object in which a key stands twice."""

    twice: str = ""


def read_json(name: str, data: bytes, encoding: str = "") -> Raw:
    """Read a dataset from the bytes of a JSON document.

    Args:
        name: the file's name.
        data: all that is in it.
        encoding: what it is in if not Unicode; empty takes that for a mistake.
    """
    raw = Raw(project_file=name)
    raw.order.append(name)
    try:
        document = _parsed(decoded(data, encoding))
    except UnicodeDecodeError as error:
        raw.problems.append(not_decoded(name, data, error, "save it as UTF-8"))
        return raw
    except (ValueError, ArithmeticError, RecursionError) as error:
        raw.problems.append(_not_json(name, error))
        return raw
    raw.problems += _doubled(name, document, ())
    if not isinstance(document, Mapping):
        raw.problems.append(_shape(name, "", "not an object", "put all in { }"))
        return raw
    raw.project = {key: document[key] for key in _OF_PROJECT if key in document}
    raw.keys = _Pointers(name)
    raw.layout = layout_of(raw.project)
    sheets = []
    for key, value in document.items():
        if is_a_sheet(key):
            found = _sheet(raw, key, value)
            sheets += [found] if found else []
        elif key not in _OF_PROJECT:
            raw.problems.append(_stranger(key, document))
    gather(raw, sheets)
    return raw


def _parsed(text: str) -> Any:
    if _HALF.search(text):
        raise ValueError("half of a character, an escape from \\ud800 to \\udfff by itself")
    return json.loads(
        text,
        object_pairs_hook=_object,
        parse_float=Decimal,
        parse_int=_int,
        parse_constant=_no_constant,
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    doubled = _Twice(found)
    seen: set[str] = set()
    for key, _ in pairs:
        doubled.twice = doubled.twice or (key if key in seen else "")
        seen.add(key)
    return doubled


def _int(text: str) -> int:
    if len(text) > _LONGEST:
        raise ValueError("a number of too many digits")
    return int(text)


def _no_constant(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _not_json(name: str, error: Exception) -> Problem:
    row = error.lineno if isinstance(error, json.JSONDecodeError) else None
    said = str(error)
    if isinstance(error, json.JSONDecodeError):
        said = error.msg[:1].lower() + error.msg[1:]
    if isinstance(error, RecursionError):
        said = "nested too deep"
    if isinstance(error, ArithmeticError):
        said = "a number out of range"
    return Problem(
        code="not-json",
        origin=Origin(name, row),
        message=f"not JSON: {said}",
        hint="write it as RFC 8259 has it: texts in double quotes, no comma after the last",
    )


def _doubled(name: str, value: Any, path: tuple[str | int, ...]) -> Iterator[Problem]:
    """Tell of every object in which a key stands twice."""
    if isinstance(value, _Twice):
        yield Problem(
            code="key-twice",
            origin=_at(name, path),
            message=f"an object with the key {value.twice} twice",
            hint="keep one of the two",
        )
    if isinstance(value, Mapping):
        for key, part in value.items():
            if isinstance(part, Mapping | list):
                yield from _doubled(name, part, (*path, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            if isinstance(part, Mapping | list):
                yield from _doubled(name, part, (*path, number))


def _at(name: str, path: tuple[str | int, ...]) -> Origin:
    """Return where a value stands: in the document, or in a row of a table."""
    shown = pointer(*path) or "/"
    if not path or path[0] in _OF_PROJECT:
        return Origin(name, None, ".".join(map(str, path)), shown)
    row = path[1] + 1 if len(path) > 1 and isinstance(path[1], int) else None
    return Origin(str(path[0]), row, ".".join(map(str, path[2:])), shown)


class _Pointers(dict[str, Origin]):
    """Where each dotted key of the project stands: everywhere, as a JSON pointer."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def __contains__(self, key: object) -> bool:
        return True

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ARG002 - nothing is missing
        """Return where a key stands: lists are counted from 0."""
        parts: list[str | int] = []
        for part in key.split("."):
            name, *numbers = _PLACE.sub(r".\1", part).split(".")
            parts += [name, *(int(number) - 1 for number in numbers)]
        return Origin(self.name, None, key, pointer(*parts))


def _shape(name: str, key: str, message: str, hint: str) -> Problem:
    shown = pointer(key) if key else "/"
    return Problem(
        code="not-readable", origin=Origin(key or name, None, "", shown), message=message, hint=hint
    )


def _stranger(key: str, there: Mapping[str, Any]) -> Problem:
    near = [one for one in nearest(key, (*TABLES, *_OF_PROJECT), most=1) if one not in there]
    return Problem(
        code="unknown-table",
        origin=Origin(key, None, "", pointer(key)),
        message="not a table of the format, so not read",
        hint=f"name it {near[0]}" if near else "name it as one of the tables, or leave it out",
        severity="error" if near else "warning",
    )


def _sheet(raw: Raw, key: str, value: Any) -> Sheet | None:
    if not isinstance(value, list):
        raw.problems.append(_shape(key, key, "not an array of objects", "write it as [{ }, { }]"))
        _lost(raw, key)
        return None
    rows = []
    for place, item in enumerate(value):
        if isinstance(item, Mapping):
            rows.append(_cells(raw, key, place, item))
            continue
        origin = Part(file=key, notation="pointers", header_row=None).origin(place + 1)
        problem = Problem(
            code="not-readable", origin=origin, message="not an object", hint='write { "id": "…" }'
        )
        raw.problems.append(problem)
        rows.append({})
    headers = dict.fromkeys(header for row in rows for header in row)
    if not headers and key in TABLES:
        required = [column.name for column in TABLES[key].columns.values() if column.required]
        headers = dict.fromkeys(required)
    return Sheet(
        name=key,
        file=key,
        columns={header: Cells.of(row.get(header, "") for row in rows) for header in headers},
        rows=range(1, len(rows) + 1),
        notation="pointers",
        header_row=None,
        numbers={header: number for number, header in enumerate(headers, 1)},
    )


def _lost(raw: Raw, key: str) -> None:
    table = key.partition(".")[0]
    raw.unreadable.update((table,) if table in TABLES else ("sessions", "attendances"))


def _cells(raw: Raw, key: str, place: int, item: Mapping[str, Any]) -> dict[str, str]:
    """Return an object as the cells of a row: texts by language apart, lists in one."""
    found: dict[str, str] = {}
    for name, value in item.items():
        if isinstance(value, Mapping) and value.keys() <= set(LANGUAGES):
            for language, words in value.items():
                found[f"{name}@{language}"] = _cell(raw, key, place, f"{name}/{language}", words)
        else:
            found[name.strip()] = _cell(raw, key, place, name, value)
    return found


def _cell(raw: Raw, key: str, place: int, name: str, value: Any) -> str:
    if value is None or isinstance(value, str):
        return (value or "").strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return _digits(Decimal(value))
    if isinstance(value, list) and all(isinstance(one, str) and ";" not in one for one in value):
        return "; ".join(value)
    raw.problems.append(
        Problem(
            code="not-a-text",
            origin=Part(file=key, notation="pointers", header_row=None).origin(place + 1, name),
            message="neither a text nor a number",
            hint='write "…", a number, or a list of texts without ;',
        )
    )
    return ""


def _digits(number: Decimal) -> str:
    """Return a number in plain digits; one far too large as it is, which nothing reads."""
    return plain(exact(number)) if abs(number.adjusted()) < _MODEST else str(number)
