"""A column of texts that holds each text once is the texts that it was made from."""

from __future__ import annotations

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hkcs_model.columns import Cells, Collector

texts = st.text("ab年\n", max_size=2)
columns = st.lists(texts, max_size=12)


@given(columns)
def test_a_column_is_the_sequence_of_its_texts(cells: list[str]) -> None:
    """Length, each text from either end, every stretch, and all of them in order."""
    found = Cells.of(cells)
    assert len(found) == len(cells)
    assert list(found) == cells
    assert [found[place] for place in range(-len(cells), len(cells))] == cells * 2
    assert found[1:] == cells[1:]
    assert found[::-2] == cells[::-2]
    assert list(found.words) == list(dict.fromkeys(cells))


@given(columns, columns)
def test_columns_are_equal_where_their_texts_are(one: list[str], other: list[str]) -> None:
    """Whichever kind of sequence holds them."""
    assert (Cells.of(one) == Cells.of(other)) is (one == other)
    assert (Cells.of(one) == other) is (one == other)
    assert (Cells.of(one) == tuple(other)) is (one == other)


def test_a_column_is_no_text_and_no_number() -> None:
    assert Cells.of("ab") != "ab"
    assert Cells.of([]) != 0


def test_a_column_cannot_be_a_key() -> None:
    """It is equal to lists, which have no hash."""
    with pytest.raises(TypeError, match="unhashable"):
        hash(Cells.of("a"))


def test_a_column_tells_its_size_and_not_what_is_in_it() -> None:
    """What is in it may be of persons."""
    found = Cells.of(["chan-tai-man"] * 4000)
    assert repr(found) == "<Cells of 4,000 cells, 1 distinct>"


@pytest.mark.parametrize("length", [0, 1, 5])
def test_a_blank_column_has_blank_cells(length: int) -> None:
    assert Cells.blank(length) == [""] * length


@given(columns)
def test_texts_that_are_spelt_anew_may_become_one(cells: list[str]) -> None:
    found = Cells.of(cells)
    assert found.rewritten(str.upper) == [cell.upper() for cell in cells]
    first = found.rewritten(lambda text: text[:1])
    assert first == [cell[:1] for cell in cells]
    assert len(set(first.words)) == len(first.words)


def test_a_column_that_is_spelt_right_stays_what_it_is() -> None:
    found = Cells.of(["a", "b"])
    assert found.rewritten(lambda text: text) is found
    assert found.rewritten(lambda text: "".join(list(text))) is found


@given(st.data(), columns.filter(bool))
def test_some_rows_are_a_column_too(data: st.DataObject, cells: list[str]) -> None:
    places = data.draw(st.lists(st.integers(0, len(cells) - 1)))
    assert Cells.of(cells).only(places) == [cells[place] for place in places]


@given(columns, st.lists(texts, max_size=3))
def test_rows_are_found_by_their_texts(cells: list[str], sought: list[str]) -> None:
    places = Cells.of(cells).places_of(sought)
    assert list(places) == [place for place, cell in enumerate(cells) if cell in sought]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        pytest.param("", [], id="none"),
        pytest.param("a", [(0, 1)], id="one"),
        pytest.param("aabaa", [(0, 2), (2, 3), (3, 5)], id="again-later"),
    ],
)
def test_equal_texts_that_follow_each_other_are_a_stretch(
    cells: str, found: list[tuple[int, int]]
) -> None:
    column = Cells.of(cells)
    assert list(zip(*column.stretches, strict=True)) == found
    assert column.stretches is column.stretches


def test_the_codes_are_the_same_bytes_on_every_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four bytes each, the lowest first; on a machine that has them the other way they turn."""
    found = Cells(("a", "b"), [0, 1, 258])
    here = found.as_bytes()
    monkeypatch.setattr(sys, "byteorder", "big" if sys.byteorder == "little" else "little")
    there = found.as_bytes()
    assert {here, there} == {
        bytes([0, 0, 0, 0, 1, 0, 0, 0, 2, 1, 0, 0]),
        bytes([0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 2]),
    }
    assert list(found.codes) == [0, 1, 258]


@given(
    st.integers(1, 3).flatmap(
        lambda width: st.lists(st.lists(st.tuples(*[texts] * width), max_size=4), max_size=4)
    )
)
def test_columns_are_gathered_piece_by_piece(pieces: list[list[tuple[str, ...]]]) -> None:
    """As if all rows had come at once; whatever stands after each row is left out."""
    rows = [row for piece in pieces for row in piece]
    width = len(rows[0]) if rows else 2
    collector = Collector(width)
    for piece in pieces:
        collector.add([cell for row in piece for cell in (*row, "\n")], width + 1)
    whole = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(width)]
    assert [list(column) for column in collector.columns()] == whole


stretched = st.lists(st.tuples(texts, st.integers(1, 12)), max_size=4).map(
    lambda pairs: [text for text, times in pairs for _ in range(times)]
)
pieces_of_one = st.lists(columns | stretched, max_size=4)


def gathered(pieces: list[list[str]]) -> Collector:
    collector = Collector(1)
    for piece in pieces:
        collector.add(piece, 1)
    return collector


@given(pieces_of_one, st.lists(pieces_of_one, max_size=2))
@example([["a"] * 9], [[["a"] * 9, ["b"]], [["b"] * 6, []]])
@example([], [[["a"] * 9]])
def test_columns_are_gathered_with_others_below(
    pieces: list[list[str]], others: list[list[list[str]]]
) -> None:
    """As if their rows had come at once, however long equal texts follow each other."""
    collector = gathered(pieces)
    for other in others:
        collector.append(gathered(other).columns())
    (found,) = collector.columns()
    cells = [cell for part in [pieces, *others] for piece in part for cell in piece]
    whole = Cells.of(cells)
    assert len(found) == len(cells)
    assert found.words == whole.words
    assert list(map(list, found.stretches)) == list(map(list, whole.stretches))
    assert list(found.codes_of_stretches) == list(whole.codes_of_stretches)
    assert list(found.codes) == whole.codes
    assert len(found) == len(cells)
    assert found == cells


def test_few_words_have_codes_of_a_byte() -> None:
    """Also where they are known as stretches at first; more words have longer ones."""
    few, many = gathered([["a"] * 9]), gathered([[str(n // 9) for n in range(2400)]])
    assert few.columns()[0].codes == bytes(9)
    assert many.columns()[0].codes == [n // 9 for n in range(2400)]


def test_whether_stretches_are_kept_follows_the_first_rows() -> None:
    """They are where equal texts follow each other for long."""
    assert gathered([["a"] * 5, ["b"]]).columns()[0].is_in_stretches
    assert not gathered([["a"] * 4, ["b"] * 9]).columns()[0].is_in_stretches
