"""Warnings: what is odd, told, and counted all the same."""

from __future__ import annotations

from collections.abc import Iterator

from ...problems import Problem
from ..cells import LOSSY
from ..draft import Draft
from ..raw import RawTable


def no_person_is_twice_at_one_session(draft: Draft) -> Iterator[Problem]:
    """A person has one row at a session; with more, the strongest status counts."""
    raw = draft.raw.tables.get("attendances")
    if raw is None:
        return
    pairs = list(zip(raw.column("session"), raw.column("person"), strict=True))
    if len(set(pairs)) == len(pairs):
        return
    first: dict[tuple[str, str], int] = {}
    for place, pair in enumerate(pairs):
        if all(pair) and first.setdefault(pair, place) != place:
            yield Problem(
                code="person-twice",
                origin=raw.at(place, "person"),
                message=f"the person of row {raw.rows[first[pair]]}, at the same session",
                hint="the two count as one; the strongest status counts",
                severity="warning",
            )


def attributes_of_joined_rows_agree(draft: Draft) -> Iterator[Problem]:
    """Rows of one person at one session say the same; where not, it counts as not recorded."""
    raw = draft.raw.tables.get("attendances")
    if raw is None:
        return
    pairs = list(zip(raw.column("session"), raw.column("person"), strict=True))
    if len(set(pairs)) < len(pairs):
        yield from _disagreements(raw, pairs)


def attributes_of_joined_persons_agree(draft: Draft) -> Iterator[Problem]:
    """Persons joined by `same_as` have one value of each attribute; if not, it is not recorded."""
    raw = draft.raw.tables.get("persons")
    if raw is None or not any(raw.column("same_as")):
        return
    same_as = dict(zip(raw.column("id"), raw.column("same_as"), strict=True))
    yield from _disagreements(raw, [_end_of(id_, same_as) for id_ in raw.column("id")])


def _end_of(person: str, same_as: dict[str, str]) -> str:
    seen = {person}
    while (link := same_as.get(person)) and link not in seen:
        seen.add(link)
        person = link
    return person


def _disagreements(raw: RawTable, keys: list[str] | list[tuple[str, str]]) -> Iterator[Problem]:
    for name in raw.columns:
        if name in raw.table.columns:
            continue
        first: dict[object, int] = {}
        cells = raw.columns[name]
        for place, (key, cell) in enumerate(zip(keys, cells, strict=True)):
            if cell and cells[first.setdefault(key, place)] != cell:
                yield Problem(
                    code="joined-differ",
                    origin=raw.at(place, name),
                    message=f"another value than row {raw.rows[first[key]]}, which it is joined to",
                    hint="it counts as not recorded; make the two the same",
                    severity="warning",
                )


def every_held_session_has_somebody(draft: Draft) -> Iterator[Problem]:
    """A session that was held was attended by somebody, identified or not."""
    sessions = draft.raw.tables.get("sessions")
    attendances = draft.raw.tables.get("attendances")
    if sessions is None or attendances is None:
        return
    attended = set(attendances.column("session"))
    names = ("id", "status", "unidentified")
    rows = zip(*(sessions.column(name) for name in names), strict=True)
    for place, (id_, status, unidentified) in enumerate(rows):
        if id_ not in attended and status in ("", "held") and unidentified.strip("0０") == "":
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
        for header, cells in raw.columns.items():
            name, at, language = header.partition("@")
            if not at:
                continue
            for place, (value, words) in enumerate(zip(raw.column(name), cells, strict=True)):
                known = draft.words.get((name, value))
                if words and known and dict(known.pairs).get(language, words) != words:
                    yield Problem(
                        code="words-differ",
                        origin=raw.at(place, header),
                        message="other words for a value than those given first",
                        hint=f"write {dict(known.pairs)[language]}",
                        severity="warning",
                    )


def no_text_lost_its_characters(draft: Draft) -> Iterator[Problem]:
    """No question mark or replacement sign touches a Chinese character."""
    for raw in draft.raw.tables.values():
        for header, cells in raw.columns.items():
            lossy = {cell for cell in set(cells) if LOSSY.search(cell)}
            for place, cell in enumerate(cells if lossy else ()):
                if cell in lossy:
                    yield Problem(
                        code="lossy-text",
                        origin=raw.at(place, header),
                        message="a ? beside a Chinese character, as a lossy save leaves it",
                        hint="compare with the original, and save it as CSV UTF-8",
                        severity="warning",
                    )
