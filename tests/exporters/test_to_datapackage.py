from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from hkcs_model import build_report, load
from hkcs_model.hookspecs import Loss
from hkcs_model.languages import LANGUAGES, Text
from hkcs_model.plugins import built_in
from hkcs_model.report import Report
from hkcs_model.testing import HARD_TEXTS, hard_report
from tests.judges import frictionless
from tests.reports import exported

HKCS = build_report(load("hkcs"))
REPORTS = [
    pytest.param(HKCS.in_language("zh-Hant"), id="hkcs-for-a-reader-of-chinese"),
    pytest.param(build_report(load("sample")), id="sample"),
    pytest.param(hard_report(), id="hard"),
    pytest.param(
        evolve(HKCS, figures=(), activities=(), sources=(), programmes=()), id="with-little-in-it"
    ),
    pytest.param(
        evolve(hard_report(), sources=(), programmes=()), id="of-sources-that-are-only-named"
    ),
]


def members(report: Report, **options: Any) -> dict[str, bytes]:
    """Return the files in a package by their names."""
    with zipfile.ZipFile(io.BytesIO(exported(report, "datapackage", **options))) as package:
        return {name: package.read(name) for name in package.namelist()}


def described(report: Report, **options: Any) -> Any:
    return json.loads(members(report, **options)["datapackage.json"])


def table(report: Report, name: str) -> list[dict[str, str]]:
    text = io.StringIO(members(report)[f"{name}.csv"].decode(), newline="")
    return list(csv.DictReader(text, strict=True))


def put(files: dict[str, bytes], package: Path) -> Path:
    with zipfile.ZipFile(package, "w") as made:
        for name, data in files.items():
            made.writestr(name, data)
    return package


# ---- the judge ----


@pytest.mark.parametrize("report", REPORTS)
def test_frictionless_finds_it_valid(report: Report, tmp_path: Path) -> None:
    package = tmp_path / "report.datapackage.zip"
    package.write_bytes(exported(report, "datapackage"))
    assert frictionless(package) == (True, set())


@pytest.mark.parametrize(
    ("name", "right", "wrong", "error"),
    [
        pytest.param("figures", b",2250,", b",some,", "type-error", id="a-number-that-is-none"),
        pytest.param("figures", b",stated,", b",heard,", "constraint-error", id="no-such-basis"),
        pytest.param("figures", b"\n2,", b"\n1,", "primary-key", id="a-number-given-twice"),
        pytest.param("activity_partners", b",pku", b",xyz", "foreign-key", id="a-partner-unknown"),
        pytest.param("sources", b"2014", b"2015", "hash-count", id="a-byte-that-changed"),
    ],
)
def test_frictionless_finds_what_is_wrong(
    name: str, right: bytes, wrong: bytes, error: str, tmp_path: Path
) -> None:
    """A package spoilt on purpose does not pass: the judge is awake."""
    files = members(HKCS)
    assert right in files[f"{name}.csv"]
    files[f"{name}.csv"] = files[f"{name}.csv"].replace(right, wrong)
    is_valid, errors = frictionless(put(files, tmp_path / "spoilt.zip"))
    assert not is_valid
    assert (name, error) in errors


# ---- the package ----


def test_it_says_what_it_is_whose_it_is_and_where_it_is_from() -> None:
    package = described(HKCS.in_language("zh-Hant"))
    assert package["name"] == "mainland-china"
    assert package["title"] == "中國內地社會服務計劃"
    assert package["contributors"] == [
        {"title": "香港基督教服務處", "role": "publisher", "email": "info@hkcs.org"}
    ]
    assert [source["title"] for source in package["sources"]]


def test_only_what_can_be_followed_is_a_link() -> None:
    package = described(
        evolve(hard_report(), agency=evolve(HKCS.agency, url="https://example.org"))
    )
    assert [source.get("path") for source in package["sources"]] == [
        "https://example.org/a?b=c&d",
        None,
    ]
    assert package["contributors"][0]["path"] == "https://example.org"


def test_a_licence_is_there_where_somebody_says_it_and_only_there() -> None:
    assert "licenses" not in described(HKCS)
    assert described(HKCS, licence="CC-BY-4.0")["licenses"] == [{"name": "CC-BY-4.0"}]


def test_a_project_without_a_short_name_is_a_report() -> None:
    for id_, name in (("", "report"), ("計劃", "report"), ("Our Work!", "our-work")):
        report = evolve(HKCS, project=evolve(HKCS.project, id=id_))
        assert described(report)["name"] == name


def test_every_table_is_described_column_by_column() -> None:
    files = members(hard_report())
    package = json.loads(files.pop("datapackage.json"))
    assert [resource["path"] for resource in package["resources"]] == list(files)
    for resource in package["resources"]:
        header = files[resource["path"]].decode().split("\r\n")[0].split(",")
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == header
        assert all(field["description"] for field in fields)
        assert set(resource["schema"]["primaryKey"]) <= set(header)
        assert resource["schema"]["missingValues"] == [""]


def test_what_refers_to_its_own_table_names_none() -> None:
    (figures,) = (r for r in described(HKCS)["resources"] if r["name"] == "figures")
    assert {
        "fields": ["total"],
        "reference": {"resource": "", "fields": ["figure"]},
    } in figures["schema"]["foreignKeys"]


def test_a_zip_says_nothing_of_when_and_where_it_was_made() -> None:
    data = exported(HKCS, "datapackage")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for member in package.infolist():
            assert member.date_time == (1980, 1, 1, 0, 0, 0)
            assert (member.create_system, member.external_attr) == (3, 0o644 << 16)
            assert member.compress_type == zipfile.ZIP_STORED


# ---- the tables ----


def test_a_text_that_looks_like_a_formula_is_none() -> None:
    quotes = [row["quote"] for row in table(hard_report(), "figures")]
    assert f"'{HARD_TEXTS[3]}" in quotes
    assert f"'{HARD_TEXTS[4]}" in quotes


def test_numbers_are_in_full_and_a_fraction_stands_beside_what_is_near_it() -> None:
    steps = [row for row in table(hard_report(), "steps") if row["code"] == "weight"]
    assert (steps[0]["low"], steps[0]["low_exact"]) == ("2.333333333333", "7/3")
    assert (steps[0]["high"], steps[0]["high_exact"]) == ("", "")
    others = [row for row in table(hard_report(), "steps") if row["code"] == "may-status"]
    assert (others[0]["low"], others[0]["low_exact"]) == ("-2", "")


def test_words_are_there_in_every_language_that_has_them() -> None:
    first = table(hard_report("zh-Hant"), "figures")[0]
    assert [first[f"label_{tag}"] for tag in ("en", "zh_hant", "zh_hans")] == ["exact", "數", ""]
    withheld = next(row for row in table(hard_report(), "figures") if row["id"] == "withheld")
    texts = [withheld[f"text_{tag.lower().replace('-', '_')}"] for tag in LANGUAGES]
    assert texts[0] == "withheld"
    assert "" not in texts


def test_a_summary_quotes_its_figures_in_words() -> None:
    (told,) = table(hard_report(), "report")
    assert told["summary_en"] == "An introduction: 44 and around 2,300."
    assert told["summary_zh_hans"] == ""


def test_nothing_is_lost() -> None:
    exporter = built_in().exporters["datapackage"]
    losses: list[Loss] = exporter.write(hard_report(), io.BytesIO(), exporter.options())
    assert losses == []


def test_a_programme_that_is_only_named_has_a_row() -> None:
    report = evolve(hard_report(), programmes=())
    assert [row["programme"] for row in table(report, "programmes")] == ["care"]
    assert table(report, "programmes")[0]["title_en"] == ""


def test_a_text_in_no_language_is_blank() -> None:
    report = evolve(HKCS, project=evolve(HKCS.project, summary=Text()))
    assert "description" not in described(report)
    assert table(report, "report")[0]["summary_en"] == ""
