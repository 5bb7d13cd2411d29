"""Libraries that only some work needs: imported then, or named with the line that installs them."""

from __future__ import annotations

import json
import sys

import pytest

from hkcs_model.extras import install_line, missing, needed, not_installed
from hkcs_model.problems import UsageError


def test_a_library_that_is_there_is_given() -> None:
    assert needed("json", "xlsx", "reading") is json


@pytest.mark.parametrize("module", ["acme_fast", "acme_fast.sheets"])
def test_one_that_is_not_is_named_with_the_line_that_installs_it(module: str) -> None:
    with pytest.raises(UsageError) as caught:
        needed(module, "xlsx", "reading a workbook")
    assert str(caught.value) == (
        "reading a workbook needs acme_fast, which is not installed; "
        "run: pip install 'hkcs-model[xlsx]'"
    )


def test_what_is_missing_is_known_without_importing_anything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "this", raising=False)
    monkeypatch.setitem(sys.modules, "acme_blocked", None)
    assert missing(["this", "acme_fast", "json", "acme_blocked"]) == ["acme_fast", "acme_blocked"]
    assert "this" not in sys.modules


@pytest.mark.parametrize(
    ("modules", "told"),
    [
        (["a"], "x needs a, which is not installed; run: pip install 'acme[fast]'"),
        (["a", "b"], "x needs a and b, which are not installed; run: pip install 'acme[fast]'"),
    ],
)
def test_several_that_are_missing_are_one_sentence(modules: list[str], told: str) -> None:
    assert not_installed("x", modules, install_line("acme", "fast")) == told
