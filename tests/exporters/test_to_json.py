from __future__ import annotations

import json
from decimal import Decimal
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from hkcs_exporters.tidy import FIELDS
from hkcs_model import build_report, load
from hkcs_model.languages import LANGUAGES
from hkcs_model.report import Report
from hkcs_model.testing import HARD_TEXTS, hard_report
from tests.reports import exported

SCHEMA = json.loads(files("hkcs_exporters").joinpath("report.schema.json").read_text("utf-8"))
HKCS = build_report(load("hkcs"))


def read(report: Report, **options: Any) -> dict[str, Any]:
    """Return a report as JSON reads it, numbers exact."""
    found: dict[str, Any] = json.loads(exported(report, "json", **options), parse_float=Decimal)
    return found


@pytest.mark.parametrize("report", [HKCS, hard_report(), hard_report("zh-Hans")])
def test_the_document_is_as_its_schema_says(report: Report) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    validator.check_schema(SCHEMA)
    assert [e.message for e in validator.iter_errors(json.loads(exported(report, "json")))] == []


def test_the_schema_refuses_what_is_not_a_report() -> None:
    """A figure without its lower end, or with a field of somebody's own, is none."""
    validator = jsonschema.Draft202012Validator(SCHEMA)
    changes: tuple[dict[str, Any], ...] = ({"extra": 1}, {"basis": "guessed"}, {"low": "44"})
    for change in changes:
        document = json.loads(exported(HKCS, "json"))
        document["figures"][0].update(change)
        assert not validator.is_valid(document), change
    document = json.loads(exported(HKCS, "json"))
    assert validator.is_valid(document)
    del document["figures"][0]["low"]
    assert not validator.is_valid(document)


def test_the_figures_have_the_right_ends() -> None:
    figures = {figure["id"]: figure for figure in read(HKCS)["figures"]}
    ends = ("low", "high", "low_exclusive", "high_exclusive", "about")
    assert [figures["pku-students"][end] for end in ends] == [44, 44, False, False, None]
    assert [figures["guangzhou-students"][end] for end in ends] == [2250, 2349, False, False, 100]
    assert [figures["shenzhen-staff-days"][end] for end in ends] == [800, None, True, False, None]
    assert [figures["shenzhen-contacts"][end] for end in ends] == [4000, 4000, False, False, None]
    assert figures["guangzhou-students"]["text"] == "around 2,300"


def test_a_figure_begins_with_the_fields_of_the_format() -> None:
    assert list(read(HKCS)["figures"][0])[: len(FIELDS)] == list(FIELDS)


def test_numbers_are_exact() -> None:
    """12.5 is written as 12.5, and what a binary float does not hold is whole."""
    text = exported(hard_report(), "json").decode()
    assert '"low": 12.5,' in text
    assert f'"low": {2**53 + 1},' in text
    assert '"low": 11.1818,' in text


def test_every_language_is_in_it() -> None:
    document = read(HKCS)
    assert set(document["project"]["title"]) == set(LANGUAGES)
    assert document["figures"][2]["texts"] == {
        "en": "around 2,300",
        "zh-Hant": "約2,300",
        "zh-Hans": "约2,300",
    }
    assert document["words"]["place"]["Guangzhou"]["zh-Hans"] == "广州"
    assert read(hard_report("zh-Hant"))["figures"][0]["label"] == "數"


def test_every_text_comes_back() -> None:
    found = {figure["id"]: figure for figure in read(hard_report())["figures"]}
    assert [found[f"text-{n}"]["quote"] for n in range(len(HARD_TEXTS))] == list(HARD_TEXTS)
    assert found["rows"]["by"] == {"kind": "", "year": "2007"}


def test_it_can_be_one_line() -> None:
    assert exported(HKCS, "json", indent=0).count(b"\n") == 1
    assert read(HKCS, indent=0) == read(HKCS)
