"""Data Package: the whole report as CSV tables that describe themselves, in one zip."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from fractions import Fraction
from hashlib import sha256
from typing import Any, BinaryIO

from attrs import frozen

from hkcs_model.hookspecs import Exporter, Loss, hookimpl
from hkcs_model.report import Report

from .as_rows import cell
from .as_tables import Column, DataTable, related_tables
from .tidy import nearest
from .wording import is_link

_TYPES = {"text": "string"}
_BEGINNING = (1980, 1, 1, 0, 0, 0)  # the first that a zip can say; no clock is looked at
_READABLE = 0o644 << 16
_UNIX = 3
_NO_NAME = re.compile("[^a-z0-9._-]+")


@frozen(kw_only=True)
class Options:
    """What the report itself does not say.

    Attributes:
        licence: the id of the licence that the data are under, such as CC-BY-4.0; empty leaves it
            out, since nobody but the agency can say it.
    """

    licence: str = ""


def write(report: Report, out: BinaryIO, options: Options) -> list[Loss]:
    """Write all of a report as tables, with the description that makes them a package."""
    tables = related_tables(report)
    files = {_path(table): _csv(table) for table in tables}
    resources = [_resource(table, files[_path(table)]) for table in tables]
    described = {**_package(report, options), "resources": resources}
    text = json.dumps(described, ensure_ascii=False, indent=2)
    out.write(_zipped({"datapackage.json": f"{text}\n".encode(), **files}))
    return []


def _path(table: DataTable) -> str:
    return f"{table.name}.csv"


def _zipped(files: dict[str, bytes]) -> bytes:
    """Return files as a zip that is the same whenever and wherever it is made."""
    from zipfile import ZipFile, ZipInfo

    made = io.BytesIO()
    with ZipFile(made, "w") as zipped:  # as they are: compressors differ from machine to machine
        for name, data in files.items():
            member = ZipInfo(name, _BEGINNING)
            member.create_system, member.external_attr = _UNIX, _READABLE
            zipped.writestr(member, data)
    return made.getvalue()


def _csv(table: DataTable) -> bytes:
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(column.name for column in table.columns)
    for row in table.rows:
        rows.writerow(_shown(row.get(column.name)) for column in table.columns)
    return text.getvalue().encode()


def _shown(value: Any) -> str | int:
    return cell(nearest(value) if isinstance(value, Fraction) else value)


def _package(report: Report, options: Options) -> dict[str, Any]:
    described = {
        "profile": "tabular-data-package",
        "name": _NO_NAME.sub("-", report.project.id.lower()).strip("-") or "report",
        "title": report.project.title.say(report.language),
        "description": report.say(report.project.summary, report.language),
        "licenses": [{"name": options.licence}] if options.licence else [],
        "contributors": [_contributor(report)],
        "sources": list(_sources(report)),
    }
    return {name: value for name, value in described.items() if value}


def _contributor(report: Report) -> dict[str, str]:
    agency = report.agency
    told = {
        "title": agency.name.say(report.language),
        "role": "publisher",
        "email": agency.email,
        "path": agency.url if is_link(agency.url) else "",
    }
    return {name: value for name, value in told.items() if value}


def _sources(report: Report) -> Iterator[dict[str, str]]:
    for source in report.sources:
        path = {"path": source.url} if is_link(source.url) else {}
        yield {"title": source.title.say(report.language), **path}


def _resource(table: DataTable, data: bytes) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": _path(table),
        "profile": "tabular-data-resource",
        "description": f"Each row is {table.about}.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "schema": _schema(table),
    }


def _schema(table: DataTable) -> dict[str, Any]:
    foreign = [_foreign(column, table) for column in table.columns if column.refers]
    return {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
        **({"foreignKeys": foreign} if foreign else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    rules: dict[str, Any] = {}
    if column.needed:
        rules["required"] = True
    if column.values:
        rules["enum"] = list(column.values)
    return {
        "name": column.name,
        "type": _TYPES.get(column.type, column.type),
        "description": column.about,
        **({"constraints": rules} if rules else {}),
    }


def _foreign(column: Column, table: DataTable) -> dict[str, Any]:
    resource, _, field = column.refers.partition(".")
    named = "" if resource == table.name else resource  # the table itself has no name here
    return {"fields": [column.name], "reference": {"resource": named, "fields": [field]}}


@hookimpl
def hkcs_exporters() -> list[Exporter]:
    """Give the exporter."""
    return [
        Exporter(
            format="datapackage",
            summary="the whole report as CSV tables that describe themselves, for open data",
            suffixes=(".datapackage.zip",),
            media_type="application/zip",
            binary=True,
            options=Options,
            write=write,
        )
    ]
