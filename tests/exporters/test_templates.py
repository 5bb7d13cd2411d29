"""The templates of the page: what ships is what they say, as Jinja2 itself has it."""

from __future__ import annotations

import re
from pkgutil import get_data
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from jinja2 import DictLoader, Environment

from hkcs_exporters.tidy import visible
from hkcs_exporters.to_html.compiled import page
from hkcs_exporters.to_html.markup import shown, text
from hkcs_exporters.to_html.showing import showing
from hkcs_model import build_report, load
from hkcs_model.languages import LANGUAGES
from hkcs_model.report import Report
from hkcs_model.testing import hard_report
from tests.random_reports import reports
from tools.compile_page import Untranslated, compiled, environment

HKCS = build_report(load("hkcs"))
SAMPLE = build_report(load("sample"))
JINJA = environment()


def by_jinja(jinja: Environment, names: dict[str, Any]) -> str:
    """Return the page as Jinja2 shows it; what cannot be shown is replaced, as the page does."""
    jinja.finalize = lambda value: visible(value) if type(value) is str else value
    return jinja.get_template("page.html.jinja").render(names)


def translated(jinja: Environment, names: dict[str, Any]) -> str:
    """Return the page by what the templates are translated to."""
    made: dict[str, Any] = {"__package__": "hkcs_exporters.to_html"}
    exec(compiled(jinja), made)  # noqa: S102 - our own templates, made here
    return "".join(made["page"](**names))


def of(**templates: str) -> Environment:
    """Return Jinja2 with some templates instead of ours."""
    jinja = environment()
    jinja.loader = DictLoader({f"{name}.html.jinja": text for name, text in templates.items()})
    return jinja


def test_what_ships_is_what_the_templates_say() -> None:
    shipped = get_data("hkcs_exporters.to_html", "compiled.py") or b""
    assert compiled(environment()) == shipped.decode()


def given_for(report: Report) -> dict[str, Any]:
    """Return what the page of a report is shown with."""
    return {
        **showing(report),
        **dict.fromkeys(("style", "linked_data", "linked_data_hash", "data", "csv"), "<&"),
        "text": text,
        "shown": shown,
        "names": dict.fromkeys(LANGUAGES, "x"),
        "report": report,
        "languages": LANGUAGES,
    }


def odd_report() -> Report:
    """Return a report of parts of totals, totals elsewhere, partners of no kind, plain rules."""
    figures = [
        evolve(
            figure,
            accounts=tuple(
                evolve(account, stated=tuple(evolve(one, is_whole=False) for one in account.stated))
                for account in figure.accounts
            ),
        )
        for figure in HKCS.figures
    ]
    return evolve(
        HKCS,
        figures=(*figures, evolve(figures[-1], id="odd", accounts=(), statements=("elsewhere",))),
        partners=tuple(evolve(partner, kind="") for partner in HKCS.partners),
        rules=tuple(evolve(told, edges=()) for told in HKCS.rules),
    )


@pytest.mark.parametrize(
    "report", [HKCS, SAMPLE, hard_report(), odd_report()], ids=["hkcs", "sample", "hard", "odd"]
)
def test_jinja_shows_the_same_page(report: Report) -> None:
    """What ships is held against Jinja2 itself, with the same settings and the same names."""
    names = given_for(report)
    assert "".join(page(**names)) == by_jinja(environment(), names)


@given(reports())
@settings(max_examples=25)
def test_jinja_shows_the_same_page_of_any_report(report: Report) -> None:
    names = given_for(report)
    assert "".join(page(**names)) == by_jinja(JINJA, names)


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("\n{{ x | upper }}", ":2: Filter: not translated"),
        ("{{ x is odd }}", ":1: Test: not translated"),
        ("{{ f(*x) }}", ":1: Call: not translated"),
        ("{{ 'yes' if x }}", ":1: CondExpr: not translated"),
        ("{{ x - 1 }}", ":1: Sub: not translated"),
        ("{{ 0 < x < 9 }}", ":1: Compare: not translated"),
        ("{% for a in x %}{{ loop.index }}{% endfor %}", ":1: loop as a name: not translated"),
        ("{% for a in x %}{% endfor %}{{ loop.last }}", ":1: loop.last outside of a loop, or in"),
        ("{% set x.y = 1 %}", ":1: NSRef: not translated"),
        ("{% set x = 1 %}{% set x = 2 %}", ":1: x, bound once more: not translated"),
        ("{% for x in y %}{% endfor %}{{ x }}", ": x: bound here and named where it is not"),
        ("{% include 'page.html.jinja' %}", ":1: Include: not translated"),
        ("{% for a in x recursive %}{% endfor %}", ":1: For: not translated"),
        ("{% macro m(x=1) %}{% endmacro %}", ":1: a macro with defaults, or named as another: not"),
        ("{% macro m() %}{% endmacro %}{% macro m() %}{% endmacro %}", ":1: a macro with defaults"),
        ("{% macro safe(x) %}{% endmacro %}", ":1: safe as a name: not translated"),
        ("{% macro m(out) %}{% endmacro %}", ":1: out as a name: not translated"),
        ("{% for first_1 in x %}{% endfor %}", ":1: first_1 as a name: not translated"),
        ("{{ safe(x) }}", ":1: safe as a name: not translated"),
        ("{{ x.class }}", ":1: Getattr: not translated"),
        ("{{ f(class=1) }}", ":1: class as a name: not translated"),
        ("{{ x | length(1) }}", ":1: Filter: not translated"),
        (
            "{% for a in x if loop.first %}{% endfor %}",
            ":1: loop.first outside of a loop, or",
        ),
        (
            "{% if x %}{% set y = 1 %}{% endif %}{{ y }}",
            ": y: bound here and named where",
        ),
        ("{% from 'm' import m %}", ":1: an import but by name, as it is, with context: not"),
        ("{% from 'm' import m as k with context %}", ":1: an import but by name"),
    ],
)
def test_what_has_no_translation_is_refused_by_its_place(template: str, told: str) -> None:
    with pytest.raises(Untranslated, match=f"^page\\.html\\.jinja{re.escape(told)}"):
        compiled(of(page=template))


def test_text_of_a_template_that_macros_are_taken_from_is_refused() -> None:
    taken = "{% from 'm.html.jinja' import m with context %}{{ m(x) }}"
    jinja = of(page=taken, m="text {% macro m(a) %}{{ a }}{% endmacro %}")
    with pytest.raises(Untranslated, match=r"^m\.html\.jinja:1: text of a template that only"):
        compiled(jinja)


@pytest.mark.parametrize(
    "template",
    [
        "{% macro m() %}{{ lang }}{% endmacro %}{% for lang in x %}{{ m() }}{% endfor %}",
        "{% set y = 1 %}{% macro m() %}{{ y }}{% endmacro %}{{ m() }}",
        "{% macro m(a) %}M{% endmacro %}{% for m in x %}{{ m }}{% endfor %}",
    ],
)
def test_what_the_page_binds_is_hidden_from_macros(template: str) -> None:
    """In Jinja2 a macro sees what the page is given, not what it sets or loops over."""
    with pytest.raises(Untranslated, match=r": bound by the page, and named in a macro$"):
        compiled(of(page=template))


@pytest.mark.parametrize(
    "template",
    [
        "{{ x }}{{ '<' }}{{ 1 + n }}{{ x.upper() }}{{ d['k'] }}{{ (x, n) }}{{ f(a=x) }}",
        "{{ n == 2 }}{{ n != 2 }}{{ n < 2 }}{{ n <= 2 }}{{ n > 2 }}{{ n >= 2 }}",
        "{{ n in l }}{{ n not in l }}",
        "{{ not n and l or x }}{{ (n and l) or x }}{{ n and (l or x) }}{{ not (n or l) }}",
        "{{ (x if n else l) if l else n }}{{ n is none }}{{ l | length }}{{ (n + n) + n }}",
        "{% if n == 1 %}a{% elif n == 2 %}b{% else %}c{% endif %}{% if x %}{# #}{% endif %}.",
        "{% if n %}{% set y = x %}{{ y }}{% else %}{% set y = n %}{{ y }}{% endif %}",
        "{% for a in l %}{{ a }}{{ loop.first }}{{ loop.last }}{% endfor %}",
        "{% for a in l %}{% endfor %}.",
        "{% for a in e %}{{ a }}{% else %}none{% endfor %}",
        "{% for a in l %}{{ a }}{% else %}none{% endfor %}",
        "{% for a in l if a > 1 %}{{ a }}{{ loop.first }}{% else %}none{% endfor %}",
        "{% for a in l %}{% for b in l %}{{ loop.first }}{% endfor %}{{ loop.last }}{% endfor %}",
        "{% for a in l %}{% for b in e %}{% else %}{{ loop.first }}{% endfor %}{% endfor %}",
        "{% for a in l %}{% for b in p(loop.last) %}{{ loop.first }}{% endfor %}{% endfor %}",
        (
            "{% for a in l %}{{ loop.first }}{% for b in l %}"
            "{% for c in e %}{% else %}{{ loop.first }}{% endfor %}{% endfor %}{% endfor %}"
        ),
        "{% for (a,) in z %}{{ a }}{% endfor %}",
        "{% for a, (b, c) in w %}{{ a }}{{ b }}{{ c }}{% endfor %}",
        "{% set a, b = (x, n) %}{{ a }}{{ b }}",
        "{% macro m(a, b) %}<i>{{ a }}</i>{{ b }}{% endmacro %}{{ m(x, b=n) }}{{ m(m(x, x), n) }}",
        "{% macro m(m) %}{{ m }}{% endmacro %}{% macro k() %}{% endmacro %}{{ m(x) }}{{ k() }}",
        "{% macro m(a) %}{{ k(a) }}{% endmacro %}{% macro k(a) %}[{{ a }}]{% endmacro %}{{ m(x) }}",
        "  {% if n %}\n  {{ x }}\n  {% endif %}\n{#- cut -#}\n tail\n",
    ],
)
def test_what_is_translated_means_what_it_does_to_jinja(template: str) -> None:
    known: dict[str, Any] = {
        "x": "<b>'&\"\x01",
        "n": 2,
        "l": [1, 2, 3],
        "e": [],
        "d": {"k": "<"},
        "z": [(1,), (2,)],
        "w": [(1, (2, 3))],
        "f": lambda a: a,
        "p": lambda a: [a, a],
    }
    jinja = of(page=template)
    names = set(re.findall(r"\w+: Any,", compiled(jinja)))
    wanted = {name: value for name, value in known.items() if f"{name}: Any," in names}
    assert translated(jinja, wanted) == by_jinja(jinja, wanted)
