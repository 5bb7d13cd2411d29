"""The empty dataset as a folder: `project.toml`, a CSV file for each table, and a page to read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from importlib.resources import files

from ..quantity import plain
from ..spelling import split_list
from ..tables import TABLES, Column
from .describing import TABLES_DESCRIBED, describe_key, example_of, in_each
from .guide import Grid, Heading, Paragraph, guide
from .keys import LISTS, SETTINGS, is_required, usual

GUIDE = "GUIDE.html"
"""The name of the page: a double click opens it in a browser."""


def files_of_folder(languages: Sequence[str]) -> dict[str, bytes]:
    """Return the files of an empty dataset by their names.

    Args:
        languages: those of the guide and of the comments, in the order in which they are read.
    """
    tables = {f"{name}.csv": _header(name) for name in TABLES}
    return {
        GUIDE: _page(languages).encode(),
        **tables,
        "project.toml": _project(languages).encode(),
    }


def _header(table: str) -> bytes:
    """Return a table without rows; the byte-order mark lets Excel know that it is UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerow(TABLES[table].columns)
    return text.getvalue().encode("utf-8-sig")


def _page(languages: Sequence[str]) -> str:
    from jinja2 import Environment, StrictUndefined

    template = files(__package__).joinpath("guide.html.jinja").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    kinds = {Heading: "heading", Paragraph: "paragraph", Grid: "grid"}
    blocks = [(kinds[type(block)], block) for block in guide("folder")]
    return environment.from_string(template).render(languages=languages, blocks=blocks)


def _project(languages: Sequence[str]) -> str:
    """Return the project with a comment above each key."""
    return "".join(f"{line}\n" for line in (*_settings(languages), *_lists(languages)))


def _settings(languages: Sequence[str]) -> Iterator[str]:
    yield from _comment(in_each(languages, TABLES_DESCRIBED["project"]))
    part = ""
    for key in SETTINGS:
        before, (part, _, name) = part, key.partition(".")
        if part != before:
            yield from ("", f"[{part}]")
        yield from ("", *_comment(in_each(languages, describe_key(key))))
        yield _assigned(key, name, languages[0])


def _assigned(key: str, name: str, language: str) -> str:
    """Return a key with its usual value; one that need not be there waits in a comment."""
    value = usual(key, language)
    if not isinstance(value, str):
        return f"{name} = {plain(value)}"
    if value:
        return f"{name} = {_quoted(value)}"
    example = _quoted(example_of(key))
    return f'{name} = ""  # {example}' if is_required(key) else f"# {name} = {example}"


def _lists(languages: Sequence[str]) -> Iterator[str]:
    """Return the lists of the project as comments: an entry each, to be copied for others."""
    for part, columns in LISTS.items():
        yield ""
        yield from _comment(in_each(languages, TABLES_DESCRIBED[part]))
        yield from ("#", f"# [[{part}]]")
        for column in columns:
            key = f"{part}.{column.name}"
            yield from _comment(in_each(languages, describe_key(key)), "#   # ")
            yield f"# {column.name} = {_as_toml(column, example_of(key))}"


def _as_toml(column: Column, written: str) -> str:
    """Return what a cell holds as TOML writes it."""
    if column.reads == "list":
        return f"[{', '.join(map(_quoted, split_list(written)))}]"
    return written if column.reads == "number" else _quoted(written)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _comment(text: str, sign: str = "# ") -> list[str]:
    return [f"{sign}{line}" for line in text.split("\n")]
