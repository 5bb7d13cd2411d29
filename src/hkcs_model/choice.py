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

_DEEPEST = 200  # sets within sets that the search goes down to
_STEPS = 20_000  # sets that it settles


def heaviest(weights: Mapping[int, Weight], clashes: Clashes) -> tuple[int, ...]:
    """Return the choice of things, no two of which clash, with the largest sum of weights.

    Things that weigh nothing are never chosen. The choice is quick where things are nested in one
    another, and where they overlap along a line, as rolling years do. Where hundreds of them
    overlap crosswise it would take too long to find the heaviest; a heavy one is then returned,
    whose sum is a true lower end all the same.
    """
    places = frozenset(place for place, weight in weights.items() if weight > (0, False))
    return tuple(sorted(_Choice(weights, clashes).best(places, _DEEPEST)))


class _Choice:
    """The search for one heaviest choice.

    Attributes:
        known: the heaviest choice of each connected set that was settled.
        steps: how many more sets may be settled.
    """

    def __init__(self, weights: Mapping[int, Weight], clashes: Clashes) -> None:
        self.weights = weights
        self.clashes = clashes
        self.known: dict[frozenset[int], frozenset[int]] = {}
        self.steps = _STEPS

    def best(self, places: frozenset[int], depth: int) -> frozenset[int]:
        """Take what is certainly in the best choice, then settle each connected rest by itself."""
        certain, rest = self._certain(places)
        chosen = set(certain)
        for part in self._parts(rest):
            if part not in self.known:
                self.steps -= 1
                self.known[part] = self._branch(part, depth) if depth else self._greedy(part)
            chosen |= self.known[part]
        return frozenset(chosen)

    def _certain(self, places: frozenset[int]) -> tuple[set[int], frozenset[int]]:
        """Take each thing that is the heaviest of those it clashes with, if they all clash."""
        taken: set[int] = set()
        rest = set(places)
        for place in self._by_weight(places):
            near = self.clashes[place] & rest
            if place in rest and self._is_heaviest(place, near) and self._all_clash(near):
                taken.add(place)
                rest -= near | {place}
        return taken, frozenset(rest)

    def _by_weight(self, places: Collection[int]) -> list[int]:
        return sorted(places, key=lambda place: (self.weights[place], -place), reverse=True)

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

    def _branch(self, part: frozenset[int], depth: int) -> frozenset[int]:
        """Try each of some things of which one is in the heaviest choice, and keep the heaviest."""
        if self.steps < 0:
            return self._greedy(part)
        by_clashes = sorted(part, key=lambda place: (len(self.clashes[place] & part), place))
        end = next((p for p in by_clashes if self._all_clash(self.clashes[p] & part)), None)
        if end is None:
            most = by_clashes[-1]
            tries = [self._with(most, part, depth), self.best(part - {most}, depth - 1)]
        else:
            tries = [self._with(p, part, depth) for p in (end, *self.clashes[end] & part)]
        return max(tries, key=self._total)

    def _with(self, place: int, part: frozenset[int], depth: int) -> frozenset[int]:
        return self.best(part - self.clashes[place] - {place}, depth - 1) | {place}

    def _greedy(self, part: frozenset[int]) -> frozenset[int]:
        """Choose the heaviest first, as long as it clashes with none that is chosen."""
        chosen: set[int] = set()
        for place in self._by_weight(part):
            if not chosen & self.clashes[place]:
                chosen.add(place)
        return frozenset(chosen)

    def _total(self, places: Collection[int]) -> _Total:
        weights = [self.weights[place] for place in places]
        return sum(low for low, _ in weights), sum(exclusive for _, exclusive in weights)
