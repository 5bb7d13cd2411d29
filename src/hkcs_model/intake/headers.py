"""The header of a sheet: what stands above it, twice in it, or beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ..places import Part
from ..problems import Problem

HIGHEST = 20
"""How many rows are looked at for a header."""

_ENOUGH = 2  # known headers side by side are no accident


def title_rows(rows: Sequence[Sequence[str]], known: Collection[str]) -> int:
    """Return how many rows of titles stand above the header: 0 where the first row is it.

    Args:
        rows: the first rows, their cells trimmed.
        known: the headers that the table is known to have.
    """
    for above, row in enumerate(rows):
        found = sum(cell.partition("@")[0] in known for cell in set(row))
        if found >= min(_ENOUGH, len(known)):
            return above
        if sum(map(bool, row)) > 1 and above == 0:
            return 0  # several headers, though strange ones
    return 0


def title_above(part: Part, above: int) -> Problem:
    """Return the problem that titles stand above the header."""
    rows = "row 1" if above == 1 else f"rows 1 to {above}"
    return Problem(
        code="title-above",
        origin=part.origin(1),
        message=f"a title above the header, which is row {above + 1}",
        hint=f"delete {rows}, or keep a title outside of the table",
    )


def header_twice(part: Part, header: Sequence[str]) -> Iterator[Problem]:
    """Tell of the headers that stand there twice."""
    seen: set[str] = set()
    for name in header:
        if name and name in seen:
            yield Problem(
                code="header-twice",
                origin=part.at_header(name),
                message="a header that stands there twice",
                hint="give each column a name of its own",
            )
        seen.add(name)


def overlong_rows(
    part: Part, header: Sequence[str], rows: Sequence[Sequence[str]]
) -> Iterator[Problem]:
    """Tell of the rows that have cells where there is no header."""
    width = max((place for place, name in enumerate(header, 1) if name), default=0)
    unnamed = [place for place, name in enumerate(header[:width]) if not name]
    advice = "name the column, or clear the cell"
    if part.notation == "rows":
        advice = 'put a cell that holds a comma in "…", or name the column'
    for row, cells in zip(part.rows, rows, strict=True):
        if any(cell.strip() for cell in cells[width:]):
            last = max(place for place, cell in enumerate(cells, 1) if cell.strip())
            message = f"a row with {last} cells under a header of {width}"
            hint = advice
        elif any(cells[place].strip() for place in unnamed if place < len(cells)):
            message, hint = "a cell under a header without a name", "name the column"
        else:
            continue
        yield Problem(code="row-too-long", origin=part.origin(row), message=message, hint=hint)
