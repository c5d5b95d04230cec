"""Pages of the assistant at the desk: ask, read the answer, say what is wrong with it, find what was asked before."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from toaan.assistant import actions, bench_book, case_views, queries, shown
from toaan.assistant.finding import book, cases, generated
from toaan.assistant.finding.model import Passage
from toaan.assistant.finding.standing import GONE, open_now
from toaan.assistant.forms import AskedFilter, AskForm, RatingForm, SimilarForm
from toaan.assistant.models import Question
from toaan.core import clock
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.paging import page_of
from toaan.engines.similar import Asked

RECENT = 8
"""Earlier questions beside the box."""


@require_http_methods(["GET", "POST"])
@staff("page.assistant")
def home(request: HttpRequest) -> HttpResponseBase:
    """The box; what one asked last."""
    viewer = viewer_of(request)
    if request.method == "POST":
        form = AskForm(request.POST)
        if form.is_valid():
            try:
                asked = actions.ask(by=viewer, wish=form.wish(clock.today()), at=clock.now())
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                return redirect("assistant:question", asked.pk)
    else:
        form = AskForm(initial={"cau_hoi": request.GET.get("cau_hoi", "")[: actions.LONGEST]})
    context = {"form": form, "recent": queries.asked_by(viewer)[:RECENT], "cards": len(bench_book.cards())}
    return render(request, "assistant/home.html", context, status=422 if form.errors else 200)


@require_GET
@staff("page.assistant")
def question(request: HttpRequest, question_id: uuid.UUID) -> HttpResponseBase:
    """One question with its answer; one of a case stands on the page of the case."""
    viewer = viewer_of(request)
    one = queries.get(viewer, question_id)
    if one.case_id is not None:
        return redirect("assistant:case_question", one.case_id, one.pk)
    return _answer(request, one, RatingForm(day=one.facts_on))


@require_GET
@staff("page.assistant")
def worded(request: HttpRequest, question_id: uuid.UUID) -> HttpResponseBase:
    """The language model's answer, asked for by the page while it is being written."""
    one = queries.get(viewer_of(request), question_id)
    if not getattr(request, "htmx", False):
        return redirect("assistant:question", one.pk)
    return render(request, "assistant/_worded.html", {"question": one})


def _answer(request: HttpRequest, one: Question, rating: RatingForm, status: int = 200) -> HttpResponse:
    viewer = viewer_of(request)
    passages = shown.passages(one, queries.feedback_of(viewer, one))
    context: dict[str, Any] = {
        "question": one, "form": AskForm.again(one, clock.today()), "passages": passages, "summary": shown.summary(one, passages),
        "rating": rating, "rated_place": rating.data.get("doan", "") if rating.is_bound else "",
        "recent": queries.asked_by(viewer)[:RECENT],
    }  # fmt: skip
    return render(request, "assistant/question.html", context, status=status)


@require_POST
@staff("page.assistant")
def rate(request: HttpRequest, question_id: uuid.UUID) -> HttpResponseBase:
    """What somebody says of an answer."""
    viewer = viewer_of(request)
    one = queries.get(viewer, question_id)
    form = RatingForm(request.POST, day=one.facts_on)
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.rate(
                by=viewer, question_id=one.pk, place=told["doan"], verdict=told["danh_gia"], comment=told["gop_y"],
                articles=told["dieu_dung"], at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            if refusal.status != 422:
                raise
            show_refusal(form, refusal)
        else:
            return redirect(f"{_address(one)}#doan-{told['doan']}")
    if one.case_id is not None:
        return case_views.answered(request, one, form, status=422)
    return _answer(request, one, form, status=422)


@require_http_methods(["GET", "POST"])
@staff("page.assistant")
def similar(request: HttpRequest) -> HttpResponse:
    """Judgments like a text that is pasted, or that applied an article; nothing of it is kept."""
    given = request.POST if request.method == "POST" else request.GET if request.GET else None
    form = SimilarForm(given)
    context: dict[str, Any] = {"form": form}
    if given is not None and form.is_valid():
        context |= {"asked": True, "found": _alike(form.cleaned_data), "article": request.GET.get("dieu", "")}
    return render(request, "assistant/similar.html", context, status=422 if form.errors else 200)


def _alike(told: dict[str, Any]) -> list[cases.Alike] | None:
    narrowed = cases.only(
        told["toa_an"], int(told["nam"]) if told["nam"] else None, [told["loai"]] if told["loai"] else ()
    )
    if told["dieu"] and not told["van_ban"] and not told["quan_he"]:
        return cases.applied(told["dieu"][0], narrowed=narrowed)
    asked = Asked(
        text=told["van_ban"], relation=told["quan_he"], articles=tuple(told["dieu"]), kind=told["loai"]
    )
    return cases.alike(asked, narrowed=narrowed)


def _address(one: Question) -> str:
    if one.case_id is not None:
        return reverse("assistant:case_question", args=[one.case_id, one.pk])
    return reverse("assistant:question", args=[one.pk])


@require_GET
@staff("page.assistant")
def asked(request: HttpRequest) -> HttpResponse:
    """What one asked, outside cases."""
    form = AskedFilter(request.GET or None, auto_id="loc-%s")
    words = form.chosen("q")
    listed = page_of(request, queries.asked_by(viewer_of(request), words))
    return render(
        request, "assistant/asked.html", {"form": form, "page_obj": listed, "narrowed": bool(words)}
    )


@require_GET
@staff("page.assistant")
def export(request: HttpRequest) -> HttpResponseBase:
    """One's questions outside cases with answers, sources, versions and feedback, a JSON line each."""
    rows = queries.whole(viewer_of(request), AskedFilter(request.GET or None).chosen("q"))
    response = HttpResponse("".join(_lines(rows)), content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_("cau-hoi-tro-ly")}.jsonl"'
    return response


def _worded(one: Question) -> dict[str, Any]:
    """What a model wrote only where it was shown; what was refused is told of, not repeated."""
    told: dict[str, Any] = one.generated
    hidden = () if told.get("state") == generated.SHOWN else ("text", "sentences")
    return {name: value for name, value in told.items() if name not in hidden}


def _lines(rows: Sequence[Question]) -> Iterator[str]:
    flat = [Passage.from_json(told) for one in rows for told in one.passages]
    shown_now = iter(open_now(flat))
    for one in rows:
        passages = [next(shown_now) for _told in one.passages]
        gone = {n for n, passage in enumerate(passages, start=1) if passage.standing == GONE}
        told = {
            "id": one.pk, "asked_at": one.asked_at, "question": one.text, "facts_on": one.facts_on, "filters": one.chosen,
            "passages": [passage.as_json() for passage in passages],
            "answer": {**one.told, "summary": [pair for pair in one.told.get("summary", ()) if pair[1] not in gone]},
            "generated": _worded(one), "versions": one.versions, "ms": one.took_ms,
            "feedback": [
                {"place": f.place, "source": f.key, "at": f.at, "verdict": f.verdict, "comment": f.comment, "articles": f.articles, "review": f.review}
                for f in one.feedback.all()
            ],
        }  # fmt: skip
        yield json.dumps(told, ensure_ascii=False, default=str) + "\n"


@require_GET
@staff("page.assistant")
def card(request: HttpRequest, card_id: str) -> HttpResponse:
    """One card of the bench book."""
    found = next((one for one in bench_book.cards() if one.id == card_id), None)
    if found is None:
        raise not_found()
    grounds = [(book.label(g.label, g.document), g.document, g.article) for g in found.articles]
    return render(request, "assistant/card.html", {"card": found, "grounds": grounds})
