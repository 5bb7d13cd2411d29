"""The fact tables: what one fact is, its dimensions, and which of them determine which."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import frozen

from .dates import DATE_DIMENSIONS
from .values import Value

Dated = Literal["session start", "day", "start or end", "span"]

ACTIVITY_DIMENSIONS = ("kind", "participants", "partner", "place", "programme")
"""What an activity determines of itself, beside its own attributes."""


@frozen(kw_only=True, eq=False, repr=False)
class FactTable(Value):
    """One kind of fact that rules count.

    Attributes:
        name: what a rule's `over` names it by.
        fact: what one row of it is, in English.
        needs: the tables that it is made from, and `table.column` where a column must be there.
        dated: what its date is; a `span` has two.
        parts: the dimensions and key parts of its own, beside those of every activity.
        attributes: whose own columns are dimensions of it, such as `person` for `person.X`.
        staff_is_one: whether its member of staff is one, not all those of the session.
    """

    name: str
    fact: str
    needs: tuple[str, ...]
    dated: Dated
    parts: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset({"activity"})
    staff_is_one: bool = False


_SESSION = frozenset({"session", "mode", "format", "staff", "group"})


def _sessions(
    name: str, fact: str, dated: Dated, *needs: str, of: str = "", one: bool = False
) -> FactTable:
    """Declare a table of sessions: `of` names what other things its facts hold."""
    holds = frozenset(of.split())
    return FactTable(
        name=name,
        fact=fact,
        needs=("sessions", *needs),
        dated=dated,
        parts=_SESSION | (holds & {"person"}),
        attributes=frozenset({"activity", "session"}) | holds,
        staff_is_one=one,
    )


def _spans(name: str, fact: str, dated: Dated, needs: str, of: str = "") -> FactTable:
    """Declare a table of enrolments or groups, or of their days."""
    holds = frozenset(of.split())
    return FactTable(
        name=name,
        fact=fact,
        needs=(needs,),
        dated=dated,
        parts=frozenset({"group"}) | (holds & {"person"}),
        attributes=frozenset({"activity"}) | holds,
    )


_DECLARED = (
    _sessions(
        "attendances",
        "a person at a session",
        "session start",
        "attendances",
        of="person attendance",
    ),
    _sessions(
        "attendance_dates",
        "a person at a session on one of its days",
        "day",
        "attendances",
        of="person attendance",
    ),
    _sessions(
        "absences",
        "a person expected at a session that was held, and not there",
        "session start",
        "attendances.status",
        of="person attendance",
    ),
    _sessions(
        "staffed_attendances",
        "a person at a session with a member of its staff",
        "session start",
        "attendances",
        "sessions.staff",
        of="person attendance",
        one=True,
    ),
    _sessions("sessions", "a session", "session start"),
    _sessions("session_dates", "one day of a session", "day"),
    _sessions(
        "staffing",
        "a member of staff at a session on one of its days",
        "day",
        "sessions.staff",
        one=True,
    ),
    _sessions(
        "staffing_sessions",
        "a member of staff at a session",
        "session start",
        "sessions.staff",
        one=True,
    ),
    _spans(
        "enrolments",
        "a person's enrolment in an activity",
        "span",
        "enrolments",
        of="person enrolment",
    ),
    _spans(
        "enrolment_starts",
        "the first day of an enrolment",
        "start or end",
        "enrolments",
        of="person enrolment",
    ),
    _spans(
        "enrolment_ends",
        "the last day of an enrolment",
        "start or end",
        "enrolments",
        of="person enrolment",
    ),
    _spans(
        "enrolled_dates",
        "a person enrolled on a day, first and last day included",
        "day",
        "enrolments",
        of="person enrolment",
    ),
    _spans(
        "enrolled_nights",
        "a person enrolled on a night, without the recorded last day",
        "day",
        "enrolments",
        of="person enrolment",
    ),
    _spans("groups", "a group", "span", "groups"),
    _spans("group_starts", "the first day of a group", "start or end", "groups"),
    _spans("group_ends", "the last day of a group", "start or end", "groups"),
    FactTable(name="activities", fact="an activity", needs=("activities",), dated="span"),
)

FACT_TABLES = {table.name: table for table in _DECLARED}
"""Every fact table by its name, in the order of the contract."""

_DETERMINES: dict[str, tuple[str, ...]] = {
    "session": ("activity", "group", "mode", "format"),
    "group": ("activity",),
    "activity": ACTIVITY_DIMENSIONS,
    "date": ("month", "fy"),
    "month": ("quarter",),
    "quarter": ("year",),
}

_OWNERS = ("activity", "session", "person")


def dimensions(table: FactTable) -> tuple[str, ...]:
    """Return the dimensions of a fact table, attributes as `owner.X`, in alphabetical order."""
    own = table.parts - {"person"}
    named = {"activity", *ACTIVITY_DIMENSIONS, *own, *DATE_DIMENSIONS}
    return tuple(sorted(named | {f"{owner}.X" for owner in table.attributes}))


def has_dimension(table: FactTable, dimension: str) -> bool:
    """Tell whether a fact table has a dimension, an attribute being written `person.gender`."""
    owner, dot, name = dimension.partition(".")
    return (f"{owner}.X" if dot and name else dimension) in dimensions(table)


def has_key_part(table: FactTable, part: str) -> bool:
    """Tell whether facts of a table can be told apart by a part of a key."""
    return part in table.parts or has_dimension(table, part)


def is_single_valued(table: FactTable, dimension: str) -> bool:
    """Tell whether a fact has one value of a dimension at most.

    Partners are several, and so is the staff of a session; on a table of spans, a date dimension
    has every value that the span touches.
    """
    if dimension == "staff":
        return table.staff_is_one
    if dimension in DATE_DIMENSIONS:
        return table.dated != "span"
    return dimension != "partner"


def determined(table: FactTable, key: Iterable[str]) -> frozenset[str]:
    """Return what a key determines: itself, and all that follows from its parts.

    An attribute of what the key tells apart is in it as `person.X`.
    """
    known: set[str] = set()
    waiting = list(key)
    while waiting:
        part = waiting.pop()
        if part not in known:
            known.add(part)
            waiting += _follows(table, part)
    return frozenset(known)


def _follows(table: FactTable, part: str) -> list[str]:
    follows = [*_DETERMINES.get(part, ())]
    if part in _OWNERS:
        follows.append(f"{part}.X")
    if (part == "session" and table.dated == "session start") or (
        part == "group" and table.name in ("group_starts", "group_ends")
    ):
        follows.append("date")
    return follows


def determines(table: FactTable, key: Iterable[str], dimension: str) -> bool:
    """Tell whether a key determines a dimension, and so whether its rows are separate."""
    known = determined(table, key)
    owner, dot, _ = dimension.partition(".")
    return dimension in known or (bool(dot) and f"{owner}.X" in known)
