"""The persons at sessions, put together where they are alike in all that is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, compress, repeat

from attrs import frozen

from ..columns import Cells, runs
from .people import Seats, of_joined
from .sources import Sources, Values


@frozen(kw_only=True, eq=False, repr=False)
class Crowds:
    """The persons at sessions in units: those at one session, of one status, alike in some things.

    Attributes:
        places: of each unit, its session.
        statuses: of each unit, the place of its status among STATUSES.
        persons: the persons of all units, one after another.
        rows: of each of those, the first row that names the person.
        starts: of each unit, where its persons begin.
        ends: of each unit, where they end.
        marks: of each dimension that they are alike in, the units' values.
    """

    places: Sequence[int]
    statuses: Sequence[int]
    persons: Sequence[int]
    rows: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    marks: dict[str, tuple[Sequence[int], Values]]


def crowds_of(
    sources: Sources, personal: Sequence[str], statuses: Sequence[int], *, with_rows: bool
) -> Crowds:
    """Put the persons at each session into units.

    Args:
        sources: what facts are made from.
        personal: the dimensions in which the persons of a unit must be alike.
        statuses: which statuses are wanted, as places among STATUSES.
        with_rows: whether it is wanted which row names each of them.
    """
    seats = sources.seats
    marks = {name: _marks(sources, name) for name in personal}
    together = _together(seats.sessions, list(marks.values()))
    order = _order(together)
    seated, rows = _picked(seats.persons, order), _picked(seats.rows, order)
    answers = bytes(_picked(seats.statuses, order))
    firsts_of, ends_of = (
        together.stretches if isinstance(order, range) else runs(_picked(together.codes, order))
    )
    held = _places_of_stretches(seats, together, order, firsts_of)
    places: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    told: list[int] = []
    firsts: list[int] = []
    persons: list[int] = []
    named: list[int] = []
    for status in (status for status in statuses if status in answers):
        here = answers.translate(bytes(int(code == status) for code in range(256)))
        several_at = list(map(here.count, repeat(1), firsts_of, ends_of))
        base = list(accumulate(several_at, initial=len(persons)))
        persons += compress(seated, here)
        named += compress(rows, here) if with_rows else ()
        places += compress(held, several_at)
        starts += compress(base, several_at)
        ends += compress(base[1:], several_at)
        firsts += map(order.__getitem__, compress(firsts_of, several_at))
        told += [status] * (len(firsts) - len(told))
    return Crowds(
        places=places,
        statuses=told,
        persons=persons,
        rows=named,
        starts=starts,
        ends=ends,
        marks={name: (_picked(codes, firsts), values) for name, (codes, values) in marks.items()},
    )


def _picked(column: Sequence[int], places: Sequence[int]) -> Sequence[int]:
    """Return some cells of a column; all of them where the places are all, in order."""
    if isinstance(places, range) and len(places) == len(column):
        return column
    return list(map(column.__getitem__, places))


def _together(sessions: Cells, marks: Sequence[tuple[Sequence[int], Values]]) -> Cells:
    """Return what two facts must have the same of to be in one unit."""
    together = sessions
    for codes, values in marks:
        several = len(values)
        pairs = zip(together.codes, codes, strict=True)
        together = Cells((), [unit * several + code for unit, code in pairs])
    return together


def _order(together: Cells) -> Sequence[int]:
    """Return the places of codes so that equal ones stand together."""
    codes = together.codes_of_stretches
    if len(set(codes)) == len(codes):
        return range(len(together))
    return sorted(range(len(together)), key=together.codes.__getitem__)


def _places_of_stretches(
    seats: Seats, together: Cells, order: Sequence[int], firsts: Sequence[int]
) -> list[int]:
    """Return the session of each stretch of seats that stand together."""
    sessions = seats.sessions
    codes: Iterable[int] = sessions.codes_of_stretches
    if together is not sessions or not isinstance(order, range):
        codes = map(sessions.codes.__getitem__, map(order.__getitem__, firsts))
    return list(map(seats.places.__getitem__, codes))


def _marks(sources: Sources, name: str) -> tuple[Sequence[int], Values]:
    """Return what each seat says in a dimension of its person or its own; the last is blank."""
    seats = sources.seats
    owner, _, column = name.partition(".")
    if owner == "person":
        by_person = sources.values_of_persons(seats.known_as, column)
        return _coded([by_person[person] for person in seats.persons])
    cells = sources.cells("attendances", column)
    values: list[tuple[str, ...]] = [(cells[row],) if cells[row] else () for row in seats.rows]
    for place, row in enumerate(seats.rows):
        if row in seats.more:
            values[place] = of_joined(cells[other] for other in seats.more[row])
    return _coded(values)


def _coded(values: Sequence[tuple[str, ...]]) -> tuple[Sequence[int], Values]:
    known = {value: code for code, value in enumerate(sorted({*values} - {()}))}
    known[()] = len(known)
    return [known[value] for value in values], list(known)
