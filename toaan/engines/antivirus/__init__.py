"""Virus scan of what people hand in: the daemon, the command, or plainly nobody."""

from .api import Infected, NoScanner, Scanner, ScannerDown
from .choice import scanner_for
from .clam import ClamCommand, ClamDaemon

__all__ = [
    "ClamCommand",
    "ClamDaemon",
    "Infected",
    "NoScanner",
    "Scanner",
    "ScannerDown",
    "scanner_for",
]
