"""An appeal against a decision that was posted within its time and came when the decision was in effect (BLTTDS 273.3).

As of a judgment (`posted.py`): the day that counts is that of the postmark or of the warden's confirmation, so it is an appeal in
time (274 by 273.2; of a request 371, 372) and the decision never was in effect (282.1). That the president says so, and that a
decision loses the effect that was noted, are our readings.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from toaan.appeals.actions.posted import HOW, Posted
from toaan.appeals.decisions import queries
from toaan.cases.actions import advance
from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.acts import Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course.actions.challenging import late_at_the_counter, need_open
from toaan.course.models import Challenge, CourseDecision, Period
from toaan.judgments.actions.common import post_of, refused_on
from toaan.judgments.models import LateAppeal
from toaan.rules.appeal import way
from toaan.vietnamese.text import clean

OF_END, OF_RULING = "appeals.take_posted_challenge", "appeals.take_posted_ruling"


def act_of(decision: CourseDecision) -> str:
    """The name of the act: what settles a request leads its case another way than what suspends or ends one."""
    return OF_RULING if decision.kind == CourseDecision.Kind.RULING else OF_END


def take_posted_decision(*, by: Viewer, decision_id: uuid.UUID, what: Posted, at: datetime) -> Challenge:
    """Take it in as an appeal in time: the decision is in effect no longer.

    Raises:
        Refused: "posted.not_settled" (the ordinary way is open), "appeal.late" (it is late after all), "appeal.already",
            "appeal.not_open", "appeal.not_yours", "late_appeal.past", "posted.bad_arrival", "posted.no_envelope",
            "appeal.no_ground", "wrong_state".
    """
    known = CourseDecision.objects.filter(pk=decision_id).exclude(sha256="").first()
    if known is None:
        raise not_found()
    name = act_of(known)
    with act(name, by=by, at=at) as a:
        case = a.lock(Case, known.case_id, "court", "number")
        decision = a.lock(CourseDecision, decision_id, "number")
        decision.case = case
        a.allow(decision)
        period = _check(decision, what, at)
        challenge = Challenge.objects.create(
            period=period, channel=Challenge.Channel.POST, received_on=what.posted_on, recorded_at=at, post=post_of(by),
            ground=clean(what.ground), sha256=what.paper.pk if what.paper else "",
        )  # fmt: skip
        lifted, decision.effective_on = decision.effective_on, None
        decision.save(update_fields=["effective_on"])
        advance(case, name)
        why = (
            f"{period.holder} kháng cáo trong thời hạn ({HOW[what.how]} {what.posted_on:%d/%m/%Y}; đơn đến Tòa án ngày "
            f"{what.arrived_on:%d/%m/%Y}, khoản 3 Điều 273 Bộ luật Tố tụng dân sự): quyết định đang bị kháng cáo nên chưa có "
            f"hiệu lực. Hiệu lực đã ghi từ ngày {lifted:%d/%m/%Y} không còn."
        )
        papers = [
            (what.paper, f"Đơn kháng cáo của {period.holder}", "appeal"),
            (what.envelope, f"Phong bì, xác nhận ngày gửi đơn của {period.holder}", "evidence"),
        ]
        a.record(
            challenge,
            court=case.court,
            case_id=case.pk,
            title=f"Nhận kháng cáo trong thời hạn của {period.holder}; {decision.title} chưa có hiệu lực"[:500],
            detail=why[:1000],
            data={
                "challenge": challenge.pk, "decision": decision.pk, "party": what.party_id, "lifted": lifted, "why": why,
                "posted_on": what.posted_on, "arrived_on": what.arrived_on, "how": what.how,
            },
            documents=[
                Document(p.pk, title[:300], kind, what.posted_on, str(what.party_id)) for p, title, kind in papers if p
            ],
            shown_to="parties",
        )  # fmt: skip
    return challenge


def _check(decision: CourseDecision, what: Posted, at: datetime) -> Period:
    if decision.effective_on is None:
        raise Refused(
            "posted.not_settled",
            _("Quyết định chưa được ghi có hiệu lực: hãy nhận ở mục Nhận đơn kháng cáo, ghi ngày trên dấu bưu chính."),
        )  # fmt: skip
    if not queries.may_come_late(decision, decision.case):
        raise Refused(
            "late_appeal.past",
            _("Quyết định này không còn là căn cứ của vụ việc (đã bị hủy, đã tiếp tục giải quyết hoặc đã xét phúc thẩm): không kháng cáo được nữa."),
        )  # fmt: skip
    period = need_open(decision.periods.select_related("party").filter(party_id=what.party_id).first())
    if (
        Challenge.objects.filter(period=period).exists()
        or LateAppeal.objects.filter(decision=decision, party=period.party, of_receipt=False).exists()
    ):
        raise Refused(
            "appeal.already",
            _("Kháng cáo của %(holder)s đối với quyết định này đã được nhận.") % {"holder": period.holder},
        )
    if not decision.decided_on <= what.posted_on:
        raise refused_on("posted_on", "appeal.bad_day", _("Ngày kháng cáo phải từ ngày ra quyết định."))
    if not what.posted_on <= what.arrived_on <= clock.local_date(at):
        raise refused_on(
            "arrived_on", "posted.bad_arrival", _("Ngày đơn đến Tòa án phải từ ngày gửi đến hôm nay.")
        )
    if period.due_on is not None and way(period.due_on, what.posted_on) == "late":
        raise refused_on("posted_on", "appeal.late", late_at_the_counter(period.holder, period.due_on))
    if not clean(what.ground):
        raise refused_on(
            "ground", "appeal.no_ground", _("Nêu lý do và yêu cầu Tòa án cấp phúc thẩm giải quyết.")
        )
    if what.envelope is None:
        raise refused_on(
            "envelope", "posted.no_envelope",
            _("Đính kèm bản quét phong bì có dấu bưu chính, hoặc xác nhận của giám thị trại giam: đó là căn cứ xác định ngày kháng cáo (khoản 3 Điều 273 Bộ luật Tố tụng dân sự)."),
        )  # fmt: skip
    return period
