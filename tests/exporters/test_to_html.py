from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any, ClassVar

import pytest
from attrs import evolve

from hkcs_exporters.tidy import visible
from hkcs_exporters.wording import ends, ends_words, is_link, period_words
from hkcs_model import build_report, load
from hkcs_model.dates import PartialDate
from hkcs_model.entities import Activity
from hkcs_model.languages import LANGUAGES, Text
from hkcs_model.report import Figure, Report
from hkcs_model.testing import HARD_TEXTS, hard_report
from tests.reports import dataset, exported, statement

HKCS = build_report(load("hkcs"))
NOTHING = evolve(
    HKCS, figures=(), activities=(), partners=(), milestones=(), sources=(), programmes=()
)
REPORTS = [
    pytest.param(HKCS, id="hkcs"),
    pytest.param(HKCS.in_language("zh-Hant"), id="hkcs-for-a-reader-of-chinese"),
    pytest.param(hard_report(), id="hard"),
    pytest.param(NOTHING, id="with-nothing-in-it"),
]


class Page(HTMLParser):
    """A page taken apart: its elements with their attributes, and its text.

    Attributes:
        elements: each element's name and attributes, in order.
        texts: the text inside each `version`, by language; script and style apart.
        open: the elements that are open.
    """

    VOID: ClassVar = frozenset({"meta", "link", "input", "br"})

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = dict.fromkeys(LANGUAGES, "")
        self.open: list[tuple[str, str]] = []
        self.feed(exported(report, "html").decode())
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.elements.append((tag, given))
        if tag not in self.VOID:
            version = given.get("lang") if given.get("class") == "version" else None
            self.open.append((tag, version or (self.open[-1][1] if self.open else "")))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        language = self.open[-1][1] if self.open else ""
        if language:
            self.texts[language] += data

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        """Return the attributes of each element of some names."""
        return [attributes for tag, attributes in self.elements if tag in tags]


def test_the_page_holds_the_published_figures_in_three_languages() -> None:
    texts = Page(HKCS).texts
    words = {
        "en": ("around 2,300", "more than 800"),
        "zh-Hant": ("約2,300", "超過800"),
        "zh-Hans": ("约2,300", "超过800"),
    }
    for language, said in words.items():
        for number in (*said, "4,000", "14", "44", "11", "123", "4"):
            assert re.search(rf"(?<![\d,.]){number}(?![\d,]|\.\d)", texts[language]), number


@pytest.mark.parametrize("report", REPORTS)
def test_the_page_is_well_built(report: Report) -> None:
    """One main part, one heading of the first rank, captioned tables, headers with a scope."""
    page = Page(report)
    tags = Counter(tag for tag, _ in page.elements)
    assert (tags["main"], tags["h1"], tags["html"], tags["title"]) == (1, 1, 1, 1)
    assert tags["caption"] == tags["table"]
    assert all(header.get("scope") in ("col", "row") for header in page.all("th"))
    assert page.all("html")[0]["lang"] == report.language
    ids = [given["id"] for _, given in page.elements if "id" in given]
    assert len(ids) == len(set(ids))
    assert not any(re.search(r"\s", id_ or "") for id_ in ids)


@pytest.mark.parametrize("report", REPORTS)
def test_every_link_within_the_page_leads_somewhere(report: Report) -> None:
    page = Page(report)
    ids = {given.get("id") for _, given in page.elements}
    within = [link["href"] or "" for link in page.all("a") if (link["href"] or "").startswith("#")]
    assert {href[1:] for href in within} <= ids


@pytest.mark.parametrize("report", REPORTS)
def test_nothing_is_fetched_from_anywhere(report: Report) -> None:
    """No script but data, no picture, no font; a policy against them; links for readers alone."""
    page = Page(report)
    text = exported(report, "html").decode()
    assert page.all("img", "iframe", "object", "embed", "form") == []
    assert [script["type"] for script in page.all("script")] == ["application/ld+json"]
    assert [link["href"] for link in page.all("link")] == ["data:,"]
    assert not re.search(r"url\(|@import", text)
    (policy,) = [m["content"] for m in page.all("meta") if "http-equiv" in m]
    assert policy
    assert policy.startswith("default-src 'none';")
    assert all(re.match(r"#|https?://|data:", link["href"] or "") for link in page.all("a"))
    assert all("download" in a for a in page.all("a") if (a["href"] or "").startswith("data:"))


def test_texts_are_never_markup() -> None:
    page = Page(hard_report())
    assert len(page.all("script")) == 1
    for text in HARD_TEXTS:
        assert visible(text) in page.texts["en"]
    assert "a\ufffdb\ufffdc" in page.texts["en"]
    assert [link["href"] for link in page.all("a") if "example" in (link["href"] or "")] == [
        "https://example.org/a?b=c&d"
    ] * 3


def test_a_text_of_another_language_is_marked_as_such() -> None:
    """What the dataset lacks in a language is shown in its own, and says so."""
    foreign = [
        given for given in Page(hard_report()).all("span", "p") if given.get("class") == "foreign"
    ]
    assert {given["lang"] for given in foreign} == {"en", "zh-Hans"}
    assert not [g for g in Page(HKCS).all("span", "p") if g.get("class") == "foreign"]


def test_the_readers_language_comes_first_and_is_chosen() -> None:
    page = Page(HKCS.in_language("zh-Hans"))
    chosen = [given["id"] for given in page.all("input") if "checked" in given]
    assert chosen == ["show::zh-Hans"]
    ids = {given.get("id") for given in page.all("details")}
    assert {"pku-students", "pku-students:en", "pku-students:zh-Hant"} <= ids


def test_what_nobody_counted_is_said_to_be_not_counted() -> None:
    smalls = Page(HKCS).all("small")
    assert sum(given.get("class") == "uncounted" for given in smalls) == 8 * len(LANGUAGES)
    assert "未有統計" in Page(HKCS).texts["zh-Hant"]


def test_how_a_figure_was_counted_is_told_where_it_stands() -> None:
    """Rule, scope, period, interval, readings, quote, source and assumptions, in place."""
    text = Page(HKCS).texts["en"]
    for said in (
        "2,250 to 2,349",
        "Its words read as",
        "The head count of students being served around 2,300.",
        "1 September 2007 to 31 December 2014",
        "whatever was not recorded is taken to have been stated",
        "Fingerprint of the dataset",
        "their true cut-off is not known",
    ):
        assert said in text


def test_a_contradiction_is_told_at_the_top_and_at_the_figure() -> None:
    known = dataset(
        statement("a", "contacts", "10", activity="gz"),
        statement("b", "contacts", "20", activity="gz"),
    )
    page = Page(build_report(known))
    assert page.texts["en"].count("b: at least 20; a: at most 10") == 3
    assert "Not all of this can be true" in page.texts["en"]
    marks = [given for given in page.all("small") if given.get("class") == "warning"]
    assert len(marks) == (2 + 2) * len(LANGUAGES)  # a headline and a figure for each of the two


FIGURE = Figure(
    rule="contacts", rule_labels=Text(), labels=Text(), period="..", basis="stated", low=1, high=2
)


@pytest.mark.parametrize(
    ("given", "for_programs", "for_people"),
    [
        pytest.param({"low": 4, "high": 4}, "4", "4", id="exact"),
        pytest.param({"high": None}, "1..", "at least 1", id="no-limit"),
        pytest.param({"low": None, "high": None}, "", "not known", id="not-known"),
        pytest.param(
            {"low": 2250, "high": 2349, "about": 100}, "2250..2349", "2,250 to 2,349", id="around"
        ),
        pytest.param(
            {"low": 2250, "high": 2350, "about": 100, "high_exclusive": True},
            "2250..2350",
            "2,250 to under 2,350",
            id="around-with-fractions",
        ),
    ],
)
def test_the_ends_are_shown_also_of_what_was_rounded(
    given: dict[str, Any], for_programs: str, for_people: str
) -> None:
    figure = evolve(FIGURE, **given)
    assert ends(figure) == for_programs
    assert ends_words(figure, "en") == for_people


@pytest.mark.parametrize(
    ("period", "en", "hant"),
    [
        ("../2014-12-31", "up to 31 December 2014", "截至2014年12月31日"),
        (
            "2007-09-01/2014-12-31",
            "1 September 2007 to 31 December 2014",
            "2007年9月1日至2014年12月31日",
        ),
        ("2020-01-01/..", "from 1 January 2020", "自2020年1月1日起"),
    ],
)
def test_a_period_has_words(period: str, en: str, hant: str) -> None:
    assert (period_words(period, "en"), period_words(period, "zh-Hant")) == (en, hant)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (PartialDate(1992), None, "since 1992"),
        (PartialDate(2007, 9), PartialDate(2008), "September 2007 to 2008"),
        (None, PartialDate(2008, 1, 31), "until 31 January 2008"),
        (None, None, "visit"),
    ],
)
def test_when_an_activity_was_is_told_as_precisely_as_it_is_known(
    start: PartialDate | None, end: PartialDate | None, said: str
) -> None:
    activity = Activity(id="a", programme="care", kind="visit", start=start, end=end)
    report = evolve(hard_report(), activities=(activity,), counted_in={})
    assert re.search(rf"{said}\s*</small>", exported(report, "html").decode())


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://example.org", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("http://[x", False),
        ("", False),
    ],
)
def test_only_web_addresses_are_links(url: str, *, followed: bool) -> None:
    assert is_link(url) == followed
