"""How one cell is read: strictly, or told why not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hkcs_model.columns import Cells
from hkcs_model.formulas import guarded
from hkcs_model.intake.cells import looks_lossy, reader, rewritten
from hkcs_model.problems import ValueFault
from hkcs_model.tables import TABLES, Column, Table

SESSIONS = TABLES["sessions"].columns


@pytest.mark.parametrize(
    ("column", "text", "spelt"),
    [
        ("date", "14/9/2007", "2007-09-14"),
        ("date", "2007-09", "2007-09"),
        ("date", "２００７", "2007"),
        ("end_date", "４/９/２００７", "2007-09-04"),
        ("hours", "１２.50", "12.5"),
        ("hours", "4,000", "4000"),
        ("hours", "0.0000001", "0.0000001"),
        ("hours", "08", "8"),
        ("unidentified", "０３", "3"),
        ("mode", "０３", "０３"),
        ("id", "007", "007"),
        ("date", "", ""),
        ("date", "１ May", "1 May"),
    ],
)
def test_cells_are_put_into_one_spelling(column: str, text: str, spelt: str) -> None:
    """Dates in ISO form, numbers in plain digits; texts and what does not read stay."""
    assert rewritten(SESSIONS[column], Cells.of([text, "", text])) == [spelt, "", spelt]


def test_cells_that_are_in_that_spelling_are_not_copied() -> None:
    cells = Cells.of(["2007-09-14", "", "2008"])
    assert rewritten(SESSIONS["date"], cells) is cells


@pytest.mark.parametrize(
    ("column", "text", "message"),
    [
        ("end_date", "2007-09", "not a whole day; write it as 2014-12-31"),
        ("unidentified", "2.5", "not a whole number; write digits alone, such as 35"),
        ("hours", "①", "not a number; write digits alone, such as 35 or 12.5"),
        ("hours", "३", "not a number; write digits alone, such as 35 or 12.5"),
        ("hours", "٣", "not a number; write digits alone, such as 35 or 12.5"),
        ("date", "२०१४", "not a date; write it as 2014-12-31, 2014-12 or 2014"),
        ("hours", "35人", "not a number; write digits alone, such as 35 or 12.5"),
        ("hours", "約30", "not a number; write digits alone, such as 35 or 12.5"),
        ("hours", "1e5", "not a number; write digits alone, such as 35 or 12.5"),
        ("status", "helt", "not one of its words; did you mean held?"),
    ],
)
def test_what_does_not_read_is_never_coerced(column: str, text: str, message: str) -> None:
    """Digits are ASCII or full-width; no other sign is one."""
    read = reader(SESSIONS[column])
    assert read is not None
    with pytest.raises(ValueFault, match=re.escape(message)):
        read(text)


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("end_date", "2007-09-14", "2007-09-14"),
        ("unidentified", "３", "3"),
        ("hours", "2.5", "2.5"),
        ("status", "held", "held"),
    ],
)
def test_what_reads_is_read(column: str, text: str, value: str) -> None:
    read = reader(SESSIONS[column])
    assert read is not None
    assert str(read(text)) == value


@pytest.mark.parametrize("column", ["id", "activity", "staff", "mode"])
def test_any_text_will_do_for_an_id_a_name_or_a_word(column: str) -> None:
    assert reader(SESSIONS[column]) is None


@given(st.text(max_size=20), st.sampled_from([*SESSIONS.values()]))
def test_any_text_is_read_or_faulted(text: str, column: Column) -> None:
    """What reads once is in one spelling, and reads again."""
    (spelt,) = rewritten(column, Cells.of([text]))
    assert rewritten(column, Cells.of([spelt])) == [spelt]


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@x", "|x", "\t1", "\r", "\n", "\0", "＝", " ="]
)
def test_what_begins_like_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert guarded(f"'{text}") == f"''{text}"


@pytest.mark.parametrize("text", ["1", "a=b", "", "香港", "'90s"])
def test_what_does_not_is_not(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize(
    ("text", "is_lossy"),
    [
        ("?魚涌", True),
        ("鰂魚?", True),
        ("\N{REPLACEMENT CHARACTER}魚", True),
        ("鰂魚涌", False),
        ("Why?", False),
        ("鰂魚涌 ?", False),
        ("𠀀?", True),
        ("?", False),
        ("\N{REPLACEMENT CHARACTER}", False),
        ("", False),
    ],
)
def test_a_question_mark_beside_a_chinese_character_is_loss(text: str, is_lossy: bool) -> None:
    assert looks_lossy(text) is is_lossy


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_every_column_is_declared_as_its_entity_has_it(table: Table) -> None:
    """What a column reads is a kind of cell; what it refers to is a table, a programme, a rule."""
    kinds = [
        "id",
        "text",
        "words",
        "word",
        "date",
        "day",
        "number",
        "whole",
        "list",
        "value",
        "status",
    ]
    fields = {attribute.name for attribute in table.entity.__attrs_attrs__}
    for column in table.columns.values():
        assert column.reads in kinds
        assert (column.reads == "status") == bool(column.vocabulary)
        assert column.refers in ("", "programmes", "rules", *TABLES)
        assert column.has_languages == (column.reads in ("words", "word"))
    extra = {"attributes", "origin", "written"}
    assert fields - extra == set(table.columns)


def test_the_owner_of_an_attribute_is_what_the_row_is() -> None:
    """A column of persons is `person.gender` in a question."""
    assert TABLES["persons"].owner == "person"
    assert TABLES["activities"].owner == "activity"
