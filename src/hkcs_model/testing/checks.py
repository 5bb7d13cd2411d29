"""The checks that an exporter is held against, each named as the sentence that must be true."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from typing import Any, Literal, get_args, get_origin, get_type_hints

from ..hookspecs import Exporter, Loss
from ..languages import LANGUAGES
from ..options import make_options, options_of
from ..problems import UsageError
from ..report import Report
from . import harm
from .carrying import (
    large_numbers_are_exact,
    no_character_is_lost,
    none_zero_and_withheld_are_told_apart,
    partial_dates_are_told_apart,
)
from .elsewhere import exported_elsewhere
from .exporting import exported
from .hard import HARD_TEXTS, bare_report, hard_report, small_report
from .media import Part, faults, is_true, parts
from .watching import ENVIRONMENT, touched, watched

ExporterCheck = Callable[[Exporter], Iterator[str]]
"""A check: gives what an exporter breaks, each as it goes on after "it"."""

_CONTROL = "a\x07b\x1fc\x7f\ufffe"
_LINES = 'line\nbreak, "quoted"; semicolon\ttab'
_WRONG = "no such value"


def options_have_defaults(exporter: Exporter) -> Iterator[str]:
    """It can be called without a single option, and its options can be listed."""
    options_of(exporter)
    make_options(exporter, {})
    yield from ()


def wrong_options_are_refused(exporter: Exporter) -> Iterator[str]:
    """An option that there is not is refused, and a value that is none of an option's."""
    if _takes(exporter, "no-such-option", "1"):
        yield "takes an option that it does not have"
    for name, type_ in get_type_hints(exporter.options).items():
        if type_ not in (bool, int, str) and not _is_of_texts(type_):
            yield f"has an option {name} that is neither bool, int, str nor a Literal of texts"
        elif type_ is not str and _takes(exporter, name, _WRONG):
            yield f"takes any text for the option {name}"


def _takes(exporter: Exporter, name: str, value: str) -> bool:
    try:
        make_options(exporter, {name: value})
    except UsageError:
        return False
    return True


def _is_of_texts(type_: Any) -> bool:
    return get_origin(type_) is Literal and all(isinstance(one, str) for one in get_args(type_))


def it_writes_every_report(exporter: Exporter) -> Iterator[str]:
    """It writes any report in any language, with any option, and leaves the stream open."""
    exported(exporter, bare_report())
    for language in LANGUAGES:
        if not exported(exporter, hard_report(language)).data:
            yield f"writes nothing in {language}"
    for given in _settings(exporter):
        if not exported(exporter, hard_report(), given).data:
            yield f"writes nothing with {given}"


def _settings(exporter: Exporter) -> Iterator[Mapping[str, str]]:
    """Return each value that an option has a choice of, by itself."""
    for name, type_ in get_type_hints(exporter.options).items():
        choices = get_args(type_) if _is_of_texts(type_) else ()
        for value in ("true", "false") if type_ is bool else choices:
            yield {name: value}


def the_same_report_gives_the_same_bytes(exporter: Exporter) -> Iterator[str]:
    """The same report is the same bytes, each time."""
    if len({exported(exporter, hard_report()).data for _ in range(3)}) > 1:
        yield "writes other bytes for the same report"


def the_surroundings_do_not_matter(exporter: Exporter) -> Iterator[str]:
    """The bytes are the same on another day, elsewhere, and in whatever order sets come.

    An exporter whose `write` stands in no module cannot be sent elsewhere, and is not tried there.
    """
    there = exported_elsewhere(exporter)
    if there is not None and there != exported(exporter, hard_report()).data:
        yield "writes other bytes on another day, in another time zone, locale and process"


def losses_are_told(exporter: Exporter) -> Iterator[str]:
    """What the format could not carry comes back as a list of `Loss`."""
    losses = exported(exporter, hard_report()).losses
    if not isinstance(losses, list) or not all(isinstance(loss, Loss) for loss in losses):
        yield f"returns {type(losses).__name__}, not a list of Loss"


def the_report_stays_as_it_was(exporter: Exporter) -> Iterator[str]:
    """Nothing in the report is changed."""
    report = hard_report()
    before = repr(report)
    exported(exporter, report)
    if repr(report) != before:
        yield "changes the report"


def nothing_is_printed(exporter: Exporter) -> Iterator[str]:
    """It prints nothing: what it has to say are losses."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        exported(exporter, hard_report())
    if said.getvalue():
        yield "prints something"


def nothing_but_the_stream_is_touched(exporter: Exporter) -> Iterator[str]:
    """No file but the package's own, no network, no program, no variable of the environment."""
    with watched() as first:
        exported(exporter, hard_report())
    # What is imported as it runs may look at the environment, and does so the first time alone.
    files = [event for event in first if event[0] != ENVIRONMENT]
    with watched() as second:
        exported(exporter, hard_report())
    yield from dict.fromkeys(filter(None, map(touched, [*files, *second])))


def text_is_utf8(exporter: Exporter) -> Iterator[str]:
    """What is no binary format is UTF-8."""
    if exporter.binary:
        return
    try:
        exported(exporter, hard_report()).data.decode("utf-8")
    except UnicodeDecodeError:
        yield "writes text that is not UTF-8, and does not say that it is binary"


def no_text_becomes_a_formula(exporter: Exporter) -> Iterator[str]:
    """A text that begins like a formula is none, in whatever a spreadsheet opens."""
    yield from _harm(exporter, harm.formulas)


def no_text_becomes_markup(exporter: Exporter) -> Iterator[str]:
    """A text that looks like markup or a link that runs is neither."""
    yield from _harm(exporter, harm.markup)


def control_characters_are_replaced(exporter: Exporter) -> Iterator[str]:
    """Characters that HTML, XML and JSON forbid are not in them."""
    faulty = [part.name for part in _parts(exporter, small_report()) if any(faults(part))]
    for part in _parts(exporter, small_report(_CONTROL)):
        yield from harm.control_characters(part)
        if part.kind in ("json", "xml") and part.name not in faulty:
            yield from faults(part)


def _harm(exporter: Exporter, look: Callable[[Part], Iterator[str]]) -> Iterator[str]:
    # A text with a control character might have the whole file refused: that is another check's.
    reports = [small_report(text) for text in HARD_TEXTS if text.isprintable()]
    told = (look(part) for report in reports for part in _parts(exporter, report))
    yield from dict.fromkeys(sentence for several in told for sentence in several)


def _parts(exporter: Exporter, report: Report) -> Iterator[Part]:
    return parts(exporter.media_type, exported(exporter, report).data)


def suffix_and_media_type_are_true(exporter: Exporter) -> Iterator[str]:
    """Its files are what its media type says, as far as that is known, and so are its suffixes."""
    for suffix in exporter.suffixes:
        if not is_true(suffix, exporter.media_type):
            yield f"calls a file that ends in {suffix} {exporter.media_type}"
    told = (
        fault
        for report in (small_report(), small_report(_LINES))
        for part in _parts(exporter, report)
        for fault in faults(part)
    )
    yield from dict.fromkeys(told)


CHECKS: tuple[ExporterCheck, ...] = (
    options_have_defaults,
    wrong_options_are_refused,
    it_writes_every_report,
    the_same_report_gives_the_same_bytes,
    the_surroundings_do_not_matter,
    losses_are_told,
    the_report_stays_as_it_was,
    nothing_is_printed,
    nothing_but_the_stream_is_touched,
    text_is_utf8,
    no_character_is_lost,
    no_text_becomes_a_formula,
    no_text_becomes_markup,
    control_characters_are_replaced,
    large_numbers_are_exact,
    none_zero_and_withheld_are_told_apart,
    partial_dates_are_told_apart,
    suffix_and_media_type_are_true,
)
"""What an exporter must keep, each named as the sentence that must be true."""


def breaches(exporter: Exporter, check: ExporterCheck) -> list[str]:
    """Return every way in which an exporter breaks a check, each a sentence."""
    name = check.__name__.replace("_", " ")
    try:
        return [f"{name}: it {failure}" for failure in check(exporter)]
    except Exception as error:  # noqa: BLE001 - whatever an exporter raises is told
        return [f"{name}: {type(error).__name__}: {error}"]


def hold(exporter: Exporter, *checks: ExporterCheck) -> None:
    """Hold an exporter against some checks.

    Raises:
        AssertionError: it breaks one; names every one that failed, and how.
    """
    found = [breach for check in checks for breach in breaches(exporter, check)]
    if found:
        raise AssertionError("\n".join([f"{exporter.format} breaks the contract:", *found]))


def check_exporter(exporter: Exporter) -> None:
    """Hold an exporter against the contract.

    Args:
        exporter: anybody's.

    Raises:
        AssertionError: it breaks the contract; names every check that failed, and how.
    """
    hold(exporter, *CHECKS)
