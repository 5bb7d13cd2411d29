"""Reports and datasets that several tests look at."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from hkcs_model.dataset import Dataset
from hkcs_model.dates import PartialDate
from hkcs_model.entities import (
    Activity,
    Agency,
    FigureRequest,
    Programme,
    Project,
    Relation,
    Statement,
)
from hkcs_model.languages import Text
from hkcs_model.plugins import built_in
from hkcs_model.quantity import Quantity
from hkcs_model.report import Report

HEADERS = {
    "activities": ("id", "programme", "kind", "partners", "place"),
    "statements": ("id", "rule", "value", "programme", "activity", "kind", "start", "end"),
}


def statement(id_: str, rule: str, value: str, **scope: Any) -> Statement:
    """Return a statement, its value written as in a table, its span as `start` and `end` texts."""
    for name in {"start", "end"} & scope.keys():
        scope[name] = PartialDate.parse(scope[name])
    quantity = Quantity.parse(value, fractions=rule.endswith(("_days", "_hours")))
    return Statement(id=id_, rule=rule, value=quantity, written=value, **scope)


def activity(id_: str, programme: str, **rest: Any) -> Activity:
    """Return an activity of a kind."""
    return Activity(id=id_, programme=programme, **{"kind": "course", **rest})


def dataset(*statements: Statement, **rest: Any) -> Dataset:
    """Return a dataset of two programmes with an activity each, up to the end of 2014."""
    given: dict[str, Any] = {
        "agency": Agency(id="t", name=Text({"en": "Test"})),
        "project": Project(id="t", title=Text({"en": "T"}), as_at=date(2014, 12, 31)),
        "programmes": (Programme(id="edu"), Programme(id="pro")),
        "activities": (activity("gz", "edu"), activity("sz", "pro", kind="supervision")),
        "headers": HEADERS,
    }
    return Dataset(statements=statements, **{**given, **rest})


def request(rule: str, **rest: Any) -> FigureRequest:
    """Return a figure that a project asks for."""
    return FigureRequest(**{"id": "asked", "rule": rule, **rest})


def disjoint(a: str, b: str, reason: str = "") -> Relation:
    """Return somebody's word that two statements have nothing in common."""
    return Relation(a=a, b=b, relation="disjoint", by="office", reason=reason)


def exported(report: Report, format_: str, **options: Any) -> bytes:
    """Return a report in a format."""
    exporter = built_in().exporters[format_]
    out = io.BytesIO()
    exporter.write(report, out, exporter.options(**options))
    return out.getvalue()
