"""The tab "Quyết định" of the case page, and the papers opened from it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.cases import request_kinds
from toaan.cases.models import Case
from toaan.cases.states import HEARING, JOINED, SUSPENDED, TRANSFERRED
from toaan.core import clock, files, policy
from toaan.core.errors import not_found
from toaan.core.http import staff, viewer_of
from toaan.core.roles import LEADERS
from toaan.core.together import load
from toaan.core.viewer import Viewer
from toaan.course import disputes, papers, queries
from toaan.course.actions.deciding import ISSUE, number_act
from toaan.course.actions.procuracy import next_act
from toaan.course.actions.replacing import may_answer
from toaan.course.models import (
    Complaint,
    CourseDecision,
    JurisdictionDispute,
    Replacement,
    Sending,
    TransferComplaint,
)
from toaan.course.next_steps import PAGE, page_url
from toaan.course.periods import APPEALABLE
from toaan.hearings.papers import case_words

TAB = "course:case"
K = CourseDecision.Kind
COLOURS = {
    K.SUSPENSION: "yellow",
    K.RESUMPTION: "green",
    K.DISCONTINUANCE: "red",
    K.PARTIAL: "red",
    K.TRANSFER: "grey",
    K.ORDINARY: "yellow",
    K.UPHELD: "green",
    K.CANCELLED: "red",
    K.ANSWER: "grey",
    K.JOINDER: "grey",
    K.SEPARATION: "grey",
    K.AGREEMENT: "green",
    K.RULING: "yellow",
    K.CONSENT: "green",
    K.REQUEST_END: "red",
    K.SEARCH: "yellow",
    K.EXPLANATION: "grey",
}
BUTTONS = (
    (K.AGREEMENT, gettext_lazy("Công nhận sự thỏa thuận")),
    (K.RESUMPTION, gettext_lazy("Tiếp tục giải quyết")),
    (K.SUSPENSION, gettext_lazy("Tạm đình chỉ")),
    (K.DISCONTINUANCE, gettext_lazy("Đình chỉ")),
    (K.PARTIAL, gettext_lazy("Đình chỉ yêu cầu của nguyên đơn")),
    (K.ORDINARY, gettext_lazy("Chuyển sang thủ tục thông thường")),
    (K.TRANSFER, gettext_lazy("Chuyển Tòa án khác")),
    (K.JOINDER, gettext_lazy("Nhập vụ án")),
    (K.SEPARATION, gettext_lazy("Tách vụ án")),
    (K.REQUEST_END, gettext_lazy("Đình chỉ việc dân sự")),
    (K.EXPLANATION, gettext_lazy("Yêu cầu giải thích")),
)


@staff()
def tab(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Decisions that suspend, resume, discontinue, transfer; who may still appeal; what may be decided now."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    decisions, complaints = queries.of_case(viewer, case), queries.complaints(viewer, case)
    asked, half_way = queries.replacements(viewer, case), queries.unfinished(case)
    disputed, came = disputes.of_case(case), disputes.sent_here(case)
    load(decisions, complaints, asked, half_way, disputed, came)
    made = next((d for d in half_way if policy.allows(viewer, number_act(d.kind), case)), None)
    context = {
        **case_page.header(viewer, case, TAB),
        "cards": [card(viewer, case, d) for d in decisions],
        "buttons": buttons(viewer, case, complaints) + _dispute_buttons(viewer, case, came, disputed),
        "disputes": disputed,
        "complaints": complaints,
        "replacements": replacements(viewer, case, asked),
        "joined": cases.timeline(viewer, case).filter(act="course.be_joined").first() if case.state == JOINED else None,
        "unfinished": {"text": made.title, "url": page_url(made)} if made else None,
    }  # fmt: skip
    return render(request, "course/case.html", context)


@staff()
def paper(request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponseBase:
    """A decision of this case as PDF."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    found = queries.get(viewer, decision_id)
    if found.case_id != case.pk:
        raise not_found()
    return files.respond(found.sha256, name=f"{found.title}.pdf".replace("/", "-"))


def buttons(viewer: Viewer, case: Case, complaints: Iterable[Complaint]) -> list[dict[str, str]]:
    """The decisions that this viewer may take as the case stands."""
    way = request_kinds.way_of(case)
    found = [
        {"url": reverse(PAGE[kind], args=[case.pk]), "label": str(label)}
        for kind, label in BUTTONS
        if (kind != K.PARTIAL or case.other_claims)
        and (kind != K.SEPARATION or len(case.claims) > 1)
        and (kind != K.EXPLANATION or (way is not None and not way.is_strike))
        and (kind != K.AGREEMENT or case.state == HEARING)  # before the hearing the next step leads to it
        and case.can(ISSUE[kind])
        and policy.allows(viewer, ISSUE[kind], case)
    ]
    if case.state == SUSPENDED and policy.allows(viewer, "course.end_reason", case):
        found.append(
            {"url": reverse("course:end_reason", args=[case.pk]), "label": _("Ghi nhận lý do không còn")}
        )
    if way is not None:
        found += [
            {"url": reverse(f"requests:{name}", args=[case.pk]), "label": label}
            for name, act, label in (
                ("panel", "requests.assign_panel", _("Thành lập Hội đồng xét đơn")),
                ("send_to_procuracy", "requests.send_to_procuracy", _("Chuyển hồ sơ cho Viện kiểm sát")),
            )
            if (way.vks or name == "panel") and case.can(act) and policy.allows(viewer, act, case)
        ]
    return found + _simplified_buttons(viewer, case, complaints)


def _simplified_buttons(viewer: Viewer, case: Case, complaints: Iterable[Complaint]) -> list[dict[str, str]]:
    """Into the simplified procedure, complaints of it, their settlement."""
    waiting = case.is_simplified and any(c.is_pending for c in complaints)
    wanted = (
        ("simplify", "course.simplify", _("Giải quyết theo thủ tục rút gọn"), True),
        ("enter_replacement", "course.ask_replacement", _("Nhận đề nghị thay đổi người"), True),
        ("record_complaint", "course.complain", _("Nhận khiếu nại, kiến nghị"), True),
        ("settle_complaints", "course.uphold_simplified", _("Giải quyết khiếu nại, kiến nghị"), waiting),
    )
    return [
        {"url": reverse(f"course:{name}", args=[case.pk]), "label": label}
        for name, act, label, shown in wanted
        if shown and case.can(act) and policy.allows(viewer, act, case)
    ]


def _dispute_buttons(
    viewer: Viewer, case: Case, came: Iterable[Sending], disputed: Iterable[JurisdictionDispute]
) -> list[dict[str, str]]:
    """The case came by transfer and was accepted here, and this court holds that it is not its own (41.2–41.4)."""
    if any(True for _d in disputed) or not case.can("course.leave_by_settlement"):
        return []
    return [
        {
            "url": reverse("course:ask_settlement", args=[sent.pk]),
            "label": _("Đề nghị giải quyết tranh chấp về thẩm quyền"),
        }
        for sent in came
        if policy.allows(viewer, "course.ask_settlement", sent)
    ]


def replacements(viewer: Viewer, case: Case, asked: Iterable[Replacement]) -> list[dict[str, Any]]:
    """Requests that somebody be replaced, with what this viewer may do about each."""
    return [
        {
            "made": r,
            "answer_url": reverse("course:decide_replacement", args=[case.pk, r.pk])
            if (policy.allows(viewer, "course.answer_replacement", r) and may_answer(viewer, r))
            or ((act_ := next_act(r)) and policy.allows(viewer, act_, r))
            else "",
            "handover_url": reverse("cases:handover_choose", args=[r.assignment.post_id])
            if r.is_open and r.assignment and case.state != HEARING and viewer.role in LEADERS
            else "",
        }
        for r in asked
    ]


def card(viewer: Viewer, case: Case, decision: CourseDecision) -> dict[str, Any]:
    """One decision as the tab shows it."""
    open_ones = [p for p in decision.periods.all() if getattr(p, "challenge", None) is None]
    may = decision.kind in APPEALABLE and decision.effective_on is None and bool(open_ones)
    complaints = [c for p in decision.periods.all() if (c := getattr(p, "transfer_complaint", None))]
    protest = may and policy.allows(viewer, "course.record_protest", decision)
    return {
        "decision": decision,
        "colour": COLOURS[K(decision.kind)],
        "facts": facts(decision),
        "periods": list(decision.periods.all()),
        "challenges": [c for p in decision.periods.all() if (c := getattr(p, "challenge", None))],
        "complaints": complaints,
        "links": appeal_links(viewer, case, decision)
        + ([_link("record_protest", decision, _("Nhận kháng nghị"))] if protest else [])
        + (transfer_links(viewer, case, decision, complaints) if decision.kind == K.TRANSFER else []),
        "kind_words": case_words(case),
        "today": clock.today(),
    }


def appeal_links(viewer: Viewer, case: Case, decision: CourseDecision) -> list[dict[str, str]]:
    """Taking in an appeal on paper: in time, or after the period (275)."""
    if decision.kind not in APPEALABLE:
        return []
    unused = [p for p in decision.periods.all() if getattr(p, "challenge", None) is None]
    links = []
    if decision.effective_on is None and unused and policy.allows(viewer, "course.record_appeal", decision):
        links.append(_link("record_appeal", decision, _("Nhận đơn kháng cáo")))
    missed = any(p.party_id and p.is_over(clock.today()) for p in unused)
    act = "appeals.file_late_appeal"
    if missed and decision.cancelled_on is None and case.can(act) and policy.allows(viewer, act, decision):
        url = reverse("appeals:take_late_decision", args=[case.pk, decision.pk])
        links.append({"url": url, "label": _("Nhận đơn kháng cáo quá hạn")})
    act = "appeals.take_posted_ruling" if decision.kind == K.RULING else "appeals.take_posted_challenge"
    if (
        decision.effective_on
        and unused
        and decision.cancelled_on is None
        and case.can(act)
        and policy.allows(viewer, act, decision)
    ):
        url = reverse("appeals:take_posted_decision", args=[case.pk, decision.pk])
        links.append({"url": url, "label": _("Nhận đơn kháng cáo gửi trong thời hạn")})
    return links


def _link(name: str, decision: CourseDecision, label: str) -> dict[str, str]:
    return {"url": reverse(f"course:{name}", args=[decision.case_id, decision.pk]), "label": label}


def transfer_links(
    viewer: Viewer, case: Case, decision: CourseDecision, complaints: Sequence[TransferComplaint]
) -> list[dict[str, str]]:
    """What may be done now about a transfer: take in a complaint, answer, send the file."""
    if case.state != TRANSFERRED:
        return []
    waits = any(c.answer_id is None for c in complaints)
    sent = getattr(decision, "sending", None) is not None
    wanted = (
        (
            "complain_of_transfer",
            "complain_of_transfer",
            _("Nhận khiếu nại, kiến nghị"),
            decision.effective_on is None,
        ),
        ("uphold_transfer", "answer", _("Giải quyết khiếu nại, kiến nghị"), waits),
        ("send_file", "send_file", _("Gửi hồ sơ"), decision.effective_on is not None and not sent),
    )
    return [
        {"url": reverse(f"course:{name}", args=[case.pk, decision.pk]), "label": label}
        for act, name, label, now in wanted
        if now and policy.allows(viewer, f"course.{act}", decision)
    ]


def facts(decision: CourseDecision) -> list[tuple[str, str]]:
    """Label and value of what the decision says."""
    rows = [
        (_("Ngày ra quyết định"), f"{decision.decided_on:%d/%m/%Y}"),
        (_("Người ra quyết định"), _("Hội đồng xét xử") if decision.by_panel else str(decision.signer.user if decision.signer else "")),
        (_("Căn cứ"), f"{decision.citation}" + (f": {decision.ground_title}" if decision.ground_title else "")),
        (_("Xét thấy"), decision.reason),
        (_("Đang chờ") if not decision.gone_on else _("Đã chờ"), decision.waiting_for),
        (_("Dự kiến có kết quả"), f"{decision.expected_on:%d/%m/%Y}" if decision.expected_on else ""),
        (_("Lý do không còn từ"), f"{decision.gone_on:%d/%m/%Y}" + (f" ({decision.gone_how})" if decision.gone_how else "") if decision.gone_on else ""),
        (_("Chấm dứt"), str(decision.ends.title) if decision.ends else ""),
        (_("Chuyển đến"), decision.to_name),
        (_("Hồ sơ"), _sent_words(decision)),
        (_("Nội dung"), papers.told(decision) if decision.kind in {K.ANSWER, K.JOINDER, K.SEPARATION} else ""),
        (_fee_label(decision), str(decision.content.get("fee_words", ""))),
        (_("Hiệu lực"), _("Từ ngày %s") % f"{decision.effective_on:%d/%m/%Y}" if decision.effective_on else ""),
        (_("Giám đốc thẩm, tái thẩm"), decision.reviewed),
    ]  # fmt: skip
    return [(label, value) for label, value in rows if value]


def _sent_words(decision: CourseDecision) -> str:
    sent = getattr(decision, "sending", None)
    if sent is None:
        return ""
    words = _("Đã gửi ngày %s") % f"{clock.local_date(sent.sent_at):%d/%m/%Y}"
    if sent.letter:
        words += f" ({sent.letter})"
    if sent.received_at:
        words += ", " + _("nơi nhận thụ lý ngày %s") % f"{clock.local_date(sent.received_at):%d/%m/%Y}"
    return words


def _fee_label(decision: CourseDecision) -> str:
    if decision.case.is_request:
        return _("Lệ phí")
    return _("Án phí") if decision.kind == K.AGREEMENT else _("Tạm ứng án phí")
