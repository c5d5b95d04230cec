"""An appeal posted within its time that arrived when the judgment had been noted as in effect (BLTTDS 273.3).

The day that counts is that of the postmark, for a person in detention the day on which the warden confirmed the appeal. So it
is an ordinary appeal: nobody examines it as a late one (275), and the parts that it challenges never were in effect (282.1).
The code names nobody who says so; our reading: the president of the court, under whom the effect was noted.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from toaan.appeals.actions.reviving import lift_effect
from toaan.cases.actions import advance
from toaan.cases.models import Party
from toaan.core import clock
from toaan.core.acts import Document, act
from toaan.core.errors import Refused
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course.actions.challenging import late_at_the_counter
from toaan.judgments import queries
from toaan.judgments.actions.challenge import check_ground, due_of, named_appellant, named_parts, part_words
from toaan.judgments.actions.common import lock_judgment, post_of, refused_on
from toaan.judgments.models import Appeal, Judgment, JudgmentPart
from toaan.rules.appeal import way
from toaan.vietnamese.text import clean

TAKE = "appeals.take_posted"
POSTED, DETAINED = "post", "detained"
HOW = {POSTED: "dấu bưu chính ngày", DETAINED: "giám thị trại giam xác nhận ngày"}


@dataclass(frozen=True)
class Posted:
    """What came, and what shows its day."""

    party_id: uuid.UUID
    part_ids: Sequence[uuid.UUID]
    ground: str
    posted_on: date
    arrived_on: date
    how: str = POSTED
    paper: StoredFile | None = None
    envelope: StoredFile | None = None


def take_posted(*, by: Viewer, judgment_id: uuid.UUID, what: Posted, at: datetime) -> Appeal:
    """Take it in as an appeal in time, and undo the note of effect of the parts that it challenges.

    Raises:
        Refused: "posted.not_settled" (the ordinary way is open), "appeal.late" (it is late after all), "appeal.already",
            "late_appeal.past", "posted.bad_arrival", "posted.no_envelope", and those of an appeal.
    """
    with act(TAKE, by=by, at=at) as a:
        judgment = lock_judgment(a, judgment_id)
        a.allow(judgment)
        party, parts = _check(by, judgment, what, at)
        appeal = Appeal.objects.create(
            judgment=judgment, party=party, channel=Appeal.Channel.POST, received_on=what.posted_on, recorded_at=at,
            post=post_of(by), ground=clean(what.ground), sha256=what.paper.pk if what.paper else "",
        )  # fmt: skip
        appeal.parts.set(parts)
        shown = f"{HOW[what.how]} {what.posted_on:%d/%m/%Y}"
        why = (
            f"{party} kháng cáo trong thời hạn ({shown}; đơn đến Tòa án ngày {what.arrived_on:%d/%m/%Y}, khoản 3 Điều 273 Bộ "
            "luật Tố tụng dân sự): phần này đang bị kháng cáo nên chưa có hiệu lực."
        )
        lift_effect(judgment, parts, by=f"Kháng cáo của {party}, {shown}", why=why)
        advance(judgment.case, TAKE)
        title = f"Đơn kháng cáo của {party}"
        papers = [
            (what.paper, title, "appeal"),
            (what.envelope, f"Phong bì, xác nhận ngày gửi đơn của {party}", "evidence"),
        ]
        a.record(
            appeal,
            court=judgment.case.court,
            case_id=judgment.case_id,
            title=f"Nhận kháng cáo trong thời hạn của {party}; {part_words(judgment, parts)} chưa có hiệu lực"[:500],
            detail=why[:1000],
            data={
                "appeal": appeal.pk, "judgment_id": judgment.pk, "party": party.pk, "parts": [p.order for p in parts],
                "posted_on": what.posted_on, "arrived_on": what.arrived_on, "how": what.how, "why": why,
            },
            documents=[Document(p.pk, name[:300], kind, what.posted_on, str(party.pk)) for p, name, kind in papers if p],
            shown_to="parties",
        )  # fmt: skip
    return appeal


def _check(by: Viewer, judgment: Judgment, what: Posted, at: datetime) -> tuple[Party, list[JudgmentPart]]:
    if getattr(judgment, "effect", None) is None:
        raise Refused(
            "posted.not_settled",
            _(
                "Hiệu lực của bản án chưa được xác định: hãy nhận ở mục Nhận đơn kháng cáo, ghi ngày trên dấu bưu chính."
            ),
        )
    party = named_appellant(by, judgment, what.party_id)
    earlier = (
        judgment.appeals.filter(party=party).first()
        or judgment.late_appeals.filter(party=party, of_receipt=False).first()
    )
    if earlier is not None:
        raise Refused(
            "appeal.already",
            _("%(party)s đã kháng cáo ngày %(day)s. Muốn bổ sung, hãy gửi văn bản cho Tòa án.")
            % {"party": party, "day": f"{earlier.received_on:%d/%m/%Y}"},
        )
    if queries.is_reviewed(judgment):
        raise Refused(
            "late_appeal.past",
            _("Bản án này đã được giải quyết theo thủ tục phúc thẩm: không kháng cáo được nữa."),
        )
    period = judgment.periods.filter(party=party).first()
    if period is None:
        raise Refused("appeal.not_open", _("Bản án này không bị kháng cáo theo thủ tục phúc thẩm."))
    if not what.posted_on <= what.arrived_on <= clock.local_date(at):
        raise refused_on(
            "arrived_on", "posted.bad_arrival", _("Ngày đơn đến Tòa án phải từ ngày gửi đến hôm nay.")
        )
    parts = named_parts(judgment, what.part_ids)
    check_ground(judgment, what.posted_on, clean(what.ground), at)
    due = due_of(period)
    if due is not None and way(due, what.posted_on) == "late":
        raise refused_on("posted_on", "appeal.late", late_at_the_counter(str(party), due))
    if what.envelope is None:
        raise refused_on(
            "envelope", "posted.no_envelope",
            _("Đính kèm bản quét phong bì có dấu bưu chính, hoặc xác nhận của giám thị trại giam: đó là căn cứ xác định ngày kháng cáo (khoản 3 Điều 273 Bộ luật Tố tụng dân sự)."),
        )  # fmt: skip
    return party, parts
