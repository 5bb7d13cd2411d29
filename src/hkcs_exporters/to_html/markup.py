"""What the page is put together with: markup as it is, and everything else made safe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from markupsafe import Markup, escape

from ..tidy import visible

if TYPE_CHECKING:
    from hkcs_model.languages import Spoken, Text

__all__ = ["Markup", "in_turn", "safe", "shown", "text"]

Found = TypeVar("Found")

_SPECIAL = re.compile("[&<>\"']").search


def safe(value: Any) -> str:
    """Return a value as it stands in the page: markup as it is, all else escaped."""
    if isinstance(value, Markup):
        return value
    plain = visible(str(value))
    return escape(plain) if _SPECIAL(plain) else plain  # few have anything to escape


def in_turn(values: Iterable[Found]) -> Iterator[tuple[Found, bool, bool]]:
    """Yield each value, whether it is the first, and whether it is the last."""
    listed = list(values)
    for place, value in enumerate(listed, 1):
        yield value, place == 1, place == len(listed)


def text(value: Text, language: str) -> Markup:
    """Return a text in a language, marked where it is in another."""
    return shown(value.spoken(language), language)


def shown(spoken: Spoken, language: str) -> Markup:
    """Return words as they are shown to who reads a language: those in another are marked."""
    words = escape(visible(spoken.text))
    if spoken.language == language:
        return words
    foreign = Markup('<span class="foreign" lang="{}">{}</span>')
    return foreign.format(visible(spoken.language), words)
