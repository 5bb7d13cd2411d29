"""A quantity with two ends: as it was published, as it adds up, and in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from math import ceil
from typing import Any

from attrs import field, frozen

from .dates import ascii_digits
from .languages import Message, say_number
from .problems import ValueFault
from .values import Value

Number = int | Decimal
"""A number that is exact: a whole one is an int, one with a fraction a Decimal; never a float."""

_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_VALUE = re.compile(r"(?P<sign>~|>=?|<=?)?\s*(?P<number>[^.~<>\s]\S*?)(?:\s*\.\.\s*(?P<to>\S+))?")
_LONGEST = 24  # decimal arithmetic is exact up to 28 digits
Shown = Callable[[Number], str]
_HINT = "write it as 44, 4,000, ~2300, >800, >=800, <50, <=50 or 800..900"


def exact(number: Decimal) -> Number:
    """Return a number as an int where it is whole, else as a Decimal without trailing zeros."""
    whole = number.to_integral_value()
    return int(whole) if whole == number else number.normalize()


def plain(number: Number) -> str:
    """Return a number in plain digits, as programs read it: `4000`, `12.5`, never `1E-7`."""
    return str(number) if isinstance(number, int) else f"{number:f}"


def parse_number(text: str) -> Number:
    """Read a number that is not negative: `44`, `4,000`, `12.5`, in ASCII or full-width digits.

    Raises:
        ValueFault: anything else, such as `35人`, `約30` or `1e5`; nothing is ever coerced.
    """
    plain = ascii_digits(text)
    if len(plain) > _LONGEST:
        raise ValueFault("too-long", "a number too long to be a count", f"{_LONGEST} signs at most")
    if _NUMBER.fullmatch(plain):
        return exact(Decimal(plain.replace(",", "")))
    if _NUMBER.fullmatch(plain.removeprefix("-")):
        raise ValueFault("negative", "a negative number", "write a number of at least 0")
    raise ValueFault("not-a-number", "not a number", "write digits alone, such as 35 or 12.5")


_ENDS = frozenset({int, Decimal, type(None)})


def _checked(_: object, __: object, value: Any) -> None:
    if type(value) not in _ENDS:  # `True` is an `int`, and no number
        raise TypeError("a quantity has ends that are int, Decimal or None")


@frozen(eq=False, repr=False)
class Quantity(Value):
    """An interval that holds the true number, with the qualifiers that were published.

    Attributes:
        low: the lowest that it can be.
        high: the highest that it can be; None means that no upper limit is known.
        low_exclusive: it is more than `low`, not `low` itself.
        high_exclusive: it is less than `high`, not `high` itself.
        about: the unit that the published number was rounded to (100 in "around 2,300");
            None where it was not rounded, and in every sum.
    """

    low: Number = field(validator=_checked)
    high: Number | None = field(validator=_checked)
    low_exclusive: bool = False
    high_exclusive: bool = False
    about: Number | None = field(default=None, validator=_checked)

    @classmethod
    def exactly(cls, number: Number) -> Quantity:
        """Return the quantity that is one number."""
        return cls(number, number)

    @classmethod
    def parse(cls, text: str, *, fractions: bool = False) -> Quantity:
        """Read a value as it is written in a statement.

        Args:
            text: `44`, `4,000`, `~2300`, `>800`, `>=800`, `<50`, `<=50` or `800..900`.
            fractions: whether what is counted can have fractions (hours and days can).

        Raises:
            ValueFault: the text is no such value, or holds no number at all.
        """
        match = _VALUE.fullmatch(ascii_digits(text))
        if not match or (match["sign"] and match["to"]):
            raise ValueFault("not-a-value", "not a value", _HINT)
        number = _part(match["number"], fractions=fractions)
        if match["to"]:
            return _from_to(number, _part(match["to"], fractions=fractions))
        return _qualified(match["sign"] or "", number, fractions=fractions)

    def __add__(self, other: Quantity) -> Quantity:
        """Add the ends; an exclusive one stays exclusive, and `about` is gone."""
        open_ended = self.high is None or other.high is None
        return Quantity(
            self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_exclusive or other.low_exclusive,
            not open_ended and (self.high_exclusive or other.high_exclusive),
        )

    @property
    def stated(self) -> Number:
        """The number as it was published: of a rounded one what it was rounded to, else `low`."""
        if self.about is None:
            return self.low
        unit = Decimal(self.about)
        return exact((Decimal(self.low) / unit).to_integral_value("ROUND_CEILING") * unit)

    @property
    def floor(self) -> tuple[Number, bool]:
        """The lower end in an order in which "more than 10" comes after "10"."""
        return self.low, self.low_exclusive

    @property
    def ceiling(self) -> tuple[bool, Number, bool]:
        """The upper end in an order in which "fewer than 10" comes before "10", no limit last."""
        return self.high is None, self.high or 0, not self.high_exclusive

    @property
    def is_empty(self) -> bool:
        """Whether no number lies in it: what was said of it cannot all be true."""
        if self.high is None:
            return False
        return self.low > self.high or (
            self.low == self.high and (self.low_exclusive or self.high_exclusive)
        )

    def say(self, language: str, *, low: Shown = say_number, high: Shown = say_number) -> str:
        """Return the quantity in words: `around 2,300`, `more than 800`, `2,250 to 2,393`.

        Args:
            language: the language of the words.
            low: how the lower end is written.
            high: how the upper end is written.
        """
        return Message(*_wording(self, low, high)).say(language)


def _part(text: str, *, fractions: bool) -> Number:
    try:
        number = parse_number(text)
    except ValueFault as error:
        raise ValueFault(error.fault.code, error.fault.message, _HINT) from None
    if not fractions and isinstance(number, Decimal):
        raise ValueFault("not-whole", "a fraction of something that is counted whole", _HINT)
    return number


def _from_to(low: Number, high: Number) -> Quantity:
    if low > high:
        raise ValueFault("range-backwards", "a range that ends before it begins", "swap its ends")
    return Quantity(low, high)


def _qualified(sign: str, number: Number, *, fractions: bool) -> Quantity:
    if sign == "~":
        return _around(number, fractions=fractions)
    if sign == "<" and number == 0:
        raise ValueFault("below-zero", "fewer than nothing", "write a number of at least 1")
    return {
        "": Quantity(number, number),
        ">": Quantity(number, None, low_exclusive=True),
        ">=": Quantity(number, None),
        "<": Quantity(0, number, high_exclusive=True),
        "<=": Quantity(0, number),
    }[sign]


def _around(number: Number, *, fractions: bool) -> Quantity:
    if number == 0:
        raise ValueFault("around-zero", "around nothing", "write 0, or the most that it can be")
    unit = _last_digit(number)
    half = Decimal(unit) / 2
    low, high = exact(number - half), exact(number + half)
    if fractions:
        return Quantity(low, high, high_exclusive=True, about=unit)
    return Quantity(ceil(low), ceil(high) - 1, about=unit)


def _last_digit(number: Number) -> Number:
    """Return the unit of the last digit that is not zero: 100 for 2,300, 0.1 for 12.5."""
    exponent = Decimal(number).normalize().as_tuple().exponent
    return exact(Decimal(10) ** int(exponent))


def _wording(quantity: Quantity, down: Shown, up: Shown) -> tuple[str, dict[str, str]]:
    low, high = quantity.low, quantity.high
    if quantity.about is not None:
        return "around {number}", {"number": down(quantity.stated)}
    if high is None:
        template = "more than {number}" if quantity.low_exclusive else "at least {number}"
        return template, {"number": down(low)}
    if low == high:
        return "{number}", {"number": down(low)}
    if low == 0 and not quantity.low_exclusive:
        template = "fewer than {number}" if quantity.high_exclusive else "at most {number}"
        return template, {"number": up(high)}
    return _range(quantity), {"low": down(low), "high": up(high)}


def _range(quantity: Quantity) -> str:
    return {
        (False, False): "{low} to {high}",
        (False, True): "at least {low}, fewer than {high}",
        (True, False): "more than {low}, at most {high}",
        (True, True): "more than {low}, fewer than {high}",
    }[quantity.low_exclusive, quantity.high_exclusive]
