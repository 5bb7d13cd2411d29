"""Checks of what the report shall show: the figures asked for, and those that summaries quote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ...dates import Period
from ...entities import FigureRequest
from ...facts import FACT_TABLES
from ...languages import Text
from ...problems import Fault, Problem, ValueFault
from ...questions import Where, check_dimension, date_conditions, held_in, missing_needs
from ...report import QUOTED
from ...rules import Expression, Rule
from ...spelling import did_you_mean, split_list
from ..draft import Draft

_PERSONAL = ("person", "attendance", "enrolment", "staff")
"""Whose values are of persons, which no message shows."""


def every_figure_asks_a_question(draft: Draft) -> Iterator[Problem]:
    """A figure that the report shall show can be asked: its rule, filter, period and rows."""
    for number, request in enumerate(draft.project.figures if draft.project else (), 1):
        for key, fault in _faults_of_request(draft, request):
            yield fault.at(draft.at_project(f"figures[{number}].{key}"))


def _faults_of_request(draft: Draft, request: FigureRequest) -> Iterator[tuple[str, Fault]]:
    expression = Expression.parse(request.rule)
    if expression is None:
        hint = "write a rule, a ratio a/b or a share a/(a+b)"
        yield "rule", Fault("not-a-rule", "not a rule", hint)
        return
    yield from _faults_of_period(draft, request.period)
    yield from faults_of_dates(draft, request.where)
    for name in expression.rules:
        rule = draft.rules.get(name)
        if rule is None:
            yield "rule", Fault("no-such-rule", "no such rule", did_you_mean(name, draft.rules))
        elif rule.over in FACT_TABLES and not draft.raw.unreadable:
            yield from _faults_of_facts(draft, rule)
            yield from _faults_of_scope(draft, request, rule)


def _faults_of_period(draft: Draft, text: str) -> Iterator[tuple[str, Fault]]:
    try:
        period = Period.parse(text, draft.year_starts_in)
    except ValueFault as error:
        yield "period", error.fault
        return
    as_at = draft.project.project.as_at if draft.project else date.max
    if period.start and period.start > as_at:
        message = f"a period that begins after the as-at day, {as_at}"
        yield "period", Fault("after-as-at", message, "ask an earlier one")


def _faults_of_facts(draft: Draft, rule: Rule) -> Iterator[tuple[str, Fault]]:
    """Tell of a rule that nothing is known of, which is not 0."""
    lacks = missing_needs(_headers(draft), rule)
    statements = draft.raw.tables.get("statements")
    stated = rule.id in (statements.column("rule") if statements else ())
    if lacks and not stated:
        hint = f"add {lacks[0]}, or a statement of it"
        yield "rule", Fault("nothing-to-count", f"nothing is known of {rule.id}", hint)


def _faults_of_scope(
    draft: Draft, request: FigureRequest, rule: Rule
) -> Iterator[tuple[str, Fault]]:
    headers = _headers(draft)
    for key, names in (("where", request.where), ("by", request.by)):
        for name in names:
            try:
                check_dimension(headers, rule.table, name)
            except ValueFault as error:
                yield key, error.fault


def _headers(draft: Draft) -> dict[str, tuple[str, ...]]:
    return {name: tuple(table.columns) for name, table in draft.raw.tables.items()}


def every_filter_value_occurs_somewhere(draft: Draft) -> Iterator[Problem]:
    """A value that a figure filters by stands somewhere in the dataset."""
    for number, request in enumerate(draft.project.figures if draft.project else (), 1):
        for dimension, values in request.where.items():
            known = _values_there(draft, dimension)
            strangers = [value for value in values if value and value not in known]
            for value in strangers if known else ():
                personal = dimension.partition(".")[0] in _PERSONAL
                shown = "a value that" if personal else value
                hint = "correct it" if personal else did_you_mean(value, sorted(known))
                yield Problem(
                    code="no-such-value",
                    origin=draft.at_project(f"figures[{number}].where"),
                    message=f"{shown} occurs nowhere as {dimension}",
                    hint=hint,
                    severity="warning",
                )


def _values_there(draft: Draft, dimension: str) -> set[str]:
    """Return the values that a dimension has in the dataset; none where that is not known."""
    if draft.raw.unreadable:
        return set()
    found = set(draft.ids("programmes")) if dimension == "programme" else set()
    for name in held_in(dimension):
        table, _, column = name.partition(".")
        if raw := draft.raw.tables.get(table):
            cells = set(raw.column(column).words) - {""}
            is_list = column in raw.table.columns and raw.table.columns[column].reads == "list"
            found.update(v for cell in cells for v in (split_list(cell) if is_list else [cell]))
    return found


def faults_of_dates(draft: Draft, where: Where) -> Iterator[tuple[str, Fault]]:
    """Tell of a date in a filter that is not written as its dimension is."""
    try:
        date_conditions(where, Period(), date.max, draft.year_starts_in)
    except ValueFault as error:
        yield "where", error.fault


def every_summary_quotes_figures_that_there_are(draft: Draft) -> Iterator[Problem]:
    """What stands in braces in a summary is the id of a statement or of a single figure."""
    if draft.project is None or "statements" in draft.raw.unreadable:
        return
    many = {request.id for request in draft.project.figures if request.by}
    known = {request.id for request in draft.project.figures} | draft.ids("statements")
    summaries: list[tuple[str, Text]] = [("project.summary", draft.project.project.summary)]
    for number, programme in enumerate(draft.project.programmes, 1):
        summaries.append((f"programmes[{number}].summary", programme.summary))
    for key, summary in summaries:
        for language, words in summary.pairs:
            if re.search("[{}]", QUOTED.sub("", words)):
                message, hint = "a brace without its other", "write a figure as {id}"
                yield draft.problem_of_project("brace", f"{key}.{language}", message, hint)
            for quoted in QUOTED.findall(words):
                if quoted in many or quoted not in known:
                    message, hint = _misquoted(quoted, many, known)
                    yield draft.problem_of_project(
                        "no-such-figure", f"{key}.{language}", message, hint
                    )


def _misquoted(quoted: str, many: set[str], known: set[str]) -> tuple[str, str]:
    if quoted in many:
        message = f"quotes {{{quoted}}}, which has more than one number"
        return message, "quote a figure without by"
    near = did_you_mean(quoted, sorted(known)) if known else ""
    hint = near or "add the figure, or take the braces away"
    return f"quotes {{{quoted}}}, which is no figure", hint
