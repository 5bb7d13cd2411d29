"""What is one thing: persons joined in chains, a person twice at one session."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hkcs_model.columns import Cells
from hkcs_model.joining import in_circles, joined, repeated

links = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdefg"))


def walk(given_: dict[str, str], start: str) -> list[str]:
    """Every step from a start until there is none, or until it is too long to end."""
    path = [start]
    while path[-1] in given_ and len(path) <= len(given_) + 1:
        path.append(given_[path[-1]])
    return path


@given(links)
def test_a_circle_is_what_is_reached_again_from_itself(given_: dict[str, str]) -> None:
    expected = {start for start in given_ if start in walk(given_, start)[1:]}
    assert in_circles(given_) == expected


@given(links)
def test_each_chain_is_joined_to_its_end(given_: dict[str, str]) -> None:
    """What leads into a circle is joined to where it meets it; a circle is joined to nothing."""
    circles = in_circles(given_)
    found = joined(given_)
    assert found.keys() == given_.keys() - circles
    for start, end in found.items():
        path = walk(given_, start)
        expected = next((at for at in path if at in circles), path[-1])
        assert end == expected


cells = st.sampled_from(["", "a", "b"])


@given(st.lists(st.tuples(cells, cells), max_size=10))
def test_a_row_that_repeats_is_told_with_the_first_such(rows: list[tuple[str, str]]) -> None:
    """Whatever order they stand in; where one of the two is blank nothing is repeated."""
    expected = {
        place: rows.index(row)
        for place, row in enumerate(rows)
        if all(row) and rows.index(row) != place
    }
    these, those = Cells.of(row[0] for row in rows), Cells.of(row[1] for row in rows)
    assert repeated(these, those) == expected


def test_rows_that_are_sorted_repeat_nothing() -> None:
    """This is the quick way: each session stands in one stretch, each person once in it."""
    these, those = Cells.of("aabbb"), Cells.of("xyxyz")
    assert repeated(these, those) == {}


def test_rows_that_are_not_sorted_may_repeat_nothing() -> None:
    these, those = Cells.of("aabba"), Cells.of("xyxyz")
    assert repeated(these, those) == {}
