"""Judges that nobody here wrote: Python packages, each asked in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

_HXL = "from hxl.scripts import hxlvalidate; hxlvalidate()"


def _asked(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=cwd, capture_output=True, text=True, check=False
    )


def frictionless(package: Path) -> tuple[bool, set[tuple[str, str]]]:
    """Ask whether a data package is valid; return that, and each table with a kind of error."""
    said = _asked("-m", "frictionless", "validate", "--json", package.name, cwd=package.parent)
    judged = json.loads(said.stdout)
    assert said.returncode == (0 if judged["valid"] else 1), said.stderr
    errors = {(task["name"], e["type"]) for task in judged["tasks"] for e in task["errors"]}
    return judged["valid"], errors | {("", error["type"]) for error in judged["errors"]}


def hxlvalidate(table: Path) -> tuple[bool, str]:
    """Ask whether tagged CSV is valid; return that, and what was said."""
    said = _asked("-c", _HXL, table.name, cwd=table.parent)
    return said.returncode == 0, said.stdout + said.stderr


def sqlite_utils(*words: str, cwd: Path) -> list[dict[str, Any]]:
    """Have a database read; return the rows.

    Raises:
        ValueError: it is no database that can be read.
    """
    said = _asked("-m", "sqlite_utils", *words, cwd=cwd)
    if said.returncode:
        raise ValueError(said.stderr)
    rows: list[dict[str, Any]] = json.loads(said.stdout)
    return rows
