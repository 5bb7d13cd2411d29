"""What a sheet holds: columns, rows of values, what stands below them; nothing of how it looks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from attrs import field, frozen

from hkcs_model.dates import PartialDate
from hkcs_model.quantity import Number

Value = str | Number | Fraction | date | None
"""What stands in a cell; None is a blank one, of something that there is not."""

Row = tuple[Value, ...]


@frozen(kw_only=True)
class Column:
    """One column of a sheet.

    Attributes:
        title: its header.
        widest: the most signs that stand in a line of it; longer texts are wrapped.
        is_printed: whether it comes on paper; those that do not stand at the right end.
        is_number: whether it holds numbers, which stand at the right of it.
    """

    title: str
    widest: int = 40
    is_printed: bool = True
    is_number: bool = False


@frozen(kw_only=True)
class Sheet:
    """One sheet.

    Attributes:
        name: what it is called; the writer makes of it what a spreadsheet takes.
        columns: its columns.
        rows: its rows.
        total: a last row that is not sorted or filtered with the others; empty where there is none.
        notes: sentences below the rows.
        kept: how many columns stay in sight when one scrolls to the right.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row] = field(default=())
    total: Row = ()
    notes: tuple[str, ...] = ()
    kept: int = 1

    @property
    def printed(self) -> int:
        """How many of its columns come on paper."""
        return sum(column.is_printed for column in self.columns)


def day_of(when: PartialDate | None, language: str) -> Value:
    """Return a date as a day; a month or a year, which is no day, in words."""
    if when is None:
        return None
    return when.first if when.precision == "day" else when.say(language)
