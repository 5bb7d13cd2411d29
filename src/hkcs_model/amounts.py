"""What records come to beside published totals, as values: what counts them is loaded to count."""

from __future__ import annotations

from attrs import frozen

from .quantity import Quantity
from .values import Value

NOTHING = Quantity.exactly(0)


@frozen(eq=False, repr=False)
class Apart(Value):
    """The records that are certainly outside of the same published totals.

    Attributes:
        outside: the places of the blocks that they are certainly outside of, by something that
            the rule's key determines.
        quantity: what they come to.
    """

    outside: frozenset[int]
    quantity: Quantity


@frozen(kw_only=True, eq=False, repr=False)
class Recorded(Value):
    """What the records of a question come to, beside the published totals of it.

    Attributes:
        quantity: all of them.
        takes_part: whether there are any, or may be.
        inside: of each block, those that are certainly inside it.
        beside: those that are not certainly inside any.
        apart: those that certainly belong, by the blocks that they are certainly outside of.
        within: of each block, those that certainly are inside it, in the same way.
        meets: whether some of those beside the blocks may be counted in one of them all the same.
    """

    quantity: Quantity
    takes_part: bool
    inside: tuple[Quantity, ...] = ()
    beside: Quantity = NOTHING
    apart: tuple[Apart, ...] = ()
    within: tuple[tuple[Apart, ...], ...] = ()
    meets: bool = False
