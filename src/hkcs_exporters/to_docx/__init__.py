"""Word: the report as a styled document with its tables, for boards and annual reports."""

from __future__ import annotations

from typing import BinaryIO

from hkcs_model.extras import needed
from hkcs_model.hookspecs import Exporter, Loss, NoOptions, hookimpl
from hkcs_model.report import Report

from ..document import document_of, lost_in_documents


def write(report: Report, out: BinaryIO, options: NoOptions) -> list[Loss]:  # noqa: ARG001 - none
    """Write the document in the reader's language."""
    library = needed("docx", "docx", "format docx")
    from .packing import packed
    from .writer import Writer

    writer = Writer(library.Document(), report)
    for block in document_of(report):
        writer.write(block)
    out.write(packed(writer.document))
    losses = lost_in_documents(report)
    if writer.unseen:
        told = f"texts with characters that XML forbids, shown as \ufffd: {writer.unseen}"
        losses.append(Loss("character", told))
    return losses


@hookimpl
def hkcs_exporters() -> list[Exporter]:
    """Give the exporter."""
    return [
        Exporter(
            format="docx",
            summary="the report as a Word document, for boards and annual reports",
            suffixes=(".docx",),
            media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            binary=True,
            extra="docx",
            requires=("docx",),
            write=write,
        )
    ]
