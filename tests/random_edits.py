"""Ways in which a dataset drawn at random becomes another one, by the kind of the difference."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from tests.oracle import CATALOGUE
from tests.random_datasets import (
    NUMBERS,
    PERIODS,
    WORDS,
    Draw,
    Maker,
    Question,
    Row,
    Tables,
    below,
    datasets,
    dimensions,
    has_begun,
    has_for,
    questions,
    rule_of,
    values_of,
)

NAMED = {
    "activities": ("activity",),
    "groups": ("group",),
    "persons": ("person", "same_as"),
    "sessions": ("session",),
}
"""Of a table, the columns of others that name its rows."""
KEYS = {"attendances": ("session", "person"), "enrolments": ("person", "activity")}
EDITED = (
    *("participants", "place", "district", "gender", "age", "outcome", "venue", "mode", "format"),
    *("first_time", "staff", "status", "hours", "days", "unidentified", "partners", "value"),
)
"""Columns whose cells may be one as well as another."""
RECORDS = ("activities", "groups", "persons", "enrolments", "sessions", "attendances")
STATED = ("contacts", "sessions", "persons_served")
SAID = ("3", "~20", ">4", "<=9", "0", "2..7")


def key_of(table: str) -> tuple[str, ...]:
    """Return the columns that name a row of a table."""
    return KEYS.get(table, ("id",))


def edited(tables: Tables) -> Tables:
    """Return a copy that can be changed anywhere."""
    return deepcopy(tables)


class Editor:
    """Changes a copy of a dataset, by what is drawn."""

    def __init__(self, draw: Draw, tables: Tables) -> None:
        self.draw = draw
        self.tables = edited(tables)

    def one(self, *values: Any) -> Any:
        """Draw one of the values."""
        return values[self.draw(below(len(values)))]

    def some_row(self, table: str) -> Row | None:
        """Draw a row of a table, if it has one."""
        rows = self.tables.rows.get(table, [])
        found: Row | None = self.one(*rows) if rows else None
        return found

    # ---- one kind each ----

    def definition(self) -> None:
        """Change what rules and figures count."""
        project = self.tables.project
        for _ in range(self.one(1, 2)):
            kind = self.one("rule", "rule", "figure", "figure", "less", "more")
            if kind == "rule" and project["rules"]:
                place = self.draw(below(len(project["rules"])))
                maker = Maker.__new__(Maker)
                maker.draw = self.draw
                name = project["rules"][place]["id"]
                project["rules"][place] = maker.rule(self.tables, name) or project["rules"][place]
            elif kind == "figure" and project["figures"]:
                place = self.draw(below(len(project["figures"])))
                old = project["figures"][place]
                new = self.draw(figures(self.tables, old["id"]))
                project["figures"][place] = {**new, "period": old["period"]}
            elif kind == "less" and project["figures"]:
                project["figures"].pop()
            elif kind == "more":
                more = self.draw(figures(self.tables, f"f{len(project['figures'])}"))
                project["figures"].append(more)

    def settings(self) -> None:
        """Change the settings."""
        counting = self.tables.project["counting"]
        counting["year_starts_in"] = self.draw(st.integers(1, 12))
        counting["full_day_hours"] = self.one(8, 7.5, 6)
        counting["day_step"] = self.one(0.5, 0.25, 1, 0.1)

    def period(self) -> None:
        """Change the as-at day, or the periods of figures."""
        project = self.tables.project
        if self.one(True, False):
            project["project"]["as_at"] += self.one(1, 30, 200, 400) * timedelta(days=1)
        for figure in project["figures"]:
            periods = [one for one in PERIODS if has_begun(self.tables, one)]
            figure["period"] = self.one(figure["period"], *periods)

    def joins(self) -> None:
        """Join persons and part them."""
        persons = self.tables.rows.get("persons", [])
        if "same_as" not in self.tables.headers.get("persons", ()):
            return
        for place, row in enumerate(persons):
            others = [other["id"] for other in persons[:place]]
            row["same_as"] = self.one(row["same_as"], row["same_as"], "", *others)

    def removal(self) -> None:
        """Remove rows, with those that name them; or a whole table that no row needs."""
        for _ in range(self.one(1, 1, 2)):
            table = self.one(*RECORDS, "attendances", "statements", "table")
            if table == "table":
                self._remove_table(self.one("attendances", "persons", "enrolments", "statements"))
            elif row := self.some_row(table):
                self._remove(table, row)

    def _remove_table(self, table: str) -> None:
        if table in self.tables.headers:
            del self.tables.headers[table]
            del self.tables.rows[table]

    def _remove(self, table: str, row: Row) -> None:
        """Remove a row, and in turn every row that names it."""
        self.tables.rows[table][:] = [one for one in self.tables.rows[table] if one is not row]
        for column in NAMED.get(table, ()):
            for name, rows in self.tables.rows.items():
                for other in [one for one in rows if one.get(column) == row["id"]]:
                    if any(one is other for one in self.tables.rows[name]):
                        self._remove(name, other)

    def edits(self) -> None:
        """Change cells that neither name a row nor join persons."""
        for _ in range(self.one(1, 1, 2, 4)):
            table = self.one(*RECORDS, "sessions", "attendances", "statements")
            columns = [one for one in self.tables.headers.get(table, ()) if one in EDITED]
            columns += ["start"] if table == "enrolments" else []
            columns += ["date"] if table == "sessions" else []
            row = self.some_row(table)
            if row and columns:
                self._edit(row, self.one(*columns))

    def _edit(self, row: Row, column: str) -> None:
        if column == "value":
            row[column] = self.one(*SAID)
        elif column in {"date", "start"}:
            back = self.one(0, 20, 100, 400) * timedelta(days=1)
            row[column] = str(self.tables.as_at - back)[: self.one(4, 7, 10)]
        elif column == "status" and "activity" in row:
            row[column] = self.one("", "held", "cancelled", "planned")
        elif column in {"hours", "unidentified", "days"}:
            row[column] = self.one(*NUMBERS) if column == "hours" else self.one("", "0", "1", "2")
        else:
            row[column] = self.one("", *WORDS[column])

    def columns(self) -> None:
        """Take a column away that need not be there."""
        table = self.one("sessions", "sessions", "sessions", "persons", "attendances", "activities")
        plain = [one for one in self.tables.headers.get(table, ()) if one in EDITED]
        if plain:
            column = self.one(*plain, *(("hours",) * 3 if "hours" in plain else ()))
            self.tables.headers[table].remove(column)
            for row in self.tables.rows[table]:
                del row[column]


def nothing(_: Editor) -> None:
    """Change nothing."""


Edit = Callable[[Editor], None]


@st.composite
def figures(draw: Draw, tables: Tables, id_: str) -> dict[str, Any]:
    """Draw a figure that a project asks for."""
    asked: Question = draw(questions(tables))
    where = {name: list(values) for name, values in asked.where.items()}
    figure: dict[str, Any] = {"id": id_, "rule": asked.rule, "by": list(asked.by)}
    return {**figure, "where": where, "period": asked.period}


@st.composite
def reported(draw: Draw) -> Tables:
    """Draw a dataset whose project asks for figures, with totals that somebody published."""
    tables: Tables = edited(draw(datasets()))
    tables.headers["statements"] = ["id", "rule", "value", "programme", "activity"]
    tables.rows["statements"] = []
    for number in range(draw(below(3))):
        row = {"id": f"st{number}", "rule": draw(st.sampled_from(STATED))}
        row |= {"value": draw(st.sampled_from(SAID)), "programme": "", "activity": ""}
        column = draw(st.sampled_from(["programme", "activity", ""]))
        known = {"programme": ["edu", "pro"], "activity": ids(tables, "activities"), "": [""]}
        row |= {column: draw(st.sampled_from(known[column]))} if column else {}
        tables.rows["statements"].append(row)
    asked = [draw(figures(tables, f"f{number}")) for number in range(draw(below(4)))]
    return tables._replace(project=tables.project | {"figures": asked})


def ids(tables: Tables, table: str) -> list[str]:
    """Return the ids of a table."""
    return [row["id"] for row in tables.rows.get(table, [])]


def with_sound_figures(*several: Tables) -> list[Tables]:
    """Return datasets with those of their rules and figures that each of them can count."""
    return [_with_sound(tables, several) for tables in several]


def _with_sound(tables: Tables, several: Sequence[Tables]) -> Tables:
    project = tables.project
    rules = [rule for rule in project["rules"] if all(_has(one, tables, rule) for one in several)]
    known = tables._replace(project={**project, "rules": rules})
    sound = [
        figure
        for figure in project["figures"]
        if all(_asks_soundly(one, known, figure) for one in several)
    ]
    return tables._replace(project={**project, "rules": rules, "figures": sound})


def _has(tables: Tables, defined: Tables, rule: Mapping[str, Any]) -> bool:
    return has_for(tables, rule_of(defined, rule["id"]))


def _asks_soundly(tables: Tables, defined: Tables, figure: Mapping[str, Any]) -> bool:
    names = Question(figure["rule"]).rules
    own = {rule["id"] for rule in defined.project["rules"]}
    if not set(names) <= {*CATALOGUE, *own}:
        return False
    rules = [rule_of(defined, name) for name in names]
    asked = {*figure["by"], *figure["where"]}
    return all(has_for(tables, rule) and asked <= dimensions(tables, rule.over) for rule in rules)


def values_known(tables: Tables, dimension: str) -> list[str]:
    """Return the values to ask of a dimension."""
    return values_of(tables, dimension)
