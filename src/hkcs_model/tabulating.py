"""Figures, explanations and reconciliations as a table that a person reads, and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .aligning import aligned
from .answers import in_order
from .counting.rows import Fact
from .dataset import Dataset
from .dates import PartialDate, Period
from .explaining import Explanation, Part
from .languages import Message, say_number, translate
from .quantity import Quantity
from .reconciling import Reconciled, Reconciliation
from .report import Figure, Step

_PERIOD = "from {start} to {end}"
_UNTIL = "up to {end}"
_TOTAL = "total, counted again"
_NOT_RECORDED = "(not recorded)"
_ADD_UP = "{rule}: the rows add up to the total"
_DO_NOT = "{rule}: the rows do not add up to the total"
_OVERLAP = "{rule}: the rows do not add up to the total; counted in more than one row: {number}"
_BASIS = {
    "recorded": "counted from records",
    "combined": "counted from records, together with what was published",
}
_COLUMNS = ("step", "at least", "at most")
_NO_LIMIT = "no limit"
_NO_ROWS = "nothing belongs: there is no row"
_CONTRADICTS = "cannot all be true: {told}"
_PUBLISHED = "published: {label}: {quantity}"
_CLIPPED = "published about more than this is: {label}: {quantity} of it at most"
_ADDED = "the lower ends that are added up: {labels}"
_ANSWER = "together: {quantity}"
_STATES = {
    "counts": "counts",
    "repeats": "counted before",
    "may": "may count",
    "guests": "not identified",
    "out": "does not count",
}
_HEADERS = ("published", "read as", "stated", "recorded")
_VERDICTS = {
    "agrees": "agrees",
    "records fall short": "records fall short",
    "records exceed": "records exceed",
    "no records": "no records",
}
_NOTHING_STATED = "nothing is stated: there is nothing to hold the records against"


def tabulated(
    dataset: Dataset,
    figures: Sequence[Figure],
    totals: Sequence[Figure],
    by: Sequence[str],
    language: str,
) -> str:
    """Return figures as a table, a column a rule, with what must be known to read it.

    Args:
        dataset: what they were counted from.
        figures: the figures, all of one scope, period and set of dimensions.
        totals: the same rules without rows; none where no rows were asked for.
        by: the dimensions that make rows.
        language: the language of the words.
    """
    lines = [_table(dataset, figures, totals, by, language)]
    if by and not figures:
        lines.append(translate(_NO_ROWS, language))
    lines += ["", *_notes([*figures, *totals], figures, language)]
    return "\n".join(lines)


def _table(
    dataset: Dataset,
    figures: Sequence[Figure],
    totals: Sequence[Figure],
    by: Sequence[str],
    language: str,
) -> str:
    if not totals:
        rows = [(figure.label, figure.text) for figure in figures]
        return aligned(rows, right={1})
    names = list(by)
    rules = [figure.rule for figure in totals]
    header = (*names, *(figure.label for figure in totals))
    values = in_order({tuple(figure.by.values()): figure for figure in figures})
    told = {(tuple(figure.by.values()), figure.rule): figure.text for figure in figures}
    body = [
        (
            *_shown_values(dataset, names, row, language),
            *(told.get((row, rule), "") for rule in rules),
        )
        for row in values
    ]
    total = (translate(_TOTAL, language), *[""] * (len(names) - 1))
    last = (*total[: len(names)], *(figure.text for figure in totals))
    rule_places = set(range(len(names), len(names) + len(rules)))
    return aligned([header, *body, last], right=rule_places, ruled={1, len(body) + 1})


def _shown_values(
    dataset: Dataset, names: Sequence[str], row: Sequence[str], language: str
) -> Iterator[str]:
    for name, value in zip(names, row, strict=True):
        known = dataset.words_for(name, value).say(language)
        yield known if value else translate(_NOT_RECORDED, language)


def _notes(whole: Sequence[Figure], rows: Sequence[Figure], language: str) -> Iterator[str]:
    """Return what must be known to read the figures, each said once."""
    yield _say_period(whole[0].period, language)
    seen: dict[str, None] = {}
    for figure in {figure.rule: figure for figure in rows if figure.by}.values():
        seen[_adding(figure, language)] = None
    for basis in dict.fromkeys(figure.basis for figure in whole):
        if basis in _BASIS:
            seen[translate(_BASIS[basis], language)] = None
    for figure in whole:
        seen.update(dict.fromkeys(message.say(language) for message in figure.assumptions))
    for figure in whole:
        told = (message.say(language) for message in figure.contradictions)
        seen.update((Message(_CONTRADICTS, {"told": text}).say(language), None) for text in told)
    yield from seen


def _adding(figure: Figure, language: str) -> str:
    values: dict[str, Any] = {"rule": figure.rule_labels, "number": figure.overlap or 0}
    if figure.adds_up:
        return Message(_ADD_UP, values).say(language)
    return Message(_OVERLAP if figure.overlap else _DO_NOT, values).say(language)


def _say_period(period: str, language: str) -> str:
    read = Period.parse(period)
    template = _PERIOD if read.start else _UNTIL
    values = {"start": _day(read.start, language), "end": _day(read.end, language)}
    return Message(template, values).say(language)


def _day(day: date | None, language: str) -> str:
    return PartialDate.on(day).say(language) if day else ".."


def explained_as_text(dataset: Dataset, explanation: Explanation, language: str) -> str:
    """Return how a figure comes about, in words."""
    figure = explanation.figure
    row = ", ".join(
        f"{name}: {value}"
        for name, value in zip(
            figure.by,
            _shown_values(dataset, list(figure.by), list(figure.by.values()), language),
            strict=True,
        )
    )
    heading = f"{figure.labels.say(language)}{f' ({row})' if row else ''}: {figure.say(language)}"
    lines = [heading, _say_period(figure.period, language)]
    for part in explanation.parts:
        lines += ["", *_part_as_text(dataset, part, language)]
    lines += [message.say(language) for message in figure.assumptions]
    lines += [
        Message(_CONTRADICTS, {"told": message.say(language)}).say(language)
        for message in figure.contradictions
    ]
    return "\n".join(lines)


def _part_as_text(dataset: Dataset, part: Part, language: str) -> Iterator[str]:
    if part.steps:
        header = tuple(translate(word, language) for word in _COLUMNS)
        rows = [header, *(_step_as_row(step, language) for step in part.steps)]
        yield aligned(rows, right={1, 2}, ruled={1})
    labels = {statement.id: statement.label for statement in dataset.statements}
    for block in part.blocks:
        for clipped in block.parts:
            label = clipped.statement.label or clipped.statement.id
            template = _PUBLISHED if clipped.is_whole else _CLIPPED
            quantity = clipped.statement.value
            yield Message(template, {"label": label, "quantity": quantity}).say(language)
    if part.added:
        added = ", ".join(str(labels[id_].say(language) or id_) for id_ in part.added)
        yield Message(_ADDED, {"labels": added}).say(language)
    if part.blocks:
        yield Message(_ANSWER, {"quantity": part.quantity}).say(language)
    yield from (_fact_as_text(fact, language) for fact in part.facts)


def _step_as_row(step: Step, language: str) -> tuple[str, str, str]:
    signs = {"start": "", "step": "", "sum": "= "}
    message = f"{signs[step.kind]}{step.message.say(language)}"
    high = translate(_NO_LIMIT, language) if step.high is None else say_number(step.high)
    return message, say_number(step.low), high


def _fact_as_text(fact: Fact, language: str) -> str:
    key = ", ".join(
        f"{name} {value or translate(_NOT_RECORDED, language)}" for name, value in fact.key
    )
    state = translate(_STATES[fact.state], language)
    why = "" if fact.state == "counts" else f" ({fact.message.say(language)})"
    return f"{fact.origin}: {key}: {state}{why}"


def explained_as_data(explanation: Explanation, language: str) -> dict[str, Any]:
    """Return how a figure comes about, as data."""
    figure = explanation.figure
    return {
        "rule": figure.rule,
        "by": dict(figure.by),
        "where": {name: list(values) for name, values in figure.where.items()},
        "period": figure.period,
        "text": figure.say(language),
        "basis": figure.basis,
        "parts": [_part_as_data(part, language) for part in explanation.parts],
        "assumptions": [message.say(language) for message in figure.assumptions],
        "contradictions": [message.say(language) for message in figure.contradictions],
    }


def _part_as_data(part: Part, language: str) -> dict[str, Any]:
    return {
        "rule": part.rule,
        "basis": part.basis,
        **_ends(part.quantity),
        "steps": [
            {
                "code": step.code,
                "kind": step.kind,
                "text": step.message.say(language),
                "low": _number(step.low),
                "high": None if step.high is None else _number(step.high),
            }
            for step in part.steps
        ],
        "statements": [list(block.ids) for block in part.blocks],
        "added": list(part.added),
        "relations": [[relation.a, relation.b] for relation in part.relations],
        "facts": [
            {
                "file": fact.origin.file,
                "row": fact.origin.row,
                "key": dict(fact.key),
                "state": fact.state,
                "text": fact.message.say(language),
            }
            for fact in part.facts
        ],
    }


def _ends(quantity: Quantity) -> dict[str, Any]:
    return {
        "low": _number(quantity.low),
        "high": None if quantity.high is None else _number(quantity.high),
        "low_exclusive": quantity.low_exclusive,
        "high_exclusive": quantity.high_exclusive,
    }


def _number(number: int | Decimal | Fraction) -> int | Decimal | str:
    """Return a number as data; one whose digits do not end is a text such as `7/3`."""
    return str(number) if isinstance(number, Fraction) else number


def reconciled_as_text(found: Reconciled, language: str) -> str:
    """Return published totals beside the records, a line each, and the laws that are broken."""
    if not found.statements:
        return translate(_NOTHING_STATED, language)
    header = (*(translate(name, language) for name in _HEADERS), "")
    rows = [header, *(_reconciled_row(one, language) for one in found.statements)]
    lines = [aligned(rows, right={2, 3}, ruled={1})]
    for law in found.laws:
        condition = f" ({law.condition.say(language)})" if law.condition else ""
        lines.append(f"{law.message.say(language)}{condition}")
    return "\n".join(lines)


def _reconciled_row(one: Reconciliation, language: str) -> tuple[str, ...]:
    return (
        "" if one.is_reading else one.labels.say(language),
        one.rule_labels.say(language),
        one.stated.say(language),
        one.recorded.say(language) if one.recorded else "",
        translate(_VERDICTS[one.verdict], language),
    )


def reconciled_as_data(found: Reconciled, language: str) -> dict[str, Any]:
    """Return published totals beside the records as data."""
    return {
        "statements": [
            {
                "statement": one.statement,
                "label": one.labels.say(language),
                "rule": one.rule,
                "is_reading": one.is_reading,
                "stated": _ends(one.stated),
                "recorded": None if one.recorded is None else _ends(one.recorded),
                "verdict": one.verdict,
            }
            for one in found.statements
        ],
        "laws": [
            {
                "smaller": law.smaller,
                "larger": law.larger,
                "text": law.message.say(language),
                "condition": law.condition.say(language) if law.condition else None,
            }
            for law in found.laws
        ],
    }
