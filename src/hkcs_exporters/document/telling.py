"""What a document of a report holds, from its title to its notes, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hkcs_model.dates import PartialDate
from hkcs_model.hookspecs import Loss
from hkcs_model.languages import Message, translate
from hkcs_model.report import QUOTED, Figure, Report

from ..tidy import lost_languages
from ..wording import is_link
from .blocks import Block, Heading, Headlines, Items, Notes, Paragraph, Pieces
from .grids import figures_grid, table_blocks
from .reasons import counting_blocks, published_blocks
from .speaking import Speaker

if TYPE_CHECKING:
    from hkcs_model.entities import Activity, Milestone, Programme, Source

_MOST_HEADLINES = 8
_PART = " · "  # between what is a sentence and what is none
_IDS = "the ids of things, and the definitions of the rules and their settings, are not in it"


def document_of(report: Report) -> Iterator[Block]:
    """Return a report as a document in the reader's language."""
    speaker = Speaker(report)
    yield from _opening(speaker)
    yield from _headlines(speaker)
    yield from _contradictions(speaker)
    for programme in report.programmes:
        yield from _programme(speaker, programme)
    title = Heading(2, speaker.words(translate("The whole project", speaker.language)))
    over_all = list(_part(speaker, ""))
    yield from (title, *over_all) if over_all else ()
    yield from published_blocks(speaker)
    yield from _partners(speaker)
    yield from _sources(speaker)
    yield from counting_blocks(speaker)
    yield from _provenance(speaker)
    if speaker.notes:
        heading = speaker.words(translate("Notes", speaker.language))
        yield Notes(heading, tuple(speaker.notes))


def lost_in_documents(report: Report) -> list[Loss]:
    """Return what such a document does not carry."""
    losses = [lost_languages(report), Loss("identifier", _IDS)]
    if report.counted_in:
        losses.append(Loss("activity", "which figures count an activity is not in it"))
    if any(account.steps for table in report.tables for row in report.rows_of(table)
           for account in row.accounts):  # fmt: skip
        told = "the steps to each row of a table are not in it; those to its total are"
        losses.append(Loss("step", told))
    return losses


def _opening(speaker: Speaker) -> Iterator[Block]:
    report, language = speaker.report, speaker.language
    yield Heading(1, speaker.text(report.project.title))
    dates = [speaker.text(report.agency.name)]
    if report.project.published:
        told = Message("Published {day}", {"day": report.project.published})
        dates.append(speaker.message(told))
    as_at = PartialDate.on(report.provenance.as_at).say(language)
    dates.append(speaker.named(translate("Counted up to", language), speaker.words(as_at)))
    yield Paragraph(speaker.joined(dates, _PART), "lead")
    if report.project.summary:
        yield Paragraph(speaker.prose(report.project.summary))
    for assumption in report.assumptions:
        yield Paragraph(speaker.sentence(assumption), "remark")


def _headlines(speaker: Speaker) -> Iterator[Block]:
    """Return the figures that summaries quote: what the agency finds worth telling first."""
    chosen = list(_quoted(speaker))[:_MOST_HEADLINES]
    if chosen:
        yield Heading(2, speaker.words(translate("At a glance", speaker.language)))
        yield Headlines(
            tuple(
                (speaker.words(figure.say(speaker.language), strong=True), speaker.label(figure))
                for figure in chosen
            )
        )


def _quoted(speaker: Speaker) -> Iterator[Figure]:
    report = speaker.report
    summaries = [report.project.summary, *(part.summary for part in report.programmes)]
    said = (summary.say(speaker.language) for summary in summaries)
    named = dict.fromkeys(id_ for text in said for id_ in QUOTED.findall(text))
    by_id = {figure.id: figure for figure in report.figures if not figure.by}
    return (by_id[id_] for id_ in named)


def _contradictions(speaker: Speaker) -> Iterator[Block]:
    found = speaker.report.contradictions
    if found:
        title = translate("Not all of this can be true", speaker.language)
        yield Heading(2, speaker.words(title))
        for message in found:
            yield Paragraph(speaker.sentence(message), "warning")


def _programme(speaker: Speaker, programme: Programme) -> Iterator[Block]:
    yield Heading(2, speaker.text(programme.title, programme.id))
    if programme.summary:
        yield Paragraph(speaker.prose(programme.summary))
    yield from _part(speaker, programme.id)


def _part(speaker: Speaker, programme: str) -> Iterator[Block]:
    """Return what is told under a programme, or under the whole project."""
    report, language = speaker.report, speaker.language
    tables = report.tables_of(programme)
    in_tables = {table.id for table in tables}
    figures = [f for f in report.figures_of(programme) if not (f.by and f.id in in_tables)]
    if figures:
        yield figures_grid(speaker, figures)
    for table in tables:
        yield from table_blocks(speaker, table)
    if activities := report.activities_of(programme):
        yield Heading(3, speaker.words(translate("Activities", language)))
        yield Items(tuple(_activity(speaker, activity) for activity in activities))
    if stones := report.milestones_of(programme):
        yield Heading(3, speaker.words(translate("Milestones", language)))
        yield Items(tuple(_milestone(speaker, stone) for stone in stones))


def _activity(speaker: Speaker, activity: Activity) -> Pieces:
    title = speaker.text(activity.title, activity.id, strong=True)
    facts = speaker.listed(speaker.wording.facts_of(activity, speaker.language))
    is_counted = speaker.report.counted_in.get(activity.id)
    uncounted = "" if is_counted else translate("not counted", speaker.language)
    parts = [title, facts, speaker.words(uncounted)]
    return speaker.joined(parts, _PART)


def _milestone(speaker: Speaker, stone: Milestone) -> Pieces:
    day = speaker.words(stone.date.say(speaker.language), strong=True)
    text = speaker.text(stone.text)
    told = speaker.joined([day, text], translate(": ", speaker.language))
    names = (speaker.report.name_of(id_).spoken(speaker.language) for id_ in stone.partners)
    source = speaker.report.source_of(stone.source)
    from_where = speaker.text(source.title) if source else ()
    named = speaker.named(translate("Source", speaker.language), from_where)
    return speaker.joined([told, speaker.listed(names), named], _PART)


def _partners(speaker: Speaker) -> Iterator[Block]:
    if speaker.report.partners:
        yield Heading(2, speaker.words(translate("Partners", speaker.language)))
        yield Items(
            tuple(
                speaker.joined(
                    [
                        speaker.text(partner.name, partner.id),
                        speaker.listed(speaker.wording.body_words(partner, speaker.language)),
                    ],
                    _PART,
                )
                for partner in speaker.report.partners
            )
        )


def _sources(speaker: Speaker) -> Iterator[Block]:
    if speaker.report.sources:
        yield Heading(2, speaker.words(translate("Sources", speaker.language)))
        yield Items(tuple(_source(speaker, source) for source in speaker.report.sources))


def _source(speaker: Speaker, source: Source) -> Pieces:
    day = speaker.words(source.date.say(speaker.language) if source.date else "")
    address = speaker.words(source.url if is_link(source.url) else "")
    return speaker.joined([speaker.text(source.title, source.id), day, address])


def _provenance(speaker: Speaker) -> Iterator[Block]:
    report, language = speaker.report, speaker.language
    agency, made = report.agency, report.provenance
    ways = _PART.join(way for way in (agency.phone, agency.email, agency.url) if way)
    body = speaker.joined([speaker.text(agency.name), speaker.words(ways)], _PART)
    as_at = PartialDate.on(made.as_at).say(language)
    told = (
        (translate("Agency", language), body),
        (translate("Counted up to", language), speaker.words(as_at)),
        (translate("Made by", language), speaker.words(f"hkcs-model {made.version}")),
        (translate("Fingerprint of the dataset", language), speaker.words(made.digest)),
    )
    yield Heading(2, speaker.words(translate("How this report came about", language)))
    yield Items(tuple(speaker.named(name, pieces) for name, pieces in told))
