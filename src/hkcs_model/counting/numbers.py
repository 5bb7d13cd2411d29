"""Exact fractions as the numbers that figures show."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

from ..quantity import Number, Quantity, exact
from .weights import Exact, Interval

_PLACES = Decimal("0.0001")
_DIGITS = 80  # more than any sum of a dataset needs
_TWO_AND_FIVE = (2, 5)


def quantity_of(interval: Interval) -> Quantity:
    """Return an interval as a quantity: exact, or wider by less than 0.0001 where no digits end.

    A third of a day has no last digit; its lower end is rounded down to four places, its upper end
    up.
    """
    low, high = interval
    if type(low) is type(high) is int:
        return Quantity(low, high)
    return Quantity(
        _number(low, ROUND_FLOOR), None if high is None else _number(high, ROUND_CEILING)
    )


def _number(value: Exact, rounding: str) -> Number:
    if isinstance(value, int):
        return value
    with localcontext(prec=_DIGITS, rounding=rounding):
        divided = Decimal(value.numerator) / Decimal(value.denominator)
        return exact(divided if _ends(value.denominator) else divided.quantize(_PLACES))


def _ends(denominator: int) -> bool:
    """Tell whether a fraction with this denominator has a last digit."""
    for prime in _TWO_AND_FIVE:
        while denominator % prime == 0:
            denominator //= prime
    return denominator == 1
