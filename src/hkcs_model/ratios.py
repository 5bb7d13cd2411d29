"""One quantity over another: ratios and shares, to four places, always wide enough."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, localcontext

from .quantity import Number, Quantity, exact

_PLACES = Decimal("0.0001")
_DIGITS = 80  # more than any two numbers of a dataset need
_SHOWN = Decimal("0.01")


def ratio(above: Quantity, below: Quantity) -> Quantity | None:
    """Return one quantity over another: from lowest over highest to highest over lowest.

    There is no upper limit where the one below may be 0.

    Returns:
        The interval, or None where the one below is certainly 0: then the ratio is not known.
    """
    if below.high == 0:
        return None
    low = Decimal(0) if below.high is None else _divided(above.low, below.high, ROUND_FLOOR)
    high = (
        None
        if above.high is None or below.low == 0
        else _divided(above.high, below.low, ROUND_CEILING)
    )
    return _rounded(
        low,
        high,
        low_exclusive=low > 0 and (above.low_exclusive or below.high_exclusive),
        high_exclusive=above.high_exclusive or below.low_exclusive,
    )


def share(part: Quantity, rest: Quantity) -> Quantity | None:
    """Return a part over itself and the rest: never above 1.

    Returns:
        The interval, or None where both are certainly 0: then the share is not known.
    """
    if part.high == 0 and rest.high == 0:
        return None
    low = Decimal(0)
    if part.low and rest.high is not None:
        low = _divided(part.low, part.low + rest.high, ROUND_FLOOR)
    high = Decimal(1)
    if part.high is not None and rest.low:
        high = _divided(part.high, part.high + rest.low, ROUND_CEILING)
    return _rounded(
        low,
        high,
        low_exclusive=0 < low < 1 and (part.low_exclusive or rest.high_exclusive),
        high_exclusive=high < 1 and (part.high_exclusive or rest.low_exclusive),
    )


def _divided(above: Number, below: Number, rounding: str) -> Decimal:
    with localcontext(prec=_DIGITS, rounding=rounding):
        return (Decimal(above) / Decimal(below)).quantize(_PLACES)


def _rounded(
    low: Decimal, high: Decimal | None, *, low_exclusive: bool, high_exclusive: bool
) -> Quantity:
    lowest = exact(low)
    if high is None:
        return Quantity(lowest, None, low_exclusive)
    return Quantity(lowest, exact(high), low_exclusive, high_exclusive)


def two_places(number: Number) -> str:
    """Return a number as a ratio is shown: to the nearest of two places, `11.18`."""
    return f"{Decimal(number).quantize(_SHOWN, ROUND_HALF_EVEN):,f}"


def down(number: Number) -> str:
    """Return a lower end as it is shown: two places, never more than it is."""
    return f"{Decimal(number).quantize(_SHOWN, ROUND_FLOOR):,f}"


def up(number: Number) -> str:
    """Return an upper end as it is shown: two places, never less than it is."""
    return f"{Decimal(number).quantize(_SHOWN, ROUND_CEILING):,f}"
