"""JSON: the whole report as data, for other programs; `report.schema.json` describes it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, BinaryIO

from attrs import field, frozen, validators

from hkcs_model.hookspecs import Exporter, Loss, hookimpl
from hkcs_model.languages import LANGUAGES, Message, Text
from hkcs_model.report import Figure, Provenance, Report, rule_as_data, settings_as_data

from .tidy import fields_of

SCHEMA = "urn:hkcs-model:report:1"
"""What names the shape of the document; another number where a reader would have to change."""

_EXACT = re.compile(r'"\\u0000([0-9.]+)"')


@frozen(kw_only=True)
class Options:
    """How the document is written.

    Attributes:
        indent: the spaces of each level, 8 at most; 0 puts everything on one line.
    """

    indent: int = field(default=2, validator=[validators.ge(0), validators.le(8)])


def write(report: Report, out: BinaryIO, options: Options) -> list[Loss]:
    """Write all of a report, each of its texts in every language that it has."""
    out.write(as_json(_report(report), options.indent or None).encode())
    out.write(b"\n")
    return []


def as_json(data: Any, indent: int | None = None) -> str:
    """Return data as JSON, its numbers exact."""
    text = json.dumps(data, ensure_ascii=False, indent=indent, default=_exactly)
    return _EXACT.sub(r"\1", text)


def _exactly(number: Decimal) -> str:
    """Mark a number with a fraction, which JSON writes in full and binary floats do not hold."""
    return f"\0{number:f}"


def _report(report: Report) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "language": report.language,
        "agency": _entity(report.agency, "id name phone email url"),
        "project": _entity(report.project, "id title as_at published language summary source"),
        "programmes": [_entity(p, "id title summary") for p in report.programmes],
        "figures": [_figure(figure) for figure in report.figures],
        "activities": [
            {
                **_entity(a, "id programme title kind participants partners place start end"),
                "counted_in": list(report.counted_in.get(a.id, ())),
            }
            for a in report.activities
        ],
        "partners": [_entity(p, "id name kind place") for p in report.partners],
        "milestones": [
            _entity(m, "id date text programme partners source") for m in report.milestones
        ],
        "sources": [_entity(s, "id title date url") for s in report.sources],
        "words": _words(report),
        "assumptions": _messages(report.assumptions),
        "contradictions": _messages(report.contradictions),
        "provenance": provenance_as_data(report.provenance),
    }


def figures_as_data(report: Report) -> dict[str, Any]:
    """Return the figures of a report with what they were made from."""
    return {
        "schema": SCHEMA,
        "language": report.language,
        "figures": [_figure(figure) for figure in report.figures],
        "provenance": provenance_as_data(report.provenance),
    }


def provenance_as_data(provenance: Provenance) -> dict[str, Any]:
    """Return what a report was made from: its rules too, and the settings they count by."""
    return {
        **_entity(provenance, "version digest as_at"),
        "rules": [rule_as_data(rule) for rule in provenance.rules],
        "settings": settings_as_data(provenance.counting),
    }


def _figure(figure: Figure) -> dict[str, Any]:
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
        "assumptions": _messages(figure.assumptions),
        "contradictions": _messages(figure.contradictions),
    }


def _entity(entity: Any, names: str) -> dict[str, Any]:
    return {name: _plain(getattr(entity, name)) for name in names.split()}


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return dict(value.pairs)
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, int | Decimal) else str(value)


def _messages(messages: Iterable[Message]) -> list[dict[str, str]]:
    return [{language: message.say(language) for language in LANGUAGES} for message in messages]


def _words(report: Report) -> dict[str, dict[str, dict[str, str]]]:
    """Return the words for the values of each dimension, by dimension, value and language."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for (dimension, value), words in report.words.items():
        found.setdefault(dimension, {})[value] = dict(words.pairs)
    return found


@hookimpl
def hkcs_exporters() -> list[Exporter]:
    """Give the exporter."""
    return [
        Exporter(
            format="json",
            summary="the whole report as data, in every language, for other programs",
            suffixes=(".json",),
            media_type="application/json",
            binary=False,
            options=Options,
            write=write,
        )
    ]
