"""Checks of the project: its settings, its own rules, the figures that it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from ...dates import DATE_DIMENSIONS, Period
from ...entities import Counting, FigureRequest
from ...facts import FACT_TABLES
from ...languages import Text
from ...problems import Fault, Problem, ValueFault
from ...questions import Where, check_dimension, date_conditions, held_in, missing_needs
from ...rules import CATALOGUE, Expression, Rule, faults
from ...spelling import did_you_mean
from ..cells import split_list
from ..draft import REFUSED, Draft

_MONTHS_OF_A_YEAR = 12
_HOURS_OF_A_DAY = 24
_QUOTED = re.compile(r"\{([^{}]*)\}")


def the_project_can_be_read(draft: Draft) -> Iterator[Problem]:
    """Every key of the project is known, and every value is what its key needs."""
    yield from draft.project_problems


def every_required_key_is_filled(draft: Draft) -> Iterator[Problem]:
    """The agency has a name, and the project a title."""
    if draft.project is None:
        return
    asked = (
        ("agency.name", draft.project.agency.name),
        ("project.title", draft.project.project.title),
    )
    for key, words in asked:
        if not words:
            yield draft.problem_of_project("missing", key, "blank", "fill it in")


def settings_are_in_their_range(draft: Draft) -> Iterator[Problem]:
    """A year starts in one of twelve months, and a day and its steps are longer than nothing."""
    if draft.project is None:
        return
    counting = draft.project.counting
    asked = (
        (
            "year_starts_in",
            1 <= counting.year_starts_in <= _MONTHS_OF_A_YEAR,
            "write a month, from 1 to 12",
        ),
        (
            "full_day_hours",
            0 < counting.full_day_hours <= _HOURS_OF_A_DAY,
            "write a number above 0, at most 24",
        ),
        ("day_step", 0 < counting.day_step <= 1, "write a number above 0, at most 1"),
    )
    for name, holds, hint in asked:
        if not holds:
            yield draft.problem_of_project("out-of-range", f"counting.{name}", "out of range", hint)
    if draft.project.disclosure.below < 0:
        yield draft.problem_of_project(
            "negative", "disclosure.below", "a negative number", "write 0 or more"
        )


def nothing_is_asked_that_this_version_lacks(draft: Draft) -> Iterator[Problem]:
    """What this version does not do is refused, never accepted and ignored."""
    for name in REFUSED:
        if name in (draft.raw.project or {}):
            yield draft.problem_of_project(
                "not-read-yet",
                name,
                "an agency's own headers and words are not read by this version",
                "use the names of the format, and leave this out",
            )
    if draft.project and draft.project.disclosure.below > 0:
        yield draft.problem_of_project(
            "not-done-yet",
            "disclosure.below",
            "small numbers are not withheld by this version",
            "write below = 0, and see to small numbers yourself",
        )


def every_id_of_the_project_is_used_once(draft: Draft) -> Iterator[Problem]:
    """No two programmes, figures or rules share an id; a figure has none of a statement's."""
    if draft.project is None:
        return
    listed: tuple[tuple[str, Iterable[str], frozenset[str]], ...] = (
        ("programmes", (p.id for p in draft.project.programmes), frozenset()),
        ("figures", (f.id for f in draft.project.figures), draft.ids("statements")),
        ("rules", (r.id for r in draft.project.rules), frozenset(CATALOGUE)),
    )
    for part, ids, taken in listed:
        seen = set(taken)
        for number, id_ in enumerate(ids, 1):
            if id_ in seen or not id_:
                yield draft.problem_of_project(
                    "id-twice",
                    f"{part}[{number}].id",
                    "an id that is used already" if id_ else "a blank id",
                    "give it one of its own",
                )
            seen.add(id_)


def every_rule_counts_facts_that_there_are(draft: Draft) -> Iterator[Problem]:
    """A rule of the agency's own has a fact table, and a key and filters of that table's."""
    for number, rule in enumerate(draft.project.rules if draft.project else (), 1):
        for key, fault in (*faults(rule), *_faults_of_dates(draft, rule.where)):
            yield fault.at(draft.at_project(f"rules[{number}].{key}"))


def _faults_of_dates(draft: Draft, where: Where) -> Iterator[tuple[str, Fault]]:
    """Tell of a date in a filter that is not written as its dimension is."""
    try:
        date_conditions(where, Period(), date.max, _year_starts_in(draft))
    except ValueFault as error:
        yield "where", error.fault


def _year_starts_in(draft: Draft) -> int:
    """Return the month that the financial year starts in; the usual one where it is set wrong."""
    counting = draft.project.counting if draft.project else Counting()
    month = counting.year_starts_in
    return month if 1 <= month <= _MONTHS_OF_A_YEAR else Counting().year_starts_in


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
    yield from _faults_of_dates(draft, request.where)
    for name in expression.rules:
        rule = draft.rules.get(name)
        if rule is None:
            yield "rule", Fault("no-such-rule", "no such rule", did_you_mean(name, draft.rules))
        elif rule.over in FACT_TABLES:
            yield from _faults_of_facts(draft, rule)
            yield from _faults_of_scope(draft, request, rule)


def _faults_of_period(draft: Draft, text: str) -> Iterator[tuple[str, Fault]]:
    try:
        period = Period.parse(text, _year_starts_in(draft))
    except ValueFault as error:
        yield "period", error.fault
        return
    as_at = draft.project.project.as_at if draft.project else date.max
    if period.start and period.start > as_at:
        message = f"a period that begins after the as-at day, {as_at}"
        yield "period", Fault("after-as-at", message, "ask an earlier one")


def _faults_of_facts(draft: Draft, rule: Rule) -> Iterator[tuple[str, Fault]]:
    """Tell of a rule that there are neither records nor statements of: that is not 0."""
    lacks = missing_needs(_headers(draft), rule)
    statements = draft.raw.tables.get("statements")
    stated = rule.id in (statements.column("rule") if statements else ())
    if lacks and not stated and not draft.raw.unreadable:
        hint = f"add {lacks[0]}, or a statement of it"
        yield "rule", Fault("nothing-to-count", f"nothing is known of {rule.id}", hint)


def _headers(draft: Draft) -> dict[str, tuple[str, ...]]:
    return {name: tuple(table.columns) for name, table in draft.raw.tables.items()}


def every_filter_value_occurs_somewhere(draft: Draft) -> Iterator[Problem]:
    """A value that a figure filters by stands somewhere in the dataset."""
    for number, request in enumerate(draft.project.figures if draft.project else (), 1):
        for dimension, values in request.where.items():
            known = _values_there(draft, dimension)
            strangers = [value for value in values if value and value not in known]
            for value in strangers if dimension not in DATE_DIMENSIONS else ():
                key = f"figures[{number}].where"
                message = f"{value} occurs nowhere as {dimension}"
                yield Problem(
                    code="no-such-value",
                    origin=draft.at_project(key),
                    message=message,
                    hint=did_you_mean(value, sorted(known)),
                    severity="warning",
                )


def _values_there(draft: Draft, dimension: str) -> set[str]:
    """Return the values that a dimension has in the dataset."""
    found = set(draft.ids("programmes")) if dimension == "programme" else set()
    for name in held_in(dimension):
        table, _, column = name.partition(".")
        if raw := draft.raw.tables.get(table):
            cells = set(raw.column(column)) - {""}
            is_list = column in raw.table.columns and raw.table.columns[column].reads == "list"
            found.update(v for cell in cells for v in (split_list(cell) if is_list else [cell]))
    return found


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


def every_summary_quotes_figures_that_there_are(draft: Draft) -> Iterator[Problem]:
    """What stands in braces in a summary is the id of a statement or of a single figure."""
    if draft.project is None:
        return
    many = {request.id for request in draft.project.figures if request.by}
    known = {request.id for request in draft.project.figures} | draft.ids("statements")
    summaries: list[tuple[str, Text]] = [("project.summary", draft.project.project.summary)]
    for number, programme in enumerate(draft.project.programmes, 1):
        summaries.append((f"programmes[{number}].summary", programme.summary))
    for key, summary in summaries:
        for language, words in summary.pairs:
            for quoted in _QUOTED.findall(words):
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
