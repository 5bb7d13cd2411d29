"""Does a saved report still say what the dataset gives? Everything in it is counted again."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from .dataset import Dataset
from .entities import FigureRequest
from .figures import figure_of_statement, figures_of
from .problems import UsageError
from .report import Figure
from .saved import Saved, SavedFigure
from .statements import BASES, contradictions


@frozen(kw_only=True)
class Verified:
    """A figure of a saved report beside what the dataset gives.

    Attributes:
        saved: the figure as it was saved.
        now: the same question counted again; None where the dataset cannot answer it.
        reason: why it cannot; empty where it can.
    """

    saved: SavedFigure
    now: Figure | None
    reason: str = ""

    @property
    def agrees(self) -> bool:
        """Whether the two are the same, to the last end and qualifier, and in their words."""
        if self.now is None or self.now.quantity != self.saved.quantity:
            return False
        return all(self.now.say(language) == text for language, text in self.saved.texts.items())


@frozen(kw_only=True)
class Verification:
    """A saved report held against a dataset.

    Attributes:
        figures: each figure of the report, the totals of its tables too.
        missing: figures that the dataset's report has by now and this one has not.
        same_dataset: whether the dataset says the very same as the one it was made from.
        altered: words of figures that a page shows and its own data do not say.
    """

    figures: tuple[Verified, ...]
    missing: tuple[Figure, ...]
    same_dataset: bool
    altered: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the report still says what the dataset gives."""
        return all(figure.agrees for figure in self.figures) and not self.altered


def verify(saved: Saved, dataset: Dataset) -> Verification:
    """Count every figure of a saved report again.

    Args:
        saved: the report.
        dataset: what it is held against.
    """
    answers: dict[tuple[object, ...], list[Figure]] = {}
    return Verification(
        figures=tuple(
            _verified(figure, dataset, answers) for figure in (*saved.figures, *saved.totals)
        ),
        missing=tuple(_missing(saved, dataset)),
        same_dataset=saved.digest == dataset.digest,
        altered=saved.altered,
    )


def _verified(
    figure: SavedFigure, dataset: Dataset, answers: dict[tuple[object, ...], list[Figure]]
) -> Verified:
    statements = {statement.id: statement for statement in dataset.statements}
    if figure.id in statements:
        told = contradictions(dataset)
        statement = statements[figure.id]
        return Verified(
            saved=figure, now=figure_of_statement(dataset, statement, told[statement.rule])
        )
    bases = ["combined"]
    if not figure.id and figure.basis in BASES:  # it may have been asked of that alone
        bases.append(figure.basis)
    found = Verified(saved=figure, now=None)
    for basis in dict.fromkeys(bases):
        found = _counted(figure, dataset, basis, answers)
        if found.agrees:
            break
    return found


def _counted(
    figure: SavedFigure,
    dataset: Dataset,
    basis: str,
    answers: dict[tuple[object, ...], list[Figure]],
) -> Verified:
    where = {name: values for name, values in figure.where.items() if name not in figure.by}
    key = (figure.rule, repr(where), figure.period, tuple(figure.by), basis)
    request = FigureRequest(
        id=figure.id,
        rule=figure.rule,
        where=where,
        period=figure.period,
        by=tuple(figure.by),
    )
    try:
        if key not in answers:
            answers[key] = figures_of(dataset, request, basis)
    except UsageError as error:
        return Verified(saved=figure, now=None, reason=str(error))
    now = next((one for one in answers[key] if dict(one.by) == dict(figure.by)), None)
    return Verified(saved=figure, now=now, reason="" if now else "there is no such row any more")


def _missing(saved: Saved, dataset: Dataset) -> Iterator[Figure]:
    """Return the figures that the dataset's report has and a saved one lacks."""
    ids = {figure.id for figure in saved.figures}
    if not ids - {""}:
        return  # figures that were asked for once, no report
    from .reporting import build_report

    there = {(figure.id, tuple(figure.by.items())) for figure in saved.figures}
    for figure in build_report(dataset).figures:
        if (figure.id, tuple(figure.by.items())) not in there:
            yield figure
