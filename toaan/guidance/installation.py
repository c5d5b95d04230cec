"""Where a practice court (Tòa án thực hành) lives: a second installation beside a real one, sharing nothing.

No Django here: the command asks before any settings are loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

KEPT = frozenset({"TOAAN_UPLOAD_LIMIT", "TOAAN_DEBUG"})
"""The only settings of the real court that the practice court takes over: none leads to anything of the real one."""
PLACES = ("database", "files", "index", "keys", "clock", "mail", "static", "logs", "secret", "session")
"""What the two must not share (see `toaan practice check`)."""


class SamePlace(ValueError):
    """The practice court would live in the folder of the real one."""


def home_of(real: Mapping[str, str]) -> Path:
    """The folder of the practice court: TOAAN_PRACTICE_HOME, else `practice` inside the real court's folder.

    Raises:
        SamePlace: it is the real court's own folder, or contains it.
    """
    own = Path(real.get("TOAAN_HOME") or "var").resolve()
    home = Path(real.get("TOAAN_PRACTICE_HOME") or own / "practice").resolve()
    if home == own or home in own.parents:
        raise SamePlace(f"{home} là thư mục của Tòa án thật hoặc chứa thư mục ấy; chọn thư mục khác")
    return home


def environment_of(real: Mapping[str, str]) -> dict[str, str]:
    """The environment of the practice court, made from that of the real one.

    Database, mail server, keys, addresses and secrets of the real court stay behind: everything called TOAAN_…
    is dropped unless it stands in `KEPT`, so that a setting added later is not shared by mistake.

    Raises:
        SamePlace: see `home_of`.
    """
    shared = {
        name: value
        for name, value in real.items()
        if name in KEPT or not (name.startswith("TOAAN_") or name == "DATABASE_URL")
    }
    address = real.get("TOAAN_PRACTICE_ADDRESS", "")
    own = {"TOAAN_MODE": "practice", "TOAAN_HOME": str(home_of(real)), "TOAAN_ADDRESS": address}
    if address:
        scheme, _, rest = address.partition("://")
        host = rest.split("/")[0].rsplit(":", 1)[0]
        own["TOAAN_HOSTS"] = ",".join(dict.fromkeys([host, "localhost", "127.0.0.1"]))
        if scheme == "https":
            own["TOAAN_TLS"] = "1"
    return {**shared, **own}
