"""The one operator: of the facts that belong, distinct keys are counted, or what they weigh.

Every counting rule is this with other arguments; there is no second mechanism.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import compress, product
from typing import cast

from attrs import frozen

from ..rules import Rule
from .dimensions import UNRECORDED, Dimension
from .frames import Frame
from .people import STATUSES
from .states import MAYBE, YES, State
from .tallies import Added, Counted, CountedWithGuests, Head, Rest, Spread, Tally, together
from .weights import Exact, Weighed, exactly, in_one_unit

Row = tuple[str, ...]
"""The values of a row, in the order of the dimensions that make rows."""

Rows = dict[Row, dict[Rest, Tally]]

_SESSION_PARTS = ("date", "month", "quarter", "year", "fy", "staff")
"""Parts of a key of which a session has one that is not known, not one for each of its facts."""


@frozen(eq=False)
class Kept:
    """The units that belong or may.

    Attributes:
        frame: all the facts.
        units: the places of the units in it.
        states: of each, whether it belongs or may.
    """

    frame: Frame
    units: Sequence[int]
    states: Sequence[State]

    @classmethod
    def of(cls, frame: Frame, states: Sequence[State]) -> Kept:
        """Keep the units that do not certainly not belong."""
        if all(states):
            return cls(frame, range(frame.size), states)
        return cls(frame, list(compress(range(frame.size), states)), list(filter(None, states)))

    def column(self, whole: Sequence[int]) -> Sequence[int]:
        """Return a column of the frame for the units that are kept."""
        return whole if isinstance(self.units, range) else list(map(whole.__getitem__, self.units))


@frozen(eq=False)
class Outcome:
    """What the operator comes to.

    Attributes:
        rows: of each row its tallies, by the values of the key without the person.
        unit: how many of what is tallied make one: 1 where keys are counted.
    """

    rows: Rows
    unit: int

    def ends(self) -> dict[Row, tuple[Exact, Exact | None]]:
        """Return of each row the least and the most that it comes to."""
        found = {}
        for row, tallies in self.rows.items():
            low, high = together(tallies.values())
            found[row] = self._whole(low), None if high is None else self._whole(high)
        return found

    def _whole(self, tallied: int) -> Exact:
        return tallied if self.unit == 1 else Fraction(tallied, self.unit)


def operate(rule: Rule, kept: Kept, by: Sequence[str]) -> Outcome:
    """Carry out a rule over the facts that belong or may.

    Args:
        rule: what is counted.
        kept: the facts.
        by: the dimensions that make rows; without any there is one row.

    Returns:
        The rows and their tallies; without `by` the one row is there even where nothing belongs.
    """
    rows = _Split(kept, by)
    keys = Keys(kept, rule)
    adding = adding_for(rule, kept)
    add = adding.add
    found: Rows = {} if by else {(): {}}
    for place, (row, rest, state) in enumerate(
        zip(rows.exact, keys.exact, kept.states, strict=True)
    ):
        if row is not None and rest is not None:
            add(found, row, rest, place, state)
            continue
        for own_row, row_state in rows.of(place) if row is None else ((row, YES),):
            for own_rest, key_state in keys.of(place) if rest is None else ((rest, YES),):
                answer = min(state, row_state, key_state)
                if answer:
                    add(found, own_row, own_rest, place, answer)
    return Outcome(found, adding.unit)


class _Split:
    """Which rows each unit belongs to, or may.

    Attributes:
        exact: of each unit its row, where it has that one alone and certainly; else None.
    """

    def __init__(self, kept: Kept, by: Sequence[str]) -> None:
        self.dimensions = [kept.frame.dimension(name) for name in by]
        self.codes = [kept.column(dimension.codes) for dimension in self.dimensions]
        self.size = len(kept.units)
        self.exact = _exact(self.dimensions, self.codes, self.size)
        self.rows: set[Row] = {row for row in set(self.exact) if row is not None}
        self.slow = [place for place, row in enumerate(self.exact) if row is None]
        for place in self.slow:
            own = [
                d.own(codes[place]) for d, codes in zip(self.dimensions, self.codes, strict=True)
            ]
            self.rows.update(product(*own))
        self.values = [sorted({row[n] for row in self.rows}) for n in range(len(by))]
        self.known: dict[tuple[int, ...], list[tuple[Row, State]]] = {}

    def of(self, place: int) -> list[tuple[Row, State]]:
        """Return the rows that a unit belongs to or may, with which of the two."""
        key = tuple(codes[place] for codes in self.codes)
        if key not in self.known:
            self.known[key] = list(self._rows_of(key))
        return self.known[key]

    def _rows_of(self, key: tuple[int, ...]) -> Iterator[tuple[Row, State]]:
        answers = [
            {value: state for value in values if (state := dimension.state(code, value))}
            for dimension, code, values in zip(self.dimensions, key, self.values, strict=True)
        ]
        few = 1
        for answer in answers:
            few *= len(answer)
        candidates = product(*answers) if few <= len(self.rows) else iter(self.rows)
        for row in candidates:
            if row in self.rows and all(v in a for v, a in zip(row, answers, strict=True)):
                yield row, min(a[v] for v, a in zip(row, answers, strict=True))


class Keys:
    """What tells the facts of each unit apart, the person and the days of a run aside.

    Attributes:
        exact: of each unit the values, where it certainly has one of each; else None.
    """

    def __init__(self, kept: Kept, rule: Rule) -> None:
        self.kept = kept
        of_runs = {"date"} if kept.frame.lengths else set()
        parts = [part for part in rule.key if part != "person" and part not in of_runs]
        self.parts = parts
        self.dimensions = [kept.frame.dimension(part) for part in parts]
        self.codes = [kept.column(dimension.codes) for dimension in self.dimensions]
        self.exact = _exact(self.dimensions, self.codes, len(kept.units))

    def of(self, place: int) -> Iterator[tuple[Rest, State]]:
        """Return the keys of a unit, and whether each is certain."""
        exact = self.exact[place]
        if exact is not None:
            yield exact, YES
            return
        options: list[list[tuple[object, State]]] = []
        for part, dimension, codes in zip(self.parts, self.dimensions, self.codes, strict=True):
            found = dimension.parts(codes[place])
            options.append([*found] or [(self._unknown(part, place), MAYBE)])
        for chosen in product(*options):
            yield tuple(value for value, _ in chosen), min(state for _, state in chosen)

    def _unknown(self, part: str, place: int) -> Unknown:
        """Return what stands for a part that is not recorded: a key of the fact's own."""
        unit = self.kept.units[place]
        frame = self.kept.frame
        if part in _SESSION_PARTS and "session" in frame.table.parts:
            return Unknown(frame.places[unit], is_of_session=True)
        return Unknown(unit, is_of_session=False)


@frozen
class Unknown:
    """A part of a key that is not recorded.

    Attributes:
        place: the session, or else the unit of facts, that it is not recorded of.
        is_of_session: whether a session has one such; else each fact has its own.
    """

    place: int
    is_of_session: bool


def is_own(rest: Rest) -> bool:
    """Tell whether each fact with a key has one of its own: a part of it is not recorded."""
    return any(isinstance(part, Unknown) and not part.is_of_session for part in rest)


def _exact(
    dimensions: Sequence[Dimension], codes: Sequence[Sequence[int]], size: int
) -> list[Row | None]:
    """Return of each unit its values, where each dimension certainly has one alone."""
    if not dimensions:
        return [()] * size
    columns = [
        map(dimension.single.__getitem__, own)
        for dimension, own in zip(dimensions, codes, strict=True)
    ]
    rows = cast("Iterator[Row]", zip(*columns, strict=True))
    if not any(None in dimension.single for dimension in dimensions):
        return list(rows)
    return [None if None in row else row for row in rows]


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

    def heads_of(self, unit: int, rest: Rest) -> Sequence[Head]:
        """Return what is told apart by the person, or by being a fact of its own."""
        if self.of_persons:
            return self.persons[self.starts[unit] : self.ends[unit]]
        facts = self.facts_of(unit)
        return range(facts) if is_own(rest) else (None,) if facts else ()


class _Counting(Adding):
    """Counts persons, or that there is a fact."""

    def add(self, rows: Rows, row: Row, rest: Rest, place: int, state: State) -> None:
        """Count the persons of a unit, or that there is a fact."""
        tallies = rows.get(row)
        if tallies is None:
            tallies = rows[row] = {}
        tally = cast("Counted | None", tallies.get(rest))
        if tally is None:
            tally = tallies[rest] = CountedWithGuests() if self.guests_at else Counted()
        unit = self.units[place]
        heads = self.heads_of(unit, rest)
        tally.add(heads, state)
        if self.guests_at:
            self._add_guests(cast("CountedWithGuests", tally), unit, heads, state)

    def _add_guests(
        self, tally: CountedWithGuests, unit: int, heads: Sequence[Head], state: State
    ) -> None:
        at = self.frame.places[unit]
        if at in self.guests_at and state == YES:
            tally.add_at(at, heads)
        if self.guests[unit]:
            tally.add_guests(at, self.guests[unit], state)


class _Spreading(Adding):
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
        lengths = frame.sources.session_lengths
        self.codes, weights = frame.sources.weights.each(rule.weight, lengths, of_a_day=of_a_day)
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
        elif facts := self.facts_of(unit):
            tally.add((None,), _times(weight, facts), state)
        if self.guests_at and self.guests[unit]:
            tally.add_guests(at, self.guests[unit], weight, state)


def _times(weight: Weighed, number: int) -> Weighed:
    return weight[0] * number, None if weight[1] is None else weight[1] * number


assert STATUSES[1] == UNRECORDED  # noqa: S101 - both are a blank cell
