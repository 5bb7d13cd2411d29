"""The package that a document is saved as: the same bytes whenever it is written."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import RELATIONSHIP_TYPE as RT

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # that a zip can tell


def packed(document: Any) -> bytes:
    """Return a document as the bytes of a file, in which no clock has left a trace."""
    saved, out = BytesIO(), BytesIO()
    _drop_picture(document.part.package.rels)
    document.save(saved)
    with ZipFile(saved) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(_entry(name), given.read(name))
    return out.getvalue()


def _drop_picture(relations: Any) -> None:
    """Drop the small picture that python-docx has of its own empty document."""
    for id_ in [id_ for id_, found in relations.items() if found.reltype == RT.THUMBNAIL]:
        del relations[id_]


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EARLIEST)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0  # and no trace of the machine
    return entry
