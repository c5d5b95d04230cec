"""The decisions as PDF: what stands on them as JSON, so that they can be made again, and their rendering."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from toaan.cases.models import Case, Party
from toaan.core import clock, documents, rules_in_force
from toaan.core.models import Post, StoredFile
from toaan.core.roles import Role
from toaan.core.words import in_record_language
from toaan.course import grounds, periods, separated
from toaan.course.models import CourseDecision, TransferComplaint, kind_words
from toaan.hearings.models import Hearing, TrialDecision
from toaan.hearings.papers import case_words, frame
from toaan.hearings.people import Bench
from toaan.rules.copies import signing_title
from toaan.rules.course import fee_article
from toaan.rules.model import vi_article
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
    K.ANSWER: "Về việc giải quyết khiếu nại, kiến nghị đối với quyết định chuyển hồ sơ vụ án",
    K.JOINDER: "Nhập vụ án",
    K.SEPARATION: "Tách vụ án",
    K.AGREEMENT: "Công nhận sự thỏa thuận của các đương sự trong vụ án",
    K.RULING: "Giải quyết việc",
    K.CONSENT: "Công nhận thuận tình ly hôn và sự thỏa thuận của các đương sự trong việc",
    K.REQUEST_END: "Đình chỉ giải quyết việc",
    K.SEARCH: "Thông báo tìm kiếm trong việc",
    K.EXPLANATION: "Yêu cầu giải thích trong việc",
}

ABOVE = {
    K.SUSPENSION: "Tạm đình chỉ xét xử phúc thẩm vụ án",
    K.RESUMPTION: "Tiếp tục xét xử phúc thẩm vụ án",
    K.ORDINARY: "Chuyển sang giải quyết theo thủ tục thông thường vụ án",
}
"""At second instance (288, 323.4)."""


@in_record_language
def content(decision: CourseDecision, case: Case, bench: Bench, leader: Post | None = None) -> dict[str, Any]:
    """Everything printed on the paper; `leader` signs it instead of the judge."""
    ends = decision.ends
    return {
        **frame(case, bench, decision.decided_on),
        "number": str(decision),
        "kind": str(decision.kind),
        "subject": f"{_subject(decision, case)} {case_words(case)}",
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
        **_challenge_words(case, decision.decided_on),
        "complaint_term": _term(periods.COMPLAINT, decision.decided_on),
        **({"form": "course/forms/above.html"} if case.instance == Case.Instance.SECOND else {}),
        **_more(decision, case),
    }


def _challenge_words(case: Case, on: date) -> dict[str, str]:
    """How long what suspends or ends the case may be challenged, and by which articles."""
    rules = periods.of_end(case)
    known = [rules_in_force.time_limit(r, on).source for r in (rules.appeal, rules.protest)]
    return {
        "appeal_term": _term(rules.appeal, on),
        "protest_term": _term(rules.protest, on),
        "protest_term_higher": _term(rules.protest_higher, on),
        "challenge_articles": ", ".join(vi_article(source.article) for source in known),
    }


def _subject(decision: CourseDecision, case: Case) -> str:
    above = case.instance == Case.Instance.SECOND
    words = (ABOVE if above else SUBJECT)[K(decision.kind)]
    return words.replace("vụ án", "việc") if case.is_request else words


def _more(decision: CourseDecision, case: Case) -> dict[str, Any]:
    """What only some kinds say: the transfer that is answered for, the cases that are joined, the claims that go."""
    if decision.about_id is not None:
        about = CourseDecision.objects.select_related("number").get(pk=decision.about_id)
        rows = TransferComplaint.objects.filter(period__decision=about, answer=None).select_related(
            "period__party"
        )
        return {
            "about": {"number": str(about), "day": date_in_words(about.decided_on), "to_name": about.to_name},
            "annuls": decision.annuls,
            "complaints": [f"{c}, ngày {c.made_on:%d/%m/%Y}" for c in rows],
        }
    if decision.kind == K.JOINDER:
        cases = Case.objects.filter(pk__in=decision.subject["cases"]).select_related("number")
        return {
            "joined": [
                {"number": str(c), "accepted_on": date_in_words(c.accepted_on), "relation": c.legal_relation, "title": c.title}
                for c in cases.prefetch_related("parties").order_by("accepted_on")
            ]
        }  # fmt: skip
    if decision.kind == K.SEPARATION:
        told = decision.subject
        names = [p.name for p in case.parties.all() if str(p.pk) in told["parties"]]
        gone = [p.name for p in case.parties.all() if str(p.pk) in told["leaving"]]
        part = separated.moved_part(case.fee_receipt, told["advance"])
        rest = separated.kept_part(case.fee_receipt, told["advance"]) if part else {}
        fee = {"moved": separated.words(part), "kept": format_money(separated.paid(rest)) if part else ""}
        return {"separated": {**told, "parties": names, "gone": gone, "fee": fee}}
    return {}


@in_record_language
def decision(content: dict[str, Any], *, at: datetime) -> StoredFile:
    """The paper."""
    title = f"{kind_words(content['kind'], content)} số {content['number']}"
    form, context = printed(content)
    return documents.render(form, context, title=title, at=at, author=content["court"]["name"])


def printed(content: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The form of the paper and what it is filled with."""
    form = "answer" if content["kind"] == K.ANSWER else "decision"
    form = content.get("form", f"course/forms/{form}.html")
    return form, {**content, "day": date.fromisoformat(content["day"])}


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


@in_record_language
def change_of_mind(
    case: Case, session: Hearing, party: Party, *, reason: str, signed_by: str, at: datetime
) -> StoredFile:
    """What a party who no longer agrees wrote in the portal (212.1), as a paper for the file."""
    context = {
        "case": case, "court": case.court, "party": party, "session": session, "reason": reason.split("\n"),
        "signed_by": signed_by, "day": clock.local_date(at),
    }  # fmt: skip
    return documents.render(
        "course/forms/change_of_mind.html", context, title="Văn bản thay đổi ý kiến", at=at, author=party.name
    )


@in_record_language
def transfer_complaint(
    one: CourseDecision, holder: str, *, ground: str, signed_by: str, at: datetime
) -> StoredFile:
    """The complaint that a party wrote in the portal, as a paper for the file."""
    context = {
        "decision": one, "court": one.case.court, "holder": holder, "ground": ground.split("\n"), "signed_by": signed_by,
        "day": clock.local_date(at),
    }  # fmt: skip
    return documents.render(
        "course/forms/transfer_complaint.html", context, title="Đơn khiếu nại", at=at, author=holder
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
    if decision.kind in {*CourseDecision.OF_REQUESTS, K.AGREEMENT, K.SEARCH}:
        return str(decision.content.get("told", ""))
    return _TOLD[K(decision.kind)](decision)


def _told_suspension(decision: CourseDecision) -> str:
    until = f"; dự kiến đến {decision.expected_on:%d/%m/%Y}" if decision.expected_on else ""
    return f"Căn cứ {decision.citation}. Chờ: {decision.waiting_for}{until}"


def _told_resumption(decision: CourseDecision) -> str:
    return (
        f"Lý do tạm đình chỉ không còn từ ngày {decision.gone_on:%d/%m/%Y}. "
        f"Thời hạn chuẩn bị xét xử tính lại từ {decision.decided_on:%d/%m/%Y}"
    )


def _told_end(decision: CourseDecision) -> str:
    fee = {"state": "; tạm ứng án phí sung vào ngân sách nhà nước", "returned": "; trả lại tạm ứng án phí"}
    return f"Căn cứ {decision.citation}{fee.get(decision.fee, '')}"


def _told_ordinary(decision: CourseDecision) -> str:
    return f"Căn cứ {decision.citation}. Thời hạn chuẩn bị xét xử tính lại từ {decision.decided_on:%d/%m/%Y}"


def _told_separation(decision: CourseDecision) -> str:
    told = "Tách thành vụ án khác: " + "; ".join(decision.subject["claims"])
    made = decision.content.get("separated", {})
    if moved := made.get("fee", {}).get("moved"):
        told += f". Tạm ứng án phí chuyển theo: {moved}; còn lại ở vụ án này {made['fee']['kept']}"
    if gone := made.get("gone"):
        told += f". Không còn tham gia vụ án này: {', '.join(gone)}"
    return told


_TOLD: dict[K, Callable[[CourseDecision], str]] = {
    K.SUSPENSION: _told_suspension,
    K.RESUMPTION: _told_resumption,
    K.DISCONTINUANCE: _told_end,
    K.PARTIAL: _told_end,
    K.TRANSFER: lambda d: f"Chuyển cho {d.to_name}",
    K.UPHELD: lambda d: f"Căn cứ {d.citation}. Phiên tòa mở như đã ấn định",
    K.ORDINARY: _told_ordinary,
    K.CANCELLED: _told_ordinary,
    K.ANSWER: lambda d: "Hủy quyết định chuyển vụ án" if d.annuls else "Giữ nguyên quyết định chuyển vụ án",
    K.JOINDER: lambda d: "Nhập vào vụ án này: " + "; ".join(c["number"] for c in d.content["joined"]),
    K.SEPARATION: _told_separation,
}


def _leader(post: Post | None) -> dict[str, Any] | None:
    """Who signs for the court: the president, or a deputy in his place."""
    if post is None:
        return None
    title = signing_title(president=post.role == Role.PRESIDENT)
    return {"name": post.user.full_name, "title": title.split("\n")}


def _term(rule: str, on: date) -> str:
    return rules_in_force.time_limit(rule, on).words()
