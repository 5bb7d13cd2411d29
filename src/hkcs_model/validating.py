"""What the values of the contract are held against as they are made: validators for attrs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

# Patterns that few runs need are texts, here and elsewhere: `re` compiles them at first use.
FORMAT = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
LINE = r".+"
SUFFIX = r"\.[a-z0-9]+(\.[a-z0-9]+)*"
MEDIA_TYPE = r"[a-z]+/[a-z0-9.+-]+"
MODULE = r"[A-Za-z_]\w*"


def of_form(pattern: str) -> Callable[[object, Any, Any], None]:
    """Return a validator of texts that are wholly of a form.

    Raises:
        ValueError: by the validator; the value is no text, or not of that form.
    """

    def check(_: object, attribute: Any, value: Any) -> None:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise ValueError(f"{attribute.name}: {value!r} is not of the form {pattern}")

    return check


def are_suffixes(owner: object, attribute: Any, value: Any) -> None:
    """Validate endings of files, of which there is one at least.

    Raises:
        ValueError: the value is anything else.
    """
    if not isinstance(value, tuple) or not value:
        raise ValueError(f"{attribute.name}: {value!r} is not a tuple of suffixes")
    for suffix in value:
        of_form(SUFFIX)(owner, attribute, suffix)


def are_texts(_: object, attribute: Any, value: Any) -> None:
    """Validate texts, of which there may be none.

    Raises:
        ValueError: the value is anything else.
    """
    if not isinstance(value, tuple) or not all(isinstance(text, str) for text in value):
        raise ValueError(f"{attribute.name}: {value!r:.60} is not a tuple of texts")
