"""What a third party brings: a format for plain text, and a counting rule."""

from __future__ import annotations

from typing import BinaryIO

from attrs import frozen

from hkcs_model.hookspecs import Exporter, Loss, Report, Rule, hookimpl
from hkcs_model.languages import Text


@frozen(kw_only=True)
class Options:
    """How the lines are written.

    Attributes:
        indent: the spaces before each line.
    """

    indent: int = 0


def write(report: Report, out: BinaryIO, options: Options) -> list[Loss]:
    """Write a line a figure: what it is called, and its words."""
    before = " " * options.indent
    out.writelines(f"{before}{f.label}: {f.text}\n".encode() for f in report.figures)
    return [Loss("text", "the figures alone are in it")]


@hookimpl
def hkcs_exporters() -> list[Exporter]:
    """Give the format."""
    return [
        Exporter(
            format="acme-text",
            summary="a line a figure, to read aloud",
            suffixes=(".acme",),
            media_type="text/plain",
            binary=False,
            options=Options,
            write=write,
        )
    ]


@hookimpl
def hkcs_rules() -> list[Rule]:
    """Give the rule."""
    label = Text({"en": "days of a person at an activity"})
    return [
        Rule(
            id="acme_case_days",
            over="attendance_dates",
            key=("person", "activity", "date"),
            label=label,
            family="acme",
        )
    ]
