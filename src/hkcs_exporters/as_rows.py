"""Reports as a table of figures: what the CSV file and the page's download hold alike."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TextIO

from hkcs_model.formulas import guarded
from hkcs_model.report import Figure, Report

from .tidy import FIELDS, as_filter, dimensions, fields_of

_BESIDE = ("overlap", "readings", "source", "quote", "assumptions")


def write_rows(report: Report, text: TextIO) -> None:
    """Write the figures of a report as CSV, a row each, with the reasons of each."""
    rows = csv.writer(text)
    by = dimensions(report.figures)
    fixed = [name for name in FIELDS if name != "by"]
    places = fixed.index("where")
    header = [*fixed[:places], *by, *fixed[places:], *_BESIDE]
    rows.writerow(guarded(name) for name in header)
    for figure in report.figures:
        cells = _cells(figure)
        rows.writerow(_shown(cells.get(name)) for name in header)


def _cells(figure: Figure) -> dict[str, Any]:
    cells = {**fields_of(figure), **figure.by}
    cells["where"] = as_filter(figure.where)
    cells["readings"] = "; ".join(reading.rule for reading in figure.readings)
    cells["overlap"] = figure.overlap
    cells["source"] = figure.source
    cells["quote"] = figure.quote
    cells["assumptions"] = _joined(m.say(figure.language) for m in figure.assumptions)
    return cells


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(texts)


def _shown(value: Any) -> str | int:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return value
    return f"{value:f}" if isinstance(value, Decimal) else guarded(value)
