"""What a workbook's cells offer and ask for: lists to choose from, and hints on dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..languages import Message
from ..tables import Column
from .describing import FORMS, in_each

LAST_ID = 5_000
"""The last row, as a spreadsheet counts, whose id is offered in lists."""

_OLDEST = 14_611  # 1 January 1940: a year alone, typed as a number, is a day before it

_APOSTROPHE = Message(
    "A day: {day}. A month or year alone begins with an apostrophe: {month}",
    {"day": "2024-05-04", "month": "'2024-05"},
)
_NO_DAY = Message(
    "This is a day before 1940. A year alone begins with an apostrophe: {year}",
    {"year": "'2024"},
)
_ONE_OF = Message("Choose from the list, or leave the cell blank.")

Options = dict[str, Any]
"""The options of a data validation, as XlsxWriter names them."""


def offered(column: Column, rules: str, languages: Sequence[str]) -> Options | None:
    """Return what the cells of a column offer; None for a column that offers no list.

    Args:
        column: the column; where its cells hold several values, no list can be offered.
        rules: the range of cells that lists the counting rules.
        languages: those in which a wrong choice is told.
    """
    if column.vocabulary:
        return from_words(column.vocabulary, languages)
    if not column.refers or column.reads == "list":
        return None
    if column.refers == "rules":  # the agency's own rules and ratios may stand there too
        return {"validate": "list", "source": rules, "show_error": False}
    return from_ids(column.refers, languages)


def from_words(words: Sequence[str], languages: Sequence[str]) -> Options:
    """Return a list of words, besides which there are no others."""
    told = in_each(languages, _ONE_OF)
    return {"validate": "list", "source": list(words), "error_message": told}


def from_ids(table: str, languages: Sequence[str]) -> Options:
    """Return a list of the ids of a sheet; another may be written, and its row added later."""
    message = Message(
        "No row of {table} has this id yet. Choose from the list, or add a row there.",
        {"table": table},
    )
    return {
        "validate": "list",
        "source": f"={table}!$A$2:$A${LAST_ID}",
        "error_type": "warning",
        "error_message": in_each(languages, message),
    }


def a_day(cell: str, languages: Sequence[str], *, whole: bool) -> Options:
    """Return the hint of cells that Excel makes days of, and the check that they are of our time.

    Args:
        cell: the first of the cells.
        languages: those in which it is told.
        whole: whether a month or a year alone may not stand there.
    """
    return {
        "validate": "custom",
        "value": f"=OR(ISTEXT({cell}),{cell}>={_OLDEST})",
        "error_type": "warning",
        "error_message": in_each(languages, FORMS["day"] if whole else _NO_DAY),
        "input_message": in_each(languages, FORMS["day"] if whole else _APOSTROPHE),
    }


def a_date(languages: Sequence[str]) -> Options:
    """Return the hint of cells whose dates stay as they are typed."""
    return {"validate": "any", "input_message": in_each(languages, FORMS["date"])}
