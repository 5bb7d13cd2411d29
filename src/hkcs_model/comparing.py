"""What changed between two datasets, or two saved reports, and why: causes that add up."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise

from attrs import evolve, frozen

from .dataset import Dataset
from .figures import count, figures_of
from .intake.rebuilding import dataset_of
from .languages import LANGUAGES, Text
from .mixing import CAUSES, Mixture, RowChange
from .problems import UsageError
from .quantity import Number, Quantity
from .report import Figure, Report, rule_as_data, settings_as_data
from .reporting import published
from .requested import requests_of
from .saved import Saved, SavedFigure

Key = tuple[str, tuple[tuple[str, str], ...]]
_NOTHING = Quantity.exactly(0)


@frozen(kw_only=True)
class Cause:
    """What one kind of difference does to a figure.

    Attributes:
        cause: which kind.
        before: the figure before it; None where it was not there, or not known.
        after: the figure after it; None where it is not there, or not known.
    """

    cause: str
    before: Quantity | None
    after: Quantity | None

    @property
    def low(self) -> Number | None:
        """How much more it is at least; None where one of the two is not known."""
        if self.before is None or self.after is None:
            return None
        return self.after.low - self.before.low

    @property
    def high(self) -> Number | None:
        """How much more it is at most; None where one of the two has no upper limit."""
        if self.before is None or self.after is None:
            return None
        if self.before.high is None or self.after.high is None:
            return 0 if self.before.high is self.after.high else None
        return self.after.high - self.before.high


@frozen(kw_only=True)
class Compared:
    """A figure of two datasets.

    Attributes:
        id: what a report names it by; empty for a question asked here.
        rule: what was counted.
        labels: what a reader sees before the number.
        by: of each dimension that makes rows, this row's value.
        where: the values that were asked for.
        period: the days that it is about, in the newer one where it is there.
        old: the one; None where it is not there, or not known.
        new: the other; None where it is not there, or not known.
        causes: what each kind of difference does, in their order; those that do nothing left out.
    """

    id: str
    rule: str
    labels: Text
    by: Mapping[str, str]
    where: Mapping[str, tuple[str, ...]]
    period: str
    old: Quantity | None
    new: Quantity | None
    causes: tuple[Cause, ...]

    @property
    def change(self) -> Cause:
        """The whole change, to which the causes add up."""
        return Cause(cause="", before=self.old, after=self.new)

    @property
    def differs(self) -> bool:
        """Whether the two are not the same."""
        return self.old != self.new


@frozen(kw_only=True)
class Comparison:
    """Two datasets, or two saved reports, side by side.

    Attributes:
        figures: the figures of either.
        rows: the rows that they do not have alike; none where they are reports.
    """

    figures: tuple[Compared, ...]
    rows: tuple[RowChange, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether a figure of the two is not the same."""
        return any(figure.differs for figure in self.figures)


def compare(old: Dataset, new: Dataset, *rules: str) -> Comparison:
    """Compare two datasets figure by figure, and say what made each change.

    The differences are taken away one kind after another, with a recount after each: definitions,
    settings, period and as-at day, persons joined or parted, rows added, removed, edited.

    Args:
        old: the one.
        new: the other.
        rules: what is counted; none are the figures of their reports.

    Raises:
        UsageError: a rule that neither has.
    """
    for rule in rules:
        _refuse_unknown(rule, old, new)
    mixture = Mixture(old, new)
    asked = _counted(rules) if rules else _reported
    known = [asked(dataset) for dataset in _datasets(mixture)]
    keys = dict.fromkeys(key for figures in (known[-1], known[0]) for key in figures)
    compared = [_compared(key, known) for key in keys]
    return Comparison(figures=tuple(compared), rows=tuple(mixture.changes()))


def _refuse_unknown(rule: str, old: Dataset, new: Dataset) -> None:
    """Refuse a rule that neither dataset can count."""
    with suppress(UsageError):
        count(old, rule)
        return
    count(new, rule)


def _datasets(mixture: Mixture) -> list[Dataset]:
    return [mixture.old, *map(dataset_of, mixture.steps()), mixture.new]


def _counted(rules: Sequence[str]) -> Callable[[Dataset], dict[Key, Figure]]:
    def counted(dataset: Dataset) -> dict[Key, Figure]:
        found: list[Figure] = []
        for rule in rules:
            with suppress(UsageError):  # as above
                found += count(dataset, rule)
        return {_key(figure): figure for figure in found}

    return counted


def _reported(dataset: Dataset) -> dict[Key, Figure]:
    requests = requests_of(dataset)
    found = [figure for figures in published(dataset, requests) for figure in figures]
    for request in requests:
        with suppress(UsageError):  # it asks what came with rows that are not there yet
            found += figures_of(dataset, request)
    return {_key(figure): figure for figure in found}


def _key(figure: Figure) -> Key:
    return figure.id or figure.rule, tuple(figure.by.items())


def _compared(key: Key, known: Sequence[Mapping[Key, Figure]]) -> Compared:
    shown = known[-1].get(key) or known[0][key]
    quantities = [_quantity(key, figures) for figures in known]
    steps = zip(CAUSES, pairwise(quantities), strict=True)
    causes = [Cause(cause=cause, before=a, after=b) for cause, (a, b) in steps if a != b]
    return Compared(
        id=shown.id,
        rule=shown.rule,
        labels=shown.labels,
        by=shown.by,
        where=shown.where,
        period=shown.period,
        old=quantities[0],
        new=quantities[-1],
        causes=tuple(causes),
    )


def _quantity(key: Key, figures: Mapping[Key, Figure]) -> Quantity | None:
    """Return a figure as a quantity; of a row that is not there among others, 0."""
    if key in figures:
        return figures[key].quantity
    id_, by = key
    return _NOTHING if by and any(other == id_ for other, _ in figures) else None


def compare_saved(old: Saved, new: Saved, *rules: str) -> Comparison:
    """Compare two saved reports figure by figure.

    They have no rows to count again. Where one thing alone differs, that made the change; where
    several do, what they made together is told as one.

    Args:
        old: the one.
        new: the other.
        rules: what is compared; none is all that either has.
    """
    these, those = _by_question(old, rules), _by_question(new, rules)
    found = []
    for key in {**those, **these}:
        before, after = these.get(key), those.get(key)
        before = before or (after and _empty_row(after, old))
        after = after or (before and _empty_row(before, new))
        found.append(_compared_saved(before, after, _reasons(old, new, before, after)))
    return Comparison(figures=tuple(found))


def _empty_row(figure: SavedFigure, saved: Saved) -> SavedFigure | None:
    """Return what a report that lacks a row says of it: 0, where it has others of the figure."""
    for other in saved.figures:
        if figure.by and _asked(other) == _asked(figure):
            return evolve(other, by=figure.by, where=figure.where, quantity=_NOTHING)
    return None


def _asked(figure: SavedFigure) -> tuple[object, ...]:
    """Return the question that a row is one of the answers to."""
    where = sorted((name, values) for name, values in figure.where.items() if name not in figure.by)
    return figure.id, figure.rule, tuple(figure.by), where


def saved_as(report: Report) -> Saved:
    """Return a report as it would be read again after it was saved."""
    made_from = report.provenance
    return Saved(
        version=made_from.version,
        digest=made_from.digest,
        as_at=str(made_from.as_at),
        rules={rule.id: rule_as_data(rule) for rule in made_from.rules},
        settings=settings_as_data(made_from.counting),
        figures=tuple(map(_saved_figure, report.figures)),
    )


def _saved_figure(figure: Figure) -> SavedFigure:
    return SavedFigure(
        id=figure.id,
        rule=figure.rule,
        labels=figure.labels,
        by=figure.by,
        where=figure.where,
        period=figure.period,
        basis=figure.basis,
        quantity=figure.quantity,
        texts={language: figure.say(language) for language in LANGUAGES},
    )


def _by_question(saved: Saved, rules: Sequence[str]) -> dict[tuple[object, ...], SavedFigure]:
    """Return the figures of a report by what they answer: where rules are named, by that alone."""
    found: dict[tuple[object, ...], SavedFigure] = {}
    for figure in saved.figures:
        if rules and figure.rule not in rules:
            continue
        name = "" if rules else figure.id
        asked = () if name else (figure.rule, repr(sorted(figure.where.items())))
        key = (name, *asked, *figure.by.items())
        found.setdefault(key, figure)
    return found


def _reasons(
    old: Saved, new: Saved, before: SavedFigure | None, after: SavedFigure | None
) -> list[str]:
    """Return what differs between two reports that a figure may have changed by."""
    if before is None or after is None:
        return ["definition"]
    ids = {*re.findall(r"[\w-]+", before.rule), *re.findall(r"[\w-]+", after.rule)}
    found = []
    asked = (before.rule, before.where) != (after.rule, after.where)
    if asked or any(old.rules.get(id_) != new.rules.get(id_) for id_ in ids):
        found.append("definition")
    if old.settings != new.settings:
        found.append("settings")
    if before.period != after.period or old.as_at != new.as_at:
        found.append("period")
    return [*found, "records"] if old.digest != new.digest or not found else found


def _compared_saved(
    before: SavedFigure | None, after: SavedFigure | None, reasons: Sequence[str]
) -> Compared:
    shown = after or before
    assert shown is not None  # noqa: S101 - a key is of one of the two
    old = None if before is None else before.quantity
    new = None if after is None else after.quantity
    cause = Cause(cause=" + ".join(reasons), before=old, after=new)
    return Compared(
        id=shown.id,
        rule=shown.rule,
        labels=shown.labels,
        by=shown.by,
        where=shown.where,
        period=shown.period,
        old=old,
        new=new,
        causes=() if old == new else (cause,),
    )
