"""A table as columns: each distinct text of a column is held once, and each row is its number."""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress, count, islice
from operator import eq, ne
from typing import Any, overload

_CODE = "I"
_FEW = 256  # as many different codes as a byte has


Stretches = tuple[Sequence[int], Sequence[int]]
"""Rows that follow each other: the first of each stretch, and one past the last."""


def coding() -> defaultdict[Any, int]:
    """Return what gives each distinct thing the next number when it is first looked up."""
    return defaultdict(count().__next__)


class Cells(Sequence[str]):
    """The cells of a column; "" is a blank one.

    Attributes:
        words: each distinct text once, in the order of its first row.
        codes: of each row, the place of its text among the words; a byte each where those do.
    """

    __slots__ = ("_stretches", "codes", "words")

    def __init__(self, words: Sequence[str], codes: Sequence[int]) -> None:
        self.words = words
        self.codes = codes
        self._stretches: Stretches | None = None

    @classmethod
    def of(cls, cells: Iterable[str]) -> Cells:
        """Return texts as a column."""
        numbers = coding()
        codes = list(map(numbers.__getitem__, cells))
        return cls(tuple(numbers), codes)

    @classmethod
    def blank(cls, length: int) -> Cells:
        """Return a column of blank cells."""
        return cls(("",), [0] * length)

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self.words[code] for code in self.codes[index]]
        return self.words[self.codes[index]]

    def __iter__(self) -> Iterator[str]:
        return map(self.words.__getitem__, self.codes)

    def __eq__(self, other: object) -> bool:
        """Tell whether another sequence holds the same texts in the same order."""
        if isinstance(other, Sequence) and not isinstance(other, str):
            return len(self) == len(other) and all(map(eq, self, other))
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]  # equal to lists, which have none

    def __repr__(self) -> str:
        return f"<Cells of {len(self):,} cells, {len(self.words):,} distinct>"

    def as_bytes(self) -> bytes:
        """Return the codes, four bytes each, the same on every machine."""
        codes = array(_CODE, iter(self.codes))  # bytes themselves would be taken for several
        if sys.byteorder == "big":
            codes.byteswap()
        return codes.tobytes()

    def rewritten(self, spell: Callable[[str], str]) -> Cells:
        """Return the column with each distinct text spelt anew."""
        spelt = [spell(word) for word in self.words]
        if all(new is old or new == old for new, old in zip(spelt, self.words, strict=True)):
            return self
        numbers = coding()
        recoded = [numbers[word] for word in spelt]
        return Cells(tuple(numbers), list(map(recoded.__getitem__, self.codes)))

    def only(self, places: Iterable[int]) -> Cells:
        """Return the column of some of its rows."""
        return Cells.of(self[place] for place in places)

    @property
    def stretches(self) -> Stretches:
        """Where equal texts follow each other."""
        if self._stretches is None:
            self._stretches = runs(self.codes)
        return self._stretches

    def places_of(self, words: Iterable[str]) -> Iterator[int]:
        """Return the rows, counted from 0, whose text is one of some words."""
        sought = set(words)
        if sought.isdisjoint(self.words):
            return iter(())
        codes = {code for code, word in enumerate(self.words) if word in sought}
        return compress(count(), map(codes.__contains__, self.codes))


def runs(codes: Sequence[int]) -> Stretches:
    """Return the stretches of equal codes that follow each other."""
    if not codes:
        return [], []
    starts = [0, *compress(range(1, len(codes)), map(ne, codes, islice(codes, 1, None)))]
    return starts, [*starts[1:], len(codes)]


class Collector:
    """Gathers the cells of several columns piece by piece."""

    def __init__(self, width: int) -> None:
        self._codings = [coding() for _ in range(width)]
        self._codes: list[list[int]] = [[] for _ in range(width)]

    def add(self, cells: Sequence[str], step: int) -> None:
        """Add rows that stand one after another, each as long as a step."""
        for place, (numbers, codes) in enumerate(zip(self._codings, self._codes, strict=True)):
            codes.extend(map(numbers.__getitem__, cells[place::step]))

    def append(self, columns: Iterable[Cells]) -> None:
        """Add the rows of other columns below."""
        for numbers, codes, cells in zip(self._codings, self._codes, columns, strict=True):
            recoded = list(map(numbers.__getitem__, cells.words))
            codes.extend(map(recoded.__getitem__, cells.codes))

    def columns(self) -> list[Cells]:
        """Return what was gathered."""
        pairs = zip(self._codings, self._codes, strict=True)
        return [
            Cells(tuple(numbers), bytes(codes) if len(numbers) <= _FEW else codes)
            for numbers, codes in pairs
        ]
