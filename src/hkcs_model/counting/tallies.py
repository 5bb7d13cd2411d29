"""The distinct keys of a row that share all but the person: how many, or what they weigh.

There are three ways to tally, and a rule decides which: keys are counted, or the days of each are,
or what they weigh is added up.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import cast

from .states import YES, State
from .weights import Weighed

Head = int | None
"""The number of a person; None where a key has no person."""


class Tally(ABC):
    """What belongs to one value of the key, the person apart."""

    @abstractmethod
    def low(self) -> int:
        """Return the least that it comes to."""

    @abstractmethod
    def high(self) -> int | None:
        """Return the most that it comes to; None is no upper limit."""


class Counted(Tally):
    """Distinct persons are counted.

    Attributes:
        sure: those who certainly belong.
        may: those who belong or may.
    """

    __slots__ = ("may", "sure")

    def __init__(self) -> None:
        self.sure: Collection[Head] = ()
        self.may: Collection[Head] = ()

    def add(self, heads: Collection[Head], state: State) -> None:
        """Add persons who belong, or may; those added at one time are different ones."""
        if state != YES:
            self.may = _united(self.may, heads)
        elif type(self.sure) is set:
            self.sure.update(heads)
        else:
            self.sure = _united(self.sure, heads)

    def low(self) -> int:
        """Return how many certainly belong."""
        return len(self.sure)

    def high(self) -> int:
        """Return how many belong or may."""
        if self.sure and self.may:
            return len({*self.sure, *self.may})
        return len(self.sure) or len(self.may)


def _united(known: Collection[Head], heads: Collection[Head]) -> Collection[Head]:
    """Return what is in either, as a set only where there is something to unite."""
    if not known:
        return heads
    if not isinstance(known, set):
        known = set(known)
    known.update(heads)
    return known


class CountedWithGuests(Counted):
    """Distinct persons are counted, with those who are not identified.

    Attributes:
        guests: of each session, how many are not identified, and whether they certainly belong.
        at: of each session with such people, those identified at it.
    """

    __slots__ = ("at", "guests")

    def __init__(self) -> None:
        super().__init__()
        self.guests: dict[int, tuple[int, bool]] = {}
        self.at: dict[int, set[Head]] = {}

    def add_at(self, place: int, heads: Iterable[Head]) -> None:
        """Remember who is identified at a session at which others are not."""
        self.at.setdefault(place, set()).update(heads)

    def add_guests(self, place: int, number: int, state: State) -> None:
        """Add the people at a session who are not identified there, once a session."""
        _, sure = self.guests.get(place, (0, False))
        self.guests[place] = number, sure or state == YES

    def low_of_guests(self) -> int:
        """Return how many of those not identified are certainly nobody who is.

        As far as can be, each is somebody who is identified at another session.
        """
        at_one = (
            len(self.at.get(place, ())) + number - len(self.sure)
            for place, (number, sure) in self.guests.items()
            if sure
        )
        return max(0, *at_one, 0)

    def low(self) -> int:
        """Return the least: everybody not identified is somebody who is, as far as can be."""
        return super().low() + self.low_of_guests()

    def high(self) -> int:
        """Return the most: everybody not identified is somebody else."""
        return super().high() + sum(number for number, _ in self.guests.values())


class Alone(Tally):
    """Keys are counted that nothing else has, so that they need not be told apart.

    Attributes:
        sure: how many certainly belong.
        may: how many more may.
    """

    __slots__ = ("may", "sure")

    def __init__(self) -> None:
        self.sure = 0
        self.may = 0

    def add(self, number: int, state: State) -> None:
        """Add keys that belong, or may."""
        if state == YES:
            self.sure += number
        else:
            self.may += number

    def low(self) -> int:
        """Return how many certainly belong."""
        return self.sure

    def high(self) -> int:
        """Return how many belong or may."""
        return self.sure + self.may


class Spread(Tally):
    """The distinct days of each person are counted.

    Attributes:
        sure: the stretches of days that certainly belong, by person.
        may: those that belong or may.
    """

    __slots__ = ("may", "sure")

    def __init__(self) -> None:
        self.sure: dict[Head, list[tuple[int, int]]] = {}
        self.may: dict[Head, list[tuple[int, int]]] = {}

    def add(self, heads: Iterable[Head], days: tuple[int, int], state: State) -> None:
        """Add the days, from the first to the last, that persons have."""
        for head in heads:
            if state == YES:
                self.sure.setdefault(head, []).append(days)
            self.may.setdefault(head, []).append(days)

    def low(self) -> int:
        """Return the days that are certain."""
        return sum(map(covered, self.sure.values()))

    def high(self) -> int:
        """Return the days that are possible."""
        return sum(map(covered, self.may.values()))


def merged(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches of days as those that share no day, in order."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def covered(stretches: Iterable[tuple[int, int]]) -> int:
    """Return how many days the stretches have together, a day of several counted once."""
    return sum(end - start + 1 for start, end in merged(stretches))


def repeated_days(stretches: Iterable[tuple[int, int]]) -> int:
    """Return how many days of stretches an earlier one of them has already."""
    repeats = until = 0
    for start, end in sorted(stretches):
        repeats += max(0, min(until, end) - start + 1)
        until = max(until, end)
    return repeats


def covered_twice(stretches: Iterable[tuple[int, int]]) -> int:
    """Return how many days are in more than one of the stretches."""
    edges = sorted(edge for start, end in stretches for edge in ((start, 1), (end + 1, -1)))
    total = depth = since = 0
    for day, step in edges:
        total += day - since if depth > 1 else 0
        since, depth = day, depth + step
    return total


class Added(Tally):
    """What keys weigh is added up, what each weighs held to a cap.

    Attributes:
        cap: the most that one key can weigh; None is no limit.
        by_head: of each person what they weigh, at least and at most.
        each: facts that each are a key of their own: how many, and what each weighs.
        guests: of each session, how many are not identified, and what each of them weighs.
        guests_are_told_apart: whether each of them is a key of its own, as where the key has the
            session; where not, they may be people who are identified elsewhere.
    """

    __slots__ = ("by_head", "cap", "each", "guests", "guests_are_told_apart")

    def __init__(self, cap: int | None, *, guests_are_told_apart: bool) -> None:
        self.cap = cap
        self.guests_are_told_apart = guests_are_told_apart
        self.by_head: dict[Head, Weighed] = {}
        self.each: list[tuple[int, Weighed]] = []
        self.guests: dict[int, tuple[int, Weighed]] = {}

    def add(self, heads: Iterable[Head], weight: Weighed, state: State) -> None:
        """Add what persons weigh; what may belong weighs nothing at the least."""
        added = weight if state == YES else (0, weight[1])
        for head in heads:
            self.by_head[head] = _sum(self.by_head.get(head, (0, 0)), added)

    def add_each(self, number: int, weight: Weighed, state: State) -> None:
        """Add facts of which each is a key of its own."""
        self.each.append((number, weight if state == YES else (0, weight[1])))

    def add_guests(self, place: int, number: int, weight: Weighed, state: State) -> None:
        """Add what each of the people weighs who are not identified at a session."""
        added = weight if state == YES else (0, weight[1])
        _, known = self.guests.get(place, (number, (0, 0)))
        self.guests[place] = number, _sum(known, added)

    def _keys(self) -> Sequence[tuple[int, Weighed]]:
        """Return how many keys there are of what each of them weighs, those of guests apart."""
        return [*((1, weight) for weight in self.by_head.values()), *self.each]

    def low(self) -> int:
        """Return the least."""
        own = sum(number * self._held(low) for number, (low, _) in self._keys())
        return own + self.low_of_guests()

    def high(self) -> int | None:
        """Return the most."""
        own, guests = _highs(self._keys(), self._held), self.high_of_guests()
        return None if own is None or guests is None else own + guests

    def low_of_guests(self) -> int:
        """Return the least that those who are not identified weigh."""
        if not self.guests_are_told_apart:
            return 0
        return sum(number * self._held(low) for number, (low, _) in self.guests.values())

    def high_of_guests(self) -> int | None:
        """Return the most that those who are not identified weigh."""
        return _highs(self.guests.values(), self._held)

    def low_above_cap(self) -> int:
        """Return what the cap takes off the least."""
        return sum(number * self._above(low) for number, (low, _) in self._keys())

    def high_above_cap(self) -> int | None:
        """Return what the cap takes off the most."""
        return _highs(self._keys(), self._above)

    def _held(self, weight: int) -> int:
        return weight if self.cap is None else min(weight, self.cap)

    def _above(self, weight: int) -> int:
        return 0 if self.cap is None else max(0, weight - self.cap)


def _highs(weights: Iterable[tuple[int, Weighed]], part: Callable[[int], int]) -> int | None:
    """Return what a part of each upper end comes to; None where one is not known."""
    total = 0
    for number, (_, high) in weights:
        if high is None:
            return None
        total += number * part(high)
    return total


def _sum(one: Weighed, other: Weighed) -> Weighed:
    high = None if one[1] is None or other[1] is None else one[1] + other[1]
    return one[0] + other[0], high


def together(tallies: Iterable[Tally]) -> tuple[int, int | None]:
    """Return what the tallies of one row come to together, at least and at most."""
    low: int = 0
    high: int | None = 0
    for tally in tallies:
        low += tally.low()
        most = tally.high()
        high = None if high is None or most is None else high + most
    return low, high


Rest = tuple[object, ...]
Tallies = Mapping[Rest, Tally]
"""The tallies of one row, by the values of the key without the person."""


def overlap_of(rows: Iterable[Tallies]) -> int:
    """Return how many keys certainly stand in more than one row."""
    by_rest: dict[Rest, list[Tally]] = {}
    for tallies in rows:
        for rest, tally in tallies.items():
            if not isinstance(tally, Alone):
                by_rest.setdefault(rest, []).append(tally)
    return sum(map(_overlap, by_rest.values()))


def _overlap(tallies: Sequence[Tally]) -> int:
    """Return how many persons, or days of persons, certainly are in more than one tally."""
    if len(tallies) == 1:
        return 0
    seen: set[Head] = set()
    again: set[Head] = set()
    stretches: dict[Head, list[tuple[int, int]]] = {}
    for tally in tallies:
        if isinstance(tally, Spread):
            for head, own in tally.sure.items():
                stretches.setdefault(head, []).extend(merged(own))
        else:
            counted = cast("Counted", tally)
            again |= seen.intersection(counted.sure)
            seen.update(counted.sure)
    return len(again) + sum(map(covered_twice, stretches.values()))
