"""The template of a plugin: built into a wheel, installed, and held against its own tests."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from attrs import frozen

from hkcs_model.testing import CHECKS
from tests.fresh import new_python, pip, unconfigured

ROOT = Path(__file__).parents[1]
TEMPLATE = ROOT / "template"
HOW_TO = ROOT / "docs" / "how-to" / "write-an-exporter.md"
MOST_LINES = 24


@frozen
class Installed:
    """The template, as somebody has it who copied and installed it.

    Attributes:
        python: the interpreter of its environment.
        wheel: what it was built into.
        folder: a folder with its test alone.
    """

    python: str
    wheel: Path
    folder: Path

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a module of its environment, in the folder of its test."""
        return subprocess.run(
            [self.python, "-m", *words],
            capture_output=True,
            text=True,
            check=False,
            encoding="utf-8",
            cwd=self.folder,
            env=unconfigured(),
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    place = tmp_path_factory.mktemp("template")
    copy = place / "copy"
    shutil.copytree(TEMPLATE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    wheels = place / "wheels"
    pip("wheel", "--no-build-isolation", "--no-deps", "--wheel-dir", wheels, ROOT, copy)
    python = new_python(place / "environment")
    pip("--python", python, "install", *wheels.glob("*.whl"), "pytest")
    folder = place / "tests"
    folder.mkdir()
    shutil.copy(copy / "test_hkcs_outline.py", folder)
    (wheel,) = wheels.glob("hkcs_outline-*.whl")
    return Installed(python, wheel, folder)


def test_its_wheel_holds_its_module_and_nothing_else(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert names == {"hkcs_outline.py"}


def test_its_own_tests_pass_against_its_wheel(installed: Installed) -> None:
    done = installed.run("pytest", "-p", "no:cacheprovider")
    assert f"{len(CHECKS)} passed" in done.stdout, done.stdout + done.stderr


def test_its_format_is_there_and_writes(installed: Installed) -> None:
    listed = installed.run("hkcs_model", "plugins")
    assert re.search(r"^format +outline +hkcs-outline 1\.0$", listed.stdout, re.MULTILINE)
    done = installed.run("hkcs_model", "export", "--format", "outline", "-O", "bullet=*")
    assert done.returncode == 0
    assert "* students served: around 2,300\n" in done.stdout


def test_it_is_short() -> None:
    lines = TEMPLATE.joinpath("hkcs_outline.py").read_text("utf-8").splitlines()
    assert len([line for line in lines if line.strip()]) <= MOST_LINES


@pytest.mark.parametrize("name", ["pyproject.toml", "hkcs_outline.py", "test_hkcs_outline.py"])
def test_it_is_what_the_how_to_shows(name: str) -> None:
    """Whoever types the page and whoever copies the folder have the same plugin."""
    shown = re.search(
        rf"^`{name}`:\n\n```\w+\n(.*?)^```$", HOW_TO.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert shown is not None
    assert shown[1] == TEMPLATE.joinpath(name).read_text("utf-8")


def test_its_readme_names_what_is_to_be_changed() -> None:
    """Every name of the template that is not the reader's own."""
    readme = TEMPLATE.joinpath("README.md").read_text("utf-8")
    assert {"hkcs-outline", "hkcs_outline.py", "outline"} <= set(re.findall(r"`([^`]+)`", readme))
