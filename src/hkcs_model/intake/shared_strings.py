"""The texts of a workbook as they are written, which its parser does not keep.

A workbook writes a sign that XML forbids as `_x0007_`, and a text that only looks so with
`_x005F_` for its first `_`. openpyxl takes every `x005F_` out of a text and decodes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import Any

from ..extras import needed

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_SURROGATES = range(0xD800, 0xE000)


def opened(data: bytes, *, values: bool) -> Any:
    """Open a workbook for reading alone; its shared strings are as they are written.

    Args:
        data: all of it.
        values: whether a formula's cell is its saved value, not the formula.
    """
    excel = needed("openpyxl.reader.excel", "xlsx", "reading a workbook")
    reader = excel.ExcelReader(BytesIO(data), read_only=True, data_only=values)
    reader.read_strings = partial(_read_strings, reader, excel)
    reader.read()
    return reader.wb


def unescaped(text: str) -> str:
    """Return a text with the signs that are written as `_x0007_`; half a sign stays as it is."""
    return _ESCAPE.sub(_sign, text) if "_x" in text else text


def _sign(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if code in _SURROGATES else chr(code)


def _read_strings(reader: Any, excel: Any) -> None:
    part = reader.package.find(excel.SHARED_STRINGS)
    if part is not None:
        with reader.archive.open(part.PartName[1:]) as xml:
            reader.shared_strings = list(_strings(xml))


def _strings(xml: Any) -> Iterator[str]:
    functions = needed("openpyxl.xml.functions", "xlsx", "reading a workbook")
    texts = needed("openpyxl.cell.text", "xlsx", "reading a workbook")
    for _, node in functions.iterparse(xml):
        if functions.localname(node) == "si":
            yield texts.Text.from_tree(node).content
            node.clear()
