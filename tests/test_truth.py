"""What others published about their own data, counted again to the last figure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from hkcs_model.dataset import Dataset
from hkcs_model.figures import count
from hkcs_model.intake import load

FIGURES = {
    "attendance_small": 9,
    "dhis2_events": 41,
    "oulad": 40,
    "path2021": 17,
    "tracker_cumulative": 67,
}
"""The sets, and how many figures were published about each: 174 in all."""
OULAD_SECONDS = 30.0

pytestmark = pytest.mark.shared


def cases_of(folder: Path) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((folder / "cases.json").read_text("utf-8"))
    return cases


def differing(dataset: Dataset, cases: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    """Return each case that is not counted as it was published, with what it is counted as."""
    for case in cases:
        (figure,) = count(dataset, case["rule"], where=case["where"], period=case["period"])
        if not figure.low == figure.high == case["expected"]:
            yield case, figure.low, figure.high


def test_the_sets_are_those_that_were_handed_over(shared: Path) -> None:
    folders = (path.parent for path in (shared / "truth").glob("*/cases.json"))
    assert {folder.name: len(cases_of(folder)) for folder in folders} == FIGURES
    assert sum(FIGURES.values()) == 174


@pytest.mark.parametrize("name", FIGURES)
def test_what_was_published_is_counted(shared: Path, name: str) -> None:
    """Low and high are both the published figure: nothing is unknown in these sets."""
    folder = shared / "truth" / name
    dataset = load(folder / "dataset")
    assert not list(differing(dataset, cases_of(folder)))


def test_tens_of_thousands_of_registrations_are_counted_in_seconds(shared: Path) -> None:
    """Reading the largest set and counting all its figures takes about three."""
    folder = shared / "truth" / "oulad"
    since = perf_counter()
    dataset = load(folder / "dataset")
    assert not list(differing(dataset, cases_of(folder)))
    assert perf_counter() - since < OULAD_SECONDS
