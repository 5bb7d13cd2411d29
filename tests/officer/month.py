"""A month of a carers' centre as an officer would type it, with the slips of a first try."""

from __future__ import annotations

TYPED: dict[str, list[tuple[str, str]]] = {
    "project": [
        ("B2", "Harbour Centre"),
        ("B7", "Support for carers, March 2024"),
        ("B8", "2024-03-31"),
    ],
    "programmes": [("A2", "carers"), ("B2", "Carers")],
    "figures": [("A2", "contacts-by-mode"), ("C2", "contacts"), ("E2", "session.mode")],
    "activities": [
        *[("A2", "G1"), ("B2", "carers"), ("C2", "group"), ("D2", "Tuesday group")],
        *[("A3", "V1"), ("B3", "carers"), ("C3", "visit"), ("D3", "Calls"), ("H3", "2024-05-01")],
        ("I3", "2024-03-31"),
    ],
    "persons": [
        ("C1", "gender"),
        *[(f"A{row}", f"P0{row - 1}") for row in range(2, 8)],
        *[(f"C{row}", "FFMF F"[row - 2].strip()) for row in range(2, 8)],
    ],
    "sessions": [
        *[("A2", "G1-1"), ("B2", "G1"), ("C2", "2024-03-05"), ("F2", "Lam"), ("G2", "3")],
        *[("A3", "G1-2"), ("B3", "G1"), ("C3", "2024-03-12"), ("F3", "Lam; Ho"), ("G3", "3小時")],
        *[("A4", "G1-3"), ("B4", "G1"), ("C4", "2024-03-19"), ("F4", "Ho"), ("G4", "1.5")],
        *[("A5", "G1-4"), ("B5", "G1"), ("C5", "2024-03-26"), ("F5", "Lam"), ("K5", "cancled")],
        *[("A6", "V1-1"), ("B6", "V1"), ("C6", "2024-03-07"), ("F6", "Ho"), ("G6", "0.5")],
        *[("A7", "V1-1"), ("B7", "V1"), ("C7", "2024-04-07"), ("F7", "Ho"), ("G7", "0.5")],
        *[("I2", "face-to-face"), ("I3", "face-to-face"), ("I4", "face-to-face")],
        *[("I5", "face-to-face"), ("I6", "phone"), ("I7", "phone"), ("L3", "1")],
    ],
    "attendances": [
        *[("A2", "G1-1"), ("B2", "P01"), ("C2", "attended")],
        *[("A3", "G1-1"), ("B3", "P02"), ("C3", "attended")],
        *[("A4", "G1-1"), ("B4", "P03"), ("C4", "absent")],
        *[("A5", "G1-2"), ("B5", "P01"), ("C5", "attended")],
        *[("A6", "G1-2"), ("B6", "P9"), ("C6", "attended")],
        *[("A7", "G1-3"), ("B7", "P04"), ("C7", "attended")],
        *[("A8", "G1-3"), ("B8", "P04"), ("C8", "attended")],
        *[("A9", "G1-4"), ("B9", "P01"), ("C9", "cancelled")],
        *[("A10", "V1-1"), ("B10", "P05"), ("C10", "attended")],
        *[("A11", "V1-2"), ("B11", "P06"), ("C11", "attended")],
    ],
}
"""Of each sheet, what is typed into which cell."""

NOT_KEPT = (
    *("organisations", "groups", "enrolments", "statements"),
    *("relations", "milestones", "sources", "rules"),
)
"""The sheets that the centre keeps nothing for, and so deletes, as the guide says."""

TOLD = """\
figures!E2:by: this dataset has no dimension session.mode; did you mean mode?
activities!I3:end: an end before its start; correct it or the start; days come first in 14/9/2007
sessions!G3:hours: not a number; write digits alone, such as 35 or 12.5
sessions!K5:status: not one of its words; did you mean cancelled? write one of held, cancelled, \
planned
sessions!A7:id: an id that row 6 has already; give each row an id of its own
sessions!C7:date: a session after the as-at day, 2024-03-31; correct the date, or as_at in the \
project
attendances!B6:person: names no row of persons; add the person, or correct the id
attendances!B8:person: warning: the person of row 7, at the same session; the two count as one; \
the strongest status counts
attendances!A11:session: names no row of sessions; did you mean V1-1 or G1-2?
8 errors, 1 warning
"""
"""What `check` says of it."""

CORRECTED: dict[str, list[tuple[str, str]]] = {
    "figures": [("E2", "mode")],
    "activities": [("H3", "2024-03-01")],
    "sessions": [("G3", "3"), ("K5", "cancelled"), ("A7", "V1-2"), ("C7", "2024-03-21")],
    "attendances": [("B6", "P02"), ("B8", "P05")],
}
"""What is typed after reading that: each at the cell that a message names, or beside it."""

COUNTED = {
    "sessions": "5",
    "persons_served": "5 to 6",
    "contacts": "9",
    "absences": "1",
    "staff": "2",
    "staff_days": "3",
    "contact_hours": "19",
}
"""What it then comes to, counted by hand."""
