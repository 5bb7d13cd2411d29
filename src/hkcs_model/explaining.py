"""A figure told step by step: each step counted by itself, and in the end they add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import field, frozen

from .answers import Asking
from .blocks import Block
from .dataset import Dataset
from .entities import FigureRequest, Relation
from .figures import asking_of, figures_of
from .languages import Text
from .pausing import collection_paused
from .quantity import Quantity
from .questions import Question, as_where, expression, missing_needs
from .report import Account, Figure, Stated, Step
from .rules import Rule
from .values import Value

if TYPE_CHECKING:
    from .counting.rows import Fact


@frozen(kw_only=True, eq=False, repr=False)
class Part(Value):
    """One rule of a figure, explained.

    Attributes:
        rule: its id.
        labels: what it is called.
        quantity: what it comes to.
        basis: `recorded`, `stated` or `combined`.
        steps: from all facts to what is recorded; none where there are no records of it.
        blocks: the published totals that took part.
        added: the ids of those whose lower ends were added up.
        relations: the words of somebody that were relied on.
        facts: the facts themselves, where they were asked for.
    """

    rule: str
    labels: Text
    quantity: Quantity
    basis: str
    steps: tuple[Step, ...] = ()
    blocks: tuple[Block, ...] = ()
    added: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    facts: tuple[Fact, ...] = ()


@frozen(kw_only=True, eq=False, repr=False)
class Explanation(Value):
    """How a figure comes about.

    Attributes:
        figure: the figure.
        parts: its rules, one for each; two for a ratio or share.
    """

    figure: Figure
    parts: tuple[Part, ...] = field(factory=tuple)


def explain(  # noqa: PLR0913 - a question has as many parts
    dataset: Dataset,
    rule: str,
    *,
    where: Mapping[str, Iterable[str] | str] | None = None,
    period: str | None = None,
    by: Sequence[str] = (),
    basis: str = "combined",
    rows: bool = False,
) -> list[Explanation]:
    """Tell how a figure comes about, or each row of it.

    Args:
        dataset: what is known.
        rule: what is counted: a rule, a ratio or a share.
        where: of each dimension the values that belong; None is all.
        period: as `count` takes it.
        by: the dimensions that each make a row a value.
        basis: as `count` takes it.
        rows: whether the facts themselves are wanted, each with file and row.

    Raises:
        UsageError: as `count` raises it.
    """
    filters = as_where(where)
    request = FigureRequest(id="", rule=rule, where=filters, period=period or "", by=tuple(by))
    figures = figures_of(dataset, request, basis)
    asking = asking_of(dataset, request, basis)
    return [
        Explanation(figure=figure, parts=parts_of(asking, figure, rows=rows)) for figure in figures
    ]


def accounts_of(asking: Asking, figure: Figure, *, with_steps: bool = True) -> tuple[Account, ...]:
    """Return how a figure comes about, as a report tells it.

    Args:
        asking: what was asked.
        figure: what came of it.
        with_steps: whether the steps over records are wanted, each of which looks at all facts.
    """
    return tuple(map(_account, parts_of(asking, figure, with_steps=with_steps)))


def _account(part: Part) -> Account:
    return Account(
        rule=part.rule,
        labels=part.labels,
        quantity=part.quantity,
        basis=part.basis,
        steps=part.steps,
        stated=tuple(
            Stated(
                id=clipped.statement.id,
                labels=clipped.statement.label or Text({"en": clipped.statement.id}),
                quantity=clipped.statement.value,
                is_whole=clipped.is_whole,
                is_added=clipped.statement.id in part.added,
            )
            for block in part.blocks
            for clipped in block.parts
        ),
    )


def parts_of(
    asking: Asking, figure: Figure, *, rows: bool = False, with_steps: bool = True
) -> tuple[Part, ...]:
    """Explain each rule of a figure.

    Args:
        asking: what was asked.
        figure: what came of it.
        rows: whether the facts themselves are wanted.
        with_steps: whether the steps over records are wanted.
    """
    dataset, row = asking.dataset, tuple(figure.by.values())
    rules = [dataset.rules[id_] for id_ in expression(dataset, figure.rule).rules]
    return tuple(_part(asking, rule, row, rows=rows, with_steps=with_steps) for rule in rules)


def _part(
    asking: Asking, rule: Rule, row: tuple[str, ...], *, rows: bool, with_steps: bool
) -> Part:
    dataset = asking.dataset
    question = asking.question(rule, row)
    found = asking.answer(rule, row)
    steps: tuple[Step, ...] = ()
    facts: tuple[Fact, ...] = ()
    if with_steps and asking.basis != "stated" and not missing_needs(dataset.headers, rule):
        steps, facts = _told(dataset, question, rows=rows)
    return Part(
        rule=rule.id,
        labels=rule.label or Text({"en": rule.id}),
        quantity=found.quantity,
        basis=found.basis,
        steps=steps,
        blocks=found.blocks,
        added=found.added,
        relations=found.relations,
        facts=facts,
    )


def _told(
    dataset: Dataset, question: Question, *, rows: bool
) -> tuple[tuple[Step, ...], tuple[Fact, ...]]:
    """Return the steps over records, and the facts themselves where they are asked for."""
    from .counting.rows import FactRows  # loaded where there are records to count
    from .counting.telling import Telling

    with collection_paused():
        telling = Telling(dataset, question, with_rows=rows)
        return tuple(telling.steps()), tuple(FactRows(telling)) if rows else ()
