"""CSV: the figures as a table, a row each, for spreadsheets and for other programs."""

from __future__ import annotations

import io
from typing import BinaryIO

from attrs import frozen

from hkcs_model.hookspecs import Exporter, Loss, hookimpl
from hkcs_model.report import Report

from .as_rows import lost_by_rows, write_rows


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
    write_rows(report, text)
    text.detach()
    return lost_by_rows(report)


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
