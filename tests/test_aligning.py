"""Columns that stand below one another, whatever signs are in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hkcs_model.aligning import aligned


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        pytest.param([("a", "b")], "a  b", id="a-row"),
        pytest.param([("a", "b"), ("long", "c")], "a     b\nlong  c", id="as-wide-as-the-widest"),
        pytest.param([("a", ""), ("b", "c")], "a\nb  c", id="no-blanks-at-the-end"),
        pytest.param([("年", "b"), ("ab", "c")], "年  b\nab  c", id="a-chinese-sign-is-two-wide"),
        pytest.param([("Ａ", "b"), ("ab", "c")], "Ａ  b\nab  c", id="a-full-width-one-too"),
        pytest.param(
            [("e\N{COMBINING ACUTE ACCENT}", "b"), ("ab", "c")],
            "e\N{COMBINING ACUTE ACCENT}   b\nab  c",
            id="an-accent-has-no-width",
        ),
        pytest.param([], "", id="nothing"),
    ],
)
def test_columns_are_aligned(rows: list[tuple[str, str]], text: str) -> None:
    assert aligned(rows) == text


def test_numbers_end_at_the_same_place() -> None:
    rows = [("月份", "人次"), ("2014-01", "4"), ("2014-02", "4,000")]
    assert aligned(rows, right={1}).splitlines() == [
        "月份      人次",
        "2014-01      4",
        "2014-02  4,000",
    ]


def test_a_line_is_drawn_above_the_rows_that_are_named() -> None:
    """It is as wide as the columns are, also where a sign is two wide."""
    rows = [("年", "b"), ("2014", "1"), ("合計", "1")]
    assert aligned(rows, ruled={1, 2}).splitlines() == [
        "年    b",
        "----  -",
        "2014  1",
        "----  -",
        "合計  1",
    ]


@given(st.lists(st.tuples(*[st.text("a年", max_size=4)] * 3), min_size=1, max_size=5))
def test_each_column_begins_where_it_does_in_every_row(rows: list[tuple[str, str, str]]) -> None:
    """Measured in the width that a terminal gives: two for each Chinese sign."""
    marked = [(one, two, f"|{three}") for one, two, three in rows]
    places = {
        sum(2 if sign == "年" else 1 for sign in line.partition("|")[0])
        for line in aligned(marked).splitlines()
    }
    assert len(places) == 1
