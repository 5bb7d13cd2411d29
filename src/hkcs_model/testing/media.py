"""What is known of media types: which suffix is whose, and what their bytes must be like."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import NoReturn
from xml.parsers import expat

from attrs import frozen

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
_KINDS = {
    "application/json": "json",
    "application/pdf": "pdf",
    "application/vnd.sqlite3": "sqlite",
    "application/x-sqlite3": "sqlite",
    "application/xml": "xml",
    "application/zip": "zip",
    "text/csv": "csv",
    "text/html": "html",
    "text/markdown": "markdown",
    "text/tab-separated-values": "tsv",
    "text/xml": "xml",
}
_ENDINGS = {"+json": "json", "+xml": "xml", "+zip": "zip"}
_SUFFIXES: Mapping[str, tuple[str, ...]] = {
    ".csv": ("text/csv",),
    ".docx": (f"{_OFFICE}.wordprocessingml.document",),
    ".htm": ("text/html",),
    ".html": ("text/html",),
    ".json": ("json",),
    ".md": ("text/markdown",),
    ".ods": (f"{_OPEN_DOCUMENT}.spreadsheet",),
    ".odt": (f"{_OPEN_DOCUMENT}.text",),
    ".pdf": ("application/pdf",),
    ".pptx": (f"{_OFFICE}.presentationml.presentation",),
    ".rels": ("xml",),
    ".sqlite": ("sqlite",),
    ".sqlite3": ("sqlite",),
    ".svg": ("image/svg+xml",),
    ".tsv": ("text/tab-separated-values",),
    ".txt": ("text/plain",),
    ".xlsx": (f"{_OFFICE}.spreadsheetml.sheet",),
    ".xml": ("xml",),
    ".zip": ("zip",),
}
"""Of each suffix that is known, the media types that it may be, or the kinds."""


@frozen(kw_only=True)
class Part:
    """A file, or a file in an archive.

    Attributes:
        name: its name in the archive; empty is the whole file.
        kind: what it is: `csv`, `html`, `json`, `xml`, `zip` …; empty where nothing is known.
        data: its bytes.
    """

    name: str
    kind: str
    data: bytes

    @property
    def called(self) -> str:
        """What it is called in a sentence."""
        return self.name or "the file"

    @property
    def text(self) -> str:
        """Its bytes as text, without a byte-order mark; what does not decode is replaced."""
        return self.data.decode("utf-8-sig", "replace")

    def rows(self) -> list[list[str]]:
        """Return the cells of a table.

        Raises:
            csv.Error: it is none.
        """
        dialect = "excel-tab" if self.kind == "tsv" else "excel"
        return list(csv.reader(io.StringIO(self.text, newline=""), dialect, strict=True))


def kind_of(media_type: str) -> str:
    """Return what files of a media type are; empty where nothing is known of it."""
    if media_type.startswith((_OFFICE, _OPEN_DOCUMENT)):
        return "zip"
    ends = (kind for ending, kind in _ENDINGS.items() if media_type.endswith(ending))
    return _KINDS.get(media_type) or next(ends, "")


def is_true(suffix: str, media_type: str) -> bool:
    """Tell whether files of a media type end so, as far as that is known."""
    last = "." + suffix.rpartition(".")[2]
    known = _SUFFIXES.get(last)
    return known is None or media_type in known or kind_of(media_type) in known


def parts(media_type: str, data: bytes) -> Iterator[Part]:
    """Return a file, and where it is an archive each file in it."""
    whole = Part(name="", kind=kind_of(media_type), data=data)
    yield whole
    if whole.kind == "zip" and zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield Part(name=name, kind=_kind_by_name(name), data=archive.read(name))


def _kind_by_name(name: str) -> str:
    known = _SUFFIXES.get("." + name.lower().rpartition(".")[2], ("",))[0]
    return known if "/" not in known else kind_of(known)


def faults(part: Part) -> Iterator[str]:
    """Tell what a part has that no file of its kind may have."""
    read = _READERS.get(part.kind)
    if read is None:
        return
    try:
        told = read(part)
    except (ValueError, csv.Error, expat.ExpatError, zipfile.BadZipFile) as error:
        told = f"{type(error).__name__}: {error}"
    if told:
        yield f"writes no {part.kind.upper()} in {part.called}: {told}"


def _read_table(part: Part) -> str:
    rows = part.rows()
    if not rows:
        return "it has no header"
    return "" if {len(row) for row in rows} == {len(rows[0])} else "its rows differ in length"


def _read_json(part: Part) -> str:
    json.loads(part.data.decode("utf-8"), parse_constant=_no_number)
    return ""


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number of JSON")


def _read_html(part: Part) -> str:
    start = part.text.lstrip().lower()
    return "" if start.startswith(("<!doctype html", "<html")) else "it does not begin like one"


def _read_xml(part: Part) -> str:
    expat.ParserCreate().Parse(part.data, True)  # noqa: FBT003 - the parser's own: all of it
    return ""


def _read_zip(part: Part) -> str:
    with zipfile.ZipFile(io.BytesIO(part.data)) as archive:
        broken = archive.testzip()
        return f"{broken} is broken" if broken else ""


def _begins(start: bytes) -> Callable[[Part], str]:
    def read(part: Part) -> str:
        return "" if part.data.startswith(start) else f"it does not begin with {start!r}"

    return read


_READERS: Mapping[str, Callable[[Part], str]] = {
    "csv": _read_table,
    "html": _read_html,
    "json": _read_json,
    "pdf": _begins(b"%PDF-"),
    "sqlite": _begins(b"SQLite format 3\0"),
    "tsv": _read_table,
    "xml": _read_xml,
    "zip": _read_zip,
}
