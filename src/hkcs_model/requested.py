"""The figures that a report is asked for, each with its account, and the tables they are rows of.

Where a project asks for none, its records invite some.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from .dataset import Dataset
from .entities import FigureRequest
from .explaining import accounts_of
from .figures import asking_of, figures_of
from .languages import LANGUAGES, Message, Name, Text
from .questions import missing_needs
from .report import Figure, Table
from .rules import Rule

MAIN = (
    *("persons_served", "contacts", "enrolled_persons", "sessions", "service_days"),
    *("staff", "staff_days", "groups"),
)
"""The rules that records invite, where a project asks for no figures."""

_WORK = 2_000_000
"""How many facts the steps of all rows of a table may look at: about two seconds."""

_BY = {"programme": "{rule}, by programme", "year": "{rule}, by year", "fy": "{rule}, by year"}


def requests_of(dataset: Dataset) -> tuple[FigureRequest, ...]:
    """Return what a dataset's report is asked for: what its project asks, or what records invite.

    These are the main rules that the records allow, each as a whole, by programme where there is
    more than one, and by year. A dataset of published totals alone invites nothing.
    """
    if dataset.requests or not _records(dataset):
        return dataset.requests
    year = "year" if dataset.counting.year_starts_in == 1 else "fy"
    rows = ["", *(["programme"] if len(dataset.programmes) > 1 else []), year]
    allowed = [id_ for id_ in MAIN if not missing_needs(dataset.headers, dataset.rules[id_])]
    return tuple(_invited(dataset.rules[id_], by) for id_ in allowed for by in rows)


def _records(dataset: Dataset) -> int:
    """Return how many rows of records there are."""
    return len(dataset.attendances) + len(dataset.sessions) + len(dataset.enrolments)


def _invited(rule: Rule, by: str) -> FigureRequest:
    if not by:
        return FigureRequest(id=rule.id, rule=rule.id)
    message = Message(_BY[by], {"rule": rule.label or Name(rule.id)})
    label = Text({language: message.say(language) for language in LANGUAGES})
    return FigureRequest(id=f"{rule.id}-by-{by}", label=label, rule=rule.id, by=(by,))


def requested(
    dataset: Dataset, requests: Sequence[FigureRequest]
) -> tuple[list[Figure], tuple[Table, ...]]:
    """Return the figures that are asked for, and the tables that some of them are rows of."""
    figures: list[Figure] = []
    tables: list[Table] = []
    for request in requests:
        rows = accounted(dataset, request)
        figures += rows
        if request.by:
            (total,) = accounted(dataset, evolve(request, by=()))
            tables.append(table_of(total, request.by, rows))
    return figures, tuple(tables)


def table_of(total: Figure, by: tuple[str, ...], rows: Sequence[Figure]) -> Table:
    """Return a table with its total, which tells whether the rows add up to it."""
    if rows:
        total = evolve(total, adds_up=rows[0].adds_up, overlap=rows[0].overlap)
    return Table(total=total, by=by)


def accounted(dataset: Dataset, request: FigureRequest) -> list[Figure]:
    """Return the figures of a request, each with its account.

    The steps of each row look at all facts. Those of the rows of a long table over many records
    are not told: its total tells its own, and `explain` those of any row.
    """
    figures = figures_of(dataset, request)
    asking = asking_of(dataset, request)
    with_steps = not request.by or len(figures) * _records(dataset) <= _WORK
    return [
        evolve(figure, accounts=accounts_of(asking, figure, with_steps=with_steps))
        for figure in figures
    ]
