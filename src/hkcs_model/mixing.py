"""From one dataset to another in steps: after each, one more kind of difference is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from attrs import frozen

from .columns import Cells
from .content import Content
from .dataset import Dataset
from .problems import Origin
from .spelling import split_list
from .tables import TABLES

CAUSES = (
    "definition",
    "settings",
    "period",
    "persons joined or parted",
    "rows added",
    "rows removed",
    "rows edited",
)
"""Why a figure of two datasets differs, in the order in which the differences are taken away."""

_KEYS = {"attendances": ("session", "person"), "enrolments": ("person", "activity")}
"""What names a row of a table that has no id."""

Row = Mapping[str, str]
Key = tuple[str, ...]


@frozen(kw_only=True)
class RowChange:
    """A row that two datasets do not have alike.

    Attributes:
        cause: which of the causes it is.
        table: its table.
        old: where it stands in the one; None where it is not there.
        new: where it stands in the other; None where it is not there.
        columns: the columns that differ; none where the whole row was added or removed.
    """

    cause: str
    table: str
    old: Origin | None = None
    new: Origin | None = None
    columns: tuple[str, ...] = ()


@frozen(kw_only=True, eq=False)
class _Table:
    """The rows of a table by what names them, in order."""

    headers: tuple[str, ...]
    rows: Mapping[Key, Row]
    places: Mapping[Key, int]


class Mixture:
    """Two datasets row by row, and what lies between them.

    Attributes:
        old: the one.
        new: the other.
    """

    def __init__(self, old: Dataset, new: Dataset) -> None:
        self.old = old
        self.new = new
        self._old: dict[str, _Table] = {}
        self._new: dict[str, _Table] = {}
        for name in TABLES:
            these, those = old.content.tables.get(name), new.content.tables.get(name)
            one, other = _tables(name, these or {}, those or {})
            if these is not None:
                self._old[name] = one
            if those is not None:
                self._new[name] = other

    def steps(self) -> Iterator[Content]:
        """Return what is said after each cause but the last, which leads to the other dataset."""
        old, new = self.old.content.project, self.new.content.project
        rules = {**_by_id(old, "rules"), **_by_id(new, "rules")}
        project = {**old, "rules": list(rules.values()), "figures": _with_periods_of(new, old)}
        yield Content(project=project, tables=self.old.content.tables)
        project = _with(project, new, ("counting",))
        yield Content(project=project, tables=self.old.content.tables)
        as_at = {**project["project"], "as_at": new["project"]["as_at"]}
        project = {**project, "project": as_at, "figures": list(_by_id(new, "figures").values())}
        yield Content(project=project, tables=self.old.content.tables)
        joined = self._joined()
        yield Content(project=project, tables=_columns(joined))
        added = self._added(joined)
        yield Content(project=project, tables=_columns(added))
        yield Content(project=project, tables=_columns(self._removed(added)))

    def changes(self) -> Iterator[RowChange]:
        """Return the rows that the two do not have alike, by table and place."""
        for name in TABLES:
            old, new = self._old.get(name, _NONE), self._new.get(name, _NONE)
            for key, place in old.places.items():
                here = _origin(self.old, name, place)
                if key not in new.rows:
                    yield RowChange(cause="rows removed", table=name, old=here)
                    continue
                there = _origin(self.new, name, new.places[key])
                columns = _differing(old.rows[key], new.rows[key])
                joins = "same_as" in columns
                rest = tuple(column for column in columns if column != "same_as")
                if joins:
                    yield RowChange(
                        cause=CAUSES[3], table=name, old=here, new=there, columns=("same_as",)
                    )
                if rest:
                    yield RowChange(
                        cause="rows edited", table=name, old=here, new=there, columns=rest
                    )
            for key, place in new.places.items():
                if key not in old.rows:
                    there = _origin(self.new, name, place)
                    yield RowChange(cause="rows added", table=name, new=there)

    def _joined(self) -> dict[str, _Table]:
        """Return the old tables with the persons joined as in the new one."""
        if "persons" not in self._old or "persons" not in self._new:
            return dict(self._old)
        old, new = self._old["persons"], self._new["persons"]
        headers = tuple(dict.fromkeys((*old.headers, *new.headers)))
        headers = tuple(h for h in headers if h in old.headers or h == "same_as")
        rows = {
            key: {**row, "same_as": new.rows[key].get("same_as", "")} if key in new.rows else row
            for key, row in old.rows.items()
        }
        return {**self._old, "persons": _Table(headers=headers, rows=rows, places=old.places)}

    def _added(self, old: Mapping[str, _Table]) -> dict[str, _Table]:
        """Return tables with the rows that only the new dataset has."""
        found = {}
        for name in TABLES:
            here, there = old.get(name), self._new.get(name)
            if here is None or there is None:
                if one := here or there:
                    found[name] = one
                continue
            more = {key: row for key, row in there.rows.items() if key not in here.rows}
            headers = tuple(dict.fromkeys((*here.headers, *there.headers)))
            rows = {**here.rows, **more}
            found[name] = _Table(headers=headers, rows=rows, places={})
        return found

    def _removed(self, added: Mapping[str, _Table]) -> dict[str, _Table]:
        """Return tables without the rows that only the old dataset has.

        A row that one which has still to be edited refers to stays until that is done.
        """
        kept = {
            name: {key for key in table.rows if key in self._new.get(name, _NONE).rows}
            for name, table in added.items()
        }
        growing = True
        while growing:
            named = _named(added, kept)
            growing = False
            for name, ids in named.items():
                table = added.get(name, _NONE)
                more = {key for key in table.rows if key[0] in ids} - kept.get(name, set())
                if more:
                    kept[name] |= more
                    growing = True
        return {
            name: _Table(
                headers=table.headers,
                rows={key: row for key, row in table.rows.items() if key in kept[name]},
                places={},
            )
            for name, table in added.items()
        }


_NONE = _Table(headers=(), rows={}, places={})


def _tables(name: str, old: Mapping[str, Cells], new: Mapping[str, Cells]) -> tuple[_Table, _Table]:
    """Return a table of two datasets, in which a row that both have goes by one key."""
    sides = _rows(old), _rows(new)
    headers = {**old, **new}
    names = _KEYS.get(name) or (("id",) if "id" in headers else tuple(headers))
    keys = [[tuple(row.get(one, "") for one in names) for row in rows] for rows in sides]
    _tell_apart(sides, keys)
    one, other = (
        _Table(
            headers=tuple(columns),
            rows=dict(zip(of, rows, strict=True)),
            places={key: place for place, key in enumerate(of)},
        )
        for columns, rows, of in zip((old, new), sides, keys, strict=True)
    )
    return one, other


def _rows(columns: Mapping[str, Cells]) -> list[Row]:
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _tell_apart(sides: Sequence[Sequence[Row]], keys: Sequence[list[Key]]) -> None:
    """Give each row of several under one key, as of a person twice at a session, its own key."""
    several = {key for of in keys for key, number in Counter(of).items() if number > 1}
    places: dict[Key, tuple[list[int], list[int]]] = {key: ([], []) for key in several}
    for side, of in enumerate(keys):
        for place, key in enumerate(of):
            if key in several:
                places[key][side].append(place)
    for key, (here, there) in places.items():
        for number, pair in enumerate(_paired(sides, here, there)):
            for of, row in zip(keys, pair, strict=True):
                if row is not None:
                    of[row] = (*key, str(number))


def _paired(
    sides: Sequence[Sequence[Row]], here: Sequence[int], there: Sequence[int]
) -> Iterator[tuple[int | None, int | None]]:
    """Return which row of the one is which of the other: those that are the same, then in order."""
    these, those = sides
    left, free = [], list(there)
    for place in here:
        same = [other for other in free if not _differing(these[place], those[other])]
        if same:
            free.remove(same[0])
            yield place, same[0]
        else:
            left.append(place)
    yield from zip_longest(left, free)


def _columns(tables: Mapping[str, _Table]) -> dict[str, dict[str, Cells]]:
    return {
        name: {
            header: Cells.of(row.get(header, "") for row in tables[name].rows.values())
            for header in tables[name].headers
        }
        for name in TABLES
        if name in tables
    }


def _differing(old: Row, new: Row) -> tuple[str, ...]:
    names = dict.fromkeys((*old, *new))
    return tuple(name for name in names if old.get(name, "") != new.get(name, ""))


def _named(tables: Mapping[str, _Table], kept: Mapping[str, set[Key]]) -> dict[str, set[str]]:
    """Return of each table the ids that rows which are kept refer to."""
    found: dict[str, set[str]] = {}
    for name, table in tables.items():
        for column in TABLES[name].columns.values():
            if column.refers in TABLES and column.name in table.headers:
                cells = (table.rows[key].get(column.name, "") for key in kept[name])
                is_list = column.reads == "list"
                ids = (one for cell in cells for one in (split_list(cell) if is_list else [cell]))
                found.setdefault(column.refers, set()).update(ids)
    return found


def _by_id(project: Mapping[str, Any], part: str) -> dict[str, Any]:
    return {entry["id"]: entry for entry in project.get(part, ())}


def _with_periods_of(new: Mapping[str, Any], old: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the figures that a project asks for, each with the period of the other's."""
    before = _by_id(old, "figures")
    found = []
    for id_, entry in _by_id(new, "figures").items():
        own = {key: value for key, value in entry.items() if key != "period"}
        period = before.get(id_, entry).get("period")
        found.append({**own, "period": period} if period else own)
    return found


def _with(
    project: Mapping[str, Any], new: Mapping[str, Any], parts: Sequence[str]
) -> dict[str, Any]:
    rest = {name: part for name, part in project.items() if name not in parts}
    return rest | {name: new[name] for name in parts if name in new}


def _origin(dataset: Dataset, table: str, place: int) -> Origin | None:
    rows: Any = getattr(dataset, table)
    found: Origin | None = rows.places.at(place) if hasattr(rows, "places") else rows[place].origin
    return found
