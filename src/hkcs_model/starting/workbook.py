"""The empty dataset as a workbook: a guide, the project, and a sheet for each table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from ..extras import needed
from ..languages import LANGUAGES, Message
from ..tables import TABLES, Column
from .choosing import a_date, a_day, from_ids, from_words, offered
from .describing import describe_column, describe_key, in_each, note_on
from .guide_sheet import done, write_guide
from .keys import SETTINGS, is_required, tables, usual

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_LAST_ROW = 1_048_575  # of a sheet, counted from 0
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook knows no zones; the same bytes always
_LOOKS: dict[str, dict[str, Any]] = {
    "required": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E78", "border": 1},
    "optional": {"font_color": "#000000", "bg_color": "#DDEBF7", "border": 1},
    "text": {"num_format": "@"},  # leading zeros stay, and nothing typed becomes a day
    "day": {"num_format": "yyyy-mm-dd"},
    "number": {"num_format": "0.0##"},
    "whole": {"num_format": "0"},
    "setting": {"num_format": "@", "text_wrap": True, "valign": "top"},
    "setting of a day": {"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"},
    "setting of a number": {"align": "left", "valign": "top"},
    "note": {"text_wrap": True, "valign": "top", "font_color": "#595959"},
}
_WIDTHS = {"words": 32, "value": 14, "date": 13, "day": 13, "number": 10, "whole": 14}
_USUAL_WIDTH = 18
_NOTE_SIGNS = 46  # that stand in a line of a note
_NOTE_PIXELS = (320, 18)  # the width of a note, and the height of its lines
_PROJECT = {
    "key": (Message("The name of the setting: leave it as it is."), 26),
    "value": (Message("What you fill in. A setting on dark ground has to be filled in."), 40),
    "note": (Message("What the setting is for. This column is not read."), 70),
}


def write_workbook(out: BinaryIO, languages: Sequence[str]) -> None:
    """Write an empty dataset as a workbook.

    Args:
        out: where it goes.
        languages: those of the guide and of the notes, in the order in which they are read.

    Raises:
        UsageError: the library that writes workbooks is not installed.
    """
    library = needed("xlsxwriter", "xlsx", "an empty workbook")
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with library.Workbook(out, options) as book:
        book.set_properties({"created": _CREATED})
        rules = write_guide(book, languages)
        writer = _Writer(book, languages, rules)
        writer.write_project()
        for name, columns in tables().items():
            writer.write_table(name, columns)


class _Writer:
    """What the sheets of a workbook have in common: how cells look, the languages, the rules."""

    def __init__(self, book: Workbook, languages: Sequence[str], rules: str) -> None:
        self.book = book
        self.languages = languages
        self.rules = rules
        self.looks = {name: book.add_format(looks) for name, looks in _LOOKS.items()}

    def write_project(self) -> None:
        """Write the settings of the project, a row each."""
        sheet = self.book.add_worksheet("project")
        sheet.freeze_panes(1, 1)
        for place, (name, (meaning, width)) in enumerate(_PROJECT.items()):
            done(sheet.set_column(place, place, width))
            looks = self.looks["optional" if name == "note" else "required"]
            self._write_header(sheet, place, name, in_each(self.languages, meaning), looks)
        for row, key in enumerate(SETTINGS, 1):
            self._write_setting(sheet, row, key)

    def _write_setting(self, sheet: Worksheet, row: int, key: str) -> None:
        looks = self.looks["required" if is_required(key) else "optional"]
        note = note_on(key, describe_key(key), self.languages)
        done(sheet.write_string(row, 0, key, looks))
        self._write_usual(sheet, row, key)
        done(sheet.write_string(row, 2, note, self.looks["note"]))
        if key == "project.language":
            done(sheet.data_validation(row, 1, row, 1, from_words(LANGUAGES, self.languages)))
        elif key == "project.source":
            done(sheet.data_validation(row, 1, row, 1, from_ids("sources", self.languages)))

    def _write_usual(self, sheet: Worksheet, row: int, key: str) -> None:
        """Write what a setting usually is, or a blank cell that takes what it is."""
        value = usual(key, self.languages[0])
        if not isinstance(value, str):
            done(sheet.write_number(row, 1, float(value), self.looks["setting of a number"]))
        elif value:
            done(sheet.write_string(row, 1, value, self.looks["setting"]))
        elif key == "project.as_at":
            done(sheet.write_blank(row, 1, None, self.looks["setting of a day"]))
            done(
                sheet.data_validation(
                    row, 1, row, 1, a_day(f"B{row + 1}", self.languages, whole=True)
                )
            )
        else:
            done(sheet.write_blank(row, 1, None, self.looks["setting"]))

    def write_table(self, name: str, columns: Sequence[Column]) -> None:
        """Write the header of a table, and what the cells below it take."""
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 1 if columns[0].name == "id" else 0)
        for place, column in enumerate(columns):
            described = describe_column(name, column)
            note = note_on(f"{name}.{column.name}", described, self.languages)
            looks = self.looks["required" if column.required else "optional"]
            width = max(_WIDTHS.get(column.reads, _USUAL_WIDTH), len(column.name) + 2)
            done(sheet.set_column(place, place, width, self.looks[_look(name, column)]))
            self._write_header(sheet, place, column.name, note, looks)
            self._offer(sheet, place, name, column)
        done(sheet.ignore_errors({"number_stored_as_text": f"A1:{_letter(len(columns))}1048576"}))

    def _write_header(
        self, sheet: Worksheet, place: int, name: str, note: str, looks: Format
    ) -> None:
        width, line = _NOTE_PIXELS
        lines = sum(1 + 2 * len(part) // _NOTE_SIGNS for part in note.split("\n"))
        done(sheet.write_string(0, place, name, looks))
        done(
            sheet.write_comment(
                0, place, note, {"width": width, "height": line * (lines + 1), "font_size": 10}
            )
        )

    def _offer(self, sheet: Worksheet, place: int, table: str, column: Column) -> None:
        options = offered(column, self.rules, self.languages)
        if _look(table, column) == "day":
            cell = f"{_letter(place + 1)}2"
            options = a_day(cell, self.languages, whole=column.reads == "day")
        elif column.reads == "date":
            options = a_date(self.languages)
        if options is not None:
            done(sheet.data_validation(1, place, _LAST_ROW, place, options))


def _look(table: str, column: Column) -> str:
    """Return how the cells of a column look.

    The days of records are days to Excel too. Other dates are often just a month or a year, of
    which Excel would make a day: they stay as they are typed.
    """
    if column.reads in ("date", "day"):
        return "day" if table in TABLES and TABLES[table].is_records else "text"
    return column.reads if column.reads in ("number", "whole") else "text"


def _letter(number: int) -> str:
    """Return the letter of a column, counted from 1; no table has more columns than letters."""
    return chr(ord("A") + number - 1)
