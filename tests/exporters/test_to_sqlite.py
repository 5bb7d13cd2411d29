from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from hkcs_model import build_report, load
from hkcs_model.report import Report
from hkcs_model.testing import HARD_TEXTS, hard_report
from tests.judges import sqlite_utils
from tests.reports import exported

HKCS = build_report(load("hkcs"))
SAMPLE = build_report(load("sample"))
REPORTS = [
    pytest.param(HKCS, id="hkcs"),
    pytest.param(SAMPLE, id="sample"),
    pytest.param(hard_report("zh-Hans"), id="hard"),
    pytest.param(evolve(hard_report(), sources=(), programmes=()), id="of-what-is-only-named"),
]


@contextmanager
def opened(data: bytes) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        yield database


def rows(report: Report, query: str) -> list[tuple[Any, ...]]:
    with opened(exported(report, "sqlite")) as database:
        return database.execute(query).fetchall()


# ---- the judge ----


@pytest.mark.parametrize("report", REPORTS)
def test_sqlite_utils_reads_every_table_and_every_figure(report: Report, tmp_path: Path) -> None:
    (tmp_path / "a.sqlite").write_bytes(exported(report, "sqlite"))
    counts = {
        one["table"]: one["count"]
        for one in sqlite_utils("tables", "a.sqlite", "--counts", cwd=tmp_path)
    }
    assert counts["figures"] == len(report.figures) + len(report.tables)
    assert counts["tables"] == len(report.tables)
    assert counts["rules"] == len(report.rules)
    figures = sqlite_utils("rows", "a.sqlite", "figures", cwd=tmp_path)
    told = [(figure.id, figure.low, figure.text) for figure in report.figures]
    column = f"text_{report.language.lower().replace('-', '_')}"
    assert [(row["id"], row["low"], row[column]) for row in figures[: len(told)]] == [
        (id_, float(low) if isinstance(low, Decimal) else low, text) for id_, low, text in told
    ]


@pytest.mark.parametrize("spoilt", [slice(0, 100), slice(4096, 8192)])
def test_sqlite_utils_does_not_read_what_is_spoilt(spoilt: slice, tmp_path: Path) -> None:
    """A database spoilt on purpose is not read: the judge is awake."""
    data = bytearray(exported(HKCS, "sqlite"))
    data[spoilt] = b"\xff" * (spoilt.stop - spoilt.start)
    (tmp_path / "a.sqlite").write_bytes(data)
    with pytest.raises(ValueError, match=r"Error: "):
        sqlite_utils("rows", "a.sqlite", "sources", cwd=tmp_path)


@pytest.mark.parametrize("report", REPORTS)
def test_every_key_leads_somewhere_and_nothing_is_broken(report: Report) -> None:
    assert rows(report, "PRAGMA foreign_key_check") == []
    assert rows(report, "PRAGMA integrity_check") == [("ok",)]
    assert len(rows(report, "PRAGMA foreign_key_list('steps')")) == 1


def test_a_key_that_leads_nowhere_would_be_found() -> None:
    with opened(exported(HKCS, "sqlite")) as database:
        database.execute("UPDATE activities SET programme = 'nowhere'")
        assert database.execute("PRAGMA foreign_key_check").fetchall()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("set_aside = 'none'", id="a-text-for-a-number"),
        pytest.param("basis = 'heard'", id="no-such-basis"),
        pytest.param("withheld = 2", id="neither-yes-nor-no"),
        pytest.param("rule = NULL", id="nothing-where-something-must-be"),
    ],
)
def test_the_tables_are_strict(change: str) -> None:
    with (
        opened(exported(HKCS, "sqlite")) as database,
        pytest.raises(sqlite3.IntegrityError, match=r"figures\.|CHECK"),
    ):
        database.execute(f"UPDATE figures SET {change}")  # noqa: S608 - the change is written above


# ---- numbers ----


def test_a_whole_number_is_a_whole_number_and_a_fraction_is_beside_its_digits() -> None:
    wanted = "SELECT low, low_exact, high, high_exact FROM figures WHERE id = "
    assert rows(hard_report(), f"{wanted}'large'") == [(2**53 + 1, str(2**53 + 1)) * 2]
    assert rows(hard_report(), f"{wanted}'fraction'") == [(12.5, "12.5", 13.25, "13.25")]
    assert rows(hard_report(), f"{wanted}'zero'") == [(0, "0", 0, "0")]
    assert rows(hard_report(), f"{wanted}'withheld'") == [(None, None, None, None)]


def test_a_number_beyond_sixty_four_bits_is_near_it_and_exact_in_its_digits() -> None:
    for number, type_ in ((2**63 - 1, "integer"), (2**63, "real")):
        figure = evolve(HKCS.figures[0], low=number, high=number)
        query = "SELECT typeof(low), low_exact FROM figures"
        assert rows(evolve(only(figure)), query) == [(type_, str(number))]


def only(figure: Any) -> Report:
    """Return a report of one figure and no text that quotes another."""
    return evolve(HKCS, figures=(figure,), programmes=())


def test_a_step_whose_digits_do_not_end_is_exact_as_a_fraction() -> None:
    query = "SELECT round(low, 4), low_exact, high FROM steps WHERE code = 'weight'"
    assert set(rows(hard_report(), query)) == {(2.3333, "7/3", None)}
    assert (-2, "-2") in rows(hard_report(), "SELECT low, low_exact FROM steps")


# ---- texts ----


def test_every_text_comes_back_as_it_was() -> None:
    quotes = rows(hard_report(), "SELECT quote FROM figures WHERE quote IS NOT NULL")
    assert [quote for (quote,) in quotes] == list(HARD_TEXTS)


def test_a_value_that_is_not_recorded_is_no_missing_one() -> None:
    query = "SELECT value, words_en FROM figure_by WHERE dimension = 'kind' ORDER BY figure"
    assert rows(hard_report(), query) == [("visit", "visit"), ("", "(not recorded)")]


def test_the_tables_say_what_they_hold() -> None:
    ((definition,),) = rows(HKCS, "SELECT sql FROM sqlite_schema WHERE name = 'figures'")
    assert '"high" ANY, -- the highest that it can be' in definition
    assert definition.endswith("STRICT")


# ---- what an auditor looks at ----


def test_each_figure_has_its_sentence() -> None:
    found = rows(HKCS, "SELECT id, sentence_en, sentence_zh_hant FROM figure_sentences")
    assert len(found) == len(HKCS.figures)
    assert found[1][1].startswith("students: 44 (")
    assert "44" in found[1][2]


def test_each_step_is_told_beside_its_figure() -> None:
    found = rows(SAMPLE, "SELECT id, rule, kind, high FROM figure_steps WHERE id = 'supervisors'")
    (supervisors,) = (figure for figure in SAMPLE.figures if figure.id == "supervisors")
    (account,) = supervisors.accounts
    assert found == [("supervisors", "staff", step.kind, step.high) for step in account.steps]


def test_what_was_published_is_told_beside_the_records() -> None:
    found = rows(SAMPLE, "SELECT id, verdict, low, recorded_low FROM published_and_recorded")
    assert ("year-sessions", "records fall short", 252, 250) in found


def test_rows_are_told_beside_their_total() -> None:
    found = rows(SAMPLE, "SELECT id, rows, adds_up, low, sum_of_lows FROM rows_and_totals")
    assert ("contacts-by-year", 8, 1, 4000, 4000.0) in found
    assert ("no-rows", 0, 1, 0, 0.0) in rows(
        hard_report(), "SELECT id, rows, adds_up, low, sum_of_lows FROM rows_and_totals"
    )


def test_a_row_without_a_number_is_told_beside_the_sum() -> None:
    report = hard_report()
    figures = [evolve(f, low=None, high=None, withheld=True) if f.by else f for f in report.figures]
    query = "SELECT rows_without_number FROM rows_and_totals WHERE id = 'rows'"
    assert rows(evolve(report, figures=tuple(figures)), query) == [(2,)]


def test_contradictions_are_a_view() -> None:
    found = rows(hard_report(), "SELECT id, text_en FROM contradictions")
    assert found == [(f"text-{n}", text) for n, text in enumerate(HARD_TEXTS)]


# ---- the same bytes ----


def test_the_file_does_not_say_which_library_wrote_it() -> None:
    data = exported(HKCS, "sqlite")
    assert int.from_bytes(data[96:100], "big") == 3_037_000
    assert data[16:18] == (4096).to_bytes(2, "big")
    assert rows(HKCS, "PRAGMA user_version") == [(1,)]
