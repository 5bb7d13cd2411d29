"""The command `new`: an empty dataset to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from .group import LANGUAGES, commands


@commands.command(short_help="Begin a dataset: an empty one to fill in.")
@click.argument("target", metavar="DIR|FILE.xlsx")
@click.option(
    "--lang",
    "languages",
    type=click.Choice(LANGUAGES),
    multiple=True,
    default=("en", "zh-Hant"),
    show_default=True,
    help="A language of its guide; may be given several times.",
)
def new(target: str, languages: tuple[str, ...]) -> None:
    """Write an empty dataset with its guide: a folder, or a workbook where the name ends in .xlsx.

    Nothing that exists is written over.
    """
    from ..starting import guide_of, start

    path = Path(target)
    start(path, tuple(dict.fromkeys(languages)))
    click.echo(f"{target}: written; begin with {guide_of(path)}", err=True)
