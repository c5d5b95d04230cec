"""Forms of the guided petition. Help stands beside every field; longer help folds away under it.

They read what was typed; whether it may stand is said by the actions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.forms.formsets import formset_factory
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case
from toaan.core.models import Court
from toaan.design.forms import LongTextField, MoneyField, TextField, TileRadios
from toaan.filing.address_field import AddressField
from toaan.filing.content import MAX_ROWS
from toaan.filing.matters import BY_RELATION
from toaan.filing.party_forms import Group, More, Rows
from toaan.rules.requests import RequestKind

KIND_HINTS = {
    "DS": _("Vay nợ, đặt cọc, mua bán, nhà đất, thừa kế, bồi thường thiệt hại…"),
    "HNGĐ": _("Ly hôn, nuôi con, cấp dưỡng, chia tài sản vợ chồng"),
    "KDTM": _("Tranh chấp giữa các doanh nghiệp, giữa thành viên công ty"),
    "LĐ": _("Tiền lương, sa thải, bảo hiểm xã hội, tai nạn lao động"),
}
RELATIONS = {
    "DS": (
        "Tranh chấp hợp đồng vay tài sản", "Tranh chấp hợp đồng đặt cọc", "Tranh chấp hợp đồng mua bán tài sản",
        "Tranh chấp hợp đồng thuê tài sản", "Tranh chấp hợp đồng dịch vụ", "Tranh chấp quyền sở hữu tài sản",
        "Tranh chấp quyền sử dụng đất", "Tranh chấp hợp đồng chuyển nhượng quyền sử dụng đất",
        "Tranh chấp về thừa kế tài sản", "Tranh chấp về bồi thường thiệt hại ngoài hợp đồng", "Đòi lại tài sản",
    ),
    "HNGĐ": (
        "Ly hôn, tranh chấp về nuôi con, chia tài sản khi ly hôn", "Chia tài sản sau khi ly hôn",
        "Tranh chấp về thay đổi người trực tiếp nuôi con sau khi ly hôn", "Tranh chấp về cấp dưỡng",
        "Tranh chấp về xác định cha, mẹ cho con",
    ),
    "KDTM": (
        "Tranh chấp hợp đồng mua bán hàng hóa", "Tranh chấp hợp đồng tín dụng", "Tranh chấp hợp đồng xây dựng",
        "Tranh chấp hợp đồng cung ứng dịch vụ", "Tranh chấp giữa công ty với thành viên công ty",
        "Tranh chấp về sở hữu trí tuệ", "Tranh chấp chuyển nhượng phần vốn góp",
    ),
    "LĐ": (
        "Tranh chấp về xử lý kỷ luật lao động theo hình thức sa thải",
        "Tranh chấp về đơn phương chấm dứt hợp đồng lao động", "Tranh chấp về tiền lương",
        "Tranh chấp về bảo hiểm xã hội", "Tranh chấp về bồi thường tai nạn lao động",
    ),
}  # fmt: skip
"""Usual disputes after BLTTDS 26, 28, 30 and 32: suggestions for the free text, not a closed list."""


class DataListInput(forms.TextInput):
    """Text field with suggestions that also works where suggestions are not supported."""

    template_name = "filing/widgets/datalist.html"

    def __init__(self, options: Sequence[str] = (), attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.options = options

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        attrs = {**(attrs or {}), "list": f"{name}-goi-y"}
        return {
            **super().get_context(name, value, attrs),
            "list_id": f"{name}-goi-y",
            "options": self.options,
        }


class CourtForm(forms.Form):
    """To which court, about what kind of matter."""

    court = forms.ChoiceField(label=_("Tòa án nhận đơn"))
    kind = forms.ChoiceField(
        label=_("Việc của bạn thuộc loại nào?"),
        help_text=_("Chọn loại gần nhất. Chọn chưa đúng cũng không sao, Thẩm phán sẽ xem lại."),
        choices=Case.Kind.choices,
        widget=TileRadios(hints=KIND_HINTS),
    )

    more: ClassVar[More] = {
        "court": (
            _("Tranh chấp nhà đất, ly hôn thì nộp ở đâu?"),
            _(
                "Tranh chấp về nhà, đất: Tòa án nơi có nhà, đất. Ly hôn: Tòa án nơi vợ hoặc chồng bị kiện cư trú, làm việc. "
                "Hai bên có thể thỏa thuận bằng văn bản nộp tại Tòa án nơi người khởi kiện cư trú, trừ tranh chấp nhà đất. "
                "Không biết chắc người bị kiện ở đâu: nơi cuối cùng họ cư trú (Điều 39, Điều 40 BLTTDS)."
            ),
        ),
    }

    def __init__(self, *args: Any, courts: Iterable[Court], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["court"] = forms.ChoiceField(
            label=_("Tòa án nhận đơn"),
            help_text=_(
                "Thường là Tòa án nơi người bị kiện cư trú, làm việc hoặc có trụ sở (Điều 39 BLTTDS). "
                "Gửi chưa đúng thì Tòa án chuyển đơn cho Tòa án có thẩm quyền."
            ),
            choices=[("", _("Chọn Tòa án")), *((str(c.pk), c.name) for c in courts)],
        )
        self.order_fields(["court", "kind"])


class ClaimForm(forms.Form):
    """One thing asked of the court."""

    text = LongTextField(
        label=_("Bạn yêu cầu Tòa án giải quyết điều gì?"), required=False, rows=3,
        help_text=_("Ai phải làm gì cho bạn. Ví dụ: Buộc ông Vũ Đức Thịnh trả 350.000.000 đồng tiền vay."),
    )  # fmt: skip
    hide_optional = True


class AskedForm(ClaimForm):
    """One thing that the court is asked to recognise or to decide."""

    text = LongTextField(
        label=_("Bạn yêu cầu Tòa án công nhận, quyết định điều gì?"), required=False, rows=3,
        help_text=_("Ví dụ: Công nhận thuận tình ly hôn. Giao con cho mẹ trực tiếp nuôi, bố cấp dưỡng mỗi tháng 3.000.000 đồng."),
    )  # fmt: skip


ClaimSet = formset_factory(ClaimForm, formset=Rows, extra=0, max_num=MAX_ROWS, absolute_max=MAX_ROWS + 1)
AskedSet = formset_factory(AskedForm, formset=Rows, extra=0, max_num=MAX_ROWS, absolute_max=MAX_ROWS + 1)


VENUE_ROLES = (
    ("", _("Không gắn với nơi nào khác, hoặc tôi không chắc")),
    ("immovable", _("Nơi có nhà, đất đang tranh chấp")),
    ("performance", _("Nơi thực hiện hợp đồng")),
    ("harm", _("Nơi xảy ra việc gây thiệt hại")),
    ("branch", _("Nơi có chi nhánh của công ty bị kiện")),
    ("defendant_property", _("Nơi người bị kiện có tài sản")),
)
VENUE_FLAGS = (
    ("agreed", _("Hai bên đã thỏa thuận bằng văn bản: nộp đơn tại Tòa án nơi tôi ở")),
    ("defendant_unknown", _("Tôi không biết người bị kiện đang ở đâu")),
    ("defendant_abroad", _("Người bị kiện không ở Việt Nam")),
    ("mediated", _("Đã hòa giải ở xã, phường (đất đai) hoặc với hòa giải viên lao động")),
    ("arbitration", _("Hai bên đã thỏa thuận đưa tranh chấp ra trọng tài")),
    ("foreign", _("Có bên là người, công ty nước ngoài, hoặc việc xảy ra ở nước ngoài")),
    ("foreign_forum", _("Hai bên đã thỏa thuận để Tòa án hoặc Trọng tài nước ngoài giải quyết")),
    ("foreign_pending", _("Tòa án hoặc Trọng tài nước ngoài đã nhận giải quyết việc này")),
    ("foreign_decided", _("Tòa án nước ngoài hoặc Trọng tài đã giải quyết xong việc này")),
)


class FactsForm(forms.Form):
    """What happened, and what the choice of the court may hang on."""

    template_name = "filing/facts_form.html"
    legal_relation = TextField(label=_("Bạn tranh chấp về việc gì?"), required=False)
    facts = LongTextField(
        label=_("Việc đã xảy ra"), required=False, rows=12,
        help_text=_("Kể theo thứ tự thời gian: ai, việc gì, ngày nào, bao nhiêu tiền; bạn bị thiệt hại gì. Không nhớ chính xác thì ghi “khoảng”."),
    )  # fmt: skip
    venue_role = forms.ChoiceField(
        label=_("Ngoài nơi các bên ở, việc này gắn với nơi nào?"), required=False, choices=VENUE_ROLES,
        help_text=_("Tranh chấp nhà, đất thì phải nộp đơn ở nơi có nhà, đất."),
    )  # fmt: skip
    venue_address = AddressField(
        label=_("Nơi đó ở đâu?"),
        required=False,
        help_text=_("Xã, phường hoặc đặc khu và tỉnh, thành phố là đủ."),
    )
    venue_flags = forms.MultipleChoiceField(
        label=_("Điều nào đúng với việc của bạn?"), required=False, choices=VENUE_FLAGS,
        help_text=_("Không có điều nào đúng thì để trống."), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    hide_optional = True

    def __init__(self, *args: Any, kind: str = "DS", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["legal_relation"].widget = DataListInput(RELATIONS.get(kind, ()))
        self.fields["legal_relation"].help_text = _(
            "Chọn trong gợi ý hoặc tự viết bằng lời của bạn, ví dụ “Tranh chấp hợp đồng vay tài sản”"
        )
        matter = BY_RELATION.get(str(self["legal_relation"].value() or ""))
        self.more: More = {
            "facts": (_("Nên kể những gì?"), "; ".join(str(line) for line in matter.tell) + "."),
        } if matter else {
            "facts": (
                _("Nên kể những gì?"),
                _("Hai bên quen biết hoặc ký kết thế nào; đã thỏa thuận gì; ai làm sai, ngày nào; bạn đã nói chuyện, "
                  "đòi hỏi ra sao; thiệt hại của bạn là gì."),
            ),
        }  # fmt: skip

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """What is saved as one group stands in three fields."""
        name = field_name.removeprefix("venue_")
        if name != field_name:
            return self.initial.get("venue", {}).get(name)
        return super().get_initial_for_field(field, field_name)

    def clean(self) -> dict[str, Any]:
        """The three fields as one group; a form that was sent without them leaves what is saved."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        venue = {name: data.pop(f"venue_{name}", None) or "" for name in ("role", "address", "flags")}
        if any(key.startswith(self.add_prefix("venue_")) for key in self.data):
            data["venue"] = {**venue, "flags": list(venue["flags"])}
        return data

    def asked(self) -> list[BoundField]:
        """What everybody answers."""
        return [self["legal_relation"], self["facts"]]

    def venue(self) -> Group:
        """What only some need to answer, folded away."""
        return Group(
            _("Nơi xảy ra việc này, để biết Tòa án nào giải quyết"),
            [self["venue_role"], self["venue_address"], self["venue_flags"]],
            folded=True,
            note=_(
                "Thường là Tòa án nơi người bị kiện cư trú. Chỉ trả lời nếu việc của bạn thuộc một trong các trường hợp này."
            ),
        )


class ReasonsForm(forms.Form):
    """Why a request is made, what for and on what ground."""

    facts = LongTextField(
        label=_("Lý do, mục đích, căn cứ của yêu cầu"), required=False, rows=12,
        help_text=_("Kể theo thứ tự thời gian. Không nhớ chính xác thì ghi “khoảng”."),
    )  # fmt: skip
    hide_optional = True

    def __init__(self, *args: Any, kind: RequestKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.more: More = {"facts": (_("Nên kể những gì?"), "; ".join(kind.tell) + ".")}


class RequestForm(forms.Form):
    """What is asked, and of which court."""

    request_kind = forms.ChoiceField(label=_("Bạn yêu cầu việc gì?"), widget=TileRadios)
    court = forms.ChoiceField(label=_("Tòa án nhận đơn"))

    def __init__(
        self, *args: Any, courts: Iterable[Court], kinds: Sequence[RequestKind], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        hints = {k.code: f"{k.who}. {k.court} ({k.court_article} BLTTDS)." for k in kinds}
        self.fields["request_kind"] = forms.ChoiceField(
            label=_("Bạn yêu cầu việc gì?"), choices=[(k.code, k.label) for k in kinds], widget=TileRadios(hints=hints),
            help_text=_("Dưới mỗi việc có ghi ai được yêu cầu và nộp ở Tòa án nào."),
            error_messages={"required": _("Hãy chọn một việc.")},
        )  # fmt: skip
        self.fields["court"] = forms.ChoiceField(
            label=_("Tòa án nhận đơn"),
            help_text=_("Tòa án có thẩm quyền ghi ở dưới mỗi việc trên đây."),
            choices=[("", _("Chọn Tòa án")), *((str(c.pk), c.name) for c in courts)],
        )


class RequestCourtForm(forms.Form):
    """Another court for a request that is being written."""

    court = forms.ChoiceField(label=_("Tòa án nhận đơn"))

    def __init__(self, *args: Any, courts: Iterable[Court], kind: RequestKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["court"] = forms.ChoiceField(
            label=_("Tòa án nhận đơn"),
            help_text=f"{kind.court} ({kind.court_article} BLTTDS).",
            choices=[("", _("Chọn Tòa án")), *((str(c.pk), c.name) for c in courts)],
        )


class ValueForm(forms.Form):
    """What the claim is worth."""

    value_kind = forms.ChoiceField(
        label=_("Yêu cầu của bạn có tính được bằng tiền không?"),
        required=False,
        help_text=_("Câu này quyết định cách tính tiền tạm ứng án phí."),
        choices=[("amount", _("Có, tính được bằng tiền")), ("none", _("Không có giá ngạch"))],
        widget=TileRadios(
            hints={
                "amount": "Đòi tiền, chia tài sản, bồi thường",
                "none": "Ví dụ ly hôn, xin lỗi công khai, trả lại giấy tờ",
            }
        ),
    )
    value = MoneyField(
        label=_("Tổng giá trị yêu cầu"), required=False, min_value=1,
        help_text=_("Chỉ khi tính được bằng tiền: cộng tất cả các khoản bạn đòi. Ví dụ: 350.000.000 hoặc 350 triệu"),
    )  # fmt: skip
    hide_optional = True
