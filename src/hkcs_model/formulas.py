"""Texts that a spreadsheet would take for a formula: kept from being one, and read again."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*\s*[=+\-@|\t\r\n\0＝＋－＠]")


def guarded(text: str) -> str:
    """Return a text so that no spreadsheet takes it for a formula: with a `'` in front of one."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return a text without the `'` that `guarded` puts in front, and only without that."""
    return text[1:] if text[:1] == "'" and _FORMULA.match(text[1:]) else text
