"""The page before judges that nobody here wrote: the Nu checker, and a browser."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from hkcs_model import build_report, load
from hkcs_model.languages import LANGUAGES
from hkcs_model.testing import hard_report
from tests.reports import exported

pytestmark = pytest.mark.outside

QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    """Write the built-in report in each language, and one with everything hard in it."""
    reports = {f"hkcs-{lang}": build_report(load("hkcs"), language=lang) for lang in LANGUAGES}
    reports["hard"] = hard_report()
    for name, report in reports.items():
        (tmp_path / f"{name}.html").write_bytes(exported(report, "html"))
    return sorted(tmp_path.glob("*.html"))


def nu(*files: Path) -> subprocess.CompletedProcess[str]:
    """Ask the Nu checker, its jar being where VNU_JAR says."""
    command = ["java", "-jar", os.environ["VNU_JAR"], *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_nu_checker_finds_nothing(pages: list[Path]) -> None:
    found = nu(*pages)
    assert (found.returncode, found.stderr) == (0, "")


def test_the_nu_checker_finds_what_is_wrong(pages: list[Path]) -> None:
    """A page spoilt on purpose does not pass: the judge is awake."""
    spoilt = pages[0].with_name("spoilt.html")
    spoilt.write_text(pages[0].read_text("utf-8").replace("<caption>", "<captoin>"), "utf-8")
    assert nu(spoilt).returncode == 1


class Silent(SimpleHTTPRequestHandler):
    """A server of files that prints nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
        """Say nothing."""


@pytest.fixture
def origin(pages: list[Path]) -> Iterator[str]:
    """Serve the pages on this machine; return where."""
    handler = partial(Silent, directory=str(pages[0].parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def requests_of(page: str, origin: str, folder: Path) -> list[str]:
    """Show a page in a browser, and return the addresses that the page itself asked for."""
    log = folder / "net.json"
    command = [
        "chromium",
        *QUIET,
        f"--user-data-dir={folder / 'profile'}",
        f"--log-net-log={log}",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--dump-dom",
        f"{origin}/{page}",
    ]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert "Fingerprint of the dataset" in shown.stdout
    events = [event.get("params", {}) for event in json.loads(log.read_text("utf-8"))["events"]]
    return [event["url"] for event in events if event.get("initiator") == origin]


def test_no_request_leaves_the_page(pages: list[Path], origin: str, tmp_path: Path) -> None:
    for page in pages:
        assert requests_of(page.name, origin, tmp_path) == []


def test_a_request_that_left_would_be_seen(pages: list[Path], origin: str, tmp_path: Path) -> None:
    """A page spoilt on purpose, its policy taken out, is caught asking."""
    picture = '<main><img alt="" src="http://elsewhere.example/x.png">'
    text = re.sub(r"<meta http-equiv[^>]*>", "", pages[0].read_text("utf-8"))
    (tmp_path / "spoilt.html").write_text(text.replace("<main>", picture), "utf-8")
    found = requests_of("spoilt.html", origin, tmp_path)
    assert set(found) == {"http://elsewhere.example/x.png"}
