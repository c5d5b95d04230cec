"""Pages of what the assistant learns from: words on answers before reviewers, how it is used, how well each version finds the law."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from toaan.assistant import actions, contributions, scores, usage
from toaan.assistant.contribution_forms import OrderForm, ReasonForm, WordsFilter
from toaan.assistant.finding.model import Passage
from toaan.assistant.finding.standing import open_now
from toaan.assistant.models import Feedback, Installation
from toaan.assistant.shown import word_address
from toaan.assistant.states import FEEDBACK, WAITING
from toaan.assistant.training import sources
from toaan.core import clock, policy
from toaan.core.errors import Refused
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.paging import page_of
from toaan.legislation import names
from toaan.statistics import periods

COLOURS = {WAITING: "yellow", "approved": "green", "declined": "red"}


@require_GET
@staff("page.feedback")
def listing(request: HttpRequest) -> HttpResponse:
    """What was said of answers outside cases: one's own with what became of it; for reviewers what waits and what was decided."""
    viewer = viewer_of(request)
    reviewer = contributions.reviews(viewer)
    form = WordsFilter(request.GET or None, auto_id="loc-%s")
    parts = [(contributions.MINE, _("Của tôi"))]
    if reviewer:
        parts = [(contributions.TO_REVIEW, _("Chờ xét")), (contributions.REVIEWED, _("Đã xét")), *parts]
    part = request.GET.get("muc", "")
    part = part if part in dict(parts) else parts[0][0]
    words = form.chosen("q")
    shown = page_of(request, contributions.feedback_listed(viewer, part, words, reviewer=reviewer))
    context = {
        "form": form, "parts": parts, "part": part, "narrowed": bool(words), "page_obj": shown, "reviewer": reviewer,
        "rows": _rows(list(shown)),
    }  # fmt: skip
    return render(request, "assistant/feedback.html", context)


def _rows(rows: Sequence[Feedback]) -> list[dict[str, Any]]:
    """Each word with the passage that it is about, as it may be shown today: looked up together."""
    said_of = [row for row in rows if row.place]
    passages = open_now([Passage.from_json(row.question.passages[row.place - 1]) for row in said_of])
    of = dict(zip((row.pk for row in said_of), passages, strict=True))
    return [_row(row, of.get(row.pk)) for row in rows]


def _row(row: Feedback, passage: Passage | None) -> dict[str, Any]:
    return {
        "it": row, "url": word_address(row.question_id, row.place), "passage": passage, "colour": COLOURS.get(row.review, "grey"), "state": FEEDBACK.labels[row.review],
        "articles": [_article(str(key)) for key in row.articles],
    }  # fmt: skip


def _article(key: str) -> tuple[str, str, str]:
    number, _hash, label = key.partition("#")
    return f"Điều {label} {names.short_for(number) or number}", number, label


@require_GET
@staff("page.feedback")
def feedback(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    """One word on an answer, with the question and the passage that it is about; `?doan=` names the passage."""
    viewer = viewer_of(request)
    reviewer = contributions.reviews(viewer)
    row = contributions.feedback(viewer, question_id, _place(request.GET), reviewer=reviewer)
    return _feedback(request, row, reviewer)


def _place(told: QueryDict) -> int | None:
    typed = told.get("doan", "")
    return int(typed) if re.fullmatch(r"[0-9]{1,4}", typed) else None


def _feedback(
    request: HttpRequest, row: Feedback, reviewer: bool, form: ReasonForm | None = None
) -> HttpResponse:
    viewer = viewer_of(request)
    own = viewer.user is not None and viewer.user.pk == row.by.user_id
    context = {
        **_rows([row])[0], "teaches": sources.teaches(row), "form": form or ReasonForm(), "own": own,
        "may_decide": reviewer and not own and row.review == WAITING,
    }  # fmt: skip
    return render(request, "assistant/feedback_one.html", context, status=422 if form is not None else 200)


@require_POST
@staff("page.feedback")
def accept(request: HttpRequest, question_id: uuid.UUID) -> HttpResponseBase:
    """Accept it as it was read."""
    return _decided(request, question_id, accepted=True)


@require_POST
@staff("page.feedback")
def decline(request: HttpRequest, question_id: uuid.UUID) -> HttpResponseBase:
    """Decline it with the reason."""
    return _decided(request, question_id, accepted=False)


def _decided(request: HttpRequest, question_id: uuid.UUID, *, accepted: bool) -> HttpResponseBase:
    viewer = viewer_of(request)
    reviewer = contributions.reviews(viewer)
    row = contributions.feedback(viewer, question_id, _place(request.POST), reviewer=reviewer)
    form = ReasonForm(request.POST)
    form.is_valid()
    which: dict[str, Any] = {"by": viewer, "feedback_id": row.pk, "said_at": _moment(request), "at": clock.now()}  # fmt: skip
    try:
        if accepted:
            actions.accept_feedback(**which)
        else:
            actions.decline_feedback(**which, reason=form.cleaned_data.get("ly_do") or "")
    except Refused as refusal:
        if refusal.status in (403, 404):
            raise
        if refusal.status == 422:
            show_refusal(form, refusal)
            return _feedback(request, row, reviewer, form)
        messages.warning(request, refusal.message)
        return redirect(word_address(row.question_id, row.place))
    messages.success(request, _done(row) if accepted else _("Đã ghi nhận không chấp nhận góp ý."))
    return redirect("assistant:feedback")


def _done(row: Feedback) -> str:
    if sources.teaches(row):
        return _("Đã chấp nhận góp ý; lần huấn luyện tới sẽ học.")
    return _("Đã chấp nhận góp ý.")


def _moment(request: HttpRequest) -> datetime:
    """When the word was said that the reviewer read; nonsense is a moment at which nothing was said."""
    try:
        found = parse_datetime(request.POST.get("luc", ""))
    except ValueError:
        found = None
    return found if found is not None and found.tzinfo is not None else clock.now()


@require_GET
@staff("page.feedback")
def export(request: HttpRequest) -> HttpResponseBase:
    """Accepted words and approved contributions as lines to train on, for reviewers."""
    policy.require(viewer_of(request), "assistant.accept_feedback", Installation())
    response = StreamingHttpResponse(_lines(), content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_("huan-luyen")}.jsonl"'
    return response


def _lines() -> Iterator[str]:
    for line in contributions.training_lines():
        told = {"id": line.id, "question": line.question, "articles": line.articles, "source": line.source}
        yield json.dumps(told, ensure_ascii=False) + "\n"


@require_GET
@staff("page.assistant_usage")
def used(request: HttpRequest) -> HttpResponse:
    """The counts of a month."""
    viewer = viewer_of(request)
    today = clock.today()
    asked = periods.asked({"thang": request.GET.get("thang", "")}, today)
    posts = list(usage.of_posts(clock.start_of(asked.period.start), clock.start_of(_next_day(asked.period.end))))  # fmt: skip
    courts = usage.by_court(posts)
    judges, everybody = usage.whole(courts)
    mine = next((one for one in courts if one.court_id == viewer.court_id), None)
    context = {
        "asked": asked, "months": periods.months(today, date(today.year - 1, today.month, 1)),
        "page_obj": page_of(request, courts), "judges": judges, "everybody": everybody, "mine": mine,
        "kinds": scores.kinds(mine.by_kind) if mine else [], "own": usage.own(viewer, posts), "days": usage.SERIOUS_DAYS, "few": usage.FEW,
        "share": scores.share(judges.serious, judges.people),
    }  # fmt: skip
    context["table"] = scores.courts(context["page_obj"])
    return render(request, "assistant/usage.html", context)


def _next_day(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


@require_http_methods(["GET", "POST"])
@staff("page.assistant_scores")
def measured(request: HttpRequest) -> HttpResponseBase:
    """Every version with its figures; which one answers. POST lets another one answer."""
    viewer = viewer_of(request)
    found = scores.standing()
    may_change = policy.allows(viewer, "assistant.promote", Installation())
    form = OrderForm(
        request.POST if request.method == "POST" else None, versions=scores.choices(found),
        initial={"dang_dung": found.promoted},
    )  # fmt: skip
    if request.method == "POST":
        policy.require(viewer, "assistant.promote", Installation())
        if form.is_valid():
            told = form.cleaned_data
            try:
                actions.promote(by=viewer, number=told["so"], reason=told["ly_do"], at=clock.now(), instead_of=told["dang_dung"])  # fmt: skip
            except Refused as refusal:
                if refusal.status in (403, 404):
                    raise
                show_refusal(form, refusal)
            else:
                messages.success(request, _("Đã đổi bản xếp hạng. Câu hỏi từ bây giờ dùng bản này."))
                return redirect("assistant:scores")
    shown = page_of(request, found.rows)
    context = {
        "found": found, "page_obj": shown, "table": scores.table(shown, found), "form": form, "may_change": may_change and bool(found.rows),
        "waiting": scores.to_learn(),
    }  # fmt: skip
    return render(request, "assistant/scores.html", context, status=422 if form.errors else 200)
