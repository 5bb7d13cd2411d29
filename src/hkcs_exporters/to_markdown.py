"""Markdown: the report as text with GitHub's tables and footnotes, for minutes and websites.

No text of the dataset makes structure: each sign that Markdown reads is kept from being read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import singledispatchmethod
from typing import BinaryIO

from hkcs_model.hookspecs import Exporter, Loss, NoOptions, hookimpl
from hkcs_model.report import Report

from .document import (
    Block,
    Grid,
    Heading,
    Headlines,
    Items,
    Mark,
    Notes,
    Paragraph,
    Piece,
    Pieces,
    document_of,
    lost_in_documents,
)
from .tidy import visible

_BLANKS = re.compile("[ \t\n\r\u2028\u2029]+")
_BREAKS = re.compile("[\t\n\r\u2028\u2029]")
_SIGNS = re.compile(r"[\\`*_{}\[\]<>|~&$#@!^]")
_LINKS = re.compile(r"(?i)(?<=\bwww)\.|(?<=[a-z]):(?=//)")
_BEGINS = re.compile(r"\A(?=[-+=])|\A[0-9]+(?=[.)](?: |\Z))")
_QUOTES = re.compile(r"""\A(?=["'(])""")
_KEPT = r"\\"
_SIDES = {True: "---:", False: "---"}


def write(report: Report, out: BinaryIO, options: NoOptions) -> list[Loss]:  # noqa: ARG001 - none
    """Write the report in the reader's language."""
    writer = _Writer()
    out.writelines(writer.written(block) for block in document_of(report))
    losses = lost_in_documents(report)
    if writer.broken:
        told = f"texts with line breaks or tabs, which are blanks in it: {writer.broken}"
        losses.append(Loss("text", told))
    if writer.unseen:
        told = f"texts with characters that HTML forbids, shown as \ufffd: {writer.unseen}"
        losses.append(Loss("character", told))
    return losses


class _Writer:
    """What writes blocks as lines.

    Attributes:
        broken: how many texts had a line break or a tab in them.
        unseen: how many had characters that HTML forbids.
    """

    def __init__(self) -> None:
        self.broken = self.unseen = 0

    def written(self, block: Block) -> bytes:
        """Return a block and a blank line after it."""
        return "\n".join([*self.lines(block), "", ""]).encode()

    @singledispatchmethod
    def lines(self, block: Block) -> Iterable[str]:
        """Return the lines of a block."""
        raise NotImplementedError(block)

    @lines.register
    def _heading(self, block: Heading) -> Iterator[str]:
        yield f"{'#' * block.level} {self._line(block.pieces)}"

    @lines.register
    def _paragraph(self, block: Paragraph) -> Iterator[str]:
        before = {"warning": "> ", "remark": ""}.get(block.kind, "")
        yield f"{before}{self._line(block.pieces)}"

    @lines.register
    def _items(self, block: Items) -> Iterator[str]:
        return (f"- {self._line(item)}" for item in block.items)

    @lines.register
    def _headlines(self, block: Headlines) -> Iterator[str]:
        return (f"- {self._line(number)} · {self._line(label)}" for number, label in block.items)

    @lines.register
    def _notes(self, block: Notes) -> Iterator[str]:
        """Write the notes, each after a dash.

        Where footnotes are not known, a word or a word and a quote would be the target of a link.
        """
        for number, note in enumerate(block.notes, 1):
            yield f"[^{number}]: – {_QUOTES.sub(_KEPT, self._line(note))}"

    @lines.register
    def _grid(self, block: Grid) -> Iterator[str]:
        if block.caption:
            yield self._emphasised(block.caption)
            yield ""
        yield _row(self._plain(title) for title in block.header)
        yield _row(_SIDES[place in block.numbers] for place in range(len(block.header)))
        for row in block.rows:
            yield _row(map(self._line, row))
        if block.total:
            yield _row(map(self._emphasised, block.total))

    def _line(self, pieces: Pieces) -> str:
        """Return pieces as one line, of which nothing is structure but notes and emphasis."""
        line = "".join(map(self._piece, pieces)).strip()
        return _BEGINS.sub(r"\g<0>\\", line)

    def _emphasised(self, pieces: Pieces) -> str:
        line = self._line(pieces)
        return f"**{line}**" if line else ""

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, Mark):
            return f"[^{piece.number}]"
        text = self._plain(piece.text)
        ends = piece.text[:1], piece.text[-1:]
        return f"**{text}**" if piece.is_strong and all(map(str.isalnum, ends)) else text

    def _plain(self, text: str) -> str:
        """Return a text as one that is read as nothing but itself."""
        self.broken += bool(_BREAKS.search(text))
        one_line = _BLANKS.sub(" ", text)
        self.unseen += visible(one_line) != one_line
        shown = _SIGNS.sub(r"\\\g<0>", visible(one_line))
        return _LINKS.sub(r"\\\g<0>", shown)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


@hookimpl
def hkcs_exporters() -> list[Exporter]:
    """Give the exporter."""
    return [
        Exporter(
            format="markdown",
            summary="the report as text with tables and footnotes, for minutes and websites",
            suffixes=(".md", ".markdown"),
            media_type="text/markdown",
            binary=False,
            write=write,
        )
    ]
