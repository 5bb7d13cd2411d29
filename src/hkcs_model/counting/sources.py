"""The tables that facts are made from, and what their rows say in each dimension."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial

from attrs import frozen

from ..columns import Cells, coding
from ..dataset import Dataset, columns_of
from ..dates import PartialDate
from ..entities import Activity
from ..joining import numbered
from ..rules import Weight
from ..spelling import split_list
from .people import Seats, known_as, of_joined, seats_of
from .spans import Lasting, lasting, of_activities, of_groups
from .states import When
from .weights import Interval, Weights

Values = Sequence[tuple[str, ...]]
Coded = tuple[Sequence[int], Values]
"""Of each row a code, and of each code the values; none is not recorded."""


def one_each(cells: Cells) -> Values:
    """Return the value that each word of a column is; a blank one is none."""
    return [(word,) if word else () for word in cells.words]


def many_each(cells: Cells) -> Values:
    """Return the values that each word of a column lists, each once."""
    return [tuple(dict.fromkeys(split_list(word))) for word in cells.words]


def _of_activity(activity: Activity, dimension: str) -> tuple[str, ...]:
    _, dot, name = dimension.partition(".")
    if dimension == "partner":
        return tuple(dict.fromkeys(activity.partners))
    if dimension == "activity":
        return (activity.id,)
    value: str = activity.attributes.get(name, "") if dot else getattr(activity, dimension)
    return (value,) if value else ()


@frozen(kw_only=True, eq=False, repr=False)
class Source:
    """A table that facts are made from.

    Attributes:
        name: its name.
        length: how many rows it has.
        own: the dimensions of its own, beside those of activities.
        activities: of each row the code of its activity, and of each code the activity.
    """

    name: str
    length: int
    own: Mapping[str, Callable[[], Coded]]
    activities: tuple[Sequence[int], Sequence[Activity]]

    def coded(self, dimension: str) -> Coded:
        """Return what its rows say in a dimension."""
        if dimension in self.own:
            return self.own[dimension]()
        codes, activities = self.activities
        return codes, [_of_activity(activity, dimension) for activity in activities]


class Sources:
    """What a dataset's facts are made from; each part is made when it is first asked for.

    Attributes:
        dataset: what is known.
        as_at: the day up to which things are counted, numbered.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.as_at = dataset.project.as_at.toordinal()

    def _cells(self, table: str, column: str) -> Cells | None:
        return columns_of(getattr(self.dataset, table)).get(column)

    def cells(self, table: str, column: str) -> Cells:
        """Return a column of a table of records; blank where it is not there."""
        found = self._cells(table, column)
        return Cells.blank(len(getattr(self.dataset, table))) if found is None else found

    def _plain(self, table: str, column: str) -> Coded:
        cells = self.cells(table, column)
        return cells.codes, one_each(cells)

    def _activities(self, table: str) -> tuple[Sequence[int], Sequence[Activity]]:
        cells = self.cells(table, "activity")
        activity_of = self.dataset.activity_of
        return cells.codes, [activity_of[id_] for id_ in cells.words]

    def _own(
        self, table: str, owner: str, columns: Iterable[str]
    ) -> dict[str, Callable[[], Coded]]:
        """Return the dimensions that the columns of a table are."""
        known = set(columns)
        found: dict[str, Callable[[], Coded]] = {
            name: partial(self._plain, table, name) for name in known
        }
        for name in self.dataset.headers.get(table, ()):
            dimension = f"{owner}.{name}"
            found[dimension] = partial(self._plain, table, name)
        return found

    @cached_property
    def sessions(self) -> Source:
        """The sessions."""
        own = self._own("sessions", "session", ("mode", "format", "group"))
        own["session"] = lambda: self._plain("sessions", "id")
        own["staff"] = lambda: self.staff
        length = len(self.dataset.sessions)
        return Source(
            name="sessions", length=length, own=own, activities=self._activities("sessions")
        )

    @cached_property
    def staff(self) -> Coded:
        """The staff of each session; a blank cell is one member, not recorded."""
        cells = self.cells("sessions", "staff")
        return cells.codes, many_each(cells)

    @cached_property
    def enrolments(self) -> Source:
        """The enrolments."""
        own = self._own("enrolments", "enrolment", ("group",))
        for name in self.dataset.headers.get("persons", ()):
            own[f"person.{name}"] = partial(self.of_persons, self.enrolled, name)
        length = len(self.dataset.enrolments)
        return Source(
            name="enrolments", length=length, own=own, activities=self._activities("enrolments")
        )

    @cached_property
    def groups(self) -> Source:
        """The groups."""
        groups = self.dataset.groups
        activity_of = self.dataset.activity_of
        ids = [(group.id,) for group in groups]
        return Source(
            name="groups",
            length=len(groups),
            own={"group": lambda: (range(len(groups)), ids)},
            activities=(range(len(groups)), [activity_of[group.activity] for group in groups]),
        )

    @cached_property
    def activities(self) -> Source:
        """The activities."""
        there = self.dataset.activities
        return Source(
            name="activities", length=len(there), own={}, activities=(range(len(there)), there)
        )

    @cached_property
    def seats(self) -> Seats:
        """Who was at the sessions, or expected there."""
        return seats_of(self.dataset)

    @cached_property
    def enrolled(self) -> Cells:
        """Whose each enrolment is; persons who are one have one id."""
        return numbered(self.cells("enrolments", "person"), known_as(self.dataset))

    @cached_property
    def _rows_of_persons(self) -> dict[str, list[int]]:
        known = known_as(self.dataset)
        found: dict[str, list[int]] = {}
        for place, id_ in enumerate(self.cells("persons", "id")):
            found.setdefault(known.get(id_, id_), []).append(place)
        return found

    def of_persons(self, persons: Cells, column: str) -> Coded:
        """Return what persons say in a column; of joined ones the one value that is recorded."""
        return persons.codes, self.values_of_persons(persons.words, column)

    def values_of_persons(self, ids: Iterable[str], column: str) -> Values:
        """Return the value of a column that each of some persons has."""
        cells = self.cells("persons", column)
        rows = self._rows_of_persons
        return [of_joined(cells[place] for place in rows.get(id_, ())) for id_ in ids]

    @cached_property
    def session_days(self) -> tuple[Sequence[int], list[When]]:
        """Of each session a code, and of each code its possible days; one day, or a run of many."""
        first, last = self.cells("sessions", "date"), self.cells("sessions", "end_date")
        if not any(last.words):
            return first.codes, [self._days(word, "") for word in first.words]
        pairs = coding()
        codes = list(map(pairs.__getitem__, zip(first.codes, last.codes, strict=True)))
        return codes, [self._days(first.words[a], last.words[b]) for a, b in pairs]

    def _days(self, first: str, last: str) -> When:
        start = PartialDate.parse(first)
        begins = start.first.toordinal()
        if last:
            return When.run(begins, PartialDate.parse(last).first.toordinal())
        return When.one_day(begins, max(begins, min(start.last.toordinal(), self.as_at)))

    @cached_property
    def session_lengths(self) -> list[int]:
        """The number of days of each session."""
        codes, whens = self.session_days
        lengths = [when.last_at_earliest - when.first_at_latest + 1 for when in whens]
        known = [max(length, 1) for length in lengths]
        return [known[code] for code in codes]

    @cached_property
    def guests(self) -> dict[int, int]:
        """Of each session with people who are not identified there, how many they are."""
        cells = self.cells("sessions", "unidentified")
        numbers = [int(word or "0") for word in cells.words]
        found = enumerate(map(numbers.__getitem__, cells.codes))
        return {place: number for place, number in found if number}

    @cached_property
    def enrolment_spans(self) -> list[Lasting]:
        """The span of each enrolment."""
        first, last = self.cells("enrolments", "start"), self.cells("enrolments", "end")
        starts = [PartialDate.parse(word) if word else None for word in first.words]
        ends = [PartialDate.parse(word) if word else None for word in last.words]
        known: dict[tuple[int, int], Lasting] = {}
        found = []
        for pair in zip(first.codes, last.codes, strict=True):
            if pair not in known:
                known[pair] = lasting(starts[pair[0]], ends[pair[1]], self.as_at)
            found.append(known[pair])
        return found

    @cached_property
    def group_spans(self) -> list[Lasting]:
        """The span of each group."""
        return of_groups(self.dataset)

    @cached_property
    def activity_spans(self) -> list[Lasting]:
        """The span of each activity."""
        return of_activities(self.dataset)

    def weights_of(
        self, weight: Weight, *, of_a_day: bool
    ) -> tuple[Sequence[int], Sequence[Interval]]:
        """Return of each session a code, and of each code what it weighs, or one of its days."""
        lengths = self.session_lengths
        return self.dataset.made(
            ("weights", weight, of_a_day),
            lambda: self.weights.each(weight, lengths, of_a_day=of_a_day),
        )

    @cached_property
    def weights(self) -> Weights:
        """What the sessions weigh."""
        hours, days = self._cells("sessions", "hours"), self._cells("sessions", "days")
        return Weights(hours, days, self.dataset.counting)
