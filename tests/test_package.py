"""The package as others import it: light, typed, and with these names."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import pytest

import hkcs_model
from hkcs_model import (
    dataset,
    explaining,
    figures,
    intake,
    plugins,
    problems,
    reconciling,
    report,
    reporting,
)

WORKERS = ("attrs", "cattrs", "click", "jinja2", "pluggy", "markupsafe")

RARE = (
    *("importlib.resources", "xml.sax", "urllib.request", "ssl", "html.parser"),
    *("hkcs_model.saved", "hkcs_model.comparing", "hkcs_model.converting", "hkcs_model.listing"),
    *("hkcs_model.tabulating", "hkcs_model.verifying", "hkcs_model.counting.telling"),
    *("hkcs_model.intake.json_file", "hkcs_model.intake.registers", "hkcs_model.intake.workbook"),
    *("hkcs_model.intake.setting_aside", "hkcs_model.intake.sqlite_file", "hkcs_model.readers"),
)
"""What an export of published totals has no use for."""

STATED = """\
[agency]
name = "Harbour"
[project]
title = "Bridges"
as_at = 2014-12-31
"""

WATCHED = """
import sys
seen = []
sys.addaudithook(lambda event, details: seen.append((event, str(details and details[0]))))
import {module}
told = list(seen)
for event, what in told:
    if event == "open" and not what.endswith((".py", ".pyc")):
        print(event, what)
    if event.startswith(("socket.", "subprocess.", "os.putenv", "os.mkdir", "os.remove")):
        print(event, what)
"""

LOADED = """
import sys
before = set(sys.modules)  # a measure of what the tests reach is itself there
from hkcs_model.cli import main
{statement}
print(*sorted(set(sys.modules) - before), file=sys.stderr)
"""


def python(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8"
    )


def modules_loaded_by(statement: str) -> set[str]:
    """Return the modules that a statement loads, in a fresh process."""
    return set(python(LOADED.format(statement=statement)).stderr.split())


def loaded_by(statement: str) -> set[str]:
    """Return the packages that a statement loads, in a fresh process."""
    return {name.partition(".")[0] for name in modules_loaded_by(statement)}


# ---- what importing does ----


def test_importing_the_library_loads_neither_plugin_nor_worker() -> None:
    """A program that only asks for the version waits for nothing."""
    script = 'import sys, hkcs_model; print(*sys.modules, sep="\\n")'
    names = python(script).stdout.split()
    assert [name for name in names if name.startswith("hkcs_")] == ["hkcs_model"]
    assert {name.partition(".")[0] for name in names}.isdisjoint(WORKERS)


@pytest.mark.parametrize("module", ["hkcs_model", "hkcs_model.hookspecs", "hkcs_model.report"])
def test_importing_reads_nothing_but_modules(module: str) -> None:
    assert python(WATCHED.format(module=module)).stdout == ""


@pytest.mark.parametrize("name", ["load", "build_report", "exporters", "Dataset", "Report"])
def test_a_public_name_loads_no_exporter_and_no_command_line(name: str) -> None:
    script = f'import sys; from hkcs_model import {name}; print(*sys.modules, sep="\\n")'
    loaded = {name.partition(".")[0] for name in python(script).stdout.split()}
    assert loaded.isdisjoint({"hkcs_exporters", "click", "jinja2", "markupsafe"})


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["--help"], id="help"),
        pytest.param(["export", "--help"], id="help-of-a-command"),
        pytest.param(["--version"], id="the-version"),
    ],
)
def test_help_waits_for_nothing(words: list[str]) -> None:
    loaded = loaded_by(f"assert main({words!r}) == 0")
    assert "click" in loaded
    assert loaded.isdisjoint({"attrs", "attr", "cattrs", "jinja2", "pluggy", "hkcs_exporters"})


@pytest.mark.parametrize("format_", ["csv", "html", "json"])
def test_an_export_loads_no_template_engine(format_: str) -> None:
    """The templates of the page are Python before they ship."""
    loaded = loaded_by(f"assert main(['export', '--format', {format_!r}]) == 0")
    assert "hkcs_exporters" in loaded
    assert "jinja2" not in loaded
    assert ("markupsafe" in loaded) is (format_ == "html")


@pytest.mark.parametrize("format_", ["csv", "html", "json"])
def test_an_export_loads_what_it_needs_and_no_other_exporter(format_: str) -> None:
    loaded = modules_loaded_by(f"assert main(['export', '--format', {format_!r}]) == 0")
    there = {".".join(name.split(".")[:2]) for name in loaded if ".to_" in name}
    assert there == {f"hkcs_exporters.to_{format_}"}
    assert loaded.isdisjoint(RARE)
    assert {name for name in loaded if name.startswith("hkcs_model.cli.")} == {
        "hkcs_model.cli.exporting",
        "hkcs_model.cli.group",
        "hkcs_model.cli.reading",
    }


def test_published_totals_alone_are_reported_without_what_counts(tmp_path: Path) -> None:
    (tmp_path / "project.toml").write_text(STATED, "utf-8")
    (tmp_path / "statements.csv").write_text("id,rule,value\na,contacts,4000\n", "utf-8")
    words = ["export", str(tmp_path), "--format", "html"]
    loaded = modules_loaded_by(f"assert main({words!r}) == 0")
    assert "hkcs_exporters.to_html" in loaded
    assert {name for name in loaded if name.startswith("hkcs_model.counting")} == set()


# ---- names ----


def test_these_are_the_public_names() -> None:
    assert hkcs_model.__all__ == [
        "Comparison",
        "Dataset",
        "DatasetError",
        "Explanation",
        "Figure",
        "HkcsError",
        "Problem",
        "Reconciled",
        "Report",
        "UsageError",
        "__version__",
        "build_report",
        "compare",
        "count",
        "explain",
        "exporters",
        "load",
        "reconcile",
    ]


def test_a_public_name_is_what_its_module_has() -> None:
    assert hkcs_model.load is intake.load
    assert hkcs_model.build_report is reporting.build_report
    assert hkcs_model.exporters is plugins.exporters
    assert hkcs_model.count is figures.count
    assert hkcs_model.explain is explaining.explain
    assert hkcs_model.reconcile is reconciling.reconcile
    assert hkcs_model.Explanation is explaining.Explanation
    assert hkcs_model.Reconciled is reconciling.Reconciled
    assert hkcs_model.Dataset is dataset.Dataset
    assert hkcs_model.Figure is report.Figure
    assert hkcs_model.Report is report.Report
    assert hkcs_model.DatasetError is problems.DatasetError
    assert hkcs_model.HkcsError is problems.HkcsError
    assert hkcs_model.Problem is problems.Problem
    assert hkcs_model.UsageError is problems.UsageError


@pytest.mark.parametrize("name", hkcs_model.__all__)
def test_a_public_name_can_be_asked_for_and_is_listed(name: str) -> None:
    assert getattr(hkcs_model, name) is not None
    assert name in dir(hkcs_model)
    assert getattr(hkcs_model, name).__doc__


def test_no_other_name_is_there() -> None:
    with pytest.raises(AttributeError, match=r"^module 'hkcs_model' has no attribute 'count_all'$"):
        _ = hkcs_model.count_all


@pytest.mark.parametrize("package", ["hkcs_model", "hkcs_exporters"])
def test_types_go_with_the_package(package: str) -> None:
    assert files(package).joinpath("py.typed").is_file()
    assert import_module(package).__doc__


def test_a_report_is_made_from_the_library_alone() -> None:
    """Three names are enough, and none of them is a path or a command."""
    made = hkcs_model.build_report(hkcs_model.load(), language="zh-Hant")
    assert isinstance(made, hkcs_model.Report)
    assert any(figure.low == 4000 for figure in made.figures)
    assert set(hkcs_model.exporters()) >= {"csv", "json", "html"}
