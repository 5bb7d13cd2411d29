"""Published totals without records: what they add up to, and where they contradict.

The true number lies between the largest sum of parts that certainly have nothing in common and the
sum of all that lies inside nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import combinations
from operator import add

from attrs import evolve, frozen

from .blocks import Block, Contradiction, Separation, between, blocks_of, exclusions
from .choice import heaviest
from .dataset import Dataset
from .dates import Period
from .entities import Relation
from .languages import Text
from .problems import NotYetError, Origin, Problem, UsageError
from .quantity import Number, Quantity
from .questions import Question, ask, missing_needs
from .rules import Rule

NOTHING = Quantity.exactly(0)


@frozen(kw_only=True)
class Answer:
    """What statements say to a question.

    Attributes:
        quantity: the interval that the true number lies in, if what is stated is true and whatever
            was not recorded was stated.
        basis: `stated`; `recorded` where no statement took part, and so nothing did.
        blocks: the statements that took part, those about the same thing together.
        added: the ids of the statements whose lower ends were added up.
        relations: the words of somebody that were relied on.
        contradictions: what cannot all be true; a high below its low was raised to it.
        overlaps: whether some of them may count the same, so that not all lows could be added.
    """

    quantity: Quantity = NOTHING
    basis: str = "recorded"
    blocks: tuple[Block, ...] = ()
    added: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    overlaps: bool = False


def answer(dataset: Dataset, question: Question) -> Answer:
    """Answer a question from the statements of its rule.

    Raises:
        UsageError: the dataset has neither statements of the rule nor what it is counted from:
            that is not 0.
        NotYetError: the dataset has records of what the rule counts, which this version does not
            count; the statements alone would tell a part for the whole.
    """
    refuse_what_is_not_there(dataset, question.rule)
    refuse_records(dataset, question.rule)
    return stated(dataset, question)


def stated(dataset: Dataset, question: Question) -> Answer:
    """Return what the statements alone say to a question."""
    blocks = blocks_of(dataset, question)
    return _Sum(blocks, Separation(dataset, question.rule)).answer() if blocks else Answer()


def refuse_what_is_not_there(dataset: Dataset, rule: Rule) -> None:
    """Refuse a rule that the dataset says nothing of.

    Raises:
        UsageError: it has no statement of the rule, and lacks a table or column that it needs.
    """
    lacks = missing_needs(dataset.headers, rule)
    if lacks and not any(statement.rule == rule.id for statement in dataset.statements):
        raise UsageError(
            f"{rule.id}: the dataset has neither {lacks[0]} nor a statement of it; add one of them"
        )


def has_records(dataset: Dataset, rule: Rule) -> bool:
    """Tell whether the dataset has records of what a rule counts."""
    tables = {need.partition(".")[0] for need in rule.table.needs}
    return any(len(getattr(dataset, table)) for table in tables)


def refuse_records(dataset: Dataset, rule: Rule) -> None:
    """Refuse a rule whose facts the dataset has records of.

    Raises:
        NotYetError: it has.
    """
    if has_records(dataset, rule):
        table = rule.table.needs[0].partition(".")[0]
        raise NotYetError(
            f"{rule.id}: the dataset has records of this, in {table}, and this version counts "
            "from statements alone; ask for a rule that is only stated"
        )


class _Sum:
    """The blocks of one question, and what they add up to."""

    def __init__(self, blocks: list[Block], separation: Separation) -> None:
        self.blocks = blocks
        self.separation = separation
        self.relations: dict[tuple[int, int], Relation] = {}
        self.clashes: dict[int, set[int]] = {place: set() for place in range(len(blocks))}
        for i, j in combinations(range(len(blocks)), 2):
            found = separation.of(blocks[i].scope, blocks[j].scope)
            if isinstance(found, Relation):
                self.relations[i, j] = found
            if not found or _one_in_the_other(blocks[i], blocks[j]):
                self.clashes[i].add(j)
                self.clashes[j].add(i)
        self.inside = [
            [place for place, part in enumerate(blocks) if part.lies_inside(block)]
            for block in blocks
        ]

    def answer(self) -> Answer:
        """Add up, and tell what the sum rests on."""
        held = [self._held_to_parts(place) for place in range(len(self.blocks))]
        covered = {place for parts in self.inside for place in parts}
        highs = [held[place] for place in range(len(held)) if place not in covered]
        chosen = self._best(range(len(self.blocks)))
        quantity = _raised(between(self._floor(chosen), reduce(add, highs)))
        return Answer(
            quantity=evolve(quantity, about=self._about()),
            basis="stated",
            blocks=tuple(self.blocks),
            added=self._ids(chosen),
            relations=self._relied_on(chosen),
            contradictions=tuple(self._contradictions()),
            overlaps=self._overlaps(),
        )

    def _best(self, places: Iterable[int]) -> tuple[int, ...]:
        weights = {place: self.blocks[place].quantity.floor for place in places}
        return heaviest(weights, self.clashes)

    def _floor(self, places: Iterable[int]) -> Quantity:
        return reduce(add, [self.blocks[place].quantity for place in places], NOTHING)

    def _ids(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(id_ for place in places for id_ in self.blocks[place].ids)

    def _held_to_parts(self, place: int) -> Quantity:
        """Return what a block leaves, its high no lower than what its parts add up to."""
        own = self.blocks[place].quantity
        parts = self._floor(self._best(self.inside[place]))
        larger = max(own, parts, key=lambda quantity: quantity.floor)
        return _raised(between(larger, own))

    def _contradictions(self) -> Iterator[Contradiction]:
        for place, block in enumerate(self.blocks):
            yield from exclusions(block)
            yield from self._denied_by_itself(block)
            chosen = self._best(self.inside[place])
            parts = self._floor(chosen)
            if chosen and between(parts, block.quantity).is_empty:
                yield Contradiction(self._ids(chosen), block.ids, parts, block.quantity)
            for part in self.inside[place]:
                yield from self._denied(part, place)

    def _denied_by_itself(self, block: Block) -> Iterator[Contradiction]:
        """Tell of a relation that says of two statements about the same that they share nothing."""
        for relation, _, _ in self.separation.related:
            if {relation.a, relation.b} <= set(block.ids) and block.quantity.floor > (0, False):
                yield Contradiction((relation.a,), (relation.b,), block.quantity, NOTHING)

    def _denied(self, part: int, whole: int) -> Iterator[Contradiction]:
        """Tell of a relation that says of a part and its whole that they share nothing."""
        quantity = self.blocks[part].quantity
        if (min(part, whole), max(part, whole)) in self.relations and quantity.floor > (0, False):
            yield Contradiction(self.blocks[part].ids, self.blocks[whole].ids, quantity, NOTHING)

    def _about(self) -> Number | None:
        parts = self.blocks[0].parts
        alone = len(self.blocks) == 1 and len(parts) == 1
        return parts[0].quantity.about if alone else None

    def _relied_on(self, chosen: tuple[int, ...]) -> tuple[Relation, ...]:
        found = [self.relations[pair] for pair in combinations(chosen, 2) if pair in self.relations]
        return tuple({relation.a + "\0" + relation.b: relation for relation in found}.values())

    def _overlaps(self) -> bool:
        return any(
            j in self.clashes[i] and not _one_in_the_other(self.blocks[i], self.blocks[j])
            for i, j in combinations(range(len(self.blocks)), 2)
        )


def _one_in_the_other(a: Block, b: Block) -> bool:
    return a.lies_inside(b) or b.lies_inside(a)


def _raised(quantity: Quantity) -> Quantity:
    """Return a quantity whose high is no lower than its low."""
    return Quantity.exactly(quantity.low) if quantity.is_empty else quantity


def contradictions(dataset: Dataset) -> dict[str, tuple[Contradiction, ...]]:
    """Return, of each rule that is stated, what its statements contradict, over all time."""
    rules = (dataset.rules[id_] for id_ in sorted({s.rule for s in dataset.statements}))
    return {
        rule.id: stated(dataset, ask(dataset, rule, {}, Period())).contradictions for rule in rules
    }


def warnings(dataset: Dataset) -> tuple[Problem, ...]:
    """Return a warning for each contradiction between statements of the same rule."""
    origins = {statement.id: statement.origin for statement in dataset.statements}
    ids = {id_: Text({"en": id_}) for id_ in origins}
    return tuple(
        Problem(
            code="contradiction",
            origin=origins[found.larger[0]] or Origin("statements"),
            message=f"statements contradict: {found.message(ids).say('en')}",
            hint="correct one, or let the report tell both",
            severity="warning",
        )
        for told in contradictions(dataset).values()
        for found in told
    )
