"""Reports that exporters are held against: one with everything in it, and small ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ..dates import PartialDate
from ..entities import Activity, Agency, Milestone, Organisation, Programme, Project, Source
from ..languages import Message, Text
from ..quantity import Number, Quantity
from ..report import (
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
from ..rules import Rule

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
    '" onfocus="alert(1)" x="',
)
"""Texts that some format has come to grief on."""


_PROVENANCE = Provenance(version="0", digest="0" * 64, as_at=date(2014, 12, 31))


_SOME_DAY = PartialDate(2007, 9, 14)


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
        rules=_rules_in_words(HARD_TEXTS),
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
        provenance=_PROVENANCE,
        words={("kind", "visit"): Text({"en": "visit", "zh-Hant": "探訪"})},
    ).in_language(language)


def bare_report() -> Report:
    """Return a report in which nothing is but what every report has."""
    name = Text({"en": "a name"})
    return Report(
        agency=Agency(name=name),
        project=Project(title=name, as_at=date(2014, 12, 31)),
        provenance=_PROVENANCE,
    )


def small_report(text: str = "a text", *, when: PartialDate = _SOME_DAY, **figure: Any) -> Report:
    """Return a report with one of each thing, to see what another value in it makes of a format.

    Args:
        text: what stands wherever words of the dataset may.
        when: when everything was.
        figure: the ends and qualifiers of its one figure; 7 unless given.
    """
    words = Text({"en": text})
    ends = figure or {"low": 7, "high": 7}
    return Report(
        agency=Agency(id="agency", name=words),
        project=Project(id="project", title=words, as_at=date(2014, 12, 31), published=when),
        programmes=(Programme(id="care", title=words, summary=words),),
        figures=(_figure("number", words, quote=text, source="page", programme="care", **ends),),
        rules=_rules_in_words([text]),
        activities=(
            Activity(id="one", programme="care", kind=text, title=words, start=when, end=when),
        ),
        partners=(Organisation(id="partner", name=words, kind=text),),
        milestones=(Milestone(id="stone", date=when, text=words),),
        sources=(Source(id="page", title=words, date=when, url="javascript:alert(1)"),),
        provenance=_PROVENANCE,
    )


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


def _rules_in_words(texts: Sequence[str]) -> tuple[RuleInWords, ...]:
    """Return one rule; the first text is its sentence, the others are its odd cases."""
    rule = Rule(id="persons_served", over="attendances", key=("person",))
    sentence, *edges = (Message("{what}", {"what": text}) for text in texts)
    labels = Text({"en": "persons served"})
    return (RuleInWords(rule=rule, labels=labels, sentence=sentence, edges=tuple(edges)),)
