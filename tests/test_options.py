"""Options from `KEY=VALUE`: typed, strict, and told in full where they are wrong."""

from __future__ import annotations

import json
from typing import Any, Literal

import pytest
from attrs import Factory, field, frozen, validators

from hkcs_model.hookspecs import NoOptions
from hkcs_model.options import make_options, options_of, read_options
from hkcs_model.problems import UsageError
from tests.plugin_fixture.pretend import TEXT, exporter


@frozen(kw_only=True)
class Options:
    """One option of each kind."""

    bom: bool = True
    indent: int = 2
    title: str = ""
    size: Literal["a4", "a3"] = "a4"


LISTED = "its options are bom=true|false, indent=a whole number, title=a text, size=a4|a3"
RICH = exporter(format="rich", options=Options)


# ---- what there is ----


def test_options_are_told_with_what_they_take_and_their_default() -> None:
    assert [(o.name, o.takes, o.default) for o in options_of(RICH)] == [
        ("bom", "true|false", True),
        ("indent", "a whole number", 2),
        ("title", "a text", ""),
        ("size", "a4|a3", "a4"),
    ]


def test_an_option_without_a_default_has_none() -> None:
    """It breaks the contract, and `check_exporter` says so; to list it harms nothing."""

    @frozen
    class Demanding:
        """An option that must be set."""

        width: int

    (option,) = options_of(exporter(options=Demanding))
    assert option.default is None


def test_a_default_that_is_made_is_told_as_what_it_makes() -> None:
    """`formats --format json` writes it, so it must be a plain value."""

    @frozen
    class Made:
        """An option whose default is made anew each time."""

        title: str = Factory(lambda: "Report")

    (option,) = options_of(exporter(options=Made))
    assert json.dumps(option.default) == '"Report"'


def test_no_options_are_none() -> None:
    assert options_of(TEXT) == []
    assert make_options(TEXT, {}) == NoOptions()


def test_what_an_option_of_another_type_takes_is_said_by_its_type() -> None:
    @frozen
    class Loose:
        """An option of a type that has no words of its own."""

        width: int | None = None

    (option,) = options_of(exporter(options=Loose))
    assert option.takes == "int | None"


# ---- KEY=VALUE ----


@pytest.mark.parametrize(
    ("given", "read"),
    [
        pytest.param([], {}, id="nothing"),
        pytest.param(["bom=true", "indent=0"], {"bom": "true", "indent": "0"}, id="two"),
        pytest.param(["title=a=b"], {"title": "a=b"}, id="the-first-equals-sign-parts-them"),
        pytest.param(["title="], {"title": ""}, id="an-empty-text"),
        pytest.param(["標題=年報"], {"標題": "年報"}, id="chinese"),
    ],
)
def test_texts_are_split(given: list[str], read: dict[str, str]) -> None:
    assert read_options(RICH, given) == read


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param(["bom"], rf"^-O bom: not KEY=VALUE; {LISTED}$", id="no-equals-sign"),
        pytest.param([""], r"^-O : not KEY=VALUE; ", id="nothing-at-all"),
        pytest.param(["bom=true", "bom=true"], r"^-O bom: given twice; give it once$", id="twice"),
    ],
)
def test_a_text_that_is_no_option_is_refused(given: list[str], told: str) -> None:
    with pytest.raises(UsageError, match=told.replace("|", r"\|")):
        read_options(RICH, given)


# ---- values ----


@pytest.mark.parametrize(
    ("given", "made"),
    [
        pytest.param({}, Options(), id="defaults-stand-where-nothing-is-set"),
        pytest.param({"bom": "false"}, Options(bom=False), id="false-is-false"),
        pytest.param({"bom": "true"}, Options(bom=True), id="true-is-true"),
        pytest.param({"bom": False}, Options(bom=False), id="a-boolean-from-a-program"),
        pytest.param({"indent": "0"}, Options(indent=0), id="a-whole-number"),
        pytest.param({"indent": "-1"}, Options(indent=-1), id="a-number-below-zero"),
        pytest.param({"indent": 4}, Options(indent=4), id="a-number-from-a-program"),
        pytest.param({"title": "007"}, Options(title="007"), id="a-text-stays-as-it-is"),
        pytest.param({"title": " a "}, Options(title=" a "), id="blanks-of-a-text-stay"),
        pytest.param({"size": "a3"}, Options(size="a3"), id="one-of-several-words"),
    ],
)
def test_options_are_made(given: dict[str, Any], made: Options) -> None:
    assert make_options(RICH, given) == made


WRONG_VALUES = [
    pytest.param("bom", "yes", id="yes-is-no-boolean"),
    pytest.param("bom", "True", id="capitals-are-no-boolean"),
    pytest.param("bom", "", id="nothing-is-no-boolean"),
    pytest.param("bom", 1, id="a-number-is-no-boolean"),
    pytest.param("bom", None, id="none-is-no-boolean"),
    pytest.param("indent", "two", id="a-word-is-no-number"),
    pytest.param("indent", "2.5", id="a-fraction-is-not-whole"),
    pytest.param("indent", "", id="nothing-is-no-number"),
    pytest.param("indent", "２", id="full-width-digits-are-no-option"),
    pytest.param("indent", "1_0", id="an-underscore-is-no-digit"),
    pytest.param("indent", 2.0, id="a-float-is-not-whole"),
    pytest.param("indent", True, id="a-boolean-is-no-number"),
    pytest.param("title", 7, id="a-number-is-no-text"),
    pytest.param("title", None, id="none-is-no-text"),
    pytest.param("size", "a5", id="none-of-several-words"),
]


@pytest.mark.parametrize(("key", "value"), WRONG_VALUES)
def test_a_wrong_value_is_refused_and_the_right_ones_are_told(key: str, value: object) -> None:
    """Nothing is guessed: a value is of its type, or the option is named with what it takes."""
    with pytest.raises(UsageError) as caught:
        make_options(RICH, {key: value})
    assert str(caught.value) == f"rich: option {key} does not take that value; {LISTED}"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param({"titel": "a"}, "no option titel, did you mean title?", id="a-near-miss"),
        pytest.param(
            {"q": "a"}, "no option q, there are bom, indent, title, size", id="nothing-is-near"
        ),
        pytest.param(
            {"z": "1", "bmo": "true"},
            "no option bmo, did you mean bom?, no option z, there are bom, indent, title, size",
            id="every-unknown-key",
        ),
        pytest.param(
            {"size": "a5", "indent": "x", "zz": ""},
            "option indent does not take that value, option size does not take that value, "
            "no option zz, there are bom, indent, title, size",
            id="all-that-is-wrong-at-once",
        ),
    ],
)
def test_an_unknown_option_is_refused_with_the_nearest(given: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError) as caught:
        make_options(RICH, given)
    assert str(caught.value) == f"rich: {told}; {LISTED}"


def test_an_exporter_without_options_says_so() -> None:
    with pytest.raises(UsageError, match=r"^acme-text: no option bom; acme-text has no options$"):
        make_options(TEXT, {"bom": "true"})


def test_what_an_exporter_itself_refuses_is_told() -> None:
    """An options class may look at its values; what it says of them reaches the user."""

    @frozen
    class Narrow:
        """An option that does not take every number."""

        width: int = field(default=72, validator=validators.ge(20))

    with pytest.raises(UsageError, match=r"^acme-text: .*width.*; its options are width=a whole"):
        make_options(exporter(options=Narrow), {"width": "3"})
