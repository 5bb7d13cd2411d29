"""What stands behind a figure: the steps to it, the totals in it, the records beside it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from ..languages import Text
from ..quantity import Number, Quantity
from ..values import Value

if TYPE_CHECKING:
    from ..languages import Sayable


@frozen(eq=False, repr=False)
class Reading(Value):
    """Another rule that the words of a statement allow.

    Attributes:
        rule: its id.
        labels: what it is called.
    """

    rule: str
    labels: Text


@frozen(kw_only=True, eq=False, repr=False)
class Held(Value):
    """A published total under one of its readings, held against the records.

    Attributes:
        rule: the reading: the rule that its words are taken to mean.
        labels: what that is called.
        recorded: what the records in its scope and span come to; None where there are none.
        verdict: `agrees`, `records fall short`, `records exceed` or `no records`.
    """

    rule: str
    labels: Text
    recorded: Quantity | None
    verdict: str


@frozen(kw_only=True, eq=False, repr=False)
class Step(Value):
    """One step on the way from all facts to a figure.

    Numbers are exact: a Fraction where its digits do not end.

    Attributes:
        code: what is done, as programs name it.
        message: the same in words, which `say` says in a language.
        low: what it comes to on the way to the lower end; what is taken away is negative.
        high: the same on the way to the upper end; None is no upper limit.
        kind: `start`, `step`, or `sum`: what the start and all steps since then add up to.
    """

    code: str
    message: Sayable
    low: Number | Fraction
    high: Number | Fraction | None
    kind: str = "step"

    @property
    def is_uncertain(self) -> bool:
        """Whether the two ends part here because something is not known."""
        is_unknown = self.code.startswith("may-") or self.code in ("unidentified", "weight")
        return is_unknown and self.low != self.high


@frozen(kw_only=True, eq=False, repr=False)
class Stated(Value):
    """A published total that takes part in a figure.

    Attributes:
        id: the statement's.
        labels: what it is called.
        quantity: its value, as it was published.
        is_whole: whether all of it is asked for; of another only a part can belong.
        is_added: whether its lower end was added up.
    """

    id: str
    labels: Text
    quantity: Quantity
    is_whole: bool
    is_added: bool


@frozen(kw_only=True, eq=False, repr=False)
class Account(Value):
    """How one rule of a figure comes about.

    Attributes:
        rule: its id.
        labels: what it is called.
        quantity: what it comes to.
        basis: `recorded`, `stated` or `combined`.
        steps: from all facts to what is recorded; empty where there are no records of it, and for
            a row of a table that is too long to tell the steps of each.
        stated: the published totals that take part.
    """

    rule: str
    labels: Text
    quantity: Quantity
    basis: str
    steps: tuple[Step, ...] = ()
    stated: tuple[Stated, ...] = ()

    @property
    def unknowns(self) -> tuple[Step, ...]:
        """The steps that tell what is not known: on each of them the two ends part."""
        return tuple(step for step in self.steps if step.is_uncertain)
