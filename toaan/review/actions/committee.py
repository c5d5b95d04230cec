"""The members of the committee of judges, as dated data of the court (BLTTDS 66.1, 341.5)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from toaan.core import clock
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.models import Post
from toaan.core.roles import JUDGES
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.judgments.actions.common import refused_on
from toaan.review.models import CommitteeMember
from toaan.vietnamese.text import clean


def enter_member(
    *, by: Viewer, post_id: uuid.UUID, since: date, decision: str, at: datetime
) -> CommitteeMember:
    """A judge of the court becomes a member of its committee.

    Raises:
        Refused: "review.not_judge", "review.member" (is one already, or was on that day).
    """
    with act("review.enter_member", by=by, at=at) as a:
        made = CommitteeMember(court=by.court, since=since, decision=clean(decision)[:100], recorded_at=at)
        a.allow(made)
        kinds = [role.value for role in JUDGES]
        held = Post.objects.held_at(at).select_related("user", "court")
        post = held.filter(pk=post_id, court_id=made.court_id, kind__in=kinds).first()
        if post is None:
            raise refused_on("post", "review.not_judge", _("Chọn một Thẩm phán của Tòa án này."))
        before = CommitteeMember.objects.filter(court_id=made.court_id, post__user_id=post.user_id)
        if any(one.until is None or one.until >= since for one in before):
            raise refused_on(
                "since", "review.member", _("Người này đang, hoặc đã là thành viên vào ngày đó. Chọn ngày sau khi thôi là thành viên.")
            )  # fmt: skip
        made.post = post
        made.save(force_insert=True)
        a.record(
            made, court=made.court, title=f"{post.user} là thành viên Ủy ban Thẩm phán từ ngày {since:%d/%m/%Y}",
            detail=made.decision, data={"post": post.pk, "since": since, "decision": made.decision}, shown_to="nobody",
        )  # fmt: skip
    return made


def end_member(*, by: Viewer, member_id: uuid.UUID, until: date, at: datetime) -> CommitteeMember:
    """The judge is a member no longer.

    Raises:
        Refused: "review.member_ended", "review.day".
    """
    with act("review.end_member", by=by, at=at) as a:
        made = a.lock(CommitteeMember, member_id, "court", "post__user")
        a.allow(made)
        if made.until is not None:
            raise Refused(
                "review.member_ended",
                _("Người này đã thôi là thành viên từ sau ngày %(day)s.") % {"day": f"{made.until:%d/%m/%Y}"},
            )
        if not made.since <= until <= clock.local_date(at):
            raise refused_on(
                "until", "review.day", _("Ngày phải từ %(first)s đến hôm nay.") % {"first": f"{made.since:%d/%m/%Y}"}
            )  # fmt: skip
        made.until = until
        made.save(update_fields=["until"])
        a.record(
            made, court=made.court, title=f"{made.post.user} thôi là thành viên Ủy ban Thẩm phán sau ngày {until:%d/%m/%Y}",
            data={"post": made.post_id, "until": until}, shown_to="nobody",
        )  # fmt: skip
    return made
