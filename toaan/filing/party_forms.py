"""Forms of the people of a petition: who sues, who is sued, who is concerned, who saw it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toaan.design.forms import TextField, TileRadios
from toaan.filing.address_field import AddressField, AddressInput
from toaan.filing.content import MAX_ROWS, MAY_BE_UNKNOWN

Text = str | Promise
More = Mapping[str, tuple[Text, Text]]
"""Longer help of a field, by its name: (title, text)."""


class PartyForm(forms.Form):
    """A person or an organisation."""

    kind = forms.ChoiceField(
        label=_("Là cá nhân hay cơ quan, tổ chức?"),
        choices=[("person", _("Cá nhân")), ("organisation", _("Cơ quan, tổ chức"))],
        initial="person",
        required=False,
    )
    name = TextField(label=_("Họ và tên, hoặc tên cơ quan, tổ chức"), required=False)
    representative = TextField(
        label=_("Người đại diện theo pháp luật"),
        required=False,
        help_text=_("Chỉ với cơ quan, tổ chức: họ tên, chức vụ"),
    )
    birth_year = forms.IntegerField(
        label=_("Năm sinh"), required=False, min_value=1900, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
        error_messages={"invalid": _("Nhập năm sinh bằng bốn chữ số, ví dụ 1987")},
    )  # fmt: skip
    personal_id = TextField(label=_("Số định danh cá nhân, hoặc mã số doanh nghiệp"), required=False)
    address = TextField(
        label=_("Nơi cư trú, làm việc hoặc trụ sở"), required=False,
        help_text=_("Số nhà, đường hoặc thôn; xã, phường; tỉnh, thành phố. Không rõ thì ghi nơi cuối cùng bạn biết."),
    )  # fmt: skip
    phone = TextField(label=_("Số điện thoại"), required=False)
    email = TextField(label=_("Thư điện tử"), required=False)
    hide_optional = True


@dataclass(frozen=True)
class Group:
    """Fields of a party under one heading."""

    heading: Text
    fields: Sequence[BoundField]
    folded: bool = False
    note: Text = ""

    @property
    def open(self) -> bool:
        """Whether something stands in a folded group, or is wrong there."""
        return any(f.errors or f.value() for f in self.fields)


class PersonalPartyForm(PartyForm):
    """A party as a citizen describes it: an address in three fields, words for the part this party plays."""

    template_name = "filing/party_form.html"
    asked: ClassVar[Sequence[tuple[Text, Sequence[str]]]] = (
        (_("Họ tên"), ("kind", "name", "representative")),
        (_("Địa chỉ"), ("address",)),
    )
    """Headings and the fields under them."""
    folded: ClassVar[tuple[Text, Text, Sequence[str]]]
    """Heading, note and fields of what is folded away."""
    address = AddressField(label=_("Nơi cư trú, làm việc hoặc trụ sở"), required=False)
    help: ClassVar[Mapping[str, Text]] = {}
    labels: ClassVar[Mapping[str, Text]] = {}
    autofill: ClassVar[Mapping[str, str]] = {}
    """What the browser may fill in: only where a person writes about himself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, text in self.help.items():
            self.fields[name].help_text = str(text)
        for name, label in self.labels.items():
            self.fields[name].label = str(label)
        for name, fill in self.autofill.items():
            self.fields[name].widget.attrs["autocomplete"] = fill
        self.fields["address"].widget = AddressInput(autocomplete=bool(self.autofill))
        self.fields["kind"].widget = TileRadios()
        self.fields["kind"].widget.choices = self.fields["kind"].choices  # type: ignore[attr-defined]
        for name, mode in (("phone", "tel"), ("email", "email"), ("personal_id", "numeric")):
            self.fields[name].widget.attrs["inputmode"] = mode

    def groups(self) -> Iterator[Group]:
        """Every field once, in the order of the page."""
        for heading, names in self.asked:
            yield Group(heading, [self[name] for name in names])
        heading, note, names = self.folded
        yield Group(heading, [self[name] for name in names], folded=True, note=note)


class PlaintiffForm(PersonalPartyForm):
    """The person who sues."""

    asked = (*PersonalPartyForm.asked, (_("Liên lạc"), ("phone", "email")))
    folded = (
        _("Thêm năm sinh và số định danh"),
        _("Không bắt buộc, nhưng giúp Tòa án khỏi nhầm bạn với người trùng tên."),
        ("birth_year", "personal_id"),
    )
    autofill: ClassVar[Mapping[str, str]] = {"name": "name", "phone": "tel", "email": "email"}
    help: ClassVar[Mapping[str, Text]] = {
        "kind": _(
            "Bạn kiện cho chính mình thì chọn cá nhân. Kiện thay công ty, hợp tác xã thì chọn cơ quan, tổ chức."
        ),
        "name": _(
            "Viết có dấu, đúng như trên thẻ căn cước hoặc giấy đăng ký doanh nghiệp. Ví dụ: Hoàng Thị Lan Chi"
        ),
        "representative": _("Chỉ ghi khi là cơ quan, tổ chức: họ tên, chức vụ. Ví dụ: Lê Văn Bình, Giám đốc"),
        "birth_year": _("Bốn chữ số, xem trên thẻ căn cước. Ví dụ: 1987"),
        "personal_id": _(
            "12 chữ số ở mặt trước thẻ căn cước. Công ty thì ghi mã số trên giấy đăng ký doanh nghiệp."
        ),
        "address": _("Nơi bạn đang ở, để Tòa án gửi giấy tờ đến được. Có thể khác địa chỉ trên căn cước."),
        "phone": _("Số Tòa án gọi được cho bạn. Ví dụ: 0912 000 001"),
        "email": _("Nơi bạn nhận tin của Tòa án. Không có thì để trống. Ví dụ: lanchi@thu.vn"),
    }
    more: ClassVar[More] = {
        "personal_id": (
            _("Tìm số này ở đâu?"),
            _(
                "Thẻ căn cước, căn cước công dân: dòng số lớn ở mặt trước, ngay dưới chữ “Số” hoặc “Số định danh cá nhân”. "
                "Chứng minh nhân dân cũ chỉ có 9 số: hãy ghi số định danh trong thông báo của công an hoặc để trống."
            ),
        ),
        "address": (
            _("Chỗ ở khác hộ khẩu thì ghi chỗ nào?"),
            _(
                "Ghi nơi bạn thật sự đang sống. Nếu đổi chỗ ở trong khi vụ án đang giải quyết, hãy báo ngay cho Tòa án."
            ),
        ),
    }


class RequesterForm(PlaintiffForm):
    """Who asks the court for something that nobody disputes."""

    asked = (
        *PersonalPartyForm.asked,
        (_("Năm sinh, số định danh"), ("birth_year", "personal_id")),
        (_("Liên lạc"), ("phone",)),
    )
    folded = (_("Thêm thư điện tử"), _("Không bắt buộc."), ("email",))  # type: ignore[assignment]
    help: ClassVar[Mapping[str, Text]] = {
        **PlaintiffForm.help,
        "kind": _(
            "Bạn yêu cầu cho chính mình thì chọn cá nhân. Thay cơ quan, tổ chức thì chọn cơ quan, tổ chức."
        ),
        "personal_id": _(
            "12 chữ số ở mặt trước thẻ căn cước. Người cùng yêu cầu xác nhận đơn bằng tài khoản có số này."
        ),
        "address": _("Nơi người này đang ở, để Tòa án gửi giấy tờ đến được."),
        "phone": _("Số Tòa án gọi được. Ví dụ: 0912 000 001"),
    }


UNKNOWN_HELP = _("Đánh dấu nếu bạn không biết; Tòa án vẫn nhận đơn.")


class OtherPartyForm(PersonalPartyForm):
    """Somebody else than the writer: one may not know everything about him, and may say so."""

    folded = (
        _("Thêm năm sinh, số định danh, điện thoại, thư điện tử"),
        _("Biết điều nào thì ghi điều ấy. Không biết thì chọn “Tôi không biết”; Tòa án vẫn nhận đơn."),
        ("birth_year", "birth_year_unknown", "personal_id", "personal_id_unknown", "phone", "phone_unknown", "email"),
    )  # fmt: skip
    birth_year_unknown = forms.BooleanField(
        label=_("Tôi không biết năm sinh"), help_text=UNKNOWN_HELP, required=False
    )
    personal_id_unknown = forms.BooleanField(
        label=_("Tôi không biết số này"), help_text=UNKNOWN_HELP, required=False
    )
    phone_unknown = forms.BooleanField(
        label=_("Tôi không biết số điện thoại"), help_text=UNKNOWN_HELP, required=False
    )

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """The ticks are saved as one list."""
        name = field_name.removesuffix("_unknown")
        if name != field_name:
            return name in self.initial.get("unknown", ())
        return super().get_initial_for_field(field, field_name)

    def clean(self) -> dict[str, Any]:
        """The ticks as one list, as the content keeps them."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        data["unknown"] = [name for name in MAY_BE_UNKNOWN if data.pop(f"{name}_unknown", False)]
        return data


class DefendantForm(OtherPartyForm):
    """The person who is sued."""

    labels: ClassVar[Mapping[str, Text]] = {"kind": _("Người bị kiện là cá nhân hay cơ quan, tổ chức?")}
    help: ClassVar[Mapping[str, Text]] = {
        "kind": _(
            "Kiện công ty thì chọn cơ quan, tổ chức. Kiện chủ hộ kinh doanh, chủ cửa hàng thì chọn cá nhân."
        ),
        "name": _(
            "Họ tên đầy đủ, có dấu; xem trên hợp đồng, giấy vay. Không rõ họ tên đệm thì ghi phần bạn biết."
        ),
        "representative": _(
            "Chỉ với cơ quan, tổ chức, ví dụ: Lê Văn Bình, Giám đốc. Không biết thì để trống."
        ),
        "birth_year": _("Bốn chữ số. Ví dụ: 1979"),
        "personal_id": _("Số căn cước, hoặc mã số doanh nghiệp in trên hóa đơn."),
        "address": _("Nơi họ đang ở, làm việc hoặc trụ sở. Không rõ thì ghi nơi cuối cùng bạn biết."),
        "phone": _("Số bạn vẫn liên lạc với họ. Ví dụ: 0912 000 001"),
        "email": _("Không biết thì để trống."),
    }
    more: ClassVar[More] = {
        "address": (
            _("Tôi không biết họ đang ở đâu"),
            _(
                "Bạn vẫn kiện được. Hãy ghi địa chỉ cuối cùng bạn biết, hoặc địa chỉ họ ghi trong hợp đồng, giấy vay. "
                "Họ cố tình giấu địa chỉ mới thì Tòa án vẫn giải quyết theo thủ tục chung (điểm e khoản 1 Điều 192 BLTTDS)."
            ),
        ),
    }


class RelatedForm(OtherPartyForm):
    """Somebody else whom the case touches."""

    labels: ClassVar[Mapping[str, Text]] = {"kind": _("Người này là cá nhân hay cơ quan, tổ chức?")}
    help: ClassVar[Mapping[str, Text]] = {
        **DefendantForm.help,
        "kind": _("Ngân hàng, công ty thì chọn cơ quan, tổ chức."),
        "name": _(
            "Họ tên đầy đủ, có dấu. Ví dụ: vợ hoặc chồng của người vay. Không có ai thì để trống cả trang."
        ),
    }


class WitnessForm(forms.Form):
    """A witness."""

    name = TextField(
        label=_("Họ và tên người làm chứng"), required=False,
        help_text=_("Người đã thấy, đã nghe hoặc biết việc này. Không có ai thì để trống cả trang."),
    )  # fmt: skip
    address = AddressField(
        label=_("Địa chỉ của người làm chứng"), required=False,
        help_text=_("Để Tòa án mời được họ. Không rõ số nhà thì ghi thôn, xã."),
    )  # fmt: skip
    hide_optional = True


class Rows(BaseFormSet):
    """Rows of a page. A row that equals what is saved is read like any other, never taken for an empty one."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "empty_permitted": False, "use_required_attribute": False}


PartySet = formset_factory(PartyForm, formset=Rows, extra=0, max_num=MAX_ROWS, absolute_max=MAX_ROWS + 1)
PlaintiffSet = formset_factory(
    PlaintiffForm, formset=Rows, extra=0, max_num=MAX_ROWS, absolute_max=MAX_ROWS + 1
)
RequesterSet = formset_factory(
    RequesterForm, formset=Rows, extra=0, max_num=MAX_ROWS, absolute_max=MAX_ROWS + 1
)
DefendantSet = formset_factory(
    DefendantForm, formset=Rows, extra=0, max_num=MAX_ROWS, absolute_max=MAX_ROWS + 1
)
RelatedSet = formset_factory(RelatedForm, formset=Rows, extra=0, max_num=MAX_ROWS, absolute_max=MAX_ROWS + 1)
WitnessSet = formset_factory(WitnessForm, formset=Rows, extra=0, max_num=MAX_ROWS, absolute_max=MAX_ROWS + 1)
