"""Files that appear whole or not at all; pipes and devices that are written straight to."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from .problems import OutputError

STANDARD = "-"
"""What names standard output."""

_SAID = {
    errno.ENOSPC: "the disk is full; make room and try again",
    errno.EDQUOT: "your share of the disk is full; make room and try again",
    errno.EFBIG: "the file would be larger than is allowed here; write it elsewhere",
    errno.ENOENT: "there is no such folder; make it first",
    errno.ENOTDIR: "there is no such folder; make it first",
    errno.EISDIR: "that is a folder; name a file in it",
    errno.EACCES: "it may not be written; if a program holds it open, close it and try again",
    errno.EPERM: "it may not be written; if a program holds it open, close it and try again",
    errno.EROFS: "nothing can be written there; write it elsewhere",
}


@contextmanager
def open_output(target: str | None) -> Iterator[BinaryIO]:
    """Open what a result goes to, for as long as it is being written.

    A regular file is written beside its place and moved there once it is whole: whatever goes
    wrong, the old file is untouched and nothing else is left. A link is followed, permissions
    stay. A device or pipe is written straight to.

    Args:
        target: a path; None or `-` is standard output.

    Raises:
        OutputError: it cannot be written, and why.
        BrokenPipeError: whoever read standard output has stopped.
    """
    try:
        with _opened(target) as out:
            yield out
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = _SAID.get(error.errno or 0, error.strerror or type(error).__name__)
        raise OutputError(f"{target or STANDARD}: not written: {reason}") from error


@contextmanager
def _opened(target: str | None) -> Iterator[BinaryIO]:
    if target is None or target == STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(os.path.realpath(target))
    if path.exists() and not path.is_file():
        with path.open("wb") as out:
            yield out
        return
    with _beside(path) as out:
        yield out


@contextmanager
def _beside(path: Path) -> Iterator[BinaryIO]:
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _mode(path: Path) -> int:
    """Return the permissions that a file has, or that a new one would get."""
    with suppress(FileNotFoundError):
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
