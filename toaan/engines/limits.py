"""What a process takes away from itself before it opens a file that a stranger sent."""

from __future__ import annotations

import resource


def confine(*, memory: int, cpu_seconds: int, output: int) -> None:
    """Less memory, time and output, few open files, no picture of the memory left behind."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, output),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))
