"""A dataset says the same in every form: there and back again, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hkcs_model.dataset import Dataset
from hkcs_model.figures import count
from hkcs_model.intake import load
from hkcs_model.problems import UsageError
from tests.datasets import write_dataset
from tests.forms.forms import FORMS, carried
from tests.forms.hostile import hostile_datasets, write_hostile
from tests.random_datasets import Tables

EXAMPLES = 150

many = settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def figures_of(dataset: Dataset) -> list[tuple[Any, ...]]:
    """Return the figures that its project asks for, each row of them in order."""
    return [
        (asked.id, figure.by, figure.low, figure.high, figure.text, figure.basis)
        for asked in dataset.requests
        for figure in count(
            dataset, asked.rule, where=asked.where, by=list(asked.by), period=asked.period
        )
    ]


def told_of(dataset: Dataset) -> list[tuple[str, str]]:
    """Return the kinds of what is odd; a form names places in its own way."""
    return sorted((warning.code, warning.severity) for warning in dataset.warnings)


def check_that_it_says_the_same(found: Dataset, wanted: Dataset) -> None:
    assert found.content.project == wanted.content.project
    assert list(found.content.tables) == list(wanted.content.tables)
    for name, columns in wanted.content.tables.items():
        here = found.content.tables[name]
        assert list(here) == list(columns), name
        for header, cells in columns.items():
            assert list(here[header]) == list(cells), (name, header)
    assert found.digest == wanted.digest
    assert figures_of(found) == figures_of(wanted)
    assert told_of(found) == told_of(wanted)


def texts_of(tables: Tables, name: str) -> Iterator[tuple[str, list[str]]]:
    """Return the columns of a table that hold texts, with their cells as they should be read."""
    written = ("date", "start", "end", "end_date", "hours", "days", "unidentified")
    for header in tables.headers[name]:
        if header not in written:
            yield header, [row.get(header, "") for row in tables.rows[name]]


@many
@given(hostile_datasets())
def test_what_was_written_is_what_is_read(tables: Tables) -> None:
    """Every table that is there, its headers in order, and every text cell by cell."""
    with TemporaryDirectory() as name:
        dataset = load(write_hostile(tables, Path(name)))
    found = {name: {**columns} for name, columns in dataset.content.tables.items()}
    assert list(found) == list(tables.headers)
    for name, header in tables.headers.items():
        assert list(found[name]) == header
        for column, cells in texts_of(tables, name):
            assert list(found[name][column]) == cells, (name, column)


@many
@given(hostile_datasets())
def test_a_dataset_says_the_same_all_the_way_round(tables: Tables) -> None:
    """From a folder to JSON, to a workbook, to SQLite, and to a folder again."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        start = here = load(write_hostile(tables, folder / "start"))
        for form in ("json", "xlsx", "sqlite", "folder"):
            here = load(carried(here, form, folder / form))
            check_that_it_says_the_same(here, start)


@many
@given(hostile_datasets(), st.sampled_from(FORMS), st.sampled_from(FORMS))
def test_a_dataset_says_the_same_after_any_single_hop(
    tables: Tables, source: str, target: str
) -> None:
    """From each form to each, itself among them."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        start = load(write_hostile(tables, folder / "start"))
        here = load(carried(start, source, folder / "source"))
        check_that_it_says_the_same(load(carried(here, target, folder / "target")), start)


def test_a_text_that_no_cell_of_a_sheet_can_hold_is_refused_for_a_workbook_alone(
    tmp_path: Path,
) -> None:
    """A sheet would cut it off; every other form holds it."""
    name = "長" * 32_768
    start = load(write_dataset(tmp_path / "start", {"organisations": f"id,name\npku,{name}\n"}))
    with pytest.raises(UsageError, match=r"^organisations: row 2 has a text of 32,768 signs, "):
        carried(start, "xlsx", tmp_path)
    for form in ("json", "sqlite", "folder"):
        check_that_it_says_the_same(load(carried(start, form, tmp_path / form)), start)


def test_headers_that_differ_in_capitals_alone_are_refused_for_sqlite_alone(tmp_path: Path) -> None:
    """SQLite takes the two for one column."""
    table = "id,programme,kind,District,district\na1,edu,course,N,S\n"
    start = load(write_dataset(tmp_path / "start", {"activities": table}))
    with pytest.raises(
        UsageError, match=r"^activities: SQLite takes District and district for one"
    ):
        carried(start, "sqlite", tmp_path)
    for form in ("json", "xlsx", "folder"):
        check_that_it_says_the_same(load(carried(start, form, tmp_path / form)), start)


def test_columns_without_a_header_and_blank_rows_are_no_part_of_what_is_said(
    tmp_path: Path,
) -> None:
    """Excel saves a comma for every column that was ever used."""
    table = "id,programme,,kind,,\n,,,,,\na1,edu,,course,,\n,,,,,\n"
    plain = "id,programme,kind\na1,edu,course\n"
    start = load(write_dataset(tmp_path / "start", {"activities": table}))
    assert start.digest == load(write_dataset(tmp_path / "plain", {"activities": plain})).digest
    for form in FORMS:
        check_that_it_says_the_same(load(carried(start, form, tmp_path / form)), start)
