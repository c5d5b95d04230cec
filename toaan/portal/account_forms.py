"""Sign-in and password forms of allauth in our words, with help beside every field."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from django.forms import Form
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, tuple[str | Promise, str | Promise]]
NEW_PASSWORD: Words = {
    "password1": (
        _("Mật khẩu mới"),
        _("Ít nhất 10 ký tự, không chỉ gồm chữ số. Một câu ngắn dễ nhớ là tốt, ví dụ bốn từ không liên quan nhau."),
    ),
    "password2": (_("Nhập lại mật khẩu mới"), _("Gõ lại đúng mật khẩu ở ô trên.")),
}  # fmt: skip


def _say(form: Form, words: Words) -> None:
    for name, (label, help_text) in words.items():
        field = form.fields[name]
        field.label, field.help_text = str(label), str(help_text)
        field.widget.attrs.pop("placeholder", None)


def _same(form: Form) -> None:
    """Say in our words that both typings differ."""
    if "password2" in form.errors and form.cleaned_data.get("password1"):
        form.errors["password2"] = form.error_class([str(_("Hai lần nhập mật khẩu chưa giống nhau."))])


class SignInForm(allauth.LoginForm):
    """Name or e-mail, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self,
            {
                "login": (
                    _("Thư điện tử hoặc tên đăng nhập"),
                    _("Thư điện tử bạn đã dùng khi đăng ký. Cán bộ Tòa án dùng tên đăng nhập được cấp."),
                ),
                "password": (_("Mật khẩu"), _("Phân biệt chữ hoa, chữ thường. Sai 8 lần thì tạm khóa 15 phút.")),
            },
        )  # fmt: skip


class PasswordAgainForm(allauth.ReauthenticateForm):
    """The password once more before something that could harm the account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self,
            {
                "password": (
                    _("Mật khẩu"),
                    _("Mật khẩu bạn dùng để đăng nhập. Phân biệt chữ hoa, chữ thường."),
                )
            },
        )


class NewPasswordForm(allauth.ChangePasswordForm):
    """The present password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = (_("Mật khẩu đang dùng"), _("Để chắc rằng chính bạn đang đổi mật khẩu."))
        _say(self, {"oldpassword": now, **NEW_PASSWORD})

    def clean(self) -> Any:
        data = super().clean()
        _same(self)
        return data


class ForgottenPasswordForm(allauth.ResetPasswordForm):
    """To which address the link goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self,
            {"email": (_("Thư điện tử của tài khoản"), _("Thư điện tử bạn đã dùng khi đăng ký. Ví dụ: lanchi@thu.vn"))},
        )  # fmt: skip


class PasswordFromLinkForm(allauth.ResetPasswordKeyForm):
    """A new password, by the link in the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, NEW_PASSWORD)

    def clean(self) -> Any:
        data = super().clean()
        _same(self)
        return data


class AnotherAddressForm(allauth.AddEmailForm):
    """One more address for news from the court."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        help_text = _("Tòa án gửi một thư đến đây; bấm đường dẫn trong thư để xác nhận. Ví dụ: lanchi@thu.vn")
        _say(self, {"email": (_("Thư điện tử"), help_text)})
