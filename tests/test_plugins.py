"""Plugins: found, checked, chosen from; a broken one is named and harms nothing else."""

from __future__ import annotations

import importlib.metadata
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import evolve

import hkcs_model
from hkcs_model import plugins
from hkcs_model.hookspecs import hookimpl
from hkcs_model.plugins import OWN, SWITCH, Distribution, Failure, Given, Plugins
from hkcs_model.problems import PluginError, UsageError
from hkcs_model.rules import Rule
from tests.plugin_fixture.pretend import (
    RULE,
    TEXT,
    Point,
    brings,
    exporter,
    install,
    install_exporter,
    names,
    of,
    plugin,
)

SHIPPED = [
    *("csv", "json", "html", "xlsx", "docx", "markdown"),
    *("datapackage", "iati", "hxl", "sqlite"),
]


def raising(error: BaseException) -> Any:
    def hook() -> None:
        raise error

    return SimpleNamespace(hkcs_exporters=hookimpl(hook))


def making(**changes: Any) -> Any:
    """Return a plugin that makes an exporter as it is asked for it, right or not."""

    def hook() -> Any:
        return [exporter(**changes)]

    return SimpleNamespace(hkcs_exporters=hookimpl(hook))


@pytest.fixture
def no_entry_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody may look for entry points, which takes time."""

    def entry_points(**_: object) -> None:
        raise AssertionError("entry points are read")

    monkeypatch.setattr(importlib.metadata, "entry_points", entry_points)
    monkeypatch.delenv(SWITCH, raising=False)


# ---- what there is ----


def test_what_ships_comes_in_by_the_same_hooks() -> None:
    there = plugins.built_in()
    assert names(there.formats) == SHIPPED
    assert {given.source for given in there.given} == {OWN}
    assert there.failures == ()


@pytest.mark.parametrize("format_", plugins.BUILT_IN)
def test_a_format_that_ships_is_what_its_module_gives(format_: str) -> None:
    assert names(plugins.own(format_).formats) == [format_]
    assert plugins.source_of(format_) == OWN


def test_a_plugin_adds_to_what_ships(monkeypatch: pytest.MonkeyPatch) -> None:
    point = Point(brings(TEXT, RULE))
    install(monkeypatch, point)
    there = plugins.installed()
    assert there.given[len(SHIPPED) :] == (
        Given(name="acme-text", value=TEXT, source=point.dist),
        Given(name="acme_case_days", value=RULE, source=point.dist),
    )
    assert names(there.formats) == [*SHIPPED, "acme-text"]
    assert list(there.exporters) == [*SHIPPED, "acme-text"]
    assert there.rules == {"acme_case_days": RULE}
    assert there.failures == ()


def test_the_library_offers_them_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Point(brings(TEXT, RULE)))
    assert hkcs_model.exporters()["acme-text"] is TEXT
    assert plugins.plugin_rules() == {"acme_case_days": RULE}


def test_the_order_of_entry_points_never_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [of(name, brings(exporter(format=name))) for name in ("zeta", "alpha", "mid")]
    install(monkeypatch, *points)
    one = plugins.installed()
    install(monkeypatch, *reversed(points))
    assert plugins.installed() == one
    assert names(one.formats) == [*SHIPPED, "alpha", "mid", "zeta"]


def test_a_hook_may_give_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    @hookimpl
    def hook() -> Any:
        yield TEXT

    install(monkeypatch, Point(SimpleNamespace(hkcs_exporters=hook)))
    assert "acme-text" in plugins.installed().exporters


def test_a_plugin_may_bring_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Point(brings()))
    assert plugins.installed() == plugins.built_in()


# ---- what is broken ----

BAD_RULE = Rule(id="acme_days", over="attendance", key=("person",))

BROKEN = [
    pytest.param(
        ImportError("no module named acme_fonts"),
        "^ImportError: no module named acme_fonts$",
        id="it-cannot-be-imported",
    ),
    pytest.param(
        RuntimeError("no licence\n  for this computer"),
        "^RuntimeError: no licence for this computer$",
        id="a-reason-is-told-on-one-line",
    ),
    pytest.param(SystemExit(4), "^SystemExit: 4$", id="it-ends-the-program-as-it-is-imported"),
    pytest.param(raising(ValueError("no fonts")), "^ValueError: no fonts$", id="its-hook-raises"),
    pytest.param(raising(SystemExit("no")), "^SystemExit: no$", id="its-hook-ends-the-program"),
    pytest.param(
        plugin(hkcs_exporter=[TEXT]),
        "^TypeError: no hook hkcs_exporter; did you mean hkcs_exporters",
        id="a-hook-is-misspelt",
    ),
    pytest.param(
        plugin(hkcs_exporters=[TEXT], hkcs_engines=[]),
        "^TypeError: no hook hkcs_engines; ",
        id="a-hook-of-a-later-version",
    ),
    pytest.param(
        SimpleNamespace(hkcs_exporters=list),
        "^TypeError: no function marked hookimpl; "
        "the hooks are hkcs_exporters, hkcs_readers, hkcs_rules$",
        id="no-function-is-marked",
    ),
    pytest.param(
        SimpleNamespace(hkcs_exporters=hookimpl(lambda report: report)),
        "report.+declared in the hookimpl",
        id="a-hook-takes-what-is-not-given",
    ),
    pytest.param(
        plugin(hkcs_exporters=TEXT), "^TypeError: .*not iterable$", id="an-exporter-without-a-list"
    ),
    pytest.param(
        plugin(hkcs_exporters=["csv"]),
        "^TypeError: gives 'csv', which is not an Exporter$",
        id="a-name-where-an-exporter-belongs",
    ),
    pytest.param(
        plugin(hkcs_rules=[TEXT]),
        r"^TypeError: gives Exporter\(.{0,60}, which is not a Rule$",
        id="an-exporter-where-a-rule-belongs",
    ),
    pytest.param(
        brings(BAD_RULE),
        "^TypeError: rule acme_days: over: no such fact table; did you mean attendances",
        id="a-rule-that-counts-over-nothing",
    ),
    pytest.param(plugin(hkcs_exporters=None), "hkcs_exporters", id="a-hook-that-forgets-to-return"),
    pytest.param(making(options=dict), "options", id="options-that-are-no-attrs-class"),
    pytest.param(making(summary=None), "summary", id="a-summary-that-is-no-text"),
    pytest.param(making(write=None), "write", id="nothing-to-write-with"),
]


@pytest.mark.parametrize(("broken", "reason"), BROKEN)
def test_a_broken_plugin_is_named_and_harms_nothing_else(
    broken: object, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is refused is told with its distribution and its reason; the others go on."""
    bad = Point(broken, Distribution(name="acme-bad", version="0.3"), "bad")
    install(monkeypatch, bad, Point(brings(TEXT, RULE)))
    there = plugins.installed()
    assert names(there.given) == [*SHIPPED, "acme-text", "acme_case_days"]
    (failure,) = there.failures
    assert (failure.name, failure.source) == ("bad", bad.dist)
    with pytest.raises(ValueError, match=reason):
        raise ValueError(failure.reason)


def test_nothing_of_a_broken_plugin_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin is whole or it is not there: its good exporter goes with its faulty rule."""
    install(monkeypatch, Point(brings(TEXT, BAD_RULE)))
    assert names(plugins.installed().given) == SHIPPED


def test_an_interrupt_is_no_fault_of_a_plugin(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Point(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        plugins.installed()


def test_a_failure_is_said_in_one_line() -> None:
    failure = Failure(name="bad", source=Distribution(name="acme", version="0.3"), reason="why")
    assert str(failure) == "bad of acme 0.3: why"


# ---- who may have a name ----


@pytest.mark.parametrize(
    ("claim", "name"),
    [
        pytest.param(exporter(format="csv"), "csv", id="a-format-that-ships"),
        pytest.param(
            Rule(id="contacts", over="attendances", key=("session",)), "contacts", id="a-rule"
        ),
    ],
)
def test_what_ships_stays_what_it_is(
    claim: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, Point(brings(claim, exporter(format="other"))))
    there = plugins.installed()
    assert names(there.given) == [*SHIPPED, "other"]
    assert there.exporters["csv"] is plugins.built_in().exporters["csv"]
    assert [str(failure) for failure in there.failures] == [
        f"{name} of acme 1.2: hkcs-model has {name} already; take another name"
    ]


@pytest.mark.parametrize(
    "claim", [pytest.param(TEXT, id="a-format"), pytest.param(RULE, id="a-rule")]
)
def test_two_that_claim_one_name_are_both_refused_it(
    claim: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody's report depends on which of two plugins was found first."""
    install(
        monkeypatch, of("one", brings(claim, exporter(format="other"))), of("two", brings(claim))
    )
    there = plugins.installed()
    assert names(there.given) == [*SHIPPED, "other"]
    told = "uninstall one, or leave it out of HKCS_MODEL_PLUGINS"
    name = names(there.failures)[0]
    assert [str(failure) for failure in there.failures] == [
        f"{name} of one 1.0: also claimed by two 1.0; {told}",
        f"{name} of two 1.0: also claimed by one 1.0; {told}",
    ]


def test_two_entry_points_that_name_one_module_are_no_rivals(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    both = brings(TEXT, RULE)
    install(monkeypatch, Point(both, name="formats"), Point(both, name="rules"))
    there = plugins.installed()
    assert there.failures == ()
    assert names(there.given[len(SHIPPED) :]) == ["acme-text", "acme_case_days"]


def test_of_three_that_claim_one_name_each_is_told_of_both_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    install(monkeypatch, *(of(name, brings(TEXT)) for name in ("one", "two", "three")))
    (first, *_) = plugins.installed().failures
    assert str(first).startswith("acme-text of one 1.0: also claimed by three 1.0 and two 1.0")


def a_rule(id_: str) -> Rule:
    return evolve(RULE, id=id_)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param([brings(exporter(format="acme"), a_rule("acme"))], id="of-one-plugin"),
        pytest.param(
            [brings(exporter(format="acme")), brings(a_rule("acme"))], id="of-two-plugins"
        ),
        pytest.param([brings(exporter(format="contacts"), a_rule("csv"))], id="and-of-what-ships"),
    ],
)
def test_a_format_and_a_rule_may_bear_one_name(
    given: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can mean a rule by `--format`, nor a format in a statement."""
    install(monkeypatch, *(of(f"acme-{n}", one) for n, one in enumerate(given)))
    there = plugins.installed()
    assert there.failures == ()
    assert len(there.given) == len(SHIPPED) + 2


# ---- the switch ----


@pytest.mark.parametrize(
    ("switch", "loaded"),
    [
        pytest.param(None, ["acme-reports", "Other_Reports"], id="unset-loads-all"),
        pytest.param("", [], id="empty-loads-none"),
        pytest.param(" ", [], id="blanks-are-empty"),
        pytest.param(",", [], id="a-list-of-nothing-is-empty"),
        pytest.param("acme-reports", ["acme-reports"], id="one"),
        pytest.param("acme-reports,other-reports", ["acme-reports", "Other_Reports"], id="two"),
        pytest.param(" Acme.Reports , ", ["acme-reports"], id="written-as-pip-would-take-it"),
        pytest.param("acme_.-reports", ["acme-reports"], id="several-marks-are-a-hyphen"),
        pytest.param("other_reports", ["Other_Reports"], id="an-underscore-is-a-hyphen"),
        pytest.param("nobody", [], id="a-stranger"),
    ],
)
def test_a_variable_says_which_distributions_are_loaded(
    switch: str | None, loaded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    points = [
        of("acme-reports", brings(exporter(format="acme"))),
        of("Other_Reports", brings(exporter(format="other"))),
    ]
    install(monkeypatch, *points)
    if switch is not None:
        monkeypatch.setenv(SWITCH, switch)
    there = plugins.installed()
    assert sorted(given.source.name for given in there.given[len(SHIPPED) :]) == sorted(loaded)
    assert names(there.formats[: len(SHIPPED)]) == SHIPPED


def test_what_is_switched_off_is_not_even_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, of("bad", KeyboardInterrupt()), of("good", brings(TEXT)))
    monkeypatch.setenv(SWITCH, "good")
    assert plugins.installed().failures == ()


@pytest.mark.usefixtures("no_entry_points")
def test_no_entry_point_is_read_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "")
    assert plugins.installed() == plugins.built_in()


# ---- choosing by format ----


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.usefixtures("no_entry_points")
def test_a_format_that_ships_is_chosen_without_looking_further(name: str) -> None:
    assert plugins.choose_exporter(name).format == name
    for suffix in plugins.choose_exporter(name).suffixes:
        assert plugins.choose_by_suffix(f"report{suffix}").format == name


def test_a_plugins_format_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, of("bad", RuntimeError("broken")), Point(brings(TEXT)))
    assert plugins.choose_exporter("acme-text") is TEXT


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param(
            "yaml", f"yaml: no such format; there are {', '.join(SHIPPED)}, acme-text", id="far"
        ),
        pytest.param(
            "htm",
            f"htm: no such format; did you mean html? there are {', '.join(SHIPPED)}, acme-text",
            id="near",
        ),
        pytest.param(
            "acme_txt",
            "acme_txt: no such format; did you mean acme-text? "
            f"there are {', '.join(SHIPPED)}, acme-text",
            id="near-a-plugins",
        ),
    ],
)
def test_an_unknown_format_is_answered_with_those_that_there_are(
    name: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, Point(brings(TEXT)))
    with pytest.raises(UsageError) as caught:
        plugins.choose_exporter(name)
    assert str(caught.value) == told


def test_an_unknown_format_may_be_a_broken_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever misses a format reads why it is missing."""
    install(monkeypatch, of("acme-bad", RuntimeError("no licence")))
    with pytest.raises(
        UsageError, match=r"\nnot loaded: reports of acme-bad 1.0: Runtime.*licence"
    ):
        plugins.choose_exporter("yaml")


def test_a_format_that_two_claim_is_a_plugins_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, of("one", brings(TEXT)), of("two", brings(TEXT)))
    with pytest.raises(PluginError) as caught:
        plugins.choose_exporter("acme-text")
    assert caught.value.exit_status == 3
    first, second = str(caught.value).splitlines()
    assert first.startswith("acme-text of one 1.0: also claimed by two 1.0")
    assert second.startswith("acme-text of two 1.0: also claimed by one 1.0")


# ---- choosing by suffix ----


@pytest.mark.parametrize(
    ("file", "format_"),
    [
        pytest.param("report.csv", "csv", id="a-suffix"),
        pytest.param("REPORT.CSV", "csv", id="capitals"),
        pytest.param("報告.2014.html", "html", id="the-last-of-several"),
        pytest.param("folder.csv/report.htm", "html", id="the-files-not-the-folders"),
        pytest.param("report.hxl.csv", "hxl", id="the-longest-ending"),
        pytest.param("REPORT.XML", "iati", id="the-longest-ending-there-is"),
        pytest.param("report.acme", "acme-text", id="a-plugins"),
    ],
)
def test_a_suffix_chooses(file: str, format_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    install_exporter(monkeypatch)
    assert plugins.choose_by_suffix(file).format == format_


def test_a_suffix_that_ships_is_not_taken_over(monkeypatch: pytest.MonkeyPatch) -> None:
    install_exporter(monkeypatch, suffixes=(".csv",))
    assert plugins.choose_by_suffix("report.csv").format == "csv"


@pytest.mark.parametrize(
    "file",
    [
        pytest.param("report.txt", id="an-unknown-one"),
        pytest.param("report", id="none"),
        pytest.param("csv", id="a-format-is-no-suffix"),
    ],
)
def test_an_unknown_suffix_is_answered_with_all(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    install_exporter(monkeypatch)
    with pytest.raises(UsageError) as caught:
        plugins.choose_by_suffix(file)
    assert str(caught.value) == (
        f"{file}: no format has that ending; choose with --format among "
        "csv (.csv), json (.json), html (.html .htm), xlsx (.xlsx), docx (.docx), "
        "markdown (.md .markdown), datapackage (.datapackage.zip), "
        "iati (.iati.xml .xml), hxl (.hxl .hxl.csv), sqlite (.report.sqlite), acme-text (.acme)"
    )


def test_an_unknown_suffix_may_be_a_broken_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, of("acme-bad", RuntimeError("no licence")))
    with pytest.raises(
        UsageError, match=r"\nnot loaded: reports of acme-bad 1.0: Runtime.*licence"
    ):
        plugins.choose_by_suffix("report.acme")


def test_a_suffix_of_two_formats_is_answered_with_both(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Point(brings(TEXT, exporter(format="acme-prose"))))
    with pytest.raises(UsageError) as caught:
        plugins.choose_by_suffix("report.acme")
    assert str(caught.value) == (
        "report.acme: more than one format has that ending; choose with --format among "
        "acme-text (.acme), acme-prose (.acme)"
    )


def test_nothing_is_there_but_what_is_given() -> None:
    nothing = Plugins(given=())
    assert (nothing.formats, nothing.exporters, nothing.rules) == ((), {}, {})


def test_a_plugin_that_is_wanted_and_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A slip in the variable does not leave a plugin out in silence."""
    install(monkeypatch, of("acme-reports", brings()))
    monkeypatch.setenv(SWITCH, "acme-report, ")
    (failure,) = plugins.installed().failures
    assert str(failure) == (
        "HKCS_MODEL_PLUGINS of acme-report: no such plugin is installed; did you mean acme-reports?"
    )


class Torn:
    """What is left of a distribution whose metadata are gone, on this Python or another."""

    def __init__(self, name: str | Exception) -> None:
        self.told = name

    @property
    def name(self) -> str | None:
        if isinstance(self.told, Exception):
            raise self.told
        return None

    version = name


@pytest.mark.parametrize("told", ["", ValueError("no metadata")], ids=["nothing", "an-error"])
def test_a_torn_installation_is_named_by_its_entry_point(
    told: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    torn: Any = Torn(told)
    install(monkeypatch, Point(ImportError("gone"), torn, "outline"), Point(brings(TEXT)))
    there = plugins.installed()
    assert "acme-text" in there.exporters
    assert [str(one) for one in there.failures] == ["outline of outline: ImportError: gone"]
