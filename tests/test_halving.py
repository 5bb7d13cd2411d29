"""A file that two processes take apart reads as if one had, and none is left over."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from hkcs_model import DatasetError, halving, load
from hkcs_model.halving import Plain, answer, taken_apart_by_two
from hkcs_model.taking_apart import table_apart
from tests.datasets import SOUND, Files, write_dataset

ROWS = 700  # each half has more words than a byte has values
TEXT = "session,person,status\n" + "".join(f"s{row},p{row % 7},attended\n" for row in range(ROWS))
FIRST, _, LAST = TEXT.partition("s200,")
QUOTED, RAGGED, WRONG = b's,"p",x\n', b"s,p\n", b"s,p,\xff\n"


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is large enough, and there are two cores; tests may say otherwise."""
    monkeypatch.setattr(halving, "_LARGE", 1)
    monkeypatch.setattr(halving, "_cores", lambda: 2)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that are started."""
    found: list[subprocess.Popen[bytes]] = []

    class Seen(subprocess.Popen[bytes]):
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **options)  # type: ignore[call-overload]
            found.append(self)

    monkeypatch.setattr(subprocess, "Popen", Seen)
    return found


def by_two(folder: Path, data: str | bytes) -> Plain | None:
    path = folder / "attendances.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return taken_apart_by_two(path)


def by_one(data: str | bytes) -> Plain | None:
    text = data if isinstance(data, str) else data.decode("utf-8-sig")
    apart = table_apart(text)
    return apart and (apart[0], apart[1].columns())


def shown(plain: Plain | None) -> object:
    """All of it, with the words and codes of each column."""
    return plain and (plain[0], [(list(c.words), list(c.codes)) for c in plain[1]])


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT, id="plain"),
        pytest.param(TEXT.rstrip(), id="no-last-newline"),
        pytest.param(TEXT.replace("\n", "\r\n"), id="as-windows-ends-lines"),
        pytest.param(b"\xef\xbb\xbf" + TEXT.encode(), id="byte-order-mark"),
        pytest.param(TEXT.replace("p", "\u5e74"), id="chinese"),
        pytest.param(FIRST, id="half-as-long"),
        pytest.param("id\n" + "a\n" * 5, id="one-column"),
        pytest.param("id\na", id="one-row"),
        pytest.param("id\n" + "a" * 50, id="nothing-is-left-for-the-second"),
        pytest.param("a" * 50 + ",b\nc,d\n", id="the-header-is-longer-than-half"),
    ],
)
def test_two_take_apart_what_one_does(
    tmp_path: Path, started: list[subprocess.Popen[bytes]], data: str | bytes
) -> None:
    """The same words in the same order, and the same codes."""
    found = by_two(tmp_path, data)
    assert found is not None
    assert shown(found) == shown(by_one(data))
    assert [process.poll() for process in started] == [0]


@pytest.mark.parametrize("row", [QUOTED, RAGGED, WRONG], ids=["quoted", "ragged", "not-utf-8"])
@pytest.mark.parametrize("half", ["own", "other"])
def test_what_is_not_plain_is_left_to_one(
    tmp_path: Path, started: list[subprocess.Popen[bytes]], row: bytes, half: str
) -> None:
    """Whichever half it stands in."""
    rows = [row, LAST.encode()] if half == "own" else [LAST.encode(), row]
    assert by_two(tmp_path, FIRST.encode() + rows[0] + rows[1]) is None
    (process,) = started
    assert process.poll() is not None


def test_utf_16_is_left_to_one(tmp_path: Path) -> None:
    assert by_two(tmp_path, TEXT.encode("utf-16")) is None


def test_a_file_that_is_not_there_is_left_to_one(tmp_path: Path) -> None:
    assert taken_apart_by_two(tmp_path / "none.csv") is None


def test_small_files_start_nothing(
    tmp_path: Path, started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(halving, "_LARGE", len(TEXT) + 1)
    assert by_two(tmp_path, TEXT) is None
    assert not started


def test_one_core_starts_nothing(
    tmp_path: Path, started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(halving, "_cores", lambda: 1)
    assert by_two(tmp_path, TEXT) is None
    assert not started


@pytest.mark.parametrize("program", ["", None, "/opt/bin/records"])
def test_a_program_that_holds_a_python_is_not_started_again(
    tmp_path: Path,
    started: list[subprocess.Popen[bytes]],
    monkeypatch: pytest.MonkeyPatch,
    program: str | None,
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    assert by_two(tmp_path, TEXT) is None
    assert not started


def test_a_frozen_program_is_not_started_again(
    tmp_path: Path, started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert by_two(tmp_path, TEXT) is None
    assert not started


def test_a_python_that_is_not_there_leaves_it_to_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert by_two(tmp_path, TEXT) is None


def test_a_second_process_that_fails_leaves_it_to_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where it is killed since memory is short."""
    monkeypatch.setattr(halving, "_SECOND", "raise SystemExit(9)")
    assert by_two(tmp_path, TEXT) is None


def test_an_interrupt_leaves_no_process_over(
    tmp_path: Path, started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is ended also where it would go on for long."""

    def interrupted(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(halving, "_SECOND", "import time; time.sleep(600)")
    monkeypatch.setattr(halving, "table_apart", interrupted)
    with pytest.raises(KeyboardInterrupt, match=r"^$"):
        by_two(tmp_path, TEXT)
    (process,) = started
    assert process.poll() is not None


def test_the_second_process_tells_the_rows_from_a_place_on(tmp_path: Path) -> None:
    path = tmp_path / "attendances.csv"
    path.write_text(TEXT, encoding="utf-8")
    out = io.BytesIO()
    answer(str(path), len(FIRST), 3, out)
    assert b"s200" in out.getvalue()
    assert b"s199" not in out.getvalue()


@pytest.mark.parametrize("row", [QUOTED, RAGGED], ids=["quoted", "ragged"])
def test_the_second_process_fails_where_it_cannot_tell(tmp_path: Path, row: bytes) -> None:
    path = tmp_path / "attendances.csv"
    path.write_bytes(row)
    with pytest.raises(SystemExit, match="1"):
        answer(str(path), 0, 3, io.BytesIO())


@pytest.mark.parametrize("cores", [1, 3])
def test_where_the_system_tells_no_more_all_cores_count(
    monkeypatch: pytest.MonkeyPatch, cores: int
) -> None:
    monkeypatch.undo()
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert halving._cores() == cores


def test_the_cores_that_this_process_may_use_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 4}, raising=False)
    assert halving._cores() == len({0, 4})


def problems_of(folder: Path) -> Iterable[str]:
    try:
        return [str(problem) for problem in load(folder).warnings]
    except DatasetError as error:
        return [str(problem) for problem in error.problems]


HOSTILE: dict[str, Files] = {
    "sound": SOUND,
    "title-row": {**SOUND, "attendances": "Who was there,,\n" + str(SOUND["attendances"])},
    "header-twice": {**SOUND, "persons": "id,id\na,b\nb,b\n"},
    "semicolons": {**SOUND, "sessions": "id;activity;date\ns1;a1;2014\n"},
    "strangers": {**SOUND, "attendances": "session,person\n" + "s1,x\ns9,chan-tai-man\n" * 9},
    "blank-rows": {**SOUND, "persons": "id,gender\n,\nchan-tai-man,F\n,\nlee-siu-ming,M\n"},
}


@pytest.mark.parametrize("files", HOSTILE.values(), ids=HOSTILE)
def test_what_is_wrong_is_told_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: Files
) -> None:
    """The same problems in the same order, whether two took the files apart or one."""
    write_dataset(tmp_path, files)
    found = problems_of(tmp_path)
    monkeypatch.setattr(halving, "_cores", lambda: 1)
    assert found == problems_of(tmp_path)
