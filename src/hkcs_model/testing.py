"""What an exporter must keep, as checks that anybody's exporter can be held against.

from hkcs_model.testing import check_exporter

def test_my_exporter_keeps_the_contract() -> None:
    check_exporter(my_exporter)
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, BinaryIO, cast

from .dates import PartialDate
from .entities import Activity, Agency, Milestone, Organisation, Programme, Project, Source
from .hookspecs import Exporter, Loss
from .languages import LANGUAGES, Message, Text
from .options import make_options, options_of
from .problems import UsageError
from .quantity import Number, Quantity
from .report import (
    Account,
    Figure,
    Held,
    Provenance,
    Reading,
    Report,
    RuleInWords,
    Stated,
    Step,
    Table,
)
from .rules import Rule

HARD_TEXTS = (
    "社會工作者 邨鰂峯咗嘅",
    "👩🏽‍🏫 \U0002070e",
    "\u202eright to left\u202c שלום",
    "=HYPERLINK(A1)",
    "  +1",
    "@SUM(A1)",
    "<script>alert(1)</script> & \"quoted\" 'too'",
    "a\x07b\x1fc",
    "line\nbreak, comma; semicolon\ttab",
)
"""Texts that some format has come to grief on."""


def hard_report(language: str = "en") -> Report:
    """Return a report that holds everything an exporter may meet.

    Figures that are exact, about, more than, without an upper limit, with fractions, above what a
    binary float holds, zero, withheld, not known, contradicted, and rows by a dimension; texts in
    one language and in all; dates of every precision.
    """
    words = Text({"en": "An introduction: {exact} and {around}.", "zh-Hant": "引言：{exact}。"})
    return Report(
        agency=Agency(id="agency", name=Text({"en": "Agency", "zh-Hant": "機構"})),
        project=Project(
            id="project",
            title=Text({"en": "Project"}),
            as_at=date(2014, 12, 31),
            published=PartialDate(2015),
            summary=words,
        ),
        programmes=(Programme(id="care", title=Text({"zh-Hans": "关怀"}), summary=words),),
        figures=(*_hard_numbers(), *_hard_words(), *_hard_rows()),
        tables=_hard_tables(),
        rules=_hard_rules(),
        activities=_hard_activities(),
        counted_in={"one": ("exact",)},
        partners=tuple(
            Organisation(id=f"partner-{n}", name=Text({"en": text}), kind=text)
            for n, text in enumerate(HARD_TEXTS)
        ),
        milestones=tuple(
            Milestone(id=f"stone-{n}", date=when, text=Text({"en": HARD_TEXTS[n]}))
            for n, when in enumerate((PartialDate(2006), PartialDate(2006, 12)))
        ),
        sources=(
            Source(id="page", title=Text({"en": HARD_TEXTS[4]}), url="https://example.org/a?b=c&d"),
            Source(id="letter", title=Text({"en": "Letter"}), url="javascript:alert(1)"),
        ),
        assumptions=(Message("a sentence about {what}", {"what": "something"}),),
        provenance=Provenance(version="0", digest="0" * 64, as_at=date(2014, 12, 31)),
        words={("kind", "visit"): Text({"en": "visit", "zh-Hant": "探訪"})},
    ).in_language(language)


def _hard_activities() -> tuple[Activity, ...]:
    end = PartialDate(2008, 1, 31)
    partners = ("partner-0", "partner-1")
    return (
        Activity(id="one", programme="care", kind="visit", start=PartialDate(1992)),
        Activity(
            id="two",
            programme="care",
            kind="visit",
            partners=partners,
            start=PartialDate(2007, 9),
            end=end,
        ),
    )


def _figure(id_: str, labels: Text, **given: Any) -> Figure:
    return Figure(
        id=id_,
        labels=labels,
        rule="persons_served",
        rule_labels=Text({"en": "persons served"}),
        period="../2014-12-31",
        basis="stated",
        **given,
    )


def _hard_numbers() -> Iterator[Figure]:
    ends: dict[str, dict[str, Any]] = {
        "exact": {"low": 44, "high": 44},
        "around": {"low": 2250, "high": 2349, "about": 100},
        "more": {"low": 800, "high": None, "low_exclusive": True},
        "fraction": {"low": Decimal("12.5"), "high": Decimal("13.25"), "high_exclusive": True},
        "large": {"low": 2**53 + 1, "high": 2**53 + 1},
        "zero": {"low": 0, "high": 0},
        "withheld": {"low": None, "high": None, "withheld": True},
        "unknown": {"low": None, "high": None, "is_ratio": True},
        "ratio": {"low": Decimal("11.1818"), "high": Decimal("11.1819"), "is_ratio": True},
    }
    for id_, given in ends.items():
        yield _figure(id_, Text({"en": id_, "zh-Hant": "數"}), **given)


def _hard_words() -> Iterator[Figure]:
    for n, text in enumerate(HARD_TEXTS):
        words = Text({"en": text})
        sentence = (Message("{what}", {"what": text}),)
        yield _figure(
            f"text-{n}",
            words,
            programme="care",
            where={"kind": (text, "visit")},
            quote=text,
            source="page",
            statements=("exact",),
            readings=(Reading("contacts", words),),
            held=(
                _held(words, Quantity(n, n), "agrees"),
                _held(words, None, "no records"),
            ),
            accounts=(_hard_account(text),),
            assumptions=sentence,
            contradictions=sentence,
            low=n,
            high=n,
        )


def _held(labels: Text, recorded: Quantity | None, verdict: str) -> Held:
    return Held(rule="contacts", labels=labels, recorded=recorded, verdict=verdict)


def _hard_account(text: str) -> Account:
    """Return an account with steps that part, break off and do not end, and a published total."""
    words = Text({"en": text})
    numbers: tuple[tuple[str, Number | Fraction, Number | Fraction | None, str], ...] = (
        ("facts", 9, 9, "start"),
        ("may-status", -2, 0, "step"),
        ("belong", 7, 9, "sum"),
        ("weight", Fraction(7, 3), None, "start"),
    )
    steps = (Step(code=c, message=words, low=lo, high=hi, kind=k) for c, lo, hi, k in numbers)
    stated = Stated(
        id="exact", labels=words, quantity=Quantity(44, 44), is_whole=True, is_added=False
    )
    return Account(
        rule="persons_served",
        labels=words,
        quantity=Quantity(Decimal("2.3333"), None),
        basis="combined",
        steps=tuple(steps),
        stated=(stated,),
    )


def _hard_rows() -> Iterator[Figure]:
    for value in ("visit", ""):
        by = {"kind": value, "year": "2007"}
        yield _figure("rows", Text({"en": "rows"}), by=by, low=1, high=2, adds_up=False)


def _hard_tables() -> tuple[Table, ...]:
    total = _figure("rows", Text({"en": "rows"}), low=1, high=3, adds_up=False, overlap=1)
    empty = _figure("no-rows", Text({"zh-Hans": "空"}), low=0, high=0)
    return (Table(total=total, by=("kind", "year")), Table(total=empty, by=("month",)))


def _hard_rules() -> tuple[RuleInWords, ...]:
    rule = Rule(id="persons_served", over="attendances", key=("person",))
    sentences = tuple(Message("{what}", {"what": text}) for text in HARD_TEXTS)
    labels = Text({"en": "persons served"})
    return (RuleInWords(rule=rule, labels=labels, sentence=sentences[0], edges=sentences[1:]),)


class _OneWay(io.RawIOBase):
    """A stream that can be written to, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.written = bytearray()

    def writable(self) -> bool:
        """Say that it can be written to; it can be neither read nor sought in."""
        return True

    def write(self, data: Any) -> int:
        """Keep what is written."""
        self.written += bytes(data)
        return len(data)


def _export(exporter: Exporter, report: Report) -> tuple[bytes, Any]:
    stream = _OneWay()
    options = make_options(exporter, {})
    losses = exporter.write(report, cast("BinaryIO", stream), options)
    if stream.closed:
        raise ValueError("write closed the stream, which is its caller's")
    return bytes(stream.written), losses


def options_have_defaults(exporter: Exporter) -> Iterator[str]:
    """It can be called without a single option, and its options can be listed."""
    options_of(exporter)
    make_options(exporter, {})
    yield from ()


def wrong_options_are_refused(exporter: Exporter) -> Iterator[str]:
    """An option that there is not is refused."""
    try:
        make_options(exporter, {"no-such-option": "1"})
    except UsageError:
        return
    yield "takes an option that it does not have"


def it_writes_every_report(exporter: Exporter) -> Iterator[str]:
    """It writes any report in any language, and leaves the stream open."""
    for language in LANGUAGES:
        written, _ = _export(exporter, hard_report(language))
        if not written:
            yield f"writes nothing in {language}"


def the_same_report_gives_the_same_bytes(exporter: Exporter) -> Iterator[str]:
    """The same report is the same bytes, each time."""
    if len({_export(exporter, hard_report())[0] for _ in range(3)}) > 1:
        yield "writes other bytes for the same report"


def losses_are_told(exporter: Exporter) -> Iterator[str]:
    """What the format could not carry comes back as a list of `Loss`."""
    _, losses = _export(exporter, hard_report())
    if not isinstance(losses, list) or not all(isinstance(loss, Loss) for loss in losses):
        yield f"returns {type(losses).__name__}, not a list of Loss"


def the_report_stays_as_it_was(exporter: Exporter) -> Iterator[str]:
    """Nothing in the report is changed."""
    report = hard_report()
    before = repr(report)
    _export(exporter, report)
    if repr(report) != before:
        yield "changes the report"


def nothing_is_printed(exporter: Exporter) -> Iterator[str]:
    """It prints nothing: what it has to say are losses."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        _export(exporter, hard_report())
    if said.getvalue():
        yield "prints something"


def text_is_utf8(exporter: Exporter) -> Iterator[str]:
    """What is no binary format is UTF-8."""
    if exporter.binary:
        return
    try:
        _export(exporter, hard_report())[0].decode("utf-8")
    except UnicodeDecodeError:
        yield "writes text that is not UTF-8, and does not say that it is binary"


ExporterCheck = Callable[[Exporter], Iterator[str]]

CHECKS: tuple[ExporterCheck, ...] = (
    options_have_defaults,
    wrong_options_are_refused,
    it_writes_every_report,
    the_same_report_gives_the_same_bytes,
    losses_are_told,
    the_report_stays_as_it_was,
    nothing_is_printed,
    text_is_utf8,
)
"""What an exporter must keep, each named as the sentence that must be true."""


def check_exporter(exporter: Exporter) -> None:
    """Hold an exporter against the contract.

    Args:
        exporter: anybody's.

    Raises:
        AssertionError: it breaks the contract; names every check that failed, and how.
    """
    found: list[str] = []
    for check in CHECKS:
        name = check.__name__.replace("_", " ")
        try:
            found += [f"{name}: it {failure}" for failure in check(exporter)]
        except Exception as error:  # noqa: BLE001 - whatever an exporter raises is told
            found.append(f"{name}: {type(error).__name__}: {error}")
    if found:
        raise AssertionError("\n".join([f"{exporter.format} breaks the contract:", *found]))
