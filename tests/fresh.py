"""Fresh environments: an interpreter of their own, and what pip installs beside it."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

from hkcs_model.plugins import SWITCH


def pip(*arguments: str | Path) -> None:
    """Run the pip that runs these tests; what it says is told where it fails."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


def new_python(folder: Path) -> str:
    """Make an environment without any package, and return its interpreter."""
    builder = venv.EnvBuilder()
    builder.create(folder)
    return str(builder.ensure_directories(folder).env_exe)


def unconfigured() -> dict[str, str]:
    """Return the environment variables but for those that say what Python finds and loads."""
    told = ("PYTHON", "PYTEST", "COVERAGE", SWITCH)
    return {name: text for name, text in os.environ.items() if not name.startswith(told)}
