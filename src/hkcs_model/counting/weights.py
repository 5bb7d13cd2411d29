"""How many hours or days a session weighs: exact, and an interval where it is not recorded."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, lcm

from ..columns import Cells
from ..entities import Counting
from ..quantity import Number, parse_number
from ..rules import Weight

Exact = int | Fraction
Interval = tuple[Exact, Exact | None]
"""The least and the most that something weighs; None is no upper limit."""

Weighed = tuple[int, int | None]
"""The same in a unit so small that every weight is whole: whole numbers add up fastest."""


def exactly(number: Number) -> Exact:
    """Return a number as one that adds up and divides without any rounding."""
    return number if isinstance(number, int) else Fraction(number)


def in_one_unit(weights: Sequence[Interval], cap: Exact | None) -> tuple[list[Weighed], int]:
    """Return weights as whole numbers of the largest unit that measures them and the cap.

    Returns:
        The weights, and how many of that unit make one.
    """
    ends = [end for weight in (*weights, (0, cap)) for end in weight]
    unit = lcm(*(Fraction(end).denominator for end in ends if end is not None))
    return [(int(low * unit), _scaled(high, unit)) for low, high in weights], unit


def _scaled(end: Exact | None, unit: int) -> int | None:
    return None if end is None else int(end * unit)


class Weights:
    """What the sessions of a dataset weigh.

    Attributes:
        hours: the whole session's hours; None where there is no such column.
        days: the whole session's days; None where there is no such column.
        counting: the settings that a day fraction is made by.
    """

    def __init__(self, hours: Cells | None, days: Cells | None, counting: Counting) -> None:
        self.hours = hours
        self.days = days
        self.counting = counting

    def each(
        self, weight: Weight, lengths: Sequence[int], *, of_a_day: bool
    ) -> tuple[list[int], list[Interval]]:
        """Return of each session a code, and of each code what the session weighs, or one day.

        Args:
            weight: what is weighed.
            lengths: the number of days of each session.
            of_a_day: whether one day is weighed, not all of them.
        """
        blank = [""] * len(lengths)
        known: dict[tuple[str, str, int], int] = {}
        keys = zip(self.hours or blank, self.days or blank, lengths, strict=True)
        codes = [known.setdefault(key, len(known)) for key in keys]
        weights = []
        for key in known:
            low, high = self._one_day(weight, *key)
            times = 1 if of_a_day else key[2]
            weights.append((low * times, None if high is None else high * times))
        return codes, weights

    def _one_day(self, weight: Weight, hours: str, days: str, length: int) -> Interval:
        share = Fraction(exactly(parse_number(hours)), length) if hours else None
        if weight == "hours":
            return (0, None) if share is None else (share, share)
        if days:
            share_of_days = Fraction(exactly(parse_number(days)), length)
            return share_of_days, share_of_days
        if share is not None:
            fraction = self._day_fraction(share)
            return fraction, fraction
        return (1, 1) if self.hours is None and self.days is None else (0, 1)

    def _day_fraction(self, hours: Fraction) -> Fraction:
        step = Fraction(exactly(self.counting.day_step))
        part = hours / exactly(self.counting.full_day_hours)
        return min(Fraction(1), ceil(part / step) * step)
