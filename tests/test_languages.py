from decimal import Decimal

import pytest

from hkcs_model.languages import (
    LANGUAGES,
    Message,
    Spoken,
    Text,
    say_number,
    say_value,
    translate,
)

CENTRE = Text({"zh-Hant": "中心", "en": "centre", "zh-Hans": ""})


class Bow:
    def say(self, language: str) -> str:
        return f"bow in {language}"


def test_the_languages_are_these() -> None:
    assert LANGUAGES == ("en", "zh-Hant", "zh-Hans")


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        pytest.param("en", Spoken("centre", "en"), id="the-language-asked-for"),
        pytest.param("zh-Hant", Spoken("中心", "zh-Hant"), id="the-first-one"),
        pytest.param("zh-Hans", Spoken("中心", "zh-Hant"), id="blank-words-are-no-words"),
        pytest.param("fr", Spoken("中心", "zh-Hant"), id="a-language-that-it-lacks"),
    ],
)
def test_a_text_is_spoken_in_the_language_or_in_its_first(language: str, spoken: Spoken) -> None:
    """Words that are not in the language asked for carry the language that they are in."""
    assert CENTRE.spoken(language) == spoken
    assert CENTRE.say(language) == str(spoken) == spoken.text


def test_a_text_knows_whether_it_says_anything() -> None:
    assert CENTRE
    assert str(CENTRE) == "中心"
    assert CENTRE.pairs == (("zh-Hant", "中心"), ("en", "centre"))


@pytest.mark.parametrize(
    "text",
    [pytest.param(Text(), id="no-words"), pytest.param(Text({"en": ""}), id="blank-words")],
)
def test_an_empty_text_says_nothing_in_the_language_asked_for(text: Text) -> None:
    assert not text
    assert str(text) == ""
    assert text.spoken("zh-Hans") == Spoken("", "zh-Hans")


def test_texts_with_the_same_words_are_one() -> None:
    assert {Text({"en": "a"}), Text({"en": "a"})} == {Text({"en": "a"})}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param("1234 words", "1234 words", id="words-as-they-are"),
        pytest.param(4000, "4,000", id="a-number-in-groups"),
        pytest.param(Decimal("1234.5"), "1,234.5", id="a-fraction"),
        pytest.param(Decimal("1E+3"), "1,000", id="never-an-exponent"),
        pytest.param(CENTRE, "中心", id="a-text-in-the-language"),
        pytest.param(Bow(), "bow in zh-Hant", id="anything-that-says-itself"),
        pytest.param(Message("{n} of {m}", {"n": 1000, "m": CENTRE}), "1,000 of 中心", id="nested"),
    ],
)
def test_a_value_stands_in_a_sentence_as_its_kind_is_said(
    value: str | int | Decimal | Text | Message | Bow, said: str
) -> None:
    assert say_value(value, "zh-Hant") == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        pytest.param(0, "0", id="nothing"),
        pytest.param(1234567, "1,234,567", id="millions"),
        pytest.param(Decimal("12.5"), "12.5", id="a-fraction"),
        pytest.param(Decimal("0.0000001"), "0.0000001", id="a-small-one-without-exponent"),
    ],
)
def test_a_number_is_written_alike_in_all_languages(number: int | Decimal, said: str) -> None:
    assert say_number(number) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_sentence_stays_english(language: str) -> None:
    assert translate("no such sentence {x}", language) == "no such sentence {x}"
    assert Message("no such sentence {x}", {"x": 1000}).say(language) == "no such sentence 1,000"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        pytest.param("en", "more than 800", id="english"),
        pytest.param("zh-Hant", "超過800", id="traditional"),
        pytest.param("zh-Hans", "超过800", id="simplified"),
    ],
)
def test_a_sentence_of_ours_is_in_every_language(language: str, said: str) -> None:
    assert Message("more than {number}", {"number": 800}).say(language) == said
