from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hkcs_model import __version__, build_report, load
from hkcs_model.columns import Cells
from hkcs_model.dataset import Records
from hkcs_model.dates import PartialDate
from hkcs_model.entities import Milestone
from hkcs_model.intake.records import entity_at
from hkcs_model.languages import LANGUAGES, Text
from hkcs_model.places import Part, Places
from hkcs_model.problems import UsageError
from hkcs_model.report import Figure
from tests.reports import HEADERS, dataset, request, statement

HKCS = build_report(load("hkcs"))

PUBLISHED = {
    "pku-groups": (14, 14, False, False, None),
    "pku-students": (44, 44, False, False, None),
    "guangzhou-students": (2250, 2349, False, False, 100),
    "shenzhen-staff": (11, 11, False, False, None),
    "shenzhen-staff-days": (800, None, True, False, None),
    "shenzhen-workers": (123, 123, False, False, None),
    "shenzhen-contacts": (4000, 4000, False, False, None),
    "pudong-stations": (4, 4, False, False, None),
    "contacts-per-staff-day": (0, 5, False, True, None),
    "workers-per-supervisor": (Decimal("11.1818"), Decimal("11.1819"), False, False, None),
    "students-per-group": (Decimal("3.1428"), Decimal("3.1429"), False, False, None),
    "all-persons_served": (2250, 2516, False, False, None),
}


def ends(figure: Figure) -> tuple[object, ...]:
    """Return the ends of a figure with their qualifiers."""
    return figure.low, figure.high, figure.low_exclusive, figure.high_exclusive, figure.about


def test_the_page_has_these_figures_and_no_others() -> None:
    """What the agency published, the ratios that its page invites, and the totals over it all."""
    assert {figure.id: ends(figure) for figure in HKCS.figures} == PUBLISHED
    assert {figure.basis for figure in HKCS.figures} == {"stated"}
    assert HKCS.contradictions == ()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        pytest.param("en", ("around 2,300", "more than 800", "2,250 to 2,516"), id="english"),
        pytest.param("zh-Hant", ("約2,300", "超過800", "2,250至2,516"), id="traditional"),
        pytest.param("zh-Hans", ("约2,300", "超过800", "2,250至2,516"), id="simplified"),
    ],
)
def test_the_page_speaks_three_languages(language: str, words: tuple[str, str, str]) -> None:
    said = {figure.id: figure.text for figure in HKCS.in_language(language).figures}
    asked = ("guangzhou-students", "shenzhen-staff-days", "all-persons_served")
    assert tuple(said[id_] for id_ in asked) == words
    assert said["shenzhen-contacts"] == "4,000"


def test_every_text_of_the_page_is_in_every_language() -> None:
    """Nothing of the built-in report falls back on another language."""
    texts = [
        HKCS.agency.name,
        HKCS.project.title,
        HKCS.project.summary,
        *(text for p in HKCS.programmes for text in (p.title, p.summary)),
        *(figure.labels for figure in HKCS.figures),
        *(activity.title for activity in HKCS.activities),
        *(partner.name for partner in HKCS.partners),
        *(stone.text for stone in HKCS.milestones),
        *(source.title for source in HKCS.sources),
        *HKCS.words.values(),
    ]
    assert all(set(dict(text.pairs)) == set(LANGUAGES) for text in texts)
    assert all(
        text.spoken(language).language == language for text in texts for language in LANGUAGES
    )


def test_every_number_of_a_summary_is_a_figure() -> None:
    """The summaries quote each published figure once in each language."""
    published = {figure.id for figure in HKCS.figures if figure.quote}
    for language in LANGUAGES:
        quoted = [
            piece.id
            for programme in HKCS.programmes
            for piece in HKCS.parts(programme.summary, language)[1]
            if isinstance(piece, Figure)
        ]
        assert sorted(quoted) == sorted(published)


def test_readings_are_those_that_the_published_words_allow() -> None:
    readings = {f.id: [r.rule for r in f.readings] for f in HKCS.figures if f.readings}
    assert readings == {
        "guangzhou-students": ["enrolments"],
        "shenzhen-staff-days": ["service_days", "person_days"],
        "shenzhen-contacts": ["staff_contacts", "sessions", "person_days"],
    }


def test_activities_published_without_a_number_are_not_counted() -> None:
    uncounted = {activity.id for activity in HKCS.activities} - HKCS.counted_in.keys()
    assert {"hk-study-tours", "visits"} <= uncounted
    assert HKCS.counted_in["course-youth"] == ("guangzhou-students",)
    assert HKCS.counted_in["pku-attachments"] == ("pku-groups", "pku-students")


def test_a_total_is_made_of_what_more_than_one_programme_states() -> None:
    """Two programmes that state a rule make a total; one, or the project itself, makes none."""
    of_both = (
        statement("a", "contacts", "10", activity="gz"),
        statement("b", "contacts", "20", activity="sz"),
        statement("c", "sessions", "5", activity="gz"),
        statement("d", "sessions", "6"),
    )
    report = build_report(dataset(*of_both))
    (total,) = [figure for figure in report.figures if figure.id.startswith("all-")]
    assert (total.id, total.low, total.high) == ("all-contacts", 30, 30)
    assert total.label == "contacts (person-times), all programmes"


def test_no_total_is_made_of_what_lies_after_the_as_at_day() -> None:
    """Nobody asked for a total that no statement takes part in, so none of 0 is shown."""
    late = (
        statement("a", "contacts", "10", activity="gz", start="2020"),
        statement("b", "contacts", "20", activity="sz", start="2020"),
    )
    assert [figure.id for figure in build_report(dataset(*late)).figures] == ["a", "b"]


def test_requested_figures_follow_the_stated_ones() -> None:
    known = dataset(
        statement("a", "contacts", "10", activity="gz"),
        requests=(request("contacts/contacts"), request("contacts", id="by", by=("programme",))),
    )
    report = build_report(known)
    assert [(f.id, dict(f.by)) for f in report.figures] == [
        ("a", {}),
        ("asked", {}),
        ("by", {"programme": "edu"}),
    ]


def test_milestones_are_told_in_the_order_of_time() -> None:
    stones = tuple(
        Milestone(id=str(year), date=PartialDate(year), text=Text({"en": "x"}))
        for year in (2007, 1992, 2001)
    )
    assert [stone.id for stone in build_report(dataset(milestones=stones)).milestones] == [
        "1992",
        "2001",
        "2007",
    ]


def test_a_report_says_what_it_was_made_from() -> None:
    assert HKCS.provenance.version == __version__
    assert HKCS.provenance.digest == load("hkcs").digest
    assert HKCS.provenance.as_at == date(2014, 12, 31)
    assert [m.say("zh-Hant") for m in HKCS.assumptions] == ["所有數字計算至2014年12月31日為止"]


def test_the_readers_language_is_the_datasets_own_where_none_is_asked_for() -> None:
    assert HKCS.language == "en"
    assert build_report(load("hkcs"), language="zh-Hans").language == "zh-Hans"
    with pytest.raises(
        UsageError, match="zh-Hantt: not a language of reports; did you mean zh-Hant"
    ):
        build_report(load("hkcs"), language="zh-Hantt")


SESSION = {"id": "s1", "activity": "gz", "date": "2007"}
PLACES = Places([Part(file="sessions.csv", rows=[2], columns=frozenset(SESSION))])


def test_a_report_counts_records() -> None:
    """A figure asked for counts them, and the activity that they are of says so."""
    columns = {name: Cells.of([cell]) for name, cell in SESSION.items()}
    sessions = Records(name="sessions", columns=columns, places=PLACES, make=entity_at)
    known = dataset(
        sessions=sessions,
        headers={**HEADERS, "sessions": tuple(SESSION)},
        requests=(request("sessions", id="held"),),
    )
    report = build_report(known)
    (held,) = report.figures
    assert (held.id, held.low, held.high, held.basis) == ("held", 1, 1, "recorded")
    assert report.counted_in == {"gz": ("held",)}
