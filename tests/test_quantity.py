from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from operator import add

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hkcs_model.problems import ValueFault
from hkcs_model.quantity import Number, Quantity, exact, parse_number

wholes = st.integers(0, 10**9)
fractions = st.decimals(0, 10**6, places=3).map(exact)
numbers = wholes | fractions
quantities = st.builds(
    lambda low, width, low_out, high_out: Quantity(
        low,
        None if width is None else low + width,
        low_exclusive=low_out,
        high_exclusive=width is not None and high_out,
    ),
    numbers,
    st.none() | numbers,
    st.booleans(),
    st.booleans(),
)
LANGUAGES = ("en", "zh-Hant", "zh-Hans")


def lies_in(number: Number, quantity: Quantity) -> bool:
    above = number > quantity.low if quantity.low_exclusive else number >= quantity.low
    if quantity.high is None:
        return above
    below = number < quantity.high if quantity.high_exclusive else number <= quantity.high
    return above and below


def plain(number: Number) -> str:
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


# ---- numbers ----


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("44", 44, id="whole"),
        pytest.param("4,000", 4000, id="grouped"),
        pytest.param("1,234,567.25", Decimal("1234567.25"), id="grouped-with-a-fraction"),
        pytest.param("12.50", Decimal("12.5"), id="no-trailing-zeros"),
        pytest.param("12.0", 12, id="a-fraction-that-is-none"),
        pytest.param("０", 0, id="full-width-nothing"),
        pytest.param("9" * 24, 10**24 - 1, id="the-longest"),
    ],
)
def test_a_number_is_read_exactly(text: str, number: Number) -> None:
    read = parse_number(text)
    assert (read, type(read)) == (number, type(number))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("35人", "not-a-number", id="a-unit"),
        pytest.param("約30", "not-a-number", id="around-in-words"),
        pytest.param("1e5", "not-a-number", id="an-exponent"),
        pytest.param("1,00", "not-a-number", id="a-broken-group"),
        pytest.param("1.", "not-a-number", id="a-bare-point"),
        pytest.param(".5", "not-a-number", id="no-whole-part"),
        pytest.param("+5", "not-a-number", id="a-plus"),
        pytest.param("NaN", "not-a-number", id="not-a-number"),
        pytest.param("٣", "not-a-number", id="other-digits"),
        pytest.param("", "not-a-number", id="nothing"),
        pytest.param("--5", "not-a-number", id="two-minus-signs"),
        pytest.param("-5", "negative", id="negative"),
        pytest.param("9" * 25, "too-long", id="too-long-to-be-a-count"),
    ],
)
def test_nothing_else_is_coerced_into_a_number(text: str, code: str) -> None:
    with pytest.raises(ValueFault, match=r"write|at most") as raised:
        parse_number(text)
    assert raised.value.fault.code == code


@given(numbers)
def test_a_number_is_read_as_it_is_written(number: Number) -> None:
    assert parse_number(plain(number)) == number
    assert parse_number(f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}") == number


# ---- the notation ----


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        pytest.param("44", Quantity(44, 44), id="exact"),
        pytest.param("4,000", Quantity(4000, 4000), id="grouped"),
        pytest.param("~2300", Quantity(2250, 2349, about=100), id="around"),
        pytest.param("~2,000", Quantity(1500, 2499, about=1000), id="around-thousands"),
        pytest.param("~5", Quantity(5, 5, about=1), id="around-a-unit"),
        pytest.param("~10", Quantity(5, 14, about=10), id="around-ten"),
        pytest.param(">800", Quantity(800, None, low_exclusive=True), id="more-than"),
        pytest.param(">=800", Quantity(800, None), id="at-least"),
        pytest.param("<50", Quantity(0, 50, high_exclusive=True), id="fewer-than"),
        pytest.param("<=50", Quantity(0, 50), id="at-most"),
        pytest.param("800..900", Quantity(800, 900), id="a-range"),
        pytest.param("800..800", Quantity(800, 800), id="a-range-of-one"),
        pytest.param("> 800", Quantity(800, None, low_exclusive=True), id="a-space-after-the-sign"),
        pytest.param("800 .. 900", Quantity(800, 900), id="spaces-in-a-range"),
        pytest.param("~２３００", Quantity(2250, 2349, about=100), id="full-width-digits"),
        pytest.param("<1", Quantity(0, 1, high_exclusive=True), id="fewer-than-one"),
        pytest.param("<=0", Quantity(0, 0), id="at-most-none"),
    ],
)
def test_each_form_of_the_notation(text: str, quantity: Quantity) -> None:
    assert Quantity.parse(text) == quantity


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        pytest.param("12.5", Quantity(Decimal("12.5"), Decimal("12.5")), id="exact"),
        pytest.param(
            "~2300", Quantity(2250, 2350, high_exclusive=True, about=100), id="around-a-whole"
        ),
        pytest.param(
            "~12.5",
            Quantity(Decimal("12.45"), Decimal("12.55"), high_exclusive=True, about=Decimal("0.1")),
            id="around-a-tenth",
        ),
        pytest.param(
            "~0.5",
            Quantity(Decimal("0.45"), Decimal("0.55"), high_exclusive=True, about=Decimal("0.1")),
            id="around-less-than-one",
        ),
        pytest.param("12.5..13", Quantity(Decimal("12.5"), 13), id="a-range"),
        pytest.param("<0.5", Quantity(0, Decimal("0.5"), high_exclusive=True), id="fewer-than"),
    ],
)
def test_what_can_have_fractions_is_read_with_them(text: str, quantity: Quantity) -> None:
    assert Quantity.parse(text, fractions=True) == quantity


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("many", "not-a-number", id="words"),
        pytest.param("", "not-a-value", id="nothing"),
        pytest.param("~", "not-a-value", id="a-sign-alone"),
        pytest.param("..900", "not-a-value", id="no-beginning"),
        pytest.param("800..", "not-a-number", id="no-end"),
        pytest.param(">800..900", "not-a-value", id="a-sign-on-a-range"),
        pytest.param("=>800", "not-a-number", id="a-sign-turned-round"),
        pytest.param("><800", "not-a-value", id="two-signs"),
        pytest.param("800...900", "not-a-number", id="three-points"),
        pytest.param("800..900..1000", "not-a-number", id="two-ranges"),
        pytest.param("-5", "negative", id="negative"),
        pytest.param("12.5", "not-whole", id="a-fraction-of-a-person"),
        pytest.param("800..900.5", "not-whole", id="a-fraction-at-the-end"),
        pytest.param("~0", "around-zero", id="around-nothing"),
        pytest.param("<0", "below-zero", id="fewer-than-nothing"),
        pytest.param("900..800", "range-backwards", id="backwards"),
        pytest.param("1" * 25, "too-long", id="too-long"),
    ],
)
def test_what_is_no_value_is_refused(text: str, code: str) -> None:
    with pytest.raises(ValueFault, match="; ") as raised:
        Quantity.parse(text)
    assert raised.value.fault.code == code


@given(wholes, st.integers(0, 6))
def test_a_whole_number_lies_around_what_it_rounds_to(number: int, digits: int) -> None:
    """A number rounded half up to a unit lies in "around" the rounded one."""
    unit = 10**digits
    rounded = (number + unit // 2) // unit * unit
    assume(rounded)
    assert lies_in(number, Quantity.parse(f"~{rounded}"))


@given(fractions, st.integers(-3, 3))
def test_a_fraction_lies_around_what_it_rounds_to(number: Number, digits: int) -> None:
    unit = Decimal(10) ** digits
    rounded = (Decimal(number) / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit
    assume(rounded)
    assert lies_in(number, Quantity.parse(f"~{rounded:f}", fractions=True))


@given(st.integers(1, 10**9))
def test_around_holds_nothing_that_would_round_to_another_number(number: int) -> None:
    """Its ends, and nothing beyond them, are rounded half up to the number itself."""
    around = Quantity.parse(f"~{number}")
    assert isinstance(around.about, int)
    assert isinstance(around.low, int)
    assert isinstance(around.high, int)
    unit = around.about
    nearby = (around.low - 1, around.low, around.high, around.high + 1)
    rounded = [(near + unit // 2) // unit * unit for near in nearby]
    assert [value == number for value in rounded] == [False, True, True, False]


@given(numbers, numbers)
def test_every_form_holds_what_it_says(a: Number, b: Number) -> None:
    low, high = sorted((a, b))
    one, other = plain(low), plain(high)
    above = Quantity.parse(f">{one}", fractions=True)
    assert not lies_in(low, above)
    assert lies_in(high, above) == (low < high)
    at_most = Quantity.parse(f"<={other}", fractions=True)
    assert lies_in(low, at_most)
    assert lies_in(high, at_most)
    assert not lies_in(high + 1, at_most)
    between = Quantity.parse(f"{one}..{other}", fractions=True)
    assert lies_in(low, between)
    assert lies_in(high, between)


# ---- sums ----


@pytest.mark.parametrize(
    ("parts", "total"),
    [
        pytest.param(["44", "~2300"], Quantity(2294, 2393), id="around-is-gone-from-a-sum"),
        pytest.param(
            ["4000", ">100"], Quantity(4100, None, low_exclusive=True), id="more-than-stays"
        ),
        pytest.param(["<50", "10"], Quantity(10, 60, high_exclusive=True), id="fewer-than-stays"),
        pytest.param(["<50", ">=10"], Quantity(10, None), id="no-limit-takes-the-upper-end"),
    ],
)
def test_a_sum_adds_the_ends_and_keeps_an_exclusive_one(parts: list[str], total: Quantity) -> None:
    assert reduce(add, map(Quantity.parse, parts)) == total


@given(quantities, quantities, numbers, numbers)
def test_a_sum_holds_the_sum_of_what_its_parts_hold(
    a: Quantity, b: Quantity, x: Number, y: Number
) -> None:
    x, y = a.low + x, b.low + y
    assume(lies_in(x, a) and lies_in(y, b))
    assert lies_in(x + y, a + b)
    assert a + b == b + a


@given(quantities)
def test_nothing_added_changes_nothing(quantity: Quantity) -> None:
    assert quantity + Quantity.exactly(0) == quantity


# ---- order and emptiness ----


def test_lower_ends_in_order() -> None:
    """More than 10 comes after 10, and before 11."""
    ends = [Quantity.parse(text).floor for text in ("<=99", "10", ">10", ">=11")]
    assert ends == sorted(ends)
    assert len(set(ends)) == 4


def test_upper_ends_in_order() -> None:
    """Fewer than 10 comes before 10, and no limit is last."""
    ends = [Quantity.parse(text).ceiling for text in ("9", "<10", "10", "<11", ">0")]
    assert ends == sorted(ends)
    assert len(set(ends)) == 5


@pytest.mark.parametrize(
    ("quantity", "empty"),
    [
        pytest.param(Quantity(10, 10), False, id="one-number"),
        pytest.param(Quantity(10, 10, low_exclusive=True), True, id="more-than-its-most"),
        pytest.param(Quantity(10, 10, high_exclusive=True), True, id="fewer-than-its-least"),
        pytest.param(Quantity(11, 10), True, id="backwards"),
        pytest.param(Quantity(10, 11, low_exclusive=True), False, id="some-room"),
        pytest.param(Quantity(10, None, low_exclusive=True), False, id="no-limit"),
    ],
)
def test_a_quantity_without_any_number_is_empty(quantity: Quantity, empty: bool) -> None:
    assert quantity.is_empty is empty


# ---- words ----


@pytest.mark.parametrize(
    ("text", "english", "traditional", "simplified"),
    [
        pytest.param("44", "44", "44", "44", id="exact"),
        pytest.param("~2300", "around 2,300", "約2,300", "约2,300", id="around"),
        pytest.param(">800", "more than 800", "超過800", "超过800", id="more-than"),
        pytest.param(">=800", "at least 800", "最少800", "最少800", id="at-least"),
        pytest.param("<50", "fewer than 50", "少於50", "少于50", id="fewer-than"),
        pytest.param("<=50", "at most 50", "最多50", "最多50", id="at-most"),
        pytest.param("2250..2393", "2,250 to 2,393", "2,250至2,393", "2,250至2,393", id="a-range"),
    ],
)
def test_the_words_of_each_form(text: str, english: str, traditional: str, simplified: str) -> None:
    said = [Quantity.parse(text).say(language) for language in LANGUAGES]
    assert said == [english, traditional, simplified]


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        pytest.param(Quantity(0, 0), "0", id="nothing"),
        pytest.param(Quantity(0, None), "at least 0", id="nothing-known"),
        pytest.param(
            Quantity(0, 9, low_exclusive=True), "more than 0, at most 9", id="some-but-few"
        ),
        pytest.param(
            Quantity(10, 12, low_exclusive=True), "more than 10, at most 12", id="without-its-low"
        ),
        pytest.param(
            Quantity(10, 12, high_exclusive=True), "at least 10, fewer than 12", id="without-high"
        ),
        pytest.param(
            Quantity(10, 12, low_exclusive=True, high_exclusive=True),
            "more than 10, fewer than 12",
            id="without-both",
        ),
        pytest.param(
            Quantity(Decimal("12.45"), Decimal("12.55"), high_exclusive=True, about=Decimal("0.1")),
            "around 12.5",
            id="around-a-fraction",
        ),
    ],
)
def test_the_words_of_what_comes_of_sums(quantity: Quantity, words: str) -> None:
    assert quantity.say("en") == words


@given(st.integers(1, 10**9))
def test_around_is_said_of_the_number_that_was_stated(number: int) -> None:
    for fractional in (False, True):
        stated = Quantity.parse(f"~{number}", fractions=fractional)
        assert stated.say("en") == f"around {number:,}"


# ---- what a quantity is ----


@pytest.mark.parametrize(
    "end",
    [
        pytest.param(True, id="a-truth-value"),
        pytest.param(12.5, id="a-float"),
        pytest.param("44", id="a-text"),
    ],
)
def test_a_quantity_has_exact_ends_alone(end: object) -> None:
    """A float would round, and a truth value would count as 1."""
    with pytest.raises(TypeError, match="int, Decimal or None"):
        Quantity(0, end)  # type: ignore[arg-type]  # what the check is for


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        pytest.param(Decimal("12.0"), 12, id="whole"),
        pytest.param(Decimal("1E+2"), 100, id="whole-with-an-exponent"),
        pytest.param(Decimal("12.50"), Decimal("12.5"), id="with-a-fraction"),
    ],
)
def test_an_exact_number_is_an_int_where_it_is_whole(number: Decimal, kept: Number) -> None:
    assert (exact(number), type(exact(number))) == (kept, type(kept))
