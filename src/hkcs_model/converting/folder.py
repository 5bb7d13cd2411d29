"""A dataset as the files of a folder."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from ..columns import Cells
from ..content import Content
from ..dataset import SetAside
from ..formulas import guarded
from .toml import toml_of

_BOM = "\ufeff"


def files_of(content: Content) -> Iterator[tuple[str, bytes]]:
    """Return each file of a folder: its name, and what is in it."""
    yield "project.toml", toml_of(content.project).encode()
    for name, columns in content.tables.items():
        yield f"{name}.csv", csv_of(columns)


def csv_of(columns: Mapping[str, Cells]) -> bytes:
    """Return a table as CSV for spreadsheets: none of its texts is taken for a formula."""
    text = io.StringIO(newline="")
    text.write(_BOM)
    writer = csv.writer(text)
    writer.writerow(map(guarded, columns))
    safe = [cells.rewritten(guarded) for cells in columns.values()]
    writer.writerows(zip(*safe, strict=True))
    return text.getvalue().encode()


def set_aside_as_csv(rows: Sequence[SetAside]) -> bytes:
    """Return the rows that were set aside as CSV, each with where it stood and why."""
    headers = dict.fromkeys(name for row in rows for name in row.cells)
    problems = [row.problem for row in rows]
    columns = {
        "set aside from": Cells.of(str(problem.origin) for problem in problems),
        "set aside because": Cells.of(
            "; ".join(filter(None, [problem.message, problem.hint])) for problem in problems
        ),
        "table": Cells.of(row.table for row in rows),
    }
    own = {header: Cells.of(row.cells.get(header, "") for row in rows) for header in headers}
    return csv_of({**columns, **own})
