"""What a text of a dataset may become in a file that somebody opens: a formula, markup, a fault."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.parsers import expat

from ..formulas import guarded
from .media import Part

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,4})|([0-9]{1,5}));")  # none beyond is forbidden
_ESCAPED = re.compile(r"\\.")  # in Markdown a sign that is itself and nothing more
_SCRIPT = "alert(1)"
_LINK = "javascript:"
_OPEN_DOCUMENT_FORMULA = b"table:formula="


def formulas(part: Part) -> Iterator[str]:
    """Tell whether a text has become a formula."""
    found: object = None
    if part.kind in ("csv", "tsv"):
        found = next(filter(_is_formula, _cells(part)), None)
    elif part.name.startswith("xl/worksheets/"):
        found = re.search(rb"<f[ >]", part.data)
    elif part.name == "content.xml":
        found = _OPEN_DOCUMENT_FORMULA in part.data or None
    if found is not None:
        yield f"lets a text be a formula, in {part.called}"


def _cells(part: Part) -> Iterator[str]:
    try:
        for row in part.rows():
            yield from row
    except csv.Error:
        return  # which another check tells


def _is_formula(cell: str) -> bool:
    is_bare = not cell.startswith("'") and guarded(cell) != cell
    return is_bare and not _NUMBER.fullmatch(cell)


def markup(part: Part) -> Iterator[str]:
    """Tell whether a text has become an element, an attribute or a link that runs something."""
    if part.kind == "markdown":
        bare = _ESCAPED.sub("", part.text.lower())
        found = "<script" in bare or f"]({_LINK}" in bare
    elif part.kind == "html":
        page = _Page()
        page.feed(part.text)
        page.close()
        found = page.is_harmed
    else:
        found = part.kind == "xml" and _is_harmed(part.data)
    if found:
        yield f"lets a text be markup, in {part.called}"


class _Page(HTMLParser):
    """A page on its way through a parser.

    Attributes:
        is_harmed: whether something in it would run what a text says.
    """

    def __init__(self) -> None:
        super().__init__()
        self.is_harmed = False
        self._is_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element and its attributes."""
        self._is_script = tag == "script"
        self.is_harmed |= any(_runs(name, value or "") for name, value in attrs)

    def handle_data(self, data: str) -> None:
        """Look at the text of an element: one that is a script may be ours, or hold another."""
        if self._is_script:
            self.is_harmed |= data.strip() == _SCRIPT or "<script" in data.lower()

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        self._is_script = self._is_script and tag != "script"


def _runs(name: str, value: str) -> bool:
    return (name.startswith("on") and _SCRIPT in value) or value.strip().lower().startswith(_LINK)


def _is_harmed(data: bytes) -> bool:
    """Tell the same of XML; one that is not well-formed lets a text be markup too."""
    page = _Page()
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: page.handle_starttag(
        tag.rpartition(":")[2], list(attributes.items())
    )
    parser.CharacterDataHandler = page.handle_data
    parser.EndElementHandler = lambda tag: page.handle_endtag(tag.rpartition(":")[2])
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the parser's own: all of it
    except expat.ExpatError:
        return True
    return page.is_harmed


def control_characters(part: Part) -> Iterator[str]:
    """Tell whether a page holds a character that HTML forbids, as it is or as a reference."""
    if part.kind != "html":
        return
    references = _REFERENCE.findall(part.text)
    named = (chr(int(hexa, 16) if hexa else int(digits)) for hexa, digits in references)
    if _FORBIDDEN.search(part.text) or any(map(_FORBIDDEN.match, named)):
        yield f"writes a character that HTML forbids, in {part.called}"
