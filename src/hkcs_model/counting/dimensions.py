"""What a dimension says of the facts that a question is about."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from functools import cached_property

from ..dates import DATE_DIMENSIONS, dimension_days, join
from .states import (
    MAYBE,
    NO,
    YES,
    State,
    Stretches,
    When,
    lies_in,
    overlaps,
    stretches_of,
    value_at,
    values_between,
)

UNRECORDED = ""
"""The value that stands for what is not recorded."""


class Dimension(ABC):
    """A dimension over facts: facts with the same code are alike in it.

    Attributes:
        codes: of each unit of facts, its code.
        several: the number of codes.
    """

    def __init__(self, codes: Sequence[int], several: int) -> None:
        self.codes = codes
        self.several = several

    @abstractmethod
    def state(self, place: int, value: str) -> State:
        """Tell whether facts of a code have a value; "" is that none is recorded."""

    @abstractmethod
    def states(self, values: Sequence[str]) -> list[State]:
        """Tell of each code whether its facts have one of some values."""

    @abstractmethod
    def own(self, place: int) -> tuple[str, ...]:
        """Return the values that facts of a code make rows of; "" where none is recorded."""

    @property
    @abstractmethod
    def single(self) -> list[str | None]:
        """Of each code its value, where it certainly has that one alone; else None."""

    @property
    def rows(self) -> list[tuple[str, ...] | None]:
        """Of each code the same, as the row that it makes."""
        return [None if value is None else (value,) for value in self.single]

    def parts(self, place: int) -> list[tuple[str, State]]:
        """Return the values that facts of a code are told apart by in a key; none if unknown."""
        return [(value, YES) for value in self.own(place) if value != UNRECORDED]


class OfValues(Dimension):
    """A dimension whose values are recorded, several or none of them.

    Attributes:
        values: of each code, the values; none is not recorded.
    """

    def __init__(self, codes: Sequence[int], values: Sequence[tuple[str, ...]]) -> None:
        super().__init__(codes, len(values))
        self.values = values

    def state(self, place: int, value: str) -> State:
        """Tell whether facts of a code have a value: one that is not recorded may be any."""
        own = self.values[place]
        if own:
            return YES if value in own else NO
        return YES if value == UNRECORDED else MAYBE

    def states(self, values: Sequence[str]) -> list[State]:
        """Tell of each code whether its facts have one of some values."""
        asked = set(values)
        unknown = YES if UNRECORDED in asked else MAYBE if asked else NO
        return [unknown if not own else NO if asked.isdisjoint(own) else YES for own in self.values]

    def own(self, place: int) -> tuple[str, ...]:
        """Return the values that facts of a code make rows of."""
        return self.values[place] or (UNRECORDED,)

    @cached_property
    def single(self) -> list[str | None]:
        """Of each code its value, where it has one alone."""
        return [own[0] if len(own) == 1 else None for own in self.values]

    @property
    def rows(self) -> list[tuple[str, ...] | None]:
        """Of each code the same, as the row that it makes."""
        return [own if len(own) == 1 else None for own in self.values]


class OfDays(Dimension):
    """A date dimension.

    Attributes:
        name: which one.
        whens: of each code, the days.
        lasts: whether facts last from day to day; each value that they touch is then theirs.
        in_runs: whether each unit is the facts of a stretch of days, one a day, all of them known.
        period: the days that rows are made of, where facts last.
    """

    def __init__(  # noqa: PLR0913 - what the days are of, and how they are named
        self,
        codes: Sequence[int],
        name: str,
        whens: Sequence[When],
        year_starts_in: int,
        period: tuple[int, int],
        *,
        lasts: bool,
        in_runs: bool = False,
    ) -> None:
        super().__init__(codes, len(whens))
        self.name = name
        self.whens = whens
        self.lasts = lasts
        self.in_runs = in_runs
        self.period = period
        self._year_starts_in = year_starts_in
        self._days: dict[str, Stretches] = {}

    def state(self, place: int, value: str) -> State:
        """Tell whether facts of a code have a day of a value."""
        if value == UNRECORDED:
            is_known = self.lasts or self.in_runs or self.single[place] is not None
            return NO if is_known else YES
        if value not in self._days:
            days = dimension_days(self.name, value, self._year_starts_in)
            self._days[value] = stretches_of((days,))
        return self._within(self.whens[place], self._days[value])

    def states(self, values: Sequence[str]) -> list[State]:
        """Tell of each code whether its facts have a day of some values, taken together."""
        named = [value for value in values if value != UNRECORDED]
        days = join(dimension_days(self.name, value, self._year_starts_in) for value in named)
        stretches = stretches_of(days)
        found = [self._within(when, stretches) for when in self.whens]
        if len(named) == len(values):
            return found
        return [max(state, self.state(place, UNRECORDED)) for place, state in enumerate(found)]

    def _within(self, when: When, stretches: Stretches) -> State:
        return (
            overlaps(when, stretches) if self.lasts else lies_in(when.first, when.last, stretches)
        )

    def own(self, place: int) -> tuple[str, ...]:
        """Return the value of the day, or those that what lasts touches within the period."""
        if not self.lasts:
            return (self.single[place] or UNRECORDED,)
        when = self.whens[place]
        return tuple(self._touched(when, when.first if when.has_start else when.first_at_latest))

    def _touched(self, when: When, first: int) -> list[str]:
        """Return the values that something touches within the period, from a day on."""
        start, end = max(first, self.period[0]), min(when.last, self.period[1])
        return values_between(self.name, start, end, self._year_starts_in)

    @cached_property
    def single(self) -> list[str | None]:
        """Of each code the value that all its possible days have; None where they differ."""
        if self.lasts:
            return [None] * len(self.whens)
        found = []
        for when in self.whens:
            value = value_at(self.name, when.first, self._year_starts_in)
            other = value_at(self.name, when.last, self._year_starts_in)
            found.append(value if value and value == other else None)
        return found

    def parts(self, place: int) -> list[tuple[str, State]]:
        """Return the values that facts of a code are told apart by in a key."""
        if not self.lasts:
            return super().parts(place)
        when = self.whens[place]
        return [(value, self.state(place, value)) for value in self._touched(when, when.first)]


def cuts_of(names: Iterable[str], first: int, last: int, year_starts_in: int) -> set[int]:
    """Return the days on which a value of one of some date dimensions begins."""
    found: set[int] = set()
    for name in names:
        if name == "date":
            found.update(range(first, last + 1))
        elif name in DATE_DIMENSIONS:
            for value in values_between(name, first, last, year_starts_in):
                start = dimension_days(name, value, year_starts_in).start
                found.add(start.toordinal() if start else first)
    return found
