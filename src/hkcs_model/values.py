"""What values have in common: they compare, hash and show themselves by their fields.

attrs can make that for each class, and compiles it as the class is defined; for some eighty classes
that is a third of the time that a short command takes. What is compared many thousand times, such
as dates and what counting is made of, has its own all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cache
from operator import attrgetter
from typing import Any

from attrs import fields


class Value:
    """A frozen attrs class, made with `eq=False, repr=False`, that is a value all the same.

    Fields that are marked `eq=False`, `hash=False` or `repr=False` take no part in that.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        cls: Any = self.__class__
        compared = _compared(cls)
        return bool(compared(self) == compared(other))

    def __hash__(self) -> int:
        cls: Any = self.__class__
        return hash((cls, _hashed(cls)(self)))

    def __repr__(self) -> str:
        cls: Any = self.__class__
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in _shown(cls))
        return f"{cls.__qualname__.rpartition('>.')[2]}({shown})"


@cache
def _compared(cls: Hashable) -> Callable[[object], Any]:
    return _getter([a.name for a in _fields(cls) if a.eq])


@cache
def _hashed(cls: Hashable) -> Callable[[object], Any]:
    return _getter([a.name for a in _fields(cls) if (a.eq if a.hash is None else a.hash)])


@cache
def _shown(cls: Hashable) -> tuple[str, ...]:
    return tuple(a.name for a in _fields(cls) if a.repr)


def _fields(cls: Any) -> tuple[Any, ...]:
    return tuple(fields(cls))


def _getter(names: list[str]) -> Callable[[object], Any]:
    """Return what reads the fields with these names, of which there may be none."""
    return attrgetter(*names) if names else lambda _: ()
