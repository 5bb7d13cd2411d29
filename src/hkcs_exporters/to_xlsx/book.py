"""How a workbook is written: cells, widths, print setup; the same bytes always."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from functools import cache
from io import BytesIO
from itertools import islice
from math import ceil
from typing import Any

from hkcs_model.aligning import width
from hkcs_model.formulas import as_it_is, guarded
from hkcs_model.languages import say_number, translate
from hkcs_model.quantity import Number, plain
from hkcs_model.report import Report

from ..tidy import visible
from ..wording import marked
from .sheets import Column, Row, Sheet, Value

MOST_ROWS = 1_048_576
MOST_SIGNS = 32_767
_LONGEST_NAME = 31
_LONGEST_HEADING = 70  # of three in a line; all of a header may have 255 signs
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\\n\r\t", " "))
_DIGITS = 15  # as many as a spreadsheet keeps
_LARGEST = 2**53
_EARLIEST = date(1900, 3, 1)  # spreadsheets disagree about the days before
_NARROWEST = 9
_ROOM = 1.08  # words are not cut where a line ends
_LINE_HEIGHT = 15
_MOST_LINES = 27  # a row is 409 points high at most
_A4 = 9
_DARK, _PALE, _LINE = "#1F4E78", "#EAF1F8", "#BFC9D4"
_LOOKS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "number": {"text_wrap": True, "align": "right", "indent": 1},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
}
_PLACES: dict[str, dict[str, Any]] = {
    "header": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": _DARK,
        "text_wrap": True,
        "valign": "vcenter",
    },
    "row": {"valign": "top", "bottom": 1, "bottom_color": _LINE},
    "total": {"valign": "top", "bold": True, "bg_color": _PALE, "top": 1, "bottom": 1},
    "note": {"italic": True, "font_color": "#595959", "text_wrap": False},
}


class Book:
    """A workbook that is being written.

    Attributes:
        lost: how many numbers, texts, characters and rows could not stand as they were.
    """

    def __init__(self, library: Any, report: Report) -> None:
        self.report = report
        self.lost: Counter[str] = Counter()
        self._out = BytesIO()
        self._book = library.Workbook(self._out, _options())
        self._names = {"history"}  # which Excel keeps for itself
        self._look = cache(self._made)
        created = datetime.combine(report.provenance.as_at, time())
        agency = report.agency.name.say(report.language)
        title = report.project.title.say(report.language)
        self._book.set_properties(
            {"title": visible(title), "author": visible(agency), "created": created}
        )

    def add(self, sheet: Sheet) -> None:
        """Write a sheet."""
        made = self._book.add_worksheet(self._named(sheet.name))
        page = Page(self, made, sheet.columns)
        page.write([column.title for column in sheet.columns], "header")
        rows = iter(sheet.rows)
        for row in islice(rows, MOST_ROWS - len(sheet.notes) - 4):
            page.write(row, "row")
        self.lost["row"] += sum(1 for _ in rows)
        made.autofilter(0, 0, max(page.row - 1, 1), len(sheet.columns) - 1)
        if sheet.total:
            page.write(sheet.total, "total")
        page.row += 1
        for note in sheet.notes:
            page.write([note], "note")
        page.set_widths()
        made.freeze_panes(1, sheet.kept)
        self._set_print(made, sheet, page.row)

    def closed(self) -> bytes:
        """Return the whole workbook; nothing can be added any more."""
        self._book.close()
        return self._out.getvalue()

    def look(self, kind: str, place: str, places: int = 0, *, quoted: bool = False) -> Any:
        """Return how a cell looks: by what it holds and where it stands."""
        return self._look(kind, place, places, quoted)

    def _made(self, kind: str, place: str, places: int, quoted: bool) -> Any:  # noqa: FBT001 - a key
        looks = {**_LOOKS[kind], **_PLACES[place]}
        if quoted:
            looks["quote_prefix"] = True
        if kind == "number":
            looks["num_format"] = "#,##0" + ("." + "0" * places if places else "")
        return self._book.add_format(looks)

    def _named(self, title: str) -> str:
        """Return a name that a spreadsheet takes, and that no other sheet has."""
        plain_title = " ".join(visible(title).translate(_NOT_IN_NAMES).split()).strip("'") or "-"
        name, number = _cut(plain_title, _LONGEST_NAME), 2
        while name.lower() in self._names:
            ending = f" ({number})"
            name = _cut(plain_title, _LONGEST_NAME - len(ending)) + ending
            number += 1
        self._names.add(name.lower())
        return name

    def _set_print(self, made: Any, sheet: Sheet, rows: int) -> None:
        report, language = self.report, self.report.language
        made.set_landscape()
        made.set_paper(_A4)
        made.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        made.repeat_rows(0)
        made.print_area(0, 0, max(rows - 1, 1), sheet.printed - 1)
        made.fit_to_pages(1, 0)
        title = _heading(marked(report.project.title.spoken(language), language))
        agency = _heading(marked(report.agency.name.spoken(language), language))
        made.set_header(f"&L{agency}&C&A&R{title}")
        up_to = _heading(f"{translate('Counted up to', language)} {report.provenance.as_at}")
        made_from = _heading(f"hkcs-model {report.provenance.version}")
        made.set_footer(f"&L{up_to}&C&P / &N&R{made_from}")


class Page:
    """One sheet that is being written, row by row.

    Attributes:
        row: where the next row stands, counted from 0.
    """

    def __init__(self, book: Book, made: Any, columns: tuple[Column, ...]) -> None:
        self.row = 0
        self._book = book
        self._made = made
        self._columns = columns
        self._widths = [_NARROWEST] * len(columns)
        self._lines = 1

    def write(self, values: Row | list[str], place: str) -> None:
        """Write a row, as high as the longest text in it needs."""
        self._lines = 1
        for number, value in enumerate(values):
            self._cell(number, value, place)
        if self._lines > 1:
            _done(self._made.set_row(self.row, _LINE_HEIGHT * min(self._lines, _MOST_LINES)))
        self.row += 1

    def set_widths(self) -> None:
        """Make each column as wide as what stands in it, up to the most it may be."""
        for number, wide in enumerate(self._widths):
            _done(self._made.set_column(number, number, wide))

    def _cell(self, column: int, value: Value, place: str) -> None:
        if isinstance(value, date) and value >= _EARLIEST:
            shown = value.isoformat()
            at_noon = datetime.combine(value, time())
            form = self._book.look("day", place)
            _done(self._made.write_datetime(self.row, column, at_noon, form))
        elif isinstance(value, int | Decimal | Fraction):
            shown = self._number(column, value, place)
        elif value is None:
            shown = ""
            _done(self._made.write_blank(self.row, column, None, self._book.look("text", place)))
        else:
            shown = str(value)
            kind = "number" if self._columns[column].is_number else "text"
            self._text(column, shown, kind, place)
        if place != "note":
            self._widen(column, shown)

    def _number(self, column: int, value: Number | Fraction, place: str) -> str:
        """Write a number; one that a spreadsheet would round as a text, which is exact."""
        if isinstance(value, Fraction) or not _is_kept(value):
            shown = say_number(value) if isinstance(value, Fraction) else plain(value)
            self._book.lost["number"] += 1
            self._text(column, shown, "number", place)
            return shown
        form = self._book.look("number", place, _places(value))
        _done(self._made.write_number(self.row, column, float(value), form))
        return say_number(value)

    def _text(self, column: int, text: str, kind: str, place: str) -> None:
        shown = visible(text)
        self._book.lost["character"] += shown != text
        given, is_cut = _fitting(shown)
        self._book.lost["text"] += is_cut
        form = self._book.look(kind, place, quoted=guarded(shown) != shown)
        _done(self._made.write_string(self.row, column, given, form))

    def _widen(self, column: int, shown: str) -> None:
        """Make room for a text: the column wider, up to the most it may be, then the row higher."""
        widest = self._columns[column].widest
        lines = [max(width(line), 1) for line in shown.split("\n")]
        self._widths[column] = max(self._widths[column], min(max(lines) + 2, widest))
        self._lines = max(self._lines, sum(ceil(wide * _ROOM / widest) for wide in lines))


def _options() -> Mapping[str, bool]:
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }


def _done(code: int) -> None:
    """Hold xlsxwriter to its word: it tells that it left something out by a number alone."""
    if code:
        raise ValueError(f"a cell was not written; xlsxwriter says {code}")


def _fitting(text: str) -> tuple[str, bool]:
    """Return what is given to xlsxwriter for a text that fits into a cell, and if it was cut."""
    kept = _cut(text, MOST_SIGNS)
    if len(as_it_is(kept)) > MOST_SIGNS:
        kept = _cut(text, MOST_SIGNS // 8)  # as_it_is writes up to eight signs for one
    return as_it_is(kept), kept != text


def _cut(text: str, most: int) -> str:
    """Return a text, or so much of it as fits, with … where it is cut; Excel counts UTF-16."""
    coded = text.encode("utf-16-le")
    if len(coded) <= 2 * most:
        return text
    return coded[: 2 * (most - 1)].decode("utf-16-le", "ignore") + "…"


def _heading(text: str) -> str:
    """Return a text for the top or foot of a page, where & begins an order."""
    return _cut(" ".join(visible(text).split()), _LONGEST_HEADING).replace("&", "&&")


def _is_kept(number: Number) -> bool:
    """Tell whether a spreadsheet keeps all of a number."""
    digits = plain(number).lstrip("-").replace(".", "").strip("0")
    return len(digits) <= _DIGITS and -_LARGEST <= number <= _LARGEST


def _places(number: Number) -> int:
    return len(plain(number).partition(".")[2])
