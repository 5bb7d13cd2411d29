"""Checks of the project: its settings, its own rules, the figures that it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...dates import Period
from ...entities import FigureRequest
from ...facts import FACT_TABLES
from ...languages import Text
from ...problems import Problem, ValueFault
from ...questions import check_dimension, days_of
from ...rules import CATALOGUE, Expression, Rule, faults
from ...spelling import did_you_mean
from ..draft import REFUSED, Draft

_MONTHS_OF_A_YEAR = 12
_HOURS_OF_A_DAY = 24
_QUOTED = re.compile(r"\{([^{}]*)\}")


def the_project_can_be_read(draft: Draft) -> Iterator[Problem]:
    """Every key of the project is known, and every value is what its key needs."""
    yield from draft.project_problems


def settings_are_in_their_range(draft: Draft) -> Iterator[Problem]:
    """A year starts in one of twelve months, and a day and its steps are longer than nothing."""
    if draft.project is None:
        return
    counting = draft.project.counting
    asked = (
        (
            "year_starts_in",
            1 <= counting.year_starts_in <= _MONTHS_OF_A_YEAR,
            "a month, from 1 to 12",
        ),
        ("full_day_hours", 0 < counting.full_day_hours <= _HOURS_OF_A_DAY, "above 0, at most 24"),
        ("day_step", 0 < counting.day_step <= 1, "above 0, at most 1"),
    )
    for name, holds, hint in asked:
        if not holds:
            yield draft.problem_of_project(
                "out-of-range", f"counting.{name}", "out of range", f"write a number {hint}"
            )
    if draft.project.disclosure.below < 0:
        yield draft.problem_of_project(
            "negative", "disclosure.below", "a negative number", "write 0 or more"
        )


def nothing_is_asked_that_this_version_lacks(draft: Draft) -> Iterator[Problem]:
    """What this version does not do is refused, never accepted and ignored."""
    for name in REFUSED:
        if name in draft.raw.project:
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
        for key, fault in faults(rule):
            yield fault.at(draft.at_project(f"rules[{number}].{key}"))


def every_figure_asks_a_question(draft: Draft) -> Iterator[Problem]:
    """A figure that the report shall show can be asked: its rule, filter, period and rows."""
    for number, request in enumerate(draft.project.figures if draft.project else (), 1):
        for key, fault in _faults_of_request(draft, request):
            yield draft.problem_of_project(
                fault.fault.code, f"figures[{number}].{key}", fault.fault.message, fault.fault.hint
            )


def _faults_of_request(draft: Draft, request: FigureRequest) -> Iterator[tuple[str, ValueFault]]:
    assert draft.project is not None  # noqa: S101 - there is a request only where there is one
    starts_in = draft.project.counting.year_starts_in
    expression = Expression.parse(request.rule)
    if expression is None:
        hint = "write a rule, a ratio a/b or a share a/(a+b)"
        yield "rule", ValueFault("not-a-rule", "not a rule", hint)
        return
    try:
        Period.parse(request.period, starts_in)
    except ValueFault as fault:
        yield "period", fault
    for name in expression.rules:
        rule = draft.rules.get(name)
        if rule is None:
            yield (
                "rule",
                ValueFault("no-such-rule", "no such rule", did_you_mean(name, draft.rules)),
            )
        elif rule.over in FACT_TABLES:
            yield from _faults_of_scope(draft, request, rule, starts_in)


def _faults_of_scope(
    draft: Draft, request: FigureRequest, rule: Rule, starts_in: int
) -> Iterator[tuple[str, ValueFault]]:
    headers = {name: tuple(table.columns) for name, table in draft.raw.tables.items()}
    for key, names in (("where", request.where), ("by", request.by)):
        for name in names:
            try:
                check_dimension(headers, rule.table, name)
            except ValueFault as fault:
                yield key, fault
    assert draft.project is not None  # noqa: S101 - there is a request only where there is one
    try:
        days_of(request.where, Period(), draft.project.project.as_at, starts_in)
    except ValueFault as fault:
        yield "where", fault


def every_summary_quotes_figures_that_there_are(draft: Draft) -> Iterator[Problem]:
    """What stands in braces in a summary is the id of a statement or of a single figure."""
    if draft.project is None:
        return
    single = {request.id for request in draft.project.figures if not request.by}
    known = sorted(single | draft.ids("statements"))
    summaries: list[tuple[str, Text]] = [("project.summary", draft.project.project.summary)]
    for number, programme in enumerate(draft.project.programmes, 1):
        summaries.append((f"programmes[{number}].summary", programme.summary))
    for key, summary in summaries:
        for language, words in summary.pairs:
            for quoted in _QUOTED.findall(words):
                if quoted not in known:
                    yield draft.problem_of_project(
                        "no-such-figure",
                        f"{key}.{language}",
                        f"quotes {{{quoted}}}, which is no figure",
                        did_you_mean(quoted, known),
                    )
