"""The command `export`: a report through an exporter, to a file or to standard output."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import click

from .group import LANGUAGES, commands, complete_dataset, complete_format, tell
from .reading import loaded, reads_dataset

if TYPE_CHECKING:
    from ..hookspecs import Exporter, Loss
    from ..problems import PluginError
    from ..report import Report


@commands.command(short_help="Write the report of a dataset in a format.")
@click.argument("dataset", default="hkcs", shell_complete=complete_dataset)
@click.option(
    "--format",
    "form",
    metavar="FMT",
    shell_complete=complete_format,
    help="The format; with -o its suffix decides where this is left out.",
)
@click.option("-o", "--output", metavar="FILE", help="Where to write; - is standard output.")
@click.option(
    "-O",
    "--option",
    "given",
    metavar="KEY=VALUE",
    multiple=True,
    help="An option of the format; `formats FMT` lists them.",
)
@click.option("--lang", type=click.Choice(LANGUAGES), help="The reader's language.")
@reads_dataset
@click.option(
    "--small-cells",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Withhold figures of persons below N; this version takes 0 alone.",
)
def export(  # noqa: PLR0913, PLR0917 - one argument an option
    dataset: str,
    form: str | None,
    output: str | None,
    given: tuple[str, ...],
    lang: str | None,
    small_cells: int,
) -> None:
    """Write the report of DATASET (hkcs where it is left out) in a format."""
    from ..reporting import build_report

    exporter = chosen(form, output)
    options = options_of(exporter, output, given)
    refuse_terminal(exporter, output)
    refuse_lacking(exporter)
    if small_cells:
        from ..problems import NotYetError

        raise NotYetError("--small-cells: small numbers are not withheld by this version")
    known = loaded(dataset)
    tell(known.warnings)
    write(exporter, build_report(known, language=lang), output, options)


def chosen(form: str | None, output: str | None) -> Exporter:
    """Return the exporter that is asked for, or that the suffix of a file tells."""
    from ..output import STANDARD
    from ..plugins import built_in, choose_by_suffix, choose_exporter

    if form is not None:
        return choose_exporter(form)
    if output is not None and output != STANDARD:
        return choose_by_suffix(output)
    names = ", ".join(built_in().exporters)
    raise click.UsageError(f"no format; choose one with --format, such as {names}")


def options_of(exporter: Exporter, output: str | None, given: Sequence[str] = ()) -> Any:
    """Return the options that an exporter is called with: those given, and what the place says."""
    from ..hookspecs import NoOptions

    if exporter.options is NoOptions and not given:
        return NoOptions()
    from ..options import make_options, read_options  # cattrs takes long to load

    set_by_hand = read_options(exporter, given)
    return make_options(exporter, {**from_target(exporter, output), **set_by_hand})


def from_target(exporter: Exporter, output: str | None) -> dict[str, Any]:
    """Return the options that the place to write to decides: a file gets a byte-order mark."""
    from attrs import fields_dict

    from ..output import is_file

    return {"bom": is_file(output)} if "bom" in fields_dict(exporter.options) else {}


def refuse_terminal(exporter: Exporter, output: str | None) -> None:
    """Refuse to write what is not text to a terminal."""
    from ..output import STANDARD

    if exporter.binary and output in (None, STANDARD) and sys.stdout.isatty():
        raise click.UsageError(
            f"{exporter.format} is binary and is not written to a terminal; "
            f"write it to a file with -o report{exporter.suffixes[0]}, or to a pipe"
        )


def refuse_lacking(exporter: Exporter) -> None:
    """Refuse a format whose libraries are not installed, before the report is made."""
    from ..extras import install_line, missing, not_installed
    from ..plugins import source_of
    from ..problems import UsageError

    if lacking := missing(exporter.requires):
        line = install_line(source_of(exporter.format).name, exporter.extra)
        raise UsageError(not_installed(f"format {exporter.format}", lacking, line))


def write(exporter: Exporter, report: Report, output: str | None, options: Any) -> None:
    """Write a report, and tell what the format could not carry."""
    from ..output import open_output
    from .reading import refuse_what_is_read

    refuse_what_is_read(output)
    with open_output(output) as out:
        losses = _rendered(exporter, report, out, options)
    for loss in losses:
        click.echo(f"{exporter.format}: not carried: {loss.message}", err=True)


def _rendered(exporter: Exporter, report: Report, out: BinaryIO, options: Any) -> list[Loss]:
    """Return what an exporter could not carry: whatever it raises is its own failure.

    All but a usage error: then the user lacks something, such as an extra.
    """
    from ..hookspecs import Loss
    from ..output import Sink
    from ..problems import UsageError

    sink = Sink(out)
    losses: Any
    try:
        losses = exporter.write(report, cast("BinaryIO", sink), options)
    except UsageError:
        raise
    except (Exception, SystemExit) as error:
        if sink.failure:
            raise sink.failure from None
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise _failed(exporter, reason) from error
    if isinstance(losses, list) and all(isinstance(loss, Loss) for loss in losses):
        return losses
    returned = f"returns {type(losses).__name__}, not a list of Loss"
    raise _failed(exporter, returned)


def _failed(exporter: Exporter, reason: str) -> PluginError:
    from ..plugins import source_of
    from ..problems import PluginError

    source = source_of(exporter.format)
    return PluginError(f"format {exporter.format} of {source} failed: {reason}")
