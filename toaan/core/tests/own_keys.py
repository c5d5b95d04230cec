"""Keys that an installation names in `TOAAN_SIGNER`, for the test of that setting."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from toaan.core.signatures import DemoKeys


class OwnKeys(DemoKeys):
    """The same keys, found through the dotted path."""

    def __init__(self) -> None:
        super().__init__(Path(settings.TOAAN_KEYS))
