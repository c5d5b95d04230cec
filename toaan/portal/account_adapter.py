"""How allauth (sign-in, password reset) meets our accounts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    """Registration is an act of ours (`toaan.core.actions.register`), not allauth's; its errors in our words."""

    _wrong = _(
        "Thư điện tử, tên đăng nhập hoặc mật khẩu chưa đúng. Hãy xem phím Caps Lock và bộ gõ tiếng Việt."
    )
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _wrong,
        "username_password_mismatch": _wrong,
        "username_email_password_mismatch": _wrong,
        "enter_current_password": _("Mật khẩu đang dùng chưa đúng. Hãy nhập lại."),
        "incorrect_password": _("Mật khẩu đang dùng chưa đúng. Hãy nhập lại."),
        "cannot_remove_primary_email": _(
            "Không gỡ được địa chỉ chính. Hãy đặt địa chỉ khác làm địa chỉ chính trước."
        ),
        "duplicate_email": _("Tài khoản của bạn đã có địa chỉ này."),
        "email_taken": _("Địa chỉ này đã thuộc một tài khoản khác."),
        "max_email_addresses": _("Mỗi tài khoản có nhiều nhất %d địa chỉ."),
        "unverified_primary_email": _("Hãy xác nhận địa chỉ này trước, rồi mới đặt làm địa chỉ chính."),
        "same_as_current": _("Mật khẩu mới phải khác mật khẩu đang dùng."),
        "invalid_login": _("Thư điện tử hoặc tên đăng nhập chưa đúng."),
        "invalid_password_reset": _("Đường dẫn đặt lại mật khẩu không dùng được nữa. Hãy lấy đường dẫn mới."),
        "too_many_login_attempts": _("Đã đăng nhập sai quá nhiều lần. Hãy thử lại sau ít phút."),
        "unknown_email": _("Thư điện tử này chưa có tài khoản."),
        "rate_limited": _("Bạn gửi quá nhiều yêu cầu. Hãy đợi vài phút rồi thử lại."),
        "password_min_length": _("Mật khẩu cần ít nhất {0} ký tự."),
    }

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """First into the post held: the page asked for, or left when the session ended, may be of the desk."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        enter, wanted = reverse("portal:enter"), response.headers.get("Location", "")
        if wanted and wanted != enter:
            response["Location"] = f"{enter}?{urlencode({'next': wanted})}"
        return response

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False


def typed_name(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """The name or e-mail that a sign-in attempt is counted under, however the form spells it."""
    told = credentials or {}
    return str(told.get("username") or told.get("email") or request.POST.get("login", "")).strip().lower()
