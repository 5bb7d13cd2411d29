"""The command line: what it prints where, what it writes, and what it ends with."""

from __future__ import annotations

import atexit
import csv
import errno
import gc
import io
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, BinaryIO

import click
import pytest
from attrs import evolve, field, frozen
from click.shell_completion import ShellComplete

from hkcs_model import __version__, cli, intake, plugins
from hkcs_model.cli import main
from hkcs_model.cli.group import COMMANDS as HOMES
from hkcs_model.hookspecs import Loss
from hkcs_model.plugins import OWN, SWITCH, Given, Plugins, built_in
from hkcs_model.problems import UsageError
from hkcs_model.report import Report
from tests.datasets import Files, write_dataset
from tests.plugin_fixture.pretend import (
    RULE,
    TEXT,
    Point,
    brings,
    exporter,
    install,
    install_exporter,
    of,
)

BOM = b"\xef\xbb\xbf"
OLD = b"the old report\n"
FORMATS = tuple(built_in().exporters)

STATED: Files = {
    "activities": "id,programme,kind\na1,edu,course\n",
    "statements": "id,rule,value,activity\nst1,contacts,~40,a1\n",
}
"""A dataset of which there is nothing to say."""
ODD: Files = {
    **STATED,
    "statements": "id,rule,value,activity\nst1,contacts,40,a1\nst2,contacts,50,a1\n",
}
"""A dataset with something odd, which is counted all the same."""
FAULTY: Files = {**STATED, "statements": "id,rule,value,activity\nst1,contacts,forty,a9\n"}
"""A dataset with two errors."""
CALLS: Files = {**STATED, "statements": "id,rule,value\nst1,acme_case_days,12\n"}
"""A dataset whose statement is of a plugin's rule."""


@frozen
class Said:
    """What a command said, and what it ended with."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """What it printed, as text."""
        return self.out.decode().replace("\r\n", "\n")

    @property
    def data(self) -> Any:
        """What it printed, as data."""
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command in this process."""

    def run_it(*arguments: str | Path) -> Said:
        capsysbinary.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Said(status, out, err.decode())

    return run_it


def start(*arguments: str | Path, **how: Any) -> subprocess.Popen[bytes]:
    """Start `python -m hkcs_model` as a user does."""
    command = [sys.executable, "-m", "hkcs_model", *map(str, arguments)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, **{**pipes, **how})


def really_run(*arguments: str | Path, **how: Any) -> Said:
    """Run a command in a process of its own."""
    with start(*arguments, **how) as process:
        out, err = process.communicate()
    return Said(process.returncode, out or b"", err.decode())


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is where we are; no plugin is there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(SWITCH, "")
    return tmp_path


def there() -> list[str]:
    """Return the names of everything in the folder where we are, hidden files too."""
    return sorted(file.name for file in Path().iterdir())


# ---- help ----


@pytest.mark.parametrize("word", ["--help", "-h"])
def test_help_names_the_commands(run: Run, word: str) -> None:
    said = run(word)
    assert (said.status, said.err) == (0, "")
    for command in (
        "check",
        "count",
        "explain",
        "export",
        "formats",
        "plugins",
        "reconcile",
        "rules",
    ):
        assert f"\n  {command} " in said.text


def command_of(name: str) -> click.Command:
    """Return a command, loaded as it is for whoever asks for it."""
    found = cli.commands.get_command(click.Context(cli.commands), name)
    assert found is not None
    return found


def test_each_command_is_in_the_module_that_is_loaded_for_it() -> None:
    for name, module in HOMES.items():
        command = command_of(name)
        assert command.callback is not None
        assert command.callback.__module__ == f"hkcs_model.cli.{module}"
    assert sorted(cli.commands.commands) == list(HOMES)


@pytest.mark.parametrize("command", HOMES)
def test_every_command_and_option_has_a_help(run: Run, command: str) -> None:
    said = run(command, "--help")
    assert said.status == 0
    assert command_of(command).help
    for option in command_of(command).params:
        if isinstance(option, click.Option):
            assert option.help
            assert max(option.opts, key=len) in said.text


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").text == f"hkcs-model, version {__version__}\n"


def test_no_command_is_answered_with_the_help(run: Run) -> None:
    said = run()
    assert (said.status, said.out) == (2, b"")
    assert "Commands:" in said.err


# ---- wrong usage ----


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("exprt", "exprt: no such command; did you mean export?", id="a-command"),
        pytest.param("qqq", "there are check, compare, convert, count,", id="none-is-near"),
        pytest.param("export --fromat csv", "--format", id="an-option"),
        pytest.param("export", "no format; choose one with --format, such as csv, json", id="none"),
        pytest.param("export -o -", "no format; choose one with --format", id="no-suffix-there"),
        pytest.param("export --format yaml", "yaml: no such format; there are csv,", id="a-format"),
        pytest.param("export --format jsn", "did you mean json?", id="a-format-that-is-near"),
        pytest.param("export -o report.txt", "no format has that ending", id="a-suffix"),
        pytest.param("formats htm", "did you mean html?", id="a-format-to-tell-of"),
        pytest.param("rules contcts", "contcts: no such rule; did you mean contacts", id="a-rule"),
        pytest.param("rules --lang zh-hant", "'zh-Hant'", id="a-language-of-words"),
        pytest.param("export hkc --format csv", "did you mean hkcs?", id="a-dataset"),
        pytest.param("check hkc", "did you mean hkcs?", id="a-dataset-to-check"),
        pytest.param("check", "DATASET", id="no-dataset-to-check"),
        pytest.param("export --format csv --lang zh-Hand", "'zh-Hant'", id="a-language"),
        pytest.param("export --format csv hkcs extra", "extra", id="one-word-too-many"),
        pytest.param("export --format csv --small-cells=-1", "x>=0", id="cells-below-zero"),
        pytest.param("export --format csv --small-cells few", "few", id="cells-that-are-a-word"),
        pytest.param("check hkcs --format yaml", "'text', 'json'", id="a-form-of-an-answer"),
    ],
)  # fmt: skip
def test_wrong_usage_is_answered_with_what_is_right(run: Run, words: str, told: str) -> None:
    said = run(*words.split())
    assert (said.status, said.out) == (2, b"")
    assert told in said.err
    assert there() == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param("bmo=true", "no option bmo, did you mean bom?", id="an-unknown-key"),
        pytest.param("bom=yes", "option bom does not take that value", id="a-wrong-value"),
        pytest.param("bom", "not KEY=VALUE", id="no-value"),
    ],
)
def test_a_wrong_option_lists_the_right_ones(run: Run, given: str, told: str) -> None:
    said = run("export", "--format", "csv", "-O", given)
    assert (said.status, said.out) == (2, b"")
    assert told in said.err
    assert said.err.endswith("its options are bom=true|false\n")


@pytest.mark.parametrize("indent", ["-1", "-100"])
def test_a_number_that_means_nothing_is_refused(run: Run, indent: str) -> None:
    said = run("export", "--format", "json", "-O", f"indent={indent}")
    assert (said.status, said.out) == (2, b"")


def test_a_name_longer_than_any_file_is_no_dataset(run: Run) -> None:
    said = run("check", "x" * 300)
    assert (said.status, said.out) == (2, b"")
    assert "no such path, and no dataset that ships with the package" in said.err


def test_wrong_usage_is_found_before_the_long_work(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(_: str) -> None:
        raise AssertionError("the dataset is read")

    monkeypatch.setattr(intake, "load", load)
    assert run("export", "no-dataset", "--format", "csv", "-O", "bmo=1").status == 2


# ---- what a later version does ----


def test_small_cells_are_refused_not_ignored(run: Run) -> None:
    said = run("export", "--format", "csv", "--small-cells", "5", "-o", "report.csv")
    assert (said.status, said.out) == (1, b"")
    assert said.err == "--small-cells: small numbers are not withheld by this version\n"
    assert there() == []


def test_no_small_cells_are_no_change(run: Run) -> None:
    plain = run("export", "--format", "csv")
    assert run("export", "--format", "csv", "--small-cells", "0") == plain
    assert plain.status == 0


def test_a_file_that_is_no_form_of_a_dataset_is_refused(run: Run, folder: Path) -> None:
    folder.joinpath("data.yaml").write_text("{}")
    said = run("check", "data.yaml")
    assert (said.status, said.out) == (2, b"")
    assert said.err == (
        "data.yaml: not a form of a dataset;"
        " take a folder with project.toml, or a .json, .xlsx or SQLite file\n"
    )


# ---- export: the report ----


@pytest.mark.parametrize("format_", FORMATS)
def test_a_report_goes_to_standard_output_or_to_a_file(run: Run, format_: str) -> None:
    """The same bytes go either way; messages never among them."""
    printed = run("export", "--format", format_)
    written = run("export", "--format", format_, "-o", f"report.{format_}")
    assert (printed.status, written.status, written.out) == (0, 0, b"")
    assert printed.err == written.err
    assert Path(f"report.{format_}").read_bytes().removeprefix(BOM) == printed.out
    assert there() == [f"report.{format_}"]


def test_a_hyphen_is_standard_output(run: Run) -> None:
    assert run("export", "--format", "json", "-o", "-") == run("export", "--format", "json")


def test_the_format_outweighs_the_suffix(run: Run) -> None:
    run("export", "--format", "json", "-o", "report.csv")
    assert json.loads(Path("report.csv").read_bytes())["schema"] == "urn:hkcs-model:report:1"


def test_a_dataset_is_a_folder_too(run: Run, folder: Path) -> None:
    write_dataset(folder / "data", STATED)
    said = run("export", "data", "--format", "json")
    assert [figure["text"] for figure in said.data["figures"]] == ["around 40"]
    assert (said.status, said.err) == (0, "")


@pytest.mark.parametrize("language", cli.LANGUAGES)
def test_a_report_is_in_the_language_asked_for(run: Run, language: str) -> None:
    said = run("export", "--format", "json", "--lang", language)
    assert said.data["language"] == language


def test_the_language_is_else_the_datasets(run: Run, folder: Path) -> None:
    project = write_dataset(folder / "data", STATED).joinpath("project.toml")
    project.write_text(project.read_text().replace("as_at", 'language = "zh-Hant"\nas_at'))
    assert run("export", "data", "--format", "json").data["language"] == "zh-Hant"


def test_options_reach_the_exporter(run: Run) -> None:
    said = run("export", "--format", "json", "-O", "indent=0")
    assert said.out.count(b"\n") == 1


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        pytest.param("", b"id,", id="standard-output-has-none"),
        pytest.param("-o -", b"id,", id="a-hyphen-has-none"),
        pytest.param("-O bom=true", BOM, id="unless-somebody-says-so"),
    ],
)
def test_standard_output_has_no_byte_order_mark(run: Run, words: str, begins: bytes) -> None:
    assert run("export", "--format", "csv", *words.split()).out.startswith(begins)


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        pytest.param("", BOM, id="a-file-has-one"),
        pytest.param("-O bom=false", b"id,", id="unless-somebody-says-otherwise"),
    ],
)
def test_a_file_has_a_byte_order_mark(run: Run, words: str, begins: bytes) -> None:
    """By it Excel knows Chinese."""
    run("export", "-o", "report.csv", *words.split())
    assert Path("report.csv").read_bytes().startswith(begins)


def test_an_exporter_without_the_option_is_not_asked_for_a_byte_order_mark(run: Run) -> None:
    run("export", "-o", "report.json")
    assert json.loads(Path("report.json").read_bytes())


def test_every_loss_is_told_on_standard_error(run: Run) -> None:
    said = run("export", "--format", "csv", "--lang", "zh-Hans")
    assert said.err.splitlines() == [
        "csv: not carried: only zh-Hans is in it, not en or zh-Hant",
        "csv: not carried: summaries, activities, partners, milestones and sources are not in it",
        (
            "csv: not carried: steps, published totals beside the records, and totals of tables "
            "are not in it"
        ),
    ]
    rows = list(csv.DictReader(io.StringIO(said.text)))
    assert {"2250", "800", "4000"} <= {row["low"] for row in rows}


def test_nothing_lost_is_nothing_told(run: Run) -> None:
    assert run("export", "--format", "json").err == ""


def test_what_is_odd_is_told_on_standard_error(run: Run, folder: Path) -> None:
    write_dataset(folder / "data", ODD)
    said = run("export", "data", "--format", "json")
    assert said.status == 0
    assert said.data["figures"]
    assert said.err.startswith("statements.csv:")
    assert ": warning: " in said.err


def test_a_faulty_dataset_is_never_counted(run: Run, folder: Path) -> None:
    write_dataset(folder / "data", FAULTY)
    folder.joinpath("report.csv").write_bytes(OLD)
    said = run("export", "data", "-o", "report.csv")
    assert (said.status, said.out) == (1, b"")
    *told, totals = said.err.splitlines()
    assert [line.split("; ")[0].split(": ")[0] for line in told] == [
        "statements.csv:2:value",
        "statements.csv:2:activity",
    ]
    assert totals == "2 errors, 0 warnings"
    assert folder.joinpath("report.csv").read_bytes() == OLD


# ---- the same bytes ----

EXPORTS = """
import sys
from hkcs_model.cli import main
for name in sys.argv[2:]:
    assert main(["export", "--format", name, "-o", f"{sys.argv[1]}/report.{name}"]) == 0
"""

SURROUNDINGS: dict[str, Mapping[str, str]] = {
    "nothing-else": {},
    "another-time-zone": {"TZ": "Pacific/Kiritimati"},
    "the-c-locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "the-posix-locale": {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "the-c-locale-in-utf-8": {"LC_ALL": "C.UTF-8"},
    "a-hash-seed": {"PYTHONHASHSEED": "1"},
    "another-hash-seed": {"PYTHONHASHSEED": "4711"},
    "an-encoding": {"PYTHONIOENCODING": "ascii"},
}


@pytest.mark.parametrize("around", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_the_same_dataset_gives_the_same_bytes(
    run: Run, folder: Path, around: Mapping[str, str]
) -> None:
    """A report depends on the dataset and the options, and on nothing around it."""
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    subprocess.run(
        [sys.executable, "-c", EXPORTS, str(folder), *FORMATS],
        env={**os.environ, **around},
        cwd=elsewhere,
        check=True,
        capture_output=True,
    )
    for format_ in FORMATS:
        run("export", "--format", format_, "-o", elsewhere / f"report.{format_}")
        one = folder.joinpath(f"report.{format_}").read_bytes()
        assert one == elsewhere.joinpath(f"report.{format_}").read_bytes()


@pytest.mark.parametrize("format_", FORMATS)
def test_a_report_says_nothing_of_where_its_dataset_lies(
    run: Run, folder: Path, format_: str
) -> None:
    with as_file(files("hkcs_model") / "datasets" / "hkcs") as shipped:
        shutil.copytree(shipped, folder / "here")
        shutil.copytree(shipped, folder / "there" / "deeper")
    printed = run("export", "--format", format_).out
    assert run("export", folder / "here", "--format", format_).out == printed
    assert run("export", "there/deeper", "--format", format_).out == printed
    assert str(folder).encode() not in printed


@pytest.mark.parametrize(
    "around",
    [
        pytest.param({"PYTHONIOENCODING": "ascii"}, id="ascii"),
        pytest.param({"PYTHONIOENCODING": "big5"}, id="big5"),
        pytest.param(SURROUNDINGS["the-c-locale"], id="the-c-locale"),
    ],
)
def test_chinese_comes_out_whatever_the_system_writes(around: Mapping[str, str]) -> None:
    said = really_run("rules", "contacts", "--lang", "zh-Hant", env={**os.environ, **around})
    assert (said.status, said.err) == (0, "")
    assert "服務人次" in said.text


# ---- a place that cannot be written ----

A_REAL_LIMIT = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
"""
A_DISK_THAT_SAYS_SO = """
import errno, os
def fsync(handle):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
os.fsync = fsync
"""
FULL = [pytest.param(A_DISK_THAT_SAYS_SO, "the disk is full", id="a-disk-that-says-so")]
if sys.platform != "win32":
    FULL.append(pytest.param(A_REAL_LIMIT, "would be larger than is allowed", id="a-real-limit"))


@pytest.mark.parametrize("old", [pytest.param(None, id="no-file"), pytest.param(OLD, id="a-file")])
@pytest.mark.parametrize(("fill", "told"), FULL)
def test_a_full_disk_leaves_all_as_it_was(
    folder: Path, fill: str, told: str, old: bytes | None
) -> None:
    """No half report, no temporary, and the old report as it was."""
    if old is not None:
        folder.joinpath("report.html").write_bytes(old)
    script = f"{fill}\nimport sys\nfrom hkcs_model.cli import main\nsys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", script, "export", "-o", "report.html"],
        capture_output=True,
        check=False,
        env={name: text for name, text in os.environ.items() if not name.startswith("COVERAGE")},
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith("report.html: not written: ")
    assert told in done.stderr.decode()
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == (
        {} if old is None else {"report.html": old}
    )


def test_a_folder_that_is_not_there_is_told(run: Run) -> None:
    said = run("export", "-o", "no-folder/report.csv")
    assert (said.status, said.out) == (1, b"")
    assert said.err == "no-folder/report.csv: not written: there is no such folder; make it first\n"


COMMANDS = [
    pytest.param(["export", "--format", "csv"], id="export"),
    pytest.param(["check", "hkcs"], id="check"),
    pytest.param(["formats"], id="formats"),
    pytest.param(["rules", "--format", "json"], id="rules"),
]


class FullOutput(io.BytesIO):
    """Standard output on a disk that is full."""

    def write(self, _data: Any, /) -> int:
        """Find no room."""
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("words", COMMANDS)
def test_standard_output_that_is_full_is_told(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(FullOutput(), write_through=True))
    assert main(words) == 1
    assert "the disk is full; make room and try again" in capsys.readouterr().err


def test_standard_output_that_is_not_there_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A program started without one has None there."""
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["export", "--format", "csv"]) == 1
    assert "-: not written: " in capsys.readouterr().err


# ---- pipes and devices ----


@contextmanager
def null_device() -> Iterator[tuple[str, Callable[[], bytes | None]]]:
    yield os.devnull, lambda: None


@contextmanager
def fifo() -> Iterator[tuple[str, Callable[[], bytes | None]]]:
    os.mkfifo("pipe")
    with reading(lambda: os.open("pipe", os.O_RDONLY)) as read:
        yield "pipe", read


@contextmanager
def terminal() -> Iterator[tuple[str, Callable[[], bytes | None]]]:
    import tty

    master, slave = os.openpty()
    tty.setraw(slave)
    with reading(lambda: master) as read:

        def read_all() -> bytes:
            os.close(slave)
            return read()

        yield os.ttyname(slave), read_all


@contextmanager
def reading(source: Callable[[], int]) -> Iterator[Callable[[], bytes]]:
    """Read all of a pipe or terminal meanwhile; whoever asks waits for the end."""
    found = bytearray()

    def read() -> None:
        handle = source()
        with suppress(OSError):  # the end of a terminal is an error on some systems
            while data := os.read(handle, 65536):
                found.extend(data)
        os.close(handle)

    reader = threading.Thread(target=read)
    reader.start()

    def read_all() -> bytes:
        reader.join()
        return bytes(found)

    yield read_all


DEVICES = [pytest.param(null_device, id="the-null-device")]
if hasattr(os, "mkfifo"):
    DEVICES.append(pytest.param(fifo, id="a-named-pipe"))
if hasattr(os, "openpty"):
    DEVICES.append(pytest.param(terminal, id="a-terminal"))


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("format_", FORMATS)
def test_a_device_is_written_to_and_stays_a_device(run: Run, device: Any, format_: str) -> None:
    """It gets what standard output gets, byte-order mark or not too."""
    printed = run("export", "--format", format_).out
    with device() as (path, read):
        kind = stat.S_IFMT(Path(path).stat().st_mode)
        said = run("export", "--format", format_, "-o", path)
        assert stat.S_IFMT(Path(path).stat().st_mode) == kind
        assert (said.status, said.out) == (0, b"")
        assert read() in {printed, None}


@pytest.mark.parametrize(
    "name", ["-", *(name for name in ("/dev/stdout", "/dev/fd/1") if Path(name).exists())]
)
def test_a_pipe_is_written_to_by_whatever_name(run: Run, name: str) -> None:
    """A shell names a pipe to another program like that: `-o >(gzip > report.gz)`."""
    said = really_run("export", "--format", "json", "-o", name)
    assert (said.status, said.err) == (0, "")
    assert said.out == run("export", "--format", "json").out


FULL_DEVICE = Path("/dev/full")


@pytest.mark.parametrize(
    "place", [os.devnull, *([str(FULL_DEVICE)] if FULL_DEVICE.exists() else [])]
)
def test_a_device_is_full_or_it_is_not(run: Run, place: str) -> None:
    said = run("export", "--format", "json", "-o", place)
    told = f"{place}: not written: the disk is full; make room and try again\n"
    assert (said.status, said.err) == ((0, "") if place == os.devnull else (1, told))
    assert not Path(place).is_file()


@pytest.mark.parametrize("words", [*COMMANDS, pytest.param(["--help"], id="help")])
def test_a_closed_pipe_is_met_in_silence(words: list[str]) -> None:
    """`hkcs-model export --format html | head -1` is no mistake."""
    with start(*words) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        told = [
            line for line in process.stderr.read().splitlines() if b": not carried: " not in line
        ]
    assert told == []
    assert process.returncode in {0, 1}


class StoppedOutput(io.BytesIO):
    """Standard output whose reader has stopped."""

    def write(self, _data: Any, /) -> int:
        """Find nobody."""
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")


@pytest.mark.parametrize("words", COMMANDS)
def test_a_closed_pipe_ends_a_command_as_any_end_does(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`main` returns the exit status, and does not end the program that calls it."""
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(StoppedOutput(), write_through=True))
    monkeypatch.setattr(sys, "stderr", sys.stderr)  # click puts others in their place
    assert main(words) == 1
    assert capsys.readouterr().err == ""


# ---- binary formats ----


class PretendTerminal(io.TextIOWrapper):
    """A terminal as far as one can ask."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


@contextmanager
def pretend_terminal() -> Iterator[io.TextIOWrapper]:
    yield PretendTerminal(io.BytesIO(), write_through=True)


@contextmanager
def real_terminal() -> Iterator[io.TextIOWrapper]:
    master, slave = os.openpty()
    with os.fdopen(slave, "w") as opened:
        yield opened
    os.close(master)


TERMINALS = [pytest.param(pretend_terminal, id="a-pretend-terminal")]
if hasattr(os, "openpty"):
    TERMINALS.append(pytest.param(real_terminal, id="a-real-terminal"))


@pytest.mark.parametrize("opened", TERMINALS)
@pytest.mark.parametrize("words", [[], ["-o", "-"]])
def test_a_binary_format_is_not_written_to_a_terminal(
    opened: Any,
    words: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    install_exporter(monkeypatch, binary=True)
    with opened() as there:
        monkeypatch.setattr(sys, "stdout", there)
        assert main(["export", "--format", "acme-text", *words]) == 2
    told = capsys.readouterr().err
    assert "acme-text is binary and is not written to a terminal" in told
    assert "-o report.acme, or to a pipe" in told


@pytest.mark.parametrize("opened", TERMINALS)
def test_a_text_is_written_to_a_terminal(opened: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    install_exporter(monkeypatch)
    with opened() as there:
        monkeypatch.setattr(sys, "stdout", there)
        assert main(["export", "--format", "acme-text"]) == 0


def test_a_binary_format_is_written_to_a_pipe_and_to_a_file(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_exporter(monkeypatch, binary=True)
    said = run("export", "--format", "acme-text")
    assert said.status == 0
    assert b"around 2,300\n" in said.out
    assert run("export", "-o", "report.acme").status == 0
    assert Path("report.acme").read_bytes() == said.out


# ---- interrupted ----


@pytest.mark.parametrize("words", [[], ["-o", "report.acme"]])
@pytest.mark.parametrize("old", [pytest.param(None, id="no-file"), pytest.param(OLD, id="a-file")])
def test_an_interrupt_leaves_all_as_it_was(
    run: Run, folder: Path, words: list[str], old: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(_report: Report, out: BinaryIO, _options: object) -> list[Loss]:
        out.write(b"half a report")
        raise KeyboardInterrupt

    if old is not None:
        folder.joinpath("report.acme").write_bytes(old)
    install_exporter(monkeypatch, write=write)
    said = run("export", "--format", "acme-text", *words)
    assert said.status == 130
    assert said.err.strip() == "interrupted"
    assert [file.read_bytes() for file in folder.iterdir()] == ([] if old is None else [old])


@contextmanager
def no_interrupt() -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A report that is written to the end."""
    with start("export", "--format", "html") as process:
        assert process.stdout
        process.stdout.read()
        yield process, 0


@contextmanager
def a_real_interrupt() -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Ctrl-C while a report is being written to a pipe that nobody empties."""
    os.mkfifo("pipe")
    script = "import sys; from hkcs_model.cli import main; sys.exit(main())"
    words = ["export", "--format", "html", "-o", "pipe"]
    with subprocess.Popen(
        [sys.executable, "-c", script, *words], stderr=subprocess.PIPE
    ) as process:
        with Path("pipe").open("rb", buffering=0) as pipe:
            pipe.read(1)
            process.send_signal(signal.SIGINT)
            pipe.read()
        yield process, 130


@pytest.mark.parametrize(
    "interrupted",
    [no_interrupt, *([a_real_interrupt] if hasattr(os, "mkfifo") else [])],
)
def test_a_real_process_says_how_it_ended(interrupted: Any) -> None:
    with interrupted() as (process, status):
        assert process.stderr
        told = process.stderr.read().decode()
    assert process.returncode == status
    assert told.strip() == ("interrupted" if status else "")


# ---- plugins at work ----


def raises(error: BaseException) -> Any:
    def write(_report: Report, out: BinaryIO, _options: object) -> list[Loss]:
        out.write(b"half a report")
        raise error

    return write


def gives(losses: Any) -> Any:
    def write(_report: Report, out: BinaryIO, _options: object) -> Any:
        out.write(b"a report")
        return losses

    return write


@pytest.mark.parametrize("words", [["-o", "-"], ["-o", "report.acme"]])
@pytest.mark.parametrize(
    ("write", "reason"),
    [
        pytest.param(raises(ValueError("no\n fonts")), "ValueError: no fonts", id="an-error"),
        pytest.param(raises(AssertionError()), "AssertionError", id="an-error-without-words"),
        pytest.param(
            raises(FileNotFoundError(errno.ENOENT, "No such file", "font.ttf")),
            "font.ttf",
            id="a-file-of-its-own-that-is-missing",
        ),
        pytest.param(raises(SystemExit(0)), "SystemExit", id="it-ends-the-program"),
        pytest.param(gives(None), "list of Loss", id="no-list-of-losses"),
        pytest.param(gives(["the summary"]), "list of Loss", id="losses-that-are-none"),
    ],
)
def test_a_plugin_that_fails_is_named_and_leaves_nothing(
    run: Run, write: Any, reason: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its failure is its own: exit 3, one line that names it, no traceback, no half report."""
    install_exporter(monkeypatch, write=write)
    said = run("export", "--format", "acme-text", *words)
    assert said.status == 3
    assert said.err.startswith("format acme-text of acme 1.2 failed: ")
    assert reason in said.err
    assert said.err.count("\n") == 1
    assert there() == []


def test_a_built_in_that_fails_is_named_as_ours(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a look at what else is installed, since that may be what is broken."""

    def installed() -> None:
        raise AssertionError("plugins are looked for")

    csv = evolve(plugins.built_in().exporters["csv"], write=raises(ValueError("no")))
    ours = Plugins(given=(Given(name="csv", value=csv, source=OWN),))
    monkeypatch.setattr(plugins, "own", lambda _: ours)
    monkeypatch.setattr(plugins, "installed", installed)
    said = run("export", "--format", "csv")
    assert (said.status, said.err) == (3, f"format csv of {OWN} failed: ValueError: no\n")


@pytest.mark.parametrize("output", ["-", "report.acme"])
def test_a_format_that_lacks_a_library_is_refused_before_any_work(
    run: Run, output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_exporter(monkeypatch, extra="fast", requires=("acme_fast",))
    said = run("export", "no such dataset", "--format", "acme-text", "-o", output)
    assert (said.status, said.out) == (2, b"")
    assert said.err == (
        "format acme-text needs acme_fast, which is not installed; run: pip install 'acme[fast]'\n"
    )
    assert there() == []


def test_a_library_that_is_found_missing_at_work_is_wrong_usage(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_exporter(monkeypatch, write=raises(UsageError("writing acme needs acme_fast")))
    said = run("export", "--format", "acme-text", "-o", "report.acme")
    assert (said.status, said.err) == (2, "writing acme needs acme_fast\n")
    assert there() == []


def test_a_plugins_losses_are_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    install_exporter(monkeypatch, write=gives([Loss("text", "the summary is not in it")]))
    said = run("export", "--format", "acme-text")
    assert (said.status, said.out) == (0, b"a report")
    assert said.err == "acme-text: not carried: the summary is not in it\n"


def test_a_plugins_byte_order_mark_is_set_like_our_own(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    @frozen
    class Options:
        """One option, which `export` knows."""

        bom: bool = field(default=False)

    def write(_report: Report, out: BinaryIO, options: Options) -> list[Loss]:
        out.write(str(options.bom).encode())
        return []

    install_exporter(monkeypatch, write=write, options=Options)
    assert run("export", "--format", "acme-text").out == b"False"
    run("export", "-o", "report.acme")
    assert Path("report.acme").read_bytes() == b"True"


def test_a_format_that_two_plugins_claim_is_nobodys(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, of("one", brings(TEXT)), of("two", brings(TEXT)))
    said = run("export", "--format", "acme-text")
    assert (said.status, said.out) == (3, b"")
    assert "acme-text of one 1.0: also claimed by two 1.0" in said.err
    assert "acme-text of two 1.0: also claimed by one 1.0" in said.err
    assert run("export", "--format", "json").status == 0


def test_a_rule_that_two_plugins_claim_is_nobodys(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, of("one", brings(RULE)), of("two", brings(RULE)))
    said = run("rules", "acme_case_days")
    assert (said.status, said.out) == (3, b"")
    assert "acme_case_days of one 1.0: also claimed by two 1.0" in said.err
    assert "acme_case_days of two 1.0: also claimed by one 1.0" in said.err


def test_a_statement_may_be_of_a_plugins_rule(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dataset(folder / "data", CALLS)
    assert run("check", "data").status == 1
    install(monkeypatch, Point(brings(RULE)))
    assert run("check", "data").text == "0 errors, 0 warnings\n"
    (figure,) = run("export", "data", "--format", "json").data["figures"]
    assert (figure["rule"], figure["low"]) == ("acme_case_days", 12)


# ---- check ----


@pytest.mark.parametrize(
    ("dataset", "status", "totals"),
    [
        pytest.param(STATED, 0, "0 errors, 0 warnings", id="sound"),
        pytest.param(ODD, 0, "0 errors, 1 warning", id="odd"),
        pytest.param(FAULTY, 1, "2 errors, 0 warnings", id="faulty"),
        pytest.param({"project": "["}, 1, "1 error, 0 warnings", id="no-project-at-all"),
    ],
)
def test_every_problem_is_told_with_totals(
    run: Run, folder: Path, dataset: Files, status: int, totals: str
) -> None:
    write_dataset(folder / "data", dataset)
    said = run("check", "data")
    assert (said.status, said.err) == (status, "")
    *problems, last = said.text.splitlines()
    assert last == totals
    data = run("check", "data", "--format", "json")
    assert (data.status, data.err) == (status, "")
    assert f"{data.data['errors']} error" in totals
    assert f"{data.data['warnings']} warning" in totals
    assert len(data.data["problems"]) == len(problems)


def test_a_problem_as_data_says_where_and_what(run: Run, folder: Path) -> None:
    write_dataset(folder / "data", FAULTY)
    first, _ = run("check", "data", "--format", "json").data["problems"]
    assert list(first) == ["code", "severity", "file", "row", "column", "place", "message", "hint"]
    place = first["severity"], first["file"], first["row"], first["column"]
    assert place == ("error", "statements.csv", 2, "value")
    text = run("check", "data").text
    assert text.startswith(f"statements.csv:2:value: {first['message']}; {first['hint']}\n")


def test_the_dataset_that_ships_is_sound(run: Run) -> None:
    said = run("check", "hkcs")
    assert (said.status, said.text) == (0, "0 errors, 0 warnings\n")


# ---- formats, rules, plugins ----

LISTS = [
    pytest.param(["formats"], id="formats"),
    pytest.param(["rules"], id="rules"),
    pytest.param(["plugins"], id="plugins"),
]


@pytest.mark.parametrize("words", LISTS)
def test_what_is_there_is_listed_as_text_and_as_data(run: Run, words: list[str]) -> None:
    text, data = run(*words), run(*words, "--format", "json")
    assert (text.status, text.err, data.status, data.err) == (0, "", 0, "")
    listed = next(iter(data.data.values()))
    assert listed
    for one in listed:
        name = one.get("format") or one.get("id") or one.get("name")
        assert any(name in line.split() for line in text.text.splitlines())


@pytest.mark.parametrize("words", LISTS)
@pytest.mark.parametrize("form", ["text", "json"])
def test_what_failed_to_load_is_told_with_its_distribution_and_reason(
    run: Run, words: list[str], form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything else is listed all the same."""
    install(monkeypatch, of("acme-bad", RuntimeError("no licence")), Point(brings(TEXT, RULE)))
    said = run(*words, "--format", form)
    assert said.status == 0
    told = said.text + said.err
    assert told.count("acme-bad") == 1
    assert "RuntimeError: no licence" in told
    assert "acme" in said.text


@pytest.mark.parametrize(
    ("words", "named"),
    [
        pytest.param(["formats", "csv"], "csv", id="a-format"),
        pytest.param(["formats", "acme-text"], "acme-text", id="a-plugins-format"),
        pytest.param(["rules", "contacts"], "contacts", id="a-rule"),
        pytest.param(["rules", "acme_case_days"], "acme_case_days", id="a-plugins-rule"),
    ],
)
def test_one_is_told_in_full(
    run: Run, words: list[str], named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, Point(brings(TEXT, RULE)))
    text, data = run(*words), run(*words, "--format", "json")
    assert (text.status, data.status) == (0, 0)
    first, *others = text.text.splitlines()
    assert first.split() == [words[0].removesuffix("s"), named]
    assert len(others) > 4
    (only,) = next(iter(data.data.values()))
    assert named in only.values()


@pytest.mark.parametrize("language", cli.LANGUAGES)
def test_rules_are_told_in_a_language(run: Run, language: str) -> None:
    (rule,) = run("rules", "contacts", "--format", "json").data["rules"]
    assert rule["label"][language] in run("rules", "--lang", language).text


# ---- what is a defect ----


def test_a_defect_is_not_hushed_up(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody but its makers can act on it, and they need to see where it is."""

    def load(_: str, **__: object) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr(intake, "load", load)
    with pytest.raises(ZeroDivisionError, match="a mistake of ours"):
        run("check", "hkcs")


# ---- completion ----


def completed(*words: str) -> dict[str, tuple[str, str | None]]:
    shell = ShellComplete(cli.commands, {}, "hkcs-model", "_HKCS_MODEL_COMPLETE")
    found = shell.get_completions(list(words[:-1]), words[-1])
    return {item.value: (item.type, item.help) for item in found}


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        pytest.param(
            [""],
            {
                *("check", "compare", "convert", "count", "explain", "export", "formats"),
                *("new", "plugins", "reconcile", "rules", "verify"),
            },
            id="commands",
        ),
        pytest.param(["e"], {"explain", "export"}, id="two-commands"),
        pytest.param(["export", "--f"], {"--format"}, id="an-option"),
        pytest.param(["export", "--format", ""], {*FORMATS, "acme-text"}, id="formats"),
        pytest.param(["export", "--format", "ht"], {"html"}, id="a-format"),
        pytest.param(["formats", "c"], {"csv"}, id="a-format-to-tell-of"),
        pytest.param(["export", "--lang", "zh"], {"zh-Hant", "zh-Hans"}, id="languages"),
        pytest.param(["export", "h"], {"hkcs", "h"}, id="a-dataset-or-a-folder"),
        pytest.param(["check", "./d"], {"./d"}, id="a-folder"),
        pytest.param(["exprt", "x"], set(), id="nothing-after-what-is-unknown"),
    ],
)
def test_a_shell_completes(
    words: list[str], offered: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, of("acme-bad", RuntimeError("no licence")), Point(brings(exporter())))
    assert set(completed(*words)) >= offered
    assert bool(completed(*words)) == bool(offered)


def test_a_completed_format_says_what_it_is() -> None:
    (format_,) = completed("export", "--format", "csv").values()
    assert format_ == ("plain", "the figures as a table, for spreadsheets and other programs")


def test_a_completed_dataset_may_be_a_folder_or_a_file() -> None:
    assert completed("export", "d") == {"d": ("file", None)}


def test_a_real_shell_asks_by_variables() -> None:
    asked = {
        "_HKCS_MODEL_COMPLETE": "bash_complete",
        "COMP_WORDS": "hkcs-model expo",
        "COMP_CWORD": "1",
    }
    said = really_run(env={**os.environ, **asked})
    assert (said.status, said.text) == (0, "plain,export\n")


# ---- a real process ----


def test_a_user_starts_it_as_a_module(run: Run) -> None:
    said = really_run("export", "--format", "csv")
    assert said == run("export", "--format", "csv")


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        pytest.param(["export", "--format", "yaml"], 2, "there are csv, json, html", id="usage"),
        pytest.param(["export", "-o", "no/report.csv"], 1, "no such folder", id="output"),
        pytest.param(["check", "."], 1, "project.toml", id="input"),
    ],
)
def test_the_exit_status_of_a_process_says_whose_fault_it_was(
    words: list[str], status: int, told: str
) -> None:
    said = really_run(*words)
    assert said.status == status
    assert told in said.err + said.text
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        pytest.param(None, [200_000, gc.freeze], id="as-a-program"),
        pytest.param(["rules"], [], id="within-another"),
    ],
)
def test_a_program_looks_seldom_for_garbage_and_not_as_it_ends(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str] | None, found: list[object]
) -> None:
    """All it made goes with it; another program's is not ours to leave."""
    registered: list[object] = []
    monkeypatch.setattr(gc, "set_threshold", registered.append)
    monkeypatch.setattr(atexit, "register", registered.append)
    monkeypatch.setattr(sys, "argv", ["hkcs-model", "rules"])
    assert main(arguments) == 0
    assert registered == found


@pytest.mark.parametrize("words", ["--help", "export --help", "--version"])
def test_help_on_a_full_disk_is_no_defect(
    words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("click.core.echo", full)
        patched.setattr("click.decorators.echo", full)
        assert main(words.split()) == 1
    assert capsys.readouterr().err == (
        "-: not written: the disk is full; make room and try again\n"
    )
