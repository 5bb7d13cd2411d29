"""The dataset `sample`: its figures, what is awkward in it, and that it says it is invented.

Where a row is awkward, a figure is counted with it, and again with the row as it would be if it
were not: the difference is what the row does.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from hkcs_model import build_report, count, load, reconcile
from hkcs_model.dataset import Dataset
from hkcs_model.languages import LANGUAGES
from tests.datasets import write_dataset
from tests.reports import exported
from tools import make_sample

SHIPPED = {
    file.name: file.read_bytes()
    for file in files("hkcs_model").joinpath("datasets", "sample").iterdir()
}
SAMPLE = load("sample")
REPORT = build_report(SAMPLE)
INVENTED = {"en": "invented", "zh-Hant": "虛構", "zh-Hans": "虚构"}

SUPERVISION = {"kind": "supervision"}
PROGRAMME = {"programme": "supervision"}
SEMINARS = {"kind": "seminar"}


def ends(dataset: Dataset, rule: str, **scope: Any) -> tuple[Any, Any]:
    """Return both ends of a figure that is counted from records alone."""
    (figure,) = count(dataset, rule, basis="recorded", **scope)
    return figure.low, figure.high


def changed(folder: Path, edits: Mapping[str, tuple[str, str]]) -> Dataset:
    """Return the dataset with some words of its tables replaced."""
    texts = {name: data.decode() for name, data in SHIPPED.items()}
    for table, (old, new) in edits.items():
        assert old in texts[f"{table}.csv"]
        texts[f"{table}.csv"] = texts[f"{table}.csv"].replace(old, new)
    texts["project"] = texts.pop("project.toml")
    return load(write_dataset(folder, texts))


# ---- how it is made ----


def test_the_script_writes_what_ships(tmp_path: Path) -> None:
    make_sample.main([str(tmp_path / "made")])
    assert {file.name: file.read_bytes() for file in (tmp_path / "made").iterdir()} == SHIPPED


def test_the_script_writes_the_same_when_started_by_itself(tmp_path: Path) -> None:
    script = str(make_sample.__file__)
    subprocess.run([sys.executable, "-X", "utf8=0", script, str(tmp_path)], check=True)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == SHIPPED


def test_without_a_folder_it_writes_the_one_that_ships() -> None:
    assert make_sample.SHIPPED.parts[-3:] == ("hkcs_model", "datasets", "sample")
    assert {file.name for file in make_sample.SHIPPED.iterdir()} == set(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_files_are_plain_utf_8(name: str) -> None:
    assert not SHIPPED[name].startswith(b"\xef\xbb\xbf")
    assert b"\r" not in SHIPPED[name]
    assert SHIPPED[name].decode().endswith("\n")


def test_ids_say_nothing_of_whoever_they_stand_for() -> None:
    assert all(re.fullmatch(r"P\d{3}", person.id) for person in SAMPLE.persons)
    assert {name for session in SAMPLE.sessions for name in session.staff} == {
        f"T{number:02}" for number in range(1, 12)
    }


def test_nobody_works_on_a_weekend_or_over_the_new_year() -> None:
    days = [s.date.first for s in SAMPLE.sessions if s.date.precision == "day"]
    assert all(day.weekday() < 5 for day in days)
    assert not {day for day in days if (day.month, day.day) in {(1, 1), (12, 25), (12, 26)}}
    assert not {day for day in days if date(2012, 1, 22) <= day <= date(2012, 1, 30)}


def test_the_rows_in_the_tutorial_are_those_of_the_tables() -> None:
    page = (Path(__file__).parents[1] / "docs" / "tutorial-records.md").read_text("utf-8")
    lines = {line for data in SHIPPED.values() for line in data.decode().splitlines()}
    shown = "".join(re.findall(r"^```csv\n(.*?)^```$", page, re.MULTILINE | re.DOTALL))
    assert shown
    assert set(shown.splitlines()) <= lines


# ---- its figures ----


@pytest.mark.parametrize(
    ("figure", "rule", "low", "high"),
    [
        pytest.param("supervisors", "staff", 11, 11, id="eleven-supervisors"),
        pytest.param("supervisees", "persons_served", 123, 123, id="123-social-workers"),
        pytest.param("contacts", "contacts", 4000, 4000, id="4000-contacts"),
        pytest.param("supervision-days", "staff_days", 818, Decimal("818.5"), id="over-800-days"),
        pytest.param("everybody", "persons_served", 123, 125, id="the-guests-may-be-strangers"),
        pytest.param("attachment-contacts", "contacts", 0, 1, id="a-register-is-not-back"),
    ],
)
def test_the_report_has_the_headline_figures(
    figure: str, rule: str, low: object, high: object
) -> None:
    (found,) = (shown for shown in REPORT.figures if shown.id == figure)
    assert (found.rule, found.low, found.high, found.basis) == (rule, low, high, "recorded")


@pytest.mark.parametrize(
    ("rule", "low", "high"),
    [
        ("staff", 11, 11),
        ("persons_served", 123, 125),
        ("contacts", 4000, 4001),
        ("staff_days", 819, Decimal("819.5")),
        ("enrolled_persons", 123, 123),
    ],
)
def test_what_is_certain_of_everything_is_told_too(rule: str, low: object, high: object) -> None:
    (figure,) = count(SAMPLE, rule)
    assert (figure.low, figure.high, figure.basis) == (low, high, "recorded")


def test_each_figure_that_the_report_shows_has_words_in_every_language() -> None:
    for figure in REPORT.figures:
        assert {language for language, _ in figure.labels.pairs} == set(LANGUAGES)


def test_the_funders_rule_takes_hours_off_at_the_top() -> None:
    given, at_most_given = ends(SAMPLE, "contact_hours", where=SUPERVISION)
    recognised, at_most_recognised = ends(SAMPLE, "recognised_hours")
    assert recognised == at_most_recognised < given == at_most_given


def test_the_settings_are_written_out() -> None:
    text = SHIPPED["project.toml"].decode()
    assert all(f"\n{key} = " in text for key in ("year_starts_in", "full_day_hours", "day_step"))


def test_the_invented_report_counted_the_cancelled_sessions() -> None:
    verdicts = {(told.statement, told.rule): told.verdict for told in reconcile(SAMPLE).statements}
    assert verdicts == {
        ("year-sessions", "sessions"): "records fall short",
        ("year-hours", "staff_hours"): "agrees",
        ("year-days", "service_days"): "agrees",
        ("year-days", "staff_days"): "records fall short",
        ("year-intakes", "groups_started"): "agrees",
    }


# ---- what is awkward ----

ROW = {
    "absent": "S0041,P007,absent",
    "excused": "S0010,P005,excused",
    "two-supervisors": "S0002,supervision,2007-09-03,,intake-2007,T01; T02,",
    "month": "S0125,supervision,2008-11,",
    "one-day": "S0824,supervision,2011-11-17,,intake-2010,T07; T08,8,1,",
    "workshop": "S0824,supervision,2011-11-17,2011-11-18,intake-2010,T07; T08,12,2,",
}
"""Rows that are looked at, as far as they matter."""


@pytest.mark.parametrize(
    ("edits", "asked", "with_it", "without_it"),
    [
        pytest.param(
            {"attendances": (ROW["absent"], "S0041,P007,attended")},
            ("contacts", {"where": SUPERVISION}),
            (3968, 3968),
            (3969, 3969),
            id="an-absence-is-no-contact",
        ),
        pytest.param(
            {"attendances": (ROW["excused"], "S0010,P005,attended")},
            ("absences", {"where": SUPERVISION}),
            (216, 216),
            (215, 215),
            id="who-is-excused-is-absent-all-the-same",
        ),
        pytest.param(
            {"sessions": (",cancelled,", ",,"), "attendances": (",cancelled", ",attended")},
            ("staff_days", {"period": "2013-09-26"}),
            (0, 0),
            (1, 1),
            id="a-cancelled-day-is-no-day",
        ),
        pytest.param(
            {"sessions": (",cancelled,", ",,"), "attendances": (",cancelled", ",attended")},
            ("contacts", {"period": "2013-09-26"}),
            (0, 0),
            (6, 6),
            id="nor-are-there-contacts",
        ),
        pytest.param(
            {"sessions": (",4.5,0.5,", ",4.5,,")},
            ("staff_days", {"where": SUPERVISION}),
            (816, Decimal("816.5")),
            (Decimal("848.5"), 849),
            id="half-a-day-is-what-was-agreed-not-what-the-hours-come-to",
        ),
        pytest.param(
            {"sessions": (ROW["two-supervisors"], ROW["two-supervisors"].replace("; T02", ""))},
            ("staff_contacts", {"period": "2007-09-03"}),
            (17, 17),
            (9, 9),
            id="two-supervisors-make-two-staff-contacts-with-each",
        ),
        pytest.param(
            {"sessions": (ROW["two-supervisors"], ROW["two-supervisors"].replace("; T02", ""))},
            ("contacts", {"period": "2007-09-03"}),
            (9, 9),
            (9, 9),
            id="but-one-contact",
        ),
        pytest.param(
            {"persons": ("P084,P009,", "P084,,")},
            ("persons_served", {"where": SUPERVISION}),
            (123, 123),
            (124, 124),
            id="two-ids-of-one-person-are-one",
        ),
        pytest.param(
            {"sessions": (ROW["month"], "S0125,supervision,2008-11-21,")},
            ("staff_days", {"where": PROGRAMME}),
            (818, Decimal("818.5")),
            (Decimal("818.5"), Decimal("818.5")),
            id="a-day-that-is-not-known-may-be-one-that-is-counted",
        ),
        pytest.param(
            {"sessions": (ROW["month"], "S0125,supervision,2008-11-21,")},
            ("contacts", {"where": PROGRAMME, "period": "2008-11-15/2014"}),
            (3697, 3698),
            (3698, 3698),
            id="nor-is-it-known-in-which-half-of-the-month-it-was",
        ),
        pytest.param(
            {"sessions": (",,2\n", ",,\n")},
            ("persons_served", {}),
            (123, 125),
            (123, 123),
            id="guests-without-a-name-may-be-strangers",
        ),
        pytest.param(
            {"sessions": (",,2\n", ",,\n")},
            ("contacts", {"where": SEMINARS}),
            (32, 32),
            (30, 30),
            id="but-they-were-there",
        ),
        pytest.param(
            {"attendances": ("P101,\n", "P101,attended\n")},
            ("contacts", {}),
            (4000, 4001),
            (4001, 4001),
            id="a-status-that-is-not-recorded-may-be-a-contact",
        ),
        pytest.param(
            {"sessions": (ROW["workshop"], ROW["one-day"])},
            ("person_days", {"period": "2011-11-17/2011-11-18"}),
            (30, 30),
            (15, 15),
            id="a-workshop-of-two-days-is-two-person-days-each",
        ),
        pytest.param(
            {"persons": ("P040,,,", "P040,,F,")},
            ("persons_served", {"where": SUPERVISION | {"person.gender": "F"}}),
            (85, 86),
            (86, 86),
            id="whose-gender-is-not-recorded-may-be-in-either-row",
        ),
    ],
)
def test_what_is_awkward_does_to_a_figure(
    edits: Mapping[str, tuple[str, str]],
    asked: tuple[str, Mapping[str, Any]],
    with_it: tuple[object, object],
    without_it: tuple[object, object],
    tmp_path: Path,
) -> None:
    rule, scope = asked
    assert ends(SAMPLE, rule, **scope) == with_it
    assert ends(changed(tmp_path, edits), rule, **scope) == without_it


def test_somebody_listed_twice_at_one_session_is_the_one_warning(tmp_path: Path) -> None:
    """The row that says absent gives way to the one that says attended."""
    assert [(told.code, told.origin.file) for told in SAMPLE.warnings] == [
        ("person-twice", "attendances.csv")
    ]
    row = SAMPLE.warnings[0].origin.row
    assert row is not None
    lines = SHIPPED["attendances.csv"].decode().splitlines(keepends=True)
    second = lines[row - 1]
    first = second.replace("attended", "absent")
    assert lines.count(first) == lines.count(second) == 1
    once = changed(tmp_path, {"attendances": (first, "")})
    assert once.warnings == ()
    for rule in ("contacts", "absences", "contact_hours", "staff_contacts"):
        assert ends(once, rule) == ends(SAMPLE, rule)


def test_people_meet_in_groups_and_alone_and_at_a_distance() -> None:
    formats = count(SAMPLE, "contacts", by=["format"], where=SUPERVISION)
    modes = count(SAMPLE, "contacts", by=["mode"], where=SUPERVISION)
    assert [figure.by["format"] for figure in formats] == ["group", "individual"]
    assert [figure.by["mode"] for figure in modes] == ["face to face", "online", "phone"]
    assert sum(f.low or 0 for f in formats) == sum(f.low or 0 for f in modes) == 3968


def test_rows_by_gender_leave_room_for_the_one_that_is_not_recorded() -> None:
    genders = count(SAMPLE, "persons_served", by=["person.gender"], where=SUPERVISION)
    assert [(figure.by["person.gender"], figure.low, figure.high) for figure in genders] == [
        ("F", 85, 86),
        ("M", 37, 38),
        ("", 1, 1),
    ]


# ---- it says what it is ----


def test_whose_it_is_and_what_it_is_called_say_that_it_is_invented() -> None:
    project = SAMPLE.project
    texts = [SAMPLE.agency.name, project.title, project.summary]
    texts += [programme.title for programme in SAMPLE.programmes]
    texts += [source.title for source in SAMPLE.sources]
    texts += [organisation.name for organisation in SAMPLE.organisations]
    texts += [programme.summary for programme in SAMPLE.programmes]
    for language, word in INVENTED.items():
        assert all(word in text.say(language).lower() for text in texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_that_it_is_invented(language: str) -> None:
    page = exported(REPORT.in_language(language), "html").decode()
    title = re.search("<title[^>]*>(.*?)</title>", page, re.DOTALL)
    assert title
    assert INVENTED[language] in title[1]
    assert all(word in page for word in INVENTED.values())


@pytest.mark.parametrize("format_", ["csv", "json"])
def test_the_other_formats_say_it_too(format_: str) -> None:
    assert "invented" in exported(REPORT, format_).decode().lower()
