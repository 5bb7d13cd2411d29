"""What every test shares: the two markers that leave tests out, and say so.

A test marked ``outside`` needs a program besides Python, and runs with ``--outside``.
A test marked ``shared`` reads the folder ``shared`` beside the checkout.

With ``-n`` several processes run the tests. Each collects all of them and so leaves out the same;
the one that prints the summary collects none, and is told.
"""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from coverage import Coverage
from hypothesis import settings

SHARED = Path(__file__).parents[2] / "shared"
LEFT_OUT = pytest.StashKey[Counter[str]]()

settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--outside",
        action="store_true",
        help="run the tests that need Java, Chromium or other programs too",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[LEFT_OUT] = Counter()
    if os.environ.get("CI") and not SHARED.is_dir():
        raise pytest.UsageError("CI runs every test: put the folder 'shared' beside the checkout")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what cannot run here, of what ``-m`` and ``-k`` have chosen."""
    reasons = [_why_left_out(item, config) for item in items]
    left_out = [item for item, reason in zip(items, reasons, strict=True) if reason]
    config.stash[LEFT_OUT].update(filter(None, reasons))
    if left_out:
        config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item, reason in zip(items, reasons, strict=True) if not reason]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell the process that prints the summary what this one left out.

    Coverage is saved here: at its exit a process is given ten seconds, which a busy machine needs.
    """
    left_out: Counter[str] = session.config.stash[LEFT_OUT]
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left out"] = dict(left_out)
        if running := Coverage.current():
            running.stop()
            running.save()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a process left out; one that crashed tells nothing."""
    told = getattr(node, "workeroutput", {}).get("left out", {})
    left_out: Counter[str] = node.config.stash[LEFT_OUT]
    left_out |= Counter(told)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    count = config.stash[LEFT_OUT]
    terminalreporter.write_line(
        f"left out: {count['outside']} outside (need Java, Chromium or other programs:"
        f" run .ci/run), {count['shared']} shared (need ../shared)"
    )


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the checkout; a test that asks for it is marked ``shared``."""
    return SHARED


def _why_left_out(item: pytest.Item, config: pytest.Config) -> str | None:
    if item.get_closest_marker("outside") and not config.getoption("--outside"):
        return "outside"
    if item.get_closest_marker("shared") and not SHARED.is_dir():
        return "shared"
    return None
