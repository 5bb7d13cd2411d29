"""A third party's plugins, built as wheels and installed beside ours in a fresh environment."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from hkcs_model.plugins import SWITCH, built_in
from tests.datasets import write_dataset
from tests.fresh import new_python, pip, unconfigured

ROOT = Path(__file__).parents[1]
PLUGINS = ROOT / "tests" / "plugin_fixture"
ACME = {"activities": None, "statements": "id,rule,value\nst1,acme_case_days,12\n"}
"""A dataset whose statement is of the third party's rule."""


@frozen
class Said:
    """What a command said, and what it ended with."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What it printed, as data."""
        return json.loads(self.out)


@frozen
class Environment:
    """A fresh environment.

    Attributes:
        python: its interpreter.
        rival: a folder with a plugin that claims what another one brings.
    """

    python: str
    rival: Path

    def run(
        self, *words: str | Path, cwd: Path, variables: Mapping[str, str] | None = None
    ) -> Said:
        """Run a command of the package that is installed there, and nowhere else."""
        done = subprocess.run(
            [self.python, "-m", "hkcs_model", *map(str, words)],
            capture_output=True,
            text=True,
            check=False,
            encoding="utf-8",
            cwd=cwd,
            env={**unconfigured(), **(variables or {})},
        )
        return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """Our wheel and the third party's, installed with all that they depend on."""
    place = tmp_path_factory.mktemp("third-party")
    sources = [file.parent for file in sorted(PLUGINS.glob("*/pyproject.toml"))]
    wheels = place / "wheels"
    pip("wheel", "--no-build-isolation", "--no-deps", "--wheel-dir", wheels, ROOT, *sources)
    python = new_python(place / "environment")
    (rival,) = wheels.glob("acme_rival-*.whl")
    beside = [wheel for wheel in wheels.glob("*.whl") if wheel != rival]
    pip("--python", python, "install", *beside)
    pip("install", "--no-deps", "--target", place / "rival", rival)
    return Environment(python, place / "rival")


@pytest.fixture
def run(environment: Environment, tmp_path: Path) -> Any:
    """Run a command in the fresh environment, in an empty folder."""

    def run_it(*words: str | Path, **variables: str) -> Said:
        return environment.run(*words, cwd=tmp_path, variables=variables)

    return run_it


@pytest.fixture
def with_rival(environment: Environment, run: Any) -> Any:
    """Run a command where a second plugin claims the format too."""

    def run_it(*words: str | Path) -> Said:
        said: Said = run(*words, PYTHONPATH=str(environment.rival))
        return said

    return run_it


REFUSED = {
    "acme-broken 0.3": "broken of acme-broken 0.3: RuntimeError: no licence for this computer",
    "acme-csv 2.0": "csv of acme-csv 2.0: hkcs-model has csv already; take another name",
    "acme-misspelt 0.1": "misspelt of acme-misspelt 0.1: TypeError: no hook hkcs_exporter; "
    "did you mean hkcs_exporters",
}


def test_the_wheel_is_what_runs(environment: Environment, tmp_path: Path) -> None:
    done = subprocess.run(
        [environment.python, "-Ic", "import hkcs_model; print(hkcs_model.__file__)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert Path(environment.python).parents[1] in Path(done.stdout.strip()).parents


# ---- what is brought is used ----


def test_the_format_is_listed_with_its_distribution(run: Any) -> None:
    said = run("formats")
    assert said.status == 0
    (line,) = (line for line in said.out.splitlines() if line.startswith("acme-text "))
    assert [cell.strip() for cell in line.split("  ") if cell] == [
        *("acme-text", ".acme", "indent", "a line a figure, to read aloud", "acme-reports 1.2"),
    ]


def test_format_and_rule_are_listed_among_the_plugins(run: Any) -> None:
    given = run("plugins", "--format", "json").data["given"]
    mine = [one for one in given if one["distribution"] == "acme-reports"]
    assert [(one["gives"], one["name"], one["version"]) for one in mine] == [
        ("format", "acme-text", "1.2"),
        ("rule", "acme_case_days", "1.2"),
    ]
    assert "acme_case_days" in run("rules").out


def test_its_options_are_told(run: Any) -> None:
    assert "-O indent=a whole number (0 unless set)" in run("formats", "acme-text").out


def test_a_report_is_exported_in_it(run: Any) -> None:
    said = run("export", "--format", "acme-text")
    assert (said.status, said.err) == (
        0,
        "acme-text: not carried: the figures alone are in it\n",
    )
    assert "students served: around 2,300\n" in said.out
    indented = run("export", "--format", "acme-text", "-O", "indent=2")
    assert indented.out.splitlines() == [f"  {line}" for line in said.out.splitlines()]


def test_its_suffix_chooses_it(run: Any, tmp_path: Path) -> None:
    said = run("export", "-o", "report.acme", "--lang", "zh-Hant")
    assert (said.status, said.out) == (0, "")
    assert run("export", "--format", "acme-text", "--lang", "zh-Hant").out == (
        tmp_path / "report.acme"
    ).read_text("utf-8")


@pytest.mark.parametrize(
    ("option", "told"),
    [
        pytest.param("indnt=2", "no option indnt, did you mean indent?", id="a-key"),
        pytest.param("indent=two", "option indent does not take that value", id="a-value"),
    ],
)
def test_its_options_are_strict(run: Any, option: str, told: str) -> None:
    said = run("export", "--format", "acme-text", "-O", option)
    assert (said.status, said.out) == (2, "")
    assert said.err == f"acme-text: {told}; its options are indent=a whole number\n"


def test_a_dataset_may_state_by_its_rule(run: Any, tmp_path: Path) -> None:
    write_dataset(tmp_path / "data", ACME)
    assert run("check", "data").out == "0 errors, 0 warnings\n"
    said = run("export", "data", "--format", "acme-text")
    assert (said.status, said.out) == (0, "days of a person at an activity: 12\n")


CARERS = """\
= agency.name | Harbour Centre
= project.title | Carers
= project.as_at | 2024-05-31
programmes | id
programmes | care
activities | id | programme | kind
activities | a1 | care | group
sessions | id | activity | date
sessions | s1 | a1 | 2024-05-04
"""


def test_a_dataset_in_its_form_is_read(run: Any, tmp_path: Path) -> None:
    """Like any other: counted, converted, and told of with the places that the reader gives."""
    tmp_path.joinpath("carers.hours").write_text(CARERS, "utf-8")
    assert (
        run("count", "carers.hours", "sessions", "--format", "json").data["figures"][0]["low"] == 1
    )
    assert run("convert", "carers.hours", "-o", "carers.json").status == 0
    assert (
        run("count", "carers.json", "sessions", "--format", "json").data["figures"][0]["low"] == 1
    )
    tmp_path.joinpath("bad.hours").write_text(CARERS.replace("2024-05-04", "later"), "utf-8")
    said = run("check", "bad.hours")
    assert said.status == 1
    assert said.out.startswith("bad.hours:9:date: not a date")


def test_a_file_in_its_form_is_none_while_the_switch_is_empty(run: Any, tmp_path: Path) -> None:
    tmp_path.joinpath("carers.hours").write_text(CARERS, "utf-8")
    said = run("check", "carers.hours", **{SWITCH: ""})
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("carers.hours: not a form of a dataset; ")


def test_its_reader_is_listed_by_its_ending(run: Any) -> None:
    given = run("plugins", "--format", "json").data["given"]
    (mine,) = (one for one in given if one["distribution"] == "acme-hours")
    assert (mine["gives"], mine["name"], mine["version"]) == ("reader", ".hours", "0.5")


# ---- what is broken is named ----


@pytest.mark.parametrize("distribution", REFUSED)
@pytest.mark.parametrize("command", ["formats", "rules"])
def test_what_is_refused_is_named_on_standard_error(
    run: Any, command: str, distribution: str
) -> None:
    """With its distribution and its reason, while everything else works."""
    said = run(command)
    assert said.status == 0
    (line,) = (line for line in said.err.splitlines() if distribution in line)
    assert line.startswith(f"not loaded: {REFUSED[distribution]}")
    assert len(said.err.splitlines()) == len(REFUSED)


def test_what_is_refused_is_listed_among_the_plugins(run: Any) -> None:
    said = run("plugins")
    assert (said.status, said.err) == (0, "")
    for reason in REFUSED.values():
        assert f"\nnot loaded: {reason}" in said.out
    failures = run("plugins", "--format", "json").data["failures"]
    assert [f"{f['distribution']} {f['version']}" for f in failures] == [
        *("acme-broken 0.3", "acme-misspelt 0.1", "acme-csv 2.0"),
    ]


@pytest.mark.parametrize(
    "words", [["export", "--format", "csv"], ["export", "--format", "json"], ["check", "hkcs"]]
)
def test_what_ships_is_not_touched_by_any_of_them(run: Any, words: list[str]) -> None:
    """Neither its bytes nor its messages: a plugin that nobody asks for is not even looked at."""
    said = run(*words)
    assert said.status == 0
    assert said == run(*words, **{SWITCH: ""})
    assert "acme" not in said.out + said.err


def test_a_format_that_ships_is_ours_in_the_list_too(run: Any) -> None:
    (line,) = (line for line in run("formats").out.splitlines() if line.startswith("csv "))
    assert "hkcs-model" in line


# ---- two that claim one format ----


def test_two_that_claim_a_format_are_both_named_and_refused(with_rival: Any) -> None:
    said = with_rival("export", "--format", "acme-text")
    assert (said.status, said.out) == (3, "")
    assert said.err.splitlines() == [
        f"acme-text of {one}: also claimed by {other}; uninstall one, or leave it out of {SWITCH}"
        for one, other in (
            ("acme-reports 1.2", "acme-rival 4.1"),
            ("acme-rival 4.1", "acme-reports 1.2"),
        )
    ]


def test_all_else_that_they_bring_is_used(with_rival: Any) -> None:
    listed = with_rival("formats")
    assert listed.status == 0
    assert "acme-text" not in listed.out
    assert "acme-reports 1.2" in listed.err
    assert "acme-rival 4.1" in listed.err
    assert with_rival("rules", "acme_case_days").status == 0
    assert with_rival("export", "--format", "csv").status == 0


# ---- the switch ----


@pytest.mark.parametrize("words", [["formats"], ["rules"], ["plugins"]])
def test_all_is_silent_while_the_switch_is_empty(run: Any, words: list[str]) -> None:
    said = run(*words, **{SWITCH: ""})
    assert (said.status, said.err) == (0, "")
    assert "acme" not in said.out


def test_a_format_is_unknown_while_the_switch_is_empty(run: Any) -> None:
    said = run("export", "--format", "acme-text", **{SWITCH: ""})
    assert (said.status, said.out) == (2, "")
    assert said.err == f"acme-text: no such format; there are {', '.join(built_in().exporters)}\n"


def test_only_what_the_switch_names_is_loaded(run: Any) -> None:
    said = run("plugins", "--format", "json", **{SWITCH: "acme-reports"})
    assert {one["distribution"] for one in said.data["given"]} == {"hkcs-model", "acme-reports"}
    assert said.data["failures"] == []
    assert run("formats", **{SWITCH: "acme-reports"}).err == ""


def test_the_switch_settles_a_quarrel(environment: Environment, run: Any) -> None:
    """Leaving the rival out gives the format back."""
    both = {"PYTHONPATH": str(environment.rival)}
    assert run("export", "--format", "acme-text", **both).status == 3
    said = run("export", "--format", "acme-text", **both, **{SWITCH: "acme-reports"})
    assert said.status == 0
