"""One sheet as it was read from a file, a workbook, an array or a database: texts in columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from ..columns import Cells
from ..places import Part


@frozen(kw_only=True, eq=False, repr=False)
class Sheet:
    """A sheet before anybody knows what table it is of.

    Attributes:
        name: what it is called, without what only files have: `sessions`, `sessions.2013`,
            `register.A1`.
        file: what it is called where its problems are told.
        columns: each header and its cells, trimmed; a header that stands there twice counts once.
        rows: the row of each in the input.
        notation: how a place in it is named, as in `Part`.
        header_row: the row of its header; None where there is none.
        numbers: of each header the number of its column, counted from 1.
    """

    name: str
    file: str
    columns: Mapping[str, Cells]
    rows: Sequence[int]
    notation: str = "rows"
    header_row: int | None = 1
    numbers: Mapping[str, int]

    @property
    def table(self) -> str:
        """The table that its name says it is of, or `register`."""
        return self.name.partition(".")[0]

    @property
    def suffix(self) -> str:
        """What tells it from others of its table: the activity of a register."""
        return self.name.partition(".")[2]


def sheet_of(name: str, part: Part, header: Sequence[str], cells: Sequence[Cells]) -> Sheet:
    """Return columns as a sheet; of a header that stands there twice, the first."""
    columns: dict[str, Cells] = {}
    numbers: dict[str, int] = {}
    for number, (column, texts) in enumerate(zip(header, cells, strict=True), 1):
        if column and column not in columns:
            columns[column] = texts
            numbers[column] = number
    return Sheet(
        name=name,
        file=part.file,
        columns=columns,
        rows=part.rows,
        notation=part.notation,
        header_row=part.header_row,
        numbers=numbers,
    )
