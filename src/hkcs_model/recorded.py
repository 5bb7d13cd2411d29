"""What records say beside published totals: inside them, outside them, and in all."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from .blocks import Block
from .counting import conditions_of, frame_for, operate
from .counting.conditions import Condition, filters, of_days, weakest
from .counting.frames import Frame
from .counting.keys import Kept
from .counting.numbers import quantity_of
from .counting.states import NO, YES, State
from .dataset import Dataset
from .dates import Days, Period
from .entities import Statement
from .pausing import collection_paused
from .quantity import Quantity
from .questions import Question, Where
from .scopes import SCOPE_COLUMNS, span_of

NOTHING = Quantity.exactly(0)


@frozen
class Apart:
    """The records that are certainly outside of the same published totals.

    Attributes:
        outside: the places of the blocks that they are certainly outside of, by something that
            the rule's key determines.
        quantity: what they come to.
    """

    outside: frozenset[int]
    quantity: Quantity


@frozen(kw_only=True)
class Recorded:
    """What the records of a question come to, beside the published totals of it.

    Attributes:
        quantity: all of them.
        takes_part: whether there are any, or may be.
        inside: of each block, those that are certainly inside it.
        beside: those that are not certainly inside any.
        apart: those that certainly belong, by the blocks that they are certainly outside of.
        meets: whether some of those beside the blocks may be counted in one of them all the same.
    """

    quantity: Quantity
    takes_part: bool
    inside: tuple[Quantity, ...] = ()
    beside: Quantity = NOTHING
    apart: tuple[Apart, ...] = ()
    meets: bool = False


def where_of(statement: Statement) -> Where:
    """Return what a statement keeps to, as a filter."""
    named = ((name, getattr(statement, name)) for name in SCOPE_COLUMNS)
    return {name: (value,) for name, value in named if value}


def recorded(dataset: Dataset, question: Question, blocks: Sequence[Block]) -> Recorded:
    """Count the records of a question, and those inside and outside of its blocks."""
    with collection_paused():
        return _Counting(dataset, question, blocks).recorded()


class _Counting:
    """The records of one question, which are narrowed to several parts of them."""

    def __init__(self, dataset: Dataset, question: Question, blocks: Sequence[Block]) -> None:
        statements = [block.parts[0].statement for block in blocks]
        until = Period(None, dataset.project.as_at)
        spans: list[Days] = [
            (span,) if (span := span_of(statement).meet(until)) else () for statement in statements
        ]
        wheres = [where_of(statement) for statement in statements]
        names = {name for where in wheres for name in where}
        self.rule = question.rule
        self.frame = frame_for(dataset, question, sorted(names), spans)
        self.states = weakest(self.frame, conditions_of(self.frame, question))
        pairs = zip(wheres, spans, strict=True)
        scopes = [_scope(self.frame, where, span) for where, span in pairs]
        self.insides = [weakest(self.frame, scope) for scope in scopes]
        self.outsides = [self._outside(scope) for scope in scopes]

    def _outside(self, scope: Sequence[Condition]) -> list[bool]:
        """Tell of each unit whether it is outside a scope by something that the key determines."""
        telling = [
            condition.by_unit()
            for condition in scope
            if self.rule.separates(condition.dimension or "date")
        ]
        if not telling:
            return [False] * self.frame.size
        return [NO in answers for answers in zip(*telling, strict=True)]

    def recorded(self) -> Recorded:
        """Count all of them, and each part."""
        if not self.insides:
            whole = self._count(self.states)
            apart = (Apart(frozenset(), whole),) if YES in self.states else ()
            part = any(self.states)
            return Recorded(quantity=whole, takes_part=part, beside=whole, apart=apart)
        units = range(self.frame.size)
        beside = [
            NO if any(inside[unit] == YES for inside in self.insides) else self.states[unit]
            for unit in units
        ]
        return Recorded(
            quantity=self._count(self.states),
            takes_part=any(self.states),
            inside=tuple(
                self._count([min(s, i) if i == YES else NO for s, i in pairs])
                for pairs in (zip(self.states, inside, strict=True) for inside in self.insides)
            ),
            beside=self._count(beside),
            apart=tuple(self._apart()),
            meets=any(
                state and not all(outside[unit] for outside in self.outsides)
                for unit, state in enumerate(beside)
            ),
        )

    def _apart(self) -> list[Apart]:
        signatures = [
            frozenset(place for place, outside in enumerate(self.outsides) if outside[unit])
            for unit in range(self.frame.size)
        ]
        kept = {s for s, state in zip(signatures, self.states, strict=True) if state == YES}
        found = []
        for outside in sorted(kept, key=sorted):
            pairs = zip(self.states, signatures, strict=True)
            states = [state if signature == outside else NO for state, signature in pairs]
            found.append(Apart(outside, self._count(states)))
        return found

    def _count(self, states: Sequence[State]) -> Quantity:
        outcome = operate(self.rule, Kept.of(self.frame, states), ())
        return quantity_of(outcome.ends()[()])


def _scope(frame: Frame, where: Where, span: Days) -> list[Condition]:
    return [*filters(frame, where), of_days(frame, "scope", span)]
