"""One table as CSV text, taken apart into columns of trimmed texts."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence

from attrs import evolve

from ..columns import Cells, Collector
from ..formulas import unguarded
from ..places import Part
from ..problems import Origin, Problem
from ..tables import TABLES
from .headers import HIGHEST, header_twice, overlong_rows, title_above, title_rows
from .sheets import Sheet, sheet_of

_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_PIECE = 1 << 16  # signs that are taken apart at a time: what stays in the processor's cache
_FIRST_ROW = 2  # below the header, as a spreadsheet counts


def parse_table(
    name: str, file: str, text: str, known: Collection[str]
) -> tuple[Sheet | None, list[Problem], bool]:
    """Take the text of a table apart.

    Args:
        name: what the sheet is called.
        file: the name of the file that it came from.
        text: all of it.
        known: the headers that its table is known to have.

    Returns:
        The sheet, None where it has no columns; what is wrong with it; whether it was read whole.
    """
    plain = _plain_rows(text)
    if plain is not None and not title_rows([plain[0]], known):
        header, cells = plain
        problems = _faults_of_header(file, header)
        if problems:
            return None, problems, False
        twice = list(header_twice(Part(file=file), header))
        rows = range(_FIRST_ROW, _FIRST_ROW + len(cells[0]))
        return sheet_of(name, Part(file=file, rows=rows), header, _cleaned(cells)), twice, True
    return _parse_slowly(name, file, text, known)


def _plain_rows(text: str) -> tuple[list[str], list[Cells]] | None:
    """Return the header and the columns of a text without quotes whose rows are equally long.

    None is returned for any other, which takes several times as long to take apart.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if '"' in text or "\r" in text:
        return None
    text += "" if text.endswith("\n") else "\n"
    first = text[: text.index("\n")]
    header = [_plain(cell) for cell in first.split(",")]
    width = len(header)
    if not all(header):
        return None
    collector = Collector(width)
    longest = 0
    for piece in _pieces(text, len(first) + 1):
        # Each row becomes its cells and one newline: where those do not line up, a row is longer
        # or shorter than the header.
        cells = piece.replace("\n", ",\n,").split(",")
        del cells[-1]
        rows = cells[width :: width + 1].count("\n")
        if not rows == piece.count("\n") == len(cells) / (width + 1):
            return None
        collector.add(cells, width + 1)
        longest = max(longest, len(piece))
    columns = collector.columns()
    if longest > csv.field_size_limit():
        longest = max(max(map(len, column.words), default=0) for column in columns)
    return None if longest > csv.field_size_limit() else (header, columns)


def _pieces(text: str, start: int) -> Iterator[str]:
    """Return a text from a place on in pieces of whole lines."""
    while start < len(text):
        end = text.rfind("\n", start, start + _PIECE) + 1 or text.find("\n", start) + 1
        yield text[start:end]
        start = end


def _parse_slowly(
    name: str, file: str, text: str, known: Collection[str]
) -> tuple[Sheet | None, list[Problem], bool]:
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
    return [
        cells if all(map(str.isalnum, filter(None, cells.words))) else cells.rewritten(_plain)
        for cells in columns
    ]


def _plain(text: str) -> str:
    """Return a text trimmed, without the `'` that keeps one from being a formula."""
    return unguarded(text.strip()).strip()
