"""What formats that people read say of a report: values, periods and ends in a language's words."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from attrs import evolve

from hkcs_model.dates import PartialDate, Period
from hkcs_model.languages import Message, Several, Spoken, Text, say_number, translate
from hkcs_model.quantity import plain
from hkcs_model.report import Figure, Held, Report, Stated

_SENTENCE = "{label}: {figure} ({rule}; {period}; {basis}). {agency}, {project}."
_SENTENCE_OF_ROW = "{label}, {row}: {figure} ({rule}; {period}; {basis}). {agency}, {project}."
_IN_NONE = re.compile(r"[\W\d_]*[A-Za-z]?[\W\d_]*")
_DIMENSIONS = {
    "programme": "Programme",
    "activity": "Activity",
    "group": "Group",
    "kind": "Kind",
    "participants": "Participants",
    "partner": "Partner",
    "place": "Place",
    "mode": "Mode",
    "format": "Format",
    "staff": "Staff",
    "date": "Day",
    "month": "Month",
    "quarter": "Quarter",
    "year": "Year",
    "fy": "Financial year",
}
_VERDICTS = {
    "agrees": "agrees",
    "records fall short": "records fall short",
    "records exceed": "records exceed",
    "no records": "no records",
}


class Wording:
    """The words for what stands in one report.

    Attributes:
        report: the report.
        labels: of each figure and table, what a reader sees before the number.
        titles: the titles of programmes, activities and partners, by dimension and id.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.labels = {figure.id: figure.labels for figure in report.figures}
        self.labels |= {table.id: table.total.labels for table in report.tables}
        self.titles: Mapping[tuple[str, str], Text] = {
            **{("programme", programme.id): programme.title for programme in report.programmes},
            **{("activity", activity.id): activity.title for activity in report.activities},
            **{("partner", partner.id): partner.name for partner in report.partners},
        }

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

    def label_of(self, id_: str) -> Text:
        """Return what a figure, table or statement is called; its id where nobody says."""
        return self.labels.get(id_) or Text({"en": id_})

    def sentence(self, figure: Figure, language: str) -> str:
        """Return a figure as a sentence that can be quoted: what, how much, how it was counted."""
        values = {
            "label": figure.labels,
            "row": Several(
                tuple(Text({language: s.text}) for s in self.by_words(figure, language))
            ),
            "figure": figure,
            "rule": figure.rule_labels,
            "period": period_words(figure.period, language),
            "basis": Message(figure.basis),
            "agency": self.report.agency.name,
            "project": self.report.project.title,
        }
        return Message(_SENTENCE_OF_ROW if figure.by else _SENTENCE, values).say(language)

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


def marked(spoken: Spoken, language: str) -> str:
    """Return a text; one that the dataset lacks in a language with the one that it is in."""
    return f"{spoken.text}{mark_of(spoken, language)}"


def mark_of(spoken: Spoken, language: str) -> str:
    """Return what tells that a text is in another language; a number or a letter is in none."""
    is_ours = spoken.language == language or _IN_NONE.fullmatch(spoken.text)
    return "" if is_ours else f" [{spoken.language}]"


def begun(text: str) -> str:
    """Return a sentence with the capital that it begins with where it stands by itself."""
    return text[:1].upper() + text[1:]


def dimension_words(name: str, language: str) -> str:
    """Return what a dimension is called; the agency's own ones are called as their columns are."""
    return translate(_DIMENSIONS[name], language) if name in _DIMENSIONS else name


def adding_words(figure: Figure, language: str) -> str:
    """Return whether the rows of a figure add up, and what certainly stands in more than one."""
    if figure.adds_up:
        return translate("these rows add up to their total", language)
    if not figure.overlap:
        return translate("these rows may count the same, and do not add up", language)
    told = "these rows do not add up to their total; counted in more than one row: {number}"
    return Message(told, {"number": figure.overlap}).say(language)


def verdict_words(held: Held, language: str) -> str:
    """Return how records stand to a published total."""
    return translate(_VERDICTS[held.verdict], language)


def stated_words(stated: Stated, language: str) -> str:
    """Return which published total takes part in a figure, and how much it says."""
    whole = "published: {label}: {quantity}"
    part = "published about more than this is: {label}: {quantity} of it at most"
    values = {"label": stated.labels, "quantity": stated.quantity}
    return Message(whole if stated.is_whole else part, values).say(language)


def is_published(figure: Figure) -> bool:
    """Tell whether a figure is a total that somebody published."""
    return bool(figure.held or figure.quote or figure.source)


def explaining_command(figure: Figure) -> str:
    """Return the command that tells a figure row by row, for the dataset it was counted from."""
    filters = {**figure.where, **{name: (value,) for name, value in figure.by.items()}}
    words = ["hkcs-model", "explain", "DATASET", figure.rule]
    for name, values in filters.items():
        words += [word for value in values for word in ("--where", f"{name}={value}")]
    return shlex.join([*words, "--period", figure.period, "--rows"])


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
