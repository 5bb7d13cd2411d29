"""A dataset in a form that a plugin reads: what its reader gives, as texts of ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..columns import Cells
from ..places import Part
from ..plugins import Given
from ..problems import HkcsError, Origin, PluginError, Problem
from ..readers import Reader, TextDataset, TextTable
from ..spelling import nearest
from ..tables import TABLES
from .folder import is_a_sheet
from .gathering import gather
from .headers import header_twice, overlong_rows
from .layout import layout_of
from .project_sheets import LISTS, PROJECT, is_of_the_project, read_project
from .raw import Raw
from .sheets import Sheet, sheet_of


def read_by(given: Given, path: Path) -> Raw:
    """Read a dataset by a plugin's reader.

    Args:
        given: the reader, and the distribution that it came in.
        path: the file.

    Raises:
        PluginError: the reader raised something, or gives what is no dataset.
        HkcsError: what the reader raised is one of ours.
    """
    return _raw(_read(given, path))


def _read(given: Given, path: Path) -> TextDataset:
    reader = given.value
    assert isinstance(reader, Reader)  # noqa: S101 - it was chosen among readers
    who = f"{path.name}: reader {reader.form} of {given.source} failed"
    try:
        found: object = reader.read(path)
    except HkcsError:
        raise
    except (Exception, SystemExit) as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise PluginError(f"{who}: {reason}") from error
    if not isinstance(found, TextDataset):
        raise PluginError(f"{who}: gives {type(found).__name__}, not a TextDataset")
    return found


def _raw(found: TextDataset) -> Raw:
    raw = Raw(project_file=found.project_file, problems=list(found.problems))
    sheets = [_sheet(table, raw) for table in found.tables]
    if found.project is None:
        read_project(raw, [sheet for sheet in sheets if is_of_the_project(sheet.name)])
    else:
        raw.project = dict(found.project)
        raw.order.append(raw.project_file)
        raw.keys = {
            key: Origin(raw.project_file, row, key) for key, row in found.project_rows.items()
        }
    raw.layout = layout_of(raw.project)
    gather(raw, [sheet for sheet in sheets if is_a_sheet(sheet.name)])
    raw.problems += _strangers(found)
    return raw


def _sheet(table: TextTable, raw: Raw) -> Sheet:
    header = [name.strip() for name in table.header]
    part = Part(
        file=table.file,
        notation=table.notation,
        header_row=table.header_row,
        rows=table.numbers,
        headers={name: number for number, name in enumerate(header, 1) if name},
    )
    raw.problems += header_twice(part, header)
    raw.problems += overlong_rows(part, header, table.rows)
    columns = [
        Cells.of(row[place].strip() if place < len(row) else "" for row in table.rows)
        for place in range(len(header))
    ]
    return sheet_of(table.name, part, header, columns)


def _strangers(found: TextDataset) -> Iterator[Problem]:
    """Tell of the tables that nothing is read from."""
    there = {table.name for table in found.tables}
    known = (*TABLES, *((PROJECT, *LISTS) if found.project is None else ()))
    for table in found.tables:
        if table.name in known or is_a_sheet(table.name):
            continue
        near = [one for one in nearest(table.name, known, most=1) if one not in there]
        yield Problem(
            code="unknown-table",
            origin=Origin(table.file),
            message=f"{table.name} is not a table of the format, so not read",
            hint=f"name it {near[0]}" if near else "name it as one of the tables",
            severity="error" if near else "warning",
        )
