"""How allauth (sign-in, password reset) meets our accounts."""

from __future__ import annotations

from collections.abc import Mapping

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Registration is an act of ours (`toaan.core.actions.register`), not allauth's."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False


def typed_name(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """The name or e-mail that a sign-in attempt is counted under, however the form spells it."""
    told = credentials or {}
    return str(told.get("username") or told.get("email") or request.POST.get("login", "")).strip().lower()
