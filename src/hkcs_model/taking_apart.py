"""Plain text taken apart into columns: rows of equal length, without quotes.

Whatever is not that plain is left to `csv.reader`, which takes several times as long.
"""

from __future__ import annotations

from collections.abc import Iterator

from .columns import Collector

_PIECE = 1 << 16  # signs that are taken apart at a time: what stays in the processor's cache


def lines_of(text: str) -> str | None:
    """Return a text with each of its lines ended alike; None where it is not plain."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if '"' in text or "\r" in text:
        return None
    return text + "\n" if text and not text.endswith("\n") else text


def table_apart(text: str) -> tuple[str, Collector] | None:
    """Take the text of a table apart: its first line, and the cells of the rows below.

    None is returned where it is not plain, or a row is longer or shorter than the first line.
    """
    lines = lines_of(text)
    if not lines:
        return None
    first = lines[: lines.index("\n")]
    collector = rows_apart(lines, first.count(",") + 1, len(first) + 1)
    return None if collector is None else (first, collector)


def rows_apart(lines: str, width: int, start: int = 0) -> Collector | None:
    """Take rows apart.

    Args:
        lines: plain text, each line of it ended.
        width: how many cells each row should have.
        start: where the first row begins.

    Returns:
        Their cells; None where a row is longer or shorter.
    """
    collector = Collector(width)
    for piece in _pieces(lines, start):
        # Each row becomes its cells and one newline: where those do not line up, a row is longer
        # or shorter than the header.
        cells = piece.replace("\n", ",\n,").split(",")
        del cells[-1]
        rows = cells[width :: width + 1].count("\n")
        if not rows == piece.count("\n") == len(cells) / (width + 1):
            return None
        collector.add(cells, width + 1)
    return collector


def _pieces(text: str, start: int) -> Iterator[str]:
    """Return a text from a place on in pieces of whole lines."""
    while start < len(text):
        end = text.rfind("\n", start, start + _PIECE) + 1 or text.find("\n", start) + 1
        yield text[start:end]
        start = end
