"""Figures that stand beside every page are counted once and remembered until the court's next act.

Every write of the court is an act, and every act moves the head of the court's audit chain: as long as the head
stands where it stood, the figures are what they were. A minute is the longest, for what other courts' acts bring.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from toaan.core import clock
from toaan.core.models import AuditHead, NewsMark, Post
from toaan.core.viewer import Viewer

T = TypeVar("T")
SECONDS = 60


HEAD, MARK = "head_of_court", "mark_of_news"
"""Where a page that only reads keeps the head as it stood when the page was asked for, and up to where the officer has read
his news: both came with the post.
"""


def for_reading(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Posts with the head of their court's chain and the mark of their news."""
    head = AuditHead.objects.filter(pk=OuterRef("court__code")).order_by().values("digest")
    mark = NewsMark.objects.filter(pk=OuterRef("pk")).order_by().values("sequence")
    return posts.annotate(**{HEAD: Subquery(head), MARK: Coalesce(Subquery(mark), 0)})


def _head(chain: str) -> str | None:
    return AuditHead.objects.filter(pk=chain).order_by().values_list("digest", flat=True).first()


def until_next_act(viewer: Viewer, name: str, find: Callable[[], T]) -> T:
    """What `find` says, asked again only after an act of the viewer's court, on another day, or in another post."""
    if viewer.post is None or viewer.court is None:
        return find()
    head = getattr(viewer.post, HEAD, None) or _head(viewer.court.code)
    key = f"{name}:{viewer.post.pk}:{head}:{clock.today()}"
    found: T | None = cache.get(key)
    if found is None:
        found = find()
        cache.set(key, found, SECONDS)
    return found
