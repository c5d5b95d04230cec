"""Fault injection: a named point at which a test may kill the process, as a power cut would.

`TOAAN_KILL_AT=filing.accept:before-commit` ends the process there with SIGKILL. Production ignores it.
"""

from __future__ import annotations

import os
import signal

from django.conf import settings


def point(name: str) -> None:
    """Die here when `TOAAN_KILL_AT` names this point."""
    if os.environ.get("TOAAN_KILL_AT") == name and not settings.PRODUCTION:
        os.kill(os.getpid(), signal.SIGKILL)
