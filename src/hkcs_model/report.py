"""All that an exporter sees: figures with their reasons, and what stands around them.

A report holds aggregates only, nothing about one person, and nothing in it can be changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import evolve, field, frozen

from .entities import (
    Activity,
    Agency,
    Counting,
    Milestone,
    Organisation,
    Programme,
    Project,
    Source,
)
from .languages import Message, Spoken, Text, translate
from .quantity import Number, Quantity
from .ratios import down, two_places, up
from .rules import Rule

QUOTED = re.compile(r"\{([^{}]*)\}")
"""How a text quotes a figure: its id in braces."""


@frozen(kw_only=True)
class Figure:
    """A number that the agency can stand behind: an interval with its qualifiers and reasons.

    Attributes:
        id: what summaries and links name it by; empty for a question asked once.
        rule: what was counted: a rule, or a ratio or share of two.
        labels: what a reader sees before the number, in every language there is.
        rule_labels: what the rule is called; of a ratio or share, what its rules are called.
        programme: the programme that it is told under; empty means the project's.
        by: of each dimension that makes rows, this row's value; "" is what is not recorded.
        where: the values that were asked for, of each dimension that was filtered.
        period: the days that it is about, `2007-09-01/2014-12-31`; `..` is from the beginning.
        low: the lowest that it can be; None where it is withheld or a ratio not known.
        high: the highest that it can be; None also where no upper limit is known.
        low_exclusive: it is more than `low`.
        high_exclusive: it is less than `high`.
        about: the unit that it was rounded to when published; None otherwise.
        basis: `recorded`, `stated` or `combined`.
        adds_up: whether the rows that it is one of add up to their total.
        overlap: how much of what is counted certainly stands in more than one of the rows; 0 where
            they add up, None where it is not known.
        withheld: whether the number is held back to protect persons.
        set_aside: how many faulty rows were left out of the counting.
        is_ratio: whether it divides two rules: then it is shown with two decimals.
        readings: the other rules that its published words allow.
        statements: the ids of the statements that it rests on.
        quote: the words as published; empty for what nobody published.
        source: the id of where it was published; empty for what nobody published.
        assumptions: what is taken to be so, each a sentence.
        contradictions: what it rests on and cannot all be true, each a sentence.
        language: the language of `label` and `text`.
    """

    id: str = ""
    rule: str
    labels: Text
    rule_labels: Text
    programme: str = ""
    by: Mapping[str, str] = field(factory=dict, hash=False)
    where: Mapping[str, tuple[str, ...]] = field(factory=dict, hash=False)
    period: str
    low: Number | None
    high: Number | None
    low_exclusive: bool = False
    high_exclusive: bool = False
    about: Number | None = None
    basis: str
    adds_up: bool = True
    overlap: Number | None = 0
    withheld: bool = False
    set_aside: int = 0
    is_ratio: bool = False
    readings: tuple[Reading, ...] = ()
    statements: tuple[str, ...] = ()
    quote: str = ""
    source: str = ""
    assumptions: tuple[Message, ...] = ()
    contradictions: tuple[Message, ...] = ()
    language: str = "en"

    @property
    def contradicts(self) -> bool:
        """Whether what it rests on cannot all be true."""
        return bool(self.contradictions)

    @property
    def label(self) -> str:
        """What a reader sees before the number, in the figure's language."""
        return self.labels.say(self.language)

    @property
    def text(self) -> str:
        """The figure in words: `44`, `around 2,300`, `more than 800`, `not known`."""
        return self.say(self.language)

    @property
    def quantity(self) -> Quantity | None:
        """The interval as a quantity; None where it is withheld or not known."""
        if self.low is None:
            return None
        return Quantity(self.low, self.high, self.low_exclusive, self.high_exclusive, self.about)

    def say(self, language: str) -> str:
        """Return the figure in words in a language, a ratio with two decimals."""
        quantity = self.quantity
        if quantity is None:
            return translate("withheld" if self.withheld else "not known", language)
        if not self.is_ratio:
            return quantity.say(language)
        if _looks_exact(quantity):
            return two_places(quantity.low)
        return quantity.say(language, low=down, high=up)


def _looks_exact(quantity: Quantity) -> bool:
    """Tell whether two places tell all of a ratio: both its ends, none left out, none a false 0."""
    if quantity.high is None or quantity.low_exclusive or quantity.high_exclusive:
        return False
    shown = two_places(quantity.low)
    return shown == two_places(quantity.high) and (shown != two_places(0) or not quantity.high)


@frozen
class Reading:
    """Another rule that the words of a statement allow.

    Attributes:
        rule: its id.
        labels: what it is called.
    """

    rule: str
    labels: Text


@frozen(kw_only=True)
class Provenance:
    """What a report was made from, so that anybody can make it again.

    Attributes:
        version: of the library.
        digest: the fingerprint of the dataset.
        as_at: the day up to which things were counted.
        rules: the rules that its figures count by, as they were defined.
        counting: the settings that some rules count by.
    """

    version: str
    digest: str
    as_at: date
    rules: tuple[Rule, ...] = ()
    counting: Counting = Counting()


def rule_as_data(rule: Rule) -> dict[str, Any]:
    """Return how a rule counts, as plain values under the names that programs know."""
    return {
        "id": rule.id,
        "over": rule.over,
        "key": list(rule.key),
        "weight": rule.weight,
        "cap": rule.cap,
        "where": {name: list(values) for name, values in rule.where.items()},
    }


def settings_as_data(counting: Counting) -> dict[str, Number]:
    """Return the settings that some rules count by, as plain values."""
    names = ("year_starts_in", "full_day_hours", "day_step")
    return {name: getattr(counting, name) for name in names}


@frozen(kw_only=True)
class Report:
    """A whole report.

    Attributes:
        language: the reader's language.
        agency: whose work it is.
        project: what it is about.
        programmes: the parts of it, with the summaries that quote figures.
        figures: every figure, in the order in which they are shown.
        activities: what was done.
        counted_in: of each activity, the ids of the figures that count it, published or counted
            from records; an activity that is not there is not counted.
        partners: with whom.
        milestones: what happened once, in the order of time.
        sources: where things were published.
        assumptions: what holds for all its figures, each a sentence.
        provenance: what it was made from.
        words: the words for values of dimensions, in the languages that there are.
    """

    language: str = "en"
    agency: Agency
    project: Project
    programmes: tuple[Programme, ...] = ()
    figures: tuple[Figure, ...] = ()
    activities: tuple[Activity, ...] = ()
    counted_in: Mapping[str, tuple[str, ...]] = field(factory=dict, hash=False)
    partners: tuple[Organisation, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    sources: tuple[Source, ...] = ()
    assumptions: tuple[Message, ...] = ()
    provenance: Provenance
    words: Mapping[tuple[str, str], Text] = field(factory=dict, hash=False)

    @property
    def contradictions(self) -> tuple[Message, ...]:
        """What figures rest on and cannot all be true, each once."""
        told = (message for figure in self.figures for message in figure.contradictions)
        return tuple({message.say("en"): message for message in told}.values())

    def in_language(self, language: str) -> Report:
        """Return the same report for a reader of another language."""
        figures = tuple(evolve(figure, language=language) for figure in self.figures)
        return evolve(self, language=language, figures=figures)

    def figures_of(self, programme: str) -> tuple[Figure, ...]:
        """Return the figures told under a programme; "" are those of the whole project."""
        return tuple(figure for figure in self.figures if figure.programme == programme)

    def activities_of(self, programme: str) -> tuple[Activity, ...]:
        """Return the activities of a programme."""
        return tuple(activity for activity in self.activities if activity.programme == programme)

    def milestones_of(self, programme: str) -> tuple[Milestone, ...]:
        """Return the milestones told under a programme; "" are those of the whole project."""
        return tuple(stone for stone in self.milestones if stone.programme == programme)

    def name_of(self, partner: str) -> Text:
        """Return the name of a partner by its id."""
        return next(partner_.name for partner_ in self.partners if partner_.id == partner)

    def source_of(self, source: str) -> Source | None:
        """Return a source by its id; None where nothing is said of where."""
        return next((source_ for source_ in self.sources if source_.id == source), None)

    def words_for(self, dimension: str, value: str) -> Text:
        """Return the words for a value of a dimension; where there are none, the value itself."""
        return self.words.get((dimension, value)) or Text({self.project.language: value})

    def parts(self, text: Text, language: str) -> tuple[str, tuple[str | Figure, ...]]:
        """Return a text as its pieces, each quoted figure in its place, and their language."""
        spoken: Spoken = text.spoken(language)
        return spoken.language, tuple(self._pieces(spoken.text))

    def _pieces(self, text: str) -> Iterator[str | Figure]:
        by_id = {figure.id: figure for figure in self.figures if not figure.by}
        for place, piece in enumerate(QUOTED.split(text)):
            if place % 2:
                yield by_id[piece]
            elif piece:
                yield piece

    def say(self, text: Text, language: str) -> str:
        """Return a text with the words of each quoted figure in its place."""
        spoken, pieces = self.parts(text, language)
        said = [piece if isinstance(piece, str) else piece.say(spoken) for piece in pieces]
        return "".join(said)
