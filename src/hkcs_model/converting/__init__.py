"""A dataset written in one of its forms: a folder, a JSON document, a workbook, a SQLite file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..content import Content
from ..dataset import Dataset
from ..intake import SQLITE_SUFFIXES
from ..output import STANDARD, open_output, telling, written_folder
from ..problems import UsageError

SUFFIXES = (".json", ".xlsx", *SQLITE_SUFFIXES)
"""What the files of datasets end in; a path without a suffix is a folder."""


def convert(dataset: Dataset, target: str) -> None:
    """Write a dataset as a folder or a file; what it says is the same in each.

    The agency's own headers and words become those of the format, registers and tables that were
    split become the tables that they are of.

    Args:
        dataset: what is written; persons' rows are in it.
        target: a path; its suffix says which form, none is a folder, which must be new or empty.

    Raises:
        UsageError: the suffix is none of those, the form cannot hold it, or it needs a library
            that is not installed.
        OutputError: it cannot be written.
    """
    path = Path(target)
    if target == STANDARD:
        raise UsageError("-: a dataset is not written to standard output; name a folder or a file")
    suffix = path.suffix.lower()
    with telling(target):
        is_folder = not suffix or path.is_dir()
    if is_folder:
        from .folder import files_of

        with written_folder(path) as folder:
            for name, data in files_of(dataset.content):
                (folder / name).write_bytes(data)
        return
    if suffix not in SUFFIXES:
        raise UsageError(
            f"{path.name}: no form of a dataset ends so; take {', '.join(SUFFIXES)}, or a folder"
        )
    data = _bytes_of(suffix)(dataset.content)
    with open_output(target) as out:
        out.write(data)


def _bytes_of(suffix: str) -> Callable[[Content], bytes]:
    if suffix == ".json":
        from .json_file import json_of

        return json_of
    if suffix == ".xlsx":
        from .workbook import workbook_of

        return workbook_of
    from .sqlite_file import sqlite_of

    return sqlite_of


__all__ = ["SUFFIXES", "convert"]
