"""What is wrong, where, and what to do instead: problems as values, and errors that carry them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import field, frozen

from .notebook import table
from .values import Value

Severity = Literal["error", "warning"]


class HkcsError(Exception):
    """The root of every error that this library raises for a user's mistake.

    Attributes:
        exit_status: what the command line ends with when it meets this error.
    """

    exit_status = 1


class UsageError(HkcsError):
    """A question that cannot be put so: an unknown rule, format, dimension or option."""

    exit_status = 2


class PluginError(HkcsError):
    """A plugin failed while it was at work, or broke the contract of its hook."""

    exit_status = 3


class OutputError(HkcsError):
    """The output cannot be written: a full disk, a locked file, a missing folder."""


class NotYetError(HkcsError):
    """Something that the format knows and this version does not do: refused, never ignored."""


@frozen(eq=False, repr=False)
class Origin(Value):
    """Where a value stands in the input.

    Attributes:
        file: the file's name inside the dataset, never an absolute path.
        row: the row as a spreadsheet shows it (the header is row 1); None for a whole file, 0 for
            what a header alone says where there is no row of headers.
        column: the column's header or the dotted key; empty for a whole row.
        shown: the place as its form names it, such as `sessions!C12:date`; empty where that is
            the three, each after a colon.
        number: the number of the column, counted from 1; 0 is a whole row, or not known.
    """

    file: str
    row: int | None = None
    column: str = ""
    shown: str = field(default="", eq=False, repr=False)
    number: int = field(default=0, eq=False, repr=False)

    def __str__(self) -> str:
        if self.shown:
            return self.shown
        parts = [self.file, "" if self.row is None else str(self.row), self.column]
        return ":".join(part for part in parts if part)


@frozen(kw_only=True, eq=False, repr=False)
class Problem(Value):
    """One thing that is wrong with a dataset, and what to write instead.

    Attributes:
        code: a short fixed name of the kind of problem, such as `not-a-date`.
        origin: where it is.
        message: what is wrong, in lower case, never with a person's value.
        hint: what to write instead; empty where nothing better is known.
        severity: an `error` stops all counting, a `warning` is told and counted.
    """

    code: str
    origin: Origin
    message: str
    hint: str = ""
    severity: Severity = "error"

    def as_data(self) -> dict[str, str | int | None]:
        """Return the problem as plain values, under the names that programs know."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.origin.file,
            "row": self.origin.row or None,
            "column": self.origin.column,
            "place": str(self.origin),
            "message": self.message,
            "hint": self.hint,
        }

    def _repr_html_(self) -> str:
        return Problems([self])._repr_html_()

    def __str__(self) -> str:
        said = f"{self.message}; {self.hint}" if self.hint else self.message
        kind = "warning: " if self.severity == "warning" else ""
        return f"{self.origin}: {kind}{said}"


@frozen(eq=False, repr=False)
class Fault(Value):
    """What is wrong with one value, before anyone knows where the value stands."""

    code: str
    message: str
    hint: str = ""

    def at(self, origin: Origin) -> Problem:
        """Return the problem that this fault is at a place."""
        return Problem(code=self.code, origin=origin, message=self.message, hint=self.hint)


class ValueFault(ValueError):  # noqa: N818 - a fault in a value, of which many are told
    """A text that does not parse, with the fault to tell.

    Attributes:
        fault: what is wrong and what to write instead.
    """

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.fault = Fault(code, message, hint)
        super().__init__(f"{message}; {hint}" if hint else message)


def _as_problems(problems: Iterable[Problem]) -> Problems:
    return Problems(problems)


@frozen
class DatasetError(HkcsError):
    """A dataset with errors: it is never counted.

    Attributes:
        problems: every problem found, warnings too, in input order.
    """

    problems: Problems = field(converter=_as_problems)

    def __str__(self) -> str:
        return "\n".join([*map(str, self.problems), tally(self.problems)])

    def _repr_html_(self) -> str:
        return Problems(self.problems)._repr_html_()


class Problems(tuple[Problem, ...]):
    """Problems in input order, which show themselves as a table in a notebook."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        header = ("where", "severity", "what is wrong", "what to write instead")
        rows = [(one.origin, one.severity, one.message, one.hint) for one in self]
        return table(header, rows, tally(self))


def tally(problems: tuple[Problem, ...]) -> str:
    """Return the totals of a list of problems, such as `2 errors, 1 warning`."""
    errors = sum(problem.severity == "error" for problem in problems)
    counts = {"error": errors, "warning": len(problems) - errors}
    return ", ".join(f"{n:,} {word}{'' if n == 1 else 's'}" for word, n in counts.items())
