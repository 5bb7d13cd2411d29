"""Yes, no, or not known: whether a fact belongs, as far as its days tell."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from ..dates import Days, dimension_days, dimension_value

NO, MAYBE, YES = 0, 1, 2
"""The three answers, in an order in which the weakest of several is the smallest."""

State = int
Stretches = tuple[tuple[int, int], ...]
"""Days as numbers: the first and the last of each stretch."""

EARLIEST = 1  # the number of the calendar's first day
LATEST = date.max.toordinal()


@frozen(order=True)
class When:
    """The days of a fact, each end as a stretch of possible days, numbered as the calendar is.

    Of a fact of one day, the last day is the first. One whose days are many, all of them certain,
    is a run: it begins on one known day and ends on one.

    Attributes:
        first: the earliest that its first day can be.
        first_at_latest: the latest that its first day can be.
        last_at_earliest: the earliest that its last day can be.
        last: the latest that its last day can be.
        has_start: whether anything is recorded of its first day.
    """

    first: int
    first_at_latest: int
    last_at_earliest: int
    last: int
    has_start: bool = True

    @classmethod
    def one_day(cls, first: int, last: int) -> When:
        """Return the days of a fact of one day, which lies in a stretch."""
        return cls(first, last, first, last)

    @classmethod
    def run(cls, first: int, last: int) -> When:
        """Return the days from one known day to another."""
        return cls(first, first, last, last)


def stretches_of(days: Days) -> Stretches:
    """Return days as numbers."""
    found = (period.reach for period in days)
    return tuple((start.toordinal(), end.toordinal()) for start, end in found)


def lies_in(first: int, last: int, stretches: Stretches) -> State:
    """Tell whether one day, which is from the first to the last, is one of some days."""
    state = NO
    for start, end in stretches:
        if start <= first and last <= end:
            return YES
        if first <= end and start <= last:
            state = MAYBE
    return state


def overlaps(when: When, stretches: Stretches) -> State:
    """Tell whether something that lasts has one of some days."""
    state = NO
    for start, end in stretches:
        if when.first > end or when.last < start:
            continue
        if when.first_at_latest <= end and when.last_at_earliest >= start:
            return YES
        state = MAYBE
    return state


def value_at(dimension: str, day: int, year_starts_in: int) -> str:
    """Return the value of a date dimension that a numbered day has; "" where it has no name."""
    on = date.fromordinal(day)
    if dimension == "fy" and on.year == 1 and on.month < year_starts_in:
        return ""
    return dimension_value(dimension, on, year_starts_in)


def last_day_of(dimension: str, value: str, year_starts_in: int) -> int:
    """Return the number of the last day of a value of a date dimension."""
    end = dimension_days(dimension, value, year_starts_in).end
    return end.toordinal() if end else LATEST


def values_between(dimension: str, first: int, last: int, year_starts_in: int) -> list[str]:
    """Return the values of a date dimension that the days from the first to the last have."""
    found = []
    day = first
    while day <= last:
        value = value_at(dimension, day, year_starts_in)
        if not value:
            day = date(1, year_starts_in, 1).toordinal()
            continue
        found.append(value)
        day = last_day_of(dimension, value, year_starts_in) + 1
    return found
