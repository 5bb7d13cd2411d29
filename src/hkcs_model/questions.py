"""What can be asked: a rule, what belongs, and when; checked against what a dataset has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import field, frozen

from .dataset import Dataset, Records, columns_of
from .dates import DATE_DIMENSIONS, Days, Period, dimension_days, join, meet_days
from .facts import FactTable, dimensions, has_dimension
from .problems import UsageError, ValueFault
from .rules import Expression, Rule
from .spelling import did_you_mean, split_list
from .tables import TABLES
from .values import Value

Where = Mapping[str, tuple[str, ...]]
"""A filter: of each dimension the values that belong; "" is what is not recorded."""

_HELD_IN = {
    "programme": ("activities.programme", "statements.programme"),
    "activity": ("activities.id", "statements.activity"),
    "kind": ("activities.kind", "statements.kind"),
    "participants": ("activities.participants", "statements.participants"),
    "partner": ("activities.partners", "statements.partner"),
    "place": ("activities.place", "statements.place"),
    "session": ("sessions.id",),
    "mode": ("sessions.mode",),
    "format": ("sessions.format",),
    "staff": ("sessions.staff",),
}
_GROUPS = ("groups.id", "sessions.group", "enrolments.group")
_GROUP_COLUMN = {"groups": "id"}
_TABLE_OF = {
    "activity": "activities",
    "session": "sessions",
    "person": "persons",
    "attendance": "attendances",
    "enrolment": "enrolments",
}
OWNERS = frozenset(_TABLE_OF)
"""What has attributes that are dimensions: `activity.X`, `person.X` …"""

_OWN = {
    "activities": "id programme kind title participants partners place start end",
    "sessions": "id activity date end_date group staff hours days mode format status unidentified",
    "persons": "id same_as",
    "attendances": "session person status",
    "enrolments": "person activity start end group",
}


@frozen(kw_only=True, eq=False, repr=False)
class Question(Value):
    """One rule asked over one scope and time.

    Attributes:
        rule: what is counted; its own filter holds beside `where`, and is part of what it counts.
        where: what belongs, beside the period.
        conditions: sets of days, of each of which a fact must have one: the period's, and those of
            each date dimension that is filtered; none is after the as-at day.
        period: the period, up to the as-at day, as it is shown.
        also: a second filter, of dimensions that `where` has too; a fact must meet both.
    """

    rule: Rule
    where: Where
    conditions: tuple[Days, ...]
    period: Period
    also: Where = field(factory=dict, hash=False)

    @property
    def undated(self) -> Where:
        """What belongs, date dimensions apart, which are in `conditions`.

        Of a dimension that both filters have, what both allow.
        """
        both = {
            name: tuple(value for value in values if value in self.also.get(name, values))
            for name, values in self.where.items()
        }
        return {name: values for name, values in both.items() if name not in DATE_DIMENSIONS}


def dimensions_of(headers: Mapping[str, tuple[str, ...]], table: FactTable) -> list[str]:
    """Return the dimensions of a fact table that a dataset with these headers has."""
    held = {f"{name}.{column}" for name, columns in headers.items() for column in columns}
    own_group = {f"{table.needs[0].partition('.')[0]}.{_GROUP_COLUMN.get(table.needs[0], 'group')}"}
    holds = {**{name: set(columns) for name, columns in _HELD_IN.items()}, "group": own_group}
    found = [name for name in dimensions(table) if held & holds.get(name, set())]
    for owner in sorted(table.attributes):
        own = headers.get(_TABLE_OF[owner], ())
        known = _OWN[_TABLE_OF[owner]].split()
        found += [f"{owner}.{name}" for name in own if name not in known and "@" not in name]
    return [*found, *DATE_DIMENSIONS]


def held_in(dimension: str) -> tuple[str, ...]:
    """Return the columns, as `table.column`, that hold the values of a dimension."""
    owner, dot, name = dimension.partition(".")
    if dot:
        return (f"{_TABLE_OF[owner]}.{name}",) if owner in _TABLE_OF else ()
    return _GROUPS if dimension == "group" else _HELD_IN.get(dimension, ())


def missing_needs(headers: Mapping[str, tuple[str, ...]], rule: Rule) -> list[str]:
    """Return the tables and columns that a rule needs and a dataset with these headers lacks."""
    found = []
    hours = ("sessions.hours",) if rule.weight == "hours" else ()
    for need in (*rule.table.needs, *hours):
        table, _, column = need.partition(".")
        if table not in headers or (column and column not in headers[table]):
            found.append(need)
    if found:
        return found
    there = {"person", *dimensions_of(headers, rule.table)}
    asked = [part for part in (*rule.key, *rule.where) if part not in there]
    return [(*held_in(part), part)[0] for part in asked]


def check_dimension(
    headers: Mapping[str, tuple[str, ...]], table: FactTable, dimension: str
) -> None:
    """Refuse a dimension that a fact table or a dataset does not have.

    Raises:
        ValueFault: it has none such; the hint names those that it has.
    """
    known = dimensions_of(headers, table)
    if dimension in known:
        return
    whose = "this dataset" if has_dimension(table, dimension) else table.name
    last = dimension.rpartition(".")[2]
    meant = f"did you mean {last}?" if last in known else did_you_mean(dimension, known)
    raise ValueFault("no-such-dimension", f"{whose} has no dimension {dimension}", meant)


def date_conditions(
    where: Where, period: Period, as_at: date, year_starts_in: int
) -> tuple[Days, ...]:
    """Return the sets of days that a period and the date dimensions of a filter each ask for.

    Raises:
        ValueFault: a value is not written as its date dimension is.
    """
    until = Period(None, as_at)
    found: list[Days] = [meet_days((period,), (until,))]
    for dimension in DATE_DIMENSIONS:
        if dimension in where:
            values = [value for value in where[dimension] if value]
            asked = [dimension_days(dimension, value, year_starts_in) for value in values]
            found.append(meet_days(join(asked), (until,)))
    return tuple(found)


def refuse_unknown_dimensions(dataset: Dataset, rule: Rule, names: Iterable[str]) -> None:
    """Refuse dimensions that a rule's facts or a dataset do not have.

    Raises:
        UsageError: one is not there; names those that are.
    """
    try:
        for name in names:
            check_dimension(dataset.headers, rule.table, name)
    except ValueFault as error:
        raise UsageError(f"{rule.id}: {error}") from None


def ask(
    dataset: Dataset, rule: Rule, where: Where, period: Period, also: Where | None = None
) -> Question:
    """Put a question to a dataset.

    Args:
        dataset: what is known.
        rule: what is counted.
        where: what belongs.
        period: when.
        also: a second filter, of dimensions that the first has too: both must hold.

    Raises:
        UsageError: a dimension that is not there, a value that does not parse, or a period that
            begins after the as-at day.
    """
    as_at = dataset.project.as_at
    if period.start and period.start > as_at:
        raise UsageError(
            f"the period begins on {period.start}, after the as-at day, {as_at}; ask an earlier one"
        )
    refuse_unknown_dimensions(dataset, rule, where)
    try:
        start = dataset.counting.year_starts_in
        conditions = date_conditions(where, period, as_at, start)
        conditions += date_conditions(also or {}, period, as_at, start)[1:]
    except ValueFault as error:
        raise UsageError(f"{rule.id}: {error}") from None
    shown = period.meet(Period(None, as_at)) or Period(None, as_at)
    return Question(rule=rule, where=where, conditions=conditions, period=shown, also=also or {})


def expression(dataset: Dataset, text: str) -> Expression:
    """Read what a figure shows: a rule, a ratio or a share.

    Raises:
        UsageError: it is none, or names a rule that is not there; with the nearest ones.
    """
    read = Expression.parse(text)
    if read is None:
        raise UsageError(f"{text}: not a rule, a ratio a/b or a share a/(a+b)")
    for name in read.rules:
        if name not in dataset.rules:
            raise UsageError(f"{name}: no such rule; {did_you_mean(name, dataset.rules)}")
    return read


def as_where(where: Mapping[str, Iterable[str] | str] | None) -> Where:
    """Return a filter with its values as tuples; None is no filter."""
    given = where or {}
    return {
        name: (values,) if isinstance(values, str) else tuple(values)
        for name, values in given.items()
    }


PERSONAL = frozenset({"person", "attendance", "enrolment", "session", "staff"})
"""Whose values are of persons, which no message shows."""


def values_there(dataset: Dataset, dimension: str) -> frozenset[str]:
    """Return the values of a dimension that occur somewhere in a dataset; none of a date's."""
    found = {programme.id for programme in dataset.programmes if dimension == "programme"}
    for name in held_in(dimension):
        table, _, column = name.partition(".")
        found.update(_values_in(dataset, table, column))
    return frozenset(found - {""})


def _values_in(dataset: Dataset, table: str, column: str) -> Iterator[str]:
    rows = getattr(dataset, table)
    known = TABLES[table].columns.get(column)
    if isinstance(rows, Records):
        cells = columns_of(rows).get(column)
        for word in cells.words if cells is not None else ():
            yield from split_list(word) if known and known.reads == "list" else (word,)
        return
    for row in rows:
        value = getattr(row, column) if known else row.attributes.get(column, "")
        yield from value if isinstance(value, tuple) else (value,)


def strangers(dataset: Dataset, where: Where) -> Iterator[str]:
    """Tell of each value of a filter that occurs nowhere: 0 is counted of it.

    A value that is of persons is not shown.
    """
    for dimension, values in where.items():
        known = values_there(dataset, dimension)
        for value in values:
            if held_in(dimension) and value and value not in known:
                personal = dimension.partition(".")[0] in PERSONAL
                shown = "a value that" if personal else value
                hint = "correct it" if personal else did_you_mean(value, sorted(known))
                yield f"{shown} occurs nowhere as {dimension}; {hint}"
