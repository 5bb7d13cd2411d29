"""The command line: each command is a line of stations that the library's functions are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import click

from . import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from .hookspecs import Exporter, Loss
    from .problems import Problem
    from .report import Report

# As in `languages` and `intake`, which --help shall not have to load.
LANGUAGES = ("en", "zh-Hant", "zh-Hans")
_DATASETS = ("hkcs",)
_AS_TEXT_OR_JSON = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the answer is written.",
)


class _Group(click.Group):
    """Commands; an unknown one is answered with the nearest."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or refuse an unknown one."""
        found = super().get_command(ctx, cmd_name)
        if found is None and not ctx.resilient_parsing:
            from .spelling import did_you_mean

            hint = did_you_mean(cmd_name, self.list_commands(ctx))
            raise click.UsageError(f"{cmd_name}: no such command; {hint}", ctx)
        return found


def _complete_format(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from .plugins import installed

    there = installed().exporters
    return [CompletionItem(f, help=e.summary) for f, e in there.items() if f.startswith(typed)]


def _complete_dataset(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    named = [CompletionItem(name) for name in _DATASETS if name.startswith(typed)]
    return [*named, CompletionItem(typed, type="dir")]


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, package_name="hkcs-model", prog_name="hkcs-model")
def commands() -> None:
    """Count a social-service agency's work, and stand behind every number.

    DATASET is a folder with project.toml and CSV tables, or the name of a dataset that ships
    with the package: hkcs.
    """


@commands.command(short_help="Write the report of a dataset in a format.")
@click.argument("dataset", default="hkcs", shell_complete=_complete_dataset)
@click.option(
    "--format",
    "form",
    metavar="FMT",
    shell_complete=_complete_format,
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
    from .intake import load
    from .options import make_options, read_options
    from .reporting import build_report

    exporter = _chosen(form, output)
    set_by_hand = read_options(exporter, given)
    options = make_options(exporter, {**_from_target(exporter, output), **set_by_hand})
    _refuse_terminal(exporter, output)
    if small_cells:
        from .problems import NotYetError

        raise NotYetError("--small-cells: small numbers are not withheld by this version")
    known = load(dataset)
    _tell(known.warnings)
    _write(exporter, build_report(known, language=lang), output, options)


def _chosen(form: str | None, output: str | None) -> Exporter:
    from .output import STANDARD
    from .plugins import built_in, choose_by_suffix, choose_exporter

    if form is not None:
        return choose_exporter(form)
    if output is not None and output != STANDARD:
        return choose_by_suffix(output)
    names = ", ".join(built_in().exporters)
    raise click.UsageError(f"no format; choose one with --format, such as {names}")


def _from_target(exporter: Exporter, output: str | None) -> dict[str, Any]:
    """Return the options that the place to write to decides: a file gets a byte-order mark."""
    from attrs import fields_dict

    from .output import is_file

    return {"bom": is_file(output)} if "bom" in fields_dict(exporter.options) else {}


def _refuse_terminal(exporter: Exporter, output: str | None) -> None:
    from .output import STANDARD

    if exporter.binary and output in (None, STANDARD) and sys.stdout.isatty():
        raise click.UsageError(
            f"{exporter.format} is binary and is not written to a terminal; "
            f"write it to a file with -o report{exporter.suffixes[0]}, or to a pipe"
        )


def _write(exporter: Exporter, report: Report, output: str | None, options: Any) -> None:
    from .output import open_output

    with open_output(output) as out:
        losses = _rendered(exporter, report, out, options)
    for loss in losses:
        click.echo(f"{exporter.format}: not carried: {loss.message}", err=True)


def _rendered(exporter: Exporter, report: Report, out: BinaryIO, options: Any) -> list[Loss]:
    """Return what an exporter could not carry: whatever it raises is its own failure."""
    from .hookspecs import Loss
    from .output import Sink
    from .problems import PluginError

    sink = Sink(out)
    losses: Any
    try:
        losses = exporter.write(report, cast("BinaryIO", sink), options)
    except (Exception, SystemExit) as error:
        if sink.failure:
            raise sink.failure from None
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise PluginError(f"format {exporter.format} failed: {reason}") from error
    if isinstance(losses, list) and all(isinstance(loss, Loss) for loss in losses):
        return losses
    returned = f"returns {type(losses).__name__}, not a list of Loss"
    raise PluginError(f"format {exporter.format} failed: {returned}")


def _tell(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)


@commands.command(short_help="Tell every problem of a dataset.")
@click.argument("dataset", shell_complete=_complete_dataset)
@_AS_TEXT_OR_JSON
def check(dataset: str, form: str) -> None:
    """Tell every problem of DATASET, and exit with 1 where there is an error."""
    from .intake import load
    from .problems import DatasetError

    try:
        problems = load(dataset).warnings
    except DatasetError as error:
        problems = error.problems
    _print_problems(problems, form)
    if any(problem.severity == "error" for problem in problems):
        raise click.exceptions.Exit(1)


def _print_problems(problems: tuple[Problem, ...], form: str) -> None:
    from .problems import tally

    if form == "json":
        errors = sum(problem.severity == "error" for problem in problems)
        told = {"errors": errors, "warnings": len(problems) - errors}
        _print_json({**told, "problems": [problem.as_data() for problem in problems]})
        return
    _print("\n".join([*map(str, problems), tally(problems)]))


def _print_json(value: Any) -> None:
    import json

    _print(json.dumps(value, ensure_ascii=False, indent=2))


def _print(text: str) -> None:
    """Print a result, by the same door as a report."""
    from .output import open_output

    with open_output(None) as out:
        out.write(f"{text}\n".encode())


@commands.command(short_help="List the formats, or tell all of one.")
@click.argument("name", metavar="[FMT]", required=False, shell_complete=_complete_format)
@_AS_TEXT_OR_JSON
def formats(name: str | None, form: str) -> None:
    """List the formats that there are, or tell all of one and its options."""
    from .listing import format_as_data, format_in_full, formats_as_table
    from .plugins import choose_exporter, installed

    if name is not None:
        choose_exporter(name)
    there = installed()
    listed = [g for g in there.formats if name in (None, g.name)]
    if form == "json":
        _print_json({"formats": [format_as_data(given) for given in listed]})
    elif name is None:
        _print(formats_as_table(listed))
    else:
        _print(format_in_full(listed[0]))
    _tell_failures(there.failures)


def _tell_failures(failures: tuple[Any, ...]) -> None:
    for failure in failures:
        click.echo(f"not loaded: {failure}", err=True)


@commands.command(short_help="List the counting rules, or tell all of one.")
@click.argument("name", metavar="[RULE]", required=False)
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", help="Language of the words.")
@_AS_TEXT_OR_JSON
def rules(name: str | None, lang: str, form: str) -> None:
    """List the counting rules by what they count, or tell all of one."""
    from .listing import rule_as_data, rule_in_full, rules_as_table, rules_there

    found, failures = rules_there(name)
    if form == "json":
        _print_json({"rules": [rule_as_data(given) for given in found]})
    elif name is None:
        _print(rules_as_table(found, lang))
    else:
        _print(rule_in_full(found[0], lang))
    _tell_failures(failures)


@commands.command(short_help="List what plugins bring, and what failed.")
@_AS_TEXT_OR_JSON
def plugins(form: str) -> None:
    """List what plugins bring, from which distribution, and what failed to load."""
    from .listing import plugins_as_data, plugins_as_text
    from .plugins import installed

    there = installed()
    if form == "json":
        _print_json(plugins_as_data(there))
    else:
        _print(plugins_as_text(there))


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: the words after the program's name; None takes those that it was started with.

    Returns:
        The exit status: 0 done; 1 the input is faulty or the output cannot be written; 2 wrong
        usage; 3 a plugin failed; 130 interrupted.
    """
    _say_utf8()
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
    from .problems import HkcsError

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
