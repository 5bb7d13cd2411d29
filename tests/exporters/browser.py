"""A browser for looking at pages: Debian's Chromium, offline, driven by Playwright."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

LOOKS = {
    "light": {"media": "screen", "color_scheme": "light", "forced_colors": "none"},
    "dark": {"media": "screen", "color_scheme": "dark", "forced_colors": "none"},
    "print": {"media": "print", "color_scheme": "light", "forced_colors": "none"},
    "forced-colours": {"media": "screen", "color_scheme": "light", "forced_colors": "active"},
}
"""The ways in which a page can be seen."""

WIDTHS = (320, 1280)
"""The narrowest that a page must fit, which is a wide window at 400 %, and a wide one."""

WAYS = list(product(LOOKS, WIDTHS))


@contextmanager
def chromium() -> Iterator[Any]:
    """Start the browser that `CHROMIUM` names, or Debian's."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


class Opened:
    """A page that is open in the browser.

    Attributes:
        page: Playwright's page.
        said: what stood in its console.
        asked: the addresses that it asked for, itself and what it holds apart.
    """

    def __init__(self, browser: Any, file: Path, look: str = "light", width: int = 1280) -> None:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, offline=True, has_touch=True, bypass_csp=True
        )
        self.page = context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.emulate_media(**LOOKS[look])
        self.page.goto(file.as_uri())

    def _asked(self, url: str) -> None:
        if not url.startswith(("file:", "data:")):
            self.asked.append(url)

    def show(self, language: str) -> None:
        """Choose a language, where the switch can be seen."""
        switch = self.page.locator(f'[id="show::{language}"]')
        if switch.is_visible():
            switch.check()

    def open_all(self) -> None:
        """Open everything that can be opened."""
        self.page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")

    def violations(self) -> list[str]:
        """Return what axe-core finds, each with the first place of it."""
        self.page.evaluate(Path(os.environ["AXE_CORE"]).read_text("utf-8"))
        found = self.page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]

    def width_too_much(self) -> int:
        """Return by how many pixels the page is wider than its window."""
        root = "document.documentElement"
        wide: int = self.page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
        return wide
