"""The command line: each command is a line of stations that the library's functions are."""

from __future__ import annotations

import atexit
import errno
import gc
import sys
from collections.abc import Callable

import click

from .group import LANGUAGES, commands

__all__ = ["LANGUAGES", "commands", "main"]

_SELDOM = 200_000
"""After how many more objects unused ones are looked for: what starts and ends soon makes few."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: the words after the program's name; None takes those that it was started with.

    Returns:
        The exit status: 0 done; 1 the input is faulty or the output cannot be written; 2 wrong
        usage; 3 a plugin failed; 130 interrupted.
    """
    _say_utf8()
    if arguments is None:
        gc.set_threshold(_SELDOM)
        atexit.register(gc.freeze)  # so that nothing is looked for in what ends anyway
    try:
        status = commands.main(arguments, prog_name="hkcs-model", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return 130
    except SystemExit as ended:  # click's own, where whoever read the output has stopped
        return ended.code if isinstance(ended.code, int) else 1
    except Exception as error:  # noqa: BLE001 - goes on unless a user can act on it
        return _ended_by(error)
    return status if isinstance(status, int) else 0


def _ended_by(error: Exception) -> int:
    """Tell an error that a user can act on; any other is a defect, and goes on."""
    from ..output import STANDARD, not_written
    from ..problems import HkcsError

    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        error = not_written(STANDARD, error)  # help and the version are written by click
    if not isinstance(error, HkcsError):
        raise error
    click.echo(str(error), err=True)
    return error.exit_status


def _say_utf8() -> None:
    """Write UTF-8 whatever the system's own encoding is, so that Chinese comes out everywhere."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
