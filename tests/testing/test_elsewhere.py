"""An export in another process: at another time, wherever its exporter can be found."""

from __future__ import annotations

import datetime as dt
import locale
import os
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from attrs import evolve

from hkcs_model.hookspecs import Loss
from hkcs_model.plugins import built_in
from hkcs_model.report import Report
from hkcs_model.testing import elsewhere, hard_report
from hkcs_model.testing.elsewhere import ElsewhereError, exported_elsewhere
from hkcs_model.testing.exporting import exported
from tests.plugin_fixture.pretend import TEXT, exporter

DAYS = elsewhere.LATER // (24 * 60 * 60)


def write_and_print(_: Report, out: BinaryIO, __: object) -> list[Loss]:
    print("half a report")  # noqa: T201 - what is told apart
    out.write(b"a report")
    return []


def end_without_a_word(_: Report, __: BinaryIO, ___: object) -> list[Loss]:
    os._exit(7)


def raise_something(_: Report, __: BinaryIO, ___: object) -> list[Loss]:
    raise ValueError("no fonts")


def test_what_a_sound_exporter_writes_there_is_what_it_writes_here() -> None:
    csv = built_in().exporters["csv"]
    assert exported_elsewhere(csv) == exported(csv, hard_report()).data


def test_what_it_prints_there_is_no_part_of_it() -> None:
    assert exported_elsewhere(exporter(write=write_and_print)) == b"a report"


@pytest.mark.parametrize(
    ("write", "told"),
    [
        pytest.param(raise_something, "^ValueError: no fonts$", id="it-raises"),
        pytest.param(end_without_a_word, "^ended with 7$", id="it-ends"),
    ],
)
def test_a_failure_there_is_told(write: Any, told: str) -> None:
    with pytest.raises(ElsewhereError, match=told):
        exported_elsewhere(exporter(write=write))


def test_what_stands_in_no_module_cannot_be_sent() -> None:
    assert exported_elsewhere(evolve(TEXT, write=lambda *_: [])) is None


def test_what_cannot_be_found_there_is_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(Path(elsewhere.__file__).parents[2])])
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    assert exported_elsewhere(TEXT) is None


@pytest.mark.parametrize(("here", "there"), [("1", "2"), ("0", "1"), (None, "1")])
def test_the_hash_seed_is_another_one(
    here: str | None, there: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONHASHSEED", raising=False)
    if here is not None:
        monkeypatch.setenv("PYTHONHASHSEED", here)
    assert elsewhere._surroundings()["PYTHONHASHSEED"] == there


# ---- the clock, tried here ----


@pytest.fixture
def forward(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock of this process, set forward for a test."""
    for name in ("time", "time_ns", "localtime", "gmtime", "ctime", "strftime"):
        monkeypatch.setattr(time, name, getattr(time, name))
    for name in ("date", "datetime"):
        monkeypatch.setattr(dt, name, getattr(dt, name))
    elsewhere.set_clock_forward()
    yield
    monkeypatch.undo()


REAL_DATE, REAL_DATETIME, REAL_TIME = dt.date, dt.datetime, time.time


@pytest.mark.usefixtures("forward")
def test_every_clock_is_later() -> None:
    ahead = dt.timedelta(days=DAYS - 1)
    then = REAL_DATETIME.now(dt.UTC) + ahead
    assert dt.date.today() > REAL_DATE.today() + ahead  # noqa: DTZ011 - the clock is looked at
    assert dt.datetime.now(dt.UTC) > then
    assert dt.datetime.now() > REAL_DATETIME.now() + ahead  # noqa: DTZ005 - as above
    assert dt.datetime.today() > REAL_DATETIME.now() + ahead  # noqa: DTZ002 - as above
    utcnow: Any = vars(dt)["datetime"].utcnow  # which newer Pythons warn of
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        assert utcnow() > then.replace(tzinfo=None)
    later = REAL_TIME() + ahead.total_seconds()
    assert time.time() > later
    assert time.time_ns() > later * 10**9
    assert time.mktime(time.localtime()) > later
    assert time.gmtime() > then.timetuple()
    assert time.ctime() != time.ctime(REAL_TIME())
    assert time.strftime("%Y") >= str(then.year)


@pytest.mark.usefixtures("forward")
def test_a_time_that_is_given_stays_what_it_is() -> None:
    assert time.gmtime(0)[:3] == (1970, 1, 1)
    assert time.strftime("%Y", time.gmtime(0)) == "1970"
    assert str(dt.date(2014, 12, 31)) == "2014-12-31"


@pytest.mark.usefixtures("forward")
def test_dates_are_what_they_always_were() -> None:
    """Whoever asks what something is gets the same answer, also of what Python itself makes."""
    real: Any = REAL_DATE(2014, 12, 31)
    assert isinstance(real, dt.date)
    assert isinstance(dt.date(2014, 12, 31), REAL_DATE)
    assert not isinstance(dt.date(2014, 12, 31), dt.datetime)
    assert isinstance(dt.datetime(2014, 12, 31, tzinfo=dt.UTC), dt.date)
    assert issubclass(REAL_DATETIME, dt.date)
    assert dt.date(2014, 12, 31) == real
    assert repr(dt.date(2014, 12, 31)) == repr(real)


def test_a_locale_is_chosen_where_one_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = []

    def setlocale(_: int, name: str) -> None:
        if name != "C":
            raise locale.Error
        chosen.append(name)

    monkeypatch.setattr(locale, "setlocale", setlocale)
    elsewhere.set_another_locale()
    assert chosen == ["C"]


def test_no_locale_need_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def setlocale(*_: object) -> None:
        raise locale.Error

    monkeypatch.setattr(locale, "setlocale", setlocale)
    elsewhere.set_another_locale()
