"""Late appeals: sent by a party in the portal, sent on by the clerk (kháng cáo quá hạn: BLTTDS 275)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock, policy, rules_in_force
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, signed_in, staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.judgments import actions, queries
from toaan.judgments.forms import ForwardForm, LateAppealForm
from toaan.judgments.models import Judgment, LateAppeal
from toaan.judgments.views.case import TAB
from toaan.rules.appeal import LATE


@signed_in
def late_appeal(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """A party whose period is over says why, what of the judgment is wrong, and proves it."""
    viewer = viewer_of(request)
    judgment = queries.judgment_of(viewer, cases.get(viewer, case_id))
    if judgment is None or not judgment.is_pronounced or viewer.post is not None:
        raise not_found()
    standings = queries.standings(viewer, judgment, clock.today())
    missed = [s.party for s in standings if s.is_missed]
    if request.method == "POST" and not missed and any(s.late for s in standings):
        return redirect("judgments:late_appeal", case_id)  # the same press twice
    form = LateAppealForm(
        request.POST or None, request.FILES or None, parts=list(judgment.parts.all()), parties=missed
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.file_late_appeal(
                by=viewer,
                judgment_id=judgment.pk,
                party_id=uuid.UUID(data["party"]),
                part_ids=data["parts"],
                ground=data["ground"],
                reason=data["reason"],
                uploads=data["proofs"],
                at=clock.now(),
            )
        except Refused as found:
            refusal = found
            if found.code.startswith("file."):
                form.add_error("proofs", found.message)
                refusal = None
        else:
            messages.success(request, _("Đã gửi đơn kháng cáo quá hạn và bản tường trình đến Tòa án."))
            return redirect("judgments:late_appeal", case_id)
    status = refusal.status if refusal else 422 if request.method == "POST" else 200
    return page(request, judgment, standings, form if missed else None, refusal=refusal, status=status)


def page(
    request: HttpRequest,
    judgment: Judgment,
    standings: list[queries.Standing],
    form: LateAppealForm | None,
    *,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; also the answer to an ordinary appeal that came too late, with what was typed there."""
    context = {
        "case": judgment.case,
        "judgment": judgment,
        "form": form,
        "refusal": refusal,
        "standings": standings,
        "missed": [s for s in standings if s.is_missed],
        "still_open": [s for s in standings if s.is_open],
        "delivered": queries.is_delivered_to(viewer_of(request), judgment),
        "above": queries.appellate_court(judgment),
        "limit": rules_in_force.time_limit(LATE, clock.today()).words(),
    }
    return render(request, "judgments/late_appeal.html", context, status=status)


@staff()
def forward(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Late appeals of a case; its clerk notes the day on which one went to the appellate court."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    judgment = queries.judgment_of(viewer, case)
    if judgment is None or not judgment.is_pronounced:
        raise not_found()
    rows = judgment.late_appeals.select_related("party", "sent_by__user").prefetch_related("parts")
    sending = Sending(actions.forward_late_appeal, "judgments:late_appeals", TAB, _("Về mục Bản án"))
    may = policy.allows(viewer, "judgments.forward_late_appeal", judgment)
    return sending.page(request, case, list(rows), judgment=judgment, may_forward=may)


@dataclass(frozen=True)
class Sending:
    """The page on which the clerk notes when late appeals, against a judgment or a decision, went up (275.1)."""

    act: Callable[..., Any]
    here: str
    tab: str
    back_label: str

    def page(
        self, request: HttpRequest, case: Case, rows: Sequence[LateAppeal], **more: Any
    ) -> HttpResponseBase:
        """The late appeals, each not yet sent with a form of its own."""
        refused = None
        if request.method == "POST":
            refused = ForwardForm(request.POST)
            if refused.is_valid() and self._sent(viewer_of(request), refused, rows):
                messages.success(request, _("Đã ghi ngày gửi kháng cáo quá hạn cho Tòa án cấp phúc thẩm."))
                return redirect(self.here, case.pk)
        context: dict[str, Any] = {
            **case_page.header(viewer_of(request), case, self.tab),
            "form": refused,
            "rows": [
                (one, refused if refused and refused.data.get("late") == str(one.pk) else _empty(one.pk))
                for one in rows
            ],
            "back": self.tab,
            "back_label": self.back_label,
            **more,
        }
        return render(request, "judgments/late_appeals.html", context, status=422 if refused else 200)

    def _sent(self, viewer: Viewer, form: ForwardForm, rows: Sequence[LateAppeal]) -> bool:
        data = form.cleaned_data
        if data["late"] not in {one.pk for one in rows}:
            raise not_found()
        try:
            self.act(by=viewer, late_id=data["late"], sent_on=data["sent_on"], at=clock.now())
        except Refused as refusal:
            if refusal.status == 403:
                raise
            show_refusal(form, refusal)
            return False
        return True


def _empty(late_id: uuid.UUID) -> ForwardForm:
    return ForwardForm(
        initial={"late": late_id, "sent_on": clock.today()}, auto_id=f"id_%s_{late_id.hex[:8]}"
    )
