"""Starting: an empty dataset to fill in, with its guide, as a workbook or as a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from ..languages import LANGUAGES
from ..output import open_output
from ..problems import OutputError, UsageError
from ..spelling import did_you_mean

WORKBOOK = ".xlsx"
"""The suffix of a workbook."""


def start(path: Path, languages: Sequence[str]) -> None:
    """Write an empty dataset: a workbook where the name ends in `.xlsx`, else a folder.

    Nothing that exists is written over. An empty folder that is there is filled.

    Args:
        path: where it shall be.
        languages: those of its guide, in the order in which they are read; at least one.

    Raises:
        UsageError: something is there already, the name has another suffix, or a language is
            unknown.
        OutputError: it cannot be written, and why.
    """
    _refuse_unknown(languages)
    suffix = path.suffix.lower()
    if suffix not in ("", WORKBOOK):
        raise UsageError(
            f"{path}: not a form of new datasets; name a workbook, {path.stem}{WORKBOOK}, "
            f"or a folder, {path.stem}"
        )
    _refuse_taken(path, is_folder=not suffix)
    if suffix:
        _write_workbook(path, languages)
    else:
        _write_folder(path, languages)


def guide_of(path: Path) -> str:
    """Return where the guide of a new dataset is."""
    if path.suffix:
        from .guide_sheet import GUIDE as SHEET

        return f"its sheet {SHEET}"
    from .folder import GUIDE as PAGE

    return f"its page {PAGE}"


def _refuse_unknown(languages: Sequence[str]) -> None:
    if not languages:
        raise UsageError(f"no language for the guide; name one of {', '.join(LANGUAGES)}")
    for language in languages:
        if language not in LANGUAGES:
            hint = did_you_mean(language, LANGUAGES)
            raise UsageError(f"{language}: not a language of guides; {hint}")


def _refuse_taken(path: Path, *, is_folder: bool) -> None:
    """Refuse a place where something is: only an empty folder may become a dataset."""
    try:
        if not path.exists() or (is_folder and path.is_dir() and not any(path.iterdir())):
            return
    except OSError as error:
        raise _not_made(path, error) from error
    what = "a folder with something in it" if path.is_dir() else "something that exists"
    raise UsageError(f"{path}: {what}, and is not written over; give it another name, or move it")


def _write_workbook(path: Path, languages: Sequence[str]) -> None:
    from .workbook import write_workbook

    with open_output(str(path)) as out:
        write_workbook(out, languages)


def _write_folder(path: Path, languages: Sequence[str]) -> None:
    """Write all files of a folder or none; the project comes last, so half of one is no dataset."""
    from .folder import files_of_folder

    files = files_of_folder(languages)
    was_there = path.exists()
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise _not_made(path, error) from error
    try:
        _write_files(path, files)
    except BaseException:
        _take_away(path, files, was_there=was_there)
        raise


def _write_files(path: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        with open_output(str(path / name)) as out:
            out.write(data)


def _take_away(path: Path, files: Mapping[str, bytes], *, was_there: bool) -> None:
    """Take away what was written of a folder that was empty, or was not there."""
    with suppress(OSError):
        for name in files:
            (path / name).unlink(missing_ok=True)
        if not was_there:
            path.rmdir()


def _not_made(path: Path, error: OSError) -> OutputError:
    reason = (error.strerror or type(error).__name__).lower()
    return OutputError(f"{path}: not made: {reason}; name a place where you can write")


__all__ = ["WORKBOOK", "guide_of", "start"]
