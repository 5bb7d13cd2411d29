"""A register as officers keep it: a row a person, a column a day, a word in each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from ..columns import Cells
from ..dates import PartialDate
from ..places import Part, Places
from ..problems import Problem, ValueFault
from ..spelling import did_you_mean
from ..tables import TABLES
from ..values import Value
from .layout import NOT_EXPECTED, PERSON, REGISTER
from .raw import Raw, RawTable
from .sheets import Sheet


@frozen(kw_only=True, eq=False, repr=False)
class Registered(Value):
    """What a register comes to.

    Attributes:
        sessions: the sessions that no row of `sessions` is of; None where there are none.
        attendances: who was at them; None where nobody is told.
    """

    sessions: RawTable | None = None
    attendances: RawTable | None = None


@frozen(kw_only=True, eq=False, repr=False)
class _Days(Value):
    """The columns of a register that are days: each header with its day."""

    part: Part
    days: Mapping[str, str]


def registered(sheet: Sheet, raw: Raw) -> Registered:
    """Read a register; what is wrong with it is told in what is read."""
    part = Part(
        file=sheet.file,
        notation=sheet.notation,
        rows=sheet.rows,
        headers=sheet.numbers,
        header_row=sheet.header_row,
    )
    problem = _of_no_activity(sheet, raw, part) or _of_nobody(sheet, raw, part)
    if problem:
        raw.problems.append(problem)
        raw.unreadable.update(("sessions", "attendances"))
        return Registered()
    days = _days_of(sheet, raw, part)
    persons = next(iter(sheet.columns.values()))
    return Registered(
        sessions=_sessions(sheet, raw, part, days),
        attendances=_attendances(sheet, raw, part, days, persons),
    )


def _of_no_activity(sheet: Sheet, raw: Raw, part: Part) -> Problem | None:
    activities = raw.tables.get("activities")
    known = activities.column("id").words if activities else ()
    if sheet.suffix in known or "activities" in raw.unreadable:
        return None
    return Problem(
        code="no-such-row",
        origin=part.origin(None),
        message="a register of no activity",
        hint=did_you_mean(sheet.suffix, known) if known else "add the activity to activities",
    )


def _of_nobody(sheet: Sheet, raw: Raw, part: Part) -> Problem | None:
    first = next(iter(sheet.columns), "")
    if raw.layout.column(REGISTER, first) == PERSON:
        return None
    return Problem(
        code="missing-column",
        origin=part.at_header(first),
        message=f"a register whose first column is not {PERSON}",
        hint=f"call it {PERSON}, or say in [columns] what register.{PERSON} is called",
    )


def _days_of(sheet: Sheet, raw: Raw, part: Part) -> dict[str, str]:
    """Return the days of the columns by their headers; the others are told of."""
    found: dict[str, str] = {}
    for header in list(sheet.columns)[1:]:
        day = _day(header)
        if not day:
            raw.problems.append(
                Problem(
                    code="not-a-day",
                    origin=part.at_header(header),
                    message="a header that is no day",
                    hint="write it as 2014-12-31; what is known of persons belongs into persons",
                )
            )
            continue
        if day in found.values():
            raw.problems.append(
                Problem(
                    code="header-twice",
                    origin=part.at_header(header),
                    message="a day that stands there twice",
                    hint="put a second session of one day into sessions and attendances",
                )
            )
            continue
        found[header] = day
    return found


def _day(header: str) -> str:
    """Return a header as a day in ISO form; empty where it is none."""
    try:
        when = PartialDate.parse(header)
    except ValueFault:
        return ""
    return str(when) if when.precision == "day" else ""


def _sessions(sheet: Sheet, raw: Raw, part: Part, days: Mapping[str, str]) -> RawTable | None:
    there = raw.tables.get("sessions")
    known = set(there.column("id").words) if there else set()
    new = {h: day for h, day in days.items() if f"{sheet.suffix}/{day}" not in known}
    if not new:
        return None
    columns = {
        "id": Cells.of(f"{sheet.suffix}/{day}" for day in new.values()),
        "activity": Cells.of([sheet.suffix] * len(new)),
        "date": Cells.of(new.values()),
    }
    rows = [sheet.header_row or 0] * len(new)
    return _table("sessions", part, columns, rows, list(new))


def _attendances(
    sheet: Sheet, raw: Raw, part: Part, days: Mapping[str, str], persons: Cells
) -> RawTable | None:
    vocabulary = (*TABLES["attendances"].columns["status"].vocabulary, NOT_EXPECTED)
    sessions: list[str] = []
    names: list[str] = []
    statuses: list[str] = []
    rows: list[int] = []
    across: list[str] = []
    someone = _rows_of_someone(sheet)
    for header, day in days.items():
        cells = sheet.columns[header].rewritten(lambda text: raw.layout.word(vocabulary, text))
        for place in someone:
            status = cells[place]
            if status != NOT_EXPECTED:
                sessions.append(f"{sheet.suffix}/{day}")
                names.append(persons[place])
                statuses.append(status)
                rows.append(sheet.rows[place])
                across.append(header)
    columns = {
        "session": Cells.of(sessions),
        "person": Cells.of(names),
        "status": Cells.of(statuses),
    }
    return _table("attendances", part, columns, rows, across) if days else None


def _rows_of_someone(sheet: Sheet) -> list[int]:
    """Return the rows in which anything stands."""
    return [
        place
        for place in range(len(sheet.rows))
        if any(cells[place] for cells in sheet.columns.values())
    ]


def _table(
    name: str,
    part: Part,
    columns: Mapping[str, Cells],
    rows: Sequence[int],
    across: Sequence[str],
) -> RawTable:
    own = Part(
        file=part.file,
        notation=part.notation,
        rows=rows,
        headers=part.headers,
        columns=frozenset(TABLES[name].columns),
        header_row=part.header_row,
        across=across,
    )
    return RawTable(name=name, columns=columns, places=Places([own]))
