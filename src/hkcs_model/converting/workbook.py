"""A dataset as one workbook, with a sheet a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from ..columns import Cells
from ..content import Content
from ..extras import needed
from ..formulas import as_it_is
from ..problems import UsageError
from ..quantity import parse_number
from ..tables import TABLES, Reads
from .sheets import project_sheets

MOST_ROWS = 1_048_576
MOST_SIGNS = 32_767
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # the same bytes, whenever it is written
_EARLIEST = date(1900, 3, 1)  # spreadsheets disagree about the days before
_DIGITS = 15  # as many as a spreadsheet keeps
_DAY_LENGTH = 10


def workbook_of(content: Content) -> bytes:
    """Return a dataset as a workbook: texts as texts, whole days as dates, numbers as numbers.

    Raises:
        UsageError: a table is too long for a sheet, a text for a cell; or the library that writes
            workbooks is not installed.
    """
    xlsxwriter = needed("xlsxwriter", "xlsx", "writing a workbook")
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"created": _CREATED.replace(tzinfo=None)})
    writer = _Writer(book)
    for name, rows in project_sheets(content.project):
        writer.write(name, rows[0], rows[1:], {})
    for name, columns in content.tables.items():
        writer.write(
            name, list(columns), zip(*columns.values(), strict=True), _reads(name, columns)
        )
    book.close()
    return out.getvalue()


def _reads(name: str, columns: Mapping[str, Cells]) -> dict[int, Reads]:
    known = TABLES[name].columns
    return {place: known[header].reads for place, header in enumerate(columns) if header in known}


class _Writer:
    def __init__(self, book: Any) -> None:
        self.book = book
        self.bold = book.add_format({"bold": True})
        self.text = book.add_format({"num_format": "@"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})

    def write(
        self,
        name: str,
        headers: Sequence[str],
        rows: Iterable[Sequence[str]],
        reads: Mapping[int, Reads],
    ) -> None:
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, header in enumerate(headers):
            self._text(sheet, 0, place, header, self.bold)
            sheet.set_column(place, place, max(12, min(len(header) + 4, 40)))
        for number, row in enumerate(rows, 1):
            if number >= MOST_ROWS:
                raise UsageError(
                    f"{name}: a sheet holds {MOST_ROWS:,} rows; write .json, .sqlite or a folder"
                )
            for place, cell in enumerate(row):
                if cell:
                    self._cell(sheet, number, place, cell, reads.get(place, "text"))

    def _cell(self, sheet: Any, row: int, place: int, cell: str, reads: Reads) -> None:
        if reads in ("number", "whole") and len(cell) <= _DIGITS:
            sheet.write_number(row, place, float(parse_number(cell)))
        elif reads in ("date", "day") and len(cell) == _DAY_LENGTH and _day(cell) >= _EARLIEST:
            sheet.write_datetime(row, place, _day(cell), self.day)
        else:
            self._text(sheet, row, place, cell, self.text)

    def _text(self, sheet: Any, row: int, place: int, text: str, form: Any) -> None:
        if sheet.write_string(row, place, as_it_is(text), form):
            raise UsageError(
                f"{sheet.name}: row {row + 1} has a text of {len(text):,} signs, and a cell holds "
                f"{MOST_SIGNS:,}; write .json, .sqlite or a folder"
            )


def _day(cell: str) -> date:
    return date.fromisoformat(cell)
