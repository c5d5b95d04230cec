"""The address under which one's own sittings come into one's own calendar program."""

from __future__ import annotations

import uuid
from datetime import datetime

from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.models import User
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.hearings.models import CalendarFeed


def make_feed(*, by: Viewer, at: datetime) -> CalendarFeed:
    """Make the address, or a new one in place of the old, which opens nothing from then on (lập địa chỉ lịch)."""
    with act("hearings.make_feed", by=by, at=at) as a:
        if by.user is None:
            raise Refused("feed.nobody", _("Hãy đăng nhập rồi lập địa chỉ lịch."), status=403)
        # Two presses at once wait for each other here.
        User.objects.select_for_update(no_key=True).get(pk=by.user.pk)
        feed = CalendarFeed.objects.filter(user=by.user, post=by.post).first()
        renewed = feed is not None
        feed = feed or CalendarFeed(user=by.user, post=by.post)
        a.allow(feed)
        feed.salt, feed.made_at, feed.revoked_at = uuid.uuid4(), at, None
        feed.save()
        title = "Đổi địa chỉ lịch cá nhân" if renewed else "Lập địa chỉ lịch cá nhân"
        a.record(feed, court=by.court, title=title, data={"post": by.post and by.post.pk, "renewed": renewed})
    return feed


def revoke_feed(*, by: Viewer, feed_id: uuid.UUID, at: datetime) -> CalendarFeed:
    """The address opens nothing any more (thu hồi địa chỉ lịch).

    Raises:
        Refused: "feed.revoked" when it does so already.
    """
    with act("hearings.revoke_feed", by=by, at=at) as a:
        feed = a.lock(CalendarFeed, feed_id, "user")
        a.allow(feed)
        if feed.revoked_at is not None:
            raise Refused("feed.revoked", _("Địa chỉ lịch này đã được thu hồi."))
        feed.revoked_at = at
        feed.save(update_fields=["revoked_at"])
        a.record(
            feed, court=by.court, title="Thu hồi địa chỉ lịch cá nhân", data={"post": by.post and by.post.pk}
        )
    return feed
