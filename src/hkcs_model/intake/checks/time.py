"""Checks of dates: what comes first, what lasts how long, what lies in the future."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...columns import Cells
from ...dates import PartialDate
from ...problems import Problem, ValueFault
from ...quantity import parse_number
from ...tables import TABLES
from ..draft import Draft

_ENDS = dict.fromkeys(("activities", "groups", "enrolments", "statements"), ("start", "end"))
_ENDS["sessions"] = ("date", "end_date")


def _dates(*columns: Cells) -> dict[str, PartialDate]:
    """Return what each of the different cells reads as; one that does not is told elsewhere."""
    found = {}
    for cell in {word for column in columns for word in column.words} - {""}:
        try:
            found[cell] = PartialDate.parse(cell)
        except ValueFault:
            continue
    return found


def nothing_ends_before_it_starts(draft: Draft) -> Iterator[Problem]:
    """No end is certainly before its start."""
    for name, (first, last) in _ENDS.items():
        raw = draft.raw.tables.get(name)
        if raw is None or last not in raw.columns:
            continue
        dates = _dates(raw.column(first), raw.column(last))
        pairs = zip(raw.column(first), raw.column(last), strict=True)
        for place, (start, end) in enumerate(pairs):
            if start in dates and end in dates and dates[end].last < dates[start].first:
                yield Problem(
                    code="end-before-start",
                    origin=raw.at(place, last),
                    message="an end before its start",
                    hint=f"correct it or the {first}; days come first in 14/9/2007",
                )


def sessions_of_several_days_have_whole_dates(draft: Draft) -> Iterator[Problem]:
    """A session with an `end_date` says on which day it starts."""
    raw = draft.raw.tables.get("sessions")
    if raw is None or "end_date" not in raw.columns:
        return
    dates = _dates(raw.column("date"))
    for place, (start, end) in enumerate(
        zip(raw.column("date"), raw.column("end_date"), strict=True)
    ):
        if end and start in dates and dates[start].precision != "day":
            yield Problem(
                code="not-a-day",
                origin=raw.at(place, "date"),
                message="not a whole day, of a session with an end_date",
                hint="write it as 2014-12-31, or leave the end_date blank",
            )


def no_session_lies_after_the_as_at_day(draft: Draft) -> Iterator[Problem]:
    """No session starts or ends certainly after the day up to which things are counted."""
    raw = draft.raw.tables.get("sessions")
    if raw is None or draft.project is None:
        return
    as_at = draft.project.project.as_at
    for name in ("date", "end_date"):
        cells = raw.column(name)
        late = {cell for cell, when in _dates(cells).items() if when.first > as_at}
        for place in cells.places_of(late):
            yield Problem(
                code="after-as-at",
                origin=raw.at(place, name),
                message=f"a session after the as-at day, {as_at}",
                hint="correct the date, or as_at in the project",
            )


def no_statement_begins_after_the_as_at_day(draft: Draft) -> Iterator[Problem]:
    """A published total is about days that are counted; of one that is not, nothing is left."""
    raw = draft.raw.tables.get("statements")
    if raw is None or draft.project is None:
        return
    as_at = draft.project.project.as_at
    cells = raw.column("start")
    late = {cell for cell, when in _dates(cells).items() if when.first > as_at}
    for place in cells.places_of(late):
        yield Problem(
            code="after-as-at",
            origin=raw.at(place, "start"),
            message=f"a statement about days after the as-at day, {as_at}",
            hint="it is shown, and takes part in no sum; correct it, or as_at in the project",
            severity="warning",
        )


def no_session_has_more_days_than_it_lasts(draft: Draft) -> Iterator[Problem]:
    """A session's `days` are no more than the days from its date to its end_date."""
    raw = draft.raw.tables.get("sessions")
    if raw is None or "days" not in raw.columns:
        return
    faulty = {(column, place) for column, place, _ in draft.cell_faults["sessions"]}
    dates = _dates(raw.column("date"), raw.column("end_date"))
    rows = zip(raw.column("days"), raw.column("date"), raw.column("end_date"), strict=True)
    for place, (days, start, end) in enumerate(rows):
        if not days or ("days", place) in faulty:
            continue
        lasts = 1
        if start in dates and end in dates:
            lasts = (dates[end].last - dates[start].first).days + 1
        if Decimal(parse_number(days)) > max(lasts, 1):
            yield Problem(
                code="too-many-days",
                origin=raw.at(place, "days"),
                message=f"more days than the session has, {max(lasts, 1)}",
                hint="correct it, or write the end_date",
            )


assert set(_ENDS) <= set(TABLES)  # noqa: S101 - a misspelt table here would check nothing
