"""Checks of ids and of what names them."""

from __future__ import annotations

from collections.abc import Iterator

from ...columns import Cells
from ...joining import in_circles
from ...problems import Problem
from ...spelling import is_near_miss, nearest, split_list
from ...tables import Column
from ..draft import Draft
from ..raw import RawTable

_OTHER = {
    "programme": "another programme than that",
    "kind": "another kind than that",
    "participants": "other participants than those",
    "place": "another place than that",
}


def no_id_is_used_twice(draft: Draft) -> Iterator[Problem]:
    """An id stands in one row of its table."""
    for raw in draft.raw.tables.values():
        ids = raw.columns.get("id", Cells.blank(0))
        if len(ids.words) == len(ids):
            continue
        first: dict[str, int] = {}
        for place, id_ in enumerate(ids):
            if id_ and first.setdefault(id_, place) != place:
                yield Problem(
                    code="id-twice",
                    origin=raw.at(place, "id"),
                    message=f"an id that {raw.places.told(first[id_], place)} has already",
                    hint="give each row an id of its own",
                )


def every_reference_names_a_row(draft: Draft) -> Iterator[Problem]:
    """A cell that names a row of another table names one that is there."""
    for raw in draft.raw.tables.values():
        for column in raw.table.columns.values():
            if column.refers and _is_known_in_full(draft, column.refers):
                yield from _references(draft, raw, column)
    yield from _sources_of_the_project(draft)


def _is_known_in_full(draft: Draft, table: str) -> bool:
    """Tell whether it is known which rows there are: not of a table that could not be read."""
    if table in ("programmes", "rules"):
        return draft.project is not None
    if table == "persons" and "persons" not in draft.raw.tables:
        return False
    return table not in draft.raw.unreadable


def _references(draft: Draft, raw: RawTable, column: Column) -> Iterator[Problem]:
    known = draft.ids(column.refers)
    cells = raw.column(column.name)
    is_list = column.reads == "list"
    if not is_list and known.issuperset(cells.words):
        return
    suspects = (cell for cell in cells.words if cell) if is_list else {*cells.words} - known - {""}
    strangers = {
        cell: [name for name in (split_list(cell) if is_list else [cell]) if name not in known]
        for cell in suspects
    }
    for place in cells.places_of(cell for cell, found in strangers.items() if found):
        for name in strangers[cells[place]]:
            yield Problem(
                code="no-such-row",
                origin=raw.at(place, column.name),
                message=_stranger(column.refers),
                hint=_meant(name, column.refers, known),
            )


def _stranger(table: str) -> str:
    return "no such rule" if table == "rules" else f"names no row of {table}"


def _meant(name: str, table: str, known: frozenset[str]) -> str:
    """Return a hint with the nearest ids; a person's id is never shown."""
    if table == "persons":
        return "add the person, or correct the id"
    near = nearest(name, sorted(known))
    if near:
        return f"did you mean {' or '.join(near)}?"
    if table == "rules":
        return "`hkcs-model rules` lists those that there are"
    return "add the row, or correct the id" if known else f"{table} has no rows: add it"


def _sources_of_the_project(draft: Draft) -> Iterator[Problem]:
    source = draft.project.project.source if draft.project else ""
    known = draft.ids("sources")
    if source and source not in known and "sources" not in draft.raw.unreadable:
        yield Problem(
            code="no-such-row",
            origin=draft.at_project("project.source"),
            message="names no row of sources",
            hint=_meant(source, "sources", known),
        )


def every_group_is_of_the_same_activity(draft: Draft) -> Iterator[Problem]:
    """A session's or enrolment's group belongs to the activity that it is of."""
    groups = draft.raw.tables.get("groups")
    if groups is None:
        return
    activity_of = dict(zip(groups.column("id"), groups.column("activity"), strict=True))
    for name in ("sessions", "enrolments"):
        raw = draft.raw.tables.get(name)
        if raw is None:
            continue
        pairs = zip(raw.column("group"), raw.column("activity"), strict=True)
        for place, (group, activity) in enumerate(pairs):
            own = activity_of.get(group, "")
            if own and activity and own != activity:
                yield Problem(
                    code="group-elsewhere",
                    origin=raw.at(place, "group"),
                    message="a group of another activity",
                    hint=f"its activity is {own}: correct one of the two",
                )


def every_statement_keeps_to_what_its_activity_is(draft: Draft) -> Iterator[Problem]:
    """What a statement says of its activity is what the activity's own row says."""
    activities = {activity.id: activity for activity in draft.entities.get("activities", ())}
    statements = draft.raw.tables.get("statements")
    if statements is None:
        return
    for name, other in _OTHER.items():
        pairs = zip(statements.column(name), statements.column("activity"), strict=True)
        for place, (value, activity) in enumerate(pairs):
            own = getattr(activities.get(activity), name, "")
            if value and own and value != own:
                yield Problem(
                    code="scope-elsewhere",
                    origin=statements.at(place, name),
                    message=f"{other} of its activity",
                    hint=f"write {own}, or leave it blank",
                )


def no_scope_is_a_near_miss(draft: Draft) -> Iterator[Problem]:
    """What a statement keeps to is no slip for a value that activities have."""
    statements = draft.raw.tables.get("statements")
    activities = draft.raw.tables.get("activities")
    if statements is None or activities is None or "activities" in draft.raw.unreadable:
        return
    for name in ("kind", "participants", "place"):
        known = set(activities.column(name).words) - {""}
        cells = statements.column(name)
        meant = {
            cell: next((value for value in sorted(known) if is_near_miss(cell, value)), "")
            for cell in set(cells.words) - known - {""}
        }
        for place in cells.places_of(cell for cell, near in meant.items() if near):
            yield Problem(
                code="near-miss",
                origin=statements.at(place, name),
                message=f"a {name} that no activity has",
                hint=f"did you mean {meant[cells[place]]}?",
                severity="warning",
            )


def every_relation_joins_two_statements_of_one_rule(draft: Draft) -> Iterator[Problem]:
    """A relation is between two statements that count the same thing."""
    relations = draft.raw.tables.get("relations")
    statements = draft.raw.tables.get("statements")
    if relations is None or statements is None:
        return
    rule_of = dict(zip(statements.column("id"), statements.column("rule"), strict=True))
    for place, (a, b) in enumerate(zip(relations.column("a"), relations.column("b"), strict=True)):
        if (a and a == b) or (a in rule_of and b in rule_of and rule_of[a] != rule_of[b]):
            yield Problem(
                code="relation-of-unlike",
                origin=relations.at(place, "b"),
                message="a relation that says nothing",
                hint="relate two different statements of one rule",
            )


def no_person_leads_back_to_itself(draft: Draft) -> Iterator[Problem]:
    """Following `same_as` from a person ends at another person."""
    raw = draft.raw.tables.get("persons")
    if raw is None or "same_as" not in raw.columns:
        return
    ids, links = raw.column("id"), raw.column("same_as")
    circles = in_circles({id_: link for id_, link in zip(ids, links, strict=True) if link})
    for place, (id_, link) in enumerate(zip(ids, links, strict=True)):
        if link and id_ in circles:
            yield Problem(
                code="same-as-itself",
                origin=raw.at(place, "same_as"),
                message="leads back to the same person",
                hint="leave it blank in one of the rows",
            )
