"""A dataset as one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing

from ..content import Content
from ..problems import UsageError
from .sheets import project_sheets


def sqlite_of(content: Content) -> bytes:
    """Return a dataset as a SQLite file: texts alone, a blank cell is NULL.

    Raises:
        UsageError: two columns of a table differ in capitals alone, which SQLite takes for one.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        for name, rows in project_sheets(content.project):
            _write(connection, name, rows[0], rows[1:])
        for name, columns in content.tables.items():
            _write(connection, name, list(columns), zip(*columns.values(), strict=True))
        connection.commit()
        return connection.serialize()


def _write(
    connection: sqlite3.Connection,
    name: str,
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
) -> None:
    seen: dict[str, str] = {}
    for header in headers:
        other = seen.setdefault(header.lower(), header)
        if other != header:
            raise UsageError(
                f"{name}: SQLite takes {other} and {header} for one column; rename one of the two"
            )
    columns = ", ".join(f"{_quoted(header)} TEXT" for header in headers)
    connection.execute(f"CREATE TABLE {_quoted(name)} ({columns})")
    places = ", ".join("?" * len(headers))
    connection.executemany(
        f"INSERT INTO {_quoted(name)} VALUES ({places})",  # noqa: S608 - names, quoted
        ([cell or None for cell in row] for row in rows),
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
