"""A counting rule in words: what it counts, and what becomes of the odd cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .languages import Message, Name, Several
from .rules import Rule

_COUNTS = "counts each different {key} once"
_ADDS = "adds up the {weight} of each different {key}"
_ADDS_CAPPED = "adds up the {weight} of each different {key}, at most {cap} for each"
_WEIGHTS = {"hours": "hours", "days": "days of work"}

_PARTS = {
    "person": "person",
    "session": "session",
    "staff": "member of staff",
    "date": "day",
    "activity": "activity",
    "group": "group",
    "partner": "partner",
}

_JOINED = "rows of one person at one session are one, the strongest status counts; persons known to be the same are one"  # noqa: E501
_ATTENDED = "absent, excused and cancelled do not count; a blank status may; without the column, everybody listed was there"  # noqa: E501
_MISSED = "absent and excused count, cancelled does not; a blank status may"
_HELD = "a session that was cancelled or is planned is not counted"
_GUESTS = "people who are not identified may each be anybody who is not identified at that session: at least the most at one session, at most all of them"  # noqa: E501
_GUESTS_ABOVE = "people who are not identified count in the upper end alone"
_GUESTS_EACH = "each person who is not identified counts as one at that session"
_STARTS = "a session of several days is counted on the day it starts"
_EACH_DAY = "each day of a session is counted by itself; a day that is not recorded in full is one that may be another"  # noqa: E501
_STAFF = "a blank cell of staff is one member of staff who is not recorded: it may be any of them"
_HOURS_BLANK = "where hours are not recorded, no upper limit is known"
_DAY_FRACTION = "a day's part is its share of days, else of hours over a full day, rounded up to the next step; at most a whole day"  # noqa: E501
_SPANS = "whatever lasts on any day of the period counts; a blank end is still going on; a start that is not recorded may be any day up to the end"  # noqa: E501
_OPEN = "one that is still going on has no end, and is not counted"
_FIRST_DAY = "counted on the first day; where that is not recorded in full it may be another"
_EVERY_DAY = "every day counts from the first to the last, both included, once for each person"
_NIGHTS = (
    "the last day is not a night; one that is still going on counts up to and with the as-at day"
)
_ACTIVITY_DATES = "a group without dates has those of its activity"
_UNKNOWN_KEY = "where {key} is not recorded, it may count: not in the lower end, in the upper one"


def key_in_words(rule: Rule) -> Several:
    """Return what a rule tells apart: `person + session`."""
    return Several(tuple(map(part_in_words, rule.key)), " + ")


def part_in_words(part: str) -> Message | Name:
    """Return what one part of a key is: `member of staff`."""
    return Message(_PARTS[part]) if part in _PARTS else Name(part)


def in_words(rule: Rule) -> Message:
    """Return what a rule counts as a sentence."""
    key = key_in_words(rule)
    if rule.weight is None:
        return Message(_COUNTS, {"key": key})
    values = {"weight": Message(_WEIGHTS[rule.weight]), "key": key}
    if rule.cap is None:
        return Message(_ADDS, values)
    return Message(_ADDS_CAPPED, {**values, "cap": rule.cap})


def _has_persons(rule: Rule) -> bool:
    return "person" in rule.table.parts and "session" in rule.table.parts


def _of_guests(rule: Rule) -> bool:
    return _has_persons(rule) and rule.is_of_persons and rule.over != "absences"


def _guests_are_apart(rule: Rule) -> bool:
    return "session" in rule.key or (rule.weight is not None and rule.cap is None)


_EDGES: tuple[tuple[str, Callable[[Rule], object]], ...] = (
    (_HELD, lambda rule: "session" in rule.table.parts),
    (_ATTENDED, lambda rule: _has_persons(rule) and rule.over != "absences"),
    (_MISSED, lambda rule: rule.over == "absences"),
    (_JOINED, _has_persons),
    (_GUESTS, lambda rule: _of_guests(rule) and not _guests_are_apart(rule) and not rule.weight),
    (_GUESTS_EACH, lambda rule: _of_guests(rule) and _guests_are_apart(rule)),
    (_GUESTS_ABOVE, lambda rule: _of_guests(rule) and not _guests_are_apart(rule) and rule.weight),
    (_STARTS, lambda rule: rule.table.dated == "session start"),
    (_EACH_DAY, lambda rule: rule.table.dated == "day" and "session" in rule.table.parts),
    (_STAFF, lambda rule: rule.table.staff_is_one),
    (_HOURS_BLANK, lambda rule: rule.weight == "hours"),
    (_DAY_FRACTION, lambda rule: rule.weight == "days"),
    (_SPANS, lambda rule: rule.lasts),
    (_ACTIVITY_DATES, lambda rule: rule.table.needs == ("groups",)),
    (_FIRST_DAY, lambda rule: rule.over.endswith("_starts")),
    (_OPEN, lambda rule: rule.over.endswith("_ends")),
    (_EVERY_DAY, lambda rule: rule.over == "enrolled_dates"),
    (_NIGHTS, lambda rule: rule.over == "enrolled_nights"),
)
"""What becomes of an odd case, and the rules of which it can be asked."""


def edge_cases(rule: Rule) -> Iterator[Message]:
    """Return what becomes of odd cases, each a sentence."""
    for sentence, concerns in _EDGES:
        if concerns(rule):
            yield Message(sentence)
    known = {"person", "session", "activity", "date", "staff"}
    for part in rule.key:
        if part not in known and not (part == "group" and rule.table.needs == ("groups",)):
            yield Message(_UNKNOWN_KEY, {"key": part})
