"""Figures and steps as lengths: what is drawn is what the numbers say."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve

from hkcs_exporters.to_html.drawing import Length, falls, scale_of, share
from hkcs_exporters.to_html.showing import signed
from hkcs_model.languages import Text
from hkcs_model.report import Figure, Step

FIGURE = Figure(
    rule="contacts", rule_labels=Text(), labels=Text(), period="..", basis="stated", low=1, high=2
)


def step(kind: str, low: Length, high: Length | None) -> Step:
    return Step(code="x", message=Text({"en": "x"}), low=low, high=high, kind=kind)


def drawn(*steps: Step) -> list[tuple[str, ...]]:
    """Return of each step from where to where it leads, on the two ways."""
    return [
        (f.low.start, f.low.end, *((f.high.start, f.high.end) if f.high else ()))
        for f in falls(steps)
    ]


@pytest.mark.parametrize(
    ("figures", "scale"),
    [
        pytest.param([(1, 2), (3, 8)], 8, id="the largest upper end"),
        pytest.param([(5, None), (1, 2)], 5, id="a lower end, where no limit is known"),
        pytest.param([(None, None)], 0, id="nothing is known"),
        pytest.param([], 0, id="no rows"),
    ],
)
def test_the_largest_end_takes_all_of_the_space(
    figures: list[tuple[int | None, int | None]], scale: int
) -> None:
    assert scale_of(evolve(FIGURE, low=low, high=high) for low, high in figures) == scale


def test_a_number_takes_its_share() -> None:
    assert [share(number, 8) for number in (0, 2, Decimal("0.5"), 8)] == ["0", "25", "6.25", "100"]
    assert share(3, 0) == "0"


def test_a_fall_leads_from_the_sum_before_to_the_sum_after() -> None:
    """Of 8, 2 are taken on both ways, 2 more on the lower one; 4 to 6 belong."""
    found = drawn(step("start", 8, 8), step("step", -2, -2), step("step", -2, 0), step("sum", 4, 6))
    assert found == [
        ("0", "100", "0", "100"),
        ("75", "100", "75", "100"),
        ("50", "75", "75", "75"),
        ("0", "50", "0", "75"),
    ]


def test_each_start_has_a_scale_of_its_own() -> None:
    """Persons, then their hours: a sum of either takes all of its space."""
    found = drawn(step("start", 2, 2), step("start", Fraction(7, 3), Fraction(7, 3)))
    assert found == [("0", "100", "0", "100")] * 2


def test_where_no_limit_is_known_nothing_is_drawn_of_it() -> None:
    found = drawn(step("start", 4, None), step("step", -1, None), step("sum", 3, None))
    assert found == [("0", "100"), ("75", "100"), ("0", "75")]


@pytest.mark.parametrize(
    ("kind", "number", "said"),
    [("start", 4000, "4,000"), ("step", 2, "+2"), ("step", 0, "0"), ("step", -3, "\u22123")],
)
def test_what_is_added_or_taken_has_its_sign(kind: str, number: int, said: str) -> None:
    assert signed(step(kind, number, number), number) == said
