"""How a cell is read, by what its column holds; the same for every form of a dataset."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from decimal import Decimal
from functools import cache

from ..columns import Cells
from ..dates import PartialDate, ascii_digits
from ..problems import ValueFault
from ..quantity import Quantity, parse_number, plain
from ..spelling import nearest
from ..tables import Column, Reads

_SERIAL = 5  # digits
_CHINESE = "[㐀-鿿豈-﫿\U00020000-\U0003ffff]"


@cache
def _beside_chinese() -> re.Pattern[str]:
    """Return the pattern, which takes long to compile and is rarely needed."""
    return re.compile(rf"{_CHINESE}[?\ufffd]|[?\ufffd]{_CHINESE}")


def looks_lossy(text: str) -> bool:
    """Tell whether a text was probably once saved in an encoding that lacks its characters."""
    return ("?" in text or "\ufffd" in text) and bool(_beside_chinese().search(text))


def _date(text: str) -> PartialDate:
    if len(text) == _SERIAL and text.isascii() and text.isdecimal():
        raise ValueFault(
            "not-a-date",
            "a number of days, as spreadsheets keep a date",
            "format the cell as a date, or write it as 2014-12-31",
        )
    return PartialDate.parse(text)


def _day(text: str) -> PartialDate:
    when = _date(text)
    if when.precision != "day":
        raise ValueFault("not-a-day", "not a whole day", "write it as 2014-12-31")
    return when


def _whole(text: str) -> int:
    number = parse_number(text)
    if not isinstance(number, int):
        raise ValueFault("not-whole", "not a whole number", "write digits alone, such as 35")
    return number


def _value(text: str) -> Quantity:
    return Quantity.parse(text, fractions=True)


_READERS: dict[Reads, Callable[[str], object]] = {
    "date": _date,
    "day": _day,
    "number": parse_number,
    "whole": _whole,
    "value": _value,
}
_REWRITTEN = ("date", "day", "number", "whole")


def reader(column: Column, own: Collection[str] = ()) -> Callable[[str], object] | None:
    """Return what reads a cell of a column and raises `ValueFault`; None where any text will do.

    Args:
        column: the column.
        own: the words of the agency's own that may stand in it too, for what is told.
    """
    if not column.vocabulary:
        return _READERS.get(column.reads)

    def known(text: str) -> str:
        if text not in column.vocabulary:
            near = nearest(text, column.vocabulary)
            said = f"did you mean {near[0]}? " if near else ""
            words = ", ".join((*own, *column.vocabulary))
            one_of = "one of " if len(own) + len(column.vocabulary) > 1 else ""
            raise ValueFault("unknown-word", "not one of its words", f"{said}write {one_of}{words}")
        return text

    return known


def rewritten(column: Column, cells: Cells) -> Cells:
    """Return the cells of a column in one spelling: dates in ISO form, numbers in plain digits.

    A cell that does not read stays as it is; a check has told of it.
    """
    if column.reads not in _REWRITTEN:
        return cells
    return cells.rewritten(lambda text: _spelt(column, text))


def _written(value: object) -> str:
    return plain(value) if isinstance(value, int | Decimal) else str(value)


def _spelt(column: Column, text: str) -> str:
    try:
        return _written(_READERS[column.reads](text)) if text else ""
    except ValueFault:
        return ascii_digits(text)
