"""Three ways to add facts to tallies: persons are counted, or their days, or what they weigh."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict, deque
from collections.abc import Sequence
from operator import sub
from typing import cast

from ..rules import Rule
from .keys import Exact, Kept, Row, Rows, is_own
from .states import YES, State
from .tallies import Added, Alone, Counted, CountedWithGuests, Head, Rest, Spread
from .weights import Weighed, exactly, in_one_unit


def adding_for(rule: Rule, kept: Kept) -> Adding:
    """Return what adds the facts of a unit to the tally of its row and key."""
    if rule.weight:
        return Weighing(rule, kept)
    if kept.frame.lengths and "date" in rule.key:
        return _Spreading(rule, kept)
    return _Counting(rule, kept)


class Adding(ABC):
    """What adds facts to tallies: whose they are, and who of them is not identified.

    Attributes:
        unit: how many of what is tallied make one.
    """

    unit = 1

    def __init__(self, rule: Rule, kept: Kept) -> None:
        self.rule = rule
        self.kept = kept
        self.frame = kept.frame
        self.units = kept.units
        self.of_persons = rule.is_of_persons
        self.persons, self.starts, self.ends = (
            kept.frame.persons,
            kept.frame.starts,
            kept.frame.ends,
        )
        self.guests = kept.frame.guests
        self.guests_at = kept.frame.sources.guests if self.guests and self.of_persons else {}

    @abstractmethod
    def add(self, rows: Rows, row: Row, rest: Rest, place: int, state: State) -> None:
        """Add the facts of a unit, told by its place among those kept, to a tally."""

    def add_exact(
        self,
        rows: Rows,
        own: Exact,
        rests: Exact,
        states: Sequence[State],
    ) -> list[int]:
        """Add the facts of each unit that certainly has one row and one key.

        Args:
            rows: what they are added to.
            own: of each unit its row.
            rests: of each unit its key without the person.
            states: of each unit whether it belongs or may.

        Returns:
            The places of the units that are left.
        """
        units = zip(own.codes, rests.codes, states, strict=True)
        for place, (row_code, rest_code, state) in enumerate(units):
            row, rest = own.values[row_code], rests.values[rest_code]
            if row is not None and rest is not None:
                self.add(rows, row, rest, place, state)
        return _unsure(own, rests)

    def facts_of(self, unit: int) -> int:
        """Return how many facts a unit stands for, a day of a run being one.

        People who are not identified are facts where persons are not told apart.
        """
        frame = self.frame
        people = 1
        if frame.has_persons:
            people = frame.ends[unit] - frame.starts[unit]
            people += self.guests[unit] if self.guests and not self.of_persons else 0
        return people * (frame.lengths[unit] if frame.lengths else 1)

    def people_of(self, unit: int) -> Sequence[int]:
        """Return the numbers of the persons of a unit who are identified."""
        return self.persons[self.starts[unit] : self.ends[unit]]

    def heads_of(self, unit: int, rest: Rest) -> Sequence[Head]:
        """Return what is told apart by the person, or by being a fact of its own."""
        if self.of_persons and not (self.frame.lengths and is_own(rest)):
            return self.people_of(unit)
        facts = self.facts_of(unit)
        return range(facts) if is_own(rest) else (None,) if facts else ()


class _Counting(Adding):
    """Counts persons, or that there is a fact."""

    def add(self, rows: Rows, row: Row, rest: Rest, place: int, state: State) -> None:
        """Count the persons of a unit, or that there is a fact."""
        tally = self._tally(rows, row, rest)
        unit = self.units[place]
        heads = self.heads_of(unit, rest)
        tally.add(heads, state)
        if self.guests_at:
            self._add_guests(cast("CountedWithGuests", tally), unit, heads, state)

    def _tally(self, rows: Rows, row: Row, rest: Rest) -> Counted:
        tallies = rows.get(row)
        if tallies is None:
            tallies = rows[row] = {}
        tally = cast("Counted | None", tallies.get(rest))
        if tally is None:
            tally = tallies[rest] = CountedWithGuests() if self.guests_at else Counted()
        return tally

    def add_exact(
        self,
        rows: Rows,
        own: Exact,
        rests: Exact,
        states: Sequence[State],
    ) -> list[int]:
        """Count the persons of each unit that certainly has one row and one key.

        Where nobody is without a name this is all that there is to do, for millions of persons.
        """
        if self.guests_at or not self.of_persons:
            return super().add_exact(rows, own, rests, states)
        add = self._add_alone if self._are_alone() else self._add_crowds
        add(rows, own, rests, states)
        return _unsure(own, rests)

    def _add_crowds(self, rows: Rows, own: Exact, rests: Exact, states: Sequence[State]) -> None:
        crowds: defaultdict[tuple[int, int, State], set[Head]] = defaultdict(set)
        pieces = map(slice, self.kept.column(self.starts), self.kept.column(self.ends))
        persons = map(self.persons.__getitem__, pieces)
        units = zip(own.codes, rests.codes, states, strict=True)
        # A queue that keeps nothing is the fastest loop there is.
        deque(map(set.update, map(crowds.__getitem__, units), persons), maxlen=0)
        for (row_code, rest_code, state), crowd in crowds.items():
            row, rest = own.values[row_code], rests.values[rest_code]
            if row is not None and rest is not None:
                tally = rows.setdefault(row, {}).setdefault(rest, Counted())
                cast("Counted", tally).add(crowd, state)

    def _add_alone(self, rows: Rows, own: Exact, rests: Exact, states: Sequence[State]) -> None:
        numbers: defaultdict[tuple[int, bool, State], int] = defaultdict(int)
        known = [rest is not None for rest in rests.values]
        units = zip(own.codes, map(known.__getitem__, rests.codes), states, strict=True)
        several = map(sub, self.kept.column(self.ends), self.kept.column(self.starts))
        for unit, number in zip(units, several, strict=True):
            numbers[unit] += number
        for (row_code, is_known, state), number in numbers.items():
            row = own.values[row_code]
            if row is not None and is_known:
                tally = rows.setdefault(row, {}).setdefault((), Alone())
                cast("Alone", tally).add(number, state)

    def _are_alone(self) -> bool:
        """Tell whether no unit has a key that another has: the key has the session of each."""
        if "session" not in self.rule.key or self.frame.lengths:
            return False
        places = self.kept.column(self.frame.places)
        return len(set(places)) == len(places)

    def _add_guests(
        self, tally: CountedWithGuests, unit: int, heads: Sequence[Head], state: State
    ) -> None:
        at = self.frame.places[unit]
        if at in self.guests_at and state == YES:
            tally.add_at(at, heads)
        if self.guests[unit]:
            tally.add_guests(at, self.guests[unit], state)


def _unsure(own: Exact, rests: Exact) -> list[int]:
    """Return the places of the units that may have several rows, or several keys."""
    return sorted({*own.unsure, *rests.unsure})


class _Spreading(Adding):
    """Counts the days of persons, or the days on which there is a fact."""

    def heads_of(self, unit: int, rest: Rest) -> Sequence[Head]:  # noqa: ARG002 - as any takes
        """Return whose days a unit stands for: each day is a fact of its own anyway."""
        return self.people_of(unit) if self.of_persons else (None,)

    def add(self, rows: Rows, row: Row, rest: Rest, place: int, state: State) -> None:
        """Count the days of the persons of a unit."""
        tally = rows.setdefault(row, {}).setdefault(rest, Spread())
        unit = self.units[place]
        when = self.frame.whens[self.frame.days[unit]]
        heads = self.heads_of(unit, rest)
        cast("Spread", tally).add(heads, (when.first, when.last), state)


class Weighing(Adding):
    """Adds up what facts weigh."""

    def __init__(self, rule: Rule, kept: Kept) -> None:
        super().__init__(rule, kept)
        frame = kept.frame
        of_a_day = frame.table.dated == "day"
        assert rule.weight is not None  # noqa: S101 - it is chosen for rules with one
        self.codes, weights = frame.sources.weights_of(rule.weight, of_a_day=of_a_day)
        cap = None if rule.cap is None else exactly(rule.cap)
        self.weights, self.unit = in_one_unit(weights, cap)
        self.cap = None if cap is None else int(cap * self.unit)
        self.apart = self.cap is None or "session" in rule.key

    def weight_of(self, unit: int) -> Weighed:
        """Return what each fact of a unit weighs."""
        return self.weights[self.codes[self.frame.places[unit]]]

    def add(self, rows: Rows, row: Row, rest: Rest, place: int, state: State) -> None:
        """Add what the facts of a unit weigh."""
        tallies = rows.setdefault(row, {})
        if rest not in tallies:
            tallies[rest] = Added(self.cap, guests_are_told_apart=self.apart)
        tally = cast("Added", tallies[rest])
        unit = self.units[place]
        at = self.frame.places[unit]
        weight = self.weight_of(unit)
        if self.of_persons:
            tally.add(self.heads_of(unit, rest), weight, state)
        elif is_own(rest):
            tally.add_each(self.facts_of(unit), weight, state)
        else:
            tally.add((None,), _times(weight, self.facts_of(unit)), state)
        if self.guests_at and self.guests[unit]:
            tally.add_guests(at, self.guests[unit], weight, state)


def _times(weight: Weighed, number: int) -> Weighed:
    return weight[0] * number, None if weight[1] is None else weight[1] * number
