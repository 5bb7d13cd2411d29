"""Intake: from what somebody keeps to a `Dataset`, or every problem that stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path

from attrs import evolve

from ..dataset import Dataset, SetAside
from ..pausing import collection_paused
from ..problems import DatasetError, Problem, UsageError
from ..reconciling import warnings as broken
from ..spelling import did_you_mean
from ..statements import warnings
from .checks import CHECKS
from .draft import Draft
from .folder import OLD_ENCODINGS, FolderLike, read_folder
from .raw import Raw

MAGIC = b"SQLite format 3\0"
ZIP_MAGIC = b"PK\x03\x04"
OLD_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What SQLite files begin with, workbooks, and workbooks that are encrypted or of before 2007."""

_PACKED = b"[Content_Types].xml"  # a part that every workbook has, whatever its ending

SQLITE_SUFFIXES = (".sqlite", ".sqlite3", ".db")
"""What the files of SQLite end in."""

BUILT_IN = ("hkcs", "sample")
"""The names of the datasets that ship with the package."""


def load(
    source: str | PathLike[str] = "hkcs", *, encoding: str = "", set_aside: bool = False
) -> Dataset:
    """Read and check a dataset.

    Args:
        source: the path of a folder with `project.toml` and CSV tables, of a JSON document, a
            workbook or a SQLite file, or of a file that a plugin reads; or the name of a dataset
            that ships with the package.
        encoding: what its texts are in that are not Unicode, `big5hkscs` or `gb18030`; empty
            takes such texts for a mistake.
        set_aside: whether to go on without the rows that are faulty and those that refer to them;
            they are then in `set_aside` of the dataset, and every figure says how many they are.

    Raises:
        DatasetError: it has errors; every problem is in `problems`, in input order.
        UsageError: there is no such path or name, it is in no form that is read, or it needs a
            library that is not installed.
        PluginError: a plugin that reads such files failed, or is refused them.
    """
    if encoding and encoding not in OLD_ENCODINGS:
        raise UsageError(f"{encoding}: not an encoding; {did_you_mean(encoding, OLD_ENCODINGS)}")
    with collection_paused():
        return _loaded(read(source, encoding), set_aside=set_aside)


def read(source: str | PathLike[str], encoding: str = "") -> Raw:
    """Read a dataset as texts; what is wrong with it is told in it.

    Raises:
        UsageError: there is no such path or name, or it is in no form that is read.
    """
    path = Path(source)
    try:
        if str(source) and _is(path.is_dir):
            return read_folder(path, encoding)
        if str(source) and _is(path.exists):
            return _read_file(path, encoding)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        hint = "see to its permissions, or close what holds it open"
        raise UsageError(f"{source}: cannot be read: {reason}; {hint}") from None
    if str(source) in BUILT_IN:
        return read_folder(_shipped(str(source)))
    hint = did_you_mean(str(source), BUILT_IN)
    raise UsageError(f"{source}: no such path, and no dataset that ships with the package; {hint}")


def _shipped(name: str) -> FolderLike:
    """Return the folder of a dataset that ships with the package, also where that is in a zip."""
    here = Path(__file__).parents[1] / "datasets" / name
    if here.is_dir():
        return here
    from importlib.resources import files  # takes long to load

    return files("hkcs_model").joinpath("datasets", name)


def _read_file(path: Path, encoding: str) -> Raw:
    """Read a dataset that is one file, by what the file begins with, or else by its ending."""
    from ..saved import is_saved

    if not path.is_file():
        raise UsageError(
            f"{path.name}: a device or pipe, and no file; save what it holds in a file"
        )
    with path.open("rb") as file:
        start = file.read(len(MAGIC))
    suffix = path.suffix.lower()
    if is_saved(path):
        raise UsageError(
            f"{path.name}: a saved report, and no dataset; "
            "name the dataset that it was made from, or hold the two together with verify"
        )
    if start == MAGIC or suffix in SQLITE_SUFFIXES:
        from .sqlite_file import read_sqlite

        return read_sqlite(path)
    data = path.read_bytes()
    if suffix == ".xlsx" or (start.startswith(ZIP_MAGIC) and _PACKED in data):
        return _read_workbook(path, data)
    if suffix == ".json":
        from .json_file import read_json

        return read_json(path.name, data, encoding)
    return _read_by_plugin(path, data)


def _read_workbook(path: Path, data: bytes) -> Raw:
    from .workbook import read_workbook

    return read_workbook(path.name, data)


def _read_by_plugin(path: Path, data: bytes) -> Raw:
    """Read a file of a form that is none of ours; only now are plugins looked for."""
    from ..plugins import choose_reader
    from .by_plugin import read_by

    try:
        given = choose_reader(path.name)
    except UsageError:
        if data.startswith((ZIP_MAGIC, OLD_MAGIC)):
            return _read_workbook(path, data)  # which tells what is wrong with it
        raise
    return read_by(given, path)


def _loaded(raw: Raw, *, set_aside: bool = False) -> Dataset:
    """Return what was read as a dataset, once it holds no error."""
    draft, problems, aside = checked(raw, set_aside=set_aside)
    if draft.project is None or any(problem.severity == "error" for problem in problems):
        raise DatasetError(problems)
    dataset = evolve(draft.dataset(draft.project), set_aside=aside)
    told_of = (*problems, *warnings(dataset), *broken(dataset))
    found = sorted(told_of, key=draft.raw.place_of)
    return dataset.with_warnings(tuple(found))


def checked(
    raw: Raw, *, set_aside: bool
) -> tuple[Draft, tuple[Problem, ...], tuple[SetAside, ...]]:
    """Check what was read, without the faulty rows if they are set aside.

    Returns:
        What is left, what is wrong with it, and the rows that were set aside.
    """
    draft = Draft(raw)
    problems = told(draft)
    if not set_aside:
        return draft, problems, ()
    from .setting_aside import faulty_rows, without

    aside: tuple[SetAside, ...] = ()
    while faulty := faulty_rows(draft, problems, aside):
        aside = (*aside, *faulty)
        draft = Draft(without(draft.raw, faulty))
        problems = told(draft)
    return draft, problems, tuple(sorted(aside, key=lambda row: raw.place_of(row.problem)))


def told(draft: Draft) -> tuple[Problem, ...]:
    """Return every problem of a draft once, in input order."""
    found = [*draft.raw.problems]
    for check in CHECKS:
        found += check(draft)
    return tuple(sorted(dict.fromkeys(found), key=draft.raw.place_of))


def _is(asked: Callable[[], bool]) -> bool:
    """Ask about a path; of one that the system does not take, nothing is true."""
    try:
        return asked()
    except OSError:
        return False


__all__ = ["BUILT_IN", "load"]
