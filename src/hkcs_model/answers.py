"""A question answered row by row: what belongs to each value of the dimensions that make rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen

from .amounts import Recorded
from .blocks import Block, blocks_of
from .dataset import Dataset
from .dates import DATE_DIMENSIONS, Days, Period, days_within, dimension_days, dimension_value
from .quantity import Number, Quantity
from .questions import Question, Where, ask, missing_needs, refuse_unknown_dimensions
from .rules import Rule
from .statements import Answer, answer, refuse_what_is_not_there
from .values import Value

if TYPE_CHECKING:
    from .counting.keys import Row

Found = TypeVar("Found")


@frozen(kw_only=True, eq=False, repr=False)
class Asking(Value):
    """What is asked of a dataset, before it is known which rows there are.

    Attributes:
        dataset: what is known.
        where: what belongs.
        period: when.
        by: the dimensions that make rows; none is one figure.
        basis: `combined`, `recorded` or `stated`.
    """

    dataset: Dataset
    where: Where
    period: Period
    by: tuple[str, ...] = ()
    basis: str = "combined"

    def question(self, rule: Rule, row: Row = ()) -> Question:
        """Return the question of a rule, or of one of its rows: a row is one more filter."""
        own = {name: (value,) for name, value in zip(self.by, row, strict=False)}
        clashing = own.keys() & self.where.keys()
        if not clashing:
            return ask(self.dataset, rule, {**self.where, **own}, self.period)
        more = {name: own[name] for name in clashing}
        rest = {name: value for name, value in own.items() if name not in clashing}
        return ask(self.dataset, rule, {**self.where, **rest}, self.period, also=more)

    def answer(self, rule: Rule, row: Row = ()) -> Answer:
        """Answer the question of a rule, or of one of its rows."""
        return answer(self.dataset, self.question(rule, row), self.basis)


@frozen(kw_only=True, eq=False, repr=False)
class Rows(Value):
    """The rows of one rule.

    Attributes:
        answers: of each row, in order, its answer.
        adds_up: whether they add up to their total.
        overlap: how much of what is counted certainly stands in more than one row; None where that
            is not known.
    """

    answers: Mapping[Row, Answer]
    adds_up: bool = True
    overlap: Number | None = 0


def rows_of(asking: Asking, rule: Rule) -> Rows:
    """Answer a rule row by row.

    Raises:
        UsageError: it asks what is not there.
    """
    if not asking.by:
        return Rows(answers={(): asking.answer(rule)})
    refuse_unknown_dimensions(asking.dataset, rule, asking.by)
    question = asking.question(rule)
    refuse_what_is_not_there(asking.dataset, rule, asking.basis)
    adds_up = all(rule.separates(name) for name in asking.by)
    adds_up = adds_up and not _guests_may_be_in_two(asking, rule)
    has_records = asking.basis != "stated" and not missing_needs(asking.dataset.headers, rule)
    blocks = [] if asking.basis == "recorded" else blocks_of(asking.dataset, question)
    quantities, overlap = _counted(asking, question) if has_records else ({}, 0)
    counted = {
        row: Answer(quantity=q, records=Recorded(quantity=q, takes_part=True))
        for row, q in quantities.items()
    }
    if not blocks:
        known = 0 if adds_up else overlap
        return Rows(answers=in_order(counted), adds_up=adds_up, overlap=known)
    stated_rows, keep_apart = _rows_of_blocks(asking, blocks)
    answers = {}
    for row in {*quantities, *stated_rows}:
        reached = row not in counted or blocks_of(asking.dataset, asking.question(rule, row))
        answers[row] = asking.answer(rule, row) if reached else counted[row]
    return Rows(
        answers=in_order(answers),
        adds_up=adds_up and keep_apart,
        overlap=0 if adds_up and keep_apart else None,
    )


def _counted(asking: Asking, question: Question) -> tuple[dict[Row, Quantity], Number]:
    """Count each row from records, and what certainly stands in more than one."""
    from .counting import count_with_overlap  # loaded where there are records to count

    return count_with_overlap(asking.dataset, question, asking.by)


def _guests_may_be_in_two(asking: Asking, rule: Rule) -> bool:
    """Tell whether somebody not identified, in the row of what is not recorded, may be in another.

    They may be a person who is identified at another session, and is in that person's row.
    """
    by_person = any(name.startswith("person.") for name in asking.by)
    if not by_person or "session" in rule.key:
        return False
    from .counting import has_guests

    return has_guests(asking.dataset, rule)


def in_order(rows: Mapping[Row, Found]) -> dict[Row, Found]:
    """Return rows in the order of their values, what is not recorded last."""
    if all(map(all, rows)):
        return {row: rows[row] for row in sorted(rows)}
    ordered = sorted(rows, key=lambda row: [(not value, value) for value in row])
    return {row: rows[row] for row in ordered}


def _rows_of_blocks(asking: Asking, blocks: Sequence[Block]) -> tuple[set[Row], bool]:
    """Return the rows that statements make, and whether each keeps to one of them.

    They are the values that the scopes of the statements keep to.
    """
    found: set[Row] = set()
    keep_apart = True
    for block in blocks:
        values = [_values(asking.dataset, block, name, asking.where) for name in asking.by]
        within = list(product(*values))
        keep_apart = keep_apart and len(within) == 1
        found.update(within)
    return found, keep_apart


def _values(dataset: Dataset, block: Block, dimension: str, where: Where) -> Iterator[str]:
    """Return the values of a dimension that a block makes rows of."""
    if dimension in DATE_DIMENSIONS:
        dated = block.scope.touched or {block.scope.days}
        found = {v for days in dated for v in _one_value(dataset, days, dimension)}
        return iter(sorted(found))
    values = set(block.scope.values.get(dimension, ()))
    values |= {v for need in block.scope.needs.get(dimension, ()) if len(need) == 1 for v in need}
    asked = where.get(dimension)
    return iter(sorted(values if asked is None else values & set(asked)))


def _one_value(dataset: Dataset, days: Days, dimension: str) -> Iterator[str]:
    """Return the value of a date dimension that all of some days have, if they have one."""
    year_starts_in = dataset.counting.year_starts_in
    start = days[0].start
    if start is not None and start.year > 1:  # the year before the first has no name
        value = dimension_value(dimension, start, year_starts_in)
        if days_within(days, (dimension_days(dimension, value, year_starts_in),)):
            yield value
