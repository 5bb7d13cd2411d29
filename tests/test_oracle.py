"""The plain implementation gives the vectors' figures, and the library those of the plain one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hkcs_model import UsageError, count, explain, load
from hkcs_model.dataset import Dataset
from hkcs_model.report import Step
from tests.datasets import write_dataset
from tests.oracle import Interval, figures, read
from tests.random_datasets import RATIOS, Question, can_ask, datasets, questions, write

VECTORS = sorted((Path(__file__).parent / "vectors").glob("0*"))
Figures = dict[tuple[str, ...], Interval]


def cases_of(vector: Path) -> Iterator[tuple[Question, Figures]]:
    """Read what is asked of a vector, and the figures that follow."""
    cases = json.loads((vector / "cases.json").read_text("utf-8"), parse_float=Fraction)
    for case in cases:
        asked = Question(case["rule"], tuple(case["by"]), case["where"], case["period"])
        rows = {tuple(one["by"].values()): (one["low"], one["high"]) for one in case["figures"]}
        assert all(list(one["by"]) == case["by"] for one in case["figures"])
        yield asked, rows


def by_the_library(dataset: Dataset, question: Question) -> dict[tuple[str, ...], Any]:
    """Return of each row the two ends that the library gives."""
    rule, by, where, period = question
    found = count(dataset, rule, by=by, where=where, period=period or None, basis="recorded")
    return {tuple(one.by[name] for name in by): (one.low, one.high) for one in found}


def shown(rows: Figures) -> Figures:
    """Return figures as they are shown: rounded outward to four places."""
    places = 10_000
    return {
        row: (
            None if low is None else Fraction(floor(low * places), places),
            None if high is None else Fraction(ceil(high * places), places),
        )
        for row, (low, high) in rows.items()
    }


def exactly(rows: dict[tuple[str, ...], Any]) -> Figures:
    """Return figures as fractions."""
    return {
        row: (None if low is None else Fraction(low), None if high is None else Fraction(high))
        for row, (low, high) in rows.items()
    }


# ---- the vectors ----


@pytest.mark.parametrize("vector", VECTORS, ids=lambda path: path.name)
def test_the_oracle_gives_every_figure_of_a_vector(vector: Path) -> None:
    tables = read(vector / "dataset")
    for asked, wanted in cases_of(vector):
        assert figures(tables, *asked) == wanted, asked


def test_the_vectors_have_all_their_figures() -> None:
    counts = [len(wanted) for vector in VECTORS for _, wanted in cases_of(vector)]
    assert (len(VECTORS), sum(counts)) == (20, 2295)


# ---- the library ----


@settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_the_library_gives_what_the_oracle_gives(data: st.DataObject) -> None:
    """Sections 1 to 3, of any dataset and any question: the same rows, the same ends."""
    tables = data.draw(datasets())
    with TemporaryDirectory() as name:
        folder = write(tables, Path(name))
        records, dataset = read(folder), load(folder)
    for _ in range(6):
        asked = data.draw(questions(tables))
        wanted = shown(figures(records, *asked))
        assert exactly(by_the_library(dataset, asked)) == wanted, asked


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_the_steps_of_any_figure_add_up_to_it(data: st.DataObject) -> None:
    """Section 6: each step is counted by itself, and they add up, at both ends."""
    tables = data.draw(datasets())
    with TemporaryDirectory() as name:
        dataset = load(write(tables, Path(name)))
    for _ in range(4):
        rule, by, where, period = data.draw(questions(tables))
        for explained in explain(dataset, rule, by=by, where=where, period=period):
            for part in explained.parts:
                low, high = ends_of(part.steps)
                places = shown({(): (low, high)})[()]
                assert places == exactly({(): (part.quantity.low, part.quantity.high)})[()]


def ends_of(steps: Sequence[Step]) -> Interval:
    """Add steps up; a sum among them must be what they come to until there."""
    low: Fraction = Fraction(0)
    high: Fraction | None = None
    for step in steps:
        if step.kind == "start":
            low, high = Fraction(step.low), None if step.high is None else Fraction(step.high)
        elif step.kind == "step":
            low += Fraction(step.low)
            high = None if high is None or step.high is None else high + Fraction(step.high)
        else:
            assert (low, high) == (step.low, step.high), step.code
    return low, high


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.data())
def test_a_rule_that_lacks_a_table_or_a_column_is_refused(data: st.DataObject) -> None:
    """Section 1: that is not 0."""
    tables = data.draw(datasets())
    rules = ("absences", "staff_days", "contact_hours", "enrolments", "groups", "staff", *RATIOS)
    with TemporaryDirectory() as name:
        dataset = load(write(tables, Path(name)))
    for rule in rules:
        if not can_ask(tables, rule):
            with pytest.raises(UsageError):
                by_the_library(dataset, Question(rule))


DAYS_IN_JANUARY = {
    "activities": "id,programme,kind\na1,edu,course\n",
    "persons": "id\np1\n",
    "enrolments": "person,activity,start,end,group\np1,a1,2008-01-25,2008-02-03,\n",
}


@pytest.mark.parametrize(
    "where",
    [
        pytest.param({"date": [""]}, id="each-has-its-date"),
        pytest.param({"date": ["", "2008-01-25"]}, id="one-of-them"),
        pytest.param({"month": ["", "2008-01"]}, id="those-of-a-month"),
        pytest.param({"month": ["", "2009-01"]}, id="none-of-them"),
    ],
)
def test_the_days_of_an_enrolment_all_have_their_date(
    tmp_path: Path, where: dict[str, list[str]]
) -> None:
    """Sections 1 and 2: one fact is one day, so there is none whose date is not recorded."""
    folder = write_dataset(tmp_path / "dataset", DAYS_IN_JANUARY)
    asked = Question("enrolled_days", (), where)
    assert exactly(by_the_library(load(folder), asked)) == figures(read(folder), *asked)
