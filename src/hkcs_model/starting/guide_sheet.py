"""The guide as the first sheet of a workbook, which a reader of the dataset passes over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from attrs import frozen

from ..languages import Message
from ..rules import CATALOGUE
from .guide import RULES, Block, Grid, Heading, guide

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

GUIDE = "Guide"
"""The name of the sheet."""

_COLUMNS = 6
_WIDTH = 20  # signs of a column
_LINE = 15  # points
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "font_size": 13},
    "caption": {"italic": True},
    "text": {},
    "header": {"bold": True, "border": 1, "bg_color": "#DDEBF7"},
    "cell": {"border": 1, "num_format": "@"},
}
_ALL = {"text_wrap": True, "valign": "top"}
_A4 = 9


@frozen(kw_only=True)
class Line:
    """One row of the sheet.

    Attributes:
        style: the name of how it looks.
        cells: its texts, from the first column on.
        spans: of each the number of columns that it takes.
        grid: the name of the grid that it is a row of; empty for none that is asked for.
    """

    style: str
    cells: tuple[str, ...] = ()
    spans: tuple[int, ...] = (_COLUMNS,)
    grid: str = ""

    @property
    def height(self) -> float:
        """How high it is, in points, so that all of it can be read."""
        size = float(_STYLES[self.style].get("font_size", 11)) / 11
        placed = zip(self.cells, self.spans, strict=True)
        lines = (_lines(text, span * _WIDTH / size) for text, span in placed)
        return max(lines, default=1) * _LINE * size


_BLANK = Line(style="text", spans=())


def write_guide(book: Workbook, languages: Sequence[str]) -> str:
    """Write the guide as a new sheet, and return the range of its cells that lists the rules."""
    sheet = book.add_worksheet(GUIDE)
    styles = {name: book.add_format({**_ALL, **looks}) for name, looks in _STYLES.items()}
    done(sheet.set_column(0, _COLUMNS - 1, _WIDTH))
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    lines = lines_of_guide(languages)
    for row, line in enumerate(lines):
        _write_line(sheet, row, line, styles[line.style])
    done(sheet.ignore_errors({"number_stored_as_text": f"A1:F{len(lines)}"}))
    rules = [row for row, line in enumerate(lines, 1) if line.grid == RULES][: len(CATALOGUE)]
    return f"={GUIDE}!$A${rules[0]}:$A${rules[-1]}"


def _write_line(sheet: Worksheet, row: int, line: Line, style: Format) -> None:
    done(sheet.set_row(row, line.height))
    place = 0
    for text, span in zip(line.cells, line.spans, strict=True):
        if span > 1:
            done(sheet.merge_range(row, place, row, place + span - 1, "", style))
        done(sheet.write_string(row, place, text, style))
        place += span


def done(returned: int) -> None:
    """Hold what XlsxWriter returns against what it returns where something was written.

    Raises:
        ValueError: it was not: a text was too long, or a cell outside of the sheet.
    """
    if returned:
        raise ValueError(
            f"XlsxWriter returned {returned}: something of the workbook was not written"
        )


def lines_of_guide(languages: Sequence[str]) -> list[Line]:
    """Return the rows of the sheet: the guide in each language, and first where each begins."""
    parts = [[*_lines_of_language(language)] for language in languages]
    above = len(parts) if len(parts) > 1 else 0
    starts = accumulate((len(part) for part in parts), initial=above + 1)
    placed = [*zip(languages, starts, strict=False)][1:]
    found = [Line(style="text", cells=(_pointer(language, row),)) for language, row in placed]
    blank = [_BLANK] if found else []
    return [*found, *blank, *(line for part in parts for line in part)]


def _pointer(language: str, row: int) -> str:
    title = Message("How to fill in this dataset")
    return Message("{title}: from row {row} on", {"title": title, "row": row}).say(language)


def _lines_of_language(language: str) -> Iterator[Line]:
    for block in guide("workbook"):
        yield from _lines_of_block(block, language)
    yield _BLANK


def _lines_of_block(block: Block, language: str) -> Iterator[Line]:
    if isinstance(block, Grid):
        yield from _lines_of_grid(block, language)
    elif isinstance(block, Heading):
        style = "title" if block.level == 1 else "heading"
        yield Line(style=style, cells=(block.text.say(language),))
    else:
        yield Line(style="text", cells=(block.text.say(language),))
        yield _BLANK


def _lines_of_grid(grid: Grid, language: str) -> Iterator[Line]:
    header, *rows = [tuple(cell.say(language) for cell in row) for row in (grid.header, *grid.rows)]
    spans = _spans((header, *rows))
    if grid.caption:
        yield Line(style="caption", cells=(grid.caption,))
    yield Line(style="header", cells=header, spans=spans)
    for row in rows:
        yield Line(style="cell", cells=row, spans=spans, grid=grid.name)
    yield _BLANK


def _spans(rows: Sequence[tuple[str, ...]]) -> tuple[int, ...]:
    """Return how many columns each cell of a row takes: the last one all that are left.

    Cells of a table of the dataset take one each, so that it looks as it does on its sheet.
    """
    first = max(_width(row[0]) for row in rows)
    widest = max(_width(row[-1]) for row in rows)
    taken = -(-first // _WIDTH)
    between = (1,) * (len(rows[0]) - 2)
    last = _COLUMNS - taken - len(between) if widest > _WIDTH else 1
    return (taken, *between, last)


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes; a little more, since letters are not equally wide."""
    return sum(max(1, ceil(_width(line) * 1.1 / width)) for line in text.split("\n"))


def _width(text: str) -> int:
    """Return how wide a text is in signs: a Chinese one is as wide as two others."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
