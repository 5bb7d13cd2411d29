"""HTML: one page that stands by itself, in three languages, for everybody who reads the report."""

from __future__ import annotations

import io
import re
from binascii import b2a_base64
from hashlib import sha256
from pkgutil import get_data
from typing import Any, BinaryIO

from hkcs_model.hookspecs import Exporter, Loss, NoOptions, hookimpl
from hkcs_model.languages import LANGUAGES
from hkcs_model.report import Report

from ..as_data import as_json, figures_as_data
from ..as_rows import write_rows
from ..tidy import visible
from .linked_data import linked_data
from .showing import showing

LANGUAGE_NAMES = {"en": "English", "zh-Hant": "繁體中文", "zh-Hans": "简体中文"}
"""What each language calls itself."""


def write(report: Report, out: BinaryIO, options: NoOptions) -> list[Loss]:  # noqa: ARG001 - none
    """Write the page: the reader's language is shown, the others are a switch away."""
    from .compiled import page
    from .markup import Markup, shown, text

    linked = _linked(report)
    rest = [language for language in LANGUAGES if language != report.language]
    pieces = page(
        report=report,
        languages=[report.language, *rest],
        names=LANGUAGE_NAMES,
        style=Markup(_style()),
        linked_data=linked,
        linked_data_hash=_hash(linked),
        data=_address("application/json", as_json(figures_as_data(report)).encode()),
        csv=_csv(report),
        shown=shown,
        text=text,
        **showing(report),
    )
    out.writelines(piece.encode() for piece in pieces)
    return []


def _linked(report: Report) -> Any:
    """Return the linked data for the page: nothing in it can end the element it is in."""
    from .markup import Markup

    text = as_json(linked_data(report))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(visible(text))


def _hash(text: str) -> str:
    """Return what a policy names a text by that may stand in the page."""
    return f"sha256-{_base64(sha256(text.encode()).digest())}"


def _csv(report: Report) -> str:
    text = io.StringIO("\ufeff")
    text.seek(0, io.SEEK_END)
    write_rows(report, text)
    return _address("text/csv;charset=utf-8", text.getvalue().encode())


def _address(media_type: str, data: bytes) -> str:
    """Return an address that holds its data, so that the page needs nobody to be taken from."""
    return f"data:{media_type};base64,{_base64(data)}"


def _base64(data: bytes) -> str:
    return b2a_base64(data, newline=False).decode()


def _style() -> str:
    """Return the style sheet without its comments and the blanks that lay it out."""
    style = (get_data(__package__, "style.css") or b"").decode()
    return re.sub(r"/\*.*?\*/|\s*\n\s*", "", style, flags=re.DOTALL)


@hookimpl
def hkcs_exporters() -> list[Exporter]:
    """Give the exporter."""
    return [
        Exporter(
            format="html",
            summary="one page that stands by itself, in three languages, to read and to print",
            suffixes=(".html", ".htm"),
            media_type="text/html",
            binary=False,
            write=write,
        )
    ]
