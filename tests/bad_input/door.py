"""A door at which a person hands in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

TYPED = "Bản chụp giấy nhận cọc, hai mặt"


@dataclass(frozen=True)
class Door:
    who: str
    address: str
    field: str
    sent: dict[str, Any]
    again: str
    """What of it must be seen again when the file is refused."""
    good: bytes | None = None
    """A file that this door takes, where it takes no PDF."""
    ending: str = ".pdf"
