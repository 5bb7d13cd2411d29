"""What values show in a notebook: tables that are well-formed, and texts that are no markup."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from hkcs_model import DatasetError, build_report, count, load
from hkcs_model.notebook import table
from hkcs_model.testing import HARD_TEXTS, hard_report
from tests.datasets import PROJECT, write_dataset


def shown(value: Any) -> ET.Element:
    """Return what a value shows, which must be well-formed."""
    return ET.fromstring(f"<div>{value._repr_html_()}</div>")  # noqa: S314 - our own


def cells(value: Any) -> list[list[str]]:
    """Return the texts of the cells of each row."""
    return [["".join(cell.itertext()) for cell in row] for row in shown(value).iter("tr")]


def test_a_figure_is_a_table_of_one_row() -> None:
    (figure,) = count(load("hkcs"), "contacts")
    assert cells(figure) == [
        ["what was counted", "figure", "rule", "period", "basis"],
        ["contacts (person-times)", "4,000", "contacts", "../2014-12-31", "stated"],
    ]


def test_figures_are_one_table_with_the_dimensions_of_their_rows() -> None:
    header, *rows = cells(count(load("hkcs"), "persons_served", by=["programme"]))
    assert header == ["what was counted", "programme", "figure", "rule", "period", "basis"]
    assert [row[1:3] for row in rows] == [
        ["education", "2,250 to 2,393"],
        ["professionalisation", "123"],
    ]


def test_a_report_shows_its_title_and_figures() -> None:
    report = build_report(load("hkcs"), language="zh-Hant")
    assert shown(report).findtext("h3") == "中國內地社會服務計劃"
    assert ["學生人數", "44"] in [row[:2] for row in cells(report)]


def test_no_text_is_markup() -> None:
    report = hard_report()
    text = report._repr_html_()
    assert "<script" not in text
    assert all(escape(words) in text for words in HARD_TEXTS)


def test_a_dataset_shows_its_tables_and_what_is_odd() -> None:
    found = cells(load("sample"))
    assert ["attendances", "4,222"] in found
    assert ["table", "rows"] in found
    assert found[-1][:2] == ["attendances.csv:436:person", "warning"]


def test_problems_are_a_table_with_their_total(tmp_path: Path) -> None:
    write_dataset(tmp_path, {"project": PROJECT, "organisations": "id,name\n,<b>\n"})
    with pytest.raises(DatasetError, match="a required cell") as raised:
        load(tmp_path)
    assert cells(raised.value)[1][:2] == ["organisations.csv:2:id", "error"]
    assert shown(raised.value).find("table/caption").text == "1 error, 0 warnings"  # type: ignore[union-attr]
    assert cells(raised.value.problems[0]) == cells(raised.value)


def test_a_table_may_have_neither_headers_nor_a_caption() -> None:
    assert table((), [("a", 1)]) == (
        '<table><tbody><tr><th scope="row">a</th><td>1</td></tr></tbody></table>'
    )
