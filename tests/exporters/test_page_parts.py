"""The parts of the page: headlines, links, tables, timeline, data for machines."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from hkcs_exporters.to_html.linked_data import linked_data
from hkcs_exporters.to_html.showing import HEADLINES, headlines
from hkcs_exporters.wording import (
    adding_words,
    dimension_words,
    explaining_command,
    precision_words,
    unknown_words,
)
from hkcs_model import build_report, count, load
from hkcs_model.dates import PartialDate
from hkcs_model.languages import LANGUAGES, Text
from hkcs_model.report import Figure, Report, Step
from hkcs_model.reporting import report_of_figures
from hkcs_model.testing import hard_report
from tests.reports import exported

HKCS = build_report(load("hkcs"))
SAMPLE = build_report(load("sample"))


def page_of(report: Report) -> str:
    return exported(report, "html").decode()


# ---- size ----


def test_the_built_in_page_is_small() -> None:
    """Below 150 KiB in whichever language it begins, with the figures to take away in it."""
    sizes = [len(exported(HKCS.in_language(language), "html")) for language in LANGUAGES]
    assert max(sizes) < 150 * 1024


# ---- headlines ----


def test_the_figures_that_summaries_quote_are_the_headlines() -> None:
    assert [figure.id for figure in headlines(HKCS)] == [
        *("pku-groups", "pku-students", "guangzhou-students"),
        *("shenzhen-staff", "shenzhen-staff-days", "shenzhen-workers", "shenzhen-contacts"),
        "pudong-stations",
    ]


def test_where_none_is_quoted_the_first_few_are() -> None:
    report = evolve(hard_report(), programmes=())
    report = evolve(report, project=evolve(report.project, summary=Text()))
    found = headlines(report)
    assert len(found) == HEADLINES
    assert found == [figure for figure in report.figures if not figure.by][:HEADLINES]


# ---- tables ----


def test_a_table_says_whether_its_rows_add_up() -> None:
    page = page_of(SAMPLE)
    assert 'id="contacts-by-year"' in page
    assert "total, counted again" in page
    assert 'href="#row::contacts-by-year::fy=2007-08"' in page


@pytest.mark.parametrize(
    ("adds_up", "overlap", "said"),
    [
        (True, 0, "these rows add up to their total"),
        (False, 0, "these rows may count the same, and do not add up"),
        (False, None, "these rows may count the same, and do not add up"),
        (
            False,
            17,
            "these rows do not add up to their total: counted in more than one of them: 17",
        ),
    ],
)
def test_the_words_for_adding_up(adds_up: bool, overlap: int | None, said: str) -> None:
    total = evolve(HKCS.figures[0], adds_up=adds_up, overlap=overlap)
    assert adding_words(total, "en") == said


def test_figures_asked_once_have_places_too() -> None:
    """They have no id, so a place is named by the rule."""
    dataset = load("hkcs")
    rows = count(dataset, "persons_served", by=["programme"])
    report = report_of_figures(dataset, rows, "en", count(dataset, "persons_served"))
    page = page_of(report)
    assert 'id="persons_served"' in page
    assert 'id="row::persons_served::programme=education"' in page
    assert 'id=""' not in page


# ---- words ----


@pytest.mark.parametrize(
    ("name", "en", "hant"),
    [("fy", "Financial year", "財政年度"), ("person.gender", "gender", "gender")],
)
def test_a_dimension_has_a_name(name: str, en: str, hant: str) -> None:
    assert (dimension_words(name, "en"), dimension_words(name, "zh-Hant")) == (en, hant)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (PartialDate(1992), "known to the year"),
        (PartialDate(1992, 5), "known to the month"),
        (PartialDate(1992, 5, 6), "known to the day"),
    ],
)
def test_a_date_says_how_precisely_it_is_known(day: PartialDate, said: str) -> None:
    assert precision_words(day, "en") == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (-2, 0, "x: 2 in the upper end alone"),
        (818, None, "x: no upper limit is known"),
    ],
)
def test_what_is_not_known_says_what_it_changes(low: int, high: int | None, said: str) -> None:
    step = Step(code="may-status", message=Text({"en": "x"}), low=low, high=high)
    assert unknown_words(step, "en") == said


def test_half_a_day_is_no_fraction_and_a_third_is_one() -> None:
    words = Text({"en": "x"})
    half = Step(code="weight", message=words, low=818, high=Decimal("818.5"), kind="start")
    third = Step(code="weight", message=words, low=2, high=Fraction(7, 3), kind="start")
    assert unknown_words(half, "en") == "x: 0.5 in the upper end alone"
    assert unknown_words(third, "en") == "x: 1/3 in the upper end alone"


def test_the_command_asks_for_the_same_rows() -> None:
    """What it prints can be pasted into a shell."""
    figure = evolve(
        HKCS.figures[0],
        rule="contacts/staff_days",
        where={"mode": ("phone", "by post")},
        by={"fy": "2007-08"},
        period="../2014-12-31",
    )
    assert explaining_command(figure) == (
        "hkcs-model explain DATASET contacts/staff_days --where mode=phone --where 'mode=by post'"
        " --where fy=2007-08 --period ../2014-12-31 --rows"
    )


def test_a_figure_is_a_sentence_to_quote() -> None:
    page = page_of(HKCS)
    assert (
        "students served: around 2,300 (persons served (head count, unduplicated);"
        " 1 January 2001 to 31 December 2014; published). Hong Kong Christian Service,"
        " Mainland China Social Service Project."
    ) in page
    assert "contacts, by financial year, 2007-08: 108 (" in page_of(SAMPLE)


def test_days_are_words_in_every_language() -> None:
    """A month of a table is no text of another language."""
    dataset = load("sample")
    figures = count(dataset, "contacts", by=["month", "quarter"], period="2008-01/2008-02")
    page = page_of(report_of_figures(dataset, figures, "zh-Hant", count(dataset, "contacts")))
    assert re.search(r'<th scope="row">2008年1月</th>\s*<th scope="row">2008-Q1</th>', page)


def test_published_words_are_held_against_the_records() -> None:
    page = page_of(SAMPLE)
    assert "sessions held: the records give 250 (records fall short)" in page


# ---- data for machines ----


def test_the_page_says_to_machines_what_it_is() -> None:
    pattern = r'<script type="application/ld\+json">(.*?)</script>'
    (text,) = re.findall(pattern, page_of(HKCS), re.DOTALL)
    data = json.loads(text)
    assert (data["@type"], data["creator"]["@type"]) == ("Dataset", "NGO")
    assert data["creator"]["email"] == "info@hkcs.org"
    assert "url" not in data["creator"]
    assert {"@language": "zh-Hant", "@value": "中國內地社會服務計劃"} in data["name"]
    measured = {one["name"][0]["@value"]: one for one in data["variableMeasured"]}
    assert measured["groups of students"]["value"] == 14
    assert (measured["students served"]["minValue"], measured["students served"]["maxValue"]) == (
        2250,
        2349,
    )
    assert "maxValue" not in measured["days of supervision"]


def test_a_report_without_a_summary_is_described_by_its_title() -> None:
    report = evolve(HKCS, project=evolve(HKCS.project, summary=Text({})))
    assert linked_data(report)["description"] == linked_data(report)["name"]


def figure_with(**given: Any) -> Figure:
    return evolve(HKCS.figures[0], **given)


def test_what_is_withheld_has_no_value() -> None:
    report = evolve(HKCS, figures=(figure_with(low=None, high=None, withheld=True),))
    (measured,) = linked_data(report)["variableMeasured"]
    assert measured["description"] == "withheld"
    assert not {"value", "minValue", "maxValue"} & measured.keys()
