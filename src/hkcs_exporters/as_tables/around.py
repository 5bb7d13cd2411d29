"""The tables of what stands around the figures: whose work it is, with whom, by which rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from hkcs_model.languages import Text
from hkcs_model.report import Report, rule_as_data, settings_as_data

from ..tidy import as_filter
from .shapes import DataTable, Row, data_table, in_languages

_REPORT = """
    report! integer: 1, the report that this file holds
    language! text: the language that the report was made in
    agency text: the short name of whose work it is
    agency_name words: its name
    agency_phone text: how to ring it
    agency_email text: where to write to it
    agency_url text: its website
    project text: the short name of what the report is about
    project_title words: its title
    project_language! text: the language of texts that name none
    summary words: a paragraph about it
    published text: when the figures were published, as precisely as it is known
    source text > sources.source: where all was published that names no source
    as_at! date: the day up to which things were counted
    version! text: the version of hkcs-model that made it
    digest! text: the fingerprint of the dataset
    year_starts_in! integer: the first month of the financial year
    full_day_hours! number: the hours of a full day of work
    day_step! number: what part of a day its fractions are rounded up to
"""
_RULES = """
    rule! text: its id
    label words: what it is called
    counts words: what it counts
    over! text: the fact table that it counts over
    key! text: what makes two facts count as one
    weight text = hours | days: what is added up; blank counts
    cap number: the most that one key can weigh; blank is no limit
    where text: what belongs; blank means every fact
"""
_ACTIVITIES = """
    activity! text: its id
    programme! text > programmes.programme: what it is part of
    title words: its title
    kind text: what sort of activity it is
    participants text: who takes part
    place text: where
    start text: its first day, as precisely as it is known
    end text: its last day; blank is still going on
"""


def tables_around(report: Report) -> Iterator[DataTable]:
    """Return the tables of what stands around the figures, what others refer to first."""
    yield _sources(report)
    yield _programmes(report)
    yield data_table("report", "the report", "report", _REPORT, [_report(report)])
    yield from _rules(report)
    yield _partners(report)
    yield from _activities(report)
    yield from _milestones(report)
    yield _words(report)


@frozen
class _Told:
    """A text with its quoted figures in words, in the languages that it has."""

    report: Report
    text: Text

    def say(self, language: str) -> str:
        """Return it; nothing where it lacks the language."""
        spoken = self.text.spoken(language)
        return self.report.say(self.text, language) if spoken.language == language else ""


def _told(name: str, report: Report, text: Text) -> Row:
    said = in_languages(name, _Told(report, text))
    return {column: words or None for column, words in said.items()}


def _report(report: Report) -> Row:
    agency, project, made = report.agency, report.project, report.provenance
    return {
        "report": 1,
        "language": report.language,
        "agency": agency.id or None,
        **in_languages("agency_name", agency.name),
        **{f"agency_{name}": getattr(agency, name) or None for name in ("phone", "email", "url")},
        "project": project.id or None,
        **in_languages("project_title", project.title),
        "project_language": project.language,
        **_told("summary", report, project.summary),
        "published": _date(project.published),
        "source": project.source or None,
        "as_at": made.as_at.isoformat(),
        "version": made.version,
        "digest": made.digest,
        **settings_as_data(made.counting),
    }


def _date(when: Any) -> str | None:
    return None if when is None else str(when)


def _sources(report: Report) -> DataTable:
    known = {source.id: source for source in report.sources}
    named = [report.project.source, *(figure.source for figure in report.figures)]
    named += [stone.source for stone in report.milestones]
    rows = [
        {
            "source": source.id,
            **in_languages("title", source.title),
            "date": _date(source.date),
            "url": source.url or None,
        }
        for source in known.values()
    ]
    rows += [{"source": id_} for id_ in dict.fromkeys(named) if id_ and id_ not in known]
    columns = """
        source! text: its id
        title words: its title; blank where it is only named
        date text: when it appeared, as precisely as it is known
        url text: where it can be read
    """
    return data_table("sources", "where something was published", "source", columns, rows)


def _programmes(report: Report) -> DataTable:
    known = {programme.id: programme for programme in report.programmes}
    named = [figure.programme for figure in report.figures]
    named += [table.total.programme for table in report.tables]
    named += [activity.programme for activity in report.activities]
    named += [stone.programme for stone in report.milestones]
    rows = [
        {
            "programme": programme.id,
            **in_languages("title", programme.title),
            **_told("summary", report, programme.summary),
        }
        for programme in known.values()
    ]
    rows += [{"programme": id_} for id_ in dict.fromkeys(named) if id_ and id_ not in known]
    columns = """
        programme! text: its id
        title words: its title
        summary words: a paragraph about it
    """
    return data_table("programmes", "a part of the project", "programme", columns, rows)


def _rules(report: Report) -> Iterator[DataTable]:
    rows = []
    for told in report.rules:
        plain = rule_as_data(told.rule)
        rows.append(
            {
                "rule": told.rule.id,
                **in_languages("label", told.labels),
                **in_languages("counts", told.sentence),
                **{name: plain[name] for name in ("over", "weight", "cap")},
                "key": "; ".join(told.rule.key),
                "where": as_filter(told.rule.where) or None,
            }
        )
    yield data_table("rules", "a rule that figures count by", "rule", _RULES, rows)
    yield data_table(
        "rule_edges",
        "what becomes of an odd case under a rule",
        "rule place",
        """
            rule! text > rules.rule: the rule
            place! integer: in which order
            text words: the sentence
        """,
        (
            {"rule": told.rule.id, "place": place, **in_languages("text", edge)}
            for told in report.rules
            for place, edge in enumerate(told.edges, 1)
        ),
    )


def _partners(report: Report) -> DataTable:
    rows = (
        {
            "partner": partner.id,
            **in_languages("name", partner.name),
            "kind": partner.kind or None,
            "place": partner.place or None,
        }
        for partner in report.partners
    )
    columns = """
        partner! text: its id
        name words: its name
        kind text: what sort of body it is
        place text: where it is
    """
    return data_table("partners", "an organisation that took part", "partner", columns, rows)


def _activities(report: Report) -> Iterator[DataTable]:
    rows = (
        {
            "activity": one.id,
            "programme": one.programme,
            **in_languages("title", one.title),
            **{name: getattr(one, name) or None for name in ("kind", "participants", "place")},
            "start": _date(one.start),
            "end": _date(one.end),
        }
        for one in report.activities
    )
    yield data_table("activities", "what was done", "activity", _ACTIVITIES, rows)
    yield _with_partners("activity", "activities", report.activities)
    yield data_table(
        "counted_in",
        "a figure that counts an activity",
        "activity place",
        """
            activity! text > activities.activity: the activity; one that is not here is not counted
            place! integer: in which order
            id! text: the id of the figure, or of the table
        """,
        (
            {"activity": one.id, "place": place, "id": id_}
            for one in report.activities
            for place, id_ in enumerate(report.counted_in.get(one.id, ()), 1)
        ),
    )


def _with_partners(of: str, table: str, entities: Any) -> DataTable:
    return data_table(
        f"{of}_partners",
        f"a partner of a row of {table}",
        f"{of} place",
        f"""
            {of}! text > {table}.{of}: with what
            place! integer: in which order
            partner! text > partners.partner: with whom
        """,
        (
            {of: entity.id, "place": place, "partner": partner}
            for entity in entities
            for place, partner in enumerate(entity.partners, 1)
        ),
    )


def _milestones(report: Report) -> Iterator[DataTable]:
    rows = (
        {
            "milestone": stone.id,
            "date": str(stone.date),
            **in_languages("text", stone.text),
            "programme": stone.programme or None,
            "source": stone.source or None,
        }
        for stone in report.milestones
    )
    columns = """
        milestone! text: its id
        date! text: when it happened, as precisely as it is known
        text words: what happened
        programme text > programmes.programme: where it is told; blank is the whole project
        source text > sources.source: where it was published
    """
    yield data_table("milestones", "what happened once", "milestone", columns, rows)
    yield _with_partners("milestone", "milestones", report.milestones)


def _words(report: Report) -> DataTable:
    rows = (
        {"dimension": dimension, "value": value, **in_languages("words", words)}
        for (dimension, value), words in report.words.items()
    )
    columns = """
        dimension! text: the dimension
        value! text: its value
        words words: what it is called
    """
    return data_table(
        "words", "the words for a value of a dimension", "dimension value", columns, rows
    )
