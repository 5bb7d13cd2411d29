from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pytest

from hkcs_model.languages import Spoken, Text
from hkcs_model.report import Figure
from hkcs_model.testing import HARD_TEXTS, hard_report

REPORT = hard_report()


def figure(id_: str) -> Figure:
    """Return the first figure of the hard report with an id."""
    return next(figure for figure in REPORT.figures if figure.id == id_)


@pytest.mark.parametrize(
    ("id_", "en", "hant"),
    [
        pytest.param("exact", "44", "44", id="exact"),
        pytest.param("around", "around 2,300", "約2,300", id="around"),
        pytest.param("more", "more than 800", "超過800", id="more-than"),
        pytest.param(
            "fraction", "at least 12.5, fewer than 13.25", "最少12.5，少於13.25", id="both-ends"
        ),
        pytest.param("large", "9,007,199,254,740,993", "9,007,199,254,740,993", id="large"),
        pytest.param("zero", "0", "0", id="zero-is-a-number"),
        pytest.param("withheld", "withheld", "不予公開", id="withheld-is-not-zero"),
        pytest.param("unknown", "not known", "不詳", id="not-known-is-not-zero"),
        pytest.param("ratio", "11.18", "11.18", id="a-ratio-has-two-decimals"),
    ],
)
def test_a_figure_has_words_in_each_language(id_: str, en: str, hant: str) -> None:
    assert figure(id_).text == en
    assert figure(id_).say("zh-Hant") == hant
    assert attrs.evolve(figure(id_), language="zh-Hant").text == hant


def test_a_ratio_is_shown_by_its_ends_where_they_differ() -> None:
    between = attrs.evolve(figure("ratio"), low=1, high=3)
    assert between.text == "1.00 to 3.00"
    assert attrs.evolve(between, high=None).text == "at least 1.00"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param({"low": 0, "high": Decimal("0.0013")}, "at most 0.01", id="no-false-0"),
        pytest.param(
            {"low": Decimal("4.9968"), "high": 5, "high_exclusive": True},
            "at least 4.99, fewer than 5.00",
            id="no-exclusive-end-is-lost",
        ),
        pytest.param({"low": 0, "high": 0}, "0.00", id="a-true-0"),
    ],
)
def test_two_places_of_a_ratio_never_claim_more_than_is_known(
    given: dict[str, Any], said: str
) -> None:
    assert attrs.evolve(figure("ratio"), **given).text == said


def test_a_report_for_another_reader_has_the_same_numbers() -> None:
    other = REPORT.in_language("zh-Hant")
    assert [f.label for f in other.figures[:2]] == ["數", "數"]
    assert [f.low for f in other.figures] == [f.low for f in REPORT.figures]
    assert other.in_language("en") == REPORT


def test_a_summary_quotes_figures_where_they_stand() -> None:
    """The words of a report and its numbers cannot drift apart."""
    summary = REPORT.project.summary
    assert REPORT.parts(summary, "en") == (
        "en",
        ("An introduction: ", figure("exact"), " and ", figure("around"), "."),
    )
    assert REPORT.say(summary, "en") == "An introduction: 44 and around 2,300."
    assert REPORT.say(summary, "zh-Hant") == "引言：44。"


def test_a_summary_may_begin_and_end_with_a_figure() -> None:
    assert REPORT.parts(Text({"en": "{exact}{around}"}), "en")[1] == (
        figure("exact"),
        figure("around"),
    )


def test_a_text_that_is_not_in_a_language_says_which_it_is_in() -> None:
    """Figures in it are said in its own language too."""
    language, pieces = REPORT.parts(REPORT.project.summary, "zh-Hans")
    assert language == "en"
    assert REPORT.say(REPORT.project.summary, "zh-Hans").endswith("around 2,300.")
    assert len(pieces) == 5
    assert REPORT.agency.name.spoken("zh-Hans") == Spoken("Agency", "en")


def test_what_belongs_to_a_programme_is_told_under_it() -> None:
    assert {f.programme for f in REPORT.figures_of("care")} == {"care"}
    assert figure("exact") in REPORT.figures_of("")
    assert [a.id for a in REPORT.activities_of("care")] == ["one", "two"]
    assert [m.id for m in REPORT.milestones_of("")] == ["stone-0", "stone-1"]
    assert REPORT.milestones_of("care") == ()


def test_names_are_found_by_id() -> None:
    assert REPORT.name_of("partner-0").say("en") == "社會工作者 邨鰂峯咗嘅"
    source = REPORT.source_of("letter")
    assert source is not None
    assert source.id == "letter"
    assert REPORT.source_of("nowhere") is None
    assert REPORT.words_for("kind", "visit").say("zh-Hant") == "探訪"
    assert REPORT.words_for("kind", "course") == Text({"en": "course"})


def test_contradictions_are_told_once() -> None:
    told = [message.say("en") for message in REPORT.contradictions]
    assert len(told) == len(set(told)) == len(HARD_TEXTS)
    assert figure("text-0").contradicts
    assert not figure("exact").contradicts


def test_nothing_in_a_report_can_be_changed() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        REPORT.language = "zh-Hant"  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        figure("exact").low = 45  # type: ignore[misc]
