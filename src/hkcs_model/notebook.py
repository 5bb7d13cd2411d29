"""How values show themselves in a notebook: tables of plain HTML, all text in them escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(header: Sequence[str], rows: Iterable[Sequence[object]], caption: str = "") -> str:
    """Return a table.

    Args:
        header: the headers of its columns; empty for one whose rows have headers of their own.
        rows: its rows; the first cell of each is the row's header.
        caption: what it shows.
    """
    from html import escape  # notebooks alone show tables

    top = f"<caption>{escape(caption)}</caption>" if caption else ""
    if header:
        cells = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
        top += f"<thead><tr>{cells}</tr></thead>"
    body = "".join(_row([escape(str(cell)) for cell in row]) for row in rows)
    return f"<table>{top}<tbody>{body}</tbody></table>"


def _row(cells: Sequence[str]) -> str:
    first, *rest = cells
    return "".join(
        ['<tr><th scope="row">', first, "</th>", *(f"<td>{cell}</td>" for cell in rest), "</tr>"]
    )
