"""In the portal: a party asks for cassation or reopening, and follows what becomes of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.errors import not_found
from toaan.core.http import signed_in, viewer_of
from toaan.core.viewer import Viewer
from toaan.review import actions, queries
from toaan.review.forms import AmendForm, MineForm
from toaan.review.models import Application, Letter, Proceeding
from toaan.review.rulings import Ruling
from toaan.review.states import AMENDING
from toaan.review.views.common import sent
from toaan.review.views.desk import show_letter
from toaan.review.views.protests import show_paper
from toaan.rules import review as rule


@signed_in
def mine(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """What was asked for, and the form for asking; for what the province decided, where to send the paper."""
    viewer, case = _case(request, case_id)
    known = queries.rulings_of(case)
    ruling = next((r for r in known if str(r.pk) == request.GET.get("ve")), known[-1] if known else None)
    court = queries.competent_court(ruling) if ruling else None
    parties = queries.own_parties(viewer, case)
    choices = [(str(p.pk), f"{p.name} ({p.get_role_display().lower()})") for p in parties]
    form = None
    if ruling is not None and _begun(ruling) and court is not None and parties:
        form = MineForm(request.POST or None, parties=choices, sort=ruling.sort)
        if answer := _asked(request, viewer, ruling, form):
            return answer
    rows = list(queries.of_case(viewer, case).prefetch_related("letters__number"))
    protests = _protests(viewer, case)
    context: dict[str, Any] = {
        "case": case, "ruling": ruling, "others": [r for r in known if r is not ruling], "form": form, "court": court,
        "protests": protests, "decided": any(p.decided_on for p in protests),
        "supreme": queries.supreme_court() if ruling and court is None else None,
        "last": queries.last_day(ruling) if ruling and "cassation" in rule.grounds(ruling.sort) else None,
        "rows": [{"one": one, "letters": [x for x in one.letters.all() if x.issued]} for one in rows],
    }  # fmt: skip
    return render(request, "review/mine.html", context, status=422 if request.method == "POST" else 200)


def _begun(ruling: Ruling) -> bool:
    return ruling.effective_on is not None and ruling.effective_on <= clock.today()


@signed_in
def amend(request: HttpRequest, case_id: uuid.UUID, application_id: uuid.UUID) -> HttpResponseBase:
    """The applicant adds what the court asked for."""
    viewer, case = _case(request, case_id)
    made = queries.get(viewer, application_id)
    if made.case_id != case.pk:
        raise not_found()
    if made.state != AMENDING:
        return redirect("review:mine", case.pk)
    form = AmendForm(request.POST or None)
    answer = sent(
        request, form,
        lambda: actions.amend(by=viewer, application_id=made.pk, text=form.cleaned_data["text"], at=clock.now()),
        lambda _none: _("Đã gửi phần sửa đổi, bổ sung."), "review:mine", case.pk,
    )  # fmt: skip
    if answer:
        return answer
    context = {"case": case, "one": made, "form": form}
    return render(request, "review/amend.html", context, status=422 if request.method == "POST" else 200)


@signed_in
def my_letter(request: HttpRequest, letter_id: uuid.UUID) -> HttpResponseBase:
    """A letter of the court, for the applicant."""
    viewer = viewer_of(request)
    if viewer.post is not None:
        raise not_found()
    return show_letter(viewer, letter_id, download="tai" in request.GET)


@signed_in
def my_protest(request: HttpRequest, proceeding_id: uuid.UUID, number: int) -> HttpResponseBase:
    """The protest, or a decision that changed it, for every party of the case (336.1)."""
    viewer = viewer_of(request)
    if viewer.post is not None:
        raise not_found()
    return show_paper(viewer, proceeding_id, number)


def _asked(request: HttpRequest, viewer: Viewer, ruling: Ruling, form: MineForm) -> HttpResponseBase | None:
    def do() -> Application:
        data = form.cleaned_data
        return actions.file(
            by=viewer, judgment_id=ruling.judgment_id, decision_id=ruling.decision_id, party_id=uuid.UUID(data["party"]), kind=form.kind, ground=data["ground"],
            reason=data["reason"], at=clock.now(),
        )  # fmt: skip

    filed = _("Tòa án đã nhận đơn. Số đơn: %s.")
    return sent(request, form, do, lambda made: filed % made.number, "review:mine", ruling.case.pk)


def _protests(viewer: Viewer, case: Case) -> list[Proceeding]:
    rows = list(queries.proceedings(viewer).filter(case=case).prefetch_related("letters__number"))
    for one in rows:
        one.told = [x for x in one.letters.all() if x.issued and x.kind == Letter.Kind.DECISION]  # type: ignore[attr-defined]
    return rows


def _case(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, Case]:
    """The case as a party of it sees it."""
    viewer = viewer_of(request)
    if viewer.post is not None:
        raise not_found()
    return viewer, cases.get(viewer, case_id)
