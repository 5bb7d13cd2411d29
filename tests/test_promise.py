"""The promise of every figure, and the laws that figures keep, of datasets drawn at random.

Whatever the cells that are not recorded turn out to be, the count then made lies between the ends
of the figure that was made without them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from hkcs_model import count, load
from tests.random_datasets import (
    STAFFED,
    Completion,
    Question,
    Tables,
    askable,
    can_ask,
    can_filter,
    completions,
    copy_of,
    datasets,
    dimensions,
    known_as,
    questions,
    rule_of,
    write,
)

Draw = Callable[[st.SearchStrategy[Any]], Any]
End = int | Decimal | None
Ends = tuple[End, End]
Rows = dict[tuple[str, ...], Ends]
NOT_KNOWN = (None, None)
NOTHING = (0, 0)


def at_most(examples: int) -> settings:
    """Return settings under which every run is the same and none is hurried."""
    slow = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=slow,
    )


class Counted:
    """A dataset as the library has it, to be asked; what was asked before is known."""

    def __init__(self, tables: Tables) -> None:
        self.answers: dict[str, Rows] = {}
        with TemporaryDirectory() as folder:
            self.dataset = load(write(tables, Path(folder)))

    def ask(self, question: Question) -> Rows:
        """Return of each row the two ends of its figure."""
        if repr(question) not in self.answers:
            rule, by, where, period = question
            dataset, until = self.dataset, period or None
            found = count(dataset, rule, by=by, where=where, period=until, basis="recorded")
            rows = {tuple(one.by[name] for name in by): (one.low, one.high) for one in found}
            self.answers[repr(question)] = rows
        return self.answers[repr(question)]

    def total(self, question: Question, row: Mapping[str, str] | None = None) -> Ends:
        """Return the ends of the figure without ``by``, or of what would be one of its rows."""
        where = {**question.where, **{name: [value] for name, value in (row or {}).items()}}
        (ends,) = self.ask(question._replace(by=(), where=where)).values()
        return ends


def lies_in(new: Ends, old: Ends) -> bool:
    """Return whether an interval lies inside another; a ratio over 0 is nowhere."""
    (new_low, new_high), (old_low, old_high) = new, old
    if new_low is None:
        return True
    return (
        old_low is not None
        and new_low >= old_low
        and (old_high is None or (new_high is not None and new_high <= old_high))
    )


# ---- the promise ----


def check_that_it_settles(old: Counted, new: Counted, question: Question) -> None:
    """Every figure of the new dataset lies in that of the old one."""
    total = question._replace(by=())
    assert lies_in(new.total(total), old.total(total)), total
    before, after = old.ask(question), new.ask(question)
    gone = NOT_KNOWN if "/" in question.rule else NOTHING
    for row in before.keys() | after.keys():
        named = dict(zip(question.by, row, strict=True))
        is_new = row not in before
        if "" in row or (is_new and named.keys() & question.where.keys()):
            continue  # of the records; a filter twice over one dimension cannot be asked
        ends = old.total(question, named) if is_new else before[row]
        assert lies_in(after.get(row, gone), ends), (question, row, after.get(row, gone), ends)


def is_promised(tables: Tables, completion: Completion, question: Question) -> bool:
    """Return whether the promise is made of the question.

    Where a cell of several values is a part of the key, one that is blank is counted as one.
    """
    rules = [rule_of(tables, name) for name in question.rules]
    several = completion.several and any("partner" in rule.key for rule in rules)
    return not several and not any("" in values for r in rules for values in r.where.values())


@at_most(400)
@given(st.data())
def test_however_unknowns_settle_the_figure_was_in_the_interval(data: st.DataObject) -> None:
    """Section 3: the count made of a completed dataset lies in [low, high] of the incomplete."""
    tables = data.draw(datasets())
    old = Counted(tables)
    asked = [data.draw(questions(tables, of_the_world=True)) for _ in range(2)]
    for _ in range(5):
        completion = data.draw(completions(tables))
        new = Counted(completion.tables)
        for question in asked:
            if is_promised(tables, completion, question):
                check_that_it_settles(old, new, question)


@at_most(120)
@given(st.data())
def test_settling_an_unknown_gives_an_interval_inside_the_old_one(data: st.DataObject) -> None:
    """Section 3: so does a completion of some unknowns, and a further one of what is left."""
    tables = data.draw(datasets())
    some = data.draw(completions(tables, some=True))
    more = data.draw(completions(some.tables, some=True))
    intervals = [Counted(one) for one in (tables, some.tables, more.tables)]
    several = Completion(more.tables, some.several or more.several)
    for _ in range(4):
        question = data.draw(questions(tables, of_the_world=True))
        if is_promised(tables, several, question):
            check_that_it_settles(intervals[0], intervals[1], question)
            check_that_it_settles(intervals[1], intervals[2], question)


# ---- how tight it is ----


def only_guests_unknown(tables: Tables) -> Tables:
    """Return a dataset in which all those who have a row at a session were there."""
    known = copy_of(tables)
    for row in known.rows["attendances"]:
        if "status" in row:
            row["status"] = "attended"
    return known


def with_guests_known_elsewhere(tables: Tables) -> Tables:
    """Say who the guests were: persons identified elsewhere, and for the rest always the same."""
    known = copy_of(tables)
    names = known_as(tables)
    held = {
        row["id"]: row for row in known.rows["sessions"] if row.get("status", "") in {"", "held"}
    }
    there: dict[str, set[str]] = {name: set() for name in held}
    for row in known.rows["attendances"]:
        if row["session"] in held:
            there[row["session"]].add(names.get(row["person"], row["person"]))
    identified = sorted(set().union(*there.values()))
    for name, session in held.items():
        elsewhere = [person for person in identified if person not in there[name]]
        guests = int(session.get("unidentified") or 0)
        new = [f"guest{number}" for number in range(guests)]
        for person in [*elsewhere, *new][:guests]:
            cells = {"session": name, "person": person, "status": "attended"}
            columns = known.headers["attendances"]
            known.rows["attendances"].append({one: cells.get(one, "") for one in columns})
            add_person(known, person)
        session.update({"unidentified": "0"} if guests else {})
    return known


def add_person(tables: Tables, person: str) -> None:
    """Add a person to the table of persons, if there is one and the person is not in it."""
    persons = tables.rows.get("persons")
    if persons is not None and person not in {row["id"] for row in persons}:
        persons.append(dict.fromkeys(tables.headers["persons"], "") | {"id": person})


@at_most(100)
@given(datasets())
def test_no_fewer_persons_than_the_lower_bound_are_possible_and_so_many_are(tables: Tables) -> None:
    """Section 3: the lower bound of persons_served is reached where only guests are unknown."""
    unknown = only_guests_unknown(tables)
    asked = Question("persons_served")
    low, _ = Counted(unknown).total(asked)
    assert Counted(with_guests_known_elsewhere(unknown)).total(asked) == (low, low)


# ---- what adds up, and the laws ----


@st.composite
def wholly_known(draw: Draw) -> Tables:
    """Draw a dataset without unknowns whose sessions have staff and last one day."""
    tables = draw(completions(draw(datasets()))).tables
    headers = dict(tables.headers)
    columns = [name for name in headers["sessions"] if name not in {"end_date", "days", "staff"}]
    headers["sessions"] = [*columns, "staff"]
    rows = dict(tables.rows)
    rows["sessions"] = [
        {name: row[name] for name in columns} | {"staff": row.get("staff") or "amy"}
        for row in rows["sessions"]
    ]
    pairs = {"id": "pairs", "label": "pairs", "over": "staffing", "key": ["staff", "date"]}
    return Tables(tables.project | {"rules": [pairs]}, headers, rows)


AT_MOST = (
    *(("persons_served", "person_days"), ("person_days", "contacts")),
    *(("contacts", "staff_contacts"), ("service_days", "pairs"), ("staff", "pairs")),
    *(("staff_days", "pairs"), ("enrolled_persons", "enrolments")),
)


@at_most(100)
@given(st.data())
def test_where_nothing_is_unknown_one_rule_is_at_most_another(data: st.DataObject) -> None:
    """Section 4: persons <= person-days <= contacts <= staff contacts, and four more such laws."""
    tables = data.draw(wholly_known())
    counted = Counted(tables)
    period = data.draw(questions(tables)).period
    for less, more in AT_MOST:
        if can_ask(tables, less) and can_ask(tables, more):
            low, high = counted.total(Question(less, period=period))
            bound, top = counted.total(Question(more, period=period))
            assert low == high
            assert bound == top
            assert low is not None
            assert bound is not None
            assert low <= bound, (less, more)


def holds_for(tables: Tables, dimension: str) -> bool:
    """Return whether rows add up there: by attributes of persons, not those of guests."""
    guests = any(row.get("unidentified", "0") not in {"", "0"} for row in tables.rows["sessions"])
    return not (dimension.startswith("person.") and guests)


DETERMINED = {
    "session": ("activity", "group", "mode", "format"),
    "group": ("activity",),
    "activity": ("programme", "kind", "participants", "place"),
    "date": ("month", "fy"),
    "month": ("quarter",),
    "quarter": ("year",),
}
DATED_BY = {
    **dict.fromkeys(("attendances", "absences", "staffed_attendances"), "session"),
    **dict.fromkeys(("sessions", "staffing_sessions"), "session"),
    **dict.fromkeys(("group_starts", "group_ends"), "group"),
}


def determined(tables: Tables, rule: str) -> set[str]:
    """Return the dimensions of one value that a rule's key determines."""
    over, key = rule_of(tables, rule)[:2]
    have = dimensions(tables, over)
    several = {"partner"} if over in STAFFED else {"partner", "staff"}
    found, more = set[str](), set(key)
    while more:
        found |= more
        more = {one for part in found for one in DETERMINED.get(part, ())}
        more |= {"date"} if DATED_BY.get(over) in found else set()
        more |= {one for one in have if "." in one and one.partition(".")[0] in found}
        more -= found
    return found & have - several


@at_most(150)
@given(st.data())
def test_rows_add_up_where_the_key_determines_their_dimension(data: st.DataObject) -> None:
    """Section 4: the lows of a rule's rows do, the row "" included, and every table says so."""
    tables = data.draw(datasets())
    counted = Counted(tables)
    for _ in range(5):
        asked = data.draw(questions(tables))
        names = set() if "/" in asked.rule else determined(tables, asked.rule)
        for name in sorted(one for one in names if holds_for(tables, one)):
            rows = counted.ask(asked._replace(by=(name,)))
            low, _ = counted.total(asked._replace(by=()))
            assert sum(one for one, _ in rows.values() if one is not None) == low, (asked, name)


@at_most(100)
@given(st.data())
def test_the_order_of_rows_and_a_repeated_attendance_change_nothing(data: st.DataObject) -> None:
    """Section 4: for every dataset and every figure."""
    tables = data.draw(datasets())
    again = copy_of(tables)
    attendances = again.rows["attendances"]
    if attendances:
        attendances += data.draw(st.lists(st.sampled_from(attendances), max_size=3))
    again.rows.update({name: data.draw(st.permutations(r)) for name, r in again.rows.items()})
    before, after = Counted(tables), Counted(again)
    for _ in range(5):
        question = data.draw(questions(tables))
        assert before.ask(question) == after.ask(question), question


@at_most(120)
@given(st.data())
def test_one_more_attendance_lowers_no_figure(data: st.DataObject) -> None:
    """Section 4: neither end of any figure falls, ratios and absences aside."""
    tables = data.draw(datasets())
    assume(tables.rows["sessions"])
    more = copy_of(tables)
    session = data.draw(st.sampled_from(more.rows["sessions"]))["id"]
    columns = more.headers["attendances"]
    cells = {"session": session, "person": "newcomer", "status": "attended", "first_time": "yes"}
    more.rows["attendances"].append({name: cells[name] for name in columns})
    add_person(more, "newcomer")
    before, after = Counted(tables), Counted(more)
    for _ in range(6):
        question = data.draw(questions(tables))
        absent = any(rule_of(tables, name).over == "absences" for name in question.rules)
        if "/" in question.rule or absent:
            continue
        found = after.ask(question)
        for row, (low, high) in before.ask(question).items():
            new_low, new_high = found[row]
            assert low is not None
            assert new_low is not None
            assert new_low >= low, (question, row)
            assert new_high is None or (high is not None and new_high >= high), (question, row)


OVERLAPPING = (
    *(("../2007-12", "2008/..", ""), ("2007", "2008-01/2008-02", "2007/2008-02")),
    *(
        ("2006/2007-12-10", "2007-06/2008", "2006/2008"),
        ("2007-09/2007-12", "2008", "2007-09/2008"),
    ),
)


@at_most(100)
@given(st.data())
def test_persons_of_two_periods_are_neither_fewer_nor_more_than_their_own(
    data: st.DataObject,
) -> None:
    """Section 4: over a union of periods low >= the larger low, high <= the sum of the highs."""
    tables = data.draw(datasets())
    counted = Counted(tables)
    for rule in {"persons_served", "enrolled_persons"} & set(askable(tables)):
        where = data.draw(questions(tables)).where
        if not can_filter(tables, rule, where):
            continue
        one, other, both = data.draw(st.sampled_from(OVERLAPPING))
        (low_1, high_1), (low_2, high_2), (low, high) = (
            counted.total(Question(rule, (), where, period)) for period in (one, other, both)
        )
        assert None not in {low, low_1, low_2, high, high_1, high_2}
        assert low >= max(low_1, low_2)  # type: ignore[operator,type-var]
        assert high <= high_1 + high_2  # type: ignore[operator]
