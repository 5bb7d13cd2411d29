"""Checks of the project's own parts: its keys and settings, its ids, the agency's own rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ...problems import Problem
from ...rules import CATALOGUE, faults
from ..draft import MONTHS_OF_A_YEAR, Draft
from .requests import faults_of_dates

_HOURS_OF_A_DAY = 24
REQUIRED_TEXTS = (("agency", "name"), ("project", "title"))


def the_project_can_be_read(draft: Draft) -> Iterator[Problem]:
    """Every key of the project is known, and every value is what its key needs."""
    yield from draft.project_problems


def every_required_key_is_filled(draft: Draft) -> Iterator[Problem]:
    """The agency has a name, and the project a title."""
    for part, name in REQUIRED_TEXTS:
        there = (draft.raw.project or {}).get(part)
        if isinstance(there, Mapping) and name in there and _is_blank(there[name]):
            yield draft.problem_of_project("missing", f"{part}.{name}", "blank", "fill it in")


def _is_blank(words: object) -> bool:
    """Tell whether a text says nothing, in every language that it is given in."""
    given = words.values() if isinstance(words, Mapping) else (words,)
    return all(isinstance(one, str) and not one.strip() for one in given)


def settings_are_in_their_range(draft: Draft) -> Iterator[Problem]:
    """A year starts in one of twelve months, and a day and its steps are longer than nothing."""
    if draft.project is None:
        return
    counting = draft.project.counting
    asked = (
        (
            "year_starts_in",
            1 <= counting.year_starts_in <= MONTHS_OF_A_YEAR,
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
    if draft.project and draft.project.disclosure.below > 0:
        yield draft.problem_of_project(
            "not-done-yet",
            "disclosure.below",
            "small numbers are not withheld by this version",
            "write below = 0, and see to small numbers yourself",
        )


def own_headers_and_words_are_for_known_ones(draft: Draft) -> Iterator[Problem]:
    """An agency's own headers and words stand each for one column or word of the format."""
    for key, fault in draft.raw.layout.faults:
        yield fault.at(draft.at_project(key))


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
        for key, fault in (*faults(rule), *faults_of_dates(draft, rule.where)):
            yield fault.at(draft.at_project(f"rules[{number}].{key}"))
