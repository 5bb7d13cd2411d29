"""What every command that reads a dataset shares: its encoding, and rows that are set aside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from ..dataset import Dataset

Command = TypeVar("Command", bound=Callable[..., Any])

# As in `intake`, which --help shall not have to load.
_ENCODINGS = ("big5hkscs", "gb18030")
_ENCODING = "hkcs_model.encoding"
_SET_ASIDE = "hkcs_model.set_aside"
_ROWS = "hkcs_model.rows"
_SOURCES = "hkcs_model.sources"
STANDARD = "-"  # as in `output`


def reads_dataset(command: Command) -> Command:
    """Give a command the options that say how datasets are read."""
    options = (
        click.option(
            "--encoding",
            type=click.Choice(_ENCODINGS),
            expose_value=False,
            callback=_keep(_ENCODING),
            help="What older spreadsheets wrote; files in Unicode are read as that all the same.",
        ),
        click.option(
            "--set-aside",
            metavar="FILE",
            expose_value=False,
            callback=_keep(_SET_ASIDE),
            help="Go on without faulty rows, and write them to FILE, a CSV with persons' rows.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _keep(name: str) -> Callable[[click.Context, click.Parameter, str | None], None]:
    def keep(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
        ctx.meta[name] = value

    return keep


def refuse_what_is_read(target: str | None) -> None:
    """Refuse to write over what a dataset of this command is read from, or over its other output.

    Raises:
        UsageError: the target is the dataset, one of its tables, or the file of `--set-aside`.
    """
    from ..problems import UsageError

    if target is None or target == STANDARD:
        return
    _refuse_the_dataset(target)
    aside = click.get_current_context().meta.get(_SET_ASIDE)
    if aside and Path(target).resolve() == Path(aside).resolve():
        raise UsageError(f"{target}: the rows that are set aside go there; give another name")


def _refuse_the_dataset(target: str) -> None:
    from ..problems import UsageError

    path = Path(target)
    for source in map(Path, click.get_current_context().meta[_SOURCES]):
        if path.exists() and _is_of(path, source):
            raise UsageError(f"{target}: the dataset itself is there; give another name")


def _is_of(path: Path, source: Path) -> bool:
    """Tell whether a file is a dataset, or one of the tables of a folder."""
    if source.is_dir():
        return path.parent.samefile(source) and path.suffix.lower() in (".csv", ".toml")
    return source.exists() and path.samefile(source)


def loaded(source: str) -> Dataset:
    """Return a dataset, read as the command's options say; rows that are set aside are written."""
    from ..intake import load

    meta = click.get_current_context().meta
    target = meta.get(_SET_ASIDE)
    meta.setdefault(_SOURCES, []).append(source)
    if target is not None:
        _refuse_the_dataset(target)
    dataset = load(source, encoding=meta.get(_ENCODING) or "", set_aside=target is not None)
    if target is not None:
        from ..converting.folder import set_aside_as_csv
        from ..output import open_output

        rows_of_all = meta.setdefault(_ROWS, [])  # a command may read two datasets
        rows_of_all += dataset.set_aside
        with open_output(target) as out:
            out.write(set_aside_as_csv(rows_of_all))
        number = len(dataset.set_aside)
        rows = "1 row was" if number == 1 else f"{number:,} rows were"
        click.echo(f"{rows} set aside: see {target}", err=True)
    return dataset
