"""Libraries that only some work needs: imported then, or named with how to install them."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from .problems import UsageError

_OWN = "hkcs-model"


def missing(modules: Iterable[str]) -> list[str]:
    """Return the modules that are not installed; none of them is imported."""
    return [module for module in modules if find_spec(module) is None]


def install_line(distribution: str, extra: str) -> str:
    """Return what one types to install an extra of a distribution."""
    return f"pip install '{distribution}[{extra}]'"


def not_installed(what: str, modules: Iterable[str], line: str) -> str:
    """Return the sentence that something needs modules which are not there.

    Args:
        what: what needs them, as a message begins.
        modules: the modules.
        line: what installs them.
    """
    names = list(modules)
    verb = "is" if len(names) == 1 else "are"
    return f"{what} needs {' and '.join(names)}, which {verb} not installed; run: {line}"


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
        told = not_installed(what, [library], install_line(_OWN, extra))
        raise UsageError(told) from None
