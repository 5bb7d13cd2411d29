"""IATI: the project as one activity of the standard 2.03 with its results, for donors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, BinaryIO, Literal

from attrs import field, frozen

from hkcs_model.dates import PartialDate, Period
from hkcs_model.hookspecs import Exporter, Loss, hookimpl
from hkcs_model.languages import Several, Text
from hkcs_model.report import Report

from .elements import as_bytes, child, document, make_visible, narrated
from .results import add_results, is_plain

_VERSION = "2.03"
_GENERAL, _OTHER = "1", "4"  # the types of a description
_ACTUAL_START, _ACTUAL_END = "2", "4"
_IMPLEMENTATION, _COMPLETION = "2", "3"
_IMPLEMENTING = "4"
_DAC_SECTOR = "1"
_FORBIDDEN = re.compile(r"[/&|?\s]+")
_LOST = {
    "interval": "a figure with two ends has one number, its ends are words in a comment",
    "qualifier": "what a figure rests on, and what is wrong with it, are words in a comment",
    "period": "a period from the beginning starts with the project",
    "text": "activities, milestones, sources, quotes and steps are not in it",
    "identifier": "an identifier that registries know, since -O organisation is not set",
    "sector": "the sector, which donors ask for, since -O sector is not set",
    "character": "characters that XML forbids are shown as \ufffd",
}


def _is(pattern: str, what: str) -> Callable[[object, Any, str], None]:
    """Return a validator for an option that is empty or a code of the standard's."""

    def check(_: object, option: Any, value: str) -> None:
        if value and not re.fullmatch(pattern, value):
            raise ValueError(f"option {option.name} is {what}")

    return check


@frozen(kw_only=True)
class Options:
    """What donors ask for and a report does not say.

    Attributes:
        organisation: the agency's identifier in the IATI registry; empty takes the dataset's own
            short name, which no registry knows.
        type: what sort of organisation the agency is, as a code of IATI's OrganisationType; 22 is
            a national NGO.
        country: where the work is done, as a country of ISO 3166-1 in two letters; empty leaves it
            out.
        sector: the purpose of the work, as a code of five digits of the OECD's DAC; empty leaves
            it out.
    """

    organisation: str = field(
        default="", validator=_is(r"[^/&|?\s]+", "an identifier such as XI-IATI-1001")
    )
    type: Literal["10", "11", "15", "21", "22", "23", "24", "30", "40", "60", "70", "80", "90"] = (
        "22"
    )
    country: str = field(default="", validator=_is("[A-Z]{2}", "a country such as CN"))
    sector: str = field(default="", validator=_is("[0-9]{5}", "a purpose such as 16010"))


def write(report: Report, out: BinaryIO, options: Options) -> list[Loss]:
    """Write the project as an activity, a programme as a result, a figure as an indicator."""
    root = document("iati-activities", version=_VERSION)
    activity = child(root, "iati-activity", lang=report.project.language)
    start = _start(report)
    _add_names(activity, report, options)
    _add_dates(activity, report, start)
    _add_scope(activity, options)
    add_results(activity, report, start.first)
    lost = [*_lost(report, options), *(["character"] if make_visible(root) else [])]
    out.write(as_bytes(root))
    return [Loss(what, _LOST[what]) for what in lost]


def _add_names(activity: Any, report: Report, options: Options) -> None:
    """Add whose activity it is, what it is called, what it is about and with whom."""
    agency, project = report.agency, report.project
    ref = options.organisation or _identifier(agency.id, "agency")
    child(activity, "iati-identifier", f"{ref}-{_identifier(project.id, 'project')}")
    narrated(activity, "reporting-org", agency.name, ref=ref, type=options.type)
    narrated(activity, "title", project.title)
    summary = _told(report, project.summary) or project.title
    narrated(activity, "description", summary, type=_GENERAL)
    if report.assumptions:
        narrated(activity, "description", Several(report.assumptions), type=_OTHER)
    role = {"role": _IMPLEMENTING}
    narrated(activity, "participating-org", agency.name, ref=ref, type=options.type, **role)
    for partner in report.partners:
        narrated(activity, "participating-org", partner.name, **role)


def _identifier(id_: str, otherwise: str) -> str:
    """Return an id without the signs that an identifier may not have."""
    return _FORBIDDEN.sub("-", id_) or otherwise


def _told(report: Report, text: Text) -> Text:
    """Return a text with its quoted figures in words."""
    return Text({language: report.say(text, language) for language, _ in text.pairs})


def _start(report: Report) -> PartialDate:
    """Return the first day that anything in the report is about; the as-at day if none is known."""
    known = [activity.start for activity in report.activities if activity.start]
    if known:
        return min(known, key=lambda start: start.first)
    periods = [Period.parse(figure.period).start for figure in report.figures]
    days = [day for day in periods if day]
    return PartialDate.on(min(days, default=report.provenance.as_at))


def _add_dates(activity: Any, report: Report, start: PartialDate) -> None:
    ends = [one.end for one in report.activities]
    closed = [end for end in ends if end]
    is_over = bool(ends) and len(closed) == len(ends)
    child(activity, "activity-status", code=_COMPLETION if is_over else _IMPLEMENTATION)
    _add_date(activity, _ACTUAL_START, start, start.first)
    if is_over:
        end = max(closed, key=lambda end: end.last)
        _add_date(activity, _ACTUAL_END, end, min(end.last, report.provenance.as_at))


def _add_date(activity: Any, type_: str, when: PartialDate, day: date) -> None:
    """Add a day; one of which only the month or the year is known says so."""
    given = {"type": type_, "iso-date": day.isoformat()}
    if when.precision == "day":
        child(activity, "activity-date", **given)
    else:
        narrated(activity, "activity-date", when, **given)


def _add_scope(activity: Any, options: Options) -> None:
    if options.country:
        child(activity, "recipient-country", code=options.country)
    if options.sector:
        child(activity, "sector", vocabulary=_DAC_SECTOR, code=options.sector)


def _lost(report: Report, options: Options) -> Iterator[str]:
    """Return the kinds of what is lost, those alone that the report has."""
    figures = [*report.figures, *(table.total for table in report.tables)]
    if any(figure.low is not None and not is_plain(figure) for figure in figures):
        yield "interval"
    if figures:
        yield "qualifier"
    if any(Period.parse(figure.period).start is None for figure in figures):
        yield "period"
    told = any(figure.quote or figure.accounts or figure.held for figure in figures)
    if told or report.activities or report.milestones or report.sources:
        yield "text"
    if not options.organisation:
        yield "identifier"
    if not options.sector:
        yield "sector"


@hookimpl
def hkcs_exporters() -> list[Exporter]:
    """Give the exporter."""
    return [
        Exporter(
            format="iati",
            summary="the project as an IATI activity with its results, for donors",
            suffixes=(".iati.xml", ".xml"),
            media_type="application/xml",
            binary=False,
            options=Options,
            write=write,
        )
    ]
