from collections.abc import Iterable, Sequence
from itertools import combinations
from random import Random
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hkcs_model import choice
from hkcs_model.choice import Weight, heaviest

SECONDS = 3.0
"""What no honest choice needs, even on a slow machine and while coverage is measured."""

PATIENCE = 30.0
"""What the whole budget of a search takes there at the most."""

Graph = dict[int, set[int]]
Span = tuple[int, int]


def graph(size: int, pairs: Iterable[tuple[int, int]]) -> Graph:
    clashes: Graph = {place: set() for place in range(size)}
    for a, b in pairs:
        clashes[a].add(b)
        clashes[b].add(a)
    return clashes


def of_spans(spans: Sequence[Span]) -> Graph:
    """Spans of months clash where they share a month."""
    pairs = combinations(range(len(spans)), 2)
    return graph(
        len(spans),
        ((a, b) for a, b in pairs if spans[a][0] <= spans[b][1] and spans[b][0] <= spans[a][1]),
    )


def total(weights: dict[int, Weight], chosen: Iterable[int]) -> Weight:
    """The sum of lower ends: more than 10 and 5 are more than 15."""
    ends = [weights[place] for place in chosen]
    return sum(low for low, _ in ends), any(exclusive for _, exclusive in ends)


def all_choices(size: int, clashes: Graph) -> list[tuple[int, ...]]:
    return [
        places
        for count in range(size + 1)
        for places in combinations(range(size), count)
        if not any(b in clashes[a] for a, b in combinations(places, 2))
    ]


def is_a_choice(clashes: Graph, chosen: Sequence[int]) -> bool:
    return set(chosen) <= set(clashes) and not any(
        b in clashes[a] for a, b in combinations(chosen, 2)
    )


def is_in_order(chosen: Sequence[int]) -> bool:
    return list(chosen) == sorted(set(chosen))


@st.composite
def problems(draw: st.DrawFn) -> tuple[dict[int, Weight], Graph]:
    size = draw(st.integers(0, 10))
    pairs = list(combinations(range(size), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    ends: st.SearchStrategy[Weight] = st.tuples(st.integers(0, 6), st.booleans())
    weights = draw(st.lists(ends, min_size=size, max_size=size))
    return dict(enumerate(weights)), graph(size, chosen)


@settings(max_examples=400)
@given(problems())
def test_no_choice_is_heavier(problem: tuple[dict[int, Weight], Graph]) -> None:
    """Held against every choice that there is."""
    weights, clashes = problem
    chosen = heaviest(weights, clashes)
    choices = all_choices(len(weights), clashes)
    assert chosen in choices
    assert total(weights, chosen) == max(total(weights, choice) for choice in choices)


@given(problems())
def test_what_weighs_nothing_is_never_chosen(problem: tuple[dict[int, Weight], Graph]) -> None:
    weights, clashes = problem
    assert all(weights[place] > (0, False) for place in heaviest(weights, clashes))


@given(problems())
def test_what_is_not_weighed_is_not_chosen(problem: tuple[dict[int, Weight], Graph]) -> None:
    """A choice among some of the things heeds no clash with the others."""
    weights, clashes = problem
    some = {place: weight for place, weight in weights.items() if place % 2}
    inside = {place: clashes[place] & some.keys() for place in some}
    assert heaviest(some, clashes) == heaviest(some, inside)


@pytest.mark.parametrize(
    ("ends", "pairs", "chosen"),
    [
        pytest.param([], [], (), id="nothing-to-choose-from"),
        pytest.param([(5, False), (3, False)], [], (0, 1), id="what-does-not-clash-adds-up"),
        pytest.param([(5, False), (3, False)], [(0, 1)], (0,), id="of-two-that-clash-the-heavier"),
        pytest.param([(5, False), (5, True)], [(0, 1)], (1,), id="more-than-5-is-more-than-5"),
        pytest.param([(0, True), (0, False)], [], (0,), id="more-than-nothing-is-something"),
        pytest.param(
            [(5, False), (3, False), (3, False)], [(0, 1), (0, 2)], (1, 2), id="parts-over-a-whole"
        ),
        pytest.param(
            [(7, False), (3, False), (3, False)], [(0, 1), (0, 2)], (0,), id="a-whole-over-parts"
        ),
        pytest.param(
            [(2, False)] * 5,
            [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)],
            (0, 2),
            id="a-ring-in-which-each-clashes-crosswise",
        ),
    ],
)
def test_a_choice(ends: list[Weight], pairs: list[tuple[int, int]], chosen: tuple[int]) -> None:
    weights = dict(enumerate(ends))
    clashes = graph(len(ends), pairs)
    found = heaviest(weights, clashes)
    assert total(weights, found) == total(weights, chosen)
    assert len(found) == len(chosen)


def test_of_two_thousand_that_all_clash_the_heaviest_is_taken_at_once() -> None:
    """So clash all statements of persons about whom nobody says that they differ."""
    everything = set(range(2000))
    weights = {place: (place % 997 + 1, place == 996) for place in everything}
    clashes = {place: everything - {place} for place in everything}
    started = perf_counter()
    chosen = heaviest(weights, clashes)
    assert perf_counter() - started < SECONDS
    assert chosen == (996,)


# ---- where there is too much to try ----


@settings(max_examples=400)
@given(problems(), st.integers(0, 3), st.integers(0, 4))
def test_a_search_that_is_cut_short_still_returns_a_choice(
    problem: tuple[dict[int, Weight], Graph], deepest: int, steps: int
) -> None:
    """However soon: no two clash, it is no heavier than the heaviest, no lighter than one thing."""
    weights, clashes = problem
    best = total(weights, heaviest(weights, clashes))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choice, "_DEEPEST", deepest)
        patch.setattr(choice, "_STEPS", steps)
        chosen = heaviest(weights, clashes)
    assert is_a_choice(clashes, chosen)
    assert is_in_order(chosen)
    alone = [total(weights, [place]) for place in weights if weights[place] > (0, False)]
    assert max(alone, default=(0, False)) <= total(weights, chosen) <= best


def test_without_any_search_the_heaviest_first_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a ring of 3, 4, 3, 1 that is the 4, although the two beside it weigh more together."""
    weights: dict[int, Weight] = dict(enumerate([(3, False), (4, False), (3, False), (1, False)]))
    ring = graph(4, [(0, 1), (1, 2), (2, 3), (3, 0)])
    assert heaviest(weights, ring) == (0, 2)
    for name in ("_DEEPEST", "_STEPS"):
        with monkeypatch.context() as patch:
            patch.setattr(choice, name, 0)
            assert heaviest(weights, ring) == (1, 3)


def heaviest_on_a_path(ends: Sequence[int]) -> int:
    """The sum of the best choice of which no two are neighbours, found one by one."""
    without, within = 0, 0
    for end in ends:
        without, within = max(without, within), without + end
    return max(without, within)


@pytest.mark.parametrize(
    "size", [pytest.param(300, id="short"), pytest.param(1500, id="deeper-than-any-search")]
)
def test_a_long_chain_is_chosen_from_in_time(size: int) -> None:
    """Each overlaps the next: totals of two years each, year after year."""
    random = Random(size)
    ends = [random.randint(1, 99) for _ in range(size)]
    clashes = graph(size, [(place, place + 1) for place in range(size - 1)])
    started = perf_counter()
    chosen = heaviest({place: (end, False) for place, end in enumerate(ends)}, clashes)
    assert perf_counter() - started < PATIENCE
    assert is_a_choice(clashes, chosen)
    assert is_in_order(chosen)
    best = heaviest_on_a_path(ends)
    assert best / 2 <= sum(ends[place] for place in chosen) <= best


@pytest.mark.parametrize("density", [0.1, 0.5, 0.9])
def test_hundreds_that_overlap_crosswise_are_chosen_from_in_time(density: float) -> None:
    """The heaviest is not found in time; what is found is a choice, and no light one."""
    random = Random(7)
    size = 300
    pairs = [pair for pair in combinations(range(size), 2) if random.random() < density]
    weights: dict[int, Weight] = {
        place: (random.randint(1, 99), random.random() < 0.5) for place in range(size)
    }
    clashes = graph(size, pairs)
    started = perf_counter()
    chosen = heaviest(weights, clashes)
    assert perf_counter() - started < PATIENCE
    assert is_a_choice(clashes, chosen)
    assert is_in_order(chosen)
    assert total(weights, chosen) >= max(total(weights, [place]) for place in range(size))


# ---- what is published ----


MONTHS = [(month, month) for month in range(300)]
YEARS = [(12 * year, 12 * year + 11) for year in range(25)]
FINANCIAL_YEARS = [(12 * year + 3, 12 * year + 14) for year in range(24)]
QUARTERS = [(3 * quarter, 3 * quarter + 2) for quarter in range(100)]
WHOLE = [(0, 299)]
ROLLING = [(month, month + 11) for month in range(289)]
QUARTERS_ROLLING = [(month, month + 2) for month in range(298)]


@pytest.mark.parametrize(
    "spans",
    [
        pytest.param([*MONTHS, *YEARS, *WHOLE], id="months-in-years-in-a-whole"),
        pytest.param([*MONTHS, *QUARTERS, *YEARS, *WHOLE], id="four-levels"),
        pytest.param([*YEARS, *FINANCIAL_YEARS, *WHOLE], id="financial-across-calendar-years"),
        pytest.param(
            [*MONTHS, *QUARTERS, *YEARS, *FINANCIAL_YEARS, *WHOLE], id="all-that-is-published"
        ),
    ],
)
def test_twenty_five_years_of_totals_are_added_up_at_once(spans: list[Span]) -> None:
    """Spans of one scope, each total true of the same contacts but for what was left out.

    The best choice of spans that share no month is found the other way, month by month.
    """
    assert seconds_to_choose_from(spans) < SECONDS


@pytest.mark.parametrize(
    "spans",
    [
        pytest.param(ROLLING, id="years"),
        pytest.param([*QUARTERS_ROLLING, *WHOLE], id="quarters"),
        pytest.param([*ROLLING, *YEARS, *WHOLE], id="beside-calendar-years"),
    ],
)
def test_hundreds_of_rolling_totals_are_added_up_in_time(spans: list[Span]) -> None:
    """Each month a total of the twelve before it: each overlaps many, and all along one line."""
    assert seconds_to_choose_from(spans) < PATIENCE


def seconds_to_choose_from(spans: list[Span]) -> float:
    """Hold the choice of spans against the best one, and return how long it took."""
    random = Random(1992)
    contacts = [random.randint(1, 40) for _ in MONTHS]
    totals = [int(sum(contacts[a : b + 1]) * random.uniform(0.5, 1)) for a, b in spans]
    clashes = of_spans(spans)
    started = perf_counter()
    chosen = heaviest({place: (number, False) for place, number in enumerate(totals)}, clashes)
    took = perf_counter() - started
    best = [0]
    for month in range(len(MONTHS)):
        ending = (best[a] + n for (a, b), n in zip(spans, totals, strict=True) if b == month)
        best.append(max(best[month], *ending, 0))
    assert is_a_choice(clashes, chosen)
    assert sum(totals[place] for place in chosen) == best[-1]
    return took
