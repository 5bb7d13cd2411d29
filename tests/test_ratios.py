from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hkcs_model.quantity import Quantity
from hkcs_model.ratios import ratio, share, two_places

EXACTLY = Quantity.exactly


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        pytest.param(
            EXACTLY(123),
            EXACTLY(11),
            Quantity(Decimal("11.1818"), Decimal("11.1819")),
            id="low-is-rounded-down-and-high-up",
        ),
        pytest.param(
            EXACTLY(4000),
            Quantity(800, None, low_exclusive=True),
            Quantity(0, 5, high_exclusive=True),
            id="over-more-than-800-is-below",
        ),
        pytest.param(
            Quantity(10, 20),
            Quantity(0, 5),
            Quantity(2, None),
            id="over-what-may-be-nothing-has-no-upper-limit",
        ),
        pytest.param(
            Quantity(10, None, low_exclusive=True),
            EXACTLY(4),
            Quantity(Decimal("2.5"), None, low_exclusive=True),
            id="of-what-has-no-limit-has-none",
        ),
        pytest.param(
            Quantity(6, 8, high_exclusive=True),
            Quantity(2, 3, high_exclusive=True),
            Quantity(2, 4, low_exclusive=True, high_exclusive=True),
            id="exclusive-ends-stay-exclusive",
        ),
        pytest.param(EXACTLY(0), Quantity(2, None), EXACTLY(0), id="of-nothing-is-nothing"),
    ],
)
def test_a_ratio_runs_from_lowest_over_highest(
    above: Quantity, below: Quantity, expected: Quantity
) -> None:
    assert ratio(above, below) == expected


def test_over_nothing_a_ratio_is_not_known() -> None:
    """Where the one below is certainly 0, the ratio is not known: never 0."""
    assert ratio(EXACTLY(5), EXACTLY(0)) is None


@pytest.mark.parametrize(
    ("part", "rest", "expected"),
    [
        pytest.param(
            Quantity(1, 2),
            Quantity(3, 6),
            Quantity(Decimal("0.1428"), Decimal("0.4")),
            id="both-between",
        ),
        pytest.param(EXACTLY(0), EXACTLY(7), EXACTLY(0), id="none-of-it"),
        pytest.param(EXACTLY(7), EXACTLY(0), EXACTLY(1), id="all-of-it"),
        pytest.param(Quantity(0, 2), Quantity(0, 2), Quantity(0, 1), id="never-above-1"),
        pytest.param(Quantity(1, None), Quantity(1, None), Quantity(0, 1), id="no-limits"),
        pytest.param(
            Quantity(1, 3, low_exclusive=True, high_exclusive=True),
            Quantity(1, 1),
            Quantity(Decimal("0.5"), Decimal("0.75"), low_exclusive=True, high_exclusive=True),
            id="exclusive-ends-stay-exclusive",
        ),
        pytest.param(
            Quantity(0, 3, high_exclusive=True), EXACTLY(0), Quantity(0, 1), id="up-to-all-of-it"
        ),
    ],
)
def test_a_share_is_of_itself_and_the_rest(
    part: Quantity, rest: Quantity, expected: Quantity
) -> None:
    assert share(part, rest) == expected


def test_of_nothing_and_nothing_a_share_is_not_known() -> None:
    assert share(EXACTLY(0), EXACTLY(0)) is None


ENDS = st.tuples(st.integers(0, 500), st.integers(0, 500) | st.none())


@given(above=ENDS, below=ENDS, data=st.data())
def test_the_true_ratio_and_share_lie_inside(
    above: tuple[int, int | None], below: tuple[int, int | None], data: st.DataObject
) -> None:
    """Whatever two numbers are really inside the two quantities, so is their ratio and share."""
    a, b = (Quantity(low, None if more is None else low + more) for low, more in (above, below))
    true_a = data.draw(st.integers(int(a.low), 1500 if a.high is None else int(a.high)))
    true_b = data.draw(st.integers(int(b.low), 1500 if b.high is None else int(b.high)))
    for found, true, bottom in (
        (ratio(a, b), true_a, true_b),
        (share(a, b), true_a, true_a + true_b),
    ):
        if found is not None and bottom:
            assert Fraction(found.low) <= Fraction(true, bottom)
            assert found.high is None or Fraction(true, bottom) <= Fraction(found.high)


def test_ratios_are_shown_with_two_places() -> None:
    assert [two_places(n) for n in (5, Decimal("11.1818"), Decimal("1234.5"))] == [
        "5.00",
        "11.18",
        "1,234.50",
    ]


def test_a_share_that_is_all_leaves_nothing_out() -> None:
    """More than 300 out of themselves and nothing are all of it: 1, not more than 1."""
    assert share(Quantity(300, None, low_exclusive=True), EXACTLY(0)) == EXACTLY(1)


def test_the_largest_numbers_are_divided_exactly() -> None:
    """More digits than ordinary decimal arithmetic holds."""
    found = ratio(EXACTLY(10**24 - 1), EXACTLY(Decimal("0.5")))
    assert found == EXACTLY(2 * (10**24 - 1))
