"""The help of the portal: one topic, one page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Topic:
    """One page of help."""

    slug: str
    title: Text
    summary: Text
    icon: str

    @property
    def template(self) -> str:
        """File under `templates/portal/help/`."""
        return f"{self.slug.replace('-', '_')}.html"


TOPICS = (
    Topic("nop-don", _("Nộp đơn khởi kiện"), _("Cần chuẩn bị gì, nộp cho Tòa án nào, sau khi nộp thì sao."), "file-plus"),
    Topic("an-phi", _("Án phí và tạm ứng án phí"), _("Nộp bao nhiêu, ở đâu, ai được miễn, giảm."), "coin"),
    Topic("ra-toa", _("Ngày ra Tòa án"), _("Mang theo gì, phiên họp và phiên tòa diễn ra thế nào, vắng mặt thì sao."), "gavel"),
    Topic("giay-to-cua-toa-an", _("Nhận giấy tờ qua mạng"), _("Khi nào coi là đã nhận, vì sao phải mở sớm, cách kiểm tra giấy thật."), "mail"),
    Topic("khang-cao", _("Kháng cáo"), _("Không đồng ý với bản án thì làm gì, trong bao lâu."), "arrow-back-up"),
    Topic("bi-kien", _("Tôi bị kiện"), _("Nhận được thông báo thụ lý vụ án: những việc nên làm trước."), "info-circle"),
    Topic("hoa-giai", _("Hòa giải tại Tòa án"), _("Giải quyết trước khi Tòa án thụ lý, không phải kiện."), "heart-handshake"),
    Topic("tro-giup-phap-ly", _("Trợ giúp pháp lý miễn phí"), _("Ai được luật sư, trợ giúp viên giúp mà không mất tiền."), "users"),
    Topic("tai-khoan", _("Tài khoản và mật khẩu"), _("Đăng ký, quên mật khẩu, bị khóa, dùng chung máy."), "key"),
)  # fmt: skip
BY_SLUG = {topic.slug: topic for topic in TOPICS}
