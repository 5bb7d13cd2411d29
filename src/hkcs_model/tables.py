"""The tables of a dataset: their columns, what each holds, and what it refers to.

Reading, checking and documenting a dataset all follow these declarations.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from . import entities
from .values import Value

Reads = Literal[
    "id", "text", "words", "word", "date", "day", "number", "whole", "list", "value", "status"
]
"""How a cell is read: `words` may be given per language; a `word` is a value of a dimension."""


@frozen(kw_only=True, eq=False, repr=False)
class Column(Value):
    """One column of a table.

    Attributes:
        name: its header.
        reads: how its cells are read.
        required: whether the column and each of its cells must be there.
        refers: the table whose ids its cells name; empty where they name none.
        vocabulary: the words that its cells may hold; empty where any word may stand there.
    """

    name: str
    reads: Reads
    required: bool = False
    refers: str = ""
    vocabulary: tuple[str, ...] = ()

    @property
    def has_languages(self) -> bool:
        """Whether it may be given per language, as `title@zh-Hant`."""
        return self.reads in ("words", "word")


@frozen(kw_only=True, eq=False, repr=False)
class Table(Value):
    """One table of the format.

    Attributes:
        name: the file's or sheet's name.
        entity: what a row of it is.
        columns: its columns, by name.
        is_records: whether it is held as columns, with entities made only when one is looked at.
        takes_attributes: whether other columns are dimensions of the agency's own.
    """

    name: str
    entity: type[entities.Row]
    columns: Mapping[str, Column]
    is_records: bool = False
    takes_attributes: bool = True

    @property
    def owner(self) -> str:
        """What its own columns are attributes of: `person` in `person.gender`."""
        return self.entity.__name__.lower()


def _columns(text: str) -> dict[str, Column]:
    """Read declarations `name[*] reads [> table]`; * is required, `a|b` a vocabulary."""
    made = []
    for line in text.strip().splitlines():
        name, reads, *refers = line.replace(">", " ").split()
        vocabulary = tuple(reads.split("|")) if "|" in reads or reads == "disjoint" else ()
        made.append(
            Column(
                name=name.rstrip("*"),
                reads="status" if vocabulary else reads,  # type: ignore[arg-type]  # checked by a test
                required=name.endswith("*"),
                refers="".join(refers),
                vocabulary=vocabulary,
            )
        )
    return {column.name: column for column in made}


_ORGANISATIONS = """
id*    id
name*  words
kind   word
place  word
"""

_ACTIVITIES = """
id*           id
programme*    text > programmes
kind*         word
title         words
participants  word
partners      list > organisations
place         word
start         date
end           date
"""

_GROUPS = """
id*        id
activity*  text > activities
title      words
start      date
end        date
"""

_PERSONS = """
id*      id
same_as  text > persons
"""

_ENROLMENTS = """
person*    text > persons
activity*  text > activities
start*     date
end        date
group      text > groups
"""

_SESSIONS = """
id*           id
activity*     text > activities
date*         date
end_date      day
group         text > groups
staff         list
hours         number
days          number
mode          word
format        word
status        held|cancelled|planned
unidentified  whole
"""

_ATTENDANCES = """
session*  text > sessions
person*   text > persons
status    attended|absent|excused|cancelled
"""

_STATEMENTS = """
id*           id
rule*         text > rules
value*        value
label         words
readings      list > rules
programme     text > programmes
activity      text > activities
kind          word
participants  word
partner       text > organisations
place         word
start         date
end           date
source        text > sources
quote         text
"""

_RELATIONS = """
a*         text > statements
b*         text > statements
relation*  disjoint
by*        text
reason     text
"""

_MILESTONES = """
id*        id
date*      date
text*      words
programme  text > programmes
partners   list > organisations
source     text > sources
"""

_SOURCES = """
id*    id
title* words
date   date
url    text
"""


def _table(name: str, entity: type[entities.Row], columns: str, kind: str = "") -> Table:
    return Table(
        name=name,
        entity=entity,
        columns=_columns(columns),
        is_records=kind == "records",
        takes_attributes=kind != "no attributes",
    )


TABLES = {
    table.name: table
    for table in (
        _table("organisations", entities.Organisation, _ORGANISATIONS),
        _table("activities", entities.Activity, _ACTIVITIES),
        _table("groups", entities.Group, _GROUPS),
        _table("persons", entities.Person, _PERSONS, "records"),
        _table("enrolments", entities.Enrolment, _ENROLMENTS, "records"),
        _table("sessions", entities.Session, _SESSIONS, "records"),
        _table("attendances", entities.Attendance, _ATTENDANCES, "records"),
        _table("statements", entities.Statement, _STATEMENTS, "no attributes"),
        _table("relations", entities.Relation, _RELATIONS, "no attributes"),
        _table("milestones", entities.Milestone, _MILESTONES, "no attributes"),
        _table("sources", entities.Source, _SOURCES, "no attributes"),
    )
}
"""Every table of the format by its name, in the order in which they are read and told."""
