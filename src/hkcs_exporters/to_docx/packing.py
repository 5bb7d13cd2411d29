"""The package that a document is saved as: the same bytes whenever it is written."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # that a zip can tell


def packed(document: Any) -> bytes:
    """Return a document as the bytes of a file, in which no clock has left a trace."""
    saved, out = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            if not name.startswith("docProps/thumbnail"):
                made.writestr(_entry(name), given.read(name))
    return out.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EARLIEST)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0  # and no trace of the machine
    return entry
