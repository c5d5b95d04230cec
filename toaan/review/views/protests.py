"""The desk: a judgment or decision under protest and its steps, the file on its way, the tab of the case page."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.core import clock, files, policy
from toaan.core.errors import not_found
from toaan.core.http import staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.review import actions, queries
from toaan.review.forms import (
    CameForm,
    ChangeForm,
    EnterChangeForm,
    EnterWithdrawalForm,
    PaperProtestForm,
    ReceiveFileForm,
    ReturnFileForm,
    SendFileForm,
    SentForm,
    TextForm,
)
from toaan.review.models import CaseFile, Proceeding
from toaan.review.states import PROCEEDING, UNDER_WAY
from toaan.review.views import sessions
from toaan.review.views.common import sent, taken_in
from toaan.review.views.finding import find_ruling

TAB = "review:case"
PRESIDENTS = frozenset(
    {"review.send_to_procuracy", "review.change_protest", "review.stay", "review.withdraw_protest"}
)
PROCURACYS = frozenset({"review.enter_change", "review.enter_withdrawal"})
"""Acts that belong to one author of a protest alone."""
STEPS: dict[str, tuple[str, Any, Any]] = {
    "gui-vien-kiem-sat": ("review.send_to_procuracy", gettext_lazy("Gửi Viện kiểm sát nghiên cứu"), SentForm),
    "nhan-ho-so": ("review.take_in_file", gettext_lazy("Nhận kháng nghị kèm hồ sơ"), CameForm),
    "thay-doi": ("review.change_protest", gettext_lazy("Thay đổi, bổ sung kháng nghị"), ChangeForm),
    "tam-dinh-chi": ("review.stay", gettext_lazy("Tạm đình chỉ thi hành"), TextForm),
    "rut": ("review.withdraw_protest", gettext_lazy("Rút kháng nghị"), TextForm),
    "nhap-thay-doi": ("review.enter_change", gettext_lazy("Nhập quyết định khác của Viện kiểm sát"), EnterChangeForm),
    "nhap-rut": ("review.enter_withdrawal", gettext_lazy("Nhập quyết định rút kháng nghị"), EnterWithdrawalForm),
    "dinh-chi": ("review.end_trial", gettext_lazy("Đình chỉ xét xử"), TextForm),
}  # fmt: skip
"""Word in the address → act, its name, its form."""
ACTS: dict[str, Callable[..., object]] = {
    "review.send_to_procuracy": actions.send_to_procuracy, "review.take_in_file": actions.take_in_file,
    "review.change_protest": actions.change_protest, "review.stay": actions.stay,
    "review.withdraw_protest": actions.withdraw_protest, "review.end_trial": actions.end_trial,
}  # fmt: skip
FILE_STEPS: dict[str, tuple[Any, Any, Callable[..., object]]] = {
    "review.send_file": (gettext_lazy("Gửi hồ sơ vụ án"), SendFileForm, actions.send_file),
    "review.receive_file": (gettext_lazy("Nhận hồ sơ vụ án"), ReceiveFileForm, actions.receive_file),
    "review.return_file": (gettext_lazy("Trả hồ sơ vụ án"), ReturnFileForm, actions.return_file),
}


@staff("page.review")
def protest(request: HttpRequest, proceeding_id: uuid.UUID) -> HttpResponseBase:
    """One judgment or decision under protest: where it stands, what it waits for, what may be done."""
    viewer = viewer_of(request)
    made = queries.proceeding(viewer, proceeding_id)
    context = {
        "one": made,
        "here": made.court_id == viewer.court_id,
        "steps": [(slug, title) for slug, (act, title, _form) in STEPS.items() if may(viewer, made, act)],
        "session_steps": sessions.steps_for(viewer, made),
        **sessions.about_session(made),
        "may_again": made.again_id is None
        and actions.can_try_again(made)
        and policy.allows(viewer, "review.accept_again", made.case),
        "letters": queries.letters(made),
        "may_deliver": policy.allows(viewer, "review.record_delivery", made),
        "file": actions.file_above(made.case),
        "overdue": made.open_by is not None and made.state in UNDER_WAY and clock.today() > made.open_by,
    }
    return render(request, "review/protest.html", context)


@staff("page.review")
def protest_step(request: HttpRequest, proceeding_id: uuid.UUID, step: str) -> HttpResponseBase:
    """One step on its own page."""
    viewer = viewer_of(request)
    made = queries.proceeding(viewer, proceeding_id)
    if step not in STEPS:
        raise not_found()
    act, title, form_class = STEPS[step]
    policy.require(viewer, act, made)
    if not may(viewer, made, act):
        return redirect("review:protest", made.pk)
    initial = {"scope": made.scope, "proposal": made.proposal, "what": "change"}
    form: forms.Form = form_class(request.POST or None, request.FILES or None, initial=initial)
    answer = sent(
        request, form, lambda: _do(viewer, made, act, dict(form.cleaned_data)),
        lambda _none: _("Đã ghi: %s.") % title, "review:protest", made.pk,
    )  # fmt: skip
    return answer or _page(request, form, title, made, "review:protest")


@staff("page.review")
def receive_protest(request: HttpRequest) -> HttpResponseBase:
    """The clerk enters a protest of the procuracy: first which judgment or decision, then the protest."""
    viewer = viewer_of(request)
    own = Proceeding(court=viewer.court) if queries.at_committee(viewer) else Proceeding()
    policy.require(viewer, "review.enter_protest", own)
    ruling, answer = find_ruling(request, viewer, title=_("Nhận kháng nghị của Viện kiểm sát"))
    if ruling is None:
        return answer
    form = PaperProtestForm(
        request.POST or None, request.FILES or None, sort=ruling.sort, initial={"scope": f"toàn bộ {ruling.noun}"}
    )  # fmt: skip

    def do() -> Proceeding:
        data = {**form.cleaned_data, "paper": taken_in(form.cleaned_data["paper"], viewer)}
        said = actions.Protesting(kind=form.kind, **data)
        return actions.enter_protest(
            by=viewer,
            judgment_id=ruling.judgment_id,
            decision_id=ruling.decision_id,
            said=said,
            at=clock.now(),
        )

    entered = _("Đã vào sổ kháng nghị số %s.")
    if gone := sent(request, form, do, lambda made: entered % made.protest_number, "review:protest"):
        return gone
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "title": _("Nhận kháng nghị của Viện kiểm sát"), "ruling": ruling}
    return render(request, "review/form.html", context, status=status)


@staff("page.review")
def file(request: HttpRequest, file_id: uuid.UUID) -> HttpResponseBase:
    """The file on its way, and the one step that this viewer may do with it now."""
    viewer = viewer_of(request)
    found = queries.file(viewer, file_id)
    act = next_of_file(found)
    if not act or not policy.allows(viewer, act, found):
        if request.method == "POST" and act:
            policy.require(viewer, act, found)
        return render(request, "review/file.html", {"file": found, "here": found.court_id == viewer.court_id})
    title, form_class, do = FILE_STEPS[act]
    form = form_class(request.POST or None)
    answer = sent(
        request, form, lambda: do(by=viewer, file_id=found.pk, at=clock.now(), **form.cleaned_data),
        lambda _none: _("Đã ghi: %s.") % title, "review:file", found.pk,
    )  # fmt: skip
    if answer:
        return answer
    context = {"file": found, "form": form, "title": title, "here": found.court_id == viewer.court_id}
    return render(request, "review/file.html", context, status=422 if request.method == "POST" else 200)


@staff("page.review")
def protest_paper(request: HttpRequest, proceeding_id: uuid.UUID, number: int) -> HttpResponseBase:
    """The protest itself (0), or the decision of that number that changed it."""
    return show_paper(viewer_of(request), proceeding_id, number)


@staff()
def tab(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """On the page of the case whose judgment or decision is under protest: the protests, the file, what became of them."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    context = {
        **case_page.header(viewer, case, TAB),
        "rows": queries.proceedings(viewer).filter(case=case),
        "files": queries.files(viewer).filter(case=case),
    }
    return render(request, "review/case.html", context)


def may(viewer: Viewer, made: Proceeding, act: str) -> bool:
    """Whether the act has a place now, and belongs to this viewer and this author of a protest."""
    if (act in PRESIDENTS and not made.by_president) or (act in PROCURACYS and made.by_president):
        return False
    if act == "review.take_in_file" and made.by_president and made.to_procuracy_on is None:
        return False
    if act == "review.stay" and made.stayed_on is not None:
        return False
    return PROCEEDING.can(act, made.state) and policy.allows(viewer, act, made)


def next_of_file(found: CaseFile) -> str:
    """The act that the file waits for; empty when none."""
    if found.returned_on is not None:
        return ""
    if found.received_on is not None:
        needed = Proceeding.objects.filter(case=found.case_id, state__in=UNDER_WAY).exists()
        return "" if needed else "review.return_file"
    return "review.send_file" if found.sent_on is None else "review.receive_file"


def show_paper(viewer: Viewer, proceeding_id: uuid.UUID, number: int) -> HttpResponseBase:
    """A paper of a protest, on either face."""
    made = queries.proceeding(viewer, proceeding_id)
    kept = [{"sha256": made.sha256, "number": made.protest_number}, *made.changes]
    if not 0 <= number < len(kept):
        raise not_found()
    name = f"Quyết định {kept[number]['number']}.pdf".replace("/", "-")
    return files.respond(kept[number]["sha256"], name=name)


def _do(viewer: Viewer, made: Proceeding, act: str, data: dict[str, Any]) -> None:
    if act in PROCURACYS:
        data["paper"] = taken_in(data["paper"], viewer)
        said = actions.Paper(what=data.pop("what", "withdrawal"), **data)
        enter = actions.enter_change if act == "review.enter_change" else actions.enter_withdrawal
        enter(by=viewer, proceeding_id=made.pk, said=said, at=clock.now())
        return
    ACTS[act](by=viewer, proceeding_id=made.pk, at=clock.now(), **data)


def _page(request: HttpRequest, form: forms.Form, title: Any, made: Proceeding, back: str) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "title": title, "protest": made, "back": back}
    return render(request, "review/form.html", context, status=status)
