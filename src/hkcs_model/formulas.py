"""Texts that a spreadsheet would take for something else: kept as they are, and read again."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*\s*[=+\-@|\t\r\n\0＝＋－＠]")
_MISTAKEN = r"_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_|\A<r>[\s\S]*</r>\Z"
_ESCAPED = r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]"


def guarded(text: str) -> str:
    """Return a text so that no spreadsheet takes it for a formula: with a `'` in front of one."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return a text without the `'` that `guarded` puts in front, and only without that."""
    return text[1:] if text[:1] == "'" and _FORMULA.match(text[1:]) else text


def as_it_is(text: str) -> str:
    """Return what makes xlsxwriter write a text as it is.

    Two texts it writes as something else: one that looks like its own rich strings, as markup, and
    one that looks like two escapes that share a sign, as one. Those are given as a rich string of
    one piece, escaped here; `&#95;` is `_`, of which it makes nothing.
    """
    if not re.search(_MISTAKEN, text):
        return text
    from xml.sax.saxutils import escape  # loads half of what there is for the network

    safe = re.sub(_ESCAPED, lambda match: f"_x{ord(match[0]):04X}_", text)
    return f'<r><t xml:space="preserve">{escape(safe).replace("_", "&#95;")}</t></r>'
