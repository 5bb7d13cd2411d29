"""Figures and steps as lengths, in hundredths of the space that there is for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from hkcs_model.report import Figure, Step
from hkcs_model.values import Value

Length = int | Decimal | Fraction


@frozen(eq=False, repr=False)
class Stretch(Value):
    """A piece of the space, from somewhere to somewhere.

    Attributes:
        start: where it begins, 0 to 100.
        end: where it ends.
    """

    start: str
    end: str


@frozen(kw_only=True, eq=False, repr=False)
class Fall(Value):
    """A step with the pieces that draw it.

    Attributes:
        step: the step.
        low: the piece on the way to the lower end.
        high: the one on the way to the upper end; None where no limit is known by then.
    """

    step: Step
    low: Stretch
    high: Stretch | None


def scale_of(figures: Iterable[Figure]) -> Length:
    """Return the largest end of some figures: what takes all of the space."""
    ends = [end for figure in figures for end in (figure.low, figure.high) if end is not None]
    return max(ends, default=0)


def share(number: Length, scale: Length) -> str:
    """Return which part of the space a number takes; all of it where there is no scale."""
    return f"{float(100 * Fraction(number) / Fraction(scale)):.4g}" if scale else "0"


def falls(steps: Sequence[Step]) -> Iterator[Fall]:
    """Return steps with what draws each: from where to where it leads, at both ends.

    A start and the steps that follow it share one scale.
    """
    for run in _runs(steps):
        lows = list(_led([step.low for step in run], run))
        highs = list(_led([step.high for step in run], run))
        scale = max(end for _, end in [*lows, *highs] if end is not None)
        for step, low, high in zip(run, lows, highs, strict=True):
            drawn = _stretch(low, scale)
            assert drawn is not None  # noqa: S101 - the lower end always has a number
            yield Fall(step=step, low=drawn, high=_stretch(high, scale))


def _runs(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """Return steps in runs, each from a start."""
    starts = [place for place, step in enumerate(steps) if step.kind == "start"]
    for start, end in zip(starts, [*starts[1:], len(steps)], strict=True):
        yield list(steps[start:end])


def _led(
    numbers: Sequence[Length | None], run: Sequence[Step]
) -> Iterator[tuple[Length | None, Length | None]]:
    """Return from where to where each step leads; None is where no limit is known."""
    at: Length | None = 0
    for number, step in zip(numbers, run, strict=True):
        if step.kind != "step":
            at = number
            yield 0, number
        else:
            before = at
            at = None if before is None or number is None else Fraction(before) + Fraction(number)
            yield before, at


def _stretch(led: tuple[Length | None, Length | None], scale: Length) -> Stretch | None:
    known = [end for end in led if end is not None]
    if len(known) < len(led):
        return None
    return Stretch(share(min(known), scale), share(max(known), scale))
