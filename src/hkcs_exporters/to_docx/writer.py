"""What writes the blocks of a document with python-docx."""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import singledispatchmethod
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

from hkcs_model.report import Report

from ..document import (
    Block,
    Grid,
    Heading,
    Headlines,
    Items,
    Mark,
    Notes,
    Paragraph,
    Pieces,
    Run,
)
from ..tidy import visible
from . import looks

_STYLES = {"lead": "Subtitle", "caption": "Caption"}
_ABREAST = 4  # headlines in a row
_WHITE = RGBColor(0xFF, 0xFF, 0xFF)
_SMALL, _SMALLER, _LARGE = Pt(9.5), Pt(9), Pt(16)
_LONGEST_PROPERTY = 255
_KEPT_TOGETHER = 14  # rows of a table that is better not parted by the end of a page


class Writer:
    """What writes blocks into a Word document.

    Attributes:
        document: what is written.
        unseen: how many texts had characters that XML forbids.
    """

    def __init__(self, document: Any, report: Report) -> None:
        self.document = document
        self.unseen = 0
        self._language = report.language
        looks.prepare(document, report.language)
        self._set_properties(report)
        self._set_footer(report)

    def _set_properties(self, report: Report) -> None:
        """Say what the document is and whose; its times are the day up to which was counted."""
        day = datetime.combine(report.provenance.as_at, time(), UTC)
        agency = visible(report.agency.name.say(self._language))[:_LONGEST_PROPERTY]
        properties = self.document.core_properties
        properties.title = visible(report.project.title.say(self._language))[:_LONGEST_PROPERTY]
        properties.author = properties.last_modified_by = agency
        properties.created = properties.modified = day
        properties.language = self._language
        properties.comments = f"hkcs-model {report.provenance.version}"
        properties.revision = 1

    def _set_footer(self, report: Report) -> None:
        paragraph = self.document.sections[0].footer.paragraphs[0]
        agency = report.agency.name.spoken(self._language)
        title = report.project.title.spoken(self._language)
        separated = (Run(agency.text, agency.language), Run(" · ", self._language))
        self._add(paragraph, (*separated, Run(title.text, title.language)))
        looks.number_pages(paragraph)

    @singledispatchmethod
    def write(self, block: Block) -> None:
        """Write a block."""
        raise NotImplementedError(block)

    @write.register
    def _heading(self, block: Heading) -> None:
        style = "Title" if block.level == 1 else f"Heading {block.level - 1}"
        self._add(self.document.add_paragraph(style=style), block.pieces)

    @write.register
    def _paragraph(self, block: Paragraph) -> None:
        paragraph = self.document.add_paragraph(style=_STYLES.get(block.kind))
        self._add(paragraph, block.pieces)
        for run in paragraph.runs:
            if block.kind == "remark":
                run.font.size, run.font.color.rgb = _SMALLER, looks.SOFT
            elif block.kind == "warning":
                run.font.color.rgb = looks.RED

    @write.register
    def _items(self, block: Items) -> None:
        for item in block.items:
            self._add(self.document.add_paragraph(style="List Bullet"), item)

    @write.register
    def _headlines(self, block: Headlines) -> None:
        """Write the figures large, some abreast, each with its label below it."""
        abreast = min(_ABREAST, len(block.items))
        rows = -(-len(block.items) // abreast)
        table = self._table(rows, (1,) * abreast)
        looks.parted(table)
        for number, (figure, label) in enumerate(block.items):
            cell = table.cell(number // abreast, number % abreast)
            looks.shaded(cell, looks.PALE)
            self._add(cell.paragraphs[0], figure)
            for run in cell.paragraphs[0].runs:
                run.font.size, run.font.color.rgb = _LARGE, looks.DARK
            self._add(self._close(cell.add_paragraph(), 6), label, _SMALLER)
            self._close(cell.paragraphs[0], 0).paragraph_format.space_before = Pt(6)
        self._space()

    @write.register
    def _grid(self, block: Grid) -> None:
        if block.caption:
            caption = self.document.add_paragraph(style="Caption")
            caption.paragraph_format.keep_with_next = True
            self._add(caption, block.caption)
        rows = [*block.rows, block.total] if block.total else [*block.rows]
        table = self._table(len(rows) + 1, block.shares)
        looks.ruled(table)
        header = [(Run(title, self._language, is_strong=True),) for title in block.header]
        self._fill(table.rows[0], header, block.numbers, looks.GROUND)
        looks.kept_whole(table.rows[0], is_header=True)
        for row, cells in zip(list(table.rows)[1:], rows, strict=True):
            is_total = cells is block.total
            self._fill(row, cells, block.numbers, looks.PALE if is_total else "")
            looks.kept_whole(row)
        if len(rows) <= _KEPT_TOGETHER:
            for row in list(table.rows)[:-1]:
                for cell in row.cells:
                    cell.paragraphs[0].paragraph_format.keep_with_next = True
        self._space()

    @write.register
    def _notes(self, block: Notes) -> None:
        self._heading(Heading(2, block.title))
        for number, note in enumerate(block.notes, 1):
            paragraph = self._close(self.document.add_paragraph(), 2)
            paragraph.paragraph_format.left_indent = Mm(6)
            paragraph.paragraph_format.first_line_indent = Mm(-6)
            self._add(paragraph, (Mark(number), Run("\t", self._language), *note), _SMALLER)

    def _table(self, rows: int, shares: tuple[int, ...]) -> Any:
        """Return a table as wide as the text, with columns of these shares of the width."""
        table = self.document.add_table(rows, len(shares))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Mm(looks.WIDTH * share / sum(shares))
            for cell in column.cells:
                cell.width = column.width
        return table

    def _fill(self, row: Any, cells: Any, numbers: frozenset[int], ground: str) -> None:
        for place, (cell, pieces) in enumerate(zip(row.cells, cells, strict=True)):
            paragraph = self._close(cell.paragraphs[0], 2)
            paragraph.paragraph_format.space_before = Pt(2)
            if place in numbers:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            self._add(paragraph, pieces, _SMALL)
            if ground:
                looks.shaded(cell, ground)
                for run in paragraph.runs:
                    run.font.bold = True
                    run.font.color.rgb = _WHITE if ground == looks.GROUND else None

    def _add(self, paragraph: Any, pieces: Pieces, size: Any = None) -> None:
        """Add pieces to a paragraph, each in its language."""
        for piece in pieces:
            if isinstance(piece, Mark):
                run = paragraph.add_run(f"{piece.number} ")
                run.font.superscript = True
            else:
                run = self._run(paragraph, piece)
            if size is not None:
                run.font.size = size

    def _run(self, paragraph: Any, piece: Run) -> Any:
        shown = visible(piece.text)
        self.unseen += shown != piece.text
        run = paragraph.add_run(shown)
        if piece.is_strong:
            run.font.bold = True
        looks.speak(run, piece.language, self._language)
        return run

    def _close(self, paragraph: Any, after: int) -> Any:
        paragraph.paragraph_format.space_after = Pt(after)
        return paragraph

    def _space(self) -> None:
        """Leave some room below a table."""
        paragraph = self._close(self.document.add_paragraph(), 4)
        paragraph.paragraph_format.line_spacing = Pt(6)
