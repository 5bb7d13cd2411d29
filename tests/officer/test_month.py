"""An officer fills in a workbook of `new`, is told of the slips, mends them, counts and exports."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from .month import CORRECTED, COUNTED, NOT_KEPT, TOLD, TYPED

Typed = Mapping[str, Sequence[tuple[str, str]]]
Typing = Callable[[Path, Path, Typed, Sequence[str]], None]

HERE = Path(__file__).parent


def by_openpyxl(source: Path, target: Path, typed: Typed, delete: Sequence[str]) -> None:
    """Write cells as a spreadsheet program keeps what is typed: days and numbers as such."""
    book = openpyxl.load_workbook(source)
    for name in delete:
        del book[name]
    for name, cells in typed.items():
        for place, text in cells:
            book[name][place] = kept(text)
    book.save(target)


def kept(text: str) -> str | float | date:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    return float(text) if re.fullmatch(r"[0-9.]+", text) else text


def by_libreoffice(source: Path, target: Path, typed: Typed, delete: Sequence[str]) -> None:
    work = json.dumps({"typed": typed, "delete": delete})
    script = str(HERE / "type_into.py")
    # The Python that LibreOffice's bridge is installed for.
    command = ["/usr/bin/python3", script, str(source), str(target)]
    subprocess.run(command, input=work, text=True, check=True, capture_output=True, timeout=120)


def run(*words: str, status: int = 0) -> str:
    command = [sys.executable, "-m", "hkcs_model", *words]
    ended = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
    )
    assert ended.returncode == status, ended.stderr
    return ended.stdout


@pytest.fixture(
    params=[
        pytest.param(by_openpyxl, id="openpyxl"),
        pytest.param(by_libreoffice, id="LibreOffice", marks=pytest.mark.outside),
    ]
)
def type_into(request: pytest.FixtureRequest) -> Typing:
    typing: Typing = request.param
    return typing


def test_a_month_is_typed_checked_corrected_counted_and_exported(
    type_into: Typing, tmp_path: Path
) -> None:
    new, filled, right = (tmp_path / name for name in ("new.xlsx", "filled.xlsx", "right.xlsx"))
    run("new", str(new))
    type_into(new, filled, TYPED, NOT_KEPT)

    marked = tmp_path / "marked.xlsx"
    assert run("check", str(filled), "--mark", str(marked), status=1) == TOLD
    book = openpyxl.load_workbook(marked)
    for line in TOLD.splitlines()[:-1]:
        place, _, said = line.partition(": ")
        sheet, _, cell = place.partition(":")[0].partition("!")
        comment = book[sheet][cell].comment
        assert comment is not None
        assert said.removeprefix("warning: ") in comment.text

    type_into(filled, right, CORRECTED, ())
    assert run("check", str(right)) == "0 errors, 0 warnings\n"

    page = tmp_path / "month.html"
    run("export", str(right), "-o", str(page))
    run("verify", str(page), str(right))
    counted = json.loads(run("count", str(right), *COUNTED, "--format", "json"))
    assert {f["rule"]: f["text"] for f in counted["figures"]} == COUNTED


def test_the_days_and_numbers_that_are_typed_come_back_as_such(
    type_into: Typing, tmp_path: Path
) -> None:
    new, right = tmp_path / "new.xlsx", tmp_path / "right.xlsx"
    run("new", str(new), "--lang", "zh-Hant")
    type_into(new, right, TYPED, NOT_KEPT)
    sheet = openpyxl.load_workbook(right)["sessions"]
    assert isinstance(sheet["C2"].value, datetime | date)
    assert sheet["G2"].value == 3
