"""One table as CSV text, taken apart into columns of trimmed texts."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence

from attrs import evolve

from ..columns import Cells
from ..formulas import unguarded
from ..halving import Plain
from ..places import Part
from ..problems import Origin, Problem
from ..tables import TABLES
from ..taking_apart import table_apart
from .headers import HIGHEST, header_twice, overlong_rows, title_above, title_rows
from .sheets import Sheet, sheet_of

_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_FIRST_ROW = 2  # below the header, as a spreadsheet counts

Parsed = tuple[Sheet | None, list[Problem], bool]
"""A sheet, None where it has no columns; what is wrong with it; whether it was read whole."""


def parse_table(name: str, file: str, text: str, known: Collection[str]) -> Parsed:
    """Take the text of a table apart.

    Args:
        name: what the sheet is called.
        file: the name of the file that it came from.
        text: all of it.
        known: the headers that its table is known to have.
    """
    apart = table_apart(text)
    if apart:
        first, collector = apart
        found = sheet_of_plain(name, file, (first, collector.columns()), known)
        if found:
            return found
    return _parse_slowly(name, file, text, known)


def sheet_of_plain(name: str, file: str, plain: Plain, known: Collection[str]) -> Parsed | None:
    """Return a table that was taken apart as plain text; None where that told too little."""
    first, cells = plain
    header = [_plain(cell) for cell in first.split(",")]
    longest = max(len(word) for column in cells for word in ("", *column.words))
    if not all(header) or longest > csv.field_size_limit() or title_rows([header], known):
        return None
    problems = _faults_of_header(file, header)
    if problems:
        return None, problems, False
    twice = list(header_twice(Part(file=file), header))
    rows = range(_FIRST_ROW, _FIRST_ROW + len(cells[0]))
    return sheet_of(name, Part(file=file, rows=rows), header, _cleaned(cells)), twice, True


def _parse_slowly(name: str, file: str, text: str, known: Collection[str]) -> Parsed:
    rows, problem = _parse(file, text)
    problems = [problem] if problem else []
    above = title_rows([[_plain(cell) for cell in row] for row in rows[:HIGHEST]], known)
    part = Part(file=file, header_row=above + 1)
    if above:
        problems.append(title_above(part, above))
    header = [_plain(cell) for cell in rows[above]] if rows else []
    if not any(header):
        return None, problems or [_no_header(name, file)], False
    faults = _faults_of_header(file, header)
    if faults:
        return None, [*problems, *faults], False
    body = rows[above + 1 :]
    part = evolve(part, rows=range(above + 2, above + 2 + len(body)))
    problems += header_twice(part, header)
    problems += overlong_rows(part, header, body)
    columns = [
        Cells.of(row[place] if place < len(row) else "" for row in body)
        for place in range(len(header))
    ]
    return sheet_of(name, part, header, _cleaned(columns)), problems, problem is None


def _faults_of_header(file: str, header: list[str]) -> list[Problem]:
    """Return why nothing can be read under a header; nothing where it can."""
    sign = _separator(header[0]) if len(header) == 1 else ""
    return [_not_commas(file, sign)] if sign else []


def _separator(header: str) -> str:
    """Return what stands between the columns of a header that has no comma; empty for nothing."""
    return next((word for sign, word in _SEPARATORS.items() if sign in header), "")


def _not_commas(file: str, sign: str) -> Problem:
    return Problem(
        code="not-commas",
        origin=Origin(file, 1),
        message=f"columns that stand apart by {sign}",
        hint="save it as CSV UTF-8, with commas",
    )


def _no_header(name: str, file: str) -> Problem:
    return Problem(
        code="no-header",
        origin=Origin(file, 1),
        message="no header",
        hint=f"begin it with {','.join(_required(name))}",
    )


def _parse(name: str, text: str) -> tuple[list[list[str]], Problem | None]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        origin = Origin(name, len(rows) + 1)
        hint = 'close every quoted cell with " and double each " inside one'
        if "limit" in str(error):
            hint = f"a cell holds at most {csv.field_size_limit():,} characters"
        return rows, Problem(code="not-csv", origin=origin, message=f"not CSV: {error}", hint=hint)
    return rows, None


def _required(name: str) -> list[str]:
    table = TABLES.get(name.partition(".")[0])
    columns = table.columns.values() if table else ()
    return [column.name for column in columns if column.required] or ["person", "2014-12-31"]


def _cleaned(columns: Sequence[Cells]) -> list[Cells]:
    """Return columns with each cell trimmed, and without the sign that keeps it from computing."""
    return [cells if _are_plain(cells.words) else cells.rewritten(_plain) for cells in columns]


def _are_plain(words: Sequence[str]) -> bool:
    """Tell whether texts hold nothing that makes them anything else: one look for all of them."""
    joined = "".join(words)
    return "'" not in joined and joined.split(maxsplit=1) in ([], [joined])


def _plain(text: str) -> str:
    """Return a text trimmed, without the `'` that keeps one from being a formula."""
    return unguarded(text.strip()).strip()
