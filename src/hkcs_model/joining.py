"""Rows that are of one thing: persons joined by `same_as`, a person twice at one session."""

from __future__ import annotations

from collections.abc import Mapping

from .columns import Cells


def in_circles(links: Mapping[str, str]) -> set[str]:
    """Return what is reached again by following its own links."""
    found: set[str] = set()
    seen: set[str] = set()
    for start in links:
        path: dict[str, int] = {}
        at = start
        while at in links and at not in seen and at not in path:
            path[at] = len(path)
            at = links[at]
        if at in path:
            found.update(list(path)[path[at] :])
        seen.update(path)
    return found


def joined(links: Mapping[str, str]) -> dict[str, str]:
    """Return of each thing that links lead away from the one that they end at.

    What leads back to itself is left out.
    """
    circles = in_circles(links)
    ends: dict[str, str] = {}
    for start in links:
        path = []
        at = start
        while at in links and at not in ends and at not in circles:
            path.append(at)
            at = links[at]
        ends.update(dict.fromkeys(path, ends.get(at, at)))
    return ends


def numbered(persons: Cells, known_as: Mapping[str, str]) -> Cells:
    """Return a column of persons with those who are one under one id."""
    return persons.rewritten(lambda id_: known_as.get(id_, id_)) if known_as else persons


def repeated(these: Cells, those: Cells) -> dict[int, int]:
    """Return the rows whose two cells an earlier row has, with the first such row.

    Rows where one of the two is blank are left out.
    """
    second = those.codes
    starts, ends = these.stretches
    if len(starts) == len(these.words):  # equal ones stand together
        apart = map(set, map(second.__getitem__, map(slice, starts, ends)))
        if sum(map(len, apart)) == len(second):
            return {}
    several = len(those.words)
    pairs = [one * several + other for one, other in zip(these.codes, second, strict=True)]
    if len(set(pairs)) == len(pairs):
        return {}
    seen: dict[int, int] = {}
    found = {}
    for place, pair in enumerate(pairs):
        earlier = seen.setdefault(pair, place)
        if earlier != place and these[place] and those[place]:
            found[place] = earlier
    return found
