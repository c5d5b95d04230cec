"""Acts on the learnt order of articles: one was trained, another one answers from now on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from toaan.assistant.actions.contributing import REASON
from toaan.assistant.models import Installation, RankerVersion
from toaan.core.acts import act
from toaan.core.errors import Refused, TooLate, not_found
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.vietnamese.text import clean


@dataclass(frozen=True)
class Trained:
    """What a training came to."""

    number: int
    sha256: str
    counts: Mapping[str, int]
    """labels, feedback, contributions, held_back, compared."""
    figures: Mapping[str, Any] = field(default_factory=dict)
    against: int = 0
    note: str = ""


def record_training(*, by: Viewer, trained: Trained, at: datetime) -> RankerVersion:
    """Enter a version that was trained (huấn luyện); it answers nobody by that alone.

    Raises:
        Refused: "assistant.number_taken" (another training ended first), "not_allowed".
    """
    with act("assistant.train", by=by, at=at) as a:
        a.allow()
        if RankerVersion.objects.filter(pk=trained.number).exists():
            raise TooLate("assistant.number_taken", _("Một lần huấn luyện khác vừa ghi bản cùng số. Hãy chạy lại."))  # fmt: skip
        row = RankerVersion.objects.create(
            number=trained.number, made_at=at, made_by=by.user, figures=dict(trained.figures), against=trained.against,
            sha256=trained.sha256, note=trained.note, **trained.counts,
        )  # fmt: skip
        a.record(
            row, court=None, title=_("Huấn luyện xếp hạng điều luật: bản %(n)s") % {"n": row.number},
            data={"number": row.number, "sha256": row.sha256, "against": row.against, **trained.counts, "figures": row.figures},
        )  # fmt: skip
    return row


def promote(*, by: Viewer, number: int, reason: str, at: datetime, instead_of: int | None = None) -> int:
    """Let a version answer from now on (đưa vào dùng); 0: what ships with the software.

    Args:
        instead_of: the version that answered when this was chosen; None: whichever it is.

    Raises:
        Refused: "assistant.no_reason", "assistant.answers_already", "assistant.changed_meanwhile", "not_found", "not_allowed".
    """
    reason = clean(reason).strip()[:REASON]
    with act("assistant.promote", by=by, at=at) as a:
        rows = {
            row.number: row for row in RankerVersion.objects.select_for_update(no_key=True).order_by("pk")
        }
        a.allow(Installation())
        now = next((row.number for row in rows.values() if row.promoted), 0)
        if number and number not in rows:
            raise not_found()
        if not rows or number == now:
            raise TooLate("assistant.answers_already", _("Bản này đang trả lời rồi. Hãy tải lại trang để xem bản đang dùng."))  # fmt: skip
        if instead_of is not None and instead_of != now:
            raise TooLate(
                "assistant.changed_meanwhile",
                _("Bản đang dùng vừa được đổi. Hãy tải lại trang, xem bản đang dùng rồi quyết định."),
            )
        if not reason:
            message = _("Hãy ghi vì sao đổi bản đang dùng.")
            raise Refused("assistant.no_reason", message, status=422, fields={"ly_do": message})
        if now:
            rows[now].promoted, rows[now].reason = False, reason
            rows[now].save(update_fields=["promoted", "reason"])
        if number:
            chosen = rows[number]
            chosen.promoted, chosen.promoted_at, chosen.reason = True, at, reason
            chosen.save(update_fields=["promoted", "promoted_at", "reason"])
        a.record(
            rows[number or now], court=by.court,
            title=(_("Trợ lý ảo dùng bản xếp hạng %(n)s") % {"n": number}) if number else _("Trợ lý ảo dùng lại bản xếp hạng đi kèm phần mềm"),
            detail=reason[:1000], data={"from": now, "to": number},
        )  # fmt: skip
    return number
