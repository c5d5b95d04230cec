"""Late appeals against decisions come in and go to the court above (kháng cáo quá hạn: BLTTDS 275.1, 273.2, 372.1).

The code speaks of late appeals in general (275.1: past the terms of 273), so those against decisions go the same way as
those against judgments. For a request the term is that of 372.1 and its part is silent on what comes late: by 361 the same
article holds (our reading). A procuracy that is late explains itself in writing (280.3) and has no such way.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from toaan.appeals import papers
from toaan.appeals.actions.common import lock_decision
from toaan.appeals.decisions import queries
from toaan.cases.models import Party
from toaan.core import clock, policy
from toaan.core.acts import act
from toaan.core.errors import Refused, not_found
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course.actions.challenging import Intake, in_time_after_effect, need_appellant, need_open
from toaan.course.models import Challenge, CourseDecision, Period
from toaan.judgments.actions.common import refused_on
from toaan.judgments.actions.late import papers_of, send_on, take_in
from toaan.judgments.models import LateAppeal
from toaan.rules.appeal import way
from toaan.vietnamese.text import clean

FILE, FORWARD = "appeals.file_late_appeal", "appeals.forward_late_appeal"


@dataclass(frozen=True)
class LateWish:
    """What the appellant says: what is wrong with the decision, and why it comes late."""

    party_id: uuid.UUID
    ground: str
    reason: str

    @property
    def cleaned(self) -> LateWish:
        """The same as it is kept."""
        return LateWish(self.party_id, clean(self.ground), clean(self.reason))


def file_late_appeal(
    *, by: Viewer, decision_id: uuid.UUID, wish: LateWish, at: datetime, uploads: Sequence[Any] = (),
    intake: Intake | None = None,
) -> LateAppeal:  # fmt: skip
    """A party appeals against a decision after the period: online himself, or through the clerk with an `intake`.

    The appeal and the statement of reasons become papers; what proves the reason enters the file with them. The decision
    keeps its effect until the court above has decided.

    Raises:
        Refused: "appeal.not_yours" (271), "appeal.not_open", "late_appeal.in_time" (the ordinary way is still open),
            "late_appeal.in_effect" (it came in time and is known only now),
            "late_appeal.already", "appeal.already", "late_appeal.past" (nothing left to challenge), "late_appeal.no_reason",
            "appeal.no_ground", "appeal.bad_day", "file.…", "wrong_state".
    """
    wish = wish.cleaned
    rows = CourseDecision.objects.select_related("case__court__parent", "case__number", "number")
    decision = rows.filter(pk=decision_id).exclude(sha256="").first()
    if decision is None:
        raise not_found()
    policy.require(by, FILE, decision)
    intake = (
        intake if by.post is not None and intake else Intake(clock.local_date(at), Challenge.Channel.ONLINE)
    )
    party, due = _check(by, decision, wish, intake.received_on, at)
    proofs = take_in(uploads, by=by, at=at)
    made: Sequence[StoredFile] = (intake.paper,) if intake.paper else ()
    if by.post is None:
        made = papers.late_appeal(
            decision, party, ground=wish.ground, reason=wish.reason, due=due, signed_by=by.name, at=at
        )
    with act(FILE, by=by, at=at) as a:
        decision = lock_decision(a, decision_id)
        a.allow(decision)
        party, due = _check(by, decision, wish, intake.received_on, at)
        late = LateAppeal.objects.create(
            decision=decision, party=party, channel=intake.channel, received_on=intake.received_on, recorded_at=at,
            user=by.user if by.post is None else None, post=by.post, ground=wish.ground, reason=wish.reason, due_on=due,
            evidence=len(proofs),
        )  # fmt: skip
        a.record(
            late,
            court=decision.case.court,
            case_id=decision.case_id,
            title=f"{party} kháng cáo quá hạn {decision.title[:1].lower()}{decision.title[1:]}"[:500],
            detail=f"Thời hạn đã hết ngày {due:%d/%m/%Y}",
            data={
                "decision": decision.pk, "party": party.pk, "received_on": intake.received_on, "channel": intake.channel,
                "due_on": due,
            },
            documents=papers_of(late, made, proofs),
            shown_to="parties",
        )  # fmt: skip
    return late


def forward_late_appeal(*, by: Viewer, late_id: uuid.UUID, sent_on: date, at: datetime) -> LateAppeal:
    """The clerk has sent a late appeal against a decision to the court above, with its statement and evidence (275.1).

    The article names no term for it.

    Raises:
        Refused: "late_appeal.sent_already", "late_appeal.bad_day".
    """
    decision_id = LateAppeal.objects.filter(pk=late_id).values_list("decision_id", flat=True).first()
    if decision_id is None:
        raise not_found()
    with act(FORWARD, by=by, at=at) as a:
        decision = lock_decision(a, decision_id)
        late = a.lock(LateAppeal, late_id, "party")
        late.decision = decision
        a.allow(decision)
        send_on(a, late, queries.court_above(decision.case), sent_on, {"decision": decision.pk})
    return late


def _check(
    by: Viewer, decision: CourseDecision, wish: LateWish, received_on: date, at: datetime
) -> tuple[Party, date]:
    """The party who comes late, and the last day that was missed."""
    case = decision.case
    case.after(FILE)
    if by.post is None:
        need_appellant(by, decision, wish.party_id)
    period = need_open(decision.periods.select_related("party").filter(party_id=wish.party_id).first())
    if period.party is None:
        raise not_found()
    _need_first(decision, period)
    if not queries.may_come_late(decision, case):
        raise Refused(
            "late_appeal.past",
            _("%(title)s không còn kháng cáo được: quyết định đã được giải quyết theo thủ tục phúc thẩm hoặc không còn hiệu lực đối với hồ sơ này (hồ sơ đang ở bước “%(stage)s”).")
            % {"title": decision.title, "stage": case.stage},
        )  # fmt: skip
    if not decision.decided_on <= received_on <= clock.local_date(at):
        raise refused_on(
            "received_on", "appeal.bad_day", _("Ngày nhận phải từ ngày ra quyết định đến hôm nay.")
        )
    if period.due_on is None or way(period.due_on, received_on) != "late":
        if decision.effective_on is not None:
            raise refused_on("received_on", "late_appeal.in_effect", in_time_after_effect(period.holder))
        raise refused_on(
            "received_on",
            "late_appeal.in_time",
            _("Thời hạn kháng cáo của %(party)s chưa hết: hãy dùng đơn kháng cáo thường.")
            % {"party": period.holder},
        )
    if not wish.ground:
        raise refused_on(
            "ground", "appeal.no_ground", _("Nêu lý do và yêu cầu Tòa án cấp phúc thẩm giải quyết.")
        )
    if not wish.reason:
        raise refused_on("reason", "late_appeal.no_reason", _("Nói rõ vì sao bạn kháng cáo chậm."))
    return period.party, period.due_on


def _need_first(decision: CourseDecision, period: Period) -> None:
    """Each holder appeals once.

    Raises:
        Refused: "late_appeal.already", "appeal.already".
    """
    late = LateAppeal.objects.filter(decision=decision, party=period.party, of_receipt=False).first()
    in_time = Challenge.objects.filter(period=period).first()
    for one, code in ((late, "late_appeal.already"), (in_time, "appeal.already")):
        if one is not None:
            raise Refused(
                code,
                _("%(party)s đã kháng cáo ngày %(day)s. Muốn bổ sung, hãy gửi văn bản cho Tòa án.")
                % {"party": period.holder, "day": f"{one.received_on:%d/%m/%Y}"},
            )
