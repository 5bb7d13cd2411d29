from __future__ import annotations

import pytest

from hkcs_exporters.tidy import as_filter, dimensions, fields_of, lost_languages, visible
from hkcs_model.formulas import guarded, unguarded
from hkcs_model.testing import HARD_TEXTS, hard_report


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "|", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"]
)
@pytest.mark.parametrize("before", ["", " ", "  \t", "'"])
def test_no_text_begins_like_a_formula(before: str, sign: str) -> None:
    """A `'` goes in front, and our own reader takes exactly that off again."""
    text = f"{before}{sign}1+1"
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "a=b", "44", "社工", "'quoted'", "1-2", "(=1)"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


def test_forbidden_characters_are_replaced_visibly() -> None:
    assert visible("a\x07b\x00c\x85\ud800\ufffe") == "a\ufffdb\ufffdc\ufffd\ufffd\ufffd"
    assert visible("tab\tline\n社會 👩🏽‍🏫\U0002070e") == "tab\tline\n社會 👩🏽‍🏫\U0002070e"


def test_figures_become_rows() -> None:
    report = hard_report("zh-Hant")
    assert dimensions(report.figures) == ["kind", "year"]
    row = fields_of(report.figures[0])
    assert row["label"] == "數"
    assert (row["by"], row["where"], row["low"]) == ({}, {}, 44)
    assert fields_of(report.figures[9])["where"] == {"kind": [HARD_TEXTS[0], "visit"]}


def test_a_filter_is_written_as_it_is_asked() -> None:
    assert (
        as_filter({"mode": ("phone", "online"), "place": ("HK",)}) == "mode=phone,online; place=HK"
    )
    assert as_filter({}) == ""


def test_a_format_of_one_language_says_which_it_lacks() -> None:
    assert (
        lost_languages(hard_report("zh-Hant")).message == "only zh-Hant is in it, not en or zh-Hans"
    )
