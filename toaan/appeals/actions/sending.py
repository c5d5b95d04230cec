"""The file goes up to the court of second instance (BLTTDS 283)."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from toaan.appeals.actions.common import no_court_above
from toaan.appeals.models import Advance, FileTransfer
from toaan.cases.states import JUDGED
from toaan.core import clock
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.judgments.actions.common import lock_judgment, post_of
from toaan.judgments.models import Appeal, Judgment
from toaan.vietnamese.text import clean


def send_up(*, by: Viewer, judgment_id: uuid.UUID, note: str = "", at: datetime) -> FileTransfer:
    """The clerk sends the whole file with the appeals and protests to the court above.

    Raises:
        Refused: "file.sent", "file.not_ready" with everything that is missing, "file.no_court", "wrong_state".
    """
    with act("appeals.send_up", by=by, at=at) as a:
        judgment = lock_judgment(a, judgment_id)
        case = judgment.case
        a.allow(case)
        case.after("appeals.send_up")
        sent = FileTransfer.objects.filter(judgment=judgment).select_related("to_court").first()
        if sent is not None:
            raise Refused(
                "file.sent",
                _("Hồ sơ đã được gửi cho %(court)s ngày %(day)s.")
                % {"court": sent.to_court.name, "day": f"{sent.sent_on:%d/%m/%Y}"},
            )
        if missing := missing_for_sending(judgment):
            raise Refused("file.not_ready", " ".join(missing))
        if (above := case.court.above_on(clock.local_date(at))) is None:
            raise no_court_above()
        made = FileTransfer.objects.create(
            case=case, judgment=judgment, to_court=above, sent_on=clock.local_date(at), sent_at=at,
            sent_by=post_of(by), note=clean(note)[:500],
        )  # fmt: skip
        live = list(live_appeals(judgment))
        told = [
            *(f"kháng cáo của {one.party}" for one in live),
            *(str(p)[:1].lower() + str(p)[1:] for p in judgment.protests.all()),
        ]
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"Gửi hồ sơ vụ án và kháng cáo, kháng nghị cho {made.to_court.name}"[:500],
            detail="; ".join(told)[:1000],
            data={
                "transfer": made.pk,
                "judgment_id": judgment.pk,
                "to_court": made.to_court_id,
                "note": made.note,
            },
            shown_to="parties",
        )
    return made


def live_appeals(judgment: Judgment) -> list[Appeal]:
    """Appeals that still challenge the judgment."""
    rows = judgment.appeals.filter(dropped_on=None).select_related("party", "advance")
    return list(rows.prefetch_related("parts"))


def ready_to_send() -> QuerySet[Judgment]:
    """Judgments whose file is to go up: the periods are over, every advance is settled (283)."""
    owing = Appeal.objects.filter(judgment=OuterRef("pk"), dropped_on=None)
    return Judgment.objects.filter(
        ~Exists(owing.filter(advance=None)), ~Exists(owing.filter(advance__state=Advance.State.DUE)),
        case__state=JUDGED, effect__isnull=False, file_transfer=None,
    )  # fmt: skip


def missing_for_sending(judgment: Judgment, appeals: list[Appeal] | None = None) -> list[str]:
    """Why the file cannot go up yet, each a sentence with its article; empty when it can.

    Args:
        appeals: all of the judgment, where they are known already.
    """
    found: list[str] = []
    live = live_appeals(judgment) if appeals is None else [one for one in appeals if one.dropped_on is None]
    if not live and not judgment.protests.exists():
        return [_("Không có kháng cáo, kháng nghị nào còn hiệu lực.")]
    if getattr(judgment, "effect", None) is None:
        found.append(_("Thời hạn kháng cáo, kháng nghị chưa hết (Điều 283 Bộ luật Tố tụng dân sự)."))
    for one in live:
        made = getattr(one, "advance", None)
        if made is None:
            found.append(
                _("Chưa kiểm tra đơn kháng cáo của %(party)s (Điều 274).") % {"party": str(one.party)}
            )
        elif made.state == Advance.State.DUE:
            found.append(
                _("%(party)s chưa nộp biên lai tạm ứng án phí phúc thẩm (Điều 276).")
                % {"party": str(one.party)}
            )
    return found
