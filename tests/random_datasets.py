"""Small and nasty datasets, questions to ask of them, and ways in which their unknowns settle."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from hypothesis import strategies as st

from tests.oracle import CATALOGUE, KNOWN, label, possible_days

DAY = timedelta(days=1)
DATES = ("date", "month", "quarter", "year", "fy")
SESSIONS = ("sessions", "session_dates", "staffing", "staffing_sessions")
ATTENDANCES = ("attendances", "attendance_dates", "staffed_attendances", "absences")
ENROLMENTS = (
    *("enrolments", "enrolment_starts", "enrolment_ends"),
    *("enrolled_dates", "enrolled_nights"),
)
GROUPS = ("groups", "group_starts", "group_ends")
SPANS = ("enrolments", "groups", "activities")
STAFFED = ("staffed_attendances", "staffing", "staffing_sessions")
BACK = (0, 1, 2, 3, 9, 20, 45, 75, 100, 200, 380, 600)
NUMBERS = ("0", "0.5", "1", "3", "3.5", "7.5", "8", "10", "20")
PERIODS = (
    *("", "", "2008", "2007", "2007/..", "../2007-12-15", "2008-01-10/2008-02"),
    *("2007-09/2008-02-20", "2008-02", "2006-05/2007", "2008-03-01/2009"),
)
WORDS = {
    "participants": ("student", "client"),
    "partners": ("pku", "sysu", "pku; sysu"),
    "place": ("Kowloon", "廣州"),
    "district": ("north", "南"),
    "gender": ("F", "M"),
    "age": ("18-24", "25+"),
    "outcome": ("completed", "withdrawn"),
    "venue": ("A", "B"),
    "mode": ("phone", "face-to-face"),
    "format": ("group", "individual"),
    "first_time": ("yes", "no"),
    "staff": ("amy", "ben", "amy; ben", "ben;chan;amy"),
    "status": ("attended", "attended", "absent", "excused", "cancelled"),
}
"""What the cells of a column that may be blank hold."""
STAND_FOR_ONE = ("staff",)
RULES_OVER = (*SESSIONS, *ATTENDANCES, *ENROLMENTS, *GROUPS, "activities")
NAMES = (*CATALOGUE, "contacts/persons_served", "contacts/(contacts+absences)")
RATIOS = (
    *NAMES[-2:],
    "contacts/staff_days",
    "absences/contact_hours",
    "sessions/(sessions+groups)",
)
Draw = Callable[[st.SearchStrategy[Any]], Any]
Row = dict[str, str]


class Tables(NamedTuple):
    """A dataset in memory: the project, and of each table its header and rows."""

    project: dict[str, Any]
    headers: dict[str, list[str]]
    rows: dict[str, list[Row]]

    def has(self, table: str, column: str) -> bool:
        """Return whether the table is there with the column."""
        return column in self.headers.get(table, ())

    @property
    def as_at(self) -> date:
        """The day up to which things are counted."""
        day: date = self.project["project"]["as_at"]
        return day


class Rule(NamedTuple):
    """What a rule counts."""

    over: str
    key: list[str]
    weight: str
    cap: float | None
    where: Mapping[str, list[str]]


class Question(NamedTuple):
    """What is asked of a dataset."""

    rule: str
    by: tuple[str, ...] = ()
    where: Mapping[str, Sequence[str]] = MappingProxyType({})
    period: str = ""

    @property
    def rules(self) -> list[str]:
        """The rules that the question names: one, or those of a ratio or share."""
        return [name.strip("()") for name in self.rule.replace("+", "/").split("/")]


@cache
def below(number: int) -> st.SearchStrategy[int]:
    """Return the strategy of the numbers below one; to make it takes longer than to draw."""
    return st.integers(0, number - 1)


SOME = st.booleans()


# ---- writing ----


def write(tables: Tables, folder: Path) -> Path:
    """Write a dataset to a folder, and return that."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = [name for name, part in tables.project.items() if isinstance(part, dict)]
    lines = [line for name in parts for line in section(f"[{name}]", tables.project[name])]
    for name in set(tables.project) - set(parts):
        for part in tables.project[name]:
            lines += section(f"[[{name}]]", part)
    folder.joinpath("project.toml").write_text("\n".join(lines), "utf-8")
    for name, header in tables.headers.items():
        with folder.joinpath(f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header)
            writer.writeheader()
            writer.writerows(tables.rows[name])
    return folder


def section(head: str, part: Mapping[str, Any]) -> list[str]:
    """Write a part of the project."""
    return [head, *(f"{json.dumps(name)} = {value_of(value)}" for name, value in part.items())]


def value_of(value: object) -> str:
    """Write a value of the project."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{json.dumps(k)} = {value_of(v)}' for k, v in value.items())} }}"
    return str(value) if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def copy_of(tables: Tables) -> Tables:
    """Copy a dataset, so that its cells may be changed."""
    rows = {name: [dict(row) for row in rows] for name, rows in tables.rows.items()}
    return Tables(tables.project, tables.headers, rows)


# ---- datasets ----


class Maker:
    """Draws the tables of one dataset."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.as_at: date = self.one(date(2008, 2, 29), date(2008, 3, 31), date(2008, 1, 15))
        self.headers: dict[str, list[str]] = {}
        self.rows: dict[str, list[Row]] = {}
        self.blanks: int = self.one(0, 1, 2, 4)

    def one(self, *values: Any) -> Any:
        """Draw one of the values."""
        return values[self.draw(below(len(values)))]

    def chance(self, of_ten: int) -> bool:
        """Draw whether something is so, in so many of ten cases."""
        return bool(self.draw(below(10)) < of_ten)

    def table(self, name: str, needed: Sequence[str], perhaps: Sequence[str]) -> list[str]:
        """Begin a table: the columns that it needs, and some of the others."""
        left_out = self.one((), (), *((column,) for column in perhaps), perhaps[::2], perhaps)
        self.headers[name] = [*needed, *(one for one in perhaps if one not in left_out)]
        self.rows[name] = []
        return self.headers[name]

    def word(self, column: str) -> str:
        """Draw a cell, which may be blank."""
        return "" if self.chance(self.blanks) else self.one(*WORDS[column])

    def add(self, name: str, row: Row) -> None:
        """Add a row to a table: the cells for which it has a column."""
        self.rows[name].append({column: row.get(column, "") for column in self.headers[name]})

    def day(self) -> date:
        """Draw a day that is not after the as-at day."""
        back: timedelta = self.one(*BACK) * DAY
        return self.as_at - back

    def written(self, day: date) -> str:
        """Write a day, with some precision."""
        text = str(day)
        form = self.draw(below(10)) if self.blanks else 9
        hong_kong = f"{day.day}/{day.month}/{day.year}"
        return {0: text[:4], 1: text[:4], 2: text[:7], 3: text[:7], 4: hong_kong}.get(form, text)

    def span(self, *, may_begin_unknown: bool) -> Row:
        """Draw the start and the end of something."""
        start, end = sorted([self.day(), self.day() + self.one(0, 0, 40) * DAY])
        if self.chance(1):
            start, end = start + 400 * DAY, end + 420 * DAY
            return {"start": self.written(start), "end": self.written(end)}
        blank = may_begin_unknown and self.chance(self.blanks)
        going_on = start <= self.as_at and self.chance(3)
        return {
            "start": "" if blank else self.written(start),
            "end": "" if going_on else self.written(end),
        }

    def activities(self) -> None:
        """Draw the activities."""
        perhaps = ("start", "end", "participants", "partners", "place", "district")
        header = self.table("activities", ("id", "programme", "kind"), perhaps)
        for number in range(self.one(1, 2, 3)):
            row = {"id": f"a{number}", "programme": self.one("edu", "pro")}
            row |= {"kind": self.one("course", "visit"), **self.span(may_begin_unknown=True)}
            if "end" not in header and row["start"] and possible_days(row["start"])[0] > self.as_at:
                row["start"] = ""
            self.add("activities", row | {name: self.word(name) for name in perhaps[2:]})

    def groups(self) -> None:
        """Draw the groups."""
        header = self.table("groups", ("id", "activity"), ("start", "end"))
        for number in range(self.one(0, 1, 2, 3)):
            row = {"id": f"g{number}", "activity": self.one(*self.ids("activities"))}
            row |= self.one(self.span(may_begin_unknown=True), {})
            if not {"start", "end"} <= set(header):
                row |= {"start": "", "end": ""}
            self.add("groups", row)

    def persons(self) -> None:
        """Draw the persons, some of them joined."""
        self.table("persons", ("id",), ("same_as", "gender", "age"))
        names = ["p0", "p1", "p2", "p3", "dup", "Zoe"][: self.one(1, 3, 4, 6, 6)]
        for name in names:
            row = {"id": name, "gender": self.word("gender"), "age": self.word("age")}
            others = self.ids("persons")
            if others and self.chance(3):
                row["same_as"] = self.one(*others)
            self.add("persons", row)

    def ids(self, table: str) -> list[str]:
        """Return the ids of a table."""
        return [row["id"] for row in self.rows[table]]

    def group_of(self, activity: str) -> str:
        """Draw one of the groups of an activity, or none."""
        groups = self.rows.get("groups", [])
        return str(self.one("", *(row["id"] for row in groups if row["activity"] == activity)))

    def enrolments(self) -> None:
        """Draw the enrolments."""
        self.table("enrolments", ("person", "activity", "start"), ("end", "group", "outcome"))
        for _ in range(self.one(0, 1, 2, 4)):
            activity = self.one(*self.ids("activities"))
            row = {"person": self.one(*self.ids("persons")), "activity": activity}
            row |= self.span(may_begin_unknown=False) | {"group": self.group_of(activity)}
            if (
                "end" not in self.headers["enrolments"]
                and possible_days(row["start"])[0] > self.as_at
            ):
                continue
            self.add("enrolments", row | {"outcome": self.word("outcome")})

    def sessions(self) -> None:
        """Draw the sessions."""
        plain = ("mode", "format", "venue", "staff")
        perhaps = (*plain, "end_date", "group", "hours", "days", "status", "unidentified")
        header = self.table("sessions", ("id", "activity", "date"), perhaps)
        for number in range(self.one(0, 1, 2, 3, 4, 5)):
            activity, day, length = self.one(*self.ids("activities")), self.day(), 1
            row = {"id": f"s{number}", "activity": activity, "group": self.group_of(activity)}
            row |= {"date": self.written(day)} | {name: self.word(name) for name in plain}
            if "end_date" in header and self.chance(2):
                length = self.draw(st.integers(1, min(4, (self.as_at - day).days + 1)))
                row |= {"date": str(day), "end_date": str(day + (length - 1) * DAY)}
            most = self.one(*(days for days in NUMBERS if float(days) <= length))
            row["days"] = "" if self.chance(self.blanks) else most
            row["hours"] = "" if self.chance(self.blanks) else self.one(*NUMBERS)
            row["status"] = self.one("", "", "held", "held", "cancelled", "planned")
            row["unidentified"] = self.one("", "0", "0", "1", "2", "3")
            self.add("sessions", row)

    def attendances(self) -> None:
        """Draw the attendances, some of them twice."""
        self.table("attendances", ("session", "person"), ("status", "first_time"))
        for session in self.ids("sessions"):
            for _ in range(self.one(0, 1, 2, 4)):
                row = {"session": session, "person": self.one(*self.ids("persons"))}
                row |= {name: self.word(name) for name in ("status", "first_time")}
                self.add("attendances", row)

    def counting(self) -> dict[str, object]:
        """Draw the settings."""
        return {
            "year_starts_in": self.draw(st.integers(1, 12)),
            "full_day_hours": self.one(8, 7.5, 6),
            "day_step": self.one(0.5, 0.25, 1, 0.1),
        }

    def rule(self, tables: Tables, name: str) -> dict[str, Any] | None:
        """Draw one of the agency's own rules."""
        over = self.one(*RULES_OVER)
        have = dimensions(tables, over)
        if not have:
            return None
        parts = sorted(have - set(DATES)) + ([] if over in SPANS else ["date", "month"])
        parts += ["person"] * 5 if over in ATTENDANCES + ENROLMENTS else []
        parts += ["partner"] * 3 if "partner" in have else []
        key = self.draw(st.lists(st.sampled_from(parts), min_size=1, max_size=3, unique=True))
        rule: dict[str, Any] = {"id": name, "label": name, "over": over, "key": key}
        weights = ["days", "hours"] if tables.has("sessions", "hours") else ["days"]
        if over in SESSIONS + ATTENDANCES and self.chance(4):
            rule["weight"] = self.one(*weights)
            rule |= self.one({}, {"cap": self.one(1, 2.5, 8)})
        if self.chance(3):
            dimension = self.one(*sorted(have))
            values = [one for one in values_of(tables, dimension) if one]
            rule |= {"where": {dimension: [self.one(*values)]}} if values else {}
        return rule


# ---- what a dataset has ----


def dimensions(tables: Tables, over: str) -> set[str]:
    """Return the dimensions of a fact table, none where the dataset lacks what it needs."""
    table = "sessions" if over in SESSIONS else over if over == "activities" else "groups"
    table = "attendances" if over in ATTENDANCES else "enrolments" if over in ENROLMENTS else table
    lacks_staff = over in STAFFED and not tables.has("sessions", "staff")
    if table not in tables.headers or lacks_staff:
        return set()
    if over == "absences" and not tables.has("attendances", "status"):
        return set()
    found = {"programme", "activity", "kind", *DATES, *own(tables, "activities", "activity")}
    found |= {name for name in ("participants", "place") if tables.has("activities", name)}
    found |= {"partner"} if tables.has("activities", "partners") else set()
    if over in SESSIONS + ATTENDANCES:
        names = ("mode", "format", "staff", "group")
        found |= {"session", *(name for name in names if tables.has("sessions", name))}
        found |= own(tables, "sessions", "session")
    if over in ATTENDANCES + ENROLMENTS:
        found |= own(tables, "persons", "person") | own(tables, table, table.removesuffix("s"))
    grouped = table == "groups" or (over in ENROLMENTS and tables.has("enrolments", "group"))
    return found | ({"group"} if grouped else set())


def own(tables: Tables, table: str, noun: str) -> set[str]:
    """Return the dimensions that are columns of the agency's own."""
    known = KNOWN[table]
    names = tables.headers.get(table, [])
    return {f"{noun}.{name}" for name in names if name not in known.split()}


def known_as(tables: Tables) -> dict[str, str]:
    """Return of each person in the table the smallest id of all joined with it."""
    joined = {row["id"]: {row["id"]} for row in tables.rows.get("persons", [])}
    for row in tables.rows.get("persons", []):
        if other := row.get("same_as"):
            both = joined[row["id"]] | joined[other]
            joined |= dict.fromkeys(both, both)
    return {name: min(both) for name, both in joined.items()}


def rule_of(tables: Tables, name: str) -> Rule:
    """Return what a rule of the catalogue counts, or one of the dataset's own."""
    for rule in tables.project["rules"]:
        if rule["id"] == name:
            weight, cap, where = rule.get("weight", ""), rule.get("cap"), rule.get("where", {})
            return Rule(rule["over"], rule["key"], weight, cap, where)
    over, key, weighed = CATALOGUE[name]
    weight, _, most = weighed.partition(" ")
    return Rule(over, key.split(), weight, float(most) if most else None, {})


# ---- datasets ----


@st.composite
def datasets(draw: Draw) -> Tables:
    """Draw a dataset without errors."""
    maker = Maker(draw)
    maker.activities()
    maker.groups()
    maker.persons()
    maker.enrolments()
    maker.sessions()
    maker.attendances()
    left_out = [name for name in ("groups", "enrolments", "persons") if maker.chance(1)]
    for name in left_out:
        maker.headers.pop(name), maker.rows.pop(name)
    for table in ("enrolments", "sessions") if "groups" in left_out else ():
        for row in maker.rows.get(table, []):
            row.update({"group": ""} if "group" in row else {})
    maker.headers["organisations"] = ["id", "name"]
    maker.rows["organisations"] = [{"id": one, "name": one} for one in ("pku", "sysu", "nus")]
    project: dict[str, Any] = {
        "agency": {"name": "Harbour Youth Service"},
        "project": {"title": "Bridges", "as_at": maker.as_at},
        "counting": maker.counting(),
        "programmes": [{"id": "edu"}, {"id": "pro"}],
    }
    tables = Tables(project, maker.headers, maker.rows)
    rules = [maker.rule(tables, f"own{number}") for number in range(3)]
    return tables._replace(project=project | {"rules": [rule for rule in rules if rule]})


# ---- questions ----


def values_of(tables: Tables, dimension: str) -> list[str]:
    """Return values to ask of a dimension: those that occur, "", and one that does not."""
    first = tables.project["counting"]["year_starts_in"]
    if dimension in DATES:
        days = [tables.as_at - back * DAY for back in BACK]
        return [*sorted({label(day, dimension, first) for day in days}), ""]
    noun, _, column = dimension.rpartition(".")
    table = {"person": "persons", "activity": "activities"}.get(noun, f"{noun}s")
    plain = {"programme": ("edu", "pro"), "kind": ("course", "visit"), "partner": ("pku", "sysu")}
    if dimension in {"activity", "group", "session"}:
        found = [
            row["id"]
            for row in tables.rows.get(
                {"activity": "activities"}.get(dimension, f"{dimension}s"), []
            )
        ]
    elif noun:
        found = sorted({row[column] for row in tables.rows[table]} - {""})
    else:
        found = list(plain.get(dimension, WORDS.get(dimension, ())))
    return [*(one for one in found if ";" not in one), "", "elsewhere"]


@st.composite
def questions(draw: Draw, tables: Tables, *, of_the_world: bool = False) -> Question:
    """Draw a question that can be asked; one of the world does not ask for what is not recorded."""
    names = [*askable(tables), *(ratio for ratio in RATIOS if can_ask(tables, ratio))]
    rule = draw(st.sampled_from(names))
    rules = Question(rule).rules
    have = set.intersection(*(dimensions(tables, rule_of(tables, one).over) for one in rules))
    dimension = st.sampled_from(sorted(have))
    where = {}
    for name in draw(st.lists(dimension, max_size=2, unique=True)):
        values = [one for one in values_of(tables, name) if one or not of_the_world]
        chosen = st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)
        where[name] = draw(chosen)
    by = tuple(draw(st.lists(dimension, max_size=2, unique=True)))
    periods = [one for one in PERIODS if has_begun(tables, one)]
    return Question(rule, by, where, draw(st.sampled_from(periods)))


def has_begun(tables: Tables, period: str) -> bool:
    """Return whether a period begins at the as-at day at the latest."""
    start = period.partition("/")[0]
    return start in {"", ".."} or possible_days(start)[0] <= tables.as_at


def askable(tables: Tables) -> list[str]:
    """Return the rules that can be asked of a dataset."""
    names = [*CATALOGUE, *(rule["id"] for rule in tables.project["rules"])]
    return [name for name in names if can_ask(tables, name)]


def can_ask(tables: Tables, rule: str) -> bool:
    """Return whether the dataset has what a rule needs."""
    return all(has_for(tables, rule_of(tables, name)) for name in Question(rule).rules)


def can_filter(tables: Tables, rule: str, where: Mapping[str, Sequence[str]]) -> bool:
    """Return whether a rule has the dimensions of some filters."""
    return where.keys() <= dimensions(tables, rule_of(tables, rule).over)


def has_for(tables: Tables, rule: Rule) -> bool:
    """Return whether the dataset has what one rule needs."""
    have = dimensions(tables, rule.over)
    hours = rule.weight != "hours" or tables.has("sessions", "hours")
    return bool(have) and hours and {*rule.key, *rule.where} <= have | {"person"}


# ---- completions ----


class Completion(NamedTuple):
    """A dataset with unknowns settled, and whether a blank list became several values."""

    tables: Tables
    several: bool


class Settler:
    """Settles the unknowns of a dataset, every one or some."""

    def __init__(self, draw: Draw, tables: Tables, *, some: bool) -> None:
        self.draw, self.some, self.several = draw, some, False
        self.tables = copy_of(tables)
        self.classes = known_as(tables)

    def one(self, *values: Any) -> Any:
        """Draw one of the values."""
        return values[self.draw(below(len(values)))]

    def settles(self) -> bool:
        """Draw whether the next unknown is settled."""
        return not self.some or bool(self.draw(SOME))

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table."""
        return self.tables.rows.get(table, [])

    def cell(self, row: Row, column: str, *more: str) -> None:
        """Settle a cell by one of its words, or by others."""
        if row.get(column) == "" and self.settles():
            row[column] = self.one(*WORDS.get(column, ()), *more)

    def alike(self, table: str, noun: str, joined: Callable[[Row], object]) -> None:
        """Settle the attributes of joined rows: those of one thing have one value."""
        together: dict[object, list[Row]] = {}
        for row in self.rows(table):
            together.setdefault(joined(row), []).append(row)
        for dimension in sorted(own(self.tables, table, noun)):
            column = dimension.partition(".")[2]
            for rows in together.values():
                known = {row[column] for row in rows} - {""}
                if not known and self.settles():
                    value = self.one(*WORDS[column], "other")
                    for row in rows:
                        row[column] = value

    def day(self, first: date, last: date) -> str:
        """Draw a day, the first and the last more often."""
        days = st.integers(0, (last - first).days)
        return str(first + self.one(0, (last - first).days, self.draw(days)) * DAY)

    def persons(self) -> None:
        """Settle the attributes of persons."""
        self.alike("persons", "person", lambda row: self.classes[row["id"]])

    def activities(self) -> None:
        """Settle the cells of activities."""
        for row in self.rows("activities"):
            for column in ("participants", "place", "district"):
                self.cell(row, column, "other")
            blank = row.get("partners") == ""
            self.cell(row, "partners", "nus", "nus; sysu")
            self.several |= blank and ";" in row.get("partners", "")
            self.span(row)

    def span(self, row: Row) -> None:
        """Settle the start and the end of something; a blank end means still going on."""
        as_at = self.tables.as_at
        e1, e2 = possible_days(row["end"]) if row.get("end") else (as_at, as_at)
        if "start" in row and self.settles():
            known = possible_days(row["start"]) if row["start"] else (e1 - 500 * DAY, e2)
            row["start"] = self.day(known[0], max(known[0], min(known[1], e2)))
        if row.get("end") and self.settles():
            s1 = possible_days(row["start"])[0] if row.get("start") else date.min
            row["end"] = self.day(max(e1, s1), max(e2, s1))

    def groups(self) -> None:
        """Settle the spans of groups that have one of their own."""
        for row in self.rows("groups"):
            if row.get("start") or row.get("end"):
                self.span(row)

    def group(self, row: Row) -> None:
        """Settle a group by one of its activity."""
        groups = [one["id"] for one in self.rows("groups") if one["activity"] == row["activity"]]
        if groups:
            self.cell(row, "group", *groups)

    def enrolments(self) -> None:
        """Settle the cells of enrolments."""
        for row in self.rows("enrolments"):
            self.span(row)
            self.cell(row, "outcome", "other")
            self.group(row)

    def sessions(self) -> None:
        """Settle the cells of sessions."""
        for row in self.rows("sessions"):
            first, last = possible_days(row["date"])
            if self.settles():
                row["date"] = self.day(first, min(last, self.tables.as_at))
            for column in ("mode", "format", "venue"):
                self.cell(row, column, "other")
            if row.get("staff") == "" and self.settles():
                row["staff"] = self.one("amy", "ben", "new")
            self.group(row)
            self.weights(row)

    def weights(self, row: Row) -> None:
        """Settle hours and days; days that follow from recorded hours are no unknown."""
        length = 1
        if row.get("end_date"):
            length += (possible_days(row["end_date"])[0] - possible_days(row["date"])[0]).days
        if row.get("days") == "" and not row.get("hours") and self.settles():
            row["days"] = self.one(*(one for one in NUMBERS if float(one) <= length))
        if row.get("hours") == "" and self.settles():
            row["hours"] = self.one(*NUMBERS, "100")

    def attendances(self) -> None:
        """Settle the cells of attendances, and say who the unidentified people were."""
        known = self.classes
        key: Callable[[Row], object] = lambda row: (  # noqa: E731 -- short
            row["session"],
            known.get(row["person"], row["person"]),
        )
        self.alike("attendances", "attendance", key)
        for row in self.rows("attendances"):
            self.cell(row, "status")
        for session in self.rows("sessions"):
            for _ in range(int(session.get("unidentified") or 0)):
                if self.settles():
                    self.guest(session)

    def guest(self, session: Row) -> None:
        """Let one of the unidentified people at a session be somebody who has no row there."""
        there = {
            self.classes.get(row["person"], row["person"])
            for row in self.rows("attendances")
            if row["session"] == session["id"]
        }
        new = [f"n{number}" for number in range(len(there) + 4)]
        names = [*self.classes, *(row["person"] for row in self.rows("attendances")), *new]
        free = [name for name in names if self.classes.get(name, name) not in there]
        person = self.one(*dict.fromkeys(free))
        session["unidentified"] = str(int(session["unidentified"]) - 1)
        if "persons" in self.tables.rows and person not in self.classes:
            self.classes[person] = person
            self.add("persons", {"id": person})
        self.add("attendances", {"session": session["id"], "person": person, "status": "attended"})

    def add(self, table: str, cells: Row) -> None:
        """Add a row to a table; an attribute of it is drawn, or is not recorded."""
        attributes = ("gender", "age", "first_time")
        row = {name: self.one("", *WORDS[name]) for name in attributes}
        header = self.tables.headers[table]
        self.rows(table).append({name: (row | cells).get(name, "") for name in header})


@st.composite
def completions(draw: Draw, tables: Tables, *, some: bool = False) -> Completion:
    """Draw a way in which the unknowns settle, every one or some of them."""
    settler = Settler(draw, tables, some=some)
    settler.activities()
    settler.groups()
    settler.enrolments()
    settler.sessions()
    settler.attendances()
    settler.persons()
    return Completion(settler.tables, settler.several)
