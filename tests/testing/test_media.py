"""Media types and suffixes: what is known of them, and what files of each must be like."""

from __future__ import annotations

import io
import zipfile

import pytest

from hkcs_model.testing.harm import control_characters, formulas, markup
from hkcs_model.testing.media import Part, faults, is_true, kind_of, parts

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [
        ("text/csv", "csv"),
        ("application/ld+json", "json"),
        ("image/svg+xml", "xml"),
        ("application/epub+zip", "zip"),
        (DOCX, "zip"),
        ("application/vnd.oasis.opendocument.text", "zip"),
        ("text/plain", ""),
    ],
)
def test_a_media_type_says_what_kind_of_file_it_is(media_type: str, kind: str) -> None:
    assert kind_of(media_type) == kind


@pytest.mark.parametrize(
    ("suffix", "media_type", "true"),
    [
        pytest.param(".csv", "text/csv", True, id="its-own"),
        pytest.param(".hxl.csv", "text/csv", True, id="the-last-of-several"),
        pytest.param(".csv", "text/plain", False, id="another"),
        pytest.param(".json", "application/geo+json", True, id="any-of-its-kind"),
        pytest.param(".xlsx", "application/zip", False, id="of-its-kind-alone"),
        pytest.param(".acme", "text/csv", True, id="nothing-is-known-of-it"),
    ],
)
def test_a_suffix_is_of_some_media_types(suffix: str, media_type: str, *, true: bool) -> None:
    assert is_true(suffix, media_type) is true


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as whole:
        for name, data in members.items():
            whole.writestr(name.replace("_", "."), data)
    return out.getvalue()


def test_an_archive_is_looked_into() -> None:
    data = archive(a_csv=b"x", b_XML=b"<x/>", read_me=b"")
    assert [(part.name, part.kind) for part in parts("application/zip", data)] == [
        ("", "zip"),
        ("a.csv", "csv"),
        ("b.XML", "xml"),
        ("read.me", ""),
    ]


def test_what_is_no_archive_is_one_part() -> None:
    assert [part.name for part in parts("application/zip", b"PK")] == [""]
    assert [part.name for part in parts("text/csv", archive())] == [""]


BROKEN_ARCHIVE = archive(a_csv=b"stored as it is").replace(b"stored", b"change")


@pytest.mark.parametrize(
    ("kind", "data", "told"),
    [
        pytest.param("csv", b"", "it has no header", id="an-empty-table"),
        pytest.param("csv", b"a,b\n1\n", "its rows differ in length", id="a-short-row"),
        pytest.param("csv", b'a\n"b', "Error: unexpected end of data", id="an-open-quote"),
        pytest.param("json", b"[NaN]", "ValueError: NaN is no number of JSON", id="not-a-number"),
        pytest.param("json", b"\xff", "UnicodeDecodeError: ", id="no-text"),
        pytest.param("json", b"[", "JSONDecodeError: ", id="half-of-json"),
        pytest.param("html", b"<p>", "it does not begin like one", id="a-piece-of-html"),
        pytest.param("xml", b"<a>", "ExpatError: no element found", id="an-open-element"),
        pytest.param("xml", b"<a>&nbsp;</a>", "ExpatError: undefined entity", id="an-entity"),
        pytest.param("zip", b"PK", "BadZipFile: ", id="no-archive"),
        pytest.param("zip", BROKEN_ARCHIVE, "a.csv is broken", id="a-broken-archive"),
        pytest.param("pdf", b"%PS", "it does not begin with b'%PDF-'", id="no-pdf"),
        pytest.param("sqlite", b"", "it does not begin with b'SQLite", id="no-database"),
    ],
)
def test_what_is_not_of_its_kind_is_told(kind: str, data: bytes, told: str) -> None:
    (fault,) = faults(Part(name="", kind=kind, data=data))
    assert fault.startswith(f"writes no {kind.upper()} in the file: {told}")


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("csv", b"\xef\xbb\xbfa,b\r\n1,2\r\n"),
        ("tsv", b"a\tb\n1\t2\n"),
        ("json", b"[1]"),
        ("html", b"\xef\xbb\xbf\n<!DOCTYPE HTML>"),
        ("html", b"<html>"),
        ("xml", b"<a/>"),
        ("zip", archive(a_csv=b"x")),
        ("pdf", b"%PDF-1.7"),
        ("sqlite", b"SQLite format 3\0"),
        ("", b"\xff"),
        ("markdown", b"# a"),
    ],
)
def test_what_is_of_its_kind_has_no_faults(kind: str, data: bytes) -> None:
    assert list(faults(Part(name="x", kind=kind, data=data))) == []


def test_a_part_of_an_archive_is_told_by_its_name() -> None:
    (fault,) = faults(Part(name="word/document.xml", kind="xml", data=b""))
    assert fault.startswith("writes no XML in word/document.xml: ")


# ---- what does no harm ----


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(Part(name="", kind="csv", data=b"a,-1,+2.5,'=x\n"), id="numbers-and-guarded"),
        pytest.param(Part(name="", kind="csv", data=b'"a'), id="what-is-no-table"),
        pytest.param(Part(name="content.xml", kind="xml", data=b"<a/>"), id="no-formula"),
        pytest.param(Part(name="xl/worksheets/a.xml", kind="xml", data=b"<format/>"), id="a-sheet"),
        pytest.param(Part(name="", kind="", data=b"=A1"), id="no-table"),
    ],
)
def test_what_is_no_formula_is_let_be(part: Part) -> None:
    assert list(formulas(part)) == []


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(
            Part(name="", kind="html", data=b"<script>a</script><p on=1>alert(1)</p>"), id="html"
        ),
        pytest.param(Part(name="", kind="xml", data=b"<a b='c'>javascript:</a>"), id="xml"),
        pytest.param(Part(name="", kind="markdown", data=b"&lt;script>"), id="markdown"),
        pytest.param(
            Part(name="", kind="markdown", data=rb"\<script\> [a\](javascript:b)"), id="escaped"
        ),
        pytest.param(Part(name="", kind="", data=b"<script>alert(1)</script>"), id="a-text"),
    ],
)
def test_what_is_no_markup_is_let_be(part: Part) -> None:
    assert list(markup(part)) == []


@pytest.mark.parametrize("text", [rb"\\<script>", b"[a](JavaScript:b)", b"a <SCRIPT"])
def test_markup_in_markdown_is_found(text: bytes) -> None:
    """A backslash that is escaped itself escapes nothing."""
    assert list(markup(Part(name="", kind="markdown", data=text)))


@pytest.mark.parametrize("tag", ["script", "svg:script"])
def test_a_script_in_xml_is_found(tag: str) -> None:
    data = f"<a xmlns:svg='x'><{tag}>alert(1)</{tag}></a>".encode()
    assert list(markup(Part(name="", kind="xml", data=data)))


@pytest.mark.parametrize(
    ("kind", "data"), [("html", b"a&#10;&#x9;&#128512;\n"), ("", b"\x07"), ("csv", b"\x07")]
)
def test_what_is_no_forbidden_character_is_let_be(kind: str, data: bytes) -> None:
    assert list(control_characters(Part(name="", kind=kind, data=data))) == []
