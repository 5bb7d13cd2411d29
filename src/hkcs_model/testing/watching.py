"""What is touched while something runs: files, network, programs, the environment.

Python tells its audit hooks of these, and such a hook cannot be removed. So there is one, put there
when something is watched for the first time, and deaf unless something is.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Event = tuple[str, tuple[Any, ...]]

ENVIRONMENT = "os.environ"
"""What the reading of an environment variable is called here; Python tells no hook of it."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_NETWORK = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "imaplib.", "poplib.")
_PROGRAMS = (
    *("subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn"),
    *("os.startfile", "webbrowser."),
)
_FILES = (
    *("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"),
    *("os.chmod", "os.chown", "os.utime", "os.chdir", "shutil.", "tempfile."),
)
_STANDARD = (0, 1, 2)
_IN_MEMORY = ("", ":memory:", b"", b":memory:")


class _Ear:
    """The one audit hook: it notes what happens in one thread while that is watched.

    Attributes:
        thread: the thread that is listened to; None is none.
        heard: what was heard in it.
    """

    def __init__(self) -> None:
        self.thread: int | None = None
        self.heard: list[Event] = []
        self._is_in_place = False

    def put_in_place(self) -> None:
        """Be told of events from now on, if that is not so yet."""
        if not self._is_in_place:
            sys.addaudithook(self.hear)
            self._is_in_place = True

    def hear(self, event: str, details: tuple[Any, ...]) -> None:
        """Note an event."""
        if self.thread == threading.get_ident():
            self.heard.append((event, details))

    hear.__cantrace__ = True  # type: ignore[attr-defined]  # else no coverage reaches it


_EAR = _Ear()


@contextmanager
def watched() -> Iterator[list[Event]]:
    """Give the list of what happens in this thread; it grows as things happen."""
    _EAR.put_in_place()
    _EAR.heard = []
    with _environment_heard():
        _EAR.thread = threading.get_ident()
        try:
            yield _EAR.heard
        finally:
            _EAR.thread = None


@contextmanager
def _environment_heard() -> Iterator[None]:
    """Let the reading of environment variables be an event too."""
    kind: Any = type(os.environ)
    real: Callable[[Any, str], str] = kind.__getitem__

    def read(environment: Any, name: str) -> str:
        _EAR.hear(ENVIRONMENT, (name,))
        return real(environment, name)

    kind.__getitem__ = read
    try:
        yield
    finally:
        kind.__getitem__ = real


def touched(event: Event) -> str:
    """Return what an event touches that an exporter may not, in words; else nothing.

    To import modules and to read what lies beside them is allowed.
    """
    name, details = event
    told = (tell(name, details) for starts, tell in _TELLING if name.startswith(starts))
    return next(told, "")


def _opened(_: str, details: tuple[Any, ...]) -> str:
    path, mode, flags = details
    if isinstance(path, int) and path not in _STANDARD:
        return ""  # it was told of when its file was opened
    if set(mode or "") & set("wax+") or (isinstance(flags, int) and flags & _WRITING):
        return "" if _is_cache(path) else f"opens {path!r} to write"
    return "" if _is_beside_modules(path) else f"reads {path!r}"


def _looked_into(_: str, details: tuple[Any, ...]) -> str:
    is_for_imports = _is_on_path(details[0]) or _is_beside_modules(details[0])
    return "" if is_for_imports else f"looks into the folder {details[0]!r}"


def _changed(name: str, details: tuple[Any, ...]) -> str:
    return "" if _is_cache(details[0]) else f"touches files: {name}{details!r:.80}"


def _connected(name: str, details: tuple[Any, ...]) -> str:
    if name != "sqlite3.connect" or details[0] in _IN_MEMORY:
        return ""
    return f"opens the database {details[0]!r}"


_TELLING: tuple[tuple[tuple[str, ...], Callable[[str, tuple[Any, ...]], str]], ...] = (
    (("open",), _opened),
    (("os.listdir", "os.scandir"), _looked_into),
    (("sqlite3.connect",), _connected),
    ((ENVIRONMENT,), lambda _, details: f"reads the environment variable {details[0]}"),
    (("os.putenv", "os.unsetenv"), lambda *_: "changes the environment"),
    (_FILES, _changed),
    (_NETWORK, lambda name, _: f"uses the network: {name}"),
    (_PROGRAMS, lambda name, _: f"starts a program: {name}"),
)
"""What events begin with, and what is told of them."""


def _is_cache(path: object) -> bool:
    """Tell whether a path is of the bytecode that Python keeps of what it imports."""
    return (
        isinstance(path, str | bytes | os.PathLike)
        and "__pycache__" in Path(os.fsdecode(path)).parts
    )


def _is_beside_modules(path: object) -> bool:
    """Tell whether a path lies where a module does that is imported, or can be."""
    whole = _whole(path)
    return bool(whole) and any(Path(whole).is_relative_to(one) for one in _folders_of_modules())


def _is_on_path(path: object) -> bool:
    """Tell whether a folder is one that imports look into."""
    return bool(_whole(path)) and _whole(path) in map(_whole, sys.path)


def _whole(path: object) -> str:
    """Return the whole of a path; nothing where it is none, but a descriptor."""
    if not isinstance(path, str | bytes | os.PathLike):
        return ""
    return os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - a link stays what it is


def _folders_of_modules() -> set[Path]:
    known = [getattr(module, "__dict__", {}).get("__file__") for module in [*sys.modules.values()]]
    return {Path(sys.prefix), Path(sys.base_prefix), *(Path(file).parent for file in known if file)}
