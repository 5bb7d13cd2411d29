"""An export in another process: on another day, in another time zone, with another hash seed.

This module is imported there before all else, so that everybody who asks for the time is told
another: what takes `datetime` from its module takes what is put there first.
"""

from __future__ import annotations

import locale
import os
import pickle
import subprocess
import sys
from contextlib import redirect_stdout, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..hookspecs import Exporter

LATER = 400 * 24 * 60 * 60
"""How many seconds later it is there: another day, month and year."""

_UNKNOWN = 3  # what it ends with where the exporter cannot be found from there
_TIME_ZONE = "XXX-13:45"
_LOCALES = ("tr_TR.UTF-8", "de_DE.UTF-8", "zh_HK.UTF-8", "zh_TW.UTF-8", "C")
_SEEDS = ("1", "2")


class ElsewhereError(Exception):
    """The export failed in the other process."""


def exported_elsewhere(exporter: Exporter) -> bytes | None:
    """Return what an exporter writes of the hard report in another process.

    None is returned where it cannot be sent there, since `write` stands in no module.

    Raises:
        ElsewhereError: it failed there; says how.
    """
    try:
        sent = pickle.dumps(exporter)
    except (pickle.PicklingError, AttributeError, TypeError):
        return None
    code = f"from {__name__} import main; main()"
    done = subprocess.run(  # noqa: S603 - this module, by the interpreter that runs it
        [sys.executable, "-c", code],
        input=sent,
        capture_output=True,
        check=False,
        env=_surroundings(),
    )
    if done.returncode == _UNKNOWN:
        return None
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ElsewhereError(told[-1] if told else f"ended with {done.returncode}")
    return done.stdout


def _surroundings() -> dict[str, str]:
    seed = next(seed for seed in _SEEDS if seed != os.environ.get("PYTHONHASHSEED"))
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONHASHSEED": seed,
        "TZ": _TIME_ZONE,
    }


def main() -> None:
    """Write to standard output what the exporter at standard input writes."""
    data = sys.stdin.buffer.read()
    set_clock_forward()
    set_another_locale()
    try:
        exporter = pickle.loads(data)  # noqa: S301 - what we pickled a moment ago
    except (ImportError, AttributeError):
        sys.exit(_UNKNOWN)
    from .exporting import exported
    from .hard import hard_report

    with redirect_stdout(sys.stderr):
        written = exported(exporter, hard_report()).data
    sys.stdout.buffer.write(written)


def set_another_locale() -> None:
    """Choose the first locale that is there, of some that write numbers in their own way."""
    for name in _LOCALES:
        with suppress(locale.Error):
            locale.setlocale(locale.LC_ALL, name)
            return


def set_clock_forward() -> None:
    """Let `time` and `datetime` tell another time from now on."""
    import datetime as dt
    import time

    real = time.time
    time.time = lambda: real() + LATER
    time.time_ns = lambda: int(time.time() * 10**9)
    for name in ("localtime", "gmtime", "ctime"):
        setattr(time, name, _with_seconds(getattr(time, name)))
    strftime, localtime = time.strftime, time.localtime
    time.strftime = lambda form, *when: strftime(form, *(when or (localtime(),)))
    dt.date, dt.datetime = later_date(), later_datetime()  # type: ignore[misc]


def _with_seconds(real: Any) -> Any:
    import time

    return lambda seconds=None: real(time.time() if seconds is None else seconds)


def later_date() -> Any:
    """Return a class like `date`, by which today is later."""
    import datetime as dt

    real = dt.date
    ahead = dt.timedelta(seconds=LATER)
    return _like(real, today=classmethod(lambda cls: _as(cls, real.today() + ahead)))


def later_datetime() -> Any:
    """Return a class like `datetime`, by which now is later."""
    import datetime as dt

    real = dt.datetime
    ahead = dt.timedelta(seconds=LATER)
    utc = dt.UTC
    return _like(
        real,
        now=classmethod(lambda _, tz=None: real.now(tz) + ahead),
        today=classmethod(lambda _: real.now() + ahead),
        utcnow=classmethod(lambda _: real.now(utc).replace(tzinfo=None) + ahead),
    )


def _as(cls: Any, day: Any) -> Any:
    return cls(day.year, day.month, day.day)


def _like(real: type, **methods: Any) -> Any:
    """Return a class that shows itself as another one, and that takes its instances for its own."""

    class Like(type(real)):  # type: ignore[misc]
        def __instancecheck__(cls, one: object) -> bool:
            return isinstance(one, real)

        def __subclasscheck__(cls, one: type) -> bool:
            return issubclass(one, real)

    return Like(f"datetime.{real.__name__}", (real,), methods)
