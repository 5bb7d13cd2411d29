from collections.abc import Callable
from datetime import date, datetime

import pytest
from attrs.exceptions import FrozenInstanceError

from hkcs_model.columns import Cells
from hkcs_model.content import Content
from hkcs_model.dataset import Dataset, Records
from hkcs_model.dates import PartialDate
from hkcs_model.entities import (
    Activity,
    Agency,
    Counting,
    Disclosure,
    Enrolment,
    Group,
    Person,
    Project,
    Session,
)
from hkcs_model.languages import Text
from hkcs_model.places import Part, Places
from hkcs_model.problems import Origin
from hkcs_model.rules import CATALOGUE, Rule

DAY = date(2014, 12, 31)


def named(words: str) -> Text:
    return Text({"en": words})


def dataset(**more: object) -> Dataset:
    return Dataset(
        agency=Agency(name=named("Harbour")),
        project=Project(title=named("Bridges"), as_at=DAY, language="zh-Hant"),
        **more,  # type: ignore[arg-type]  # each test gives what it looks at
    )


def people(*ids: str) -> Records[Person]:
    return Records(
        name="persons",
        columns={"id": Cells.of(ids), "same_as": Cells.blank(len(ids))},
        places=Places([Part(file="persons.csv", rows=range(2, len(ids) + 2))]),
        make=lambda records, place: Person(
            id=records.columns["id"][place], origin=records.places.at(place)
        ),
    )


# ---- what a row is ----


def test_an_entity_cannot_be_changed() -> None:
    person = Person(id="a")
    with pytest.raises(FrozenInstanceError):
        person.id = "b"  # type: ignore[misc]  # what it refuses


def test_where_a_row_stands_is_no_part_of_what_it_is() -> None:
    """So a row repeated changes nothing, wherever it is repeated."""
    here, there = (Person(id="a", origin=Origin("persons.csv", row)) for row in (2, 9))
    assert here == there
    assert hash(here) == hash(there)
    assert "persons.csv" not in repr(here)


def test_an_attribute_is_a_part_of_what_a_row_is() -> None:
    assert Person(id="a", attributes={"gender": "f"}) != Person(id="a")


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(
            lambda when: Activity(id="a", programme="p", kind="k", start=when), id="of-an-activity"
        ),
        pytest.param(lambda when: Group(id="g", activity="a", end=when), id="of-a-group"),
        pytest.param(
            lambda when: Enrolment(person="b", activity="a", start=PartialDate(2014), end=when),
            id="of-an-enrolment",
        ),
        pytest.param(
            lambda when: Session(id="s", activity="a", date=PartialDate(2014), end_date=when),
            id="of-a-session",
        ),
        pytest.param(
            lambda when: Project(title=Text(), as_at=DAY, published=when), id="of-a-project"
        ),
    ],
)
@pytest.mark.parametrize(
    "when",
    [
        pytest.param(DAY, id="a-day"),
        pytest.param("2014", id="a-text"),
        pytest.param(2014, id="a-number"),
    ],
)
def test_a_date_is_kept_with_its_precision_or_not_at_all(
    make: Callable[[object], object], when: object
) -> None:
    """Whatever else looks like a date would count wrongly in silence."""
    with pytest.raises(TypeError, match="PartialDate"):
        make(when)
    assert make(None)
    assert make(PartialDate(2014))


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(datetime(2014, 12, 31), id="a-time-of-day"),  # noqa: DTZ001 - it is refused
        pytest.param(PartialDate(2014), id="less-than-a-day"),
        pytest.param("2014-12-31", id="a-text"),
        pytest.param(None, id="nothing"),
    ],
)
def test_the_as_at_day_is_a_whole_day(day: date) -> None:
    with pytest.raises(TypeError, match="without a time of day"):
        Project(title=Text(), as_at=day)


def test_what_a_project_does_not_say() -> None:
    assert Counting().year_starts_in == 4
    assert Counting().full_day_hours == 8
    assert str(Counting().day_step) == "0.5"
    assert Disclosure().below == 0
    assert Session(id="s", activity="a", date=PartialDate(2014)).status == "held"


# ---- records, held as columns ----


def test_a_record_becomes_an_entity_when_somebody_looks() -> None:
    records = people("a", "b", "c")
    assert len(records) == 3
    assert records[1] == Person(id="b")
    assert records[-1] == Person(id="c")
    assert records[1:] == (Person(id="b"), Person(id="c"))
    assert [person.id for person in records] == ["a", "b", "c"]
    assert records[2].origin == Origin("persons.csv", 4)


def test_there_is_no_record_after_the_last() -> None:
    with pytest.raises(IndexError):
        people("a")[1]


def test_records_show_themselves_without_a_persons_value() -> None:
    assert repr(people("chan-tai-man")) == "<Records persons: 1 rows of id, same_as>"


# ---- the dataset ----


def test_a_dataset_shows_whose_it_is_and_nobody_in_it() -> None:
    content = Content(project={"project": {"title": "Bridges"}}, tables={})
    data = dataset(persons=people("chan-tai-man"), content=content)
    assert repr(data) == f"<Dataset Bridges of Harbour, {content.digest()[:12]}>"


def test_the_rules_are_the_catalogues_and_the_datasets_own() -> None:
    own = Rule(id="visits", over="sessions", key=("session",))
    assert dataset(own_rules={"visits": own}).rules == {**CATALOGUE, "visits": own}


def test_the_as_at_day_has_words() -> None:
    assert dataset().as_at.say("en") == "31 December 2014"


def test_activities_are_found_by_their_ids() -> None:
    one = Activity(id="a", programme="p", kind="k")
    assert dataset(activities=(one,)).activity_of == {"a": one}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        pytest.param("course", Text({"zh-Hant": "課程"}), id="words-that-the-dataset-has"),
        pytest.param("visit", Text({"zh-Hant": "visit"}), id="the-value-in-its-own-language"),
    ],
)
def test_the_words_for_a_value(value: str, words: Text) -> None:
    data = dataset(words={("kind", "course"): Text({"zh-Hant": "課程"})})
    assert data.words_for("kind", value) == words
