"""Libraries that only some work needs: imported then, or named with how to install them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from .problems import UsageError


def needed(module: str, extra: str, what: str) -> Any:
    """Return a module of an extra.

    Args:
        module: its name.
        extra: the extra of this package that brings it.
        what: what needs it, as a message begins.

    Raises:
        UsageError: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError:
        library = module.partition(".")[0]
        hint = f"run: pip install 'hkcs-model[{extra}]'"
        raise UsageError(f"{what} needs {library}, which is not installed; {hint}") from None
