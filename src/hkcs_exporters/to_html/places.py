"""Where things stand on the page: the ids of its elements, which links and people name."""

from __future__ import annotations

import re

from hkcs_model.report import Figure, Report

_NO_ID = re.compile(r"[^\w.=;-]")


class Places:
    """The ids of what one report's page shows; no two elements have the same.

    Attributes:
        language: the reader's, in which an id is plain, so that links to it last.
    """

    def __init__(self, report: Report) -> None:
        self.language = report.language
        self._shown = {figure.id for figure in report.figures if not figure.by}
        self._shown |= {table.id for table in report.tables}

    def has(self, id_: str) -> bool:
        """Tell whether a figure or table has a place of its own."""
        return id_ in self._shown

    def anchor(self, id_: str, language: str) -> str:
        """Return the place of a figure or table: its own id in the reader's language."""
        return self.of("", id_, language)

    def of_figure(self, figure: Figure, language: str) -> str:
        """Return the place of a figure that is no row; one that was asked once has its rule's."""
        return self.anchor(figure.id or figure.rule, language)

    def of_row(self, figure: Figure, language: str) -> str:
        """Return the place of a row of a table."""
        values = ";".join(f"{name}={value}" for name, value in figure.by.items())
        return self.of(f"row::{_plain(figure.id or figure.rule)}", values, language)

    def of(self, kind: str, id_: str, language: str) -> str:
        """Return the id of an element of a kind."""
        before = f"{kind}::" if kind else ""
        return f"{before}{_plain(id_)}" + ("" if language == self.language else f":{language}")


def _plain(id_: str) -> str:
    return _NO_ID.sub(lambda sign: f"~{ord(sign[0]):x}~", id_)
