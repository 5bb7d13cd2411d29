import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, permutations
from pathlib import Path
from random import Random
from typing import Any, TypedDict

import pytest
from attrs import evolve, frozen
from hypothesis import given, note, settings
from hypothesis import strategies as st

from hkcs_model.amounts import Recorded
from hkcs_model.blocks import Contradiction
from hkcs_model.columns import Cells
from hkcs_model.dataset import Dataset, Records
from hkcs_model.dates import DATE_DIMENSIONS, PartialDate, Period, dimension_value
from hkcs_model.entities import Activity, Agency, Group, Project, Relation, Statement
from hkcs_model.intake import load
from hkcs_model.intake.records import entity_at
from hkcs_model.languages import Text
from hkcs_model.problems import Origin, UsageError
from hkcs_model.quantity import Number, Quantity
from hkcs_model.questions import Where, as_where, ask
from hkcs_model.rules import CATALOGUE, Rule
from hkcs_model.statements import (
    Answer,
    answer,
    is_stated,
    refuse_what_is_not_there,
    warnings,
)

AS_AT = date(2009, 8, 31)
COLUMNS = ["id", "programme", "kind", "participants", "partners", "place"]
SCOPE = ["programme", "activity", "kind", "participants", "partner", "place"]
HEADERS = {
    "activities": tuple(COLUMNS),
    "statements": ("id", "rule", "value", *SCOPE, "start", "end"),
}


def dataset(
    activities: Sequence[Activity] = (),
    statements: Sequence[Statement] = (),
    relations: Sequence[Relation] = (),
    **more: Any,
) -> Dataset:
    given: dict[str, Any] = {"headers": HEADERS, **more}
    return Dataset(
        agency=Agency(name=Text({"en": "an agency"})),
        project=Project(title=Text({"en": "a project"}), as_at=AS_AT),
        activities=tuple(activities),
        statements=tuple(statements),
        relations=tuple(relations),
        **given,
    )


def activity(id_: str, programme: str = "p", **more: Any) -> Activity:
    return Activity(id=id_, programme=programme, **{"kind": "course", **more})


def state(id_: str, rule: str, written: str, **scope: Any) -> Statement:
    value = Quantity.parse(written, fractions=CATALOGUE[rule].has_fractions)
    dates = {end: PartialDate.parse(scope[end]) for end in scope.keys() & {"start", "end"}}
    return Statement(id=id_, rule=rule, value=value, written=written, **{**scope, **dates})


def disjoint(a: str, b: str) -> Relation:
    return Relation(a=a, b=b, relation="disjoint", by="registrar")


def answered(
    data: Dataset, rule: str | Rule, where: dict[str, Any] | None = None, period: str = ""
) -> Answer:
    rule = CATALOGUE[rule] if isinstance(rule, str) else rule
    return answer(data, ask(data, rule, as_where(where), Period.parse(period)))


def lies_in(number: Number, quantity: Quantity) -> bool:
    return is_above(number, quantity) and is_below(number, quantity)


def is_above(number: Number, quantity: Quantity) -> bool:
    return number > quantity.low if quantity.low_exclusive else number >= quantity.low


def is_below(number: Number, quantity: Quantity) -> bool:
    if quantity.high is None:
        return True
    return number < quantity.high if quantity.high_exclusive else number <= quantity.high


# ---- the shared vectors ----

VECTORS = Path(__file__).parent / "vectors" / "statements"
FOLDERS = sorted(path.parent for path in VECTORS.glob("*/cases.json"))
RECORD_TABLES = ("sessions", "attendances", "enrolments", "groups")


def cases() -> list[Any]:
    return [
        pytest.param(folder / "dataset", case, id=f"{folder.name}-{number}")
        for folder in FOLDERS
        for number, case in enumerate(json.loads((folder / "cases.json").read_text())["cases"], 1)
    ]


def test_each_vector_is_read() -> None:
    """None is lost; and there are some with records and some without."""
    assert {folder.name for folder in FOLDERS} == {path.name for path in VECTORS.iterdir()}
    rows = [
        sum(len(getattr(load(folder / "dataset"), name)) for name in RECORD_TABLES)
        for folder in FOLDERS
    ]
    assert any(rows)
    assert not all(rows)


@pytest.mark.parametrize(("folder", "case"), cases())
def test_a_vector_of_statements(folder: Path, case: dict[str, Any]) -> None:
    """The figure, its open ends, its basis, and whether it contradicts."""
    data = load(folder)
    found = answered(data, case["rule"], case["where"], case["period"])
    low, high, quantity = case["low"], case["high"], found.quantity
    assert (quantity.low, quantity.high) == (low, high)
    assert quantity.low_exclusive is case["low_exclusive"]
    assert quantity.high_exclusive is case["high_exclusive"]
    assert found.basis == case["basis"]
    assert bool(found.contradictions) is case["contradicts"]


RECORDED_HEADERS = {
    "sessions": ("id", "activity", "date", "staff"),
    "attendances": ("session", "person"),
}


def without_rows(headers: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Tables of records that have columns and no rows."""
    return {
        name: Records(name=name, columns=dict.fromkeys(names, Cells.of([])), make=entity_at)
        for name, names in headers.items()
    }


@pytest.mark.parametrize(
    ("rule", "headers", "lacks"),
    [
        pytest.param("contacts", HEADERS, "sessions", id="a-table"),
        pytest.param("groups", RECORDED_HEADERS, "groups", id="a-table-beside-others"),
        pytest.param("absences", RECORDED_HEADERS, "attendances.status", id="a-column"),
    ],
)
def test_what_the_dataset_says_nothing_of_is_refused(
    rule: str, headers: dict[str, tuple[str, ...]], lacks: str
) -> None:
    """That is not 0: a statement of another rule does not make it so, one of this rule does."""
    data = dataset(TWO, [state("a", "staff", "5")], headers=headers)
    message = f"^{rule}: the dataset has neither {lacks} nor a statement of it; add one of them$"
    with pytest.raises(UsageError, match=message):
        refuse_what_is_not_there(data, CATALOGUE[rule])
    with pytest.raises(UsageError, match=message):
        answered(data, rule)
    told = dataset(TWO, [state("a", rule, "5")], headers=headers)
    assert answered(told, rule).quantity == Quantity(5, 5)
    assert answered(told, rule, period="2008").quantity == Quantity(0, 5)


def test_a_rule_is_stated_where_a_statement_is_of_it() -> None:
    """A reading that its words allow is none of it."""
    stated = dataset(TWO, [evolve(state("a", "contacts", "5"), readings=("enrolments",))])
    assert is_stated(stated, CATALOGUE["contacts"])
    assert not is_stated(stated, CATALOGUE["enrolments"])


# ---- the promise: the true number lies in the interval ----

SESSION_RULES = [
    "persons_served",
    "contacts",
    "staff_contacts",
    "contact_hours",
    "person_days",
    "sessions",
    "service_days",
    "staff",
    "staff_days",
    "staff_hours",
]
SPAN_RULES = ["enrolled_persons", "enrolments", "groups"]
ENROLMENT_RULES = ["enrolments_started", "enrolments_ended", "enrolled_days"]
GROUP_RULES = ["groups_started", "groups_completed"]
DATED_RULES = [*SESSION_RULES, *ENROLMENT_RULES, *GROUP_RULES]
POOLS = {
    "programme": "pq",
    "kind": "kl",
    "participants": "st",
    "place": "GH",
    "partner": "xyz",
}


class Fact(TypedDict):
    """What is counted."""

    activity: str
    group: str
    first: date
    last: date
    key: tuple[object, ...]
    weight: Number


@frozen
class World:
    """What truly is; the dataset knows of the activities, not of all that they are like.

    Attributes:
        activities: each as it truly is.
        facts: of each rule, all that there is to count.
        groups: each group with its activity.
    """

    activities: dict[str, Activity]
    facts: dict[str, list[Fact]]
    groups: tuple[Group, ...]


def some_day(random: Random) -> date:
    """Days in bunches, so that things often fall on one, in one month, or one year apart."""
    year, month = random.choice([2007, 2008, 2008, 2009]), random.choice([1, 3, 4, 8])
    return date(year, month, random.choice([1, 2, 3, 28]))


def days_from(first: date, count: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(count)]


def true_activity(random: Random, id_: str) -> Activity:
    one: dict[str, Any] = {
        d: random.choice(POOLS[d]) for d in ("programme", "kind", "participants", "place")
    }
    partners = tuple(random.sample(POOLS["partner"], random.choice([1, 1, 2])))
    return Activity(id=id_, partners=partners, **one)


def as_recorded(random: Random, true: Activity) -> Activity:
    """A blank cell is not recorded: the true value may be any."""
    blank: dict[str, Any] = {
        d: "" for d in ("kind", "participants", "place") if random.random() < 0.15
    }
    partners = () if random.random() < 0.15 else true.partners
    return evolve(true, partners=partners, **blank)


def a_world(random: Random) -> World:
    activities = {id_: true_activity(random, id_) for id_ in "abcd"[: random.randint(1, 4)]}
    groups = tuple(
        Group(id=f"{id_}{number}", activity=id_)
        for id_ in activities
        for number in range(random.randint(0, 2))
    )
    facts: dict[str, list[Fact]] = {rule: [] for rule in (*DATED_RULES, *SPAN_RULES)}
    for number in range(random.randint(1, 9)):
        add_session(random, facts, f"session {number}", activities, groups)
    for _ in range(random.randint(1, 7)):
        add_enrolment(random, facts, activities, groups)
    for group in groups:
        add_group(random, facts, group)
    return World(activities, facts, groups)


def add_session(
    random: Random,
    facts: dict[str, list[Fact]],
    session: str,
    activities: dict[str, Activity],
    groups: tuple[Group, ...],
) -> None:
    id_ = random.choice(sorted(activities))
    days = days_from(some_day(random), random.choice([1, 1, 2, 4]))
    hours = random.choice([Decimal(1), Decimal("2.5"), Decimal(8)])
    fraction: Number = min(Decimal(1), random.choice([Decimal("0.5"), Decimal(3)]) / len(days))
    group = random.choice(["", *(group.id for group in groups if group.activity == id_)])

    def add(rule: str, day: date, *key: object, weight: Number = 1) -> None:
        facts[rule].append(fact(id_, group, (day, day), key, weight))

    members = random.sample(range(3), random.randint(1, 2))
    add("sessions", days[0], session)
    for day in days:
        add("service_days", day, day)
    for person in random.sample(range(9), random.randint(0, 4)):
        add("persons_served", days[0], person)
        add("contacts", days[0], person, session)
        add("contact_hours", days[0], person, session, weight=hours)
        for day in days:
            add("person_days", day, person, day)
        for member in members:
            add("staff_contacts", days[0], member, person, session)
    for member in members:
        add("staff_hours", days[0], member, session, weight=hours)
        for day in days:
            add("staff", day, member)
            add("staff_days", day, member, day, weight=fraction)


def fact(
    id_: str, group: str, span: tuple[date, date], key: tuple[object, ...], weight: Number = 1
) -> Fact:
    return {
        "activity": id_,
        "group": group,
        "first": span[0],
        "last": span[1],
        "key": key,
        "weight": weight,
    }


def add_enrolment(
    random: Random,
    facts: dict[str, list[Fact]],
    activities: dict[str, Activity],
    groups: tuple[Group, ...],
) -> None:
    id_, person, first = random.choice(sorted(activities)), random.randint(0, 4), some_day(random)
    group = random.choice(["", *(group.id for group in groups if group.activity == id_)])
    is_open = random.random() < 0.3
    last = AS_AT if is_open else min(AS_AT, first + timedelta(days=random.choice([0, 40, 400])))
    facts["enrolled_persons"].append(fact(id_, group, (first, last), (person,)))
    facts["enrolments"].append(fact(id_, group, (first, last), (person, id_)))
    facts["enrolments_started"].append(fact(id_, group, (first, first), (person, id_)))
    if not is_open:
        facts["enrolments_ended"].append(fact(id_, group, (last, last), (person, id_)))
    for day in days_from(first, (last - first).days + 1):
        facts["enrolled_days"].append(fact(id_, group, (day, day), (person, day)))


def add_group(random: Random, facts: dict[str, list[Fact]], group: Group) -> None:
    first = some_day(random)
    last = min(AS_AT, first + timedelta(days=random.choice([0, 40, 400])))
    facts["groups"].append(fact(group.activity, group.id, (first, last), (group.id,)))
    facts["groups_started"].append(fact(group.activity, group.id, (first, first), (group.id,)))
    facts["groups_completed"].append(fact(group.activity, group.id, (last, last), (group.id,)))


def size(rule: Rule, facts: list[Fact]) -> Number:
    """The operator in plain Python: distinct keys, or the weight of each held to the cap."""
    if rule.weight is None:
        return len({one["key"] for one in facts})
    sums: dict[object, Number] = {}
    for one in facts:
        sums[one["key"]] = sums.get(one["key"], 0) + one["weight"]
    return sum(min(weight, rule.cap or weight) for weight in sums.values())


def values_of(world: World, one: Fact, dimension: str) -> set[str]:
    true = world.activities[one["activity"]]
    if dimension == "activity":
        return {true.id}
    if dimension == "partner":
        return set(true.partners)
    return {one["group"] if dimension == "group" else getattr(true, dimension)}


def is_of(world: World, one: Fact, where: Where) -> bool:
    return all(values_of(world, one, name) & set(where[name]) for name in where)


def touches(one: Fact, start: date | None, end: date | None) -> bool:
    return (start is None or one["last"] >= start) and (end is None or one["first"] <= end)


def span_of(statement: Statement) -> tuple[date | None, date | None]:
    start, end = statement.start, statement.end
    return start.first if start else None, end.last if end else None


def extent(world: World, statement: Statement) -> list[Fact]:
    """The facts that a statement is truly about."""
    where = {name: (value,) for name in SCOPE if (value := getattr(statement, name))}
    start, end = span_of(statement)
    return [
        one
        for one in world.facts[statement.rule]
        if is_of(world, one, where) and touches(one, start, end)
    ]


def a_scope(random: Random, world: World, chance: float) -> dict[str, Any]:
    pools = {**POOLS, "activity": "".join(world.activities)}
    return {name: random.choice(pools[name]) for name in SCOPE if random.random() < chance}


def a_date(random: Random) -> PartialDate:
    day = PartialDate.on(some_day(random))
    return random.choice([day, evolve(day, day=None), PartialDate(day.year)])


def a_span(random: Random) -> dict[str, Any]:
    start, end = sorted([a_date(random), a_date(random)], key=lambda when: when.first)
    chosen = {"start": start} if random.random() < 0.5 else {}
    return {**chosen, "end": end} if random.random() < 0.4 and start.first <= end.last else chosen


def notation(random: Random, true: Number) -> str:
    """A true number as somebody may have published it."""
    less, more = (random.choice([0, 0, 1, 3]) for _ in range(2))
    low, high = max(true - less, 0), true + more
    unit = random.choice([1, 10])
    rounded = int(Decimal(true) / unit + Decimal("0.5")) * unit
    forms = [f"{true:f}" if isinstance(true, Decimal) else f"{true:,}"]
    forms += [f">={low}", f"<={high}", f"<{high + 1}", f"{low}..{high}"]
    forms += [f">{true - less - 1}"] if true >= less + 1 else []
    forms += [f"~{rounded}"] if rounded else []
    return random.choice(forms)


def true_statements(random: Random, world: World, rule: Rule, count: int) -> list[Statement]:
    made = []
    for number in range(count):
        chance = random.choice([0, 0.1, 0.3])
        span = a_span(random) if random.random() < 0.5 else {}
        blank = Statement(
            id=f"s{number}",
            rule=rule.id,
            value=Quantity.exactly(0),
            written="0",
            **a_scope(random, world, chance),
            **span,
        )
        written = notation(random, size(rule, extent(world, blank)))
        value = Quantity.parse(written, fractions=rule.has_fractions)
        made.append(evolve(blank, value=value, written=written))
    return made


def true_relations(random: Random, world: World, stated: list[Statement]) -> list[Relation]:
    keys = {one.id: {fact["key"] for fact in extent(world, one)} for one in stated}
    return [
        disjoint(a, b)
        for a, b in combinations(keys, 2)
        if not keys[a] & keys[b] and random.random() < 0.7
    ]


def a_where(random: Random, world: World, *, of_groups: bool) -> dict[str, tuple[str, ...]]:
    chance = random.choice([0, 0.2, 0.4])
    where: dict[str, tuple[str, ...]] = {}
    for name, value in a_scope(random, world, chance).items():
        pool = POOLS.get(name, "".join(world.activities))
        where[name] = tuple(dict.fromkeys([value, *random.choices(pool, k=random.randint(0, 1))]))
    if of_groups and world.groups and random.random() < chance:
        where["group"] = (random.choice(world.groups).id,)
    return where


def a_date_filter(random: Random) -> dict[str, tuple[str, ...]]:
    name = random.choice(DATE_DIMENSIONS)
    days = [some_day(random) for _ in range(random.randint(1, 2))]
    return {name: tuple(dict.fromkeys(dimension_value(name, day, 4) for day in days))}


def a_period(random: Random) -> Period:
    first, last = sorted([some_day(random), some_day(random)])
    return Period(random.choice([None, first]), random.choice([None, last]))


def in_days(one: Fact, dates: dict[str, tuple[str, ...]], period: Period) -> bool:
    """Whether a fact of one day is of a period and has one of the values of each date dimension."""
    day = one["first"]
    return touches(one, period.start, period.end) and all(
        dimension_value(name, day, 4) in values for name, values in dates.items()
    )


@frozen
class Asked:
    """A dataset of true statements, a question, and what is truly in it."""

    world: World
    data: Dataset
    rule: Rule
    where: Where
    period: Period
    facts: list[Fact]

    def answer(self) -> Answer:
        note(f"{self.rule.id} where {self.where} in {self.period}: {self.facts}")
        note(f"stated: {self.data.statements}\nrelated: {self.data.relations}")
        note(f"recorded: {self.data.activities}\ntrue: {self.world.activities}")
        return answer(self.data, ask(self.data, self.rule, self.where, self.period))

    def was_stated(self) -> bool:
        """Whether all of it was stated: the assumption that goes with every upper limit."""
        told = [one for statement in self.data.statements for one in extent(self.world, statement)]
        return all(one in told for one in self.facts)


HEADERS_WITH_GROUPS = {
    "sessions": ("id", "activity", "date", "group"),
    "enrolments": ("person", "activity", "start", "group"),
}


def a_dataset(random: Random, rule: Rule) -> tuple[World, Dataset]:
    world = a_world(random)
    stated = true_statements(random, world, rule, random.randint(1, 6))
    is_told = rule.table.needs != ("groups",) and random.random() < 0.5
    known: dict[str, Any] = {}
    if is_told:
        known = {
            "headers": {**HEADERS, "groups": ("id", "activity"), **HEADERS_WITH_GROUPS},
            "groups": world.groups,
            **without_rows(HEADERS_WITH_GROUPS),
        }
    data = dataset(
        [as_recorded(random, true) for true in world.activities.values()],
        stated,
        true_relations(random, world, stated),
        **known,
    )
    return world, data


def questions(random: Random, rules: list[str], count: int) -> Iterator[Asked]:
    """Ask one dataset about facts of one day."""
    rule = CATALOGUE[random.choice(rules)]
    world, data = a_dataset(random, rule)
    for _ in range(count):
        where = a_where(random, world, of_groups=bool(data.groups))
        dates = a_date_filter(random) if random.random() < 0.3 else {}
        period = a_period(random) if random.random() < 0.6 else Period()
        facts = [
            one
            for one in world.facts[rule.id]
            if is_of(world, one, where) and in_days(one, dates, period)
        ]
        yield Asked(world, data, rule, {**where, **dates}, period, facts)


def touches_all(one: Fact, dates: dict[str, tuple[str, ...]], period: Period) -> bool:
    """Whether a fact that lasts touches a period, and one value of each date dimension."""
    days = days_from(one["first"], (one["last"] - one["first"]).days + 1)
    return touches(one, period.start, period.end) and all(
        any(dimension_value(name, day, 4) in values for day in days)
        for name, values in dates.items()
    )


def questions_about_spans(random: Random, count: int) -> Iterator[Asked]:
    """Ask one dataset about facts that last."""
    rule = CATALOGUE[random.choice(SPAN_RULES)]
    world, data = a_dataset(random, rule)
    for _ in range(count):
        where = a_where(random, world, of_groups=bool(data.groups))
        dates = a_date_filter(random) if random.random() < 0.3 else {}
        period = a_period(random)
        facts = [
            one
            for one in world.facts[rule.id]
            if is_of(world, one, where) and touches_all(one, dates, period)
        ]
        yield Asked(world, data, rule, {**where, **dates}, period, facts)


randoms = st.randoms(use_true_random=True)


@settings(max_examples=300)
@given(randoms)
def test_the_true_number_lies_in_the_interval(random: Random) -> None:
    """Whatever true totals are stated, however they are worded, whatever is asked.

    The upper limit holds wherever all that is asked about was stated.
    """
    for asked in questions(random, DATED_RULES, 6):
        found, true = asked.answer(), size(asked.rule, asked.facts)
        assert found.contradictions == ()
        assert is_above(true, found.quantity)
        assert is_below(true, found.quantity) or not asked.was_stated()


@settings(max_examples=150)
@given(randoms)
def test_the_true_number_of_what_lasts_lies_in_the_interval(random: Random) -> None:
    """An enrolment or a group belongs to every year that it touches."""
    for asked in questions_about_spans(random, 6):
        found, true = asked.answer(), size(asked.rule, asked.facts)
        assert found.contradictions == ()
        assert is_above(true, found.quantity)
        assert is_below(true, found.quantity) or not asked.was_stated()


# ---- what was stated falsely ----


def false_statements(random: Random, world: World, rule: Rule) -> list[Statement]:
    """Totals of random scopes that need not be true of anything."""
    made = []
    for one in true_statements(random, world, rule, random.randint(2, 7)):
        written = notation(random, random.randint(0, 30))
        made.append(evolve(one, value=Quantity.parse(written), written=written))
    return made


@settings(max_examples=300)
@given(randoms)
def test_false_totals_leave_a_valid_interval_and_both_sides_are_told(random: Random) -> None:
    """A high below its low is raised to it; what exceeds, and what it exceeds, are both named."""
    rule = CATALOGUE[random.choice([*DATED_RULES, *SPAN_RULES])]
    world = a_world(random)
    stated = false_statements(random, world, rule)
    data = dataset(list(world.activities.values()), stated)
    where = a_where(random, world, of_groups=False)
    found = answer(data, ask(data, rule, where, a_period(random)))
    assert not found.quantity.is_empty
    known = {one.id for one in stated}
    for told in found.contradictions:
        assert told.larger
        assert told.smaller
        assert {*told.larger, *told.smaller} <= known
        assert not {*told.larger} & {*told.smaller}
        room = told.at_most.high
        assert room is not None
        assert not (is_above(room, told.at_least) and is_below(room, told.at_most))
        assert told.at_least.low >= room


# ---- step 5 and 6 in plain Python ----

DETERMINED = {
    "persons_served": "",
    "staff": "",
    "enrolled_persons": "",
    "person_days": "date",
    "service_days": "date",
    "staff_days": "date",
    "enrolments": "activity programme kind participants place",
    "contacts": "activity programme kind participants place date",
    "sessions": "activity programme kind participants place date",
}
"""What each rule's key tells apart, of what a statement can be about."""

SINGLE = ["programme", "kind", "participants", "place"]
"""What an activity determines, one value of each."""


class Terms(TypedDict):
    """What a total is about: its values, its partners, and its stretches of days.

    A fact of one day has a single stretch to be in; one that lasts touches each of several.
    """

    values: dict[str, str]
    partners: set[str]
    days: set[tuple[date, date]]
    lasts: bool


def terms(
    data: Dataset, rule: str, values: dict[str, str], start: date | None, end: date | None
) -> Terms:
    """Return the terms with all that the activity determines; an open end is the calendar's."""
    partners = {values["partner"]} if "partner" in values else set[str]()
    own = {name: value for name, value in values.items() if name != "partner"}
    for one in data.activities:
        if one.id == values.get("activity"):
            partners |= set(one.partners)
            own = {name: getattr(one, name) for name in SINGLE} | own
    last = min(end or AS_AT, AS_AT)
    days, lasts = {(start or date.min, last)}, rule in SPAN_RULES
    return {"values": own, "partners": partners, "days": days, "lasts": lasts}


def both(a: Terms, b: Terms) -> Terms | None:
    """Return what two totals share, if they can share anything."""
    if any(a["values"][d] != b["values"][d] for d in a["values"].keys() & b["values"].keys()):
        return None
    days = a["days"] | b["days"]
    if not a["lasts"]:
        days = {(max(first for first, _ in days), min(last for _, last in days))}
    shared: Terms = {
        "values": a["values"] | b["values"],
        "partners": a["partners"] | b["partners"],
        "days": days,
        "lasts": a["lasts"],
    }
    return shared if all(first <= last for first, last in days) else None


def inside(a: Terms, b: Terms) -> bool:
    return (
        b["values"].items() <= a["values"].items()
        and b["partners"] <= a["partners"]
        and all(
            any(first <= mine and to <= last for mine, to in a["days"]) for first, last in b["days"]
        )
    )


def are_the_same(a: Terms, b: Terms) -> bool:
    return inside(a, b) and inside(b, a)


def have_nothing_in_common(
    rule: str, a: Terms, b: Terms, related: list[tuple[Terms, Terms]]
) -> bool:
    determined = DETERMINED[rule].split()
    shared = a["values"].keys() & b["values"].keys() & set(determined)
    if any(a["values"][name] != b["values"][name] for name in shared):
        return True
    if "date" in determined:
        (first, last), (start, end) = *a["days"], *b["days"]
        if last < start or end < first:
            return True
    return are_said_apart(a, b, related)


def are_said_apart(a: Terms, b: Terms, related: list[tuple[Terms, Terms]]) -> bool:
    return any(
        (inside(a, x) and inside(b, y)) or (inside(a, y) and inside(b, x)) for x, y in related
    )


@frozen
class Sum:
    """What step 5 and step 6 come to, every choice of parts tried one by one.

    Attributes:
        low: the largest sum of lows, and whether more than it is meant.
        high: the sum of the highs of what lies inside nothing else; None for no limit.
        is_sound: whether no part exceeds its whole, none excludes another, and nobody says of a
            part that is something that it has nothing in common with its whole, nor of two about
            the same.
    """

    low: tuple[Number, bool]
    high: Number | None
    is_sound: bool


Ends = tuple[tuple[Number, bool], tuple[Number, bool]]
NO_LIMIT = 10**9


def add_up(data: Dataset, rule: str, asked: Terms) -> Sum:
    """The oracle: clip, join, and try every choice; limits that are not known are very high."""
    of = {one.id: terms_of(data, one) for one in data.statements}
    related = [(of[one.a], of[one.b]) for one in data.relations]
    blocks: list[tuple[Terms, Ends]] = []
    for one in data.statements:
        clipped = both(of[one.id], asked)
        if clipped is not None:
            low = one.value.floor if inside(of[one.id], asked) else (0, False)
            high = NO_LIMIT if one.value.high is None else one.value.high
            join(blocks, clipped, (low, (high, not one.value.high_exclusive)))
    lows = [sum_of(rule, blocks, related, None)]
    sums = [(sum_of(rule, blocks, related, block), block[1]) for block in blocks]
    tops = [
        block[1][1][0]
        for block in blocks
        if not any(inside(block[0], other[0]) for other in blocks if other is not block)
    ]
    is_sound = all(
        low < high or (low == high and not more and closed)
        for parts, (own, (high, closed)) in sums
        for low, more in (parts, own)
    ) and not any(
        inside(part, whole) and are_said_apart(part, whole, related) and low > (0, False)
        for (part, (low, _)), (whole, _) in permutations(blocks, 2)
    )
    is_sound = is_sound and not any(
        low > (0, False)
        and all(
            (left := both(of[id_], asked)) and are_the_same(left, about) for id_ in (one.a, one.b)
        )
        for one in data.relations
        for about, (low, _) in blocks
    )
    return Sum(lows[0], None if sum(tops) >= NO_LIMIT else sum(tops), is_sound)


def join(blocks: list[tuple[Terms, Ends]], clipped: Terms, ends: Ends) -> None:
    for number, (about, (low, high)) in enumerate(blocks):
        if are_the_same(about, clipped):
            blocks[number] = (about, (max(low, ends[0]), min(high, ends[1])))
            return
    blocks.append((clipped, ends))


def sum_of(
    rule: str,
    blocks: list[tuple[Terms, Ends]],
    related: list[tuple[Terms, Terms]],
    whole: tuple[Terms, Ends] | None,
) -> tuple[Number, bool]:
    """The largest sum of lows of blocks, or of those inside one of them, that share nothing."""
    parts = [
        block
        for block in blocks
        if whole is None or (block is not whole and inside(block[0], whole[0]))
    ]
    sums: list[tuple[Number, bool]] = [(0, False)]
    for count in range(1, len(parts) + 1):
        for chosen in combinations(parts, count):
            if all(
                have_nothing_in_common(rule, a[0], b[0], related)
                and not (inside(a[0], b[0]) or inside(b[0], a[0]))
                for a, b in combinations(chosen, 2)
            ):
                lows = [low for _, (low, _) in chosen]
                sums.append((sum(low for low, _ in lows), any(more for _, more in lows)))
    return max(sums)


def terms_of(data: Dataset, statement: Statement) -> Terms:
    values = {name: value for name in SCOPE if (value := getattr(statement, name))}
    return terms(data, statement.rule, values, *span_of(statement))


def some_relations(random: Random, data: Dataset) -> list[Relation]:
    """Say of some statements that they share nothing, also of a part and its whole."""
    ids = [one.id for one in data.statements]
    return [disjoint(a, b) for a, b in combinations(ids, 2) if random.random() < 0.3]


@settings(max_examples=500)
@given(randoms)
def test_the_sums_are_those_of_trying_every_choice(random: Random) -> None:
    """Low: the largest sum of what shares nothing. High: the sum of what lies inside no other.

    Both are what an oracle finds that tries every choice of up to eight statements; a figure is
    told to contradict exactly where some part exceeds its whole, two exclude one another, or
    somebody's word denies a part.
    """
    rule = CATALOGUE[random.choice(sorted(DETERMINED))]
    world = a_world(random)
    is_true = random.random() < 0.5
    count = random.randint(1, 8)
    stated = (
        true_statements(random, world, rule, count)
        if is_true
        else false_statements(random, world, rule)
    )
    plain = dataset(list(world.activities.values()), stated)
    where, period = a_scope(random, world, 0.15), a_period(random)
    asked = terms(plain, rule.id, where, period.start, period.end)
    related = some_relations(random, plain)
    data = dataset(list(world.activities.values()), stated, related)
    expected = add_up(data, rule.id, asked)
    found = answered(data, rule, where, str(period))
    note(f"{rule.id} where {where} in {period} of {stated}, {related}: {expected}")
    assert (not found.contradictions) == expected.is_sound
    assert found.quantity.low == expected.low[0]
    if expected.is_sound:
        assert found.quantity.floor == expected.low
        assert found.quantity.high == expected.high


# ---- told one by one ----

TWO = [activity("a"), activity("b", "q")]


@pytest.mark.parametrize(
    ("rule", "written", "relations", "expected"),
    [
        pytest.param(
            "persons_served",
            ["44", "~2300"],
            [],
            Quantity(2250, 2393),
            id="nothing-says-that-nobody-is-in-both",
        ),
        pytest.param(
            "persons_served",
            ["44", "~2300"],
            [disjoint("b", "a")],
            Quantity(2294, 2393),
            id="somebody-says-that-nobody-is-in-both",
        ),
        pytest.param(
            "contacts",
            ["4,000", ">100"],
            [],
            Quantity(4100, None, low_exclusive=True),
            id="a-session-belongs-to-one-activity",
        ),
        pytest.param(
            "staff_days",
            ["<2.5", "<=2"],
            [],
            Quantity(0, Decimal("4.5"), high_exclusive=True),
            id="fewer-than-stays-in-a-sum",
        ),
    ],
)
def test_totals_of_two_activities(
    rule: str, written: list[str], relations: list[Relation], expected: Quantity
) -> None:
    stated = [
        state(one.id, rule, value, activity=one.id) for one, value in zip(TWO, written, strict=True)
    ]
    assert answered(dataset(TWO, stated, relations), rule).quantity == expected


def test_an_answer_tells_what_it_rests_on() -> None:
    """Which statements took part, which lows were added, and on whose word."""
    stated = [
        state("w", "persons_served", "40", programme="p"),
        state("x", "persons_served", "30", activity="a"),
        state("y", "persons_served", "20", activity="b"),
        state("z", "persons_served", "5", place="G"),
    ]
    found = answered(dataset(TWO, stated, [disjoint("y", "w")]), "persons_served")
    assert [block.ids for block in found.blocks] == [("w",), ("x",), ("y",), ("z",)]
    assert found.added == ("w", "y")
    assert found.relations == (disjoint("y", "w"),)
    assert found.quantity == Quantity(60, 65)
    assert found.overlaps
    assert found.basis == "stated"


def test_a_word_that_holds_for_several_parts_is_told_once() -> None:
    stated = [
        state("w", "service_days", "<=90", programme="p"),
        state("v", "service_days", "5", programme="p", start="2007", end="2007"),
        state("x", "service_days", "7", programme="p", start="2008", end="2008"),
        state("y", "service_days", "20", activity="b"),
    ]
    found = answered(dataset(TWO, stated, [disjoint("w", "y")]), "service_days")
    assert found.quantity == Quantity(32, 110)
    assert found.added == ("v", "x", "y")
    assert found.relations == (disjoint("w", "y"),)


def test_nothing_stated_and_nothing_recorded_is_nothing() -> None:
    """Where the tables are there and have no rows: no statement took part, and no record."""
    data = dataset(TWO, headers=RECORDED_HEADERS, **without_rows(RECORDED_HEADERS))
    found = answered(data, "contacts")
    assert found == Answer(records=Recorded(quantity=Quantity(0, 0), takes_part=False))
    assert (found.quantity, found.basis, found.blocks) == (Quantity(0, 0), "recorded", ())


@pytest.mark.parametrize(
    ("others", "where", "about"),
    [
        pytest.param([], {}, 100, id="as-stated"),
        pytest.param([], {"programme": "p"}, 100, id="in-a-wider-question"),
        pytest.param([], {"activity": "a", "place": "G"}, None, id="cut-off"),
        pytest.param([state("c", "contacts", "5", activity="b")], {}, None, id="in-a-sum"),
        pytest.param(
            [state("c", "contacts", ">5", activity="a")], {}, None, id="beside-another-total"
        ),
    ],
)
def test_around_stays_with_a_value_as_stated_alone(
    others: list[Statement], where: dict[str, str], about: int | None
) -> None:
    data = dataset(TWO, [state("a", "contacts", "~2300", activity="a"), *others])
    assert answered(data, "contacts", where).quantity.about == about


def test_parts_that_do_not_clash_do_not_overlap() -> None:
    stated = [state("w", "contacts", "9"), state("x", "contacts", "3", activity="a")]
    assert not answered(dataset(TWO, stated), "contacts").overlaps


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        pytest.param(
            [
                state("w", "contacts", "400", programme="p"),
                state("x", "contacts", "300", activity="a"),
                state("y", "contacts", "200", activity="c"),
            ],
            Contradiction(("x", "y"), ("w",), Quantity(500, 500), Quantity(400, 400)),
            id="parts-exceed-their-whole",
        ),
        pytest.param(
            [state("x", "staff", "10"), state("y", "staff", "15")],
            Contradiction(("y",), ("x",), Quantity(15, 15), Quantity(10, 10)),
            id="two-about-the-same",
        ),
        pytest.param(
            [state("x", "contacts", ">10", activity="a"), state("w", "contacts", "<=10")],
            Contradiction(("x",), ("w",), Quantity(10, None, low_exclusive=True), Quantity(0, 10)),
            id="more-than-ten-in-ten",
        ),
    ],
)
def test_what_cannot_all_be_true_is_told(stated: list[Statement], told: Contradiction) -> None:
    found = answered(dataset([*TWO, activity("c")], stated), stated[0].rule)
    (only,) = found.contradictions
    assert (only.larger, only.smaller) == (told.larger, told.smaller)
    assert only.at_least.floor == told.at_least.floor
    assert only.at_most.ceiling == told.at_most.ceiling
    assert found.quantity == Quantity.exactly(told.at_least.low)


@pytest.mark.parametrize(
    ("a", "b"),
    [pytest.param("w", "x", id="of-the-whole"), pytest.param("x", "w", id="of-the-part")],
)
def test_a_word_against_what_lies_inside_is_told(a: str, b: str) -> None:
    """Who says that a part shares nothing with its whole says that the part is nothing.

    The two are not added up all the same: what lies inside is in the whole already.
    """
    stated = [state("w", "contacts", "19..21"), state("x", "contacts", "14", activity="a")]
    found = answered(dataset(TWO, stated, [disjoint(a, b)]), "contacts")
    (told,) = found.contradictions
    assert (told.larger, told.smaller) == (("x",), ("w",))
    labels = {id_: Text({"en": id_}) for id_ in "xw"}
    assert told.message(labels).say("en") == "x: at least 14; w: 0; not all of it can be true"
    assert found.quantity == Quantity(19, 21)
    assert found.added == ("w",)
    assert found.relations == ()


@pytest.mark.parametrize("written", ["0", "<=14", "0..3"])
def test_a_part_that_may_be_nothing_may_share_nothing_with_its_whole(written: str) -> None:
    stated = [state("w", "contacts", "19..21"), state("x", "contacts", written, activity="a")]
    found = answered(dataset(TWO, stated, [disjoint("w", "x")]), "contacts")
    assert found.contradictions == ()
    assert found.quantity == Quantity(19, 21)


def test_a_word_against_two_that_share_a_part_is_told_of_that_part() -> None:
    """What lies inside both of them would be in two that have nothing in common."""
    stated = [
        state("w", "persons_served", "30", programme="p"),
        state("k", "persons_served", "40", kind="course"),
        state("x", "persons_served", "5", activity="a"),
    ]
    found = answered(dataset(TWO, stated, [disjoint("w", "k")]), "persons_served")
    assert {(told.larger, told.smaller) for told in found.contradictions} == {
        (("x",), ("w",)),
        (("x",), ("k",)),
    }
    assert found.quantity == Quantity(70, 70)
    assert found.added == ("w", "k")


def test_a_word_against_two_about_the_same_is_told() -> None:
    """Each is a part of the other, so that both would be nothing."""
    stated = [state("x", "persons_served", "10"), state("y", "persons_served", "10..12")]
    found = answered(dataset(TWO, stated, [disjoint("x", "y")]), "persons_served")
    (told,) = found.contradictions
    assert (told.larger, told.smaller) == (("x",), ("y",))
    labels = {id_: Text({"en": id_}) for id_ in "xy"}
    assert told.message(labels).say("en") == "x: at least 10; y: 0; not all of it can be true"
    assert found.quantity == Quantity(10, 10)


@pytest.mark.parametrize(
    ("written", "period", "is_told"),
    [
        pytest.param(["10", "<=12"], "", True, id="one-of-them-is-something"),
        pytest.param(["<=10", "0..12"], "", False, id="both-may-be-nothing"),
        pytest.param(["10", "<=12"], "2008", False, id="what-is-cut-off-may-be-nothing"),
    ],
)
def test_two_about_the_same_may_share_nothing_where_they_may_be_nothing(
    written: list[str], period: str, is_told: bool
) -> None:
    stated = [state(id_, "persons_served", value) for id_, value in zip("xy", written, strict=True)]
    found = answered(dataset(TWO, stated, [disjoint("x", "y")]), "persons_served", period=period)
    assert bool(found.contradictions) is is_told


def test_what_lies_inside_another_is_never_added_to_it() -> None:
    """Not even where the key tells them apart by what somebody says of wider ones."""
    stated = [
        state("w", "persons_served", "30", programme="p"),
        state("x", "persons_served", "7", activity="a"),
        state("y", "persons_served", "9", activity="b"),
    ]
    found = answered(dataset(TWO, stated, [disjoint("w", "y")]), "persons_served")
    assert found.quantity == Quantity(39, 39)
    assert found.added == ("w", "y")


def contradicting(**origin: Any) -> Dataset:
    stated = [state("x", "staff", "10"), evolve(state("y", "staff", "15"), **origin)]
    return dataset(TWO, [*stated, state("z", "contacts", "3")])


def test_statements_that_contradict_are_a_warning_where_the_larger_one_stands() -> None:
    origin = Origin("statements.csv", 3)
    (told,) = warnings(contradicting(origin=origin))
    assert (told.code, told.severity, told.origin) == ("contradiction", "warning", origin)
    assert (
        told.message
        == "statements contradict: y: at least 15; x: at most 10; not all of it can be true"
    )
    assert told.hint


def test_a_statement_from_nowhere_is_told_of_its_table() -> None:
    (told,) = warnings(contradicting())
    assert told.origin == Origin("statements")


def test_statements_that_agree_are_no_problem() -> None:
    stated = [state("w", "staff", "10"), state("x", "staff", "<=9", activity="a")]
    assert warnings(dataset(TWO, stated)) == ()


@pytest.mark.parametrize(
    ("scope", "where"),
    [
        pytest.param({"place": "G"}, {"activity": "a"}, id="a-place-and-an-activity-without"),
        pytest.param({"activity": "a", "place": "G"}, {"activity": "a"}, id="the-activity-in-it"),
        pytest.param(
            {"place": "H"}, {"activity": ("a", "g")}, id="two-activities-one-of-them-without"
        ),
        pytest.param({"activity": "a"}, {"place": "G"}, id="an-activity-without-and-a-place"),
        pytest.param({"partner": "x"}, {"activity": "a"}, id="partners-not-recorded"),
    ],
)
def test_what_is_not_recorded_puts_no_statement_outside(
    scope: dict[str, str], where: dict[str, Any]
) -> None:
    """A blank place is unknown: the activity may be the one that the statement is about."""
    activities = [activity("a"), activity("g", place="G")]
    data = dataset(activities, [state("s", "contacts", "50", **scope)])
    assert answered(data, "contacts", where).quantity.high == 50


@pytest.mark.parametrize("rule", SPAN_RULES)
def test_what_was_stated_of_a_year_may_last_into_the_next(rule: str) -> None:
    """Only single-valued dimensions put a statement outside, and the date of a span is none."""
    data = dataset(TWO, [state("s", rule, "10", start="2007", end="2007")])
    assert answered(data, rule, period="2008").quantity == Quantity(0, 10)


@pytest.mark.parametrize("rule", [*SESSION_RULES, *GROUP_RULES, *ENROLMENT_RULES])
def test_what_was_stated_of_a_year_is_not_of_the_next(rule: str) -> None:
    data = dataset(TWO, [state("s", rule, "10", start="2007", end="2007")])
    assert answered(data, rule, period="2008").quantity == Quantity(0, 0)


CHILDREN = Rule(
    id="children", over="attendances", key=("person",), where={"participants": ("child",)}
)


@pytest.mark.parametrize(
    ("scope", "where"),
    [
        pytest.param({}, {}, id="in-all"),
        pytest.param({"programme": "p"}, {"programme": "p"}, id="of-a-programme"),
        pytest.param({"participants": "child"}, {}, id="and-it-says-so-itself"),
    ],
)
def test_a_statement_of_an_agencys_own_rule_is_about_what_the_rule_counts(
    scope: dict[str, Any], where: dict[str, str]
) -> None:
    """The filter of the rule cuts nothing off a statement of that rule."""
    stated = Statement(id="s", rule="children", value=Quantity(10, 10), written="10", **scope)
    data = dataset(TWO, [stated], own_rules={"children": CHILDREN})
    assert answered(data, CHILDREN, where).quantity == Quantity(10, 10)
