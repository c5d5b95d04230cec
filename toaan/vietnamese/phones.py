"""Telephone numbers as people type them."""

from __future__ import annotations

import re

_TYPED = re.compile(r"\+?[\d\s.()-]+")
_DIGITS = range(8, 16)
"""Digits of a number: a landline without its area code has eight, an international number at most fifteen (E.164)."""


def is_phone(text: str) -> bool:
    """Whether somebody could be called at this: digits with spaces, dots, dashes, brackets, a plus in front."""
    return bool(_TYPED.fullmatch(text)) and sum(c.isdigit() for c in text) in _DIGITS
