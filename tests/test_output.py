"""A file appears whole or not at all; a pipe or device is written straight to."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hkcs_model.output import open_output
from hkcs_model.problems import OutputError

OLD = b"the old report\n"
NEW = b"the new report\n"


def write(target: Path | str | None, data: bytes = NEW) -> None:
    with open_output(target if target is None else str(target)) as out:
        out.write(data)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is where we are."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def held_by(folder: Path) -> dict[str, bytes]:
    """Return the name and content of everything in a folder, hidden files too."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


# ---- a file ----


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("report.csv", id="a-plain-name"),
        pytest.param("年報 2014.csv", id="a-chinese-name-with-a-space"),
        pytest.param("-report.csv", id="a-name-that-begins-with-a-hyphen"),
        pytest.param("r" * 250, id="a-name-nearly-as-long-as-can-be"),
    ],
)
def test_a_new_file_holds_what_was_written_and_stands_alone(folder: Path, name: str) -> None:
    write(name)
    assert held_by(folder) == {name: NEW}


def test_an_old_file_is_replaced(folder: Path) -> None:
    folder.joinpath("report.csv").write_bytes(OLD)
    write("report.csv")
    assert held_by(folder) == {"report.csv": NEW}


def test_the_old_file_is_there_until_the_new_one_is_whole(folder: Path) -> None:
    """Whoever reads it meanwhile reads a whole report."""
    file = folder / "report.csv"
    file.write_bytes(OLD)
    with open_output(str(file)) as out:
        out.write(NEW)
        out.flush()
        assert file.read_bytes() == OLD
    assert file.read_bytes() == NEW


def test_nothing_written_is_an_empty_file(folder: Path) -> None:
    write("report.csv", b"")
    assert held_by(folder) == {"report.csv": b""}


# ---- what can go wrong ----


OLD_OR_NONE = [
    pytest.param({}, id="no-file"),
    pytest.param({"report.csv": OLD}, id="a-file"),
]


class StopError(Exception):
    """What a test stops with."""


@pytest.mark.parametrize("old", OLD_OR_NONE)
@pytest.mark.parametrize(
    "error",
    [
        pytest.param(StopError(), id="a-mistake"),
        pytest.param(KeyboardInterrupt(), id="an-interrupt"),
        pytest.param(SystemExit(1), id="an-end"),
    ],
)
def test_what_stops_the_writing_leaves_all_as_it_was(
    folder: Path, old: dict[str, bytes], error: BaseException
) -> None:
    for name, content in old.items():
        folder.joinpath(name).write_bytes(content)
    with pytest.raises(type(error)), open_output("report.csv") as out:  # noqa: PT012 - what is shown
        out.write(NEW)
        raise error
    assert held_by(folder) == old


def test_what_is_not_whole_yet_is_its_owners_alone(folder: Path) -> None:
    """Whoever may read the report may do so once it is there, and not while it is made."""
    before = os.umask(0)
    try:
        with open_output("report.csv"):
            (part,) = folder.iterdir()
            assert stat.S_IMODE(part.stat().st_mode) == 0o600
    finally:
        os.umask(before)


def test_nothing_that_is_there_is_taken_for_the_part(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who guesses its name leads it nowhere."""
    monkeypatch.setattr(os, "urandom", bytes)
    other = folder / "other"
    other.write_bytes(OLD)
    folder.joinpath(f".hkcs-model.{bytes(6).hex()}.part").symlink_to(other)
    with pytest.raises(OutputError, match=r"^report\.csv: not written: "):
        write("report.csv")
    assert other.read_bytes() == OLD
    assert not folder.joinpath("report.csv").exists()


class FullDisk(io.FileIO):
    """A file on a disk that is full."""

    def write(self, _data: Any) -> int:
        """Find no room."""
        raise OSError(errno.ENOSPC, "No space left on device")


def full_while_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(path: Path, mode: str, **opening: Any) -> io.BufferedWriter:
        return io.BufferedWriter(FullDisk(path, mode, **opening))

    monkeypatch.setattr("builtins.open", opened)


def failing(owner: Any, name: str) -> Callable[[pytest.MonkeyPatch], None]:
    """Return what lets a function find the disk full."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    return lambda monkeypatch: monkeypatch.setattr(owner, name, fail)


@pytest.mark.parametrize("old", OLD_OR_NONE)
@pytest.mark.parametrize(
    "fill",
    [
        pytest.param(failing(os, "open"), id="as-it-is-opened"),
        pytest.param(full_while_writing, id="as-it-is-written"),
        pytest.param(failing(os, "fsync"), id="as-it-reaches-the-disk"),
        pytest.param(failing(Path, "chmod"), id="as-it-gets-its-permissions"),
        pytest.param(failing(Path, "replace"), id="as-it-takes-its-place"),
    ],
)
def test_a_full_disk_leaves_all_as_it_was(
    folder: Path,
    old: dict[str, bytes],
    fill: Callable[[pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, content in old.items():
        folder.joinpath(name).write_bytes(content)
    with monkeypatch.context() as patched:
        fill(patched)
        with pytest.raises(OutputError, match=r"^report\.csv: not written: the disk is full; make"):
            write("report.csv")
    assert held_by(folder) == old


def test_a_temporary_that_is_gone_already_hides_no_reason(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason told is why it was not written, not what went wrong while clearing up."""

    def replace(file: Path, _to: Path) -> None:
        file.unlink()
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OutputError, match=r"nothing can be written there; write it elsewhere$"):
        write("report.csv")
    assert held_by(folder) == {}


@pytest.mark.parametrize(
    ("code", "told"),
    [
        pytest.param(errno.ENOSPC, "the disk is full; make room", id="a-full-disk"),
        pytest.param(errno.EDQUOT, "your share of the disk is full; make room", id="a-full-share"),
        pytest.param(errno.EFBIG, "the file would be larger than is allowed", id="a-limit"),
        pytest.param(errno.EACCES, "close it and try again", id="a-file-held-open"),
        pytest.param(errno.EPERM, "close it and try again", id="a-file-that-may-not-change"),
        pytest.param(errno.EROFS, "write it elsewhere", id="a-disk-that-is-only-read"),
        pytest.param(errno.EIO, os.strerror(errno.EIO), id="what-the-system-says"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_the_system_says_is_told_with_what_to_do(code: int, told: str) -> None:
    with pytest.raises(OutputError) as caught, open_output("report.csv"):
        raise OSError(code, os.strerror(code))
    assert str(caught.value).startswith("report.csv: not written: ")
    assert told in str(caught.value)
    assert caught.value.exit_status == 1


@pytest.mark.usefixtures("folder")
def test_an_error_without_words_is_told_by_its_kind() -> None:
    with pytest.raises(OutputError, match=r"not written: UnsupportedOperation$"), open_output("r"):
        raise io.UnsupportedOperation


@pytest.mark.parametrize(
    ("target", "told"),
    [
        pytest.param("no-folder/report.csv", "there is no such folder; make it first", id="none"),
        pytest.param("file/report.csv", "there is no such folder; make it first", id="a-file"),
        pytest.param("folder", "that is a folder; name a file in it", id="a-folder"),
    ],
)
def test_a_place_that_is_none_is_told(folder: Path, target: str, told: str) -> None:
    folder.joinpath("file").write_bytes(OLD)
    folder.joinpath("folder").mkdir()
    with pytest.raises(OutputError, match=f"^{target}: not written: {told}$"):
        write(target)
    assert sorted(file.name for file in folder.iterdir()) == ["file", "folder"]


# ---- links and permissions ----


def test_a_link_is_followed_and_stays_a_link(folder: Path) -> None:
    folder.joinpath("elsewhere").mkdir()
    target = folder / "elsewhere" / "report.csv"
    target.write_bytes(OLD)
    folder.joinpath("second").symlink_to(Path("elsewhere", "report.csv"))
    folder.joinpath("first").symlink_to("second")
    write("first")
    assert target.read_bytes() == NEW
    assert folder.joinpath("first").is_symlink()
    assert folder.joinpath("second").is_symlink()
    assert held_by(folder / "elsewhere") == {"report.csv": NEW}


def test_a_link_to_what_is_not_there_yet_is_followed_too(folder: Path) -> None:
    folder.joinpath("link").symlink_to("report.csv")
    write("link")
    assert folder.joinpath("link").is_symlink()
    assert folder.joinpath("report.csv").read_bytes() == NEW


def test_a_link_that_leads_to_itself_is_told(folder: Path) -> None:
    folder.joinpath("link").symlink_to("link")
    with pytest.raises(OutputError, match=r"^link: not written: "):
        write("link")
    assert [file.name for file in folder.iterdir()] == ["link"]


def permissions(file: str) -> int:
    return stat.S_IMODE(Path(file).stat().st_mode)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666])
@pytest.mark.usefixtures("folder")
def test_permissions_stay(mode: int) -> None:
    Path("report.csv").write_bytes(OLD)
    Path("report.csv").chmod(mode)
    before = permissions("report.csv")
    write("report.csv")
    assert permissions("report.csv") == before


@pytest.mark.parametrize("mask", [0o022, 0o027, 0o077])
@pytest.mark.usefixtures("folder")
def test_a_new_file_gets_the_permissions_that_any_new_file_gets(mask: int) -> None:
    old_mask = os.umask(mask)
    try:
        write("report.csv")
        Path("any").write_bytes(b"")
        assert os.umask(mask) == mask, "the mask itself is as it was"
    finally:
        os.umask(old_mask)
    assert permissions("report.csv") == permissions("any")


# ---- what is no file ----


@pytest.mark.parametrize("target", [None, "-"])
def test_standard_output_is_written_to_and_stays_open(
    target: str | None, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    write(target)
    assert capsysbinary.readouterr().out == NEW
    assert not sys.stdout.closed


def test_the_null_device_stays_a_device() -> None:
    before = stat.S_IFMT(os.stat(os.devnull).st_mode)  # noqa: PTH116 - nul is no path on Windows
    write(os.devnull)
    assert stat.S_IFMT(os.stat(os.devnull).st_mode) == before  # noqa: PTH116


def test_a_reader_that_has_stopped_is_not_a_fault_of_the_output() -> None:
    """Whoever reads may stop: it goes on as what it is, to be met in silence."""
    with pytest.raises(BrokenPipeError), open_output("-"):
        raise BrokenPipeError
