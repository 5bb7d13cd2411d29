"""The sheet of notes: summaries, what is assumed, what happened, with whom, and from what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from hkcs_model.languages import Spoken, Text, translate
from hkcs_model.report import Report, rule_as_data, settings_as_data

from ..wording import Wording, begun, marked
from .sheets import Column, Row, Sheet, day_of


def notes_sheet(report: Report) -> Sheet:
    """Return the sheet of all that is no figure."""
    language = report.language
    return Sheet(
        name=translate("Notes", language),
        columns=(
            Column(title=translate("What it is", language), widest=16),
            Column(title=translate("Of", language), widest=26),
            Column(title=translate("In words", language), widest=64),
            Column(title=translate("More", language), widest=34),
            Column(title=translate("From", language), widest=15),
            Column(title=translate("To", language), widest=15),
            Column(title=translate("Source", language), widest=28),
        ),
        rows=_Notes(report).rows(),
    )


class _Notes:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.language = report.language
        self.wording = Wording(report)

    def rows(self) -> Iterator[Row]:
        yield from self._agency()
        yield from self._summaries()
        yield from self._sentences()
        yield from self._milestones()
        yield from self._activities()
        yield from self._partners()
        yield from self._sources()
        yield from self._provenance()

    def _agency(self) -> Iterator[Row]:
        agency = self.report.agency
        ways = "\n".join(way for way in (agency.phone, agency.email, agency.url) if way)
        kind = translate("Agency", self.language)
        yield (kind, None, self._words(agency.name), ways or None, None, None, None)

    def _summaries(self) -> Iterator[Row]:
        project = self.report.project
        summaries = [(project.title, project.summary)]
        summaries += [
            (programme.title or Text({self.language: programme.id}), programme.summary)
            for programme in self.report.programmes
        ]
        kind = translate("Summary", self.language)
        for title, summary in summaries:
            told, _ = self.report.parts(summary, self.language)
            words = marked(Spoken(self.report.say(summary, self.language), told), self.language)
            yield (kind, self._words(title), words or None, None, None, None, None)

    def _sentences(self) -> Iterator[Row]:
        told = (
            (translate("Assumed", self.language), self.report.assumptions),
            (translate("Contradiction", self.language), self.report.contradictions),
        )
        for kind, messages in told:
            for message in messages:
                yield (kind, None, begun(message.say(self.language)), None, None, None, None)

    def _milestones(self) -> Iterator[Row]:
        kind = translate("Milestone", self.language)
        for stone in self.report.milestones:
            names = (self.report.name_of(id_).spoken(self.language) for id_ in stone.partners)
            yield (
                kind,
                self._programme(stone.programme),
                self._words(stone.text),
                self._listed(names),
                day_of(stone.date, self.language),
                None,
                self._source(stone.source),
            )

    def _activities(self) -> Iterator[Row]:
        kind = translate("Activity", self.language)
        for activity in self.report.activities:
            title = activity.title or Text({self.language: activity.id})
            facts = self.wording.facts_of(activity, self.language)
            lines = (self._listed(facts), self._counted(activity.id))
            more = "\n".join(line for line in lines if line)
            yield (
                kind,
                self._programme(activity.programme),
                self._words(title),
                more,
                day_of(activity.start, self.language),
                day_of(activity.end, self.language),
                None,
            )

    def _counted(self, activity: str) -> str:
        found = self.report.counted_in.get(activity, ())
        if not found:
            return translate("not counted", self.language)
        labels = (self.wording.label_of(id_).spoken(self.language) for id_ in found)
        between = translate(": ", self.language)
        return f"{translate('counted in', self.language)}{between}{self._listed(labels)}"

    def _partners(self) -> Iterator[Row]:
        kind = translate("Partner", self.language)
        for partner in self.report.partners:
            facts = self._listed(self.wording.body_words(partner, self.language))
            yield (kind, None, self._words(partner.name), facts, None, None, None)

    def _sources(self) -> Iterator[Row]:
        kind = translate("Source", self.language)
        for source in self.report.sources:
            day = day_of(source.date, self.language)
            yield (kind, None, self._words(source.title), source.url or None, day, None, None)

    def _provenance(self) -> Iterator[Row]:
        made = self.report.provenance
        published = self.report.project.published
        told = (
            (translate("Counted up to", self.language), made.as_at),
            (translate("Published", self.language), day_of(published, self.language)),
        )
        for what, day in told:
            yield (what, None, None, None, day, None, None)
        named = (
            (translate("Made by", self.language), f"hkcs-model {made.version}"),
            (translate("Fingerprint of the dataset", self.language), made.digest),
            *((translate("the settings", self.language), f"{name} = {value}")
              for name, value in settings_as_data(made.counting).items()),
            *((translate("the definition", self.language), _defined(rule_as_data(rule)))
              for rule in made.rules),
        )  # fmt: skip
        for what, words in named:
            yield (what, None, words, None, None, None, None)

    def _words(self, text: Text) -> str:
        return marked(text.spoken(self.language), self.language)

    def _programme(self, id_: str) -> str:
        if not id_:
            return translate("The whole project", self.language)
        return marked(self.wording.value_words("programme", id_, self.language), self.language)

    def _listed(self, words: Iterable[Spoken]) -> str | None:
        between = translate(", ", self.language)
        return between.join(marked(spoken, self.language) for spoken in words) or None

    def _source(self, id_: str) -> str | None:
        source = self.report.source_of(id_)
        return self._words(source.title) if source else None


def _defined(rule: dict[str, Any]) -> str:
    """Return a rule as it is declared, in one line."""
    parts = ((name, value) for name, value in rule.items() if value)
    return ", ".join(f"{name} = {_plainly(value)}" for name, value in parts)


def _plainly(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}={_plainly(kept)}" for name, kept in value.items())
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
