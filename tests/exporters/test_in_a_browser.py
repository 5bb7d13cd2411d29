"""The page in a browser: seen in every way, by keyboard and by touch, and before axe-core."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hkcs_model import build_report, load
from hkcs_model.languages import LANGUAGES
from hkcs_model.report import Report
from hkcs_model.testing import hard_report
from tests.exporters.browser import WAYS, Opened, chromium
from tests.reports import exported

pytestmark = pytest.mark.outside

REPORTS: dict[str, Callable[[], Report]] = {
    "hkcs": lambda: build_report(load("hkcs")),
    "sample": lambda: build_report(load("sample")),
    "hard": hard_report,
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module", params=REPORTS)
def page_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of a report."""
    file = tmp_path_factory.mktemp("pages") / f"{request.param}.html"
    file.write_bytes(exported(REPORTS[request.param](), "html"))
    return file


@pytest.fixture(scope="module")
def hkcs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("pages") / "hkcs.html"
    file.write_bytes(exported(REPORTS["hkcs"](), "html"))
    return file


@pytest.mark.parametrize(("look", "width"), WAYS)
def test_nobody_is_shut_out(browser: Any, page_file: Path, look: str, width: int) -> None:
    """Nothing for axe-core to find, nothing said, nothing asked for, nothing cut off."""
    opened = Opened(browser, page_file, look, width)
    for language in LANGUAGES:
        opened.show(language)
        assert opened.violations() == [], language
        opened.open_all()
        assert opened.violations() == [], language
        if look != "print":  # paper is never so narrow
            assert opened.width_too_much() <= 0, language
    assert (opened.said, opened.asked) == ([], [])


def test_axe_finds_what_is_wrong(browser: Any, hkcs: Path, tmp_path: Path) -> None:
    """A page spoilt on purpose does not pass: the judge is awake."""
    spoilt = tmp_path / "spoilt.html"
    spoilt.write_text(hkcs.read_text("utf-8").replace("<html lang=", "<html data-lang="), "utf-8")
    assert any(found.startswith("html-has-lang") for found in Opened(browser, spoilt).violations())


def test_every_figure_is_reached_by_the_keyboard(browser: Any, hkcs: Path) -> None:
    """From the first Tab on, each figure has its turn, and Enter opens it."""
    page = Opened(browser, hkcs).page
    wanted = page.locator('.version[lang="en"] details.figure').count()
    reached = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        id_ = page.evaluate("document.activeElement.closest('details.figure')?.id")
        if id_ and page.evaluate("document.activeElement.tagName") == "SUMMARY":
            reached.add(id_)
            page.keyboard.press("Enter")
            assert page.evaluate("document.activeElement.parentElement.open")
            page.keyboard.press("Enter")
    assert len(reached) == wanted == 12


def test_a_focus_is_seen(browser: Any, hkcs: Path) -> None:
    page = Opened(browser, hkcs).page
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert style == "solid"


def test_the_language_is_chosen_by_the_keyboard(browser: Any, hkcs: Path) -> None:
    page = Opened(browser, hkcs).page
    page.keyboard.press("Tab")
    for language in (*LANGUAGES[1:], LANGUAGES[0]):
        page.keyboard.press("ArrowRight")
        shown = page.locator("main > .version:visible")
        assert [one.get_attribute("lang") for one in shown.all()] == [language]


def test_language_and_details_are_chosen_by_touch(browser: Any, hkcs: Path) -> None:
    page = Opened(browser, hkcs, width=320).page
    page.locator('label[lang="zh-Hant"]').tap()
    assert page.locator('main > .version[lang="zh-Hant"]').is_visible()
    assert not page.locator('main > .version[lang="en"]').is_visible()
    figure = page.locator('details.figure[id="guangzhou-students:zh-Hant"]')
    figure.locator("summary").tap()
    assert figure.locator("q").is_visible()


def test_details_are_open_on_paper(browser: Any, hkcs: Path) -> None:
    opened = Opened(browser, hkcs, "print")
    assert opened.page.locator('[id="guangzhou-students"] q').is_visible()
    assert not opened.page.locator(".languages").is_visible()


@pytest.mark.parametrize(("name", "first"), [("CSV", b"\xef\xbb\xbfid,rule"), ("JSON", b"{")])
def test_the_figures_come_from_the_page_itself(
    browser: Any, hkcs: Path, name: str, first: bytes
) -> None:
    """Nothing is asked of anybody for them: the page is offline."""
    page = Opened(browser, hkcs).page
    with page.expect_download() as waited:
        page.get_by_role("link", name=name, exact=True).click()
    assert waited.value.path().read_bytes().startswith(first)
