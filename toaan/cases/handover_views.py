"""Bàn giao công việc: choose a person, what and to whom, check, done; and giving back after an absence."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from toaan.cases import actions, handover, handover_page
from toaan.cases.handover_forms import DRAW, ChooseForm, PeopleFilter
from toaan.cases.models import Handover, HandoverItem
from toaan.core import absences, clock, files, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.models import Post
from toaan.core.paging import page_of
from toaan.core.together import Asking, answered, read
from toaan.rules.handover import Ground


def _person(request: HttpRequest, post_id: uuid.UUID) -> Post:
    found = Post.objects.select_related("user", "court").filter(pk=post_id).first()
    viewer = viewer_of(request)
    if found is None or found.court_id != viewer.court_id:
        raise not_found()
    return found


@require_GET
@staff("page.handover")
def people(request: HttpRequest) -> HttpResponse:
    """On whom work hangs, who is away, who has left; handovers broken off, and the latest ones."""
    viewer = viewer_of(request)
    made = Handover.objects.filter(court_id=viewer.court_id).select_related(
        "person__user", "decided_by__user"
    )
    form = PeopleFilter(request.GET or None, auto_id="loc-%s")
    found = handover_page.people(viewer, clock.now(), words=form.chosen("q"), kind=form.chosen("chuc_vu"))
    shown = page_of(request, found)
    done = page_of(request, made.filter(state=Handover.State.DONE), 10, named="trang")
    context = {
        "people": shown,
        "table": handover_page.people_table(shown),
        "form": form,
        "clear": reverse("cases:handover_people"),
        "broken": made.filter(state=Handover.State.OPEN),
        "page_obj": done,
        "done": handover_page.done_table(done),
    }
    return render(request, "cases/handover_people.html", context)


@dataclass(frozen=True)
class Hanging:
    """What hangs on one person, what of it is with others for a time, and who could take it: read at once."""

    work: list[handover.Work]
    others: list[Post]
    loads: dict[uuid.UUID, handover.Load]
    back: list[HandoverItem]
    away: absences.Away


def _hanging(post: Post) -> Hanging:
    asked: list[Asking[Any]] = [
        handover.work_asked([post.pk]), _others(post), handover.loads_asked(post.court_id), handover.given_for_a_time(post),
    ]  # fmt: skip
    work, (others, away), loads, back = answered(asked)
    return Hanging(work, others, loads, back, away)


def _others(post: Post) -> Asking[tuple[list[Post], absences.Away]]:
    """Who could take over, and who of all of them is away."""
    found = yield from read(handover.receivers(post, clock.now()))
    return found, (yield from absences.among([post, *found], clock.today()))


def _form(known: Hanging, data: Any = None) -> ChooseForm:
    work, loads = known.work, known.loads
    roles = {w.role for w in work}
    return ChooseForm(
        data,
        work=[(w.key, w.label) for w in work],
        grounds=_grounds(roles),
        receivers=[
            (
                p,
                handover_page.load_words(
                    loads[p.pk].total if p.pk in loads else 0, absences.words(known.away.get(p.pk))
                ),
            )
            for p in known.others
        ],
        may_draw="presiding" in roles,
        initial={"items": [w.key for w in work]},
    )


def _grounds(roles: set[str]) -> list[Ground]:
    return [g for g in handover.grounds(clock.today()) if not roles or roles <= set(g.roles)]


@staff("page.handover")
def choose(request: HttpRequest, post_id: uuid.UUID) -> HttpResponseBase:
    """Everything that hangs on one person; which of it goes, why, to whom. Sending it shows the check page."""
    post = _person(request, post_id)
    known = _hanging(post)
    form = _form(known, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _check(request, post, known.work, form)
    return _choose(request, post, known, form)


def _choose(request: HttpRequest, post: Post, known: Hanging, form: ChooseForm) -> HttpResponse:
    chosen = set(form["items"].value() or [])
    context = {
        "post": post,
        "away": absences.words(known.away.get(post.pk)),
        "left": not post.is_held_at(clock.now()),
        "rows": [
            {**row, "checked": row["work"].key in chosen} for row in handover_page.rows(known.work, post)
        ],
        "figures": handover.figures(post),
        "form": form,
        "back": known.back,
        "back_key": uuid.uuid4(),
    }
    return render(request, "cases/handover_choose.html", context, status=422 if form.errors else 200)


def _check(request: HttpRequest, post: Post, work: list[handover.Work], form: ChooseForm) -> HttpResponse:
    data = form.cleaned_data
    others = {p.pk: p for p in handover.receivers(post, clock.now())}
    ground = next(g for g in handover.grounds(clock.today()) if g.key == data["ground"])
    context = {
        "post": post,
        "form": form,
        "ground": ground,
        "citation": ground.cite(work[0].role),
        "key": uuid.uuid4(),
        "choices": handover_page.choices(
            [w for w in work if w.key in set(data["items"])],
            post,
            ground,
            [others[pk] for pk in data["receivers"] or others if pk in others],
            draw=data["way"] == DRAW,
            chosen={},
        ),
    }
    return render(request, "cases/handover_check.html", context)


@require_POST
@staff("page.handover")
def perform(request: HttpRequest, post_id: uuid.UUID) -> HttpResponseBase:
    """Do what the check page showed."""
    post = _person(request, post_id)
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        raise Http404 from None
    known = _hanging(post)
    form, work = _form(known, request.POST), known.work
    if Handover.objects.filter(pk=key).exists():  # pressed twice, or again after a break
        return _finished(actions.finish(by=viewer_of(request), handover_id=key, at=clock.now()))
    if not form.is_valid():
        return _choose(request, post, known, form)
    data = form.cleaned_data
    try:
        made = actions.hand_over(
            by=viewer_of(request),
            plan=actions.Plan(
                id=key, person_id=post.pk, ground=data["ground"], until=data["until"], note=data["note"],
                pieces=_pieces(request, work, set(data["items"])),
            ),
            at=clock.now(),
        )  # fmt: skip
    except Refused as refusal:
        if refusal.status == 403:
            raise
        show_refusal(form, refusal)
        return _choose(request, post, known, form)
    return _finished(made)


def _pieces(request: HttpRequest, work: list[handover.Work], keys: set[str]) -> list[actions.Piece]:
    """Each piece with the receiver of the check page; "draw" leaves the judge to the draw."""
    found = []
    for one in work:
        told = request.POST.get(f"to-{one.key}", "")
        if one.key not in keys or not told:
            continue
        receiver = None
        if told != DRAW:
            try:
                receiver = uuid.UUID(told)
            except ValueError:
                continue
        found.append(actions.Piece(one.kind, one.subject_id, one.role, f"{one.label}, {one.title}", receiver))
    return found


def _finished(made: Handover) -> HttpResponse:
    return redirect("cases:handover_done", made.pk)


@require_POST
@staff("page.handover")
def resume(request: HttpRequest, handover_id: uuid.UUID) -> HttpResponse:
    """Go on with a handover that was broken off."""
    made = _handover(request, handover_id)
    return _finished(actions.finish(by=viewer_of(request), handover_id=made.pk, at=clock.now()))


@require_POST
@staff("page.handover")
def give_back(request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
    """Give the officer back what was handed over for a time."""
    post = _person(request, post_id)
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        raise Http404 from None
    wanted = set(request.POST.getlist("items"))
    pieces = [
        actions.Piece(
            item.kind, item.subject_id, item.role, item.label, receiver_id=post.pk, giver_id=item.receiver_id,
            returns_id=item.pk,
        )
        for item in answered([handover.given_for_a_time(post)])[0]
        if str(item.pk) in wanted
    ]  # fmt: skip
    try:
        plan = actions.Plan(id=key, person_id=post.pk, ground="", pieces=pieces)
        made = actions.hand_back(by=viewer_of(request), plan=plan, at=clock.now())
    except Refused as refusal:
        if refusal.status == 403:
            raise
        messages.error(request, refusal.message)
        return redirect("cases:handover_choose", post.pk)
    return _finished(made)


def _handover(request: HttpRequest, handover_id: uuid.UUID) -> Handover:
    found = (
        Handover.objects.select_related("person__user", "decided_by__user", "court")
        .filter(pk=handover_id)
        .first()
    )
    if found is None or not policy.allows(viewer_of(request), "cases.finish_handover", found):
        raise not_found()
    return found


@require_GET
@staff("page.handover")
def done(request: HttpRequest, handover_id: uuid.UUID) -> HttpResponse:
    """What became of each piece, and the record to print."""
    made = _handover(request, handover_id)
    items = handover_page.results(made)
    context = {
        "made": made,
        "items": [
            {"item": i, "url": handover_page.address(i), "role": handover.ROLE_LABELS[i.role]} for i in items
        ],
        "done": sum(i.state == "done" for i in items),
        "refused": sum(i.state == "refused" for i in items),
        "waiting": sum(i.state == "waiting" for i in items),
    }
    return render(request, "cases/handover_done.html", context)


@require_GET
@staff("page.handover")
def record(request: HttpRequest, handover_id: uuid.UUID) -> HttpResponse:
    """The record of the handover as PDF."""
    made = _handover(request, handover_id)
    if not made.sha256:
        raise Refused(
            "handover.waiting", _("Việc bàn giao chưa xong nên chưa có biên bản. Hãy bấm “Làm tiếp”.")
        )
    answer = HttpResponse(files.read(made.sha256), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="bien-ban-ban-giao-{made.decided_at:%Y%m%d}.pdf"'
    return answer
