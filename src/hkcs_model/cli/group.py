"""The group of commands, and what several of them share."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from .. import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from ..problems import Problem

# As in `languages` and `intake`, which --help shall not have to load.
LANGUAGES = ("en", "zh-Hant", "zh-Hans")
_DATASETS = ("hkcs", "sample")
AS_TEXT_OR_JSON = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the answer is written.",
)


COMMANDS = {
    "check": "looking",
    "compare": "comparing",
    "convert": "keeping",
    "count": "counting",
    "explain": "counting",
    "export": "exporting",
    "formats": "looking",
    "new": "starting",
    "plugins": "looking",
    "reconcile": "counting",
    "rules": "looking",
    "verify": "comparing",
}
"""The commands, each with the module that it is in, which is loaded when it is asked for."""


class _Group(click.Group):
    """Commands; an unknown one is answered with the nearest."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the same in all
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or refuse an unknown one."""
        if cmd_name in COMMANDS:
            import_module(f".{COMMANDS[cmd_name]}", __package__)
        found = super().get_command(ctx, cmd_name)
        if found is None and not ctx.resilient_parsing:
            from ..spelling import did_you_mean

            hint = did_you_mean(cmd_name, self.list_commands(ctx))
            raise click.UsageError(f"{cmd_name}: no such command; {hint}", ctx)
        return found


def complete_format(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Return the formats that begin as typed."""
    from click.shell_completion import CompletionItem

    from ..plugins import installed

    there = installed().exporters
    return [CompletionItem(f, help=e.summary) for f, e in there.items() if f.startswith(typed)]


def complete_dataset(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Return the datasets that ship and begin as typed, and let folders be completed."""
    from click.shell_completion import CompletionItem

    named = [CompletionItem(name) for name in _DATASETS if name.startswith(typed)]
    return [*named, CompletionItem(typed, type="file")]


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, package_name="hkcs-model", prog_name="hkcs-model")
def commands() -> None:
    """Count a social-service agency's work, and stand behind every number.

    DATASET is a folder with project.toml and CSV tables, a .json, .xlsx or SQLite file, or the
    name of a dataset that ships with the package: hkcs, or sample, which is invented.
    """


def print_json(value: Any) -> None:
    """Print a result as data, numbers with a fraction in full."""
    import json
    import re

    text = json.dumps(value, ensure_ascii=False, indent=2, default=lambda number: f"\0{number:f}")
    print_text(re.sub(r'"\\u0000(-?[0-9.]+)"', r"\1", text))


def print_text(text: str) -> None:
    """Print a result, by the same door as a report."""
    from ..output import open_output

    with open_output(None) as out:
        out.write(f"{text}\n".encode())


def tell(problems: tuple[Problem, ...]) -> None:
    """Tell warnings on standard error."""
    for problem in problems:
        click.echo(str(problem), err=True)
