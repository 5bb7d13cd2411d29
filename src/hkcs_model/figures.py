"""Figures: a question answered, with all that stands behind the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve

from .answers import Asking, in_order, rows_of
from .blocks import Contradiction
from .dataset import Dataset
from .dates import Period
from .entities import FigureRequest, Relation, Statement
from .languages import LANGUAGES, Message, Text
from .pausing import collection_paused
from .problems import UsageError, ValueFault
from .quantity import Quantity
from .questions import as_where, expression
from .ratios import ratio, share
from .reconciling import held
from .report import Figure, Figures, Held, Reading
from .rules import Expression, Rule
from .scopes import Scope, scope_of_question, scope_of_statement, span_of, where_of
from .spelling import did_you_mean
from .statements import BASES, Answer

_STATED = "taken from what was published; whatever was not recorded is taken to have been stated"
_OVERLAP = (
    "nothing says that the published totals count nothing in common: it is at least the most "
    "that cannot overlap, and at most their sum"
)
_RATIO = "{above} / {below}"
_SHARE = "{above} as a share of {above} and {below}"
_UNREACHED = "no published total reaches this: {rule}"
_LATE = "it is about days after the as-at day, and takes part in no sum"
_SET_ASIDE = "{number} faulty rows were set aside, and are in no figure"
_ONE_ASIDE = "1 faulty row was set aside, and is in no figure"
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
    where = where_of(statement)
    span = span_of(statement)
    period = span.meet(Period(None, dataset.project.as_at))
    own = [found for found in contradictions if statement.id in found.ids]
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
        held=_held(dataset, statement),
        statements=(statement.id,),
        quote=statement.quote,
        source=statement.source or dataset.project.source,
        assumptions=(
            Message(_STATED),
            *(() if period else (Message(_LATE),)),
            *_left_out(dataset),
        ),
        set_aside=len(dataset.set_aside),
        contradictions=_told(dataset, own),
    )


def _held(dataset: Dataset, statement: Statement) -> tuple[Held, ...]:
    """Return how records stand to a published total, under each of its readings."""
    return tuple(
        Held(rule=one.rule, labels=one.rule_labels, recorded=one.recorded, verdict=one.verdict)
        for one in held(dataset, statement)
    )


def figures_of(dataset: Dataset, request: FigureRequest, basis: str = "combined") -> list[Figure]:
    """Return the figures that a request asks for: one, or one for each row of `by`.

    Args:
        dataset: what is known.
        request: what is asked.
        basis: `combined`, or `recorded` or `stated` for one of the two alone.

    Raises:
        UsageError: it asks what is not there.
    """
    if basis not in BASES:
        raise UsageError(f"{basis}: not a basis; {did_you_mean(basis, BASES)}")
    asked = expression(dataset, request.rule)
    rules = [dataset.rules[id_] for id_ in asked.rules]
    asking = asking_of(dataset, request, basis)
    tables = [rows_of(asking, rule) for rule in rules]
    rows = in_order({row: found for table in tables for row, found in table.answers.items()})
    whole = asking.question(rules[0])
    called = _labels(rules, is_share=asked.is_share)
    common = {
        "id": request.id,
        "rule": str(asked),
        "labels": request.label or called,
        "rule_labels": called,
        "where": request.where,
        "period": str(whole.period),
        "adds_up": not request.by or (not asked.below and tables[0].adds_up),
        "overlap": None if asked.below else tables[0].overlap,
        "is_ratio": bool(asked.below),
        "set_aside": len(dataset.set_aside),
    }
    within = programme_of(scope_of_question(dataset, whole))
    recorded = {"basis": "recorded", "assumptions": _left_out(dataset)}
    programme_of_row = _programme_of_rows(dataset)
    made = []
    for row in rows:
        by = dict(zip(request.by, row, strict=True))
        answers = [
            table.answers.get(row) or asking.answer(rule, row)
            for rule, table in zip(rules, tables, strict=True)
        ]
        all_recorded = all(found.records and not found.blocks for found in answers)
        told = recorded if all_recorded else _reasons(dataset, asked, answers)
        programme = within or programme_of_row(by)
        quantity = _quantity(asked, answers)
        made.append(_figure(quantity, by=by, programme=programme, **told, **common))
    return made


def _reasons(dataset: Dataset, asked: Expression, answers: Sequence[Answer]) -> dict[str, object]:
    """Return what a figure rests on that is not from records alone, as the fields that tell it."""
    return {
        "basis": _basis(answers),
        "statements": _statements(answers),
        "assumptions": _assumptions(dataset, asked, answers),
        "contradictions": _told(dataset, _contradictions(answers)),
    }


def asking_of(dataset: Dataset, request: FigureRequest, basis: str = "combined") -> Asking:
    """Return what a request asks of a dataset, whatever its rule.

    Raises:
        UsageError: its period is none.
    """
    period = period_of(request.period, dataset)
    return Asking(dataset=dataset, where=request.where, period=period, by=request.by, basis=basis)


def period_of(text: str, dataset: Dataset) -> Period:
    """Read a period as it is written; empty is all time.

    Raises:
        UsageError: it is none.
    """
    try:
        return Period.parse(text, dataset.counting.year_starts_in)
    except ValueFault as error:
        raise UsageError(f"{text}: {error}") from None


def count(  # noqa: PLR0913 - a question has as many parts
    dataset: Dataset,
    *rules: str,
    where: Mapping[str, Iterable[str] | str] | None = None,
    period: str | None = None,
    by: Sequence[str] = (),
    basis: str = "combined",
    language: str = "en",
) -> Figures:
    """Count what a dataset knows of some rules.

    Args:
        dataset: what is known.
        rules: what is counted: rules, ratios `a/b` or shares `a/(a+b)`, by their ids.
        where: of each dimension the values that belong; "" is what is not recorded. None is all.
        period: `2014`, `2007-09`, `2007-09/2014-12-31`, `1992/..`, `fy:2014-15`; None is all time
            up to the as-at day.
        by: the dimensions that each make a row a value; without any, one figure a rule.
        basis: `combined`, or `recorded` or `stated` for records or published totals alone.
        language: the language of `label` and `text`.

    Returns:
        The figures, rule by rule and row by row.

    Raises:
        UsageError: a rule, dimension, date, basis or language that is not there.
    """
    if language not in LANGUAGES:
        raise UsageError(f"{language}: not a language; {did_you_mean(language, LANGUAGES)}")
    filters = as_where(where)
    requests = [
        FigureRequest(id="", rule=rule, where=filters, period=period or "", by=tuple(by))
        for rule in rules
    ]
    with collection_paused():
        found = [f for request in requests for f in figures_of(dataset, request, basis)]
    return Figures(f if f.language == language else evolve(f, language=language) for f in found)


def programme_of(scope: Scope) -> str:
    """Return the one programme that a scope keeps to; empty where it may be of several."""
    values = scope.values.get("programme", frozenset())
    return next(iter(values)) if len(values) == 1 else ""


def _programme_of_rows(dataset: Dataset) -> Callable[[Mapping[str, str]], str]:
    """Return what tells the programme that a row keeps to; empty where it may be of several."""
    activities, groups = dataset.activity_of, dataset.activity_of_group

    def programme_of_row(by: Mapping[str, str]) -> str:
        activity = activities.get(by.get("activity") or groups.get(by.get("group", ""), ""))
        return activity.programme if activity else by.get("programme", "")

    return programme_of_row


def _figure(quantity: Quantity | None, **rest: Any) -> Figure:
    if quantity is None:
        return Figure(low=None, high=None, **rest)
    return Figure(
        low=quantity.low,
        high=quantity.high,
        low_exclusive=quantity.low_exclusive,
        high_exclusive=quantity.high_exclusive,
        about=quantity.about,
        **rest,
    )


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


def _statements(answers: Sequence[Answer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for a in answers for block in a.blocks for id_ in block.ids))


def _assumptions(
    dataset: Dataset, asked: Expression, answers: Sequence[Answer]
) -> tuple[Message, ...]:
    found = []
    if any(answer_.blocks for answer_ in answers):
        found.append(Message(_STATED))
    for rule, answer_ in zip(asked.rules, answers, strict=True):
        if not answer_.blocks and answer_.records is None:
            label = dataset.rules[rule].label or Text({"en": rule})
            found.append(Message(_UNREACHED, {"rule": label}))
    if any(answer_.overlaps for answer_ in answers):
        found.append(Message(_OVERLAP))
    relations = [relation for answer_ in answers for relation in answer_.relations]
    labels = _labels_of(dataset) if relations else {}
    said = (_said(relation, labels) for relation in relations)
    return (*found, *said, *_left_out(dataset))


def _left_out(dataset: Dataset) -> tuple[Message, ...]:
    """Return the sentence that says how many faulty rows no figure counts, where there are some."""
    number = len(dataset.set_aside)
    if number == 1:
        return (Message(_ONE_ASIDE),)
    return (Message(_SET_ASIDE, {"number": number}),) if number else ()


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
    if not contradictions:
        return ()
    labels = _labels_of(dataset)
    return tuple(found.message(labels) for found in contradictions)
