"""The contract between the library and its plugins: the hooks, and the values that they give.

A plugin is a module, named by an entry point of the group `hkcs_model`, with functions marked
`hookimpl` that bear the names of the hooks below. Each hook says since which version it is there;
one that is to go is declared with `hookspec(warn_on_impl=…)`, and an argument of one that is to go
with `hookspec(warn_on_impl_args={…})`, for at least one minor version before it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, get_type_hints

from attrs import field, frozen, has, validators
from pluggy import HookimplMarker, HookspecMarker

from .languages import Text
from .problems import Origin, Problem
from .report import Report
from .rules import Rule
from .validating import FORMAT, LINE, MEDIA_TYPE, MODULE, are_suffixes, are_texts, of_form
from .values import Value

if TYPE_CHECKING:
    from .readers import Reader, TextDataset, TextTable

__all__ = [
    "PROJECT",
    "Exporter",
    "Loss",
    "NoOptions",
    "Origin",
    "Problem",
    "Reader",
    "Report",
    "Rule",
    "Text",
    "TextDataset",
    "TextTable",
    "hkcs_exporters",
    "hkcs_readers",
    "hkcs_rules",
    "hookimpl",
    "hookspec",
]

PROJECT = "hkcs_model"
"""The name of the pluggy project, and of the entry-point group."""

hookspec = HookspecMarker(PROJECT)
hookimpl = HookimplMarker(PROJECT)


@frozen(kw_only=True, eq=False, repr=False)
class NoOptions(Value):
    """The options of an exporter that has none."""


@frozen(eq=False, repr=False)
class Loss(Value):
    """Something of the report that a format could not carry.

    Attributes:
        what: what kind of thing: `character`, `date`, `interval`, `language`, `number`,
            `qualifier`, or `text`, a part that is not there at all.
        message: what was lost, in a sentence without a full stop.
    """

    what: str
    message: str


def _is_options(_: object, attribute: Any, value: Any) -> None:
    if not isinstance(value, type) or not has(value):
        raise ValueError(f"{attribute.name}: {value!r} is not an attrs class")
    get_type_hints(value)  # a type that cannot be found is told now, not where options are listed


def _modules(exporter: Any, attribute: Any, value: Any) -> None:
    are_texts(exporter, attribute, value)
    for module in value:
        of_form(MODULE)(exporter, attribute, module)
    if bool(value) is not bool(exporter.extra):
        raise ValueError(f"{attribute.name}: {value!r} is not brought by the extra named")


@frozen(kw_only=True, eq=False, repr=False)
class Exporter(Value):
    """What renders a report in one format.

    Attributes:
        format: the name that `--format` takes: small letters, digits and hyphens.
        summary: what it makes and for whom, in one line.
        suffixes: the endings of its files, each with its dot; the first is the usual one.
        media_type: what a web server calls it, such as `text/csv`.
        binary: whether its bytes are no text, and so are not written to a terminal.
        extra: the extra of its distribution that brings the libraries which it imports only as it
            writes; empty where it needs none.
        requires: the names of their modules, as one imports them; `formats` says what is missing.
        options: an attrs class; its attributes are what `-O KEY=VALUE` sets, all with a default.
            One named `bom` is set by `export` where nobody sets it: true for a file, false for a
            pipe or terminal.
        write: writes a report to a binary stream, which it neither closes nor seeks in, and
            returns what the format could not carry. It looks at nothing but its arguments.
    """

    format: str = field(validator=of_form(FORMAT))
    summary: str = field(validator=of_form(LINE))
    suffixes: tuple[str, ...] = field(validator=are_suffixes)
    media_type: str = field(validator=of_form(MEDIA_TYPE))
    binary: bool
    extra: str = field(default="", validator=validators.instance_of(str))
    requires: tuple[str, ...] = field(default=(), validator=_modules)
    options: type[Any] = field(default=NoOptions, validator=_is_options)
    write: Callable[[Report, BinaryIO, Any], list[Loss]] = field(validator=validators.is_callable())


@hookspec
def hkcs_exporters() -> Iterable[Exporter]:  # type: ignore[empty-body]  # a specification
    """Give the exporters that the plugin brings. Since 0.1.0."""


@hookspec
def hkcs_readers() -> Iterable[Reader]:  # type: ignore[empty-body]  # a specification
    """Give the readers of further dataset forms that the plugin brings. Since 0.1.0."""


@hookspec
def hkcs_rules() -> Iterable[Rule]:  # type: ignore[empty-body]  # a specification
    """Give the counting rules that the plugin brings. Since 0.1.0."""


def __getattr__(name: str) -> Any:
    """Load what readers give when somebody asks for it: few plugins read."""
    if name in {"Reader", "TextDataset", "TextTable"}:
        return getattr(import_module(".readers", __package__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the names of the contract."""
    return sorted(__all__)
