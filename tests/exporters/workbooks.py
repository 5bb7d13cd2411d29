"""What judges a workbook: openpyxl and python-calamine read it, and say what stands in it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import openpyxl
import python_calamine

from hkcs_exporters.tidy import as_filter
from hkcs_model.languages import translate
from hkcs_model.quantity import exact
from hkcs_model.report import Figure, Report

Found = dict[tuple[str, str], tuple[Any, ...]]

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_ENDS = ("Lowest", "Highest")
_MARKS = ("More than the lowest", "Less than the highest", "Rounded to", "Withheld", "Contradicted")


def rows_by_openpyxl(data: bytes) -> dict[str, list[list[Any]]]:
    """Return the cells of every sheet, as openpyxl reads them."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [list(row) for row in sheet.values] for sheet in book.worksheets}


def rows_by_calamine(data: bytes) -> dict[str, list[list[Any]]]:
    """Return the cells of every sheet, as calamine reads them."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def figures_in(sheets: dict[str, list[list[Any]]], language: str) -> Found:
    """Return the ends and marks of each figure, by its id and the row that it is."""
    found: Found = {}
    for header, *rows in sheets.values():
        places = {title: place for place, title in enumerate(header)}
        id_place = places.get(translate("Id", language))
        if id_place is None or translate("Counted by", language) not in places:
            continue
        which = places[translate("Which row", language)]
        for row in rows:
            if id_ := row[id_place]:
                key = (id_, row[which] or "")
                found[key] = tuple(_told(row, places, language))
    return found


def _told(row: list[Any], places: dict[Any, int], language: str) -> Iterator[Any]:
    for name in (*_ENDS, *_MARKS):
        value = row[places[translate(name, language)]]
        yield _value(None if value == "" else value)


def _value(cell: Any) -> Any:
    if isinstance(cell, float) or (isinstance(cell, str) and _NUMBER.fullmatch(cell)):
        return exact(Decimal(str(cell)))
    return cell


def figures_told(report: Report) -> Found:
    """Return what a workbook of a report has to say of each figure."""
    language = report.language
    told: Found = {}
    for figure in (*report.figures, *(table.total for table in report.tables)):
        row = as_filter({name: (value,) for name, value in figure.by.items()})
        told[figure.id, row] = tuple(_expected(figure, language))
    return told


def _expected(figure: Figure, language: str) -> Iterator[Any]:
    yes = translate("yes", language)
    no_limit = translate("no upper limit known", language)
    is_known = figure.low is not None
    yield figure.low if is_known else figure.say(language)
    unlimited = no_limit if figure.high is None else figure.high
    yield unlimited if is_known else figure.say(language)
    yield yes if figure.low_exclusive else None
    yield yes if figure.high_exclusive else None
    yield figure.about
    yield yes if figure.withheld else None
    yield yes if figure.contradicts else None


def alive_in(data: bytes) -> list[str]:
    """Return every cell that is a formula, and every link."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    found = [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    with ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            text = package.read(name).decode("utf-8")
            found += re.findall(r"<f[ >]|<hyperlink|<oleObject|ddeLink", text)
    return found


def texts_in(data: bytes) -> set[str]:
    """Return every text that stands in a cell."""
    sheets = rows_by_openpyxl(data).values()
    return {cell for rows in sheets for row in rows for cell in row if isinstance(cell, str)}
