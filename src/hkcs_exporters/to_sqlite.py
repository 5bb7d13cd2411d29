"""SQLite: the whole report as tables with keys, and the views that an auditor looks at first."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, BinaryIO

from hkcs_model.hookspecs import Exporter, Loss, NoOptions, hookimpl
from hkcs_model.quantity import plain
from hkcs_model.report import Report

from .as_tables import Column, DataTable, related_tables

SHAPE = 1
"""The shape of the tables, in `PRAGMA user_version`; another where a query would have to change."""

_TYPES = {"text": "TEXT", "date": "TEXT", "integer": "INTEGER", "boolean": "INTEGER"}
_LARGEST = 2**63 - 1
_STRICT_TABLES = 3_037_000  # SQLite 3.37 is the first that reads them
_WRITTEN_BY = slice(96, 100)  # of the file: the version of the library that wrote it
_VIEWS = {
    "figure_sentences": """
        SELECT figure, kind, id, "by", low, high, basis, sentence_en, sentence_zh_hant,
            sentence_zh_hans
        FROM figures""",
    "figure_steps": """
        SELECT figures.figure, figures.id, figures."by", accounts.rule, steps.place, steps.kind,
            steps.text_en, steps.text_zh_hant, steps.text_zh_hans,
            steps.low, steps.low_exact, steps.high, steps.high_exact
        FROM steps JOIN accounts USING (account) JOIN figures USING (figure)
        ORDER BY figures.figure, steps.account, steps.place""",
    "published_and_recorded": """
        SELECT figures.figure, figures.id, figures.label_en, held.rule, held.verdict, figures.low,
            figures.high, held.recorded_low, held.recorded_high, figures.source, figures.quote
        FROM held JOIN figures USING (figure)
        ORDER BY figures.figure, held.place""",
    "rows_and_totals": """
        SELECT totals.id, tables.rows, totals.adds_up, totals.overlap, totals.low, totals.high,
            total(parts.low) AS sum_of_lows, total(parts.high) AS sum_of_highs,
            sum(parts.figure IS NOT NULL AND parts.low IS NULL) AS rows_without_number
        FROM tables JOIN figures AS totals ON totals.figure = tables.total
            LEFT JOIN figures AS parts ON parts.total = tables.total
        GROUP BY tables.total""",
    "contradictions": """
        SELECT figures.figure, figures.id, notes.text_en, notes.text_zh_hant, notes.text_zh_hans
        FROM notes JOIN figures USING (figure)
        WHERE notes.kind = 'contradiction'
        ORDER BY notes.note""",
}


def write(report: Report, out: BinaryIO, options: NoOptions) -> list[Loss]:  # noqa: ARG001 - none
    """Write all of a report as a database."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        made.execute("PRAGMA page_size = 4096")
        made.execute(f"PRAGMA user_version = {SHAPE}")
        made.execute("BEGIN")
        for table in related_tables(report):
            _fill(made, table)
        for name, query in _VIEWS.items():
            made.execute(f"CREATE VIEW {name} AS {query}")
        made.execute("COMMIT")
        made.execute("VACUUM")
        out.write(_lasting(made.serialize()))
    return []


def _lasting(data: bytes) -> bytes:
    """Return a database that is the same whichever version of the library wrote it."""
    whole = bytearray(data)
    whole[_WRITTEN_BY] = _STRICT_TABLES.to_bytes(4, "big")
    return bytes(whole)


def _fill(made: Any, table: DataTable) -> None:
    made.execute(_definition(table))
    columns = [column for column in table.columns if not _is_beside(column, table)]
    rows = [
        [value for column in columns for value in _stored(column, row.get(column.name))]
        for row in table.rows
    ]
    width = sum(2 if column.type == "number" else 1 for column in columns)
    holes = ", ".join("?" * width)
    made.executemany(f'INSERT INTO "{table.name}" VALUES ({holes})', rows)  # noqa: S608 - ours


def _is_beside(column: Column, table: DataTable) -> bool:
    """Tell whether a column holds a number exactly: every number of a database has one such."""
    name = column.name.removesuffix("_exact")
    return any(other.name == name != column.name for other in table.columns)


def _stored(column: Column, value: Any) -> list[Any]:
    """Return what stands in the cells of a column: of a number the value and its exact digits."""
    if column.type != "number":
        return [value]
    if value is None:
        return [None, None]
    digits = str(value) if isinstance(value, Fraction) else plain(value)
    is_near = isinstance(value, Decimal | Fraction) or abs(value) > _LARGEST
    return [float(value) if is_near else value, digits]


def _definition(table: DataTable) -> str:
    lines = [*_columns(table), *_constraints(table)]
    body = "\n".join(
        f"    {line}{'' if number == len(lines) else ','}{about}"
        for number, (line, about) in enumerate(lines, 1)
    )
    return f'CREATE TABLE "{table.name}" ( -- each row is {table.about}\n{body}\n) STRICT'


def _columns(table: DataTable) -> Iterator[tuple[str, str]]:
    """Return the columns of a table, each with what it holds as a comment."""
    for column in table.columns:
        needed = " NOT NULL" if column.needed else ""
        about = f" -- {column.about}"
        if column.type == "number":
            yield f'"{column.name}" ANY{needed}', about
            yield f'"{column.name}_exact" TEXT{needed}', " -- the same, exactly"
        elif not _is_beside(column, table):
            yield f'"{column.name}" {_TYPES[column.type]}{needed}{_check(column)}', about


def _check(column: Column) -> str:
    values = [f"'{value}'" for value in column.values]
    if column.type == "boolean":
        values = ["0", "1"]
    return f' CHECK ("{column.name}" IN ({", ".join(values)}))' if values else ""


def _constraints(table: DataTable) -> Iterator[tuple[str, str]]:
    key = ", ".join(f'"{name}"' for name in table.key)
    yield f"PRIMARY KEY ({key})", ""
    for column in table.columns:
        if column.refers:
            other, _, name = column.refers.partition(".")
            yield f'FOREIGN KEY ("{column.name}") REFERENCES "{other}" ("{name}")', ""


@hookimpl
def hkcs_exporters() -> list[Exporter]:
    """Give the exporter."""
    return [
        Exporter(
            format="sqlite",
            summary="the whole report as a database, for auditors and their queries",
            suffixes=(".report.sqlite",),
            media_type="application/vnd.sqlite3",
            binary=True,
            write=write,
        )
    ]
