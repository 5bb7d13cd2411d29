"""JSON: the whole report as data, for other programs; `report.schema.json` describes it."""

from __future__ import annotations

from typing import Any, BinaryIO

from attrs import field, frozen, validators

from hkcs_model.hookspecs import Exporter, Loss, hookimpl
from hkcs_model.report import Report

from .as_data import (
    SCHEMA,
    as_json,
    entity_as_data,
    figure_as_data,
    messages_as_data,
    provenance_as_data,
    rule_in_words_as_data,
    table_as_data,
)


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


def _report(report: Report) -> dict[str, Any]:
    project = entity_as_data(report.project, "id title as_at published language summary source")
    of_activity = "id programme title kind participants partners place start end"
    return {
        "schema": SCHEMA,
        "language": report.language,
        "agency": entity_as_data(report.agency, "id name phone email url"),
        "project": project,
        "programmes": [entity_as_data(p, "id title summary") for p in report.programmes],
        "figures": [figure_as_data(figure) for figure in report.figures],
        "tables": [table_as_data(report, table) for table in report.tables],
        "rules": [rule_in_words_as_data(told) for told in report.rules],
        "activities": [
            {
                **entity_as_data(a, of_activity),
                "counted_in": list(report.counted_in.get(a.id, ())),
            }
            for a in report.activities
        ],
        "partners": [entity_as_data(p, "id name kind place") for p in report.partners],
        "milestones": [
            entity_as_data(m, "id date text programme partners source") for m in report.milestones
        ],
        "sources": [entity_as_data(s, "id title date url") for s in report.sources],
        "words": _words(report),
        "assumptions": messages_as_data(report.assumptions),
        "contradictions": messages_as_data(report.contradictions),
        "provenance": provenance_as_data(report.provenance),
    }


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
