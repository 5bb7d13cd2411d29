"""The results of an activity: a programme is a result, a figure an indicator, a row an actual."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from attrs import frozen

from hkcs_model.dates import Period
from hkcs_model.languages import Message, Several, Text, translate
from hkcs_model.quantity import plain
from hkcs_model.report import Figure, Report

from ..wording import Wording, ends_words, short_basis
from .elements import child, narrated

_OUTPUT = "1"
_UNIT, _QUALITATIVE = "1", "5"
_OWN_VOCABULARY = "99"


def is_plain(figure: Figure) -> bool:
    """Tell whether one number says all of a figure's ends."""
    return figure.low is not None and figure.low == figure.high and figure.about is None


def add_results(activity: Any, report: Report, start: date) -> None:
    """Add a result for each programme that has figures, and one for the whole project.

    Args:
        activity: the element of the activity.
        report: the report.
        start: the day that a period from the beginning starts with.
    """
    wording = Wording(report)
    told = [*report.figures, *(table.total for table in report.tables)]
    named = dict.fromkeys(["", *(p.id for p in report.programmes), *(f.programme for f in told)])
    for programme in named:
        of_it = [figure for figure in told if figure.programme == programme]
        if of_it:
            # Figures of different ids may count the same: nobody is to add them up.
            given = {"type": _OUTPUT, "aggregation-status": "0"}
            result = child(activity, "result", **given)
            narrated(result, "title", _title(programme, wording))
            for group in _groups(of_it):
                _add_indicator(result, group, wording, start)


def _title(programme: str, wording: Wording) -> Any:
    if not programme:
        return Message("The whole project")
    return wording.titles.get(("programme", programme)) or Text({"en": programme})


def _groups(figures: Iterable[Figure]) -> Iterator[list[Figure]]:
    """Return what is told together: a figure, or a table with its total, its numbers apart.

    What has no number is apart from what has one, since an indicator counts or it does not.
    """
    found: dict[tuple[str, str, bool], list[Figure]] = {}
    for figure in figures:
        found.setdefault((figure.id, figure.rule, figure.low is None), []).append(figure)
    yield from found.values()


def _add_indicator(result: Any, group: list[Figure], wording: Wording, start: date) -> None:
    first = group[0]
    measure = _QUALITATIVE if first.low is None else _UNIT
    indicator = child(result, "indicator", measure=measure, **_aggregation(group))
    narrated(indicator, "title", first.labels or Text({"en": first.id or first.rule}))
    if rules := wording.report.rules_of(first):
        narrated(indicator, "description", Several(tuple(told.sentence for told in rules)))
    child(indicator, "reference", vocabulary=_OWN_VOCABULARY, code=first.id or first.rule)
    for period in dict.fromkeys(figure.period for figure in group):
        _add_period(indicator, period, group, wording, start)


def _aggregation(group: list[Figure]) -> dict[str, str]:
    """Say whether rows may be summed; nothing of a figure by itself, for it has no rows."""
    if not all(figure.adds_up for figure in group):
        return {"aggregation-status": "0"}
    is_summed = any(figure.by for figure in group) and not group[0].is_ratio
    return {"aggregation-status": "1"} if is_summed else {}


def _add_period(
    indicator: Any, period: str, group: list[Figure], wording: Wording, start: date
) -> None:
    days = Period.parse(period)
    end = days.end or wording.report.provenance.as_at
    made = child(indicator, "period")
    child(made, "period-start", **{"iso-date": str(days.start or min(start, end))})
    child(made, "period-end", **{"iso-date": str(end)})
    for figure in group:
        if figure.period == period:
            _add_actual(made, figure, wording)


def _add_actual(period: Any, figure: Figure, wording: Wording) -> None:
    """Add the number of a figure; of an interval what was published, or its lower end."""
    quantity = figure.quantity
    given = {"value": plain(quantity.stated)} if quantity else {}
    actual = child(period, "actual", **given)
    language = wording.report.language
    for (name, value), words in zip(
        figure.by.items(), wording.by_words(figure, language), strict=True
    ):
        child(actual, "dimension", name=name, value=value or words.text)
    narrated(actual, "comment", _Comment(figure))


@frozen
class _Comment:
    """What a value has no room for: the figure in words, its ends, what it rests on, what is wrong.

    Attributes:
        figure: the figure.
    """

    figure: Figure

    def say(self, language: str) -> str:
        """Return it in a language."""
        figure = self.figure
        beside = (*figure.contradictions, *figure.assumptions)
        return Several((_Marked(figure), *beside), "; ").say(language)


@frozen
class _Marked:
    """A figure in words with its ends and its marks."""

    figure: Figure

    def say(self, language: str) -> str:
        """Return it in a language."""
        figure = self.figure
        words, both = figure.say(language), ends_words(figure, language)
        marks = [short_basis(figure, language)]
        if figure.contradicts:
            marks.append(translate("contradicted", language))
        values = {"figure": words, "ends": both, "marks": translate(", ", language).join(marks)}
        if words == both:
            return Message("{figure} ({marks})", values).say(language)
        return Message("{figure}: {ends} ({marks})", values).say(language)
