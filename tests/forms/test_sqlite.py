"""What is wrong with a SQLite file that no other form can have."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from hkcs_model.intake import load
from tests.forms.forms import problems_of, written


def with_rows(folder: Path, *statements: str, rows: tuple[Any, ...] = ()) -> Path:
    """Return a sound dataset as a SQLite file, in which some statements were carried out."""
    target = written("sqlite", folder, {"organisations": [["id", "name"], ["pku", "Peking"]]})
    with closing(sqlite3.connect(target)) as connection:
        for statement in statements:
            connection.execute(statement, rows if "?" in statement else ())
        connection.commit()
    return target


def told(source: Path) -> list[str]:
    """Return what is told of a file."""
    return [str(problem) for problem in problems_of(source)]


def test_a_file_that_was_cut_off_is_told_with_its_reason(tmp_path: Path) -> None:
    target = tmp_path / "cut.sqlite"
    target.write_bytes(with_rows(tmp_path).read_bytes()[:1000])
    (message,) = told(target)
    assert message.startswith("cut.sqlite: cannot be read as SQLite: ")
    assert message.endswith("; take the file that the database was saved in, or make it again")


def test_tables_that_are_none_of_the_format_are_told(tmp_path: Path) -> None:
    """One whose name is nearly right is an error, since what it holds would be lost."""
    source = with_rows(
        tmp_path,
        "CREATE TABLE sesions (id)",
        "CREATE TABLE notes (text)",
        "CREATE TABLE counters (id INTEGER PRIMARY KEY AUTOINCREMENT)",
    )
    assert told(source) == [
        "counters: warning: not a table of the format, so not read; name it as one of the tables",
        "notes: warning: not a table of the format, so not read; name it as one of the tables",
        "sesions: not a table of the format, so not read; name it sessions",
    ]


def test_a_database_without_a_project_is_told(tmp_path: Path) -> None:
    assert told(with_rows(tmp_path, "DROP TABLE project")) == [
        (
            "project: not there;"
            " add a sheet project with key and value: agency.name, project.title, project.as_at"
        )
    ]


@pytest.mark.parametrize(
    ("value", "read"),
    [
        pytest.param(7, "7", id="a whole number"),
        pytest.param(0.1 + 0.2, "0.30000000000000004", id="a number with all its digits"),
        pytest.param(2.50, "2.5", id="a number"),
        pytest.param(float("inf"), "inf", id="infinity"),
        pytest.param("  香港 ", "香港", id="a text"),
        pytest.param(b"bytes", "bytes", id="bytes that are a text"),
        pytest.param(None, "", id="nothing"),
    ],
)
def test_what_stands_in_a_cell_is_a_text(value: Any, read: str, tmp_path: Path) -> None:
    source = with_rows(tmp_path, "INSERT INTO organisations VALUES ('x', 'X')")
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("ALTER TABLE organisations ADD COLUMN place")
        connection.execute("UPDATE organisations SET place = ? WHERE id = 'x'", (value,))
        connection.commit()
    assert load(source).organisations[1].place == read


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    source = with_rows(tmp_path, "INSERT INTO organisations VALUES ('x', ?)", rows=(b"\xff\xfe",))
    assert told(source) == [
        "organisations:2:name: bytes that are not a text; store it as TEXT in UTF-8"
    ]


def test_a_number_that_is_none_is_told_where_a_number_should_be(tmp_path: Path) -> None:
    source = with_rows(
        tmp_path,
        "CREATE TABLE activities (id, programme, kind)",
        "INSERT INTO activities VALUES ('a1', 'edu', 'course')",
        "CREATE TABLE sessions (id, activity, date, hours)",
        "INSERT INTO sessions VALUES ('s1', 'a1', '2014', 9e999)",
    )
    assert told(source) == [
        "sessions:1:hours: not a number; write digits alone, such as 35 or 12.5"
    ]


def test_a_view_is_read_like_a_table(tmp_path: Path) -> None:
    source = with_rows(
        tmp_path, "CREATE VIEW sources AS SELECT id, name AS title FROM organisations"
    )
    assert [one.id for one in load(source).sources] == ["pku"]
