"""Strict structuring: a project to its entities; nothing is guessed, coerced or dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from operator import eq
from types import NoneType, UnionType
from typing import Any, cast, get_args

from attrs import fields, frozen
from cattrs import Converter
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError
from cattrs.gen import make_dict_structure_fn, override

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


_LISTS = ("programmes", "figures", "rules")
"""The parts of a project that are lists of tables."""


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
    return Text.led_by(language, {tag: _text(words) for tag, words in value.items()})


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


def _is_number(type_: Any) -> bool:
    return type_ == Number or (
        isinstance(type_, UnionType) and set(get_args(type_)) == {int, Decimal, NoneType}
    )


@cache
def converter(language: str) -> Converter:
    """Return the strict converter of a dataset whose texts are in a language."""
    made = Converter(detailed_validation=True, forbid_extra_keys=True)
    classes: dict[Any, Any] = {
        str: _text,
        int: _whole,
        date: _day,
        PartialDate: _partial_date,
        Text: lambda value, _: _words(value, language),
    }
    others: dict[Any, Any] = {
        tuple[str, ...]: _texts,
        Mapping[str, tuple[str, ...]]: _filters,
        Weight: _weight,
    }
    for type_, hook in classes.items():
        made.register_structure_hook(type_, hook)
    for type_, hook in others.items():
        made.register_structure_hook_func(partial(eq, type_), hook)
    made.register_structure_hook_func(_is_number, _number)
    made.register_structure_hook_factory(
        lambda type_: type_ is Rule,
        lambda type_: make_dict_structure_fn(
            type_, made, _cattrs_forbid_extra_keys=True, family=override(omit=True)
        ),
    )
    return made


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
    try:
        return converter(language).structure(raw, ProjectFile), []
    except ClassValidationError as error:
        told = _told(error, "")
        return None, [fault.at(read.at_key(path)) for path, fault in told]


def _told(error: BaseException, path: str) -> Iterator[tuple[str, Fault]]:
    """Walk the tree of what cattrs found, down to each place and fault."""
    if isinstance(error, ClassValidationError):
        for inner, note in error.group_exceptions()[0]:
            yield from _told(inner, f"{path}.{note.name}".lstrip("."))
        for inner in error.group_exceptions()[1]:
            yield from _told_of_keys(cast("ForbiddenExtraKeysError", inner), path)
    elif isinstance(error, IterableValidationError):
        for inner, index in error.group_exceptions()[0]:
            yield from _told(inner, f"{path}[{int(index.index) + 1}]")
    elif isinstance(error, ValueFault):
        yield path, error.fault
    else:
        yield path, Fault("missing", "not there", "write it; it cannot be left out")


def _told_of_keys(error: ForbiddenExtraKeysError, path: str) -> Iterator[tuple[str, Fault]]:
    known = [name for name in _names(error.cl) if name != "family"]
    for key in sorted(error.extra_fields):
        near = nearest(key, known)
        hint = f"did you mean {near[0]}?" if near else "its keys are " + ", ".join(known)
        yield f"{path}.{key}".lstrip("."), Fault("unknown-key", "not a key of the format", hint)


def _shapeless(raw: Mapping[str, Any]) -> Iterator[tuple[str, Fault]]:
    """Tell of the parts that are no table of keys, or no list of such tables."""
    for name in _names(ProjectFile):
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


def _names(cls: Any) -> list[str]:
    return [attribute.name for attribute in fields(cls)]
