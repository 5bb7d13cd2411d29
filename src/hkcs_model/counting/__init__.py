"""Counting from records: the facts that belong, and the operator over them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from weakref import WeakKeyDictionary

from attrs import frozen

from ..dataset import Dataset
from ..dates import DATE_DIMENSIONS, Days
from ..pausing import collection_paused
from ..questions import Question
from .conditions import conditions_of, statuses_wanted, weakest
from .frames import Asked, Frame, frame_of
from .operator import Kept, Row, operate
from .sources import Sources
from .states import EARLIEST, LATEST, State, stretches_of
from .weights import Exact

_MADE: WeakKeyDictionary[Dataset, Sources] = WeakKeyDictionary()

Narrowing = Callable[[Frame, Sequence[State]], Sequence[State]]
"""Makes of the answers of units those of fewer facts."""


def sources_of(dataset: Dataset) -> Sources:
    """Return what a dataset's facts are made from, which is made once."""
    if dataset not in _MADE:
        _MADE[dataset] = Sources(dataset)
    return _MADE[dataset]


def frame_for(dataset: Dataset, question: Question, by: Sequence[str], more: Sequence[Days] = (), dimensions: Sequence[str]=(),
    *, all_statuses: bool = False) -> Frame:
    """Return the facts that a question is about."""
    rule = question.rule
    asked = {*by, *question.where, *rule.where, *rule.key, *dimensions} - {"person"}
    if rule.table.dated == "day" and "session" not in rule.table.parts and not rule.weight:
        asked -= {"date"} - {*by}
    days = [(question.period,), *more]
    days += [question_days for question_days in question.conditions]
    stretches = tuple(stretch for found in days for stretch in stretches_of(found))
    ((first, last),) = stretches_of((question.period,))
    wanted = range(5) if all_statuses else statuses_wanted(rule.over == "absences")
    return frame_of(
        sources_of(dataset),
        rule.table,
        Asked(dimensions=frozenset(asked), stretches=stretches, period=(first, last)),
        wanted,
    )


def count_records(dataset: Dataset, question: Question, by: Sequence[str] = ()) -> dict[Row, tuple[Exact, Exact | None]]:
    """Count a question from records alone."""
    with collection_paused():
        frame = frame_for(dataset, question, by)
        states = weakest(frame, conditions_of(frame, question))
        return operate(question.rule, Kept.of(frame, states), by).ends()
