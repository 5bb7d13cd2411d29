"""The tables of a document: figures, and those that were asked for row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hkcs_model.languages import translate
from hkcs_model.report import Figure, Table

from ..wording import adding_words, dimension_words, ends_words
from .blocks import Block, Grid, Paragraph, Pieces
from .speaking import Speaker


def figures_grid(speaker: Speaker, figures: Sequence[Figure]) -> Grid:
    """Return figures with how each was counted; their ends too, where their words lack them."""
    language = speaker.language
    numbers = _numbers(speaker, figures)
    header = (
        translate("What was counted", language),
        *_numbers_header(speaker, numbers),
        translate("How this was counted", language),
    )
    rows = [
        ((*speaker.label(figure), *speaker.marks(figure)), *cells, speaker.how(figure))
        for figure, cells in zip(figures, numbers, strict=True)
    ]
    places = frozenset(range(1, len(header) - 1))
    shares = (32, *[16 if len(places) > 1 else 20] * len(places), 44)
    return Grid(header=header, rows=tuple(rows), numbers=places, shares=shares)


def table_blocks(speaker: Speaker, table: Table) -> Iterator[Block]:
    """Return a table with its total, and whether its rows add up to that."""
    language, figures = speaker.language, speaker.report.rows_of(table)
    *numbers, total = _numbers(speaker, [*figures, table.total])
    values = [speaker.wording.by_words(figure, language) for figure in figures]
    names = [dimension_words(name, language) for name in table.by]
    counted_again = speaker.words(translate("total, counted again", language))
    header = (*names, *_numbers_header(speaker, [total]))
    shares = (*[60 // len(names)] * len(names), *[40 // len(total)] * len(total))
    yield Grid(
        caption=speaker.text(table.total.labels),
        header=header,
        rows=tuple(
            (*map(speaker.spoken, row), *cells) for row, cells in zip(values, numbers, strict=True)
        ),
        total=(counted_again, *[()] * (len(names) - 1), *total),
        numbers=frozenset(range(len(names), len(header))),
        shares=shares,
    )
    yield Paragraph(_remark(speaker, table.total, figures), "remark")


def _remark(speaker: Speaker, total: Figure, rows: Sequence[Figure]) -> Pieces:
    """Return how a table was counted, whether its rows add up, and the notes on all of it."""
    nothing = translate("nothing belongs: there is no row", speaker.language)
    adding = adding_words(total, speaker.language) if rows else nothing
    marks = dict.fromkeys(mark for figure in (total, *rows) for mark in speaker.marks(figure))
    parts = [speaker.how(total), speaker.words(adding)]
    return (*speaker.joined(parts, translate("; ", speaker.language)), *marks)


def _numbers(speaker: Speaker, figures: Sequence[Figure]) -> list[tuple[Pieces, ...]]:
    """Return what figures come to, and where each lies where that says more."""
    language = speaker.language
    said = [(figure.say(language), ends_words(figure, language)) for figure in figures]
    is_plain = all(words == ends for words, ends in said)
    return [
        (speaker.words(words),)
        if is_plain
        else (speaker.words(words), speaker.words("" if ends == words else ends))
        for words, ends in said
    ]


def _numbers_header(speaker: Speaker, numbers: Sequence[tuple[Pieces, ...]]) -> tuple[str, ...]:
    figure = translate("Figure", speaker.language)
    lies_in = translate("Lies in", speaker.language)
    return (figure, lies_in) if len(numbers[0]) > 1 else (figure,)
