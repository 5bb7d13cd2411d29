"""The operator told step by step, each step counted by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import evolve

from ..dataset import Dataset
from ..in_words import key_in_words, part_in_words
from ..languages import Message, Text, dimension_called
from ..quantity import Number
from ..questions import Question
from ..report import Step
from ..rules import Rule
from . import frame_for
from .adding import Weighing, adding_for
from .conditions import Condition, conditions_of, weakest
from .keys import Kept, Keys, Unknown, is_own
from .numbers import quantity_of
from .operator import operate
from .states import MAYBE, NO, YES, State
from .tallies import Added, CountedWithGuests, Head, Rest, repeated_days
from .weights import Exact

_FACTS = "facts, each {fact}"
_OUT = {
    "cancelled": "the session was cancelled, or is planned",
    "status": "absent, excused or cancelled",
    "period": "outside the period",
    "filter": "filtered out by {dimension}",
}
_WAS_THERE = "was there, or it was cancelled"
_MAY = {
    "status": "may belong: the status is not recorded",
    "days": "may belong: the first or last day is not recorded in full",
    "period": "may belong: the day is not recorded in full",
    "filter": "may belong: {dimension} is not recorded",
}
_MAY_BE_APART = "may count: {part}, which tells them apart, is not recorded"
_BELONG = "facts that belong"
_FURTHER = "counted once for each value of what tells them apart"
_REPEATS = "repeats of the same {key}"
GUESTS = Message("people who are not identified")
_WEIGHTS = {"hours": "their hours", "days": "their days"}
_CAPPED = "above {cap} for the same {key}"


class Telling:
    """The facts of a question, and what the operator makes of them.

    Attributes:
        question: what is asked.
        frame: all facts of the rule's table.
        conditions: what they must meet.
        states: of each unit, whether it belongs.
    """

    def __init__(self, dataset: Dataset, question: Question, *, with_rows: bool = False) -> None:
        self.dataset = dataset
        self.question = question
        self.rule = question.rule
        self.frame = frame_for(dataset, question, all_statuses=True, with_rows=with_rows)
        self.conditions = conditions_of(self.frame, question)
        self.states = weakest(self.frame, self.conditions)
        whole = Kept(self.frame, range(self.frame.size), self.states)
        self.keys = Keys(whole, self.rule)
        self.adding = adding_for(self.rule, whole)
        self.outcome = operate(self.rule, Kept.of(self.frame, self.states), ())
        self.answers = [list(condition.by_unit()) for condition in self.conditions]

    def steps(self) -> Iterator[Step]:
        """Tell the steps from all facts to the figure."""
        return map(_plain, self._steps())

    def _steps(self) -> Iterator[Step]:
        yield self._facts()
        yield from self._left_out()
        yield from self._not_certain()
        yield self._belong()
        yield from self._told_apart()
        if isinstance(self.adding, Weighing):
            yield from self._weighed(self.adding)
        else:
            yield from self._counted()
        ((low, high),) = self.outcome.ends().values()
        label = self.rule.label or Text({"en": self.rule.id})
        yield Step(code="figure", message=label, low=low, high=high, kind="sum")

    def _facts(self) -> Step:
        table = self.rule.table
        several = sum(map(self.adding.facts_of, range(self.frame.size)))
        message = Message(_FACTS, {"fact": Message(table.fact)})
        return Step(code="facts", message=message, low=several, high=several, kind="start")

    def deciding(self, unit: int, state: State) -> int | None:
        """Return the place of the first condition that gives a unit an answer."""
        places = range(len(self.conditions))
        return next((place for place in places if self.answers[place][unit] == state), None)

    def _by_condition(self, state: State) -> Iterator[tuple[Condition, int]]:
        """Count the facts of an answer by the first condition that gives it."""
        found: Counter[int] = Counter()
        for unit in range(self.frame.size):
            if self.states[unit] == state:
                place = self.deciding(unit, state)
                assert place is not None  # noqa: S101 - the answer is the weakest of theirs
                found[place] += self.adding.facts_of(unit)
        for place in sorted(found):
            if found[place]:
                yield self.conditions[place], found[place]

    def _left_out(self) -> Iterator[Step]:
        for condition, several in self._by_condition(NO):
            message = self.why_out(condition)
            yield Step(code=condition.reason, message=message, low=-several, high=-several)

    def why_out(self, condition: Condition) -> Message:
        """Return why facts do not belong."""
        if condition.reason == "status" and self.rule.over == "absences":
            return Message(_WAS_THERE)
        return Message(_OUT[condition.reason], {"dimension": dimension_called(condition.dimension)})

    def _not_certain(self) -> Iterator[Step]:
        for condition, several in self._by_condition(MAYBE):
            message = why_maybe(condition)
            yield Step(code=f"may-{condition.reason}", message=message, low=-several, high=0)
        unknown: Counter[str] = Counter()
        for unit, state in enumerate(self.states):
            if state == YES and not self.certain_keys(unit):
                unknown[self.unknown_part(unit)] += self.adding.facts_of(unit)
        for part, several in sorted(unknown.items()):
            if several:
                yield Step(code="may-key", message=apart(part), low=-several, high=0)

    def certain_keys(self, unit: int) -> int:
        """Return how many certain keys each fact of a unit has."""
        return sum(state == YES for _, state in self.keys.of(unit))

    def unknown_part(self, unit: int) -> str:
        """Return the part of the key that is not recorded; "" where it is days that are not."""
        for rest, _ in self.keys.of(unit):
            for part, value in zip(self.keys.parts, rest, strict=True):
                if isinstance(value, Unknown):
                    return part
        return ""

    def _belonging(self) -> Iterator[tuple[int, bool]]:
        """Return the units that belong or may, and whether they certainly count."""
        for unit, state in enumerate(self.states):
            if state:
                yield unit, state == YES and bool(self.certain_keys(unit))

    def _belong(self) -> Step:
        low = high = 0
        for unit, certain in self._belonging():
            several = self.adding.facts_of(unit)
            low += several if certain else 0
            high += several
        return Step(code="belong", message=Message(_BELONG), low=low, high=high, kind="sum")

    def _told_apart(self) -> Iterator[Step]:
        low = high = 0
        for unit, certain in self._belonging():
            several = self.adding.facts_of(unit)
            keys = list(self.keys.of(unit))
            low += several * (sum(state == YES for _, state in keys) - 1) if certain else 0
            high += several * (len(keys) - 1)
        if high:
            yield Step(code="further", message=Message(_FURTHER), low=low, high=high)

    def _occurrences(self) -> Iterator[tuple[int, Rest, bool]]:
        """Return each unit that belongs or may with each of its keys, and whether it is certain."""
        for unit, state in enumerate(self.states):
            for rest, key_state in self.keys.of(unit) if state else ():
                yield unit, rest, min(state, key_state) == YES

    def _counted(self) -> Iterator[Step]:
        low, high = self._repeats(certain=True), self._repeats(certain=False)
        if high:
            message = repeats_of(self.rule)
            yield Step(code="repeats", message=message, low=-low, high=-high)
        (tallies,) = self.outcome.rows.values()
        added = [t for t in tallies.values() if isinstance(t, CountedWithGuests)]
        high = sum(number for tally in added for number, _ in tally.guests.values())
        if high:
            low = sum(tally.low_of_guests() for tally in added)
            yield Step(code="unidentified", message=GUESTS, low=low, high=high)

    def _repeats(self, *, certain: bool) -> int:
        """Count the facts whose key another fact has that was counted before."""
        if self.frame.lengths and "date" in self.rule.key:
            return self._repeated_days(certain=certain)
        seen: dict[Rest, set[Head]] = {}
        repeats = 0
        for unit, rest, is_certain in self._occurrences():
            if (certain and not is_certain) or is_own(rest):
                continue
            known = seen.setdefault(rest, set())
            new = sum(head not in known for head in self.adding.heads_of(unit, rest))
            known.update(self.adding.heads_of(unit, rest))
            repeats += self.adding.facts_of(unit) - new
        return repeats

    def _repeated_days(self, *, certain: bool) -> int:
        stretches: dict[tuple[Rest, Head], list[tuple[int, int]]] = {}
        for unit, rest, is_certain in self._occurrences():
            if is_certain or not certain:
                when = self.frame.whens[self.frame.days[unit]]
                for head in self.adding.heads_of(unit, rest):
                    stretches.setdefault((rest, head), []).append((when.first, when.last))
        return sum(map(repeated_days, stretches.values()))

    def _weighed(self, weighing: Weighing) -> Iterator[Step]:
        unit = weighing.unit
        low: int = 0
        high: int | None = 0
        for at, _, is_certain in self._occurrences():
            least, most = weighing.weight_of(at)
            several = self.adding.facts_of(at)
            low += least * several if is_certain else 0
            high = None if high is None or most is None else high + most * several
        assert self.rule.weight is not None  # noqa: S101 - it weighs
        yield Step(
            code="weight",
            message=Message(_WEIGHTS[self.rule.weight]),
            low=_whole(low, unit),
            high=None if high is None else _whole(high, unit),
            kind="start",
        )
        (tallies,) = self.outcome.rows.values()
        added = [tally for tally in tallies.values() if isinstance(tally, Added)]
        if weighing.cap is not None:
            yield from self._capped(added, _whole(weighing.cap, unit), unit)
        if any(tally.guests for tally in added):
            low = sum(tally.low_of_guests() for tally in added)
            most_each = [tally.high_of_guests() for tally in added]
            known = [most for most in most_each if most is not None]
            yield Step(
                code="unidentified",
                message=GUESTS,
                low=_whole(low, unit),
                high=_whole(sum(known), unit) if len(known) == len(most_each) else None,
            )

    def _capped(self, added: Sequence[Added], cap: Exact, unit: int) -> Iterator[Step]:
        low = sum(tally.low_above_cap() for tally in added)
        highs = [tally.high_above_cap() for tally in added]
        known = [high for high in highs if high is not None]
        high = sum(known) if len(known) == len(highs) else None
        if low or high:
            values = {"cap": quantity_of((cap, cap)).low, "key": key_in_words(self.rule)}
            yield Step(
                code="cap",
                message=Message(_CAPPED, values),
                low=-_whole(low, unit),
                high=None if high is None else -_whole(high, unit),
            )


def repeats_of(rule: Rule) -> Message:
    """Return what facts are whose key another fact has."""
    return Message(_REPEATS, {"key": key_in_words(rule)})


def why_maybe(condition: Condition) -> Message:
    """Return why facts may belong, by the first condition that is not known."""
    return Message(_MAY[condition.reason], {"dimension": dimension_called(condition.dimension)})


def apart(part: str) -> Message:
    """Return why facts may count that belong: something that tells them apart is not known."""
    return Message(_MAY_BE_APART, {"part": part_in_words(part)}) if part else Message(_MAY["days"])


def _whole(value: int, unit: int) -> Exact:
    return value if unit == 1 else Fraction(value, unit)


def _plain(step: Step) -> Step:
    """Return a step with its numbers as figures show them, where their digits end."""
    return evolve(step, low=_shown(step.low), high=None if step.high is None else _shown(step.high))


def _shown(number: Number | Fraction) -> Number | Fraction:
    if not isinstance(number, Fraction):
        return number
    ends = quantity_of((number, number))
    return ends.low if ends.low == ends.high else number
