"""Reports as plain data: what the JSON document and the page hold alike."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hkcs_model.languages import LANGUAGES, Message, Text
from hkcs_model.quantity import Quantity
from hkcs_model.report import (
    Account,
    Figure,
    Held,
    Provenance,
    Report,
    RuleInWords,
    Step,
    Table,
    rule_as_data,
    settings_as_data,
)

from .tidy import fields_of

if TYPE_CHECKING:
    from hkcs_model.languages import Sayable

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
        "tables": [table_as_data(report, table) for table in report.tables],
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
        "held": [_held_as_data(held) for held in figure.held],
        "accounts": [_account_as_data(account) for account in figure.accounts],
        "statements": list(figure.statements),
        "source": figure.source,
        "quote": figure.quote,
        "assumptions": messages_as_data(figure.assumptions),
        "contradictions": messages_as_data(figure.contradictions),
    }


def table_as_data(report: Report, table: Table) -> dict[str, Any]:
    """Return a table: its dimensions, which figures are its rows by their id, and its total."""
    return {
        "id": table.id,
        "by": list(table.by),
        "rows": len(report.rows_of(table)),
        "total": figure_as_data(table.total),
    }


def rule_in_words_as_data(told: RuleInWords) -> dict[str, Any]:
    """Return what a rule counts and what becomes of odd cases, in every language."""
    return {
        "id": told.rule.id,
        "labels": _plain(told.labels),
        "counts": _said(told.sentence),
        "edges": messages_as_data(told.edges),
    }


def _held_as_data(held: Held) -> dict[str, Any]:
    recorded = None if held.recorded is None else _ends(held.recorded)
    return {"rule": held.rule, "verdict": held.verdict, "recorded": recorded}


def _account_as_data(account: Account) -> dict[str, Any]:
    return {
        "rule": account.rule,
        "basis": account.basis,
        **_ends(account.quantity),
        "steps": [_step_as_data(step) for step in account.steps],
        "stated": [
            {
                "id": stated.id,
                **_ends(stated.quantity),
                "is_whole": stated.is_whole,
                "is_added": stated.is_added,
            }
            for stated in account.stated
        ],
    }


def _step_as_data(step: Step) -> dict[str, Any]:
    return {
        "code": step.code,
        "kind": step.kind,
        "texts": _said(step.message),
        "low": _exact(step.low),
        "high": None if step.high is None else _exact(step.high),
    }


def _exact(number: int | Decimal | Fraction) -> int | Decimal | str:
    """Return a number; one whose digits do not end as a text such as `7/3`."""
    return str(number) if isinstance(number, Fraction) else number


def _ends(quantity: Quantity) -> dict[str, Any]:
    names = "low high low_exclusive high_exclusive about"
    return {name: getattr(quantity, name) for name in names.split()}


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
    return [_said(message) for message in messages]


def _said(message: Sayable) -> dict[str, str]:
    return {language: message.say(language) for language in LANGUAGES}
