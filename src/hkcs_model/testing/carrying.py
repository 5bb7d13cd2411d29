"""Checks of what a format carries: what differs in the report differs in it, or a loss is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from ..dates import PartialDate
from ..hookspecs import Exporter
from ..report import Report
from .exporting import exported
from .hard import small_report

_ODD = ("社會工作者 邨鰂峯咗嘅", "👩🏽‍🏫 \U0002070e", "right to left שלום")
_ENCODINGS = ("ascii", "latin-1", "gb2312", "cp950", "utf-8")
_LARGE = (2**53, 2**53 + 1)
_UNKNOWN: Mapping[str, dict[str, Any]] = {
    "a figure that is not known": {"low": None, "high": None},
    "one that is 0": {"low": 0, "high": 0},
    "one that is withheld": {"low": None, "high": None, "withheld": True},
    "one without an upper limit": {"low": 0, "high": None},
}


def no_character_is_lost(exporter: Exporter) -> Iterator[str]:
    """Chinese, emoji and what is written from right to left are in it as they are."""
    another = small_report("something else")
    for text in _ODD:
        reports = {one: small_report(one) for one in (text, *_poorer(text))}
        yield from _the_same(exporter, reports, another, ("character",))


def _poorer(text: str) -> list[str]:
    """Return a text as it comes out of encodings that lack its characters, each outcome once."""
    found = [
        text.encode(encoding, errors).decode(encoding)
        for encoding in _ENCODINGS
        for errors in ("replace", "ignore")
    ]
    found += [_without_far_signs(text, instead) for instead in ("", "\ufffd")]
    return [other for other in dict.fromkeys(found) if other != text]


def _without_far_signs(text: str, instead: str) -> str:
    """Return a text without what lies beyond the first 65,536 characters."""
    return "".join(sign if sign <= "\uffff" else instead for sign in text)


def large_numbers_are_exact(exporter: Exporter) -> Iterator[str]:
    """Numbers that no binary float holds are written to the last digit."""
    reports = {f"{number:,}": small_report(low=number, high=number) for number in _LARGE}
    yield from _the_same(exporter, reports, small_report(low=5, high=5), ("number",))


def none_zero_and_withheld_are_told_apart(exporter: Exporter) -> Iterator[str]:
    """What is not known is not 0, and what is withheld is neither."""
    reports = {name: small_report(is_ratio=True, **ends) for name, ends in _UNKNOWN.items()}
    another = small_report(is_ratio=True, low=5, high=5)
    yield from _the_same(exporter, reports, another, ("qualifier", "interval"))


def partial_dates_are_told_apart(exporter: Exporter) -> Iterator[str]:
    """A year is not its first of January, and a month not its first day."""
    dates = (PartialDate(2006), PartialDate(2006, 1), PartialDate(2006, 1, 1))
    reports = {str(when): small_report(when=when) for when in dates}
    another = small_report(when=PartialDate(1999, 5, 5))
    yield from _the_same(exporter, reports, another, ("date",))


def _the_same(
    exporter: Exporter, reports: Mapping[str, Report], another: Report, losses: tuple[str, ...]
) -> Iterator[str]:
    """Tell which reports are written the same, though no loss says so.

    Args:
        exporter: what writes them.
        reports: what differs a little, by what it is called.
        another: what differs much, and in the same thing alone: a format in which it is the same
            too has no such thing at all, and its loss is of `text`.
        losses: the kinds of loss that tell of it.
    """
    written = {name: exported(exporter, report) for name, report in reports.items()}
    other = exported(exporter, another).data
    for one, two in combinations(written, 2):
        if written[one].data == written[two].data:
            kinds = ("text",) if written[one].data == other else losses
            if written[one].lost.isdisjoint(kinds):
                yield f"writes the same for {one} and {two}, and tells no loss of {kinds[0]}"
