"""The heaviest choice among things of which some exclude each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet

from .quantity import Number

Weight = tuple[Number, bool]
"""A lower end: the number, and whether more than it is meant."""

Clashes = Mapping[int, AbstractSet[int]]
"""Of each thing, those that cannot be chosen beside it."""

_Total = tuple[Number, int]


def heaviest(weights: Mapping[int, Weight], clashes: Clashes) -> tuple[int, ...]:
    """Return the choice of things, no two of which clash, with the largest sum of weights.

    Things that weigh nothing are never chosen. Where statements are nested in one another the
    choice is quick; the work grows fast only where many of them overlap crosswise.
    """
    places = frozenset(place for place, weight in weights.items() if weight > (0, False))
    return tuple(sorted(_Choice(weights, clashes).best(places)))


class _Choice:
    def __init__(self, weights: Mapping[int, Weight], clashes: Clashes) -> None:
        self.weights = weights
        self.clashes = clashes
        self.known: dict[frozenset[int], frozenset[int]] = {}

    def best(self, places: frozenset[int]) -> frozenset[int]:
        """Take what is certainly in the best choice, then settle each connected rest by itself."""
        certain, rest = self._certain(places)
        chosen = set(certain)
        for part in self._parts(rest):
            if part not in self.known:
                self.known[part] = self._branch(part)
            chosen |= self.known[part]
        return frozenset(chosen)

    def _certain(self, places: frozenset[int]) -> tuple[set[int], frozenset[int]]:
        """Take each thing that is the heaviest of those it clashes with, if they all clash."""
        taken: set[int] = set()
        rest = set(places)
        for place in sorted(places, key=lambda place: self.weights[place], reverse=True):
            near = self.clashes[place] & rest
            if place in rest and self._is_heaviest(place, near) and self._all_clash(near):
                taken.add(place)
                rest -= near | {place}
        return taken, frozenset(rest)

    def _is_heaviest(self, place: int, near: Collection[int]) -> bool:
        return all(self.weights[place] >= self.weights[other] for other in near)

    def _all_clash(self, places: AbstractSet[int]) -> bool:
        return all(places - self.clashes[place] == {place} for place in places)

    def _parts(self, places: frozenset[int]) -> list[frozenset[int]]:
        """Split things into those that are connected by clashes."""
        parts = []
        rest = set(places)
        while rest:
            part: set[int] = set()
            waiting = {min(rest)}
            while waiting:
                part |= waiting
                reached = set().union(*(self.clashes[place] for place in waiting))
                waiting = (reached & rest) - part
            rest -= part
            parts.append(frozenset(part))
        return parts

    def _branch(self, part: frozenset[int]) -> frozenset[int]:
        """Settle the thing that clashes most both ways, and keep the heavier."""
        most = max(sorted(part), key=lambda place: len(self.clashes[place] & part))
        with_it = self.best(part - self.clashes[most] - {most}) | {most}
        without = self.best(part - {most})
        return max(with_it, without, key=self._total)

    def _total(self, places: Collection[int]) -> _Total:
        weights = [self.weights[place] for place in places]
        return sum(low for low, _ in weights), sum(exclusive for _, exclusive in weights)
