"""The checks as tests of pytest, one each; pytest is imported only where this is used."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from ..hookspecs import Exporter
from ..problems import UsageError
from ..spelling import did_you_mean
from .checks import CHECKS, hold

if TYPE_CHECKING:
    import pytest


def exporter_checks(
    exporter: Exporter, *, expected_failures: Mapping[str, str] | None = None
) -> pytest.MarkDecorator:
    """Return what makes a test with the one argument `check` a test for each check.

    The test calls its argument, `check()`, which raises AssertionError where the exporter breaks
    that check.

    Args:
        exporter: anybody's.
        expected_failures: of the checks that it is known to break, why each is right to be
            broken. One that is kept all the same fails, so that the list stays true.

    Raises:
        UsageError: a name that is no check's, or no reason.
    """
    import pytest

    reasons = dict(expected_failures or {})
    _refuse(reasons)
    tests = []
    for check in CHECKS:
        name = check.__name__
        marks: tuple[Any, ...] = ()
        if name in reasons:
            marks = (pytest.mark.xfail(raises=AssertionError, reason=reasons[name], strict=True),)
        tests.append(pytest.param(partial(hold, exporter, check), id=name, marks=marks))
    return pytest.mark.parametrize("check", tests)


def _refuse(reasons: Mapping[str, object]) -> None:
    known = [check.__name__ for check in CHECKS]
    for name, reason in reasons.items():
        if name not in known:
            raise UsageError(f"{name}: no such check; {did_you_mean(name, known)}")
        if not isinstance(reason, str) or not reason.strip():
            raise UsageError(f"{name}: an expected failure without a reason; say why it is right")
