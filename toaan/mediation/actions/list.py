"""The list of mediators: who was appointed, for how long, who was taken off it (LHGDT 10–15)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime, time

from django.utils import timezone

from toaan.cases.models import Case
from toaan.core import actions as core
from toaan.core import clock
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.models import Post, User
from toaan.core.roles import COURT_ROLES, Role
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.mediation import grounds
from toaan.mediation.actions.common import refuse
from toaan.mediation.models import Mediator
from toaan.vietnamese.text import clean

REMOVALS = ("13.1.a", "13.1.b", "15.2")


def appoint(
    *,
    by: Viewer,
    username: str,
    decision_number: str,
    appointed_on: date,
    at: datetime,
    fields: Sequence[str] = (),
    minors: bool = False,
    card: str = "",
) -> Mediator:
    """Enter an appointment by the president of the provincial court (bổ nhiệm Hòa giải viên, 11.4): three years (11.6).

    Args:
        username: account of the person.
        fields: kinds of case; empty: all.

    Raises:
        Refused: "mediator.no_account", "mediator.official" (10.2.b), "mediator.listed", "mediator.no_decision",
            "mediator.bad_day".
    """
    today = clock.local_date(at)
    if by.court is None:
        raise Refused("not_allowed", _("Hãy chọn chức vụ tại Tòa án rồi làm lại."), status=403)
    with act("mediation.appoint", by=by, at=at) as a:
        made = Mediator(court=by.court)
        a.allow(made)
        user = User.objects.filter(username=clean(username).lower(), is_active=True).first()
        if user is None:
            raise refuse(
                "mediator.no_account", "username", _("Không có tài khoản này. Người đó cần đăng ký tài khoản trước.")
            )  # fmt: skip
        held = Post.objects.held_at(at).filter(user=user, kind__in=[r.value for r in COURT_ROLES]).first()
        if held is not None and held.role != Role.LAY_JUDGE:
            raise refuse(
                "mediator.official", "username",
                _("%s đang giữ chức vụ tại Tòa án nên không được bổ nhiệm (điểm b khoản 2 Điều 10).") % user,
            )  # fmt: skip
        if not clean(decision_number):
            raise refuse(
                "mediator.no_decision", "decision_number", _("Hãy ghi số quyết định bổ nhiệm của Chánh án Tòa án cấp tỉnh.")
            )  # fmt: skip
        until = grounds.term_until(appointed_on)
        if appointed_on > today or until < today:
            raise refuse(
                "mediator.bad_day", "appointed_on",
                _("Ngày bổ nhiệm phải từ hôm nay trở về trước và nhiệm kỳ chưa hết (khoản 6 Điều 11)."),
            )  # fmt: skip
        last = Mediator.objects.filter(court=by.court, user=user, removed_on=None).first()
        if last is not None and last.term_until >= today:
            raise refuse("mediator.listed", "username", _("%s đã có trong danh sách Hòa giải viên.") % user)
        if last is not None:  # appointed again (12): the old entry ends with its term
            last.removed_on, last.removed_why = last.term_until, ""
            last.save(update_fields=["removed_on", "removed_why"])
        made.user, made.decision_number, made.appointed_on = (
            user,
            clean(decision_number)[:60],
            appointed_on,
        )
        made.term_until, made.card, made.minors = until, clean(card)[:40], minors
        made.fields = [k for k in Case.Kind.values if k in set(fields)]
        made.save(force_insert=True)
        event = a.record(
            made,
            court=by.court,
            title=f"{user} được ghi vào danh sách Hòa giải viên đến ngày {until:%d/%m/%Y}",
            data={
                "user": user.pk,
                "decision": made.decision_number,
                "appointed_on": appointed_on,
                "until": until,
            },
        )
        post = Post.objects.held_at(at).filter(user=user, court=by.court, kind=Role.MEDIATOR).first()
        made.post = post or core.appoint(
            by=by.following(event), user=user, court=by.court, kind=Role.MEDIATOR, since=_start(appointed_on, at), at=at,
        )  # fmt: skip
        if post is not None:
            Mediator.objects.filter(post=post).update(post=None)
        made.save(update_fields=["post"])
    return made


def _start(day: date, at: datetime) -> datetime:
    return min(timezone.make_aware(datetime.combine(day, time())), at)


def remove(
    *, by: Viewer, mediator_id: uuid.UUID, why: str, decision_number: str, on: date, at: datetime
) -> Mediator:
    """Take a mediator off the list: dismissed (13) or made to stop (15.2). Open matters need another one (18.1.đ).

    Raises:
        Refused: "mediator.removed", "mediator.no_ground", "mediator.no_decision", "mediator.bad_day".
    """
    with act("mediation.remove", by=by, at=at) as a:
        found = a.lock(Mediator, mediator_id, "court", "user", "post")
        a.allow(found)
        if found.removed_on is not None:
            raise Refused("mediator.removed", _("%s đã được xóa tên khỏi danh sách.") % found)
        if why not in REMOVALS:
            raise refuse("mediator.no_ground", "why", _("Hãy chọn một căn cứ của điều luật."))
        if not clean(decision_number):
            raise refuse("mediator.no_decision", "decision_number", _("Hãy ghi số quyết định."))
        if not found.appointed_on <= on <= clock.local_date(at):
            raise refuse("mediator.bad_day", "on", _("Ngày phải từ ngày bổ nhiệm đến hôm nay."))
        found.removed_on, found.removed_why, found.removal_number = on, why, clean(decision_number)[:60]
        found.save(update_fields=["removed_on", "removed_why", "removal_number"])
        event = a.record(
            found,
            court=found.court,
            title=f"Xóa tên Hòa giải viên {found} (Điều {why.split('.', maxsplit=1)[0]} Luật Hòa giải, đối thoại tại Tòa án)",
            data={"user": found.user_id, "why": why, "decision": found.removal_number, "on": on},
        )
        if found.post is not None and found.post.valid_to is None:
            core.end_post(by=by.following(event), post_id=found.post.pk, on=at, at=at)
    return found
