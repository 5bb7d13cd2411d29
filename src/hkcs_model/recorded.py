"""What records say beside published totals: inside them, outside them, and in all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .amounts import Apart, Recorded
from .blocks import Block
from .counting import conditions_of, frame_for, operate
from .counting.conditions import Condition, filters, of_days, weakest
from .counting.frames import Frame
from .counting.keys import Kept
from .counting.numbers import quantity_of
from .counting.states import NO, YES
from .dataset import Dataset
from .dates import Days, Period
from .pausing import collection_paused
from .quantity import Quantity
from .questions import Question, Where
from .scopes import span_of, where_of


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
        units = [unit for unit, state in enumerate(self.states) if state]
        inside = [[unit for unit in units if own[unit] == YES] for own in self.insides]
        covered = {unit for own in inside for unit in own}
        beside = [unit for unit in units if unit not in covered]
        whole = self._count(units)
        if not self.insides:
            sure = (Apart(frozenset(), whole),) if YES in self.states else ()
            return Recorded(quantity=whole, takes_part=bool(units), beside=whole, apart=sure)
        return Recorded(
            quantity=whole,
            takes_part=bool(units),
            inside=tuple(map(self._count, inside)),
            beside=self._count(beside) if covered else whole,
            apart=self._apart(units),
            within=tuple(map(self._apart, inside)),
            meets=any(not all(own[unit] for own in self.outsides) for unit in beside),
        )

    def _apart(self, units: Iterable[int]) -> tuple[Apart, ...]:
        """Count units that certainly belong by the blocks that they are certainly outside of."""
        found: dict[tuple[int, ...], list[int]] = {}
        for unit in units:
            if self.states[unit] == YES:
                outside = [place for place, own in enumerate(self.outsides) if own[unit]]
                found.setdefault(tuple(outside), []).append(unit)
        return tuple(Apart(frozenset(key), self._count(found[key])) for key in sorted(found))

    def _count(self, units: Sequence[int]) -> Quantity:
        kept = Kept(self.frame, units, [self.states[unit] for unit in units])
        return quantity_of(operate(self.rule, kept, ()).ends()[()])


def _scope(frame: Frame, where: Where, span: Days) -> list[Condition]:
    return [*filters(frame, where), of_days(frame, "scope", span)]
