"""The commands that hold one thing against another: `compare` and `verify`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .group import AS_TEXT_OR_JSON, LANGUAGES, commands, complete_dataset, print_json, print_text
from .reading import loaded, reads_dataset

if TYPE_CHECKING:
    from ..comparing import Comparison
    from ..saved import Saved


@commands.command(short_help="Tell what changed, and which rows did it.")
@click.argument("old", shell_complete=complete_dataset)
@click.argument("new", shell_complete=complete_dataset)
@click.argument("rules", metavar="[RULE]…", nargs=-1)
@reads_dataset
@click.option("--rows", is_flag=True, help="Also each row that differs, with where it stands.")
@click.option("--fail", is_flag=True, help="Exit with 1 where anything differs.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="The language of the words.")
@AS_TEXT_OR_JSON
def compare(  # noqa: PLR0913, PLR0917 - one argument an option
    old: str,
    new: str,
    rules: tuple[str, ...],
    rows: bool,  # noqa: FBT001 - a flag of the command line
    fail: bool,  # noqa: FBT001 - another
    lang: str | None,
    form: str,
) -> None:
    """Tell each figure of OLD and NEW that differs, and what made the change.

    OLD and NEW are datasets, or reports that were saved as JSON or HTML; those have no rows. Each
    RULE is counted; without any, the figures of the reports are compared.
    """
    from ..tabulating_changes import compared_as_data, compared_as_text

    found, language = _compared(old, new, rules)
    chosen = lang or language
    if form == "json":
        print_json(compared_as_data(found, chosen))
    else:
        print_text(compared_as_text(found, chosen, rows=rows))
    if fail and found.differs:
        raise click.exceptions.Exit(1)


def _compared(old: str, new: str, rules: tuple[str, ...]) -> tuple[Comparison, str]:
    from ..comparing import compare as compare_datasets
    from ..comparing import compare_saved
    from ..saved import looks_saved

    if looks_saved(old) or looks_saved(new):
        before, after = _as_saved(old, rules), _as_saved(new, rules)
        return compare_saved(before, after, *rules), "en"
    one, other = loaded(old), loaded(new)
    return compare_datasets(one, other, *rules), other.project.language


def _as_saved(source: str, rules: tuple[str, ...]) -> Saved:
    from ..comparing import saved_as
    from ..figures import count
    from ..reporting import build_report, report_of_figures
    from ..saved import looks_saved, read_saved

    if looks_saved(source):
        return read_saved(source)
    known = loaded(source)
    if not rules:
        return saved_as(build_report(known))
    return saved_as(report_of_figures(known, count(known, *rules), known.project.language))


@commands.command(short_help="Count a saved report again.")
@click.argument("file", type=click.Path(dir_okay=False))
@click.argument("dataset", default="hkcs", shell_complete=complete_dataset)
@reads_dataset
@click.option("--lang", type=click.Choice(LANGUAGES), help="The language of the words.")
@AS_TEXT_OR_JSON
def verify(file: str, dataset: str, lang: str | None, form: str) -> None:
    """Tell whether FILE, a report saved as JSON or HTML, still says what DATASET gives.

    Each of its figures is counted again; the exit status is 1 where one is not the same.
    """
    from ..saved import read_saved
    from ..tabulating_changes import verified_as_data, verified_as_text
    from ..verifying import verify as verified

    saved = read_saved(file)
    known = loaded(dataset)
    found = verified(saved, known)
    language = lang or known.project.language
    if form == "json":
        print_json(verified_as_data(found, language))
    else:
        print_text(verified_as_text(found, language))
    if not found.holds:
        raise click.exceptions.Exit(1)
