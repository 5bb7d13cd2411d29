"""What cannot be counted is refused, and the refusal says what can."""

from __future__ import annotations

from typing import Any

import pytest

from hkcs_model.dataset import Dataset
from hkcs_model.explaining import explain
from hkcs_model.figures import count
from hkcs_model.problems import UsageError
from tests.counting.small import Known, rule


@pytest.fixture
def data(known: Known) -> Dataset:
    return known(
        persons=("id,gender", "chan,M"),
        sessions=("id,activity,date,mode", "s1,a1,2014-01-01,phone"),
        attendances=("session,person", "s1,chan"),
        statements=("id,rule,value", "st,enrolled_persons,44"),
    )


REFUSED = [
    pytest.param(("person_served",), {}, "persons_served", id="no-such-rule"),
    pytest.param(("contacts/session",), {}, "no such rule; did you mean sessions", id="in-a-ratio"),
    pytest.param(("contacts+sessions",), {}, "not a rule, a ratio a/b or a share", id="no-rule"),
    pytest.param(("",), {}, "not a rule", id="empty"),
    pytest.param(("contacts",), {"by": ["programe"]}, "programme", id="no-such-dimension"),
    pytest.param(("contacts",), {"by": ["staff"]}, "this dataset has no dimension staff", id="by"),
    pytest.param(("contacts",), {"where": {"room": "1"}}, "no dimension room", id="filtered"),
    pytest.param(("contacts",), {"by": ["person"]}, "no dimension person", id="a-person"),
    pytest.param(
        ("sessions",), {"by": ["person.gender"]}, "sessions has no dimension", id="another-tables"
    ),
    pytest.param(("contacts",), {"where": {"year": "14"}}, "not a date", id="a-date-that-is-none"),
    pytest.param(("contacts",), {"where": {"year": "2014-01"}}, "not a year", id="a-month"),
    pytest.param(("contacts",), {"basis": "record"}, "did you mean recorded", id="basis"),
    pytest.param(("contacts",), {"language": "zh"}, "not a language", id="language"),
    pytest.param(("contacts",), {"period": "last year"}, "last year: not a period", id="period"),
    pytest.param(("contacts",), {"period": "2014/2013"}, "ends before it begins", id="backwards"),
    pytest.param(("contacts",), {"period": "2015"}, "after the as-at day", id="days-to-come"),
    pytest.param(("enrolments",), {}, "neither enrolments nor a statement", id="no-such-table"),
    pytest.param(
        ("enrolled_persons",), {"basis": "recorded"}, "no enrolments; add it", id="not-recorded"
    ),
    pytest.param(("contacts",), {"basis": "stated"}, "no statement of it", id="nothing-is-stated"),
]


@pytest.mark.parametrize(("rules", "asked", "message"), REFUSED)
def test_what_is_not_there_is_refused(
    data: Dataset, rules: tuple[str, ...], asked: dict[str, Any], message: str
) -> None:
    """It is an error, and never 0; the nearest that is there is named."""
    with pytest.raises(UsageError, match=message):
        count(data, *rules, **asked)
    if "language" not in asked:
        with pytest.raises(UsageError, match=message):
            explain(data, *rules, **asked)


@pytest.mark.parametrize("name", ["format", "person", "person.age", "title", "programe"])
@pytest.mark.parametrize(
    ("rule_id", "more"),
    [
        pytest.param("contacts", {}, id="recorded"),
        pytest.param("contacts", {"period": "2013"}, id="nothing-in-the-period"),
        pytest.param("enrolled_persons", {"basis": "stated"}, id="stated"),
    ],
)
def test_what_is_refused_in_a_filter_is_refused_in_rows(
    data: Dataset, rule_id: str, more: dict[str, Any], name: str
) -> None:
    """Also where there is nothing to make rows of."""
    with pytest.raises(UsageError, match=f"no dimension {name}"):
        count(data, rule_id, where={name: "x"}, **more)
    with pytest.raises(UsageError, match=f"no dimension {name}"):
        count(data, rule_id, by=[name], **more)


def test_a_value_that_occurs_nowhere_counts_nothing(data: Dataset) -> None:
    (figure,) = count(data, "contacts", where={"mode": "letter"})
    assert (figure.low, figure.high) == (0, 0)


def test_several_rules_are_counted_one_after_another(data: Dataset) -> None:
    figures = count(data, "contacts", "sessions", "contacts/sessions", "enrolled_persons")
    assert [figure.rule for figure in figures] == [
        "contacts",
        "sessions",
        "contacts/sessions",
        "enrolled_persons",
    ]
    assert [(figure.low, figure.high) for figure in figures] == [(1, 1), (1, 1), (1, 1), (44, 44)]
    assert [figure.basis for figure in figures] == [*["recorded"] * 3, "stated"]


def test_no_rule_is_no_figure(data: Dataset) -> None:
    assert count(data) == []


def test_a_figure_is_called_in_the_language_asked(data: Dataset) -> None:
    (figure,) = count(data, "contacts", language="zh-Hant")
    assert figure.label == "服務人次"


def test_a_rule_of_the_agencys_own_is_counted_as_the_catalogues_are(known: Known) -> None:
    """Without a label it is called by its id."""
    data = known(
        rule("callers", "attendances", "person", 'where = { mode = ["phone"] }'),
        sessions=("id,activity,date,mode", "s1,a1,2014-01-01,phone", "s2,a1,2014-01-02,visit"),
        attendances=("session,person", "s1,chan", "s2,lee"),
    )
    (figure,) = count(data, "callers")
    assert (figure.low, figure.high, figure.label) == (1, 1, "callers")
    (ratio,) = count(data, "callers/persons_served")
    assert ratio.label.startswith("callers / ")
    (one,) = explain(data, "callers")
    (part,) = one.parts
    assert part.labels.say("en") == "callers"
    assert part.steps[-1].message.say("en") == "callers"
