"""Figures as one flat table, a row each: what plain CSV and tagged CSV hold alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from hkcs_model.formulas import guarded
from hkcs_model.hookspecs import Loss
from hkcs_model.report import Figure, Report

from .tidy import FIELDS, as_filter, dimensions, fields_of, lost_languages

_BESIDE = ("overlap", "readings", "source", "quote", "assumptions")


def flat_columns(report: Report) -> list[str]:
    """Return the columns: the fields, each dimension in the place of `by`, what stands beside."""
    fixed = [name for name in FIELDS if name != "by"]
    places = fixed.index("where")
    return [*fixed[:places], *dimensions(report.figures), *fixed[places:], *_BESIDE]


def flat_rows(report: Report) -> Iterator[Mapping[str, Any]]:
    """Return the figures, each as its values by column; a column that is not there is blank."""
    return (_cells(figure) for figure in report.figures)


def _cells(figure: Figure) -> dict[str, Any]:
    cells = {**fields_of(figure), **figure.by}
    cells["where"] = as_filter(figure.where)
    cells["readings"] = _joined(reading.rule for reading in figure.readings)
    cells["overlap"] = figure.overlap
    cells["source"] = figure.source
    cells["quote"] = figure.quote
    cells["assumptions"] = _joined(m.say(figure.language) for m in figure.assumptions)
    return cells


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(texts)


def cell(value: Any) -> str | int:
    """Return a value as a cell: None blank, numbers in full, no text a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return value
    return f"{value:f}" if isinstance(value, Decimal) else guarded(value)


def flat_losses(report: Report) -> list[Loss]:
    """Return what such a table does not hold of a report."""
    losses = [lost_languages(report)]
    if report.activities or report.partners or report.milestones:
        told = "summaries, activities, partners, milestones and sources are not in it"
        losses.append(Loss("text", told))
    if report.tables or any(figure.accounts or figure.held for figure in report.figures):
        told = "steps, published totals beside the records, and totals of tables are not in it"
        losses.append(Loss("account", told))
    return losses
