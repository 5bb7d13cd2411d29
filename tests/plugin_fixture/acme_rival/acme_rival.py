"""A plugin that claims the format `acme-text`."""

from typing import BinaryIO

from hkcs_model.hookspecs import Exporter, Loss, NoOptions, Report, hookimpl


def write(_report: Report, out: BinaryIO, _options: NoOptions) -> list[Loss]:
    """Write what nobody shall ever see."""
    out.write(b"acme-rival was here\n")
    return []


@hookimpl
def hkcs_exporters() -> list[Exporter]:
    """Give the exporter."""
    return [
        Exporter(
            format="acme-text",
            summary="what nobody shall ever see",
            suffixes=(".acme",),
            media_type="text/plain",
            binary=False,
            write=write,
        )
    ]
