"""The collector of circular garbage, paused while many things are made that live on."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause it; afterwards it goes on as it did before.

    Hundreds of thousands of lists and sets make it look again and again for what is not there.
    What was made meanwhile is then old, and not looked at until it looks at everything.
    """
    went_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if went_on:
            if not gc.get_freeze_count():  # what the program froze itself stays frozen
                gc.freeze()
                gc.unfreeze()
            gc.enable()
