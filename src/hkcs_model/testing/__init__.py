"""What an exporter must keep, as checks that anybody's exporter can be held against.

from hkcs_model.testing import exporter_checks

@exporter_checks(my_exporter)
def test_my_exporter_keeps_the_contract(check) -> None:
    check()

Without pytest, `check_exporter(my_exporter)` does the same at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .checks import CHECKS, ExporterCheck, check_exporter
    from .hard import HARD_TEXTS, hard_report
    from .marked import exporter_checks

# Each is loaded when it is first used: what exports elsewhere has to come before `datetime` does.
_HOME = {
    "CHECKS": "checks",
    "ExporterCheck": "checks",
    "HARD_TEXTS": "hard",
    "check_exporter": "checks",
    "exporter_checks": "marked",
    "hard_report": "hard",
}

__all__ = [
    "CHECKS",
    "HARD_TEXTS",
    "ExporterCheck",
    "check_exporter",
    "exporter_checks",
    "hard_report",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module when it is first used."""
    if name in _HOME:
        return getattr(import_module(f".{_HOME[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
