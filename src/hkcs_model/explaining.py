"""A figure told step by step: each step counted by itself, and in the end they add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from .answers import Asking
from .blocks import Block
from .counting.rows import Fact, FactRows
from .counting.telling import Step, Telling
from .dataset import Dataset
from .entities import FigureRequest, Relation
from .figures import figures_of, period_of
from .languages import Text
from .pausing import collection_paused
from .quantity import Quantity
from .questions import as_where, expression, missing_needs
from .report import Figure
from .rules import Rule


@frozen(kw_only=True)
class Part:
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


@frozen(kw_only=True)
class Explanation:
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
    asked = expression(dataset, rule)
    asking = Asking(
        dataset=dataset,
        where=filters,
        period=period_of(period or "", dataset),
        by=tuple(by),
        basis=basis,
    )
    return [
        Explanation(
            figure=figure,
            parts=tuple(
                _part(asking, dataset.rules[id_], tuple(figure.by.values()), rows=rows)
                for id_ in asked.rules
            ),
        )
        for figure in figures
    ]


def _part(asking: Asking, rule: Rule, row: tuple[str, ...], *, rows: bool) -> Part:
    dataset = asking.dataset
    question = asking.question(rule, row)
    found = asking.answer(rule, row)
    steps: tuple[Step, ...] = ()
    facts: tuple[Fact, ...] = ()
    if asking.basis != "stated" and not missing_needs(dataset.headers, rule):
        with collection_paused():
            telling = Telling(dataset, question, with_rows=rows)
            steps = tuple(telling.steps())
            facts = tuple(FactRows(telling)) if rows else ()
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
