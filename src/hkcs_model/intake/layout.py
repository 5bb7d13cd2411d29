"""An agency's own headers and words: what `[columns]` and `[words]` of its project say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, frozen

from ..problems import Fault
from ..spelling import did_you_mean, texts_of_list
from ..tables import TABLES
from ..values import Value

REGISTER = "register"
PERSON = "person"
"""What sheets of registers are named by, and what the first of their columns is called."""

NOT_EXPECTED = "not_expected"
"""The key of `[words]` for what stands in a register where somebody was not expected."""

VOCABULARY = tuple(
    dict.fromkeys(
        word
        for table in TABLES.values()
        for column in table.columns.values()
        for word in column.vocabulary
    )
)


@frozen(kw_only=True, eq=False, repr=False)
class Layout(Value):
    """An agency's own headers and words.

    Attributes:
        columns: of each table, the names of columns in the format by the agency's own headers.
        words: of each of the agency's own words, the words of the format that it may stand for.
        faults: what is wrong with them, each with the dotted key that it is in.
    """

    columns: Mapping[str, Mapping[str, str]] = field(factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(factory=dict)
    faults: tuple[tuple[str, Fault], ...] = ()

    def column(self, table: str, header: str) -> str:
        """Return the name in the format of a column with a header."""
        return self.columns.get(table, {}).get(header, header)

    def word(self, vocabulary: tuple[str, ...], written: str) -> str:
        """Return the word of a vocabulary that something written stands for, or what is written."""
        if written in vocabulary:
            return written
        return next((word for word in self.words.get(written, ()) if word in vocabulary), written)

    def own_words(self, vocabulary: tuple[str, ...]) -> list[str]:
        """Return the agency's own words for those of a vocabulary, a blank one left out."""
        pairs = self.words.items()
        return [own for own, words in pairs if own and not set(vocabulary).isdisjoint(words)]


def layout_of(project: Mapping[str, Any] | None) -> Layout:
    """Read an agency's own headers and words from the parts of its project."""
    faults: list[tuple[str, Fault]] = []
    parts = project or {}
    columns = _columns(parts.get("columns", {}), faults)
    words = _words(parts.get("words", {}), faults)
    return Layout(columns=columns, words=words, faults=tuple(faults))


def _columns(part: Any, faults: list[tuple[str, Fault]]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    known = (*TABLES, REGISTER)
    for table, own in _entries(part, "columns", faults):
        if table not in known:
            fault = Fault("no-such-table", "not a table of the format", did_you_mean(table, known))
            faults.append((f"columns.{table}", fault))
            continue
        for name, headers in _entries(own, f"columns.{table}", faults):
            for header in _texts(headers, f"columns.{table}.{name}", faults):
                if found.setdefault(table, {}).setdefault(header, name) != name:
                    fault = Fault("header-twice", "a header of two columns", "keep it for one")
                    faults.append((f"columns.{table}.{name}", fault))
    return found


def _words(part: Any, faults: list[tuple[str, Fault]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    known = (*VOCABULARY, NOT_EXPECTED)
    for word, own in _entries(part, "words", faults):
        if word not in known:
            fault = Fault("unknown-word", "not a word of the format", did_you_mean(word, known))
            faults.append((f"words.{word}", fault))
            continue
        for written in _texts(own, f"words.{word}", faults):
            before = found.get(written, ())
            if any(_clash(word, other) for other in before):
                fault = Fault("word-twice", "a word that stands for two", "keep it for one of them")
                faults.append((f"words.{word}", fault))
            found[written] = (*before, word)
    return found


def _clash(word: str, other: str) -> bool:
    """Tell whether two words may stand in one cell."""
    vocabularies = [
        {*column.vocabulary, *([NOT_EXPECTED] if name == "attendances" else [])}
        for name, table in TABLES.items()
        for column in table.columns.values()
        if column.vocabulary
    ]
    return any({word, other} <= vocabulary for vocabulary in vocabularies)


def _entries(part: Any, key: str, faults: list[tuple[str, Fault]]) -> Iterator[tuple[str, Any]]:
    if isinstance(part, Mapping):
        yield from part.items()
    else:
        fault = Fault("not-readable", "not a table of keys", f"write it as [{key}] with keys")
        faults.append((key, fault))


def _texts(value: Any, key: str, faults: list[tuple[str, Fault]]) -> list[str]:
    if isinstance(value, str):
        return texts_of_list(value) or [value.strip()]
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return [one.strip() for one in value]
    faults.append((key, Fault("not-a-text", "not a text", 'write "…", or a list of such')))
    return []
