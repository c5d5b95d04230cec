"""The order of the guided petition: one thing per page, in five parts."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toaan.filing.models import Petition
from toaan.filing.states import DRAFT
from toaan.filing.strike_words import PREFIX

Text = str | Promise
PARTS = (
    _("Tòa án và người khởi kiện"),
    _("Người bị kiện"),
    _("Việc đã xảy ra"),
    _("Yêu cầu, chứng cứ"),
    _("Kiểm tra và nộp"),
)


@dataclass(frozen=True)
class Step:
    """One page."""

    slug: str
    section: str
    """Key of `content.SECTIONS`, or "court", "papers", "check"."""
    part: int
    heading: Text
    intro: Text
    why: Text
    row: Text = ""
    """What one row is called, on pages with several."""


STEPS: tuple[Step, ...] = (
    Step("toa-an", "court", 1, _("Đơn gửi Tòa án nào?"), "",
         _("Nộp đúng Tòa án có thẩm quyền thì đơn được xem xét ngay, không phải chuyển đi (Điều 39, Điều 41 BLTTDS).")),
    Step("nguoi-khoi-kien", "plaintiffs", 1, _("Người khởi kiện"),
         _("Chúng tôi đã điền sẵn từ tài khoản của bạn. Hãy kiểm tra lại."),
         _("Tòa án cần tên, địa chỉ để gửi giấy tờ cho bạn (điểm c khoản 4 Điều 189 BLTTDS)."), _("người khởi kiện")),
    Step("nguoi-bi-kien", "defendants", 2, _("Bạn kiện ai?"), _("Ghi đủ những người bạn yêu cầu phải làm điều gì đó."),
         _("Ghi đúng tên, địa chỉ thì Tòa án mới báo được cho họ. Không rõ thì ghi địa chỉ cuối cùng bạn biết "
           "(điểm đ khoản 4 Điều 189 BLTTDS)."), _("người bị kiện")),
    Step("nguoi-lien-quan", "related", 2, _("Còn ai liên quan đến việc này?"),
         _("Ví dụ vợ, chồng người vay; người đang ở trong nhà tranh chấp. Không có thì bỏ qua."),
         _("Quyền lợi của họ có thể bị ảnh hưởng nên Tòa án phải gọi họ (điểm e khoản 4 Điều 189 BLTTDS)."),
         _("người liên quan")),
    Step("su-viec", "facts", 3, _("Việc đã xảy ra"), _("Chỉ ghi điều bạn biết. Không cần dùng từ pháp lý."),
         _("Tòa án cần biết quyền, lợi ích nào của bạn bị xâm phạm (điểm g khoản 4 Điều 189 BLTTDS).")),
    Step("yeu-cau", "claims", 4, _("Bạn yêu cầu Tòa án giải quyết điều gì?"), _("Mỗi yêu cầu ghi vào một ô."),
         _("Tòa án chỉ giải quyết trong phạm vi bạn yêu cầu (Điều 5 BLTTDS). Giá trị yêu cầu quyết định tiền tạm ứng "
           "án phí."), _("yêu cầu")),
    Step("nguoi-lam-chung", "witnesses", 4, _("Ai biết việc này?"), _("Người làm chứng, nếu có. Không có thì bỏ qua."),
         _("Lời khai của người làm chứng cũng là chứng cứ (Điều 95 BLTTDS)."), _("người làm chứng")),
    Step("giay-to", "papers", 4, _("Giấy tờ kèm theo"),
         _("Chụp hoặc quét giấy tờ bạn có. Chưa đủ thì bổ sung sau."),
         _("Kèm theo đơn phải có tài liệu chứng minh quyền lợi của bạn bị xâm phạm (khoản 5 Điều 189 BLTTDS). "
           "Bản gốc mang đến Tòa án khi được yêu cầu.")),
    Step("kiem-tra", "check", 5, _("Kiểm tra lại trước khi nộp"), "", ""),
)  # fmt: skip
REQUEST_PARTS = (
    _("Tòa án và người yêu cầu"),
    _("Người liên quan"),
    _("Lý do, yêu cầu"),
    _("Giấy tờ"),
    _("Kiểm tra và nộp"),
)
REQUEST_STEPS: tuple[Step, ...] = (
    Step("toa-an", "court", 1, _("Đơn gửi Tòa án nào?"), "",
         _("Nộp đúng Tòa án có thẩm quyền thì đơn được xem xét ngay (khoản 2 Điều 39 BLTTDS).")),
    Step("nguoi-khoi-kien", "plaintiffs", 1, _("Người yêu cầu"),
         _("Chúng tôi đã điền sẵn từ tài khoản của bạn. Việc do hai người cùng yêu cầu thì thêm người thứ hai."),
         _("Tòa án cần tên, địa chỉ để gửi giấy tờ (điểm c khoản 2 Điều 362 BLTTDS)."), _("người yêu cầu")),
    Step("nguoi-lien-quan", "related", 2, _("Còn ai liên quan đến việc này?"),
         _("Ví dụ người bị yêu cầu tuyên bố, bên kia của thỏa thuận, người đang giữ tài sản. Không có thì bỏ qua."),
         _("Quyền lợi của họ có thể bị ảnh hưởng nên Tòa án phải báo cho họ (điểm đ khoản 2 Điều 362 BLTTDS)."),
         _("người liên quan")),
    Step("su-viec", "facts", 3, _("Lý do, mục đích, căn cứ"), _("Chỉ ghi điều bạn biết. Không cần dùng từ pháp lý."),
         _("Tòa án cần biết vì sao bạn yêu cầu (điểm d khoản 2 Điều 362 BLTTDS).")),
    Step("yeu-cau", "claims", 3, _("Bạn yêu cầu Tòa án công nhận, quyết định điều gì?"), _("Mỗi điều ghi vào một ô."),
         _("Tòa án xét đúng những vấn đề cụ thể bạn yêu cầu (điểm d khoản 2 Điều 362 BLTTDS)."), _("yêu cầu")),
    Step("giay-to", "papers", 4, _("Giấy tờ kèm theo"),
         _("Chụp hoặc quét giấy tờ bạn có. Chưa đủ thì bổ sung sau."),
         _("Kèm theo đơn phải có tài liệu chứng minh yêu cầu là có căn cứ và hợp pháp (khoản 3 Điều 362 BLTTDS).")),
    Step("kiem-tra", "check", 5, _("Kiểm tra lại trước khi nộp"), "", ""),
)  # fmt: skip
"""A request names nobody who is sued and has no value; the addresses are those of a petition."""
BY_SECTION = {s.section: s for s in STEPS}


def url(petition: Petition, step: Step) -> str:
    """Address of a page of the guided petition."""
    name = {"papers": "filing:draft_papers", "check": "filing:draft_check"}.get(step.section)
    if name:
        return reverse(name, args=[petition.pk])
    return reverse("filing:draft_section", args=[petition.pk, step.slug])


def steps_of(petition: Petition) -> list[Step]:
    """The pages of this petition: once filed, the court stays as it is."""
    steps = REQUEST_STEPS if petition.is_request else STEPS
    return [s for s in steps if s.section != "court" or petition.state == DRAFT]


def page_of(petition: Petition, section: str) -> Step:
    """The page on which this petition writes a section."""
    steps = REQUEST_STEPS if petition.is_request else STEPS
    return next(s for s in steps if s.section == section)


def parts_of(petition: Petition) -> tuple[Text, ...]:
    """The five parts of the way."""
    return REQUEST_PARTS if petition.is_request else PARTS


def neighbours(petition: Petition, step: Step) -> tuple[str, str]:
    """Addresses of the page before ("" at the first) and after ("" at the last)."""
    steps = steps_of(petition)
    at = next(n for n, s in enumerate(steps) if s.section == step.section)
    return (
        url(petition, steps[at - 1]) if at else "",
        url(petition, steps[at + 1]) if at + 1 < len(steps) else "",
    )


def address_of_fault(petition: Petition, field: str) -> str:
    """Where a fault of the whole petition is mended: the page and the field on it."""
    group = field.split("-", maxsplit=1)[0]
    if group.startswith(PREFIX):  # what a request says of a strike stands beside its reasons
        group = "facts"
    section = {"legal_relation": "facts", "facts": "facts", "value": "claims", "value_kind": "claims"}.get(
        group, group
    )
    step = BY_SECTION.get(section, STEPS[0])
    ending = (
        "_0" if field in {"value_kind", f"{PREFIX}side"} else "_street" if field.endswith("-address") else ""
    )
    target = f"{field}{ending}"
    return f"{url(petition, step)}#id_{target}"
