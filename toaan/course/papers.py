"""The decisions as PDF: what stands on them as JSON, so that they can be made again, and their rendering."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from toaan.cases.models import Case, Party
from toaan.core import clock, documents, rules_in_force
from toaan.core.models import Post, StoredFile
from toaan.core.roles import Role
from toaan.core.words import in_record_language
from toaan.course import grounds, periods
from toaan.course.models import CourseDecision
from toaan.hearings.models import TrialDecision
from toaan.hearings.papers import case_words, frame
from toaan.hearings.people import Bench
from toaan.rules.copies import signing_title
from toaan.rules.course import fee_article
from toaan.vietnamese.amounts import format_money
from toaan.vietnamese.dates import date_in_words

K = CourseDecision.Kind
SUBJECT = {
    K.SUSPENSION: "Tạm đình chỉ giải quyết vụ án",
    K.RESUMPTION: "Tiếp tục giải quyết vụ án",
    K.DISCONTINUANCE: "Đình chỉ giải quyết vụ án",
    K.PARTIAL: "Đình chỉ giải quyết yêu cầu khởi kiện của nguyên đơn trong vụ án",
    K.TRANSFER: "Chuyển hồ sơ vụ án cho Tòa án có thẩm quyền",
    K.ORDINARY: "Chuyển sang giải quyết theo thủ tục thông thường vụ án",
    K.UPHELD: "Giữ nguyên quyết định đưa ra xét xử theo thủ tục rút gọn vụ án",
    K.CANCELLED: "Hủy quyết định đưa ra xét xử theo thủ tục rút gọn và chuyển sang thủ tục thông thường vụ án",
}


@in_record_language
def content(decision: CourseDecision, case: Case, bench: Bench, leader: Post | None = None) -> dict[str, Any]:
    """Everything printed on the paper; `leader` signs it instead of the judge."""
    ends = decision.ends
    return {
        **frame(case, bench, decision.decided_on),
        "number": str(decision),
        "kind": str(decision.kind),
        "subject": f"{SUBJECT[K(decision.kind)]} {case_words(case)}",
        "by_panel": decision.by_panel,
        "simplified": case.is_simplified,
        "leader": _leader(leader),
        "ground": decision.ground,
        "ground_title": decision.ground_title,
        "citation": decision.citation,
        "reason": [line for line in decision.reason.splitlines() if line.strip()],
        "waiting_for": decision.waiting_for,
        "fee": decision.fee,
        "fee_words": fee_words(decision),
        "ends": {"number": str(ends), "day": date_in_words(ends.decided_on)} if ends else None,
        "gone_on": date_in_words(decision.gone_on) if decision.gone_on else "",
        "to_name": decision.to_name,
        "appeal_term": _term(periods.APPEAL, decision.decided_on),
        "protest_term": _term(periods.PROTEST, decision.decided_on),
        "protest_term_higher": _term(periods.PROTEST_HIGHER, decision.decided_on),
        "complaint_term": _term(periods.COMPLAINT, decision.decided_on),
    }


@in_record_language
def decision(content: dict[str, Any], *, at: datetime) -> StoredFile:
    """The paper."""
    title = f"{CourseDecision.Kind(content['kind']).label} số {content['number']}"
    context = {**content, "day": date.fromisoformat(content["day"])}
    return documents.render(
        "course/forms/decision.html", context, title=title, at=at, author=content["court"]["name"]
    )


@in_record_language
def complaint(
    trial: TrialDecision, case: Case, party: Party, *, ground: str, signed_by: str, at: datetime
) -> StoredFile:
    """The complaint that a party wrote in the portal against the decision for trial by simplified procedure (319.1)."""
    context = {
        "trial": trial, "case": case, "court": case.court, "party": party, "ground": ground.split("\n"),
        "signed_by": signed_by, "day": clock.local_date(at),
    }  # fmt: skip
    return documents.render(
        "course/forms/complaint.html", context, title="Đơn khiếu nại", at=at, author=party.name
    )


@in_record_language
def appeal(one: CourseDecision, party: Party, *, ground: str, signed_by: str, at: datetime) -> StoredFile:
    """The appeal that a party wrote in the portal, as a paper for the file and for the others."""
    context = {
        "decision": one, "court": one.case.court, "party": party, "ground": ground.split("\n"), "signed_by": signed_by,
        "day": clock.local_date(at),
    }  # fmt: skip
    return documents.render(
        "course/forms/appeal.html", context, title="Đơn kháng cáo", at=at, author=party.name
    )


def fee_words(decision: CourseDecision) -> str:
    """What becomes of the fee advance that was paid, as the decision orders it; empty when none was."""
    receipt, fate = decision.case.fee_receipt, decision.fee
    if not receipt or not fate:
        return ""
    paid = "tiền tạm ứng án phí"
    if receipt.get("amount"):
        paid = f"số tiền tạm ứng án phí {format_money(int(receipt['amount']))}"
    taken = f" theo biên lai thu số {receipt['number']}" if receipt.get("number") else ""
    plaintiffs = ", ".join(p.name for p in decision.case.parties.all() if p.role == Party.Role.PLAINTIFF)
    known = {g.key: g.fee for g in grounds.of_discontinuance(decision.decided_on)}
    article = fee_article(known.get(decision.ground, "chosen"))
    by = f" ({article} của Bộ luật Tố tụng dân sự)" if article else ""
    if fate == "state":
        return f"Sung vào ngân sách nhà nước {paid} mà {plaintiffs} đã nộp{taken}{by}."
    return f"Trả lại cho {plaintiffs} {paid} đã nộp{taken}{by}."


def told(decision: CourseDecision) -> str:
    """The decision in a sentence, for the timeline and the register."""
    if decision.kind == K.SUSPENSION:
        until = f"; dự kiến đến {decision.expected_on:%d/%m/%Y}" if decision.expected_on else ""
        return f"Căn cứ {decision.citation}. Chờ: {decision.waiting_for}{until}"
    if decision.kind == K.RESUMPTION:
        return f"Lý do tạm đình chỉ không còn từ ngày {decision.gone_on:%d/%m/%Y}. Thời hạn chuẩn bị xét xử tính lại từ {decision.decided_on:%d/%m/%Y}"
    if decision.kind in {K.DISCONTINUANCE, K.PARTIAL}:
        fee = {
            "state": "; tạm ứng án phí sung vào ngân sách nhà nước",
            "returned": "; trả lại tạm ứng án phí",
        }
        return f"Căn cứ {decision.citation}{fee.get(decision.fee, '')}"
    if decision.kind == K.UPHELD:
        return f"Căn cứ {decision.citation}. Phiên tòa mở như đã ấn định"
    if decision.kind in {K.ORDINARY, K.CANCELLED}:
        return (
            f"Căn cứ {decision.citation}. Thời hạn chuẩn bị xét xử tính lại từ {decision.decided_on:%d/%m/%Y}"
        )
    return f"Chuyển cho {decision.to_name}"


def _leader(post: Post | None) -> dict[str, Any] | None:
    """Who signs for the court: the president, or a deputy in his place."""
    if post is None:
        return None
    title = signing_title(president=post.role == Role.PRESIDENT)
    return {"name": post.user.full_name, "title": title.split("\n")}


def _term(rule: str, on: date) -> str:
    return rules_in_force.time_limit(rule, on).words()
