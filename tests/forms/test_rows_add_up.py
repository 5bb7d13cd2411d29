"""Rows that are set aside: each is counted or set aside with its reason, never lost, never both."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from hkcs_model.cli import main
from hkcs_model.dataset import Dataset, Records
from hkcs_model.figures import count
from hkcs_model.formulas import unguarded
from hkcs_model.intake import load
from hkcs_model.plugins import SWITCH
from hkcs_model.problems import DatasetError
from hkcs_model.spelling import split_list
from hkcs_model.tables import TABLES
from tests.datasets import SOUND, write_dataset
from tests.forms.forms import FORMS, carried, written
from tests.forms.spoiling import Spoilt, spoilt_datasets

WITH_LONG_ROWS = ("folder", "xlsx")
"""The forms in which a row can have a cell under no header."""

many = settings(
    max_examples=80,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@st.composite
def in_some_form(draw: st.DrawFn) -> tuple[str, Spoilt]:
    """Draw a form, and a dataset with mistakes that the form can have."""
    form = draw(st.sampled_from(FORMS))
    return form, draw(spoilt_datasets(long_rows=form in WITH_LONG_ROWS))


def places_of(dataset: Dataset, table: str) -> list[tuple[str, int | None, str]]:
    """Return where each row of a table that is counted stands."""
    rows = getattr(dataset, table)
    if isinstance(rows, Records):
        origins = [rows.places.at(place) for place in range(len(rows))]
    else:
        origins = [row.origin for row in rows]
    return [(origin.file, origin.row, origin.column) for origin in origins]


def names_of(dataset: Dataset, table: str, column: str) -> Iterator[str]:
    """Return what the cells of a column that is counted name."""
    cells = dataset.content.tables.get(table, {}).get(column, ())
    is_list = TABLES[table].columns[column].reads == "list"
    for cell in cells:
        yield from split_list(cell) if is_list else filter(None, [cell])


def check_that_nothing_counted_refers_to_what_is_not(dataset: Dataset) -> None:
    for table in dataset.headers:
        for name, column in TABLES[table].columns.items():
            if column.refers in dataset.headers:
                known = {*dataset.content.tables[column.refers].get("id", ())}
                assert {*names_of(dataset, table, name)} <= known, (table, name)


def check_that_what_is_counted_is_sound(dataset: Dataset, folder: Path) -> None:
    """Written out, it is read without a word about errors, and nothing more is set aside."""
    again = load(carried(dataset, "json", folder))
    assert again.digest == dataset.digest
    assert again.set_aside == ()


@many
@given(in_some_form())
def test_every_row_is_counted_or_set_aside_with_its_reason(drawn: tuple[str, Spoilt]) -> None:
    """The rows that are there are those counted and those set aside, in every table and form."""
    form, spoilt = drawn
    with TemporaryDirectory() as name:
        folder = Path(name)
        source = written(form, folder, spoilt.sheets, spoilt.project)
        dataset = load(source, set_aside=True)
        event(f"set aside: {min(len(dataset.set_aside), 10)}")
        for table in TABLES:
            aside = [row for row in dataset.set_aside if row.table == table]
            assert len(getattr(dataset, table)) + len(aside) == spoilt.there(table), table
            there = [(row.origin.file, row.origin.row, row.origin.column) for row in aside]
            assert max(Counter([*places_of(dataset, table), *there]).values(), default=1) == 1
        for row in dataset.set_aside:
            assert row.problem.severity == "error"
            assert row.problem.message
            assert row.problem.origin.row is not None
        check_that_nothing_counted_refers_to_what_is_not(dataset)
        check_that_what_is_counted_is_sound(dataset, folder / "again")


@many
@given(in_some_form())
def test_every_figure_says_how_many_rows_were_set_aside(drawn: tuple[str, Spoilt]) -> None:
    form, spoilt = drawn
    with TemporaryDirectory() as name:
        source = written(form, Path(name), spoilt.sheets, spoilt.project)
        dataset = load(source, set_aside=True)
        rules = ["sessions", "contacts"]
        figures = [*count(dataset, rules[0], by=["programme"]), *count(dataset, rules[1])]
        assert {figure.set_aside for figure in figures} <= {len(dataset.set_aside)}


@pytest.fixture(scope="module", autouse=True)
def _without_plugins() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SWITCH, "")
        yield


@many
@given(in_some_form())
def test_the_file_of_rows_set_aside_has_each_of_them_once(drawn: tuple[str, Spoilt]) -> None:
    """With where it stood, why, and what stands in it; and it reads as CSV."""
    form, spoilt = drawn
    with TemporaryDirectory() as name:
        source = written(form, Path(name), spoilt.sheets, spoilt.project)
        dataset = load(source, set_aside=True)
        target = Path(name) / "aside.csv"
        status = main(["check", str(source), "--set-aside", str(target)])
        assert status == 0
        text = target.read_bytes().decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        assert [row.pop("table") for row in rows] == [row.table for row in dataset.set_aside]
        for row, aside in zip(rows, dataset.set_aside, strict=True):
            assert unguarded(row.pop("set aside from")) == str(aside.problem.origin)
            reason = row.pop("set aside because")
            assert reason == "; ".join(filter(None, [aside.problem.message, aside.problem.hint]))
            cells = {unguarded(header): unguarded(cell) for header, cell in row.items() if cell}
            assert cells == aside.cells


@many
@given(spoilt_datasets(long_rows=False), st.sampled_from(FORMS))
def test_the_same_rows_are_set_aside_in_every_form(spoilt: Spoilt, form: str) -> None:
    """For the same reasons, with the same figures of what is left."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        plain = load(written("folder", folder / "a", spoilt.sheets, spoilt.project), set_aside=True)
        other = load(written(form, folder / "b", spoilt.sheets, spoilt.project), set_aside=True)
        assert other.digest == plain.digest
        told = [(row.table, row.cells, row.problem.code) for row in plain.set_aside]
        assert [(row.table, row.cells, row.problem.code) for row in other.set_aside] == told
        assert count(other, "contacts") == count(plain, "contacts")


BROKEN = [
    pytest.param({"activities": "id,kind\na1,course\n"}, "missing-column", id="a missing column"),
    pytest.param({"sessions": "id,activity,date,staus\n"}, "unknown-column", id="a near miss"),
    pytest.param({"sources": "id,title,id\nweb,W,x\n"}, "header-twice", id="a header twice"),
    pytest.param({"sources": "id;title\nweb;W\n"}, "not-commas", id="semicolons"),
    pytest.param({"sources": 'id,title\nweb,"W\n'}, "not-csv", id="an open quote"),
    pytest.param({"sources": "id,title\nweb,網".encode("big5hkscs")}, "not-utf-8", id="Big5"),
    pytest.param({"sources": "Our sources\nid,title\nweb,W\n"}, "title-above", id="a title above"),
    pytest.param({"sources": ""}, "no-header", id="no header"),
    pytest.param(
        {"register.zz.csv": "person,2014-01-01\n"}, "no-such-row", id="a register of nothing"
    ),
    pytest.param({"register.a1.csv": "name,2014-01-01\n"}, "missing-column", id="of nobody"),
    pytest.param({"register.a1.csv": "person,M\n"}, "not-a-day", id="a day that is none"),
    pytest.param({"persns": "id\n"}, "unknown-table", id="a misspelt table"),
    pytest.param({"project": None}, "no-project", id="no project"),
    pytest.param({"project": "[agency"}, "not-toml", id="no TOML"),
    pytest.param({"project": "[agency]\n[project]\n"}, "missing", id="a project without a name"),
]


@pytest.mark.parametrize(("files", "code"), BROKEN)
def test_what_is_wrong_with_more_than_rows_is_refused_all_the_same(
    files: dict[str, str | bytes | None], code: str, tmp_path: Path
) -> None:
    """Without a column or a project nobody knows what the other rows say."""
    broken = {**SOUND, **files, "milestones": "id,date,text\nm1,last week,Opened\n"}
    folder = write_dataset(tmp_path, broken)
    with pytest.raises(DatasetError) as caught:
        load(folder, set_aside=True)
    errors = {problem.code for problem in caught.value.problems if problem.severity == "error"}
    assert code in errors
    assert "not-a-date" not in errors or code == "missing-column", "that row was set aside"


def test_a_row_that_was_set_aside_shows_its_place_and_nothing_of_a_person(tmp_path: Path) -> None:
    files = {**SOUND, "persons": "id,same_as,gender\nchan-tai-man,nobody,M\nlee-siu-ming,,F\n"}
    aside, *_ = load(write_dataset(tmp_path, files), set_aside=True).set_aside
    assert repr(aside) == (
        "<SetAside persons.csv:2:same_as: names no row of persons;"
        " add the person, or correct the id>"
    )
