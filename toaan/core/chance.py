"""Where the seed of a draw comes from: a place that nobody can choose or foresee and everybody can check.

It is the head of the court's audit chain at that moment, with a number that the machine makes in the very act: the head
alone could be read before the button is pressed, and whoever knew the list could wait for the judge he wants. A practice court may be played with a chance of its own, so
that the same court can be played again; the record of each draw then says so.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from toaan.core.models import AuditHead, Court

_own = ""


def seed_for(court: Court, matter: str) -> tuple[str, str]:
    """The seed of a draw about `matter` (its number), and in words where it comes from."""
    if _own:
        return f"{_own}:{matter}", f"Tòa án thực hành đặt trước, cùng số thụ lý {matter}"
    head = AuditHead.objects.get(pk=court.code)
    return (
        f"{head.digest}:{matter}:{secrets.token_hex(16)}",
        f"Mục {head.sequence} của nhật ký {head.chain}, số thụ lý {matter} và một số ngẫu nhiên máy tạo ra lúc bốc; không ai "
        "chọn, biết trước được",
    )


@contextmanager
def of_practice(seed: str) -> Iterator[None]:
    """Inside, draws of this process begin with `seed`.

    Raises:
        PermissionError: in production, where chance is not ours to set.
    """
    global _own  # noqa: PLW0603  (one source of chance)
    if settings.PRODUCTION:
        raise PermissionError("Không được đặt hạt giống bốc thăm ở chế độ production.")
    before, _own = _own, seed
    try:
        yield
    finally:
        _own = before
