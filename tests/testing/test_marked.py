"""The checks as tests of pytest: one each, with failures that are expected and say why."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from hkcs_model import testing
from hkcs_model.plugins import built_in
from hkcs_model.problems import UsageError
from hkcs_model.testing import CHECKS, exporter_checks
from tests.plugin_fixture.pretend import TEXT

OUTLINE = """
from hkcs_model.hookspecs import Exporter, Loss
from hkcs_model.testing import exporter_checks

def write(report, out, options):
    out.writelines(f"{f.label}: {f.text}\\n".encode() for f in report.figures)
    return [Loss("text", "the figures alone are in it")]

outline = Exporter(
    format="outline", summary="lines", suffixes=(".outline",), media_type="text/plain",
    binary=BINARY, write=write,
)

@exporter_checks(outline, expected_failures=EXPECTED)
def test_the_contract(check):
    check()
"""


@pytest.fixture
def outline(pytester: pytest.Pytester) -> Any:
    """Run the checks of a small exporter, as the tests of a plugin do."""

    def run(
        expected: dict[str, Any], *, media_type: str = "text/plain", words: tuple[str, ...] = ()
    ) -> pytest.RunResult:
        text = OUTLINE.replace("BINARY", "False").replace("EXPECTED", repr(expected))
        pytester.makepyfile(test_outline=text.replace("text/plain", media_type))
        return pytester.runpytest_subprocess("-rxX", *words)

    return run


def test_each_check_is_a_test_of_its_name(outline: Any) -> None:
    result = outline({}, words=("-v",))
    result.assert_outcomes(passed=len(CHECKS))
    for check in CHECKS:
        result.stdout.fnmatch_lines_random([f"*test_the_contract?{check.__name__}? PASSED*"])


def test_a_check_that_is_broken_fails_with_its_sentence(outline: Any) -> None:
    result = outline({}, media_type="application/json")
    result.assert_outcomes(passed=len(CHECKS) - 1, failed=1)
    result.stdout.fnmatch_lines(["*suffix and media type are true: it writes no JSON in the file*"])


def test_a_failure_that_is_expected_is_told_with_its_reason(outline: Any) -> None:
    expected = {"suffix_and_media_type_are_true": "an archive wants it so"}
    result = outline(expected, media_type="application/json")
    result.assert_outcomes(passed=len(CHECKS) - 1, xfailed=1)
    result.stdout.fnmatch_lines(["XFAIL * - an archive wants it so*"])


def test_a_failure_that_is_expected_and_does_not_come_fails(outline: Any) -> None:
    """Else the list of what is excused would only grow."""
    result = outline({"text_is_utf8": "it is in Big5"})
    result.assert_outcomes(passed=len(CHECKS) - 1, failed=1)
    result.stdout.fnmatch_lines(["*XPASS(strict)* it is in Big5*"])


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        pytest.param(
            {"text_is_utf_8": "why"}, "^text_is_utf_8: no such check; did you mean text_is_utf8"
        ),
        pytest.param({"text_is_utf8": ""}, "^text_is_utf8: an expected failure without a reason"),
        pytest.param({"text_is_utf8": " \n"}, "without a reason; say why it is right$"),
        pytest.param({"text_is_utf8": True}, "without a reason"),
    ],
    ids=["no-such-check", "no-reason", "a-blank-reason", "no-text"],
)
def test_an_expected_failure_names_a_check_and_has_a_reason(expected: Any, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        exporter_checks(TEXT, expected_failures=expected)


@exporter_checks(built_in().exporters["csv"])
def test_the_decorator_works_here_too(check: Any) -> None:
    check()


def test_pytest_is_imported_only_where_it_is_used() -> None:
    """An exporter can be held against the contract where there is no pytest."""
    code = (
        "import sys; from hkcs_model.testing import CHECKS, check_exporter, hard_report;"
        "from hkcs_model.plugins import built_in; check_exporter(built_in().exporters['csv']);"
        "print('pytest' in sys.modules)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_no_other_name_is_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'no_such_thing'"):
        _ = testing.no_such_thing
    assert sorted(testing.__all__) == sorted(testing._HOME)
