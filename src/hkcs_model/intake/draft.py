"""A dataset on the way in: what was read, what of it is understood, what the checks look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from typing import Any

from ..columns import Cells
from ..content import Content, plain_entity
from ..dataset import Dataset, Records
from ..entities import Counting
from ..joining import joined, numbered, repeated
from ..languages import LANGUAGES, Text
from ..problems import Origin, Problem, ValueFault
from ..quantity import Quantity
from ..rules import CATALOGUE, Expression, Rule
from ..spelling import split_list
from ..tables import TABLES
from .cells import reader, rewritten
from .layout import Layout
from .raw import Raw, RawTable
from .records import entity_at, value_of
from .structuring import ProjectFile, structure_project


class Draft:
    """What the checks look at; everything in it is made once, when it is first asked for.

    Attributes:
        raw: what was read.
    """

    def __init__(self, raw: Raw) -> None:
        self.raw = raw

    @cached_property
    def _structured(self) -> tuple[ProjectFile | None, list[Problem]]:
        if self.raw.project is None:
            return None, []
        wanted = {name: part for name, part in self.raw.project.items() if name not in LAYOUT}
        return structure_project(wanted, self.raw)

    @property
    def project(self) -> ProjectFile | None:
        """The project's parts; None where they have an error."""
        return self._structured[0]

    @property
    def project_problems(self) -> list[Problem]:
        """What is wrong with the project's parts."""
        return self._structured[1]

    @property
    def year_starts_in(self) -> int:
        """The month that the financial year starts in; the usual one where it is set wrong."""
        month = self.project.counting.year_starts_in if self.project else 0
        return month if 1 <= month <= MONTHS_OF_A_YEAR else Counting().year_starts_in

    def at_project(self, key: str) -> Origin:
        """Return where a dotted key of the project stands."""
        return self.raw.at_key(key)

    def problem_of_project(self, code: str, key: str, message: str, hint: str) -> Problem:
        """Return an error in a value of the project."""
        return Problem(code=code, origin=self.at_project(key), message=message, hint=hint)

    @property
    def language(self) -> str:
        """The language of every text that names none."""
        return self.project.project.language if self.project else "en"

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Every rule that may be named: the catalogue's, the project's own, then the plugins'."""
        own = {rule.id: rule for rule in self.project.rules} if self.project else {}
        here = {**own, **CATALOGUE}
        if self._rules_named <= here.keys():
            return here
        from ..plugins import plugin_rules

        return {**plugin_rules(), **here}

    @property
    def _rules_named(self) -> set[str]:
        named: set[str] = set()
        if statements := self.raw.tables.get("statements"):
            named.update(statements.column("rule").words)
            for cell in statements.column("readings").words:
                named.update(split_list(cell))
        for request in self.project.figures if self.project else ():
            expression = Expression.parse(request.rule)
            named.update(expression.rules if expression else ())
        return named - {""}

    @cached_property
    def cell_faults(self) -> dict[str, list[tuple[str, int, ValueFault]]]:
        """Of each table, the cells that do not read: column, place and fault."""
        layout = self.raw.layout
        found = {name: _unreadable(table, layout) for name, table in self.raw.tables.items()}
        if statements := self.raw.tables.get("statements"):
            told = {(column, place) for column, place, _ in found["statements"]}
            cells = zip(statements.column("value"), statements.column("rule"), strict=True)
            for place, (value, rule) in enumerate(cells):
                if value and ("value", place) not in told:
                    faults = _faults(lambda text, rule=rule: self._value(text, rule), {value})
                    found["statements"] += [("value", place, fault) for fault in faults.values()]
        return found

    def _value(self, text: str, rule: str) -> Quantity:
        known = self.rules.get(rule)
        return Quantity.parse(text, fractions=known is None or known.has_fractions)

    def ids(self, table: str) -> frozenset[str]:
        """Return the ids that a table's rows have, also those of rows that are faulty."""
        return self._ids[table]

    @cached_property
    def _ids(self) -> dict[str, frozenset[str]]:
        found = {
            name: frozenset(self.raw.tables[name].column("id").words)
            if name in self.raw.tables
            else frozenset()
            for name in TABLES
        }
        programmes = self.project.programmes if self.project else ()
        return {
            **found,
            "programmes": frozenset(programme.id for programme in programmes),
            "rules": frozenset(self.rules),
        }

    @cached_property
    def entities(self) -> dict[str, list[Any]]:
        """The entities of each descriptive table: those of its rows that read."""
        return {
            name: self._entities(table)
            for name, table in self.raw.tables.items()
            if not table.table.is_records
        }

    def _entities(self, table: RawTable) -> list[Any]:
        faulty = {place for _, place, _ in self.cell_faults[table.name]}
        for name, column in table.table.columns.items():
            if column.required:
                faulty.update(table.column(name).places_of([""]))
        belongs = {header: self._belongs(table, header) for header in table.columns}
        return [
            self._entity(table, place, row, belongs)
            for place, row in enumerate(table.rows_as_dicts())
            if place not in faulty
        ]

    def _belongs(self, table: RawTable, header: str) -> tuple[str, str] | None:
        """Return the field of an entity that a column fills, and the key within it, if it has any.

        None is returned of a column that fills none.
        """
        known = table.table.columns
        name, _, language = header.partition("@")
        if name not in known:
            return "attributes", header
        if known[name].reads != "words":
            return None if language else (name, "")
        return (name, language or self.language) if language in ("", *LANGUAGES) else None

    def _entity(
        self,
        table: RawTable,
        place: int,
        cells: dict[str, str],
        belongs: Mapping[str, tuple[str, str] | None],
    ) -> Any:
        """Return a row as its entity: the languages of a text together, attributes apart."""
        columns = table.table.columns
        given: dict[str, Any] = {"origin": table.at(place)}
        for header, cell in cells.items():
            if found := belongs[header]:
                name, key = found
                if key:
                    given.setdefault(name, {})[key] = cell
                else:
                    given[name] = value_of(columns[name], cell)
        for name in columns.keys() & given.keys():
            if columns[name].reads == "words":
                given[name] = Text.led_by(self.language, given[name])
        if "value" in given:
            written = cells["value"]
            given |= {"written": written, "value": self._value(written, cells["rule"])}
        return table.table.entity(**given)

    @cached_property
    def same_as(self) -> Mapping[str, str]:
        """The persons that `same_as` joins to others, with the one that each chain ends at."""
        raw = self.raw.tables.get("persons")
        if raw is None or "same_as" not in raw.columns:
            return {}
        pairs = zip(raw.column("id"), raw.column("same_as"), strict=True)
        return joined({id_: link for id_, link in pairs if link})

    @cached_property
    def repeated_attendances(self) -> Mapping[int, int]:
        """The rows of a person at a session who has an earlier row there, with the first of them.

        Rows are counted from 0; persons joined by `same_as` are one.
        """
        raw = self.raw.tables.get("attendances")
        if raw is None:
            return {}
        persons = numbered(raw.column("person"), self.same_as)
        return repeated(raw.column("session"), persons)

    def records(self, name: str) -> Records[Any]:
        """Return a table of records as columns, each in one spelling."""
        raw = self.raw.tables.get(name)
        if raw is None:
            return Records(name=name, make=entity_at)
        columns = {header: _rewritten(raw, header) for header in raw.columns}
        return Records(name=name, columns=columns, places=raw.places, make=entity_at)

    def dataset(self, parts: ProjectFile) -> Dataset:
        """Return the dataset that it becomes, once no check has found an error."""
        tables: dict[str, Any] = {name: self.records(name) for name in _RECORDS}
        tables |= {name: tuple(self.entities.get(name, ())) for name in _DESCRIPTIVE}
        return Dataset(
            agency=parts.agency,
            project=parts.project,
            counting=parts.counting,
            disclosure=parts.disclosure,
            programmes=parts.programmes,
            requests=parts.figures,
            own_rules={id_: rule for id_, rule in self.rules.items() if id_ not in CATALOGUE},
            headers={name: tuple(table.columns) for name, table in self.raw.tables.items()},
            words=self.words,
            repeated=self.repeated_attendances,
            content=partial(content_of, parts, dict(self.raw.tables)),
            **tables,
        )

    @cached_property
    def words(self) -> dict[tuple[str, str], Text]:
        """The words for the values of dimensions, as `kind@zh-Hant` columns give them."""
        found: dict[tuple[str, str], dict[str, str]] = {}
        for table in self.raw.tables.values():
            for header in table.columns:
                name, _, language = header.partition("@")
                for value, words in word_pairs(table, header) if language in LANGUAGES else ():
                    if value and words:
                        found.setdefault((name, value), {}).setdefault(language, words)
        return {
            (name, value): Text({self.language: given.get(self.language, value), **given})
            for (name, value), given in found.items()
        }


def word_pairs(table: RawTable, header: str) -> Iterator[tuple[str, str]]:
    """Return each value of a dimension with its words in a column such as `kind@zh-Hant`."""
    name, at, _ = header.partition("@")
    column = table.table.columns.get(name)
    if at and column and column.reads == "word":
        yield from zip(table.column(name), table.columns[header], strict=True)


MONTHS_OF_A_YEAR = 12

LAYOUT = ("columns", "words")
"""The parts of a project that say how its tables are read; what they mean is read with those."""

_RECORDS = tuple(name for name, table in TABLES.items() if table.is_records)
_DESCRIPTIVE = tuple(name for name, table in TABLES.items() if not table.is_records)


def _unreadable(table: RawTable, layout: Layout) -> list[tuple[str, int, ValueFault]]:
    found = []
    for name, column in table.table.columns.items():
        read = reader(column, layout.own_words(column.vocabulary))
        cells = table.columns.get(name)
        if read is None or cells is None:
            continue
        faults = _faults(read, set(cells.words) - {""})
        found += [(name, place, faults[cells[place]]) for place in cells.places_of(faults)]
    return found


def _faults(read: Any, texts: set[str]) -> dict[str, ValueFault]:
    found = {}
    for text in texts:
        try:
            read(text)
        except ValueFault as fault:
            found[text] = fault
    return found


def content_of(parts: ProjectFile, tables: Mapping[str, RawTable]) -> Content:
    """Return what a dataset says, each cell in one spelling."""
    language = parts.project.language
    single = {
        name: plain_entity(getattr(parts, name), language)
        for name in ("agency", "project", "counting", "disclosure")
    }
    lists = {
        name: [plain_entity(one, language, ("family",)) for one in getattr(parts, name)]
        for name in ("programmes", "figures", "rules")
    }
    found = {
        name: {header: _rewritten(table, header) for header in table.columns}
        for name, table in tables.items()
    }
    return Content(
        project={name: part for name, part in (single | lists).items() if part},
        tables={name: found[name] for name in TABLES if name in found},
    )


def _rewritten(table: RawTable, header: str) -> Cells:
    known = table.table.columns.get(header)
    cells = table.columns[header]
    return rewritten(known, cells) if known else cells
