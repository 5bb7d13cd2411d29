"""Two datasets or reports side by side: causes that add up, each change under its own cause."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from hkcs_model import DatasetError, UsageError, build_report, compare, count, load
from hkcs_model.comparing import Compared, Comparison, compare_saved, saved_as
from hkcs_model.dataset import Dataset
from hkcs_model.mixing import CAUSES
from hkcs_model.quantity import Quantity
from hkcs_model.reporting import report_of_figures
from hkcs_model.saved import Saved
from hkcs_model.tables import TABLES
from tests.datasets import PROJECT, Files, write_dataset
from tests.oracle import CATALOGUE
from tests.random_datasets import RATIOS, Row, Tables, askable, write
from tests.random_edits import Edit, Editor, key_of, reported, with_sound_figures

Told = tuple[str, str, int | None, int | None]
RULES = (*CATALOGUE, *RATIOS)
EDITS = (
    *(Editor.definition, Editor.settings, Editor.period, Editor.joins),
    *(Editor.removal, Editor.edits, Editor.columns),
)


def at_most(examples: int) -> settings:
    """Return settings under which every run is the same and none is hurried."""
    slow = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=slow,
    )


def read(tables: Tables) -> Dataset:
    """Return the dataset that some tables are; one with errors is not compared."""
    with TemporaryDirectory() as name:
        try:
            return load(write(tables, Path(name)))
        except DatasetError:
            assume(False)
            raise


def changed(data: st.DataObject, tables: Tables, *edits: Edit) -> Tables:
    """Return a dataset with edits."""
    editor = Editor(data.draw, tables)
    for edit in edits:
        edit(editor)
    return editor.tables


# ---- what holds of every comparison ----


def check(old: Dataset, new: Dataset, comparison: Comparison, rules: Sequence[str]) -> None:
    """Hold a comparison against the figures of either dataset."""
    before, after = figures_of(old, rules), figures_of(new, rules)
    for figure in comparison.figures:
        key = (figure.id or figure.rule, tuple(figure.by.items()))
        assert figure.old == before.pop(key, figure.old if figure.by else None)
        assert figure.new == after.pop(key, figure.new if figure.by else None)
        adds_up(figure)
    assert not before
    assert not after
    assert comparison.differs is any(one.old != one.new for one in comparison.figures)


def figures_of(dataset: Dataset, rules: Sequence[str]) -> dict[Any, Quantity | None]:
    """Return the figures of some rules that can be counted, or of a report."""
    if not rules:
        return {(one.id, tuple(one.by.items())): one.quantity for one in report_of(dataset)}
    found = {}
    for rule in rules:
        try:
            (figure,) = count(dataset, rule)
        except UsageError:
            continue
        found[figure.rule, ()] = figure.quantity
    return found


def report_of(dataset: Dataset) -> Sequence[Any]:
    return build_report(dataset).figures


def adds_up(figure: Compared) -> None:
    """The causes stand in their order, and lead from the one to the other at both ends."""
    named = [cause.cause for cause in figure.causes]
    assert named == [cause for cause in CAUSES if cause in named]
    at = figure.old
    for cause in figure.causes:
        assert cause.before == at
        assert cause.before != cause.after
        at = cause.after
    assert at == figure.new
    assert figure.differs or sum_is_nothing(figure)
    for end in ("low", "high"):
        parts = [getattr(cause, end) for cause in figure.causes]
        if None not in parts and figure.causes:
            assert sum(parts) == getattr(figure.change, end)


def sum_is_nothing(figure: Compared) -> bool:
    return figure.old == figure.new and figure.change.low in {0, None}


def rows_told(comparison: Comparison) -> list[Told]:
    """Return the rows that a comparison tells of: their cause, table, and row on either side."""
    return [
        (
            one.cause,
            one.table,
            one.old.row if one.old else None,
            one.new.row if one.new else None,
        )
        for one in comparison.rows
    ]


def rows_that_differ(old: Tables, new: Tables) -> list[Told]:
    """Return the rows that differ, as anybody would find them who looks from row to row."""
    found: list[Told] = []
    for table in TABLES:
        these, those = old.rows.get(table, []), new.rows.get(table, [])
        pairs = paired(table, these, those)
        for place, row in enumerate(these):
            if place not in pairs:
                found.append(("rows removed", table, place + 2, None))
                continue
            other = those[pairs[place]]
            names = [name for name in {**row, **other} if row.get(name, "") != other.get(name, "")]
            at = (table, place + 2, pairs[place] + 2)
            if "same_as" in names:
                found.append(("persons joined or parted", *at))
            if set(names) - {"same_as"}:
                found.append(("rows edited", *at))
        added = [place for place in range(len(those)) if place not in pairs.values()]
        found += [("rows added", table, None, place + 2) for place in added]
    return found


def paired(table: str, these: Sequence[Row], those: Sequence[Row]) -> dict[int, int]:
    """Return which row of the one is which of the other: those that are the same, then in order."""
    pairs: dict[int, int] = {}
    free = list(range(len(those)))
    for same in (True, False):
        for place, row in enumerate(these):
            for other in free if place not in pairs else ():
                names = key_of(table) if not same else {**row, **those[other]}
                if all(row.get(one, "") == those[other].get(one, "") for one in names):
                    pairs[place] = other
                    free.remove(other)
                    break
    return pairs


@at_most(200)
@given(st.data())
def test_causes_lead_from_any_dataset_to_any_other(data: st.DataObject) -> None:
    """They stand in their order, begin where the one before ended, and end at the new figure."""
    base = data.draw(reported())
    edits = data.draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=4))
    others = data.draw(st.lists(st.sampled_from(EDITS), max_size=2))
    one, other = with_sound_figures(changed(data, base, *others), changed(data, base, *edits))
    old, new = read(one), read(other)
    rules = [rule for rule in RULES if rule in {*askable(one), *RATIOS}]
    rules = [rule for rule in rules if figures_of(old, [rule]) or figures_of(new, [rule])]
    for asked in ((), rules):
        comparison = compare(old, new, *asked)
        check(old, new, comparison, asked)
        back = compare(new, old, *asked)
        check(new, old, back, asked)
        backward = {(one.id or one.rule, tuple(one.by.items())): one for one in back.figures}
        for figure in comparison.figures:
            reverse = backward[figure.id or figure.rule, tuple(figure.by.items())]
            assert (reverse.old, reverse.new) == (figure.new, figure.old)
            for end in ("low", "high"):
                there, here = getattr(figure.change, end), getattr(reverse.change, end)
                assert there == (None if here is None else -here)
        assert rows_told(comparison) == rows_that_differ(one, other)
        for same in (old, new):
            nothing = compare(same, same, *(rule for rule in asked if figures_of(same, [rule])))
            assert not nothing.differs
            assert not nothing.rows
            assert not [cause for one in nothing.figures for cause in one.causes]


# ---- each change under its own cause ----

PLAIN: Files = {
    "project": PROJECT
    + '[[figures]]\nid = "days"\nrule = "staff_days"\n'
    + '[[figures]]\nid = "mine"\nrule = "mine"\n'
    + '[[rules]]\nid = "mine"\nover = "attendances"\nkey = ["person"]\n',
    "activities": "id,programme,kind\na1,edu,course\na2,edu,visit\n",
    "persons": "id,same_as\np1,\np2,\n",
    "sessions": "id,activity,date,staff,hours\ns1,a1,2014-01-01,Lam,2\ns2,a1,2014-06-01,Lam,4\n",
    "attendances": "session,person,status\ns1,p1,attended\ns2,p2,attended\n",
    "relations": "a,b,relation,by\nst1,st2,disjoint,me\n",
    "statements": "id,rule,value,activity\nst1,contacts,4,a1\nst2,contacts,3,a2\n",
}


def with_change(name: str, old: str, new: str) -> Files:
    """Return the plain dataset with one text of it replaced."""
    text = str(PLAIN[name])
    assert old in text
    return {**PLAIN, name: text.replace(old, new, 1)}


CHANGES = [
    pytest.param(
        with_change("project", 'over = "attendances"', 'over = "absences"'),
        {"mine": ["definition"]},
        id="a rule",
    ),
    pytest.param(
        with_change("project", 'rule = "staff_days"', 'rule = "contacts"'),
        {"days": ["definition"]},
        id="the rule of a figure",
    ),
    pytest.param(
        with_change("project", "[[programmes]]", "[counting]\nfull_day_hours = 4\n[[programmes]]"),
        {"days": ["settings"]},
        id="a setting",
    ),
    pytest.param(
        with_change("project", 'rule = "mine"', 'rule = "mine"\nperiod = "2014-06/.."'),
        {"mine": ["period"]},
        id="a period",
    ),
    pytest.param(
        with_change("persons", "p2,", "p2,p1"),
        {"mine": ["persons joined or parted"]},
        id="persons joined",
    ),
    pytest.param(
        with_change("attendances", "s2,p2", "s1,p2,attended\ns2,p2"),
        {},
        id="a row that adds nothing",
    ),
    pytest.param(
        {
            **with_change("attendances", "s2,p2", "s1,p3,attended\ns2,p2"),
            "persons": "id,same_as\np1,\np2,\np3,\n",
        },
        {"mine": ["rows added"]},
        id="rows added",
    ),
    pytest.param(
        with_change("attendances", "s2,p2,attended\n", ""), {"mine": ["rows removed"]}, id="removed"
    ),
    pytest.param(
        with_change("sessions", "Lam,4", "Lam,8"), {"days": ["rows edited"]}, id="rows edited"
    ),
    pytest.param(
        with_change("relations", "by\nst1,st2,disjoint,me", "by,reason\nst1,st2,disjoint,me,"),
        {},
        id="a column that says nothing",
    ),
    pytest.param(with_change("relations", "disjoint,me", "disjoint,you"), {}, id="another voice"),
]


@pytest.mark.parametrize(("files", "causes"), CHANGES)
def test_a_change_stands_under_its_own_cause(
    files: Files, causes: dict[str, list[str]], tmp_path: Path
) -> None:
    old = load(write_dataset(tmp_path / "old", PLAIN))
    new = load(write_dataset(tmp_path / "new", files))
    found = compare(old, new)
    assert {
        figure.id: [cause.cause for cause in figure.causes]
        for figure in found.figures
        if figure.causes
    } == causes


def test_a_rule_that_neither_has_is_refused(tmp_path: Path) -> None:
    plain = load(write_dataset(tmp_path, PLAIN))
    with pytest.raises(UsageError, match="no such rule"):
        compare(plain, plain, "mien")


def test_a_rule_that_one_alone_can_count_is_not_known_of_the_other(tmp_path: Path) -> None:
    old = load(write_dataset(tmp_path / "old", {**PLAIN, "attendances": None, "project": PROJECT}))
    new = load(write_dataset(tmp_path / "new", PLAIN))
    for one, other, ends in ((old, new, (None, 2)), (new, old, (2, None))):
        (figure,) = compare(one, other, "persons_served").figures
        assert tuple(end and end.low for end in (figure.old, figure.new)) == ends
        assert (figure.change.low, figure.change.high) == (None, None)
        assert figure.causes


def test_a_change_without_an_upper_limit_has_none(tmp_path: Path) -> None:
    """Where neither has one, it did not change there."""
    stated = "id,rule,value,activity\nst1,contacts,{},a1\nst2,contacts,3,a2\n"
    known = [
        load(write_dataset(tmp_path / str(number), {**PLAIN, "statements": stated.format(value)}))
        for number, value in enumerate(("4", ">4", ">8"))
    ]
    changes = [
        {figure.id: figure.change for figure in compare(*pair).figures}["st1"]
        for pair in pairwise(known)
    ]
    assert [(change.low, change.high) for change in changes] == [(0, None), (4, 0)]


# ---- saved reports ----


def saved(folder: Path, files: Files, *rules: str) -> Saved:
    """Return what a report of a dataset is when it was saved."""
    known = load(write_dataset(folder, files))
    figures = count(known, *rules) if rules else ()
    return saved_as(report_of_figures(known, figures, "en") if rules else build_report(known))


SAVED = [
    pytest.param(CHANGES[0], {"mine": "definition + records"}, id="a rule"),
    pytest.param(CHANGES[1], {"days": "definition + records"}, id="the rule of a figure"),
    pytest.param(CHANGES[2], {"days": "settings + records"}, id="a setting"),
    pytest.param(CHANGES[3], {"mine": "period + records"}, id="a period"),
    pytest.param(CHANGES[8], {"days": "records"}, id="rows"),
]


@pytest.mark.parametrize(("change", "causes"), SAVED)
def test_of_saved_reports_all_that_differs_is_one_cause(
    change: Any, causes: dict[str, str], tmp_path: Path
) -> None:
    """Its rows are not known, so what each did cannot be told."""
    files, _ = change.values
    old, new = saved(tmp_path / "old", PLAIN), saved(tmp_path / "new", files)
    found = compare_saved(old, new)
    assert {one.id: cause.cause for one in found.figures for cause in one.causes} == causes
    assert found.rows == ()
    back = compare_saved(new, old)
    assert [(one.old, one.new) for one in back.figures if one.differs] == [
        (one.new, one.old) for one in found.figures if one.differs
    ]


def test_a_figure_that_one_report_lacks_is_not_known_there(tmp_path: Path) -> None:
    less = {**PLAIN, "project": str(PLAIN["project"]).replace('[[figures]]\nid = "days"', "", 1)}
    less["project"] = str(less["project"]).replace('\nrule = "staff_days"\n', "", 1)
    (gone,) = (
        one
        for one in compare_saved(saved(tmp_path / "a", PLAIN), saved(tmp_path / "b", less)).figures
        if one.differs
    )
    assert (gone.id, gone.new, [cause.cause for cause in gone.causes]) == (
        *("days", None),
        ["definition"],
    )


def test_rules_pick_the_figures_of_saved_reports(tmp_path: Path) -> None:
    old = saved(tmp_path / "old", PLAIN, "contacts", "sessions")
    new = saved(tmp_path / "new", PLAIN, "sessions", "contacts")
    assert [one.rule for one in compare_saved(old, new).figures] == ["sessions", "contacts"]
    (only,) = compare_saved(old, new, "contacts").figures
    assert (only.rule, only.differs) == ("contacts", False)
