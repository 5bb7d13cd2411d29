"""The whole report: its figures, the tables that they are rows of, what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import evolve, field, frozen

from ..entities import (
    Activity,
    Agency,
    Counting,
    Milestone,
    Organisation,
    Programme,
    Project,
    Source,
)
from ..languages import Message, Spoken, Text
from ..quantity import Number
from ..rules import Expression, Rule
from ..values import Value
from .figure import Figure, Figures

QUOTED = re.compile(r"\{([^{}]*)\}")
"""How a text quotes a figure: its id in braces."""


@frozen(kw_only=True, eq=False, repr=False)
class Provenance(Value):
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


@frozen(kw_only=True, eq=False, repr=False)
class RuleInWords(Value):
    """A rule that figures of a report count by, for a reader.

    Attributes:
        rule: the rule.
        labels: what it is called.
        sentence: what it counts.
        edges: what becomes of the odd cases, each a sentence.
    """

    rule: Rule
    labels: Text
    sentence: Message
    edges: tuple[Message, ...] = ()


@frozen(kw_only=True, eq=False, repr=False)
class Table(Value):
    """A figure that was asked for row by row; its rows are figures of the report, by its id.

    Attributes:
        total: the same question without rows, counted again; never the rows added up. Its
            `adds_up` and `overlap` are those of the rows.
        by: the dimensions that make rows.
    """

    total: Figure
    by: tuple[str, ...]

    @property
    def id(self) -> str:
        """What links and summaries name it by, and its rows."""
        return self.total.id


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


@frozen(kw_only=True, eq=False, repr=False)
class Report(Value):
    """A whole report.

    Attributes:
        language: the reader's language.
        agency: whose work it is.
        project: what it is about.
        programmes: the parts of it, with the summaries that quote figures.
        figures: every figure, in the order in which they are shown.
        tables: what was asked row by row: which figures are rows together, and their total.
        rules: what the figures count by, in words.
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
    tables: tuple[Table, ...] = ()
    rules: tuple[RuleInWords, ...] = ()
    activities: tuple[Activity, ...] = ()
    counted_in: Mapping[str, tuple[str, ...]] = field(factory=dict, hash=False)
    partners: tuple[Organisation, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    sources: tuple[Source, ...] = ()
    assumptions: tuple[Message, ...] = ()
    provenance: Provenance
    words: Mapping[tuple[str, str], Text] = field(factory=dict, hash=False)

    def _repr_html_(self) -> str:
        from html import escape  # notebooks alone show reports so

        title, agency = (
            escape(text.say(self.language)) for text in (self.project.title, self.agency.name)
        )
        return f"<h3>{title}</h3><p>{agency}</p>{Figures(self.figures)._repr_html_()}"

    @property
    def contradictions(self) -> tuple[Message, ...]:
        """What figures rest on and cannot all be true, each once."""
        told = (message for figure in self.figures for message in figure.contradictions)
        return tuple({message.say("en"): message for message in told}.values())

    def in_language(self, language: str) -> Report:
        """Return the same report for a reader of another language."""
        figures = tuple(evolve(figure, language=language) for figure in self.figures)
        tables = tuple(evolve(t, total=evolve(t.total, language=language)) for t in self.tables)
        return evolve(self, language=language, figures=figures, tables=tables)

    def figures_of(self, programme: str) -> tuple[Figure, ...]:
        """Return the figures told under a programme; "" are those of the whole project."""
        return tuple(figure for figure in self.figures if figure.programme == programme)

    def tables_of(self, programme: str) -> tuple[Table, ...]:
        """Return the tables told under a programme; "" are those of the whole project."""
        return tuple(table for table in self.tables if table.total.programme == programme)

    def rows_of(self, table: Table) -> tuple[Figure, ...]:
        """Return the rows of a table, in order."""
        asked = (table.id, table.total.rule, table.by)
        return tuple(f for f in self.figures if (f.id, f.rule, tuple(f.by)) == asked)

    def rules_of(self, figure: Figure) -> tuple[RuleInWords, ...]:
        """Return the rules that a figure counts by: one, or the two of a ratio or share."""
        asked = Expression.parse(figure.rule)
        named = asked.rules if asked else ()
        return tuple(told for name in named for told in self.rules if told.rule.id == name)

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
