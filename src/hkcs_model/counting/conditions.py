"""What a fact must meet to belong: each condition with its reason, in the order they are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from ..dates import Days
from ..questions import Question, Where
from .frames import Frame
from .people import STATUSES
from .states import MAYBE, NO, YES, State, lies_in, overlaps, stretches_of

_HELD = {"": YES, "held": YES, "cancelled": NO, "planned": NO}
_ATTENDED = {"attended": YES, "": MAYBE, "absent": NO, "excused": NO, "cancelled": NO}
_ABSENT = {"attended": NO, "": MAYBE, "absent": YES, "excused": YES, "cancelled": NO}


@frozen(eq=False, repr=False)
class Condition:
    """Something that a fact must meet.

    Attributes:
        reason: why a fact does not belong: `cancelled`, `status`, `period` or `filter`; `days` is
            a day that may not be among those of an enrolment.
        dimension: what a filter asks of; empty for the other reasons.
        codes: of each unit, its code.
        states: of each code, the answer.
    """

    reason: str
    dimension: str
    codes: Sequence[int]
    states: Sequence[State]

    @property
    def holds(self) -> bool:
        """Whether every fact meets it."""
        return all(state == YES for state in self.states)

    def by_unit(self) -> Iterator[State]:
        """Return the answer of each unit."""
        return map(self.states.__getitem__, self.codes)


def statuses_wanted(absences: bool) -> list[int]:  # noqa: FBT001 - the one thing that decides
    """Return the statuses of attendances that belong or may, as places among STATUSES."""
    answers = _ABSENT if absences else _ATTENDED
    return [place for place, status in enumerate(STATUSES) if answers[status]]


def conditions_of(frame: Frame, question: Question) -> list[Condition]:
    """Return what facts must meet to belong to a question, in the order they are told."""
    found = []
    if "session" in frame.table.parts:
        cells = frame.sources.cells("sessions", "status")
        states = [_HELD[word] for word in cells.words]
        found.append(Condition("cancelled", "", frame.of_places(cells.codes), states))
    if frame.statuses:
        answers = _ABSENT if frame.table.name == "absences" else _ATTENDED
        states = [answers[status] for status in STATUSES]
        found.append(Condition("status", "", frame.statuses, states))
    if frame.surely:
        found.append(Condition("days", "", frame.surely, (NO, MAYBE, YES)))
    found.append(of_days(frame, "period", (question.period,)))
    found += filters(frame, question.rule.where)
    found += filters(frame, question.where)
    found += filters(frame, question.also)
    return found


def filters(frame: Frame, where: Where) -> list[Condition]:
    """Return what a filter asks of facts, a condition a dimension."""
    found = []
    for name, values in where.items():
        dimension = frame.dimension(name)
        states = dimension.states(values)
        found.append(Condition("filter", name, dimension.codes, states))
    return found


def of_days(frame: Frame, reason: str, days: Days) -> Condition:
    """Return the condition that facts have one of some days."""
    stretches = stretches_of(days)
    if frame.lasts:
        states = [overlaps(when, stretches) for when in frame.whens]
    else:
        states = [lies_in(when.first, when.last, stretches) for when in frame.whens]
    return Condition(reason, "", frame.days, states)


def weakest(frame: Frame, conditions: Sequence[Condition]) -> list[State]:
    """Return of each unit whether its facts belong: the weakest of the answers."""
    answers = [condition.by_unit() for condition in conditions if not condition.holds]
    if not answers:
        return [YES] * frame.size
    if len(answers) == 1:
        return list(answers[0])
    return list(map(min, *answers))
