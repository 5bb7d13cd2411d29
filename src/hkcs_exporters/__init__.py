"""The exporters that ship with hkcs-model, each a module of its own behind the same hook."""
