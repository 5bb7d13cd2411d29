"""The big list of naughty strings, through every text of a dataset: none changes the page."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from hkcs_model import build_report, load
from tests.reports import exported

pytestmark = pytest.mark.shared

TOGETHER = 12
"""How many strings stand in one text."""


def dataset_of(text: str) -> dict[str, Any]:
    """Return a dataset as JSON that has a text wherever one may stand."""
    every = {"en": text, "zh-Hant": text}
    prose = every if not set(text) & set("{}") else {"en": "x"}
    cells = {"title": text, "title@zh-Hant": text}
    return {
        "agency": {"id": text, "name": every, "phone": text, "email": text, "url": text},
        "project": {
            "id": text,
            "title": every,
            "as_at": "2014-12-31",
            "summary": prose,
            "source": text,
        },
        "programmes": [{"id": text, "title": every, "summary": prose}],
        "figures": [
            {"id": "one", "label": every, "rule": "contacts", "where": {"session.room": [text]}},
            {"id": "many", "label": every, "rule": "contacts", "by": ["mode", "session.room"]},
        ],
        "organisations": [{"id": "o", "name": text, "kind": text, "place": text}],
        "activities": [
            {"id": text, "programme": text, "kind": text, "participants": text, "place": text}
            | cells
        ],
        "sessions": [{"id": text, "activity": text, "date": "2014", "mode": text, "room": text}],
        "attendances": [{"session": text, "person": text}],
        "statements": [
            {"id": "s", "rule": "staff", "value": "4", "label": text, "source": text, "quote": text}
        ],
        "milestones": [{"id": text, "date": "2014", "text": text, "programme": text}],
        "sources": [{"id": text, "url": text} | cells],
    }


class Shape(HTMLParser):
    """A page as its elements and the names of their attributes.

    Attributes:
        elements: each start and end, in order.
        text: what stands between them.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, ...]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.elements.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        self.text += data


def shape_of(text: str, folder: Path) -> Shape:
    file = folder / "dataset.json"
    file.write_text(json.dumps(dataset_of(text)), "utf-8")
    return Shape(exported(build_report(load(file)), "html").decode())


def test_no_text_is_markup(shared: Path, tmp_path: Path) -> None:
    """The page of each text is built as that of a plain one, but for what a link makes of it."""
    strings = json.loads((shared / "corpora" / "blns" / "blns.json").read_text("utf-8"))
    assert len(strings) > 500
    plain = shape_of("plain", tmp_path).elements
    unquoted = shape_of("pl{ain", tmp_path).elements
    for place in range(0, len(strings), TOGETHER):
        text = " ".join(["x", *strings[place : place + TOGETHER], "x"])
        found = shape_of(text, tmp_path)
        assert found.elements == (unquoted if set(text) & set("{}") else plain), place


def test_a_text_that_were_markup_would_be_seen() -> None:
    """A page in which a text is markup has another shape."""
    page = exported(build_report(load("hkcs")), "html").decode()
    spoilt = page.replace("Peking University", "<b>Peking University</b>", 1)
    assert Shape(page).elements != Shape(spoilt).elements
