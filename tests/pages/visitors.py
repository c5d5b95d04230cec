"""People of a practice court before its pages, without a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client


def signed_in(username: str, **options: Any) -> Client:
    """A client in which this person has signed in and taken up a post; nobody for an empty name."""
    from django.test import Client

    from toaan.core.middleware import POST_KEY
    from toaan.core.models import Post, User

    client = Client(**options)
    if username:
        user = User.objects.get(username=username)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        if post := Post.objects.filter(user=user).first():
            session = client.session
            session[POST_KEY] = str(post.pk)
            session.save()
    return client
