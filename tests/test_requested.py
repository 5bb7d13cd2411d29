"""What a report is asked for: by its project, or by its records; and how each figure came about."""

from __future__ import annotations

from pathlib import Path

import pytest

from hkcs_model import build_report, load, requested
from hkcs_model.dataset import Dataset
from tests.datasets import PROJECT, write_dataset

RECORDS = {
    "project": PROJECT,
    "activities": "id,programme,kind\na1,care,visit\na2,work,visit\n",
    "sessions": "id,activity,date,status\ns1,a1,2013-05-01,\ns2,a2,2014-06-01,\n",
    "attendances": "session,person,status\ns1,p1,attended\ns2,p1,attended\ns2,p2,\n",
}
TWO = PROJECT + '[[programmes]]\nid = "care"\n[[programmes]]\nid = "work"\n'


@pytest.fixture
def records(tmp_path: Path) -> Dataset:
    write_dataset(tmp_path, {**RECORDS, "project": TWO})
    return load(tmp_path)


def test_records_invite_figures_where_none_are_asked_for(records: Dataset) -> None:
    """Of the main rules those that the records allow, as a whole, by programme and by year."""
    report = build_report(records)
    whole = [figure.id for figure in report.figures if not figure.by]
    assert whole == ["persons_served", "contacts", "sessions", "service_days"]
    assert [table.id for table in report.tables][:2] == [
        "persons_served-by-programme",
        "persons_served-by-fy",
    ]
    (by_year,) = (table for table in report.tables if table.id == "persons_served-by-fy")
    assert [(f.by["fy"], f.text) for f in report.rows_of(by_year)] == [
        ("2013-14", "1"),
        ("2014-15", "1 to 2"),
    ]
    assert by_year.total.text == "1 to 2"
    assert (by_year.total.adds_up, by_year.total.overlap) == (False, 1)
    assert by_year.total.labels.say("zh-Hant") == "服務人數(不重複)，按年度"


def test_one_programme_makes_no_table_of_programmes(tmp_path: Path) -> None:
    one = (
        '[agency]\nname = "A"\n[project]\ntitle = "T"\nas_at = 2014-12-31\n'
        '[[programmes]]\nid = "care"\n[counting]\nyear_starts_in = 1\n'
    )
    activities = "id,programme,kind\na1,care,visit\na2,care,visit\n"
    write_dataset(tmp_path, {**RECORDS, "project": one, "activities": activities})
    tables = {table.id for table in build_report(load(tmp_path)).tables}
    assert "persons_served-by-year" in tables
    assert not any(id_.endswith("programme") for id_ in tables)


def test_what_a_project_asks_for_is_all_that_is_asked(tmp_path: Path) -> None:
    own = '[[figures]]\nid = "met"\nrule = "contacts"\n'
    write_dataset(tmp_path, {**RECORDS, "project": TWO + own})
    assert [figure.id for figure in build_report(load(tmp_path)).figures] == ["met"]


def test_published_totals_alone_invite_nothing() -> None:
    assert requested.requests_of(load("hkcs")) == load("hkcs").requests


def test_a_table_without_rows_has_its_total_all_the_same(tmp_path: Path) -> None:
    own = '[[figures]]\nid = "met"\nrule = "contacts"\nby = ["year"]\nperiod = "1990"\n'
    write_dataset(tmp_path, {**RECORDS, "project": TWO + own})
    report = build_report(load(tmp_path))
    (table,) = report.tables
    assert (report.rows_of(table), table.total.text, table.total.adds_up) == ((), "0", True)


def test_every_figure_has_its_account(records: Dataset) -> None:
    """Steps that end in the figure, and those of them on which the two ends part."""
    report = build_report(records)
    figure = next(figure for figure in report.figures if figure.id == "persons_served")
    (account,) = figure.accounts
    assert [step.code for step in account.unknowns] == ["may-status"]
    assert (account.steps[-1].low, account.steps[-1].high) == (figure.low, figure.high) == (1, 2)
    assert all(figure.accounts[0].steps for figure in report.figures)


def test_the_rows_of_a_long_table_do_not_tell_their_steps(
    records: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its total does."""
    monkeypatch.setattr(requested, "_WORK", 1)
    report = build_report(records)
    (table, *_) = report.tables
    assert not any(figure.accounts[0].steps for figure in report.rows_of(table))
    assert table.total.accounts[0].steps


def test_rules_are_told_in_words(records: Dataset) -> None:
    report = build_report(records)
    figure = next(figure for figure in report.figures if figure.id == "contacts")
    (told,) = report.rules_of(figure)
    assert told.sentence.say("en") == "counts each different person + session once"
    assert len(told.edges) > 2
