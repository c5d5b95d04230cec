"""Tracking codes (mã theo dõi): not to be guessed, yet easy to read out on the telephone."""

from __future__ import annotations

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs without 0/O and 1/I, which people mix up."""


def new_code() -> str:
    """Twelve signs (60 bits) in groups of four: "7KQM-2XHV-9TRB"."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return "-".join(signs[i : i + 4] for i in (0, 4, 8))


def read_code(typed: str) -> str:
    """The code as stored, from any spelling with blanks, dashes and small letters; "" when it cannot be one."""
    signs = re.sub(r"[\s\-–—.]", "", typed).upper()
    if len(signs) != 12 or set(signs) - set(ALPHABET):
        return ""
    return "-".join(signs[i : i + 4] for i in (0, 4, 8))
