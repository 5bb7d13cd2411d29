"""What a document tells of reasons: what was published, rules in words, the steps to figures."""

from __future__ import annotations

from collections.abc import Iterator

from hkcs_model.languages import Message, say_number, translate
from hkcs_model.quantity import Quantity
from hkcs_model.report import Account, Figure, Held, RuleInWords, Step

from ..wording import begun, is_published, stated_words, verdict_words
from .blocks import Block, Grid, Heading, Items, Paragraph, Pieces, Run
from .speaking import Speaker

Cells = tuple[Pieces, ...]


def published_blocks(speaker: Speaker) -> Iterator[Block]:
    """Return what was published, in its own words, and how the records stand to it."""
    published = [figure for figure in speaker.report.figures if is_published(figure)]
    if not published:
        return
    language = speaker.language
    header = (
        translate("What was counted", language),
        translate("Published figure", language),
        translate("Words of the source", language),
    )
    rows = tuple(_published(speaker, figure) for figure in published)
    yield Heading(2, speaker.words(translate("What was published", language)))
    yield Grid(header=header, rows=rows, shares=(30, 18, 52), numbers=frozenset({1}))
    yield from _held_blocks(speaker, published)


def _published(speaker: Speaker, figure: Figure) -> Cells:
    number = speaker.words(figure.say(speaker.language))
    quote: Pieces = ()
    if figure.quote:
        quote = (Run(figure.quote, speaker.report.project.language),)
    return (speaker.label(figure), number, quote)


def _held_blocks(speaker: Speaker, published: list[Figure]) -> Iterator[Block]:
    language = speaker.language
    pairs = [(figure, held) for figure in published for held in figure.held]
    known = [(figure, held) for figure, held in pairs if held.recorded is not None]
    if known:
        header = (
            translate("What was counted", language),
            translate("Read as", language),
            translate("Published figure", language),
            translate("Records", language),
        )
        rows = tuple(_held(speaker, figure, held) for figure, held in known)
        yield Grid(
            caption=speaker.words(translate("Held against the records", language)),
            header=header,
            rows=rows,
            shares=(28, 28, 18, 26),
        )
    if len(known) < len(pairs):
        told = translate("of what is not told here there are no records", language)
        alone = translate("there are no records that it could be held against", language)
        yield Paragraph(speaker.words(begun(told if known else alone)), "remark")


def _held(speaker: Speaker, figure: Figure, held: Held) -> Cells:
    recorded = speaker.message(held.recorded) if held.recorded is not None else ()
    verdict = speaker.words(verdict_words(held, speaker.language))
    return (
        speaker.label(figure),
        speaker.text(held.labels),
        speaker.words(figure.say(speaker.language)),
        speaker.joined([recorded, verdict], translate("; ", speaker.language)),
    )


def counting_blocks(speaker: Speaker) -> Iterator[Block]:
    """Return the rules in words, and the steps to every figure that is no row of a table."""
    report, language = speaker.report, speaker.language
    figures = [figure for figure in report.figures if not figure.by and figure.accounts]
    figures += [table.total for table in report.tables if table.total.accounts]
    if not (report.rules or figures):
        return
    yield Heading(2, speaker.words(translate("How it was counted", language)))
    for told in report.rules:
        yield from _rule(speaker, told)
    if figures:
        yield Heading(3, speaker.words(translate("Step by step", language)))
    for figure in figures:
        for account in figure.accounts:
            yield _account(speaker, figure, account)


def _rule(speaker: Speaker, told: RuleInWords) -> Iterator[Block]:
    yield Heading(3, speaker.text(told.labels))
    yield Paragraph(speaker.sentence(told.sentence))
    if told.edges:
        yield Items(tuple(map(speaker.sentence, told.edges)))


def _account(speaker: Speaker, figure: Figure, account: Account) -> Grid:
    """Return how one rule of a figure comes about: the steps, the totals in it, the answer."""
    language = speaker.language
    stated = [
        (speaker.words(stated_words(s, language)), *_ends(speaker, s.quantity))
        for s in account.stated
    ]
    together = Message("together: {quantity}", {"quantity": account.quantity})
    rule = speaker.text(account.labels) if len(figure.accounts) > 1 else ()
    return Grid(
        caption=speaker.joined([speaker.text(figure.labels), rule], translate(": ", language)),
        header=(
            translate("Step", language),
            translate("Towards the lowest", language),
            translate("Towards the highest", language),
        ),
        rows=(*(_step(speaker, step) for step in account.steps), *stated),
        total=(speaker.message(together), *_ends(speaker, account.quantity)),
        numbers=frozenset({1, 2}),
        shares=(60, 20, 20),
    )


def _step(speaker: Speaker, step: Step) -> Cells:
    no_limit = translate("no upper limit known", speaker.language)
    high = no_limit if step.high is None else say_number(step.high)
    return (speaker.message(step.message), speaker.words(say_number(step.low)), speaker.words(high))


def _ends(speaker: Speaker, quantity: Quantity) -> tuple[Pieces, Pieces]:
    no_limit = translate("no upper limit known", speaker.language)
    high = no_limit if quantity.high is None else say_number(quantity.high)
    return speaker.words(say_number(quantity.low)), speaker.words(high)
