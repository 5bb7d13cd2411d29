from typing import get_args

import attrs
import pytest

from hkcs_model.entities import Row
from hkcs_model.tables import TABLES, Column, Reads

NAMES = [
    *("organisations", "activities", "groups", "persons", "enrolments", "sessions"),
    *("attendances", "statements", "relations", "milestones", "sources"),
]
REQUIRED = {
    "organisations": "id name",
    "activities": "id programme kind",
    "groups": "id activity",
    "persons": "id",
    "enrolments": "person activity start",
    "sessions": "id activity date",
    "attendances": "session person",
    "statements": "id rule value",
    "relations": "a b relation by",
    "milestones": "id date text",
    "sources": "id title",
}
REFERS = {
    "activities": {"programme": "programmes", "partners": "organisations"},
    "groups": {"activity": "activities"},
    "persons": {"same_as": "persons"},
    "enrolments": {"person": "persons", "activity": "activities", "group": "groups"},
    "sessions": {"activity": "activities", "group": "groups"},
    "attendances": {"session": "sessions", "person": "persons"},
    "statements": {
        "rule": "rules",
        "readings": "rules",
        "programme": "programmes",
        "activity": "activities",
        "partner": "organisations",
        "source": "sources",
    },
    "relations": {"a": "statements", "b": "statements"},
    "milestones": {
        "programme": "programmes",
        "partners": "organisations",
        "source": "sources",
    },
}
VOCABULARY = {
    ("sessions", "status"): ("held", "cancelled", "planned"),
    ("attendances", "status"): ("attended", "absent", "excused", "cancelled"),
    ("relations", "relation"): ("disjoint",),
}


def test_the_tables_of_the_format() -> None:
    assert list(TABLES) == NAMES
    assert all(name == table.name for name, table in TABLES.items())


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_a_column_for_each_value_of_its_entity(name: str) -> None:
    """And for no other; what was written is kept beside what it means."""
    table = TABLES[name]
    own = {field.name for field in attrs.fields(table.entity)}
    shared = {field.name for field in attrs.fields(Row)}
    assert set(table.columns) == own - shared - {"written"}
    assert all(column.name == header for header, column in table.columns.items())


@pytest.mark.parametrize("name", NAMES)
def test_what_a_column_requires_and_refers_to(name: str) -> None:
    columns = TABLES[name].columns
    assert [header for header in columns if columns[header].required] == REQUIRED[name].split()
    refers = {header: column.refers for header, column in columns.items() if column.refers}
    assert refers == REFERS.get(name, {})


@pytest.mark.parametrize("name", NAMES)
def test_a_column_is_read_in_a_way_that_there_is(name: str) -> None:
    assert {column.reads for column in TABLES[name].columns.values()} <= set(get_args(Reads))


def test_what_has_a_vocabulary() -> None:
    found = {
        (name, header): column.vocabulary
        for name, table in TABLES.items()
        for header, column in table.columns.items()
        if column.vocabulary or column.reads == "status"
    }
    assert found == VOCABULARY


def test_which_tables_are_records_and_which_take_columns_of_an_agencys_own() -> None:
    records = [name for name, table in TABLES.items() if table.is_records]
    plain = [name for name, table in TABLES.items() if not table.takes_attributes]
    assert records == ["persons", "enrolments", "sessions", "attendances"]
    assert plain == ["statements", "relations", "milestones", "sources"]


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        pytest.param("activities", "activity", id="activity"),
        pytest.param("persons", "person", id="person"),
        pytest.param("attendances", "attendance", id="attendance"),
    ],
)
def test_own_columns_are_attributes_of_what_a_row_is(name: str, owner: str) -> None:
    assert TABLES[name].owner == owner


@pytest.mark.parametrize(
    ("reads", "has"),
    [
        pytest.param("words", True, id="a-title"),
        pytest.param("word", True, id="a-value-of-a-dimension"),
        pytest.param("text", False, id="an-id-of-something-else"),
        pytest.param("date", False, id="a-date"),
    ],
)
def test_what_may_be_given_per_language(reads: Reads, has: bool) -> None:
    assert Column(name="title", reads=reads).has_languages is has
