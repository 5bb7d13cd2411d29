#!/usr/bin/env python3
"""Compile the templates of the page, so that the command starts without compiling them.

Run it after a template was edited, or for a new version of Jinja2: `tox run -e page`.
"""

from __future__ import annotations

from pathlib import Path

from hkcs_exporters.to_html.templates import compiled

HERE = Path(__file__).parents[1] / "src" / "hkcs_exporters" / "to_html" / "compiled"


def main() -> None:
    """Write each compiled template to its module."""
    HERE.mkdir(exist_ok=True)
    for name, text in compiled().items():
        HERE.joinpath(name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
