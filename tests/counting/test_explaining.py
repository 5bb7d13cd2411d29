"""A figure told step by step, and every fact of it with the row that it was made from."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest

from hkcs_model.counting.telling import apart
from hkcs_model.dataset import Dataset
from hkcs_model.explaining import Part, explain
from tests.counting.small import Known, rule, told

Steps = list[tuple[str, Any, Any]]
Facts = list[tuple[str, str, str]]


def steps_of(part: Part) -> Steps:
    return [(step.code, step.low, step.high) for step in part.steps]


def facts_of(part: Part) -> Facts:
    """Return of each fact where it stands, the values of its key, and what became of it."""
    return [
        (f"{fact.origin.file}:{fact.origin.row}", "+".join(v for _, v in fact.key), fact.state)
        for fact in part.facts
    ]


def why(part: Part) -> dict[str, str]:
    """Return of each row the words for what became of its fact."""
    return {f"{fact.origin.file}:{fact.origin.row}": fact.message.say("en") for fact in part.facts}


ODD = {
    "sessions": (
        "id,activity,date,mode,status",
        "s1,a1,2014-01-01,phone,held",
        "s2,a1,2014-01-02,visit,cancelled",
        "s3,a1,2013-12-31,visit,",
        "s4,a1,2014-01-04,visit,",
        "s5,a1,2014-02,,",
        "s6,a1,2014-01-06,phone,",
    ),
    "attendances": (
        "session,person,status",
        "s1,chan,attended",
        "s2,chan,absent",
        "s1,lee,excused",
        "s3,chan,attended",
        "s4,chan,attended",
        "s5,chan,attended",
        "s1,ho,",
        "s6,chan,attended",
        "s2,lee,attended",
    ),
}
"""A fact for each reason that there is."""


def test_steps_go_from_all_facts_to_the_figure(known: Known) -> None:
    """A fact is told under the first reason that applies, in their order."""
    part = told(known(**ODD), "persons_served", "2014", mode="phone")
    assert steps_of(part) == [
        ("facts", 9, 9),
        ("cancelled", -2, -2),
        ("status", -1, -1),
        ("period", -1, -1),
        ("filter", -1, -1),
        ("may-status", -1, 0),
        ("may-filter", -1, 0),
        ("belong", 2, 4),
        ("repeats", -1, -2),
        ("figure", 1, 2),
    ]
    assert [step.kind for step in part.steps if step.kind != "step"] == ["start", "sum", "sum"]
    assert (part.rule, part.basis) == ("persons_served", "recorded")
    assert (part.quantity.low, part.quantity.high) == (1, 2)


def test_every_fact_is_told_with_its_row_and_why(known: Known) -> None:
    part = told(known(**ODD), "persons_served", "2014", mode="phone")
    assert sorted(facts_of(part)) == [
        ("attendances.csv:10", "lee", "out"),
        ("attendances.csv:2", "chan", "counts"),
        ("attendances.csv:3", "chan", "out"),
        ("attendances.csv:4", "lee", "out"),
        ("attendances.csv:5", "chan", "out"),
        ("attendances.csv:6", "chan", "out"),
        ("attendances.csv:7", "chan", "may"),
        ("attendances.csv:8", "ho", "may"),
        ("attendances.csv:9", "chan", "repeats"),
    ]
    assert why(part) == {
        "attendances.csv:2": "counts",
        "attendances.csv:3": "the session was cancelled, or is planned",
        "attendances.csv:4": "absent, excused or cancelled",
        "attendances.csv:5": "outside the period",
        "attendances.csv:6": "filtered out by mode",
        "attendances.csv:7": "may belong: mode is not recorded",
        "attendances.csv:8": "may belong: the status is not recorded",
        "attendances.csv:9": "repeats of the same person",
        "attendances.csv:10": "the session was cancelled, or is planned",
    }


def test_what_leaves_facts_out_has_a_name_in_the_readers_language(known: Known) -> None:
    part = told(known(**ODD), "persons_served", "2014", mode="phone")
    said = {fact.origin.row: fact.message.say("zh-Hant") for fact in part.facts}
    assert (said[6], said[7]) == ("因服務方式而篩去", "可能計算在內：服務方式未有紀錄")


def test_what_tells_facts_apart_is_named_as_the_rule_names_it() -> None:
    assert apart("staff").say("en") == (
        "may count: member of staff, which tells them apart, is not recorded"
    )
    assert "person.family" in apart("person.family").say("zh-Hans")


def test_absences_leave_out_those_who_were_there(known: Known) -> None:
    part = told(known(**ODD), "absences")
    assert steps_of(part) == [
        ("facts", 9, 9),
        ("cancelled", -2, -2),
        ("status", -5, -5),
        ("may-status", -1, 0),
        ("belong", 1, 2),
        ("figure", 1, 2),
    ]
    assert why(part)["attendances.csv:2"] == "was there, or it was cancelled"


def test_a_day_not_recorded_in_full_may_belong(known: Known) -> None:
    part = told(known(**ODD), "sessions", "2014-02-01/2014-02-10")
    assert steps_of(part) == [
        ("facts", 6, 6),
        ("cancelled", -1, -1),
        ("period", -4, -4),
        ("may-period", -1, 0),
        ("belong", 0, 1),
        ("figure", 0, 1),
    ]
    assert why(part)["sessions.csv:6"] == "may belong: the day is not recorded in full"


def test_facts_are_told_only_where_they_are_asked_for(known: Known) -> None:
    (one,) = explain(known(**ODD), "persons_served")
    assert one.parts[0].facts == ()
    assert one.parts[0].steps


def test_joined_rows_are_one_fact_told_with_the_first(known: Known) -> None:
    data = known(
        sessions=("id,activity,date", "s1,a1,2014-01-01"),
        attendances=("session,person,status", "s1,lee,absent", "s1,chan,", "s1,lee,attended"),
    )
    assert facts_of(told(data, "contacts")) == [
        ("attendances.csv:2", "lee+s1", "counts"),
        ("attendances.csv:3", "chan+s1", "may"),
    ]


# ---- parts of a key ----


def test_unknown_parts_of_a_key_may_count(known: Known) -> None:
    data = known(
        sessions=("id,activity,date,staff", "s1,a1,2014-01,", "s2,a1,2014-01-02,amy; ben"),
        attendances=("session,person", "s1,chan", "s1,lee", "s2,chan"),
    )
    part = told(data, "staff_contacts")
    assert steps_of(part) == [
        ("facts", 4, 4),
        ("may-key", -2, 0),
        ("belong", 2, 4),
        ("figure", 2, 4),
    ]
    assert sorted(facts_of(part)) == [
        ("attendances.csv:2", "+chan+s1", "may"),
        ("attendances.csv:3", "+lee+s1", "may"),
        ("attendances.csv:4", "amy+chan+s2", "counts"),
        ("attendances.csv:4", "ben+chan+s2", "counts"),
    ]
    words = "may count: member of staff, which tells them apart, is not recorded"
    assert why(part)["attendances.csv:2"] == words
    assert steps_of(told(data, "person_days")) == [
        ("facts", 3, 3),
        ("may-key", -2, 0),
        ("belong", 1, 3),
        ("figure", 1, 3),
    ]


def test_a_fact_of_several_keys_is_counted_for_each(known: Known) -> None:
    data = known(
        rule("reached", "sessions", "partner"),
        activities=("id,programme,kind,partners", "a1,edu,course,pku;sysu", "a2,edu,course,"),
        organisations=("id,name", "pku,P", "sysu,S"),
        sessions=("id,activity,date", "s1,a1,2014-01-01", "s2,a1,2014", "s3,a2,2014-01-03"),
    )
    part = told(data, "reached", "2014-01")
    assert steps_of(part) == [
        ("facts", 3, 3),
        ("may-period", -1, 0),
        ("may-key", -1, 0),
        ("belong", 1, 3),
        ("further", 1, 2),
        ("repeats", 0, -2),
        ("figure", 2, 3),
    ]
    assert facts_of(part) == [
        ("sessions.csv:2", "pku; sysu", "counts"),
        ("sessions.csv:3", "pku; sysu", "may"),
        ("sessions.csv:4", "", "may"),
    ]


@pytest.mark.parametrize(
    "key",
    [
        pytest.param("person month", id="a-person-and-a-month"),
        pytest.param("person activity month", id="with-something-that-is-known"),
    ],
)
def test_of_what_lasts_the_days_are_what_is_missing(known: Known, key: str) -> None:
    """It may have lasted in one month, and in each of the twelve."""
    own = rule("own", "enrolments", key)
    data = known(own, enrolments=("person,activity,start,end", "p,a1,2014,2014"))
    part = told(data, "own")
    assert steps_of(part) == [
        ("facts", 1, 1),
        ("may-key", -1, 0),
        ("belong", 0, 1),
        ("further", 0, 11),
        ("figure", 0, 12),
    ]
    words = "may belong: the first or last day is not recorded in full"
    assert part.steps[1].message.say("en") == words
    assert why(part) == {"enrolments.csv:2": words}


def test_repeats_are_told_where_persons_are_not_told_apart(known: Known) -> None:
    data = known(
        rule("busy", "attendances", "session"),
        sessions=(
            "id,activity,date,unidentified",
            "s1,a1,2014-01-01,2",
            "s2,a1,2014-01-01,0",
        ),
        attendances=("session,person", "s1,chan", "s1,lee", "s2,chan"),
    )
    part = told(data, "busy")
    assert steps_of(part) == [
        ("facts", 5, 5),
        ("belong", 5, 5),
        ("repeats", -3, -3),
        ("figure", 2, 2),
    ]
    assert facts_of(part) == [
        ("attendances.csv:2", "s1", "counts"),
        ("attendances.csv:3", "s1", "repeats"),
        ("attendances.csv:4", "s2", "counts"),
        ("sessions.csv:2", "s1", "repeats"),
    ]


# ---- people who are not identified ----


def test_guests_are_added_and_told_with_their_session(known: Known) -> None:
    data = known(
        sessions=("id,activity,date,unidentified", "s1,a1,2014-01-01,2", "s2,a1,2014,3"),
        attendances=("session,person", "s1,chan"),
    )
    part = told(data, "contacts", "2014-01")
    assert steps_of(part) == [
        ("facts", 1, 1),
        ("belong", 1, 1),
        ("unidentified", 2, 5),
        ("figure", 3, 6),
    ]
    assert facts_of(part) == [
        ("attendances.csv:2", "chan+s1", "counts"),
        ("sessions.csv:2", "+s1", "guests"),
        ("sessions.csv:3", "+s2", "guests"),
    ]
    assert why(part)["sessions.csv:2"] == "people who are not identified"


def test_guests_of_a_session_that_does_not_belong_are_told_as_that(known: Known) -> None:
    data = known(
        sessions=("id,activity,date,unidentified", "s1,a1,2014-01-01,2", "s2,a1,2014-02-01,3"),
        attendances=("session,person",),
    )
    part = told(data, "contacts", "2014-01")
    assert facts_of(part) == [
        ("sessions.csv:2", "+s1", "guests"),
        ("sessions.csv:3", "+s2", "out"),
    ]
    assert why(part)["sessions.csv:3"] == "outside the period"


def test_guests_at_two_sessions_are_not_told_as_the_same(known: Known) -> None:
    """They may be, and may be others."""
    data = known(
        sessions=("id,activity,date,unidentified", "s1,a1,2014-01-01,100", "s2,a1,2014-01-02,100"),
        attendances=("session,person",),
    )
    part = told(data, "persons_served")
    assert steps_of(part) == [
        ("facts", 0, 0),
        ("belong", 0, 0),
        ("unidentified", 100, 200),
        ("figure", 100, 200),
    ]
    assert facts_of(part) == [("sessions.csv:2", "", "guests"), ("sessions.csv:3", "", "guests")]


def test_guests_with_staff_not_recorded_may_count(known: Known) -> None:
    """They are no facts before they are added, and so none that may be apart."""
    data = known(
        sessions=("id,activity,date,staff,unidentified", "s1,a1,2014-01-01,,2"),
        attendances=("session,person",),
    )
    part = told(data, "staff_contacts")
    assert steps_of(part) == [
        ("facts", 0, 0),
        ("belong", 0, 0),
        ("unidentified", 0, 2),
        ("figure", 0, 2),
    ]


# ---- weights ----


def test_a_weight_is_added_up_and_held_to_its_cap(known: Known) -> None:
    """Of each key what is above the cap is taken off; guests come last."""
    data = known(
        rule("own", "attendances", "person", 'weight = "hours"\ncap = 12'),
        sessions=(
            "id,activity,date,hours,unidentified",
            "s1,a1,2014-01-01,10,2",
            "s2,a1,2014-01-02,5,",
        ),
        attendances=("session,person,status", "s1,chan,attended", "s2,chan,attended", "s2,lee,"),
    )
    part = told(data, "own")
    assert steps_of(part) == [
        ("facts", 3, 3),
        ("may-status", -1, 0),
        ("belong", 2, 3),
        ("weight", 15, 20),
        ("cap", -3, -3),
        ("unidentified", 0, 20),
        ("figure", 12, 37),
    ]
    assert [step.kind for step in part.steps] == [
        *("start", "step", "sum", "start", "step", "step", "sum")
    ]
    assert [state for _, _, state in facts_of(part)] == ["counts", "counts", "may", "guests"]
    assert part.steps[4].message.say("en") == "above 12 for the same person"


def test_hours_that_are_not_recorded_have_no_upper_limit_in_any_step(known: Known) -> None:
    data = known(
        rule("own", "attendances", "person session", 'weight = "hours"\ncap = 3'),
        sessions=("id,activity,date,hours,unidentified", "s1,a1,2014-01-01,,1", "s2,a1,2014,4,1"),
        attendances=("session,person", "s1,chan", "s2,chan"),
    )
    assert steps_of(told(data, "contact_hours")) == [
        ("facts", 2, 2),
        ("belong", 2, 2),
        ("weight", 4, None),
        ("unidentified", 4, None),
        ("figure", 8, None),
    ]
    assert steps_of(told(data, "own", session="s2")) == [
        ("facts", 2, 2),
        ("filter", -1, -1),
        ("belong", 1, 1),
        ("weight", 4, 4),
        ("cap", -1, -1),
        ("unidentified", 3, 3),
        ("figure", 6, 6),
    ]


def test_a_step_is_exact_where_its_digits_do_not_end(known: Known) -> None:
    """What is shown is rounded outward; what is added up is not."""
    data = known(
        sessions=("id,activity,date,end_date,staff,days", "s1,a1,2014-01-01,2014-01-03,amy,1"),
    )
    part = told(data, "staff_days", date="2014-01-01")
    third = Fraction(1, 3)
    assert steps_of(part) == [
        ("facts", 3, 3),
        ("filter", -2, -2),
        ("belong", 1, 1),
        ("weight", third, third),
        ("figure", third, third),
    ]
    assert float(part.quantity.low) == 0.3333
    whole = told(data, "staff_days")
    assert steps_of(whole)[-1] == ("figure", 1, 1)
    assert type(whole.steps[-1].low) is int
    assert facts_of(part)[0] == ("sessions.csv:2", "amy+2014-01-01", "counts")


# ---- what lasts ----


def test_enrolments_groups_and_activities_are_told_with_their_rows(known: Known) -> None:
    data = known(
        groups=("id,activity,start,end", "g1,a1,2013,2013", "g2,a2,2014-02,", "g3,a3,2014,2014"),
        enrolments=("person,activity,start,end", "chan,a1,2014,", "chan,a2,2014,", "lee,a1,2012,"),
    )
    assert facts_of(told(data, "enrolled_persons")) == [
        ("enrolments.csv:2", "chan", "counts"),
        ("enrolments.csv:3", "chan", "repeats"),
        ("enrolments.csv:4", "lee", "counts"),
    ]
    assert facts_of(told(data, "groups", "2014-01")) == [
        ("groups.csv:2", "g1", "out"),
        ("groups.csv:3", "g2", "out"),
        ("groups.csv:4", "g3", "may"),
    ]
    assert facts_of(told(data, "groups_completed", "2013")) == [
        ("groups.csv:2", "g1", "counts"),
        ("groups.csv:4", "g3", "out"),
    ]
    assert facts_of(told(data, "activities", programme="pro")) == [
        ("activities.csv:2", "a1", "out"),
        ("activities.csv:3", "a2", "out"),
        ("activities.csv:4", "a3", "counts"),
    ]


def test_days_are_told_in_stretches(known: Known) -> None:
    """Those that are certain apart from those that may be; a day of two enrolments repeats."""
    data = known(
        enrolments=(
            "person,activity,start,end",
            "chan,a1,2014-01,2014-02-10",
            "chan,a2,2014-02-09,2014-02-12",
        )
    )
    part = told(data, "enrolled_days")
    assert steps_of(part) == [
        ("facts", 45, 45),
        ("may-days", -30, 0),
        ("belong", 15, 45),
        ("repeats", -2, -2),
        ("figure", 13, 43),
    ]
    assert facts_of(part) == [
        ("enrolments.csv:2", "chan+2014-01-01/2014-01-30", "may"),
        ("enrolments.csv:2", "chan+2014-01-31/2014-02-10", "counts"),
        ("enrolments.csv:3", "chan+2014-02-09/2014-02-12", "counts"),
    ]
    days = "may belong: the first or last day is not recorded in full"
    assert part.steps[1].message.say("en") == days
    assert steps_of(told(data, "enrolled_days", "2014-02-01/2014-02-09"))[:2] == [
        ("facts", 45, 45),
        ("period", -35, -35),
    ]


def test_a_rule_of_enrolments_that_tells_no_persons_apart(known: Known) -> None:
    data = known(
        rule("busy", "enrolments", "activity"),
        enrolments=("person,activity,start", "chan,a1,2014", "lee,a1,2014", "lee,a2,2014"),
    )
    assert facts_of(told(data, "busy")) == [
        ("enrolments.csv:2", "a1", "counts"),
        ("enrolments.csv:3", "a1", "repeats"),
        ("enrolments.csv:4", "a2", "counts"),
    ]


# ---- what is explained ----


@pytest.fixture
def both(known: Known) -> Dataset:
    """Records of contacts, and published totals of them and of persons enrolled."""
    return known(
        sessions=("id,activity,date,status", "s1,a1,2014-01-01,", "s2,a2,2014-02-01,"),
        attendances=("session,person,status", "s1,chan,attended", "s2,chan,attended", "s2,lee,"),
        statements=(
            "id,rule,value,activity",
            "st1,contacts,40,a3",
            "st2,enrolled_persons,30,a1",
            "st3,enrolled_persons,20,a2",
        ),
        relations=("a,b,relation,by,reason", "st2,st3,disjoint,the office,two towns"),
    )


def test_a_ratio_has_two_parts(both: Dataset) -> None:
    (one,) = explain(both, "contacts/sessions", rows=True)
    assert [part.rule for part in one.parts] == ["contacts", "sessions"]
    assert [part.basis for part in one.parts] == ["combined", "recorded"]
    assert one.figure.is_ratio
    assert [len(part.facts) for part in one.parts] == [3, 2]


def test_each_row_is_explained(both: Dataset) -> None:
    found = explain(both, "contacts", by=["activity"], basis="recorded")
    assert [dict(one.figure.by) for one in found] == [{"activity": "a1"}, {"activity": "a2"}]
    assert [one.parts[0].steps[-1].high for one in found] == [1, 2]


def test_published_totals_are_told_with_what_is_recorded(both: Dataset) -> None:
    part = told(both, "contacts")
    assert steps_of(part)[-1] == ("figure", 2, 3)
    assert (part.quantity.low, part.quantity.high) == (42, 43)
    assert [block.ids for block in part.blocks] == [("st1",)]
    assert part.added == ("st1",)


@pytest.mark.parametrize("basis", ["combined", "stated"])
def test_where_nothing_is_recorded_there_are_no_steps(both: Dataset, basis: str) -> None:
    """The blocks, those that were added up, and whose word says that they may be."""
    (one,) = explain(both, "enrolled_persons", basis=basis, rows=True)
    (part,) = one.parts
    assert (part.steps, part.facts) == ((), ())
    assert (part.quantity.low, part.quantity.high, part.basis) == (50, 50, "stated")
    assert part.added == ("st2", "st3")
    assert [(word.by, word.reason) for word in part.relations] == [("the office", "two towns")]


def test_what_is_stated_alone_has_no_steps_though_there_are_records(both: Dataset) -> None:
    (one,) = explain(both, "contacts", basis="stated", rows=True)
    assert (one.parts[0].steps, one.parts[0].facts) == ((), ())
    assert (one.figure.low, one.figure.high) == (40, 40)


def words_of(steps: Sequence[Any], language: str) -> list[str]:
    return [step.message.say(language) for step in steps]


def test_steps_have_words_in_every_language(known: Known) -> None:
    part = told(known(**ODD), "persons_served", "2014", mode="phone")
    english = words_of(part.steps, "en")
    assert english[0] == "facts, each a person at a session"
    assert english[-1].startswith("persons served")
    for language in ("zh-Hant", "zh-Hans"):
        own = words_of(part.steps, language)
        assert not set(own) & set(english)
