"""What is a plain error, and what would change the judgment (BLTTDS 268.1)."""

import pytest

from toaan.rules.correction import fault


@pytest.mark.parametrize(
    ("kind", "wrong", "right", "found"),
    [
        ("spelling", "ông Nguyễn Văn Ann trình bày", "ông Nguyễn Văn An trình bày", ""),
        ("spelling", "nguyên đơn Hoàng Lan Chi", "nguyên đơn Hoàng Thị Lan Chi", ""),
        ("spelling", "trả lại số số tiền", "trả lại số tiền", ""),
        ("spelling", "bị đơn  A", "bị đơn A", "same"),
        ("spelling", "trả 350.000.000 đồng", "trả 530.000.000 đồng", "figures_change"),
        ("spelling", "chấp nhận yêu cầu của nguyên đơn", "không chấp nhận yêu cầu của nguyên đơn", "meaning_changes"),
        ("spelling", "Bác yêu cầu phạt cọc", "Các yêu cầu phạt cọc", "meaning_changes"),
        ("spelling", "bà Lan", "công ty trách nhiệm hữu hạn Sông Hồng", "another_text"),
        ("figure", "tổng cộng 350.000.000 đồng", "tổng cộng 370.000.000 đồng", ""),

        ("figure", "18.500.000 đồng (Mười tám triệu)", "17.500.000 đồng (Mười bảy triệu năm trăm nghìn)", ""),
        ("figure", "buộc bị đơn trả", "buộc nguyên đơn trả", "no_figure"),
        ("figure", "bị đơn trả 5 đồng", "nguyên đơn trả 6 đồng", "words_change"),
        ("figure", "lãi 10% mỗi năm", "lãi 12% mỗi năm", ""),
    ],
)  # fmt: skip
def test_only_spelling_and_figures_pass(kind, wrong, right, found):
    assert fault(kind, wrong, right) == found
