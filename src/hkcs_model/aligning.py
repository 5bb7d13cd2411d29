"""Rows of texts as columns that stand below one another, also where Chinese is among them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from unicodedata import combining, east_asian_width


def aligned(
    rows: Iterable[Sequence[str]], *, right: Collection[int] = (), ruled: Collection[int] = ()
) -> str:
    """Return rows as aligned columns; a Chinese character is two wide.

    Args:
        rows: the cells.
        right: the columns that end at the same place, as numbers do, not begin there.
        ruled: the rows above which a line is drawn.
    """
    listed = [tuple(row) for row in rows]
    widths = [max(map(width, column)) for column in zip(*listed, strict=True)]
    lines = []
    for place, row in enumerate(listed):
        if place in ruled:
            lines.append("  ".join("-" * wide for wide in widths))
        cells = [
            _filled(cell, wide, at_right=number in right)
            for number, (cell, wide) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _filled(cell: str, wide: int, *, at_right: bool) -> str:
    blanks = " " * (wide - width(cell))
    return blanks + cell if at_right else cell + blanks


def width(text: str) -> int:
    """Return how many columns a text takes; a Chinese character takes two."""
    return sum(
        0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text
    )
