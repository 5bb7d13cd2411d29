"""The contract as checks: what ships with the package keeps it, and each breach is found."""

from __future__ import annotations

import io
import sys
from itertools import count
from typing import Any, BinaryIO

import pytest
from attrs import frozen

from hkcs_model import testing
from hkcs_model.hookspecs import Exporter, Loss
from hkcs_model.languages import LANGUAGES
from hkcs_model.plugins import built_in
from hkcs_model.report import Report
from hkcs_model.testing import CHECKS, check_exporter, hard_report
from tests.plugin_fixture.acme_reports import acme_reports
from tests.plugin_fixture.pretend import exporter

(ACME,) = acme_reports.hkcs_exporters()


def write_bytes(_report: Report, out: BinaryIO, _options: object) -> list[Loss]:
    out.write(b"\xff\xfe\x00")
    return []


SHIPPED = [
    pytest.param(one, id=f"the-{name}-that-ships") for name, one in built_in().exporters.items()
]


@pytest.mark.parametrize(
    "kept_by",
    [
        *SHIPPED,
        pytest.param(ACME, id="a-third-partys"),
        pytest.param(exporter(binary=True, write=write_bytes), id="a-binary-one"),
    ],
)
def test_the_contract_is_kept(kept_by: Exporter) -> None:
    check_exporter(kept_by)


# ---- each check has an exporter that breaks it and no other ----


@frozen
class Demanding:
    """Options that somebody must set."""

    width: int


@frozen
class Devouring(dict[str, str]):
    """Options that take any key, being a mapping."""

    width: int = 72


def write_nothing(_report: Report, _out: BinaryIO, _options: object) -> list[Loss]:
    return []


def write_a_number_more() -> Any:
    numbers = count()

    def write(_report: Report, out: BinaryIO, _options: object) -> list[Loss]:
        out.write(f"this is export number {next(numbers)}".encode())
        return []

    return write


def lose_in_words(_report: Report, out: BinaryIO, _options: object) -> Any:
    out.write(b"a report")
    return ["the summary"]


def lose_none(_report: Report, out: BinaryIO, _options: object) -> Any:
    out.write(b"a report")


def change_the_report(report: Report, out: BinaryIO, _options: object) -> list[Loss]:
    by: Any = report.figures[-1].by
    by["year"] = "2008"
    out.write(b"a report")
    return []


def print_something(_report: Report, out: BinaryIO, _options: object) -> list[Loss]:
    sys.stderr.write("exporting\n")
    out.write(b"a report")
    return []


BROKEN = {
    "wrong_options_are_refused": [exporter(options=Devouring)],
    "it_writes_every_report": [exporter(write=write_nothing)],
    "the_same_report_gives_the_same_bytes": [exporter(write=write_a_number_more())],
    "losses_are_told": [exporter(write=lose_in_words), exporter(write=lose_none)],
    "the_report_stays_as_it_was": [exporter(write=change_the_report)],
    "nothing_is_printed": [exporter(write=print_something)],
    "text_is_utf8": [exporter(write=write_bytes)],
}


def breaches(broken: Exporter) -> list[str]:
    """Return each line that `check_exporter` says of an exporter."""
    with pytest.raises(AssertionError) as caught:
        check_exporter(broken)
    heading, *lines = str(caught.value).splitlines()
    assert heading == "acme-text breaks the contract:"
    return lines


@pytest.mark.parametrize(
    ("check", "broken"),
    [(check, broken) for check, several in BROKEN.items() for broken in several],
)
def test_a_breach_is_found_by_its_check_and_by_no_other(check: str, broken: Exporter) -> None:
    """An author reads one sentence a mistake: the one that is not true."""
    lines = breaches(broken)
    sentence = check.replace("_", " ")
    assert lines
    assert [line for line in lines if not line.startswith(f"{sentence}: it ")] == []


def test_options_that_must_be_set_are_found() -> None:
    """An exporter that cannot be called is told so, once and first."""
    first, *_ = breaches(exporter(options=Demanding))
    assert first.startswith("options have defaults: ")
    assert "width" in first


def test_every_check_has_an_exporter_that_breaks_it() -> None:
    names = [check.__name__ for check in CHECKS]
    assert names == ["options_have_defaults", *BROKEN]


def test_every_breach_is_told() -> None:
    def write(_report: Report, out: BinaryIO, _options: object) -> Any:
        sys.stdout.write("exporting\n")
        out.write(b"\xff")

    starts = [line.partition(":")[0] for line in breaches(exporter(write=write))]
    assert starts == ["losses are told", "nothing is printed", "text is utf8"]


# ---- what breaks several at once ----


def seek(_report: Report, out: BinaryIO, _options: object) -> list[Loss]:
    out.write(b"a report")
    out.seek(0)
    return []


def read(_report: Report, out: BinaryIO, _options: object) -> list[Loss]:
    out.write(b"a report")
    out.read()
    return []


def close(_report: Report, out: BinaryIO, _options: object) -> list[Loss]:
    out.write(b"a report")
    out.close()
    return []


def fail(_report: Report, _out: BinaryIO, _options: object) -> list[Loss]:
    raise KeyError("programme")


@pytest.mark.parametrize(
    ("write", "told"),
    [
        pytest.param(seek, "UnsupportedOperation: ", id="seeks-in-the-stream"),
        pytest.param(read, "", id="reads-the-stream"),
        pytest.param(close, "ValueError: write closed the stream", id="closes-the-stream"),
        pytest.param(fail, "KeyError: 'programme'", id="raises"),
    ],
)
def test_an_exporter_that_does_not_write_is_told_why(write: Any, told: str) -> None:
    """A pipe can be neither read nor sought in, and its end is its caller's."""
    lines = breaches(exporter(write=write))
    assert any(line.startswith(f"it writes every report: {told}") for line in lines)


# ---- what they are held against ----


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hard_report_is_in_the_language_asked_for(language: str) -> None:
    report = hard_report(language)
    assert report.language == language
    assert {figure.language for figure in report.figures} == {language}


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        pytest.param("exact", "44", id="an-exact-number"),
        pytest.param("around", "around 2,300", id="a-number-that-was-rounded"),
        pytest.param("more", "more than 800", id="a-number-without-an-upper-limit"),
        pytest.param(
            "fraction", "at least 12.5, fewer than 13.25", id="an-interval-with-fractions"
        ),
        pytest.param("large", "9,007,199,254,740,993", id="a-number-that-no-float-holds"),
        pytest.param("zero", "0", id="zero"),
        pytest.param("withheld", "withheld", id="a-number-that-is-withheld"),
        pytest.param("unknown", "not known", id="a-ratio-that-is-not-known"),
        pytest.param("ratio", "11.18", id="a-ratio-with-two-decimals"),
    ],
)
def test_the_hard_report_has_every_kind_of_figure(id_: str, words: str) -> None:
    (figure,) = (figure for figure in hard_report().figures if figure.id == id_)
    assert figure.text == words


def test_the_hard_report_has_every_hard_text_wherever_a_text_may_be() -> None:
    report = hard_report()
    for text in testing.HARD_TEXTS:
        (figure,) = (figure for figure in report.figures if figure.label == text)
        assert figure.quote == text
        assert figure.where == {"kind": (text, "visit")}
        assert figure.readings[0].labels.say("en") == text
        assert figure.contradictions[0].say("zh-Hant") == text
        assert text in {partner.name.say("en") for partner in report.partners}


def test_the_stream_of_the_checks_is_one_way() -> None:
    stream = testing._OneWay()
    assert stream.writable()
    assert not stream.readable()
    assert not stream.seekable()
    with pytest.raises(io.UnsupportedOperation):
        stream.tell()
