"""Datasets in a form that a plugin reads: like any other, with the reader's own places."""

from __future__ import annotations

import importlib.metadata
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hkcs_model.cli import main
from hkcs_model.converting import SUFFIXES
from hkcs_model.hookspecs import (
    Origin,
    Problem,
    Reader,
    TextDataset,
    TextTable,
)
from hkcs_model.intake import load
from hkcs_model.plugins import READ_HERE, SWITCH, installed
from hkcs_model.problems import DatasetError, PluginError, UsageError
from tests.datasets import write_dataset
from tests.plugin_fixture.acme_hours import acme_hours
from tests.plugin_fixture.pretend import Point, brings, install, names, of

(HOURS,) = acme_hours.hkcs_readers()
LINES = """\
= agency.name | Harbour Centre
= project.title | Work with carers
= project.as_at | 2024-05-31

sessions | id | activity | date
activities | id | programme | kind
sessions | s1 | a1 | 2024-05-04
programmes | id
programmes | care
sessions | s2 | a1 | 2024-05-11 | |
activities | a1 | care | group
"""


def table(name: str, /, *rows: tuple[str, ...], **changes: Any) -> TextTable:
    header, *body = rows
    given: dict[str, Any] = {
        "name": name,
        "file": name,
        "header": header,
        "rows": tuple(body),
        "numbers": tuple(range(2, len(rows) + 1)),
    }
    return TextTable(**given | changes)


PROJECT = {
    "programmes": [{"id": "care"}],
    "agency": {"name": "Harbour"},
    "project": {"title": "Carers", "as_at": "2024-05-31"},
}
PROJECT_TABLE = table(
    "project",
    ("key", "value"),
    ("agency.name", "Harbour"),
    ("project.title", "Carers"),
    ("project.as_at", "2024-05-31"),
)
TORN = TextDataset(
    project=PROJECT,
    problems=(Problem(code="acme-torn", origin=Origin("book.acme"), message="torn"),),
)
SESSIONS = table("sessions", ("id", "activity", "date"), ("s1", "a1", "2024-05-04"))
ACTIVITIES = table("activities", ("id", "programme", "kind"), ("a1", "care", "group"))


def reading(found: Any, **changes: Any) -> Reader:
    """Return a reader that finds the same in every file, or raises it."""

    def read(_: Path) -> Any:
        if isinstance(found, BaseException):
            raise found
        return found

    given: dict[str, Any] = {
        "form": "acme",
        "summary": "acme",
        "suffixes": (".acme",),
        "read": read,
    }
    return Reader(**given | changes)


@pytest.fixture
def read_as(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Any], tuple[Problem, ...]]:
    """Load a file by a reader that finds something in it, and return what is told of it."""

    def load_it(found: Any) -> tuple[Problem, ...]:
        install(monkeypatch, Point(brings(reading(found))))
        file = tmp_path / "book.acme"
        file.write_bytes(b"anything")
        try:
            return load(file).warnings
        except DatasetError as error:
            return error.problems

    return load_it


def lines(folder: Path, text: str, name: str = "carers.hours") -> Path:
    file = folder / name
    file.write_text(text, "utf-8")
    return file


# ---- read ----


def test_a_dataset_in_a_plugins_form_is_a_dataset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same content is the same dataset, with the same fingerprint, in every form."""
    install(monkeypatch, of("acme-hours", brings(HOURS)))
    dataset = load(lines(tmp_path, LINES))
    assert str(dataset.project.title) == "Work with carers"
    assert [session.id for session in dataset.sessions] == ["s1", "s2"]
    folder = tmp_path / "folder"
    write_dataset(
        folder,
        {
            "project": '[agency]\nname = "Harbour Centre"\n[project]\n'
            'title = "Work with carers"\nas_at = 2024-05-31\n[[programmes]]\nid = "care"\n',
            "activities": "id,programme,kind\na1,care,group\n",
            "sessions": "id,activity,date\ns1,a1,2024-05-04\ns2,a1,2024-05-11\n",
            "statements": None,
        },
    )
    assert dataset.digest == load(folder).digest


@pytest.mark.parametrize("name", ["CARERS.HOURS", "carers.2024.hours"])
def test_the_ending_is_found_whatever_its_capitals(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, of("acme-hours", brings(HOURS)))
    assert len(load(lines(tmp_path, LINES, name)).sessions) == 2


def test_its_problems_are_told_at_the_readers_own_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The number of the line, the header; the plugin's own among them, in input order."""
    install(monkeypatch, of("acme-hours", brings(HOURS)))
    text = (
        LINES.replace("2024-05-31", "soon")
        .replace("2024-05-04", "later")
        .replace("2024-05-11 | |", "2024-05-11 | | x")
    )
    with pytest.raises(DatasetError) as caught:
        load(lines(tmp_path, f"{text}no bar\n"))
    places = [str(problem.origin) for problem in caught.value.problems]
    assert places == [
        "carers.hours:3:project.as_at",
        "carers.hours:7:date",
        "carers.hours:10",
        "carers.hours:12",
    ]
    assert "acme-no-bar" in {problem.code for problem in caught.value.problems}


def test_a_project_may_be_a_table_as_in_a_workbook(read_as: Any) -> None:
    programmes = table("programmes", ("id",), ("care",))
    book = TextDataset(tables=(PROJECT_TABLE, programmes, ACTIVITIES, SESSIONS))
    assert read_as(book) == read_as(TextDataset(project=PROJECT, tables=(ACTIVITIES, SESSIONS)))


def test_places_may_be_told_as_cells(read_as: Any) -> None:
    sheet = table("sessions", ("id", "activity", "date"), ("s1", "a1", "x"), notation="cells")
    found = TextDataset(project=PROJECT, tables=(ACTIVITIES, sheet))
    assert [str(problem.origin) for problem in read_as(found)] == ["sessions!C2:date"]


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        pytest.param((PROJECT_TABLE, table("sesions", ("id",))), "error", id="a-near-miss"),
        pytest.param((PROJECT_TABLE, table("rooms", ("id",))), "warning", id="a-stranger"),
        pytest.param(
            (PROJECT_TABLE, SESSIONS, ACTIVITIES, table("sesions", ("id",))),
            "warning",
            id="a-near-miss-of-one-that-is-there",
        ),
    ],
)
def test_a_table_that_nothing_reads_is_told(tables: Any, told: str, read_as: Any) -> None:
    (problem,) = (p for p in read_as(TextDataset(tables=tables)) if p.code == "unknown-table")
    assert problem.severity == told
    assert "sessions" in problem.hint or told == "warning"


def test_a_table_of_the_project_beside_a_project_is_told(read_as: Any) -> None:
    """It is not read, since the project was given already: nothing is dropped in silence."""
    found = TextDataset(project=PROJECT, tables=(table("programmes", ("id",), ("edu",)),))
    assert [problem.code for problem in read_as(found)] == ["unknown-table"]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        pytest.param((("id", "id"), ("a", "b")), "header-twice", id="a-header-twice"),
        pytest.param((("id",), ("a", "b")), "row-too-long", id="a-row-too-long"),
    ],
)
def test_what_is_wrong_with_a_table_is_told_as_in_every_form(
    rows: Any, code: str, read_as: Any
) -> None:
    told = read_as(TextDataset(project=PROJECT, tables=(table("persons", *rows),)))
    assert code in {problem.code for problem in told}


def test_a_dataset_without_a_project_is_told(read_as: Any) -> None:
    (problem,) = read_as(TextDataset())
    assert (problem.code, str(problem.origin)) == ("no-project", "project")


# ---- what fails ----


@pytest.mark.parametrize(
    ("found", "told"),
    [
        pytest.param(KeyError("x"), "failed: KeyError: 'x'", id="it-raises"),
        pytest.param(SystemExit("no\n licence"), "failed: SystemExit: no licence", id="it-ends"),
        pytest.param(PermissionError("no"), "failed: PermissionError: no", id="not-the-file's"),
        pytest.param({}, "failed: gives dict, not a TextDataset", id="it-gives-something-else"),
    ],
)
def test_a_reader_that_fails_is_named_with_its_distribution(
    found: Any, told: str, read_as: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with pytest.raises(PluginError) as caught:
        read_as(found)
    assert str(caught.value) == f"book.acme: reader acme of acme 1.2 {told}"
    assert main(["check", str(tmp_path / "book.acme")]) == 3
    assert capsys.readouterr().err == f"{caught.value}\n"


def test_a_usage_error_of_a_reader_stays_one(read_as: Any) -> None:
    error = UsageError("reading acme needs acmelib, which is not installed")
    with pytest.raises(UsageError) as caught:
        read_as(error)
    assert caught.value is error


def test_problems_that_a_reader_raises_are_told_as_problems(read_as: Any) -> None:
    assert read_as(DatasetError(TORN.problems)) == TORN.problems


def test_an_interrupt_is_no_failure_of_a_reader(read_as: Any) -> None:
    with pytest.raises(KeyboardInterrupt):
        read_as(KeyboardInterrupt())


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param({"header": ["id"]}, "header: .* not a tuple of texts", id="a-list"),
        pytest.param({"header": (1,)}, "header: .* not a tuple of texts", id="a-number"),
        pytest.param({"rows": [("a",)]}, "rows: .* not a tuple of tuples", id="rows-in-a-list"),
        pytest.param({"rows": ((None,),)}, "rows: .* not a tuple of texts", id="a-cell-of-none"),
        pytest.param({"numbers": ()}, "numbers: .* not a number for each row", id="no-numbers"),
        pytest.param({"notation": "lines"}, "notation", id="a-notation-that-there-is-not"),
        pytest.param({"name": ""}, "name: '' is not", id="no-name"),
    ],
)
def test_a_table_that_is_no_texts_is_refused(changes: Any, told: str) -> None:
    """Else a number or a blank would be counted as something that it is not."""
    with pytest.raises(ValueError, match=told):
        table("persons", ("id",), ("a",), **changes)


@pytest.mark.parametrize(
    "tables",
    [
        pytest.param((SESSIONS, SESSIONS), id="a-name-twice"),
        pytest.param(("sessions",), id="names-alone"),
    ],
)
def test_tables_of_one_name_are_refused(tables: Any) -> None:
    with pytest.raises(ValueError, match=r"tables: .* is not TextTables of a name each"):
        TextDataset(tables=tables)


# ---- who may read what ----


def test_the_endings_of_our_own_forms_are_kept() -> None:
    assert READ_HERE == SUFFIXES


@pytest.mark.parametrize("suffix", READ_HERE)
def test_an_ending_of_ours_is_not_taken_over(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Point(brings(reading(None, suffixes=(suffix, ".acme")))))
    there = installed()
    assert list(there.readers) == [".acme"]
    assert [str(failure) for failure in there.failures] == [
        f"{suffix} of acme 1.2: hkcs-model has {suffix} already; take another name"
    ]


def test_two_that_claim_one_ending_are_both_refused_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And keep the others; of endings that are there, the longest chooses."""
    one = reading(TextDataset(), suffixes=(".acme", ".one"))
    two = reading(TextDataset(), suffixes=(".acme", ".two"))
    install(monkeypatch, of("one", brings(one)), of("two", brings(two)))
    assert list(installed().readers) == [".one", ".two"]
    with pytest.raises(PluginError) as caught:
        load(lines(tmp_path, "", "book.acme"))
    told = f"; uninstall one, or leave it out of {SWITCH}"
    assert str(caught.value).splitlines() == [
        f".acme of one 1.0: also claimed by two 1.0{told}",
        f".acme of two 1.0: also claimed by one 1.0{told}",
    ]
    assert load_fails(lines(tmp_path, "", "book.two")) == "no-project"


def load_fails(file: Path) -> str:
    with pytest.raises(DatasetError) as caught:
        load(file)
    return caught.value.problems[0].code


def test_the_longest_ending_chooses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = reading(TextDataset(), suffixes=(".txt",))
    own = reading(TORN, suffixes=(".acme.txt",))
    install(monkeypatch, of("one", brings(plain)), of("two", brings(own)))
    assert load_fails(lines(tmp_path, "", "book.acme.txt")) == "acme-torn"
    assert load_fails(lines(tmp_path, "", "book.txt")) == "no-project"


def test_a_file_of_no_form_is_answered_with_those_of_plugins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, Point(brings(HOURS)), of("acme-bad", RuntimeError("no licence")))
    with pytest.raises(UsageError) as caught:
        load(lines(tmp_path, "", "book.txt"))
    assert str(caught.value) == (
        "book.txt: not a form of a dataset; "
        "take a folder with project.toml, or a .json, .xlsx, .hours or SQLite file\n"
        "not loaded: reports of acme-bad 1.0: RuntimeError: no licence"
    )


def packed(*members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as whole:
        for member in members:
            whole.writestr(member, "")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(packed("content.xml"), "acme-torn", id="an-archive-that-is-no-workbook"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "acme-torn", id="an-old-workbook"),
        pytest.param(packed("[Content_Types].xml"), "not-xlsx", id="a-workbook-of-another-name"),
    ],
)
def test_what_a_workbook_is_like_may_be_a_plugins(
    data: bytes, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A workbook is read here whatever its ending; an .ods or .xls may be somebody else's."""
    found = reading(TORN, suffixes=(".ods",))
    install(monkeypatch, Point(brings(found)))
    file = tmp_path / "book.ods"
    file.write_bytes(data)
    assert load_fails(file) == code


def test_an_archive_that_nobody_reads_is_told_as_a_bad_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch)
    file = tmp_path / "book.ods"
    file.write_bytes(packed("content.xml"))
    assert load_fails(file) == "not-xlsx"


@pytest.mark.parametrize("suffix", ["", ".json", ".xlsx", ".sqlite"])
def test_no_plugin_is_looked_for_where_the_form_is_ours(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def entry_points(**_: object) -> None:
        raise AssertionError("entry points are read")

    target = tmp_path / f"carers{suffix}"
    assert main(["convert", "sample", "-o", str(target)]) == 0
    monkeypatch.setattr(importlib.metadata, "entry_points", entry_points)
    assert load(target).project.title


def test_readers_are_listed_among_the_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Point(brings(HOURS)))
    assert names(installed().given)[-1] == ".hours"


def test_the_reader_that_the_reference_shows_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "hooks.md"
    (shown,) = (
        code
        for code in re.findall(
            r"^```python\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE
        )
        if "Reader(" in code
    )
    names: dict[str, Any] = {}
    exec(compile(shown, str(page), "exec"), names)  # noqa: S102 - our own page
    install(monkeypatch, Point(SimpleNamespace(hkcs_readers=names["hkcs_readers"])))
    file = lines(tmp_path, "id|activity|date\ns1|a1|2024-03-01\n", "book.hours")
    with pytest.raises(DatasetError) as caught:
        load(file)
    assert [str(problem.origin) for problem in caught.value.problems] == ["book.hours:2:activity"]
    load_it = lines(tmp_path, "id|activity|date\n", "empty.hours")
    assert str(load(load_it).project.title) == "Hours"
