"""The sheets that explain: how each figure was counted, and what was published of it."""

from __future__ import annotations

from collections.abc import Iterator

from hkcs_model.languages import Message, translate
from hkcs_model.quantity import Number, Quantity
from hkcs_model.report import Account, Figure, Held, Report, RuleInWords

from ..wording import Wording, begun, is_published, marked, stated_words, verdict_words
from .figures import MARKS, NUMBERS, SPAN, columns_of
from .sheets import Column, Row, Sheet, Value, day_of

_KINDS = {"start": "start", "step": "step", "sum": "so far"}
_STATED = (*NUMBERS, *MARKS, *SPAN)


def counting_sheet(report: Report) -> Sheet:
    """Return the sheet that tells every rule in words, and every figure step by step."""
    language = report.language
    return Sheet(
        name=translate("How counted", language),
        columns=(
            Column(title=translate("What was counted", language), widest=40),
            Column(title=translate("Part", language), widest=14),
            Column(title=translate("In words", language), widest=74),
            Column(title=translate("Towards the lowest", language), widest=14, is_number=True),
            Column(title=translate("Towards the highest", language), widest=14, is_number=True),
        ),
        rows=_counted(report),
    )


def _counted(report: Report) -> Iterator[Row]:
    for told in report.rules:
        yield from _rule(told, report.language)
    wording = Wording(report)
    for figure in (*report.figures, *(table.total for table in report.tables)):
        label = _label(wording, figure, report.language)
        for account in figure.accounts:
            for part in _account(account, report.language):
                yield (label, *part)


def _label(wording: Wording, figure: Figure, language: str) -> str:
    """Return what a figure is called, with the row that it is."""
    label = marked(figure.labels.spoken(language), language)
    values = (marked(spoken, language) for spoken in wording.by_words(figure, language))
    row = translate(", ", language).join(values)
    return f"{label}{translate(': ', language)}{row}" if row else label


def _rule(told: RuleInWords, language: str) -> Iterator[Row]:
    label = marked(told.labels.spoken(language), language)
    kind = translate("rule", language)
    yield (label, kind, begun(told.sentence.say(language)), None, None)
    for edge in told.edges:
        yield (label, translate("odd case", language), begun(edge.say(language)), None, None)


def _account(account: Account, language: str) -> Iterator[Row]:
    """Return how one rule of a figure comes about: the steps, the totals in it, the answer."""
    no_limit = translate("no upper limit known", language)
    for step in account.steps:
        kind = translate(_KINDS[step.kind], language)
        high = no_limit if step.high is None else step.high
        yield (kind, step.message.say(language), step.low, high)
    for stated in account.stated:
        kind = translate("added up" if stated.is_added else "published", language)
        yield (kind, stated_words(stated, language), *_ends(stated.quantity, language))
    answer = marked(account.labels.spoken(language), language)
    told = Message("together: {quantity}", {"quantity": account.quantity}).say(language)
    between = translate(": ", language)
    kind = translate("answer", language)
    yield (kind, f"{answer}{between}{told}", *_ends(account.quantity, language))


def _ends(quantity: Quantity, language: str) -> tuple[Number, Value]:
    no_limit = translate("no upper limit known", language)
    return quantity.low, no_limit if quantity.high is None else quantity.high


def statements_sheet(report: Report) -> Sheet:
    """Return the sheet of what was published: a row for each meaning that its words can have."""
    language = report.language
    return Sheet(
        name=translate("Statements", language),
        columns=(
            Column(title=translate("What was counted", language), widest=28),
            Column(title=translate("Published figure", language), widest=18),
            Column(title=translate("Words of the source", language), widest=50),
            Column(title=translate("Source", language), widest=28),
            Column(title=translate("Published", language), widest=14),
            Column(title=translate("Read as", language), widest=28),
            Column(title=translate("Records: lowest", language), widest=12, is_number=True),
            Column(title=translate("Records: highest", language), widest=12, is_number=True),
            Column(title=translate("Records", language), widest=14),
            *columns_of(_STATED, language, is_printed=False),
            Column(title=translate("Id", language), widest=30, is_printed=False),
        ),
        rows=[
            row for figure in report.figures if is_published(figure) for row in _of(report, figure)
        ],
    )


def _of(report: Report, figure: Figure) -> Iterator[Row]:
    language = report.language
    source = report.source_of(figure.source)
    stated = (
        marked(figure.labels.spoken(language), language),
        figure.say(language),
        figure.quote or None,
        marked(source.title.spoken(language), language) if source else None,
        day_of(source.date, language) if source else None,
    )
    marks = [field.value(figure, language) for field in _STATED]
    for held in figure.held:
        yield (*stated, *_held(held, language), *marks, figure.id)
    if not figure.held:
        read_as = figure.rule_labels.say(language)
        yield (*stated, read_as, None, None, None, *marks, figure.id)


def _held(held: Held, language: str) -> Row:
    label = marked(held.labels.spoken(language), language)
    verdict = verdict_words(held, language)
    if held.recorded is None:
        return (label, None, None, verdict)
    return (label, *_ends(held.recorded, language), verdict)
