"""Forms of the portal's own pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case
from toaan.design.forms import MoneyField, TextField, TileRadios
from toaan.filing.fees import Exemption
from toaan.filing.petition_forms import KIND_HINTS
from toaan.filing.tracking import read_code
from toaan.vietnamese.phones import is_phone


class RegisterForm(forms.Form):
    """A person makes an account."""

    full_name = TextField(
        label=_("Họ và tên"), max_length=200, help_text=_("Viết như trên căn cước, có dấu. Ví dụ: Hoàng Thị Lan Chi"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("Thư điện tử"), help_text=_("Dùng để đăng nhập và nhận tin của Tòa án. Ví dụ: lanchi@thu.vn"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    phone = TextField(
        label=_("Số điện thoại"),
        max_length=20,
        required=False,
        help_text=_("Số Tòa án gọi được cho bạn khi cần. Ví dụ: 0912 000 001"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    personal_id = TextField(
        label=_("Số định danh cá nhân"), max_length=12, required=False,
        help_text=_("12 chữ số ở mặt trước thẻ căn cước, dưới chữ “Số định danh cá nhân”. Có thể bổ sung sau."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    address = TextField(
        label=_("Nơi cư trú"),
        max_length=300,
        required=False,
        help_text=_("Nơi bạn đang ở. Ví dụ: Số 12 đường Bến Đò, xã Sông Thanh, tỉnh Sông Thanh"),
    )
    password1 = forms.CharField(
        label=_("Mật khẩu"), strip=False, help_text=_("Ít nhất 10 ký tự, không chỉ gồm chữ số."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    password2 = forms.CharField(
        label=_("Nhập lại mật khẩu"),
        strip=False,
        help_text=_("Gõ lại đúng mật khẩu ở ô trên."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_phone(self) -> str:
        value = str(self.cleaned_data["phone"])
        if value and not is_phone(value):
            raise forms.ValidationError(_("Số điện thoại gồm 8 đến 15 chữ số, ví dụ 0912 000 001."))
        return value

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


class FeeForm(forms.Form):
    """What the fee advance is reckoned from."""

    loai = forms.ChoiceField(
        label=_("Việc của bạn thuộc loại nào?"),
        help_text=_("Chọn loại gần nhất. Mức án phí mỗi loại khác nhau."),
        choices=Case.Kind.choices,
        widget=TileRadios(hints=KIND_HINTS),
        error_messages={"required": _("Hãy chọn loại việc.")},
    )
    co_gia_ngach = forms.ChoiceField(
        label=_("Yêu cầu của bạn có tính được bằng tiền không?"),
        help_text=_("Đòi tiền, chia tài sản là tính được. Chỉ xin ly hôn, trả giấy tờ là không."),
        choices=[("co", _("Có, tính được bằng tiền")), ("khong", _("Không tính được bằng tiền"))],
        widget=TileRadios,
        error_messages={"required": _("Hãy chọn yêu cầu có tính được bằng tiền hay không.")},
    )
    gia_tri = MoneyField(
        label=_("Tổng giá trị yêu cầu"), required=False, min_value=1,
        help_text=_("Chỉ khi tính được bằng tiền: tổng số tiền, giá trị tài sản bạn yêu cầu. Ví dụ: 350.000.000 hoặc 350 triệu"),
    )  # fmt: skip
    mien_giam = forms.ChoiceField(
        label=_("Bạn có thuộc diện được miễn, giảm không?"), required=False,
        help_text=_("Phải có giấy tờ chứng minh; Thẩm phán là người quyết định. Không thuộc diện nào thì để nguyên."),
    )  # fmt: skip
    hide_optional = True

    def __init__(self, *args: Any, exemptions: Sequence[Exemption], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mien_giam"].choices = [  # type: ignore[attr-defined]
            ("", _("Không thuộc diện nào")),
            *((e.code, e.title) for e in exemptions),
        ]
        self.kinds_of = {e.code: e.kinds for e in exemptions}

    def clean(self) -> dict[str, Any]:
        """An amount is needed exactly when the claim has one."""
        data = super().clean() or self.cleaned_data
        if data.get("co_gia_ngach") == "co" and not data.get("gia_tri") and "gia_tri" not in self.errors:
            self.add_error(
                "gia_tri", _("Hãy nhập số tiền hoặc giá trị tài sản bạn yêu cầu, ví dụ 350.000.000.")
            )
        ground, kind = data.get("mien_giam"), data.get("loai")
        if ground and kind and kind not in self.kinds_of[ground]:
            self.add_error(
                "mien_giam",
                _(
                    "Diện này không áp dụng cho loại việc bạn chọn. Hãy chọn lại loại việc hoặc diện miễn, giảm."
                ),
            )
        return data


class CodeForm(forms.Form):
    """The code that a paper bears."""

    ma = TextField(
        label=_("Mã trên giấy"), max_length=40,
        help_text=_("12 chữ và số, in trên giấy xác nhận đã nhận đơn, ví dụ <span class='ta-nowrap'>7KQM-2XHV-9TRB</span>. Viết liền hay có gạch đều được."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-20 ta-num"}),
        error_messages={"required": _("Hãy nhập mã in trên giấy.")},
    )  # fmt: skip

    def clean_ma(self) -> str:
        typed = str(self.cleaned_data["ma"])
        if not read_code(typed):
            raise forms.ValidationError(
                _("Mã gồm đúng 12 chữ và số, không có số 0, số 1, chữ O và chữ I. Hãy xem lại trên giấy.")
            )
        return typed


class PaperFileForm(forms.Form):
    """The file of a paper; it is read once and forgotten."""

    tep = forms.FileField(
        label=_("Tệp văn bản bạn nhận được"),
        help_text=_("Tệp PDF gốc, chưa in ra, chưa quét hay chụp lại. Tệp chỉ được đọc để so sánh, không được lưu."),
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
        error_messages={
            "required": _("Hãy chọn tệp PDF cần kiểm tra."),
            "empty": _("Tệp này rỗng (0 byte). Hãy chọn lại đúng tệp bạn nhận được."),
        },
    )  # fmt: skip

    def clean_tep(self) -> Any:
        file = self.cleaned_data["tep"]
        if file.size > settings.TOAAN_UPLOAD_LIMIT:
            raise forms.ValidationError(
                _("Tệp lớn hơn %s MB nên không phải văn bản do Tòa án phát hành.")
                % (settings.TOAAN_UPLOAD_LIMIT // 1_000_000)
            )
        return file
