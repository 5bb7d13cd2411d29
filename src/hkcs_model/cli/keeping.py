"""The command that writes a dataset in another form: `convert`."""

from __future__ import annotations

import click

from .group import commands, complete_dataset, tell
from .reading import loaded, reads_dataset


@commands.command(short_help="Write a dataset in another of its forms.")
@click.argument("dataset", shell_complete=complete_dataset)
@reads_dataset
@click.option(
    "-o",
    "--output",
    metavar="DIR|FILE",
    required=True,
    help="A new folder, or a .json, .xlsx or .sqlite file.",
)
def convert(dataset: str, output: str) -> None:
    """Write DATASET in another of its forms; it says the same in each.

    Persons' rows are written too: mind who reads them.
    """
    from ..converting import convert as converted

    known = loaded(dataset)
    tell(known.warnings)
    converted(known, output)
