"""The facts of a question one by one, each with the row that it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from ..dataset import Records
from ..languages import Message
from ..problems import Origin
from .states import MAYBE, NO, State
from .tallies import Head, Rest
from .telling import GUESTS, Telling, apart, repeats_of, why_maybe

_COUNTS = Message("counts")


@frozen(kw_only=True)
class Fact:
    """One fact with the row that it was made from, and what became of it.

    Attributes:
        origin: the file and row.
        key: what tells it apart, each part with its value; "" is not recorded.
        state: `counts`, `repeats`, `may` or `out`; `guests` are people who are not identified.
        message: why.
    """

    origin: Origin
    key: tuple[tuple[str, str], ...]
    state: str
    message: Message


class FactRows:
    """The facts of a question, which were told in steps, one by one."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.rule = telling.rule
        self.frame = telling.frame

    def __iter__(self) -> Iterator[Fact]:
        """Tell every fact with its row, and what became of it."""
        seen: set[tuple[Rest, Head]] = set()
        for unit, state in enumerate(self.telling.states):
            message, verdict = self._verdict(unit, state)
            for person, origin in self._rows_of(unit):
                key = self._key_of(unit, person)
                names = (
                    {(rest, person) for rest, _ in self.telling.keys.of(unit)} if state else set()
                )
                is_repeat = self._is_repeat(verdict, names, seen)
                yield Fact(
                    origin=origin,
                    key=key,
                    state="repeats" if is_repeat else verdict,
                    message=repeats_of(self.rule) if is_repeat else message,
                )
                seen |= names if verdict == "counts" else set()
            if self.frame.guests and self.frame.guests[unit] and self.rule.is_of_persons:
                origin = self._origin("sessions", self.frame.places[unit])
                told = message if verdict == "out" else GUESTS
                state_of = "out" if verdict == "out" else "guests"
                yield Fact(
                    origin=origin, key=self._key_of(unit, None), state=state_of, message=told
                )

    def _is_repeat(
        self, verdict: str, names: set[tuple[Rest, Head]], seen: set[tuple[Rest, Head]]
    ) -> bool:
        """Tell whether all keys of a fact were counted before; what is weighed never is."""
        weighs = self.rule.weight is not None or bool(self.frame.lengths)
        return verdict == "counts" and bool(names) and names <= seen and not weighs

    def _verdict(self, unit: int, state: State) -> tuple[Message, str]:
        place = self.telling.deciding(unit, state)
        if state == NO and place is not None:
            return self.telling.why_out(self.telling.conditions[place]), "out"
        if state == MAYBE and place is not None:
            return why_maybe(self.telling.conditions[place]), "may"
        if not self.telling.certain_keys(unit):
            return apart(self.telling.unknown_part(unit)), "may"
        return _COUNTS, "counts"

    def _rows_of(self, unit: int) -> Iterator[tuple[Head, Origin]]:
        frame = self.frame
        if not frame.has_persons:
            yield None, self._origin(frame.source.name, frame.places[unit])
            return
        for at in range(frame.starts[unit], frame.ends[unit]):
            of = "attendances" if frame.statuses else "enrolments"
            yield (
                frame.persons[at] if self.rule.is_of_persons else None,
                self._origin(of, frame.rows[at]),
            )
        if frame.guests and frame.guests[unit] and not self.rule.is_of_persons:
            yield None, self._origin("sessions", frame.places[unit])

    def _origin(self, table: str, place: int) -> Origin:
        records: Any = getattr(self.telling.dataset, table)
        if isinstance(records, Records):
            return records.places.at(place)
        return records[place].origin or Origin(table)

    def _key_of(self, unit: int, person: Head) -> tuple[tuple[str, str], ...]:
        found = []
        for part in self.rule.key:
            if part == "person":
                found.append((part, "" if person is None else self.frame.name_of(person)))
            elif part == "date" and self.frame.lengths:
                found.append((part, str(self.frame.days_of(unit))))
            else:
                dimension = self.frame.dimension(part)
                found.append((part, "; ".join(dimension.own(dimension.codes[unit]))))
        return tuple(found)
