"""A dataset made from what another one says, or from parts of two."""

from __future__ import annotations

from ..content import Content
from ..dataset import Dataset
from ..places import Part, Places
from .draft import Draft
from .raw import Raw, RawTable


def dataset_of(content: Content) -> Dataset:
    """Return what some content says as a dataset, which nobody has checked.

    Args:
        content: of a sound dataset, or made from two such; its rows name rows that are there.
    """
    tables = {}
    for name, columns in content.tables.items():
        length = max((len(cells) for cells in columns.values()), default=0)
        part = Part(file=name, rows=range(1, length + 1), columns=frozenset(columns))
        tables[name] = RawTable(name=name, columns=columns, places=Places([part]))
    draft = Draft(Raw(project=dict(content.project), tables=tables))
    assert draft.project is not None  # noqa: S101 - parts of sound ones are sound
    return draft.dataset(draft.project)
