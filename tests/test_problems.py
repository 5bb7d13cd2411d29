import pytest

from hkcs_model.problems import (
    DatasetError,
    Fault,
    HkcsError,
    NotYetError,
    Origin,
    OutputError,
    PluginError,
    Problem,
    Severity,
    UsageError,
    ValueFault,
    tally,
)


def problem(severity: Severity = "error", hint: str = "") -> Problem:
    return Problem(
        code="not-a-date",
        origin=Origin("sessions.csv", 14, "date"),
        message="not a date",
        hint=hint,
        severity=severity,
    )


@pytest.mark.parametrize(
    ("origin", "shown"),
    [
        pytest.param(Origin("sessions.csv", 14, "date"), "sessions.csv:14:date", id="a-cell"),
        pytest.param(Origin("sessions.csv", 14), "sessions.csv:14", id="a-row"),
        pytest.param(Origin("sessions.csv", column="date"), "sessions.csv:date", id="a-column"),
        pytest.param(Origin("project.toml"), "project.toml", id="a-file"),
        pytest.param(Origin("sessions.csv", 0), "sessions.csv:0", id="row-0-is-no-missing-row"),
    ],
)
def test_a_place_is_told_as_far_as_it_is_known(origin: Origin, shown: str) -> None:
    assert str(origin) == shown


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        pytest.param(
            problem(hint="write it as 2014-12-31"),
            "sessions.csv:14:date: not a date; write it as 2014-12-31",
            id="with-a-hint",
        ),
        pytest.param(problem(), "sessions.csv:14:date: not a date", id="without-a-hint"),
        pytest.param(
            problem("warning"), "sessions.csv:14:date: warning: not a date", id="a-warning"
        ),
    ],
)
def test_a_problem_tells_where_what_and_what_to_write_instead(told: Problem, shown: str) -> None:
    assert str(told) == shown


def test_a_problem_is_data_for_programs() -> None:
    assert problem(hint="write it as 2014-12-31").as_data() == {
        "code": "not-a-date",
        "severity": "error",
        "file": "sessions.csv",
        "row": 14,
        "column": "date",
        "place": "sessions.csv:14:date",
        "message": "not a date",
        "hint": "write it as 2014-12-31",
    }


def test_a_fault_becomes_a_problem_at_a_place() -> None:
    fault = Fault("not-a-date", "not a date", "write it as 2014-12-31")
    expected = problem(hint="write it as 2014-12-31")
    assert fault.at(Origin("sessions.csv", 14, "date")) == expected


@pytest.mark.parametrize(
    ("hint", "shown"),
    [
        pytest.param("write 1", "not a number; write 1", id="with-a-hint"),
        pytest.param("", "not a number", id="without-a-hint"),
    ],
)
def test_a_value_fault_is_a_value_error_that_carries_its_fault(hint: str, shown: str) -> None:
    error = ValueFault("not-a-number", "not a number", hint)
    assert isinstance(error, ValueError)
    assert str(error) == shown
    assert error.fault == Fault("not-a-number", "not a number", hint)


@pytest.mark.parametrize(
    ("problems", "shown"),
    [
        pytest.param((), "0 errors, 0 warnings", id="none"),
        pytest.param((problem(),), "1 error, 0 warnings", id="one-is-singular"),
        pytest.param(
            (problem(), problem("warning"), problem()), "2 errors, 1 warning", id="both-kinds"
        ),
        pytest.param((problem(),) * 1234, "1,234 errors, 0 warnings", id="thousands-are-grouped"),
    ],
)
def test_a_tally_counts_errors_and_warnings(problems: tuple[Problem, ...], shown: str) -> None:
    assert tally(problems) == shown


def test_a_dataset_error_tells_every_problem_in_order_and_then_the_tally() -> None:
    error = DatasetError((problem("warning"), problem()))
    assert error.problems == (problem("warning"), problem())
    assert str(error).splitlines() == [
        str(problem("warning")),
        str(problem()),
        "1 error, 1 warning",
    ]


def test_a_dataset_error_can_be_raised_with_a_cause() -> None:
    """Frozen as it is, it takes the traceback, the cause and the context that raising sets."""
    with pytest.raises(DatasetError, match="1 error, 0 warnings") as raised:
        raise DatasetError((problem(),)) from KeyError("x")
    assert isinstance(raised.value.__cause__, KeyError)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        pytest.param(HkcsError, 1, id="the-root"),
        pytest.param(DatasetError, 1, id="a-dataset-with-errors"),
        pytest.param(OutputError, 1, id="output-that-cannot-be-written"),
        pytest.param(NotYetError, 1, id="what-this-version-does-not-do"),
        pytest.param(UsageError, 2, id="a-question-that-cannot-be-put-so"),
        pytest.param(PluginError, 3, id="a-plugin-that-failed"),
    ],
)
def test_every_error_for_a_user_has_the_root_and_an_exit_status(
    error: type[HkcsError], status: int
) -> None:
    assert issubclass(error, HkcsError)
    assert error.exit_status == status
