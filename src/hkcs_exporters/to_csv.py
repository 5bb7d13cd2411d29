"""CSV: the figures as a table, a row each, for spreadsheets and for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, BinaryIO

from attrs import frozen

from hkcs_model.formulas import guarded
from hkcs_model.hookspecs import Exporter, Loss, hookimpl
from hkcs_model.report import Figure, Report

from .tidy import FIELDS, as_filter, dimensions, fields_of, lost_languages

_BESIDE = ("overlap", "readings", "source", "quote", "assumptions")


@frozen(kw_only=True)
class Options:
    """How the table is written.

    Attributes:
        bom: whether a byte-order mark comes first, by which Excel knows Chinese. A file gets one
            and a pipe none, where nobody says otherwise.
    """

    bom: bool = True


def write(report: Report, out: BinaryIO, options: Options) -> list[Loss]:
    """Write the figures of a report, with the reasons of each."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    if options.bom:
        text.write("\ufeff")
    rows = csv.writer(text)
    by = dimensions(report.figures)
    fixed = [name for name in FIELDS if name != "by"]
    places = fixed.index("where")
    header = [*fixed[:places], *by, *fixed[places:], *_BESIDE]
    rows.writerow(guarded(name) for name in header)
    for figure in report.figures:
        cells = _cells(figure)
        rows.writerow(_shown(cells.get(name)) for name in header)
    text.detach()
    losses = [lost_languages(report)]
    if report.activities or report.partners or report.milestones:
        told = "summaries, activities, partners, milestones and sources are not in it"
        losses.append(Loss("text", told))
    return losses


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


@hookimpl
def hkcs_exporters() -> list[Exporter]:
    """Give the exporter."""
    return [
        Exporter(
            format="csv",
            summary="the figures as a table, for spreadsheets and other programs",
            suffixes=(".csv",),
            media_type="text/csv",
            binary=False,
            options=Options,
            write=write,
        )
    ]
