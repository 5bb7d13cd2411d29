"""Reports as plain data: what the JSON document and the page hold alike."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from hkcs_model.languages import LANGUAGES, Message, Text
from hkcs_model.report import Figure, Provenance, Report, rule_as_data, settings_as_data

from .tidy import fields_of

SCHEMA = "urn:hkcs-model:report:1"
"""What names the shape of the document; another number where a reader would have to change."""

_EXACT = re.compile(r'"\\u0000([0-9.]+)"')


def as_json(data: Any, indent: int | None = None) -> str:
    """Return data as JSON, its numbers exact."""
    text = json.dumps(data, ensure_ascii=False, indent=indent, default=_exactly)
    return _EXACT.sub(r"\1", text)


def _exactly(number: Decimal) -> str:
    """Mark a number with a fraction, which JSON writes in full and binary floats do not hold."""
    return f"\0{number:f}"


def figures_as_data(report: Report) -> dict[str, Any]:
    """Return the figures of a report with what they were made from."""
    return {
        "schema": SCHEMA,
        "language": report.language,
        "figures": [figure_as_data(figure) for figure in report.figures],
        "provenance": provenance_as_data(report.provenance),
    }


def provenance_as_data(provenance: Provenance) -> dict[str, Any]:
    """Return what a report was made from: its rules too, and the settings they count by."""
    return {
        **entity_as_data(provenance, "version digest as_at"),
        "rules": [rule_as_data(rule) for rule in provenance.rules],
        "settings": settings_as_data(provenance.counting),
    }


def figure_as_data(figure: Figure) -> dict[str, Any]:
    """Return a figure with its reasons, its words in every language."""
    return {
        **fields_of(figure),
        "programme": figure.programme,
        "overlap": figure.overlap,
        "labels": _plain(figure.labels),
        "texts": {language: figure.say(language) for language in LANGUAGES},
        "readings": [reading.rule for reading in figure.readings],
        "statements": list(figure.statements),
        "source": figure.source,
        "quote": figure.quote,
        "assumptions": messages_as_data(figure.assumptions),
        "contradictions": messages_as_data(figure.contradictions),
    }


def entity_as_data(entity: Any, names: str) -> dict[str, Any]:
    """Return some fields of an entity as plain values."""
    return {name: _plain(getattr(entity, name)) for name in names.split()}


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return dict(value.pairs)
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, int | Decimal) else str(value)


def messages_as_data(messages: Iterable[Message]) -> list[dict[str, str]]:
    """Return sentences, each in every language."""
    return [{language: message.say(language) for language in LANGUAGES} for message in messages]
