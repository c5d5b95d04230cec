"""The room of the panel: questions, votes, minutes, notes. For the panel and its clerk only (BLTTDS 264)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock, files, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.design.forms import LongTextField
from toaan.judgments import actions, queries
from toaan.judgments.actions.deliberation import panel_of
from toaan.judgments.models import DeliberationMinutes, Vote


class QuestionForm(forms.Form):
    """One question for the panel."""

    question = LongTextField(
        label=gettext_lazy("Vấn đề cần biểu quyết"), rows=2, max_length=4000,
        help_text=gettext_lazy("Nêu thành một ý để đồng ý hoặc không đồng ý. Ví dụ: Chấp nhận yêu cầu đòi lại tiền đặt cọc."),
        error_messages={"required": gettext_lazy("Nhập vấn đề cần biểu quyết")},
    )  # fmt: skip


class NoteForm(forms.Form):
    """A note."""

    note = LongTextField(
        label=gettext_lazy("Ghi chú mới"), rows=3, max_length=10_000,
        error_messages={"required": gettext_lazy("Nhập nội dung ghi chú")},
    )  # fmt: skip
    shared = forms.BooleanField(
        label=gettext_lazy("Cho cả Hội đồng xét xử và Thư ký vụ án xem"), required=False
    )


@staff()
def deliberation(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Everything of the deliberation on one page; each form names its act."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    if not queries.may_read_draft(viewer, case):
        raise cases.moved_on(viewer, case) or not_found()
    shown: dict[str, Any] = {"question_form": QuestionForm(), "note_form": NoteForm()}
    refusal = None
    if request.method == "POST":
        try:
            said = _press(request, viewer, case, shown)
        except Refused as refused:
            if refused.status in (403, 404):
                raise
            refusal = refused
            for form in (shown["question_form"], shown["note_form"]):
                if form.is_bound and refused.fields:
                    show_refusal(form, refused)
        else:
            if said:
                messages.success(request, said)
                return redirect("judgments:deliberation", case.pk)
    bad = any(form.is_bound and form.errors for form in shown.values())
    status = refusal.status if refusal else 422 if bad else 200
    context = {**_context(viewer, case), **shown, "refusal": refusal}
    return render(request, "judgments/panel.html", context, status=status)


@staff()
def minutes_file(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The minutes as PDF, with the signatures given so far."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    found = DeliberationMinutes.objects.filter(case=case).first()
    if found is None or not queries.may_read_draft(viewer, case):
        raise not_found()
    return files.respond(found.file_id, name="Biên bản nghị án.pdf")


def _press(request: HttpRequest, viewer: Viewer, case: Case, shown: dict[str, Any]) -> str:
    """Do what the pressed button names; "" when its form must be mended."""
    who: dict[str, Any] = {"by": viewer, "case_id": case.pk, "at": clock.now()}
    sent = request.POST
    if sent.get("act") == "ask":
        form = shown["question_form"] = QuestionForm(sent)
        if form.is_valid():
            actions.ask(**who, text=form.cleaned_data["question"])
            return _("Đã nêu vấn đề.")
        return ""
    if sent.get("act") == "note":
        note = shown["note_form"] = NoteForm(sent)
        if note.is_valid():
            actions.write_note(**who, text=note.cleaned_data["note"], shared=note.cleaned_data["shared"])
            return _("Đã lưu ghi chú.")
        return ""
    return _simple_press(sent, who)


def _simple_press(sent: Any, who: dict[str, Any]) -> str:
    def one(name: str) -> uuid.UUID:
        try:
            return uuid.UUID(sent.get(name, ""))
        except ValueError:
            raise not_found() from None

    def vote() -> object:
        return actions.vote(
            **who,
            question_id=one("question_id"),
            answer=sent.get("answer", ""),
            opinion=sent.get("opinion", "")[:10_000],
        )

    acts: dict[str, tuple[Callable[[], object], str]] = {
        "vote": (vote, _("Đã ghi phiếu của bạn.")),
        "drop_question": (
            lambda: actions.drop_question(**who, question_id=one("question_id")),
            _("Đã rút vấn đề."),
        ),
        "drop_note": (lambda: actions.drop_note(**who, note_id=one("note_id")), _("Đã xóa ghi chú.")),
        "write": (
            lambda: actions.write_deliberation(**who),
            _("Đã lập biên bản nghị án. Mời từng thành viên ký."),
        ),
        "sign": (lambda: actions.sign_deliberation(**who), _("Đã ký biên bản nghị án.")),
    }
    if sent.get("act") not in acts:
        raise not_found()
    press, said = acts[sent["act"]]
    press()
    return said


def _context(viewer: Viewer, case: Case) -> dict[str, Any]:
    members = panel_of(case)
    minutes = DeliberationMinutes.objects.filter(case=case).select_related("file").first()
    sitting = case.can("judgments.number")
    me = viewer.post.pk if viewer.post else None
    member = me in {p.pk for p in members}
    questions = []
    for question in case.deliberation_questions.prefetch_related("votes__post__user"):
        votes = {v.post_id: v for v in question.votes.all()}
        closed = bool(members) and members[-1].pk in votes
        waiting = [p for p in members[:-1] if p.pk not in votes]
        mine = members and me == members[-1].pk
        questions.append(
            {
                "row": question,
                "votes": [(p, votes.get(p.pk)) for p in members],
                "agreed": sum(v.answer == Vote.Answer.AGREE for v in votes.values()),
                "may_vote": sitting and not minutes and member and not closed and not (mine and waiting),
                "my_turn_later": sitting and not minutes and bool(mine) and bool(waiting),
                "my_vote": votes.get(me) if me else None,
                "may_drop": not votes,
            }
        )
    signed = set(minutes.signers) if minutes else set()
    return {
        "case": case,
        "questions": questions,
        "answers": Vote.Answer.choices,
        "presides": policy.allows(viewer, "judgments.ask", case),
        "sitting": sitting,
        "minutes": minutes,
        "signers": [(p, str(p.pk) in signed) for p in members],
        "may_sign": bool(minutes) and sitting and member and str(me) not in signed,
        "notes": queries.notes_of(viewer, case),
        "me": me,
    }
