"""Who was at a session, or expected there: one fact a person, however many rows there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, field, frozen

from ..columns import Cells
from ..dataset import Dataset, columns_of
from ..joining import joined, numbered

STATUSES = ("attended", "", "absent", "excused", "cancelled")
"""The words for a person at a session, the strongest first; "" is not recorded."""


@frozen(kw_only=True, eq=False, repr=False)
class Seats:
    """The facts of a person at a session, in the order of their first rows.

    Attributes:
        sessions: of each, its session.
        places: of each distinct session, its row, counted from 0.
        persons: of each, the number of its person; persons who are one have one number.
        statuses: of each, the place of the strongest status among STATUSES.
        rows: of each, its first row in the table, counted from 0.
        more: of those that several rows are joined in, all the rows.
        known_as: the id of each number of a person, the smallest of those joined.
    """

    sessions: Cells
    places: Sequence[int]
    persons: Sequence[int]
    statuses: bytes
    rows: Sequence[int]
    more: dict[int, list[int]] = field(factory=dict)
    known_as: Sequence[str]


def known_as(dataset: Dataset) -> dict[str, str]:
    """Return of each person whom `same_as` joins to another the id that they are known by."""
    columns = columns_of(dataset.persons)
    if "same_as" not in columns:
        return {}
    pairs = zip(columns["id"], columns["same_as"], strict=True)
    ends = joined({id_: link for id_, link in pairs if link})
    smallest: dict[str, str] = {}
    for id_, end in ends.items():
        smallest[end] = min(id_, smallest.get(end, end))
    return {**{id_: smallest[end] for id_, end in ends.items()}, **smallest}


def seats_of(dataset: Dataset) -> Seats:
    """Return who was at each session, a person's rows at one session joined."""
    columns = columns_of(dataset.attendances)
    ids = columns_of(dataset.sessions)["id"].words  # each stands in one row
    place_of = dict(zip(ids, range(len(ids)), strict=True))
    persons = numbered(columns["person"], known_as(dataset))
    whole = Seats(
        sessions=columns["session"],
        places=list(map(place_of.__getitem__, columns["session"].words)),
        persons=persons.codes,
        statuses=_statuses(columns.get("status"), len(persons)),
        rows=range(len(persons)),
        known_as=persons.words,
    )
    return _joined(whole, dataset.repeated) if dataset.repeated else whole


def _joined(seats: Seats, again: Mapping[int, int]) -> Seats:
    """Return the facts with the rows joined that are of one person at one session.

    Args:
        seats: a fact a row.
        again: the rows that an earlier one is of the same, with the first of them.
    """
    kept = [place for place in seats.rows if place not in again]
    strongest = bytearray(seats.statuses)
    more: dict[int, list[int]] = {}
    for place, first in again.items():
        strongest[first] = min(strongest[first], seats.statuses[place])
        more.setdefault(first, [first]).append(place)
    codes = [seats.sessions.codes[place] for place in kept]
    return evolve(
        seats,
        sessions=Cells(seats.sessions.words, codes),
        persons=[seats.persons[place] for place in kept],
        statuses=bytes(strongest[place] for place in kept),
        rows=kept,
        more=more,
    )


def _statuses(cells: Cells | None, length: int) -> bytes:
    if cells is None:
        return bytes(length)
    codes = [STATUSES.index(word) for word in cells.words]
    return bytes(cells.codes).translate(bytes([*codes, *bytes(256 - len(codes))]))


def of_joined(values: Iterable[str]) -> tuple[str, ...]:
    """Return the one value that joined rows record; none where they record none, or differ."""
    found = set(values) - {""}
    return tuple(found) if len(found) == 1 else ()
