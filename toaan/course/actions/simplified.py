"""Into the simplified procedure (BLTTDS 317.1), and complaints against its trial decision (319.1)."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime

from toaan.cases import actions as cases
from toaan.cases.models import Case, Deadline, Party
from toaan.core import clock, policy, rules_in_force
from toaan.core.acts import Act, Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course import papers, queries
from toaan.course.actions.challenging import Intake
from toaan.course.actions.wishes import need_simplified, wrong
from toaan.course.models import Complaint, OtherClaim
from toaan.course.periods import COMPLAIN, complaint_due
from toaan.course.states import ACCEPTED, FEE_DUE, FILED
from toaan.hearings.models import TrialDecision
from toaan.rules import simplified as rule
from toaan.rules.time_limits import due_date
from toaan.vietnamese.text import clean

DECIDE_WITHIN = "BLTTDS:318.1"


def simplify(
    *, by: Viewer, case_id: uuid.UUID, met: Collection[str], note: str, at: datetime, consumer: bool = False
) -> Case:
    """The judge finds that the case goes by simplified procedure: one judge, trial decision within a month of acceptance.

    Args:
        met: the facts of 317.1 that the judge found, as `toaan.rules.simplified.Facts` names them.
        note: on which papers of the file the finding rests.
        consumer: a consumer case below the value of 317.5, which need not meet 317.1.

    Raises:
        Refused: "simplified.conditions" (317.1, 317.3.đ, 317.5), "simplified.no_note", "simplified.too_late" (318.1),
            "simplified.already", "simplified.decided" (a trial decision is on its way), "wrong_state".
    """
    note = clean(note)
    with act("course.simplify", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        if case.is_simplified:
            raise Refused("simplified.already", _("Vụ án đã được giải quyết theo thủ tục rút gọn."))
        case.after("course.simplify")
        today = clock.local_date(at)
        _need_conditions(case, met, consumer=consumer, today=today)
        _need_month(case, today)
        if TrialDecision.objects.filter(case=case, lapsed_at=None).exists():
            raise Refused(
                "simplified.decided",
                _(
                    "Quyết định đưa vụ án ra xét xử theo thủ tục thông thường đã có số. Hãy hoàn tất quyết định đó."
                ),
            )
        if not note:
            raise wrong(
                "simplified.no_note", "note",
                _("Hãy ghi tài liệu cho thấy vụ án đủ điều kiện, ví dụ văn bản bị đơn thừa nhận nợ ngày nào."),
            )  # fmt: skip
        cases.set_procedure(case, Case.Procedure.SIMPLIFIED, at)
        a.record(
            case,
            court=case.court,
            case_id=case.pk,
            title="Giải quyết vụ án theo thủ tục rút gọn",
            detail=f"Căn cứ {'khoản 5' if consumer else 'khoản 1'} Điều 317. {note}"[:1000],
            data={"met": sorted(met), "consumer": consumer, "accepted_on": case.accepted_on, "note": note},
            shown_to="parties",
        )
    return case


def complain(
    *,
    by: Viewer,
    case_id: uuid.UUID,
    party_id: uuid.UUID | None,
    ground: str,
    at: datetime,
    intake: Intake | None = None,
) -> Complaint:
    """A party complains, or the procuracy (`party_id` None) proposes, within three working days of receipt (319.1).

    Raises:
        Refused: "course.not_simplified", "complaint.no_decision", "complaint.not_yours", "complaint.already",
            "complaint.late", "complaint.bad_day", "complaint.no_ground", "wrong_state".
    """
    ground = clean(ground)
    outside = by.post is None or by.post.is_outside
    if outside or intake is None:
        intake = Intake(
            clock.local_date(at), Complaint.Channel.ONLINE if by.post is None else Complaint.Channel.DIRECT
        )
    written = _written(by, case_id, party_id, ground, at) if by.post is None else None
    with act("course.complain", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        need_simplified(case)
        case.after("course.complain")
        party = _holder(by, case, party_id)
        decision = _standing(case)
        made = _take(a, decision, party, ground=ground, intake=intake)
        paper = written or intake.paper
        made.sha256 = paper.pk if paper else ""
        made.save(force_insert=True)
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"{made}: {decision.title[:1].lower()}{decision.title[1:]}"[:500],
            detail=f"{made.get_channel_display()}, ngày {made.received_on:%d/%m/%Y}. {ground}"[:1000],
            data={"complaint": made.pk, "decision": decision.pk, "party": party_id, "received_on": made.received_on},
            documents=[Document(paper.pk, str(made), "complaint", made.received_on, str(party_id or ""))] if paper else [],
            shown_to="parties",
        )  # fmt: skip
        running = case.deadlines.filter(rule=COMPLAIN, party=party, state=Deadline.State.OPEN)
        running.update(state=Deadline.State.MET, ended_on=made.received_on)
    return made


def facts_of(case: Case, met: Collection[str], *, consumer: bool) -> rule.Facts:
    """What the judge found, with what the case's own data say."""
    claims = OtherClaim.objects.filter(case=case, state__in=[FILED, FEE_DUE, ACCEPTED])
    return rule.Facts(
        met=frozenset(met), without_address=tuple(p.name for p in case.parties.all() if not clean(p.address)),
        other_claims=bool(case.other_claims) or claims.exists(), consumer=consumer, value=case.value,
    )  # fmt: skip


def last_day(case: Case) -> date:
    """The last day for the trial decision by simplified procedure (318.1)."""
    limit = rules_in_force.time_limit(DECIDE_WITHIN, case.accepted_on)
    return due_date(limit, case.accepted_on, rules_in_force.calendar()).due


def _need_conditions(case: Case, met: Collection[str], *, consumer: bool, today: date) -> None:
    found = rule.problems(rules_in_force.rows("setting"), facts_of(case, met, consumer=consumer), today)
    if found:
        message = " ".join(f"{p.message_vi} ({p.article} Bộ luật Tố tụng dân sự.)" for p in found)
        raise Refused("simplified.conditions", message, status=422, fields={"met": message})


def _need_month(case: Case, today: date) -> None:
    if today > (last := last_day(case)):
        raise Refused(
            "simplified.too_late",
            _(
                "Quyết định đưa vụ án ra xét xử theo thủ tục rút gọn phải được ra chậm nhất ngày %(last)s, 01 tháng kể từ ngày thụ lý "
                "(khoản 1 Điều 318 Bộ luật Tố tụng dân sự). Nay đã quá ngày đó, vụ án được giải quyết theo thủ tục thông thường."
            )
            % {"last": f"{last:%d/%m/%Y}"},
        )


def _holder(by: Viewer, case: Case, party_id: uuid.UUID | None) -> Party | None:
    """For whom the complaint is: a party of the case, or None for the procuracy.

    Raises:
        Refused: "complaint.not_yours", "not_found".
    """
    if by.post is not None and by.post.is_outside:
        return None
    if by.post is not None and party_id is None:
        return None
    mine = list(case.parties.all()) if by.post is not None else queries.appellants(by, case)
    found = next((p for p in mine if p.pk == party_id), None)
    if found is None:
        raise Refused(
            "complaint.not_yours",
            _("Chỉ đương sự hoặc người đại diện hợp pháp của đương sự có quyền khiếu nại (khoản 1 Điều 319 Bộ luật Tố tụng dân sự)."),
            status=403,
        )  # fmt: skip
    return found


def _standing(case: Case) -> TrialDecision:
    rows = TrialDecision.objects.select_related("number").filter(case=case, lapsed_at=None).exclude(sha256="")
    found = rows.first()
    if found is None:
        raise Refused(
            "complaint.no_decision",
            _("Vụ án chưa có quyết định đưa ra xét xử theo thủ tục rút gọn để khiếu nại."),
        )
    return found


def _take(a: Act, decision: TrialDecision, party: Party | None, *, ground: str, intake: Intake) -> Complaint:
    if Complaint.objects.filter(decision=decision, party=party).exists():
        raise Refused("complaint.already", _("Khiếu nại, kiến nghị này đã được nhận."))
    if not decision.decided_on <= intake.received_on <= clock.local_date(a.at):
        raise wrong(
            "complaint.bad_day", "received_on", _("Ngày nhận phải từ ngày ra quyết định đến hôm nay.")
        )
    due = complaint_due(decision, party)
    if due is not None and intake.received_on > due:
        raise wrong(
            "complaint.late", "received_on",
            _("Thời hạn khiếu nại, kiến nghị đã hết ngày %(day)s: 03 ngày làm việc kể từ ngày nhận được quyết định (khoản 1 Điều 319 Bộ luật Tố tụng dân sự).")
            % {"day": f"{due:%d/%m/%Y}"},
        )  # fmt: skip
    if not ground:
        raise wrong("complaint.no_ground", "ground", _("Hãy nêu lý do khiếu nại, kiến nghị."))
    return Complaint(
        decision=decision, party=party, channel=Complaint.Channel(intake.channel), received_on=intake.received_on,
        recorded_at=a.at, user=a.by.user if a.by.post is None else None, post=a.by.post, ground=ground,
    )  # fmt: skip


def _written(
    by: Viewer, case_id: uuid.UUID, party_id: uuid.UUID | None, ground: str, at: datetime
) -> StoredFile | None:
    """The paper of an online complaint, made before the act; the act judges everything once more."""
    case = Case.objects.select_related("court", "number").filter(pk=case_id).first()
    if case is None:
        raise not_found()
    policy.require(by, "course.complain", case)
    party = _holder(by, case, party_id)
    if party is None or not ground:
        return None
    return papers.complaint(_standing(case), case, party, ground=ground, signed_by=by.name, at=at)
