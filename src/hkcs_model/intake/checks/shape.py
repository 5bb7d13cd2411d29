"""Checks of the shape of tables: their columns and headers, their cells one by one."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts import has_dimension
from ...languages import LANGUAGES
from ...problems import Problem
from ...questions import OWNERS
from ...rules import CATALOGUE
from ...spelling import did_you_mean, is_near_miss
from ...tables import Table
from ..draft import Draft
from ..raw import RawTable


def every_required_column_is_there(draft: Draft) -> Iterator[Problem]:
    """A table has every column that no row can do without."""
    for raw in draft.raw.tables.values():
        for column in raw.table.columns.values():
            for origin in raw.missing_at(column.name) if column.required else ():
                yield Problem(
                    code="missing-column",
                    origin=origin,
                    message="a required column that is missing",
                    hint="add it",
                )


def every_header_is_known_or_an_attribute(draft: Draft) -> Iterator[Problem]:
    """A header is one of the format's, or plainly an attribute of the agency's own."""
    for raw in draft.raw.tables.values():
        for header in () if raw.headers_are_data else raw.columns:
            name, at, language = header.partition("@")
            if at:
                found = _fault_of_language(raw.table, name, language)
                if not found and language == draft.language and _is_twice(raw, name):
                    found = f"the same text as {name}; leave one of the two out"
            else:
                found = "" if name in raw.table.columns else _fault_of_stranger(raw.table, name)
            if found:
                message, _, hint = found.partition("; ")
                for origin in raw.headers_at(header):
                    yield Problem(code="unknown-column", origin=origin, message=message, hint=hint)


def every_column_is_read(draft: Draft) -> Iterator[Problem]:
    """A column that is none of the format's is an attribute that something can be asked by."""
    for raw in draft.raw.tables.values():
        for header in raw.columns if _is_all_read(raw) else ():
            if header.partition("@")[0] in raw.table.columns or _is_refused(raw, header):
                continue
            for origin in raw.headers_at(header):
                yield Problem(
                    code="column-not-read",
                    origin=origin,
                    message="a column that nothing reads",
                    hint="the columns are " + ", ".join(raw.table.columns),
                    severity="warning",
                )


def _is_twice(raw: RawTable, name: str) -> bool:
    """Tell whether a text is given without a language too, and so in the dataset's own."""
    return raw.table.columns[name].reads == "words" and name in raw.columns


def _fault_of_language(table: Table, name: str, language: str) -> str:
    column = table.columns.get(name)
    if column is None or not column.has_languages:
        able = [f"{c.name}@{LANGUAGES[1]}" for c in table.columns.values() if c.has_languages]
        said = f"write it of another column, as {able[0]}" if able else "leave it out"
        return f"a language of a column that has none; {said}"
    if language not in LANGUAGES:
        return f"a language it does not know; {did_you_mean(language, LANGUAGES)}"
    return ""


def _fault_of_stranger(table: Table, name: str) -> str:
    near = [known for known in table.columns if is_near_miss(name, known)]
    if near:
        return f"a near miss of a known column; write {' or '.join(near)}, or another name"
    if not table.takes_attributes and _is_dimension(name):
        return f"a dimension that {table.name} do not have; leave the column out"
    return ""


def _is_all_read(raw: RawTable) -> bool:
    """Tell whether nothing but the format's own columns of a table is ever read."""
    return raw.table.owner not in OWNERS and not raw.headers_are_data


def _is_refused(raw: RawTable, header: str) -> bool:
    """Tell whether a stranger among the headers is an error already."""
    return bool(_fault_of_stranger(raw.table, header))


def _is_dimension(name: str) -> bool:
    return any(has_dimension(rule.table, name) for rule in CATALOGUE.values())


def every_required_cell_is_filled(draft: Draft) -> Iterator[Problem]:
    """A row has something in each of its required cells; one that cannot be read has something."""
    unread = {problem.origin for problem in draft.raw.problems}
    for raw in draft.raw.tables.values():
        for column in raw.table.columns.values():
            if column.required and column.name in raw.columns:
                for place in raw.columns[column.name].places_of([""]):
                    origin = raw.at(place, column.name)
                    if column.name in raw.places.part_of(place).columns and origin not in unread:
                        yield Problem(
                            code="missing-cell",
                            origin=origin,
                            message="a required cell that is blank",
                            hint="fill it in",
                        )


def every_cell_reads_as_its_column_says(draft: Draft) -> Iterator[Problem]:
    """A cell holds what its column is for: a date, a number, a word of the vocabulary."""
    for raw in draft.raw.tables.values():
        for column, place, error in draft.cell_faults[raw.name]:
            yield error.fault.at(raw.at(place, column))
