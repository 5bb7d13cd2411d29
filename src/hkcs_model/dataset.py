"""Everything known, read-only: entities where there are few, columns where there are many."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar, overload

from attrs import evolve, field, frozen

from .columns import Cells
from .content import Content
from .dates import PartialDate
from .entities import (
    Activity,
    Agency,
    Attendance,
    Counting,
    Disclosure,
    Enrolment,
    FigureRequest,
    Group,
    Milestone,
    Organisation,
    Person,
    Programme,
    Project,
    Relation,
    Session,
    Source,
    Statement,
)
from .languages import Text
from .notebook import table
from .places import Places
from .problems import Origin, Problem, Problems
from .rules import CATALOGUE, Rule
from .tables import TABLES
from .values import Value

T = TypeVar("T")


@frozen(kw_only=True, eq=False, repr=False)
class Records(Sequence[T], Generic[T]):
    """A table that is held as columns; a row becomes an entity when someone looks at it.

    Attributes:
        name: the table's name.
        columns: each column that is there, a text a row; "" is a blank cell, dates are ISO text.
        places: where each row stands in the input; nowhere, where the table is not there.
        make: makes the entity of a row.
    """

    name: str
    columns: Mapping[str, Cells] = field(factory=dict)
    places: Places = field(factory=Places)
    make: Callable[[Records[T], int], T]

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        places = range(len(self.places))[index]
        if isinstance(places, range):
            return tuple(self.make(self, place) for place in places)
        return self.make(self, places)

    def __iter__(self) -> Iterator[T]:
        return (self.make(self, place) for place in range(len(self.places)))

    def __repr__(self) -> str:
        columns = f" of {', '.join(self.columns)}" if self.columns else ""
        return f"<Records {self.name}: {len(self):,} rows{columns}>"


def columns_of(rows: Sequence[object]) -> Mapping[str, Cells]:
    """Return the columns of a table of records; none of one that is not there."""
    return rows.columns if isinstance(rows, Records) else {}


@frozen(kw_only=True, repr=False, eq=False)
class SetAside(Value):
    """A faulty row that was left out of the dataset, or one that refers to such a row.

    Attributes:
        table: its table.
        place: its place among the rows that were there when it was taken out, counted from 0;
            -1 where nothing of it could be read.
        cells: what stands in it; may be a person's.
        problem: the first thing that is wrong with it.
        origin: where it stands in the input.
    """

    table: str
    place: int
    cells: Mapping[str, str] = field(hash=False)
    problem: Problem
    origin: Origin

    def __repr__(self) -> str:
        return f"<SetAside {self.problem}>"


@frozen(kw_only=True, eq=False, repr=False)
class Dataset:
    """A whole dataset that has been checked.

    Attributes:
        agency: whose work it is.
        project: what it is about, and the day up to which things are counted.
        counting: the settings that some rules count by.
        disclosure: how small numbers are protected.
        programmes: the parts of the project, in the order of the input.
        requests: the figures that the report shall show.
        own_rules: the agency's own rules, and those of plugins that it names.
        organisations: the partners.
        activities: the activities.
        groups: the intake cohorts.
        persons: who is served; not there where the attendances and enrolments name them.
        enrolments: who takes part in what, and when.
        sessions: what was held.
        attendances: who was there.
        statements: published totals without records.
        relations: what somebody says of two statements.
        milestones: what happened once.
        sources: where things were published.
        headers: of each table that is there, the columns that are there.
        words: the words for a value of a dimension in the languages that the dataset has them in.
        repeated: the attendances, counted from 0, of a person who has an earlier row at the same
            session, with the first such row; persons joined by `same_as` are one.
        warnings: what is odd and was counted all the same.
        set_aside: the rows that were left out since they are faulty, or refer to such rows.
        content: all that it says, or what makes that when it is asked for.
    """

    agency: Agency
    project: Project
    counting: Counting = Counting()
    disclosure: Disclosure = Disclosure()
    programmes: tuple[Programme, ...] = ()
    requests: tuple[FigureRequest, ...] = ()
    own_rules: Mapping[str, Rule] = field(factory=dict)
    organisations: tuple[Organisation, ...] = ()
    activities: tuple[Activity, ...] = ()
    groups: tuple[Group, ...] = ()
    persons: Sequence[Person] = ()
    enrolments: Sequence[Enrolment] = ()
    sessions: Sequence[Session] = ()
    attendances: Sequence[Attendance] = ()
    statements: tuple[Statement, ...] = ()
    relations: tuple[Relation, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    sources: tuple[Source, ...] = ()
    headers: Mapping[str, tuple[str, ...]] = field(factory=dict)
    words: Mapping[tuple[str, str], Text] = field(factory=dict)
    repeated: Mapping[int, int] = field(factory=dict)
    warnings: Problems = field(factory=Problems)
    set_aside: tuple[SetAside, ...] = ()
    _content: Content | Callable[[], Content] = field(
        default=Content(project={}, tables={}), alias="content"
    )
    _made: dict[Hashable, Any] = field(factory=dict, init=False)

    def made(self, what: Hashable, make: Callable[[], T]) -> T:
        """Return something that follows from the dataset, which is made once and kept with it."""
        if what not in self._made:
            self._made[what] = make()
        found: T = self._made[what]
        return found

    def __repr__(self) -> str:
        return f"<Dataset {self.project.title} of {self.agency.name}, {self.digest[:12]}>"

    def _repr_html_(self) -> str:
        parts = ("programmes", *(name for name in TABLES if hasattr(self, name)))
        rows = [(name, f"{len(getattr(self, name)):,}") for name in parts if getattr(self, name)]
        caption = f"{self.project.title}, {self.agency.name}, up to {self.project.as_at}"
        return table(("table", "rows"), rows, caption) + self.warnings._repr_html_()

    @property
    def rules(self) -> Mapping[str, Rule]:
        """Every rule that a question can name: the catalogue's and the dataset's own."""
        return {**CATALOGUE, **self.own_rules}

    @property
    def as_at(self) -> PartialDate:
        """The day up to which things are counted, as something that has words."""
        return PartialDate.on(self.project.as_at)

    @property
    def activity_of(self) -> Mapping[str, Activity]:
        """The activities by their ids."""
        return self.made("activities", lambda: {a.id: a for a in self.activities})

    @property
    def activity_of_group(self) -> Mapping[str, str]:
        """Of each group's id the id of its activity."""
        return self.made("groups", lambda: {group.id: group.activity for group in self.groups})

    @property
    def content(self) -> Content:
        """All that it says, as plain values and texts in one spelling."""
        own = self._content
        return own if isinstance(own, Content) else self.made("content", own)

    @property
    def digest(self) -> str:
        """A fingerprint of the content (SHA-256), the same in every form of the dataset."""
        return self.made("digest", self.content.digest)

    def with_warnings(self, warnings: tuple[Problem, ...]) -> Dataset:
        """Return the same dataset with warnings, and what was made from it already."""
        found = evolve(self, warnings=Problems(warnings))
        found._made.update(self._made)  # noqa: SLF001 - its own kind
        return found

    def words_for(self, dimension: str, value: str) -> Text:
        """Return the words for a value of a dimension; where there are none, the value itself."""
        return self.words.get((dimension, value)) or Text({self.project.language: value})
