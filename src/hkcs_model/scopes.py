"""What a total is about: the values it keeps to, the partners it needs, and its days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import TypedDict

from attrs import evolve, field, frozen

from .dataset import Dataset
from .dates import Days, Period, days_within, meet_days
from .entities import Activity, Statement
from .questions import Question, Where
from .values import Value

ALL_DAYS: Days = (Period(),)
"""The days of facts whose days are not asked for."""

UNKNOWN = ""
"""The value of a dimension that is not recorded."""

_MULTI_VALUED = frozenset({"partner", "staff"})
SCOPE_COLUMNS = ("programme", "activity", "kind", "participants", "partner", "place")
"""What a statement can say of what it is about, beside its span."""

_OF_ACTIVITY = ("programme", "kind", "participants", "place")

Values = Mapping[str, frozenset[str]]


class Dated(TypedDict, total=False):
    """The two fields of a scope that are about days."""

    days: Days
    touched: frozenset[Days]


@frozen(eq=False, repr=False)
class Scope(Value):
    """A set of facts, told by conditions that every one of them meets.

    Attributes:
        values: of a single-valued dimension, the values that a fact may have; UNKNOWN among them
            is one that is not recorded.
        needs: of a many-valued dimension, sets of values; a fact has one at least of each set.
        days: the days that a fact of one day may have.
        touched: sets of days; a fact that lasts has one day at least of each, and may have others.
    """

    values: Values = field(factory=dict, hash=False)
    needs: Mapping[str, frozenset[frozenset[str]]] = field(factory=dict, hash=False)
    days: Days = ()
    touched: frozenset[Days] = frozenset()

    def within(self, other: Scope) -> bool:
        """Tell whether every fact of this scope is certainly one of the other."""
        return (
            days_within(self.days, other.days)
            and all(
                any(days_within(mine, theirs) for mine in self.touched) for theirs in other.touched
            )
            and all(self.values.get(d, _ANY) <= other.values[d] for d in other.values)
            and all(
                any(mine <= theirs for mine in self.needs.get(d, ()))
                for d in other.needs
                for theirs in other.needs[d]
            )
        )

    def meet(self, other: Scope) -> Scope | None:
        """Return the facts of both; None where there can be none.

        Only a single-valued dimension, or the days of facts of one day, can leave none: an activity
        may have two partners, an enrolment may last, and an unrecorded value may be any.
        """
        days = meet_days(self.days, other.days)
        touched = self.touched | other.touched
        values = dict(self.values)
        for dimension, theirs in other.values.items():
            mine = values.get(dimension, theirs)
            shared = theirs if UNKNOWN in mine else mine & theirs
            if not shared:
                return None
            values[dimension] = shared
        needs = {
            d: self.needs.get(d, frozenset()) | other.needs.get(d, frozenset())
            for d in self.needs.keys() | other.needs.keys()
        }
        return Scope(values, needs, days, touched) if days and all(touched) else None

    def at_any_time(self) -> Scope:
        """Return the same scope over all days."""
        return Scope(self.values, self.needs, ALL_DAYS)

    def differ(self, other: Scope) -> frozenset[str]:
        """Return the single-valued dimensions on which no fact is of both; `date` for the days."""
        found = {
            dimension
            for dimension in self.values.keys() & other.values.keys()
            if not self.values[dimension] & other.values[dimension]
            and UNKNOWN not in self.values[dimension] | other.values[dimension]
        }
        return frozenset(found if meet_days(self.days, other.days) else found | {"date"})


class _Any(frozenset[str]):
    """The values of a dimension that nothing is said of: within nothing that is said."""

    def __le__(self, other: object) -> bool:
        return False


_ANY = _Any()


def scope_of_statement(dataset: Dataset, statement: Statement) -> Scope:
    """Return what a statement is about, with all that its activity determines.

    Its span runs from the first day of its `start` (blank: from the beginning) to the last of its
    `end` (blank: the as-at day), never after the as-at day.
    """
    own = {name: getattr(statement, name) for name in ("activity", *_OF_ACTIVITY)}
    values = {name: frozenset({value}) for name, value in own.items() if value}
    needs = {"partner": frozenset({frozenset({statement.partner})})} if statement.partner else {}
    span = span_of(statement).meet(Period(None, dataset.project.as_at))
    lasts = dataset.rules[statement.rule].lasts
    return _closed(dataset, values, needs, _dated([(span,) if span else ()], lasts=lasts))


def where_of(statement: Statement) -> Where:
    """Return what a statement keeps to, as a filter."""
    named = ((name, getattr(statement, name)) for name in SCOPE_COLUMNS)
    return {name: (value,) for name, value in named if value}


def span_of(statement: Statement) -> Period:
    """Return a statement's span as it is written, open where it is blank."""
    start, end = statement.start, statement.end
    return Period(start.first if start else None, end.last if end else None)


def scope_of_activity(dataset: Dataset, activity: Activity) -> Scope:
    """Return all that can be of an activity, at any time."""
    return _closed(dataset, {"activity": frozenset({activity.id})}, {}, {"days": ALL_DAYS})


def scope_of_question(dataset: Dataset, question: Question) -> Scope:
    """Return what a question is about, with all that is known of the activities in it."""
    single = {d: frozenset(v) for d, v in question.undated.items() if d not in _MULTI_VALUED}
    needs = {
        d: frozenset({frozenset(v)}) for d, v in question.undated.items() if d in _MULTI_VALUED
    }
    groups = single.get("group", frozenset())
    if groups and "activity" not in single:
        activities = {group.id: group.activity for group in dataset.groups}
        if groups <= activities.keys():
            single["activity"] = frozenset(activities[group] for group in groups)
    dated = _dated(question.conditions, lasts=question.rule.lasts)
    closed = _closed(dataset, single, needs, dated)
    known = {d: v for d, v in closed.values.items() if d in single or UNKNOWN not in v}
    return evolve(closed, values=known)


def _dated(conditions: Sequence[Days], *, lasts: bool) -> Dated:
    """Return the days of a scope from conditions that must all hold of a fact."""
    if lasts:
        return {"days": ALL_DAYS, "touched": frozenset(conditions)}
    return {"days": reduce(meet_days, conditions)}


def _closed(
    dataset: Dataset,
    values: Mapping[str, frozenset[str]],
    needs: Mapping[str, frozenset[frozenset[str]]],
    dated: Dated,
) -> Scope:
    """Return a scope with what its activities determine added to what it says itself."""
    known = dataset.activity_of
    named = values.get("activity", frozenset())
    if not named or not named <= known.keys():
        return Scope(values, needs, **dated)
    activities = [known[name] for name in sorted(named)]
    columns = set(dataset.headers.get("activities", ()))
    closed = dict(values)
    for dimension in _determined(activities, columns):
        if dimension not in values:
            closed[dimension] = frozenset(_value(a, dimension) for a in activities)
    if len(activities) == 1 and activities[0].partners:
        partners = frozenset(frozenset({partner}) for partner in activities[0].partners)
        needs = {**needs, "partner": needs.get("partner", frozenset()) | partners}
    return Scope(closed, needs, **dated)


def _determined(activities: Iterable[Activity], columns: set[str]) -> set[str]:
    own = {f"activity.{name}" for activity in activities for name in activity.attributes}
    return own | (columns & set(_OF_ACTIVITY))


def _value(activity: Activity, dimension: str) -> str:
    _, dot, name = dimension.partition(".")
    value: str = activity.attributes.get(name, UNKNOWN) if dot else getattr(activity, dimension)
    return value
