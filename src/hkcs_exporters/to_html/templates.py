"""The templates of the page, compiled before they ship: compiling them takes longer than all else.

`tools/compile_page.py` writes the compiled ones. They are what one version of Jinja2 makes, and
used with that version alone; with any other the templates are compiled when they are needed.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from ..tidy import visible

if TYPE_CHECKING:
    from collections.abc import MutableMapping

NAMES = ("figure", "story", "page")
"""The templates; the last is the whole page."""


def read(name: str) -> str:
    """Return the text of a file beside this module."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


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


def environment(loader: jinja2.BaseLoader) -> jinja2.Environment:
    """Return the settings of the templates, with what gives them."""
    return jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        loader=loader,
    )


def _shown(value: Any) -> Any:
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
