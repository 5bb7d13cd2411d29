"""Statements as far as a question reaches: clipped to it, joined where they are about the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from attrs import evolve, frozen

from .dataset import Dataset
from .entities import Relation, Statement
from .languages import Message, Several, Text
from .quantity import Quantity
from .questions import Question
from .rules import Rule
from .scopes import Scope, scope_of_question, scope_of_statement
from .values import Value

_RECORDS = "what is recorded"


@frozen(eq=False, repr=False)
class Clipped(Value):
    """One statement, cut down to a question.

    Attributes:
        statement: what was stated.
        scope: what is left of its scope and span.
        quantity: its value; its low is 0 where something was cut off.
        is_whole: whether nothing was.
    """

    statement: Statement
    scope: Scope
    quantity: Quantity
    is_whole: bool


@frozen(eq=False, repr=False)
class Block(Value):
    """One or more statements about the same scope and span, which must all hold.

    Attributes:
        parts: the statements, cut down to the question.
    """

    parts: tuple[Clipped, ...]

    @property
    def scope(self) -> Scope:
        """What it is about."""
        return self.parts[0].scope

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its statements."""
        return tuple(part.statement.id for part in self.parts)

    @property
    def quantity(self) -> Quantity:
        """What its statements leave together; empty where they exclude one another."""
        if len(self.parts) == 1:
            return self.parts[0].quantity
        low = max((part.quantity for part in self.parts), key=lambda quantity: quantity.floor)
        high = min((part.quantity for part in self.parts), key=lambda quantity: quantity.ceiling)
        return between(low, high)

    def lies_inside(self, other: Block) -> bool:
        """Tell whether it is a part of another block."""
        return self is not other and self.scope.within(other.scope)


@frozen(eq=False, repr=False)
class Contradiction(Value):
    """Statements, or statements and records, that cannot all be true.

    Attributes:
        larger: the ids of the statements that say more; none where records alone do.
        smaller: the ids of those that say less.
        at_least: what the first add up to, at the least.
        at_most: what the second leave room for, at the most.
        with_records: whether records are among what says more.
    """

    larger: tuple[str, ...]
    smaller: tuple[str, ...]
    at_least: Quantity
    at_most: Quantity
    with_records: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all its statements."""
        return (*self.larger, *self.smaller)

    def message(self, labels: Mapping[str, Text]) -> Message:
        """Return the sentence that tells both sides, each statement by its label."""
        records = (Message(_RECORDS),) if self.with_records else ()
        values = {
            "larger": Several((*(labels[id_] for id_ in self.larger), *records)),
            "smaller": Several(tuple(labels[id_] for id_ in self.smaller)),
            "at_least": evolve(self.at_least, high=None, high_exclusive=False, about=None),
            "at_most": evolve(self.at_most, low=0, low_exclusive=False, about=None),
        }
        template = "{larger}: {at_least}; {smaller}: {at_most}; not all of it can be true"
        return Message(template, values)


def between(low: Quantity, high: Quantity) -> Quantity:
    """Return the quantity from the low of one to the high of another."""
    return Quantity(low.low, high.high, low.low_exclusive, high.high_exclusive)


def blocks_of(dataset: Dataset, question: Question) -> list[Block]:
    """Clip a rule's statements to a question, and join those with equal scope and span."""
    asked = scope_of_question(dataset, question)
    blocks: list[Block] = []
    for statement in dataset.statements:
        if statement.rule != question.rule.id:
            continue
        clipped = _clip(dataset, statement, asked)
        if clipped is not None:
            _add(blocks, clipped)
    return blocks


def _clip(dataset: Dataset, statement: Statement, asked: Scope) -> Clipped | None:
    scope = scope_of_statement(dataset, statement)
    shared = scope.meet(asked)
    if shared is None:
        return None
    if scope.within(asked):
        return Clipped(statement, shared, statement.value, is_whole=True)
    value = evolve(statement.value, low=0, low_exclusive=False, about=None)
    return Clipped(statement, shared, value, is_whole=False)


def _add(blocks: list[Block], clipped: Clipped) -> None:
    for place, block in enumerate(blocks):
        if block.scope.within(clipped.scope) and clipped.scope.within(block.scope):
            blocks[place] = Block((*block.parts, clipped))
            return
    blocks.append(Block((clipped,)))


def exclusions(block: Block) -> Iterator[Contradiction]:
    """Tell of the statements of a block that cannot both be true."""
    for pair in combinations(block.parts, 2):
        less, more = sorted(pair, key=lambda part: part.quantity.floor)
        if between(more.quantity, less.quantity).is_empty:
            larger, smaller = (more.statement.id,), (less.statement.id,)
            yield Contradiction(larger, smaller, more.quantity, less.quantity)


class Separation:
    """What certainly has nothing in common, as one rule counts.

    Attributes:
        rule: what is counted.
        related: relations between statements of the rule, with the scopes of their two sides.
    """

    def __init__(self, dataset: Dataset, rule: Rule) -> None:
        self.rule = rule
        stated = {s.id: s for s in dataset.statements if s.rule == rule.id}
        self.related: Sequence[tuple[Relation, Scope, Scope]] = [
            (
                relation,
                scope_of_statement(dataset, stated[relation.a]),
                scope_of_statement(dataset, stated[relation.b]),
            )
            for relation in dataset.relations
            if relation.a in stated
        ]

    def of(self, a: Scope, b: Scope) -> Relation | bool:
        """Tell whether two scopes share nothing that the rule counts.

        Returns:
            True where the rule's key determines something on which they differ; else the relation
            that says so of what they lie inside; else False.
        """
        if any(self.rule.separates(dimension) for dimension in a.differ(b)):
            return True
        for relation, one, other in self.related:
            if (a.within(one) and b.within(other)) or (a.within(other) and b.within(one)):
                return relation
        return False
