"""How a process that serves pages keeps its memory."""

from __future__ import annotations

import gc

YOUNG, MIDDLE, OLD = 20_000, 20, 20
"""After how many new objects, and how many rounds, the collector looks again; the language's own 700 is for small programs."""


def settle() -> None:
    """What is loaded stays: from now on the collector does not look through it while somebody waits for a page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
