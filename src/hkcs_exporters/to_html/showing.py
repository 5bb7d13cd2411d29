"""What the templates call, by the names that they call it by."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hkcs_model.dates import PartialDate
from hkcs_model.languages import Message, say_number, translate
from hkcs_model.report import Figure, Report, Step

from ..wording import (
    Wording,
    adding_words,
    basis_words,
    dimension_words,
    ends,
    ends_words,
    explaining_command,
    is_link,
    period_words,
    precision_of,
    precision_words,
    short_basis,
    unknown_words,
)
from .drawing import falls, scale_of, share
from .places import Places

HEADLINES = 8
"""How many figures stand at the top, where no summary quotes any."""


def showing(report: Report) -> dict[str, Any]:
    """Return what the templates call to show a report."""
    wording, places = Wording(report), Places(report)
    return {
        "say": translate,
        "is_figure": lambda piece: isinstance(piece, Figure),
        "is_link": is_link,
        "ends": ends,
        "period_words": period_words,
        "ends_words": ends_words,
        "basis_words": basis_words,
        "short_basis": short_basis,
        "unknown_words": unknown_words,
        "adding_words": adding_words,
        "dimension_words": dimension_words,
        "precision_of": precision_of,
        "precision_words": precision_words,
        "command": explaining_command,
        "day_words": lambda day, language: PartialDate.on(day).say(language),
        "signed": signed,
        "scale_of": scale_of,
        "share": share,
        "falls": falls,
        "anchor": places.anchor,
        "has_anchor": places.has,
        "place_of": places.of,
        "figure_place": places.of_figure,
        "row_place": places.of_row,
        "label_of": wording.label_of,
        "sentence": wording.sentence,
        "value_words": wording.value_words,
        "scope_words": wording.scope_words,
        "by_words": wording.by_words,
        "facts_of": wording.facts_of,
        "stone_words": wording.milestone_words,
        "partners_by_place": wording.partners_by_place,
        "settings_words": wording.settings_words,
        "cards_of": lambda programme: [f for f in report.figures_of(programme) if not f.by],
        "headline_figures": headlines(report),
        "parts_of_the_page": list(_parts(report)),
    }


def headlines(report: Report) -> list[Figure]:
    """Return the figures for the top: those that summaries quote, else the first few."""
    single = {figure.id: figure for figure in report.figures if not figure.by}
    summaries = (report.project.summary, *(part.summary for part in report.programmes))
    pieces = (piece for text in summaries for piece in report.parts(text, report.language)[1])
    quoted = dict.fromkeys(piece.id for piece in pieces if isinstance(piece, Figure))
    return [single[id_] for id_ in quoted] or [f for f in report.figures if not f.by][:HEADLINES]


def _parts(report: Report) -> Iterator[tuple[str, bool, Message]]:
    """Return what follows the programmes: a name for each, whether it is there, its heading."""
    whole = report.figures_of("") or report.tables_of("")
    yield "whole", bool(whole), Message("The whole project")
    yield "timeline", bool(report.milestones), Message("Milestones")
    yield "partners", bool(report.partners), Message("Partners, by place")
    yield "rules", bool(report.rules), Message("What is counted how")
    yield "sources", bool(report.sources), Message("Sources")
    yield "colophon", True, Message("How this report came about")


def signed(step: Step, number: int | Decimal | Fraction) -> str:
    """Return the number of a step, with a sign where it is added or taken away."""
    return f"{'+' if step.kind == 'step' and number > 0 else ''}{say_number(number)}".replace(
        "-", "\u2212"
    )
