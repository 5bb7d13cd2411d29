"""A plugin that claims the format `csv`."""

from typing import BinaryIO

from hkcs_model.hookspecs import Exporter, Loss, NoOptions, Report, hookimpl


def write(_report: Report, out: BinaryIO, _options: NoOptions) -> list[Loss]:
    """Write what nobody shall ever see."""
    out.write(b"acme-csv was here\n")
    return []


@hookimpl
def hkcs_exporters() -> list[Exporter]:
    """Give the exporter."""
    return [
        Exporter(
            format="csv",
            summary="what nobody shall ever see",
            suffixes=(".csv",),
            media_type="text/csv",
            binary=False,
            write=write,
        )
    ]
