"""The project as sheets: dotted keys with their values, and a sheet for each list of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve

from ..places import Part
from ..problems import Origin, Problem, ValueFault
from ..quantity import parse_number
from ..spelling import texts_of_list
from .raw import Raw
from .sheets import Sheet

PROJECT = "project"
LISTS = ("programmes", "figures", "rules")
"""The parts of a project that are sheets of their own."""

KEY, VALUE = "key", "value"
_REQUIRED = ("agency.name", "project.title", "project.as_at")
_NUMBERS = (
    "counting.year_starts_in",
    "counting.full_day_hours",
    "counting.day_step",
    "disclosure.below",
    "rules.cap",
)
_FILTERS = "where"


def read_project(raw: Raw, sheets: Iterable[Sheet]) -> None:
    """Put the project together from its sheets, and note where each key of it stands."""
    found: dict[str, Any] = {}
    keys: dict[str, Origin] = {}
    by_name = {sheet.name: sheet for sheet in sheets}
    raw.order += [by_name[name].file for name in (PROJECT, *LISTS) if name in by_name]
    if PROJECT not in by_name:
        raw.problems.append(_no_project(raw))
        return
    if missing := list(_missing_columns(by_name[PROJECT])):
        raw.problems += missing
        return
    entries = list(_entries(by_name[PROJECT], raw))
    given: set[str] = set()
    language = next((value for key, value, _ in entries if key == "project.language"), "en")
    for key in _REQUIRED:  # what is blank is told where it stands
        _put(found, key.split("."), "", language)
    for key, value, origin in entries:
        if not value:
            keys.setdefault(key, origin)
            continue
        if key in given:
            raw.problems.append(_twice(origin))
        given.add(key)
        keys[key] = origin
        _put(found, key.split("."), _typed(key, value), language)
    for name in LISTS:
        if name in by_name:
            found[name] = list(_rows(by_name[name], keys, language))
    raw.project = found
    raw.keys = keys


def _missing_columns(sheet: Sheet) -> Iterator[Problem]:
    for column in (KEY, VALUE):
        if column not in sheet.columns:
            yield Problem(
                code="missing-column",
                origin=_part(sheet).at_header(column),
                message="a required column that is missing",
                hint="add it",
            )


def _entries(sheet: Sheet, raw: Raw) -> Iterator[tuple[str, str, Origin]]:
    part = _part(sheet)
    pairs = zip(sheet.columns[KEY], sheet.columns[VALUE], strict=True)
    for place, (key, value) in enumerate(pairs):
        cell = part.at(place, VALUE)
        shown = f"{cell.shown.rpartition(':')[0]}:{key}"  # the key says more than `value`
        origin = evolve(cell, column=key, shown=shown) if key else cell
        if key:
            yield key.replace("@", "."), value, origin
        elif value:
            raw.problems.append(
                Problem(
                    code="missing-cell",
                    origin=part.at(place, KEY),
                    message="a value without a key",
                    hint="write its key, such as project.title",
                )
            )


def _rows(sheet: Sheet, keys: dict[str, Origin], language: str) -> Iterator[dict[str, Any]]:
    part = _part(sheet)
    number = 0
    for place in range(len(sheet.rows)):
        cells = {header: cells[place] for header, cells in sheet.columns.items()}
        if not any(cells.values()):
            continue
        number += 1
        row: dict[str, Any] = {}
        keys[f"{sheet.name}[{number}]"] = part.at(place)
        for header, cell in cells.items():
            name = header.replace("@", ".")
            if cell:
                keys[f"{sheet.name}[{number}].{name}"] = part.at(place, header)
                value: Any = _typed(f"{sheet.name}.{name}", cell)
                if name.startswith(f"{_FILTERS}."):
                    parts = [_FILTERS, name.removeprefix(f"{_FILTERS}.")]
                    value = texts_of_list(cell)
                    keys.setdefault(f"{sheet.name}[{number}].{_FILTERS}", part.at(place, header))
                else:
                    parts = name.split(".")
                _put(row, parts, value, language)
        yield row


def _put(into: dict[str, Any], parts: list[str], value: Any, language: str) -> None:
    """Put a value where a dotted key says; a text beside those in languages is in the usual one."""
    *path, last = parts
    for part in path:
        there = into.setdefault(part, {})
        if not isinstance(there, dict):
            there = into[part] = {language: there} if there else {}
        into = there
    if isinstance(into.get(last), dict) and not isinstance(value, dict):
        into[last].setdefault(language, value)
    else:
        into[last] = value


def _typed(key: str, text: str) -> Any:
    """Return a value of a number's key as a number, where it is one."""
    if key not in _NUMBERS:
        return text
    try:
        return parse_number(text)
    except ValueFault:
        return text


def _part(sheet: Sheet) -> Part:
    return Part(
        file=sheet.file,
        notation=sheet.notation,
        rows=sheet.rows,
        headers=sheet.numbers,
        header_row=sheet.header_row,
    )


def _no_project(raw: Raw) -> Problem:
    return Problem(
        code="no-project",
        origin=Origin(raw.project_file),
        message="not there",
        hint="add a sheet project with key and value: agency.name, project.title, project.as_at",
    )


def _twice(origin: Origin) -> Problem:
    return Problem(
        code="key-twice",
        origin=origin,
        message="a key that stands there twice",
        hint="keep one of the two",
    )


def is_of_the_project(name: str) -> bool:
    """Tell whether a sheet is a part of the project."""
    return name in (PROJECT, *LISTS)
