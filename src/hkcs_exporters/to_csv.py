"""CSV: the figures as a table, a row each, for spreadsheets and for other programs."""

from __future__ import annotations

from typing import BinaryIO

from hkcs_model.hookspecs import Exporter, Loss, hookimpl
from hkcs_model.report import Report

from .as_rows import Options, lost_by_rows, text_in, write_rows


def write(report: Report, out: BinaryIO, options: Options) -> list[Loss]:
    """Write the figures of a report, with the reasons of each."""
    with text_in(out, options) as text:
        write_rows(report, text)
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
