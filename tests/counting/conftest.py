"""What the tests of counting share."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest

from hkcs_model.dataset import Dataset
from hkcs_model.intake import load
from tests.counting.small import ACTIVITIES, PROJECT, Known
from tests.datasets import write_dataset


@pytest.fixture
def known(tmp_path: Path) -> Known:
    """Makes datasets: each table its lines; an activity is there unless the test has its own."""
    numbers = count(1)

    def make(project: str = "", base: str = PROJECT, **tables: Sequence[str]) -> Dataset:
        texts = {
            name: "".join(f"{line}\n" for line in lines)
            for name, lines in {"activities": ACTIVITIES, **tables}.items()
        }
        folder = tmp_path / str(next(numbers))
        return load(write_dataset(folder, {"project": base + project, **texts}))

    return make
