"""Whom one may play in a practice court: the invented people, by court and post."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from toaan.core import practice
from toaan.core.errors import Refused, not_found
from toaan.core.models import Court, Post, User
from toaan.core.roles import POST_KINDS, Role

INVENTED = ".example"
"""Ending of every address of an invented person (RFC 2606); whoever registered with another address is not offered."""
CITIZENS = 8


@dataclass
class Cast:
    """The people of one court whom one may play."""

    court: Court
    posts: list[Post] = field(default_factory=list)


def require_practice() -> None:
    """Refuse in a real court: pages of practice do not exist there.

    Raises:
        Refused: "not_found".
    """
    if not practice.on():
        raise not_found()


def casts(at: datetime) -> list[Cast]:
    """Every invented officer in post, by court; the court with the most posts first, posts in their order."""
    require_practice()
    held = (
        Post.objects.held_at(at)
        .filter(user__email__endswith=INVENTED, user__is_active=True)
        .select_related("user", "court")
    )
    order = {kind.value: number for number, kind in enumerate(POST_KINDS)}
    found: dict[object, Cast] = {}
    for post in sorted(held, key=lambda p: (order[p.kind], p.valid_from, p.user.username)):
        found.setdefault(post.court_id, Cast(post.court)).posts.append(post)
    return sorted(found.values(), key=lambda c: (-len(c.posts), c.court.code))


def leading_roles(cast: Iterable[Post]) -> list[Post]:
    """The first holder of each kind of post: enough to see every desk of a court."""
    first: dict[str, Post] = {}
    for post in cast:
        first.setdefault(post.kind, post)
    return list(first.values())


def citizens(at: datetime) -> list[User]:
    """The first invented people without a post."""
    require_practice()
    in_post = Post.objects.held_at(at).filter(user=OuterRef("pk"))
    rows = User.objects.filter(Q(email__endswith=INVENTED), ~Exists(in_post), is_active=True)
    return list(rows.order_by("date_joined", "pk")[:CITIZENS])


def player(username: str, at: datetime) -> tuple[User, Post | None]:
    """The invented person of this name and the post in which to play (the first held).

    Raises:
        Refused: "not_found" in a real court; "practice.unknown" for anybody who is not invented.
    """
    require_practice()
    user = User.objects.filter(username=username, email__endswith=INVENTED, is_active=True).first()
    if user is None:
        raise Refused(
            "practice.unknown",
            "Không có vai này trong Tòa án thực hành. Hãy chọn một vai trong danh sách.",
            status=404,
        )
    post = Post.objects.held_at(at).filter(user=user).select_related("court").order_by("valid_from").first()
    return user, post


def holder(kind: Role, at: datetime) -> Post | None:
    """The first invented holder of a kind of post, in the court with the most posts; None when there is none."""
    for cast in casts(at):
        for post in cast.posts:
            if post.role == kind:
                return post
    return None
