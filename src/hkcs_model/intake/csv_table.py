"""One table as CSV text, taken apart into columns of trimmed texts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from ..columns import Cells, Collector
from ..formulas import unguarded
from ..problems import Origin, Problem
from ..tables import TABLES
from .raw import RawTable

_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_PIECE = 1 << 16  # signs that are taken apart at a time: what stays in the processor's cache
_FIRST_ROW = 2  # below the header, as a spreadsheet counts


def parse_table(name: str, file: str, text: str) -> tuple[RawTable | None, list[Problem], bool]:
    """Take the text of a table apart.

    Args:
        name: the table's name in the format.
        file: the name of the file that it came from.
        text: all of it.

    Returns:
        The table, None where it has no columns; what is wrong with it; whether it was read whole.
    """
    plain = _plain_rows(text)
    if plain is not None:
        header, cells = plain
        problems = _faults_of_header(file, header)
        if problems:
            return None, problems, False
        twice = list(_header_twice(file, header))
        rows = range(_FIRST_ROW, _FIRST_ROW + len(cells[0]))
        return _table(name, file, header, cells, rows), twice, True
    return _parse_slowly(name, file, text)


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


def _parse_slowly(name: str, file: str, text: str) -> tuple[RawTable | None, list[Problem], bool]:
    rows, problem = _parse(file, text)
    header = [_plain(cell) for cell in rows[0]] if rows else []
    if not any(header):
        return None, [problem] if problem else [_no_header(name, file)], False
    problems = [problem] if problem else []
    faults = _faults_of_header(file, header)
    if faults:
        return None, [*problems, *faults], False
    problems += _header_twice(file, header)
    problems += _overlong_rows(file, header, rows)
    body = rows[1:]
    columns = [
        Cells.of(row[place] if place < len(row) else "" for row in body)
        for place in range(len(header))
    ]
    numbers = range(_FIRST_ROW, _FIRST_ROW + len(body))
    return _table(name, file, header, columns, numbers), problems, problem is None


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
    return [column.name for column in TABLES[name].columns.values() if column.required]


def _header_twice(file: str, header: list[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for name in header:
        if name and name in seen:
            yield Problem(
                code="header-twice",
                origin=Origin(file, 1, name),
                message="a header that stands there twice",
                hint="give each column a name of its own",
            )
        seen.add(name)


def _overlong_rows(file: str, header: list[str], rows: list[list[str]]) -> Iterator[Problem]:
    width = max((place for place, name in enumerate(header, 1) if name), default=0)
    unnamed = [place for place, name in enumerate(header[:width]) if not name]
    for row, cells in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in cells[width:]):
            message = f"a row with {len(cells)} cells under a header of {width}"
            hint = 'put a cell that holds a comma in "…", or name the column'
        elif any(cells[place].strip() for place in unnamed if place < len(cells)):
            message, hint = "a cell under a header without a name", "name the column"
        else:
            continue
        yield Problem(code="row-too-long", origin=Origin(file, row), message=message, hint=hint)


def _table(
    name: str, file: str, header: list[str], cells: Sequence[Cells], rows: Sequence[int]
) -> RawTable:
    columns: dict[str, Cells] = {}
    for column, texts in zip(header, cells, strict=True):
        if column and column not in columns:
            plain = all(map(str.isalnum, filter(None, texts.words)))
            columns[column] = texts if plain else texts.rewritten(_plain)
    blank = _blank_rows(columns)
    if blank:
        kept = [place for place in range(len(rows)) if place not in blank]
        columns = {column: texts.only(kept) for column, texts in columns.items()}
        rows = [rows[place] for place in kept]
    return RawTable(name=name, file=file, columns=columns, rows=rows)


def _blank_rows(columns: dict[str, Cells]) -> set[int]:
    """Return the rows, counted from 0, that have no cell which is not blank."""
    found: set[int] | None = None
    for texts in columns.values():
        blank = set(texts.places_of([""]))
        found = blank if found is None else found & blank
        if not found:
            return set()
    return found or set()


def _plain(text: str) -> str:
    """Return a text trimmed, without the `'` that keeps one from being a formula."""
    return unguarded(text.strip()).strip()
