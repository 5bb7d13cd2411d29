"""The vectors by the library: every figure counted, told on the command line, and explained."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from hkcs_model.cli import main
from hkcs_model.explaining import Explanation, Part, explain
from hkcs_model.figures import count
from hkcs_model.intake import load
from hkcs_model.plugins import SWITCH
from hkcs_model.quantity import Quantity
from hkcs_model.report import Step
from hkcs_model.rules import Expression

HERE = Path(__file__).parent / "vectors"
VECTORS = sorted(HERE.glob("[0-9]*"))
STATEMENTS = sorted((HERE / "statements").iterdir())
PLACES = Fraction("0.0001")

Case = dict[str, Any]
Row = tuple[tuple[str, str], ...]
Ends = tuple[Decimal | int | None, Decimal | int | None]


class Asked(NamedTuple):
    """The figures of a case: of each row its two ends."""

    case: Case
    wanted: dict[Row, Ends]


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"), parse_float=Decimal)


def row_of(by: Mapping[str, str]) -> Row:
    return tuple(by.items())


def rows_of(figures: list[Mapping[str, Any]]) -> dict[Row, Ends]:
    rows = {row_of(figure["by"]): (figure["low"], figure["high"]) for figure in figures}
    assert len(rows) == len(figures)
    return rows


def cases_of(vector: Path) -> Iterator[Asked]:
    for case in read(vector / "cases.json"):
        yield Asked(case, rows_of(case["figures"]))


def asking(case: Case) -> dict[str, Any]:
    return {name: case[name] for name in ("by", "where", "period")}


def in_order(rows: dict[Row, Ends]) -> list[Row]:
    """Return rows by their values, those that are not recorded last."""
    return sorted(rows, key=lambda row: [(not value, value) for _, value in row])


numbered = pytest.mark.parametrize("vector", VECTORS, ids=lambda path: path.name)
of_statements = pytest.mark.parametrize("vector", STATEMENTS, ids=lambda path: path.name)


# ---- counted ----


def test_there_are_as_many_figures_as_were_handed_over() -> None:
    assert len(VECTORS) == 20
    assert sum(len(asked.wanted) for vector in VECTORS for asked in cases_of(vector)) == 2295
    assert len(STATEMENTS) == 16
    assert sum(len(read(vector / "cases.json")["cases"]) for vector in STATEMENTS) == 27


@numbered
def test_every_figure_of_a_vector_is_counted(vector: Path) -> None:
    """Exactly its rows, in order, and of each exactly its two ends."""
    dataset = load(vector / "dataset")
    for case, wanted in cases_of(vector):
        figures = count(dataset, case["rule"], **asking(case))
        found = {row_of(figure.by): (figure.low, figure.high) for figure in figures}
        assert found == wanted, case
        assert list(found) == in_order(wanted), case
        assert {figure.basis for figure in figures} <= {"recorded"}, case


@of_statements
def test_every_figure_of_published_totals_is_counted(vector: Path) -> None:
    """Its ends, whether they are left out, what it rests on, and whether that contradicts."""
    dataset = load(vector / "dataset")
    shown = ("low", "high", "low_exclusive", "high_exclusive", "basis", "contradicts")
    for case in read(vector / "cases.json")["cases"]:
        (figure,) = count(dataset, case["rule"], where=case["where"], period=case["period"])
        assert {name: getattr(figure, name) for name in shown} == {
            name: case[name] for name in shown
        }, case


# ---- on the command line ----

Told = Callable[..., list[Mapping[str, Any]]]


@pytest.fixture
def told(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Told:
    """What the command `count` prints as JSON, without any plugin."""
    monkeypatch.setenv(SWITCH, "")

    def tell(vector: Path, case: Case) -> list[Mapping[str, Any]]:
        arguments = [str(vector / "dataset"), case["rule"], "--format", "json"]
        if case.get("by"):
            arguments += ["--by", ",".join(case["by"])]
        for name, values in case["where"].items():
            arguments += ["--where", f"{name}={','.join(value for value in values if value)}"]
            if "" in values and any(values):
                arguments += ["--where", f"{name}="]
        if case["period"]:
            arguments += ["--period", case["period"]]
        assert main(["count", *arguments]) == 0
        printed = json.loads(capsysbinary.readouterr().out, parse_float=Decimal)
        figures: list[Mapping[str, Any]] = printed["figures"]
        return figures

    return tell


@numbered
def test_every_figure_of_a_vector_is_told_on_the_command_line(vector: Path, told: Told) -> None:
    for case, wanted in cases_of(vector):
        assert rows_of(told(vector, case)) == wanted, case


@of_statements
def test_every_figure_of_published_totals_is_told_on_the_command_line(
    vector: Path, told: Told
) -> None:
    shown = ("low", "high", "low_exclusive", "high_exclusive", "basis", "contradicts")
    for case in read(vector / "cases.json")["cases"]:
        (figure,) = told(vector, case)
        assert {name: figure[name] for name in shown} == {name: case[name] for name in shown}, case


# ---- explained ----


def exactly(end: Any) -> Fraction | None:
    return None if end is None else Fraction(end)


def sums_of(steps: tuple[Step, ...]) -> Iterator[tuple[Step, Fraction, Fraction | None]]:
    """Return each sum among steps with what the steps before it come to."""
    low, high = Fraction(0), exactly(0)
    for step in steps:
        step_low, step_high = Fraction(step.low), exactly(step.high)
        if step.kind == "start":
            low, high = step_low, step_high
        elif step.kind == "step":
            low += step_low
            high = None if high is None or step_high is None else high + step_high
        else:
            yield step, low, high


@numbered
def test_the_steps_of_every_figure_of_a_vector_add_up(vector: Path) -> None:
    """Each step is counted by itself, and of each rule they end in what it comes to."""
    dataset = load(vector / "dataset")
    for case, wanted in cases_of(vector):
        explained = explain(dataset, case["rule"], basis="recorded", **asking(case))
        found = {row_of(one.figure.by): (one.figure.low, one.figure.high) for one in explained}
        assert found == wanted, case
        for one in explained:
            check_that_parts_are_the_rules(one, case)
            for part in one.parts:
                check_that_steps_add_up(part)
                check_that_they_end_in(part.quantity, part.steps[-1])


def rules_of(case: Case) -> tuple[str, ...]:
    asked = Expression.parse(case["rule"])
    assert asked is not None
    return asked.rules


def check_that_parts_are_the_rules(one: Explanation, case: Case) -> None:
    assert tuple(part.rule for part in one.parts) == rules_of(case)
    if len(one.parts) == 1:
        quantity = one.parts[0].quantity
        assert (quantity.low, quantity.high) == (one.figure.low, one.figure.high), case


def check_that_steps_add_up(part: Part) -> None:
    for step, low, high in sums_of(part.steps):
        assert (Fraction(step.low), exactly(step.high)) == (low, high), step


def check_that_they_end_in(quantity: Quantity, last: Step) -> None:
    """The last sum is what the rule comes to, before it is rounded outward to four places."""
    assert (last.code, last.kind) == ("figure", "sum")
    assert 0 <= Fraction(last.low) - Fraction(quantity.low) < PLACES
    high, shown = exactly(last.high), exactly(quantity.high)
    if high is None or shown is None:
        assert high is shown
    else:
        assert 0 <= shown - high < PLACES
