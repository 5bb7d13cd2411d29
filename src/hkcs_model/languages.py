"""The languages of a report: texts in several of them, our own words in each, numbers and dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pkgutil import get_data
from struct import iter_unpack, unpack_from
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from .problems import UsageError
from .values import Value

if TYPE_CHECKING:
    from typing import Protocol

    class Sayable(Protocol):
        """Something that has words of its own in each language."""

        def say(self, language: str, /) -> str:
            """Return the words in a language."""


LANGUAGES = ("en", "zh-Hant", "zh-Hans")
"""The languages that our own words exist in, as BCP 47 tags."""


@frozen(eq=False, repr=False)
class Spoken(Value):
    """A text as it is shown: the words and the language that they are really in.

    Attributes:
        text: the words.
        language: their language, which is another than was asked for where the dataset lacks it;
            whoever shows them marks them with it.
    """

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


def _pairs(values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((language, words) for language, words in values.items() if words)


@frozen(eq=False, repr=False)
class Text(Value):
    """A text of the dataset in one or more languages.

    Attributes:
        pairs: language and words; the first is the dataset's own language where it has that.
    """

    pairs: tuple[tuple[str, str], ...] = field(default={}, converter=_pairs)

    @classmethod
    def led_by(cls, language: str, words: Mapping[str, str]) -> Text:
        """Return a text of which the words in a language, where it has them, come first."""
        first = {language: words[language]} if language in words else {}
        return cls({**first, **words})

    def __bool__(self) -> bool:
        return bool(self.pairs)

    def __str__(self) -> str:
        return self.pairs[0][1] if self.pairs else ""

    def spoken(self, language: str) -> Spoken:
        """Return the words in a language, or in the text's first one where it lacks that."""
        for tag, words in self.pairs:
            if tag == language:
                return Spoken(words, tag)
        return Spoken(self.pairs[0][1], self.pairs[0][0]) if self.pairs else Spoken("", language)

    def say(self, language: str) -> str:
        """Return the words alone, as `spoken` chooses them."""
        for tag, words in self.pairs:
            if tag == language:
                return words
        return str(self)


@frozen(eq=False, repr=False)
class Message(Value):
    """A sentence of ours with its values, which can be said in every language.

    Attributes:
        template: the English sentence, with `{names}` for the values; the key of the catalogues.
        values: what stands for the names: texts, numbers, or anything with a `say` of its own.
    """

    template: str
    values: Mapping[str, Any] = field(factory=dict, hash=False)

    def say(self, language: str) -> str:
        """Return the sentence in a language."""
        values = {name: say_value(value, language) for name, value in self.values.items()}
        return translate(self.template, language).format(**values)


@frozen(eq=False, repr=False)
class Several(Value):
    """Some texts that are said one after another.

    Attributes:
        texts: the texts.
        between: what stands between them; empty is what the language lists things with.
    """

    texts: tuple[Sayable, ...]
    between: str = ""

    def say(self, language: str) -> str:
        """Return them in a language, in the way that it lists things."""
        between = self.between or translate(", ", language)
        return between.join(text.say(language) for text in self.texts)


@frozen(eq=False, repr=False)
class Name(Value):
    """A name that is the same in every language, such as that of a column.

    Attributes:
        text: the name.
    """

    text: str

    def say(self, _: str) -> str:
        """Return it."""
        return self.text


_DIMENSIONS = {
    "programme": "programme",
    "activity": "activity",
    "group": "group",
    "kind": "kind",
    "participants": "participants",
    "partner": "partner",
    "place": "place",
    "mode": "mode",
    "format": "format",
    "staff": "staff",
    "date": "date",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "fy": "financial year",
}


def dimension_called(name: str) -> Message | Name:
    """Return what a dimension is called; an agency's own column by its own name."""
    return Message(_DIMENSIONS[name]) if name in _DIMENSIONS else Name(name)


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    """Return the sentences of a language; a file of ours has neither plurals nor contexts."""
    if language == "en":
        return {}
    if language not in LANGUAGES:
        raise UsageError(f"{language}: not a language of reports; there are {', '.join(LANGUAGES)}")
    name = f"locale/{language.replace('-', '_')}/LC_MESSAGES/hkcs_model.mo"
    data = get_data("hkcs_model", name) or b""
    number, ours, theirs = unpack_from("<3I", data, 8)
    return dict(zip(_listed(data, ours, number), _listed(data, theirs, number), strict=True))


def _listed(data: bytes, place: int, number: int) -> Iterator[str]:
    """Return the texts whose lengths and places are listed at a place of a catalogue."""
    for length, start in iter_unpack("<2I", data[place : place + 8 * number]):
        yield data[start : start + length].decode()


def translate(template: str, language: str) -> str:
    """Return a sentence of ours in a language; an unknown sentence stays English.

    Raises:
        UsageError: there is no such language.
    """
    return _catalogue(language).get(template, template)


def say_value(value: str | int | Decimal | Sayable, language: str) -> str:
    """Return what stands for a value in a sentence: words as they are, numbers grouped."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | Decimal):
        return say_number(value)
    return value.say(language)


def say_number(number: int | Decimal | Fraction) -> str:
    """Return a number in full, as all three languages write it: `4,000`, `12.5`, `2 1/3`."""
    if not isinstance(number, Fraction):
        return f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
    sign = "-" if number < 0 else ""
    whole, rest = divmod(abs(number), 1)
    return f"{sign}{f'{whole:,} ' if whole else ''}{rest.numerator}/{rest.denominator}"
