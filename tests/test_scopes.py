from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from itertools import combinations_with_replacement, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hkcs_model.dataset import Dataset
from hkcs_model.dates import Days, PartialDate, Period
from hkcs_model.entities import Activity, Agency, Group, Project, Statement
from hkcs_model.languages import Text
from hkcs_model.quantity import Quantity
from hkcs_model.questions import as_where, ask
from hkcs_model.rules import CATALOGUE
from hkcs_model.scopes import (
    Scope,
    scope_of_activity,
    scope_of_question,
    scope_of_statement,
)

AS_AT = date(2009, 12, 31)
YEARS = (2007, 2008, 2009)
EVER = (Period(),)
HEADERS = {
    "activities": ("id", "programme", "kind", "participants", "place", "partners", "district"),
    "groups": ("id", "activity"),
    "sessions": ("id", "activity", "date", "group"),
}
ACTIVITIES = (
    Activity(
        id="a",
        programme="p",
        kind="course",
        place="G",
        partners=("x", "y"),
        attributes={"district": "north"},
    ),
    Activity(id="b", programme="q", kind="course", attributes={"district": ""}),
)


def dataset(**more: Any) -> Dataset:
    given: dict[str, Any] = {"activities": ACTIVITIES, "headers": HEADERS, **more}
    return Dataset(agency=Agency(name=Text()), project=Project(title=Text(), as_at=AS_AT), **given)


def values(**of: str) -> dict[str, frozenset[str]]:
    return {name.replace("_", "."): frozenset(of[name].split(",")) for name in of}


def partners(*sets: str) -> dict[str, frozenset[frozenset[str]]]:
    return {"partner": frozenset(frozenset(one.split(",")) for one in sets)}


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31))


def statement(rule: str = "contacts", **scope: Any) -> Statement:
    return Statement(id="s", rule=rule, value=Quantity.exactly(1), written="1", **scope)


def of_question(data: Dataset, period: str = "", rule: str = "contacts", **where: Any) -> Scope:
    question = ask(data, CATALOGUE[rule], as_where(where), Period.parse(period))
    return scope_of_question(data, question)


# ---- sets of facts, held against facts ----

SPANS = [range(first, last + 1) for first, last in combinations_with_replacement(YEARS, 2)]
FACTS = [
    {"kind": kind, "place": place, "partner": set(several), "years": span}
    for kind, place, several, span in product("kl", "GH", ["", "x", "y", "xy"], SPANS)
]
"""All that a fact can be like where everything about it is recorded, and however long it lasts."""


@cache
def is_in(number: int, days: Days) -> bool:
    return any(year(number).within(period) for period in days)


def has(scope: Scope, fact: Mapping[str, Any]) -> bool:
    """Tell whether a fact may be of a scope; an unrecorded value may be any."""
    return (
        all(is_in(number, scope.days) for number in fact["years"])
        and all(any(is_in(number, days) for number in fact["years"]) for days in scope.touched)
        and all(fact[name] in allowed or "" in allowed for name, allowed in scope.values.items())
        and all(fact["partner"] & needed for needed in scope.needs.get("partner", ()))
    )


def facts_of(scope: Scope | None) -> list[Mapping[str, Any]]:
    return [fact for fact in FACTS if scope and has(scope, fact)]


def some(letters: Sequence[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(letters), min_size=1)


def years(least: int) -> st.SearchStrategy[Days]:
    return st.sets(st.sampled_from([2007, 2009]), min_size=least).map(
        lambda chosen: tuple(year(number) for number in sorted(chosen))
    )


def made_of(kinds: Sequence[str], places: Sequence[str]) -> st.SearchStrategy[Scope]:
    """Make scopes of facts of one day, and of facts that last."""
    values = st.fixed_dictionaries({}, optional={"kind": some(kinds), "place": some(places)})
    needs = st.fixed_dictionaries({}, optional={"partner": st.frozensets(some("xy"), min_size=1)})
    touched = st.frozensets(years(0), max_size=2)
    of_a_day = st.builds(Scope, values, needs, st.just(EVER) | years(1))
    return of_a_day | st.builds(Scope, values, needs, st.just(EVER), touched)


scopes = made_of("kl", "GH")
unsure = made_of(["k", "l", ""], ["G", "H", ""])


@given(scopes, scopes)
def test_two_scopes_meet_in_the_facts_of_both(a: Scope, b: Scope) -> None:
    both = [fact for fact in facts_of(a) if fact in facts_of(b)]
    assert facts_of(a.meet(b)) == both
    assert facts_of(b.meet(a)) == both


@given(unsure, scopes)
def test_nothing_is_lost_that_may_be_of_both(a: Scope, b: Scope) -> None:
    """What is asked is certain; what a statement is about may not be recorded."""
    assert facts_of(a.meet(b)) == [fact for fact in facts_of(a) if fact in facts_of(b)]


@given(unsure, scopes)
def test_a_scope_within_another_has_no_fact_beside_it(a: Scope, b: Scope) -> None:
    assert a.within(a)
    assert not a.within(b) or all(fact in facts_of(b) for fact in facts_of(a))


@given(scopes, scopes)
def test_what_two_scopes_share_is_within_each(a: Scope, b: Scope) -> None:
    both = a.meet(b)
    assert both is None or (both.within(a) and both.within(b))


@given(unsure, scopes)
def test_what_a_statement_and_a_question_share_is_within_the_question(a: Scope, b: Scope) -> None:
    both = a.meet(b)
    assert both is None or both.within(b)


@given(unsure, unsure)
def test_scopes_that_differ_share_no_fact(a: Scope, b: Scope) -> None:
    assert not a.differ(b) or not [fact for fact in facts_of(a) if fact in facts_of(b)]
    assert a.differ(b) == b.differ(a)


@given(unsure)
def test_at_any_time_a_scope_has_all_it_had_and_keeps_to_its_values(scope: Scope) -> None:
    wide = scope.at_any_time()
    assert scope.within(wide)
    assert (wide.values, wide.needs) == (scope.values, scope.needs)
    assert (wide.days, wide.touched) == (EVER, frozenset())


# ---- told one by one ----


@pytest.mark.parametrize(
    ("a", "b", "dimensions"),
    [
        pytest.param(
            Scope(values(kind="k"), {}, EVER), Scope(values(kind="l"), {}, EVER), {"kind"}
        ),
        pytest.param(Scope(values(kind="k"), {}, EVER), Scope(values(place="G"), {}, EVER), set()),
        pytest.param(
            Scope(values(kind="k,l"), {}, EVER), Scope(values(kind="l,m"), {}, EVER), set()
        ),
        pytest.param(Scope({}, {}, (year(2007),)), Scope({}, {}, (year(2008),)), {"date"}),
        pytest.param(Scope({}, partners("x"), EVER), Scope({}, partners("y"), EVER), set()),
        pytest.param(
            Scope({"place": frozenset({""})}, {}, EVER), Scope(values(place="G"), {}, EVER), set()
        ),
        pytest.param(
            Scope({}, {}, EVER, frozenset({(year(2007),)})),
            Scope({}, {}, EVER, frozenset({(year(2008),)})),
            set(),
        ),
    ],
    ids=[
        "by-kind",
        "by-different-dimensions-not",
        "not-where-they-share-a-value",
        "by-date",
        "not-by-partner-since-there-may-be-two",
        "not-by-what-is-not-recorded",
        "not-by-the-days-of-what-lasts",
    ],
)
def test_on_what_two_scopes_differ(a: Scope, b: Scope, dimensions: set[str]) -> None:
    assert a.differ(b) == dimensions


def test_a_partner_cannot_put_anything_outside() -> None:
    both = Scope({}, partners("x"), EVER).meet(Scope({}, partners("y"), EVER))
    assert both == Scope({}, partners("x", "y"), EVER)


@pytest.mark.parametrize(
    ("mine", "theirs", "shared"),
    [
        pytest.param({""}, {"G"}, {"G"}, id="one-that-is-not-recorded"),
        pytest.param({"", "H"}, {"G"}, {"G"}, id="one-of-two-not-recorded"),
        pytest.param({""}, {""}, {""}, id="asked-for-what-is-not-recorded"),
        pytest.param({"G", "H"}, {"G", "I"}, {"G"}, id="recorded"),
    ],
)
def test_a_value_that_is_not_recorded_may_be_any(
    mine: set[str], theirs: set[str], shared: set[str]
) -> None:
    """Of a statement; what is asked for is certain, and what is left is of it."""
    about = Scope({"place": frozenset(mine)}, {}, EVER)
    asked = Scope({"place": frozenset(theirs)}, {}, EVER)
    assert about.meet(asked) == Scope({"place": frozenset(shared)}, {}, EVER)
    assert about.within(asked) is (mine <= theirs)


@pytest.mark.parametrize(
    "theirs",
    [pytest.param({"H"}, id="another"), pytest.param({""}, id="one-that-is-not-recorded")],
)
def test_a_value_that_is_recorded_is_no_other(theirs: set[str]) -> None:
    about = Scope(values(place="G"), {}, EVER)
    assert about.meet(Scope({"place": frozenset(theirs)}, {}, EVER)) is None


def lasting(*sets: Days) -> Scope:
    return Scope({}, {}, EVER, frozenset(sets))


def test_the_days_of_what_lasts_are_conditions_like_partners() -> None:
    """An enrolment may touch two years, so each is needed of what is in both."""
    seven, eight, both = (year(2007),), (year(2008),), (Period(year(2007).start, year(2008).end),)
    assert lasting(seven).meet(lasting(eight)) == lasting(seven, eight)
    assert lasting(seven).within(lasting(both))
    assert not lasting(both).within(lasting(seven))
    assert lasting(seven, eight).within(lasting(eight))
    assert not lasting(eight).within(lasting(seven, eight))


def test_what_touches_no_day_at_all_is_nothing() -> None:
    assert lasting(()).meet(lasting((year(2007),))) is None
    assert lasting((year(2007),)).meet(lasting(())) is None


def test_a_statement_is_about_all_that_its_activity_determines() -> None:
    found = scope_of_statement(dataset(), statement(activity="a", partner="z"))
    assert found.values == {
        **values(activity="a", programme="p", kind="course", place="G"),
        **values(activity_district="north"),
        "participants": frozenset({""}),
    }
    assert found.needs == partners("x", "y", "z")


def test_a_statement_says_itself_what_its_activity_does_not() -> None:
    found = scope_of_statement(dataset(), statement(activity="b", place="H"))
    assert found.values["place"] == {"H"}
    assert found.needs == {}


def test_a_column_that_is_not_there_is_not_unknown() -> None:
    data = dataset(headers={"activities": ("id", "programme", "kind")})
    found = scope_of_statement(data, statement(activity="a"))
    assert "place" not in found.values
    assert found.values["kind"] == {"course"}


def test_a_statement_about_a_programme_keeps_to_it_alone() -> None:
    found = scope_of_statement(dataset(), statement(programme="p", partner="x"))
    assert (found.values, found.needs) == (values(programme="p"), partners("x"))


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        pytest.param("", "", (Period(None, AS_AT),), id="from-the-beginning-to-the-as-at-day"),
        pytest.param("2008-06", "", (Period(date(2008, 6, 1), AS_AT),), id="from-its-first-day"),
        pytest.param("", "2008", (Period(None, date(2008, 12, 31)),), id="to-its-last-day"),
        pytest.param("2009", "2012", (year(2009),), id="never-after-the-as-at-day"),
        pytest.param("2011", "2012", (), id="all-of-it-after-the-as-at-day"),
    ],
)
def test_the_span_of_a_statement(start: str, end: str, days: Days) -> None:
    span: dict[str, Any] = {
        name: PartialDate.parse(when) for name, when in (("start", start), ("end", end)) if when
    }
    assert scope_of_statement(dataset(), statement(**span)).days == days
    lasts = scope_of_statement(dataset(), statement("enrolments", **span))
    assert lasts.days == EVER
    assert lasts.touched == {days}


def test_a_question_about_activities_is_about_what_each_determines() -> None:
    """What is not recorded of one of them is not asked for."""
    found = of_question(dataset(), "2008", activity=("a", "b"))
    assert found.values == values(activity="a,b", programme="p,q", kind="course")
    assert found.needs == {}
    assert (found.days, found.touched) == ((year(2008),), frozenset())


def test_a_question_about_one_activity_is_about_what_is_recorded_of_it() -> None:
    found = of_question(dataset(), activity="a")
    assert found.values == values(
        activity="a", programme="p", kind="course", place="G", activity_district="north"
    )


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        pytest.param(("",), {""}, id="what-is-not-recorded"),
        pytest.param(("G", ""), {"G", ""}, id="or-one-place"),
        pytest.param("H", {"H"}, id="a-place"),
    ],
)
def test_what_a_question_asks_for_itself_is_kept(asked: Any, kept: set[str]) -> None:
    assert of_question(dataset(), activity=("a", "b"), place=asked).values["place"] == kept


def test_a_question_about_what_lasts_needs_a_day_of_each_condition() -> None:
    """Of the period, and of each date that is filtered."""
    found = of_question(dataset(), "2007/2008", "enrolments", year=("2008", "2009"), fy="2008-09")
    assert found.days == EVER
    assert found.touched == {
        (Period(year(2007).start, year(2008).end),),
        (Period(year(2008).start, year(2009).end),),
        (Period(date(2008, 4, 1), date(2009, 3, 31)),),
    }
    assert of_question(dataset(), "2007/2008", year=("2008", "2009"), fy="2008-09") == Scope(
        {}, {}, (Period(date(2008, 4, 1), date(2008, 12, 31)),)
    )


def test_a_question_about_one_activity_needs_its_partners() -> None:
    assert of_question(dataset(), activity="a").needs == partners("x", "y")
    assert of_question(dataset(), activity="a", partner=("x", "z")).needs == partners(
        "x", "y", "x,z"
    )


def test_an_activity_that_is_not_there_determines_nothing() -> None:
    assert of_question(dataset(), activity=("a", "c")).values == values(activity="a,c")


GROUPS = (Group(id="g", activity="a"), Group(id="h", activity="b"))


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        pytest.param({"group": "g"}, "a", id="of-its-activity"),
        pytest.param({"group": ("g", "h")}, "a,b", id="of-their-activities"),
        pytest.param({"group": "g", "activity": "b"}, "b", id="unless-the-question-says"),
    ],
)
def test_a_question_about_groups_is_about_their_activities(
    where: dict[str, Any], expected: str
) -> None:
    found = of_question(dataset(groups=GROUPS), **where)
    assert found.values["activity"] == frozenset(expected.split(","))


def test_a_group_that_is_not_there_is_of_no_activity() -> None:
    found = of_question(dataset(groups=GROUPS), group=("g", "i"))
    assert found.values == values(group="g,i")


def test_all_that_can_be_of_an_activity() -> None:
    found = scope_of_activity(dataset(), ACTIVITIES[0])
    assert found == scope_of_statement(dataset(), statement(activity="a")).at_any_time()
