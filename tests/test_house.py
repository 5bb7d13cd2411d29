"""The house itself: versions agree, the first screen is short, nothing is left out in silence."""

import configparser
import importlib.metadata
import importlib.resources
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FIRST_SCREEN = 40
MARKED_TESTS = """
import pytest

def test_plain(): ...

@pytest.mark.outside
def test_outside(): ...

@pytest.mark.shared
def test_shared(shared): assert shared.is_dir()

@pytest.mark.outside
@pytest.mark.shared
def test_both(): ...
"""


def test_the_version_is_the_one_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == importlib.metadata.version("hkcs-model")


@pytest.mark.parametrize("package", ["hkcs_model", "hkcs_exporters"])
def test_the_installed_packages_are_typed(package: str) -> None:
    assert importlib.resources.files(package).joinpath("py.typed").is_file()


def test_the_first_screen_of_the_readme_has_two_commands() -> None:
    """A reader gets a report and a test run by two lines, each with all its set-up."""
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()[:FIRST_SCREEN]
    start = lines.index("```sh") + 1
    commands = lines[start : lines.index("```", start)]
    assert len(commands) == 2
    assert all(line.startswith("python3 -m venv .venv && ") for line in commands)
    assert sum(line.startswith("```") for line in lines) == 2


def test_every_tox_environment_has_a_description() -> None:
    tox = configparser.ConfigParser(interpolation=None)
    tox.read(ROOT / "tox.ini", encoding="utf-8")
    environments = [name for name in tox.sections() if name.startswith("testenv")]
    assert environments
    assert [name for name in environments if not tox[name].get("description")] == []


@pytest.fixture
def house(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A checkout with this project's conftest and four marked tests; nothing beside it."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    tests = pytester.mkdir("checkout") / "tests"
    tests.mkdir()
    tests.joinpath("conftest.py").write_text((ROOT / "tests/conftest.py").read_text("utf-8"))
    tests.joinpath("test_marked.py").write_text(MARKED_TESTS)
    tests.parent.joinpath("pytest.ini").write_text("[pytest]\nmarkers =\n  outside\n  shared\n")
    return pytester


def run(house: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return house.runpytest_subprocess("checkout", *arguments)


def left_out(result: pytest.RunResult) -> str:
    (line,) = (line for line in result.outlines if line.startswith("left out: "))
    return line


def test_what_is_left_out_is_counted_with_its_reason(house: pytest.Pytester) -> None:
    result = run(house)
    result.assert_outcomes(passed=1, deselected=3)
    assert left_out(result) == (
        "left out: 2 outside (need Java, Chromium or other programs: run .ci/run),"
        " 1 shared (need ../shared)"
    )


@pytest.mark.parametrize("number", ["1", "2"])
def test_several_processes_leave_out_the_same_and_count_it_once(
    house: pytest.Pytester, number: str
) -> None:
    result = run(house, "-n", number, "--dist", "worksteal")
    result.assert_outcomes(passed=1)
    assert left_out(result) == left_out(run(house))


@pytest.mark.parametrize(
    ("arguments", "passed", "outside", "shared"),
    [
        pytest.param([], 2, 2, 0, id="shared-tests-run-beside-the-folder"),
        pytest.param(["--outside"], 4, 0, 0, id="everything-runs-with-the-option"),
        pytest.param(["-m", "not outside"], 2, 0, 0, id="the-users-own-choice-is-not-counted"),
        pytest.param(["--outside", "-m", "outside"], 2, 0, 0, id="the-outside-environment"),
    ],
)
def test_beside_the_shared_folder(
    house: pytest.Pytester, arguments: list[str], passed: int, outside: int, shared: int
) -> None:
    house.mkdir("shared")
    result = run(house, *arguments)
    result.assert_outcomes(passed=passed, deselected=4 - passed)
    line = left_out(result)
    assert line.startswith(f"left out: {outside} outside ")
    assert f" {shared} shared " in line


def test_ci_refuses_to_run_without_the_shared_folder(
    house: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    result = run(house)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: CI runs every test: put the folder 'shared' *"])


def test_ci_runs_beside_the_shared_folder(
    house: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    house.mkdir("shared")
    run(house).assert_outcomes(passed=2, deselected=2)
