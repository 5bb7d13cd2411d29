"""CSV: the figures as a table, a row each, for spreadsheets and for other programs."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from attrs import frozen

from hkcs_model.formulas import guarded
from hkcs_model.hookspecs import Exporter, Loss, hookimpl
from hkcs_model.report import Report

from .flat import cell, flat_columns, flat_losses, flat_rows


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
    columns = flat_columns(report)
    rows.writerow(guarded(name) for name in columns)
    for row in flat_rows(report):
        rows.writerow(cell(row.get(name)) for name in columns)
    text.detach()
    return flat_losses(report)


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
