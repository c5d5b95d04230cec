"""What people come with ("Bạn đang cần gì?"), in their own words: leads into the guided petition.

Only disputes: civil, family, commercial and labour. Agreed divorce and other requests without a dispute are kinds of
requests, data of the rules (`toaan.rules.requests`); administrative cases follow other rules and are not offered.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Matter:
    """One need, the dispute it is in law, and what this dispute is usually told and proved with."""

    slug: str
    label: Text
    kind: str
    relation: str
    """The dispute's name as the court writes it (BLTTDS 26, 28, 30, 32)."""
    papers: tuple[Text, ...]
    tell: tuple[Text, ...]
    """What the account should say, in order."""


@dataclass(frozen=True)
class Group:
    """Matters under one heading of the home page."""

    title: Text
    matters: tuple[Matter, ...]


FAMILY = (
    Matter(
        "ly-hon", _("Ly hôn khi hai bên không thống nhất được"), "HNGĐ",
        "Ly hôn, tranh chấp về nuôi con, chia tài sản khi ly hôn",
        (_("Giấy chứng nhận kết hôn"), _("Giấy khai sinh của các con"), _("Giấy tờ nhà, đất, xe, sổ tiết kiệm nếu muốn chia tài sản")),
        (_("Kết hôn khi nào, đăng ký ở đâu"), _("Có mấy con, sinh năm nào, đang sống với ai"),
         _("Mâu thuẫn từ bao giờ, vì sao không thể sống chung"), _("Tài sản và nợ chung, nếu muốn Tòa án chia")),
    ),
    Matter(
        "nuoi-con", _("Thay đổi người nuôi con sau ly hôn"), "HNGĐ",
        "Tranh chấp về thay đổi người trực tiếp nuôi con sau khi ly hôn",
        (_("Bản án hoặc quyết định ly hôn"), _("Giấy khai sinh của con"), _("Giấy tờ về chỗ ở, thu nhập, việc học của con")),
        (_("Bản án, quyết định nào đã giao con cho ai nuôi"), _("Từ đó đến nay con sống, học thế nào"),
         _("Vì sao cần thay đổi người nuôi con"), _("Ý kiến của con, nếu con từ đủ 07 tuổi")),
    ),
    Matter(
        "cap-duong", _("Yêu cầu cấp dưỡng"), "HNGĐ", "Tranh chấp về cấp dưỡng",
        (_("Giấy khai sinh của con hoặc giấy tờ chứng minh quan hệ gia đình"), _("Giấy tờ về thu nhập, chi phí nuôi dưỡng")),
        (_("Ai phải cấp dưỡng cho ai, vì sao"), _("Đã thỏa thuận hay đã có bản án về cấp dưỡng chưa"),
         _("Mỗi tháng cần bao nhiêu tiền, cho việc gì")),
    ),
)  # fmt: skip
MONEY = (
    Matter(
        "doi-no", _("Đòi tiền cho vay"), "DS", "Tranh chấp hợp đồng vay tài sản",
        (_("Giấy vay tiền, hợp đồng, hoặc tin nhắn nhận nợ"), _("Sao kê, biên nhận chuyển tiền")),
        (_("Cho ai vay, ngày nào, bao nhiêu tiền, lãi thế nào"), _("Hẹn trả khi nào, đã trả được bao nhiêu"),
         _("Bạn đã đòi ra sao, người vay trả lời thế nào")),
    ),
    Matter(
        "dat-coc", _("Tranh chấp đặt cọc"), "DS", "Tranh chấp hợp đồng đặt cọc",
        (_("Giấy đặt cọc, hợp đồng"), _("Biên nhận, sao kê giao tiền"), _("Tin nhắn hai bên trao đổi")),
        (_("Đặt cọc để mua bán, thuê cái gì, của ai, ngày nào, bao nhiêu tiền"), _("Hai bên hẹn làm gì, vào ngày nào"),
         _("Bên nào không làm đúng, vì sao")),
    ),
    Matter(
        "nha-dat", _("Tranh chấp đất đai, ranh giới, lối đi"), "DS", "Tranh chấp quyền sử dụng đất",
        (_("Giấy chứng nhận quyền sử dụng đất hoặc giấy tờ về nguồn gốc đất"), _("Sơ đồ, ảnh chụp thửa đất"),
         _("Biên bản hòa giải của Ủy ban nhân dân cấp xã")),
        (_("Thửa đất ở đâu, của ai để lại hoặc mua của ai, dùng từ năm nào"),
         _("Tranh chấp phần nào, dài rộng bao nhiêu"), _("Ủy ban nhân dân cấp xã đã hòa giải chưa, kết quả ra sao")),
    ),
    Matter(
        "thua-ke", _("Chia thừa kế"), "DS", "Tranh chấp về thừa kế tài sản",
        (_("Giấy chứng tử của người để lại tài sản"), _("Di chúc, nếu có"), _("Giấy khai sinh, giấy kết hôn chứng minh quan hệ"),
         _("Giấy tờ về nhà, đất, tiền để lại")),
        (_("Ai mất, ngày nào; để lại tài sản gì, ai đang giữ"), _("Có di chúc không"), _("Những ai được hưởng, bạn muốn chia thế nào")),
    ),
    Matter(
        "boi-thuong", _("Đòi bồi thường thiệt hại"), "DS", "Tranh chấp về bồi thường thiệt hại ngoài hợp đồng",
        (_("Hóa đơn, chứng từ về thiệt hại"), _("Bệnh án, giấy ra viện nếu bị thương"), _("Biên bản của công an, chính quyền nếu có")),
        (_("Ai gây thiệt hại, ngày nào, ở đâu, bằng việc gì"), _("Bạn thiệt hại những gì, mỗi khoản bao nhiêu tiền"),
         _("Người gây thiệt hại đã đền bù gì chưa")),
    ),
)  # fmt: skip
WORK = (
    Matter(
        "tien-luong", _("Đòi tiền lương"), "LĐ", "Tranh chấp về tiền lương",
        (_("Hợp đồng lao động"), _("Bảng lương, sao kê nhận lương"), _("Biên bản của hòa giải viên lao động, nếu có")),
        (_("Làm việc cho ai, từ ngày nào, việc gì, lương bao nhiêu"), _("Thiếu lương những tháng nào, bao nhiêu"),
         _("Đã hòa giải lao động chưa, kết quả ra sao")),
    ),
    Matter(
        "sa-thai", _("Bị sa thải, bị cho thôi việc"), "LĐ", "Tranh chấp về xử lý kỷ luật lao động theo hình thức sa thải",
        (_("Hợp đồng lao động"), _("Quyết định sa thải, quyết định cho thôi việc"), _("Sổ bảo hiểm xã hội, bảng lương")),
        (_("Làm việc cho ai, từ ngày nào, việc gì, lương bao nhiêu"), _("Bị cho thôi việc ngày nào, lý do được báo là gì"),
         _("Vì sao bạn cho là trái pháp luật, bạn muốn trở lại làm việc hay được bồi thường")),
    ),
    Matter(
        "tai-nan-lao-dong", _("Tai nạn lao động"), "LĐ", "Tranh chấp về bồi thường tai nạn lao động",
        (_("Biên bản điều tra tai nạn lao động"), _("Bệnh án, kết quả giám định"), _("Hợp đồng lao động, bảng lương")),
        (_("Tai nạn xảy ra ngày nào, ở đâu, đang làm việc gì"), _("Thương tích, thời gian điều trị, tỷ lệ suy giảm khả năng lao động"),
         _("Chủ sử dụng lao động đã chi trả những gì")),
    ),
)  # fmt: skip
BUSINESS = (
    Matter(
        "hop-dong-kinh-doanh", _("Hợp đồng mua bán, dịch vụ giữa doanh nghiệp"), "KDTM", "Tranh chấp hợp đồng mua bán hàng hóa",
        (_("Hợp đồng, phụ lục"), _("Hóa đơn, biên bản giao nhận, đối chiếu công nợ"),
         _("Giấy chứng nhận đăng ký doanh nghiệp"), _("Giấy tờ của người đại diện")),
        (_("Hợp đồng số mấy, ký ngày nào, mua bán gì"), _("Đã giao bao nhiêu, đã trả bao nhiêu, còn thiếu bao nhiêu"),
         _("Hợp đồng nói gì về lãi chậm trả, phạt vi phạm")),
    ),
    Matter(
        "thanh-vien-cong-ty", _("Giữa công ty với thành viên, cổ đông"), "KDTM",
        "Tranh chấp giữa công ty với thành viên công ty",
        (_("Điều lệ công ty"), _("Biên bản, nghị quyết họp"), _("Giấy tờ chứng minh phần vốn góp")),
        (_("Công ty nào, bạn góp bao nhiêu vốn"), _("Việc gì xảy ra, ngày nào, theo quyết định nào"),
         _("Quyền nào của bạn bị ảnh hưởng")),
    ),
)  # fmt: skip
GROUPS: tuple[Group, ...] = (
    Group(_("Gia đình"), FAMILY),
    Group(_("Nhà đất, tiền bạc"), MONEY),
    Group(_("Công việc"), WORK),
    Group(_("Làm ăn, kinh doanh"), BUSINESS),
)
BY_SLUG = {matter.slug: matter for group in GROUPS for matter in group.matters}
BY_RELATION = {matter.relation: matter for matter in BY_SLUG.values()}
