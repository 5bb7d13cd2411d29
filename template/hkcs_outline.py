"""A report as an outline: a line for each figure."""

from typing import BinaryIO

from attrs import frozen

from hkcs_model.hookspecs import Exporter, Loss, Report, hookimpl


@frozen
class Options:
    bullet: str = "-"


def write(report: Report, out: BinaryIO, options: Options) -> list[Loss]:
    for figure in report.figures:
        line = f"{options.bullet} {figure.label}: {figure.text}\n"
        out.write(line.encode())
    return [Loss("text", "labels and figures are in it, and nothing else")]


outline = Exporter(
    format="outline",
    summary="the figures as an outline, to paste into a mail",
    suffixes=(".outline",),
    media_type="text/plain",
    binary=False,
    options=Options,
    write=write,
)


@hookimpl
def hkcs_exporters() -> list[Exporter]:
    return [outline]
