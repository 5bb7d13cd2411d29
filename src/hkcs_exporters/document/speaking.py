"""How the values of a report become pieces of text, each in its language; notes get numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hkcs_model.languages import Message, Spoken, Text, translate
from hkcs_model.report import Figure, Report

from ..wording import Wording, adding_words, begun, mark_of, period_words, short_basis
from .blocks import Mark, Pieces, Run

if TYPE_CHECKING:
    from hkcs_model.languages import Sayable


class Speaker:
    """Who says a report to one reader.

    Attributes:
        report: the report.
        language: the reader's.
        wording: the words for what stands in the report.
        notes: what was noted so far, each once.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.language = report.language
        self.wording = Wording(report)
        self.notes: dict[Pieces, Mark] = {}

    def words(self, text: str, *, strong: bool = False) -> Pieces:
        """Return words that are in the reader's language."""
        return (Run(text, self.language, strong),) if text else ()

    def message(self, message: Sayable) -> Pieces:
        """Return a sentence of ours."""
        return self.words(message.say(self.language))

    def sentence(self, message: Sayable) -> Pieces:
        """Return a sentence of ours that stands by itself."""
        return self.words(begun(message.say(self.language)))

    def spoken(self, spoken: Spoken, *, strong: bool = False) -> Pieces:
        """Return a text with its language, marked where that is another."""
        mark = mark_of(spoken, self.language)
        return (Run(spoken.text, spoken.language, strong), *self.words(mark))

    def text(self, text: Text, otherwise: str = "", *, strong: bool = False) -> Pieces:
        """Return a text of the dataset, or its id where there is none."""
        if not text:
            return self.words(otherwise, strong=strong)
        return self.spoken(text.spoken(self.language), strong=strong)

    def prose(self, text: Text) -> Pieces:
        """Return a text with its figures in the sentence, where they stand out."""
        language, pieces = self.report.parts(text, self.language)
        said = tuple(_said(piece, language) for piece in pieces)
        whole = "".join(run.text for run in said)
        return (*said, *self.words(mark_of(Spoken(whole, language), self.language)))

    def joined(self, parts: Iterable[Pieces], between: str = "") -> Pieces:
        """Return parts one after another, with what the language lists things with between them."""
        sign = self.words(between or translate(", ", self.language))
        pieces: Pieces = ()
        for part in filter(None, parts):
            pieces = (*pieces, *sign, *part) if pieces else part
        return pieces

    def listed(self, words: Iterable[Spoken]) -> Pieces:
        """Return texts in a list within a sentence."""
        return self.joined(map(self.spoken, words))

    def named(self, name: str, pieces: Pieces) -> Pieces:
        """Return what something is, with its name before it; nothing where it is not known."""
        return (*self.words(f"{name}{translate(': ', self.language)}"), *pieces) if pieces else ()

    def label(self, figure: Figure) -> Pieces:
        """Return what a figure is called, with the row that it is."""
        row = self.listed(self.wording.by_words(figure, self.language))
        return self.joined([self.text(figure.labels), row], translate(": ", self.language))

    def how(self, figure: Figure) -> Pieces:
        """Return by what, about what and over which days a figure was counted."""
        basis = self.words(short_basis(figure, self.language))
        rule = self.text(figure.rule_labels, figure.rule)
        scope = self.listed(self.wording.scope_words(figure.where, self.language))
        period = self.words(period_words(figure.period, self.language))
        counted = self.joined([basis, rule], translate(": ", self.language))
        return self.joined([counted, scope, period], translate("; ", self.language))

    def marks(self, figure: Figure) -> Pieces:
        """Note all that must be known to read a figure; return the marks of the notes."""
        return tuple(self._noted(note) for note in self._notes_on(figure) if note)

    def _noted(self, note: Pieces) -> Mark:
        return self.notes.setdefault(note, Mark(len(self.notes) + 1))

    def _notes_on(self, figure: Figure) -> Iterator[Pieces]:
        yield from map(self.sentence, figure.assumptions)
        cannot = "cannot all be true: {told}"
        for told in figure.contradictions:
            yield self.sentence(Message(cannot, {"told": told}))
        readings = self.listed(reading.labels.spoken(self.language) for reading in figure.readings)
        yield self.named(translate("Its words could also mean", self.language), readings)
        source = self.report.source_of(figure.source)
        yield self.named(
            translate("Source", self.language), self.text(source.title) if source else ()
        )
        yield self._rests_on(figure)
        in_tables = {table.id for table in self.report.tables}
        if figure.by and figure.id not in in_tables:
            yield self.words(begun(adding_words(figure, self.language)))

    def _rests_on(self, figure: Figure) -> Pieces:
        others = [id_ for id_ in figure.statements if id_ != figure.id]
        labels = (self.wording.label_of(id_).spoken(self.language) for id_ in others)
        return self.named(translate("Rests on", self.language), self.listed(labels))


def _said(piece: str | Figure, language: str) -> Run:
    if isinstance(piece, str):
        return Run(piece, language)
    return Run(piece.say(language), language, is_strong=True)
