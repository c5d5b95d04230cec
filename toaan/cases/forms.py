"""Forms of the case pages."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.cases import actions, workload
from toaan.cases.models import Case, Interpreter, Party, Procurator, Representation, Tie
from toaan.cases.states import LABELS
from toaan.core import absences, clock
from toaan.core.models import Absence, Post, User
from toaan.design.filters import Filters, people
from toaan.design.forms import DateTextInput, LongTextField, TextField, TileRadios, VietnameseDateField
from toaan.vietnamese.names import sort_key

LEVELS = (
    ("", _("Mọi mức")), ("qua", _("Quá hạn")), ("nay", _("Đến hạn hôm nay")), ("gan", _("Trong 3 ngày làm việc tới")),
    ("sap", _("Hôm nay và 3 ngày làm việc tới")), ("con", _("Còn hạn")),
)  # fmt: skip


class RegisterFilter(Filters):
    """What the acceptance register shows."""

    always = ("nam",)
    q = forms.CharField(label=_("Số, tên đương sự, quan hệ"), required=False, max_length=200)
    nam = forms.TypedChoiceField(label=_("Năm"), coerce=int, required=False)
    loai = forms.ChoiceField(
        label=_("Loại án"), required=False, choices=[("", _("Tất cả")), *Case.Kind.choices]
    )
    an_viec = forms.ChoiceField(
        label=_("Vụ án, việc dân sự"), required=False, choices=[("", _("Tất cả")), *Case.Nature.choices]
    )
    tinh_trang = forms.ChoiceField(
        label=_("Tình trạng"), required=False, choices=[("", _("Tất cả")), *LABELS.items()]
    )
    tham_phan = forms.ChoiceField(label=_("Thẩm phán"), required=False)
    muc = forms.ChoiceField(label=_("Thời hạn"), required=False, choices=LEVELS)
    tu = VietnameseDateField(label=_("Thụ lý từ ngày"), required=False, widget=DateTextInput())
    den = VietnameseDateField(label=_("Đến ngày"), required=False, widget=DateTextInput())

    def __init__(
        self, *args: Any, years: Sequence[int], judges: Iterable[tuple[uuid.UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nam"].choices = [(y, str(y)) for y in years]  # type: ignore[attr-defined]
        nobody = ("-", _("Chưa phân công"))
        self.fields["tham_phan"].choices = [("", _("Tất cả")), nobody, *people(judges)]  # type: ignore[attr-defined]


class HandFilter(Filters):
    """Which cases of one officer the list shows."""

    q = forms.CharField(label=_("Số, tên đương sự, quan hệ"), required=False, max_length=200)
    loai = forms.ChoiceField(
        label=_("Loại án"), required=False,
        choices=[("", _("Tất cả")), *Case.Kind.choices, (workload.REQUESTS, _("Việc dân sự"))],
    )  # fmt: skip
    muc = forms.ChoiceField(
        label=_("Tình trạng"), required=False, choices=[("", _("Tất cả")), *workload.HOWS]
    )  # fmt: skip


class DeadlineFilter(Filters):
    """Which deadlines the list shows."""

    q = forms.CharField(label=_("Việc, số, tên đương sự"), required=False, max_length=200)
    muc = forms.ChoiceField(label=_("Mức"), required=False, choices=LEVELS)
    nguoi = forms.ChoiceField(label=_("Người giữ"), required=False)

    def __init__(self, *args: Any, posts: Iterable[Post] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if posts is None:
            del self.fields["nguoi"]
        else:
            self.fields["nguoi"].choices = [("", _("Tất cả")), *_people(posts)]  # type: ignore[attr-defined]


Away = Mapping[uuid.UUID, Absence]
"""Post → why somebody is not there today."""


def _people(posts: Iterable[Post], away: Away | None = None) -> list[tuple[str, str]]:
    ordered = sorted(posts, key=lambda p: sort_key(p.user.full_name))
    away = absences.of(ordered, clock.today()) if away is None else away
    return [
        (
            str(p.pk),
            f"{p.user.full_name} ({absences.words(away[p.pk])})" if p.pk in away else p.user.full_name,
        )
        for p in ordered
    ]


class ClerkForm(forms.Form):
    """Choose the clerk of the case."""

    post = forms.TypedChoiceField(label=_("Thư ký"), coerce=uuid.UUID)

    def __init__(self, *args: Any, posts: Iterable[Post], away: Away | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", _("Chọn một người")), *_people(posts, away)]  # type: ignore[attr-defined]


class LayJudgesForm(forms.Form):
    """Choose the lay judges of the panel."""

    posts = forms.TypedMultipleChoiceField(
        label=_("Hội thẩm nhân dân"),
        help_text=_("Chọn 02 người; vụ án có tình tiết phức tạp thì 03 người (Điều 63 BLTTDS)."),
        coerce=uuid.UUID,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, posts: Iterable[Post], away: Away | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["posts"].choices = _people(posts, away)  # type: ignore[attr-defined]


class DesignateForm(forms.Form):
    """A judge named instead of drawn, and why."""

    post = forms.TypedChoiceField(label=_("Thẩm phán"), coerce=uuid.UUID)
    ground = forms.ChoiceField(label=_("Căn cứ chỉ định"), widget=forms.RadioSelect)
    reason = LongTextField(label=_("Lý do cụ thể"), rows=2, max_length=2000)

    def __init__(
        self,
        *args: Any,
        posts: Iterable[Post],
        grounds: Sequence[tuple[str, str]],
        away: Away | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", _("Chọn một người")), *_people(posts, away)]  # type: ignore[attr-defined]
        self.fields["ground"].choices = list(grounds)  # type: ignore[attr-defined]


class TieForm(forms.Form):
    """Somebody to whom an officer is related, or towards whom he may not be impartial."""

    kind = forms.ChoiceField(
        label=_("Đây là"), choices=Tie.Kind.choices, widget=forms.RadioSelect, initial=Tie.Kind.KIN
    )
    name = TextField(label=_("Họ và tên, tên tổ chức"), max_length=200)
    relation = TextField(
        label=_("Quan hệ"), max_length=200, help_text=_("Ví dụ: anh ruột, mẹ vợ, cháu gọi bằng chú.")
    )
    birth_year = forms.IntegerField(
        label=_("Năm sinh"), required=False, min_value=1900, max_value=2100,
        help_text=_("Ghi năm sinh hoặc số định danh, để không nhầm với người trùng tên."),
    )  # fmt: skip
    personal_id = TextField(label=_("Số định danh, mã số"), required=False, max_length=20)
    hide_optional = True


class PartyForm(forms.Form):
    """Somebody joins the case (BLTTDS 68.4, 74)."""

    role = forms.ChoiceField(
        label=_("Tư cách tố tụng"), choices=Party.Role.choices, initial=Party.Role.RELATED
    )
    kind = forms.ChoiceField(
        label=_("Cá nhân hay tổ chức"),
        choices=Party.Kind.choices,
        widget=forms.RadioSelect,
        initial=Party.Kind.PERSON,
    )
    name = TextField(label=_("Họ và tên, tên tổ chức"), max_length=300)
    birth_year = forms.IntegerField(label=_("Năm sinh"), required=False, min_value=1900, max_value=2100)
    personal_id = TextField(label=_("Số định danh, mã số"), required=False, max_length=20)
    address = TextField(label=_("Địa chỉ"), max_length=300)
    phone = TextField(label=_("Điện thoại"), required=False, max_length=20)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    reason = LongTextField(
        label=_("Vì sao tham gia tố tụng"), rows=2, max_length=1000,
        help_text=_("Ví dụ: đồng sở hữu nhà đất tranh chấp; hoặc: người thừa kế của bị đơn đã chết (Điều 74)"),
    )  # fmt: skip


class DetailsForm(forms.Form):
    """What a party told of itself, or what was found out (BLTTDS 70.3)."""

    address = TextField(label=_("Địa chỉ nơi cư trú, trụ sở"), max_length=300)
    phone = TextField(label=_("Điện thoại"), required=False, max_length=20)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    birth_year = forms.IntegerField(label=_("Năm sinh"), required=False, min_value=1900, max_value=2100)
    personal_id = TextField(label=_("Số định danh, mã số"), required=False, max_length=20)
    reason = LongTextField(
        label=_("Căn cứ"), rows=2, max_length=1000,
        help_text=_("Ví dụ: bị đơn báo bằng văn bản ngày 12/3/2026; hoặc: Công an xã xác nhận ngày 15/3/2026"),
    )  # fmt: skip


class InterpreterForm(forms.Form):
    """Who interprets, for whom, and who chose him (BLTTDS 81)."""

    name = TextField(label=_("Họ và tên"), max_length=200)
    language = TextField(
        label=_("Ngôn ngữ, chữ, ký hiệu"), max_length=100, help_text=_("Ví dụ: tiếng Khmer; ngôn ngữ ký hiệu")
    )
    party = forms.TypedChoiceField(
        label=_("Phiên dịch cho"), coerce=uuid.UUID, required=False, empty_value=None,
        help_text=_("Để trống khi phiên dịch cho người không phải là đương sự, ví dụ người làm chứng"),
    )  # fmt: skip
    chosen = forms.ChoiceField(
        label=_("Ai lựa chọn"), choices=Interpreter.Chosen.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Chọn người lựa chọn")},
    )  # fmt: skip
    address = TextField(label=_("Địa chỉ"), max_length=300, help_text=_("Nơi Tòa án gửi giấy triệu tập"))
    phone = TextField(label=_("Điện thoại"), required=False, max_length=20)
    personal_id = TextField(label=_("Số định danh"), required=False, max_length=20)
    only_one = forms.BooleanField(
        label=_("Là người đại diện hoặc người thân thích duy nhất biết chữ, ký hiệu của người khuyết tật"), required=False,
        help_text=_("Khoản 2 Điều 81 Bộ luật Tố tụng dân sự"),
    )  # fmt: skip

    def __init__(self, *args: Any, parties: Iterable[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.TypedChoiceField, self.fields["party"])
        field.choices = [
            ("", _("Không phải đương sự")),
            *((str(p.pk), f"{p.get_role_display()}: {p}") for p in parties),
        ]

    @property
    def data_of(self) -> actions.InterpreterData:
        """As the act takes it."""
        told = dict(self.cleaned_data)
        return actions.InterpreterData(party_id=told.pop("party"), **told)


class ProcuratorForm(forms.Form):
    """Whom the procuracy's letter names (BLTTDS 57.1.b)."""

    name = TextField(label=_("Họ và tên"), max_length=200)
    office = forms.ChoiceField(
        label=_("Chức danh"), choices=Procurator.Office.choices, initial=Procurator.Office.PROCURATOR
    )
    procuracy = TextField(label=_("Viện kiểm sát"), max_length=200)
    letter = TextField(label=_("Số văn bản cử"), max_length=100)
    letter_on = VietnameseDateField(label=_("Ngày văn bản"))
    instead_of = forms.TypedChoiceField(
        label=_("Thay cho"), coerce=uuid.UUID, required=False, empty_value=None,
        help_text=_("Chọn khi Viện kiểm sát cử người khác thay người đang tham gia"),
    )  # fmt: skip
    reserve = forms.BooleanField(
        label=_("Kiểm sát viên dự khuyết"), required=False,
        help_text=_("Tham gia tiếp khi Kiểm sát viên bị thay đổi, nếu có mặt tại phiên tòa từ đầu (khoản 2 Điều 232)"),
    )  # fmt: skip
    kin_of = forms.TypedChoiceField(
        label=_("Khai là người thân thích của"), coerce=uuid.UUID, required=False, empty_value=None,
        help_text=_("Người thân thích của đương sự không được tham gia (khoản 1 Điều 52, khoản 1 Điều 60)"),
    )  # fmt: skip
    personal_id = TextField(
        label=_("Số định danh"), required=False, max_length=20,
        help_text=_("Chỉ cần khi trùng họ tên với người khác trong vụ án"),
    )  # fmt: skip

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("procuracy", case.court.procuracy_name)
        current = list(case.procurators.filter(ended_at=None))
        if current:
            instead = cast(forms.TypedChoiceField, self.fields["instead_of"])
            instead.choices = [("", _("Không thay ai")), *((str(p.pk), f"{p.label} {p}") for p in current)]
        else:
            del self.fields["instead_of"]
        kin = cast(forms.TypedChoiceField, self.fields["kin_of"])
        kin.choices = [("", _("Không khai")), *((str(p.pk), f"{p.get_role_display()}: {p}") for p in case.parties.all())]  # fmt: skip

    @property
    def data_of(self) -> actions.ProcuratorData:
        """As the act takes it."""
        return actions.ProcuratorData(**self.cleaned_data)


class PledgeForm(forms.Form):
    """When the interpreter pledged (82.1.e)."""

    on = VietnameseDateField(label=_("Ngày cam đoan"))


class ReplaceInterpreterForm(forms.Form):
    """Why he does not go on (82.2)."""

    ground = forms.ChoiceField(
        label=_("Căn cứ (khoản 2 Điều 82)"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một căn cứ")},
    )
    reason = LongTextField(
        label=_("Lý do"), rows=3, max_length=1000,
        help_text=_("Ai từ chối hoặc đề nghị thay đổi, văn bản ngày nào, tình tiết cụ thể; tại phiên tòa thì ghi cả ý kiến của người phiên dịch."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (g.key, f"{g.citation.partition(' khoản')[0]}: {g.short}" + (f" ({g.note})" if g.note else ""))
            for g in actions.interpreter_grounds(today)
        ]


class ProtectorForm(forms.Form):
    """Register a representative or lawyer of a party (BLTTDS 75.4)."""

    party = forms.TypedChoiceField(label=_("Tham gia cho đương sự"), coerce=uuid.UUID)
    kind = forms.ChoiceField(label=_("Tư cách"), choices=Representation.Kind.choices)
    name = TextField(label=_("Họ và tên"), max_length=200)
    account = TextField(
        label=_("Tài khoản trên Cổng"),
        help_text=_("Tên đăng nhập hoặc thư điện tử; bỏ trống nếu người này không nhận văn bản qua Cổng."),
        max_length=150,
        required=False,
    )

    def __init__(self, *args: Any, parties: Iterable[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(p.pk), f"{p.name} ({p.get_role_display()})") for p in parties]
        self.fields["party"].choices = [("", _("Chọn đương sự")), *choices]  # type: ignore[attr-defined]

    def clean_account(self) -> User | None:
        """The account that was named, or None."""
        typed = self.cleaned_data["account"]
        if not typed:
            return None
        found = account_named(typed)
        if found is None:
            raise forms.ValidationError(_("Không có tài khoản này. Kiểm tra lại hoặc bỏ trống ô này."))
        return found


class EndRepresentationForm(forms.Form):
    """Somebody speaks for a party no more (BLTTDS 89)."""

    ended_on = VietnameseDateField(label=_("Ngày chấm dứt"), widget=DateTextInput())
    reason = LongTextField(
        label=_("Căn cứ"), rows=2, max_length=300,
        help_text=_("Ví dụ: bị đơn chấm dứt ủy quyền bằng văn bản ngày 12/3/2026; luật sư từ chối bảo vệ ngày 15/3/2026"),
    )  # fmt: skip
    only_here = forms.BooleanField(
        label=_("Chỉ ở vụ án này"), required=False,
        help_text=_("Đánh dấu khi văn bản ủy quyền chỉ dùng cho cấp xét xử này, hoặc khi ghi lại vì đã ghi nhầm. Không đánh dấu thì người này thôi tham gia ở mọi vụ án của tranh chấp."),
    )  # fmt: skip


class AccountForm(forms.Form):
    """A party asks to deal with the court electronically and shows who he is."""

    prefix = "account"
    party = forms.TypedChoiceField(label=_("Đương sự"), coerce=uuid.UUID)
    username = TextField(
        label=_("Tài khoản trên Cổng"),
        help_text=_("Tên đăng nhập hoặc thư điện tử mà đương sự đã đăng ký."),
        max_length=150,
    )
    checked = forms.BooleanField(
        label=_("Đã kiểm tra giấy tờ tùy thân và đơn đăng ký giao dịch điện tử"),
        error_messages={"required": _("Hãy kiểm tra giấy tờ của đương sự rồi đánh dấu vào ô này.")},
    )

    def __init__(self, *args: Any, parties: Iterable[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(p.pk), f"{p.name} ({p.get_role_display()})") for p in parties]
        self.fields["party"].choices = [("", _("Chọn đương sự")), *choices]  # type: ignore[attr-defined]

    def clean_username(self) -> User:
        """The account that was named."""
        found = account_named(self.cleaned_data["username"])
        if found is None:
            raise forms.ValidationError(_("Không có tài khoản này. Đương sự cần đăng ký tài khoản trước."))
        return found


def account_named(typed: str) -> User | None:
    """The active account with this user name or e-mail."""
    field = "email__iexact" if "@" in typed else "username"
    found: User | None = User.objects.filter(**{field: typed}, is_active=True).first()
    return found


class ExtensionForm(forms.Form):
    """Extend a time limit; each choice says which day it leads to."""

    amount = forms.TypedChoiceField(label=_("Gia hạn thêm"), coerce=int, widget=TileRadios)
    reason = LongTextField(
        label=_("Lý do"),
        help_text=_("Nêu tình tiết cụ thể: vụ án phức tạp, sự kiện bất khả kháng hoặc trở ngại khách quan."),
        rows=3,
        max_length=1000,
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].choices = choices  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """A few words about a time limit."""

    text = LongTextField(label=_("Nội dung"), rows=3)
