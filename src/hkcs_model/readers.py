"""What plugins give that read datasets of further forms; plugins import it from `hookspecs`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen, validators

from .problems import Problem
from .validating import FORMAT, LINE, are_suffixes, are_texts, of_form
from .values import Value


def _rows(table: Any, attribute: Any, value: Any) -> None:
    if not isinstance(value, tuple) or not all(isinstance(row, tuple) for row in value):
        raise ValueError(f"{attribute.name}: {value!r:.60} is not a tuple of tuples")
    for row in value:
        are_texts(table, attribute, row)


def _a_number_a_row(table: Any, attribute: Any, value: Any) -> None:
    if len(value) != len(table.rows):
        raise ValueError(f"{attribute.name}: {value!r:.60} is not a number for each row")


@frozen(kw_only=True, eq=False, repr=False)
class TextTable(Value):
    """One table as a reader read it: its cells are texts, "" is a blank one.

    Attributes:
        name: the table's name in the format. One that is kept in several parts has more after a
            dot, `sessions.2013`; `register.<activity>` is a register. `project`, with the columns
            `key` and `value`, `programmes`, `figures` and `rules` hold the project.
        header: its columns, named as in the format or by the agency's own headers.
        rows: the cells of each row; one that is shorter than the header ends in blank cells.
        file: what it is called where its problems are told.
        numbers: the number of each row in the file, as its keeper counts them.
        header_row: the number of the header; None where there is no such row.
        notation: how a place in it is told: `rows` is `hours.txt:12:date`, `cells` is
            `sessions!C12:date`.
    """

    name: str = field(validator=of_form(LINE))
    header: tuple[str, ...] = field(validator=are_texts)
    rows: tuple[tuple[str, ...], ...] = field(validator=_rows)
    file: str = field(validator=of_form(LINE))
    numbers: tuple[int, ...] = field(validator=_a_number_a_row)
    header_row: int | None = 1
    notation: str = field(default="rows", validator=validators.in_(("rows", "cells")))


def _names_once(_: object, attribute: Any, value: Any) -> None:
    names = [table.name for table in value if isinstance(table, TextTable)]
    if len(set(names)) < len(value):
        raise ValueError(f"{attribute.name}: {names!r:.60} is not TextTables of a name each")


@frozen(kw_only=True, eq=False, repr=False)
class TextDataset(Value):
    """A dataset as a reader read it, before anything in it is understood.

    Attributes:
        project: the parts of the project, as in `project.toml`; None where tables hold them.
        project_file: what holds the project, as its problems are told.
        project_rows: of dotted keys of the project, the row that each stands in.
        tables: its tables.
        problems: what is wrong with the file itself, told before all else.
    """

    project: Mapping[str, Any] | None = None
    project_file: str = field(default="project", validator=of_form(LINE))
    project_rows: Mapping[str, int] = field(factory=dict)
    tables: tuple[TextTable, ...] = field(
        default=(), validator=[validators.instance_of(tuple), _names_once]
    )
    problems: tuple[Problem, ...] = field(
        default=(), validator=validators.deep_iterable(validators.instance_of(Problem))
    )


@frozen(kw_only=True, eq=False, repr=False)
class Reader(Value):
    """What reads datasets of one more form, each of them a file.

    Attributes:
        form: the name of the form: small letters, digits and hyphens.
        summary: what such a file is, in one line.
        suffixes: the endings that such files are known by, each with its dot.
        read: reads the file at a path. What its keeper did wrong it tells as problems; what it
            raises is taken for a failure of the plugin.
    """

    form: str = field(validator=of_form(FORMAT))
    summary: str = field(validator=of_form(LINE))
    suffixes: tuple[str, ...] = field(validator=are_suffixes)
    read: Callable[[Path], TextDataset] = field(validator=validators.is_callable())
