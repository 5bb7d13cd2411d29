"""The collector of circular garbage goes on afterwards as it did before."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from hkcs_model.pausing import collection_paused


@pytest.fixture(params=[True, False], ids=["it-went-on", "it-was-off"])
def went_on(request: pytest.FixtureRequest) -> Iterator[bool]:
    """Whether it went on before; what it was in this process is restored."""
    was = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield bool(request.param)
    (gc.enable if was else gc.disable)()


def test_it_is_paused_and_goes_on_as_before(went_on: bool) -> None:
    with collection_paused():
        assert not gc.isenabled()
    assert gc.isenabled() is went_on


def test_it_goes_on_after_an_error_too(went_on: bool) -> None:
    def fail() -> None:
        with collection_paused():
            raise ValueError("a mistake")

    with pytest.raises(ValueError, match="a mistake"):
        fail()
    assert gc.isenabled() is went_on


def test_a_pause_within_a_pause_does_not_end_it(went_on: bool) -> None:
    with collection_paused():
        with collection_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled() is went_on


def test_what_a_program_froze_stays_frozen() -> None:
    """Other programs keep what they loaded at the start out of the collector's way."""
    was = gc.isenabled()
    gc.enable()
    gc.freeze()
    frozen = gc.get_freeze_count()
    try:
        with collection_paused():
            pass
        assert gc.get_freeze_count() >= frozen > 0
    finally:
        gc.unfreeze()
        (gc.enable if was else gc.disable)()
