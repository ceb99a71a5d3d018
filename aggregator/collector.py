"""Python's search for cycles among objects, held back while many are made of which none can be in a cycle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_search() -> Iterator[None]:
    """No search for cycles inside: among 100,000 frozen models it finds nothing and takes up to three quarters of the time.

    Reference counts free what is dropped meanwhile, as ever.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
