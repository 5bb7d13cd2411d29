"""A plugin that cannot be imported."""

raise RuntimeError("no licence\nfor this computer")
