"""The workbook and the documents before judges that nobody here wrote: LibreOffice and pandoc."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from hkcs_model import build_report, load
from hkcs_model.plugins import built_in
from hkcs_model.report import Report
from hkcs_model.testing import hard_report
from tests.exporters.documents import grids_told
from tests.reports import exported

pytestmark = pytest.mark.outside

REPORTS = [
    pytest.param("hkcs", "en", id="hkcs"),
    pytest.param("sample", "zh-Hant", id="sample-for-a-reader-of-chinese"),
    pytest.param("hard", "en", id="hard"),
]


def report_of(name: str, language: str) -> Report:
    return hard_report(language) if name == "hard" else build_report(load(name), language=language)


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    return done.stdout


def printed(data: bytes, suffix: str, folder: Path) -> tuple[int, str]:
    """Return how many pages LibreOffice prints of a file, and what stands on them."""
    file = folder / f"report{suffix}"
    file.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file))
    pages = re.search(r"Pages:\s+(\d+)", run("pdfinfo", str(folder / "report.pdf")))
    text = run("pdftotext", str(folder / "report.pdf"), "-")
    return int(pages[1]) if pages else 0, re.sub(r"\s+", "", text)


@pytest.mark.parametrize("format_", ["xlsx", "docx"])
@pytest.mark.parametrize(("name", "language"), REPORTS)
def test_libreoffice_prints_it(name: str, language: str, format_: str, tmp_path: Path) -> None:
    """Every figure that is no row of a table stands on a page, in the words of its reader."""
    report = report_of(name, language)
    suffix = built_in().exporters[format_].suffixes[0]
    pages, text = printed(exported(report, format_), suffix, tmp_path)
    assert pages > 3
    for figure in report.figures:
        assert re.sub(r"\s+", "", figure.say(language)) in text
    assert report.provenance.digest in text


def test_a_file_that_is_none_is_not_printed(tmp_path: Path) -> None:
    """The judge is awake."""
    data = exported(report_of("hkcs", "en"), "docx")
    with pytest.raises(subprocess.CalledProcessError):
        printed(data[: len(data) // 2], ".docx", tmp_path)


# ---- pandoc ----


def read_by_pandoc(data: bytes, suffix: str, form: str, folder: Path) -> Any:
    file = folder / f"report{suffix}"
    file.write_bytes(data)
    return json.loads(run("pandoc", "--from", form, "--to", "json", str(file)))


def tables_in(document: Any) -> list[list[int]]:
    """Return of each table how many cells each of its rows has, the header first."""
    return [list(_rows(block["c"])) for block in _found(document["blocks"], "Table")]


def _rows(table: list[Any]) -> Any:
    _, _, _, (_, head), bodies, _ = table
    rows = [*head, *(row for body in bodies for row in body[3])]
    return (len(cells) for _, cells in rows)


def _found(value: Any, kind: str) -> list[Any]:
    """Return every element of a kind, however deep."""
    if isinstance(value, list):
        return [one for part in value for one in _found(part, kind)]
    if isinstance(value, dict):
        own = [value] if value.get("t") == kind else []
        return [*own, *_found(value.get("c"), kind)]
    return []


@pytest.mark.parametrize(("name", "language"), REPORTS)
def test_pandoc_reads_the_markdown(name: str, language: str, tmp_path: Path) -> None:
    """The tables have their rows and cells, marks are notes, and there is neither HTML nor link."""
    report = report_of(name, language)
    read = read_by_pandoc(exported(report, "markdown"), ".md", "gfm", tmp_path)
    assert tables_in(read) == [[len(row) for row in grid] for grid in grids_told(report)]
    assert _found(read["blocks"], "Note") != []
    for kind in ("RawInline", "RawBlock", "Link", "Image", "Code", "Math", "CodeBlock"):
        assert _found(read["blocks"], kind) == []


@pytest.mark.parametrize(("name", "language"), REPORTS)
def test_pandoc_reads_the_word_document(name: str, language: str, tmp_path: Path) -> None:
    """The table of the headlines has no header; the others are those that were told."""
    report = report_of(name, language)
    read = read_by_pandoc(exported(report, "docx"), ".docx", "docx", tmp_path)
    found = [rows for rows in tables_in(read) if rows]
    told = [[len(row) for row in grid] for grid in grids_told(report)]
    assert found[-len(told) :] == told
    titles = [heading for heading in _found(read["blocks"], "Header") if heading["c"][0] == 1]
    assert len(titles) > 3


def test_a_table_that_is_broken_is_seen_by_pandoc(tmp_path: Path) -> None:
    """The judge is awake: a row that is taken out is missed."""
    report = report_of("hkcs", "en")
    lines = exported(report, "markdown").split(b"\n")
    lines.remove(next(line for line in lines if line.startswith(b"| students")))
    read = read_by_pandoc(b"\n".join(lines), ".md", "gfm", tmp_path)
    assert tables_in(read) != [[len(row) for row in grid] for grid in grids_told(report)]
