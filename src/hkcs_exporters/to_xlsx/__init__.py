"""XLSX: a workbook for programme officers and funders, with the figures and all that explains them.

The sheets are in the reader's language. Numbers are numbers and days are days where a spreadsheet
keeps them exactly; everything else is a text, and no text is ever a formula or a link.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from hkcs_model.extras import needed
from hkcs_model.hookspecs import Exporter, Loss, NoOptions, hookimpl
from hkcs_model.languages import LANGUAGES
from hkcs_model.report import Report

if TYPE_CHECKING:
    from .book import Book

_NUMBERS = "numbers that a spreadsheet would round, and that are in it as text: {number}"
_CUT = "texts that are longer than a cell holds, and are cut where … stands: {number}"
_SIGNS = "texts with characters that a sheet cannot hold, shown as \ufffd: {number}"
_ROWS = "rows that are more than a sheet holds, and are not in it: {number}"


def write(report: Report, out: BinaryIO, options: NoOptions) -> list[Loss]:  # noqa: ARG001 - none
    """Write the workbook."""
    library = needed("xlsxwriter", "xlsx", "format xlsx")
    from .book import Book
    from .contents import sheets_of

    book = Book(library, report)
    for sheet in sheets_of(report):
        book.add(sheet)
    out.write(book.closed())
    return [_lost_languages(report), *_lost_in(book)]


def _lost_languages(report: Report) -> Loss:
    others = " and ".join(language for language in LANGUAGES if language != report.language)
    told = f"its words are {report.language}; of {others} only labels and figures in words are"
    return Loss("language", f"{told} in it, on the sheet of figures")


def _lost_in(book: Book) -> Iterator[Loss]:
    told = (("number", _NUMBERS), ("text", _CUT), ("character", _SIGNS), ("row", _ROWS))
    for what, sentence in told:
        if number := book.lost[what]:
            yield Loss(what, sentence.format(number=number))


@hookimpl
def hkcs_exporters() -> list[Exporter]:
    """Give the exporter."""
    return [
        Exporter(
            format="xlsx",
            summary="a workbook of figures, tables and how each was counted, for officers",
            suffixes=(".xlsx",),
            media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            binary=True,
            extra="xlsx",
            requires=("xlsxwriter",),
            write=write,
        )
    ]
