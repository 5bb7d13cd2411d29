"""What several exporters share: figures as rows, cells that are no formulas, texts made safe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hkcs_model.hookspecs import Loss
from hkcs_model.languages import LANGUAGES
from hkcs_model.report import Figure, Report

FIELDS = (
    *("id", "rule", "label", "by", "where", "period", "low", "high", "low_exclusive"),
    *("high_exclusive", "about", "text", "basis", "contradicts", "adds_up", "withheld"),
    "set_aside",
)
"""The fields of a figure, in the order in which every format shows them."""

_FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"


def visible(text: str) -> str:
    """Return a text with the characters that HTML and XML forbid replaced by U+FFFD."""
    return text if text.isprintable() else re.sub(_FORBIDDEN, "\ufffd", text)


def dimensions(figures: Iterable[Figure]) -> list[str]:
    """Return every dimension that some figure is a row of, in the order of their first use."""
    return list(dict.fromkeys(name for figure in figures for name in figure.by))


def fields_of(figure: Figure) -> dict[str, Any]:
    """Return a figure as its fields, with plain values for its mappings and lists."""
    plain = {name: getattr(figure, name) for name in FIELDS}
    plain["by"] = dict(figure.by)
    plain["where"] = {name: list(values) for name, values in figure.where.items()}
    return plain


def as_filter(where: Mapping[str, Iterable[str]]) -> str:
    """Return a filter as one writes it: `mode=phone,online; programme=education`."""
    return "; ".join(f"{name}={','.join(values)}" for name, values in where.items())


def nearest(number: Fraction) -> Decimal:
    """Return a number whose digits do not end to twelve places, for those that reckon with it."""
    return Decimal(round(number * 10**12)).scaleb(-12)


def lost_languages(report: Report) -> Loss:
    """Return the loss of a format that holds one language."""
    others = [language for language in LANGUAGES if language != report.language]
    return Loss("language", f"only {report.language} is in it, not {' or '.join(others)}")
