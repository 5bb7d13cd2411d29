"""The contract as checks: what ships with the package keeps it, and each breach is found."""

from __future__ import annotations

import html
import io
import json
import os
import random
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO, Literal

import pytest
from attrs import evolve, field, frozen

from hkcs_model.hookspecs import Exporter, Loss
from hkcs_model.languages import LANGUAGES
from hkcs_model.plugins import built_in
from hkcs_model.report import Report
from hkcs_model.testing import CHECKS, HARD_TEXTS, check_exporter, hard_report
from hkcs_model.testing.exporting import OneWay
from hkcs_model.testing.hard import small_report
from tests.plugin_fixture.acme_reports import acme_reports
from tests.plugin_fixture.pretend import exporter

(ACME,) = acme_reports.hkcs_exporters()
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


# ---- exporters that are sound ----


def facts_of(report: Report) -> list[list[str]]:
    """Return what a report says, cell by cell."""
    told = [[one.label, str(one.low), str(one.high), str(one.withheld)] for one in report.figures]
    dated = [[str(one.text), str(one.date), "", ""] for one in report.milestones]
    return [["what", "low", "high", "withheld"], *told, *dated]


def lines_of(report: Report) -> str:
    return "".join("\t".join(map(repr, row)) + "\n" for row in facts_of(report))


def write_lines(report: Report, out: BinaryIO, _options: object) -> list[Loss]:
    out.write(lines_of(report).encode())
    return []


def write_numbers(report: Report, out: BinaryIO, _options: object) -> list[Loss]:
    out.writelines(f"{one.low} {one.high} {one.withheld}\n".encode() for one in report.figures)
    return [Loss("text", "words and dates are not in it")]


def write_archive(report: Report, out: BinaryIO, _options: object) -> list[Loss]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        member = zipfile.ZipInfo("facts.json")
        archive.writestr(member, json.dumps(facts_of(report), ensure_ascii=False))
        archive.writestr(zipfile.ZipInfo("read.me"), lines_of(report))
    out.write(packed.getvalue())
    return []


@frozen
class Chosen:
    """Options of each type that there may be."""

    bom: bool = False
    width: int = 72
    title: str = ""
    size: Literal["a4", "a3"] = "a4"


LINES = exporter(write=write_lines, options=Chosen)
NUMBERS = exporter(write=write_numbers)
ARCHIVE = exporter(
    write=write_archive, binary=True, media_type="application/zip", suffixes=(".zip", ".acme")
)
SHIPPED = [
    pytest.param(one, id=f"the-{name}-that-ships") for name, one in built_in().exporters.items()
]


@pytest.mark.parametrize(
    "kept_by",
    [
        *SHIPPED,
        pytest.param(ACME, id="a-third-partys"),
        pytest.param(LINES, id="one-with-options"),
        pytest.param(NUMBERS, id="one-that-tells-its-losses"),
        pytest.param(ARCHIVE, id="a-binary-one"),
    ],
)
def test_the_contract_is_kept(kept_by: Exporter) -> None:
    check_exporter(kept_by)


# ---- each check has exporters that break it and no other ----

Doing = Callable[[Report], object]


def writing(text_of: Callable[[Report], object], *losses: Loss, **changes: Any) -> Exporter:
    """Return an exporter that writes some text of a report."""

    def write(report: Report, out: BinaryIO, _options: object) -> list[Loss]:
        text = text_of(report)
        out.write(text if isinstance(text, bytes) else str(text).encode())
        return list(losses)

    return exporter(write=write, **changes)


def doing(something: Doing, **changes: Any) -> Exporter:
    """Return a sound exporter that does something besides."""

    def text_of(report: Report) -> str:
        something(report)
        return lines_of(report)

    return writing(text_of, **changes)


@frozen
class Demanding:
    """Options that somebody must set."""

    width: int


@frozen
class Devouring(dict[str, str]):
    """Options that take any key, being a mapping."""

    width: int = 72


@frozen
class Strange:
    """An option of a type that nobody can give."""

    columns: list[str] = field(factory=list)


@frozen
class Numbered:
    """An option of which only texts are known."""

    size: Literal[3, 4] = 3


@frozen
class Silencing:
    """An option by which nothing is written."""

    how: Literal["loud", "silent"] = "loud"


def write_as_asked(report: Report, out: BinaryIO, options: Silencing) -> list[Loss]:
    out.write(lines_of(report).encode() if options.how == "loud" else b"")
    return []


def lose_in_words(report: Report, out: BinaryIO, _options: object) -> Any:
    out.write(lines_of(report).encode())
    return ["the summary"]


def lose_none(report: Report, out: BinaryIO, _options: object) -> Any:
    out.write(lines_of(report).encode())


def change_the_report(report: Report) -> None:
    for figure in report.figures:
        by: Any = figure.by
        by["year"] = "2008"


def read_a_file(_: Report) -> None:
    Path(os.devnull).read_bytes()


def write_a_file(_: Report) -> None:
    Path(os.devnull).write_bytes(b"")


def look_around(_: Report) -> None:
    list(Path(os.sep).iterdir())


def open_a_socket(_: Report) -> None:
    socket.socket().close()


def start_a_program(_: Report) -> None:
    subprocess.run([sys.executable, "--version"], check=True, capture_output=True, env={})


def ask_the_environment(_: Report) -> None:
    os.environ.get("ACME_STYLE")


# What is tried in another process is looked for by name, so these stand by themselves.


def write_today(report: Report, out: BinaryIO, options: object) -> list[Loss]:
    out.write(f"{date.today()}\n".encode())  # noqa: DTZ011 - what is found
    return write_lines(report, out, options)


def write_the_month(report: Report, out: BinaryIO, options: object) -> list[Loss]:
    out.write(f"{datetime.now(UTC):%Y-%m}\n".encode())
    return write_lines(report, out, options)


def write_a_set(report: Report, out: BinaryIO, options: object) -> list[Loss]:
    out.write(f"{ {figure.id for figure in report.figures} }\n".encode())
    return write_lines(report, out, options)


def write_every_clock(report: Report, out: BinaryIO, options: object) -> list[Loss]:
    clocks = (time.time() // 1000, time.time_ns() // 10**12, time.localtime()[:3])
    told = (time.gmtime()[:3], time.ctime()[:10], time.strftime("%Y"), date.today())  # noqa: DTZ011
    fixed = (time.gmtime(0)[:3], time.strftime("%Y", time.gmtime(0)))
    out.write(f"{clocks} {told} {fixed}\n".encode())
    return write_lines(report, out, options)


def fail_elsewhere(report: Report, out: BinaryIO, options: object) -> list[Loss]:
    if time.timezone == -(13 * 60 + 45) * 60:
        raise ValueError("there is no licence\nfor this time zone")
    return write_lines(report, out, options)


def end_elsewhere(report: Report, out: BinaryIO, options: object) -> list[Loss]:
    if time.timezone == -(13 * 60 + 45) * 60:
        os._exit(7)
    return write_lines(report, out, options)


def table(report: Report, between: str = ",") -> str:
    return "".join(between.join(cell(text) for text in row) + "\r\n" for row in facts_of(report))


def cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def escaped(text: str) -> str:
    """Return a text as HTML and XML may hold it."""
    return html.escape(without_control(text))


def without_control(text: str) -> str:
    return "".join(sign if sign.isprintable() or sign in "\n\t" else "\ufffd" for sign in text)


def referred(form: str) -> Callable[[str], str]:
    """Return what writes control characters as references."""

    def show(text: str) -> str:
        signs = (s if without_control(s) == s else form.format(ord(s)) for s in text)
        return "".join(sign if sign[:2] == "&#" else html.escape(sign) for sign in signs)

    return show


def page(report: Report, show: Callable[[str], str] = escaped, cell: str = "<p>{}</p>") -> str:
    shown = "".join(cell.format(show(text)) for row in facts_of(report) for text in row)
    return f"<!DOCTYPE html><title>report</title><script>let x = 1</script>{shown}"


def document(report: Report, show: Callable[[str], str] = escaped, cell: str = "<p>{}</p>") -> str:
    shown = "".join(cell.format(show(text)) for row in facts_of(report) for text in row)
    return f"<r>{shown}</r>"


def only_ampersands(text: str) -> str:
    return without_control(text).replace("&", "&amp;")


def all_but_ampersands(text: str) -> str:
    return without_control(text).replace("<", "&lt;")


def book(report: Report, sheet: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("xl/worksheets/sheet1.xml"), sheet)
        archive.writestr(zipfile.ZipInfo("xl/strings.xml"), document(report))
    return packed.getvalue()


def in_encoding(encoding: str) -> Callable[[Report], str]:
    return lambda report: lines_of(report).encode(encoding, "replace").decode(encoding)


def zero_for_nothing(report: Report) -> str:
    return "".join(f"{one.label!r} {one.low or 0}\n" for one in report.figures) + dates(report)


def dates(report: Report) -> str:
    return "".join(f"{stone.date} {stone.text!s}\n" for stone in report.milestones)


def whole_dates(report: Report) -> str:
    days = [f"{stone.date.first} {stone.text!s}\n" for stone in report.milestones]
    return lines_of(evolve(report, milestones=())) + "".join(days)


def floats(report: Report) -> str:
    numbers = [
        f"{one.label!r} {None if one.low is None else float(one.low)} {one.high is None} "
        f"{one.withheld}\n"
        for one in report.figures
    ]
    return "".join(numbers) + dates(report)


def raw_json(report: Report) -> str:
    """Return JSON in which control characters stand as they are."""
    return json.dumps(facts_of(report), ensure_ascii=False).replace("\\u0007", "\x07")


CSV = {"media_type": "text/csv", "suffixes": (".csv",)}
TSV = {"media_type": "text/tab-separated-values", "suffixes": (".tsv",)}
HTML = {"media_type": "text/html", "suffixes": (".html",)}
XML = {"media_type": "application/acme+xml", "suffixes": (".xml",)}
JSON = {"media_type": "application/json", "suffixes": (".json",)}
MARKDOWN = {"media_type": "text/markdown", "suffixes": (".md",)}
BOOK = {"media_type": XLSX, "suffixes": (".xlsx",), "binary": True}
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def guarded_table(report: Report, between: str = ",") -> str:
    """Return a table whose cells are no formulas."""
    return "".join(
        between.join(cell(f"'{text}" if text.strip()[:1] in "=+-@|" else text) for text in row)
        + "\r\n"
        for row in facts_of(report)
    )


def packed(name: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


BROKEN: dict[str, list[Exporter]] = {
    "wrong_options_are_refused": [
        doing(str, options=Devouring),
        doing(str, options=Strange),
        doing(str, options=Numbered),
    ],
    "it_writes_every_report": [
        exporter(write=write_as_asked, options=Silencing),
        writing(lambda report: lines_of(report) if report.language == "en" else ""),
    ],
    "the_same_report_gives_the_same_bytes": [
        writing(lambda report: f"{lines_of(report)}{random.random()}")
    ],
    "the_surroundings_do_not_matter": [
        exporter(write=write_today),
        exporter(write=write_the_month),
        exporter(write=write_a_set),
        exporter(write=write_every_clock),
        exporter(write=fail_elsewhere),
        exporter(write=end_elsewhere),
    ],
    "losses_are_told": [exporter(write=lose_in_words), exporter(write=lose_none)],
    "the_report_stays_as_it_was": [doing(change_the_report)],
    "nothing_is_printed": [
        doing(lambda _: sys.stdout.write("exporting")),
        doing(lambda _: sys.stderr.write("exporting")),
    ],
    "nothing_but_the_stream_is_touched": [
        doing(read_a_file),
        doing(write_a_file),
        doing(look_around),
        doing(open_a_socket),
        doing(start_a_program),
        doing(ask_the_environment),
    ],
    "text_is_utf8": [writing(lambda report: lines_of(report).encode("utf-16"))],
    "no_character_is_lost": [
        *(writing(in_encoding(encoding)) for encoding in ("ascii", "cp950", "gb2312")),
        writing(lambda report: lines_of(report).encode("ascii", "ignore")),
        writing(lambda report: "".join(s for s in lines_of(report) if s <= "\uffff")),
        writing(
            lambda report: lines_of(report).encode("ascii", "replace"), Loss("text", "something")
        ),
    ],
    "no_text_becomes_a_formula": [
        writing(table, **CSV),
        writing(lambda report: table(report, "\t"), **TSV),
        writing(lambda report: book(report, "<s><f>SUM(A1)</f></s>"), **BOOK),
        writing(
            lambda report: packed(
                "content.xml", document(report, cell='<c table:formula="1">{}</c>')
            ),
            media_type=ODS,
            suffixes=(".ods",),
            binary=True,
        ),
    ],
    "no_text_becomes_markup": [
        writing(lambda report: page(report, without_control), **HTML),
        writing(lambda report: page(report, without_control, '<p title="{}">'), **HTML),
        writing(lambda report: page(report, cell='<a href="javascript:go()">{}</a>'), **HTML),
        writing(lambda report: page(report, without_control, "<script>'{}'</script>"), **HTML),
        writing(lambda report: document(report, only_ampersands), **XML),
        writing(lambda report: document(report, all_but_ampersands), **XML),
        writing(lambda report: document(report, cell='<a x="javascript:go()">{}</a>'), **XML),
        writing(lines_of, **MARKDOWN),
        writing(lambda report: f"{escaped(lines_of(report))}[a](javascript:go())", **MARKDOWN),
    ],
    "control_characters_are_replaced": [
        writing(lambda report: page(report, html.escape), **HTML),
        writing(lambda report: page(report, referred("&#{};")), **HTML),
        writing(lambda report: page(report, referred("&#x{:x};")), **HTML),
        writing(lambda report: document(report, html.escape), **XML),
        writing(lambda report: document(report, referred("&#{};")), **XML),
        writing(raw_json, **JSON),
    ],
    "large_numbers_are_exact": [writing(floats)],
    "none_zero_and_withheld_are_told_apart": [writing(zero_for_nothing)],
    "partial_dates_are_told_apart": [writing(whole_dates)],
    "suffix_and_media_type_are_true": [
        writing(lines_of, media_type="text/plain", suffixes=(".acme", ".csv")),
        writing(guarded_table, media_type="text/csv", suffixes=(".json",)),
        writing(lambda report: guarded_table(report).replace('"', ""), **CSV),
        writing(lambda report: page(report).removeprefix("<!DOCTYPE html>"), **HTML),
        writing(lines_of, media_type="application/json", suffixes=(".json",)),
    ],
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
    assert [line for line in lines if not line.startswith(f"{sentence}: ")] == []


def test_options_that_must_be_set_are_found() -> None:
    """An exporter that cannot be called is told so, once and first."""
    first, *_ = breaches(exporter(options=Demanding))
    assert first.startswith("options have defaults: ")
    assert "width" in first


def test_every_check_has_an_exporter_that_breaks_it() -> None:
    names = [check.__name__ for check in CHECKS]
    assert names == ["options_have_defaults", *BROKEN]


def test_every_breach_is_told() -> None:
    def write(report: Report, out: BinaryIO, _options: object) -> Any:
        sys.stdout.write("exporting\n")
        out.write(b"\xff" + lines_of(report).encode())

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
    for text in HARD_TEXTS:
        (figure,) = (figure for figure in report.figures if figure.label == text)
        assert figure.quote == text
        assert figure.where == {"kind": (text, "visit")}
        assert figure.readings[0].labels.say("en") == text
        assert figure.contradictions[0].say("zh-Hant") == text
        assert text in {partner.name.say("en") for partner in report.partners}


def test_a_small_report_has_none_of_the_hard_texts() -> None:
    """What a check finds in one is of the text that it put there."""
    said = repr(small_report("plain words"))
    assert "plain words" in said
    assert [text for text in HARD_TEXTS if repr(text) in said] == []


def test_the_stream_of_the_checks_is_one_way() -> None:
    stream = OneWay()
    assert stream.writable()
    assert not stream.readable()
    assert not stream.seekable()
    with pytest.raises(io.UnsupportedOperation):
        stream.tell()
