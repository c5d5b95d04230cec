"""Forms of the desk's own pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.core.models import User
from toaan.core.roles import POST_KINDS
from toaan.design.filters import Filters
from toaan.design.forms import DateTextInput, TextField, VietnameseDateField


class PostFilter(Filters):
    """Who to look for among the posts of the court."""

    q = forms.CharField(label=_("Họ tên, tên đăng nhập"), required=False, max_length=200)
    kind = forms.ChoiceField(
        label=_("Chức vụ"),
        required=False,
        choices=[("", _("Tất cả")), *((r.value, r.label) for r in POST_KINDS)],
    )


class AppointForm(forms.Form):
    """HR enters that a person holds a post."""

    username = TextField(
        label=_("Tên đăng nhập"), max_length=150, help_text=_("Người được ghi nhận phải có tài khoản trước.")
    )
    kind = forms.ChoiceField(
        label=_("Chức vụ, chức danh"), choices=lambda: [(r.value, r.label) for r in POST_KINDS]
    )
    since = VietnameseDateField(
        label=_("Từ ngày"), help_text=_("Ngày/tháng/năm, theo quyết định."), widget=DateTextInput()
    )
    chamber = TextField(label=_("Tòa chuyên trách"), max_length=100, required=False)

    def clean_username(self) -> User:
        found = User.objects.filter(username=str(self.cleaned_data["username"]).lower()).first()
        if found is None:
            raise forms.ValidationError(_("Không có tài khoản này. Kiểm tra lại tên đăng nhập."))
        return found


class EndPostForm(forms.Form):
    """HR enters that a person no longer holds a post."""

    on = VietnameseDateField(
        label=_("Thôi giữ từ ngày"),
        help_text=_("Ngày/tháng/năm. Hết quyền từ đầu ngày này; để trống là ngay bây giờ."),
        required=False,
        widget=DateTextInput(),
    )
