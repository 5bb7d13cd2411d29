"""Two datasets or reports side by side: causes that add up, each change under its own cause."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from hkcs_model import DatasetError, UsageError, build_report, compare, count, load
from hkcs_model.comparing import Compared, Comparison
from hkcs_model.dataset import Dataset
from hkcs_model.mixing import CAUSES
from hkcs_model.quantity import Quantity
from hkcs_model.tables import TABLES
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
