"""A table as columns: each distinct text of a column is held once, and each row is its number."""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, compress, count, islice, repeat
from operator import eq, ne, sub
from typing import Any, overload

_CODE = "I"
_FEW = 256  # as many different codes as a byte has
_LONG = 4  # rows; where stretches are longer they are looked for


Stretches = tuple[Sequence[int], Sequence[int]]
"""Rows that follow each other: the first of each stretch, and one past the last."""


def coding() -> defaultdict[Any, int]:
    """Return what gives each distinct thing the next number when it is first looked up."""
    return defaultdict(count().__next__)


class Cells(Sequence[str]):
    """The cells of a column; "" is a blank one.

    Attributes:
        words: each distinct text once, in the order of its first row.
    """

    __slots__ = ("_codes", "_codes_of_stretches", "_stretches", "words")

    def __init__(self, words: Sequence[str], codes: Sequence[int]) -> None:
        self.words = words
        self._codes: Sequence[int] | None = codes
        self._stretches: Stretches | None = None
        self._codes_of_stretches: Sequence[int] | None = None

    @classmethod
    def in_stretches(
        cls, words: Sequence[str], codes: Sequence[int], stretches: Stretches
    ) -> Cells:
        """Return a column whose equal texts follow each other; codes are those of its stretches."""
        found = cls(words, ())
        found._codes = None
        found._codes_of_stretches = codes
        found._stretches = stretches
        return found

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

    @property
    def codes(self) -> Sequence[int]:
        """Of each row, the place of its text among the words; a byte each where those do."""
        if self._codes is None:
            starts, ends = self.stretches
            lengths = map(sub, ends, starts)
            found = chain.from_iterable(map(repeat, self.codes_of_stretches, lengths))
            self._codes = packed(list(found), self.words)
        return self._codes

    def __len__(self) -> int:
        if self._codes is None:
            _, ends = self.stretches
            return ends[-1]
        return len(self._codes)

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

    @property
    def is_in_stretches(self) -> bool:
        """Whether the codes of its stretches are known, which are fewer than those of its rows."""
        return self._codes_of_stretches is not None

    @property
    def codes_of_stretches(self) -> Sequence[int]:
        """Of each stretch of equal texts, the place of that among the words."""
        if self._codes_of_stretches is None:
            self._codes_of_stretches = list(map(self.codes.__getitem__, self.stretches[0]))
        return self._codes_of_stretches

    def places_of(self, words: Iterable[str]) -> Iterator[int]:
        """Return the rows, counted from 0, whose text is one of some words."""
        sought = set(words)
        if sought.isdisjoint(self.words):
            return iter(())
        codes = {code for code, word in enumerate(self.words) if word in sought}
        return compress(count(), map(codes.__contains__, self.codes))


def runs(codes: Sequence[int]) -> Stretches:
    """Return the stretches of equal codes that follow each other."""
    starts = _starts(codes)
    return starts, [*starts[1:], len(codes)] if starts else []


def _starts(things: Sequence[object]) -> list[int]:
    """Return where things begin that are alike and follow each other."""
    if not things:
        return []
    return [0, *compress(range(1, len(things)), map(ne, things, islice(things, 1, None)))]


def packed(codes: Sequence[int], words: Sequence[str]) -> Sequence[int]:
    """Return codes as bytes where there are so few words that they are."""
    return bytes(codes) if len(words) <= _FEW else codes


class Collector:
    """Gathers the cells of several columns piece by piece."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._columns: list[_Gathered] = []

    def add(self, cells: Sequence[str], step: int) -> None:
        """Add rows that stand one after another, each as long as a step."""
        pieces = [cells[place::step] for place in range(self._width)]
        self._columns = self._columns or list(map(_gathered_like, pieces))
        for column, piece in zip(self._columns, pieces, strict=True):
            column.add(piece)

    def append(self, columns: Sequence[Cells]) -> None:
        """Add the rows of other columns below."""
        self._columns = self._columns or [_Gathered() for _ in columns]
        for column, cells in zip(self._columns, columns, strict=True):
            column.append(cells)

    def columns(self) -> list[Cells]:
        """Return what was gathered."""
        found = self._columns or [_Gathered() for _ in range(self._width)]
        return [column.cells() for column in found]


class _Gathered:
    """The cells of a column as far as they were gathered: of each row its code."""

    def __init__(self) -> None:
        self.numbers = coding()
        self.codes: list[int] = []

    def add(self, cells: Sequence[str]) -> None:
        """Add the texts of rows."""
        self.codes.extend(map(self.numbers.__getitem__, cells))

    def append(self, cells: Cells) -> None:
        """Add the rows of another column."""
        recoded = list(map(self.numbers.__getitem__, cells.words))
        self.codes.extend(map(recoded.__getitem__, cells.codes))

    def cells(self) -> Cells:
        """Return the column."""
        words = tuple(self.numbers)
        return Cells(words, packed(self.codes, words))


class _GatheredInStretches(_Gathered):
    """The cells of a column whose equal texts follow each other: of each stretch its code.

    Two texts that stand side by side are compared faster than one of them is looked up.
    """

    def __init__(self) -> None:
        super().__init__()
        self.starts: list[int] = []
        self.length = 0

    def add(self, cells: Sequence[str]) -> None:
        """Add the texts of rows."""
        starts = _starts(cells)
        words = map(cells.__getitem__, starts)
        self._extend(starts, list(map(self.numbers.__getitem__, words)), len(cells))

    def append(self, cells: Cells) -> None:
        """Add the rows of another column."""
        recoded = list(map(self.numbers.__getitem__, cells.words))
        codes = list(map(recoded.__getitem__, cells.codes_of_stretches))
        starts, ends = cells.stretches
        self._extend(starts, codes, ends[-1] if ends else 0)

    def _extend(self, starts: Sequence[int], codes: Sequence[int], several: int) -> None:
        goes_on = int(self.codes[-1:] == codes[:1])  # the first stretch is the last one still
        self.starts.extend(map(self.length.__add__, starts[goes_on:]))
        self.codes.extend(codes[goes_on:])
        self.length += several

    def cells(self) -> Cells:
        """Return the column."""
        stretches = self.starts, [*self.starts[1:], self.length]
        return Cells.in_stretches(tuple(self.numbers), self.codes, stretches)


def _gathered_like(cells: Sequence[str]) -> _Gathered:
    """Return what gathers a column that begins with some cells."""
    return _GatheredInStretches() if len(_starts(cells)) * _LONG < len(cells) else _Gathered()
