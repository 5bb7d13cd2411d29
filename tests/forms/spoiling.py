"""Mistakes that people make in tables, put into random datasets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from hypothesis import strategies as st

from hkcs_model.tables import TABLES
from tests.forms.forms import Project, Rows
from tests.random_datasets import Draw, Row, Tables, below, copy_of, datasets

EXTRA = "+"
"""The key of a cell that stands under no header."""

NOT_DATES = ("last week", "Sep-14", "2014-13", "31/2/2007", "14.9.2007", "20070914", "-")
NOT_NUMBERS = ("35人", "約30", "1e5", "-3", "1,00", "①", "3 hours", "9" * 30)
STRANGERS = ("nobody-knows", "=1+1", "陳")
STATUSES = ("attended", "absent", "excused", "", "not_expected", "maybe", "P")
DAYS = ("2007-03-01", "14/9/2007", "2007-12-31", "2099-01-01")


class Spoilt(NamedTuple):
    """A dataset with mistakes: its project, and the sheets that its tables are written in."""

    project: Project
    sheets: dict[str, Rows]

    def there(self, table: str) -> int:
        """Return how many rows of a table are there, in all its sheets and in registers."""
        plain = [
            row
            for name, (_, *rows) in self.sheets.items()
            for row in rows
            if name.partition(".")[0] == table and any(row)
        ]
        return len(plain) + self._registered(table)

    def _registered(self, table: str) -> int:
        names = [name for name in self.sheets if name.startswith("register.")]
        return sum(self._in_register(name, table) for name in names)

    def _in_register(self, name: str, table: str) -> int:
        (_, *days), *rows = self.sheets[name]
        if table == "attendances":
            cells = [cell for row in rows if any(row) for cell in row[1:]]
            return len(cells) - cells.count("not_expected")
        if table != "sessions":
            return 0
        activity = name.partition(".")[2]
        known = {
            row[0] for sheet, rows in self.sheets.items() for row in rows[1:] if "sess" in sheet
        }
        return sum(f"{activity}/{iso(str(day))}" not in known for day in days)


def iso(day: str) -> str:
    """Return a day of a register in ISO form."""
    return "-".join(f"{int(part):02}" for part in day.split("/")[::-1]) if "/" in day else day


class Spoiler:
    """Puts mistakes into the rows of a dataset."""

    def __init__(self, draw: Draw, tables: Tables) -> None:
        self.draw, self.tables = draw, tables

    def one(self, *values: Any) -> Any:
        """Draw one of the values."""
        return values[self.draw(below(len(values)))]

    def spoil(self) -> None:
        """Make one mistake, somewhere."""
        table = self.one(*(name for name, rows in self.tables.rows.items() if rows))
        row = self.one(*self.tables.rows[table])
        kinds: tuple[Callable[[str, Row], None], ...] = (
            self.blank,
            self.misdate,
            self.miscount,
            self.misname,
            self.misname,
            self.misword,
            self.swap,
            self.repeat,
            self.lengthen,
            self.damage,
            self.circle,
        )
        self.one(*kinds)(table, row)

    def columns(self, table: str, *reads: str) -> list[str]:
        """Return the columns of a table that are there and are read in some way."""
        known = TABLES[table].columns
        headers = self.tables.headers[table]
        return [name for name in headers if name in known and known[name].reads in reads]

    def put(self, row: Row, columns: Sequence[str], *texts: str) -> None:
        """Write one of some texts into one of some columns, if there is any."""
        if columns:
            row[self.one(*columns)] = self.one(*texts)

    def blank(self, table: str, row: Row) -> None:
        """Leave a required cell blank."""
        known = TABLES[table].columns
        self.put(row, [name for name in known if known[name].required], "")

    def misdate(self, table: str, row: Row) -> None:
        """Write no date, or one that is far in the future."""
        self.put(row, self.columns(table, "date", "day"), *NOT_DATES, "2099", "2099-01-01")

    def miscount(self, table: str, row: Row) -> None:
        """Write no number, or far too many days."""
        self.put(row, self.columns(table, "number", "whole", "value"), *NOT_NUMBERS, "100")

    def misname(self, table: str, row: Row) -> None:
        """Name something that is not there."""
        known = TABLES[table].columns
        refers = [name for name in self.tables.headers[table] if name in known]
        self.put(row, [name for name in refers if known[name].refers], *STRANGERS)

    def misword(self, table: str, row: Row) -> None:
        """Write a word that is none of the vocabulary."""
        self.put(row, self.columns(table, "status"), "hold", "出席", "Attended")

    def swap(self, table: str, row: Row) -> None:
        """End before the start."""
        for start, end in (("start", "end"), ("date", "end_date")):
            if {start, end} <= {*self.tables.headers[table]}:
                row |= {start: "2007-02-02", end: "2007-02-01"}

    def repeat(self, table: str, row: Row) -> None:
        """Write a row again, with the same id."""
        self.tables.rows[table].append(dict(row))

    def lengthen(self, _: str, row: Row) -> None:
        """Write a cell under no header."""
        row[EXTRA] = "x"

    def damage(self, table: str, row: Row) -> None:
        """Leave a NUL in a text, as a broken disk does."""
        column = self.one(*self.tables.headers[table])
        row[column] = row.get(column, "") + "\0z"

    def circle(self, table: str, row: Row) -> None:
        """Let a person be the same as itself."""
        if table == "persons" and "same_as" in self.tables.headers[table]:
            row["same_as"] = row["id"]

    def published(self) -> None:
        """Add published totals that refer to each other and to their sources."""
        headers = {
            "statements": ["id", "rule", "value", "activity", "source", "start", "end"],
            "relations": ["a", "b", "relation", "by"],
            "milestones": ["id", "date", "text", "source"],
            "sources": ["id", "title", "date"],
        }
        activity = self.tables.rows["activities"][0]["id"]
        plain = {"rule": "contacts", "value": "~40", "activity": activity, "source": "web"}
        rows: dict[str, list[Row]] = {
            "statements": [{"id": f"st{number}"} | plain for number in range(3)],
            "relations": [
                {"a": "st0", "b": f"st{number}", "relation": "disjoint", "by": "me"}
                for number in (1, 2)
            ],
            "milestones": [{"id": "m1", "date": "2007", "text": "開幕", "source": "web"}],
            "sources": [{"id": "web", "title": "Website", "date": "2008"}],
        }
        self.tables.headers.update(headers)
        self.tables.rows.update(rows)

    def sheets(self, *, long_rows: bool) -> dict[str, Rows]:
        """Return the tables as sheets, some of them split in two, and perhaps a register."""
        found: dict[str, Rows] = {}
        for name, header in self.tables.headers.items():
            rows = [
                [*(row.get(column, "") for column in header), *([row[EXTRA]] if extra else [])]
                for row in self.tables.rows[name]
                for extra in [long_rows and EXTRA in row]
            ]
            at = self.draw(below(len(rows) + 1)) if self.one(True, False, False) else len(rows)
            found[name] = [header, *rows[:at]]
            if rows[at:]:
                found[f"{name}.2013"] = [header, *rows[at:]]
        activities = [row["id"] for row in self.tables.rows["activities"]]
        sound = [id_ for id_ in activities if id_ and "\0" not in id_]
        if sound and self.one(True, False):
            found[f"register.{sound[0]}"] = self.register()
        return found

    def register(self) -> Rows:
        """Draw the register of an activity: people who may be unknown, words that may be wrong."""
        days = self.draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True))
        names = [row["id"] for row in self.tables.rows.get("persons", [])]
        people = self.draw(st.lists(st.sampled_from([*names, "p0", "new", ""]), max_size=3))
        rows = [[name, *(self.one(*STATUSES) for _ in days)] for name in people]
        return [["person", *days], *rows]


@st.composite
def spoilt_datasets(draw: Draw, *, long_rows: bool) -> Spoilt:
    """Draw a dataset with mistakes in some of its rows; rows too long where a form has such."""
    plain = draw(datasets())
    tables = Tables(plain.project, dict(plain.headers), copy_of(plain).rows)
    spoiler = Spoiler(draw, tables)
    spoiler.published()
    for _ in range(draw(below(8))):
        spoiler.spoil()
    stated = plain.project["project"] | {"as_at": str(plain.as_at)}
    sheets = spoiler.sheets(long_rows=long_rows)
    return Spoilt(plain.project | {"project": stated}, sheets)
