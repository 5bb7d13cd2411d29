"""One figure: an interval with its qualifiers and its reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from ..languages import Message, Text, translate
from ..notebook import table
from ..quantity import Number, Quantity
from ..ratios import down, two_places, up
from ..values import Value
from .accounts import Account, Held, Reading


@frozen(kw_only=True, eq=False, repr=False)
class Figure(Value):
    """A number that the agency can stand behind: an interval with its qualifiers and reasons.

    Attributes:
        id: what summaries and links name it by; empty for a question asked once.
        rule: what was counted: a rule, or a ratio or share of two.
        labels: what a reader sees before the number, in every language there is.
        rule_labels: what the rule is called; of a ratio or share, what its rules are called.
        programme: the programme that it is told under; empty means the project's.
        by: of each dimension that makes rows, this row's value; "" is what is not recorded.
        where: the values that were asked for, of each dimension that was filtered.
        period: the days that it is about, `2007-09-01/2014-12-31`; `..` is from the beginning.
        low: the lowest that it can be; None where it is withheld or a ratio not known.
        high: the highest that it can be; None also where no upper limit is known.
        low_exclusive: it is more than `low`.
        high_exclusive: it is less than `high`.
        about: the unit that it was rounded to when published; None otherwise.
        basis: `recorded`, `stated` or `combined`.
        adds_up: whether the rows that it is one of add up to their total.
        overlap: how much of what is counted certainly stands in more than one of the rows; 0 where
            they add up, None where it is not known.
        withheld: whether the number is held back to protect persons.
        set_aside: how many faulty rows were left out of the counting.
        is_ratio: whether it divides two rules: then it is shown with two decimals.
        readings: the other rules that its published words allow.
        held: of a published total, how the records in its scope and span stand to it, under its
            own rule and under each of its readings; empty for what nobody published.
        accounts: how it comes about, one account for each of its rules; empty where nobody
            counted, where it is withheld, and for a question asked with `count`.
        statements: the ids of the statements that it rests on.
        quote: the words as published; empty for what nobody published.
        source: the id of where it was published; empty for what nobody published.
        assumptions: what is taken to be so, each a sentence.
        contradictions: what it rests on and cannot all be true, each a sentence.
        language: the language of `label` and `text`.
    """

    id: str = ""
    rule: str
    labels: Text
    rule_labels: Text
    programme: str = ""
    by: Mapping[str, str] = field(factory=dict, hash=False)
    where: Mapping[str, tuple[str, ...]] = field(factory=dict, hash=False)
    period: str
    low: Number | None
    high: Number | None
    low_exclusive: bool = False
    high_exclusive: bool = False
    about: Number | None = None
    basis: str
    adds_up: bool = True
    overlap: Number | None = 0
    withheld: bool = False
    set_aside: int = 0
    is_ratio: bool = False
    readings: tuple[Reading, ...] = ()
    held: tuple[Held, ...] = ()
    accounts: tuple[Account, ...] = ()
    statements: tuple[str, ...] = ()
    quote: str = ""
    source: str = ""
    assumptions: tuple[Message, ...] = ()
    contradictions: tuple[Message, ...] = ()
    language: str = "en"

    def _repr_html_(self) -> str:
        return Figures([self])._repr_html_()

    @property
    def contradicts(self) -> bool:
        """Whether what it rests on cannot all be true."""
        return bool(self.contradictions)

    @property
    def label(self) -> str:
        """What a reader sees before the number, in the figure's language."""
        return self.labels.say(self.language)

    @property
    def text(self) -> str:
        """The figure in words: `44`, `around 2,300`, `more than 800`, `not known`."""
        return self.say(self.language)

    @property
    def quantity(self) -> Quantity | None:
        """The interval as a quantity; None where it is withheld or not known."""
        if self.low is None:
            return None
        return Quantity(self.low, self.high, self.low_exclusive, self.high_exclusive, self.about)

    def say(self, language: str) -> str:
        """Return the figure in words in a language, a ratio with two decimals."""
        quantity = self.quantity
        if quantity is None:
            return translate("withheld" if self.withheld else "not known", language)
        if not self.is_ratio:
            return quantity.say(language)
        if _looks_exact(quantity):
            return two_places(quantity.low)
        return quantity.say(language, low=down, high=up)


class Figures(list[Figure]):
    """Figures, which show themselves as a table in a notebook."""

    def _repr_html_(self) -> str:
        names = list(dict.fromkeys(name for figure in self for name in figure.by))
        header = [_WHAT, *names, "figure", "rule", "period", "basis"]
        return table(header, [_cells(figure, names) for figure in self])


_WHAT = "what was counted"


def _cells(figure: Figure, names: Sequence[str]) -> list[object]:
    rows = [figure.by.get(name, "") for name in names]
    return [figure.label, *rows, figure.text, figure.rule, figure.period, figure.basis]


def _looks_exact(quantity: Quantity) -> bool:
    """Tell whether two places tell all of a ratio: both its ends, none left out, none a false 0."""
    if quantity.high is None or quantity.low_exclusive or quantity.high_exclusive:
        return False
    shown = two_places(quantity.low)
    return shown == two_places(quantity.high) and (shown != two_places(0) or not quantity.high)
