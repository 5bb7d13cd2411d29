"""Count a social-service agency's work, and stand behind every number.

Importing this package reads nothing and loads no plugin; each name below is loaded when it is
first used.

    load            read and check a dataset: a folder, or the name of one that ships with it
    count           figures from records and published totals
    explain         how a figure comes about, step by step
    reconcile       published totals held against the records
    build_report    its report: every figure with its reasons, ready for an exporter
    exporters       the exporters that are there, by format
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .comparing import Comparison, compare
    from .dataset import Dataset
    from .explaining import Explanation, explain
    from .figures import count
    from .intake import load
    from .plugins import exporters
    from .problems import DatasetError, HkcsError, Problem, UsageError
    from .reconciling import Reconciled, reconcile
    from .report import Figure, Report
    from .reporting import build_report

__version__ = "0.1.0"

_HOME = {
    "Comparison": "comparing",
    "Dataset": "dataset",
    "DatasetError": "problems",
    "Explanation": "explaining",
    "Figure": "report",
    "HkcsError": "problems",
    "Problem": "problems",
    "Reconciled": "reconciling",
    "Report": "report",
    "UsageError": "problems",
    "build_report": "reporting",
    "compare": "comparing",
    "count": "figures",
    "explain": "explaining",
    "exporters": "plugins",
    "load": "intake",
    "reconcile": "reconciling",
}

__all__ = [
    "Comparison",
    "Dataset",
    "DatasetError",
    "Explanation",
    "Figure",
    "HkcsError",
    "Problem",
    "Reconciled",
    "Report",
    "UsageError",
    "__version__",
    "build_report",
    "compare",
    "count",
    "explain",
    "exporters",
    "load",
    "reconcile",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module when it is first used."""
    if name in _HOME:
        return getattr(import_module(f".{_HOME[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
