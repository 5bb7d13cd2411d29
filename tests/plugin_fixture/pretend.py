"""Plugins that are not installed: objects with hooks, entry points that lead to them."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any, BinaryIO

import pytest
from attrs import evolve, frozen

from hkcs_model.hookspecs import Exporter, Loss, Reader, hookimpl
from hkcs_model.languages import Text
from hkcs_model.plugins import SWITCH, Distribution
from hkcs_model.report import Report
from hkcs_model.rules import Rule

ACME = Distribution(name="acme", version="1.2")


@frozen
class Point:
    """An entry point.

    Attributes:
        plugin: what it leads to; an exception is raised instead.
        dist: the distribution that it came in.
        name: its own name.
    """

    plugin: object
    dist: Distribution = ACME
    name: str = "reports"

    def load(self) -> object:
        """Return what it leads to."""
        if isinstance(self.plugin, BaseException):
            raise self.plugin
        return self.plugin


def install(monkeypatch: pytest.MonkeyPatch, *points: Point) -> None:
    """Let these entry points be all that there are, and all be loaded."""

    def entry_points(*, group: str) -> tuple[Point, ...]:
        return points if group == "hkcs_model" else ()

    monkeypatch.setattr(importlib.metadata, "entry_points", entry_points)
    monkeypatch.delenv(SWITCH, raising=False)


def of(name: str, plugin: object) -> Point:
    """Return an entry point of a distribution of a name."""
    return Point(plugin, Distribution(name=name, version="1.0"))


def plugin(**hooks: Any) -> SimpleNamespace:
    """Return a plugin whose hooks give what is given, whatever that is."""

    def giving(value: Any) -> Any:
        return hookimpl(lambda: value)

    return SimpleNamespace(**{name: giving(value) for name, value in hooks.items()})


def brings(*given: Exporter | Rule | Reader) -> SimpleNamespace:
    """Return a plugin that brings exporters, rules and readers."""
    return plugin(
        hkcs_exporters=[one for one in given if isinstance(one, Exporter)],
        hkcs_rules=[one for one in given if isinstance(one, Rule)],
        hkcs_readers=[one for one in given if isinstance(one, Reader)],
    )


def write_text(report: Report, out: BinaryIO, options: object) -> list[Loss]:  # noqa: ARG001
    """Write the words of each figure."""
    out.writelines(f"{figure.text}\n".encode() for figure in report.figures)
    return []


TEXT = Exporter(
    format="acme-text",
    summary="the words of each figure",
    suffixes=(".acme",),
    media_type="text/plain",
    binary=False,
    write=write_text,
)
RULE = Rule(
    id="acme_case_days",
    over="attendance_dates",
    key=("person", "activity", "date"),
    label=Text({"en": "days of a case"}),
    family="acme",
)


def exporter(**changes: Any) -> Exporter:
    """Return an exporter like `TEXT`, but for some of its attributes."""
    return evolve(TEXT, **changes)


def install_exporter(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> Exporter:
    """Let an exporter like `TEXT` be all that plugins bring."""
    made = exporter(**changes)
    install(monkeypatch, Point(brings(made)))
    return made


def names(given: Iterable[Any]) -> list[str]:
    """Return the name of each thing that a plugin gives, or fails to."""
    return [one.name for one in given]
