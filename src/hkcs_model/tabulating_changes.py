"""Comparisons and verifications as text that a person reads, and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .aligning import aligned
from .comparing import Cause, Compared, Comparison
from .languages import Text, say_number, translate
from .mixing import CAUSES, RowChange
from .quantity import Number, Quantity
from .report import Figure
from .saved import SavedFigure
from .verifying import Verification, Verified

_SAME = "figures that are the same: {number} of {all}"
_NOTHING = "there is no figure in either"
_ROWS = "{cause}: {tables}"
_CHANGED = "{cause}: {place}"
_EDITED = "{cause}: {place}: {columns}"
_MINUS = "\N{MINUS SIGN}"
_CAUSES = {
    "definition": "the definition",
    "settings": "the settings",
    "period": "the period or as-at day",
    "persons joined or parted": "persons joined or parted",
    "rows added": "rows added",
    "rows removed": "rows removed",
    "rows edited": "rows edited",
    "records": "records",
}
_ALTERED = "the page shows a figure that its own data do not say, or not as often: {text}"
_MISSING = "in the report by now, and not in this one: {label}: {text}"
_DIFFERS = "{label}: saved as {old}, now {new}"
_GONE = "{label}: saved as {old}; it cannot be counted again: {reason}"
_HOLDS = "figures that are as the dataset gives them: all {number}"
_HOLDS_NOT = "figures that are not as the dataset gives them: {others} of {number}"
_OTHER_DATASET = "the dataset is not the one that the report was made from"


def compared_as_text(comparison: Comparison, language: str, *, rows: bool = False) -> str:
    """Return a comparison as a table: each figure that differs, and under it its causes.

    Args:
        comparison: what is told.
        language: the language of the words.
        rows: whether each row that differs is told, not only how many.
    """
    differing = [figure for figure in comparison.figures if figure.differs]
    table = []
    for figure in differing:
        table.append(
            (_called(figure.labels, figure.by, language), *_change(figure.change, language))
        )
        table += [(f"  {_cause(c.cause, language)}", *_change(c, language)) for c in figure.causes]
    lines = [aligned(table, right={1, 3})] if table else []
    number = len(comparison.figures) - len(differing)
    if comparison.figures:
        counts = {"number": number, "all": len(comparison.figures)}
        lines.append(translate(_SAME, language).format(**counts))
    else:
        lines.append(translate(_NOTHING, language))
    told = _each_row(comparison, language) if rows else _rows_by_cause(comparison, language)
    return "\n".join([*lines, *told])


def _called(labels: Text, by: Mapping[str, str], language: str) -> str:
    values = ", ".join(value or "?" for value in by.values())
    return f"{labels.say(language)} ({values})" if values else labels.say(language)


def _cause(cause: str, language: str) -> str:
    return " + ".join(translate(_CAUSES[one], language) for one in cause.split(" + "))


def _change(cause: Cause, language: str) -> tuple[str, str, str, str]:
    return (
        _said(cause.before, language),
        "→",
        _said(cause.after, language),
        _difference(cause),
    )


def _said(quantity: Quantity | None, language: str) -> str:
    return translate("not known", language) if quantity is None else quantity.say(language)


def _difference(cause: Cause) -> str:
    """Return by how much a figure changed: one number, or that of each end."""
    if cause.low is None:
        return ""
    if cause.high is None:
        return f"({_signed(cause.low)}..)"
    if cause.low == cause.high:
        return f"({_signed(cause.low)})"
    return f"({_signed(cause.low)}..{_signed(cause.high)})"


def _signed(number: Number) -> str:
    if number == 0:
        return "±0"
    size = number if number > 0 else -number
    return f"{'+' if number > 0 else _MINUS}{say_number(size)}"


def _rows_by_cause(comparison: Comparison, language: str) -> Iterator[str]:
    found: dict[str, dict[str, int]] = {}
    for change in comparison.rows:
        tables = found.setdefault(change.cause, {})
        tables[change.table] = tables.get(change.table, 0) + 1
    for cause, tables in sorted(found.items(), key=lambda one: CAUSES.index(one[0])):
        told = ", ".join(f"{name} {number:,}" for name, number in tables.items())
        yield translate(_ROWS, language).format(cause=_cause(cause, language), tables=told)


def _each_row(comparison: Comparison, language: str) -> Iterator[str]:
    for change in comparison.rows:
        values = {
            "cause": _cause(change.cause, language),
            "place": _place(change),
            "columns": ", ".join(change.columns),
        }
        yield translate(_EDITED if change.columns else _CHANGED, language).format(**values)


def _place(change: RowChange) -> str:
    places = [str(place) for place in (change.old, change.new) if place is not None]
    return " → ".join(dict.fromkeys(places))


def compared_as_data(comparison: Comparison, language: str) -> dict[str, Any]:
    """Return a comparison as plain values, under the names that programs know."""
    return {
        "figures": [_compared_as_data(figure, language) for figure in comparison.figures],
        "rows": [
            {
                "cause": change.cause,
                "table": change.table,
                "old": None if change.old is None else str(change.old),
                "new": None if change.new is None else str(change.new),
                "columns": list(change.columns),
            }
            for change in comparison.rows
        ],
    }


def _compared_as_data(figure: Compared, language: str) -> dict[str, Any]:
    return {
        "id": figure.id,
        "rule": figure.rule,
        "label": figure.labels.say(language),
        "by": dict(figure.by),
        "where": {name: list(values) for name, values in figure.where.items()},
        "period": figure.period,
        "old": _quantity_as_data(figure.old, language),
        "new": _quantity_as_data(figure.new, language),
        "change": {"low": figure.change.low, "high": figure.change.high},
        "causes": [
            {
                "cause": cause.cause,
                "low": cause.low,
                "high": cause.high,
                "before": _quantity_as_data(cause.before, language),
                "after": _quantity_as_data(cause.after, language),
            }
            for cause in figure.causes
        ],
    }


def _quantity_as_data(quantity: Quantity | None, language: str) -> dict[str, Any] | None:
    if quantity is None:
        return None
    return {
        "low": quantity.low,
        "high": quantity.high,
        "low_exclusive": quantity.low_exclusive,
        "high_exclusive": quantity.high_exclusive,
        "about": quantity.about,
        "text": quantity.say(language),
    }


def verified_as_text(found: Verification, language: str) -> str:
    """Return a verification as lines: each figure that does not hold, then the totals."""
    lines = [_line(figure, language) for figure in found.figures if not figure.agrees]
    lines += [translate(_ALTERED, language).format(text=text) for text in found.altered]
    for figure in found.missing:
        values = {
            "label": _called(figure.labels, figure.by, language),
            "text": figure.say(language),
        }
        lines.append(translate(_MISSING, language).format(**values))
    if not found.same_dataset:
        lines.append(translate(_OTHER_DATASET, language))
    others = sum(not figure.agrees for figure in found.figures)
    total = _HOLDS_NOT if others else _HOLDS
    counts = {"number": len(found.figures), "others": others}
    return "\n".join([*lines, translate(total, language).format(**counts)])


def _line(figure: Verified, language: str) -> str:
    values = {
        "label": _called(figure.saved.labels, figure.saved.by, language),
        "old": _said(figure.saved.quantity, language),
        "reason": figure.reason,
    }
    if figure.now is None:
        return translate(_GONE, language).format(**values)
    old, new = _old_and_new(figure.saved, figure.now, language)
    return translate(_DIFFERS, language).format(**{**values, "old": old, "new": new})


def _old_and_new(saved: SavedFigure, now: Figure, language: str) -> tuple[str, str]:
    """Return the words that differ, the reader's if they do; else the numbers, which then do."""
    differing = [name for name, text in saved.texts.items() if now.say(name) != text]
    if not differing:
        return _said(saved.quantity, language), _said(now.quantity, language)
    told = language if language in differing else differing[0]
    return saved.texts[told], now.say(told)


def verified_as_data(found: Verification, language: str) -> dict[str, Any]:
    """Return a verification as plain values, under the names that programs know."""
    return {
        "holds": found.holds,
        "same_dataset": found.same_dataset,
        "figures": [
            {
                "id": figure.saved.id,
                "rule": figure.saved.rule,
                "label": figure.saved.labels.say(language),
                "by": dict(figure.saved.by),
                "agrees": figure.agrees,
                "saved": _quantity_as_data(figure.saved.quantity, language),
                "now": None
                if figure.now is None
                else _quantity_as_data(figure.now.quantity, language),
                "reason": figure.reason,
            }
            for figure in found.figures
        ],
        "missing": [{"id": figure.id, "by": dict(figure.by)} for figure in found.missing],
        "altered": list(found.altered),
    }
