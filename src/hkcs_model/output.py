"""Files that appear whole or not at all; pipes and devices that are written straight to."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from .problems import OutputError, UsageError

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


class Sink(io.RawIOBase):
    """What an exporter writes to: a failure of the output is told apart from one of its own.

    Attributes:
        failure: what went wrong with the output; None while nothing has.
    """

    def __init__(self, out: BinaryIO) -> None:
        super().__init__()
        self.out = out
        self.failure: OSError | None = None

    def writable(self) -> bool:
        """Say that it can be written to; it can be neither read nor sought in."""
        return True

    def write(self, data: Any) -> int:
        """Pass on what is written."""
        try:
            return self.out.write(data)
        except OSError as error:
            self.failure = error
            raise


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
    with telling(target or STANDARD), _opened(target) as out:
        yield out


@contextmanager
def telling(target: str) -> Iterator[None]:
    """Tell what the system says against writing somewhere.

    Raises:
        OutputError: it cannot be written, and why.
        BrokenPipeError: whoever read standard output has stopped.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise not_written(target, error) from error


def not_written(target: str, error: OSError) -> OutputError:
    """Return what the system said against writing somewhere, as an error to act on."""
    reason = _SAID.get(error.errno or 0, error.strerror or type(error).__name__)
    return OutputError(f"{target}: not written: {reason}")


@contextmanager
def _opened(target: str | None) -> Iterator[BinaryIO]:
    if target is None or target == STANDARD:
        if sys.stdout is None:  # where a program is started without one
            raise OSError(errno.EBADF, "there is no standard output")
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if not is_file(target):
        with Path(target).open("wb") as out:
            yield out
        return
    with _beside(Path(os.path.realpath(target))) as out:
        yield out


def is_file(target: str | None) -> bool:
    """Tell whether a target is, or would be, a regular file."""
    if target is None or target == STANDARD:
        return False
    try:
        return stat.S_ISREG(Path(target).stat().st_mode)
    except OSError:
        return True


@contextmanager
def _beside(path: Path) -> Iterator[BinaryIO]:
    part = path.parent / f".hkcs-model.{os.urandom(6).hex()}.part"
    out = open(part, "xb", opener=_for_its_owner)  # noqa: SIM115 - Path.open has none
    try:
        with out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.chmod(_mode(path))
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _for_its_owner(name: str, flags: int) -> int:
    """Open a file that nobody else may read until it is whole."""
    return os.open(name, flags, 0o600)


@contextmanager
def written_folder(path: Path) -> Iterator[Path]:
    """Give a folder to write into, which appears in its place once it is whole.

    Args:
        path: where; there is nothing yet, or an empty folder.

    Raises:
        UsageError: there is something already.
        OutputError: it cannot be written, and why.
    """
    import tempfile

    with telling(str(path)):
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise UsageError(f"{path.name}: is there already; name a new folder, or an empty one")
        home = path.absolute().parent
        with tempfile.TemporaryDirectory(prefix=".hkcs-model.", dir=home) as beside:
            whole = Path(beside) / "folder"
            whole.mkdir()
            yield whole
            if path.exists():
                path.rmdir()
            whole.replace(path)


def _mode(path: Path) -> int:
    """Return the permissions that a file has, or that a new one would get."""
    with suppress(FileNotFoundError):
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
