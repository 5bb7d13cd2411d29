"""The tables of figures: what they are, what they rest on, how each comes about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from attrs import frozen

from hkcs_model.languages import Message, Spoken, Text
from hkcs_model.report import Account, Figure, Report

from ..tidy import as_filter, fields_of
from ..wording import Wording
from .shapes import DataTable, Row, data_table, ends_of, in_languages

_FIGURES = """
    figure! integer: its number in this file; rows of a table share an id, so the id is no key
    kind! text = figure | row | total: a figure by itself, a row of a table, or a table's total
    id text: what summaries and links name it by
    total integer > figures.figure: of a row, the figure that is the total, counted again
    programme text > programmes.programme: where it is told; blank is the whole project
    rule! text: the rule that was asked, or the ratio or share of two
    label words: what a reader sees before the number
    rule_label words: what the rule is called
    by text: of a row, its dimensions and values; the table figure_by has them apart
    where text: the filter that was asked for; the table figure_where has its values apart
    period! text: the days that it is about; two dots are from the beginning
    itself ends: the figure; all blank where it is withheld or not known
    text words: the figure in words
    sentence words: the figure as a sentence that can be quoted
    basis! text = recorded | stated | combined: what it rests on
    contradicts! boolean: whether what it rests on cannot all be true
    adds_up! boolean: whether the rows of its id add up to their total
    overlap number: how much certainly stands in more than one of the rows; blank is not known
    withheld! boolean: whether the number is held back to protect persons
    set_aside! integer: how many faulty rows were left out of the counting
    is_ratio! boolean: whether it divides two rules
    source text > sources.source: where it was published
    quote text: the words as published
"""
_NOTES = """
    note! integer: its number in this file
    figure integer > figures.figure: whose; blank where it holds for all
    kind! text = assumption | contradiction: taken to be so, or cannot all be true
    text words: the sentence
"""
_HELD = """
    figure! integer > figures.figure: the published total
    place! integer: in which order
    rule! text: the reading, the rule that its words are taken to mean
    rule_label words: what that is called
    verdict! text = agrees | records fall short | records exceed | no records: how they stand
    recorded ends: what the records in its scope come to
"""
_ACCOUNTS = """
    account! integer: its number in this file
    figure! integer > figures.figure: whose
    rule! text: the rule; a ratio or share has an account for each of its two
    rule_label words: what it is called
    itself ends: what it comes to
    basis! text = recorded | stated | combined: what it rests on
"""
_STEPS = """
    account! integer > accounts.account: of what
    place! integer: in which order
    code! text: what is done, as programs name it
    kind! text = start | step | sum: a sum is what the start and the steps since come to
    text words: what is done
    low! number: what it comes to on the way to the lower end
    low_exact text: the same as a fraction, where its digits do not end
    high number: what it comes to on the way to the upper end; blank is no upper limit
    high_exact text: the same as a fraction, where its digits do not end
"""
_STATED = """
    account! integer > accounts.account: of what
    place! integer: in which order
    id! text: the statement
    label words: what it is called
    itself ends: its value as published
    is_whole! boolean: whether all of it is asked for, not only a part
    is_added! boolean: whether its lower end was added up
"""


@frozen
class Numbered:
    """A figure with its number in the file.

    Attributes:
        number: from 1.
        kind: `figure`, `row` or `total`.
        figure: the figure.
        total: of a row, the number of its table's total; None where it has none.
    """

    number: int
    kind: str
    figure: Figure
    total: int | None


def numbered(report: Report) -> list[Numbered]:
    """Return all figures of a report with their numbers, totals of tables behind the others."""
    first = len(report.figures) + 1
    totals = {table.id: first + n for n, table in enumerate(report.tables)}
    rows = [
        Numbered(n, "row" if f.by else "figure", f, totals.get(f.id) if f.by else None)
        for n, f in enumerate(report.figures, 1)
    ]
    behind = enumerate(report.tables, first)
    return [*rows, *(Numbered(n, "total", table.total, None) for n, table in behind)]


def tables_of_figures(report: Report) -> Iterator[DataTable]:
    """Return the tables of figures."""
    all_, wording = numbered(report), Wording(report)
    accounts = [(one.number, account) for one in all_ for account in one.figure.accounts]
    yield data_table(
        "figures", "a figure", "figure", _FIGURES, (_figure(one, wording) for one in all_)
    )
    yield from _of_scope(all_, wording)
    yield from _of_tables(report, all_)
    yield data_table("notes", "a sentence about figures", "note", _NOTES, _notes(report, all_))
    yield from _of_publishing(all_)
    yield data_table(
        "accounts",
        "how one rule of a figure comes about",
        "account",
        _ACCOUNTS,
        (_account(n, figure, account) for n, (figure, account) in enumerate(accounts, 1)),
    )
    yield from _of_accounts([account for _, account in accounts])


def _figure(one: Numbered, wording: Wording) -> Row:
    figure = one.figure
    return {
        **fields_of(figure),
        "figure": one.number,
        "kind": one.kind,
        "total": one.total,
        "programme": figure.programme or None,
        **in_languages("label", figure.labels),
        **in_languages("rule_label", figure.rule_labels),
        "by": as_filter({name: (value,) for name, value in figure.by.items()}) or None,
        "where": as_filter(figure.where) or None,
        **in_languages("text", figure),
        **in_languages("sentence", _Said(figure, wording)),
        "overlap": figure.overlap,
        "is_ratio": figure.is_ratio,
        "source": figure.source or None,
        "quote": figure.quote or None,
    }


@frozen
class _Said:
    """A figure as its sentence in each language."""

    figure: Figure
    wording: Wording

    def say(self, language: str) -> str:
        """Return the sentence."""
        return self.wording.sentence(self.figure, language)


@frozen
class _Value:
    """The words for a value of a dimension in each language, where there are any."""

    dimension: str
    value: str
    wording: Wording

    def say(self, language: str) -> str:
        """Return the words."""
        spoken: Spoken = self.wording.value_words(self.dimension, self.value, language)
        return spoken.text


def _of_scope(all_: list[Numbered], wording: Wording) -> Iterator[DataTable]:
    """Return which row each figure is, and what was asked for."""
    yield data_table(
        "figure_by",
        "a dimension by which a figure is a row of a table",
        "figure dimension",
        """
            figure! integer > figures.figure: the row
            dimension! text: the dimension
            value text: its value in this row; blank is what is not recorded
            words words: words for the value
        """,
        (
            _value(one.number, name, value, wording)
            for one in all_
            for name, value in one.figure.by.items()
        ),
    )
    yield data_table(
        "figure_where",
        "a value that was asked for",
        "figure dimension place",
        """
            figure! integer > figures.figure: the figure
            dimension! text: the dimension that was filtered
            place! integer: in which order
            value text: one of the values that belong; blank is what is not recorded
            words words: words for the value
        """,
        (
            {"place": place, **_value(one.number, name, value, wording)}
            for one in all_
            for name, values in one.figure.where.items()
            for place, value in enumerate(values, 1)
        ),
    )


def _value(figure: int, dimension: str, value: str, wording: Wording) -> Row:
    words = in_languages("words", _Value(dimension, value, wording))
    return {"figure": figure, "dimension": dimension, "value": value, **words}


def _of_tables(report: Report, all_: list[Numbered]) -> Iterator[DataTable]:
    totals = [one.number for one in all_ if one.kind == "total"]
    pairs = list(zip(totals, report.tables, strict=True))
    yield data_table(
        "tables",
        "a figure that was asked for row by row",
        "total",
        """
            total! integer > figures.figure: its total, counted again and never added up
            id! text: the id of its rows too
            rows! integer: how many rows it has
        """,
        ({"total": n, "id": t.id, "rows": len(report.rows_of(t))} for n, t in pairs),
    )
    yield data_table(
        "table_by",
        "a dimension that makes the rows of a table",
        "total place",
        """
            total! integer > tables.total: the table
            place! integer: in which order
            dimension! text: the dimension
        """,
        _listed("total", "dimension", ((n, table.by) for n, table in pairs)),
    )


def _listed(of: str, name: str, lists: Iterable[tuple[Any, Iterable[Any]]]) -> Iterator[Row]:
    """Return the members of lists as rows: whose list, in which place, what."""
    for whose, members in lists:
        for place, member in enumerate(members, 1):
            yield {of: whose, "place": place, name: member}


def _notes(report: Report, all_: list[Numbered]) -> Iterator[Row]:
    notes: list[tuple[int | None, str, Message]] = [
        (None, "assumption", message) for message in report.assumptions
    ]
    for one in all_:
        notes += [(one.number, "assumption", said) for said in one.figure.assumptions]
        notes += [(one.number, "contradiction", said) for said in one.figure.contradictions]
    for number, (figure, kind, said) in enumerate(notes, 1):
        yield {"note": number, "figure": figure, "kind": kind, **in_languages("text", said)}


def _of_publishing(all_: list[Numbered]) -> Iterator[DataTable]:
    """Return what figures rest on, what their words could mean, how the records stand to them."""
    yield data_table(
        "figure_statements",
        "a published total that a figure rests on",
        "figure place",
        """
            figure! integer > figures.figure: the figure
            place! integer: in which order
            statement! text: the id of the published total, and of its own figure
        """,
        _listed("figure", "statement", ((one.number, one.figure.statements) for one in all_)),
    )
    yield data_table(
        "readings",
        "another rule that the words of a published total allow",
        "figure place",
        """
            figure! integer > figures.figure: the published total
            place! integer: in which order
            rule! text: the rule
            rule_label words: what it is called
        """,
        (
            _ruled(one.number, place, reading.rule, reading.labels)
            for one in all_
            for place, reading in enumerate(one.figure.readings, 1)
        ),
    )
    yield _held(all_)


def _held(all_: list[Numbered]) -> DataTable:
    return data_table(
        "held",
        "a published total, under one of its readings, held against the records",
        "figure place",
        _HELD,
        (
            {
                **_ruled(one.number, place, held.rule, held.labels),
                "verdict": held.verdict,
                **ends_of(held.recorded, "recorded_"),
            }
            for one in all_
            for place, held in enumerate(one.figure.held, 1)
        ),
    )


def _ruled(figure: int, place: int, rule: str, labels: Text) -> Row:
    return {"figure": figure, "place": place, "rule": rule, **in_languages("rule_label", labels)}


def _account(number: int, figure: int, account: Account) -> Row:
    return {
        "account": number,
        "figure": figure,
        "rule": account.rule,
        **in_languages("rule_label", account.labels),
        **ends_of(account.quantity),
        "basis": account.basis,
    }


def _of_accounts(accounts: list[Account]) -> Iterator[DataTable]:
    yield data_table(
        "steps", "a step from all facts to a figure", "account place", _STEPS, _steps(accounts)
    )
    yield data_table(
        "stated",
        "a published total that takes part in a figure",
        "account place",
        _STATED,
        _stated(accounts),
    )


def _steps(accounts: list[Account]) -> Iterator[Row]:
    for number, account in enumerate(accounts, 1):
        for place, step in enumerate(account.steps, 1):
            yield {
                "account": number,
                "place": place,
                "code": step.code,
                "kind": step.kind,
                **in_languages("text", step.message),
                "low": step.low,
                "low_exact": _fraction(step.low),
                "high": step.high,
                "high_exact": _fraction(step.high),
            }


def _fraction(number: Any) -> str | None:
    """Return a number whose digits do not end as a text such as `7/3`; None for any other."""
    return str(number) if isinstance(number, Fraction) else None


def _stated(accounts: list[Account]) -> Iterator[Row]:
    for number, account in enumerate(accounts, 1):
        for place, stated in enumerate(account.stated, 1):
            yield {
                "account": number,
                "place": place,
                "id": stated.id,
                **in_languages("label", stated.labels),
                **ends_of(stated.quantity),
                "is_whole": stated.is_whole,
                "is_added": stated.is_added,
            }
