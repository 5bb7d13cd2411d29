"""Small datasets that are counted, and their figures as pairs: the lower end and the upper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hkcs_model.dataset import Dataset
from hkcs_model.explaining import Part, explain
from hkcs_model.figures import count
from hkcs_model.quantity import Number

Known = Callable[..., Dataset]
"""Makes a dataset of tables, each its lines, and of what else stands in the project."""

Ends = tuple[Number | None, Number | None]

PROJECT = """\
[agency]
name = "Harbour Youth Service"
[project]
title = "Bridges"
as_at = 2014-12-31
[[programmes]]
id = "edu"
[[programmes]]
id = "pro"
"""
ACTIVITIES = ("id,programme,kind", "a1,edu,course", "a2,edu,visit", "a3,pro,course")


def rule(id_: str, over: str, key: str, more: str = "") -> str:
    """Return a rule of the agency's own as it stands in a project; its key has spaces."""
    parts = ", ".join(f'"{part}"' for part in key.split())
    return f'[[rules]]\nid = "{id_}"\nover = "{over}"\nkey = [{parts}]\n{more}\n'


def ends(dataset: Dataset, what: str, period: str = "", **where: Any) -> Ends:
    """Count a rule, in `where` a double underscore standing for a dot: `person__gender`."""
    asked = {name.replace("__", "."): values for name, values in where.items()}
    (figure,) = count(dataset, what, where=asked, period=period)
    return figure.low, figure.high


def rows(dataset: Dataset, what: str, *by: str, period: str = "", **where: Any) -> dict[Any, Ends]:
    """Count a rule row by row; each row is its value, or its values where there are several."""
    asked = {name.replace("__", "."): values for name, values in where.items()}
    figures = count(dataset, what, by=by, where=asked, period=period)
    pairs = {tuple(figure.by.values()): (figure.low, figure.high) for figure in figures}
    assert len(pairs) == len(figures)
    return {row[0] if len(by) == 1 else row: pair for row, pair in pairs.items()}


def told(dataset: Dataset, what: str, period: str = "", **where: Any) -> Part:
    """Explain a rule, with its facts."""
    asked = {name.replace("__", "."): values for name, values in where.items()}
    (one,) = explain(dataset, what, where=asked, period=period, rows=True)
    (part,) = one.parts
    return part
