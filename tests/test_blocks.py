from datetime import date
from typing import Any

import pytest

from hkcs_model.blocks import (
    Block,
    Contradiction,
    Separation,
    between,
    blocks_of,
    exclusions,
)
from hkcs_model.dataset import Dataset
from hkcs_model.dates import PartialDate, Period
from hkcs_model.entities import Activity, Agency, Project, Relation, Statement
from hkcs_model.languages import Text
from hkcs_model.problems import UsageError
from hkcs_model.quantity import Quantity
from hkcs_model.questions import as_where, ask
from hkcs_model.rules import CATALOGUE, Rule
from hkcs_model.scopes import scope_of_statement

HEADERS = {
    "activities": ("id", "programme", "kind"),
    "statements": ("id", "rule", "value", "place", "partner"),
}
ACTIVITIES = (
    Activity(id="a", programme="p", kind="course"),
    Activity(id="b", programme="p", kind="visit"),
    Activity(id="c", programme="q", kind="visit"),
)
WORD = Relation(a="s1", b="s2", relation="disjoint", by="registrar")


def stated(rule: str, *rows: tuple[str, dict[str, str]]) -> tuple[Statement, ...]:
    """Number the rows `s1`, `s2` …; `year` is a whole year's span."""
    made = []
    for number, (written, given) in enumerate(rows, 1):
        scope = dict(given)
        year = scope.pop("year", "")
        span = {end: PartialDate.parse(year) for end in ("start", "end") if year}
        value = Quantity.parse(written)
        made.append(
            Statement(id=f"s{number}", rule=rule, value=value, written=written, **scope, **span)  # type: ignore[arg-type]  # texts and dates by name
        )
    return tuple(made)


def dataset(
    *statements: Statement, relations: tuple[Relation, ...] = (), own_rules: tuple[Rule, ...] = ()
) -> Dataset:
    return Dataset(
        agency=Agency(name=Text()),
        project=Project(title=Text(), as_at=date(2009, 12, 31)),
        activities=ACTIVITIES,
        statements=statements,
        relations=relations,
        own_rules={rule.id: rule for rule in own_rules},
        headers=HEADERS,
    )


def blocks(
    *rows: tuple[str, dict[str, str]], rule: str = "contacts", period: str = "", **where: Any
) -> list[Block]:
    data = dataset(*stated("contacts", *rows))
    return blocks_of(data, ask(data, CATALOGUE[rule], as_where(where), Period.parse(period)))


def shown(found: list[Block]) -> list[tuple[tuple[str, ...], Quantity]]:
    return [(block.ids, block.quantity) for block in found]


# ---- clipping ----


def test_a_statement_inside_the_question_is_whole() -> None:
    (block,) = blocks(("~2300", {"activity": "a"}), programme="p")
    assert block.parts[0].is_whole
    assert block.quantity == Quantity(2250, 2349, about=100)


@pytest.mark.parametrize(
    ("scope", "where", "period"),
    [
        pytest.param({"programme": "p"}, {"activity": "a"}, "", id="a-part-of-its-scope"),
        pytest.param({"year": "2008"}, {}, "2008-06", id="a-part-of-its-span"),
        pytest.param({"activity": "a"}, {"place": "G"}, "", id="a-dimension-it-does-not-have"),
        pytest.param({"partner": "x"}, {"partner": "y"}, "", id="there-may-be-two-partners"),
    ],
)
def test_a_statement_that_loses_something_has_low_0(
    scope: dict[str, str], where: dict[str, str], period: str
) -> None:
    """Its high still holds, but nobody rounded what is left."""
    (block,) = blocks(("~2300", scope), period=period, **where)
    assert not block.parts[0].is_whole
    assert block.quantity == Quantity(0, 2349)


PHONED = Rule(
    id="phoned",
    over="attendances",
    key=("person",),
    where={"mode": ("phone",), "kind": ("course",), "year": ("2008",)},
)


@pytest.mark.parametrize(
    ("where", "is_whole"),
    [
        pytest.param({}, True, id="everything"),
        pytest.param({"programme": "p"}, True, id="where-all-of-it-is"),
        pytest.param({"kind": "course"}, False, id="what-the-question-asks-is-not-the-rules"),
    ],
)
def test_the_filter_of_a_rule_cuts_nothing_off_its_statements(
    where: dict[str, str], is_whole: bool
) -> None:
    """They are about what the rule counts already, also where the dataset has no such column."""
    data = dataset(*stated("phoned", ("30", {"programme": "p"})), own_rules=(PHONED,))
    (block,) = blocks_of(data, ask(data, PHONED, as_where(where), Period()))
    assert block.parts[0].is_whole is is_whole
    assert block.quantity == Quantity(30 if is_whole else 0, 30)


@pytest.mark.parametrize(
    ("where", "period", "low"),
    [
        pytest.param({}, "2007", 9, id="the-year-that-it-is-about"),
        pytest.param({"year": "2007"}, "", 9, id="that-year-as-a-filter"),
        pytest.param({"year": ("2007", "2008")}, "2006/2007", 9, id="within-every-condition"),
        pytest.param({}, "2008", 0, id="the-next-year"),
        pytest.param({"year": "2008"}, "2007", 0, id="both-years"),
        pytest.param({"year": "2007"}, "2008", 0, id="both-years-the-other-way"),
        pytest.param({"month": "2007-05"}, "", 0, id="a-part-of-it"),
    ],
)
def test_a_total_of_what_lasts_bounds_every_other_year(
    where: dict[str, Any], period: str, low: int
) -> None:
    """Each of the nine may have lasted until then; how many did is not known."""
    data = dataset(*stated("enrolments", ("9", {"year": "2007"})))
    question = ask(data, CATALOGUE["enrolments"], as_where(where), Period.parse(period))
    assert shown(blocks_of(data, question)) == [(("s1",), Quantity(low, 9))]


def test_of_what_lasts_a_total_of_one_year_lies_inside_that_of_the_year_asked() -> None:
    """What is of both years is a part of what is of the one."""
    data = dataset(*stated("enrolments", ("9", {"year": "2007"}), ("5", {"year": "2008"})))
    other, own = blocks_of(data, ask(data, CATALOGUE["enrolments"], {}, Period.parse("2008")))
    assert other.lies_inside(own)
    assert not own.lies_inside(other)
    assert shown([other, own]) == [(("s1",), Quantity(0, 9)), (("s2",), Quantity(5, 5))]


def test_fewer_than_stays_when_something_is_cut_off() -> None:
    assert shown(blocks(("<50", {}), activity="a")) == [
        (("s1",), Quantity(0, 50, high_exclusive=True))
    ]
    assert shown(blocks((">50", {}), activity="a")) == [(("s1",), Quantity(0, None))]


@pytest.mark.parametrize(
    ("scope", "where", "period"),
    [
        pytest.param({"programme": "q"}, {"programme": "p"}, "", id="another-programme"),
        pytest.param({"activity": "c"}, {"programme": "p"}, "", id="an-activity-of-another"),
        pytest.param({"kind": "visit"}, {"activity": "a"}, "", id="an-activity-of-another-kind"),
        pytest.param({"year": "2008"}, {}, "2007", id="another-year"),
    ],
)
def test_a_statement_that_nothing_is_left_of_drops_out(
    scope: dict[str, str], where: dict[str, str], period: str
) -> None:
    assert blocks(("5", scope), period=period, **where) == []


def test_statements_of_other_rules_take_no_part() -> None:
    assert blocks(("5", {}), rule="sessions") == []


# ---- joining ----


def test_statements_with_equal_scope_and_span_are_one_and_both_hold() -> None:
    found = blocks(("10..12", {"year": "2008"}), (">10", {"year": "2008"}), ("9", {"kind": "x"}))
    assert shown(found) == [
        (("s1", "s2"), Quantity(10, 12, low_exclusive=True)),
        (("s3",), Quantity(9, 9)),
    ]


def test_statements_are_one_where_the_question_makes_them_equal() -> None:
    found = blocks(("<50", {}), ("<=50", {"programme": "p"}), ("<=90", {}), activity="a")
    assert shown(found) == [(("s1", "s2", "s3"), Quantity(0, 50, high_exclusive=True))]


def test_a_block_lies_inside_a_wider_one_and_not_in_itself() -> None:
    whole, part, other = blocks(
        ("9", {"programme": "p"}), ("5", {"activity": "a"}), ("1", {"activity": "c"})
    )
    assert part.lies_inside(whole)
    assert not whole.lies_inside(part)
    assert not other.lies_inside(whole)
    assert not whole.lies_inside(whole)


# ---- excluding ----


def test_between_takes_an_end_of_each() -> None:
    low, high = Quantity.parse(">10"), Quantity.parse("<20")
    assert between(low, high) == Quantity(10, 20, low_exclusive=True, high_exclusive=True)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        pytest.param(["10", "15"], [("s2", "s1")], id="the-larger-first"),
        pytest.param(["15", "10"], [("s1", "s2")], id="whichever-comes-first"),
        pytest.param(["10", ">10"], [("s2", "s1")], id="more-than-excludes-its-end"),
        pytest.param(["<10", ">=10"], [("s2", "s1")], id="fewer-than-excludes-its-end"),
        pytest.param(["<=10", ">=10"], [], id="both-can-hold"),
        pytest.param(["5", "6", "7"], [("s2", "s1"), ("s3", "s1"), ("s3", "s2")], id="each-pair"),
    ],
)
def test_of_two_about_the_same_that_exclude_one_another_both_are_told(
    written: list[str], told: list[tuple[str, str]]
) -> None:
    (block,) = blocks(*((one, {}) for one in written))
    found = [(one.larger[0], one.smaller[0]) for one in exclusions(block)]
    assert found == told
    assert block.quantity.is_empty is bool(told)


LABELS = {
    "x": Text({"en": "some of p"}),
    "y": Text({"en": "visits", "zh-Hant": "探訪"}),
    "w": Text({"en": "all", "zh-Hant": "全部"}),
}


@pytest.mark.parametrize(
    ("at_least", "at_most", "words"),
    [
        pytest.param(
            "~500",
            "~400",
            "some of p, visits: at least 450; all: at most 449; not all of it can be true",
            id="ends-and-not-around",
        ),
        pytest.param(
            ">500",
            "<400",
            "some of p, visits: more than 500; all: fewer than 400; not all of it can be true",
            id="exclusive-ends",
        ),
    ],
)
def test_a_contradiction_tells_what_each_side_says(at_least: str, at_most: str, words: str) -> None:
    told = Contradiction(("x", "y"), ("w",), Quantity.parse(at_least), Quantity.parse(at_most))
    assert told.message(LABELS).say("en") == words


def test_a_contradiction_is_told_in_every_language_by_the_labels_of_its_statements() -> None:
    told = Contradiction(("x", "y"), ("w",), Quantity(5, 5), Quantity(4, 4)).message(LABELS)
    assert "some of p、探訪" in told.say("zh-Hant")
    assert "全部" in told.say("zh-Hant")
    with pytest.raises(UsageError, match="fr: not a language of reports; there are en, zh-Hant"):
        told.say("fr")


# ---- separating ----


@pytest.mark.parametrize(
    ("rule", "scopes", "separate"),
    [
        pytest.param(
            "contacts",
            [{"activity": "a"}, {"activity": "b"}],
            True,
            id="a-session-has-one-activity",
        ),
        pytest.param(
            "contacts", [{"kind": "course"}, {"activity": "c"}], True, id="and-so-one-kind"
        ),
        pytest.param("contacts", [{"year": "2007"}, {"year": "2008"}], True, id="and-one-date"),
        pytest.param(
            "contacts", [{"partner": "x"}, {"partner": "y"}], False, id="but-maybe-two-partners"
        ),
        pytest.param(
            "persons_served", [{"activity": "a"}, {"activity": "b"}], False, id="persons-come-twice"
        ),
        pytest.param(
            "service_days", [{"year": "2007"}, {"year": "2008"}], True, id="days-are-of-one-year"
        ),
        pytest.param(
            "service_days", [{"activity": "a"}, {"activity": "b"}], False, id="a-day-has-both"
        ),
        pytest.param(
            "enrolments", [{"year": "2007"}, {"year": "2008"}], False, id="enrolments-last"
        ),
    ],
)
def test_what_shares_nothing_by_the_rules_key(
    rule: str, scopes: list[dict[str, str]], separate: bool
) -> None:
    data = dataset(*stated(rule, *(("1", scope) for scope in scopes)))
    one, other = (scope_of_statement(data, statement) for statement in data.statements)
    separation = Separation(data, CATALOGUE[rule])
    assert separation.of(one, other) is separate
    assert separation.of(other, one) is separate


@pytest.mark.parametrize(
    ("third", "found"),
    [
        pytest.param({"activity": "a"}, WORD, id="a-part-of-one-side"),
        pytest.param({"activity": "c"}, False, id="no-part-of-either"),
        pytest.param({"programme": "p", "partner": "x"}, WORD, id="another-part"),
        pytest.param({}, False, id="what-is-wider"),
    ],
)
def test_somebodys_word_holds_for_what_lies_inside(
    third: dict[str, str], found: Relation | bool
) -> None:
    rows = [("9", {"programme": "p"}), ("9", {"place": "H"}), ("1", third)]
    data = dataset(*stated("persons_served", *rows), relations=(WORD,))
    _, other, part = (scope_of_statement(data, statement) for statement in data.statements)
    separation = Separation(data, CATALOGUE["persons_served"])
    assert separation.of(part, other) == found
    assert separation.of(other, part) == found


def test_a_word_about_another_rule_says_nothing() -> None:
    data = dataset(*stated("staff", ("9", {}), ("9", {"place": "H"})), relations=(WORD,))
    assert Separation(data, CATALOGUE["persons_served"]).related == []
    assert len(Separation(data, CATALOGUE["staff"]).related) == 1
