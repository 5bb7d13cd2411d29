"""What the page says of a report: values, periods and ends in the words of a language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from attrs import evolve

from hkcs_model.dates import PartialDate, Period
from hkcs_model.languages import Spoken, Text, say_number, translate
from hkcs_model.quantity import plain
from hkcs_model.report import Figure, Report

_NO_ANCHOR = re.compile(r"[^\w.-]")


class Wording:
    """The words for what stands in one report.

    Attributes:
        report: the report.
        labels: of each figure, what a reader sees before the number.
        titles: the titles of programmes, activities and partners, by dimension and id.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.labels = {figure.id: figure.labels for figure in report.figures}
        self.anchored = {figure.id for figure in report.figures if not figure.by}
        self.titles: Mapping[tuple[str, str], Text] = {
            **{("programme", programme.id): programme.title for programme in report.programmes},
            **{("activity", activity.id): activity.title for activity in report.activities},
            **{("partner", partner.id): partner.name for partner in report.partners},
        }

    def functions(self) -> dict[str, Callable[..., Any]]:
        """Return what the template calls, by the names that it calls it by."""
        return {
            "say": translate,
            "is_figure": lambda piece: isinstance(piece, Figure),
            "is_link": is_link,
            "ends": ends,
            "period_words": period_words,
            "ends_words": ends_words,
            "day_words": lambda day, language: PartialDate.on(day).say(language),
            "anchor": self.anchor,
            "has_anchor": self.anchored.__contains__,
            "place": self.place,
            "label_of": lambda id_: self.labels.get(id_) or Text({"en": id_}),
            "scope_words": self.scope_words,
            "by_words": self.by_words,
            "rule_words": self.rule_words,
            "facts_of": self.facts_of,
            "body_words": self.body_words,
        }

    def anchor(self, id_: str, language: str) -> str:
        """Return a figure's anchor: its plain id in the reader's language, so that links last."""
        return self.place("", id_, language)

    def place(self, kind: str, id_: str, language: str) -> str:
        """Return the id of an element; no two elements of the page have the same."""
        plain = _NO_ANCHOR.sub(lambda sign: f"~{ord(sign[0]):x}~", id_)
        before = f"{kind}::" if kind else ""
        return f"{before}{plain}" + ("" if language == self.report.language else f":{language}")

    def value_words(self, dimension: str, value: str, language: str) -> Spoken:
        """Return the words for a value of a dimension: a title, the agency's word, or the value."""
        if not value:
            return Spoken(translate("(not recorded)", language), language)
        title = self.titles.get((dimension, value))
        return (title or self.report.words_for(dimension, value)).spoken(language)

    def scope_words(self, where: Mapping[str, tuple[str, ...]], language: str) -> list[Spoken]:
        """Return what a figure is about, each value in words."""
        return [
            self.value_words(name, v, language) for name, values in where.items() for v in values
        ]

    def by_words(self, figure: Figure, language: str) -> list[Spoken]:
        """Return which row of a table a figure is, each value in words."""
        return [self.value_words(name, value, language) for name, value in figure.by.items()]

    def rule_words(self, figure: Figure, language: str) -> str:
        """Return what a figure's rule is called, or the two of a ratio or share."""
        return figure.rule_labels.say(language)

    def facts_of(self, activity: Any, language: str) -> list[Spoken]:
        """Return what is known of an activity beside its title."""
        values = [
            *((name, getattr(activity, name)) for name in ("kind", "participants", "place")),
            *(("partner", partner) for partner in activity.partners),
        ]
        told = [self.value_words(name, value, language) for name, value in values if value]
        start, end = activity.start, activity.end
        if start or end:
            told.append(Spoken(_span_words(start, end, language), language))
        return told

    def body_words(self, partner: Any, language: str) -> list[Spoken]:
        """Return what is known of a partner beside its name."""
        named = [("kind", partner.kind), ("place", partner.place)]
        return [self.value_words(name, value, language) for name, value in named if value]


def is_link(url: str) -> bool:
    """Tell whether an address is one that a reader may follow: nothing but http and https."""
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:  # no address at all
        return False


def ends(figure: Figure) -> str:
    """Return the ends of a figure for programs: `44`, `2250..2349`, `800..`; empty if unknown."""
    if figure.low is None:
        return ""
    if figure.low == figure.high:
        return plain(figure.low)
    return f"{plain(figure.low)}..{'' if figure.high is None else plain(figure.high)}"


def ends_words(figure: Figure, language: str) -> str:
    """Return the interval of a figure in words, also of one that was published as "around"."""
    quantity = figure.quantity
    if quantity is None:
        return figure.say(language)
    if figure.high is None or figure.about is None or figure.low == figure.high:
        return evolve(quantity, about=None).say(language)
    both = {"low": say_number(quantity.low), "high": say_number(figure.high)}
    template = "{low} to under {high}" if figure.high_exclusive else "{low} to {high}"
    return translate(template, language).format(**both)


def _span_words(start: PartialDate | None, end: PartialDate | None, language: str) -> str:
    """Return from when to when something went on, as precisely as it is known."""
    open_end = "{start} to {end}" if end else "since {start}"
    template = open_end if start else "until {end}"
    said = {"start": start.say(language) if start else "", "end": end.say(language) if end else ""}
    return translate(template, language).format(**said)


def period_words(period: str, language: str) -> str:
    """Return a period in words, an open beginning or end being told as such."""
    days = Period.parse(period)
    if days.start is None:
        template = "up to {end}"
    else:
        template = "{start} to {end}" if days.end else "from {start}"
    said = {"start": _day(days.start, language), "end": _day(days.end, language)}
    return translate(template, language).format(**said)


def _day(day: date | None, language: str) -> str:
    return PartialDate.on(day).say(language) if day else ""
