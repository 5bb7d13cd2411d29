"""HTML: one page that stands by itself, in three languages, for everybody who reads the report."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any, BinaryIO

from hkcs_model.dates import PartialDate
from hkcs_model.hookspecs import Exporter, Loss, NoOptions, hookimpl
from hkcs_model.languages import LANGUAGES, translate
from hkcs_model.report import Figure, Report

from ..as_data import as_json, figures_as_data
from ..tidy import visible
from ..wording import Wording, ends, ends_words, is_link, period_words
from .places import Places

LANGUAGE_NAMES = {"en": "English", "zh-Hant": "繁體中文", "zh-Hans": "简体中文"}
"""What each language calls itself."""


def write(report: Report, out: BinaryIO, options: NoOptions) -> list[Loss]:  # noqa: ARG001 - none
    """Write the page: the reader's language is shown, the others are a switch away."""
    from markupsafe import Markup

    rest = [language for language in LANGUAGES if language != report.language]
    shown = _template(_read("page.html.jinja")).stream(
        report=report,
        languages=[report.language, *rest],
        names=LANGUAGE_NAMES,
        style=Markup(_read("style.css")),  # noqa: S704 - our own file
        data=_data(report),
        **_functions(report),
    )
    out.writelines(chunk.encode() for chunk in shown)
    return []


def _functions(report: Report) -> dict[str, Callable[..., Any]]:
    """Return what the template calls, by the names that it calls it by."""
    wording, places = Wording(report), Places(report)
    return {
        "say": translate,
        "is_figure": lambda piece: isinstance(piece, Figure),
        "is_link": is_link,
        "ends": ends,
        "period_words": period_words,
        "ends_words": ends_words,
        "day_words": lambda day, language: PartialDate.on(day).say(language),
        "anchor": places.anchor,
        "has_anchor": places.has,
        "place": places.of,
        "label_of": wording.label_of,
        "scope_words": wording.scope_words,
        "by_words": wording.by_words,
        "rule_words": lambda figure, language: figure.rule_labels.say(language),
        "facts_of": wording.facts_of,
        "body_words": wording.body_words,
    }


def _data(report: Report) -> Any:
    """Return the figures as data for the page: nothing in it can end the element it is in."""
    from markupsafe import Markup

    text = as_json(figures_as_data(report))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(visible(text))  # noqa: S704 - no sign of markup is left in it


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _template(text: str) -> Any:
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    def shown(value: Any) -> Any:
        return value if isinstance(value, Markup) or not isinstance(value, str) else visible(value)

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )
    return environment.from_string(text)


@hookimpl
def hkcs_exporters() -> list[Exporter]:
    """Give the exporter."""
    return [
        Exporter(
            format="html",
            summary="one page that stands by itself, in three languages, to read and to print",
            suffixes=(".html", ".htm"),
            media_type="text/html",
            binary=False,
            write=write,
        )
    ]
