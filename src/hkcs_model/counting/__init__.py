"""Counting from records: the facts that belong, and the operator over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..dataset import Dataset
from ..dates import Days
from ..pausing import collection_paused
from ..quantity import Number, Quantity
from ..questions import Question, date_conditions
from ..rules import Rule
from .conditions import conditions_of, statuses_wanted, weakest
from .frames import Asked, Frame, frame_of
from .keys import Kept, Row
from .numbers import quantity_of
from .operator import Outcome, operate
from .people import STATUSES
from .sources import Sources
from .states import stretches_of
from .tallies import overlap_of


def sources_of(dataset: Dataset) -> Sources:
    """Return what a dataset's facts are made from, which is made once."""
    return dataset.made("sources", lambda: Sources(dataset))


def has_guests(dataset: Dataset, rule: Rule) -> bool:
    """Tell whether people who are not identified were at sessions whose persons a rule counts."""
    counts_them = "attendances" in rule.table.needs and rule.over != "absences"
    return counts_them and bool(sources_of(dataset).guests)


def frame_for(  # noqa: PLR0913 - what is asked, and what else facts must be told apart by
    dataset: Dataset,
    question: Question,
    dimensions: Iterable[str] = (),
    days: Iterable[Days] = (),
    *,
    all_statuses: bool = False,
    with_rows: bool = False,
) -> Frame:
    """Return the facts of a question's fact table, in units that are alike in all that it asks.

    Args:
        dataset: what is known.
        question: what is asked.
        dimensions: what else they must be told apart by, such as what makes rows.
        days: stretches of days that they must be told apart by, beside the question's.
        all_statuses: whether also the attendances that cannot belong are wanted.
        with_rows: whether it is wanted which rows the facts are made from.
    """
    rule = question.rule
    asked = {*question.where, *rule.where, *rule.key} - {"person"}
    if "session" not in rule.table.parts:
        asked -= {"date"}  # of those who are enrolled whole stretches of days are counted
    wheres = (question.where, question.also, rule.where)
    conditions = [(question.period,), *days]
    for where in wheres:
        conditions += date_conditions(
            where, question.period, dataset.project.as_at, dataset.counting.year_starts_in
        )
    stretches = tuple(stretch for found in conditions for stretch in stretches_of(found))
    ((first, last),) = stretches_of((question.period,))
    wanted = range(len(STATUSES)) if all_statuses else statuses_wanted(rule.over == "absences")
    return frame_of(
        sources_of(dataset),
        rule.table,
        Asked(
            dimensions=frozenset({*asked, *dimensions}),
            stretches=stretches,
            period=(first, last),
            rows=with_rows,
        ),
        wanted,
    )


def _outcome(dataset: Dataset, question: Question, by: Sequence[str]) -> Outcome:
    frame = frame_for(dataset, question, by)
    states = weakest(frame, conditions_of(frame, question))
    return operate(question.rule, Kept.of(frame, states), by)


def count_records(
    dataset: Dataset, question: Question, by: Sequence[str] = ()
) -> dict[Row, Quantity]:
    """Count a question from records alone.

    Returns:
        Of each row its quantity; without `by` there is one row, the empty one.
    """
    with collection_paused():
        ends = _outcome(dataset, question, by).ends()
        return {row: quantity_of(interval) for row, interval in ends.items()}


def count_with_overlap(
    dataset: Dataset, question: Question, by: Sequence[str]
) -> tuple[dict[Row, Quantity], Number]:
    """Count a question row by row, and what certainly stands in more than one row.

    Returns:
        Of each row its quantity; and the number of keys that are in more than one, or, of a rule
        that adds up weights, by how much the rows exceed their total.
    """
    with collection_paused():
        outcome = _outcome(dataset, question, by)
        quantities = {row: quantity_of(interval) for row, interval in outcome.ends().items()}
        if all(question.rule.separates(name) for name in by):
            return quantities, 0
        if question.rule.weight is None:
            return quantities, overlap_of(outcome.rows.values())
        (total,) = _outcome(dataset, question, ()).ends().values()
        excess = sum(low for low, _ in outcome.ends().values()) - total[0]
        return quantities, quantity_of((excess, excess)).low


__all__ = [
    "conditions_of",
    "count_records",
    "count_with_overlap",
    "frame_for",
    "has_guests",
    "operate",
    "sources_of",
]
