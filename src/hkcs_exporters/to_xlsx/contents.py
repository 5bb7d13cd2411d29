"""Which sheets a workbook has, in the order in which an officer looks at them."""

from __future__ import annotations

from collections.abc import Iterator

from hkcs_model.report import Report

from .figures import figures_sheet, table_sheet
from .notes import notes_sheet
from .reasons import counting_sheet, statements_sheet
from .sheets import Sheet


def sheets_of(report: Report) -> Iterator[Sheet]:
    """Return the sheets, each made when it is asked for."""
    yield figures_sheet(report)
    for table in report.tables:
        yield table_sheet(report, table)
    yield counting_sheet(report)
    yield statements_sheet(report)
    yield notes_sheet(report)
