"""Intake: from what somebody keeps to a `Dataset`, or every problem that stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path

from ..dataset import Dataset
from ..pausing import collection_paused
from ..problems import DatasetError, NotYetError, Problem, UsageError
from ..reconciling import warnings as broken
from ..spelling import did_you_mean
from ..statements import warnings
from ..tables import TABLES
from .checks import CHECKS
from .draft import Draft
from .folder import FolderLike, read_folder
from .raw import Raw

BUILT_IN = ("hkcs",)
"""The names of the datasets that ship with the package."""


def load(source: str | PathLike[str] = "hkcs") -> Dataset:
    """Read and check a dataset.

    Args:
        source: the path of a folder with `project.toml` and CSV tables, or the name of a
            dataset that ships with the package.

    Raises:
        DatasetError: it has errors; every problem is in `problems`, in input order.
        UsageError: there is no such folder or name.
        NotYetError: it is in a form that this version does not read.
    """
    folder = _folder(source)
    with collection_paused():
        try:
            raw = read_folder(folder)
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            hint = "see to its permissions"
            raise UsageError(f"{source}: cannot be read: {reason}; {hint}") from None
        return _loaded(raw)


def _loaded(raw: Raw) -> Dataset:
    """Return what was read as a dataset, once it holds no error."""
    draft = Draft(raw)
    problems = told(draft)
    if draft.project is None or any(problem.severity == "error" for problem in problems):
        raise DatasetError(problems)
    dataset = draft.dataset(draft.project)
    told_of = (*problems, *warnings(dataset), *broken(dataset))
    found = sorted(told_of, key=lambda problem: _place(raw, problem))
    return dataset.with_warnings(tuple(found))


def told(draft: Draft) -> tuple[Problem, ...]:
    """Return every problem of a draft once, in input order."""
    found = [*draft.raw.problems]
    for check in CHECKS:
        found += check(draft)
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: _place(draft.raw, problem)))


def _place(raw: Raw, problem: Problem) -> tuple[int, str, int, int]:
    origin = problem.origin
    tables = [raw.project_file, *(f"{name}.csv" for name in TABLES)]
    where = tables.index(origin.file) if origin.file in tables else len(tables)
    columns = list(raw.tables[stem].columns) if (stem := origin.file[:-4]) in raw.tables else []
    column = columns.index(origin.column) + 1 if origin.column in columns else 0
    return where, origin.file, origin.row or 0, column


def _folder(source: str | PathLike[str]) -> FolderLike | Path:
    path = Path(source)
    if str(source) and _is(path.is_dir):
        return path
    if str(source) and _is(path.exists):
        raise NotYetError(f"{path.name}: this version reads a folder with project.toml, not a file")
    if str(source) in BUILT_IN:
        from importlib.resources import files  # takes long to load

        return files("hkcs_model").joinpath("datasets", str(source))
    hint = did_you_mean(str(source), BUILT_IN)
    raise UsageError(
        f"{source}: no such folder, and no dataset that ships with the package; {hint}"
    )


def _is(asked: Callable[[], bool]) -> bool:
    """Ask about a path; of one that the system does not take, nothing is true."""
    try:
        return asked()
    except OSError:
        return False


__all__ = ["BUILT_IN", "load"]
