"""An exporter called as `export` calls it: with options, and a stream that goes one way."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, cast

from attrs import frozen

from ..hookspecs import Exporter, Loss
from ..options import make_options
from ..report import Report


@frozen(kw_only=True)
class Exported:
    """What came of an export.

    Attributes:
        data: the bytes that it wrote.
        losses: what it returned; the losses, where it keeps the contract.
    """

    data: bytes
    losses: Any

    @property
    def lost(self) -> set[str]:
        """The kinds of what was lost."""
        return {loss.what for loss in self.losses if isinstance(loss, Loss)}


class OneWay(io.RawIOBase):
    """A stream that can be written to, and nothing else.

    Attributes:
        written: what was written to it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.written = bytearray()

    def writable(self) -> bool:
        """Say that it can be written to; it can be neither read nor sought in."""
        return True

    def write(self, data: Any) -> int:
        """Keep what is written."""
        self.written += bytes(data)
        return len(data)


def exported(
    exporter: Exporter, report: Report, given: Mapping[str, Any] | None = None
) -> Exported:
    """Export a report.

    Args:
        exporter: what exports it.
        report: the report.
        given: options that are set; None sets none.

    Raises:
        ValueError: the stream was closed.
    """
    stream = OneWay()
    options = make_options(exporter, given or {})
    losses = exporter.write(report, cast("Any", stream), options)
    if stream.closed:
        raise ValueError("write closed the stream, which is its caller's")
    return Exported(data=bytes(stream.written), losses=losses)
