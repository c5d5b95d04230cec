"""What goes with the claims that are separated: their part of the fee advance, and people (BLTTDS 42.2)."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from django.db.models import Q

from toaan.cases.models import Case, Party
from toaan.core.errors import Refused
from toaan.core.words import words as _
from toaan.course.models import OtherClaim
from toaan.course.separated import paid
from toaan.course.states import ACCEPTED, FEE_DUE, FILED
from toaan.vietnamese.amounts import format_money

SIDES = frozenset({Party.Role.PLAINTIFF, Party.Role.DEFENDANT})


def check_advance(case: Case, part: int | None) -> None:
    """The part is stated where something was paid, and is never more than that.

    Raises:
        Refused: "course.no_receipt", "course.no_advance", "course.too_much_advance".
    """
    if not case.fee_receipt:
        if part:
            raise _wrong(
                "course.no_receipt", "advance",
                _("Vụ án này không có biên lai tạm ứng án phí nên không có phần nào chuyển sang vụ án được tách."),
            )  # fmt: skip
        return
    if part is None:
        raise _wrong(
            "course.no_advance", "advance",
            _("Ghi phần tạm ứng án phí đã nộp cho các yêu cầu được tách; không có thì ghi 0."),
        )  # fmt: skip
    if not 0 <= part <= paid(case.fee_receipt):
        raise _wrong(
            "course.too_much_advance", "advance",
            _("Phần tạm ứng án phí chuyển sang vụ án được tách không được lớn hơn số đã nộp: %(amount)s.")
            % {"amount": format_money(paid(case.fee_receipt))},
        )  # fmt: skip


def check_leaving(case: Case, taken: Collection[Party], leaving: Sequence[uuid.UUID]) -> list[Party]:
    """Those who leave take part in the separated case; both sides of this one stay, and whoever claims here or is claimed from.

    Raises:
        Refused: "course.leaves_nowhere", "course.no_sides_left", "course.leaves_claim".
    """
    found = [p for p in case.parties.all() if p.pk in leaving]
    stays = {p.pk for p in taken}
    if len(found) < len(set(leaving)) or any(p.pk not in stays for p in found):
        raise _wrong(
            "course.leaves_nowhere",
            "leaving",
            _("Chỉ đương sự của vụ án được tách mới rời vụ án này. Hãy chọn lại."),
        )
    if not {Party.Role(p.role) for p in case.parties.all() if p not in found} >= SIDES:
        raise _wrong(
            "course.no_sides_left",
            "leaving",
            _("Vụ án này phải còn nguyên đơn và bị đơn. Hãy bỏ bớt người rời vụ án."),
        )
    keys = [p.pk for p in found]
    claims = OtherClaim.objects.filter(Q(party__in=keys) | Q(against__in=keys), case=case)
    held = claims.filter(state__in=[FILED, FEE_DUE, ACCEPTED]).first()
    if held is not None:
        raise _wrong(
            "course.leaves_claim", "leaving",
            _("%(claim)s đang được giải quyết trong vụ án này nên người có yêu cầu và người bị yêu cầu không rời vụ án.")
            % {"claim": held},
        )  # fmt: skip
    return found


def _wrong(code: str, field: str, message: str) -> Refused:
    return Refused(code, message, status=422, fields={field: message})
