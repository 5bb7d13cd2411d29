"""Strict structuring: raw texts to entities; nothing is guessed, coerced or dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar, get_args

from attrs import NOTHING, fields, frozen

from ..dates import PartialDate
from ..entities import (
    Agency,
    Counting,
    Disclosure,
    FigureRequest,
    Programme,
    Project,
)
from ..languages import LANGUAGES, Text
from ..problems import Fault, Problem, ValueFault
from ..quantity import Number, exact
from ..rules import Rule, Weight
from ..spelling import did_you_mean, nearest, split_list
from ..values import Value
from .raw import Raw

T = TypeVar("T")


@frozen(kw_only=True, eq=False, repr=False)
class ProjectFile(Value):
    """The parts of `project.toml`, each as its entity.

    Attributes:
        agency: whose work it is.
        project: what it is about.
        counting: the settings that some rules count by.
        disclosure: how small numbers are protected.
        programmes: the parts of the project.
        figures: the figures that the report shall show.
        rules: the agency's own rules.
    """

    agency: Agency
    project: Project
    counting: Counting = Counting()
    disclosure: Disclosure = Disclosure()
    programmes: tuple[Programme, ...] = ()
    figures: tuple[FigureRequest, ...] = ()
    rules: tuple[Rule, ...] = ()


_PARTS: dict[str, type[Any]] = {
    "agency": Agency,
    "project": Project,
    "counting": Counting,
    "disclosure": Disclosure,
    "programmes": Programme,
    "figures": FigureRequest,
    "rules": Rule,
}
"""What each part of a project is, or each table of a part that is a list of them."""

_LISTS = ("programmes", "figures", "rules")
"""The parts of a project that are lists of tables."""

_REQUIRED = ("agency", "project")
"""The parts that cannot be left out."""

Told = list[tuple[str, Fault]]
"""What is wrong, each with the dotted key that it is wrong at."""


def _text(value: Any, _: Any = None) -> str:
    if not isinstance(value, str):
        raise ValueFault("not-a-text", "not a text", 'put it in quotes, as in "44"')
    return value.strip()


def _whole(value: Any, _: Any) -> int:
    if type(value) is not int:
        raise ValueFault("not-whole", "not a whole number", "write digits alone, such as 4")
    return value


def _number(value: Any, _: Any) -> Number:
    if type(value) not in (int, Decimal) or not _is_modest(Decimal(value)):
        hint = "write a number of at least 0 without quotes, such as 7.5"
        raise ValueFault("not-a-number", "not a number", hint)
    return exact(Decimal(value))


def _is_modest(number: Decimal) -> bool:
    """Tell whether a number is one that a setting can have: not negative, of a few digits."""
    return number.is_finite() and number >= 0 and -10 < number.adjusted() < 10  # noqa: PLR2004


def _partial_date(value: Any, _: Any) -> PartialDate:
    if isinstance(value, datetime) or not isinstance(value, date | str):
        raise ValueFault("not-a-date", "not a date", "write it as 2014-12-31")
    return PartialDate.on(value) if isinstance(value, date) else PartialDate.parse(value)


def _day(value: Any, _: Any) -> date:
    when = _partial_date(value, None)
    if when.precision != "day":
        raise ValueFault("not-a-day", "not a whole day", "write it as 2014-12-31")
    return when.first


def _words(value: Any, language: str) -> Text:
    if not isinstance(value, Mapping):
        return Text({language: _text(value)})
    for tag in value:
        if tag not in LANGUAGES:
            hint = did_you_mean(str(tag), LANGUAGES)
            raise ValueFault("unknown-language", f"a language it does not know, {tag}", hint)
    given = {tag: _text(words) for tag, words in value.items()}
    first = {language: given[language]} if language in given else {}
    return Text({**first, **given})


def _texts(value: Any, _: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return split_list(value)
    if not isinstance(value, list | tuple):
        raise ValueFault("not-a-list", "not a list of texts", 'write ["a", "b"]')
    return tuple(_text(part) for part in value)


def _filters(value: Any, _: Any) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(value, Mapping):
        raise ValueFault("not-a-filter", "not a filter", 'write { dimension = ["value"] }')
    made = {
        name: (_text(v),) if isinstance(v, str) else _texts(v, None) for name, v in value.items()
    }
    for name, values in made.items():
        if not values:
            hint = "name a value, or leave the dimension out"
            raise ValueFault("empty-filter", f"no value of {name}", hint)
    return made


def _weight(value: Any, _: Any) -> Any:
    if value not in get_args(Weight):
        raise ValueFault("no-such-weight", "not a weight", "write hours or days, or leave it out")
    return value


def _as_it_is(value: Any, _: Any) -> Any:
    return value


def _or_none(read: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    return lambda value, language: None if value is None else read(value, language)


_READ: Mapping[str, Callable[[Any, str], Any]] = {
    "str": _text,
    "int": _whole,
    "date": _day,
    "PartialDate": _partial_date,
    "PartialDate | None": _or_none(_partial_date),
    "Text": _words,
    "Number": _number,
    "Number | None": _number,
    "Weight | None": _or_none(_weight),
    "tuple[str, ...]": _texts,
    "Mapping[str, tuple[str, ...]]": _filters,
    "Mapping[str, str]": _as_it_is,
    "Quantity": _as_it_is,
    "Origin | None": _as_it_is,
}
"""What reads a value, given the dataset's language, by the type that its field is written with."""


def _readers(cls: type[Any]) -> Mapping[str, Callable[[Any, str], Any]]:
    """Return what reads each field of an entity; nobody writes the family of a rule."""
    return {a.name: _READ[a.type] for a in fields(cls) if a.name != "family"}


def structure_project(
    raw: Mapping[str, Any], read: Raw
) -> tuple[ProjectFile | None, list[Problem]]:
    """Return the project's parts as entities, or every problem in them."""
    stated = raw.get("project", {})
    language = stated.get("language", "en") if isinstance(stated, Mapping) else "en"
    if language not in LANGUAGES:
        hint = did_you_mean(str(language), LANGUAGES)
        origin = read.at_key("project.language")
        message = "a language it does not know"
        return None, [Problem(code="unknown-language", origin=origin, message=message, hint=hint)]
    shapeless = [fault.at(read.at_key(path)) for path, fault in _shapeless(raw)]
    if shapeless:
        return None, shapeless
    told: Told = []
    parts = _structured(raw, language, told)
    if told:
        return None, [fault.at(read.at_key(path)) for path, fault in told]
    return ProjectFile(**parts), []


def structure_rows(rows: list[dict[str, Any]], cls: type[T], language: str) -> list[T]:
    """Return rows whose cells have all been checked as entities."""
    readers = _readers(cls)
    return [
        cls(**{name: readers[name](value, language) for name, value in row.items()}) for row in rows
    ]


def _structured(raw: Mapping[str, Any], language: str, told: Told) -> dict[str, Any]:
    """Return the parts of a project that is in the right shape, and tell what is wrong in them."""
    parts: dict[str, Any] = {}
    for name, cls in _PARTS.items():
        if name in _LISTS:
            tables = enumerate(raw.get(name, ()), 1)
            parts[name] = tuple(
                _entity(cls, table, language, f"{name}[{number}]", told) for number, table in tables
            )
        elif name in raw:
            parts[name] = _entity(cls, raw[name], language, name, told)
        elif name in _REQUIRED:
            told.append((name, _MISSING))
    told += _unknown("", raw, list(_PARTS))
    return parts


def _entity(cls: type[Any], table: Mapping[str, Any], language: str, path: str, told: Told) -> Any:
    """Return a table of keys as an entity; None where something is wrong with it, which is told."""
    readers = _readers(cls)
    faults: Told = []
    values = {}
    for attribute in fields(cls):
        name = attribute.name
        if name in table and name in readers:
            try:
                values[name] = readers[name](table[name], language)
            except ValueFault as error:
                faults.append((f"{path}.{name}", error.fault))
        elif attribute.default is NOTHING:
            faults.append((f"{path}.{name}", _MISSING))
    faults += _unknown(path, table, list(readers))
    told += faults
    return None if faults else cls(**values)


_MISSING = Fault("missing", "not there", "write it; it cannot be left out")


def _unknown(
    path: str, table: Mapping[str, Any], known: Sequence[str]
) -> Iterator[tuple[str, Fault]]:
    """Tell of the keys that the format does not have."""
    for key in sorted(table.keys() - set(known)):
        near = nearest(key, known)
        hint = f"did you mean {near[0]}?" if near else "its keys are " + ", ".join(known)
        yield f"{path}.{key}".lstrip("."), Fault("unknown-key", "not a key of the format", hint)


def _shapeless(raw: Mapping[str, Any]) -> Iterator[tuple[str, Fault]]:
    """Tell of the parts that are no table of keys, or no list of such tables."""
    for name in _PARTS:
        part = raw.get(name, {})
        if name not in _LISTS:
            if not isinstance(part, Mapping):
                yield name, _no_table(f"[{name}]")
        elif isinstance(part, list):
            for number, entry in enumerate(part, 1):
                if not isinstance(entry, Mapping):
                    yield f"{name}[{number}]", _no_table(f"[[{name}]]")
        elif name in raw:
            yield name, Fault("not-readable", "not a list of tables", f"write [[{name}]]")


def _no_table(header: str) -> Fault:
    return Fault("not-readable", "not a table of keys", f"write it as {header} with keys")
