"""Dates with the precision that they were recorded with, periods, and reporting years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from attrs import Attribute, field, frozen
from attrs.validators import instance_of, optional

from .languages import translate
from .problems import ValueFault
from .values import Value

_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DAY_FIRST = r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})"
_BY_EXCEL = r"[A-Za-z]{3}-[0-9]{2}|[0-9]{1,2}-[A-Za-z]{3}"
_QUARTER = r"([0-9]{4})-Q([1-4])"
_FINANCIAL = r"([0-9]{4})(?:-([0-9]{2}))?"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_SAID = {"day": "{day} {month} {year}", "month": "{month} {year}", "year": "{year}"}
_ONE_DAY = timedelta(days=1)

DATE_DIMENSIONS = ("date", "month", "quarter", "year", "fy")
"""The dimensions that a date gives, from the finest to the coarsest; `fy` is the financial year."""


def ascii_digits(text: str) -> str:
    """Return a text with full-width digits as the ordinary ones; no other sign is a digit."""
    return text.translate(_FULL_WIDTH)


_no_or_some_day = optional(instance_of(date))


def _a_day(period: object, attribute: Attribute[date | None], value: date | None) -> None:
    if value is None or type(value) is date:  # at once, since periods are made by the thousand
        return
    _no_or_some_day(period, attribute, value)
    if isinstance(value, datetime):
        raise TypeError("a day without a time of day is needed, not a datetime")


@frozen(order=True)
class PartialDate:
    """A date as somebody recorded it: a day, a month or a whole year.

    Attributes:
        year: from 1 to 9999.
        month: from 1 to 12; None where only the year is known.
        day: the day of the month; None where only the month or the year is known.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2007-09-14`, `2007-09`, `2007`, or the day-first `14/9/2007`.

        Raises:
            ValueFault: the text is no such date, or no day of the calendar.
        """
        plain = ascii_digits(text)
        if match := _WRITTEN.fullmatch(plain):
            parts = [int(part) for part in match.groups() if part]
        elif match := re.fullmatch(_DAY_FIRST, plain):
            parts = [int(part) for part in match.groups()[::-1]]
        else:
            hint = "write it as 2014-12-31, 2014-12 or 2014"
            if re.fullmatch(_BY_EXCEL, plain):
                hint += "; Excel changes that unless the column's cells are formatted as Text"
            raise ValueFault("not-a-date", "not a date", hint)
        try:
            date(*parts, *[1] * (3 - len(parts)))
        except ValueError:
            hint = "write year, month and day as 2014-12-31, or day first as 31/12/2014"
            raise ValueFault("no-such-day", "no such day in the calendar", hint) from None
        return cls(*parts)

    @classmethod
    def on(cls, day: date) -> PartialDate:
        """Return a whole day as a date with the precision of a day."""
        return cls(day.year, day.month, day.day)

    @property
    def first(self) -> date:
        """The first day that it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it can be."""
        month = self.month or 12
        if self.day or month == 12:  # noqa: PLR2004 - which has 31 days in every year
            return date(self.year, month, self.day or 31)
        return date(self.year, month + 1, 1) - _ONE_DAY

    @property
    def precision(self) -> str:
        """`day`, `month` or `year`."""
        return "year" if self.month is None else "month" if self.day is None else "day"

    def __str__(self) -> str:
        parts = [f"{self.year:04}", *(f"{n:02}" for n in (self.month, self.day) if n is not None)]
        return "-".join(parts)

    def say(self, language: str) -> str:
        """Return the date in words: `14 September 2007`, `2007年9月14日`."""
        template = translate(_SAID[self.precision], language)
        month = self.month or 1
        name = _MONTHS[month - 1] if language == "en" else str(month)
        return template.format(year=self.year, month=name, day=self.day)


@frozen(eq=False, repr=False)
class Period(Value):
    """A stretch of whole days; both its ends belong to it.

    Attributes:
        start: the first day; None means that it has no beginning.
        end: the last day; None means that it has no end.
    """

    start: date | None = field(default=None, validator=_a_day)
    end: date | None = field(default=None, validator=_a_day)

    @classmethod
    def parse(cls, text: str, year_starts_in: int = 4) -> Period:
        """Read `2014`, `2007-09/2014-12-31`, `1992/..` or `fy:2014-15`; empty is all time.

        Raises:
            ValueFault: the text is no period, or ends before it begins.
        """
        if text.startswith("fy:"):
            return financial_year(text[3:], year_starts_in)
        first, slash, last = text.partition("/")
        try:
            start = None if first in ("", "..") else PartialDate.parse(first)
            end = (None if last in ("", "..") else PartialDate.parse(last)) if slash else start
        except ValueFault as error:
            hint = "write it as 2014, 2007-09/2014-12-31, 1992/.. or fy:2014-15"
            raise ValueFault("not-a-period", f"not a period: {error.fault.message}", hint) from None
        made = cls(start.first if start else None, end.last if end else None)
        if made.start and made.end and made.start > made.end:
            raise ValueFault(
                "period-backwards", "the period ends before it begins", "swap its ends"
            )
        return made

    def __str__(self) -> str:
        return f"{self.start or '..'}/{self.end or '..'}"

    @property
    def reach(self) -> tuple[date, date]:
        """Its two ends as days, the calendar's own ends where it is open."""
        return self.start or date.min, self.end or date.max

    def meet(self, other: Period) -> Period | None:
        """Return the days of both periods; None where they share no day."""
        start = max((day for day in (self.start, other.start) if day), default=None)
        end = min((day for day in (self.end, other.end) if day), default=None)
        return None if start and end and start > end else Period(start, end)

    def within(self, other: Period) -> bool:
        """Tell whether every day of this period is one of the other."""
        (start, end), (other_start, other_end) = self.reach, other.reach
        return other_start <= start and end <= other_end


Days = tuple[Period, ...]
"""A set of days: separate stretches in the order of time. The empty tuple holds no day."""


def join(periods: Iterable[Period]) -> Days:
    """Return the days of any of the periods as separate stretches in order."""
    stretches: list[Period] = []
    for period in sorted(periods, key=lambda period: period.reach):
        if stretches and _touches(stretches[-1], period):
            last = stretches.pop()
            stretches.append(Period(last.start, _later(last.end, period.end)))
        else:
            stretches.append(period)
    return tuple(stretches)


def _later(one: date | None, other: date | None) -> date | None:
    """Return the later of two last days; None is no end."""
    return None if one is None or other is None else max(one, other)


def _touches(before: Period, after: Period) -> bool:
    end = before.reach[1]
    return end == date.max or after.reach[0] <= end + _ONE_DAY


def meet_days(these: Days, those: Days) -> Days:
    """Return the days that are in both sets."""
    return join(shared for a in these for b in those if (shared := a.meet(b)))


def days_within(these: Days, those: Days) -> bool:
    """Tell whether every day of the first set is in the second."""
    return all(any(period.within(other) for other in those) for period in these)


def quarter_days(text: str) -> Period:
    """Return the days of a quarter of the calendar year, written `2007-Q3`.

    Raises:
        ValueFault: the text is no such quarter.
    """
    match = re.fullmatch(_QUARTER, ascii_digits(text))
    if not match:
        raise ValueFault("not-a-quarter", "not a quarter", "write it as 2007-Q3")
    year, last = int(match[1]), int(match[2]) * 3
    return Period(PartialDate(year, last - 2).first, PartialDate(year, last).last)


def financial_year(text: str, year_starts_in: int) -> Period:
    """Return the days of a financial year, written `2014-15`, or `2014` where it starts in January.

    Raises:
        ValueFault: the text is no financial year, or not two years that follow each other.
    """
    match = re.fullmatch(_FINANCIAL, ascii_digits(text))
    start = int(match[1]) if match else 0
    if not 0 < start < date.max.year or fy_name(start, year_starts_in) != ascii_digits(text):
        hint = f"write it as {fy_name(2014, year_starts_in)}"
        raise ValueFault("not-a-financial-year", "not a financial year", hint)
    first = date(start, year_starts_in, 1)
    return Period(first, date(start + 1, year_starts_in, 1) - _ONE_DAY)


def fy_name(start: int, year_starts_in: int) -> str:
    """Return how the financial year that starts in a year is written."""
    return f"{start:04}" if year_starts_in == 1 else f"{start:04}-{(start + 1) % 100:02}"


def dimension_days(dimension: str, value: str, year_starts_in: int) -> Period:
    """Return the days of one value of a date dimension.

    Raises:
        ValueFault: the value is not written as that dimension is.
    """
    if dimension == "quarter":
        return quarter_days(value)
    if dimension == "fy":
        return financial_year(value, year_starts_in)
    when = PartialDate.parse(value)
    if when.precision != {"date": "day"}.get(dimension, dimension):
        shape = {"date": "2007-09-14", "month": "2007-09", "year": "2007"}[dimension]
        raise ValueFault(f"not-a-{dimension}", f"not a {dimension}", f"write it as {shape}")
    return Period(when.first, when.last)


def dimension_value(dimension: str, day: date, year_starts_in: int) -> str:
    """Return the value of a date dimension that a day has."""
    if dimension == "fy":
        return fy_name(day.year - (day.month < year_starts_in), year_starts_in)
    if dimension == "quarter":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    return day.isoformat()[: {"date": 10, "month": 7, "year": 4}[dimension]]
