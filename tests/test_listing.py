"""What `formats`, `rules` and `plugins` print, as text for people and as data for programs."""

from __future__ import annotations

import json
import sys
from typing import Literal

import pytest
from attrs import Factory, evolve, frozen

from hkcs_model import listing
from hkcs_model.dataset import Dataset
from hkcs_model.in_words import edge_cases, in_words
from hkcs_model.languages import LANGUAGES, Text, translate
from hkcs_model.plugins import OWN, Distribution, Failure, Given, Plugins, built_in
from hkcs_model.problems import UsageError
from hkcs_model.rules import CATALOGUE, FAMILIES, Rule
from tests.plugin_fixture.pretend import (
    ACME,
    RULE,
    TEXT,
    Point,
    brings,
    exporter,
    install,
    names,
    of,
)
from tests.reports import dataset


@frozen(kw_only=True)
class Options:
    """Options of three kinds."""

    bom: bool = False
    width: int = 72
    size: Literal["a4", "a3"] = "a4"


RICH = exporter(binary=True, options=Options, suffixes=(".acme", ".txt"))
GIVEN = Given(name="acme-text", value=RICH, source=ACME)
RULE_GIVEN = Given(name=RULE.id, value=RULE, source=ACME)


def own(id_: str) -> Given:
    return Given(name=id_, value=CATALOGUE[id_], source=OWN)


def fields(text: str) -> list[tuple[str, str]]:
    """Return what is told of one thing, line by line: of what, and what."""
    pairs = (line.partition("  ") for line in text.splitlines())
    return [(of_what, what.strip()) for of_what, _, what in pairs]


# ---- formats ----


def test_formats_are_listed_a_line_each() -> None:
    assert listing.formats_as_table([GIVEN]).splitlines() == [
        "format     suffix      options         what it is                from",
        "acme-text  .acme .txt  bom width size  the words of each figure  acme 1.2",
    ]


LACKING = exporter(extra="fast", requires=("json", "acme_fast", "acme_faster"))
LACKING_GIVEN = Given(name="acme-text", value=LACKING, source=ACME)
TOLD = (
    "acme-text needs acme_fast and acme_faster, which are not installed; "
    "run: pip install 'acme[fast]'"
)


def test_what_a_format_lacks_is_told_with_the_line_that_installs_it() -> None:
    """By the distribution that the format is from; what is there is passed over."""
    assert listing.formats_as_table([GIVEN, LACKING_GIVEN]).splitlines()[3:] == [TOLD]
    *_, needs, told = listing.format_in_full(LACKING_GIVEN).splitlines()
    assert fields(needs) == [("needs", "json acme_fast acme_faster")]
    assert told == TOLD
    data = listing.format_as_data(LACKING_GIVEN)
    assert data["requires"] == ["json", "acme_fast", "acme_faster"]
    assert data["missing"] == ["acme_fast", "acme_faster"]
    assert data["install"] == "pip install 'acme[fast]'"


def test_what_a_format_has_is_not_imported_to_know_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "this", raising=False)
    there = evolve(LACKING_GIVEN, value=exporter(extra="fast", requires=("this",)))
    assert listing.format_in_full(there).endswith("\nneeds       this")
    assert listing.format_as_data(there)["install"] is None
    assert "this" not in sys.modules


def test_a_format_is_told_with_its_options_as_one_types_them() -> None:
    assert fields(listing.format_in_full(GIVEN)) == [
        ("format", "acme-text"),
        ("what it is", "the words of each figure"),
        ("suffixes", ".acme .txt"),
        ("media type", "text/plain"),
        ("binary", "yes"),
        ("from", "acme 1.2"),
        ("option", "-O bom=true|false (false unless set)"),
        ("option", "-O width=a whole number (72 unless set)"),
        ("option", "-O size=a4|a3 (a4 unless set)"),
    ]


def test_a_format_without_options_tells_none() -> None:
    plain = Given(name="acme-text", value=TEXT, source=ACME)
    assert fields(listing.format_in_full(plain))[-2:] == [("binary", "no"), ("from", "acme 1.2")]
    assert listing.format_as_data(plain)["options"] == []


def test_a_format_as_data_has_all_that_the_text_has() -> None:
    assert listing.format_as_data(GIVEN) == {
        "format": "acme-text",
        "summary": "the words of each figure",
        "suffixes": [".acme", ".txt"],
        "media_type": "text/plain",
        "binary": True,
        "options": [
            {"name": "bom", "takes": "true|false", "default": False},
            {"name": "width", "takes": "a whole number", "default": 72},
            {"name": "size", "takes": "a4|a3", "default": "a4"},
        ],
        "requires": [],
        "missing": [],
        "install": None,
        "distribution": "acme",
        "version": "1.2",
    }


def test_whatever_options_a_plugin_has_they_can_be_written_as_json() -> None:
    """A default that is made anew each time is told as what it makes."""

    @frozen
    class Listed:
        """An option whose default is made."""

        columns: list[str] = Factory(lambda: ["label"])

    given = Given(name="acme-text", value=exporter(options=Listed), source=ACME)
    (option,) = json.loads(json.dumps(listing.format_as_data(given)))["options"]
    assert option["default"] == ["label"]


@pytest.mark.parametrize("given", built_in().formats, ids=names(built_in().formats))
def test_every_format_that_ships_can_be_told(given: Given) -> None:
    assert (given.name, str(OWN)) == (
        dict(fields(listing.format_in_full(given)))["format"],
        dict(fields(listing.format_in_full(given)))["from"],
    )
    assert json.loads(json.dumps(listing.format_as_data(given)))["format"] == given.name


# ---- which rules there are ----


def test_every_rule_of_the_catalogue_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)
    found, failures = listing.rules_there(None)
    assert (names(found), failures) == (list(CATALOGUE), ())


def test_plugins_rules_come_after_them(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Point(brings(TEXT, RULE)), of("acme-bad", RuntimeError("broken")))
    found, failures = listing.rules_there(None)
    assert names(found) == [*CATALOGUE, "acme_case_days"]
    assert [failure.reason for failure in failures] == ["RuntimeError: broken"]


def test_a_rule_that_ships_is_found_without_looking_further(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def installed() -> None:
        raise AssertionError("plugins are looked for")

    monkeypatch.setattr(listing, "installed", installed)
    assert listing.rules_there("contacts") == ([own("contacts")], ())


def test_a_plugins_rule_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Point(brings(RULE)))
    assert listing.rules_there("acme_case_days") == ([RULE_GIVEN], ())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("contcts", "^contcts: no such rule; did you mean contacts", id="near"),
        pytest.param("acme_case", "did you mean acme_case_days", id="near-a-plugins"),
        pytest.param("zzz", "^zzz: no such rule; there are persons_served, contacts,", id="far"),
    ],
)
def test_an_unknown_rule_is_answered_with_the_nearest(
    name: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, Point(brings(RULE)))
    with pytest.raises(UsageError, match=told):
        listing.rules_there(name)


# ---- rules ----


def test_rules_are_listed_by_what_they_count() -> None:
    told = listing.rules_as_table([own("contacts"), RULE_GIVEN, own("staff")], "en")
    assert told.splitlines() == [
        "persons",
        "  staff           staff deployed",
        "contacts",
        "  contacts        contacts (person-times)",
        "acme",
        "  acme_case_days  days of a case           from acme 1.2",
    ]


def test_a_family_without_rules_is_not_listed() -> None:
    told = listing.rules_as_table([own("contacts")], "en")
    assert [line for line in told.splitlines() if not line.startswith(" ")] == ["contacts"]


def test_rules_without_a_family_are_others() -> None:
    given = Given(name="plain", value=evolve(RULE, id="plain", family=""), source=ACME)
    assert listing.rules_as_table([given], "en").splitlines()[0] == "others"


def test_the_whole_catalogue_is_listed_under_its_families() -> None:
    told = listing.rules_as_table([own(id_) for id_ in CATALOGUE], "zh-Hant")
    headings = [translate(family, "zh-Hant") for family in FAMILIES]
    assert [line for line in told.splitlines() if not line.startswith(" ")] == headings
    for rule in CATALOGUE.values():
        assert f"  {rule.id} " in told
        assert rule.label.say("zh-Hant") in told


@pytest.mark.parametrize(
    ("rule", "counts"),
    [
        pytest.param("persons_served", "counts each different person once", id="one-key"),
        pytest.param("contacts", "counts each different person + session once", id="two-keys"),
        pytest.param(
            "contact_hours",
            "adds up the hours of each different person + session",
            id="a-weight",
        ),
        pytest.param(
            "staff_days",
            "adds up the days of work of each different member of staff + day, at most 1 for each",
            id="a-weight-with-a-cap",
        ),
    ],
)
def test_what_a_rule_counts_is_said_in_words(rule: str, counts: str) -> None:
    assert dict(fields(listing.rule_in_full(own(rule), "en")))["in words"] == counts


def test_a_rule_is_told_in_full() -> None:
    told = fields(listing.rule_in_full(own("contacts"), "en"))
    edges = len(listing.rule_as_data(own("contacts"))["odd_cases"])
    assert edges > 1
    assert [of_what for of_what, _ in told] == [
        *("rule", "family", "called", "in words", "over", "needs", "adds up by"),
        *("can be asked by", "odd cases", *[""] * (edges - 1), "from"),
    ]
    said = dict(told)
    assert (said["rule"], said["called"]) == ("contacts", CATALOGUE["contacts"].label.say("en"))
    assert said["over"].startswith("attendances: ")
    assert "programme" in said["adds up by"].split(", ")
    assert set(said["adds up by"].split(", ")) <= set(said["can be asked by"].split(", "))
    assert said["from"] == str(OWN)


def test_a_rule_whose_rows_overlap_says_so() -> None:
    rule = evolve(RULE, over="sessions", key=("staff",))
    given = Given(name=rule.id, value=rule, source=ACME)
    said = dict(fields(listing.rule_in_full(given, "en")))
    assert said["adds up by"] == "nothing: its rows may overlap"
    assert listing.rule_as_data(given)["adds_up_by"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_part_of_the_key_that_has_no_words_is_called_by_its_name(language: str) -> None:
    rule = evolve(RULE, over="sessions", key=("session.room",))
    assert "session.room" in in_words(rule).say(language)


def test_a_part_of_the_key_that_may_be_blank_is_an_odd_case() -> None:
    """What is not recorded may count: of a partner that is told, of a group's own id it is not."""
    by_partner = evolve(RULE, over="sessions", key=("partner",))
    known = {edge.say("en") for edge in edge_cases(evolve(RULE, over="sessions", key=("session",)))}
    (odd,) = {edge.say("en") for edge in edge_cases(by_partner)} - known
    assert "partner" in odd
    groups = [edge.say("en") for edge in edge_cases(CATALOGUE["groups"])]
    assert not [edge for edge in groups if "group is not recorded" in edge]


CHILDREN = Rule(id="children", over="attendances", key=("person",))


def of_dataset(*rules: Rule) -> Dataset:
    return dataset(own_rules={rule.id: rule for rule in rules})


def test_the_rules_of_a_dataset_are_among_those_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the dataset, by its title; those of the catalogue and of plugins are from their own."""
    install(monkeypatch)
    found, failures = listing.rules_there(None, of_dataset(CHILDREN))
    assert failures == ()
    assert [given.name for given in found] == [*CATALOGUE, "children"]
    assert found[-1].source == Distribution(name="T", version="")
    assert listing.rules_there("children", of_dataset(CHILDREN))[0] == found[-1:]
    assert [given.name for given in listing.rules_there(None)[0]] == list(CATALOGUE)
    with pytest.raises(UsageError, match="childern: no such rule; did you mean children"):
        listing.rules_there("childern", of_dataset(CHILDREN))


def test_a_plugins_rule_that_a_dataset_names_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Point(brings(RULE)))
    found, _ = listing.rules_there(RULE.id, of_dataset(RULE, CHILDREN))
    assert [(given.name, given.value) for given in found] == [(RULE.id, RULE)]
    assert found[0].source != Distribution(name="T", version="")


def test_what_a_rule_leaves_out_is_told() -> None:
    filtered = evolve(RULE, where={"mode": ("phone", "online"), "kind": ("visit",)})
    told = fields(listing.rule_in_full(Given(name="x", value=filtered, source=ACME), "en"))
    assert dict(told)["of those"] == "mode=phone,online; kind=visit"


def test_a_rule_as_data_has_all_that_the_text_has() -> None:
    data = listing.rule_as_data(own("staff_days"))
    adds_up = dict(fields(listing.rule_in_full(own("staff_days"), "en")))["adds up by"]
    words = in_words(CATALOGUE["staff_days"])
    edges = list(edge_cases(CATALOGUE["staff_days"]))
    assert data == {
        "id": "staff_days",
        "label": {language: CATALOGUE["staff_days"].label.say(language) for language in LANGUAGES},
        "family": "days",
        "in_words": {language: words.say(language) for language in LANGUAGES},
        "odd_cases": [{language: edge.say(language) for language in LANGUAGES} for edge in edges],
        "over": "staffing",
        "key": ["staff", "date"],
        "where": {},
        "weight": "days",
        "cap": "1",
        "adds_up_by": adds_up.split(", "),
        "distribution": OWN.name,
        "version": OWN.version,
    }


@pytest.mark.parametrize("id_", CATALOGUE)
def test_every_rule_that_ships_can_be_told(id_: str) -> None:
    assert fields(listing.rule_in_full(own(id_), "en"))[0] == ("rule", id_)
    assert json.loads(json.dumps(listing.rule_as_data(own(id_))))["id"] == id_


def test_a_plugins_filters_and_cap_are_data_too() -> None:
    rule = evolve(RULE, where={"mode": ("phone",)}, label=Text({"en": "calls"}))
    data = listing.rule_as_data(Given(name=rule.id, value=rule, source=ACME))
    assert (data["where"], data["cap"], data["weight"]) == ({"mode": ["phone"]}, None, None)
    assert data["label"] == {"en": "calls", "zh-Hant": "calls", "zh-Hans": "calls"}


# ---- plugins ----

FAILURE = Failure(name="bad", source=Distribution(name="acme-bad", version="0.3"), reason="why")
THERE = Plugins(given=(GIVEN, RULE_GIVEN), failures=(FAILURE,))


def test_what_plugins_bring_is_listed_with_what_failed() -> None:
    assert listing.plugins_as_text(THERE).splitlines() == [
        "gives   name            from",
        "format  acme-text       acme 1.2",
        "rule    acme_case_days  acme 1.2",
        "not loaded: bad of acme-bad 0.3: why",
    ]


def test_what_plugins_bring_is_data_too() -> None:
    assert listing.plugins_as_data(THERE) == {
        "given": [
            {"gives": "format", "name": "acme-text", "distribution": "acme", "version": "1.2"},
            {"gives": "rule", "name": "acme_case_days", "distribution": "acme", "version": "1.2"},
        ],
        "failures": [
            {"name": "bad", "reason": "why", "distribution": "acme-bad", "version": "0.3"}
        ],
    }


# ---- one thing where another belongs ----


def test_a_rule_is_not_told_as_a_format_nor_a_format_as_a_rule() -> None:
    with pytest.raises(AssertionError):
        listing.format_as_data(RULE_GIVEN)
    with pytest.raises(AssertionError):
        listing.rule_as_data(GIVEN)
    assert isinstance(RULE_GIVEN.value, Rule)
