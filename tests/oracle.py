"""The counting operator once more, plain and slow, from its description alone.

It shares nothing with the library: it reads a folder itself, makes every fact as a dict in a loop,
and asks each of them everything. What the two disagree on, one of them has wrong.
"""

import csv
import itertools
import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

Number = int | Fraction
Interval = tuple[Number | None, Number | None]
Row = dict[str, str]
Fact = dict[str, Any]
Dims = dict[str, tuple[Any, ...]]
Filters = Sequence[tuple[str, Sequence[str]]]
NO, MAYBE, YES = 0, 1, 2
DAY = timedelta(days=1)
NEVER = ((date.max, date.min),)

KNOWN = {
    "activities": "id programme kind title participants partners place start end",
    "groups": "id activity title start end",
    "persons": "id same_as",
    "enrolments": "person activity start end group",
    "sessions": (
        "id activity date end_date group staff hours days mode format status unidentified"
    ),
    "attendances": "session person status",
}
DATE_DIMENSIONS = ("date", "month", "quarter", "year", "fy")
SPANS = ("enrolments", "groups", "activities")
CATALOGUE: dict[str, tuple[str, str, str]] = {
    "persons_served": ("attendances", "person", ""),
    "contacts": ("attendances", "person session", ""),
    "staff_contacts": ("staffed_attendances", "staff person session", ""),
    "contact_hours": ("attendances", "person session", "hours"),
    "person_days": ("attendance_dates", "person date", ""),
    "absences": ("absences", "person session", ""),
    "enrolled_persons": ("enrolments", "person", ""),
    "enrolments": ("enrolments", "person activity", ""),
    "enrolments_started": ("enrolment_starts", "person activity", ""),
    "enrolments_ended": ("enrolment_ends", "person activity", ""),
    "enrolled_days": ("enrolled_dates", "person date", ""),
    "enrolled_nights": ("enrolled_nights", "person date", ""),
    "sessions": ("sessions", "session", ""),
    "service_days": ("session_dates", "date", ""),
    "staff": ("staffing", "staff", ""),
    "staff_days": ("staffing", "staff date", "days 1"),
    "staff_hours": ("staffing_sessions", "staff session", "hours"),
    "groups": ("groups", "group", ""),
    "groups_started": ("group_starts", "group", ""),
    "groups_completed": ("group_ends", "group", ""),
    "activities": ("activities", "activity", ""),
}


@dataclass(frozen=True, eq=False)
class Table:
    """One table: the columns in order, and the rows by column."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]

    def own_columns(self, name: str) -> list[str]:
        """Return the agency's own columns."""
        return [column for column in self.header if column not in KNOWN[name].split()]


@dataclass(frozen=True, eq=False)
class Records:
    """A dataset in memory: the project as TOML gives it, and the tables."""

    project: Mapping[str, Any]
    tables: Mapping[str, Table]

    def rows(self, table: str) -> tuple[Row, ...]:
        """Return the rows of a table, none where there is no such table."""
        return self.tables[table].rows if table in self.tables else ()

    @property
    def as_at(self) -> date:
        """The day up to which things are counted."""
        day: date = self.project["project"]["as_at"]
        return day


def read(folder: Path) -> Records:
    """Read a folder of tables."""
    tables = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            rows = [{k: (v or "").strip() for k, v in row.items()} for row in reader]
        tables[path.stem] = Table(tuple(reader.fieldnames or ()), tuple(rows))
    return Records(tomllib.loads((folder / "project.toml").read_text("utf-8")), tables)


# ---- dates ----


def possible_days(text: str) -> tuple[date, date]:
    """Return the first and the last day that a date as recorded may be."""
    if "/" in text:
        day, month, year = map(int, text.split("/"))
        return date(year, month, day), date(year, month, day)
    year, month, day = [*map(int, text.split("-")), 0, 0][:3]
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        return date(year, month, 1), _month_after(date(year, month, 1)) - DAY
    return date(year, 1, 1), date(year, 12, 31)


def label(day: date, dimension: str, year_starts_in: int) -> str:
    """Return the value of a date dimension that a day has."""
    if dimension == "fy":
        first = day.year - (day.month < year_starts_in)
        return str(first) if year_starts_in == 1 else f"{first}-{(first + 1) % 100:02}"
    quarter = f"{day.year}-Q{(day.month + 2) // 3}"
    texts = {"date": f"{day}", "month": f"{day}"[:7], "quarter": quarter, "year": f"{day.year}"}
    return texts[dimension]


def stretch(value: str, dimension: str, year_starts_in: int) -> tuple[date, date]:
    """Return the first and the last day that have a value of a date dimension."""
    if dimension == "quarter":
        first = date(int(value[:4]), int(value[6]) * 3 - 2, 1)
        return first, _month_after(_month_after(_month_after(first))) - DAY
    if dimension == "fy":
        first = date(int(value[:4]), year_starts_in, 1)
        return first, date(first.year + 1, year_starts_in, 1) - DAY
    return possible_days(value)


def stretches(values: Sequence[str], dimension: str, fy: int) -> list[tuple[date, date]]:
    """Return the days that have one of the values: one stretch where they follow each other."""
    found: list[tuple[date, date]] = []
    for first, last in sorted({stretch(value, dimension, fy) for value in values if value}):
        begin = found.pop()[0] if found and found[-1][1] + DAY == first else first
        found.append((begin, last))
    return found


def period_days(period: str, records: Records) -> tuple[date, date]:
    """Return the first and the last day of a period, the last at most the as-at day."""
    if period.startswith("fy:"):
        begin, end = stretch(period[3:], "fy", _year_starts_in(records))
    elif "/" in period:
        start, stop = period.split("/")
        begin = date.min if start == ".." else possible_days(start)[0]
        end = date.max if stop == ".." else possible_days(stop)[1]
    else:
        begin, end = possible_days(period) if period else (date.min, date.max)
    if begin > records.as_at:
        raise ValueError("a period that begins after the as-at day")
    return begin, min(end, records.as_at)


def _month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _year_starts_in(records: Records) -> int:
    return int(records.project.get("counting", {}).get("year_starts_in", 4))


# ---- facts: dimensions (no value: not recorded), days or a span, and whether they belong ----


@lru_cache(maxsize=64)
def facts_of(records: Records, over: str) -> tuple[Fact, ...]:
    """Return every fact of a fact table that belongs or may."""
    if over in SPANS or over.startswith(("enrol", "group")):
        return tuple(_facts_of_spans(records, over))
    held = [_session(records, row) for row in records.rows("sessions")]
    sessions = {s["session"]: s for s in held if s["row"].get("status", "") in {"", "held"}}
    if over in {"sessions", "session_dates", "staffing", "staffing_sessions"}:
        base = list(sessions.values())
    else:
        base = list(_attendances(records, sessions, absent=over == "absences"))
    if over.startswith("staff"):
        base = [
            {**fact, "dims": fact["dims"] | {"staff": _values(one)}}
            for fact in base
            for one in fact["dims"]["staff"] or ("",)
        ]
    if over in {"attendance_dates", "session_dates", "staffing"}:
        base = [
            {**fact, "days": days, "hours": fact["hours_a_day"], "fraction": fact["fraction_a_day"]}
            for fact in base
            for days in fact["every_day"]
        ]
    return tuple(base)


def _session(records: Records, row: Row) -> Fact:
    dims = _activity_dims(records, row["activity"]) | {"session": (row["id"],)}
    for column in ("group", "mode", "format"):
        if column in row:
            dims[column] = _values(row[column])
    if "staff" in row:
        dims["staff"] = _list(row["staff"])
    for column in records.tables["sessions"].own_columns("sessions"):
        dims[f"session.{column}"] = _values(row[column])
    first, last = possible_days(row["date"])
    every_day = [(first, min(last, records.as_at))]
    if row.get("end_date"):
        end = possible_days(row["end_date"])[0]
        every_day = [(day, day) for day in _each_day(first, end)]
    n = len(every_day)
    hours = Fraction(row["hours"]) if row.get("hours") else None
    settings = records.project.get("counting", {})
    step = Fraction(str(settings.get("day_step", "0.5")))
    fraction: tuple[Number, Number] = (0, 1)
    if row.get("days"):
        fraction = (Fraction(row["days"]) / n, Fraction(row["days"]) / n)
    elif hours is not None:
        share = hours / n / Fraction(str(settings.get("full_day_hours", "8")))
        fraction = (min(Fraction(1), math.ceil(share / step) * step),) * 2
    elif "days" not in row and "hours" not in row:
        fraction = (1, 1)
    return {
        "row": row,
        "session": row["id"],
        "belongs": YES,
        "dims": dims,
        "days": every_day[0],
        "every_day": every_day,
        "hours": (0, None) if hours is None else (hours, hours),
        "hours_a_day": (0, None) if hours is None else (hours / n, hours / n),
        "fraction": (fraction[0] * n, fraction[1] * n),
        "fraction_a_day": fraction,
    }


def _attendances(records: Records, sessions: dict[str, Fact], *, absent: bool) -> Iterator[Fact]:
    names = _names(records)
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in records.rows("attendances"):
        rows[row["session"], names.get(row["person"], row["person"])].append(row)
    own = records.tables["attendances"].own_columns("attendances")
    for (session, person), joined in rows.items():
        if session not in sessions:
            continue
        given = [row.get("status", "attended") for row in joined]
        order = ("attended", "", "absent", "excused", "cancelled")
        status = min(given, key=order.index)
        there = ("absent", "excused") if absent else ("attended",)
        if status == "" or status in there:
            recorded = {f"attendance.{c}": _one(row[c] for row in joined) for c in own}
            dims = sessions[session]["dims"] | recorded | _person_dims(records, person)
            yield sessions[session] | {"dims": dims, "belongs": YES if status else MAYBE}
    for name, session_fact in sessions.items():
        for number in range(0 if absent else int(session_fact["row"].get("unidentified") or 0)):
            about: Dims = {f"attendance.{column}": () for column in own}
            about |= dict.fromkeys(_person_dims(records, ""), ())
            about["person"] = (("somebody", name, number),)
            yield session_fact | {"dims": session_fact["dims"] | about, "guest": True}


def _facts_of_spans(records: Records, over: str) -> Iterator[Fact]:
    for dims, start, end in _rows_with_a_span(records, over):
        first_end, last_end = possible_days(end) if end else (records.as_at, records.as_at)
        first_start, last_start = possible_days(start) if start else (date.min, last_end)
        first_end, last_start = max(first_end, first_start), min(last_start, last_end)
        fact: Fact = {"dims": dims, "belongs": YES, "unknown_start": not start}
        if over in SPANS:
            yield fact | {"span": (first_start, last_start, first_end, last_end)}
        elif over.endswith("_starts"):
            yield fact | {"days": (first_start, last_start)}
        elif over.endswith("_ends"):
            yield from [fact | {"days": (first_end, last_end)}] if end else []
        else:
            less = DAY if over == "enrolled_nights" and end else 0 * DAY
            for day in _each_day(first_start, min(last_end - less, records.as_at)):
                certain = last_start <= day <= first_end - less
                yield fact | {"days": (day, day), "belongs": YES if certain else MAYBE}


def _rows_with_a_span(records: Records, over: str) -> Iterator[tuple[Dims, str, str]]:
    """Return the dimensions, the start and the end of every enrolment, group or activity."""
    table = {"e": "enrolments", "g": "groups", "a": "activities"}[over[0]]
    for row in records.rows(table):
        start, end = row.get("start", ""), row.get("end", "")
        dims = _activity_dims(records, row["id" if table == "activities" else "activity"])
        if table == "groups":
            dims["group"] = (row["id"],)
            if not start and not end:
                activity = _row(records, "activities", row["activity"])
                start, end = activity.get("start", ""), activity.get("end", "")
        if table == "enrolments":
            dims |= _person_dims(records, _names(records).get(row["person"], row["person"]))
            dims |= {"group": _values(row["group"])} if "group" in row else {}
            for column in records.tables[table].own_columns(table):
                dims[f"enrolment.{column}"] = _values(row[column])
        yield dims, start, end


def _activity_dims(records: Records, activity: str) -> Dims:
    row = _row(records, "activities", activity)
    dims: Dims = {"activity": (activity,)}
    for column in ("programme", "kind", "participants", "place"):
        if column in row:
            dims[column] = _values(row[column])
    if "partners" in row:
        dims["partner"] = _list(row["partners"])
    for column in records.tables["activities"].own_columns("activities"):
        dims[f"activity.{column}"] = _values(row[column])
    return dims


def _person_dims(records: Records, person: str) -> Dims:
    dims: Dims = {"person": (person,)}
    if "persons" in records.tables:
        names = _names(records)
        joined = [row for row in records.rows("persons") if names[row["id"]] == person]
        for column in records.tables["persons"].own_columns("persons"):
            dims[f"person.{column}"] = _one(row[column] for row in joined)
    return dims


@lru_cache(maxsize=8)
def _names(records: Records) -> dict[str, str]:
    """Return by which id each person is known: the smallest of those joined."""
    sets = {row["id"]: {row["id"]} for row in records.rows("persons")}
    for row in records.rows("persons"):
        if row.get("same_as"):
            both = sets[row["id"]] | sets[row["same_as"]]
            sets.update(dict.fromkeys(both, both))
    return {person: min(both) for person, both in sets.items()}


def _row(records: Records, table: str, identity: str) -> Row:
    return next(row for row in records.rows(table) if row["id"] == identity)


def _values(cell: str) -> tuple[str, ...]:
    return (cell,) if cell else ()


def _list(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def _one(cells: Iterable[str]) -> tuple[str, ...]:
    recorded = {cell for cell in cells if cell}
    return tuple(recorded) if len(recorded) == 1 else ()


def _each_day(first: date, last: date) -> Iterator[date]:
    return (first + DAY * n for n in range((last - first).days + 1))


# ---- what belongs ----


def _within(fact: Fact, stretches: Sequence[tuple[date, date]]) -> int:
    """Tell whether a fact belongs to some stretches of days."""
    if "span" in fact:
        s1, s2, e1, e2 = fact["span"]
        return max(
            NO if s1 > q or e2 < p else YES if s2 <= q and e1 >= p else MAYBE for p, q in stretches
        )
    first, last = fact["days"]
    # No two stretches have a day in common.
    inside = sum(max(0, (min(q, last) - max(p, first)).days + 1) for p, q in stretches)
    return NO if not inside else YES if inside == (last - first).days + 1 else MAYBE


def _passes(fact: Fact, dimension: str, values: Sequence[str], fy: int) -> int:
    if dimension in DATE_DIMENSIONS:
        answer = _within(fact, stretches(values, dimension, fy) or NEVER)
        blank = "" in values and "span" not in fact
        return YES if blank and not _date_values(fact, dimension, fy) else answer
    recorded = fact["dims"][dimension]
    if not recorded:
        return YES if "" in values else MAYBE
    return YES if set(recorded) & set(values) else NO


def _date_values(fact: Fact, dimension: str, fy: int) -> tuple[str, ...]:
    labels = {label(day, dimension, fy) for day in fact["days"]}
    return tuple(labels) if len(labels) == 1 else ()


def _row_values(fact: Fact, dimension: str, p: date, q: date, fy: int) -> Iterable[str]:
    """Return the rows of a dimension in which a fact that belongs or may is told."""
    if dimension not in DATE_DIMENSIONS:
        return fact["dims"][dimension] or ("",)
    if "days" in fact:
        return _date_values(fact, dimension, fy) or ("",)
    s1, s2, _, e2 = fact["span"]
    days = _each_day(max(p, s2 if fact["unknown_start"] else s1), min(q, e2))
    return dict.fromkeys(label(day, dimension, fy) for day in days)


# ---- the operator ----


def _keys(
    fact: Fact, number: int, key: Sequence[str], fy: int
) -> tuple[bool, list[tuple[Any, ...]]]:
    """Return whether a fact's key is recorded, and the keys it has."""
    recorded, parts = True, list[tuple[Any, ...]]()
    for part in key:
        dated = part in DATE_DIMENSIONS
        values = _date_values(fact, part, fy) if dated else fact["dims"][part]
        if not values:
            recorded = False
            shared = (dated or part == "staff") and "session" in fact
            values = (("not recorded", fact["session"] if shared else number),)
        parts.append(values)
    return recorded, list(itertools.product(*parts))


def _operate(
    chosen: Sequence[tuple[Fact, int]], key: Sequence[str], weight: str, cap: Number | None, fy: int
) -> Interval:
    keyed = list[tuple[Fact, int, tuple[Any, ...]]]()
    for number, (fact, belongs) in enumerate(chosen):
        recorded, keys = _keys(fact, number, key, fy)
        keyed += [(fact, belongs if recorded else MAYBE, one) for one in keys]
    if not weight:
        certain = [(fact, one) for fact, belongs, one in keyed if belongs == YES]
        fewest = _people(certain, key) if "person" in key else len({one for _, one in certain})
        return fewest, len({one for _, _, one in keyed})
    anybody = cap is not None and "person" in key and "session" not in key
    lows: dict[tuple[Any, ...], Number] = defaultdict(int)
    highs: dict[tuple[Any, ...], Number | None] = defaultdict(int)
    for fact, belongs, one in keyed:
        least, most = fact["hours" if weight == "hours" else "fraction"]
        if belongs == YES and not (anybody and "guest" in fact):
            lows[one] += least
        so_far = highs[one]
        highs[one] = None if so_far is None or most is None else so_far + most
    low: Number = sum(least if cap is None else min(cap, least) for least in lows.values())
    if None in highs.values():
        return low, None
    known = [most for most in highs.values() if most is not None]
    return low, sum(most if cap is None else min(cap, most) for most in known)


def _people(certain: Sequence[tuple[Fact, tuple[Any, ...]]], key: Sequence[str]) -> int:
    """Return how many there are at least, where somebody not identified may be anybody else."""
    place = key.index("person")
    identified: dict[tuple[Any, ...], set[Any]] = defaultdict(set)
    present: dict[tuple[Any, ...], dict[Any, set[Any]]] = defaultdict(lambda: defaultdict(set))
    for fact, one in certain:
        rest = one[:place] + one[place + 1 :]
        present[rest][fact.get("session")].add(one[place])
        if "guest" not in fact:
            identified[rest].add(one[place])
    return sum(
        max(len(identified[rest]), *(len(people) for people in at.values()))
        for rest, at in present.items()
    )


def _rule(records: Records, name: str) -> tuple[str, list[str], dict[str, list[str]], str, Any]:
    for own in records.project.get("rules", ()):
        if own["id"] == name:
            cap = Fraction(str(own["cap"])) if "cap" in own else None
            return own["over"], own["key"], own.get("where", {}), own.get("weight", ""), cap
    over, key, weight = CATALOGUE[name]
    weight, _, held_to = weight.partition(" ")
    return over, key.split(), {}, weight, int(held_to) if held_to else None


def figures(
    source: Path | Records,
    rule: str,
    by: Sequence[str] = (),
    where: Mapping[str, Sequence[str]] | None = None,
    period: str = "",
) -> dict[tuple[str, ...], Interval]:
    """Return each figure by the values of its row, in the order of `by`."""
    records = read(source) if isinstance(source, Path) else source
    filters = list((where or {}).items())
    share = re.fullmatch(r"(\w+)/\(\1\+(\w+)\)", rule)
    one, slash, other = share.expand(r"\1/\2").partition("/") if share else rule.partition("/")
    if not slash:
        return _rows(records, rule, by, filters, period)
    rows = {
        row: filters + [(d, [v]) for d, v in zip(by, row, strict=True)]
        for part in (one, other)
        for row in _rows(records, part, by, filters, period)
    }
    return {
        row: _quotient(
            _rows(records, one, (), narrowed, period)[()],
            _rows(records, other, (), narrowed, period)[()],
            share=bool(share),
        )
        for row, narrowed in rows.items()
    }


def _rows(
    records: Records, rule: str, by: Sequence[str], filters: Filters, period: str
) -> dict[tuple[str, ...], Interval]:
    over, key, own, weight, cap = _rule(records, rule)
    fy, (p, q) = _year_starts_in(records), period_days(period, records)
    dated = [(f, min(f["belongs"], _within(f, [(p, q)]))) for f in facts_of(records, over)]
    chosen = _choose(dated, [*own.items(), *filters], fy)
    found = {
        row
        for fact, _ in chosen
        for row in itertools.product(*(_row_values(fact, d, p, q, fy) for d in by))
    }
    rows: dict[tuple[str, ...], Interval] = {}
    for row in found or ([] if by else [()]):
        narrowed = _choose(chosen, [(d, [v]) for d, v in zip(by, row, strict=True)], fy)
        rows[row] = _operate(narrowed, key, weight, cap, fy)
    return rows


def _choose(
    chosen: Iterable[tuple[Fact, int]], filters: Filters, fy: int
) -> list[tuple[Fact, int]]:
    """Return the facts that belong or may, under some filters more."""
    asked = (
        (fact, min([belongs, *(_passes(fact, d, values, fy) for d, values in filters)]))
        for fact, belongs in chosen
    )
    return [(fact, belongs) for fact, belongs in asked if belongs]


def _quotient(one: Interval, other: Interval, *, share: bool) -> Interval:
    """Divide one interval by another, or by itself and another; to four places, outwards."""
    (low_a, high_a), (low_b, high_b) = one, other
    assert low_a is not None
    assert low_b is not None
    if high_b == 0 and (high_a == 0 or not share):
        return None, None
    if share:
        most = None if high_b is None else low_a + high_b
        low = Fraction(0) if not most else Fraction(low_a) / most
        high = None if high_a is None or not high_a + low_b else Fraction(high_a) / (high_a + low_b)
        return _places(low, math.floor), Fraction(1) if high is None else _places(high, math.ceil)
    low = Fraction(0) if high_b is None else Fraction(low_a) / high_b
    high = None if high_a is None or low_b == 0 else Fraction(high_a) / low_b
    return _places(low, math.floor), None if high is None else _places(high, math.ceil)


def _places(number: Fraction, rounded: Callable[[Fraction], int]) -> Fraction:
    return Fraction(rounded(number * 10_000), 10_000)
