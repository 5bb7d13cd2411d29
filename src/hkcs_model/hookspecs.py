"""The contract between the library and its plugins: the hooks, and the values that they give.

A plugin is a module, named by an entry point of the group `hkcs_model`, with functions marked
`hookimpl` that bear the names of the hooks below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

from attrs import field, frozen, has, validators
from pluggy import HookimplMarker, HookspecMarker

from .languages import Text
from .report import Report
from .rules import Rule

__all__ = [
    "PROJECT",
    "Exporter",
    "Loss",
    "NoOptions",
    "Report",
    "Rule",
    "Text",
    "hkcs_exporters",
    "hkcs_rules",
    "hookimpl",
    "hookspec",
]

PROJECT = "hkcs_model"
"""The name of the pluggy project, and of the entry-point group."""

hookspec = HookspecMarker(PROJECT)
hookimpl = HookimplMarker(PROJECT)

_FORMAT = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LINE = re.compile(r".+")
_SUFFIX = re.compile(r"\.[a-z0-9]+(\.[a-z0-9]+)*")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")


@frozen(kw_only=True)
class NoOptions:
    """The options of an exporter that has none."""


@frozen
class Loss:
    """Something of the report that a format could not carry.

    Attributes:
        what: what kind of thing: `qualifier`, `interval`, `language`, `text` …
        message: what was lost, in a sentence without a full stop.
    """

    what: str
    message: str


def _matches(pattern: re.Pattern[str]) -> Callable[[object, Any, Any], None]:
    def check(_: object, attribute: Any, value: Any) -> None:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise ValueError(f"{attribute.name}: {value!r} is not of the form {pattern.pattern}")

    return check


def _suffixes(exporter: object, attribute: Any, value: Any) -> None:
    if not isinstance(value, tuple) or not value:
        raise ValueError(f"{attribute.name}: {value!r} is not a tuple of suffixes")
    for suffix in value:
        _matches(_SUFFIX)(exporter, attribute, suffix)


def _is_options(_: object, attribute: Any, value: Any) -> None:
    if not isinstance(value, type) or not has(value):
        raise ValueError(f"{attribute.name}: {value!r} is not an attrs class")


@frozen(kw_only=True)
class Exporter:
    """What renders a report in one format.

    Attributes:
        format: the name that `--format` takes: small letters, digits and hyphens.
        summary: what it makes and for whom, in one line.
        suffixes: the endings of its files, each with its dot; the first is the usual one.
        media_type: what a web server calls it, such as `text/csv`.
        binary: whether its bytes are no text, and so are not written to a terminal.
        options: an attrs class; its attributes are what `-O KEY=VALUE` sets, all with a default.
            One named `bom` is set by `export` where nobody sets it: true for a file, false for a
            pipe or terminal.
        write: writes a report to a binary stream, which it neither closes nor seeks in, and
            returns what the format could not carry. It looks at nothing but its arguments.
    """

    format: str = field(validator=_matches(_FORMAT))
    summary: str = field(validator=_matches(_LINE))
    suffixes: tuple[str, ...] = field(validator=_suffixes)
    media_type: str = field(validator=_matches(_MEDIA_TYPE))
    binary: bool
    options: type[Any] = field(default=NoOptions, validator=_is_options)
    write: Callable[[Report, BinaryIO, Any], list[Loss]] = field(validator=validators.is_callable())


@hookspec
def hkcs_exporters() -> Iterable[Exporter]:  # type: ignore[empty-body]  # a specification
    """Give the exporters that the plugin brings. Since 0.1.0."""


@hookspec
def hkcs_rules() -> Iterable[Rule]:  # type: ignore[empty-body]  # a specification
    """Give the counting rules that the plugin brings. Since 0.1.0."""
