"""The contract of a virus scanner: one file in; nothing, or the name of what was found, out."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, runtime_checkable


class ScannerDown(Exception):
    """The scanner did not give a verdict (not running, no signatures, too large for it); the message is for the log."""


class Infected(Exception):
    """The file carries something harmful; ``signature`` is the scanner's name for it."""

    def __init__(self, signature: str) -> None:
        super().__init__(signature)
        self.signature = signature


@runtime_checkable
class Scanner(Protocol):
    """Looks at one file. Never changes or moves it."""

    @property
    def present(self) -> bool:
        """Whether this is a real scanner; without one, callers need not make a copy on the disk for it."""
        ...

    def scan(self, path: Path) -> None:
        """Return when the file is clean.

        Raises:
            Infected: with the name of what was found.
            ScannerDown: when there is no verdict; the file may be anything.
        """
        ...

    def describe(self) -> str:
        """What scans here, in Vietnamese, with its version.

        Raises:
            ScannerDown: when it does not answer.
        """
        ...


class NoScanner:
    """No scanner is installed: every file passes, and `describe` says so."""

    present = False

    def scan(self, path: Path) -> None:
        """Nothing is looked at."""

    def describe(self) -> str:
        return "không có; tệp gửi đến không được quét virus (cài clamav-daemon hoặc đặt TOAAN_ANTIVIRUS)"
