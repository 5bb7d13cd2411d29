"""The vectors and the largest published set in every form: the same figures in each."""

from __future__ import annotations

from pathlib import Path

import pytest

from hkcs_model.dataset import Dataset
from hkcs_model.figures import count
from hkcs_model.intake import load
from tests.forms.forms import carried, in_every_form, in_every_other_form, in_form
from tests.test_truth import cases_of as published
from tests.test_truth import differing
from tests.test_vectors import (
    asking,
    cases_of,
    in_order,
    numbered,
    of_statements,
    read,
    row_of,
)

SHOWN = ("low", "high", "low_exclusive", "high_exclusive", "basis", "contradicts")


def told(dataset: Dataset) -> list[tuple[str, str]]:
    """Return what is odd in a dataset without the places, which each form names its own way."""
    return sorted((warning.code, warning.hint) for warning in dataset.warnings)


@in_every_other_form
@numbered
def test_every_figure_of_a_vector_is_the_same_in_another_form(
    vector: Path, form: str, tmp_path: Path
) -> None:
    """Exactly its rows, in order, and of each exactly its two ends; and the same fingerprint."""
    plain = load(vector / "dataset")
    dataset = load(carried(plain, form, tmp_path))
    assert dataset.digest == plain.digest
    assert told(dataset) == told(plain)
    for case, wanted in cases_of(vector):
        figures = count(dataset, case["rule"], **asking(case))
        found = {row_of(figure.by): (figure.low, figure.high) for figure in figures}
        assert found == wanted, case
        assert list(found) == in_order(wanted), case
        assert {figure.basis for figure in figures} <= {"recorded"}, case


@in_every_other_form
@of_statements
def test_every_figure_of_published_totals_is_the_same_in_another_form(
    vector: Path, form: str, tmp_path: Path
) -> None:
    """Its ends, whether they are left out, what it rests on, and whether that contradicts."""
    plain = load(vector / "dataset")
    dataset = load(carried(plain, form, tmp_path))
    assert dataset.digest == plain.digest
    assert told(dataset) == told(plain)
    for case in read(vector / "cases.json")["cases"]:
        (figure,) = count(dataset, case["rule"], where=case["where"], period=case["period"])
        assert {name: getattr(figure, name) for name in SHOWN} == {
            name: case[name] for name in SHOWN
        }, case


@pytest.mark.shared
@in_every_form
def test_what_was_published_of_the_largest_set_is_counted_in_every_form(
    form: str, shared: Path, tmp_path: Path
) -> None:
    """32,593 registrations: read, written and read again, all 40 figures are those published."""
    folder = shared / "truth" / "oulad"
    dataset = load(in_form(folder / "dataset", form, tmp_path))
    assert len(dataset.enrolments) == 32593
    assert not list(differing(dataset, published(folder)))
