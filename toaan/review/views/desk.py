"""The desk of the court that may protest: its applications, one of them, and each step."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.core import clock, files, policy
from toaan.core.errors import not_found
from toaan.core.http import staff, viewer_of
from toaan.core.models import Post
from toaan.core.roles import JUDGES
from toaan.core.viewer import Viewer
from toaan.review import actions, queries
from toaan.review.forms import (
    AmendForm,
    DeliveryForm,
    ExaminerForm,
    PaperForm,
    ProtestForm,
    ReportForm,
    TextForm,
)
from toaan.review.models import Application, Proceeding
from toaan.review.states import APPLICATION
from toaan.review.views.common import sent, taken_in
from toaan.review.views.finding import find_ruling

STEPS: dict[str, tuple[str, Any, Any]] = {
    "phan-cong": ("review.assign_examiner", gettext_lazy("Phân công nghiên cứu"), ExaminerForm),
    "yeu-cau-bo-sung": ("review.require_amendment", gettext_lazy("Yêu cầu sửa đổi, bổ sung"), TextForm),
    "bo-sung": ("review.amend", gettext_lazy("Nhập phần sửa đổi, bổ sung"), AmendForm),
    "yeu-cau-ho-so": ("review.request_file", gettext_lazy("Yêu cầu chuyển hồ sơ"), TextForm),
    "hoan-thi-hanh": ("review.ask_postponement", gettext_lazy("Yêu cầu hoãn thi hành"), TextForm),
    "tra-lai": ("review.return_application", gettext_lazy("Trả lại đơn"), TextForm),
    "bao-cao": ("review.report", gettext_lazy("Báo cáo kết quả nghiên cứu"), ReportForm),
    "khong-khang-nghi": ("review.decline", gettext_lazy("Thông báo không kháng nghị"), TextForm),
    "khang-nghi": ("review.protest", gettext_lazy("Kháng nghị"), ProtestForm),
}
"""Word in the address → act, its name, its form."""
ACTS: dict[str, Callable[..., object]] = {
    "review.assign_examiner": actions.assign_examiner,
    "review.require_amendment": actions.require_amendment, "review.amend": actions.amend,
    "review.return_application": actions.return_application, "review.report": actions.report,
    "review.decline": actions.decline, "review.protest": actions.protest,
    "review.request_file": actions.request_file, "review.ask_postponement": actions.ask_postponement,
}  # fmt: skip


@staff("page.review")
def listed(request: HttpRequest) -> HttpResponseBase:
    """Applications that came to this court, the newest first."""
    viewer = viewer_of(request)
    context = {
        "rows": list(queries.visible_to(viewer)[:200]),
        "may_file": _may_file(viewer),
        "at_committee": queries.at_committee(viewer),
        "protests": list(queries.proceedings(viewer)[:200]),
        "files": list(queries.files(viewer).filter(returned_on=None)[:200]),
    }
    return render(request, "review/list.html", context)


@staff("page.review")
def one(request: HttpRequest, application_id: uuid.UUID) -> HttpResponseBase:
    """One application: where it stands and what may be done."""
    viewer = viewer_of(request)
    made = queries.get(viewer, application_id)
    context = {
        "one": made,
        "steps": [(slug, title) for slug, (act, title, _form) in STEPS.items() if _may(viewer, made, act)],
        "letters": queries.letters(made),
        "may_deliver": policy.allows(viewer, "review.record_delivery", made),
        "last": actions.last_day_to_protest(made),
        "file": actions.file_above(made.case),
        "protest": Proceeding.objects.filter(application=made).first(),
        "last_extended": actions.last_day_to_protest(made, extended=True),
    }
    return render(request, "review/one.html", context)


@staff("page.review")
def step(request: HttpRequest, application_id: uuid.UUID, step: str) -> HttpResponseBase:
    """One step on its own page."""
    viewer = viewer_of(request)
    made = queries.get(viewer, application_id)
    if step not in STEPS:
        raise not_found()
    act, title, _form = STEPS[step]
    policy.require(viewer, act, made)
    if not _may(viewer, made, act):
        return redirect("review:one", made.pk)
    form = _form_of(step, made, request.POST or None)

    def do() -> None:
        data = dict(form.cleaned_data)
        if act == "review.assign_examiner":
            data = {"post_id": uuid.UUID(data["post"])}
        ACTS[act](by=viewer, application_id=made.pk, at=clock.now(), **data)

    answer = sent(request, form, do, lambda _none: _("Đã ghi: %s.") % title, "review:one", made.pk)
    return answer or _page(request, form, title, made)


@staff("page.review")
def deliver(request: HttpRequest, letter_id: uuid.UUID) -> HttpResponseBase:
    """The clerk notes when a letter went out and arrived."""
    viewer = viewer_of(request)
    letter = queries.letter(viewer, letter_id)
    made = letter.about
    back = "review:protest" if isinstance(made, Proceeding) else "review:one"
    policy.require(viewer, "review.record_delivery", made)
    form = DeliveryForm(
        request.POST or None, initial={"sent_on": letter.sent_on, "received_on": letter.received_on}
    )
    answer = sent(
        request, form, lambda: actions.record_delivery(by=viewer, letter_id=letter.pk, at=clock.now(), **form.cleaned_data),
        lambda _none: _("Đã ghi việc gửi văn bản."), back, made.pk,
    )  # fmt: skip
    return answer or _page(request, form, letter.title, made, button=_("Ghi nhận"))


@staff("page.review")
def receive(request: HttpRequest) -> HttpResponseBase:
    """The clerk takes in a paper: first which judgment or decision, then the application."""
    viewer = viewer_of(request)
    if not _may_file(viewer):
        policy.require(viewer, "review.file", Application())
    ruling, answer = find_ruling(request, viewer, title=_("Nhận đơn đề nghị"))
    if ruling is None:
        return answer
    choices = [(str(p.pk), f"{p.name} ({p.get_role_display().lower()})") for p in ruling.case.parties.all()]
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        parties=choices,
        sort=ruling.sort,
        initial={"sent_on": clock.today()},
    )

    def do() -> Application:
        data = form.cleaned_data
        return actions.file(
            by=viewer, judgment_id=ruling.judgment_id, decision_id=ruling.decision_id, party_id=uuid.UUID(data["party"]), kind=form.kind, ground=data["ground"],
            reason=data["reason"], channel=data["channel"], sent_on=data["sent_on"], paper=taken_in(data["paper"], viewer),
            at=clock.now(),
        )  # fmt: skip

    entered = _("Đã vào sổ đơn đề nghị số %s.")
    if gone := sent(request, form, do, lambda made: entered % made.number, "review:one"):
        return gone
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "title": _("Nhận đơn đề nghị"), "ruling": ruling}
    return render(request, "review/form.html", context, status=status)


@staff("page.review")
def letter(request: HttpRequest, letter_id: uuid.UUID) -> HttpResponseBase:
    """A letter or the protest, signed."""
    return show_letter(viewer_of(request), letter_id, download="tai" in request.GET)


@staff("page.review")
def paper(request: HttpRequest, application_id: uuid.UUID) -> HttpResponseBase:
    """The application as a paper."""
    made = queries.get(viewer_of(request), application_id)
    if not made.sha256:
        raise not_found()
    return files.respond(made.sha256, name=f"Đơn đề nghị {made.number}.pdf".replace("/", "-"))


def show_letter(viewer: Viewer, letter_id: uuid.UUID, *, download: bool) -> HttpResponseBase:
    """The signed PDF as an answer, on either face."""
    found = queries.letter(viewer, letter_id)
    return files.respond(found.sha256, name=f"{found.title}.pdf".replace("/", "-"), download=download)


def _may(viewer: Viewer, made: Application, act: str) -> bool:
    if act == "review.request_file" and actions.file_above(made.case) is not None:
        return False
    return APPLICATION.can(act, made.state) and policy.allows(viewer, act, made)


def _may_file(viewer: Viewer) -> bool:
    """A clerk of a court whose president may protest."""
    return queries.at_committee(viewer) and policy.allows(
        viewer, "review.file", Application(court=viewer.court)
    )


def _form_of(step: str, made: Application, data: Any) -> forms.Form:
    if step == "phan-cong":
        held = Post.objects.held_at(clock.now()).filter(court=made.court, kind__in=[r.value for r in JUDGES])
        sat = set(made.case.assignments.values_list("post__user_id", flat=True))
        posts = [
            (str(p.pk), f"{p.user.full_name}, {p.title}")
            for p in held.select_related("user")
            if p.user_id not in sat
        ]
        return ExaminerForm(data, posts=posts)
    if step == "khang-nghi":
        return ProtestForm(
            data, kind=made.kind, sort=made.ruling.sort,
            initial={"ground": made.ground, "scope": f"toàn bộ {made.ruling.noun}"},
        )  # fmt: skip
    form: forms.Form = STEPS[step][2](data)
    return form


def _page(
    request: HttpRequest, form: forms.Form, title: Any, made: Application | Proceeding, *, button: str = ""
) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    word = "protest" if isinstance(made, Proceeding) else "one"
    context = {"form": form, "title": title, word: made, "button": button}
    return render(request, "review/form.html", context, status=status)
