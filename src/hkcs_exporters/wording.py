"""What formats that people read say of a report: values, periods and ends in a language's words."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal
from urllib.parse import urlsplit

from attrs import evolve

from hkcs_model.dates import DATE_DIMENSIONS, PartialDate, Period
from hkcs_model.entities import Milestone, Organisation
from hkcs_model.languages import (
    Message,
    Name,
    Spoken,
    Text,
    dimension_called,
    say_number,
    translate,
)
from hkcs_model.quantity import plain
from hkcs_model.report import Figure, Held, Report, Stated, Step

_SHORT = {"recorded": "from records", "stated": "published", "combined": "records and published"}
_BASIS = {
    "recorded": "counted from records",
    "stated": "as it was published",
    "combined": "counted from records, together with what was published",
}
_ONLY_ABOVE = "{what}: {number} in the upper end alone"
_NO_LIMIT = "{what}: no upper limit is known"
_OVERLAP = "these rows do not add up to their total: counted in more than one of them: {number}"
_PRECISIONS = {
    "day": "known to the day",
    "month": "known to the month",
    "year": "known to the year",
}
_YEAR = "the financial year starts in month {month}"
_DAY = "a full day of work has {hours} hours; parts of a day are rounded up to {step}"
_SENTENCE = "{label}: {figure} ({rule}; {period}; {basis}). {agency}, {project}."
_SENTENCE_OF_ROW = "{label}, {row}: {figure} ({rule}; {period}; {basis}). {agency}, {project}."
_IN_NONE = re.compile(r"[\W\d_]*[A-Za-z]?[\W\d_]*")
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
        if dimension in DATE_DIMENSIONS:
            return Spoken(_days_words(dimension, value, language), language)
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
            "row": translate(", ", language).join(map(str, self.by_words(figure, language))),
            "figure": figure,
            "rule": figure.rule_labels,
            "period": period_words(figure.period, language),
            "basis": Message(_SHORT[figure.basis]),
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

    def milestone_words(self, stone: Milestone, language: str) -> list[Spoken]:
        """Return what a milestone belongs to: its programme, and with whom it came about."""
        told = [("programme", stone.programme), *(("partner", id_) for id_ in stone.partners)]
        return [self.value_words(name, value, language) for name, value in told if value]

    def partners_by_place(self, language: str) -> list[tuple[Spoken, list[Organisation]]]:
        """Return the partners by where they are, those without a place last."""
        places = dict.fromkeys(partner.place for partner in self.report.partners)
        return [
            (
                self.value_words("place", place, language),
                [partner for partner in self.report.partners if partner.place == place],
            )
            for place in sorted(places, key=lambda place: not place)
        ]

    def settings_words(self, language: str) -> list[str]:
        """Return the settings that some rules count by, each in a sentence."""
        settings = self.report.provenance.counting
        day = {"hours": settings.full_day_hours, "step": settings.day_step}
        told = (
            Message(_YEAR, {"month": settings.year_starts_in}),
            Message(_DAY, day),
        )
        return [message.say(language) for message in told]

    def body_words(self, partner: Any, language: str) -> list[Spoken]:
        """Return what is known of a partner beside its name."""
        named = [("kind", partner.kind), ("place", partner.place)]
        return [self.value_words(name, value, language) for name, value in named if value]


def basis_words(figure: Figure, language: str) -> str:
    """Return in a sentence what a figure was made from."""
    return translate(_BASIS[figure.basis], language)


def short_basis(figure: Figure, language: str) -> str:
    """Return in a word what a figure was made from."""
    return translate(_SHORT[figure.basis], language)


def unknown_words(step: Step, language: str) -> str:
    """Return what is not known at a step, and what it changes."""
    if step.high is None:
        return Message(_NO_LIMIT, {"what": step.message}).say(language)
    number = say_number(_difference(step.high, step.low))
    return Message(_ONLY_ABOVE, {"what": step.message, "number": number}).say(language)


def _difference(
    more: int | Decimal | Fraction, less: int | Decimal | Fraction
) -> int | Decimal | Fraction:
    """Return how far two numbers are apart, as exactly as they are: only some are fractions."""
    if isinstance(more, Fraction) or isinstance(less, Fraction):
        return Fraction(more) - Fraction(less)
    return more - less


def _days_words(dimension: str, value: str, language: str) -> str:
    """Return a day, month or year in words; a quarter and a financial year are the same in all."""
    if dimension in ("date", "month"):
        return PartialDate.parse(value).say(language)
    return value


def adding_words(total: Figure, language: str) -> str:
    """Return whether the rows of a table add up to its total, and by how much they overlap."""
    if total.adds_up:
        return translate("these rows add up to their total", language)
    if total.overlap:
        return Message(_OVERLAP, {"number": total.overlap}).say(language)
    return translate("these rows may count the same, and do not add up", language)


def dimension_words(name: str, language: str) -> str:
    """Return the heading of a dimension; an agency's own column has its own name."""
    called = dimension_called(name)
    words = called.say(language)
    return words.rpartition(".")[2] if isinstance(called, Name) else begun(words)


def precision_words(day: PartialDate, language: str) -> str:
    """Return how precisely a date is known."""
    return translate(_PRECISIONS[precision_of(day)], language)


def precision_of(day: PartialDate) -> Literal["day", "month", "year"]:
    """Return how precisely a date is known."""
    if day.day:
        return "day"
    return "month" if day.month else "year"


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
