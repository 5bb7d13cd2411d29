"""The elements of an IATI file: made one in another, their texts in every language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from hkcs_model.languages import LANGUAGES, Text

from ..tidy import visible

if TYPE_CHECKING:
    from hkcs_model.languages import Sayable

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def document(tag: str, **given: str) -> Any:
    """Return the root of a file."""
    from xml.etree.ElementTree import Element

    return Element(tag, given)


def make_visible(root: Any) -> bool:
    """Replace the characters that XML forbids in a whole file; tell whether there were any."""
    found = False
    for element in root.iter():
        texts = {name: visible(value) for name, value in element.items()}
        text = visible(element.text or "")
        found = found or texts != dict(element.items()) or text != (element.text or "")
        element.attrib.update(texts)
        element.text = text or None
    return found


def as_bytes(root: Any) -> bytes:
    """Return a file by its root."""
    from xml.etree.ElementTree import indent, tostring

    indent(root)
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def child(of: Any, tag: str, text: str = "", *, lang: str = "", **given: str) -> Any:
    """Add an element to another and return it."""
    made = of.makeelement(tag, {**given, **({_LANG: lang} if lang else {})})
    made.text = text or None
    of.append(made)
    return made


def narrated(of: Any, tag: str, said: Text | Sayable, **given: str) -> Any:
    """Add an element that says something, a narrative for each language that it is said in."""
    made = child(of, tag, **given)
    for language in _languages(said):
        child(made, "narrative", said.say(language), lang=language)
    return made


def _languages(said: Text | Sayable) -> Iterable[str]:
    """Return the languages of words: a text of the dataset has its own, our sentences have all."""
    return dict(said.pairs) if isinstance(said, Text) else LANGUAGES
