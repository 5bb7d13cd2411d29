"""Count a social-service agency's work, and stand behind every number.

Importing this package reads nothing and loads no plugin; each name below is loaded when it is
first used.

    load            read and check a dataset: a folder, or the name of one that ships with it
    count           figures from records and published totals
    build_report    its report: every figure with its reasons, ready for an exporter
    exporters       the exporters that are there, by format
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .dataset import Dataset
    from .figures import count
    from .intake import load
    from .plugins import exporters
    from .problems import DatasetError, HkcsError, Problem, UsageError
    from .report import Figure, Report
    from .reporting import build_report

__version__ = "0.1.0"

_HOME = {
    "Dataset": "dataset",
    "DatasetError": "problems",
    "Figure": "report",
    "HkcsError": "problems",
    "Problem": "problems",
    "Report": "report",
    "UsageError": "problems",
    "build_report": "reporting",
    "count": "figures",
    "exporters": "plugins",
    "load": "intake",
}

__all__ = [
    "Dataset",
    "DatasetError",
    "Figure",
    "HkcsError",
    "Problem",
    "Report",
    "UsageError",
    "__version__",
    "build_report",
    "count",
    "exporters",
    "load",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module when it is first used."""
    if name in _HOME:
        return getattr(import_module(f".{_HOME[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
