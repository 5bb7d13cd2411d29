"""What judges documents: the tables and texts that markdown-it-py and python-docx find in them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator

import docx
from attrs import evolve
from docx.table import _Cell
from markdown_it import MarkdownIt
from markdown_it.token import Token

from hkcs_exporters.document import Grid, Heading, Items, Paragraph, Pieces, Run, document_of
from hkcs_exporters.tidy import visible
from hkcs_model.languages import Text
from hkcs_model.report import Figure, Report

Cells = list[list[str]]

_NOTE = re.compile(r"\[\^[0-9]+\]")


def only(report: Report, *figures: Figure) -> Report:
    """Return a report of these figures alone; its summaries quote none."""
    return evolve(
        report,
        figures=figures,
        tables=(),
        project=evolve(report.project, summary=Text()),
        programmes=tuple(evolve(part, summary=Text()) for part in report.programmes),
    )


def words_of(pieces: Pieces) -> str:
    """Return the words of some pieces, without the marks of notes."""
    return plain("".join(piece.text for piece in pieces if isinstance(piece, Run)))


def plain(text: str) -> str:
    """Return a text with one blank for many."""
    return " ".join(visible(text).split())


def grids_told(report: Report) -> list[Cells]:
    """Return what stands in the tables of a document of a report."""
    return [_cells(block) for block in document_of(report) if isinstance(block, Grid)]


def _cells(grid: Grid) -> Cells:
    rows = [*grid.rows, *([grid.total] if grid.total else [])]
    return [list(grid.header), *([words_of(cell) for cell in row] for row in rows)]


def sentences_told(report: Report) -> list[str]:
    """Return what stands outside the tables of a document: headings, paragraphs, items."""
    found: list[str] = []
    for block in document_of(report):
        if isinstance(block, Heading | Paragraph):
            found.append(words_of(block.pieces))
        elif isinstance(block, Items):
            found += map(words_of, block.items)
    return found


# ---- Markdown ----


def tokens_of(data: bytes) -> list[Token]:
    """Return what markdown-it-py makes of a text: tables are on, and so is HTML."""
    return MarkdownIt("commonmark", {"html": True}).enable("table").parse(data.decode("utf-8"))


def text_of(token: Token) -> str:
    """Return the words of a token, without the marks of notes."""
    words = _NOTE.sub("", "".join(child.content for child in token.children or ()))
    return plain(words.removeprefix(": – "))


def grids_in_markdown(data: bytes) -> list[Cells]:
    """Return the cells of every table."""
    found: list[Cells] = []
    for before, token in _pairs(tokens_of(data)):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif before.type in ("th_open", "td_open"):
            found[-1][-1].append(text_of(token))
    return found


def _pairs(tokens: list[Token]) -> Iterable[tuple[Token, Token]]:
    return zip([tokens[0], *tokens], tokens, strict=False)


def structure_of(data: bytes) -> list[str]:
    """Return the kinds of all tokens, but for emphasis, which is ours, and empty texts."""
    kinds = (kind for token in tokens_of(data) for kind in _kinds(token))
    return [kind for kind in kinds if not kind.startswith("strong")]


def _kinds(token: Token) -> Iterator[str]:
    yield token.type
    yield from (child.type for child in token.children or () if child.type != "text")


# ---- Word ----


def grids_in_word(data: bytes) -> list[Cells]:
    """Return the cells of every table that has a header."""
    return [
        [[_words_of_cell(cell) for cell in row.cells] for row in table.rows]
        for table in docx.Document(io.BytesIO(data)).tables
        if "w:tblHeader" in table.rows[0]._tr.xml
    ]


def _words_of_cell(cell: _Cell) -> str:
    runs = (run for paragraph in cell.paragraphs for run in paragraph.runs)
    return plain("".join(run.text for run in runs if not run.font.superscript))


def sentences_in_word(data: bytes) -> list[str]:
    """Return the words of every paragraph outside the tables."""
    return [plain(paragraph.text) for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
