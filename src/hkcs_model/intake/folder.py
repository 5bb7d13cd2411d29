"""A folder with `project.toml` and CSV tables, read as texts."""

from __future__ import annotations

import re
import tomllib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from ..halving import taken_apart_by_two
from ..problems import Origin, Problem
from ..spelling import nearest
from ..tables import TABLES
from .csv_table import Parsed, parse_table, sheet_of_plain
from .gathering import gather
from .layout import PERSON, REGISTER, Layout, layout_of
from .raw import Raw
from .sheets import Sheet

OLD_ENCODINGS = ("big5hkscs", "gb18030")
"""What older spreadsheets in Hong Kong and on the Mainland write."""

_TOML_PLACE = r" \(at (?:line (\d+), column \d+|end of document)\)$"
_NAMES = "name it as one of the tables, such as statements.csv, or move it out of the folder"


class FileLike(Protocol):
    """What a folder holds: a path, or a file inside an installed package."""

    @property
    def name(self) -> str:
        """Its own name."""

    def read_bytes(self) -> bytes:
        """Return all of it."""

    def is_file(self) -> bool:
        """Whether it is a file that is there."""


class FolderLike(Protocol):
    """A folder on disk, or one inside an installed package."""

    def iterdir(self) -> Iterator[Any]:
        """Return what is in it."""


def read_folder(folder: FolderLike | Path, encoding: str = "") -> Raw:
    """Read the project and every table of a folder; what is wrong with files is told in it.

    Args:
        folder: what holds the files.
        encoding: what files are in that are not Unicode; empty takes them for a mistake.
    """
    raw = Raw()
    raw.order.append(raw.project_file)
    listed = sorted(folder.iterdir(), key=lambda file: _in_order(file.name))
    files = {file.name: file for file in listed if file.is_file()}
    _read_project(raw, files.get(raw.project_file), encoding)
    raw.layout = layout_of(raw.project)
    sheets: list[Sheet] = []
    for name, file in files.items():
        stem, _, suffix = name.rpartition(".")
        if suffix == "csv" and is_a_sheet(stem):
            sheets += _sheets(raw, stem, file, encoding)
    gather(raw, sheets)
    raw.problems += _strangers(files)
    return raw


def _in_order(name: str) -> tuple[str, str]:
    """Return what puts the files of one table side by side, the one without more first."""
    stem = name.removesuffix(".csv")
    return stem.partition(".")[0], stem


def _read_project(raw: Raw, file: FileLike | None, encoding: str) -> None:
    name = raw.project_file
    if file is None:
        hint = "write one with [agency] name, [project] title and as_at"
        raw.problems.append(
            Problem(code="no-project", origin=Origin(name), message="not there", hint=hint)
        )
        return
    text = _text_of(raw, name, file, "save it as UTF-8", encoding)
    if text is None:
        return
    try:
        raw.project = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        place = re.search(_TOML_PLACE, str(error))
        row = _row_of(place, text)
        message = re.sub(_TOML_PLACE, "", str(error)) or type(error).__name__
        if isinstance(error, ArithmeticError):
            message = "a number out of range"
        problem = Problem(
            code="not-toml",
            origin=Origin(name, row),
            message=f"not TOML: {message[:1].lower()}{message[1:]}",
            hint='write texts as name = "…", days as 2014-12-31',
        )
        raw.problems.append(problem)


def _row_of(place: re.Match[str] | None, text: str) -> int | None:
    """Return the row that a parser complains of, the last one where it missed something."""
    if place is None:
        return None
    return int(place[1]) if place[1] else text.rstrip("\n").count("\n") + 1


def _text_of(raw: Raw, name: str, file: FileLike, hint: str, encoding: str) -> str | None:
    """Return what a file says; None where it cannot be read, which is told."""
    try:
        data = file.read_bytes()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        origin = Origin(name)
        message = f"cannot be read: {reason}"
        advice = "see to its permissions, or close what holds it open"
        raw.problems.append(Problem(code="unreadable", origin=origin, message=message, hint=advice))
        return None
    try:
        return decoded(data, encoding)
    except UnicodeDecodeError as error:
        raw.problems.append(not_decoded(name, data, error, hint))
        return None


def decoded(data: bytes, encoding: str) -> str:
    """Return bytes as text: Unicode where they are that, else in the encoding that is named."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if not encoding:
            raise
    return data.decode(encoding)


def not_decoded(name: str, data: bytes, error: UnicodeDecodeError, hint: str) -> Problem:
    """Return the problem that bytes are not of the encoding that they are read in."""
    row = data[: error.start].decode(error.encoding, errors="ignore").count("\n") + 1
    reads = [old for old in OLD_ENCODINGS if _would_read(data, old)]
    if reads:
        hint += f", or read it with --encoding {' or '.join(reads)}"
    encoding = error.encoding.upper().removesuffix("-LE").removesuffix("-BE")
    return Problem(
        code="not-utf-8" if encoding.startswith("UTF") else "not-of-the-encoding",
        origin=Origin(name, row),
        message=f"bytes that are not {encoding}",
        hint=hint,
    )


def _would_read(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def is_a_sheet(name: str) -> bool:
    """Tell whether a sheet is a table, a part of one, or a register."""
    table, dot, suffix = name.partition(".")
    return (table in TABLES and bool(suffix or not dot)) or (table == REGISTER and bool(suffix))


def known_headers(layout: Layout, table: str) -> Collection[str]:
    """Return the headers that a table is known to have, in order; the agency's own come last."""
    own = layout.columns.get(table, {})
    columns = TABLES[table].columns if table in TABLES else (PERSON,)
    return dict.fromkeys((*columns, *own))


def _sheets(raw: Raw, name: str, file: FileLike, encoding: str) -> Iterator[Sheet]:
    table = name.partition(".")[0]
    known = known_headers(raw.layout, table)
    sheet, problems, is_whole = _parsed(raw, name, file, encoding, known)
    raw.problems += problems
    if not is_whole:
        raw.unreadable.update((table,) if table in TABLES else ("sessions", "attendances"))
    if sheet is not None:
        yield sheet


def _parsed(raw: Raw, name: str, file: FileLike, encoding: str, known: Collection[str]) -> Parsed:
    plain = taken_apart_by_two(file) if isinstance(file, Path) else None
    found = plain and sheet_of_plain(name, file.name, plain, known)
    if found:
        return found
    text = _text_of(raw, file.name, file, "save it as CSV UTF-8", encoding)
    return (None, [], False) if text is None else parse_table(name, file.name, text, known)


def _strangers(names: Collection[str]) -> Iterator[Problem]:
    """Tell of the files that look like tables, and that no table is read from."""
    for name in names:
        stem, dot, suffix = name.rpartition(".")
        table = name.partition(".")[0]
        if suffix == "csv" and is_a_sheet(stem):
            continue
        if suffix.lower() == "csv" and table == REGISTER:
            yield _unread(name, "name it register.<activity>.csv", lost=True)
        elif dot and table in TABLES:
            yield _unread(name, f"save it as {table}.csv", lost=f"{table}.csv" not in names)
        elif suffix.lower() == "csv":
            near = nearest(stem, TABLES)
            yield _unread(name, f"name it {near[0]}.csv" if near else _NAMES, lost=bool(near))


def _unread(name: str, hint: str, *, lost: bool) -> Problem:
    return Problem(
        code="unknown-table",
        origin=Origin(name),
        message="not a table of the format, so not read",
        hint=hint,
        severity="error" if lost else "warning",
    )
