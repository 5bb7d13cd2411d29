from __future__ import annotations

import io
import os
import tarfile
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve

from hkcs_model import build_report, load
from hkcs_model.dates import PartialDate
from hkcs_model.languages import LANGUAGES, Text
from hkcs_model.options import make_options
from hkcs_model.plugins import built_in
from hkcs_model.problems import UsageError
from hkcs_model.report import Report
from hkcs_model.testing import HARD_TEXTS, hard_report
from tests.reports import exported

HKCS = build_report(load("hkcs"))
SAMPLE = build_report(load("sample"))
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NOTHING = evolve(
    HKCS,
    figures=(),
    tables=(),
    activities=(),
    partners=(),
    sources=(),
    milestones=(),
    programmes=(),
    assumptions=(),
)
REPORTS = {
    "hkcs": HKCS,
    "hkcs-for-a-reader-of-chinese": HKCS.in_language("zh-Hant"),
    "sample": SAMPLE,
    "hard": hard_report(),
    "with-nothing-in-it": NOTHING,
}
SET = {"organisation": "XX-AB-1", "type": "21", "country": "CN", "sector": "16010"}


def activity(report: Report, **options: str) -> ET.Element:
    """Return the one activity of a file."""
    root = ET.fromstring(exported(report, "iati", **options))  # noqa: S314 - ours
    (found,) = root
    return found


def losses(report: Report, **options: str) -> list[str]:
    exporter = built_in().exporters["iati"]
    lost = exporter.write(report, io.BytesIO(), exporter.options(**options))
    return [loss.what for loss in lost]


def indicators(report: Report, id_: str) -> list[ET.Element]:
    """Return the indicators of a figure or table."""
    found = activity(report).iter("indicator")
    return [one for one in found if one.find(f"reference[@code='{id_}']") is not None]


def words(of: ET.Element, path: str) -> dict[str, str]:
    """Return what an element in another says, by language."""
    return {one.attrib[LANG]: one.text or "" for one in of.iterfind(f"{path}/narrative")}


def comment(report: Report, id_: str) -> dict[str, str]:
    return words(indicators(report, id_)[0], "period/actual/comment")


# ---- the judge ----


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The schema of activities 2.03, from the source distribution that IATI_SDIST names."""
    folder = tmp_path_factory.mktemp("iati")
    with tarfile.open(os.environ["IATI_SDIST"]) as sdist:
        for member in sdist.getmembers():
            if "/standard/2-03/schemas/" in member.name and member.isfile():
                data = sdist.extractfile(member)
                assert data
                (folder / Path(member.name).name).write_bytes(data.read())
    etree = import_module("lxml.etree")
    return etree.XMLSchema(etree.parse(folder / "iati-activities-schema.xsd"))


def judged(schema: Any, data: bytes) -> list[str]:
    schema.validate(import_module("lxml.etree").fromstring(data))
    return [error.message for error in schema.error_log]


@pytest.mark.outside
@pytest.mark.parametrize("options", [{}, SET], ids=["as-it-is", "with-every-option"])
@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_the_schema_of_the_standard_finds_nothing(
    schema: Any, report: Report, options: dict[str, str]
) -> None:
    assert judged(schema, exported(report, "iati", **options)) == []


@pytest.mark.outside
@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        pytest.param(b'"1992-01-01"', b'"1992"', "xs:date", id="a-date-without-a-day"),
        pytest.param(b' measure="1"', b"", "'measure' is required", id="no-measure"),
        pytest.param(b"<activity-status", b"<status", "not expected", id="no-such-element"),
    ],
)
def test_the_schema_finds_what_is_wrong(schema: Any, right: bytes, wrong: bytes, told: str) -> None:
    """A file spoilt on purpose does not pass: the judge is awake."""
    data = exported(HKCS, "iati")
    assert right in data
    assert told in judged(schema, data.replace(right, wrong))[0]


# ---- the activity ----


def test_the_project_is_one_activity_of_the_agency() -> None:
    found = activity(HKCS)
    assert found.findtext("iati-identifier") == "hkcs-mainland-china"
    assert found.find("reporting-org[@ref='hkcs'][@type='22']") is not None
    assert words(found, "title") == dict(HKCS.project.title.pairs)
    assert found.attrib[LANG] == "en"


def test_what_a_donor_asks_for_is_told_by_options() -> None:
    found = activity(HKCS, **SET)
    assert found.findtext("iati-identifier") == "XX-AB-1-mainland-china"
    assert found.find("reporting-org[@ref='XX-AB-1'][@type='21']") is not None
    assert found.find("recipient-country[@code='CN']") is not None
    assert found.find("sector[@code='16010'][@vocabulary='1']") is not None
    assert activity(HKCS).find("recipient-country") is None
    assert activity(HKCS).find("sector") is None


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("organisation", "a/b", "is an identifier such as"),
        ("type", "1", "does not take that value"),
        ("country", "China", "is a country such as CN"),
        ("sector", "social", "is a purpose such as 16010"),
    ],
)
def test_an_option_that_is_no_code_is_refused(key: str, value: str, told: str) -> None:
    with pytest.raises(UsageError, match=rf"iati: option {key} {told}"):
        make_options(built_in().exporters["iati"], {key: value})


def test_an_identifier_has_no_sign_that_the_standard_forbids() -> None:
    agency = evolve(HKCS.agency, id="a/b & c")
    project = evolve(HKCS.project, id="")
    found = activity(evolve(HKCS, agency=agency, project=project))
    assert found.findtext("iati-identifier") == "a-b-c-project"
    found = activity(evolve(HKCS, agency=evolve(agency, id="")))
    assert found.findtext("iati-identifier") == "agency-mainland-china"


def test_a_summary_quotes_its_figures_and_a_project_without_one_has_its_title() -> None:
    assert words(activity(hard_report()), "description[@type='1']") == {
        "en": "An introduction: 44 and around 2,300.",
        "zh-Hant": "引言：44。",
    }
    assert words(activity(hard_report()), "description[@type='4']")["en"] == (
        "a sentence about something"
    )
    bare = evolve(NOTHING, project=evolve(HKCS.project, summary=Text()))
    assert words(activity(bare), "description") == dict(HKCS.project.title.pairs)


def test_the_agency_and_its_partners_take_part() -> None:
    found = activity(HKCS).findall("participating-org[@role='4']")
    names = [one.findtext("narrative") for one in found]
    assert names == ["Hong Kong Christian Service", *(str(one.name) for one in HKCS.partners)]


def test_a_date_says_how_precisely_it_is_known() -> None:
    start = activity(HKCS).find("activity-date[@type='2']")
    assert start is not None
    assert start.attrib["iso-date"] == "1992-01-01"
    assert words(activity(HKCS), "activity-date")["zh-Hant"] == "1992年"


def test_a_project_is_over_when_all_its_activities_are() -> None:
    assert activity(HKCS).find("activity-status[@code='2']") is not None
    ends = (PartialDate(2008), PartialDate(2014, 12))
    over = [evolve(one, end=ends[n % 2]) for n, one in enumerate(HKCS.activities)]
    found = activity(evolve(HKCS, activities=tuple(over)))
    assert found.find("activity-status[@code='3']") is not None
    end = found.find("activity-date[@type='4']")
    assert end is not None
    assert end.attrib["iso-date"] == "2014-12-31"


def test_where_no_activity_says_when_it_began_the_figures_or_the_as_at_day_do() -> None:
    def start(report: Report) -> str:
        found = activity(report).find("activity-date")
        assert found is not None
        assert len(found) == 0
        return found.attrib["iso-date"]

    assert start(evolve(HKCS, activities=())) == "1992-01-01"
    assert start(NOTHING) == "2014-12-31"


# ---- results ----


def test_a_programme_is_a_result_whose_figures_nobody_is_to_add_up() -> None:
    results = activity(HKCS).findall("result")
    titles = [one.findtext("title/narrative") for one in results]
    assert titles == [
        "The whole project",
        *(p.title.say("en") for p in HKCS.programmes if HKCS.figures_of(p.id)),
    ]
    assert {(one.attrib["type"], one.attrib["aggregation-status"]) for one in results} == {
        ("1", "0")
    }


def test_a_programme_without_a_title_is_called_by_its_id() -> None:
    found = activity(evolve(hard_report(), programmes=()))
    titles = [one.findtext("title/narrative") for one in found.iterfind("result")]
    assert titles == ["The whole project", "care"]


@pytest.mark.parametrize(
    ("id_", "value", "said"),
    [
        pytest.param("exact", "44", "44 (published)", id="an-exact-number"),
        pytest.param("around", "2300", "around 2,300: 2,250 to 2,349 (published)", id="rounded"),
        pytest.param("more", "800", "more than 800 (published)", id="more-than"),
        pytest.param(
            "fraction", "12.5", "at least 12.5, fewer than 13.25 (published)", id="two-ends"
        ),
        pytest.param(
            "large", str(2**53 + 1), "9,007,199,254,740,993 (published)", id="a-large-number"
        ),
        pytest.param("zero", "0", "0 (published)", id="zero"),
        pytest.param("withheld", None, "withheld (published)", id="withheld"),
        pytest.param("unknown", None, "not known (published)", id="not-known"),
    ],
)
def test_a_value_is_a_number_and_the_rest_is_its_comment(
    id_: str, value: str | None, said: str
) -> None:
    (indicator,) = indicators(hard_report(), id_)
    (actual,) = indicator.iter("actual")
    assert actual.get("value") == value
    assert indicator.attrib["measure"] == ("5" if value is None else "1")
    assert comment(hard_report(), id_)["en"] == said


def test_a_comment_is_said_in_every_language() -> None:
    found = comment(HKCS, "guangzhou-students")
    assert list(found) == list(LANGUAGES)
    assert found["zh-Hant"].startswith("約2,300：2,250至2,349（")


def test_what_is_contradicted_or_assumed_is_in_the_comment() -> None:
    said = comment(hard_report(), "text-2")["en"]
    assert said == f"2 (published, contradicted); {HARD_TEXTS[2]}; {HARD_TEXTS[2]}"


def test_rows_are_actuals_with_dimensions_beside_their_total() -> None:
    (indicator,) = indicators(SAMPLE, "contacts-by-mode")
    found = [
        ({one.attrib["name"]: one.attrib["value"] for one in actual.iter("dimension")}, value)
        for actual in indicator.iter("actual")
        if (value := actual.get("value"))
    ]
    assert found == [
        ({"mode": "face to face"}, "3826"),
        ({"mode": "online"}, "88"),
        ({"mode": "phone"}, "86"),
        ({}, "4000"),
    ]


def test_a_row_of_what_is_not_recorded_says_so() -> None:
    (indicator,) = indicators(hard_report("zh-Hant"), "rows")
    values = [one.attrib["value"] for one in indicator.iter("dimension")]
    assert values == ["visit", "2007", "（未有紀錄）", "2007"]


@pytest.mark.parametrize(
    ("report", "id_", "status"),
    [
        pytest.param(SAMPLE, "contacts-by-mode", "1", id="rows-that-add-up"),
        pytest.param(SAMPLE, "supervisees-by-gender", "0", id="rows-that-do-not"),
        pytest.param(HKCS, "pku-students", None, id="no-rows"),
        pytest.param(hard_report(), "no-rows", None, id="a-table-without-rows"),
    ],
)
def test_whether_rows_may_be_summed_is_said_of_rows_alone(
    report: Report, id_: str, status: str | None
) -> None:
    (indicator,) = indicators(report, id_)
    assert indicator.get("aggregation-status") == status


def test_nobody_is_told_to_sum_ratios() -> None:
    report = hard_report()
    rows = [evolve(f, is_ratio=True, adds_up=True) for f in report.figures if f.by]
    bare = evolve(report, figures=tuple(rows), tables=(), programmes=(), project=NOTHING.project)
    bare = evolve(bare, project=evolve(bare.project, summary=Text()))
    (indicator,) = indicators(bare, "rows")
    assert "aggregation-status" not in indicator.attrib


def test_a_withheld_row_is_an_indicator_without_numbers() -> None:
    report = hard_report()
    last = evolve(report.figures[-1], low=None, high=None, withheld=True)
    found = indicators(evolve(report, figures=(*report.figures[:-1], last)), "rows")
    assert [one.attrib["measure"] for one in found] == ["1", "5"]


def test_a_rule_is_told_in_words_and_a_figure_without_an_id_is_called_by_it() -> None:
    described = words(indicators(HKCS, "pku-students")[0], "description")
    assert described["en"] == "counts each different person once"
    asked = evolve(HKCS.figures[0], id="", rule="a plugins own", labels=Text())
    bare = evolve(NOTHING, figures=(asked,), project=evolve(HKCS.project, summary=Text()))
    (indicator,) = indicators(bare, "a plugins own")
    assert words(indicator, "title") == {"en": "a plugins own"}
    assert indicator.find("description") is None


@pytest.mark.parametrize(
    ("period", "days"),
    [
        pytest.param("2007-09-01/2014-12-31", ("2007-09-01", "2014-12-31"), id="as-it-is"),
        pytest.param("../2014-12-31", ("1992-01-01", "2014-12-31"), id="from-the-beginning"),
        pytest.param("../1990-12-31", ("1990-12-31", "1990-12-31"), id="before-the-project"),
        pytest.param("2007-09-01/..", ("2007-09-01", "2014-12-31"), id="without-an-end"),
    ],
)
def test_a_period_has_two_days(period: str, days: tuple[str, str]) -> None:
    first, *others = HKCS.figures
    report = evolve(HKCS, figures=(evolve(first, period=period), *others))
    (indicator,) = indicators(report, first.id)
    found = [
        one.attrib["iso-date"]
        for tag in ("period-start", "period-end")
        for one in indicator.iter(tag)
    ]
    assert tuple(found) == days


# ---- what is lost ----


def test_each_loss_is_told_where_there_is_one() -> None:
    assert losses(hard_report()) == [
        *("interval", "qualifier", "period", "text", "identifier", "sector", "character")
    ]
    assert losses(hard_report(), **SET)[-2:] == ["text", "character"]
    assert losses(NOTHING, **SET) == []


def test_a_figure_alone_loses_what_it_has() -> None:
    project = evolve(HKCS.project, summary=Text())
    plain = evolve(
        HKCS.figures[0], quote="", accounts=(), held=(), low=4, high=4, period="2014-01-01/.."
    )
    report = evolve(NOTHING, project=project, figures=(plain,))
    assert losses(report, **SET) == ["qualifier"]
    quoted = evolve(report, figures=(evolve(plain, quote="four"),))
    assert losses(quoted, **SET) == ["qualifier", "text"]


def test_characters_that_xml_forbids_are_replaced_visibly() -> None:
    names = [one.findtext("narrative") for one in activity(hard_report()).iter("participating-org")]
    assert "a\ufffdb\ufffdc" in names
    assert HARD_TEXTS[6] in names


def test_rows_of_two_periods_stand_in_two() -> None:
    report = hard_report()
    last = evolve(report.figures[-1], period="2007-01-01/2007-12-31")
    (indicator,) = indicators(evolve(report, figures=(*report.figures[:-1], last)), "rows")
    found = [len(period.findall("actual")) for period in indicator.iter("period")]
    assert found == [2, 1]
