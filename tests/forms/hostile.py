"""Random datasets whose every text is hostile: to spreadsheets, parsers, lists and languages."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from hkcs_model.formulas import guarded
from hkcs_model.spelling import is_near_miss
from hkcs_model.tables import TABLES
from tests.oracle import CATALOGUE
from tests.random_datasets import (
    Draw,
    Row,
    Tables,
    below,
    can_ask,
    datasets,
    dimensions,
    has_begun,
    rule_of,
    section,
    values_of,
)

HOSTILE = (
    *(
        "=1+1",
        "'=x",
        "''=x",
        "'a",
        "'",
        "''",
        "＝x",
        "+1",
        "-1",
        "@x",
        "|x",
        "@SUM(1+9)*cmd|' /C'!A0",
    ),
    *("_x0041_", "_x000D_", "_x005F_x0041_", "x005F_", "_x005f_", "_X0041_", "a_x0001_b"),
    *(
        "007",
        "7",
        "７",
        "1e5",
        "1E5",
        "1.0",
        "1",
        "0x1F",
        "TRUE",
        "true",
        "NaN",
        "null",
        "None",
        "-0",
    ),
    *("2014-01-05", "14/9/2007", "Sep-14", "12:30", "#N/A", "#REF!", "1,000", "00:00:00", "5%"),
    *(
        "陳大文",
        "神\ufa19",
        "邨鰂峯咗嘅",
        "𠮷野家",
        "e\u0301",
        "é",
        "👩‍👩‍👧",
        "\u200bz",
        "\ufeffz",
        "Ａ",
        "العربية",
    ),
    *(
        "a\nb",
        "a\r\nb",
        "a\rb",
        "a\tb",
        "a\x0bb",
        "a\x01b",
        "a\x1fb",
        "a\x7fb",
        "a\x85b",
        "a\u2028b",
    ),
    *(
        '"',
        '""',
        'a"b',
        "a'b",
        "a\\b",
        "a\\nb",
        "\\",
        "&amp;",
        "<b>",
        "]]>",
        "<!--",
        "%s",
        "{0}",
        "$1",
    ),
    *(
        "a,b",
        ", ,",
        "[1]",
        '["a"]',
        "[",
        "{",
        "[]",
        "a  b",
        "a\u00a0b",
        "x" * 3000,
        "/",
        "~1",
        "a/b",
    ),
    *(
        "id",
        "project",
        "key",
        "http://x/?q=1&r=2",
        "mailto:x",
        "internal:a",
        "; DROP",
        "--",
        "a--b",
    ),
    *("<r>a</r>", "<r><t>a</t></r>", "<r>&</r>", "<r>_x0041_\x01</r>", "_x005F_x005F_x0041_"),
    *("\ufffdz", "?z", "a\ufffeb", "a\uffffb"),
)
"""Texts that some program, format or list takes for something else."""

LISTED = ("a;b", ";", "a; b", ";a", '["a"; "b"]')
"""Texts that no list in a cell can hold."""

HEADERS = (
    *("年齡", "Age Group", "a.b", "a;b", "first time?", "=1+1", "'=z", "_x0041_", "_x005F_", "@"),
    *('"q"', "with,comma", "a\nb", "a\rb", "[x]", "x/y", "x~y", "1", "007", "TRUE", "é", "e\u0301"),
    *(
        "h" * 300,
        "<b>",
        "'",
        "key",
        "value",
        "where",
        "性別（M／F）",
        "a\x01b",
        "a\\b",
        "--",
        "\ufeffx",
    ),
)
"""Headers of attributes, in spellings that people and programs come up with."""

ODD_DATES = (
    "1841-01-26",
    "1900-02-28",
    "1900-03-01",
    "0999",
    "1899-12",
    "9/7/1950",
    "１９９７-０７-０１",
)
ODD_NUMBERS = (
    "1,234.5",
    "１２",
    "0.30",
    "007.50",
    "123456789012345.5",
    "999999999999999",
    "0.1",
    "1.10",
)
VALUES = ("44", "4,000", "~2300", ">800", ">=800", "<50", "<=50", "800..900", "４４", "~40")
LANGUAGES = ("zh-Hant", "zh-Hans", "en")

_LISTS = ("partners", "staff", "readings")


def is_kept(text: str) -> bool:
    """Tell whether a text is one that a cell may hold, and holds as it is."""
    return bool(text) and text == text.strip() and "\0" not in text


any_text = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=6)
hostile_texts = st.one_of(
    st.sampled_from(HOSTILE), st.sampled_from(HOSTILE), any_text.map(str.strip).filter(is_kept)
)
of_lists = hostile_texts.filter(lambda text: ";" not in text)
anything = st.one_of(hostile_texts, st.sampled_from(LISTED))


# ---- writing ----


def write_hostile(tables: Tables, folder: Path) -> Path:
    """Write a dataset to a folder, with each formula guarded, and return that."""
    folder.mkdir(parents=True, exist_ok=True)
    lines: list[str] = []
    lists = {name: part for name, part in tables.project.items() if isinstance(part, list)}
    for name, part in tables.project.items():
        lines += [] if name in lists else section(f"[{name}]", part)
    for name, entries in lists.items():
        for entry in entries:
            lines += section(f"[[{name}]]", entry)
    text = "\n".join(lines).replace("\x7f", "\\u007f")
    folder.joinpath("project.toml").write_bytes(text.encode())
    for name, header in tables.headers.items():
        rows = ([row.get(column, "") for column in header] for row in tables.rows[name])
        folder.joinpath(f"{name}.csv").write_bytes(csv_of([header, *rows]))
    return folder


def csv_of(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV, each formula guarded."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[guarded(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


# ---- making ----


class Disguise:
    """Replaces the plain words of a dataset, each by one hostile text."""

    def __init__(self, draw: Draw, plain: Iterable[str]) -> None:
        self.names: dict[str, str] = {}
        words = sorted(plain)
        some = draw(st.lists(of_lists, min_size=len(words), max_size=len(words), unique=True))
        self.names = dict(zip(words, some, strict=True))

    def text(self, word: str) -> str:
        """Return what stands for a word; a word that is none of the plain ones stays."""
        return self.names.get(word, word)

    def cell(self, column: str, cell: str) -> str:
        """Return what stands for a cell; of a list, for each of its parts."""
        if column in _LISTS:
            return "; ".join(self.text(part.strip()) for part in cell.split(";"))
        return self.text(cell)


def replaced_columns(name: str, header: Iterable[str]) -> list[str]:
    """Return the columns of a table whose cells are words that a disguise replaces."""
    known = TABLES[name].columns
    free = ("id", "text", "words", "word", "list")
    return [c for c in header if c not in known or known[c].reads in free]


def words_of(tables: Tables) -> set[str]:
    """Return every word of a dataset that a disguise replaces."""
    found = {programme["id"] for programme in tables.project["programmes"]}
    for name, header in tables.headers.items():
        for column in replaced_columns(name, header):
            for row in tables.rows[name]:
                cell = row.get(column, "")
                found |= {part.strip() for part in cell.split(";")} if column in _LISTS else {cell}
    return found - {""}


def disguised(draw: Draw, tables: Tables) -> Tables:
    """Return a dataset with each of its words replaced by a hostile one, wherever it stands."""
    disguise = Disguise(draw, words_of(tables))
    rows = {}
    for name, header in tables.headers.items():
        free = set(replaced_columns(name, header))
        rows[name] = [
            {c: disguise.cell(c, cell) if c in free else cell for c, cell in row.items()}
            for row in tables.rows[name]
        ]
    programmes = [{"id": disguise.text(one["id"])} for one in tables.project["programmes"]]
    rules = [with_values(rule, disguise) for rule in tables.project["rules"]]
    project = tables.project | {"programmes": programmes, "rules": rules}
    return Tables(project, dict(tables.headers), rows)


def with_values(rule: dict[str, Any], disguise: Disguise) -> dict[str, Any]:
    """Return an own rule with the values of its filters replaced."""
    where: Mapping[str, list[str]] = rule.get("where", {})
    found = {name: [disguise.text(value) for value in values] for name, values in where.items()}
    return rule | ({"where": found} if found else {})


class Adorner:
    """Adds to a dataset what the counting of it never needed."""

    def __init__(self, draw: Draw, tables: Tables) -> None:
        self.draw, self.tables = draw, tables

    def one(self, *values: Any) -> Any:
        """Draw one of the values."""
        return values[self.draw(below(len(values)))]

    def text(self) -> str:
        """Draw a hostile text."""
        found: str = self.draw(anything)
        return found

    def words(self) -> str | dict[str, str]:
        """Draw a text for the project: plain, or in some languages."""
        languages = self.one((), (), ("zh-Hant",), LANGUAGES, ("en", "zh-Hans"))
        return {language: self.text() for language in languages} or self.text()

    def add_column(self, table: str, header: str, make: Any) -> None:
        """Add a column to a table, at some place among the others."""
        columns = [*self.tables.headers[table]]
        columns.insert(self.draw(below(len(columns) + 1)), header)
        self.tables.headers[table] = columns
        for row in self.tables.rows[table]:
            row[header] = make()

    def attributes(self) -> None:
        """Add attributes under odd headers, some of them blank in every row."""
        for table in self.draw(st.lists(st.sampled_from(self.taking()), max_size=3)):
            there = {header.casefold() for header in self.tables.headers[table]}
            known = TABLES[table].columns
            header = self.draw(st.sampled_from(HEADERS))
            if header.casefold() in there or any(is_near_miss(header, one) for one in known):
                continue
            if "@" not in header:
                make = self.one(lambda: "", self.text, lambda: self.one("", self.text()))
                self.add_column(table, header, make)

    def taking(self) -> list[str]:
        """Return the tables that take attributes."""
        return [name for name in self.tables.headers if TABLES[name].takes_attributes]

    def in_languages(self) -> None:
        """Add titles and words in some languages."""
        for table, column in (("activities", "title"), ("groups", "title")):
            if table in self.tables.headers:
                for header in self.one((), (column,), (column, f"{column}@zh-Hant")):
                    self.add_column(table, header, lambda: self.one("", self.text()))
        for header in self.one((), ("kind@zh-Hant",), ("kind@zh-Hans", "kind@en")):
            self.add_column("activities", header, lambda: self.one("", self.text()))

    def odd_cells(self) -> None:
        """Replace some dates and numbers by odd ones."""
        for row in self.tables.rows.get("sessions", []):
            if "hours" in row:
                row["hours"] = self.one(row["hours"], row["hours"], *ODD_NUMBERS)
        for row in self.tables.rows["activities"]:
            if row.get("start"):
                row["start"] = self.one(row["start"], row["start"], *ODD_DATES)

    def table(self, name: str, header: Sequence[str], rows: list[Row]) -> None:
        """Add a table."""
        self.tables.headers[name] = [*header]
        self.tables.rows[name] = rows

    def published(self) -> None:
        """Add sources, milestones, statements and relations, each perhaps without a row."""
        ids: list[str] = self.draw(st.lists(hostile_texts, max_size=3, unique=True))
        sources = [
            {"id": id_, "title": self.text(), "date": self.one("", *ODD_DATES)} for id_ in ids
        ]
        self.table("sources", ("id", "title", "title@zh-Hant", "date", "url"), sources)
        milestones = [
            {"id": id_, "date": self.one(*ODD_DATES), "text": self.text(), "source": self.one(*ids)}
            for id_ in ids
        ]
        self.table("milestones", ("id", "date", "text", "source"), milestones)
        if self.one(True, False):
            self.statements(ids)

    def statements(self, ids: Sequence[str]) -> None:
        """Add statements of some rules, with relations between those of one rule."""
        header = ("id", "rule", "value", "label", "label@zh-Hans", "readings", "programme", "quote")
        programmes = ["", *(one["id"] for one in self.tables.project["programmes"])]
        rows = [
            {
                "id": id_,
                "rule": self.one("contacts", "sessions"),
                "value": self.one(*VALUES),
                "label": self.one("", self.text()),
                "readings": self.one("", "contacts; sessions"),
                "programme": self.one(*programmes),
                "quote": self.one("", self.text()),
            }
            for id_ in ids
        ]
        self.table("statements", header, rows)
        alike = [row["id"] for row in rows if row["rule"] == "contacts"]
        pairs = [{"a": a, "b": b, "by": self.text()} for a, b in pairwise(alike)]
        related = [{"relation": "disjoint", "reason": self.text()} | pair for pair in pairs]
        self.table("relations", ("a", "b", "relation", "by", "reason"), related)

    def project(self) -> Tables:
        """Add texts to the project, and figures that it asks for."""
        own = self.tables.project
        agency = {"name": self.words(), "id": self.text(), "url": self.text()}
        stated = own["project"] | {"title": self.words(), "summary": self.summary()}
        stated |= {"published": self.one("2014", "2014-12", "2014-12-31", date(2014, 12, 31))}
        programmes = [one | {"title": self.words()} for one in own["programmes"]]
        rules = [rule | {"label": self.words()} for rule in own["rules"]]
        project = own | {"agency": agency, "project": stated, "rules": rules}
        figures = [self.figure(f"f{number}") for number in range(self.one(0, 1, 2, 3))]
        project |= {"programmes": programmes, "figures": figures}
        return self.tables._replace(project=project)

    def summary(self) -> str:
        """Draw a text without braces, which quote figures."""
        return self.text().replace("{", "(").replace("}", ")")

    def figure(self, id_: str) -> dict[str, Any]:
        """Draw a figure that can be asked for."""
        known = self.tables.project["rules"]
        names = [*CATALOGUE, *(rule["id"] for rule in known)]
        rule = self.one(*(name for name in names if can_ask(self.tables, name)))
        over = rule_of(self.tables, rule).over
        have = sorted(one for one in dimensions(self.tables, over) if "@" not in one)
        figure: dict[str, Any] = {"id": id_, "rule": rule, "label": self.words()}
        period = self.one("", "2008", "2007-09/2008-02-20")
        if period and has_begun(self.tables, period):
            figure["period"] = period
        if self.one(True, False):
            name = self.one(*have)
            figure["where"] = {name: [self.one(*self.values(name)), *self.one((), ("",))]}
        if self.one(True, False):
            figure["by"] = self.draw(st.lists(st.sampled_from(have), max_size=2, unique=True))
        return figure

    def values(self, name: str) -> list[str]:
        """Return values of a dimension to filter by, those of attributes as they stand there."""
        noun, _, column = name.partition(".")
        if not column:
            return [value for value in values_of(self.tables, name) if value != "elsewhere"]
        (table,) = (one for one in TABLES if TABLES[one].owner == noun)
        return sorted({"", *(row.get(column, "") for row in self.tables.rows[table])})


@st.composite
def hostile_datasets(draw: Draw) -> Tables:
    """Draw a dataset without errors, every text of which is hostile."""
    tables = disguised(draw, draw(datasets()))
    adorner = Adorner(draw, tables)
    adorner.in_languages()
    adorner.attributes()
    adorner.odd_cells()
    adorner.published()
    found = adorner.project()
    shown = [name for name in TABLES if name in found.headers]
    headers = {name: found.headers[name] for name in shown}
    return found._replace(headers=headers)
