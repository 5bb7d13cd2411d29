"""The workbook before openpyxl and python-calamine: numbers, marks, texts, and nothing alive."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]
from attrs import evolve

from hkcs_exporters.to_xlsx import book as book_module
from hkcs_exporters.to_xlsx.book import Book
from hkcs_exporters.to_xlsx.sheets import Column, Sheet
from hkcs_model import build_report, load
from hkcs_model.dates import PartialDate
from hkcs_model.hookspecs import Loss, NoOptions
from hkcs_model.languages import LANGUAGES, Message, Text, translate
from hkcs_model.plugins import built_in
from hkcs_model.problems import UsageError
from hkcs_model.report import Figure, Report
from hkcs_model.testing import HARD_TEXTS, hard_report
from tests.exporters.workbooks import (
    alive_in,
    figures_in,
    figures_told,
    rows_by_calamine,
    rows_by_openpyxl,
    texts_in,
)
from tests.reports import exported

Read = Callable[[bytes], dict[str, list[list[Any]]]]

FORMULAS = (
    *('=HYPERLINK("http://example.org")', "+1", "-1+2", "@SUM(A1)", "＝1+1", "=1+1|cmd", " =1"),
    *("http://example.org", "mailto:a@example.org", "12", "1e5", "<r><t>rich</t></r>"),
    *("_x0041__x0042_", "internal:Figures!A1", "{=1}", "TRUE", "#REF!"),
)
TEXT = Text({"en": "a text"})


def report_of(name: str, language: str) -> Report:
    return hard_report(language) if name == "hard" else build_report(load(name), language=language)


def losses_of(report: Report) -> list[Loss]:
    return built_in().exporters["xlsx"].write(report, io.BytesIO(), NoOptions())


def opened(report: Report) -> Any:
    return openpyxl.load_workbook(io.BytesIO(exported(report, "xlsx")))


def of(report: Report, *figures: Figure) -> Report:
    """Return a report of these figures alone; its summaries quote none."""
    return evolve(
        report,
        figures=figures,
        tables=(),
        project=evolve(report.project, summary=Text()),
        programmes=tuple(evolve(part, summary=Text()) for part in report.programmes),
    )


def titled(report: Report, *titles: str) -> Report:
    """Return a report with a figure for each of some titles."""
    (figure, *_) = hard_report().figures
    figures = (
        evolve(figure, id=f"f{n}", labels=Text({"en": title}), quote=title)
        for n, title in enumerate(titles)
    )
    return of(report, *figures)


def one_sheet(report: Report, *rows: tuple[Any, ...], **given: Any) -> tuple[Book, Any]:
    """Return what a sheet of some rows becomes."""
    book = Book(xlsxwriter, report)
    width = max((len(row) for row in rows), default=1)
    columns = tuple(Column(title=f"column {n}", widest=20) for n in range(width))
    book.add(Sheet(name="sheet", columns=columns, **{"rows": rows, **given}))
    return book, openpyxl.load_workbook(io.BytesIO(book.closed())).worksheets[0]


# ---- the same figures ----


@pytest.mark.parametrize("read", [rows_by_openpyxl, rows_by_calamine])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["hkcs", "sample", "hard"])
def test_every_end_and_mark_reads_back_equal(name: str, language: str, read: Read) -> None:
    report = report_of(name, language)
    assert figures_in(read(exported(report, "xlsx")), language) == figures_told(report)


@pytest.mark.parametrize("read", [rows_by_openpyxl, rows_by_calamine])
def test_a_number_that_is_changed_is_found(read: Read) -> None:
    """The judge is awake: another number, another mark and a row less are each told apart."""
    report = report_of("sample", "en")
    (first, *rest) = report.figures
    for changed in (
        evolve(report, figures=(evolve(first, low=251, high=251), *rest)),
        evolve(report, figures=(evolve(first, low_exclusive=True), *rest)),
        evolve(report, figures=tuple(rest)),
    ):
        found = figures_in(read(exported(changed, "xlsx")), "en")
        assert found != figures_told(report)


def test_a_withheld_figure_is_never_zero_or_blank() -> None:
    found = figures_in(rows_by_openpyxl(exported(hard_report(), "xlsx")), "en")
    assert found["withheld", ""][:2] == ("withheld", "withheld")
    assert found["unknown", ""][:2] == ("not known", "not known")
    assert found["zero", ""][:2] == (0, 0)
    assert found["more", ""][:3] == (800, "no upper limit known", "yes")


def test_numbers_are_numbers_and_days_are_days() -> None:
    sheet = opened(report_of("sample", "en"))["Figures"]
    rows = [{str(h.value): c for h, c in zip(sheet[1], row, strict=True)} for row in sheet.rows]
    by_id = {row["Id"].value: row for row in rows}
    hours = by_id["year-hours"]
    assert (hours["Lowest"].value, hours["Lowest"].number_format) == (650, "#,##0")
    assert hours["From"].value == datetime(2013, 4, 1)  # noqa: DTZ001 - a workbook knows no zones
    assert hours["From"].number_format == "yyyy-mm-dd"
    assert by_id["supervision-days"]["Highest"].number_format == "#,##0.0"
    assert by_id["supervisees"]["From"].value == "the beginning"


def test_what_a_spreadsheet_would_round_is_a_text_and_is_told() -> None:
    figure = hard_report().figures[0]
    numbers = (2**53, 2**53 + 1, 10**18, 999_999_999_999_999, Decimal("0.1234567890123456"))
    figures = tuple(evolve(figure, id=str(n), low=n, high=n) for n in numbers)
    report = of(hard_report(), *figures)
    texts = ["9007199254740992", "9007199254740993", "1000000000000000000"]
    found = figures_in(rows_by_openpyxl(exported(report, "xlsx")), "en")
    assert [found[str(n), ""][0] for n in numbers] == list(numbers)
    sheet = opened(report)["Figures"]
    lowest = [c.value for c in sheet[1]].index("Lowest") + 1
    kinds = [sheet.cell(row, lowest).data_type for row in range(2, 7)]
    assert kinds == ["s", "s", "s", "n", "s"]
    assert [sheet.cell(row, lowest).value for row in range(2, 5)] == texts
    told = "numbers that a spreadsheet would round, and that are in it as text: 8"
    assert Loss("number", told) in losses_of(report)


# ---- nothing alive ----


@pytest.mark.parametrize("name", ["hkcs", "sample", "hard"])
def test_nothing_in_it_is_alive(name: str) -> None:
    assert alive_in(exported(report_of(name, "en"), "xlsx")) == []


def test_a_text_is_a_text_whatever_it_looks_like() -> None:
    data = exported(titled(hard_report(), *FORMULAS), "xlsx")
    assert alive_in(data) == []
    assert set(FORMULAS) <= texts_in(data)


@pytest.mark.parametrize("kind", ["formula", "link"])
def test_what_is_alive_is_found(kind: str) -> None:
    """The judge is awake."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        if kind == "formula":
            sheet.write_formula(0, 0, "=1+1")
        else:
            sheet.write_url(0, 0, "http://example.org")
    assert alive_in(out.getvalue())


def test_a_text_that_begins_like_a_formula_stays_one_when_it_is_typed_again() -> None:
    sheet = opened(titled(hard_report(), "=1+1", "one"))["Figures"]
    assert [bool(sheet[name].quotePrefix) for name in ("B2", "B3")] == [True, False]


# ---- every text ----


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_every_hard_text_is_in_it(text: str) -> None:
    shown = text.replace("\x07", "\ufffd").replace("\x1f", "\ufffd")
    assert shown in texts_in(exported(hard_report(), "xlsx"))


def test_signs_that_no_sheet_holds_are_visible_and_told() -> None:
    report = titled(hard_report(), "a\x07b")
    assert "a\ufffdb" in texts_in(exported(report, "xlsx"))
    (told,) = [loss for loss in losses_of(report) if loss.what == "character"]
    assert told.message.startswith(
        "texts with characters that a sheet cannot hold, shown as \ufffd:"
    )
    assert losses_of(titled(report_of("hkcs", "en"), "ab"))[1:] == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("x" * 32_767, 32_767, id="that-fits"),
        pytest.param("x" * 32_768, 32_767, id="a-sign-too-long"),
        pytest.param("𠜎" * 20_000, 16_384, id="of-signs-that-take-two"),
        pytest.param("<r>" + "_" * 32_700 + "</r>", 4_095, id="that-is-escaped"),
    ],
)
def test_a_text_that_is_too_long_is_cut_where_everybody_sees(text: str, kept: int) -> None:
    book, sheet = one_sheet(hard_report(), (text,))
    found = str(sheet["A2"].value)
    assert len(found) == kept
    assert (found == text, found.endswith("…")) == (
        (True, False) if text[-1:] == found[-1:] else (False, True)
    )
    assert book.lost["text"] == (found != text)


def test_a_cut_is_told() -> None:
    report = titled(report_of("hkcs", "en"), "x" * 40_000)
    cells = [text for text in texts_in(exported(report, "xlsx")) if text.endswith("…")]
    assert {len(cell) for cell in cells} == {32_767}
    told = "texts that are longer than a cell holds, and are cut where … stands: 3"
    assert losses_of(report)[1:] == [Loss("text", told)]


def test_rows_that_a_sheet_does_not_hold_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book_module, "MOST_ROWS", 10)
    book, sheet = one_sheet(hard_report(), *((n,) for n in range(20)), total=("all",))
    assert book.lost["row"] == 14
    assert [row[0].value for row in sheet.rows] == ["column 0", 0, 1, 2, 3, 4, 5, "all"]
    lost = [loss for loss in losses_of(hard_report()) if loss.what == "row"]
    assert lost
    assert lost[0].message.startswith("rows that are more than a sheet holds, and are not in it: ")


def test_xlsxwriter_is_held_to_its_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says by a number alone that a cell was left out."""
    monkeypatch.setattr("xlsxwriter.worksheet.Worksheet.write_string", lambda *_: -2)
    with pytest.raises(ValueError, match="a cell was not written; xlsxwriter says -2"):
        exported(hard_report(), "xlsx")


# ---- the sheets ----


def test_the_sheets_are_those_that_an_officer_looks_for() -> None:
    names = opened(report_of("sample", "en")).sheetnames
    assert (names[0], names[-3:]) == ("Figures", ["How counted", "Statements", "Notes"])
    assert names[1:-3] == [
        *("contacts, by financial year", "contacts, by mode", "social workers supervised, by …"),
    ]


def test_names_of_sheets_are_made_what_excel_takes() -> None:
    table = hard_report().tables[0]
    titles = ("History", "a/b:c?*[d]\\", "'quoted'", "社" * 40, "社" * 41, "", "figures", "\x07\n")
    tables = tuple(
        evolve(table, total=evolve(table.total, id=f"t{n}", labels=Text({"en": title})))
        for n, title in enumerate(titles)
    )
    names = opened(evolve(hard_report(), tables=tables)).sheetnames[1:-3]
    assert names == [
        *("History (2)", "a b c d", "quoted", "社" * 30 + "…", "社" * 26 + "… (2)"),
        *("-", "figures (2)", "\ufffd"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_headers_stay_in_sight_and_every_sheet_is_ready_to_print(language: str) -> None:
    for sheet in opened(report_of("sample", language)):
        assert str(sheet.freeze_panes)[1:] == "2"
        assert str(sheet.auto_filter.ref).startswith("A1:")
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.oddFooter.center.text == "&P / &N"
        assert sheet.print_area


def test_the_total_and_the_notes_are_not_filtered_with_the_rows() -> None:
    report = report_of("sample", "en")
    sheet = opened(report).worksheets[1]
    rows = len(report.rows_of(report.tables[0]))
    assert str(sheet.auto_filter.ref).rpartition(":")[2].lstrip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    ) == str(rows + 1)
    values = [row[0] for row in sheet.values]
    assert values[rows + 1] == "total, counted again"
    assert values[-1] == "These rows add up to their total"


def test_a_table_says_how_much_its_rows_overlap() -> None:
    sheets = rows_by_openpyxl(exported(hard_report(), "xlsx"))
    said = "These rows do not add up to their total: counted in more than one of them: 1"
    assert [row[0] for row in sheets["rows"]][-1] == said
    assert [row[0] for row in sheets["空"]][-1] == "Nothing belongs: there is no row"


def test_a_day_that_is_a_row_is_a_day() -> None:
    report = hard_report()
    (row, other) = (f for f in report.figures if f.by)
    rows = (evolve(row, id="", by={"date": "2014-05-01"}), evolve(other, id="", by={"date": ""}))
    sheet = opened(of(report, *rows))["Figures"]
    assert [c.value for c in sheet["C"]] == ["Date", datetime(2014, 5, 1), "(not recorded)"]  # noqa: DTZ001


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    """A Chinese sign is two wide; a long text is wrapped, and its row higher."""
    rows = (("社會工作", "x" * 10, 1), ("y" * 50, "x", None))
    _, sheet = one_sheet(hard_report(), *rows)
    widths = [round(sheet.column_dimensions[letter].width) for letter in "ABC"]
    assert widths == [21, 13, 11]
    assert sheet.row_dimensions[3].height == 45
    assert sheet.row_dimensions[2].height is None
    _, sheet = one_sheet(hard_report(), ("社會工作社",), ("abc",))
    assert round(sheet.column_dimensions["A"].width) == 13


def test_a_row_is_never_higher_than_excel_takes() -> None:
    _, sheet = one_sheet(hard_report(), ("x\n" * 100,))
    assert sheet.row_dimensions[2].height == 405


def test_days_before_those_that_spreadsheets_agree_on_are_texts() -> None:
    _, sheet = one_sheet(hard_report(), (date(1900, 2, 28), date(1900, 3, 1)))
    assert sheet["A2"].value == "1900-02-28"
    assert sheet["B2"].value == datetime(1900, 3, 1)  # noqa: DTZ001 - a workbook knows no zones


def test_an_open_end_is_told() -> None:
    figure = evolve(hard_report().figures[0], period="2014-01-01/..")
    sheet = opened(of(hard_report(), figure))["Figures"]
    found = dict(zip((c.value for c in sheet[1]), (c.value for c in sheet[2]), strict=True))
    assert (found["From"], found["To"]) == (datetime(2014, 1, 1), "no end")  # noqa: DTZ001


def test_every_step_is_told_with_both_its_ends() -> None:
    report = report_of("sample", "en")
    rows = rows_by_openpyxl(exported(report, "xlsx"))["How counted"][1:]
    (figure,) = (f for f in report.figures if f.id == "supervision-days")
    told = [row[2:5] for row in rows if row[0] == figure.label]
    (account,) = figure.accounts
    steps = [[s.message.say("en"), s.low, s.high] for s in account.steps]
    answer = "staff-days (days of supervision): together: 818 to 818.5"
    assert told == [*steps, [answer, 818, Decimal("818.5")]]


def test_the_account_of_a_row_names_the_row() -> None:
    report = report_of("sample", "en")
    labels = {row[0] for row in rows_by_openpyxl(exported(report, "xlsx"))["How counted"]}
    assert f"{report.tables[0].total.label}: 2013-14" in labels


def test_the_published_totals_of_a_figure_are_told() -> None:
    rows = rows_by_openpyxl(exported(report_of("hkcs", "en"), "xlsx"))["How counted"]
    told = [row[1:] for row in rows if str(row[0]).endswith(", all programmes")]
    assert told == [
        ["published", "published: students: 44", 44, 44],
        ["added up", "published: students served: around 2,300", 2250, 2349],
        ["published", "published: social workers supervised: 123", 123, 123],
        ["answer", told[-1][1], 2250, 2516],
    ]


def test_statements_are_held_against_the_records() -> None:
    header, *rows = rows_by_openpyxl(exported(report_of("sample", "en"), "xlsx"))["Statements"]
    told = [dict(zip(header, row, strict=True)) for row in rows]
    (sessions, hours, *_) = told
    assert sessions["Words of the source"] == "(invented) We held 252 sessions"
    assert (sessions["Published figure"], sessions["Records: lowest"]) == ("252", 250)
    assert sessions["Records"] == "records fall short"
    assert (hours["Records: lowest"], hours["Records"]) == (704.5, "agrees")
    assert hours["Published"] == "June 2014"
    readings = [row["Read as"] for row in told if row["Id"] == "year-days"]
    assert readings == ["days on which service was given", "staff-days (days of supervision)"]


def test_a_statement_that_nobody_held_against_records_is_one_row() -> None:
    report = titled(hard_report(), "words")
    header, *rows = rows_by_openpyxl(exported(report, "xlsx"))["Statements"]
    (told,) = (dict(zip(header, row, strict=True)) for row in rows)
    assert (told["Read as"], told["Records"], told["Source"]) == ("persons served", None, None)


def test_the_notes_hold_all_that_is_no_figure() -> None:
    report = report_of("hkcs", "en")
    header, *rows = rows_by_openpyxl(exported(report, "xlsx"))["Notes"]
    told = [dict(zip(header, row, strict=True)) for row in rows]
    kinds = {row["What it is"] for row in told}
    assert kinds == {
        *("Agency", "Summary", "Assumed", "Milestone", "Activity", "Partner", "Source"),
        *("Counted up to", "Published", "Made by", "Fingerprint of the dataset"),
        *("the settings", "the definition"),
    }
    by_kind = {row["What it is"]: row for row in told}
    assert by_kind["Counted up to"]["From"] == datetime(2014, 12, 31)  # noqa: DTZ001
    assert by_kind["Fingerprint of the dataset"]["In words"] == report.provenance.digest
    definitions = {row["In words"] for row in told if row["What it is"] == "the definition"}
    assert "id = groups, over = groups, key = group" in definitions
    summaries = [row["In words"] for row in told if row["What it is"] == "Summary"]
    assert "44 students in all" in summaries[1]
    (milestone,) = (r for r in told if r["What it is"] == "Milestone" and r["From"] == "1992")
    assert milestone["More"] == "Peking University"
    more = [str(row["More"]) for row in told if row["What it is"] == "Activity"]
    assert any("counted in: groups of students, students" in text for text in more)
    assert any("not counted" in text for text in more)


def test_a_rule_of_ones_own_is_told_as_it_is_declared() -> None:
    rows = rows_by_openpyxl(exported(report_of("sample", "en"), "xlsx"))["Notes"]
    (told,) = (str(row[2]) for row in rows if str(row[2]).startswith("id = recognised"))
    assert told.endswith("weight = hours, cap = 100, where = kind=supervision")


def test_contradictions_are_told() -> None:
    rows = rows_by_openpyxl(exported(hard_report(), "xlsx"))["Notes"]
    told = [row[2] for row in rows if row[0] == "Contradiction"]
    assert told[3] == HARD_TEXTS[3]
    (figure,) = [f for f in hard_report().figures if f.id == "text-3"]
    both = evolve(figure, assumptions=(Message("so it is"),), contradictions=(Message("not so"),))
    sheet = opened(of(hard_report(), both))["Figures"]
    found = dict(zip((c.value for c in sheet[1]), (c.value for c in sheet[2]), strict=True))
    assert found["Notes"] == "So it is\nCannot all be true: not so"


# ---- languages ----


def test_labels_and_figures_stand_in_the_other_languages_too() -> None:
    header, *rows = rows_by_openpyxl(exported(report_of("hkcs", "zh-Hant"), "xlsx"))["數字"]
    told = dict(zip(header, rows[2], strict=True))
    assert told["計算項目"] == "受惠學生人數"
    assert told["統計數字"] == "約2,300"
    assert (told["計算項目 [en]"], told["統計數字 [en]"]) == ("students served", "around 2,300")


def test_a_text_that_the_dataset_lacks_is_marked_and_not_made_up() -> None:
    report = titled(hard_report("zh-Hant"), "only English")
    header, row = rows_by_openpyxl(exported(report, "xlsx"))["數字"]
    told = dict(zip(header, row, strict=True))
    assert told["計算項目"] == "only English [en]"
    assert told["計算項目 [zh-Hans]"] is None


def test_what_it_lacks_of_other_languages_is_told() -> None:
    assert losses_of(report_of("hkcs", "en")) == [
        Loss(
            "language",
            "its words are en; of zh-Hant and zh-Hans only labels and figures in words are in it, "
            "on the sheet of figures",
        )
    ]


# ---- the file ----


def test_it_tells_nothing_of_when_it_was_written() -> None:
    book = opened(report_of("hkcs", "en"))
    assert book.properties.created == datetime(2014, 12, 31)  # noqa: DTZ001
    assert book.properties.title == "Mainland China Social Service Project"
    assert book.properties.creator == "Hong Kong Christian Service"
    with ZipFile(io.BytesIO(exported(report_of("hkcs", "en"), "xlsx"))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_temporary_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    exported(report_of("sample", "en"), "xlsx")
    assert list(tmp_path.iterdir()) == []


def test_an_ampersand_in_a_name_is_no_order_to_the_printer() -> None:
    report = hard_report()
    agency = evolve(report.agency, name=Text({"en": "Dogs & Cats &P " + "x" * 300}))
    sheet = opened(evolve(report, agency=agency))["Figures"]
    assert sheet.oddHeader.left.text.startswith("Dogs && Cats &&P")
    assert len(sheet.oddHeader.left.text) < 80


def test_a_missing_library_is_told_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    told = r"format xlsx needs xlsxwriter, .*run: pip install 'hkcs-model\[xlsx\]'"
    with pytest.raises(UsageError, match=told):
        exported(hard_report(), "xlsx")


def test_a_report_with_nothing_in_it_is_a_workbook_too() -> None:
    whole = hard_report()
    project = evolve(whole.project, summary=Text())
    bare = Report(agency=whole.agency, project=project, provenance=whole.provenance)
    sheets = rows_by_openpyxl(exported(bare, "xlsx"))
    assert list(sheets) == ["Figures", "How counted", "Statements", "Notes"]


def test_words_of_a_month_are_no_day() -> None:
    figure = hard_report().figures[0]
    report = of(hard_report(), evolve(figure, quote="q", source="page"))
    sources = tuple(evolve(source, date=PartialDate(2014, 5)) for source in report.sources)
    header, row = rows_by_openpyxl(exported(evolve(report, sources=sources), "xlsx"))["Statements"]
    assert dict(zip(header, row, strict=True))["Published"] == "May 2014"
    assert translate("Published", "zh-Hant") == "公布日期"
