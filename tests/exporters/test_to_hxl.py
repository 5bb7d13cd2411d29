from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from hkcs_model import build_report, load
from hkcs_model.languages import Text
from hkcs_model.report import Figure, Provenance, Report
from hkcs_model.testing import HARD_TEXTS, hard_report
from tests.judges import hxlvalidate
from tests.reports import exported

HKCS = build_report(load("hkcs"))
REPORTS = [
    pytest.param(HKCS, id="hkcs"),
    pytest.param(HKCS.in_language("zh-Hant"), id="hkcs-for-a-reader-of-chinese"),
    pytest.param(build_report(load("sample")), id="sample"),
    pytest.param(hard_report(), id="hard"),
    pytest.param(evolve(HKCS, figures=()), id="with-nothing-in-it"),
]


def rows(report: Report) -> list[list[str]]:
    """Return a report's table as its rows: names, hashtags, figures."""
    text = io.StringIO(exported(report, "hxl", bom=False).decode(), newline="")
    return list(csv.reader(text, strict=True))


def columns(report: Report) -> dict[str, str]:
    names, tags, *_ = rows(report)
    return dict(zip(names, tags, strict=True))


def of_dimension(*names: str) -> Report:
    """Return a report whose one figure is a row by some dimensions."""
    figure = Figure(
        rule="contacts",
        labels=Text({"en": "contacts"}),
        rule_labels=Text({"en": "contacts"}),
        by=dict.fromkeys(names, "x"),
        period="2014-01-01/2014-12-31",
        low=1,
        high=1,
        basis="recorded",
    )
    provenance = Provenance(version="0", digest="", as_at=HKCS.provenance.as_at)
    return Report(
        agency=HKCS.agency, project=HKCS.project, figures=(figure,), provenance=provenance
    )


# ---- the judge ----


@pytest.mark.parametrize("report", REPORTS)
def test_hxlvalidate_finds_no_error(report: Report, tmp_path: Path) -> None:
    table = tmp_path / "report.hxl.csv"
    table.write_bytes(exported(report, "hxl"))
    is_valid, said = hxlvalidate(table)
    assert is_valid, said
    assert "0 error(s)" in said


def without_hashtags(data: bytes) -> bytes:
    return data.replace(b"#", b"")


def with_no_such_day(data: bytes) -> bytes:
    return data.replace(b",1992-01-01,", b",1992-13-01,")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        pytest.param(with_no_such_day, "Expected a date", id="no-such-day"),
        pytest.param(without_hashtags, "HXL tags not found", id="no-hashtags"),
    ],
)
def test_hxlvalidate_finds_what_is_wrong(
    spoil: Callable[[bytes], bytes], told: str, tmp_path: Path
) -> None:
    """A table spoilt on purpose does not pass: the judge is awake."""
    table = tmp_path / "report.hxl.csv"
    table.write_bytes(spoil(exported(HKCS, "hxl")))
    is_valid, said = hxlvalidate(table)
    assert not is_valid
    assert told in said


# ---- the table ----


def test_below_the_names_stand_hashtags_and_then_a_row_a_figure() -> None:
    names, tags, *figures = rows(HKCS)
    assert len(figures) == len(HKCS.figures)
    assert all(tag.startswith("#") for tag in tags)
    assert {len(row) for row in (names, tags, *figures)} == {len(set(names))}


def test_ends_are_values_and_marks_are_not() -> None:
    """Who asks a program for `#indicator+value` gets numbers alone."""
    found = columns(HKCS)
    assert found["low"] == "#indicator+value+min+num"
    assert found["high"] == "#indicator+value+max+num"
    assert [name for name, tag in found.items() if "+value" in tag] == ["low", "high"]


def test_words_say_their_language() -> None:
    assert columns(HKCS.in_language("zh-Hant"))["label"] == "#indicator+name+i_zh_hant"
    assert columns(HKCS)["text"] == "#meta+text+i_en"


def test_the_days_of_a_period_are_dates_and_an_open_one_is_blank() -> None:
    names, _, *figures = rows(hard_report())
    first = dict(zip(names, figures[0], strict=True))
    assert (first["period_start"], first["period_end"]) == ("", "2014-12-31")
    names, _, *figures = rows(HKCS)
    first = dict(zip(names, figures[0], strict=True))
    assert (first["period_start"], first["period_end"]) == ("1992-01-01", "2014-12-31")


def test_every_dimension_has_a_hashtag_of_its_own_or_of_its_name() -> None:
    dimensions = ("place", "fy", "person.gender", "性別", "2nd")
    found = columns(of_dimension(*dimensions))
    assert [found[name] for name in dimensions] == [
        *("#loc+name", "#meta+by+fy", "#meta+by+person_gender", "#meta+by", "#meta+by")
    ]


def test_a_period_without_an_end_is_blank_there() -> None:
    report = of_dimension()
    figure = evolve(report.figures[0], period="1992-01-01/..")
    names, _, row = rows(evolve(report, figures=(figure,)))
    assert row[names.index("period_end")] == ""


def test_no_cell_is_a_formula() -> None:
    starts = tuple("=+-@|\t\r\n\0")
    cells = [cell for row in rows(hard_report()) for cell in row]
    assert [cell for cell in cells if cell.lstrip(" ").startswith(starts)] == []
    assert f"'{HARD_TEXTS[3]}" in cells


def test_a_byte_order_mark_comes_where_it_is_wanted() -> None:
    assert exported(HKCS, "hxl").startswith(b"\xef\xbb\xbfid,")
    assert exported(HKCS, "hxl", bom=False).startswith(b"id,")
