import pytest
from hypothesis import given
from hypothesis import strategies as st

from hkcs_model.spelling import (
    did_you_mean,
    is_near_miss,
    list_of_texts,
    nearest,
    split_list,
    texts_of_list,
)

words = st.text("abc", max_size=5)


def one_slip_from(word: str) -> set[str]:
    """Every word that is one slip of the pen from a word."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    lost = {a + b[1:] for a, b in cuts if b}
    changed = {a + c + b[1:] for a, b in cuts if b for c in "abc"}
    added = {a + c + b for a, b in cuts for c in "abc"}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    return (lost | changed | added | swapped) - {word}


@given(words, words)
def test_a_near_miss_is_one_slip_away(word: str, known: str) -> None:
    """A letter added, lost, changed, or two neighbours swapped; nothing else, and either way."""
    assert is_near_miss(word, known) == (word in one_slip_from(known))
    assert is_near_miss(word, known) == is_near_miss(known, word)


@given(words.flatmap(lambda known: st.tuples(st.sampled_from(sorted(one_slip_from(known))))), words)
def test_a_slip_in_any_part_of_a_word_is_one(slip: tuple[str], rest: str) -> None:
    for known in one_slip_from(slip[0]):
        assert is_near_miss(rest + slip[0], rest + known)


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        pytest.param("Titel", "title", True, id="two-swapped-and-a-capital"),
        pytest.param("TITLE", "title", True, id="other-capitals-alone"),
        pytest.param("title", "title", False, id="the-word-itself-is-no-miss"),
        pytest.param("titles", "title", True, id="a-letter-more-at-the-end"),
        pytest.param("t", "title", False, id="a-beginning-is-no-miss"),
        pytest.param("place", "title", False, id="another-word"),
    ],
)
def test_near_misses_of_a_header(word: str, known: str, near: bool) -> None:
    assert is_near_miss(word, known) is near


@pytest.mark.parametrize(
    ("word", "found"),
    [
        pytest.param("contact", ["contacts", "contact_hours"], id="the-nearest-first"),
        pytest.param("CONTACTS", ["contacts", "contact_hours"], id="whatever-the-capitals"),
        pytest.param("xyz", [], id="often-none"),
    ],
)
def test_the_nearest_known_words(word: str, found: list[str]) -> None:
    assert nearest(word, ["sessions", "contact_hours", "contacts", "Staff"]) == found


def test_the_nearest_words_are_no_more_than_asked_for() -> None:
    known = ["rule1", "rule2", "rule3", "rule4"]
    assert len(nearest("rule", known)) == 3
    assert len(nearest("rule", known, most=1)) == 1


def test_a_known_word_keeps_its_capitals() -> None:
    assert nearest("staf", ["Staff"]) == ["Staff"]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        pytest.param("contact", "did you mean contacts?", id="one-is-near"),
        pytest.param("session", "did you mean sessions or session_s?", id="two-are-near"),
        pytest.param("xyz", "there are contacts, sessions, session_s", id="none-is-near"),
    ],
)
def test_a_hint_names_the_near_words_or_all_of_them(word: str, hint: str) -> None:
    assert did_you_mean(word, iter(["contacts", "sessions", "session_s"])) == hint


@pytest.mark.parametrize(
    ("known", "hint"),
    [
        pytest.param(["contacts"], "there is contacts", id="one"),
        pytest.param([], "there are none", id="none"),
    ],
)
def test_a_hint_says_how_many_words_there_are(known: list[str], hint: str) -> None:
    assert did_you_mean("xyz", iter(known)) == hint


def test_slips_are_slips_of_the_words_that_the_law_is_about() -> None:
    """The oracle above makes what it says: each kind of slip, and never the word itself."""
    assert {"b", "ba", "aab", "ac"} <= one_slip_from("ab")
    assert "ab" not in one_slip_from("ab")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("a", ("a",)),
        ("a; b", ("a", "b")),
        ("a;b;; ; c ;", ("a", "b", "c")),
        ("a, b", ("a, b",)),
    ],
)
def test_a_list_is_parted_by_semicolons(text: str, parts: tuple[str, ...]) -> None:
    assert split_list(text) == parts


@pytest.mark.parametrize(
    ("cell", "texts"),
    [
        pytest.param("", [], id="none"),
        pytest.param("a; b", ["a", "b"], id="semicolons"),
        pytest.param('["a;b", "c"]', ["a;b", "c"], id="JSON"),
        pytest.param("[1]; a", ["[1]", "a"], id="no JSON"),
        pytest.param("[1, 2]", ["[1, 2]"], id="JSON of numbers"),
        pytest.param("[]", [], id="JSON of nothing"),
    ],
)
def test_a_cell_lists_texts_by_semicolons_or_as_json(cell: str, texts: list[str]) -> None:
    assert texts_of_list(cell) == texts


@given(st.lists(st.text().map(str.strip).filter(bool)))
def test_listed_texts_come_back(texts: list[str]) -> None:
    assert texts_of_list(list_of_texts(texts)) == texts
