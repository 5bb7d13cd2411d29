"""Three ways to add facts to tallies: persons are counted, or their days, or what they weigh."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, cast

from ..rules import Rule
from .keys import Kept, Row, Rows, is_own
from .states import YES, State
from .tallies import Added, Alone, Counted, CountedWithGuests, Head, Rest, Spread
from .weights import Weighed, exactly, in_one_unit

Unit = tuple[Row | None, Rest | None, State, int, int]
"""A unit's row and key, None where it may have several; its state; where its persons are."""


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
        own: Sequence[Row | None],
        rests: Sequence[Rest | None],
        states: Sequence[State],
    ) -> list[int]:
        """Add the facts of each unit that certainly has one row and one key.

        Args:
            rows: what they are added to.
            own: of each unit its row; None where it may have several.
            rests: of each unit its key without the person; None where it may have several.
            states: of each unit whether it belongs or may.

        Returns:
            The places of the units that are left.
        """
        left = []
        for place, (row, rest, state) in enumerate(zip(own, rests, states, strict=True)):
            if row is None or rest is None:
                left.append(place)
            else:
                self.add(rows, row, rest, place, state)
        return left

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
        own: Sequence[Row | None],
        rests: Sequence[Rest | None],
        states: Sequence[State],
    ) -> list[int]:
        """Count the persons of each unit that certainly has one row and one key.

        Where nobody is without a name this is all that there is to do, for millions of persons.
        """
        if self.guests_at or not self.of_persons:
            return super().add_exact(rows, own, rests, states)
        starts, ends = self.kept.column(self.starts), self.kept.column(self.ends)
        units = zip(own, rests, states, starts, ends, strict=True)
        if self._are_alone():
            self._add_alone(rows, units)
        else:
            self._add_crowds(rows, units)
        if None not in own and None not in rests:
            return []
        pairs = enumerate(zip(own, rests, strict=True))
        return [place for place, (row, rest) in pairs if row is None or rest is None]

    def _add_crowds(self, rows: Rows, units: Iterable[Unit]) -> None:
        together: set[int] = set()
        for row, rest, state, start, end in _put_together(units, together):
            if row is None or rest is None:
                continue
            tallies: dict[Rest, Any] = rows.setdefault(row, {})  # of this rule each is Counted
            tally = tallies.get(rest)
            crowd: Collection[Head] = self.persons[start:end]
            if start in together:
                crowd = set(crowd)
            if tally is None:
                tally = tallies[rest] = Counted()
                tally.add(crowd, state)
            elif state == YES and type(tally.sure) is set:
                tally.sure.update(crowd)  # by far the most, so without a call more
            else:
                tally.add(crowd, state)

    def _add_alone(self, rows: Rows, units: Iterable[Unit]) -> None:
        found: dict[tuple[Row, State], int] = {}
        for row, rest, state, start, end in units:
            if row is not None and rest is not None:
                found[row, state] = found.get((row, state), 0) + end - start
        for (row, state), number in found.items():
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


def _put_together(units: Iterable[Unit], together: set[int]) -> Iterator[Unit]:
    """Put units that follow each other in one row and key together.

    Args:
        units: what is put together.
        together: is told where those begin that several were put into: there, a person may stand
            more than once.
    """
    last_row: Row | None = None
    last_rest: Rest | None = None
    last_state = first = until = 0
    for row, rest, state, start, end in units:
        if start == until and row is last_row and rest is last_rest and state == last_state:
            until = end
            together.add(first)
            continue
        if until > first:
            yield last_row, last_rest, last_state, first, until
        last_row, last_rest, last_state, first, until = row, rest, state, start, end
    yield last_row, last_rest, last_state, first, until


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
