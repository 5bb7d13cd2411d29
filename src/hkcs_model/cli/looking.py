"""The commands that tell what is there: `check`, `formats`, `rules` and `plugins`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .group import (
    AS_TEXT_OR_JSON,
    LANGUAGES,
    commands,
    complete_dataset,
    complete_format,
    print_json,
    print_text,
)
from .reading import loaded, reads_dataset

if TYPE_CHECKING:
    from ..dataset import Dataset, SetAside
    from ..problems import Problem


@commands.command(short_help="Tell every problem of a dataset.")
@click.argument("dataset", shell_complete=complete_dataset)
@reads_dataset
@click.option(
    "--mark",
    "marked",
    metavar="COPY.xlsx",
    help="Write a copy of the workbook with the faulty cells marked and commented.",
)
@AS_TEXT_OR_JSON
def check(dataset: str, marked: str | None, form: str) -> None:
    """Tell every problem of DATASET, and exit with 1 where there is an error.

    With --set-aside also the errors of the rows that were set aside are told, and what is left is
    counted; the exit status is then about what is left.
    """
    from ..problems import DatasetError

    aside: tuple[SetAside, ...] = ()
    rows: dict[str, dict[str, int]] = {}
    try:
        known = loaded(dataset)
        problems, aside = known.warnings, known.set_aside
        rows = _rows_of(known) if aside else {}
    except DatasetError as error:
        problems = error.problems
    told = (*(row.problem for row in aside), *problems)
    _print_problems(told, form, rows)
    if marked is not None:
        _mark(dataset, marked, told)
    if any(problem.severity == "error" for problem in problems):
        raise click.exceptions.Exit(1)


def _mark(dataset: str, target: str, problems: tuple[Problem, ...]) -> None:
    from ..marking import mark
    from ..output import open_output

    data = mark(dataset, problems)
    with open_output(target) as out:
        out.write(data)


def _rows_of(dataset: Dataset) -> dict[str, dict[str, int]]:
    """Return of each table how many rows were there, are counted and were set aside."""
    found = {}
    for name in dataset.headers:
        counted = len(getattr(dataset, name))
        aside = sum(row.table == name for row in dataset.set_aside)
        found[name] = {"there": counted + aside, "counted": counted, "set_aside": aside}
    return found


def _print_problems(
    problems: tuple[Problem, ...], form: str, rows: dict[str, dict[str, int]]
) -> None:
    from ..problems import tally

    if form == "json":
        errors = sum(problem.severity == "error" for problem in problems)
        told = {"errors": errors, "warnings": len(problems) - errors}
        listed = [problem.as_data() for problem in problems]
        print_json({**told, "problems": listed, **({"rows": rows} if rows else {})})
        return
    lines = [
        f"{name}: {n['there']:,} there, {n['counted']:,} counted, {n['set_aside']:,} set aside"
        for name, n in rows.items()
    ]
    print_text("\n".join([*map(str, problems), tally(problems), *lines]))


@commands.command(short_help="List the formats, or tell all of one.")
@click.argument("name", metavar="[FMT]", required=False, shell_complete=complete_format)
@AS_TEXT_OR_JSON
def formats(name: str | None, form: str) -> None:
    """List the formats that there are, or tell all of one and its options."""
    from ..listing import format_as_data, format_in_full, formats_as_table
    from ..plugins import choose_exporter, installed

    if name is not None:
        choose_exporter(name)
    there = installed()
    listed = [g for g in there.formats if name in (None, g.name)]
    if form == "json":
        print_json({"formats": [format_as_data(given) for given in listed]})
    elif name is None:
        print_text(formats_as_table(listed))
    else:
        print_text(format_in_full(listed[0]))
    _tell_failures(there.failures)


def _tell_failures(failures: tuple[Any, ...]) -> None:
    for failure in failures:
        click.echo(f"not loaded: {failure}", err=True)


@commands.command(short_help="List the counting rules, or tell all of one.")
@click.argument("name", metavar="[RULE]", required=False)
@click.option("--dataset", shell_complete=complete_dataset, help="Also the rules of its own.")
@reads_dataset
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", help="Language of the words.")
@AS_TEXT_OR_JSON
def rules(name: str | None, dataset: str | None, lang: str, form: str) -> None:
    """List the counting rules by what they count, or tell all of one."""
    from ..listing import rule_as_data, rule_in_full, rules_as_table, rules_there

    found, failures = rules_there(name, None if dataset is None else loaded(dataset))
    if form == "json":
        print_json({"rules": [rule_as_data(given) for given in found]})
    elif name is None:
        print_text(rules_as_table(found, lang))
    else:
        print_text(rule_in_full(found[0], lang))
    _tell_failures(failures)


@commands.command(short_help="List what plugins bring, and what failed.")
@AS_TEXT_OR_JSON
def plugins(form: str) -> None:
    """List what plugins bring, from which distribution, and what failed to load."""
    from ..listing import plugins_as_data, plugins_as_text
    from ..plugins import installed

    there = installed()
    if form == "json":
        print_json(plugins_as_data(there))
    else:
        print_text(plugins_as_text(there))
