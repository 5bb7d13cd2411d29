"""A large file of plain text, taken apart by two processes: each has about half of its rows.

The second one is a Python of its own that loads little, so it starts fast, on every system alike,
and knows nothing of the program that uses this library. Where none can be started, one does it all.
"""

from __future__ import annotations

import gc
import marshal
import os
import sys
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from .columns import Cells, Collector
from .taking_apart import lines_of, rows_apart, table_apart

if TYPE_CHECKING:
    from subprocess import Popen

Plain = tuple[str, list[Cells]]
"""The first line of a table, and its columns."""

_Packed = tuple[tuple[str, ...], str, bytes, bytes]
"""A column as plain values: its words; how long a code is; the codes, of each row or each stretch;
where the stretches begin and the last one ends, nowhere where those are not known."""

_LARGE = 1 << 23  # bytes; of fewer, half takes no longer than it takes to start a process
_OWN = 0.52  # the part of them that this process takes; the other has to start first

# It ends without clearing up what it made, which would take as long as a tenth of the work.
_SECOND = """\
import os, sys
sys.path.insert(0, sys.argv[1])
from hkcs_model.halving import answer
answer(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.stdout.buffer)
sys.stdout.flush()
os._exit(0)
"""


def taken_apart_by_two(path: Path) -> Plain | None:
    """Take a large file apart, the second half of it in a process of its own.

    None is returned where that is not worth it, where its text is not plain, and wherever anything
    goes wrong: one process then reads all of it, and tells what there is to tell.
    """
    try:
        return _taken_apart(path) if _is_worth_it(path) else None
    except (OSError, UnicodeDecodeError):
        return None


def _is_worth_it(path: Path) -> bool:
    """Tell whether a file is large, and there is a Python that a second core can run."""
    # A program that holds a Python may be one that only it can start.
    is_python = Path(sys.executable or "").name.lower().startswith(("python", "pypy"))
    may_start = is_python and not hasattr(sys, "frozen") and _cores() > 1
    return may_start and path.stat().st_size >= _LARGE


def _taken_apart(path: Path) -> Plain | None:
    with path.open("rb") as file:
        width = file.readline().count(b",") + 1
        middle = _middle(file)
        file.seek(0)
        with _second(path, middle, width) as second:
            own = table_apart(file.read(middle).decode("utf-8-sig"))
            return own and _joined(*own, second)


def _cores() -> int:
    """Return on how many cores this process may run."""
    allowed = getattr(os, "sched_getaffinity", None)  # Linux alone tells
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _middle(file: IO[bytes]) -> int:
    """Return where the second half of the lines begins."""
    file.seek(int(os.fstat(file.fileno()).st_size * _OWN))
    file.readline()
    return file.tell()


@contextmanager
def _second(path: Path, start: int, width: int) -> Iterator[Popen[bytes]]:
    """Have the lines of a file from a place on taken apart by another process.

    It ends with the block at the latest, whatever happens there.
    """
    import subprocess  # takes long to load and is rarely needed

    ours = str(Path(__file__).parents[1])
    with subprocess.Popen(  # noqa: S603 - this Python, with a script of our own
        [sys.executable, "-I", "-S", "-c", _SECOND, ours, str(path), str(start), str(width)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows alone has one to open
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _joined(first: str, collector: Collector, second: Popen[bytes]) -> Plain | None:
    """Return both halves as one, once the other process has done its own."""
    told, _ = second.communicate()
    if second.returncode:
        return None
    collector.append(list(map(_unpacked, marshal.loads(told))))  # noqa: S302 - told by our own script
    return first, collector.columns()


def answer(path: str, start: int, width: int, out: IO[bytes]) -> None:
    """Take the lines of a file from a place on apart and tell it, as the second process does."""
    gc.disable()
    with Path(path).open("rb") as file:
        file.seek(start)
        lines = lines_of(file.read().decode())
    collector = None if lines is None else rows_apart(lines, width)
    if collector is None:
        raise SystemExit(1)
    marshal.dump([_packed(cells) for cells in collector.columns()], out)


def _packed(cells: Cells) -> _Packed:
    """Return a column as plain values."""
    words = tuple(cells.words)
    if cells.is_in_stretches:
        starts, ends = cells.stretches
        borders = array("Q", [*starts, ends[-1]])
        return words, "I", array("I", cells.codes_of_stretches).tobytes(), borders.tobytes()
    code = "B" if isinstance(cells.codes, bytes) else "I"
    return words, code, array(code, cells.codes).tobytes(), b""


def _unpacked(packed: _Packed) -> Cells:
    words, code, told, edges = packed
    codes = array(code, told)
    if not edges:
        return Cells(words, codes)
    borders = array("Q", edges)
    return Cells.in_stretches(words, codes, (borders[:-1], borders[1:]))
