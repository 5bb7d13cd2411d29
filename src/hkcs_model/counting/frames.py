"""The facts that a question is about, put together where they are alike in all that it asks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from attrs import define, field, frozen

from ..columns import coding
from ..dates import DATE_DIMENSIONS, Period
from ..facts import FactTable
from ..values import Value
from .crowds import crowds_of
from .dimensions import Dimension, OfDays, OfValues, cuts_of
from .sources import Source, Sources, Values
from .states import EARLIEST, LATEST, MAYBE, YES, State, When

NOT_RECORDED = 0
Part = TypeVar("Part")


@frozen(kw_only=True, eq=False, repr=False)
class Asked(Value):
    """What facts must be told apart by.

    Attributes:
        dimensions: the dimensions that are asked of them.
        stretches: the days of each condition, numbered; runs of days are cut where one begins or
            ends.
        period: the first and the last day of the period, numbered.
        rows: whether it is asked which rows facts are made from.
    """

    dimensions: frozenset[str]
    stretches: tuple[tuple[int, int], ...] = ()
    period: tuple[int, int] = (1, LATEST)
    rows: bool = False

    @property
    def personal(self) -> list[str]:
        """The dimensions that persons at one session differ in."""
        return sorted(
            name for name in self.dimensions if name.partition(".")[0] in ("person", "attendance")
        )


@define(kw_only=True, eq=False, repr=False)
class Frame:
    """Facts in units that are alike in everything that is asked.

    Attributes:
        sources: what the facts were made from.
        source: the table whose rows the units belong to.
        table: the fact table.
        period: the first and the last day that rows of what lasts are made of.
        places: of each unit, its row.
        persons: the persons of all units, one after another; empty where facts have no person.
        rows: of each of those, the row that names the person.
        starts: of each unit, where its persons begin.
        ends: of each unit, where they end.
        guests: of each unit, how many people in it are not identified; empty where nobody is.
        statuses: of each unit, the place of its status among STATUSES; empty where it has none.
        staff: of each unit, its member of staff; empty where all those of its session are meant.
        whens: the different days that units have.
        days: of each unit, its place among those.
        lengths: of each unit, how many days it stands for, one fact a day; empty is one each.
        surely: of each unit, whether its days are certain to be among the fact's; empty is yes.
        marks: of each dimension that persons at one session differ in, the units' values.
    """

    sources: Sources
    source: Source
    table: FactTable
    period: tuple[int, int]
    places: Sequence[int]
    persons: Sequence[int] = ()
    rows: Sequence[int] = ()
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()
    guests: Sequence[int] = ()
    statuses: Sequence[int] = ()
    staff: Sequence[int] = ()
    staff_values: Values = ()
    whens: Sequence[When] = ()
    days: Sequence[int] = ()
    lengths: Sequence[int] = ()
    surely: Sequence[State] = ()
    marks: dict[str, tuple[Sequence[int], Values]] = field(factory=dict)

    @property
    def size(self) -> int:
        """The number of units."""
        return len(self.places)

    @property
    def has_persons(self) -> bool:
        """Whether its facts are of persons."""
        return "person" in self.table.parts

    @property
    def lasts(self) -> bool:
        """Whether its facts last from day to day."""
        return self.table.dated == "span"

    def name_of(self, person: int) -> str:
        """Return the id of a person by their number."""
        if self.statuses:
            return self.sources.seats.known_as[person]
        return self.sources.enrolled.words[person]

    def days_of(self, unit: int) -> Period:
        """Return the days that a unit of a run stands for."""
        when = self.whens[self.days[unit]]
        return Period(date.fromordinal(when.first), date.fromordinal(when.last))

    def dimension(self, name: str) -> Dimension:
        """Return what a dimension says of the units."""
        if name in DATE_DIMENSIONS:
            start = self.sources.dataset.counting.year_starts_in
            return OfDays(
                self.days,
                name,
                self.whens,
                start,
                self.period,
                lasts=self.lasts,
                in_runs=bool(self.lengths),
            )
        if name in self.marks:
            return OfValues(*self.marks[name])
        if name == "staff" and self.table.staff_is_one:
            return OfValues(self.staff, self.staff_values)
        source = self.source
        codes, values = self.sources.dataset.made(
            ("coded", source.name, name), lambda: source.coded(name)
        )
        return OfValues(self.of_places(codes), values)

    def of_places(self, codes: Sequence[int]) -> Sequence[int]:
        """Return of each unit the code of its row."""
        if isinstance(self.places, range):
            return codes
        return list(map(codes.__getitem__, self.places))

    def _spread(self, codes: Sequence[int], parts: Sequence[Sequence[Part]]) -> list[Part]:
        """Make each unit as many as its code has parts, and return of each unit its part."""
        if all(len(own) == 1 for own in parts):
            return [parts[code][0] for code in codes]
        index = [unit for unit, code in enumerate(codes) for _ in parts[code]]
        found = [part for code in codes for part in parts[code]]
        for name in ("places", "starts", "ends", "guests", "statuses", "staff", "days"):
            column = getattr(self, name)
            if len(column):
                setattr(self, name, [column[unit] for unit in index])
        self.marks = {
            name: ([codes[unit] for unit in index], values)
            for name, (codes, values) in self.marks.items()
        }
        return found

    def split_by_staff(self) -> None:
        """Make a unit of each member of staff; one who is not recorded is one."""
        codes, values = self.sources.staff
        here = self.of_places(codes)
        names = sorted({name for members in values for name in members})
        numbers = {name: number for number, name in enumerate(names, 1)}
        members = [[numbers[name] for name in own] or [NOT_RECORDED] for own in values]
        self.staff = self._spread(here, members)
        self.staff_values = [(), *((name,) for name in names)]

    def split_by_days(self, whens: Sequence[When], days: Sequence[int]) -> None:
        """Make a unit of each day of a session; one whose day is not known stays one.

        Args:
            whens: the different days that sessions have.
            days: of each session, its place among those.
        """
        here = self.of_places(days)
        pieces = [_each_day(when) for when in whens]
        known: defaultdict[When, int] = coding()
        parts = [[known[when] for when in piece] for piece in pieces]
        self.days = self._spread(here, parts)
        self.whens = list(known)

    def split_runs(self, cuts: Sequence[int]) -> None:
        """Make units of the days of each fact, none of which goes across a cut."""
        pieces = [_pieces(when, cuts) for when in self.whens]
        found = self._spread(self.days, pieces)
        known: defaultdict[When, int] = coding()
        self.days = [known[when] for when, _ in found]
        self.whens = list(known)
        self.lengths = [when.last - when.first + 1 for when, _ in found]
        self.surely = [state for _, state in found]


def _each_day(when: When) -> list[When]:
    if when.first != when.first_at_latest:
        return [when]
    return [When.one_day(day, day) for day in range(when.first, when.last + 1)]


def _pieces(when: When, cuts: Sequence[int]) -> list[tuple[When, State]]:
    """Return the possible days of a span in pieces, each with whether it is certain."""
    if when.last < when.first:
        return []
    sure_from, sure_to = when.first_at_latest, when.last_at_earliest
    edges = {when.first, *cuts[bisect_left(cuts, when.first) : bisect_right(cuts, when.last)]}
    if sure_from <= sure_to:
        edges |= {sure_from, min(sure_to + 1, when.last + 1)}
    ordered = sorted(edge for edge in edges if when.first <= edge <= when.last)
    found = []
    for start, following in zip(ordered, [*ordered[1:], when.last + 1], strict=True):
        state = YES if sure_from <= start and following - 1 <= sure_to else MAYBE
        found.append((When.one_day(start, following - 1), state))
    return found


def frame_of(sources: Sources, table: FactTable, asked: Asked, statuses: Sequence[int]) -> Frame:
    """Return the facts of a table.

    Args:
        sources: what facts are made from.
        table: the fact table.
        asked: what they must be told apart by.
        statuses: of attendances, which statuses are wanted, as places among STATUSES.
    """
    if "session" in table.parts:
        return _of_sessions(sources, table, asked, statuses)
    if "person" in table.parts:
        return _of_enrolments(sources, table, asked)
    of_groups = "group" in table.parts
    spans = sources.group_spans if of_groups else sources.activity_spans
    places = range(len(spans))
    if table.name == "group_ends":
        places = [place for place in places if spans[place].has_end]  # type: ignore[assignment]
    whens = [spans[place].when for place in places]
    if table.name == "group_starts":
        whens = [spans[place].starts() for place in places]
    elif table.name == "group_ends":
        whens = [spans[place].ends() for place in places]
    return Frame(
        sources=sources,
        source=sources.groups if of_groups else sources.activities,
        table=table,
        period=asked.period,
        places=places,
        whens=whens,
        days=range(len(whens)),
    )


def _of_sessions(
    sources: Sources, table: FactTable, asked: Asked, statuses: Sequence[int]
) -> Frame:
    codes, whens = sources.session_days
    frame = Frame(
        sources=sources,
        source=sources.sessions,
        table=table,
        period=asked.period,
        places=range(sources.sessions.length),
    )
    if "person" in table.parts:
        _seat(frame, asked, statuses)
    if table.staff_is_one:
        frame.split_by_staff()
    if table.dated == "day":
        frame.split_by_days(whens, codes)
    else:
        frame.whens = [When.one_day(when.first, when.first_at_latest) for when in whens]
        frame.days = frame.of_places(codes)
    return frame


def _seat(frame: Frame, asked: Asked, statuses: Sequence[int]) -> None:
    """Make units of the persons at each session, and of those who are not identified there."""
    crowds = frame.sources.dataset.made(
        ("crowds", *asked.personal, *statuses, asked.rows),
        lambda: crowds_of(frame.sources, asked.personal, statuses, with_rows=asked.rows),
    )
    frame.marks = crowds.marks
    frame.places, frame.statuses = crowds.places, crowds.statuses
    frame.starts, frame.ends = crowds.starts, crowds.ends
    frame.persons, frame.rows = crowds.persons, crowds.rows
    if frame.table.name != "absences" and frame.sources.guests:
        _seat_guests(frame)


def _seat_guests(frame: Frame) -> None:
    """Add a unit for the people at each session who are not identified there."""
    guests = frame.sources.guests
    several = len(guests)
    frame.guests = [0] * frame.size + list(guests.values())
    frame.places = [*frame.places, *guests]
    frame.starts = [*frame.starts, *[0] * several]
    frame.ends = [*frame.ends, *[0] * several]
    frame.statuses = [*frame.statuses, *[0] * several]
    frame.marks = {
        name: ([*codes, *[len(values) - 1] * several], values)
        for name, (codes, values) in frame.marks.items()
    }


def _of_enrolments(sources: Sources, table: FactTable, asked: Asked) -> Frame:
    spans = sources.enrolment_spans
    several = len(spans)
    places: Sequence[int] = range(several)
    if table.name == "enrolment_ends":
        places = [place for place in places if spans[place].has_end]
    whens = [spans[place].when for place in places]
    if table.name == "enrolment_starts":
        whens = [spans[place].starts() for place in places]
    elif table.name == "enrolment_ends":
        whens = [spans[place].ends() for place in places]
    elif table.name == "enrolled_nights":
        whens = [spans[place].nights() for place in places]
    known: dict[When, int] = {}
    days = [known.setdefault(when, len(known)) for when in whens]
    frame = Frame(
        sources=sources,
        source=sources.enrolments,
        table=table,
        period=asked.period,
        places=places,
        persons=sources.enrolled.codes,
        rows=range(several),
        starts=places,
        ends=[place + 1 for place in places],
        whens=list(known),
        days=days,
    )
    if table.dated == "day":
        earliest = min((when.first for when in known), default=EARLIEST)
        latest = max((when.last for when in known), default=EARLIEST)
        first, last = max(earliest, asked.period[0]), min(latest, asked.period[1])
        start = sources.dataset.counting.year_starts_in
        cuts = cuts_of(asked.dimensions, first, last, start)
        for begins, ends in asked.stretches:
            cuts |= {begins, ends + 1}
        frame.split_runs(sorted(cuts))
    return frame
