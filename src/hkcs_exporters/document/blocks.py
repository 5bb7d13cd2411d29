"""What a document is made of."""

from __future__ import annotations

from attrs import frozen


@frozen
class Run:
    """A stretch of text in one language.

    Attributes:
        text: the words.
        language: the language that they are in.
        is_strong: whether they stand out.
    """

    text: str
    language: str
    is_strong: bool = False


@frozen
class Mark:
    """The place at which a note is referred to.

    Attributes:
        number: the note's, counted from 1.
    """

    number: int


Piece = Run | Mark
Pieces = tuple[Piece, ...]


@frozen
class Heading:
    """A heading.

    Attributes:
        level: 1 is the title of the document.
        pieces: its words.
    """

    level: int
    pieces: Pieces


@frozen
class Paragraph:
    """A paragraph.

    Attributes:
        pieces: its words.
        kind: `text`; `lead` below the title; `caption` above a grid; `remark` below one; `warning`.
    """

    pieces: Pieces
    kind: str = "text"


@frozen
class Items:
    """A list whose order says nothing.

    Attributes:
        items: the words of each.
    """

    items: tuple[Pieces, ...]


@frozen
class Headlines:
    """The figures that a reader shall see first.

    Attributes:
        items: of each what the figure comes to, and what it is called.
    """

    items: tuple[tuple[Pieces, Pieces], ...]


@frozen(kw_only=True)
class Grid:
    """A table.

    Attributes:
        caption: what stands above it; empty where the heading says it.
        header: the headers of its columns, in the reader's language.
        rows: the cells of each row.
        total: the last row; empty where there is none.
        numbers: the columns that hold numbers, counted from 0.
        shares: how much of the width each column gets.
    """

    caption: Pieces = ()
    header: tuple[str, ...]
    rows: tuple[tuple[Pieces, ...], ...]
    total: tuple[Pieces, ...] = ()
    numbers: frozenset[int] = frozenset()
    shares: tuple[int, ...]


@frozen
class Notes:
    """What the marks refer to, in the order of their numbers.

    Attributes:
        title: the heading above them.
        notes: the words of each.
    """

    title: Pieces
    notes: tuple[Pieces, ...]


Block = Heading | Paragraph | Items | Headlines | Grid | Notes
