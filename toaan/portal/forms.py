"""Forms of the portal's own pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.design.forms import TextField


class RegisterForm(forms.Form):
    """A person makes an account."""

    full_name = TextField(
        label=_("Họ và tên"), max_length=200, help_text=_("Như trên căn cước."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("Thư điện tử"), help_text=_("Dùng để đăng nhập và nhận tin của Tòa án."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    phone = TextField(
        label=_("Số điện thoại"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    personal_id = TextField(
        label=_("Số định danh cá nhân"), max_length=12, required=False,
        help_text=_("12 chữ số trên căn cước. Có thể bổ sung sau."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    address = TextField(
        label=_("Nơi cư trú"),
        max_length=300,
        required=False,
        help_text=_("Thôn, xã hoặc số nhà, đường; tỉnh."),
    )
    password1 = forms.CharField(
        label=_("Mật khẩu"), strip=False, help_text=_("Ít nhất 10 ký tự, không chỉ gồm chữ số."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    password2 = forms.CharField(
        label=_("Nhập lại mật khẩu"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_personal_id(self) -> str:
        value = str(self.cleaned_data["personal_id"]).replace(" ", "")
        if value and not (value.isdigit() and len(value) == 12):
            raise forms.ValidationError(_("Số định danh gồm đúng 12 chữ số."))
        return value

    def clean_password2(self) -> str:
        again = self.cleaned_data.get("password2", "")
        if again != self.cleaned_data.get("password1"):
            raise forms.ValidationError(_("Hai lần nhập mật khẩu chưa giống nhau."))
        return str(again)
