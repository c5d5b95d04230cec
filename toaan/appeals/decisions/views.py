"""Appeals against decisions on the desk: the tab at both courts and the pages opened from it."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.appeals import queries as all_appeals
from toaan.appeals.decisions import actions, queries
from toaan.appeals.decisions.forms import MeetingForm, ReviewForm
from toaan.appeals.decisions.models import Review
from toaan.appeals.views import steps
from toaan.appeals.views.pages import DONE_BEFORE, FormPages, on_the_case
from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.cases.models import Assignment, Case
from toaan.cases.states import QUASHED
from toaan.core import clock, files, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.course.models import Challenge
from toaan.hearings import people
from toaan.hearings.models import Hearing
from toaan.hearings.states import PLANNED

TAB = "appeals:decisions"
DONE = DONE_BEFORE | {"review.done", "appeal.dropped", "hearing.same_session"}
PAGES = FormPages(TAB, "appeals/form.html", DONE, on_the_case)
form_page, refused = PAGES.page, PAGES.refused


@staff()
def tab(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Appeals against the decisions of a first-instance case, or what a case of second instance is about."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    context = case_page.header(viewer, case, TAB)
    if case.reviews_decision:
        return render(request, "appeals/decisions/above.html", {**context, **_above(viewer, case)})
    if case.proceeding not in {"first_instance", "simplified", "request"}:
        raise not_found()
    return render(request, "appeals/decisions/below.html", {**context, **_below(viewer, case)})


def _below(viewer: Viewer, case: Case) -> dict[str, Any]:
    decision = queries.challenged_decision(case)
    transfer = queries.transfer_of(case)
    sent = transfer is not None and decision is not None and transfer.decision_id == decision.pk
    missing = (
        queries.missing_for_sending(decision, clock.today()) if decision is not None and not sent else []
    )
    review = queries.review_of(transfer.above) if transfer and transfer.above else None
    return {
        "decision": decision,
        "cards": [
            card(viewer, case, one, sent=queries.is_above(one, transfer))
            for one in queries.of_case(viewer, case)
        ],
        "late": queries.late_appeals(viewer, case),
        "transfer": transfer,
        "review": review if review and review.issued else None,
        "again": queries.taken_up_again(case) if case.is_request else None,
        "can_again": case.state == QUASHED
        and review is not None
        and review.issued
        and review.outcome == Review.Outcome.CANCELLED
        and queries.taken_up_again(case) is None
        and policy.allows(viewer, "appeals.accept_again", case),
        "missing": missing if decision is not None and queries.governs(decision, case) else [],
        "can_send": decision is not None
        and queries.governs(decision, case)
        and not sent
        and not missing
        and case.can("appeals.send_decision_up")
        and policy.allows(viewer, "appeals.send_decision_up", case),
    }


def card(viewer: Viewer, case: Case, one: Challenge, *, sent: bool) -> dict[str, Any]:
    """One challenge as the tab shows it: where it stands and what may be done now."""
    advance = queries.advance_of(one)
    live = one.dropped_on is None and not sent
    party = one.period.party is not None
    wanted = [
        ("check_challenge", _("Kiểm tra, chấp nhận đơn"), "appeals.check_challenge", party and advance is None),
        ("pay_challenge", _("Nhập biên lai"), "appeals.pay_challenge", advance is not None and not advance.is_settled),
        ("return_challenge", _("Trả lại đơn"), "appeals.return_challenge", party),
        ("withdraw_challenge", _("Ghi nhận việc rút"), "appeals.withdraw_challenge", True),
    ]  # fmt: skip
    return {
        "challenge": one,
        "advance": advance,
        "links": [
            {"url": reverse(f"appeals:{name}", args=[case.pk, one.pk]), "label": label}
            for name, label, act, now in wanted
            if live
            and now
            and case.can(act)
            and queries.governs(one.period.decision, case)
            and policy.allows(viewer, act, advance if act == "appeals.pay_challenge" and advance else case)
        ],
    }


def _above(viewer: Viewer, case: Case) -> dict[str, Any]:
    seats = [a for a in case.assignments.all() if a.ended_at is None]
    review = queries.review_of(case)
    holders = all_appeals.holders(case)
    may = {
        name: case.can(f"appeals.{name}") and policy.allows(viewer, f"appeals.{name}", case)
        for name in ("assign_panel", "withdraw", "set_meeting", "review", "end_review")
    }
    return {
        "transfer": queries.transfer_of(case),
        "holders": holders,
        "judges": [a.post.user for a in seats if a.role == Assignment.Role.JUDGE],
        "presiding": next((a.post.user for a in seats if a.role == Assignment.Role.PRESIDING), None),
        "withdrawals": case.withdrawals.select_related("party"),
        "review": review if review and review.issued else None,
        "unfinished": review
        if review and not review.issued and policy.allows(viewer, "appeals.number_review", case)
        else None,
        "meeting": planned(case),
        "may": may
        | {"withdraw": may["withdraw"] and bool(holders), "end_review": may["end_review"] and not holders}
        | {
            "decide_session": case.reviews_ruling
            and bool(holders)
            and case.can("hearings.decide_trial")
            and policy.allows(viewer, "hearings.decide_trial", case)
        }
        | {"set_meeting": may["set_meeting"] and bool(holders), "review": may["review"] and bool(holders)},
    }


def planned(case: Case) -> Hearing | None:
    """The session that is to come."""
    return (
        case.hearings.filter(kind__in=[Hearing.Kind.DECISION, Hearing.Kind.REQUEST], state=PLANNED)
        .select_related("room", "case")
        .first()
    )


# --- the court of first instance ----------------------------------------------------------------------------


@staff()
def check(request: HttpRequest, case_id: uuid.UUID, challenge_id: uuid.UUID) -> HttpResponseBase:
    """The judge finds the appeal valid."""
    viewer, case, one = _found(request, case_id, challenge_id, "appeals.check_challenge")
    act = partial(actions.accept_challenge, by=viewer, challenge_id=one.pk)
    return steps.check(PAGES, request, case, act, holder=one.period.holder, challenge=one)


@staff()
def give_back(request: HttpRequest, case_id: uuid.UUID, challenge_id: uuid.UUID) -> HttpResponseBase:
    """The judge returns the appeal."""
    viewer, case, one = _found(request, case_id, challenge_id, "appeals.return_challenge")
    act = partial(actions.return_challenge, by=viewer, challenge_id=one.pk)
    return steps.give_back(PAGES, request, case, act, holder=one.period.holder, challenge=one)


@staff()
def receipt(request: HttpRequest, case_id: uuid.UUID, challenge_id: uuid.UUID) -> HttpResponseBase:
    """The clerk enters the receipt that the appellant brought."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    advance = queries.advance_of(queries.get(viewer, case, challenge_id))
    if advance is None:
        raise not_found()
    policy.require(viewer, "appeals.pay_challenge", advance)
    act = partial(actions.take_receipt, by=viewer)
    return steps.receipt(PAGES, request, case, act, advance, own=False)


@staff()
def withdraw_early(request: HttpRequest, case_id: uuid.UUID, challenge_id: uuid.UUID) -> HttpResponseBase:
    """The clerk takes note that it was given up before the file went up."""
    viewer, case, one = _found(request, case_id, challenge_id, "appeals.withdraw_challenge")
    act = partial(actions.withdraw_challenge, by=viewer, challenge_id=one.pk)
    return steps.withdraw_early(
        PAGES, request, case, act, title=_("Ghi nhận %s rút kháng cáo, kháng nghị") % one.period.holder,
        said=_("Đã ghi nhận việc rút kháng cáo, kháng nghị."), challenge=one,
    )  # fmt: skip


@staff()
def send_up(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The clerk sends the file to the court above."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "appeals.send_decision_up", case)
    decision = queries.challenged_decision(case)
    if decision is None:
        raise not_found()
    act = partial(actions.send_up, by=viewer, decision_id=decision.pk)
    lead = _("Gửi hồ sơ, đơn kháng cáo, quyết định kháng nghị cho %s.")
    return steps.send_up(PAGES, request, case, act, lead=lead)


# --- the court of second instance ---------------------------------------------------------------------------


@staff()
def set_meeting(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The presiding judge sets the session."""
    viewer, case = _above_case(request, case_id, "appeals.set_meeting")
    if case.reviews_ruling:  # its session is opened by a decision (373.2.d)
        raise not_found()
    earlier = planned(case)
    form = MeetingForm(
        request.POST or None,
        court_id=case.court_id,
        again=earlier is not None,
        procurators=people.named_procurators(case),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.set_meeting(by=viewer, case_id=case.pk, plan=form.plan, at=clock.now())
        except Refused as refusal:
            if (answer := refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(
                request,
                _("Đã ấn định phiên họp ngày %s.") % f"{made.hours}, {made.day:%d/%m/%Y}, {made.room}",
            )
            return redirect(TAB, case.pk)
    lead = _(
        "Hội đồng phúc thẩm không mở phiên tòa, không phải triệu tập đương sự, trừ khi cần nghe ý kiến của họ. Thông báo được gửi Viện kiểm sát cùng cấp."
    )
    return form_page(
        request, case, form, _("Ấn định phiên họp phúc thẩm"), button=_("Ký, gửi thông báo"), lead=lead, earlier=earlier
    )  # fmt: skip


@staff()
def review(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The panel's decision, or the end of an appeal that was withdrawn."""
    viewer, case = _above_case(request, case_id, "appeals.number_review")
    withdrawn = not all_appeals.holders(case)
    known = queries.review_of(case)
    if known is not None and known.issued:
        return redirect(TAB, case.pk)
    initial = {"outcome": known.outcome, "reason": known.reason, "amended": known.amended} if known else None
    form = ReviewForm(request.POST or None, case=case, withdrawn=withdrawn, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.review(by=viewer, case_id=case.pk, wish=form.wish, at=clock.now())
        except Refused as refusal:
            if (answer := refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã ban hành %s.") % f"{made.title[:1].lower()}{made.title[1:]}")
            return redirect(TAB, case.pk)
    title = _("Đình chỉ giải quyết phúc thẩm") if case.is_request else _("Đình chỉ xét xử phúc thẩm")
    title = title if withdrawn else _("Quyết định phúc thẩm")
    lead = _("%(decision)s của %(court)s. Quyết định phúc thẩm có hiệu lực ngay; hồ sơ về Tòa án cấp sơ thẩm.") % {
        "decision": case.challenge["decision"], "court": case.challenge["court"],
    }  # fmt: skip
    return form_page(request, case, form, title, button=_("Ký, ban hành quyết định"), lead=lead)


@staff()
def withdraw(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The clerk enters a withdrawal that came on paper or was said at the session."""
    _viewer, case = _above_case(request, case_id, "appeals.withdraw")
    return steps.withdraw(PAGES, request, case)


@staff()
def paper(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The decision of second instance as PDF, for the court that made it and the one below."""
    case = cases.get(viewer_of(request), case_id)
    transfer = queries.transfer_of(case)
    above = case if case.reviews_decision else transfer.above if transfer else None
    found = queries.review_of(above) if above is not None else None
    if found is None or not found.issued:
        raise not_found()
    return files.respond(found.sha256, name=f"{found.title}.pdf".replace("/", "-"))


def _found(
    request: HttpRequest, case_id: uuid.UUID, challenge_id: uuid.UUID, act: str
) -> tuple[Viewer, Case, Challenge]:
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, act, case)
    return viewer, case, queries.get(viewer, case, challenge_id)


def _above_case(request: HttpRequest, case_id: uuid.UUID, act: str) -> tuple[Viewer, Case]:
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    if not case.reviews_decision:
        raise not_found()
    policy.require(viewer, act, case)
    return viewer, case
