"""The one operator: of the facts that belong, distinct keys are counted, or what they weigh.

Every counting rule is this with other arguments; there is no second mechanism.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from attrs import frozen

from ..rules import Rule
from .adding import adding_for
from .keys import Kept, Keys, Row, Rows, exact_values
from .states import YES, State
from .tallies import together
from .weights import Exact


@frozen(eq=False, repr=False)
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
    found: Rows = {} if by else {(): {}}
    for place in adding.add_exact(found, rows.exact, keys.exact, kept.states):
        for row, row_state in rows.of(place):
            for rest, key_state in keys.of(place):
                answer = min(kept.states[place], row_state, key_state)
                adding.add(found, row, rest, place, answer)
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
        self.exact = exact_values(self.dimensions, self.codes, self.size)
        self.rows = self.exact.rows
        for place in self.exact.unsure:
            own = [
                d.own(codes[place]) for d, codes in zip(self.dimensions, self.codes, strict=True)
            ]
            self.rows.update(product(*own))
        self.values = [sorted({row[n] for row in self.rows}) for n in range(len(by))]
        self.known: dict[tuple[int, ...], list[tuple[Row, State]]] = {}

    def of(self, place: int) -> list[tuple[Row, State]]:
        """Return the rows that a unit belongs to or may, with which of the two."""
        exact = self.exact[place]
        if exact is not None:
            return [(exact, YES)]
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
