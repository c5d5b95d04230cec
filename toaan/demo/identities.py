"""The same identities in the same demonstration: rows get identifiers drawn from a seed instead of the machine."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any
from unittest.mock import patch


class _SeededOs:
    """What the module `uuid` sees of the operating system: everything, but its chance comes from a seed."""

    def __init__(self, chance: Random) -> None:
        self.urandom = chance.randbytes

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)


@contextmanager
def drawn_from(seed: str) -> Iterator[None]:
    """Inside, `uuid.uuid4` of this process follows the seed, so that addresses of pages stay the same after a reset.

    Keys, passwords and tracking codes go on using the machine's own chance.
    """
    with patch.object(uuid, "os", _SeededOs(Random(seed))):  # noqa: S311  (identities, not secrets)
        yield
