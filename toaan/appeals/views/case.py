"""The tab "Phúc thẩm" of the case page, on both sides: what happens to the appeals, what came of them."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.appeals import queries, scope
from toaan.appeals.actions.sending import missing_for_sending
from toaan.appeals.models import Advance, Discontinuance, PartRuling, Settlement
from toaan.appeals.views.pages import DONE_BEFORE, FormPages, on_the_case
from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.cases.models import Assignment, Case
from toaan.core import clock, files, policy
from toaan.core.errors import not_found
from toaan.core.http import staff, viewer_of
from toaan.core.models import StoredFile
from toaan.core.together import load
from toaan.core.viewer import Viewer
from toaan.judgments import queries as judgments
from toaan.judgments.models import Appeal

TAB = "appeals:case"
PAGES = FormPages(TAB, "appeals/form.html", DONE_BEFORE, on_the_case)
form_page, refused = PAGES.page, PAGES.refused


@staff()
def tab(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The appeals of a first-instance case, or what a case of second instance is about."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    if case.reviews_decision:
        return redirect("appeals:decisions", case.pk)
    context = case_page.header(viewer, case, TAB)
    if case.instance == Case.Instance.SECOND:
        return render(request, "appeals/above.html", {**context, **_above(viewer, case)})
    return render(request, "appeals/below.html", {**context, **_below(viewer, case)})


def _below(viewer: Viewer, case: Case) -> dict[str, Any]:
    judgment = judgments.judgment_of(viewer, case)
    moved, reviews = queries.transfer_rows(case), queries.late_rows(case)
    load(moved, reviews)
    transfer, late = next(iter(moved), None), queries.by_party(reviews)
    above = transfer.above if transfer else None
    appeals = queries.appeals_of(viewer, case)
    found: dict[str, Any] = {
        "judgment": judgment,
        "cards": [card(viewer, case, one, sent=queries.is_above(one, transfer, late)) for one in appeals],
        "protests": judgment.protests.prefetch_related("parts") if judgment else (),
        "transfer": transfer,
        "late": late.values(),
        "results": queries.results(case) if transfer else [],
        "missing": [],
        "can_send": False,
        "again": None,
        "can_again": False,
    }
    if judgment is not None and transfer is None and case.can("appeals.send_up"):
        found["missing"] = missing_for_sending(judgment, appeals)
        found["can_send"] = not found["missing"] and policy.allows(viewer, "appeals.send_up", case)
    if above is not None and any(r.outcome == PartRuling.Outcome.REMITTED for r in found["results"]):
        found["again"] = queries.tried_again(above)
        found["can_again"] = found["again"] is None and policy.allows(viewer, "appeals.accept_again", case)
    return found


def card(viewer: Viewer, case: Case, one: Appeal, *, sent: bool) -> dict[str, Any]:
    """One appeal as the tab shows it: where it stands and what may be done now."""
    advance = queries.advance_of(one)
    live = one.dropped_on is None and not sent
    wanted = [
        ("accept_appeal", _("Kiểm tra, chấp nhận đơn"), "appeals.notify_fee", advance is None, "case"),
        ("receipt", _("Nhập biên lai"), "appeals.hand_in_receipt",
         advance is not None and advance.state == Advance.State.DUE, "advance"),
        ("request_amendment", _("Yêu cầu sửa đổi, bổ sung"), "appeals.request_amendment", advance is None, "case"),
        ("change", _("Ghi nhận thay đổi, bổ sung"), "appeals.change", True, "case"),
        ("return_appeal", _("Trả lại đơn"), "appeals.return_appeal", True, "case"),
        ("withdraw_early", _("Ghi nhận rút kháng cáo"), "appeals.withdraw_early", True, "case"),
    ]  # fmt: skip
    return {
        "appeal": one,
        "advance": advance,
        "asked": next(iter([*one.amendment_requests.all()][::-1]), None),
        "links": [
            {"url": reverse(f"appeals:{name}", args=[case.pk, one.pk]), "label": label}
            for name, label, act, now, subject in wanted
            if live
            and now
            and case.can(act)
            and policy.allows(viewer, act, advance if subject == "advance" and advance else case)
        ],
    }


def _above(viewer: Viewer, case: Case) -> dict[str, Any]:
    seats = [a for a in case.assignments.all() if a.ended_at is None]
    in_panel = policy.allows(viewer, "judgments.read_draft", case)
    moved, settled = queries.transfer_rows(case), Settlement.objects.filter(case=case)
    endings = Discontinuance.objects.select_related("number").filter(case=case)
    load(moved, settled, endings)
    ended = next(iter(endings), None)
    found: dict[str, Any] = {
        "transfer": next(iter(moved), None),
        "holders": queries.holders(case),
        "parts": scope.challenged(case),
        "judges": [a.post.user for a in seats if a.role == Assignment.Role.JUDGE],
        "presiding": next((a.post.user for a in seats if a.role == Assignment.Role.PRESIDING), None),
        "suits": case.suit_withdrawals.select_related("party"),
        "answers": case.suit_answers.select_related("party"),
        "settlement": next(iter(settled), None) if in_panel else None,
        "changes": case.appeal_changes.select_related("party"),
        "withdrawals": case.withdrawals.select_related("party"),
        "results": queries.results(case),
        "rulings": PartRuling.objects.filter(case=case, decided_on=None).select_related("part")
        if in_panel
        else (),
        "ended": ended if ended and ended.issued else None,
        "unfinished": ended
        if ended and not ended.issued and policy.allows(viewer, "appeals.discontinue", case)
        else None,
        "may": {
            name: case.can(f"appeals.{name}") and policy.allows(viewer, f"appeals.{name}", case)
            for name in (
                "assign_panel",
                "change_above",
                "withdraw",
                "withdraw_suit",
                "answer_suit_withdrawal",
                "recognise_settlement",
                "discontinue",
                "rule",
            )
        },
    }
    load(*(rows for rows in found.values() if isinstance(rows, QuerySet)))
    return found


@staff()
def paper(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The decision that ended the trial of second instance, as PDF."""
    case = cases.get(viewer_of(request), case_id)
    found = Discontinuance.objects.select_related("number").filter(case=case).exclude(sha256="").first()
    if found is None:
        raise not_found()
    return files.respond(found.sha256, name=f"{found.title}.pdf".replace("/", "-"))


# --- what the other pages of this domain share --------------------------------------------------------------


def take_paper(uploads: list[Any], by: Viewer, door: Any = files.PDF_ONLY) -> StoredFile | None:
    """The one file of a form, stored."""
    if not uploads:
        return None
    return files.take_in(uploads[0], name=uploads[0].name, by=by, at=clock.now(), door=door)
