"""The console command `toaan`: everything that a terminal can do.

Groups of commands are the modules beside this one; a domain adds its own with a module
`toaan/<domain>/cli.py` that has `register(subparsers)`. A handler takes the parsed arguments and returns an
exit code: 0, or 1 for "checked and not good". Bad input is 2. Everything heavy is imported inside handlers,
so that `toaan --help` answers at once.
"""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of `.venv/bin/toaan`."""
    from toaan.cli.command import run

    return run(arguments)
