"""All that an exporter sees: figures with their reasons, and what stands around them.

A report holds aggregates only, nothing about one person, and nothing in it can be changed.
"""

from .accounts import Account, Held, Reading, Stated, Step
from .figure import Figure, Figures
from .whole import (
    QUOTED,
    Provenance,
    Report,
    RuleInWords,
    Table,
    rule_as_data,
    settings_as_data,
)

__all__ = [
    "QUOTED",
    "Account",
    "Figure",
    "Figures",
    "Held",
    "Provenance",
    "Reading",
    "Report",
    "RuleInWords",
    "Stated",
    "Step",
    "Table",
    "rule_as_data",
    "settings_as_data",
]
