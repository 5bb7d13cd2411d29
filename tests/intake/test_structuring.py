"""Strict structuring: a project's parts as entities; nothing guessed, coerced or dropped."""

import subprocess
import sys
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from hkcs_model.dates import PartialDate
from hkcs_model.entities import Counting, FigureRequest, Programme
from hkcs_model.intake.raw import Raw
from hkcs_model.intake.structuring import ProjectFile, structure_project
from hkcs_model.languages import Text
from hkcs_model.rules import Rule
from tests.datasets import PROJECT, write_dataset

WHOLE = """
[agency]
id = " harbour "
name = { zh-Hant = "海港", en = "Harbour" }
phone = "+852 2731 6316"
[project]
title = " Bridges "
as_at = 2014-12-31
published = "2015-01"
source = "web"
[counting]
year_starts_in = 1
full_day_hours = 7.50
day_step = 0.25
[disclosure]
below = 0
[[programmes]]
id = "edu"
title = "Education"
[[figures]]
id = "met"
rule = "contacts"
where = { mode = "phone", place = ["Harbin", " Hankou "] }
by = "kind; year"
[[rules]]
id = "hours_each"
over = "attendances"
key = ["person"]
weight = "hours"
cap = 12
"""


def structured(text: str) -> ProjectFile:
    """Return a project's parts, in which there is nothing wrong."""
    found, problems = structure_project(tomllib.loads(text, parse_float=Decimal), Raw())
    assert problems == []
    assert found is not None
    return found


def said(raw: Mapping[str, object]) -> list[str]:
    """Return what is wrong with a project's parts."""
    found, problems = structure_project(raw, Raw(project_file="p"))
    assert (found is None) == bool(problems)
    return [str(problem) for problem in problems]


def test_every_part_of_a_project_is_its_entity() -> None:
    parts = structured(WHOLE)
    assert parts.agency.id == "harbour"
    assert parts.agency.name == Text({"en": "Harbour", "zh-Hant": "海港"})
    assert parts.project.title == Text({"en": "Bridges"})
    assert parts.project.as_at == date(2014, 12, 31)
    assert parts.project.published == PartialDate(2015, 1)
    assert parts.counting == Counting(
        year_starts_in=1, full_day_hours=Decimal("7.5"), day_step=Decimal("0.25")
    )
    assert parts.disclosure.below == 0
    assert parts.programmes == (Programme(id="edu", title=Text({"en": "Education"})),)
    assert parts.figures == (
        FigureRequest(
            id="met",
            rule="contacts",
            where={"mode": ("phone",), "place": ("Harbin", "Hankou")},
            by=("kind", "year"),
        ),
    )
    assert parts.figures[0].where == {"mode": ("phone",), "place": ("Harbin", "Hankou")}
    assert parts.rules == (
        Rule(id="hours_each", over="attendances", key=("person",), weight="hours", cap=12),
    )


def test_what_is_left_out_is_the_default() -> None:
    parts = structured(PROJECT)
    assert parts.counting == Counting()
    assert (parts.figures, parts.rules) == ((), ())
    assert parts.project.published is None


def test_a_whole_number_is_an_int_and_a_fraction_is_exact() -> None:
    parts = structured(PROJECT + "[counting]\nfull_day_hours = 8.0\nday_step = 0.1\n")
    assert type(parts.counting.full_day_hours) is int
    assert parts.counting.day_step == Decimal("0.1")


def test_a_text_without_a_language_is_in_the_dataset_s() -> None:
    parts = structured(PROJECT.replace("as_at", 'language = "zh-Hant"\nas_at', 1))
    assert parts.project.title == Text({"zh-Hant": "Bridges"})
    assert structured(PROJECT).project.title == Text({"en": "Bridges"})


def test_the_dataset_s_own_language_comes_first() -> None:
    text = PROJECT.replace('"Bridges"', '{ zh-Hant = "橋", en = "Bridges" }')
    assert str(structured(text).project.title) == "Bridges"


SOUND = tomllib.loads(PROJECT)


@pytest.mark.parametrize(
    ("part", "value", "message"),
    [
        ("rules", [{"id": 3}], 'p:rules[1].id: not a text; put it in quotes, as in "44"'),
        (
            "figures",
            [{"id": "f", "rule": "contacts", "period": 2014}],
            'p:figures[1].period: not a text; put it in quotes, as in "44"',
        ),
        (
            "counting",
            {"year_starts_in": Decimal("4.5")},
            "p:counting.year_starts_in: not a whole number; write digits alone, such as 4",
        ),
        (
            "disclosure",
            {"below": True},
            "p:disclosure.below: not a whole number; write digits alone, such as 4",
        ),
        (
            "programmes",
            ["edu"],
            "p:programmes[1]: not a table of keys; write it as [[programmes]] with keys",
        ),
        ("programmes", {"id": "edu"}, "p:programmes: not a list of tables; write [[programmes]]"),
        ("agency", "Harbour", "p:agency: not a table of keys; write it as [agency] with keys"),
        ("project", "Bridges", "p:project: not a table of keys; write it as [project] with keys"),
        (
            "figures",
            [{"id": "f", "rule": "contacts", "where": {"mode": 3}}],
            'p:figures[1].where: not a list of texts; write ["a", "b"]',
        ),
        (
            "figures",
            [{"id": "f", "rule": "contacts", "by": [3]}],
            'p:figures[1].by: not a text; put it in quotes, as in "44"',
        ),
    ],
)
def test_nothing_is_taken_for_something_else(part: str, value: object, message: str) -> None:
    """A number is no text, a text no number, a fraction not whole, true not 1."""
    assert message in "\n".join(said({**SOUND, part: value}))


@pytest.mark.parametrize(
    ("raw", "messages"),
    [
        pytest.param(
            {**SOUND, "counting": 5, "disclosure": [], "agency": {"nam": "x"}, "rules": "contacts"},
            [
                "p:counting: not a table of keys; write it as [counting] with keys",
                "p:disclosure: not a table of keys; write it as [disclosure] with keys",
                "p:rules: not a list of tables; write [[rules]]",
            ],
            id="parts",
        ),
        pytest.param(
            {**SOUND, "figures": [{"id": "f"}, "contacts", 3], "programmes": [["edu"]]},
            [
                "p:programmes[1]: not a table of keys; write it as [[programmes]] with keys",
                "p:figures[2]: not a table of keys; write it as [[figures]] with keys",
                "p:figures[3]: not a table of keys; write it as [[figures]] with keys",
            ],
            id="entries-of-lists",
        ),
        pytest.param(
            {**SOUND, "project": [{"language": "fr"}]},
            ["p:project: not a table of keys; write it as [project] with keys"],
            id="a-list-of-projects-has-no-language",
        ),
        pytest.param(
            {**SOUND, "project": {"language": 3, "title": 4}},
            ["p:project.language: a language it does not know; there are en, zh-Hant, zh-Hans"],
            id="a-language-that-is-no-text",
        ),
    ],
)
def test_what_has_the_wrong_shape_is_told_before_what_stands_in_it(
    raw: Mapping[str, object], messages: list[str]
) -> None:
    """Every such part at once, and nothing of keys that could not be looked for."""
    assert said(raw) == messages


def test_all_that_is_wrong_is_told_at_once() -> None:
    raw = {"agency": {"nam": "x"}, "project": {"title": 4}, "programmes": [{}, {"id": "edu"}]}
    assert said(raw) == [
        "p:agency.name: not there; write it; it cannot be left out",
        "p:agency.nam: not a key of the format; did you mean name?",
        'p:project.title: not a text; put it in quotes, as in "44"',
        "p:project.as_at: not there; write it; it cannot be left out",
        "p:programmes[1].id: not there; write it; it cannot be left out",
    ]


def test_an_enormous_number_is_refused_at_once(tmp_path: Path) -> None:
    """A setting of ten million digits, written in nine signs, holds nobody up."""
    project = PROJECT + "[counting]\nday_step = 1e9999999\n"
    folder = write_dataset(tmp_path, {"project": project})
    code = "import sys; from hkcs_model.intake import load; load(sys.argv[1])"
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=20,
    )
    assert "counting.day_step: " in done.stderr
