"""Own headers, words and registers that are wrong, told in every form they can occur in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hkcs_model.intake import load, read, told
from hkcs_model.intake.draft import Draft
from tests.datasets import PROJECT as PROJECT_TEXT
from tests.datasets import write_dataset
from tests.forms.forms import PROJECT, Rows, in_every_form, written

ACTIVITIES: Rows = [["id", "programme", "kind"], ["a1", "edu", "course"]]
PERSONS: Rows = [["id"], ["p1"]]
TABLES: dict[str, Rows] = {"activities": ACTIVITIES, "persons": PERSONS}


def messages(form: str, folder: Path, tables: dict[str, Rows], project: Any = None) -> list[str]:
    """Return all that is told of a dataset in a form."""
    source = written(form, folder, {**TABLES, **tables}, project)
    return [str(problem) for problem in told(Draft(read(source)))]


# ---- registers ----

REGISTERS = [
    pytest.param(
        [["person", "2014-01-01", "1/1/2014"], ["p1", "attended", "attended"]],
        {
            "folder": "register.a1.csv:1:1/1/2014",
            "json": "/register.a1:1/1/2014",
            "xlsx": "register.a1!C1:1/1/2014",
            "sqlite": "register.a1:1/1/2014",
        },
        "a day that stands there twice;"
        " put a second session of one day into sessions and attendances",
        id="a day twice",
    ),
    pytest.param(
        [["person", "gender"], ["p1", "F"]],
        {
            "folder": "register.a1.csv:1:gender",
            "json": "/register.a1:gender",
            "xlsx": "register.a1!B1:gender",
            "sqlite": "register.a1:gender",
        },
        "a header that is no day;"
        " write it as 2014-12-31; what is known of persons belongs into persons",
        id="no day",
    ),
    pytest.param(
        [["name", "2014-01-01"], ["p1", "attended"]],
        {
            "folder": "register.a1.csv:1:name",
            "json": "/register.a1:name",
            "xlsx": "register.a1!A1:name",
            "sqlite": "register.a1:name",
        },
        "a register whose first column is not person;"
        " call it person, or say in [columns] what register.person is called",
        id="nobody",
    ),
    pytest.param(
        [["person", "2014-01-01"], ["p1", "late"]],
        {
            "folder": "register.a1.csv:2:2014-01-01",
            "json": "/register.a1/0/2014-01-01",
            "xlsx": "register.a1!B2:2014-01-01",
            "sqlite": "register.a1:1:2014-01-01",
        },
        "not one of its words; write one of attended, absent, excused, cancelled",
        id="a word that is none",
    ),
    pytest.param(
        [["person", "2014-01-01"], ["p9", "attended"], ["", "attended"]],
        {
            "folder": "register.a1.csv:2:2014-01-01",
            "json": "/register.a1/0/2014-01-01",
            "xlsx": "register.a1!B2:2014-01-01",
            "sqlite": "register.a1:1:2014-01-01",
        },
        "names no row of persons; add the person, or correct the id",
        id="persons who are none",
    ),
    pytest.param(
        [["person", "2015-01-01"], ["p1", "attended"]],
        {
            "folder": "register.a1.csv:1:2015-01-01",
            "json": "/register.a1:2015-01-01",
            "xlsx": "register.a1!B1:2015-01-01",
            "sqlite": "register.a1:2015-01-01",
        },
        "a session after the as-at day, 2014-12-31; correct the date, or as_at in the project",
        id="a day to come",
    ),
]


@in_every_form
@pytest.mark.parametrize(("rows", "places", "message"), REGISTERS)
def test_what_is_wrong_with_a_register_is_told_at_its_cell(
    rows: Rows, places: dict[str, str], message: str, form: str, tmp_path: Path
) -> None:
    first, *_ = messages(form, tmp_path, {"register.a1": rows})
    assert first == f"{places[form]}: {message}"


@pytest.mark.parametrize(
    ("form", "place"),
    [
        pytest.param("folder", "register.zz.csv"),
        pytest.param("json", "/register.zz"),
        pytest.param("xlsx", "register.zz"),
        pytest.param("sqlite", "register.zz"),
    ],
)
def test_a_register_of_no_activity_is_told(form: str, place: str, tmp_path: Path) -> None:
    register: Rows = [["person", "2014-01-01"], ["p1", "attended"]]
    assert messages(form, tmp_path, {"register.zz": register}) == [
        f"{place}: a register of no activity; there is a1"
    ]


# ---- [columns] and [words] ----

LAYOUTS = [
    pytest.param(
        {"columns": {"sesions": {"date": "日期"}}},
        (
            "columns.sesions",
            "not a table of the format; did you mean sessions or persons or relations?",
        ),
        id="no table",
    ),
    pytest.param(
        {"columns": {"sessions": {"date": "日期", "end_date": "日期"}}},
        ("columns.sessions.end_date", "a header of two columns; keep it for one"),
        id="a header of two columns",
    ),
    pytest.param(
        {"words": {"atended": "P"}},
        ("words.atended", "not a word of the format; did you mean attended?"),
        id="no word",
    ),
    pytest.param(
        {"words": {"attended": "P", "absent": "P"}},
        ("words.absent", "a word that stands for two; keep it for one of them"),
        id="a word for two",
    ),
]


@in_every_form
@pytest.mark.parametrize(("layout", "said"), LAYOUTS)
def test_own_headers_and_words_that_stand_for_nothing_or_two_are_told(
    layout: dict[str, Any], said: tuple[str, str], form: str, tmp_path: Path
) -> None:
    key, message = said
    (only,) = messages(form, tmp_path, {}, PROJECT | layout)
    pointer = "/" + key.replace(".", "/")
    place = {"folder": f"project.toml:{key}", "json": pointer}.get(form, "project")
    assert only.startswith(place)
    assert only.endswith(f"{'' if form == 'json' else key}: {message}")


NO_KEYS = "not a table of keys; write it as"
NO_TEXT = 'not a text; write "…", or a list of such'
TYPES = [
    pytest.param(
        f'columns = "x"\n{PROJECT_TEXT}', f"columns: {NO_KEYS} [columns] with keys", id="columns"
    ),
    pytest.param(f"words = [1]\n{PROJECT_TEXT}", f"words: {NO_KEYS} [words] with keys", id="words"),
    pytest.param(
        f"{PROJECT_TEXT}[columns]\nsessions = 4\n",
        f"columns.sessions: {NO_KEYS} [columns.sessions] with keys",
        id="of a table",
    ),
    pytest.param(
        f"{PROJECT_TEXT}[columns]\nsessions.date = 4\n",
        f"columns.sessions.date: {NO_TEXT}",
        id="a header",
    ),
    pytest.param(
        f'{PROJECT_TEXT}[words]\nattended = ["P", 4]\n', f"words.attended: {NO_TEXT}", id="a word"
    ),
]


@pytest.mark.parametrize(("text", "message"), TYPES)
def test_own_headers_and_words_are_texts(text: str, message: str, tmp_path: Path) -> None:
    folder = write_dataset(tmp_path, {"project": text})
    assert [str(one) for one in told(Draft(read(folder)))] == [f"project.toml:{message}"]


@in_every_form
def test_two_headers_for_one_column_are_told(form: str, tmp_path: Path) -> None:
    """The format's own and the agency's, or two of the agency's."""
    sources: Rows = [["id", "title", "標題"], ["web", "Website", "網站"]]
    project = PROJECT | {"columns": {"sources": {"title": ["標題", "名稱"]}}}
    places = {
        "folder": "sources.csv:1:標題",
        "json": "/sources:標題",
        "xlsx": "sources!C1:標題",
        "sqlite": "sources:標題",
    }
    assert messages(form, tmp_path, {"sources": sources}, project) == [
        (
            f"{places[form]}: a header that stands for title, as another does;"
            " give each column a name of its own"
        )
    ]


@in_every_form
def test_a_blank_header_or_word_stands_for_none(form: str, tmp_path: Path) -> None:
    """A blank word is a word: what a blank cell of a register means."""
    register: Rows = [["person", "2014-01-01"], ["p1", ""]]
    project = PROJECT | {"words": {"absent": ["A", ""], "attended": "P; ✓"}}
    source = written(form, tmp_path, {**TABLES, "register.a1": register}, project)
    (one,) = load(source).attendances
    assert one.status == "absent"
