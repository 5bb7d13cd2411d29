"""Reports as a table of figures, a row each: what CSV, HXL and the page's download hold alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, BinaryIO, TextIO

from attrs import frozen

from hkcs_model.formulas import guarded
from hkcs_model.hookspecs import Loss
from hkcs_model.report import Figure, Report
from hkcs_model.values import Value

from .tidy import FIELDS, as_filter, dimensions, fields_of, lost_languages

_BESIDE = ("overlap", "readings", "source", "quote", "assumptions")


@frozen(kw_only=True, eq=False, repr=False)
class Options(Value):
    """How a table is written.

    Attributes:
        bom: whether a byte-order mark comes first, by which Excel knows Chinese. A file gets one
            and a pipe none, where nobody says otherwise.
    """

    bom: bool = True


@contextmanager
def text_in(out: BinaryIO, options: Options) -> Iterator[TextIO]:
    """Give a binary stream as the text of a table, begun as the options say; it stays open."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    if options.bom:
        text.write("\ufeff")
    yield text
    text.detach()


def write_rows(report: Report, text: TextIO) -> None:
    """Write the figures of a report as CSV, a row each, with the reasons of each."""
    rows = csv.writer(text)
    columns = columns_of(report)
    rows.writerow(guarded(name) for name in columns)
    for row in rows_of(report):
        rows.writerow(cell(row.get(name)) for name in columns)


def columns_of(report: Report) -> list[str]:
    """Return the columns: the fields, each dimension in the place of `by`, what stands beside."""
    fixed = [name for name in FIELDS if name != "by"]
    places = fixed.index("where")
    return [*fixed[:places], *dimensions(report.figures), *fixed[places:], *_BESIDE]


def rows_of(report: Report) -> Iterator[Mapping[str, Any]]:
    """Return the figures, each as its values by column; a column that is not there is blank."""
    return (_cells(figure) for figure in report.figures)


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


def cell(value: Any) -> str | int:
    """Return a value as a cell: None blank, numbers in full, no text a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return value
    return f"{value:f}" if isinstance(value, Decimal) else guarded(value)


def lost_by_rows(report: Report) -> list[Loss]:
    """Return what such a table does not hold of a report."""
    losses = [lost_languages(report)]
    if report.activities or report.partners or report.milestones:
        told = "summaries, activities, partners, milestones and sources are not in it"
        losses.append(Loss("text", told))
    if report.tables or any(figure.accounts or figure.held for figure in report.figures):
        told = "steps, published totals beside the records, and totals of tables are not in it"
        losses.append(Loss("account", told))
    return losses
