"""Published totals with the records beside them: what they add up to, where they contradict.

The true number lies between the largest sum of parts that certainly have nothing in common and the
sum of all that lies inside nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import combinations
from operator import add

from attrs import evolve, frozen

from .amounts import NOTHING, Recorded
from .blocks import Block, Contradiction, Separation, between, blocks_of, exclusions
from .choice import heaviest
from .dataset import Dataset
from .dates import Period
from .entities import Relation
from .languages import Text
from .problems import Origin, Problem, UsageError
from .quantity import Number, Quantity
from .questions import Question, ask, missing_needs
from .rules import Rule
from .values import Value

BASES = ("combined", "recorded", "stated")
"""What a figure can be asked of: records and statements together, or one of them alone."""


@frozen(kw_only=True, eq=False, repr=False)
class Answer(Value):
    """What is known of a question.

    Attributes:
        quantity: the interval that the true number lies in, if what is stated is true and whatever
            was not recorded was stated.
        basis: `recorded`, also where nothing took part; `stated`; `combined`.
        blocks: the statements that took part, those about the same thing together.
        added: the ids of the statements whose lower ends were added up.
        relations: the words of somebody that were relied on.
        contradictions: what cannot all be true; a high below its low was raised to it.
        overlaps: whether some of them may count the same, so that not all lows could be added.
        records: what records said; None where there are none to count, or they were not asked.
    """

    quantity: Quantity = NOTHING
    basis: str = "recorded"
    blocks: tuple[Block, ...] = ()
    added: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    overlaps: bool = False
    records: Recorded | None = None


def answer(dataset: Dataset, question: Question, basis: str = "combined") -> Answer:
    """Answer a question from the records and from the statements of its rule.

    Args:
        dataset: what is known.
        question: what is asked.
        basis: `combined`, or `recorded` or `stated` for one of them alone.

    Raises:
        UsageError: the dataset has neither statements of the rule nor what it is counted from:
            that is not 0.
    """
    refuse_what_is_not_there(dataset, question.rule, basis)
    if basis == "stated" or missing_needs(dataset.headers, question.rule):
        return stated(dataset, question)
    blocks = [] if basis == "recorded" else blocks_of(dataset, question)
    from .recorded import recorded  # counting is loaded where there are records to count

    records = recorded(dataset, question, blocks)
    if not blocks:
        return Answer(quantity=records.quantity, records=records)
    if not records.takes_part:
        return stated(dataset, question)
    return _Sum(blocks, Separation(dataset, question.rule), records).answer()


def stated(dataset: Dataset, question: Question) -> Answer:
    """Return what the statements alone say to a question."""
    blocks = blocks_of(dataset, question)
    return _Sum(blocks, Separation(dataset, question.rule)).answer() if blocks else Answer()


def is_stated(dataset: Dataset, rule: Rule) -> bool:
    """Tell whether the dataset has a statement of a rule."""
    return any(statement.rule == rule.id for statement in dataset.statements)


def refuse_what_is_not_there(dataset: Dataset, rule: Rule, basis: str = "combined") -> None:
    """Refuse a rule that the dataset says nothing of.

    Raises:
        UsageError: it has nothing on the basis that is asked: no statement of the rule, and a
            table or column that it needs is not there.
    """
    lacks = missing_needs(dataset.headers, rule)
    has_statement = is_stated(dataset, rule)
    if basis == "recorded" and lacks:
        raise UsageError(f"{rule.id}: the dataset has no {lacks[0]}; add it, or ask what is stated")
    if basis == "stated" and not has_statement:
        raise UsageError(f"{rule.id}: the dataset has no statement of it; ask what is recorded")
    if lacks and not has_statement:
        raise UsageError(
            f"{rule.id}: the dataset has neither {lacks[0]} nor a statement of it; add one of them"
        )


class _Sum:
    """The blocks of one question with the records beside them, and what they add up to.

    The records are in parts, which are numbered on from the blocks: those of a part are certainly
    outside of the same blocks, and each part has nothing in common with another.
    """

    def __init__(
        self, blocks: list[Block], separation: Separation, records: Recorded | None = None
    ) -> None:
        self.blocks = blocks
        self.separation = separation
        self.records = records
        self.lows = [block.quantity for block in blocks]
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
        if records is not None:
            self._add_records(records)

    def _add_records(self, records: Recorded) -> None:
        for place, inside in enumerate(records.inside):
            self.lows[place] = max(self.lows[place], inside, key=lambda quantity: quantity.floor)
        for part in records.apart:
            number = len(self.lows)
            self.lows.append(part.quantity)
            self.clashes[number] = set(range(len(self.blocks))) - part.outside
            for block in self.clashes[number]:
                self.clashes[block].add(number)

    def answer(self) -> Answer:
        """Add up, and tell what the sum rests on."""
        held = [self._held_to_parts(place) for place in range(len(self.blocks))]
        covered = {place for parts in self.inside for place in parts}
        highs = [held[place] for place in range(len(held)) if place not in covered]
        if self.records is not None:
            highs.append(self.records.beside)
        chosen = self._best(range(len(self.lows)))
        low, high = self._floor(chosen), reduce(add, highs)
        return Answer(
            quantity=evolve(_raised(between(low, high)), about=self._about()),
            basis="stated" if self.records is None else "combined",
            blocks=tuple(self.blocks),
            added=self._ids(chosen),
            relations=self._relied_on(chosen),
            contradictions=tuple(self._contradictions()),
            overlaps=self._overlaps(),
            records=self.records,
        )

    def _best(self, places: Iterable[int]) -> tuple[int, ...]:
        weights = {place: self.lows[place].floor for place in places}
        return heaviest(weights, self.clashes)

    def _floor(self, places: Iterable[int]) -> Quantity:
        return reduce(add, [self.lows[place] for place in places], NOTHING)

    def _ids(self, places: Iterable[int]) -> tuple[str, ...]:
        blocks = (self.blocks[place] for place in places if place < len(self.blocks))
        return tuple(id_ for block in blocks for id_ in block.ids)

    def _parts_of(self, place: int) -> tuple[tuple[str, ...], Quantity, bool]:
        """Return the largest sum of what lies inside a block.

        Returns:
            The ids of the statements in it, what they come to with the records, and whether any
            records are among them.
        """
        inside = self.inside[place]
        records = self.records.within[place] if self.records is not None else ()
        lows = {part: self.lows[part] for part in inside}
        clashes = {part: self.clashes[part] & set(inside) for part in inside}
        for number, part in enumerate(records, len(self.lows)):
            lows[number] = part.quantity
            clashes[number] = set(inside) - part.outside
            for block in clashes[number]:
                clashes[block].add(number)
        chosen = heaviest({number: low.floor for number, low in lows.items()}, clashes)
        total = reduce(add, [lows[number] for number in chosen], NOTHING)
        return self._ids(chosen), total, any(number >= len(self.lows) for number in chosen)

    def _held_to_parts(self, place: int) -> Quantity:
        """Return what a block leaves, its high no lower than what its parts add up to."""
        own = self.blocks[place].quantity
        _, parts, _ = self._parts_of(place)
        larger = max(self.lows[place], parts, key=lambda quantity: quantity.floor)
        return _raised(between(larger, own))

    def _contradictions(self) -> Iterator[Contradiction]:
        for place, block in enumerate(self.blocks):
            yield from exclusions(block)
            yield from self._denied_by_itself(block)
            ids, parts, with_records = self._parts_of(place)
            if between(parts, block.quantity).is_empty:
                yield Contradiction(
                    ids, block.ids, parts, block.quantity, with_records=with_records
                )
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
        alone = len(self.blocks) == 1 and len(parts) == 1 and self.records is None
        return parts[0].quantity.about if alone else None

    def _relied_on(self, chosen: tuple[int, ...]) -> tuple[Relation, ...]:
        found = [self.relations[pair] for pair in combinations(chosen, 2) if pair in self.relations]
        return tuple({relation.a + "\0" + relation.b: relation for relation in found}.values())

    def _overlaps(self) -> bool:
        among = any(
            j in self.clashes[i] and not _one_in_the_other(self.blocks[i], self.blocks[j])
            for i, j in combinations(range(len(self.blocks)), 2)
        )
        return among or (self.records is not None and self.records.meets)


def _one_in_the_other(a: Block, b: Block) -> bool:
    return a.lies_inside(b) or b.lies_inside(a)


def _raised(quantity: Quantity) -> Quantity:
    """Return a quantity whose high is no lower than its low."""
    return Quantity.exactly(quantity.low) if quantity.is_empty else quantity


def contradictions(dataset: Dataset) -> dict[str, tuple[Contradiction, ...]]:
    """Return, of each rule that is stated, what its statements contradict, over all time."""
    return dataset.made("contradictions", lambda: _contradictions_of(dataset))


def _contradictions_of(dataset: Dataset) -> dict[str, tuple[Contradiction, ...]]:
    rules = (dataset.rules[id_] for id_ in sorted({s.rule for s in dataset.statements}))
    return {
        rule.id: answer(dataset, ask(dataset, rule, {}, Period())).contradictions for rule in rules
    }


def warnings(dataset: Dataset) -> tuple[Problem, ...]:
    """Return a warning for each contradiction between statements of the same rule."""
    origins = {statement.id: statement.origin for statement in dataset.statements}
    ids = {id_: Text({"en": id_}) for id_ in origins}
    return tuple(
        Problem(
            code="contradiction",
            origin=origins[found.ids[0]] or Origin("statements"),
            message=f"statements contradict: {found.message(ids).say('en')}",
            hint="correct one, or let the report tell both",
            severity="warning",
        )
        for told in contradictions(dataset).values()
        for found in told
    )
