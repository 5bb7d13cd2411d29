"""The guide's worked example: one month of a small group as tables, and the figures it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages import Message, Name

if TYPE_CHECKING:
    from ..languages import Sayable


def _rows(text: str) -> tuple[tuple[Sayable, ...], ...]:
    """Return rows of names, a line each, with bars between the cells."""
    lines = text.strip().splitlines()
    return tuple(tuple(Name(cell.strip()) for cell in line.split("|")) for line in lines)


TABLES = {
    "project": (
        *_rows("key | value"),
        (Name("agency.name"), Message("Harbour Centre")),
        (Name("project.title"), Message("Work with carers")),
        *_rows("project.as_at | 2024-05-31"),
    ),
    "programmes": (*_rows("id | title"), (Name("carers"), Message("Support for carers"))),
    "activities": (
        *_rows("id | programme | kind | title"),
        (Name("G1"), Name("carers"), Message("small group"), Message("Support group for carers")),
    ),
    "sessions": _rows("""
        id | activity | date       | staff   | hours | unidentified
        S1 | G1       | 2024-05-04 | Lam     | 2     | 1
        S2 | G1       | 2024-05-11 | Lam     | 2     |
        S3 | G1       | 2024-05-18 | Lam; Ho | 2     |
        S4 | G1       | 2024-05-25 | Lam; Ho | 4     |
    """),
    "persons": (
        *_rows("id | gender"),
        (Name("P01"), Message("female")),
        (Name("P02"), Message("female")),
        (Name("P03"), Message("male")),
    ),
    "attendances": _rows("""
        session | person | status
        S1      | P01    | attended
        S1      | P02    | attended
        S2      | P01    | attended
        S2      | P02    | absent
        S2      | P03    | attended
        S3      | P01    | attended
        S3      | P02    | attended
        S3      | P03    | attended
        S4      | P01    | attended
        S4      | P02    | attended
        S4      | P03    | attended
    """),
}
"""The example's tables, the header first; a test loads them as a dataset."""

FIGURES = (
    ("sessions", "4", Message("four meetings were held")),
    (
        "persons_served",
        "3..4",
        Message("the guest may have been a fourth person, or the third carer, who joined later"),
    ),
    ("contacts", "11", Message("ten attendances, and the guest once")),
    ("absences", "1", Message("one carer at one meeting")),
    (
        "contact_hours",
        "28",
        Message("3 people for 2 hours, 2 for 2, 3 for 2, and 3 for 4"),
    ),
    (
        "staff_days",
        "3",
        Message(
            "six half days: two hours count as half a day too, since days are rounded up to halves"
        ),
    ),
)
"""What the example gives: a rule, its figure as it would be written, and why; a test counts them."""  # noqa: E501
