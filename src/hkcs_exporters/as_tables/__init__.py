"""Reports as related tables: what the data package and the database hold alike."""

from __future__ import annotations

from hkcs_model.report import Report

from .around import tables_around
from .figures import tables_of_figures
from .shapes import Column, DataTable

__all__ = ["Column", "DataTable", "related_tables"]


def related_tables(report: Report) -> tuple[DataTable, ...]:
    """Return a report as tables, each behind those that it refers to."""
    return (*tables_around(report), *tables_of_figures(report))
