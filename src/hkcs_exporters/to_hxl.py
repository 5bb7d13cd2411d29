"""HXL: the figures as a table whose second row says what each column is, for humanitarian data."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from typing import Any, BinaryIO

from hkcs_model.dates import Period
from hkcs_model.formulas import guarded
from hkcs_model.hookspecs import Exporter, Loss, hookimpl
from hkcs_model.report import Report

from .as_rows import Options, cell, columns_of, lost_by_rows, rows_of, text_in

_TAGS = {
    "id": "#indicator+code",
    "rule": "#meta+rule+code",
    "label": "#indicator+name+i_{language}",
    "where": "#meta+scope",
    "period": "#meta+period",
    "period_start": "#date+start",
    "period_end": "#date+end",
    "low": "#indicator+value+min+num",
    "high": "#indicator+value+max+num",
    # No `+value` here: who asks for the values would get the marks with them.
    "low_exclusive": "#meta+min+exclusive",
    "high_exclusive": "#meta+max+exclusive",
    "about": "#meta+rounding+num",
    "text": "#meta+text+i_{language}",
    "basis": "#meta+basis",
    "contradicts": "#meta+contradicts",
    "adds_up": "#meta+adds_up",
    "withheld": "#meta+withheld",
    "set_aside": "#meta+set_aside+num",
    "overlap": "#meta+overlap+num",
    "readings": "#meta+readings+code+list",
    "source": "#meta+source+code",
    "quote": "#meta+quote",
    "assumptions": "#meta+assumptions+i_{language}",
}
_DIMENSIONS = {
    "programme": "#activity+programme+code",
    "activity": "#activity+code",
    "kind": "#activity+type",
    "participants": "#beneficiary+type",
    "partner": "#org+partner+code",
    "place": "#loc+name",
    "mode": "#modality+mode",
    "format": "#modality+format",
    "date": "#date+by",
    "month": "#date+by+month",
    "year": "#date+by+year",
    # No dates to a program of theirs: `2007-Q3` and `2007-08` would be refused or misread.
    "quarter": "#meta+by+quarter",
    "fy": "#meta+by+fy",
}
_NO_ATTRIBUTE = re.compile("[^a-z0-9]+")


def write(report: Report, out: BinaryIO, options: Options) -> list[Loss]:
    """Write the figures of a report below their names and their hashtags."""
    with text_in(out, options) as text:
        rows = csv.writer(text)
        columns = _columns(report)
        rows.writerow(guarded(name) for name in columns)
        rows.writerow(_tag(name, report.language) for name in columns)
        for row in rows_of(report):
            cells = {**row, **_days(row)}
            rows.writerow(cell(cells.get(name)) for name in columns)
    return lost_by_rows(report)


def _columns(report: Report) -> list[str]:
    """Return the columns of the flat table, with the two days of the period behind it."""
    columns = columns_of(report)
    behind = columns.index("period") + 1
    return [*columns[:behind], "period_start", "period_end", *columns[behind:]]


def _days(row: Mapping[str, Any]) -> dict[str, str]:
    """Return the first and the last day of a row's period; blank where it is open."""
    days = Period.parse(row["period"])
    return {"period_start": str(days.start or ""), "period_end": str(days.end or "")}


def _tag(column: str, language: str) -> str:
    known = _TAGS.get(column) or _DIMENSIONS.get(column) or f"#meta+by{_attribute(column)}"
    return known.format(language=language.lower().replace("-", "_"))


def _attribute(dimension: str) -> str:
    """Return a dimension of the agency's own as an attribute, which has plain letters alone."""
    plain = _NO_ATTRIBUTE.sub("_", dimension.lower()).strip("_")
    return f"+{plain}" if plain[:1].isalpha() else ""


@hookimpl
def hkcs_exporters() -> list[Exporter]:
    """Give the exporter."""
    return [
        Exporter(
            format="hxl",
            summary="the figures as a table with HXL hashtags, for humanitarian data",
            suffixes=(".hxl", ".hxl.csv"),
            media_type="text/csv",
            binary=False,
            options=Options,
            write=write,
        )
    ]
