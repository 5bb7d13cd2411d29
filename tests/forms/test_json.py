"""What is wrong with a JSON document that no other form can have, and what it may leave out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hkcs_model.intake import load
from hkcs_model.intake.json_file import read_json
from tests.forms.forms import PROJECT, problems_of

HEAD = json.dumps(PROJECT)[:-1]
HINT = "write it as RFC 8259 has it: texts in double quotes, no comma after the last"
ACTIVITIES = [{"id": "a1", "programme": "edu", "kind": "course"}]
SOUND = {**PROJECT, "activities": ACTIVITIES}
DEEP = "[" * 100_000


def told(folder: Path, text: str | bytes) -> list[str]:
    """Return what is told of a document."""
    target = folder / "dataset.json"
    target.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [str(problem) for problem in problems_of(target)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", f"dataset.json:1: not JSON: expecting value; {HINT}", id="empty"),
        pytest.param(
            '{\n"agency" {}\n}',
            f"dataset.json:2: not JSON: expecting ':' delimiter; {HINT}",
            id="a colon left out",
        ),
        *(
            pytest.param(
                HEAD + f', "x": "{half}"}}',
                "dataset.json: not JSON: half of a character, an escape from \\ud800 to \\udfff by"
                f" itself; {HINT}",
                id=f"half of a character {half[1:]}",
            )
            for half in (r"\ud800", r"a\uDC00", r"\\\ud83d!", r"\ud83d\ud83d")
        ),
        pytest.param(
            HEAD + ', "x": NaN}',
            f"dataset.json: not JSON: NaN is no number; {HINT}",
            id="not a number",
        ),
        pytest.param(
            HEAD + ', "x": -Infinity}',
            f"dataset.json: not JSON: -Infinity is no number; {HINT}",
            id="infinity",
        ),
        pytest.param(
            HEAD + f', "x": {"9" * 2000}}}',
            f"dataset.json: not JSON: a number of too many digits; {HINT}",
            id="a number without end",
        ),
        pytest.param(
            HEAD + ', "x": 1e9999999999999999999}',
            f"dataset.json: not JSON: a number out of range; {HINT}",
            id="a power without end",
        ),
        pytest.param(DEEP, f"dataset.json: not JSON: nested too deep; {HINT}", id="a pit"),
        pytest.param("[]", "/: not an object; put all in { }", id="an array"),
        pytest.param(
            '{\n"a": "香港"}'.encode("big5hkscs"),
            "dataset.json:2: bytes that are not UTF-8; save it as UTF-8,"
            " or read it with --encoding big5hkscs or gb18030",
            id="bytes of no encoding",
        ),
    ],
)
def test_what_is_no_document_of_a_dataset_is_told_once(
    text: str | bytes, message: str, tmp_path: Path
) -> None:
    assert told(tmp_path, text) == [message]


TABLES: list[Any] = [
    pytest.param(
        HEAD + ', "agency": {"name": "H", "name": "I"}, "sources": [{"id": "a", "id": "b"}]}',
        [
            "/: an object with the key agency twice; keep one of the two",
            "/agency: an object with the key name twice; keep one of the two",
            "/sources:title: a required column that is missing; add it",
            "/sources/0: an object with the key id twice; keep one of the two",
        ],
        id="a key twice, anywhere",
    ),
    pytest.param(
        HEAD + ', "sources": {"id": "web"}, "register.a1": 4, "sesions": [], "notes": ["x"]}',
        [
            (
                "/notes: warning: not a table of the format, so not read;"
                " name it as one of the tables, or leave it out"
            ),
            "/register.a1: not an array of objects; write it as [{ }, { }]",
            "/sesions: not a table of the format, so not read; name it sessions",
            "/sources: not an array of objects; write it as [{ }, { }]",
        ],
        id="tables that are none",
    ),
    pytest.param(
        HEAD + ', "sources": ["web", {"id": "web", "title": "W"}, null]}',
        [
            '/sources/0: not an object; write { "id": "…" }',
            '/sources/2: not an object; write { "id": "…" }',
        ],
        id="rows that are none",
    ),
    pytest.param(
        HEAD + ', "sources": [{"id": ["a;b"], "title": {"en": "W", "fr": "W"}, "date": [1]},'
        ' {"id": [1], "title": 4}]}',
        [
            (
                "/sources/0/id: neither a text nor a number;"
                ' write "…", a number, or a list of texts without ;'
            ),
            (
                "/sources/0/title: neither a text nor a number;"
                ' write "…", a number, or a list of texts without ;'
            ),
            (
                "/sources/0/date: neither a text nor a number;"
                ' write "…", a number, or a list of texts without ;'
            ),
            (
                "/sources/1/id: neither a text nor a number;"
                ' write "…", a number, or a list of texts without ;'
            ),
        ],
        id="cells that are none",
    ),
    pytest.param(
        HEAD + ', "sessions": [{"id": "s1", "activity": "a1", "date": 1e99, "hours": 1e50}]}',
        [
            "/sessions/0/activity: names no row of activities; activities has no rows: add it",
            "/sessions/0/date: not a date; write it as 2014-12-31, 2014-12 or 2014",
            "/sessions/0/hours: not a number; write digits alone, such as 35 or 12.5",
        ],
        id="numbers that nobody has",
    ),
]


@pytest.mark.parametrize(("text", "messages"), TABLES)
def test_what_is_wrong_with_a_table_is_told_with_its_pointer(
    text: str, messages: list[str], tmp_path: Path
) -> None:
    assert told(tmp_path, text) == messages


def test_rows_of_which_nothing_can_be_read_are_set_aside_all_the_same(tmp_path: Path) -> None:
    """Of a table and of a register; each is a row that is there."""
    target = tmp_path / "dataset.json"
    register = ["Chan", {"person": "p1", "2014-01-01": "attended"}, {"person": [4]}]
    sources = [4, {"id": ["a;b"]}, {"id": "web", "title": "W"}]
    tables = {"sources": sources, "register.a1": register}
    target.write_text(json.dumps({**SOUND, **tables}))
    dataset = load(target, set_aside=True)
    assert [(row.table, str(row.problem.origin), row.cells) for row in dataset.set_aside] == [
        ("sources", "/sources/0", {}),
        ("sources", "/sources/1/id", {}),
        ("attendances", "/register.a1/0", {}),
        ("attendances", "/register.a1/2/person", {}),
    ]
    assert [one.id for one in dataset.sources] == ["web"]
    assert len(dataset.attendances) == 1


def test_true_false_and_null_are_words_and_blanks(tmp_path: Path) -> None:
    other = {"id": "a2", "programme": "edu", "kind": "visit", "open": False}
    rows = [{**ACTIVITIES[0], "open": True, "place": None}, other]
    target = tmp_path / "dataset.json"
    target.write_text(json.dumps({**PROJECT, "activities": rows}))
    dataset = load(target)
    assert [one.attributes["open"] for one in dataset.activities] == ["true", "false"]
    assert [one.place for one in dataset.activities] == ["", ""]


def test_a_document_of_another_encoding_is_read_when_that_is_named(tmp_path: Path) -> None:
    target = tmp_path / "dataset.json"
    text = json.dumps({**SOUND, "organisations": [{"id": "x", "name": "邨"}]}, ensure_ascii=False)
    target.write_bytes(text.encode("big5hkscs"))
    dataset = load(target, encoding="big5hkscs")
    assert [str(one.name) for one in dataset.organisations] == ["邨"]


def test_texts_in_languages_and_lists_are_objects_and_arrays(tmp_path: Path) -> None:
    """Or keys and texts, as in the other forms."""
    titles = {"en": "Course", "zh-Hant": "課程"}
    plain = {**ACTIVITIES[0], "title": "Course", "title@zh-Hant": "課程", "partners": "x; y"}
    for row in ({**ACTIVITIES[0], "title": titles, "partners": ["x", "y"]}, plain):
        target = tmp_path / "dataset.json"
        partners = [{"id": "x", "name": "X"}, {"id": "y", "name": "Y"}]
        target.write_text(json.dumps({**PROJECT, "activities": [row], "organisations": partners}))
        (activity,) = load(target).activities
        assert (activity.title.say("zh-Hant"), activity.title.say("en")) == ("課程", "Course")
        assert activity.partners == ("x", "y")


@pytest.mark.parametrize("whole", [r"\\ud83d\\ude00", r"\ud83d\ude00", r"\\ud800"])
def test_a_character_in_two_escapes_is_one(whole: str) -> None:
    """And a backslash that is written twice begins no escape."""
    problems = read_json("dataset.json", (HEAD + f', "x": "{whole}"}}').encode()).problems
    assert [problem.code for problem in problems if problem.code == "not-json"] == []
