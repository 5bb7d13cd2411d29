"""A copy of a workbook in which what is wrong is marked and commented."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from .extras import needed
from .problems import Problem, UsageError

_COLOURS = {"error": "FFFFC7CE", "warning": "FFFFEB9C"}
_AUTHOR = "hkcs-model"


def refuse_to_mark(source: str, target: str) -> None:
    """Refuse to mark what is no workbook, or to write over the workbook itself.

    Raises:
        UsageError: it is so.
    """
    path, copy = Path(source), Path(target)
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"{path.name}: not a workbook, so no copy of it can be marked")
    if copy.suffix.lower() != ".xlsx":
        raise UsageError(f"{copy.name}: a marked copy is a workbook; name it {copy.stem}.xlsx")
    if copy.exists() and path.exists() and copy.samefile(path):
        raise UsageError(f"{copy.name}: the workbook itself; give the marked copy another name")


def mark(source: str, problems: Iterable[Problem]) -> bytes:
    """Return a copy of a workbook with a colour and a comment where something is wrong.

    Args:
        source: the workbook's path.
        problems: what is wrong with it; what is wrong with a whole sheet stands at its first cell.

    Raises:
        UsageError: it cannot be opened, or the library is not installed.
    """
    openpyxl = needed("openpyxl", "xlsx", "marking a workbook")
    path = Path(source)
    try:
        book = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    except Exception:  # noqa: BLE001 - whatever a parser raises: the problems say more
        raise UsageError(f"{path.name}: cannot be opened, so no copy of it is marked") from None
    told: dict[tuple[str, int, int], list[Problem]] = {}
    for problem in problems:
        origin = problem.origin
        if origin.file in book.sheetnames:
            place = origin.file, origin.row or 1, origin.number or 1
            told.setdefault(place, []).append(problem)
    for (sheet, row, column), here in told.items():
        _mark(openpyxl, book[sheet].cell(row, column), here)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _mark(openpyxl: Any, cell: Any, problems: list[Problem]) -> None:
    worst = "error" if any(problem.severity == "error" for problem in problems) else "warning"
    said = [f"{problem.message}; {problem.hint}" for problem in problems]
    before = [cell.comment.text] if cell.comment else []
    cell.fill = openpyxl.styles.PatternFill("solid", fgColor=_COLOURS[worst])
    cell.comment = openpyxl.comments.Comment("\n".join([*said, *before]), _AUTHOR)
