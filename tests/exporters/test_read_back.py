"""The same figure, read back from every format, is the same, or its loss was told."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from hypothesis import HealthCheck, example, given, settings

from hkcs_model.formulas import unguarded
from hkcs_model.languages import LANGUAGES, Message, Text, translate
from hkcs_model.plugins import built_in
from hkcs_model.quantity import exact
from hkcs_model.report import Figure, Report
from hkcs_model.testing import hard_report
from tests.exporters.workbooks import rows_by_openpyxl
from tests.random_reports import DIMENSIONS, as_number, reports

MARKS = (
    *("low", "high", "low_exclusive", "high_exclusive", "about"),
    *("basis", "contradicts", "withheld", "set_aside", "adds_up"),
)
NUMBERS = ("low", "high", "about")
OF_TABLES = {"rows", "no-rows"}  # the ids of tables in the reports that are looked at
NOT_RECORDED = {translate("(not recorded)", language) for language in LANGUAGES}
ENDS = {"low", "high", "low_exclusive", "high_exclusive", "about"}

Key = tuple[str, bool, tuple[str, ...]]
"""What tells figures apart: the id, whether it is the total of a table, its values by dimension."""

Marks = Mapping[str, Any]
Reader = Callable[[bytes], Iterator[tuple[Key, Marks]]]


def key(id_: str, by: Mapping[str, str | None], *, is_total: bool = False) -> Key:
    return id_, is_total, tuple(by.get(name) or "" for name in DIMENSIONS)


# ---- one reader a format ----


def from_rows(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[Key, Marks]]:
    for row in rows:
        by = {name: unguarded(row.get(name, "")) for name in DIMENSIONS}
        yield key(row["id"], by), from_texts(row)


def from_texts(row: Mapping[str, str]) -> Marks:
    """Return marks written as text: numbers, `true` and `false`, words."""
    booleans = {"true": True, "false": False}
    marks: dict[str, Any] = {name: booleans.get(row[name], row[name]) for name in MARKS}
    marks |= {name: as_number(row[name]) for name in NUMBERS}
    return {**marks, "set_aside": int(row["set_aside"])}


def table(data: bytes) -> Iterator[dict[str, str]]:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return csv.DictReader(text, strict=True)


def from_csv(data: bytes) -> Iterator[tuple[Key, Marks]]:
    return from_rows(table(data))


def from_hxl(data: bytes) -> Iterator[tuple[Key, Marks]]:
    tags, *rows = table(data)
    assert all(tag.startswith("#") for tag in tags.values())
    return from_rows(rows)


def from_figures(figures: list[Any], *, is_total: bool = False) -> Iterator[tuple[Key, Marks]]:
    for figure in figures:
        marks = {name: figure[name] for name in MARKS}
        numbers = {name: _exactly(marks[name]) for name in NUMBERS}
        yield key(figure["id"], figure["by"], is_total=is_total), {**marks, **numbers}


def _exactly(number: Any) -> Any:
    return exact(number) if isinstance(number, Decimal) else number


def from_json(data: bytes) -> Iterator[tuple[Key, Marks]]:
    document = json.loads(data, parse_float=Decimal)
    yield from from_figures(document["figures"])
    yield from from_figures([one["total"] for one in document["tables"]], is_total=True)


def from_html(data: bytes) -> Iterator[tuple[Key, Marks]]:
    """The download holds the figures; the totals of tables are on the page, in words."""
    (link,) = re.findall(rb'<a id="figures-as-data"[^>]* href="[^,"]*,([^"]*)"', data)
    return from_figures(json.loads(b64decode(link), parse_float=Decimal)["figures"])


def from_datapackage(data: bytes) -> Iterator[tuple[Key, Marks]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        rows = {name: list(table(package.read(f"{name}.csv"))) for name in ("figures", "figure_by")}
    for row in rows["figures"]:
        by = {b["dimension"]: b["value"] for b in rows["figure_by"] if b["figure"] == row["figure"]}
        plain = {name: unguarded(value) for name, value in by.items()}
        yield key(row["id"], plain, is_total=row["kind"] == "total"), from_texts(row)


def from_sqlite(data: bytes) -> Iterator[tuple[Key, Marks]]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        database.row_factory = sqlite3.Row
        for row in database.execute("SELECT * FROM figures"):
            found = database.execute("SELECT * FROM figure_by WHERE figure = ?", [row["figure"]])
            by = {one["dimension"]: one["value"] for one in found}
            marks = {name: row[name] for name in MARKS}
            marks |= {name: as_number(row[f"{name}_exact"]) for name in NUMBERS}
            yield key(row["id"], by, is_total=row["kind"] == "total"), marks


def from_iati(data: bytes) -> Iterator[tuple[Key, Marks]]:
    """A value alone says that both ends are it; without one the comment says why."""
    for indicator in ET.fromstring(data).iter("indicator"):  # noqa: S314 - ours
        adds_up = indicator.get("aggregation-status") != "0"
        reference = indicator.find("reference")
        assert reference is not None
        for actual in indicator.iter("actual"):
            by = {one.attrib["name"]: one.attrib["value"] for one in actual.iter("dimension")}
            by = {name: "" if value in NOT_RECORDED else value for name, value in by.items()}
            number = as_number(actual.get("value"))
            said = actual.findtext("comment/narrative") or ""
            marks = {
                "low": number,
                "high": number,
                "about": None,
                "low_exclusive": False,
                "high_exclusive": False,
                "withheld": said.startswith("withheld"),
                "adds_up": adds_up,
            }
            id_ = reference.attrib["code"]
            yield key(id_, by, is_total=id_ in OF_TABLES and not by), marks


def from_xlsx(data: bytes) -> Iterator[tuple[Key, Marks]]:
    """The sheets with a column that says by which rule; headers are in one of our languages."""
    for header, *rows in rows_by_openpyxl(data).values():
        language = next((one for one in LANGUAGES if translate("Counted by", one) in header), None)
        if language:
            total = translate("total, counted again", language)
            for row in rows:
                told = dict(zip(header, row, strict=True))
                if id_ := told[translate("Id", language)]:
                    yield (
                        key(id_, _row(told, language), is_total=row[0] == total),
                        dict(_marks_of_row(told, language)),
                    )


def _row(told: Mapping[str, Any], language: str) -> dict[str, str]:
    which = told[translate("Which row", language)] or ""
    return dict(part.split("=", 1) for part in which.split("; ") if part)


def _marks_of_row(told: Mapping[str, Any], language: str) -> Iterator[tuple[str, Any]]:
    titles = ("Lowest", "Highest", "Rounded to")
    for name, title in zip(NUMBERS, titles, strict=True):
        yield name, _number(told[translate(title, language)])
    for name, title in YES.items():
        yield name, told[translate(title, language)] == translate("yes", language)
    bases = {SHORT[basis]: basis for basis in SHORT}
    said = told[translate("Basis", language)]
    yield "basis", next(bases[s] for s in bases if translate(s, language) == said)
    yield "set_aside", told[translate("Rows set aside", language)] or 0


def _number(cell: Any) -> Any:
    """Return a number, also one that is a text since a spreadsheet would round it."""
    if isinstance(cell, str):
        return exact(Decimal(cell)) if re.fullmatch(r"[0-9.]+", cell) else None
    return None if cell is None else exact(Decimal(str(cell)))


YES = {
    "low_exclusive": "More than the lowest",
    "high_exclusive": "Less than the highest",
    "withheld": "Withheld",
    "contradicts": "Contradicted",
    "adds_up": "Adds up",
}
"""The columns of a workbook that say yes or nothing."""

SHORT = {"recorded": "from records", "stated": "published", "combined": "records and published"}

READERS: dict[str, Reader] = {
    "csv": from_csv,
    "json": from_json,
    "html": from_html,
    "xlsx": from_xlsx,
    "datapackage": from_datapackage,
    "iati": from_iati,
    "hxl": from_hxl,
    "sqlite": from_sqlite,
}
"""How each format is read back. A format that is not here fails the first test below."""

EXCUSED: dict[str, dict[str, set[str]]] = {
    "iati": {"interval": ENDS, "qualifier": {"basis", "contradicts", "set_aside"}},
}
"""The marks that a format need not carry where it tells a loss of that kind."""

WITHOUT_TOTALS: dict[str, str] = {"csv": "account", "hxl": "account"}
"""The formats that hold no totals of tables, and the loss by which they say so."""

WITHOUT_IDS = ("docx", "markdown")
"""The documents: `test_document.py` holds each figure in them against its words and ends."""

IN_WORDS_ALONE = {"html"}
"""The formats whose totals of tables are words for people: on the page, not among its data."""


def expected(report: Report, format_: str, told: set[str]) -> dict[Key, Figure]:
    """Return the figures that must come back, each under what tells it apart."""
    found = {key(figure.id, figure.by): figure for figure in report.figures}
    if report.tables and format_ in WITHOUT_TOTALS:
        assert WITHOUT_TOTALS[format_] in told
    elif format_ not in IN_WORDS_ALONE:
        totals = [one.total for one in report.tables]
        found |= {key(figure.id, figure.by, is_total=True): figure for figure in totals}
    return found


def read_back(report: Report, format_: str) -> tuple[dict[Key, Marks], set[str]]:
    """Return what a format gives back, by figure, and the kinds of its losses."""
    exporter, out = built_in().exporters[format_], io.BytesIO()
    losses = exporter.write(report, out, exporter.options())
    came = list(READERS[format_](out.getvalue()))
    found = dict(came)
    assert len(found) == len(came)
    return found, {loss.what for loss in losses}


# ---- the law ----


def test_every_format_has_a_reader() -> None:
    assert sorted([*READERS, *WITHOUT_IDS]) == sorted(built_in().exporters)


@pytest.mark.parametrize("format_", WITHOUT_IDS)
def test_a_format_that_names_no_ids_tells_it(format_: str) -> None:
    exporter = built_in().exporters[format_]
    losses = exporter.write(hard_report(), io.BytesIO(), exporter.options())
    assert "identifier" in {loss.what for loss in losses}


def differences(report: Report, format_: str, meant: Report) -> list[tuple[Key, str]]:
    """Return where what comes back of a report is not what a report means, and no loss told it."""
    found, told = read_back(report, format_)
    wanted = expected(meant, format_, told)
    excuses = EXCUSED.get(format_, {})
    excused = set().union(*(marks for what, marks in excuses.items() if what in told))
    assert found.keys() == wanted.keys()
    return [
        (one, name)
        for one, figure in wanted.items()
        for name in MARKS
        if name not in excused and found[one][name] != getattr(figure, name)
    ]


@pytest.mark.parametrize("format_", READERS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@example(report=hard_report())
@given(report=reports())
def test_the_same_figure_comes_back_or_its_loss_was_told(format_: str, report: Report) -> None:
    """Ends and marks are the same, of every figure, where no loss excuses it."""
    assert differences(report, format_, report) == []


def with_one_exact_figure() -> Report:
    """Return a report of one figure, a plain number, with no text that quotes another."""
    report = hard_report()
    project = evolve(report.project, summary=Text())
    kept = tuple(figure for figure in report.figures if figure.id == "exact")
    return evolve(report, project=project, programmes=(), figures=kept, tables=())


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("format_", READERS)
def test_a_mark_that_came_back_otherwise_would_be_seen(format_: str, mark: str) -> None:
    """The law is awake: of a report that differs in one mark of one figure it does not hold."""
    report = with_one_exact_figure()
    changed: dict[str, Any] = {
        "low": 43,
        "high": 45,
        "about": 10,
        "low_exclusive": True,
        "high_exclusive": True,
        "basis": "recorded",
        "set_aside": 1,
        "withheld": True,
        "adds_up": False,
        "contradictions": (Message("no"),),
    }
    name = "contradictions" if mark == "contradicts" else mark
    other = evolve(report.figures[0], **{name: changed[name]})
    seen = differences(report, format_, evolve(report, figures=(other,)))
    lost = {mark for marks in EXCUSED.get(format_, {}).values() for mark in marks} - ENDS
    assert seen == ([] if mark in lost else [(("exact", False, ("", "")), mark)])


def test_an_interval_is_lost_by_iati_alone_and_told_only_where_there_is_one() -> None:
    """A number that is exact is carried, so no loss of an interval is told."""
    assert "interval" not in read_back(with_one_exact_figure(), "iati")[1]
    assert "interval" in read_back(hard_report(), "iati")[1]
