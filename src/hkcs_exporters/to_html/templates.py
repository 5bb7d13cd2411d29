"""The templates of the page, compiled before they ship: compiling them takes longer than all else.

`tools/compile_page.py` writes the compiled ones. They are what one version of Jinja2 makes, and
used with that version alone; with any other the templates are compiled when they are needed.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pkgutil import get_data
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from ..tidy import visible

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from hkcs_model.languages import Spoken, Text

NAMES = ("figure", "story", "page")
"""The templates; the last is the whole page."""


def read(name: str) -> str:
    """Return the text of a file beside this module."""
    return (get_data(__package__, name) or b"").decode()


class Compiled(jinja2.BaseLoader):
    """Gives templates that were compiled before they shipped."""

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - its name
    ) -> jinja2.Template:
        """Return a template by the name of its file."""
        module = import_module(f".compiled.{name.partition('.')[0]}", __package__)
        made = environment.template_class.from_module_dict
        return made(environment, vars(module), globals if globals is not None else {})


class Calls(Context):
    """Calls what a template names, macros with what they are to know and all else as it is.

    Any other context asks of each of some thousand calls whether it wants to know more; here none
    does.
    """

    def call(
        self,
        called: Any,
        *args: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: Any,
    ) -> Any:
        """Call a macro or a function."""
        if isinstance(called, Macro):
            return called(self.eval_ctx, *args, **named)
        return called(*args, **named)


def text(value: Text, language: str) -> Markup:
    """Return a text in a language, marked where it is in another."""
    return shown(value.spoken(language), language)


def shown(spoken: Spoken, language: str) -> Markup:
    """Return words as they are shown to who reads a language: those in another are marked."""
    words = escape(visible(spoken.text))
    if spoken.language == language:
        return words
    foreign = Markup('<span class="foreign" lang="{}">{}</span>')
    return foreign.format(visible(spoken.language), words)


def environment(loader: jinja2.BaseLoader) -> jinja2.Environment:
    """Return the settings of the templates, with what gives them."""
    made = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        loader=loader,
    )
    made.context_class = Calls
    made.globals.update(text=text, shown=shown)
    return made


def _shown(value: Any) -> Any:
    if type(value) is str:  # most of them are, and a Markup is not
        return visible(value)
    return value if isinstance(value, Markup) or not isinstance(value, str) else visible(value)


def page(version: str = jinja2.__version__) -> jinja2.Template:
    """Return the template of the page.

    Args:
        version: that of Jinja2; the compiled templates are of one alone.
    """
    from .compiled import MADE_WITH

    make: Callable[[], jinja2.BaseLoader] = (
        Compiled if version == MADE_WITH else lambda: jinja2.FunctionLoader(read)
    )
    return environment(make()).get_template(f"{NAMES[-1]}.html.jinja")


def compiled() -> dict[str, str]:
    """Return what the templates are compiled to by the Jinja2 at hand, by the names of modules."""
    sources = environment(jinja2.FunctionLoader(read))
    made = {
        name: sources.compile(
            read(f"{name}.html.jinja"), f"{name}.html.jinja", raw=True, defer_init=True
        )
        for name in NAMES
    }
    made["__init__"] = (
        '"""The templates of the page, compiled: made by tools/compile_page.py, not by hand."""\n\n'
        f'MADE_WITH = "{jinja2.__version__}"\n'
        '"""The version of Jinja2 that they are for."""'
    )
    return {f"{name}.py": f"{text}\n" for name, text in made.items()}
