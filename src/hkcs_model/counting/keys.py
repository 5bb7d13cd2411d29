"""What tells facts apart, and which of them are kept for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress, product

from attrs import frozen

from ..columns import coding
from ..rules import Rule
from .dimensions import Dimension
from .frames import Frame
from .states import MAYBE, YES, State
from .tallies import Rest, Tally

Row = tuple[str, ...]
"""The values of a row, in the order of the dimensions that make rows."""

Rows = dict[Row, dict[Rest, Tally]]

_SESSION_PARTS = ("date", "month", "quarter", "year", "fy", "staff")
"""Parts of a key of which a session has one that is not known, not one for each of its facts."""


@frozen(eq=False, repr=False)
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
        self.exact = exact_values(self.dimensions, self.codes, len(kept.units))

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


@frozen(eq=False, repr=False)
class Exact:
    """Of each unit its values, where each of some dimensions certainly has one alone.

    Attributes:
        codes: of each unit, the place of its values.
        values: those that there may be; None is that a unit may have several.
    """

    codes: Sequence[int]
    values: Sequence[Row | None]

    def __getitem__(self, place: int) -> Row | None:
        return self.values[self.codes[place]]

    @property
    def rows(self) -> set[Row]:
        """The different values that units have."""
        found = {self.values[code] for code in set(self.codes)}
        return {row for row in found if row is not None}

    @property
    def unsure(self) -> list[int]:
        """The places of the units that may have several."""
        if None not in self.values:
            return []
        return [place for place, code in enumerate(self.codes) if self.values[code] is None]


def exact_values(
    dimensions: Sequence[Dimension], codes: Sequence[Sequence[int]], size: int
) -> Exact:
    """Return of each unit its values in some dimensions."""
    if not dimensions:
        return Exact(bytes(size), [()])
    columns = [
        map(dimension.single.__getitem__, own)
        for dimension, own in zip(dimensions, codes, strict=True)
    ]
    if len(dimensions) == 1:
        return Exact(codes[0], dimensions[0].rows)
    known = coding()
    found = list(map(known.__getitem__, zip(*columns, strict=True)))
    return Exact(found, [None if None in row else row for row in known])
