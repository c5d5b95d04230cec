"""At the counter: whoever takes in papers finds what an appeal is against; one that comes after the period is taken in
here with its reason and proofs (BLTTDS 274.2, 275.1), one in time on the page of the judgment or the decision."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.appeals import actions, finding
from toaan.appeals.decisions.forms import PaperLateAppealForm
from toaan.appeals.late_forms import LateOnPaper, PaperLateJudgmentAppealForm
from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.course.actions import Intake
from toaan.course.models import CourseDecision
from toaan.course.views.case import appeal_links
from toaan.course.views.challenging import paper_of, requested
from toaan.judgments import actions as judgments
from toaan.judgments import queries
from toaan.judgments.models import Judgment
from toaan.judgments.views.case import ways_in

DONE = frozenset({"late_appeal.already", "appeal.already"})


@staff("page.appeal_counter")
def find(request: HttpRequest) -> HttpResponseBase:
    """The judgment or the decision that an appeal is against, by its number, that of the case, or a party."""
    viewer = viewer_of(request)
    words = request.GET.get("q", "").strip()[:200]
    judged, decided = finding.challengeable(viewer, words)
    rows = [_judgment_row(viewer, one) for one in judged[: finding.SHOWN]]
    rows += [_decision_row(viewer, one) for one in decided[: finding.SHOWN]]
    more = len(judged) > finding.SHOWN or len(decided) > finding.SHOWN
    return render(request, "appeals/counter.html", {"words": words, "rows": rows, "more": more})


def _judgment_row(viewer: Viewer, judgment: Judgment) -> dict[str, Any]:
    case = judgment.case
    in_time, late = ways_in(viewer, judgment)
    wanted = (
        (in_time, "judgments:record_appeal", _("Nhận đơn kháng cáo")),
        (late, "appeals:take_late", _("Nhận đơn kháng cáo quá hạn")),
    )
    links = [{"url": reverse(name, args=[case.pk]), "label": label} for now, name, label in wanted if now]
    return {
        "title": str(judgment), "url": reverse("judgments:case", args=[case.pk]), "day": judgment.pronounced_on,
        "case": case, "links": links, "may": policy.allows(viewer, "judgments.record_appeal", judgment),
    }  # fmt: skip


def _decision_row(viewer: Viewer, decision: CourseDecision) -> dict[str, Any]:
    case = decision.case
    return {
        "title": decision.title, "url": reverse("course:case", args=[case.pk]), "day": decision.decided_on,
        "case": case, "links": appeal_links(viewer, case, decision),
        "may": policy.allows(viewer, "course.record_appeal", decision),
    }  # fmt: skip


@staff()
def of_judgment(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Against the judgment: which parts of it, too."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    judgment = queries.judgment_of(viewer, case)
    if judgment is None or not judgment.is_pronounced:
        raise not_found()
    policy.require(viewer, "judgments.file_late_appeal", judgment)
    form = PaperLateJudgmentAppealForm(
        request.POST or None, request.FILES or None, parts=list(judgment.parts.all()), parties=list(case.parties.all()),
        initial={"received_on": clock.today()},
    )  # fmt: skip

    def file(intake: Intake, at: datetime) -> None:
        data = form.cleaned_data
        judgments.file_late_appeal(
            by=viewer, judgment_id=judgment.pk, party_id=uuid.UUID(data["party"]), part_ids=data["parts"],
            ground=data["ground"], reason=data["reason"], uploads=data["proofs"], intake=intake, at=at,
        )  # fmt: skip

    counter = Counter(
        case, str(judgment), judgment.periods.select_related("party"), tab="judgments:case",
        listed="judgments:late_appeals", in_time=reverse("judgments:record_appeal", args=[case.pk]),
    )  # fmt: skip
    return counter.answer(request, form, file)


@staff()
def of_decision(request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponseBase:
    """Against a decision that suspended or ended the case, or settled the request."""
    viewer, case, decision = requested(request, case_id, decision_id)
    policy.require(viewer, "appeals.file_late_appeal", decision)
    form = PaperLateAppealForm(
        request.POST or None, request.FILES or None, parties=list(case.parties.all()),
        initial={"received_on": clock.today()},
    )  # fmt: skip

    def file(intake: Intake, at: datetime) -> None:
        actions.file_late_appeal(
            by=viewer, decision_id=decision.pk, wish=form.wish, uploads=form.cleaned_data["proofs"], intake=intake, at=at,
        )  # fmt: skip

    counter = Counter(
        case, decision.title, decision.periods.select_related("party"), tab="appeals:decisions",
        listed="appeals:late_decisions", in_time=reverse("course:record_appeal", args=[case.pk, decision.pk]),
    )  # fmt: skip
    return counter.answer(request, form, file)


@dataclass(frozen=True)
class Counter:
    """What is challenged, and the pages around: the tab, the late appeals of the case, the ordinary way."""

    case: Case
    challenged: str
    periods: Iterable[Any]
    tab: str
    listed: str
    in_time: str

    def answer(
        self, request: HttpRequest, form: LateOnPaper, file: Callable[[Intake, datetime], None]
    ) -> HttpResponseBase:
        """The form, or what became of it; a day within the period leads to the ordinary form with all that was typed."""
        early = False
        if request.method == "POST" and form.is_valid():
            data, at = form.cleaned_data, clock.now()
            try:
                file(
                    Intake(
                        data["received_on"], data["channel"], paper_of(data["paper"], viewer_of(request), at)
                    ),
                    at,
                )
            except Refused as refusal:
                if refusal.status in (403, 404):
                    raise
                if refusal.code in DONE:
                    messages.info(request, refusal.message)
                    return redirect(self.listed, self.case.pk)
                early = refusal.code == "late_appeal.in_time"
                if refusal.code.startswith("file."):
                    form.add_error("proofs", refusal.message)
                else:
                    show_refusal(form, refusal)
            else:
                messages.success(
                    request,
                    _("Đã nhận đơn kháng cáo quá hạn. Thư ký vụ án gửi đơn cho Tòa án cấp phúc thẩm."),
                )
                return redirect(self.listed, self.case.pk)
        context = {
            **case_page.header(viewer_of(request), self.case, self.tab), "form": form, "challenged": self.challenged,
            "periods": self.periods, "back": self.tab, "in_time": self.in_time, "early": early,
        }  # fmt: skip
        return render(request, "appeals/take_late.html", context, status=422 if form.is_bound else 200)
