"""The desk of the provincial court: who is a member of its committee of judges, kept by its president."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.core import clock, policy
from toaan.core.errors import not_found
from toaan.core.http import staff, viewer_of
from toaan.core.models import Post
from toaan.core.roles import JUDGES
from toaan.core.viewer import Viewer
from toaan.review import actions, queries
from toaan.review.models import CommitteeMember
from toaan.review.session_forms import EndMemberForm, MemberForm
from toaan.review.views.common import sent
from toaan.vietnamese.names import sort_key


@staff("page.review")
def listed(request: HttpRequest) -> HttpResponseBase:
    """Members of today, those to come, and those of before."""
    viewer = _here(request)
    rows = sorted(queries.members(viewer), key=lambda row: sort_key(row.post.user.full_name))
    today = clock.today()
    context = {
        "now": [row for row in rows if row.until is None or row.until >= today],
        "before": [row for row in rows if row.until is not None and row.until < today],
        "may": policy.allows(viewer, "review.enter_member", CommitteeMember(court=viewer.court)),
    }
    return render(request, "review/committee.html", context)


@staff("page.review")
def enter(request: HttpRequest) -> HttpResponseBase:
    """A judge becomes a member."""
    viewer = _here(request)
    policy.require(viewer, "review.enter_member", CommitteeMember(court=viewer.court))
    held = Post.objects.held_at(clock.now()).filter(
        court_id=viewer.court_id, kind__in=[r.value for r in JUDGES]
    )
    open_now = {row.post_id for row in queries.members(viewer) if row.until is None}
    posts = [p for p in held.select_related("user", "court") if p.pk not in open_now]
    posts.sort(key=lambda post: sort_key(post.user.full_name))
    named = [(str(p.pk), f"{p.user.full_name}, {p.title}") for p in posts]
    form = MemberForm(request.POST or None, posts=named, initial={"since": clock.today()})

    def do() -> CommitteeMember:
        data = form.cleaned_data
        return actions.enter_member(
            by=viewer, post_id=uuid.UUID(data["post"]), since=data["since"], decision=data["decision"], at=clock.now()
        )  # fmt: skip

    return _form(request, form, do, _("Thêm thành viên Ủy ban Thẩm phán"))


@staff("page.review")
def end(request: HttpRequest, member_id: uuid.UUID) -> HttpResponseBase:
    """A judge is a member no longer."""
    viewer = _here(request)
    found = queries.members(viewer).filter(pk=member_id).first()
    if found is None:
        raise not_found()
    policy.require(viewer, "review.end_member", found)
    if found.until is not None:
        return redirect("review:committee")
    form = EndMemberForm(request.POST or None, initial={"until": clock.today()})

    def do() -> CommitteeMember:
        return actions.end_member(
            by=viewer, member_id=found.pk, until=form.cleaned_data["until"], at=clock.now()
        )

    return _form(request, form, do, _("Thôi là thành viên: %s") % found)


def _here(request: HttpRequest) -> Viewer:
    """The viewer, at a court that has a committee of judges (337.1)."""
    viewer = viewer_of(request)
    if not queries.at_committee(viewer):
        raise not_found()
    return viewer


def _form(
    request: HttpRequest, form: MemberForm | EndMemberForm, do: Callable[[], CommitteeMember], title: str
) -> HttpResponseBase:
    noted = _("Đã ghi: %s.")
    answer = sent(request, form, do, lambda made: noted % made, "review:committee", keyed=False)
    status = 422 if request.method == "POST" else 200
    return answer or render(request, "review/member.html", {"form": form, "title": title}, status=status)
