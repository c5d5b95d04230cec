"""Forms on interim measures: they read what was typed; the acts judge it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case, Party
from toaan.core import files
from toaan.core.upload_fields import UploadsField
from toaan.design.forms import LongTextField, MoneyField, TextField, VietnameseDateField
from toaan.filing.models import Petition
from toaan.measures import actions, grounds
from toaan.measures.models import Channel

LONGEST = 5000
PAPER_WAYS = [c for c in Channel.choices if c[0] != Channel.ONLINE]


class _AskForm(forms.Form):
    """What 133.1 asks of a request."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    against = forms.ChoiceField(label=_("Người bị yêu cầu áp dụng"))
    measure = forms.ChoiceField(label=_("Biện pháp (Điều 114)"))
    demands = LongTextField(
        label=_("Yêu cầu cụ thể"), rows=3, max_length=LONGEST,
        help_text=_("Tài sản nào, số tài khoản nào, hành vi nào phải làm hoặc không được làm."),
    )  # fmt: skip
    value = MoneyField(
        label=_("Giá trị cần phong tỏa (đồng)"), required=False,
        help_text=_("Bắt buộc khi phong tỏa tài khoản, tài sản; không quá nghĩa vụ phải thực hiện (khoản 4 Điều 133)"),
    )  # fmt: skip
    holder_name = TextField(
        label=_("Nơi giữ tài khoản, tài sản"), required=False, max_length=200,
        help_text=_("Ngân hàng, cơ quan đăng ký, người giữ tài sản. Tòa án gửi quyết định cho nơi này."),
    )  # fmt: skip
    holder_address = TextField(label=_("Địa chỉ nơi đó"), required=False, max_length=300)
    reason = LongTextField(
        label=_("Tóm tắt tranh chấp và lý do phải áp dụng ngay"), rows=5, max_length=LONGEST,
        help_text=_("Ví dụ: bị đơn đang rao bán nhà đất. Nộp kèm chứng cứ."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, case: Case | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4()
        found = grounds.measures(today)
        self._choose("measure", [(m.key, f"{m.citation.partition(' Điều')[0]}: {m.title}") for m in found])
        if case is not None:
            self._choose("against", [_named(p) for p in case.parties.all()])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", _("Chọn")), *choices]  # type: ignore[attr-defined]

    def _not_against(self, askers: list[str]) -> None:
        """Where only one person can ask, nobody is offered to ask for a measure against himself."""
        field: Any = self.fields["against"]
        if len(askers) == 1:
            field.choices = [one for one in field.choices if one[0] != askers[0]]

    def asked(self, **more: Any) -> actions.Asked:
        """As the act takes it."""
        return actions.Asked(against_id=uuid.UUID(self.cleaned_data["against"]), **self.words, **more)

    @property
    def words(self) -> dict[str, Any]:
        """What every request says."""
        data = self.cleaned_data
        return {
            "id": data["key"], "measure": data["measure"], "demands": data["demands"], "reason": data["reason"],
            "value": data["value"], "holder_name": data["holder_name"], "holder_address": data["holder_address"],
        }  # fmt: skip


class OnlineAskForm(_AskForm):
    """A party asks in the portal."""

    party = forms.ChoiceField(label=_("Người yêu cầu"), widget=forms.RadioSelect)
    liable = forms.BooleanField(
        label=_("Tôi hiểu: yêu cầu không đúng mà gây thiệt hại thì phải bồi thường (khoản 1 Điều 113)"),
        error_messages={"required": _("Đánh dấu để xác nhận bạn đã hiểu trách nhiệm này")},
    )
    field_order = (
        "key",
        "party",
        "against",
        "measure",
        "demands",
        "value",
        "holder_name",
        "holder_address",
        "reason",
        "liable",
    )

    def __init__(self, *args: Any, parties: list[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [_named(p) for p in parties]  # type: ignore[attr-defined]
        self._not_against([str(p.pk) for p in parties])
        if parties:
            self.fields["party"].initial = str(parties[0].pk)


class MeasurePaperForm(_AskForm):
    """The clerk takes in a request on paper."""

    party = forms.ChoiceField(label=_("Người yêu cầu"))
    channel = forms.ChoiceField(label=_("Cách nộp"), choices=PAPER_WAYS)
    received_on = VietnameseDateField(label=_("Ngày Tòa án nhận đơn"))
    paper = UploadsField(label=_("Đơn yêu cầu (PDF)"), required=False, max_files=1, door=files.PDF_ONLY)
    field_order = (
        "key", "party", "channel", "received_on", "against", "measure", "demands", "value", "holder_name",
        "holder_address", "reason", "paper",
    )  # fmt: skip

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        self._choose("party", [_named(p) for p in case.parties.all()])


class _UrgentForm(_AskForm):
    """A request together with the petition (111.2): people are those whom the petition names."""

    def __init__(self, *args: Any, petition: Petition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = actions.people(petition)
        self._choose("against", [(place, _who(one)) for place, one in people.items()])
        askers = [place for place in people if place.startswith("plaintiffs:")]
        if "requester" in self.fields:
            self._choose("requester", [(place, _who(people[place])) for place in askers])
        self._not_against(askers if "requester" in self.fields else askers[:1])

    def urgent(self, **more: Any) -> actions.UrgentAsked:
        """As the act takes it."""
        return actions.UrgentAsked(bound=self.cleaned_data["against"], **self.words, **more)


class UrgentOnlineForm(_UrgentForm):
    """Who filed the petition asks in the portal; the petition says who that is."""

    liable = forms.BooleanField(
        label=_("Tôi hiểu: yêu cầu không đúng mà gây thiệt hại thì phải bồi thường (khoản 1 Điều 113)"),
        error_messages={"required": _("Đánh dấu để xác nhận bạn đã hiểu trách nhiệm này")},
    )


class UrgentPaperForm(_UrgentForm):
    """The clerk takes in such a request on paper."""

    requester = forms.ChoiceField(label=_("Người yêu cầu"))
    channel = forms.ChoiceField(label=_("Cách nộp"), choices=PAPER_WAYS)
    received_on = VietnameseDateField(label=_("Ngày Tòa án nhận đơn"))
    paper = UploadsField(label=_("Đơn yêu cầu (PDF)"), required=False, max_files=1, door=files.PDF_ONLY)
    field_order = (
        "key", "requester", "channel", "received_on", "against", "measure", "demands", "value", "holder_name",
        "holder_address", "reason", "paper",
    )  # fmt: skip


class MeasureReceiptForm(forms.Form):
    """When and how somebody received a decision made before acceptance."""

    on = VietnameseDateField(label=_("Ngày nhận"))
    how = TextField(
        label=_("Cách giao nhận"), max_length=300,
        help_text=_("Ví dụ: ký nhận tại Tòa án; giấy báo nhận của bưu chính số mấy"),
    )  # fmt: skip


class OwnMotionForm(_AskForm):
    """The judge begins of the court's own motion (135)."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        found = [m for m in grounds.measures(today) if m.own]
        self._choose("measure", [(m.key, f"{m.citation.partition(' Điều')[0]}: {m.title}") for m in found])


class SecurityForm(forms.Form):
    """BLTTDS 136."""

    form = LongTextField(
        label=_("Hình thức và nơi thực hiện"), rows=2, max_length=1000,
        help_text=_("Ví dụ: gửi tiền vào tài khoản phong tỏa tại ngân hàng nào, hoặc nộp chứng từ bảo lãnh của ngân hàng"),
    )  # fmt: skip
    amount = MoneyField(
        label=_("Số tiền bảo đảm (đồng)"), required=False,
        help_text=_("Tương đương thiệt hại có thể phát sinh nếu áp dụng không đúng"),
    )  # fmt: skip
    due_on = VietnameseDateField(label=_("Thực hiện chậm nhất ngày"))
    reason = LongTextField(label=_("Xét thấy"), rows=3, max_length=LONGEST)

    @property
    def wish(self) -> actions.Security:
        """As the act takes it."""
        return actions.Security(**self.cleaned_data)


class ApplyForm(forms.Form):
    """BLTTDS 133.2."""

    orders = LongTextField(
        label=_("Quyết định"), rows=4, max_length=LONGEST,
        help_text=_("Phải làm gì, không được làm gì, đối với tài sản, tài khoản nào. Phần này được in trong quyết định."),
    )  # fmt: skip
    reason = LongTextField(label=_("Xét thấy"), rows=4, max_length=LONGEST)

    @property
    def wish(self) -> actions.Application:
        """As the act takes it."""
        return actions.Application(**self.cleaned_data)


class RefuseForm(forms.Form):
    """BLTTDS 133.2."""

    reason = LongTextField(label=_("Lý do không chấp nhận"), rows=4, max_length=LONGEST)

    @property
    def wish(self) -> actions.Refusal:
        """As the act takes it."""
        return actions.Refusal(**self.cleaned_data)


class CancelForm(forms.Form):
    """BLTTDS 138."""

    ground = forms.ChoiceField(
        label=_("Căn cứ (khoản 1 Điều 138)"), widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một căn cứ")},
    )  # fmt: skip
    reason = LongTextField(label=_("Xét thấy"), rows=4, max_length=LONGEST)
    returned = forms.BooleanField(
        label=_("Cho người yêu cầu nhận lại tài sản bảo đảm (khoản 2 Điều 138)"), required=False, initial=True
    )

    def __init__(self, *args: Any, today: date, secured: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (g.key, f"{g.citation.partition(' khoản')[0]}: {g.short}") for g in grounds.ends(today)
        ]
        if not secured:
            del self.fields["returned"]

    @property
    def wish(self) -> actions.Cancellation:
        """As the act takes it."""
        return actions.Cancellation(**self.cleaned_data)


class MeasureSettleForm(forms.Form):
    """BLTTDS 141."""

    outcome = forms.ChoiceField(
        label=_("Quyết định"), widget=forms.RadioSelect, error_messages={"required": _("Chọn một quyết định")},
        choices=[("no", _("Không chấp nhận khiếu nại, kiến nghị")), ("yes", _("Chấp nhận; Thẩm phán thực hiện theo nhận định"))],
    )  # fmt: skip
    reason = LongTextField(label=_("Xét thấy"), rows=4, max_length=LONGEST)

    @property
    def wish(self) -> actions.Settlement:
        """As the act takes it."""
        return actions.Settlement(
            accepted=self.cleaned_data["outcome"] == "yes", reason=self.cleaned_data["reason"]
        )


class SecurityDoneForm(forms.Form):
    """The requester has given security."""

    done_on = VietnameseDateField(label=_("Ngày thực hiện xong"))
    proof = LongTextField(label=_("Chứng từ: số, ngày, nơi cấp"), rows=2, max_length=1000)


class MeasureComplaintForm(forms.Form):
    """A complaint on paper, or a proposal of the procuracy."""

    party = forms.ChoiceField(label=_("Người khiếu nại, kiến nghị"))
    channel = forms.ChoiceField(label=_("Cách nộp"), choices=PAPER_WAYS)
    received_on = VietnameseDateField(label=_("Ngày Tòa án nhận"))
    ground = LongTextField(label=_("Lý do và yêu cầu"), rows=5, max_length=LONGEST)

    def __init__(
        self, *args: Any, parties: list[Party], short: bool = False, sides: list[tuple[str, str]] | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        named = [_named(p) for p in parties] if sides is None else sides
        self.fields["party"].choices = named if short else [*named, ("vks", _("Viện kiểm sát cùng cấp"))]  # type: ignore[attr-defined]
        if short:  # in the portal, and of the procurator, the day is today and the way is known
            del self.fields["channel"], self.fields["received_on"]
            if not named:
                del self.fields["party"]
            else:
                self.fields["party"].initial = named[0][0]


def _who(person: dict[str, Any]) -> str:
    return f"{person['name']} ({person['role'].lower()})"


def _named(party: Party) -> tuple[str, str]:
    return str(party.pk), f"{party.name} ({party.get_role_display().lower()})"
