"""Pages of counterclaims and independent claims: the tab on the desk, the form in the portal."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.cases.models import Case, Party
from toaan.core import clock, files, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, signed_in, staff, viewer_of
from toaan.core.models import StoredFile
from toaan.core.together import load
from toaan.core.viewer import Viewer
from toaan.course import actions, grounds, queries, separated
from toaan.course.claim_forms import AdmitForm, ClaimForm, ClaimReasonForm, ClaimReceiptForm, PaperClaimForm
from toaan.course.models import OtherClaim
from toaan.course.states import ACCEPTED, CLAIM, FEE_DUE, FILED, MAIN, REFUSED, WITHDRAWN
from toaan.course.views.common import refused
from toaan.filing import fees
from toaan.vietnamese.amounts import format_money

TAB = "course:claims"
DONE_BEFORE = frozenset({"claim.filed"})
COLOURS = {
    FILED: "yellow",
    FEE_DUE: "yellow",
    ACCEPTED: "green",
    REFUSED: "red",
    WITHDRAWN: "grey",
    MAIN: "green",
}
STEPS = {
    "admit": ("course.admit_claim", gettext_lazy("Xem xét, thụ lý yêu cầu")),
    "receipt": ("course.hand_in_claim_receipt", gettext_lazy("Nhập biên lai tạm ứng án phí")),
    "refuse": ("course.refuse_claim", gettext_lazy("Không chấp nhận")),
    "withdraw": ("course.withdraw_claim", gettext_lazy("Ghi nhận rút yêu cầu")),
}


@staff()
def tab(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """All counterclaims and independent claims of the case, and what may be done with each."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    claims, changes, opened_on = (
        queries.claims(viewer, case),
        queries.changes(viewer, case),
        actions.session_opened_on(case),
    )
    load(claims, changes)
    may_enter = policy.allows(viewer, "course.file_claim", case) and queries.may_claim(case, opened_on)
    context = {
        **case_page.header(viewer, case, TAB),
        "cards": [card(viewer, c) for c in claims],
        "enter_url": reverse("course:enter_claim", args=[case.pk]) if may_enter else "",
        "opened_on": opened_on,
        "receipt": separated.words(case.fee_receipt),
        "changes": [
            {
                "change": c,
                "url": reverse("course:decide_change", args=[case.pk, c.pk])
                if c.state == "filed" and policy.allows(viewer, "course.accept_change", c)
                else "",
            }
            for c in changes
        ],
        "change_url": reverse("course:enter_change", args=[case.pk])
        if policy.allows(viewer, "course.file_change", case) and case.can("course.file_change")
        else "",
    }
    return render(request, "course/claims.html", context)


def card(viewer: Viewer, claim: OtherClaim) -> dict[str, Any]:
    """One claim as the tab shows it."""
    rows = [
        (_("Đối với"), ", ".join(p.name for p in claim.against.all())),
        (_("Ngày nộp"), f"{claim.filed_on:%d/%m/%Y} ({claim.get_channel_display().lower()})"),
        (_("Sự việc và lý do"), claim.facts),
        (_("Giá trị"), format_money(claim.value) if claim.value else _("Không có giá ngạch")),
        (_("Căn cứ"), claim.citation),
        (_("Tạm ứng án phí"), _fee_words(claim)),
        (_("Thụ lý"), f"{claim.accepted_on:%d/%m/%Y}" if claim.accepted_on else ""),
        (_("Lý do"), claim.reason),
    ]
    links = [
        {
            "url": reverse(f"course:claim_{name}", args=[claim.case_id, claim.pk]),
            "label": str(label),
            "main": name == "admit",
        }
        for name, (act, label) in STEPS.items()
        if CLAIM.can(act, claim.state)
        and policy.allows(viewer, act, claim)
        and not (name == "refuse" and _may_still_pay(claim))
    ]
    return {
        "claim": claim, "colour": COLOURS[claim.state], "facts": [r for r in rows if r[1]], "links": links,
    }  # fmt: skip


def _may_still_pay(claim: OtherClaim) -> bool:
    """While the receipt may still come, the claim is not refused for it (195.2)."""
    return claim.state == FEE_DUE and claim.fee_due_on is not None and clock.today() <= claim.fee_due_on


def _fee_words(claim: OtherClaim) -> str:
    if claim.fee_amount is None:
        return ""
    if not claim.fee_amount:
        return _("Không phải nộp")
    if claim.receipt:
        return _("%(amount)s, biên lai số %(number)s") % {
            "amount": format_money(claim.fee_amount), "number": claim.receipt["number"]
        }  # fmt: skip
    return _("%(amount)s, nộp đến hết ngày %(day)s") % {
        "amount": format_money(claim.fee_amount), "day": f"{claim.fee_due_on:%d/%m/%Y}" if claim.fee_due_on else "?"
    }  # fmt: skip


@staff()
def enter(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The clerk enters a claim that came on paper."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "course.file_claim", case)
    form = PaperClaimForm(
        request.POST or None,
        request.FILES or None,
        parties=_others(case),
        initial={"filed_on": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        data, at = form.cleaned_data, clock.now()
        try:
            kept = _paper(data["paper"], viewer, at)
            wish = form.wish(
                filed_on=data["filed_on"], channel=data["channel"], papers=[kept] if kept else []
            )
            actions.file_claim(by=viewer, case_id=case.pk, wish=wish, at=at)
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã nhận yêu cầu. Thẩm phán xem xét."))
            return redirect(TAB, case.pk)
    return _form_page(request, case, form, _("Nhập yêu cầu phản tố, yêu cầu độc lập"), button=_("Ghi nhận"))


@staff()
def admit(request: HttpRequest, case_id: uuid.UUID, claim_id: uuid.UUID) -> HttpResponseBase:
    """The judge hears it in this case: fee advance, or accepted at once."""
    viewer, case, claim = _found(request, case_id, claim_id, "course.admit_claim")
    today = clock.today()
    form = AdmitForm(
        request.POST or None, grounds=grounds.of_claim(claim.kind, today), exemptions=fees.exemptions(today),
        initial={"value": claim.value},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.admit_claim(by=viewer, claim_id=claim.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, case)) is not None:
                return answer
        else:
            told = (
                _("Đã ra thông báo nộp tạm ứng án phí.") if made.state == FEE_DUE else _("Đã thụ lý yêu cầu.")
            )
            messages.success(request, told)
            return redirect(TAB, case.pk)
    return _form_page(
        request, case, form, _("Xem xét yêu cầu"), button=_("Thụ lý để giải quyết trong vụ án"), claim=claim
    )


@staff()
def receipt(request: HttpRequest, case_id: uuid.UUID, claim_id: uuid.UUID) -> HttpResponseBase:
    """The clerk enters the receipt."""
    _viewer, case, claim = _found(request, case_id, claim_id, "course.hand_in_claim_receipt")
    form = ClaimReceiptForm(request.POST or None, request.FILES or None, need_file=False)
    answer = _receipt(request, form, claim, case, TAB)
    return answer or _form_page(
        request, case, form, _("Nhập biên lai tạm ứng án phí"), button=_("Ghi nhận"), claim=claim
    )


@staff()
def refuse(request: HttpRequest, case_id: uuid.UUID, claim_id: uuid.UUID) -> HttpResponseBase:
    """The judge does not hear it in this case."""
    return _with_reason(
        request, case_id, claim_id, "course.refuse_claim", _("Không chấp nhận giải quyết trong vụ án")
    )


@staff()
def withdraw(request: HttpRequest, case_id: uuid.UUID, claim_id: uuid.UUID) -> HttpResponseBase:
    """The clerk records that the claimant gave it up."""
    return _with_reason(request, case_id, claim_id, "course.withdraw_claim", _("Ghi nhận rút yêu cầu"))


@signed_in
def mine(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """A party's own claims in the case, and the form for a new one."""
    viewer = viewer_of(request)
    if viewer.post is not None:
        raise not_found()
    case = cases.get(viewer, case_id)
    parties = [p for p in _others(case) if viewer.user_id in p.user_ids]
    claims = [c for c in queries.claims(viewer, case) if viewer.user_id in c.party.user_ids]
    opened_on = actions.session_opened_on(case)
    open_form = bool(parties) and queries.may_claim(case, opened_on)
    form = ClaimForm(request.POST or None, parties=parties)
    if request.method == "POST" and parties and form.is_valid():
        try:
            actions.file_claim(by=viewer, case_id=case.pk, wish=form.wish(), at=clock.now())
        except Refused as refusal:
            if refusal.code in DONE_BEFORE:
                return redirect("course:my_claims", case.pk)
            if refusal.status in (403, 404):
                raise
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã gửi yêu cầu đến Tòa án. Thẩm phán xem xét và báo cho bạn."))
            return redirect("course:my_claims", case.pk)
    context = {
        "case": case, "form": form if open_form or form.is_bound else None, "claims": claims, "parties": parties,
        "opened_on": opened_on, "fee_due": FEE_DUE, "open_states": (FILED, FEE_DUE, ACCEPTED),
    }  # fmt: skip
    return render(request, "course/my_claims.html", context, status=422 if form.is_bound else 200)


@signed_in
def my_receipt(request: HttpRequest, case_id: uuid.UUID, claim_id: uuid.UUID) -> HttpResponseBase:
    """The claimant hands in the receipt."""
    viewer = viewer_of(request)
    if viewer.post is not None:
        raise not_found()
    _viewer, case, claim = _found(request, case_id, claim_id, "course.hand_in_claim_receipt")
    if claim.state != FEE_DUE:
        return redirect("course:my_claims", case.pk)
    form = ClaimReceiptForm(request.POST or None, request.FILES or None, need_file=True)
    answer = _receipt(request, form, claim, case, "course:my_claims")
    context = {"case": case, "claim": claim, "form": form}
    return answer or render(request, "course/my_receipt.html", context, status=422 if form.is_bound else 200)


@signed_in
def my_withdrawal(request: HttpRequest, case_id: uuid.UUID, claim_id: uuid.UUID) -> HttpResponseBase:
    """The claimant gives the claim up."""
    viewer = viewer_of(request)
    if viewer.post is not None:
        raise not_found()
    viewer, case, claim = _found(request, case_id, claim_id, "course.withdraw_claim")
    if not CLAIM.can("course.withdraw_claim", claim.state):
        return redirect("course:my_claims", case.pk)
    form = ClaimReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_claim(
                by=viewer, claim_id=claim.pk, reason=form.cleaned_data["reason"], at=clock.now()
            )
        except Refused as refusal:
            if refusal.status in (403, 404):
                raise
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã rút yêu cầu. Tòa án và các bên được báo."))
            return redirect("course:my_claims", case.pk)
    context = {"case": case, "claim": claim, "form": form}
    return render(request, "course/my_withdrawal.html", context, status=422 if form.is_bound else 200)


def _receipt(
    request: HttpRequest, form: ClaimReceiptForm, claim: OtherClaim, case: Case, back: str
) -> HttpResponseBase | None:
    viewer = viewer_of(request)
    if request.method != "POST" or not form.is_valid():
        return None
    data, at = form.cleaned_data, clock.now()
    try:
        kept = _paper(data["file"], viewer, at, files.PAPERS)
        actions.hand_in_claim_receipt(
            by=viewer, claim_id=claim.pk, number=data["number"], dated=data["dated"], amount=data["amount"], paper=kept,
            at=at,
        )  # fmt: skip
    except Refused as refusal:
        if refusal.code.startswith("file."):
            form.add_error("file", refusal.message)
            return None
        if refusal.status in (403, 404):
            raise
        show_refusal(form, refusal)
        return None
    messages.success(request, _("Đã nhận biên lai. Yêu cầu được giải quyết trong vụ án."))
    return redirect(back, case.pk)


def _with_reason(
    request: HttpRequest, case_id: uuid.UUID, claim_id: uuid.UUID, act: str, title: str
) -> HttpResponseBase:
    viewer, case, claim = _found(request, case_id, claim_id, act)
    form = ClaimReasonForm(request.POST or None)
    perform = actions.refuse_claim if act == "course.refuse_claim" else actions.withdraw_claim
    if request.method == "POST" and form.is_valid():
        try:
            perform(by=viewer, claim_id=claim.pk, reason=form.cleaned_data["reason"], at=clock.now())
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã ghi nhận."))
            return redirect(TAB, case.pk)
    return _form_page(request, case, form, title, claim=claim)


def _others(case: Case) -> list[Party]:
    """Who may have such a claim: everybody but the plaintiffs."""
    return [p for p in case.parties.all() if p.role != Party.Role.PLAINTIFF]


def _found(
    request: HttpRequest, case_id: uuid.UUID, claim_id: uuid.UUID, act: str
) -> tuple[Viewer, Case, OtherClaim]:
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    claim = queries.claim(viewer, claim_id)
    if claim.case_id != case.pk:
        raise not_found()
    policy.require(viewer, act, claim)
    return viewer, case, claim


def _paper(uploads: list[Any], by: Viewer, at: datetime, door: Any = files.PDF_ONLY) -> StoredFile | None:
    if not uploads:
        return None
    return files.take_in(uploads[0], name=uploads[0].name, by=by, at=at, door=door)


def _refused(request: HttpRequest, form: forms.Form, refusal: Refused, case: Case) -> HttpResponseBase | None:
    return refused(request, form, refusal, case, back=TAB, done_before=DONE_BEFORE)


def _form_page(
    request: HttpRequest,
    case: Case,
    form: forms.Form,
    title: str,
    *,
    button: str = "",
    claim: OtherClaim | None = None,
) -> HttpResponseBase:
    viewer = viewer_of(request)
    context = {
        **case_page.header(viewer, case, TAB), "form": form, "title": title, "button": button or title,
        "card": card(viewer, claim) if claim else None,
    }  # fmt: skip
    return render(request, "course/claim_form.html", context, status=422 if form.is_bound else 200)
