"""The desk: the session of the committee of judges, its decision, the case that is taken up anew."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.cases.models import Case
from toaan.core import clock, files, policy
from toaan.core.errors import not_found
from toaan.core.http import staff, viewer_of
from toaan.core.models import Post
from toaan.core.roles import LEADERS
from toaan.core.viewer import Viewer
from toaan.review import actions, queries
from toaan.review.models import Proceeding
from toaan.review.session_forms import AgainForm, DecisionForm, MinutesForm, PresentationForm, SittingForm
from toaan.review.states import PROCEEDING
from toaan.review.views.common import sent
from toaan.rules.review import citation
from toaan.vietnamese.names import sort_key

STEPS: dict[str, tuple[str, Any]] = {
    "an-dinh-phien-toa": ("review.set_session", gettext_lazy("Ấn định phiên tòa")),
    "thuyet-trinh": ("review.send_report", gettext_lazy("Gửi bản thuyết trình")),
    "bien-ban": ("review.keep_minutes", gettext_lazy("Lập biên bản phiên tòa")),
    "quyet-dinh": ("review.decide", gettext_lazy("Ra quyết định")),
}
"""Word in the address → act, its name."""
OUTCOMES = {
    "kept": gettext_lazy("Không chấp nhận kháng nghị, giữ nguyên"),
    "restored": gettext_lazy("Hủy, giữ nguyên bản án của Tòa án cấp dưới"),
    "retry": gettext_lazy("Hủy để xét xử, giải quyết sơ thẩm lại"), "retry_above": gettext_lazy("Hủy để xét xử phúc thẩm lại"),
    "ended": gettext_lazy("Hủy và đình chỉ giải quyết vụ án"), "amended": gettext_lazy("Sửa"),
}  # fmt: skip


@staff("page.review")
def session_step(request: HttpRequest, proceeding_id: uuid.UUID, step: str) -> HttpResponseBase:
    """One step of the session on its own page."""
    viewer = viewer_of(request)
    made = queries.proceeding(viewer, proceeding_id)
    if step not in STEPS:
        raise not_found()
    act, title = STEPS[step]
    policy.require(viewer, act, made)
    if not PROCEEDING.can(act, made.state):
        return redirect("review:protest", made.pk)
    form = FORMS[act](made, request.POST or None)
    said = _("Đã ghi: %s.") % title
    if answer := sent(
        request, form, lambda: _do(viewer, made, act, form), lambda _none: said, "review:protest", made.pk
    ):
        return answer
    status = 422 if request.method == "POST" else 200
    return render(request, "review/form.html", {"form": form, "title": title, "protest": made}, status=status)


@staff("page.review")
def minutes(request: HttpRequest, proceeding_id: uuid.UUID) -> HttpResponseBase:
    """The minutes of the session, as PDF."""
    made = queries.proceeding(viewer_of(request), proceeding_id)
    if not made.minutes_sha256:
        raise not_found()
    return files.respond(made.minutes_sha256, name=f"Biên bản {made.protest_number}.pdf".replace("/", "-"))


@staff("page.review")
def again(request: HttpRequest, proceeding_id: uuid.UUID) -> HttpResponseBase:
    """The clerk of the court of first instance takes up anew what was quashed."""
    viewer = viewer_of(request)
    made = queries.proceeding(viewer, proceeding_id)
    case = made.case
    policy.require(viewer, "review.accept_again", case)
    if made.again is not None or not actions.can_try_again(made):
        return redirect("review:protest", made.pk)
    form = AgainForm(request.POST or None, initial={"claims": "\n".join(actions.claims_of(made))})

    def do() -> Case:
        claims = form.cleaned_data["claims"].splitlines()
        return actions.accept_again(by=viewer, proceeding_id=made.pk, claims=claims, at=clock.now())

    accepted = _("Đã thụ lý lại số %s.")
    if answer := sent(request, form, do, lambda case: accepted % case, "cases:overview"):
        return answer
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "title": _("Thụ lý lại"), "protest": made}
    return render(request, "review/form.html", context, status=status)


def steps_for(viewer: Viewer, made: Proceeding) -> list[tuple[str, Any]]:
    """Steps of the session open to this viewer now."""
    return [
        (slug, title)
        for slug, (act, title) in STEPS.items()
        if PROCEEDING.can(act, made.state) and policy.allows(viewer, act, made)
        and not (act == "review.keep_minutes" and not _is_open(made))
    ]  # fmt: skip


def about_session(made: Proceeding) -> dict[str, Any]:
    """What the page of a protest says of its session and its decision."""
    parts = {p.order: p for p in made.ruling.parts}
    return {
        "members": _by_name(made.members.select_related("user")) if made.presiding_id else [],
        "late_report": actions.is_late(made),
        "rulings": [(parts[one["order"]], OUTCOMES[one["outcome"]]) for one in made.rulings],
    }


def _is_open(made: Proceeding) -> bool:
    return made.session_at is not None and clock.now() >= made.session_at and bool(made.presentation)


def _do(viewer: Viewer, made: Proceeding, act: str, form: Any) -> None:
    both: dict[str, Any] = {"by": viewer, "proceeding_id": made.pk, "at": clock.now()}
    if act == "review.set_session":
        actions.set_session(**both, plan=form.plan)
    elif act == "review.send_report":
        actions.send_report(**both, text=form.cleaned_data["text"])
    elif act == "review.keep_minutes":
        data = form.cleaned_data
        present = [uuid.UUID(one) for one in data["present"]]
        actions.keep_minutes(**both, present=present, procurator=data["procurator"], heard=data["heard"])
    else:
        actions.decide(**both, wish=form.wish)


def _by_name(posts: Iterable[Post]) -> list[Post]:
    return sorted(posts, key=lambda post: sort_key(post.user.full_name))


def _sitting(made: Proceeding, data: Any) -> forms.Form:
    known, against = actions.candidates(made, clock.today(), clock.now())
    posts = _by_name(known)
    named = [(str(p.pk), f"{p.user.full_name}, {p.title}") for p in posts]
    kinds = {role.value for role in LEADERS}
    leaders = [
        row for row, post in zip(named, posts, strict=True) if post.kind in kinds and post.pk not in against
    ]
    reporters = [row for row, post in zip(named, posts, strict=True) if post.pk not in against]
    initial: dict[str, Any] = {"members": [key for key, _name in named]}
    if made.session_at is not None:
        local = timezone.localtime(made.session_at)
        initial = {
            "day": local.date(), "starts_at": local.time(), "place": made.place, "procurator": made.procurator,
            "summons": made.summons, "members": [str(p.pk) for p in made.members.all()],
            "presiding": str(made.presiding_id), "reporter": str(made.reporter_id),
        }  # fmt: skip
    elif len(leaders) == 1:
        initial["presiding"] = leaders[0][0]
    return SittingForm(data, judges=named, leaders=leaders, reporters=reporters, initial=initial)


def _presentation(made: Proceeding, data: Any) -> forms.Form:
    return PresentationForm(data, initial={"text": made.presentation})


def _minutes(made: Proceeding, data: Any) -> forms.Form:
    found = _by_name(made.members.select_related("user"))
    against = actions.bars(made, found)
    found = [p for p in found if p.pk not in against]
    members = [(str(p.pk), f"{p.user.full_name}, {p.title}") for p in found]
    initial = {"procurator": made.procurator, "present": [key for key, _name in members]}
    return MinutesForm(data, members=members, initial=initial)


def _decision(made: Proceeding, data: Any) -> forms.Form:
    open_now = {
        key: f"{OUTCOMES[key]} ({citation(clause)})" for key, clause in actions.possible(made).items()
    }
    return DecisionForm(data, parts=made.ruling.parts, outcomes=open_now, members=made.members.count())


FORMS: dict[str, Callable[[Proceeding, Any], Any]] = {
    "review.set_session": _sitting, "review.send_report": _presentation, "review.keep_minutes": _minutes,
    "review.decide": _decision,
}  # fmt: skip
