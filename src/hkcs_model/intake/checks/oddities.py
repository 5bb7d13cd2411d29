"""What is odd: told, and but for a damaged text counted all the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from ...languages import Text
from ...problems import Origin, Problem
from ..cells import looks_lossy, rewritten
from ..draft import Draft, word_pairs
from ..raw import RawTable

_BEFORE_COMMA = r"[~<>=]*[0-9]{1,3}"
_AFTER_COMMA = r"[0-9]{3}"


def no_person_is_twice_at_one_session(draft: Draft) -> Iterator[Problem]:
    """A person has one row at a session; with more, the strongest status counts."""
    raw = draft.raw.tables.get("attendances")
    if raw is None:
        return
    for place, first in draft.repeated_attendances.items():
        yield Problem(
            code="person-twice",
            origin=raw.at(place, "person"),
            message=f"the person of {raw.places.told(first, place)}, at the same session",
            hint="the two count as one; the strongest status counts",
            severity="warning",
        )


def attributes_of_joined_rows_agree(draft: Draft) -> Iterator[Problem]:
    """Rows of one person at one session say the same; where not, it counts as not recorded."""
    raw = draft.raw.tables.get("attendances")
    if raw is not None:
        yield from _disagreements(raw, draft.repeated_attendances)


def attributes_of_joined_persons_agree(draft: Draft) -> Iterator[Problem]:
    """Persons joined by `same_as` have one value of each attribute; if not, it is not recorded."""
    raw = draft.raw.tables.get("persons")
    if raw is None or not draft.same_as:
        return
    first: dict[str, int] = {}
    repeated = {}
    for place, id_ in enumerate(raw.column("id")):
        at = first.setdefault(draft.same_as.get(id_, id_), place)
        if at != place:
            repeated[place] = at
    yield from _disagreements(raw, repeated)


def _disagreements(raw: RawTable, repeated: Mapping[int, int]) -> Iterator[Problem]:
    """Tell of the rows that are joined to an earlier one and say something else than that."""
    for name in raw.columns if repeated else ():
        if name in raw.table.columns:
            continue
        cells = raw.columns[name]
        said: dict[int, int] = {}
        for place, first in repeated.items():
            if not said.get(first) and cells[first]:
                said[first] = first
            earlier = said.get(first)
            if cells[place] and earlier is None:
                said[first] = place
            elif cells[place] and earlier is not None and cells[earlier] != cells[place]:
                told = raw.places.told(earlier, place)
                yield Problem(
                    code="joined-differ",
                    origin=raw.at(place, name),
                    message=f"another value than {told}, which it is joined to",
                    hint="it counts as not recorded; make the two the same",
                    severity="warning",
                )


def every_held_session_has_somebody(draft: Draft) -> Iterator[Problem]:
    """Of a session that was held, somebody is listed or was there without being identified."""
    sessions = draft.raw.tables.get("sessions")
    attendances = draft.raw.tables.get("attendances")
    if sessions is None or attendances is None or "attendances" in draft.raw.unreadable:
        return
    ids, statuses = sessions.column("id"), sessions.column("status")
    known = set(attendances.column("session").words)
    empty = [id_ for id_ in ids.words if id_ not in known]
    guests = rewritten(sessions.table.columns["unidentified"], sessions.column("unidentified"))
    for place in ids.places_of(empty):
        if statuses[place] in ("", "held") and guests[place] in ("", "0"):
            yield Problem(
                code="nobody-there",
                origin=sessions.at(place),
                message="a session with nobody",
                hint="add its attendances, or its status if it was not held",
                severity="warning",
            )


def words_for_one_value_agree(draft: Draft) -> Iterator[Problem]:
    """A value has the same words in a language wherever they are given."""
    for raw in draft.raw.tables.values():
        for header in raw.columns:
            name, _, language = header.partition("@")
            for place, (value, words) in enumerate(word_pairs(raw, header)):
                known = dict(draft.words.get((name, value), Text()).pairs)
                if words and known.get(language, words) != words:
                    yield Problem(
                        code="words-differ",
                        origin=raw.at(place, header),
                        message="other words for a value than those given first",
                        hint=f"write {known[language]}",
                        severity="warning",
                    )


def no_number_is_cut_in_two(draft: Draft) -> Iterator[Problem]:
    """No value is cut in two by its own comma, its last three digits standing in the next cell."""
    raw = draft.raw.tables.get("statements")
    if raw is None or "value" not in raw.columns:
        return
    after = dict(pairwise(raw.columns)).get("value", "")
    column = raw.table.columns.get(after)
    cells = raw.column("" if column and column.refers else after)
    for place, (value, rest) in enumerate(zip(raw.column("value"), cells, strict=True)):
        if re.fullmatch(_BEFORE_COMMA, value) and re.fullmatch(_AFTER_COMMA, rest):
            yield Problem(
                code="number-cut",
                origin=raw.at(place, "value"),
                message="a value that its comma seems to have cut in two",
                hint='write it as "4,000", in quotes, or without the comma',
                severity="warning",
            )


def no_text_holds_a_nul(draft: Draft) -> Iterator[Problem]:
    """No text holds the character that programs end a text with."""
    for origin in _where(draft, "\0", lambda _: True):
        yield Problem(
            code="nul",
            origin=origin,
            message="a NUL character",
            hint="delete it; the file may have been damaged",
        )


_SAVED = {"csv": "save it as CSV UTF-8", "toml": "save it as UTF-8"}


def no_text_lost_its_characters(draft: Draft) -> Iterator[Problem]:
    """No question mark or replacement sign touches a Chinese character."""
    for origin in _where(draft, "?\ufffd", looks_lossy):
        again = _SAVED.get(origin.file.rpartition(".")[2], "write it again")
        yield Problem(
            code="lossy-text",
            origin=origin,
            message="a ? beside a Chinese character, as a lossy save leaves it",
            hint=f"compare with the original, and {again}",
            severity="warning",
        )


def _where(draft: Draft, signs: str, odd: Callable[[str], bool]) -> Iterator[Origin]:
    """Return where a text with one of some signs is odd: in the project, in a header, in a cell."""

    def holds(text: str) -> bool:
        return any(sign in text for sign in signs) and odd(text)

    for key, text in _texts_of(draft.raw.project or {}, ""):
        if holds(text):
            yield draft.at_project(key)
    for raw in draft.raw.tables.values():
        for header, cells in raw.columns.items():
            if holds(header) and not raw.headers_are_data:
                yield from raw.headers_at(header)
            whole = "".join(cells.words)  # one look at all of a column is a hundred times as fast
            if any(sign in whole for sign in signs):
                for place in cells.places_of(cell for cell in cells.words if holds(cell)):
                    yield raw.at(place, header)


def _texts_of(value: Any, key: str) -> Iterator[tuple[str, str]]:
    """Return every text of the project with its dotted key."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from _texts_of(part, f"{key}.{name}".lstrip("."))
    elif isinstance(value, list):
        for number, part in enumerate(value, 1):
            yield from _texts_of(part, f"{key}[{number}]")
