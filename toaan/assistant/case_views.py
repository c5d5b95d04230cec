"""The assistant in a case: ask, read the answer, what it suggests unasked, the plan of work. For who sits on the case, nobody else."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from toaan.assistant import actions, case_context, queries, shown
from toaan.assistant import articles as index
from toaan.assistant.finding import cases, laws
from toaan.assistant.finding.model import LAW, Passage, Wish
from toaan.assistant.forms import AskedFilter, CaseAskForm, RatingForm
from toaan.assistant.models import Question
from toaan.assistant.suggesting import case as suggesting
from toaan.assistant.suggesting.plan import DONE, Line
from toaan.cases import overview, page
from toaan.cases.faces import open_case
from toaan.cases.models import Assignment, Case, Deadline
from toaan.cases.states import STRUCK_OUT, SUSPENDED
from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.paging import page_of as paged
from toaan.core.together import load
from toaan.core.viewer import Viewer
from toaan.engines.similar import Asked
from toaan.legislation import queries as laws_here
from toaan.rules.model import vi_date

TAB = "assistant:case"
BESIDE = 4
"""Judgments beside the file; the page behind has more."""
RECENT = 12
"""Earlier questions beside the box."""
KEPT = 60 * 60 * 12
"""Seconds for which the articles that were found for a case are kept; another index or order, other claims or another day are another key."""


def _case(request: HttpRequest, case_id: uuid.UUID) -> Case:
    """The case, for its panel and its clerk (BLTTDS 264: what is asked belongs to the deliberation).

    Raises:
        Refused: "not_found", "not_allowed".
    """
    case = open_case(request, case_id)
    policy.require(viewer_of(request), "assistant.ask_in_case", case)
    return case


@require_http_methods(["GET", "POST"])
@staff("page.assistant")
def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The tab: the box, what the case calls for, the latest answer."""
    one, viewer = _case(request, case_id), viewer_of(request)
    form = None
    if request.method == "POST":
        form = CaseAskForm(request.POST)
        if form.is_valid():
            try:
                made = actions.ask(by=viewer, wish=form.wish(clock.today()), at=clock.now(), case_id=one.pk)
            except Refused as refusal:
                if refusal.status != 422:
                    raise
                show_refusal(form, refusal)
            else:
                return redirect("assistant:case_question", one.pk, made.pk)
    return _tab(request, one, form=form, status=422 if form is not None else 200)


@require_GET
@staff("page.assistant")
def question(request: HttpRequest, case_id: uuid.UUID, question_id: uuid.UUID) -> HttpResponse:
    """One question of the case with its answer."""
    one = _case(request, case_id)
    asked = queries.get(viewer_of(request), question_id)
    if asked.case_id != one.pk:
        raise not_found()
    return _tab(request, one, asked=asked, rating=RatingForm(day=asked.facts_on))


def answered(request: HttpRequest, asked: Question, rating: RatingForm, status: int) -> HttpResponse:
    """The same with a word on the answer that could not be taken."""
    if asked.case_id is None:
        raise not_found()
    return _tab(request, _case(request, asked.case_id), asked=asked, rating=rating, status=status)


def _tab(
    request: HttpRequest, one: Case, *, form: CaseAskForm | None = None, asked: Question | None = None, rating: RatingForm | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    viewer, chosen = viewer_of(request), asked is not None
    earlier, petition = queries.of_case(viewer, one)[: RECENT + 1], case_context.petitions(viewer, one)
    latest, mine = queries.latest_of_case(viewer, one)
    events, ahead, procurators = suggesting.asked_for_plan(viewer, one)
    rows, versions = suggesting.asked_for_articles(one)
    load(earlier, petition, ahead, *(() if chosen else (latest, mine, events, procurators, rows, versions)))
    context = case_context.of(one, list(petition), list(ahead))
    words = {}
    if asked is not None:
        words = queries.feedback_of(viewer, asked)
    elif form is None and latest:
        asked = latest[0]
        rating = RatingForm(day=asked.facts_on)
        words = {row.place: row for row in mine if row.question_id == asked.pk}
    if form is None:
        form = CaseAskForm.again(asked, clock.today()) if asked and chosen else CaseAskForm(
            initial={"cau_hoi": request.GET.get("cau_hoi", "")[: actions.LONGEST], "ngay": context.facts.day if context.facts else None}
        )  # fmt: skip
    told: dict[str, Any] = {
        **page.header(viewer, one, TAB), "form": form, "context": context, "earlier": list(earlier)[:RECENT], "more": len(earlier) > RECENT,
        "question": asked, "chosen": chosen, "rating": rating,
    }  # fmt: skip
    if asked is not None and rating is not None:
        passages = shown.passages(asked, words)
        told |= {
            "passages": passages, "summary": shown.summary(asked, passages), "rated_place": rating.data.get("doan", "") if rating.is_bound else "",
            "may_draft": one.can("judgments.save_draft") and policy.allows(viewer, "judgments.save_draft", one),
        }  # fmt: skip
    if not chosen:
        lines = suggesting.plan(one, events, ahead, list(procurators))
        places = {tab["url"] for tab in told["case_header"]["tabs"]}
        told |= _suggested(
            viewer, one, context, lines=lines, known=laws_here.together(rows, versions), places=places
        )
    return render(request, "assistant/case.html", told, status=status)


def _suggested(
    viewer: Viewer, one: Case, context: case_context.Context, *, lines: list[Line], known: dict[str, laws_here.Known], places: Collection[str],
) -> dict[str, Any]:  # fmt: skip
    """What the case calls for, unasked. Of one that was struck out the overview says what is still to be done: no work is suggested."""
    day = context.facts.day if context.facts else clock.today()
    over = one.state in STRUCK_OUT
    return {
        "shelves": suggesting.shelves(one, known, day), "facts_on": day, "deadlines": overview.deadlines(one),
        "next": None if over else page.next_step(viewer, one), "acts": suggesting.acts_now(viewer, one, places),
        "papers": suggesting.papers(one, suggesting.in_hand(lines), places),
    }  # fmt: skip


@require_GET
@staff("page.assistant")
def asked(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Everything that was asked in the case, by whom."""
    one, viewer = _case(request, case_id), viewer_of(request)
    form = AskedFilter(request.GET or None)
    words = form.chosen("q")
    rows = paged(request, queries.words_of_case(viewer, one, words))
    context = {**page.header(viewer, one, TAB), "form": form, "page_obj": rows, "narrowed": bool(words)}
    return render(request, "assistant/case_asked.html", context)


@require_GET
@staff("page.assistant")
def articles(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Articles that the index finds for the words of the claims, on the day of the facts."""
    one, viewer = _case(request, case_id), viewer_of(request)
    petition = case_context.petitions(viewer, one)
    context = case_context.of(one, list(petition), ())
    day = context.facts.day if context.facts else clock.today()
    ready = index.ready(clock.today())
    found = _found(one, day, ready)
    told = {
        **page.header(viewer, one, TAB), "facts_on": day, "state": ready.state, "words": _words(one),
        "passages": [(passage, shown.address_of(passage, day), shown.standing_of(passage, day)) for passage in found],
    }  # fmt: skip
    return render(request, "assistant/case_articles.html", told)


@require_GET
@staff("page.assistant")
def similar(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Published judgments like this case, with what is alike and what differs; the part beside the file asks for the first ones."""
    one, viewer = _case(request, case_id), viewer_of(request)
    asked = Asked(
        claims="\n".join(suggesting.about(one).claims), relation=one.legal_relation,
        kind=one.kind,
    )  # fmt: skip
    if getattr(request, "htmx", False):
        return render(
            request,
            "assistant/_similar.html",
            {"case": one, "similar": cases.alike(asked, BESIDE, besides=one.pk) or [], "asked": True},
        )
    told = {**page.header(viewer, one, TAB), "found": cases.alike(asked, besides=one.pk)}
    return render(request, "assistant/case_similar.html", told)


def _words(one: Case) -> str:
    return f"{one.legal_relation}. {' '.join(suggesting.about(one).claims)}"[: actions.LONGEST]


def _found(one: Case, day: date, ready: index.Ready) -> list[Passage]:
    if ready.index is None:
        return []
    words, order = _words(one), index.ranker()
    told = hashlib.sha256(f"{ready.stamp} {order.number} {day} {words}".encode()).hexdigest()
    key = f"assistant-case-{one.pk}-{told[:32]}"
    kept = cache.get(key)
    if kept is None:
        found, _left_out = laws.find(
            ready.index, Wish(words, day, LAW), laws.asked_of(ready.index, words), order.ranker
        )
        kept = [passage.as_json() for passage in found]
        cache.set(key, kept, KEPT)
    return [Passage.from_json(passage) for passage in kept]


# --- the plan of work ---------------------------------------------------------------------------------------


@require_GET
@staff("page.assistant")
def plan(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The plan of work: what remains until the case is decided, and between which days."""
    one = _case(request, case_id)
    return render(request, "assistant/plan.html", _planned(viewer_of(request), one))


@require_GET
@staff("page.assistant")
def plan_print(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The same on paper."""
    one = _case(request, case_id)
    return render(request, "assistant/plan_print.html", _planned(viewer_of(request), one))


def _planned(viewer: Viewer, one: Case) -> dict[str, Any]:
    events, ahead, procurators = suggesting.asked_for_plan(viewer, one)
    load(events, ahead, procurators)
    lines = [] if one.state in STRUCK_OUT else suggesting.plan(one, events, ahead, list(procurators))
    return {
        **page.header(viewer, one, TAB), "lines": [_line(one, line) for line in lines], "today": clock.today(), "note": _note(one),
        "remaining": sum(line.state != DONE for line in lines), "provisional": any(line.provisional for line in lines),
    }  # fmt: skip


def _note(one: Case) -> str:
    if one.state == SUSPENDED:
        return _(
            "%s đang tạm đình chỉ: các mốc được tính lại khi có quyết định tiếp tục giải quyết (khoản 1 Điều 203 BLTTDS)."
        ) % _the(one)
    if one.state in STRUCK_OUT:
        return _("%(the)s đã kết thúc (%(stage)s): không còn kế hoạch.") % {
            "the": _the(one),
            "stage": str(one.stage).lower(),
        }
    if one.proceeding == "request" and not any(
        stop.act == "requests.rule" for stop in suggesting.ways_of(one)
    ):
        return _(
            "Sau quyết định thông báo tìm kiếm còn phải đăng, phát thông báo; các mốc sau đó được tính khi việc thông báo kết thúc."
        )
    return ""


def _the(one: Case) -> str:
    return _("Việc dân sự") if one.is_request else _("Vụ án")


def _line(one: Case, line: Line) -> dict[str, Any]:
    """A line of the plan as the page shows it; its last day explains itself as every time limit does."""
    stop = line.stop
    card = None
    if line.explanation is not None and line.latest is not None:
        row = Deadline(
            title=str(stop.title),
            due_on=line.latest,
            provisional=line.provisional,
            explanation=dict(line.explanation),
            owner="judge",
        )
        card = page.deadline_card(row) | {"article_url": suggesting.article_url(stop.article)}
    return {
        "line": line, "title": stop.title, "who": _who(one, stop.who), "article": suggesting.cited(stop.article),
        "article_url": suggesting.article_url(stop.article), "card": card, "tag": _STATES[line.state],
        "waits": _("sau ngày %s: hết thời gian gửi, trả lời hoặc nghiên cứu hồ sơ") % vi_date(line.waits_for) if line.waits_for else "",
        "more": _("còn gia hạn được tối đa %s") % line.extension.words() if line.extension else "",
    }  # fmt: skip


_STATES = {"done": ("done", "green"), "now": ("now", "blue"), "to_come": ("to_come", "grey")}


def _who(one: Case, who: str) -> str:
    if who == "leaders":
        return _("Chánh án")
    role = Assignment.Role.PRESIDING if who == "judge" else Assignment.Role.CLERK
    held = [a.holder for a in one.assignments.all() if a.role == role and a.ended_at is None]
    words = _("Thẩm phán") if who == "judge" else _("Thư ký")
    return f"{words} {', '.join(held)}" if held else words
