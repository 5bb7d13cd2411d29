"""A plugin whose hook is misspelt."""

from hkcs_model.hookspecs import Exporter, hookimpl


@hookimpl
def hkcs_exporter() -> list[Exporter]:
    """Give nothing, to a hook that there is not."""
    return []
