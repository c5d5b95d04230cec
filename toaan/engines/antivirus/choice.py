"""Which scanner a setting means."""

from __future__ import annotations

from pathlib import Path

from .api import NoScanner, Scanner
from .clam import ClamCommand, ClamDaemon

USUAL_SOCKET = "/run/clamav/clamd.ctl"


def scanner_for(setting: str) -> Scanner:
    """The scanner that a setting names.

    Args:
        setting: "none"; "clamd", "clamd:/path/to/socket" or "clamd:host:port"; "clamscan" or
            "clamscan:/folder/of/signatures"; empty: the daemon where its usual socket is, else nobody.

    Raises:
        ValueError: for anything else, in words for the administrator.
    """
    if not setting:
        return ClamDaemon(USUAL_SOCKET) if Path(USUAL_SOCKET).exists() else NoScanner()
    kind, _, where = setting.partition(":")
    if kind == "none" and not where:
        return NoScanner()
    if kind == "clamd":
        return ClamDaemon(where or USUAL_SOCKET)
    if kind == "clamscan":
        return ClamCommand(signatures=where)
    raise ValueError(
        f"TOAAN_ANTIVIRUS={setting!r}: dùng none, clamd[:địa chỉ] hoặc clamscan[:thư mục chữ ký]"
    )
