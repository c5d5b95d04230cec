"""Addresses under which one person's sittings can be read by a calendar program (địa chỉ lịch cá nhân)."""

from __future__ import annotations

import base64
import uuid

from django.db import models
from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac

from toaan.core.models import Post, User
from toaan.core.viewer import Viewer

_PURPOSE = "toaan.hearings.calendar-feed"


class CalendarFeed(models.Model):
    """One address of one person, in one post or as a citizen. Renewing gives it a new secret, revoking ends it.

    The secret itself is in no table: it is derived from the installation's key, so that a copy of the database
    opens nobody's calendar.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    salt = models.UUIDField(default=uuid.uuid4)
    """Changes with every renewal: the address before it opens nothing any more."""
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "post"], name="one_feed_per_post"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(post__isnull=True), name="one_feed_of_a_citizen"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.post.title if self.post else 'cá nhân'}"

    @property
    def token(self) -> str:
        """The unguessable part of the address: 256 bits."""
        made = salted_hmac(_PURPOSE, f"{self.pk}:{self.salt}", algorithm="sha256").digest()
        return base64.urlsafe_b64encode(made).decode().rstrip("=")

    def opens_with(self, token: str) -> bool:
        """Whether this is the address in force."""
        return self.revoked_at is None and constant_time_compare(self.token, token)

    def relations(self, viewer: Viewer) -> frozenset[str]:
        own = viewer.user_id == self.user_id and (viewer.post.pk if viewer.post else None) == self.post_id
        return frozenset({"holder"} if own else ())
