"""What each table, column and key is for, in a sentence, with an example of what stands there.

Which columns there are, and what their cells take, is declared in `tables` alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from ..languages import Message, Several
from ..tables import Column

if TYPE_CHECKING:
    from ..languages import Sayable


@frozen
class Described:
    """What a column or a key is.

    Attributes:
        meaning: what it is for, and what a blank cell says.
        example: what could stand there.
    """

    meaning: Message
    example: str


TABLES_DESCRIBED = {
    "project": Message("The agency and its project: one row for each setting."),
    "programmes": Message("The parts of the project that are reported by themselves."),
    "activities": Message("What the agency does: a course, a small group, a scheme of visits."),
    "sessions": Message("Each meeting of an activity, on one day or on several days in a row."),
    "persons": Message("The people whom the agency serves, one row each."),
    "attendances": Message("Who came: one row for each person at each session."),
    "enrolments": Message("Who has a place in which activity, and from when to when."),
    "groups": Message("The intakes of an activity, such as the cohort of a year."),
    "organisations": Message("The partners of the work."),
    "statements": Message("Totals that have been published, with or without records behind them."),
    "relations": Message("Pairs of published totals that count nothing in common."),
    "milestones": Message("What happened once and is worth telling, without a number."),
    "sources": Message("The reports and pages in which something was published."),
    "figures": Message("The figures that the report shall show besides the published totals."),
    "rules": Message("Counting rules of the agency's own; most agencies need none."),
}
"""Every table of a workbook, in the order in which a guide tells of them."""

KEYS = {
    "agency.name": Described(Message("The name of the agency."), "Harbour Centre"),
    "agency.id": Described(Message("A short name of the agency for files."), "harbour"),
    "agency.phone": Described(Message("The telephone number that a report shows."), "2000 0000"),
    "agency.email": Described(
        Message("The e-mail address that a report shows."), "info@hc.example"
    ),
    "agency.url": Described(Message("The website of the agency."), "https://hc.example"),
    "project.title": Described(Message("What the report is called."), "Work with carers"),
    "project.as_at": Described(
        Message("The day up to which things are counted: a whole day."), "2024-05-31"
    ),
    "project.published": Described(
        Message("When the figures are published; blank: not known."), "2024-06"
    ),
    "project.language": Described(
        Message("The language in which you write the texts of this dataset."), "en"
    ),
    "project.summary": Described(
        Message(
            "A paragraph about the project; {quoted} in it stands for the figure of that id.",
            {"quoted": "{group-contacts}"},
        ),
        "{group-contacts} contacts in May",
    ),
    "project.id": Described(Message("A short name of the project for files."), "carers-2024"),
    "project.source": Described(
        Message("The source of all published totals that name none of their own."), "report"
    ),
    "counting.year_starts_in": Described(
        Message("The month in which the financial year starts, from 1 to 12."), "4"
    ),
    "counting.full_day_hours": Described(
        Message("The hours that make a full day of work, by which hours become days."), "8"
    ),
    "counting.day_step": Described(
        Message("The part of a day up to which days of work are rounded."), "0.5"
    ),
    "disclosure.below": Described(
        Message("Figures of persons below this number are withheld; 0 withholds none."), "0"
    ),
    "programmes.id": Described(Message("The name by which activities refer to it."), "carers"),
    "programmes.title": Described(
        Message("What readers see; blank: the id is shown."), "Support for carers"
    ),
    "programmes.summary": Described(
        Message(
            "A paragraph about the programme; figures are quoted in it as in that of the project."
        ),
        "{group-contacts} contacts in May",
    ),
    "figures.id": Described(Message("The name by which a summary quotes it."), "group-contacts"),
    "figures.label": Described(
        Message("What readers see before the number; blank: the name of the rule."), "carers met"
    ),
    "figures.rule": Described(
        Message("What is counted: a counting rule, or one divided by another."), "contacts"
    ),
    "figures.period": Described(
        Message("The time that is counted; blank: everything up to the last day that counts."),
        "2024-04/2024-05",
    ),
    "figures.by": Described(
        Message("What the figure is split by; blank: one number."), "programme; month"
    ),
    "figures.where.programme": Described(
        Message("Counts only this programme; blank: all."), "carers"
    ),
    "figures.where.activity": Described(Message("Counts only this activity; blank: all."), "G1"),
    "figures.where.kind": Described(
        Message("Counts only this kind of activity; blank: all."), "small group"
    ),
    "rules.id": Described(Message("The name by which figures refer to it."), "home_visits"),
    "rules.label": Described(Message("What it is called after a number."), "home visits"),
    "rules.over": Described(Message("What is looked at, one after another."), "sessions"),
    "rules.key": Described(Message("What is counted once, however often it occurs."), "session"),
    "rules.where.kind": Described(
        Message("Counts only this kind of activity; blank: all."), "home visit"
    ),
    "rules.weight": Described(Message("What is added up; blank: things are counted."), "hours"),
    "rules.cap": Described(Message("The most that one thing can add; blank: no limit."), "12"),
}
"""Every key of the project by its dotted name, in the order in which it is filled in."""

COLUMNS = {
    "organisations.id": Described(
        Message("The name by which other tables refer to it."), "hospital"
    ),
    "organisations.name": Described(Message("Its name."), "Harbour Hospital"),
    "organisations.kind": Described(Message("What sort of body it is."), "university"),
    "organisations.place": Described(Message("Where it is."), "Sha Tin"),
    "activities.id": Described(Message("The name by which other tables refer to it."), "G1"),
    "activities.programme": Described(Message("The programme that it is part of."), "carers"),
    "activities.kind": Described(Message("What sort of activity it is."), "small group"),
    "activities.title": Described(
        Message("What readers see; blank: the id is shown."), "Support group for carers"
    ),
    "activities.participants": Described(Message("Who takes part."), "carer"),
    "activities.partners": Described(Message("With whom it is done."), "hospital; college"),
    "activities.place": Described(Message("Where it is done."), "Sha Tin"),
    "activities.start": Described(Message("Its first day; blank: not recorded."), "2024-05"),
    "activities.end": Described(Message("Its last day; blank: still going on."), "2024-07"),
    "groups.id": Described(Message("The name by which other tables refer to it."), "2024-A"),
    "groups.activity": Described(Message("The activity that it is an intake of."), "G1"),
    "groups.title": Described(
        Message("What readers see; blank: the id is shown."), "Intake of 2024"
    ),
    "groups.start": Described(
        Message("Its first day; with both days blank, those of the activity count."), "2024-05-04"
    ),
    "groups.end": Described(Message("Its last day; blank: still going on."), "2024-07-27"),
    "persons.id": Described(
        Message("A code that stands for the person: no name, no identity card number."), "P01"
    ),
    "persons.same_as": Described(
        Message("Another row that is about the same person; blank: there is none."), "P07"
    ),
    "enrolments.person": Described(Message("Who has the place."), "P01"),
    "enrolments.activity": Described(Message("In which activity."), "G1"),
    "enrolments.start": Described(Message("The first day of it."), "2024-05-04"),
    "enrolments.end": Described(
        Message("The last day of it; blank: still enrolled."), "2024-07-27"
    ),
    "enrolments.group": Described(
        Message("The intake that the person joined; blank: not recorded."), "2024-A"
    ),
    "sessions.id": Described(Message("The name by which attendances refer to it."), "S1"),
    "sessions.activity": Described(Message("The activity that it is a session of."), "G1"),
    "sessions.date": Described(Message("The day on which it starts."), "2024-05-04"),
    "sessions.end_date": Described(
        Message("Its last day, where it lasts longer than one day; blank: one day."), "2024-05-05"
    ),
    "sessions.group": Described(
        Message("The intake that it is held for; blank: not recorded."), "2024-A"
    ),
    "sessions.staff": Described(
        Message("Who held it; blank: one member of staff, not recorded."), "Lam; Ho"
    ),
    "sessions.hours": Described(
        Message("The hours of the whole session; blank: not recorded."), "2"
    ),
    "sessions.days": Described(
        Message("The days of work of the whole session, where days rather than hours are kept."),
        "0.5",
    ),
    "sessions.mode": Described(Message("How it was held."), "phone"),
    "sessions.format": Described(Message("In what form it was held."), "group"),
    "sessions.status": Described(Message("Whether it took place; blank: it did."), "held"),
    "sessions.unidentified": Described(
        Message("How many people came whose names nobody took; blank: none."), "1"
    ),
    "attendances.session": Described(Message("At which session."), "S1"),
    "attendances.person": Described(Message("Who came, or was expected."), "P01"),
    "attendances.status": Described(
        Message(
            "Whether the person came; blank: not recorded. Where only those who came are listed, delete the whole column."  # noqa: E501
        ),
        "attended",
    ),
    "statements.id": Described(
        Message("The name by which summaries and relations refer to it."), "carers-trained"
    ),
    "statements.rule": Described(
        Message("The counting rule that the published words mean."), "persons_served"
    ),
    "statements.value": Described(
        Message("The number as published, with its more or less."), "~2300"
    ),
    "statements.label": Described(
        Message("What readers see before the number; blank: the name of the rule."),
        "carers trained",
    ),
    "statements.readings": Described(
        Message("Other counting rules that the words could also mean."), "enrolments"
    ),
    "statements.programme": Described(
        Message("The programme that the number is about; blank: all."), "carers"
    ),
    "statements.activity": Described(
        Message("The activity that the number is about; blank: all."), "G1"
    ),
    "statements.kind": Described(
        Message("The kind of activity that the number is about; blank: all."), "small group"
    ),
    "statements.participants": Described(
        Message("The participants whom the number is about; blank: all."), "carer"
    ),
    "statements.partner": Described(
        Message("The partner whose activities the number is about; blank: all."), "hospital"
    ),
    "statements.place": Described(
        Message("The place that the number is about; blank: all."), "Sha Tin"
    ),
    "statements.start": Described(
        Message("The first day that the number covers; blank: from the beginning."), "2023-04"
    ),
    "statements.end": Described(
        Message("The last day that the number covers; blank: up to the last day that counts."),
        "2024-03",
    ),
    "statements.source": Described(
        Message("Where it was published; blank: in the source of the project."), "report"
    ),
    "statements.quote": Described(
        Message("The published words, unchanged."), "some 2,300 carers have been trained"
    ),
    "relations.a": Described(Message("The one published total."), "carers-trained"),
    "relations.b": Described(Message("The other published total."), "families-visited"),
    "relations.relation": Described(Message("That they count nothing in common."), "disjoint"),
    "relations.by": Described(Message("Who says so."), "the centre manager"),
    "relations.reason": Described(
        Message("Why it is so."), "visits are for those without training"
    ),
    "milestones.id": Described(Message("A name of its own."), "opening"),
    "milestones.date": Described(Message("When it was."), "2024-05"),
    "milestones.text": Described(Message("What it was, in a sentence."), "The centre opened."),
    "milestones.programme": Described(
        Message("The programme that it belongs to; blank: the whole project."), "carers"
    ),
    "milestones.partners": Described(Message("Who took part in it."), "hospital"),
    "milestones.source": Described(
        Message("Where it was published; blank: in the source of the project."), "report"
    ),
    "sources.id": Described(Message("The name by which other tables refer to it."), "report"),
    "sources.title": Described(Message("Its title."), "Annual report 2023-24"),
    "sources.date": Described(Message("When it was published; blank: not known."), "2024-06"),
    "sources.url": Described(
        Message("Where it can be read on the web."), "https://hc.example/report"
    ),
}
"""Every column of every table by its dotted name."""


def describe_column(table: str, column: Column) -> Several:
    """Return what a column is and how its cells are written, each on a line."""
    return Several((_described(f"{table}.{column.name}").meaning, *_forms(column)), "\n")


def describe_key(key: str) -> Message:
    """Return what a key of the project is."""
    return _described(key).meaning


def example_of(name: str) -> str:
    """Return what could stand under the dotted name of a column or key."""
    return _described(name).example


def note_on(name: str, described: Sayable, languages: Sequence[str]) -> str:
    """Return what is said of a column or key in each of some languages, and an example."""
    example = Message("For example: {example}", {"example": example_of(name)})
    return f"{in_each(languages, described)}\n{example.say(languages[0])}"


def in_each(languages: Sequence[str], text: Sayable) -> str:
    """Return a text in each of some languages, one below the other."""
    return "\n".join(text.say(language) for language in languages)


def _described(name: str) -> Described:
    return KEYS[name] if name in KEYS else COLUMNS[name]


def _forms(column: Column) -> Iterator[Message]:
    """Return how the cells of a column are written, and whether they have to be filled in."""
    if column.vocabulary:
        yield Message("One of: {words}.", {"words": ", ".join(column.vocabulary)})
    elif column.reads == "list":
        yield _several(column.refers)
    elif column.refers == "rules":
        yield Message("One of the counting rules.")
    elif column.refers:
        yield Message("An id of {table}.", {"table": column.refers})
    elif column.reads in FORMS:
        yield FORMS[column.reads]
    if column.required:
        yield Message("It has to be filled in.")


def _several(table: str) -> Message:
    if table:
        return Message("Ids of {table}, with a semicolon between two.", {"table": table})
    return Message("If there are several, with a semicolon between two.")


_DATES = {"day": "2024-05-04", "month": "2024-05", "year": "2024"}
_VALUES = {"values": "44, 4,000, ~2300, >800, >=800, <50, <=50, 800..900"}

FORMS = {
    "id": Message("Short, and used once in this table."),
    "date": Message("A date: {day}, or {month} or {year} where no more is known.", _DATES),
    "day": Message("A whole day: {day}.", {"day": _DATES["day"]}),
    "number": Message("A number, without a unit."),
    "whole": Message("A whole number, without a unit."),
    "word": Message("A word of your own, always written the same."),
    "value": Message("It is written in one of these ways: {values}.", _VALUES),
}
"""How the cells of a column are written, by how they are read."""
