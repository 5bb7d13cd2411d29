"""The commands that count: `count`, `explain` and `reconcile`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .group import (
    AS_TEXT_OR_JSON,
    LANGUAGES,
    commands,
    complete_dataset,
    print_json,
    print_text,
    tell,
)
from .reading import loaded, reads_dataset, refuse_what_is_read

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from ..dataset import Dataset

Command = TypeVar("Command", bound=Callable[..., Any])

TABLE = "table"
# As in `statements`, which --help shall not have to load.
_BASES = ("combined", "recorded", "stated")


def _complete_rule(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from ..rules import CATALOGUE

    rules = (rule for rule in CATALOGUE.values() if rule.id.startswith(typed))
    return [CompletionItem(rule.id, help=rule.label.say("en")) for rule in rules]


def _scope(command: Command) -> Command:
    """Give a command the options that say what is asked."""
    options = (
        click.option(
            "--by", metavar="DIM,…", multiple=True, help="A row for each value of a dimension."
        ),
        click.option(
            "--where",
            metavar="DIM=V,…",
            multiple=True,
            help="What belongs; DIM= is what is not recorded.",
        ),
        click.option(
            "--period",
            metavar="P",
            help="2014, 2007-09, 2007-09/2014-12-31, 1992/.. or fy:2014-15; all time otherwise.",
        ),
        click.option(
            "--basis",
            type=click.Choice(_BASES),
            default="combined",
            show_default=True,
            help="Records and published totals together, or one of them alone.",
        ),
        click.option("--lang", type=click.Choice(LANGUAGES), help="The language of the words."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@commands.command(short_help="Count what a dataset knows of some rules.")
@click.argument("dataset", shell_complete=complete_dataset)
@click.argument("rules", metavar="RULE…", nargs=-1, required=True, shell_complete=_complete_rule)
@_scope
@reads_dataset
@click.option(
    "--format",
    "form",
    metavar="FMT",
    help="table unless set, or a format of reports; with -o its suffix decides, .txt is a table.",
)
@click.option("-o", "--output", metavar="FILE", help="Where to write; - is standard output.")
def count(  # noqa: PLR0913, PLR0917 - one argument an option
    dataset: str,
    rules: tuple[str, ...],
    by: tuple[str, ...],
    where: tuple[str, ...],
    period: str | None,
    basis: str,
    lang: str | None,
    form: str | None,
    output: str | None,
) -> None:
    """Count what DATASET knows of each RULE.

    A RULE may also be a ratio, contacts/staff_days, or a share, contacts/(contacts+absences).
    """
    from ..figures import count as counted
    from ..output import open_output
    from ..reporting import report_of_figures
    from ..tabulating import tabulated
    from .exporting import options_of, write

    exporter = _exporter(form, output)
    known = loaded(dataset)
    tell(known.warnings)
    asked: dict[str, Any] = {"where": _where(known, where), "period": period, "basis": basis}
    asked["language"] = lang or known.project.language
    dimensions = _split(by)
    rules = tuple(dict.fromkeys(rules))
    figures = counted(known, *rules, by=dimensions, **asked)
    totals = counted(known, *rules, **asked) if dimensions else []
    if exporter is not None:
        report = report_of_figures(known, figures, asked["language"], totals)
        write(exporter, report, output, options_of(exporter, output))
        return
    refuse_what_is_read(output)
    with open_output(output) as out:
        text = tabulated(known, figures, totals, dimensions, asked["language"])
        out.write(f"{text}\n".encode())


def _exporter(form: str | None, output: str | None) -> Any:
    """Return what writes figures; None is the table for people."""
    from ..output import STANDARD
    from .exporting import chosen, refuse_terminal

    is_text = output in (None, STANDARD) or str(output).endswith(".txt")
    if form == TABLE or (form is None and is_text):
        return None
    exporter = chosen(form, output)
    refuse_terminal(exporter, output)
    return exporter


def _split(given: Sequence[str]) -> tuple[str, ...]:
    """Return the parts of options that take several, separated by commas."""
    parts = (part.strip() for text in given for part in text.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def _where(known: Dataset, given: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Read filters; a value that occurs with a comma in it is that value."""
    from ..questions import values_there

    found: dict[str, tuple[str, ...]] = {}
    for text in given:
        name, equals, values = text.partition("=")
        if not equals:
            raise click.UsageError(f"--where {text}: write it as DIM=VALUE, such as mode=phone")
        whole = "," not in values or values.strip() in values_there(known, name.strip())
        parts = (values.strip(),) if whole else _split([values])
        found[name.strip()] = (*found.get(name.strip(), ()), *parts)
    _warn_of_strangers(known, found)
    return found


def _warn_of_strangers(known: Dataset, where: dict[str, tuple[str, ...]]) -> None:
    """Tell of each value that occurs nowhere: nothing can be counted of it."""
    from ..questions import strangers

    for message in strangers(known, where):
        click.echo(message, err=True)


@commands.command(short_help="Tell how a figure comes about, step by step.")
@click.argument("dataset", shell_complete=complete_dataset)
@click.argument("rule", metavar="RULE", shell_complete=_complete_rule)
@_scope
@reads_dataset
@click.option("--rows", is_flag=True, help="Also each fact, with its file and row.")
@AS_TEXT_OR_JSON
def explain(  # noqa: PLR0913, PLR0917 - one argument an option
    dataset: str,
    rule: str,
    by: tuple[str, ...],
    where: tuple[str, ...],
    period: str | None,
    basis: str,
    lang: str | None,
    rows: bool,  # noqa: FBT001 - a flag of the command line
    form: str,
) -> None:
    """Tell how the figure of RULE comes about: each step counted by itself, and they add up.

    With --rows persons' ids are shown: mind who reads it.
    """
    from ..explaining import explain as explained
    from ..tabulating import explained_as_data, explained_as_text

    known = loaded(dataset)
    tell(known.warnings)
    found = explained(
        known,
        rule,
        where=_where(known, where),
        period=period,
        by=_split(by),
        basis=basis,
        rows=rows,
    )
    language = lang or known.project.language
    if form == "json":
        print_json({"explanations": [explained_as_data(one, language) for one in found]})
    else:
        texts = (explained_as_text(known, one, language) for one in found)
        print_text("\n\n".join(texts))


@commands.command(short_help="Hold published totals against the records.")
@click.argument("dataset", default="hkcs", shell_complete=complete_dataset)
@reads_dataset
@click.option("--fail", is_flag=True, help="Exit with 1 where anything differs.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="The language of the words.")
@AS_TEXT_OR_JSON
def reconcile(dataset: str, fail: bool, lang: str | None, form: str) -> None:  # noqa: FBT001 - flag
    """Hold each published total of DATASET against its records, and all of them against the laws.

    A total is held under each reading that its words allow.
    """
    from ..reconciling import reconcile as reconciled
    from ..tabulating import reconciled_as_data, reconciled_as_text

    known = loaded(dataset)
    tell(tuple(told for told in known.warnings if told.code != "contradiction"))
    found = reconciled(known)
    language = lang or known.project.language
    if form == "json":
        print_json(reconciled_as_data(found, language))
    else:
        print_text(reconciled_as_text(found, language))
    if fail and found.differs:
        raise click.exceptions.Exit(1)
