"""Every door at which a person hands in a file: who stands there, where it is, what else is sent."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.urls import reverse

from tests.bad_input.door import TYPED, Door
from tests.bad_input.more_doors import MORE
from tests.replay import step
from toaan.core import clock, events
from toaan.core.models import StoredFile
from toaan.core.viewer import SYSTEM
from toaan.course.models import CourseDecision, JurisdictionDispute
from toaan.course.tests.helpers import discontinued
from toaan.delivery import actions as delivery
from toaan.delivery.models import Service, ServiceRecipient
from toaan.demo import appeals, decision_appeals, people, steps, turns
from toaan.demo.people import World
from toaan.filing import actions as filing
from toaan.filing.models import Petition
from toaan.filing.tests import returning
from toaan.filing.tests.helpers import rows as set_of
from toaan.judgments import actions as judgments
from toaan.judgments.models import Judgment
from toaan.judgments.tests.thread import CONTENT, deliberating, judge_of, pronounced, word_file
from toaan.review import actions as review

RECEIPT = {
    "number": "AA/2026/0001234", "amount": "8750000", "agency": "Thi hành án dân sự",
    "dated_day": "5", "dated_month": "1", "dated_year": "2026",
}  # fmt: skip


@step
def _attachment(world: World, now: datetime) -> Door:
    draft = steps.draft_petition(world, now)
    address = reverse("filing:draft_papers", args=[draft.pk])
    return Door("nguyendon", address, "uploads", {"kind": "evidence", "title": TYPED}, TYPED)


@step
def _scan(world: World, now: datetime) -> Door:
    address = reverse("filing:attach", args=[steps.examined_petition(world, now).pk])
    return Door("thuky", address, "uploads", {"kind": "evidence", "title": TYPED}, TYPED)


def _intake(_world: World, _now: datetime) -> Door:
    one = {"kind": "person", "name": "Hoàng Thị Lan Chi", "address": "Xã Sông Thanh"}
    paper = {
        "khoa": str(uuid.UUID(int=1)), "channel": "counter", "received_on": "05/01/2026", "kind": "DS",
        "legal_relation": "Đòi tài sản", "facts": TYPED, "value_kind": "none", "value": "",
        **set_of("plaintiffs", one), **set_of("defendants", one), **set_of("related", {"kind": "person"}),
        **set_of("claims", {"text": "Trả lại xe"}),
    }  # fmt: skip
    return Door("thuky", reverse("filing:intake"), "scans", paper, TYPED)


@step
def _waiting(world: World, now: datetime) -> Petition:
    petition = steps.examined_petition(world, now)
    filing.take_jurisdiction(by=world.viewer("thamphan"), petition_id=petition.pk, at=now)
    return petition


@step
def _receipt_portal(world: World, now: datetime) -> Door:
    address = reverse("filing:mine_receipt", args=[_waiting(world, now).pk])
    return Door("nguyendon", address, "file", RECEIPT, RECEIPT["number"])


@step
def _receipt_desk(world: World, now: datetime) -> Door:
    address = reverse("filing:step", args=[_waiting(world, now).pk, "bien-lai"])
    return Door("thuky", address, "file", RECEIPT, RECEIPT["number"])


@step
def _of_a_return(world: World, now: datetime) -> Door:
    petition = returning.returned(world, now)
    sent = {
        "source": "procuracy", "channel": "direct", "made_on": "05/01/2026", "received_on": "05/01/2026", "ground": TYPED
    }  # fmt: skip
    return Door("thuky", reverse("filing:step", args=[petition.pk, "khieu-nai"]), "scans", sent, TYPED)


@step
def _hand_in(world: World, now: datetime) -> Door:
    case = steps.accepted_case(world, now)
    return Door(
        "bidon", reverse("filing:submit_document", args=[case.pk]), "uploads", {"title": TYPED}, TYPED
    )


@step
def _counter(world: World, now: datetime) -> Door:
    case = steps.assigned_case(world, now)
    sent = {"title": TYPED, "party": str(case.parties.get(role="plaintiff").pk)}
    return Door("thuky", reverse("filing:receive_document", args=[case.pk]), "uploads", sent, TYPED)


@step
def _appeal(world: World, now: datetime) -> Door:
    judgment = pronounced(world, now)
    sent = {
        "party": str(judgment.case.parties.get(role="defendant").pk), "channel": "direct", "received_on": "05/01/2026",
        "parts": [str(judgment.parts.first().pk)], "ground": TYPED,
    }  # fmt: skip
    return Door("thuky", reverse("judgments:record_appeal", args=[judgment.case_id]), "paper", sent, TYPED)


@step
def _protest(world: World, now: datetime) -> Door:
    judgment = pronounced(world, now)
    sent = {
        "level": "same", "number": "01/QĐKN", "received_on": "05/01/2026",
        "parts": [str(judgment.parts.first().pk)], "ground": TYPED,
    }  # fmt: skip
    return Door("kiemsat", reverse("judgments:record_protest", args=[judgment.case_id]), "paper", sent, TYPED)


@step
def _late_appeal(world: World, now: datetime) -> Door:
    judgment = pronounced(world, now)
    clock.move_to(now + timedelta(days=17))  # the period of fifteen days is over
    sent = {
        "party": str(judgment.case.parties.get(role="plaintiff").pk),
        "parts": [str(judgment.parts.first().pk)], "ground": "Sửa phần phạt cọc.", "reason": TYPED,
    }  # fmt: skip
    return Door("nguyendon", reverse("judgments:late_appeal", args=[judgment.case_id]), "proofs", sent, TYPED)


@step
def _late_appeal_on_paper(world: World, now: datetime) -> Door:
    judgment = pronounced(world, now)
    clock.move_to(now + timedelta(days=17))
    sent = {
        "party": str(judgment.case.parties.get(role="plaintiff").pk), "channel": "direct",
        "received_on": f"{clock.today():%d/%m/%Y}", "parts": [str(judgment.parts.first().pk)], "ground": "Sửa.",
        "reason": TYPED,
    }  # fmt: skip
    return Door("thuky", reverse("appeals:take_late", args=[judgment.case_id]), "paper", sent, TYPED)


@step
def _posted_appeal(world: World, now: datetime) -> Door:
    judgment = pronounced(world, now)
    clock.move_to(now + timedelta(days=40))
    judgments.take_effect(by=SYSTEM, judgment_id=judgment.pk, at=clock.now())
    sent = {
        "party": str(judgment.case.parties.get(role="plaintiff").pk), "how": "post", "posted_on": f"{now:%d/%m/%Y}",
        "arrived_on": f"{clock.today():%d/%m/%Y}", "parts": [str(judgment.parts.first().pk)], "ground": TYPED,
    }  # fmt: skip
    return Door("chanhan", reverse("appeals:take_posted", args=[judgment.case_id]), "envelope", sent, TYPED)


@step
def _decision_appeal(world: World, now: datetime) -> Door:
    decision = discontinued(world, now)
    party = decision.case.parties.get(role="defendant")
    sent = {"party": str(party.pk), "channel": "direct", "received_on": "05/01/2026", "ground": TYPED}
    address = reverse("course:record_appeal", args=[decision.case_id, decision.pk])
    return Door("thuky", address, "paper", sent, TYPED)


@step
def _late_decision_appeal(world: World, now: datetime) -> Door:
    decision = decision_appeals.missed(world, discontinued(world, now), now)
    sent = {"party": _plaintiff(decision), "ground": "Không rút đơn.", "reason": TYPED}
    address = reverse("appeals:my_late_decision", args=[decision.case_id, decision.pk])
    return Door("nguyendon", address, "proofs", sent, TYPED)


@step
def _late_decision_on_paper(world: World, now: datetime) -> Door:
    decision = decision_appeals.missed(world, discontinued(world, now), now)
    sent = {
        "party": _plaintiff(decision), "channel": "direct", "received_on": f"{clock.today():%d/%m/%Y}", "reason": TYPED,
        "ground": "Không rút đơn.",
    }  # fmt: skip
    address = reverse("appeals:take_late_decision", args=[decision.case_id, decision.pk])
    return Door("thuky", address, "paper", sent, TYPED)


def _plaintiff(decision: CourseDecision) -> str:
    return str(decision.case.parties.get(role="plaintiff").pk)


@step
def _decision_withdrawal(world: World, now: datetime) -> Door:
    case = decision_appeals.accepted(world, discontinued(world, now), now)
    sent = {
        "holder": case.challenge["appellants"][0]["party"], "reason": TYPED, "received_on": f"{clock.today():%d/%m/%Y}",
    }  # fmt: skip
    return Door("thuky.tinh", reverse("appeals:withdraw_decision", args=[case.pk]), "paper", sent, TYPED)


@step
def _decision_protest(world: World, now: datetime) -> Door:
    decision = discontinued(world, now)
    sent = {"level": "same", "number": "01/QĐKN", "received_on": "05/01/2026", "ground": TYPED}
    address = reverse("course:record_protest", args=[decision.case_id, decision.pk])
    return Door("kiemsat", address, "paper", sent, TYPED)


@step
def _in_effect(world: World, now: datetime) -> tuple[Judgment, datetime]:
    """A judgment in effect, two months later."""
    people.staff_province(world)
    made, later = pronounced(world, now), now + timedelta(days=56)
    clock.move_to(later)
    judgments.take_effect(by=SYSTEM, judgment_id=made.pk, at=later)
    return made, later


@step
def _cassation(world: World, now: datetime) -> Door:
    judgment, _later = _in_effect(world, now)
    sent = {
        "number": "03/QĐKNGĐT-VKS-DS", "protested_on": "02/03/2026", "ground": "326.1.a", "text": TYPED,
        "scope": "toàn bộ bản án", "proposal": "Hủy bản án.",
    }  # fmt: skip
    address = reverse("review:receive_protest", query={"so": str(judgment.number)})
    return Door("thuky.tinh", address, "paper", sent, TYPED)


def _on_a_protest(step: str, **more: str) -> Callable[[World, datetime], Door]:
    """Another decision of the procuracy on its protest."""

    def stand(world: World, now: datetime) -> Door:
        judgment, later = _in_effect(world, now)
        said = review.Protesting(
            kind="cassation", number="03/QĐKNGĐT-VKS-DS", protested_on=later.date(), ground="326.1.a", text="Sai tình tiết.",
            scope="toàn bộ bản án", proposal="Hủy bản án.", paper=StoredFile.objects.first(),
        )  # fmt: skip
        made = review.enter_protest(
            by=world.viewer("thuky.tinh"), judgment_id=judgment.pk, said=said, at=later
        )
        sent = {"number": "04/QĐ-VKS", "dated": "02/03/2026", "text": TYPED, **more}
        return Door("thuky.tinh", reverse("review:protest_step", args=[made.pk, step]), "paper", sent, TYPED)

    return stand


@step
def _complaint(world: World, now: datetime) -> Door:
    case = turns.simplified_trial(world, now)
    party = case.parties.get(role="defendant")
    sent = {"party": str(party.pk), "channel": "direct", "received_on": "05/01/2026", "ground": TYPED}
    return Door("thuky", reverse("course:record_complaint", args=[case.pk]), "paper", sent, TYPED)


@step
def _change_of_mind(world: World, now: datetime) -> Door:
    case = steps.mediated_case(world, now, outcome="settled")
    party = case.parties.get(role="defendant")
    day = f"{clock.today():%d/%m/%Y}"
    sent = {"party": str(party.pk), "received_on": day, "reason": TYPED}
    return Door("thuky", reverse("course:record_mind", args=[case.pk]), "paper", sent, TYPED)


@step
def _transfer_complaint(world: World, now: datetime) -> Door:
    to = turns.neighbour(world, now, hashed="!").court
    case = turns.transferred_case(world, now, to)
    decision = case.course_decisions.get()
    sent = {
        "period": str(decision.periods.get(party__role="defendant").pk), "channel": "direct", "made_on": "05/01/2026",
        "received_on": "05/01/2026", "ground": TYPED,
    }  # fmt: skip
    return Door(
        "thuky", reverse("course:complain_of_transfer", args=[case.pk, decision.pk]), "paper", sent, TYPED
    )


@step
def _claim_change(world: World, now: datetime) -> Door:
    case = steps.assigned_case(world, now)
    sent = {
        "key": str(uuid.UUID(int=2)), "party": str(case.parties.get(role="plaintiff").pk), "channel": "direct",
        "filed_on": "05/01/2026", "what": "change", "claims": "Trả tiền cọc", "value": "", "reason": TYPED,
    }  # fmt: skip
    return Door("thuky", reverse("course:enter_change", args=[case.pk]), "paper", sent, TYPED)


@step
def _replacement(world: World, now: datetime) -> Door:
    case = steps.assigned_case(world, now)
    sent = {
        "key": str(uuid.UUID(int=2)), "party": str(case.parties.get(role="plaintiff").pk), "channel": "direct",
        "filed_on": "05/01/2026", "whom": "expert", "expert": "Ngô Thế Sự", "ground": "expert/replaced:80.2.c", "reason": TYPED,
    }  # fmt: skip
    return Door("thuky", reverse("course:enter_replacement", args=[case.pk]), "paper", sent, TYPED)


@step
def _measure(world: World, now: datetime) -> Door:
    case = steps.assigned_case(world, now)
    roles = {p.role: str(p.pk) for p in case.parties.all()}
    sent = {
        "key": str(uuid.UUID(int=2)), "party": roles["plaintiff"], "against": roles["defendant"], "channel": "direct",
        "received_on": "05/01/2026", "measure": "measure:114.7", "demands": "Nhà đất", "reason": TYPED, "value": "",
        "holder_name": "", "holder_address": "",
    }  # fmt: skip
    return Door("thuky", reverse("measures:enter", args=[case.pk]), "paper", sent, TYPED)


@step
def _urgent_measure(world: World, now: datetime) -> Door:
    petition = steps.filed_petition(world, now)
    sent = {
        "key": str(uuid.UUID(int=2)), "requester": "plaintiffs:0", "against": "defendants:0", "channel": "direct",
        "received_on": "05/01/2026", "measure": "measure:114.7", "demands": "Nhà đất", "reason": TYPED, "value": "",
        "holder_name": "", "holder_address": "",
    }  # fmt: skip
    return Door("thuky", reverse("measures:enter_urgent", args=[petition.pk]), "paper", sent, TYPED)


@step
def _claim_on_paper(world: World, now: datetime) -> Door:
    case = steps.assigned_case(world, now)
    sent = {
        "key": str(uuid.UUID(int=1)), "party": str(case.parties.get(role="defendant").pk), "channel": "direct",
        "filed_on": "05/01/2026", "claims": "Hủy hợp đồng", "facts": TYPED, "value": "",
    }  # fmt: skip
    return Door("thuky", reverse("course:enter_claim", args=[case.pk]), "paper", sent, TYPED)


@step
def _claim_receipt(world: World, now: datetime) -> Door:
    case = turns.counterclaimed_case(world, now)
    claim = case.other_claim_rows.get(state="fee_due")
    sent = {"number": TYPED[:30], "dated": "05/01/2026", "amount": str(claim.fee_amount)}
    return Door("bidon", reverse("course:my_receipt", args=[case.pk, claim.pk]), "file", sent, TYPED[:30])


@step
def _word_file(world: World, now: datetime) -> Door:
    case = deliberating(world, now)
    judge = judge_of(world, case)
    judgments.save_draft(by=judge, case_id=case.pk, content=CONTENT, revision=0, at=now)
    blob = word_file(judge, case, now)
    return Door("thamphan", reverse("judgments:word", args=[case.pk]), "file", {}, "", blob, ".docx")


@step
def _appeal_receipt(world: World, now: datetime) -> Door:
    case = appeals.fee_due_case(world, now)
    one = case.judgment.appeals.get()
    sent = {"number": TYPED[:30], "dated": f"{clock.today():%d/%m/%Y}", "amount": str(one.advance.amount)}
    return Door("nguyendon", reverse("appeals:my_receipt", args=[case.pk, one.pk]), "file", sent, TYPED[:30])


@step
def _early_withdrawal(world: World, now: datetime) -> Door:
    case = appeals.fee_due_case(world, now)
    address = reverse("appeals:withdraw_early", args=[case.pk, case.judgment.appeals.get().pk])
    return Door("thuky", address, "paper", {"reason": TYPED}, TYPED)


@step
def _withdrawal(world: World, now: datetime) -> Door:
    case = appeals.accepted_case(world, now)
    sent = {
        "holder": case.challenge["appellants"][0]["party"], "parts": ["2"], "received_on": f"{clock.today():%d/%m/%Y}",
        "reason": TYPED,
    }  # fmt: skip
    return Door("thuky.tinh", reverse("appeals:withdraw", args=[case.pk]), "paper", sent, TYPED)


@step
def _appeal_change(world: World, now: datetime) -> Door:
    case = appeals.fee_due_case(world, now)
    one = case.judgment.appeals.get()
    sent = {
        "parts": [str(p.pk) for p in one.parts.all()], "ground": TYPED, "received_on": f"{clock.today():%d/%m/%Y}",
    }  # fmt: skip
    return Door("thuky", reverse("appeals:change", args=[case.pk, one.pk]), "paper", sent, TYPED)


@step
def _change_above(world: World, now: datetime) -> Door:
    case = appeals.accepted_case(world, now)
    sent = {
        "holder": case.challenge["appellants"][0]["party"], "ground": TYPED, "received_on": f"{clock.today():%d/%m/%Y}",
    }  # fmt: skip
    return Door("thuky.tinh", reverse("appeals:change_above", args=[case.pk]), "paper", sent, TYPED)


@step
def _copy(world: World, now: datetime) -> str:
    """A letter on its way, whose proof the clerk may enter."""
    case = steps.assigned_case(world, now, case=steps.opened_case(world, now, with_accounts=False))
    events.drain()
    service = Service.objects.get(case=case)
    row = service.recipients.filter(method=ServiceRecipient.Method.POST).first()
    sending = delivery.Sending(row.pk, barcode="RS000000001VN")
    delivery.send(by=world.viewer("thuky"), service_id=service.pk, sendings=[sending], at=now)
    return reverse("delivery:recipient", args=[row.pk])


@step
def _proof(world: World, now: datetime) -> Door:
    sent = {"nhan-received_on": "05/01/2026", "nhan-note": TYPED}
    return Door("thuky", _copy(world, now), "nhan-scan", sent, TYPED)


@step
def _failure(world: World, now: datetime) -> Door:
    sent = {"failure": "", "khong-failed_on": "05/01/2026", "khong-reason": TYPED}
    return Door("thuky", _copy(world, now), "khong-scan", sent, TYPED)


@step
def _settlement_outside(world: World, now: datetime) -> Door:
    people.staff_province(world)
    made = turns.disputed(world, now, hashed="!")
    JurisdictionDispute.objects.update(decider=None, decider_name="Tòa án nhân dân tối cao")
    sent = {
        "number": "05/QĐ",
        "decided_on": f"{clock.today():%d/%m/%Y}",
        "court": str(world.court.pk),
        "finding": TYPED,
    }
    post = turns.neighbour(world, now).post
    world.users["thukykv2"], world.posts["thukykv2"] = post.user, post
    return Door("thukykv2", reverse("course:dispute", args=[made.pk]), "paper", sent, TYPED)


DOORS: dict[str, tuple[str, Callable[[World, datetime], Door]]] = {
    "attachment of a petition": ("PapersForm", _attachment),
    **MORE,
    "scan added at the desk": ("PapersForm", _scan),
    "paper petition": ("PaperForm", _intake),
    "receipt in the portal": ("ReceiptForm", _receipt_portal),
    "receipt at the desk": ("ReceiptForm", _receipt_desk),
    "complaint about a return on paper": ("TakeInForm", _of_a_return),
    "hand-in of a party": ("DocumentsForm", _hand_in),
    "counter": ("DocumentsForm", _counter),
    "Word file of a draft": ("WordForm", _word_file),
    "appeal on paper": ("PaperAppealForm", _appeal),
    "late appeal": ("LateAppealForm", _late_appeal),
    "late appeal on paper": ("PaperLateJudgmentAppealForm", _late_appeal_on_paper),
    "appeal posted in time": ("PostedAppealForm", _posted_appeal),
    "protest": ("ProtestForm", _protest),
    "counterclaim on paper": ("PaperClaimForm", _claim_on_paper),
    "receipt for a counterclaim": ("ClaimReceiptForm", _claim_receipt),
    "receipt for an appeal": ("AppealReceiptForm", _appeal_receipt),
    "withdrawal before the file goes up": ("EarlyWithdrawalForm", _early_withdrawal),
    "withdrawal before the court above": ("WithdrawalForm", _withdrawal),
    "change of an appeal before the file goes up": ("AppealChangeForm", _appeal_change),
    "change of an appeal before the court above": ("ChangeAboveForm", _change_above),
    "settlement of a dispute on jurisdiction": ("RecordSettlementForm", _settlement_outside),
    "appeal against a decision": ("DecisionAppealForm", _decision_appeal),
    "late appeal against a decision": ("LateDecisionAppealForm", _late_decision_appeal),
    "late appeal against a decision on paper": ("PaperLateAppealForm", _late_decision_on_paper),
    "withdrawal of an appeal against a decision above": ("WithdrawalForm", _decision_withdrawal),
    "protest against a decision": ("DecisionProtestForm", _decision_protest),
    "protest of the procuracy against a judgment in effect": ("PaperProtestForm", _cassation),
    "change of such a protest": ("EnterChangeForm", _on_a_protest("nhap-thay-doi", what="stay")),
    "withdrawal of such a protest": ("EnterWithdrawalForm", _on_a_protest("nhap-rut")),
    "request for an interim measure": ("MeasurePaperForm", _measure),
    "request for an interim measure with the petition": ("UrgentPaperForm", _urgent_measure),
    "complaint of simplified procedure": ("RecordComplaintForm", _complaint),
    "complaint about a transfer": ("TransferComplaintForm", _transfer_complaint),
    "change of mind": ("RecordMindForm", _change_of_mind),
    "change of claims on paper": ("PaperChangeForm", _claim_change),
    "request to replace somebody on paper": ("PaperReplacementForm", _replacement),
    "proof of service": ("ProofForm", _proof),
    "service in vain": ("FailureForm", _failure),
}
"""Door → its form, and how one comes to stand before it."""


def before(name: str, world: World, now: datetime) -> Door:
    """Stand before a door, at the moment `now`."""
    clock.move_to(now)
    return DOORS[name][1](world, now)
