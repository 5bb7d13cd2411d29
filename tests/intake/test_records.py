"""Tables held as columns: a row is an entity when somebody looks at it, and not before."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hkcs_model.columns import Cells
from hkcs_model.dataset import Dataset, Records
from hkcs_model.dates import PartialDate
from hkcs_model.entities import Attendance, Enrolment, Person, Session
from hkcs_model.intake import load
from hkcs_model.intake.records import entity_at
from hkcs_model.places import Part, Places
from hkcs_model.problems import Origin
from tests.datasets import ACTIVITIES, write_dataset

FILES = {
    "activities": ACTIVITIES,
    "groups": "id,activity\ng1,a1\n",
    "persons": "id,same_as,gender\np1,,F\n\np2,p1,\n",
    "enrolments": "person,activity,start,end,group\np1,a1,2013-09,30/6/2014,g1\np2,a1,2014,,\n",
    "sessions": "id,activity,date,end_date,group,staff,hours,days,mode,format,status,"
    "unidentified,room\n"
    "s1,a1,1/2/2014,3/2/2014,g1,amy; ben,１２.50,2.5,phone,group,held,３,A\n"
    "s2,a1,2014,,,,,,,,,,\n",
    "attendances": "session,person,status,first\ns1,p1,attended,yes\ns2,p2,,\n",
}


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return load(write_dataset(tmp_path, FILES))


def test_a_row_is_an_entity_of_its_table(dataset: Dataset) -> None:
    """Each cell is read by its column; other columns are attributes."""
    assert dataset.sessions[0] == Session(
        id="s1",
        activity="a1",
        date=PartialDate(2014, 2, 1),
        end_date=PartialDate(2014, 2, 3),
        group="g1",
        staff=("amy", "ben"),
        hours=Decimal("12.5"),
        days=Decimal("2.5"),
        mode="phone",
        format="group",
        status="held",
        unidentified=3,
        attributes={"room": "A"},
    )
    assert dataset.persons[0] == Person(id="p1", attributes={"gender": "F"})
    assert dataset.enrolments[0] == Enrolment(
        person="p1",
        activity="a1",
        start=PartialDate(2013, 9),
        end=PartialDate(2014, 6, 30),
        group="g1",
    )
    assert dataset.attendances[0] == Attendance(
        session="s1", person="p1", status="attended", attributes={"first": "yes"}
    )


def test_a_blank_cell_is_the_default_of_its_field(dataset: Dataset) -> None:
    blank = Session(id="s2", activity="a1", date=PartialDate(2014), attributes={"room": ""})
    assert dataset.sessions[1] == blank
    assert blank.status == "held"
    assert dataset.enrolments[1].end is None
    assert dataset.attendances[1].status == ""


def test_every_entity_knows_its_row(dataset: Dataset) -> None:
    assert [person.origin for person in dataset.persons] == [
        Origin("persons.csv", 2),
        Origin("persons.csv", 4),
    ]
    assert [str(session.origin) for session in dataset.sessions] == [
        "sessions.csv:2",
        "sessions.csv:3",
    ]
    assert [str(activity.origin) for activity in dataset.activities] == [
        "activities.csv:2",
        "activities.csv:3",
    ]


def test_a_very_small_number_is_kept(tmp_path: Path) -> None:
    """No number is ever written with an exponent, which no cell may have."""
    sessions = "id,activity,date,hours\ns1,a1,2014,0.0000001\n"
    folder = write_dataset(tmp_path, {"activities": ACTIVITIES, "sessions": sessions})
    assert load(folder).sessions[0].hours == Decimal("0.0000001")


def records_of(names: list[str], made: list[int]) -> Records[str]:
    """Return records that write down each place whose entity is made."""

    def make(records: Records[str], place: int) -> str:
        made.append(place)
        return records.columns["id"][place].upper()

    return Records(
        name="persons",
        columns={"id": Cells.of(names)},
        places=Places([Part(file="persons.csv", rows=range(2, len(names) + 2))]),
        make=make,
    )


def test_an_entity_is_made_when_it_is_looked_at() -> None:
    made: list[int] = []
    records = records_of(["a", "b", "c"], made)
    assert len(records) == 3
    assert made == []
    assert records[1] == "B"
    assert made == [1]
    assert next(iter(records)) == "A"
    assert made == [1, 0]


def test_records_are_a_sequence() -> None:
    """Indexed from both ends, sliced to a tuple, walked forth and back, searched."""
    records = records_of(["a", "b", "c"], [])
    assert records[-1] == "C"
    assert records[:2] == ("A", "B")
    assert records[::-1] == ("C", "B", "A")
    assert records[5:] == ()
    assert list(records) == ["A", "B", "C"]
    assert list(reversed(records)) == ["C", "B", "A"]
    assert "B" in records
    assert records.index("C") == 2


@pytest.mark.parametrize("index", [3, -4])
def test_there_is_no_row_beyond_the_ends(index: int) -> None:
    records = records_of(["a", "b", "c"], [])
    with pytest.raises(IndexError, match="out of range"):
        records[index]


def test_records_show_their_size_and_columns_and_no_value(dataset: Dataset) -> None:
    """What stands in a notebook or a traceback holds nothing of a person."""
    assert repr(dataset.persons) == "<Records persons: 2 rows of id, same_as, gender>"
    many = records_of(["chan"] * 1234, [])
    assert repr(many) == "<Records persons: 1,234 rows of id>"


def test_a_table_that_is_not_there_has_no_rows() -> None:
    empty: Records[Any] = Records(name="persons", make=entity_at)
    assert len(empty) == 0
    assert list(empty) == []
    assert repr(empty) == "<Records persons: 0 rows>"
