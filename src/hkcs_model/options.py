"""An exporter's options from `KEY=VALUE`: typed, strict, and told in full where they are wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal, get_args, get_origin, get_type_hints

from attrs import NOTHING, fields, frozen
from cattrs import Converter
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError

from .hookspecs import Exporter
from .problems import UsageError
from .spelling import did_you_mean
from .values import Value

_NUMBER = re.compile(r"-?[0-9]+")
_BOOLEANS = {"true": True, "false": False}


@frozen(kw_only=True, eq=False, repr=False)
class Option(Value):
    """One option of an exporter.

    Attributes:
        name: its key.
        takes: what it takes, in words.
        default: what it is where nobody sets it.
    """

    name: str
    takes: str
    default: Any


def options_of(exporter: Exporter) -> list[Option]:
    """Return the options of an exporter."""
    types = get_type_hints(exporter.options)
    return [
        Option(
            name=a.name,
            takes=_takes(types[a.name]),
            default=_default(a.default),
        )
        for a in fields(exporter.options)
    ]


def _default(default: Any) -> Any:
    if default is NOTHING:
        return None
    return default.factory() if hasattr(default, "factory") else default


def _takes(type_: Any) -> str:
    if get_origin(type_) is Literal:
        return "|".join(map(str, get_args(type_)))
    words: Mapping[Any, str] = {bool: "true|false", int: "a whole number", str: "a text"}
    return words.get(type_, str(type_))


def read_options(exporter: Exporter, given: Iterable[str]) -> dict[str, str]:
    """Split `KEY=VALUE` texts.

    Raises:
        UsageError: one has no `=`, or a key comes twice.
    """
    found: dict[str, str] = {}
    for text in given:
        key, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"-O {text}: not KEY=VALUE; {_listed(exporter)}")
        if key in found:
            raise UsageError(f"-O {key}: given twice; give it once")
        found[key] = value
    return found


def make_options(exporter: Exporter, given: Mapping[str, Any]) -> Any:
    """Return the options that an exporter is called with.

    Args:
        exporter: whose options they are.
        given: the values that somebody set: texts, or values of the right types.

    Raises:
        UsageError: a key that there is not, or a value of the wrong kind; lists the right ones.
    """
    try:
        return _converter().structure(dict(given), exporter.options)
    except ClassValidationError as error:
        raise UsageError(
            f"{exporter.format}: {_what(error, exporter)}; {_listed(exporter)}"
        ) from None


def _converter() -> Converter:
    made = Converter(forbid_extra_keys=True)
    made.register_structure_hook(bool, lambda value, _: _boolean(value))
    made.register_structure_hook(int, lambda value, _: _whole(value))
    made.register_structure_hook(str, lambda value, _: _text(value))
    return made


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    return _BOOLEANS[value]


def _whole(value: Any) -> int:
    if isinstance(value, bool) or (isinstance(value, str) and not _NUMBER.fullmatch(value)):
        raise TypeError("not a whole number")
    return int(value) if isinstance(value, str) else int(value.__index__())


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _what(error: ClassValidationError, exporter: Exporter) -> str:
    names = [option.name for option in options_of(exporter)]
    wrong = [note.name for _, note in error.group_exceptions()[0]]
    unknown = [
        key
        for other in error.group_exceptions()[1]
        if isinstance(other, ForbiddenExtraKeysError)
        for key in sorted(other.extra_fields)
    ]
    told = [f"option {name} does not take that value" for name in wrong]
    told += [
        str(other)
        for other in error.group_exceptions()[1]
        if not isinstance(other, ForbiddenExtraKeysError)
    ]
    told += [
        f"no option {key}" + (f", {did_you_mean(key, names)}" if names else "") for key in unknown
    ]
    return ", ".join(told)


def _listed(exporter: Exporter) -> str:
    known = [f"{option.name}={option.takes}" for option in options_of(exporter)]
    return f"its options are {', '.join(known)}" if known else f"{exporter.format} has no options"
