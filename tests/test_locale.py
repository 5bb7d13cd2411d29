"""Our own words: each stands in both catalogues, translated, and compiled as it is written.

The sentences that the sources say are found by reading them: the first argument of `Message` and
`translate`, and of `say` in the template of the page. One that cannot be found so is an error here.
"""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import jinja2
import pytest
from jinja2 import nodes

import hkcs_exporters
import hkcs_model
from hkcs_model.facts import FACT_TABLES
from hkcs_model.languages import LANGUAGES, translate
from hkcs_model.rules import FAMILIES

PACKAGES = [Path(str(package.__file__)).parent for package in (hkcs_model, hkcs_exporters)]
LOCALE = PACKAGES[0] / "locale"
OTHERS = [language for language in LANGUAGES if language != "en"]
# Sentences for trying exporters out, which no reader sees.
NOT_OURS = {"testing"}
# What is said of a value, not of a sentence in the source: the values that it can have.
SAID_BY_VALUE = {
    "held.verdict": ["agrees", "records fall short", "records exceed", "no records"],
    "family or _OTHERS": [*FAMILIES, "others"],
    "rule.family or _OTHERS": [*FAMILIES, "others"],
    # A message's own template, which is found where the message is made.
    "self.template": [],
    "table.fact": [table.fact for table in FACT_TABLES.values()],
}
SAYING = {"Message", "translate"}

every_language = pytest.mark.parametrize("language", OTHERS)


# ---- what is said ----


class Source:
    """One module, and what the names in it stand for."""

    def __init__(self, file: Path) -> None:
        self.tree = ast.parse(file.read_text("utf-8"))
        self.functions = [n for n in ast.walk(self.tree) if isinstance(n, ast.FunctionDef)]
        self.by_name = {function.name: function for function in self.functions}
        self.constants = self._assigned(self.tree.body)

    @staticmethod
    def _assigned(body: Iterable[ast.AST]) -> dict[str, list[ast.expr]]:
        found: dict[str, list[ast.expr]] = {}
        for node in body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                found.setdefault(node.targets[0].id, []).append(node.value)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                found.setdefault(node.target.id, []).extend([node.value] if node.value else [])
        return found

    def sentences(self) -> Iterator[str]:
        """Return every sentence that the module says."""
        assigned = (node for node in self.tree.body if isinstance(node, ast.Assign))
        for constant in assigned:
            for call in ast.walk(constant):
                if isinstance(call, ast.Call) and ast.unparse(call.func) in SAYING:
                    yield from self._values(call.args[0], self.constants)
        for function in self.functions:
            names = {**self.constants, **self._assigned(ast.walk(function))}
            names.update(self._looped(function))
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in SAYING:
                    yield from self._values(node.args[0], names)

    def _looped(self, function: ast.FunctionDef) -> Iterator[tuple[str, list[ast.expr]]]:
        """Return what the names of loops over constants of the module stand for."""
        for loop in ast.walk(function):
            if isinstance(loop, ast.For | ast.comprehension) and isinstance(loop.iter, ast.Name):
                for whole in self.constants.get(loop.iter.id, ()):
                    rows = whole.elts if isinstance(whole, ast.Tuple) else []
                    if isinstance(loop.target, ast.Name):
                        yield loop.target.id, rows
                    elif isinstance(loop.target, ast.Tuple):
                        for place, name in enumerate(loop.target.elts):
                            found = [row.elts[place] for row in rows if isinstance(row, ast.Tuple)]
                            yield ast.unparse(name), found

    def _values(self, node: ast.expr, names: dict[str, list[ast.expr]]) -> Iterator[str]:
        """Return the texts that an expression can be."""
        written = ast.unparse(node)
        match node:
            case ast.Constant(value=str(text)):
                yield from [text] if text else []
            case _ if written in SAID_BY_VALUE:
                yield from SAID_BY_VALUE[written]
            case ast.IfExp(body=one, orelse=other):
                yield from self._values(one, names)
                yield from self._values(other, names)
            case ast.Name(id=name) if name in names:
                for value in names[name]:
                    yield from self._values(value, names)
            case ast.Subscript(value=whole):
                yield from self._values(whole, names)
            case ast.Dict(values=values):
                for value in values:
                    yield from self._values(value, names)
            case ast.Starred(value=ast.Call(func=ast.Name(id=name))):
                yield from self._templates(name)
            case _:
                raise AssertionError(f"cannot tell what {written} says")

    def _templates(self, name: str) -> Iterator[str]:
        """Return the templates that a function can give: its texts with a name in braces."""
        for node in ast.walk(self.by_name[name]):
            if isinstance(node, ast.Constant) and _names(node.value):
                yield str(node.value)
            elif isinstance(node, ast.Call) and _called(node) in self.by_name:
                yield from self._templates(_called(node))


def _called(call: ast.Call) -> str:
    return getattr(call.func, "attr", "") or getattr(call.func, "id", "")


def _names(template: object) -> list[str]:
    """Return the names in braces in a template, in order."""
    if not isinstance(template, str):
        return []
    return sorted(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def _said_by_templates(text: str) -> Iterator[str]:
    """Return every sentence that a template of the page says."""
    for call in jinja2.Environment(autoescape=True).parse(text).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "say":
            said = call.args[0]
            if isinstance(said, nodes.Const):
                yield said.value
            else:
                assert isinstance(said, nodes.Getattr)
                assert isinstance(said.node, nodes.Name)
                yield from SAID_BY_VALUE[f"{said.node.name}.{said.attr}"]


@cache
def said() -> frozenset[str]:
    """Return every sentence that the packages say."""
    found: set[str] = set()
    for package in PACKAGES:
        for file in package.rglob("*.py"):
            if file.parent.name not in NOT_OURS:
                found.update(Source(file).sentences())
        for file in package.rglob("*.jinja"):
            found.update(_said_by_templates(file.read_text("utf-8")))
    return frozenset(found)


# ---- what is written ----

_ENTRY = re.compile(r'^(msgid|msgstr) ((?:"(?:[^"\\]|\\.)*"\n?)+)', re.MULTILINE)


@cache
def written(language: str) -> dict[str, str]:
    """Return the sentences of a catalogue and their translations, as a translator wrote them."""
    file = LOCALE / language.replace("-", "_") / "LC_MESSAGES" / "hkcs_model.po"
    text = file.read_text("utf-8")
    assert not re.search(r"^(#, fuzzy|msgctxt|msgid_plural)", text, re.MULTILINE)
    found: dict[str, str] = {}
    entries = [(m[1], "".join(map(ast.literal_eval, m[2].split("\n")[:-1]))) for m in _whole(text)]
    pairs = list(zip(entries[::2], entries[1::2], strict=True))
    for (first, sentence), (second, translated) in pairs:
        assert (first, second) == ("msgid", "msgstr")
        assert sentence not in found, f"twice: {sentence}"
        found[sentence] = translated
    del found[""]
    return found


def _whole(text: str) -> list[re.Match[str]]:
    found = list(_ENTRY.finditer(text if text.endswith("\n") else text + "\n"))
    assert len(found) == len(re.findall(r"^msg", text, re.MULTILINE))
    return found


# ---- the laws ----


def test_the_sources_are_read_as_they_should_be() -> None:
    """One sentence of each way of saying it."""
    assert {
        "around {number}",  # by a function of quantity
        "at least {low}, fewer than {high}",  # by a function that this one calls
        "{day} {month} {year}",  # in a dict
        "stated",  # of a value
        "up to {end}",  # one of two, by way of a name
        "How this was counted",  # in a template of the page
        "{by} says that {a} and {b} count nothing in common",  # by a module's constant
    } <= said()


@every_language
def test_the_catalogue_is_read_as_gettext_reads_it(language: str) -> None:
    name = f"{language.replace('-', '_')}/LC_MESSAGES/hkcs_model.mo"
    with (LOCALE / name).open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    said = vars(catalogue)["_catalog"]
    assert len(said) > 100
    assert {sentence: translate(sentence, language) for sentence in said} == said
    assert translate("nobody says this", language) == "nobody says this"


@every_language
def test_everything_that_is_said_is_in_the_catalogue(language: str) -> None:
    assert sorted(said() - written(language).keys()) == []


@every_language
def test_nothing_in_the_catalogue_is_unused(language: str) -> None:
    assert sorted(written(language).keys() - said()) == []


@every_language
def test_placeholders_are_the_same_in_all_languages(language: str) -> None:
    for sentence, translated in written(language).items():
        assert _names(translated) == _names(sentence), sentence


@every_language
def test_nothing_is_left_untranslated(language: str) -> None:
    """A sentence has a translation, and no English word stands in it."""
    for sentence, translated in written(language).items():
        assert translated, sentence
        assert not re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", translated)), sentence
        if re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", sentence)):
            assert translated != sentence, sentence


@every_language
def test_translations_begin_and_end_as_their_sentences_do(language: str) -> None:
    """A space at an end would be doubled or lost where sentences are put together."""
    assert [
        s for s, translated in written(language).items() if translated != translated.strip()
    ] == []


@every_language
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    name = f"{language.replace('-', '_')}/LC_MESSAGES/hkcs_model.mo"
    with (LOCALE / name).open("rb") as binary:
        compiled = gettext.GNUTranslations(binary)
    messages: dict[str, str] = {**vars(compiled)["_catalog"]}
    assert messages.pop("")
    assert messages == written(language)


@every_language
def test_what_is_compiled_is_what_is_said(language: str) -> None:
    for sentence in said():
        assert translate(sentence, language) == written(language)[sentence]
