"""The nouns: every table of a dataset as an immutable entity.

A blank cell is None or the empty value of its type, and means what the contract says of it;
whether a column is there at all is the dataset's to say, not the row's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from attrs import field, frozen
from attrs.validators import instance_of, optional

from .dates import PartialDate
from .languages import Text
from .problems import Origin
from .quantity import Number, Quantity
from .values import Value

_partial = field(default=None, validator=optional(instance_of(PartialDate)))


def _whole_day(_: object, __: object, value: Any) -> None:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError("a date without a time of day is needed")


@frozen(kw_only=True, eq=False, repr=False)
class Row(Value):
    """What all rows of tables have in common.

    Attributes:
        attributes: the columns of the agency's own, each a dimension; "" is not recorded.
        origin: where the row stands in the input; no part of what the row is.
    """

    attributes: Mapping[str, str] = field(factory=dict, hash=False)
    origin: Origin | None = field(default=None, eq=False, repr=False)


@frozen(kw_only=True, eq=False, repr=False)
class Agency(Value):
    """The organisation whose work is counted.

    Attributes:
        id: its short name in files; empty where none is given.
        name: its name.
        phone: how to ring it; empty where not given.
        email: where to write to it; empty where not given.
        url: its website; empty where not given.
    """

    id: str = ""
    name: Text
    phone: str = ""
    email: str = ""
    url: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class Project(Value):
    """What the dataset is about.

    Attributes:
        id: its short name in files; empty where none is given.
        title: its title.
        as_at: the day up to which things are counted; never None.
        published: when the figures were published; None where they were not.
        language: the language of every text that names none.
        summary: a paragraph about it; may quote figures as `{figure-id}`.
        source: the id of the source of all that names none; empty where there is none.
    """

    id: str = ""
    title: Text
    as_at: date = field(validator=_whole_day)
    published: PartialDate | None = _partial
    language: str = "en"
    summary: Text = Text()
    source: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class Counting(Value):
    """The settings that some rules count by.

    Attributes:
        year_starts_in: the financial year's first month, 1 to 12.
        full_day_hours: the hours of a full day of work.
        day_step: day fractions are rounded up to a multiple of this part of a day.
    """

    year_starts_in: int = 4
    full_day_hours: Number = 8
    day_step: Number = Decimal("0.5")


@frozen(kw_only=True, eq=False, repr=False)
class Disclosure(Value):
    """How small numbers of persons are protected.

    Attributes:
        below: figures of persons below this are withheld; 0 withholds none.
    """

    below: int = 0


@frozen(kw_only=True, eq=False, repr=False)
class Programme(Value):
    """A part of the project that is reported on by itself.

    Attributes:
        id: what activities name it by.
        title: its title; empty means that its id is shown.
        summary: a paragraph about it; may quote figures as `{figure-id}`.
    """

    id: str
    title: Text = Text()
    summary: Text = Text()


@frozen(kw_only=True, eq=False, repr=False)
class FigureRequest(Value):
    """A figure that the project asks its report to show.

    Attributes:
        id: what a summary quotes it by.
        label: what a reader sees before the number; empty means the rule's own label.
        rule: a rule, or a ratio or share of two.
        where: the values that a dimension may have; empty means everything.
        period: the period as it is written; empty means all time up to the as-at day.
        by: the dimensions that each make a row a value; empty means one figure.
    """

    id: str
    label: Text = Text()
    rule: str
    where: Mapping[str, tuple[str, ...]] = field(factory=dict, hash=False)
    period: str = ""
    by: tuple[str, ...] = ()


@frozen(kw_only=True, eq=False, repr=False)
class Organisation(Row):
    """A partner.

    Attributes:
        id: what activities and milestones name it by.
        name: its name.
        kind: what sort of body it is, in the agency's own word; empty is not recorded.
        place: where it is; empty is not recorded.
    """

    id: str
    name: Text
    kind: str = ""
    place: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class Activity(Row):
    """A course, an attachment, a supervision scheme: what sessions and enrolments belong to.

    Attributes:
        id: what other tables name it by.
        programme: the programme that it is part of.
        kind: what sort of activity it is, in the agency's own word.
        title: its title; empty means that its id is shown.
        participants: who takes part (student, social worker …); empty is not recorded.
        partners: the organisations that it is done with.
        place: where it is done; empty is not recorded.
        start: its first day; None is not recorded, which is any day up to its end.
        end: its last day; None is still going on.
    """

    id: str
    programme: str
    kind: str
    title: Text = Text()
    participants: str = ""
    partners: tuple[str, ...] = ()
    place: str = ""
    start: PartialDate | None = _partial
    end: PartialDate | None = _partial


@frozen(kw_only=True, eq=False, repr=False)
class Group(Row):
    """An intake cohort (批, 屆) of an activity; not a social-work group (小組).

    Attributes:
        id: what sessions and enrolments name it by.
        activity: the activity that it is a group of.
        title: its title; empty means that its id is shown.
        start: its first day; None with an end is not recorded, without one the activity's.
        end: its last day; None with a start is still going on, without one the activity's.
    """

    id: str
    activity: str
    title: Text = Text()
    start: PartialDate | None = _partial
    end: PartialDate | None = _partial


@frozen(kw_only=True, eq=False, repr=False)
class Person(Row):
    """Somebody whom the agency serves.

    Attributes:
        id: what attendances and enrolments name the person by.
        same_as: the id of another row of the same person; empty is nobody.
    """

    id: str
    same_as: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class Enrolment(Row):
    """A person's place in an activity.

    Attributes:
        person: who.
        activity: in what.
        start: the first day of it; never None.
        end: the last day of it; None is still enrolled.
        group: the group that the person joined; empty is not recorded.
    """

    person: str
    activity: str
    start: PartialDate
    end: PartialDate | None = _partial
    group: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class Session(Row):
    """One meeting, on one day or on several days in a row.

    Attributes:
        id: what attendances name it by.
        activity: what it is a session of.
        date: the day it starts; never None, but it may be a month or a year.
        end_date: its last day; None is the day it starts.
        group: the group that it is held for; empty is not recorded.
        staff: who held it; empty is one member of staff, not recorded.
        hours: the whole session's hours; None is not recorded.
        days: the whole session's days of work; None is not recorded.
        mode: face to face, phone …, in the agency's own word; empty is not recorded.
        format: group, individual …, in the agency's own word; empty is not recorded.
        status: held, cancelled or planned.
        unidentified: how many people were there who are not identified at this session.
    """

    id: str
    activity: str
    date: PartialDate
    end_date: PartialDate | None = _partial
    group: str = ""
    staff: tuple[str, ...] = ()
    hours: Number | None = None
    days: Number | None = None
    mode: str = ""
    format: str = ""
    status: str = "held"
    unidentified: int = 0


@frozen(kw_only=True, eq=False, repr=False)
class Attendance(Row):
    """A person at a session, or expected there.

    Attributes:
        session: where.
        person: who.
        status: attended, absent, excused or cancelled; empty is not recorded.
    """

    session: str
    person: str
    status: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class Statement(Row):
    """A total that somebody published, without the records behind it.

    Attributes:
        id: what relations and summaries name it by; also the id of its figure.
        rule: the rule that its words are taken to mean.
        value: the number with its qualifiers.
        written: the value as the table has it.
        label: what a reader sees before the number; empty means the rule's own label.
        readings: the other rules that its words allow.
        programme: its scope: the programme; empty means every programme.
        activity: its scope: the activity; empty means every activity.
        kind: its scope: the kind of activity; empty means every kind.
        participants: its scope: who takes part; empty means everybody.
        partner: its scope: the partner; empty means with or without any.
        place: its scope: the place; empty means every place.
        start: the first day of its span; None means from the beginning.
        end: the last day of its span; None means up to the as-at day.
        source: the id of its source; empty means the project's.
        quote: the words as published; empty where there are none.
    """

    id: str
    rule: str
    value: Quantity
    written: str
    label: Text = Text()
    readings: tuple[str, ...] = ()
    programme: str = ""
    activity: str = ""
    kind: str = ""
    participants: str = ""
    partner: str = ""
    place: str = ""
    start: PartialDate | None = _partial
    end: PartialDate | None = _partial
    source: str = ""
    quote: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class Relation(Row):
    """Somebody's word that two statements count nothing in common.

    Attributes:
        a: the id of one statement.
        b: the id of the other.
        relation: what holds between them; `disjoint` is the only one.
        by: who says so.
        reason: why; empty where no reason is given.
    """

    a: str
    b: str
    relation: str
    by: str
    reason: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class Milestone(Row):
    """Something that happened once and is worth telling.

    Attributes:
        id: its name in the table.
        date: when it was, as precisely as it is known; never None.
        text: what it was.
        programme: the programme that it is told under; empty means the project's.
        partners: the organisations that took part.
        source: the id of its source; empty means the project's.
    """

    id: str
    date: PartialDate
    text: Text
    programme: str = ""
    partners: tuple[str, ...] = ()
    source: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class Source(Row):
    """Where something was published.

    Attributes:
        id: what statements and milestones name it by.
        title: its title.
        date: when it was published; None is not known.
        url: where it is to be read; empty where it is not online.
    """

    id: str
    title: Text
    date: PartialDate | None = _partial
    url: str = ""
