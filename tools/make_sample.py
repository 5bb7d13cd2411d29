#!/usr/bin/env python3
"""Make the dataset `sample`: seven years of supervision that nobody gave, to nobody.

    python tools/make_sample.py [FOLDER]

writes the folder; without FOLDER, the one that ships with the package. Agency, partners, people,
sessions and numbers are invented. Persons, enrolments, groups, sessions and attendances are drawn
from a seed, so that every run writes the same bytes. The other files are written by hand, and are
only copied.

Eight intakes of social workers are supervised, each in two teams, by eleven supervisors. A
supervisor visits a team every other week: one member in the morning, a group in the afternoon; some
visits are half a day, some are a call. What registers have in real life is put in on purpose: see
`AWKWARD`.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from random import Random
from typing import TypeVar

T = TypeVar("T")
Row = dict[str, str]

SHIPPED = Path(__file__).parents[1] / "src" / "hkcs_model" / "datasets" / "sample"
SEED = 2007
BY_HAND = (
    "project.toml",
    *("organisations.csv", "activities.csv", "statements.csv", "milestones.csv", "sources.csv"),
)
AS_AT = date(2014, 12, 31)
CONTACTS = 4000
"""How many contacts the programme `supervision` comes to: so many of those invited do not come."""

# ---- who ----

STAFF = tuple(f"T{number:02}" for number in range(1, 12))
INTAKES = dict(zip(range(2007, 2015), (15, 15, 15, 15, 16, 16, 16, 16), strict=True))
"""How many persons are listed in each year's intake: 124 ids of 123 persons."""
YEARS_OF_SUPERVISION = 3
SECOND_ID, FIRST_ID = "P084", "P009"
"""Somebody of the intake of 2007 came back in 2012, and was listed anew."""
GENDER_NOT_RECORDED = "P040"
PART_OF_WOMEN = 0.7
POSTS = ("school", "hospital", "community", "rehabilitation")

# ---- when ----

NEW_YEARS = (
    *(date(2008, 2, 7), date(2009, 1, 26), date(2010, 2, 14), date(2011, 2, 3)),
    *(date(2012, 1, 23), date(2013, 2, 10), date(2014, 1, 31)),
)
"""The first days of the Chinese years."""
HOLIDAYS = (("01-01", "01-01"), ("05-01", "05-03"), ("10-01", "10-07"), ("12-24", "12-31"))
WORKSHOP = date(2011, 11, 17)
WORKSHOP_INTAKE = 2010
SEMINARS = {date(2010, 5, 14): (2008, 2009), date(2013, 5, 17): (2011, 2012)}
"""The open seminars, and the intakes that those who came are from."""
ATTACHMENT = date(2014, 12, 10)

# ---- how ----

REMOTE, HALF_DAY = 0.18, 0.07
"""The parts of all visits that are calls, and that are agreed as half a day but last longer."""
ONLINE_SINCE = 2012
GROUP_SIZES = (4, 5, 5)
WORDS = {
    "face to face": ("面談", "面谈"),
    "phone": ("電話", "电话"),
    "online": ("網上", "线上"),
    "individual": ("個別", "个别"),
    "group": ("小組", "小组"),
    "seminar": ("講座", "讲座"),
}
"""The words for modes and formats in Traditional and Simplified Chinese."""


@dataclass(frozen=True)
class Team:
    """Half of an intake.

    Attributes:
        intake: the year in which it began.
        members: their ids.
        supervisors: its own, and that of the other half.
        weekday: the day of the week on which it is visited; 0 is Monday.
    """

    intake: int
    members: tuple[str, ...]
    supervisors: tuple[str, str]
    weekday: int

    @property
    def group(self) -> str:
        """The id of its intake."""
        return f"intake-{self.intake}"

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.intake, 9, 1)

    @property
    def end(self) -> date:
        """Its last day, which may lie ahead."""
        return date(self.intake + YEARS_OF_SUPERVISION, 8, 31)


@dataclass
class Attendance:
    """A line of a register."""

    person: str
    status: str = "attended"


@dataclass
class Session:
    """A session with its register; what is left out is blank in the table."""

    when: date
    staff: tuple[str, ...]
    hours: str
    format: str
    register: list[Attendance]
    mode: str = "face to face"
    activity: str = "supervision"
    group: str = ""
    end_date: str = ""
    days: str = ""
    status: str = ""
    unidentified: int = 0
    to_the_month: bool = False

    @property
    def noted(self) -> str:
        """The day, as precisely as it was noted."""
        return f"{self.when:%Y-%m}" if self.to_the_month else self.when.isoformat()

    @property
    def contacts(self) -> int:
        """How many persons were certainly there, those included whom nobody named."""
        named = {line.person for line in self.register if line.status == "attended"}
        return len(named) + self.unidentified

    @property
    def is_plain(self) -> bool:
        """Whether it is a group session of a team on a visit, with nothing odd about it."""
        names = [line.person for line in self.register]
        odd = self.status or self.end_date or len(set(names)) < len(names)
        return self.activity == "supervision" and self.format == "group" and not odd


# ---- the plan ----


def drawn(rng: Random, among: Iterable[T], number: int) -> list[T]:
    """Draw some, without repeats; by `random()` alone, which is the same in every Python."""
    return sorted(among, key=lambda _: rng.random())[:number]


def persons_of(intake: int) -> tuple[str, ...]:
    """Return the ids of an intake."""
    first = 1 + sum(size for year, size in INTAKES.items() if year < intake)
    return tuple(f"P{number:03}" for number in range(first, first + INTAKES[intake]))


def teams() -> Iterator[Team]:
    """Form two teams of each intake, and give each a supervisor and a weekday in turn."""
    for number, (intake, half) in enumerate(product(INTAKES, (0, 1))):
        other = number + 1 - 2 * half
        yield Team(
            intake=intake,
            members=persons_of(intake)[half::2],
            supervisors=(STAFF[number % len(STAFF)], STAFF[other % len(STAFF)]),
            weekday=number % 5,
        )


def is_taken(day: date) -> bool:
    """Tell whether a day is a holiday, or one of something else than visits."""
    taken = (WORKSHOP, WORKSHOP + timedelta(1), ATTACHMENT, *SEMINARS)
    feast = any(timedelta(-1) <= day - new_year <= timedelta(7) for new_year in NEW_YEARS)
    return feast or day in taken or any(a <= f"{day:%m-%d}" <= b for a, b in HOLIDAYS)


def visiting_days(team: Team) -> Iterator[date]:
    """Return every other week's day of a team, holidays apart."""
    day = team.start + timedelta((team.weekday - team.start.weekday()) % 7)
    while day <= min(team.end, AS_AT):
        if not is_taken(day):
            yield day
        day += timedelta(14)


def visit(rng: Random, team: Team, number: int, day: date) -> Iterator[Session]:
    """Return the sessions of a visit: one or two, or a call; the first visit is always whole."""
    own = team.supervisors[:1]
    one = [Attendance(team.members[number % len(team.members)])]
    chance = rng.random() if number else 1.0
    if chance < REMOTE:
        mode = "online" if day.year >= ONLINE_SINCE else "phone"
        yield Session(day, own, "1", "individual", one, mode=mode, group=team.group)
        return
    if chance < REMOTE + HALF_DAY:
        yield Session(day, own, "4.5", "individual", one, group=team.group, days="0.5")
        return
    yield Session(day, own, "3", "individual", one, group=team.group)
    yield afternoon(rng, team, day, is_first=not number)


def afternoon(rng: Random, team: Team, day: date, *, is_first: bool) -> Session:
    """Return a group session; all come to the first, which both supervisors of the intake hold."""
    size = len(team.members) if is_first else GROUP_SIZES[int(rng.random() * len(GROUP_SIZES))]
    register = [Attendance(member) for member in sorted(drawn(rng, team.members, size))]
    staff = team.supervisors if is_first else team.supervisors[:1]
    return Session(day, staff, "3", "group", register, group=team.group)


def workshop() -> Session:
    """Return the workshop of two days, for one whole intake."""
    (first, second) = (team for team in teams() if team.intake == WORKSHOP_INTAKE)
    return Session(
        when=WORKSHOP,
        end_date=(WORKSHOP + timedelta(1)).isoformat(),
        staff=(first.supervisors[0], second.supervisors[0]),
        hours="12",
        days="2",
        format="group",
        group=first.group,
        register=[Attendance(member) for member in persons_of(first.intake)],
    )


def seminars(rng: Random) -> Iterator[Session]:
    """Return the open seminars."""
    for day, intakes in SEMINARS.items():
        members = [person for intake in intakes for person in persons_of(intake)]
        came = sorted(drawn(rng, members, 15))
        register = [Attendance(person) for person in came]
        staff = ("T01", "T06")
        yield Session(day, staff, "3", "seminar", register, activity="seminars")


def attachment() -> Session:
    """Return a day in Hong Kong for one person, of which the register has not come back yet."""
    register = [Attendance("P101", status="")]
    return Session(ATTACHMENT, ("T02",), "7", "individual", register, activity="attachments")


# ---- what is awkward ----


def first_of(sessions: Iterable[Session], since: date, **said: str) -> Session:
    """Return the first session since a day of which all this can be said."""
    return next(
        session
        for session in sessions
        if session.when >= since and all(getattr(session, k) == v for k, v in said.items())
    )


def cancel_a_visit(sessions: Sequence[Session]) -> None:
    """In a storm, both sessions of a visit are cancelled."""
    found = first_of(sessions, date(2013, 9, 23), format="group", status="")
    for session in sessions:
        if (session.when, session.staff) == (found.when, found.staff):
            session.status = "cancelled"
            for line in session.register:
                line.status = "cancelled"


def forget_a_day(sessions: Sequence[Session]) -> None:
    """Of one call only the month was noted."""
    first_of(sessions, date(2008, 11, 1), mode="phone").to_the_month = True


def list_somebody_twice(sessions: Sequence[Session]) -> None:
    """Somebody who was late is marked absent, and then added at the end of the register."""
    register = first_of(sessions, date(2009, 3, 1), format="group").register
    register[0].status = "absent"
    register.append(Attendance(register[0].person))


def let_two_guests_in(sessions: Sequence[Session]) -> None:
    """Two people come to the second seminar whom nobody asks for a name."""
    first_of(sessions, max(SEMINARS), activity="seminars").unidentified = 2


AWKWARD: tuple[Callable[[Sequence[Session]], None], ...] = (
    cancel_a_visit,
    forget_a_day,
    list_somebody_twice,
    let_two_guests_in,
)
"""Beside these: `SECOND_ID`, `GENDER_NOT_RECORDED`, `workshop`, `attachment`, `afternoon`."""


def send_some_away(rng: Random, sessions: Sequence[Session]) -> None:
    """Mark as many absent or excused as there are above `CONTACTS`; two of three are excused."""
    came = sum(s.contacts for s in sessions if s.status != "cancelled")
    lines = [line for session in sessions if session.is_plain for line in session.register]
    for number, line in enumerate(drawn(rng, lines, came - CONTACTS)):
        line.status = "excused" if number % 3 else "absent"


def all_sessions(rng: Random) -> list[Session]:
    """Return every session in order, with what became of everybody who was invited."""
    visits = (
        session
        for team in teams()
        for number, day in enumerate(visiting_days(team))
        for session in visit(rng, team, number, day)
    )
    sessions = [*visits, workshop(), *seminars(rng), attachment()]
    sessions.sort(key=lambda session: session.when)
    for change in AWKWARD:
        change(sessions)
    send_some_away(rng, sessions)
    return sessions


# ---- the tables ----


def said(column: str, en: str, hant: str, hans: str) -> Row:
    """Return the cells of a text in three languages."""
    return {column: en, f"{column}@zh-Hant": hant, f"{column}@zh-Hans": hans}


def groups() -> Iterator[Row]:
    """Return the intakes."""
    for team in list(teams())[::2]:
        year = team.intake
        yield {
            "id": team.group,
            "activity": "supervision",
            **said("title", f"Intake of {year}", f"{year}年屆", f"{year}届"),
            "start": team.start.isoformat(),
            "end": end_of(team),
        }


def end_of(team: Team) -> str:
    """Return the last day of a team; nothing while it goes on."""
    return team.end.isoformat() if team.end <= AS_AT else ""


def persons(rng: Random) -> Iterator[Row]:
    """Return everybody; the second id of a person says nothing but whose it is."""
    for person in (person for intake in INTAKES for person in persons_of(intake)):
        gender = "F" if rng.random() < PART_OF_WOMEN else "M"
        post = POSTS[int(rng.random() * len(POSTS))]
        row = {"id": person, "same_as": "", "gender": gender, "post": post}
        if person == GENDER_NOT_RECORDED:
            row["gender"] = ""
        if person == SECOND_ID:
            row |= {"same_as": FIRST_ID, "gender": "", "post": ""}
        yield row


def enrolments() -> Iterator[Row]:
    """Return who is in which intake, and who went to Hong Kong."""
    for team in teams():
        for person in team.members:
            yield {
                "person": person,
                "activity": "supervision",
                "start": team.start.isoformat(),
                "end": end_of(team),
                "group": team.group,
            }
    yield {"person": "P101", "activity": "attachments", "start": "2014-12-01"}


def session_rows(numbered: Mapping[str, Session]) -> list[Row]:
    """Return the sessions; a word is translated where it first occurs."""
    left = dict(WORDS)
    none = ("", "")
    return [
        {
            "id": id_,
            "activity": session.activity,
            "date": session.noted,
            "end_date": session.end_date,
            "group": session.group,
            "staff": "; ".join(session.staff),
            "hours": session.hours,
            "days": session.days,
            **said("mode", session.mode, *left.pop(session.mode, none)),
            **said("format", session.format, *left.pop(session.format, none)),
            "status": session.status,
            "unidentified": str(session.unidentified or ""),
        }
        for id_, session in numbered.items()
    ]


def attendances(numbered: Mapping[str, Session]) -> Iterator[Row]:
    """Return the registers."""
    for id_, session in numbered.items():
        for line in session.register:
            yield {"session": id_, "person": line.person, "status": line.status}


# ---- the folder ----


def csv_text(rows: Sequence[Row]) -> str:
    """Return a table; its columns are those of its rows, in order."""
    out = io.StringIO()
    header = dict.fromkeys(column for row in rows for column in row)
    writer = csv.DictWriter(out, list(header), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def tables() -> dict[str, str]:
    """Return the tables that are drawn: each file's name and text."""
    rng = Random(SEED)  # noqa: S311 - made up, and no secret
    numbered = {f"S{n:04}": session for n, session in enumerate(all_sessions(rng), 1)}
    rows = {
        "groups": list(groups()),
        "persons": list(persons(rng)),
        "enrolments": list(enrolments()),
        "sessions": session_rows(numbered),
        "attendances": list(attendances(numbered)),
    }
    return {f"{name}.csv": csv_text(listed) for name, listed in rows.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the folder."""
    parser = argparse.ArgumentParser(description="Make the invented dataset `sample`.")
    parser.add_argument("folder", nargs="?", type=Path, default=SHIPPED, metavar="FOLDER")
    folder: Path = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    written = {name: SHIPPED.joinpath(name).read_text("utf-8") for name in BY_HAND}
    for name, text in {**written, **tables()}.items():
        folder.joinpath(name).write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
