"""Reports that were saved, as JSON or as a page, read again."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from attrs import frozen

from .languages import LANGUAGES, Text
from .problems import UsageError
from .quantity import Number, Quantity, exact
from .values import Value

_BLOCK = "figures-as-data"
_SCHEMA = "urn:hkcs-model:report:1"
_PAGES = (".html", ".htm")
_HINT = "take a report as export or count write it with --format json or html"


@frozen(kw_only=True, eq=False, repr=False)
class SavedFigure(Value):
    """A figure of a saved report.

    Attributes:
        id: what the report names it by; empty for a question asked once.
        rule: what was counted.
        labels: what a reader sees before the number.
        by: of each dimension that makes rows, this row's value.
        where: the values that were asked for.
        period: the days that it is about.
        basis: `recorded`, `stated` or `combined`.
        quantity: the interval; None where it was withheld or not known.
        texts: the figure in words, by language.
    """

    id: str
    rule: str
    labels: Text
    by: Mapping[str, str]
    where: Mapping[str, tuple[str, ...]]
    period: str
    basis: str
    quantity: Quantity | None
    texts: Mapping[str, str]


@frozen(kw_only=True, eq=False, repr=False)
class Saved(Value):
    """A report that was saved.

    Attributes:
        version: of the library that made it.
        digest: the fingerprint of the dataset that it was made from.
        as_at: the day up to which things were counted, in ISO form.
        rules: the definitions of its rules, by their ids.
        settings: the settings that some rules count by.
        figures: its figures.
        totals: the totals of its tables.
        altered: of a page, the words of figures that it shows and its data do not say, or the
            other way round.
    """

    version: str
    digest: str
    as_at: str
    rules: Mapping[str, Any]
    settings: Mapping[str, Any]
    figures: tuple[SavedFigure, ...]
    totals: tuple[SavedFigure, ...] = ()
    altered: tuple[str, ...] = ()


def looks_saved(path: str) -> bool:
    """Tell whether a path is one of a report rather than of a dataset."""
    file = Path(path)
    if file.suffix.lower() in _PAGES:
        return True
    if file.suffix.lower() != ".json" or not file.is_file():
        return False
    with file.open("rb") as opened:
        return _SCHEMA.encode() in opened.read(1000)


def is_saved(path: Path) -> bool:
    """Tell whether a file is a report: not any page, but one with figures as data in it."""
    if path.suffix.lower() in _PAGES:
        return f'id="{_BLOCK}"'.encode() in path.read_bytes()
    return looks_saved(str(path))


def read_saved(path: str) -> Saved:
    """Read a saved report.

    Raises:
        UsageError: it is none, or it cannot be read.
    """
    file = Path(path)
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise UsageError(f"{file.name}: cannot be read: {reason}; name a saved report") from None
    except UnicodeDecodeError:
        raise UsageError(f"{file.name}: not a saved report; {_HINT}") from None
    page = None
    try:
        if file.suffix.lower() in _PAGES:
            page = _Page()
            page.feed(text)
            text = page.data
        return _saved(json.loads(text, parse_float=Decimal), page)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ArithmeticError):
        raise UsageError(f"{file.name}: not a saved report; {_HINT}") from None


def _saved(data: Any, page: _Page | None) -> Saved:
    if data["schema"] != _SCHEMA:
        raise ValueError
    made_from = data["provenance"]
    language = str(data["language"])
    figures = tuple(_figure(figure, language) for figure in data["figures"])
    totals = tuple(_figure(table["total"], language) for table in data["tables"])
    return Saved(
        version=str(made_from["version"]),
        digest=str(made_from["digest"]),
        as_at=str(made_from["as_at"]),
        rules={rule["id"]: rule for rule in made_from["rules"]},
        settings=dict(made_from["settings"]),
        figures=figures,
        totals=totals,
        altered=page.altered((*figures, *totals)) if page else (),
    )


def _figure(data: Mapping[str, Any], language: str) -> SavedFigure:
    quantity = None
    if data["low"] is not None:
        low, high, about = (_number(data[name]) for name in ("low", "high", "about"))
        assert low is not None  # noqa: S101 - just looked at
        quantity = Quantity(
            low, high, bool(data["low_exclusive"]), bool(data["high_exclusive"]), about
        )
    return SavedFigure(
        id=str(data["id"]),
        rule=str(data["rule"]),
        labels=Text(dict(data["labels"])),
        by={str(name): str(value) for name, value in data["by"].items()},
        where={str(name): tuple(values) for name, values in data["where"].items()},
        period=str(data["period"]),
        basis=str(data["basis"]),
        quantity=quantity,
        texts={**data["texts"], language: data["text"]},
    )


def _number(value: Any) -> Number | None:
    if value is None or type(value) is int:
        return value
    if not isinstance(value, Decimal):
        raise TypeError
    return exact(value)


def _held_in(address: str) -> str:
    """Return the text that an address itself holds.

    Raises:
        ValueError: it holds none.
    """
    kind, _, data = address.partition(",")
    if kind != "data:application/json;base64":
        raise ValueError
    return b64decode(data, validate=True).decode()


class _Page(HTMLParser):
    """A page: the data in it, and the figures as each language shows them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.data = ""
        self.shown: Counter[tuple[str, str]] = Counter()
        self._inside = ""
        self._language = ""
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See where a figure, its data or another language begins."""
        given = dict(attrs)
        if given.get("id") == _BLOCK:
            self.data = _held_in(given.get("href") or "")
        elif tag == "data":
            self._inside, self._text = "data", ""
        elif tag == "div" and given.get("lang") in LANGUAGES:
            self._language = given["lang"] or ""

    def handle_data(self, data: str) -> None:
        """Take what stands in a figure."""
        if self._inside == "data":
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        """See where a figure ends."""
        if tag == self._inside:
            self.shown[self._language, re.sub(r"\s+", " ", self._text.strip())] += 1
            self._inside = ""

    def altered(self, figures: tuple[SavedFigure, ...]) -> tuple[str, ...]:
        """Return the words of figures that the page shows and its data do not say, or the other."""
        meant = Counter((lang, text) for figure in figures for lang, text in figure.texts.items())
        differing = (self.shown - meant) + (meant - self.shown)
        return tuple(dict.fromkeys(text for _, text in differing))
