"""A folder with `project.toml` and CSV tables, read as texts."""

from __future__ import annotations

import re
import tomllib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from ..problems import Origin, Problem
from ..spelling import nearest
from ..tables import TABLES
from .csv_table import parse_table
from .raw import Raw

_OLD_ENCODINGS = ("big5hkscs", "gb18030")
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_HOME_OF = {"register": "attendances"}
_NAMES = "name it as one of the tables, such as statements.csv, or move it out of the folder"
_SPLIT = re.compile(r"(\w+)\.(.+)")


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


def read_folder(folder: FolderLike | Path) -> Raw:
    """Read the project and every table of a folder; what is wrong with files is told in it."""
    raw = Raw()
    listed = sorted(folder.iterdir(), key=lambda file: file.name)
    files = {file.name: file for file in listed if file.is_file()}
    _read_project(raw, files.get(raw.project_file))
    for name in TABLES:
        if f"{name}.csv" in files:
            _read_table(raw, name, files[f"{name}.csv"])
    raw.problems += _strangers(files)
    return raw


def _read_project(raw: Raw, file: FileLike | None) -> None:
    name = raw.project_file
    if file is None:
        hint = "write one with [agency] name, [project] title and as_at"
        raw.problems.append(
            Problem(code="no-project", origin=Origin(name), message="not there", hint=hint)
        )
        return
    text = _text_of(raw, name, file, "save it as UTF-8")
    if text is None:
        return
    try:
        raw.project = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        place = _TOML_PLACE.search(str(error))
        row = _row_of(place, text)
        message = _TOML_PLACE.sub("", str(error)) or type(error).__name__
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


def _text_of(raw: Raw, name: str, file: FileLike, hint: str) -> str | None:
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
    encoding = "utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        row = data[: error.start].decode(encoding, errors="ignore").count("\n") + 1
        reads = [old for old in _OLD_ENCODINGS if _would_read(data, old)]
        if reads:
            hint += f" (it would read as {' or '.join(reads)})"
        raw.problems.append(
            Problem(
                code="not-utf-8",
                origin=Origin(name, row),
                message=f"bytes that are not {encoding.removesuffix('-sig').upper()}",
                hint=hint,
            )
        )
        return None


def _would_read(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _read_table(raw: Raw, name: str, file: FileLike) -> None:
    text = _text_of(raw, file.name, file, "save it as CSV UTF-8")
    if text is None:
        raw.unreadable.add(name)
        return
    table, problems, is_whole = parse_table(name, file.name, text)
    raw.problems += problems
    if table is not None:
        raw.tables[name] = table
    if not is_whole:
        raw.unreadable.add(name)


def _strangers(names: Collection[str]) -> Iterator[Problem]:
    """Tell of the files that look like tables, and that no table is read from."""
    for name in names:
        stem, dot, suffix = name.rpartition(".")
        table = name.partition(".")[0]
        split = _SPLIT.fullmatch(stem)
        if name == f"{table}.csv" and table in TABLES:
            continue
        if suffix.lower() == "csv" and split and (split[1] in TABLES or split[1] == "register"):
            yield Problem(
                code="not-read-yet",
                origin=Origin(name),
                message="registers and tables split over files are not read by this version",
                hint=f"put its rows into {_HOME_OF.get(split[1], split[1])}.csv",
            )
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
