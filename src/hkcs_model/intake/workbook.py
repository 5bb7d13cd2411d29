"""A dataset as one workbook, with a sheet a table: what stands in its cells, as texts."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from attrs import evolve

from ..columns import Cells
from ..extras import needed
from ..places import Part
from ..problems import Fault, Origin, Problem
from ..quantity import exact, plain
from ..spelling import nearest
from ..tables import TABLES
from .folder import is_a_sheet, known_headers
from .gathering import gather
from .headers import HIGHEST, header_twice, overlong_rows, title_above, title_rows
from .layout import layout_of
from .project_sheets import KEY, LISTS, PROJECT, VALUE, is_of_the_project, read_project
from .raw import Raw
from .shared_strings import opened, unescaped
from .sheets import Sheet, sheet_of

GUIDE = "Guide"
"""The sheet that explains a workbook; nothing is read from it."""

_OLD_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MOST_BYTES = 100_000_000
MOST_MEMBERS = 2_000
MOST_UNPACKED = 1_000_000_000
MOST_RATIO = 200
_SMALL = 10_000_000  # below this a high ratio harms nobody: empty sheets pack well
MOST_COLUMNS = 2_000
MOST_CELLS = 30_000_000


class _TooLargeError(Exception):
    """A sheet that is larger than anybody's records."""

    def __init__(self, sheet: str, message: str) -> None:
        super().__init__(message)
        self.sheet = sheet


def read_workbook(name: str, data: bytes) -> Raw:
    """Read a dataset from the bytes of a workbook.

    Args:
        name: the file's name.
        data: all that is in it.

    Raises:
        UsageError: the library that reads workbooks is not installed.
    """
    raw = Raw(project_file=PROJECT)
    refused = _refused(data)
    if refused is not None:
        raw.problems.append(refused.at(Origin(name)))
        return raw
    needed("openpyxl", "xlsx", "reading a workbook")
    try:
        _read(raw, data)
    except _TooLargeError as error:
        hint = "take out what is not part of the table, or keep it as CSV"
        raw.problems.append(Fault("too-large", str(error), hint).at(Origin(error.sheet)))
    except Exception as error:  # noqa: BLE001 - whatever a parser raises: the file is damaged
        cause = f"{type(error).__name__}: {error}".splitlines()[0]
        hint = "open it in a spreadsheet program and save it again as .xlsx"
        message = f"cannot be read as a workbook: {cause}"
        raw.problems.append(Fault("not-xlsx", message, hint).at(Origin(name)))
    return raw


def _refused(data: bytes) -> Fault | None:
    """Return why a file is not even opened; None where it may be."""
    if data.startswith(_OLD_MAGIC):
        if _ENCRYPTED in data:
            return Fault("encrypted", "an encrypted workbook", "save it without a password")
        return Fault("not-xlsx", "a workbook as before Excel 2007", "save it as .xlsx")
    if len(data) > MOST_BYTES:
        return _too_large(f"{len(data):,} bytes; at most {MOST_BYTES:,} are read")
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            return _refused_members(packed.infolist(), len(data))
    except zipfile.BadZipFile:
        return _NOT_A_WORKBOOK


def _refused_members(members: Sequence[zipfile.ZipInfo], packed: int) -> Fault | None:
    whole = sum(member.file_size for member in members)
    names = {member.filename for member in members}
    most = min(MOST_UNPACKED, max(_SMALL, MOST_RATIO * packed))
    if len(members) > MOST_MEMBERS:
        return _too_large(f"{len(members):,} parts; at most {MOST_MEMBERS:,} are read")
    if whole > most:
        return _too_large(f"{whole:,} bytes when unpacked; at most {most:,} are read")
    if any(name.endswith("vbaProject.bin") for name in names):
        return Fault("macros", "a workbook with macros", "save it as .xlsx, which has none")
    return None if "[Content_Types].xml" in names else _NOT_A_WORKBOOK


_NOT_A_WORKBOOK = Fault("not-xlsx", "not a workbook", "save it as .xlsx")


def _too_large(message: str) -> Fault:
    return Fault("too-large", message, "take out what is not needed, or keep the tables as CSV")


def _read(raw: Raw, data: bytes) -> None:
    budget = _Budget()
    with closing(opened(data, values=True)) as book:
        formulas = _sheets_with_formulas(data)
        sheets = {sheet.title.strip(): sheet for sheet in book.worksheets}

        def read(name: str, known: Collection[str]) -> Iterator[Sheet]:
            found = _sheet(raw, sheets[name], name, known, budget)
            if name in formulas:
                raw.problems.extend(_unsaved(name, sheets[name], formulas[name]))
            if found is not None:
                yield found

        of_project = [name for name in sheets if is_of_the_project(name)]
        known = {PROJECT: (KEY, VALUE)}
        read_project(
            raw, [sheet for name in of_project for sheet in read(name, known.get(name, ("id",)))]
        )
        raw.layout = layout_of(raw.project)
        tables = [name for name in sheets if is_a_sheet(name)]
        gather(
            raw,
            [
                sheet
                for name in tables
                for sheet in read(name, known_headers(raw.layout, name.partition(".")[0]))
            ],
        )
        raw.problems += _strangers(sheets)


class _Budget:
    """How many cells may still be read."""

    def __init__(self) -> None:
        self.left = MOST_CELLS

    def take(self, sheet: str, row: int, cells: int) -> None:
        """Take the cells of a row off it."""
        if cells > MOST_COLUMNS:
            message = f"{cells:,} columns in row {row:,}; at most {MOST_COLUMNS:,} are read"
            raise _TooLargeError(sheet, message)
        self.left -= cells
        if self.left < 0:
            raise _TooLargeError(sheet, f"more than {MOST_CELLS:,} cells in the workbook")


def _sheet(
    raw: Raw, sheet: Any, name: str, known: Collection[str], budget: _Budget
) -> Sheet | None:
    sheet.reset_dimensions()
    rows: list[list[str]] = []
    numbers: list[int] = []
    faults: list[tuple[int, int]] = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        filled = max((n for n, cell in enumerate(row, 1) if cell.value is not None), default=0)
        cells = row[:filled]
        budget.take(name, number, len(cells))
        if cells:
            rows.append(["" if c.data_type == "e" else _text(c.value) for c in cells])
            numbers.append(number)
            faults += [(len(rows) - 1, n) for n, cell in enumerate(cells) if cell.data_type == "e"]
    part = Part(file=name, notation="cells")
    above = title_rows(rows[:HIGHEST], known)
    if above:
        raw.problems.append(title_above(part, numbers[above] - 1))
    if not rows:
        raw.problems.append(_no_header(part, known))
        raw.unreadable.add(name.partition(".")[0])
        return None
    header, body = rows[above], rows[above + 1 :]
    part = evolve(
        part,
        header_row=numbers[above],
        rows=numbers[above + 1 :],
        headers={column: number for number, column in enumerate(header, 1) if column},
    )
    raw.problems += header_twice(part, header)
    raw.problems += overlong_rows(part, header, body)
    raw.problems += _errors(part, header, faults, above)
    columns = [
        Cells.of(row[place] if place < len(row) else "" for row in body)
        for place in range(len(header))
    ]
    return sheet_of(name, part, header, columns)


def _no_header(part: Part, known: Collection[str]) -> Problem:
    table = TABLES.get(part.file.partition(".")[0])
    required = [one.name for one in table.columns.values() if one.required] if table else ()
    return Problem(
        code="no-header",
        origin=part.origin(1),
        message="no header",
        hint=f"begin it with {', '.join(required or known)}",
    )


def _errors(
    part: Part, header: Sequence[str], faults: Iterable[tuple[int, int]], above: int
) -> Iterator[Problem]:
    """Tell of the cells that hold an error instead of a value."""
    for row, column in faults:
        if row > above and column < len(header):
            yield Problem(
                code="cell-error",
                origin=part.at(row - above - 1, header[column]),
                message="an error of the spreadsheet instead of a value",
                hint="mend the formula, or write the value",
            )


def _sheets_with_formulas(data: bytes) -> dict[str, Any]:
    """Return the sheets as their formulas, where there is a formula in the workbook at all."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        members = [name for name in packed.namelist() if name.startswith("xl/worksheets/")]
        if not any(_holds_formula(packed.read(name)) for name in members):
            return {}
    book = opened(data, values=False)
    return {sheet.title.strip(): sheet for sheet in book.worksheets}


def _holds_formula(xml: bytes) -> bool:
    return b"<f>" in xml or b"<f " in xml


def _unsaved(name: str, values: Any, formulas: Any) -> Iterator[Problem]:
    """Tell of the formulas beside which no value was saved: they are blank to anybody else."""
    part = Part(file=name, notation="cells")
    formulas.reset_dimensions()
    pairs = zip(values.iter_rows(), formulas.iter_rows(), strict=False)
    for number, (row, own) in enumerate(pairs, 1):
        for place, cell in enumerate(own):
            if cell.data_type == "f" and (place >= len(row) or _is_unsaved(row[place])):
                origin = evolve(part, headers={"": place + 1}).origin(number)
                yield Problem(
                    code="formula-unsaved",
                    origin=origin,
                    message="a formula without a saved value, so read as blank",
                    hint="open the workbook in a spreadsheet program and save it",
                    severity="warning",
                )


def _is_unsaved(cell: Any) -> bool:
    """Tell whether a formula's cell has no value; an empty text is one, such as that of `=""`."""
    return cell.value is None and cell.data_type != "str"


def _strangers(sheets: Mapping[str, Any]) -> Iterator[Problem]:
    for name in sheets:
        if is_a_sheet(name) or is_of_the_project(name) or name == GUIDE:
            continue
        known = (*TABLES, PROJECT, *LISTS)
        near = [one for one in nearest(name, known, most=1) if one not in sheets]
        yield Problem(
            code="unknown-table",
            origin=Origin(name),
            message="not a table of the format, so not read",
            hint=f"name it {near[0]}" if near else "name it as one of the tables",
            severity="error" if near else "warning",
        )


def _text(value: Any) -> str:
    """Return what stands in a cell as the text that the same cell would be in a CSV file."""
    if isinstance(value, str):
        return unescaped(value).strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return plain(exact(Decimal(f"{value:.{_DIGITS}g}")))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return "" if value is None else str(value)


_DIGITS = 15  # as many as a spreadsheet keeps
