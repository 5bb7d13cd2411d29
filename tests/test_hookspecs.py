"""The contract: what an exporter must say of itself, and the hooks that there are."""

import re
import warnings
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import fields_dict, frozen
from attrs.exceptions import FrozenInstanceError

from hkcs_model import __version__, hookspecs, plugins
from hkcs_model.hookspecs import Exporter, Loss, NoOptions, hookimpl, hookspec
from hkcs_model.plugins import Plugins, make_manager
from tests.plugin_fixture.pretend import TEXT, Point, brings, exporter, install


@pytest.mark.parametrize(
    "format_",
    [
        pytest.param("csv", id="letters"),
        pytest.param("duckdb2", id="a-digit"),
        pytest.param("acme-text-2", id="hyphens-between-words"),
    ],
)
def test_a_format_is_a_word_that_a_command_line_takes(format_: str) -> None:
    assert exporter(format=format_).format == format_


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        pytest.param("format", "", id="a-format-without-a-name"),
        pytest.param("format", "CSV", id="a-format-in-capitals"),
        pytest.param("format", "acme text", id="a-format-with-a-space"),
        pytest.param("format", "acme_text", id="a-format-with-an-underscore"),
        pytest.param("format", "-text", id="a-format-that-looks-like-an-option"),
        pytest.param("format", "text-", id="a-format-that-ends-with-a-hyphen"),
        pytest.param("format", "2text", id="a-format-that-begins-with-a-digit"),
        pytest.param("format", "csv\n", id="a-format-with-a-line-break"),
        pytest.param("format", None, id="a-format-that-is-no-text"),
        pytest.param("suffixes", (), id="no-suffix"),
        pytest.param("suffixes", ".csv", id="a-suffix-that-is-not-in-a-tuple"),
        pytest.param("suffixes", [".csv"], id="suffixes-that-could-change"),
        pytest.param("suffixes", ("csv",), id="a-suffix-without-its-dot"),
        pytest.param("suffixes", (".csv", ".CSV"), id="a-suffix-in-capitals"),
        pytest.param("suffixes", (".",), id="a-suffix-that-is-a-dot-alone"),
        pytest.param("suffixes", (None,), id="a-suffix-that-is-no-text"),
        pytest.param("media_type", "text", id="half-a-media-type"),
        pytest.param("media_type", "text/csv; charset=utf-8", id="a-media-type-with-parameters"),
        pytest.param("media_type", None, id="a-media-type-that-is-no-text"),
        pytest.param("requires", ["openpyxl"], id="modules-that-are-not-in-a-tuple"),
        pytest.param("requires", ("openpyxl",), id="a-module-that-no-extra-brings"),
        pytest.param("requires", ("a-name",), id="what-is-no-module"),
        pytest.param("requires", ("docx.shared",), id="a-part-of-a-module"),
    ],
)
def test_an_exporter_is_refused(attribute: str, value: Any) -> None:
    """What an exporter says of itself is looked at when it is made, and named where it is wrong."""
    with pytest.raises(ValueError, match=rf"^{attribute}: .+ is not "):
        exporter(**{attribute: value})


def test_a_suffix_may_have_several_dots() -> None:
    assert exporter(suffixes=(".tar.gz", ".tgz")).suffixes == (".tar.gz", ".tgz")


def test_an_extra_that_brings_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^requires: \(\) is not brought by the extra named"):
        exporter(extra="xlsx")


def test_what_an_exporter_needs_is_named_with_its_extra() -> None:
    made = exporter(extra="xlsx", requires=("xlsxwriter", "openpyxl"))
    assert (made.extra, made.requires) == ("xlsx", ("xlsxwriter", "openpyxl"))


def test_options_of_a_type_that_cannot_be_found_are_refused() -> None:
    """Else `formats` would meet them, and list nothing at all."""
    options = frozen(type("Options", (), {"__annotations__": {"width": "Wide"}, "width": 1}))
    with pytest.raises(NameError, match="Wide"):
        exporter(options=options)


def test_an_exporter_has_no_options_unless_it_says_so() -> None:
    assert TEXT.options is NoOptions
    assert fields_dict(NoOptions) == {}


def test_an_exporter_takes_no_argument_by_its_place() -> None:
    """Attributes can be added without breaking anybody's plugin."""
    positional: Any = Exporter
    with pytest.raises(TypeError, match="positional argument"):
        positional("csv", "a table", (".csv",), "text/csv", False)


@pytest.mark.parametrize("value", [TEXT, Loss("text", "the summary is not in it"), NoOptions()])
def test_what_plugins_give_cannot_be_changed(value: Any) -> None:
    with pytest.raises(FrozenInstanceError):
        value.format = "other"


def test_a_loss_says_what_kind_and_what() -> None:
    loss = Loss("interval", "the upper end is not in it")
    assert (loss.what, loss.message) == ("interval", "the upper end is not in it")


HOOKS = [name for name in vars(hookspecs) if name.startswith("hkcs_")]


def test_these_are_the_hooks() -> None:
    assert HOOKS == ["hkcs_exporters", "hkcs_readers", "hkcs_rules"]


@pytest.mark.parametrize("name", HOOKS)
def test_each_hook_is_a_specification_that_says_since_when(name: str) -> None:
    """A plugin's author reads in one place what a hook gives, and which version has it."""
    assert hasattr(make_manager().hook, name)
    assert getattr(make_manager().hook, name).spec is not None
    since = re.search(r" Since (\d+\.\d+\.\d+)", getattr(hookspecs, name).__doc__)
    assert since is not None
    assert numbers(since[1]) <= numbers(__version__)


def numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)[:3]]


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_that_nobody_implements_gives_nothing(name: str) -> None:
    assert getattr(make_manager().hook, name)() == []
    assert getattr(hookspecs, name)() is None


# ---- how a hook goes ----


def hkcs_covers(report: object) -> object:
    """Give a cover for a report. Since 0.1.0; goes with 0.3.0, use hkcs_exporters."""
    return report


@pytest.mark.parametrize(
    ("how", "told"),
    [
        pytest.param(
            {"warn_on_impl": DeprecationWarning("hkcs_covers goes with 0.3.0")},
            "hkcs_covers goes with 0.3.0",
            id="the-hook",
        ),
        pytest.param(
            {"warn_on_impl_args": {"report": DeprecationWarning("report goes with 0.3.0")}},
            "report goes with 0.3.0",
            id="an-argument-of-it",
        ),
    ],
)
def test_a_hook_that_is_to_go_warns_whoever_answers_it_and_works(
    how: dict[str, Any], told: str
) -> None:
    """The warning stands at the plugin's own function: that is where something is to be done."""
    manager = make_manager()
    specs: Any = SimpleNamespace(hkcs_covers=hookspec(**how)(hkcs_covers))
    manager.add_hookspecs(specs)
    answer = hookimpl(lambda report: f"a cover for {report}", specname="hkcs_covers")
    with pytest.warns(DeprecationWarning, match=f"^{told}$") as caught:
        manager.register(SimpleNamespace(answer=answer))
    assert caught[0].filename == __file__
    assert manager.hook.hkcs_covers(report="2014") == ["a cover for 2014"]


def test_a_plugin_whose_hook_is_to_go_is_loaded_with_a_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever uses the plugin loses nothing; its author reads the warning in their tests."""

    @hookspec(warn_on_impl=DeprecationWarning("hkcs_exporters goes with 0.3.0"))
    def hkcs_exporters() -> None:
        """Give exporters. Since 0.1.0; deprecated since 0.2.0, goes with 0.3.0."""

    monkeypatch.setattr(hookspecs, "hkcs_exporters", hkcs_exporters)
    monkeypatch.setattr(plugins, "built_in", lambda: Plugins(given=()))
    install(monkeypatch, Point(brings(TEXT)))
    with pytest.warns(DeprecationWarning, match="hkcs_exporters goes with"):
        there = plugins.installed()
    assert list(there.exporters) == ["acme-text"]
    with warnings.catch_warnings():
        warnings.simplefilter("error", DeprecationWarning)
        (failure,) = plugins.installed().failures
    assert failure.reason == "DeprecationWarning: hkcs_exporters goes with 0.3.0"
