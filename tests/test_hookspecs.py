"""The contract: what an exporter must say of itself, and the hooks that there are."""

from typing import Any

import pytest
from attrs import fields_dict
from attrs.exceptions import FrozenInstanceError

from hkcs_model import hookspecs
from hkcs_model.hookspecs import Exporter, Loss, NoOptions
from hkcs_model.plugins import make_manager
from tests.plugin_fixture.pretend import TEXT, exporter


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
    ],
)
def test_an_exporter_is_refused(attribute: str, value: Any) -> None:
    """What an exporter says of itself is looked at when it is made, and named where it is wrong."""
    with pytest.raises(ValueError, match=rf"^{attribute}: .+ is not "):
        exporter(**{attribute: value})


def test_a_suffix_may_have_several_dots() -> None:
    assert exporter(suffixes=(".tar.gz", ".tgz")).suffixes == (".tar.gz", ".tgz")


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
    assert HOOKS == ["hkcs_exporters", "hkcs_rules"]


@pytest.mark.parametrize("name", HOOKS)
def test_each_hook_is_a_specification_that_says_since_when(name: str) -> None:
    """A plugin's author reads in one place what a hook gives, and which version has it."""
    assert hasattr(make_manager().hook, name)
    assert getattr(make_manager().hook, name).spec is not None
    assert "Since " in getattr(hookspecs, name).__doc__


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_that_nobody_implements_gives_nothing(name: str) -> None:
    assert getattr(make_manager().hook, name)() == []
    assert getattr(hookspecs, name)() is None
