"""The Word document before python-docx: tables, styles, languages, and no trace of a clock."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import docx
import pytest
from attrs import evolve

from hkcs_exporters.document import Grid, document_of
from hkcs_exporters.to_docx import looks
from hkcs_exporters.to_docx.writer import Writer
from hkcs_model import build_report, load
from hkcs_model.hookspecs import Loss, NoOptions
from hkcs_model.languages import LANGUAGES, Text
from hkcs_model.plugins import built_in
from hkcs_model.problems import UsageError
from hkcs_model.report import Report
from hkcs_model.testing import HARD_TEXTS, hard_report
from tests.exporters.documents import (
    grids_in_word,
    grids_told,
    only,
    plain,
    sentences_in_word,
    sentences_told,
)
from tests.reports import exported

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def report_of(name: str, language: str = "en") -> Report:
    return hard_report(language) if name == "hard" else build_report(load(name), language=language)


def part_of(report: Report, name: str) -> ET.Element:
    with ZipFile(io.BytesIO(exported(report, "docx"))) as package:
        return ET.fromstring(package.read(name))  # noqa: S314 - our own bytes


def opened(report: Report) -> Any:
    return docx.Document(io.BytesIO(exported(report, "docx")))


# ---- what is in it ----


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["hkcs", "sample", "hard"])
def test_its_tables_have_the_rows_and_cells_that_were_told(name: str, language: str) -> None:
    report = report_of(name, language)
    assert grids_in_word(exported(report, "docx")) == grids_told(report)


def test_a_table_that_is_broken_is_found() -> None:
    """The judge is awake: a number that is changed and a row that is missing are seen."""
    report = report_of("hkcs")
    for spoil in (
        lambda table: table._tbl.remove(table.rows[1]._tr),
        lambda table: setattr(table.cell(1, 1), "text", "15"),
    ):
        document, out = opened(report), io.BytesIO()
        spoil(document.tables[1])
        document.save(out)
        assert grids_in_word(out.getvalue()) != grids_told(report)


@pytest.mark.parametrize("name", ["hkcs", "sample", "hard"])
def test_every_sentence_is_in_it(name: str) -> None:
    report = report_of(name)
    assert set(sentences_told(report)) - set(sentences_in_word(exported(report, "docx"))) == set()


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_every_hard_text_is_in_it_with_forbidden_signs_made_visible(text: str) -> None:
    report = only(hard_report(), evolve(hard_report().figures[0], labels=Text({"en": text})))
    (grid, *_) = grids_in_word(exported(report, "docx"))
    assert grid[1][0] == plain(text)


def test_the_first_figures_stand_out() -> None:
    cards = opened(report_of("hkcs")).tables[0]
    assert [cell.text for cell in cards.rows[0].cells] == [
        "14\ngroups of students",
        "44\nstudents",
        "around 2,300\nstudents served",
        "11\nsupervisors assigned",
    ]
    assert cards.cell(0, 0).paragraphs[0].runs[0].font.size.pt > 12


def test_notes_are_marked_above_the_line_and_told_at_the_end() -> None:
    document = opened(report_of("hkcs"))
    runs = document.tables[1].cell(1, 0).paragraphs[0].runs
    assert [run.text for run in runs if run.font.superscript] == ["1 ", "2 "]
    texts = [paragraph.text for paragraph in document.paragraphs]
    place = texts.index("Notes")
    assert texts[place + 1].startswith("1 \tTaken from what was published")


# ---- how it looks ----


def test_it_has_styles_that_a_table_of_contents_finds() -> None:
    styles = [(p.style.name, p.text) for p in opened(report_of("hkcs")).paragraphs]
    assert styles[0] == ("Title", "Mainland China Social Service Project")
    assert styles[1][0] == "Subtitle"
    assert ("Heading 1", "Social Work Education") in styles
    assert ("Heading 2", "Milestones") in styles
    assert any(name == "List Bullet" for name, _ in styles)
    assert any(name == "Caption" for name, _ in styles)


def test_headers_stand_on_every_page_and_rows_are_not_parted() -> None:
    report = report_of("sample")
    tables = opened(report).tables[1:]
    assert len(tables) == sum(isinstance(block, Grid) for block in document_of(report))
    for table in tables:
        header, *rows = (row._tr for row in table.rows)
        assert header.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rows)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (header, *rows))


def test_a_short_table_is_kept_on_one_page_and_a_long_one_is_not() -> None:
    (figure, *_) = hard_report().figures
    kept = []
    for number in (2, 20):
        figures = (evolve(figure, id=str(n)) for n in range(number))
        row = opened(only(hard_report(), *figures)).tables[0].rows[1]
        kept.append(bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next))
    assert kept == [True, False]


def test_a_table_is_as_wide_as_the_text() -> None:
    document = opened(report_of("sample", "zh-Hant"))
    section = document.sections[0]
    wide = section.page_width - section.left_margin - section.right_margin
    assert round(section.page_width.mm) == 210
    for table in document.tables:
        total = sum(column.width for column in table.columns)
        assert abs(total - wide) < 10_000 * len(table.columns)


def test_warnings_and_remarks_are_told_apart() -> None:
    colours = {
        str(run.font.color.rgb)
        for paragraph in opened(hard_report()).paragraphs
        for run in paragraph.runs
        if run.font.color.rgb is not None
    }
    assert {str(looks.RED), str(looks.SOFT)} <= colours


# ---- languages ----


@pytest.mark.parametrize(
    ("language", "tag", "font"),
    [
        ("en", "zh-HK", "Microsoft JhengHei"),
        ("zh-Hant", "zh-HK", "Microsoft JhengHei"),
        ("zh-Hans", "zh-CN", "Microsoft YaHei"),
    ],
)
def test_the_language_of_the_reader_is_that_of_the_document(
    language: str, tag: str, font: str
) -> None:
    styles = part_of(report_of("hkcs", language), "word/styles.xml")
    lang = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert lang is not None
    assert (lang.get(f"{W}val"), lang.get(f"{W}eastAsia")) == ("en-GB", tag)
    fonts = styles.find(f"{W}style[@{W}styleId='Normal']/{W}rPr/{W}rFonts")
    assert fonts is not None
    assert fonts.get(f"{W}eastAsia") == font
    assert not any("Theme" in name for name in fonts.attrib)


def test_every_run_says_its_language() -> None:
    """Of the text; the numbers of notes are in none."""
    body = part_of(hard_report(), "word/document.xml")
    for run in body.iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        assert properties is not None
        assert (properties.find(f"{W}lang") is None) == (
            properties.find(f"{W}vertAlign") is not None
        )


def test_another_chinese_has_its_own_language_and_font() -> None:
    body = part_of(hard_report("zh-Hant"), "word/document.xml")
    (run, *_) = (r for r in body.iter(f"{W}r") if (r.findtext(f"{W}t") or "") == "关怀")
    properties = run.find(f"{W}rPr")
    assert properties is not None
    (lang, fonts) = properties.find(f"{W}lang"), properties.find(f"{W}rFonts")
    assert lang is not None
    assert fonts is not None
    assert lang.get(f"{W}eastAsia") == "zh-CN"
    assert (fonts.get(f"{W}eastAsia"), fonts.get(f"{W}hint")) == ("Microsoft YaHei", "eastAsia")


def test_a_language_that_is_none_of_ours_keeps_its_tag() -> None:
    report = only(hard_report(), hard_report().figures[0])
    project = evolve(report.project, title=Text({"pt": "Projeto"}))
    body = part_of(evolve(report, project=project), "word/document.xml")
    (run, *_) = (r for r in body.iter(f"{W}r") if r.findtext(f"{W}t") == "Projeto")
    lang = run.find(f"{W}rPr/{W}lang")
    assert lang is not None
    assert lang.get(f"{W}val") == "pt"


# ---- the file ----


def test_it_tells_nothing_of_when_or_where_it_was_written() -> None:
    properties = opened(report_of("hkcs")).core_properties
    day = datetime(2014, 12, 31, tzinfo=UTC)
    assert (properties.created, properties.modified) == (day, day)
    assert properties.author == properties.last_modified_by == "Hong Kong Christian Service"
    assert properties.title == "Mainland China Social Service Project"
    with ZipFile(io.BytesIO(exported(report_of("hkcs"), "docx"))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("thumbnail" in name for name in package.namelist())
        assert b"thumbnail" not in package.read("_rels/.rels")


def test_pages_are_numbered() -> None:
    footer = opened(report_of("hkcs")).sections[0].footer.paragraphs[0]
    assert footer.text.startswith("Hong Kong Christian Service · Mainland China")
    fields = [field.get(f"{W}instr") for field in footer._p.iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_a_long_name_fits_into_the_properties() -> None:
    report = evolve(
        hard_report(), agency=evolve(hard_report().agency, name=Text({"en": "x" * 300}))
    )
    assert opened(report).core_properties.author == "x" * 255


def losses_of(report: Report) -> list[Loss]:
    return built_in().exporters["docx"].write(report, io.BytesIO(), NoOptions())


def test_signs_that_are_lost_are_told() -> None:
    title = Text({"en": "a\x07b"})
    report = evolve(report_of("hkcs"), project=evolve(report_of("hkcs").project, title=title))
    told = "texts with characters that XML forbids, shown as \ufffd: 2"
    assert losses_of(report)[-1] == Loss("character", told)
    assert [loss.what for loss in losses_of(report_of("hkcs"))][-1] == "activity"


def test_a_missing_library_is_told_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    told = r"format docx needs docx, .*run: pip install 'hkcs-model\[docx\]'"
    with pytest.raises(UsageError, match=told):
        exported(hard_report(), "docx")


def test_a_block_of_another_kind_is_refused() -> None:
    with pytest.raises(NotImplementedError, match="a text"):
        Writer(docx.Document(), hard_report()).write("a text")
