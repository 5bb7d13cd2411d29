"""Figures: a question answered, with all that stands behind the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from .blocks import Block, Contradiction, blocks_of
from .dataset import Dataset
from .dates import DATE_DIMENSIONS, Days, Period, days_within, dimension_days, dimension_value
from .entities import FigureRequest, Relation, Statement
from .languages import LANGUAGES, Message, Text
from .quantity import Quantity
from .questions import Where, ask, expression
from .ratios import ratio, share
from .report import Figure, Reading
from .rules import Expression, Rule
from .scopes import Scope, scope_of_question, scope_of_statement, span_of
from .statements import Answer, answer

SCOPE_COLUMNS = ("programme", "activity", "kind", "participants", "partner", "place")
"""What a statement can say of what it is about, beside its span."""

_STATED = "taken from what was published; whatever was not recorded is taken to have been stated"
_OVERLAP = (
    "nothing says that the published totals count nothing in common: it is at least the most "
    "that cannot overlap, and at most their sum"
)
_RATIO = "{above} / {below}"
_SHARE = "{above} as a share of {above} and {below}"
_UNREACHED = "no published total reaches this: {rule}"
_LATE = "it is about days after the as-at day, and takes part in no sum"
_SAID = "{by} says that {a} and {b} count nothing in common"
_SAID_WHY = "{by} says that {a} and {b} count nothing in common: {reason}"


def figure_of_statement(
    dataset: Dataset, statement: Statement, contradictions: Sequence[Contradiction] = ()
) -> Figure:
    """Return the figure that a statement is: its value as published, with its other readings.

    One about days after the as-at day is shown as it was published, and takes part in no sum.

    Args:
        dataset: what is known.
        statement: what was published.
        contradictions: those between all the statements of its rule; it is told of its own.
    """
    rule = dataset.rules[statement.rule]
    scope = scope_of_statement(dataset, statement)
    where = {name: (value,) for name in SCOPE_COLUMNS if (value := getattr(statement, name))}
    span = span_of(statement)
    period = span.meet(Period(None, dataset.project.as_at))
    own = [found for found in contradictions if statement.id in (*found.larger, *found.smaller)]
    return _figure(
        statement.value,
        id=statement.id,
        rule=statement.rule,
        labels=statement.label or _labels([rule]),
        rule_labels=_labels([rule]),
        programme=programme_of(scope),
        where=where,
        period=str(period or span),
        basis="stated",
        readings=tuple(Reading(id_, _labels([dataset.rules[id_]])) for id_ in statement.readings),
        statements=(statement.id,),
        quote=statement.quote,
        source=statement.source or dataset.project.source,
        assumptions=(Message(_STATED),) if period else (Message(_STATED), Message(_LATE)),
        contradictions=_told(dataset, own),
    )


def figures_of(dataset: Dataset, request: FigureRequest) -> list[Figure]:
    """Return the figures that a request asks for: one, or one for each row of `by`.

    Raises:
        UsageError: it asks what is not there.
        NotYetError: it needs records, which this version does not count.
    """
    asked = expression(dataset, request.rule)
    rules = [dataset.rules[id_] for id_ in asked.rules]
    period = Period.parse(request.period, dataset.counting.year_starts_in)
    made = []
    rows, keep_apart = _rows(dataset, rules, request, period)
    for row in rows:
        where = {**request.where, **{name: (value,) for name, value in row}}
        questions = [ask(dataset, rule, where, period) for rule in rules]
        answers = [answer(dataset, question) for question in questions]
        made.append(
            _figure(
                _quantity(asked, answers),
                id=request.id,
                rule=str(asked),
                labels=request.label or _labels(rules, is_share=asked.is_share),
                rule_labels=_labels(rules, is_share=asked.is_share),
                programme=programme_of(scope_of_question(dataset, questions[0])),
                by=dict(row),
                where=request.where,
                period=str(questions[0].period),
                basis=_basis(answers),
                adds_up=keep_apart and _adds_up(rules, request.by),
                is_ratio=bool(asked.below),
                statements=_statements(answers),
                assumptions=_assumptions(dataset, asked, answers),
                contradictions=_told(dataset, _contradictions(answers)),
            )
        )
    return made


def programme_of(scope: Scope) -> str:
    """Return the one programme that a scope keeps to; empty where it may be of several."""
    values = scope.values.get("programme", frozenset())
    return next(iter(values)) if len(values) == 1 else ""


def _figure(quantity: Quantity | None, **rest: object) -> Figure:
    ends = {"low": None, "high": None}
    if quantity is not None:
        names = ("low", "high", "low_exclusive", "high_exclusive", "about")
        ends = {name: getattr(quantity, name) for name in names}
    return Figure(**ends, **rest)  # type: ignore[arg-type]  # both callers name every field


def _quantity(asked: Expression, answers: Sequence[Answer]) -> Quantity | None:
    if not asked.below:
        return answers[0].quantity
    above, below = (found.quantity for found in answers)
    return share(above, below) if asked.is_share else ratio(above, below)


def _labels(rules: Sequence[Rule], *, is_share: bool = False) -> Text:
    """Return what one rule is called, or a ratio or share of two."""
    called = [rule.label or Text({"en": rule.id}) for rule in rules]
    if len(called) == 1:
        return called[0]
    values = {"above": called[0], "below": called[1]}
    message = Message(_SHARE, values) if is_share else Message(_RATIO, values)
    return Text({language: message.say(language) for language in LANGUAGES})


def _basis(answers: Sequence[Answer]) -> str:
    found = {found.basis for found in answers}
    return found.pop() if len(found) == 1 else "combined"


def _adds_up(rules: Sequence[Rule], by: Sequence[str]) -> bool:
    """Tell whether rows add up to their total: those of a ratio never do."""
    return not by or (len(rules) == 1 and all(rules[0].separates(name) for name in by))


def _statements(answers: Sequence[Answer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for a in answers for block in a.blocks for id_ in block.ids))


def _assumptions(
    dataset: Dataset, asked: Expression, answers: Sequence[Answer]
) -> tuple[Message, ...]:
    found = []
    if any(answer_.blocks for answer_ in answers):
        found.append(Message(_STATED))
    for rule, answer_ in zip(asked.rules, answers, strict=True):
        if not answer_.blocks:
            label = dataset.rules[rule].label or Text({"en": rule})
            found.append(Message(_UNREACHED, {"rule": label}))
    if any(answer_.overlaps for answer_ in answers):
        found.append(Message(_OVERLAP))
    labels = _labels_of(dataset)
    for answer_ in answers:
        found += [_said(relation, labels) for relation in answer_.relations]
    return tuple(found)


def _said(relation: Relation, labels: Mapping[str, Text]) -> Message:
    values = {
        "a": labels[relation.a],
        "b": labels[relation.b],
        "by": relation.by,
        "reason": relation.reason,
    }
    return Message(_SAID_WHY if relation.reason else _SAID, values)


def _labels_of(dataset: Dataset) -> Mapping[str, Text]:
    """Return what each statement is called in a sentence: its label, or its id."""
    return {
        statement.id: statement.label or Text({"en": statement.id})
        for statement in dataset.statements
    }


def _contradictions(answers: Sequence[Answer]) -> list[Contradiction]:
    return [found for answer_ in answers for found in answer_.contradictions]


def _told(dataset: Dataset, contradictions: Sequence[Contradiction]) -> tuple[Message, ...]:
    labels = _labels_of(dataset)
    return tuple(found.message(labels) for found in contradictions)


_Row = tuple[tuple[str, str], ...]


def _rows(
    dataset: Dataset, rules: Sequence[Rule], request: FigureRequest, period: Period
) -> tuple[list[_Row], bool]:
    """Return the rows of `by`, and whether each statement keeps to one of them.

    They are the values that the scopes of the statements keep to.
    """
    if not request.by:
        return [()], True
    found: set[_Row] = set()
    keep_apart = True
    for rule in rules:
        question = ask(dataset, rule, request.where, period)
        for block in blocks_of(dataset, question):
            values = [_values(dataset, block, name, request.where) for name in request.by]
            within = [tuple(zip(request.by, row, strict=True)) for row in product(*values)]
            keep_apart = keep_apart and len(within) == 1
            found.update(within)
    return sorted(found), keep_apart


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
