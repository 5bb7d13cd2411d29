"""The sheets of figures: all that are no rows of a table, and one sheet for each table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from hkcs_model.dates import Period
from hkcs_model.languages import LANGUAGES, Message, translate
from hkcs_model.report import Figure, Report, Table

from ..tidy import as_filter, dimensions
from ..wording import Wording, adding_words, begun, dimension_words, marked, short_basis
from .sheets import Column, Row, Sheet, Value

_TOTAL = "total, counted again"


@frozen
class Field:
    """One thing that is told of every figure.

    Attributes:
        title: the header of its column.
        value: what it is of a figure, in a language.
        widest: the most signs in a line of it.
        is_number: whether it is a number, where it is known.
    """

    title: Message
    value: Callable[[Figure, str], Value]
    widest: int = 14
    is_number: bool = False


def low_of(figure: Figure, language: str) -> Value:
    """Return the lower end; one that is withheld or not known is told so, never blank."""
    return figure.say(language) if figure.low is None else figure.low


def high_of(figure: Figure, language: str) -> Value:
    """Return the upper end; where there is none, that is told."""
    if figure.low is None:
        return figure.say(language)
    return translate("no upper limit known", language) if figure.high is None else figure.high


def told_if(what: bool, language: str) -> Value:  # noqa: FBT001 - a fact that is told
    """Return a yes where something is so."""
    return translate("yes", language) if what else None


def start_of(figure: Figure, language: str) -> Value:
    """Return the first day that a figure is about."""
    return Period.parse(figure.period).start or translate("the beginning", language)


def end_of(figure: Figure, language: str) -> Value:
    """Return the last day that a figure is about."""
    return Period.parse(figure.period).end or translate("no end", language)


def notes_on(figure: Figure, language: str) -> Value:
    """Return what is taken to be so, and what cannot be true together."""
    told = [begun(message.say(language)) for message in figure.assumptions]
    cannot = "cannot all be true: {told}"
    told += [begun(Message(cannot, {"told": m}).say(language)) for m in figure.contradictions]
    return "\n".join(told) or None


NUMBERS = (
    Field(Message("Lowest"), low_of, 13, is_number=True),
    Field(Message("Highest"), high_of, 13, is_number=True),
)
SPAN = (Field(Message("From"), start_of, 13), Field(Message("To"), end_of, 12))
MARKS = (
    Field(Message("More than the lowest"), lambda f, lang: told_if(f.low_exclusive, lang)),
    Field(Message("Less than the highest"), lambda f, lang: told_if(f.high_exclusive, lang)),
    Field(Message("Rounded to"), lambda figure, _: figure.about, is_number=True),
)
_PRINTED = (
    Field(Message("Figure"), lambda figure, language: figure.say(language), 24),
    *NUMBERS,
    Field(Message("Counted by"), lambda figure, lang: figure.rule_labels.say(lang), 28),
    Field(Message("Basis"), short_basis),
    *SPAN,
    Field(Message("Notes"), notes_on, 44),
)
_BESIDE = (
    *MARKS,
    Field(Message("Withheld"), lambda f, lang: told_if(f.withheld, lang)),
    Field(Message("Contradicted"), lambda f, lang: told_if(f.contradicts, lang)),
    Field(Message("Adds up"), lambda f, lang: told_if(f.adds_up, lang)),
    Field(Message("Rows set aside"), lambda f, _: f.set_aside or None, is_number=True),
    Field(Message("Id"), lambda figure, _: figure.id, 30),
    Field(Message("Rule"), lambda figure, _: figure.rule, 30),
    Field(Message("Filter"), lambda f, _: as_filter(f.where) or None, 30),
    Field(Message("Rests on"), lambda f, _: "; ".join(f.statements) or None, 30),
    Field(Message("Which row"), lambda figure, _: _row_of(figure), 30),
)
"""What stands beside the printed columns, on the screen alone."""


def _row_of(figure: Figure) -> Value:
    """Return which row of a table a figure is, as one asks for it; None of one that is no row."""
    return as_filter({name: (value,) for name, value in figure.by.items()}) or None


def figures_sheet(report: Report) -> Sheet:
    """Return the sheet of all figures that no table has."""
    language, wording = report.language, Wording(report)
    in_tables = {table.id for table in report.tables}
    figures = [f for f in report.figures if not (f.by and f.id in in_tables)]
    names = dimensions(figures)
    others = [other for other in LANGUAGES if other != language]
    beside = (_scope(wording), *_BESIDE)
    return Sheet(
        name=translate("Figures", language),
        columns=(
            Column(title=translate("Programme", language), widest=22),
            Column(title=translate("What was counted", language), widest=34),
            *_dimension_columns(names, language),
            *columns_of(_PRINTED, language),
            *columns_of(beside, language, is_printed=False),
            *_columns_in(others, language),
        ),
        rows=[
            (
                _programme_of(wording, figure, language),
                marked(figure.labels.spoken(language), language),
                *_values(wording, figure, names, language),
                *(field.value(figure, language) for field in (*_PRINTED, *beside)),
                *_said_in(others, figure),
            )
            for figure in figures
        ],
        kept=2,
    )


def table_sheet(report: Report, table: Table) -> Sheet:
    """Return the sheet of a table: its rows, its total, and whether the rows add up to it."""
    language, wording = report.language, Wording(report)
    fields = (*_PRINTED, *_BESIDE)
    title = marked(table.total.labels.spoken(language), language)
    return Sheet(
        name=table.total.labels.say(language),
        columns=(
            *_dimension_columns(table.by, language),
            *columns_of(_PRINTED, language),
            *columns_of(_BESIDE, language, is_printed=False),
        ),
        rows=[
            (
                *_values(wording, figure, table.by, language),
                *(field.value(figure, language) for field in fields),
            )
            for figure in report.rows_of(table)
        ],
        total=(
            translate(_TOTAL, language),
            *[None] * (len(table.by) - 1),
            *(field.value(table.total, language) for field in fields),
        ),
        notes=(title, *_notes(report, table, language)),
        kept=len(table.by),
    )


def _notes(report: Report, table: Table, language: str) -> Iterator[str]:
    if not report.rows_of(table):
        yield begun(translate("nothing belongs: there is no row", language))
        return
    yield begun(adding_words(table.total, language))


def columns_of(
    fields: Sequence[Field], language: str, *, is_printed: bool = True
) -> Iterator[Column]:
    """Return the columns of what is told of every figure."""
    for field in fields:
        yield Column(
            title=field.title.say(language),
            widest=field.widest,
            is_printed=is_printed,
            is_number=field.is_number,
        )


def _dimension_columns(names: Sequence[str], language: str) -> Iterator[Column]:
    return (Column(title=dimension_words(name, language), widest=26) for name in names)


def _columns_in(others: Sequence[str], language: str) -> Iterator[Column]:
    for other in others:
        for title in (translate("What was counted", language), translate("Figure", language)):
            yield Column(title=f"{title} [{other}]", widest=30, is_printed=False)


def _said_in(others: Sequence[str], figure: Figure) -> Iterator[Value]:
    for other in others:
        spoken = figure.labels.spoken(other)
        yield spoken.text if spoken.language == other else None
        yield figure.say(other)


def _values(wording: Wording, figure: Figure, names: Sequence[str], language: str) -> Row:
    """Return which row a figure is: a day as a day, every other value in words."""
    return tuple(
        _value(wording, name, figure.by[name], language) if name in figure.by else None
        for name in names
    )


def _value(wording: Wording, name: str, value: str, language: str) -> Value:
    day = Period.parse(value).start if name == "date" and value else None
    return day or marked(wording.value_words(name, value, language), language)


def _programme_of(wording: Wording, figure: Figure, language: str) -> str:
    if not figure.programme:
        return translate("The whole project", language)
    return marked(wording.value_words("programme", figure.programme, language), language)


def _scope(wording: Wording) -> Field:
    def words(figure: Figure, language: str) -> Value:
        scope = wording.scope_words(figure.where, language)
        between = translate(", ", language)
        return between.join(marked(spoken, language) for spoken in scope) or None

    return Field(Message("Scope"), words, 30)
