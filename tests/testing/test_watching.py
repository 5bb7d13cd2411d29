"""What is touched while something runs: heard in one thread, while it is watched, and told."""

from __future__ import annotations

import importlib
import json
import os
import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import hkcs_model
from hkcs_model.testing.watching import ENVIRONMENT, Event, touched, watched

HERE = Path(__file__)


def told(events: list[Event]) -> list[str]:
    return [sentence for event in events if (sentence := touched(event))]


def test_nothing_is_heard_before_or_after() -> None:
    """The hook stays for good, and is deaf."""
    with watched() as events:
        Path(os.devnull).read_bytes()
    number = len(events)
    assert number
    Path(os.devnull).read_bytes()
    os.environ.get("HOME")
    assert len(events) == number


def test_each_watch_hears_its_own() -> None:
    with watched():
        os.environ.get("ACME_ONE")
    with watched() as events:
        os.environ.get("ACME_TWO")
    assert [details for name, details in events if name == ENVIRONMENT] == [("ACME_TWO",)]


def test_what_other_threads_do_is_not_heard() -> None:
    """A test run in parallel is nobody's breach."""
    with watched() as events:
        thread = threading.Thread(target=Path(os.devnull).read_bytes)
        thread.start()
        thread.join()
    assert told(events) == []


def test_it_is_deaf_again_where_something_raises() -> None:
    with pytest.raises(KeyError), watched() as events:
        os.environ["ACME_STYLE"]
    number = len(events)
    os.environ.get("HOME")
    assert len(events) == number


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda: os.environ.get("ACME"), id="get"),
        pytest.param(lambda: os.getenv("ACME"), id="getenv"),
        pytest.param(lambda: "ACME" in os.environ, id="in"),
    ],
)
def test_every_way_to_ask_the_environment_is_heard(ask: Any) -> None:
    with watched() as events:
        ask()
    assert told(events) == ["reads the environment variable ACME"]


def test_the_environment_is_as_before() -> None:
    before = dict(os.environ)
    with watched():
        assert dict(os.environ) == before
    assert dict(os.environ) == before


def test_to_import_a_module_and_read_beside_one_is_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its bytecode is kept, too."""
    folder = tmp_path / "modules"
    folder.mkdir()
    folder.joinpath("acme_lazy.py").write_text("import json\n")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    with watched() as events:
        importlib.import_module("acme_lazy")
        folder.joinpath("acme_lazy.py").read_bytes()
        list(folder.iterdir())
        Path(hkcs_model.__file__).with_name("py.typed").read_bytes()
        Path(json.__file__).read_bytes()
    assert told(events) == []
    sys.modules.pop("acme_lazy")


def test_a_database_in_memory_is_allowed(tmp_path: Path) -> None:
    with watched() as events, closing(sqlite3.connect(":memory:")):
        pass
    assert told(events) == []
    file = tmp_path / "report.sqlite"
    with watched() as events, closing(sqlite3.connect(file)):
        pass
    assert told(events) == [f"opens the database {file!r}"]


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        pytest.param(("open", ("report", "w", 0)), "opens 'report' to write", id="a-mode"),
        pytest.param(("open", ("report", None, os.O_CREAT)), "opens 'report' to write", id="flags"),
        pytest.param(("open", ("report", "r+b", None)), "opens 'report' to write", id="both-ways"),
        pytest.param(("open", ("/etc/acme", "r", 0)), "reads '/etc/acme'", id="reading"),
        pytest.param(("open", (1, "w", 0)), "opens 1 to write", id="standard-output"),
        pytest.param(("open", (0, "r", 0)), "reads 0", id="standard-input"),
        pytest.param(("open", (12, "w", 0)), "", id="a-descriptor-of-what-was-told-before"),
        pytest.param(("open", (HERE, "rb", 0)), "", id="beside-a-module"),
        pytest.param(("open", (os.fsencode(HERE), "rb", 0)), "", id="a-path-of-bytes"),
        pytest.param(("open", ("a/__pycache__/b.pyc", "wb", 0)), "", id="bytecode"),
        pytest.param(("os.listdir", ("/etc",)), "looks into the folder '/etc'", id="a-folder"),
        pytest.param(("os.scandir", (HERE.parent,)), "", id="a-folder-of-modules"),
        pytest.param(("os.listdir", (sys.path[-1],)), "", id="a-folder-that-imports-look-into"),
        pytest.param(("os.listdir", (3,)), "looks into the folder 3", id="a-folder-by-descriptor"),
        pytest.param(
            ("os.remove", ("report", -1)), "touches files: os.remove('report', -1)", id="removing"
        ),
        pytest.param(("os.mkdir", ("a/__pycache__", 511, -1)), "", id="a-folder-for-bytecode"),
        pytest.param(
            ("tempfile.mkstemp", ("/tmp/x",)),  # noqa: S108 - a name alone
            "touches files: tempfile.mkstemp('/tmp/x',)",
            id="a-temporary",
        ),
        pytest.param(("socket.connect", ()), "uses the network: socket.connect", id="network"),
        pytest.param(("urllib.Request", ()), "uses the network: urllib.Request", id="a-request"),
        pytest.param(("os.system", ("ls",)), "starts a program: os.system", id="a-program"),
        pytest.param(("os.putenv", (b"A", b"b")), "changes the environment", id="setting"),
        pytest.param(("compile", (None, "x")), "", id="anything-else"),
    ],
)
def test_what_is_touched_is_told(event: Event, sentence: str) -> None:
    assert touched(event) == sentence
