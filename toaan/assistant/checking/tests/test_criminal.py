"""A criminal judgment is known as one, and each part that BLTTHS 260.2 asks for is missed where it is left out."""

from __future__ import annotations

import pytest

from toaan.assistant.checking import check
from toaan.assistant.checking.draft import read
from toaan.assistant.checking.tests import judgment
from toaan.assistant.checking.tests.criminal_judgment import TEXT

LEFT_OUT = [
    ("part-missing", "Kiểm sát viên", "- Đại diện Viện kiểm sát nhân dân huyện M tham gia phiên tòa: Ông Tạ Văn Hùng - Kiểm sát viên.\n"),
    ("part-missing", "năm sinh", ", sinh ngày 12/3/1990 tại huyện M"),
    ("part-missing", "nghề nghiệp", "; nghề nghiệp: làm ruộng"),
    ("part-missing", "trình độ văn hóa", "; trình độ văn hóa: 9/12"),
    ("part-missing", "dân tộc", "; dân tộc: Kinh"),
    ("part-missing", "tiền án", "; tiền án, tiền sự: không"),
    ("part-missing", "cáo trạng", "Cáo trạng số 15/CT-VKS ngày 26/4/2019 của Viện kiểm sát nhân dân huyện M truy tố bị cáo Phan Văn Khải về tội “Trộm cắp tài sản” theo khoản 1 Điều 173 Bộ luật Hình sự.\n"),
    ("part-missing", "đề nghị của Viện kiểm sát", "Tại phiên tòa, đại diện Viện kiểm sát giữ nguyên cáo trạng và đề nghị xử phạt bị cáo Phan Văn Khải từ 09 đến 12 tháng tù.\n"),
    ("part-missing", "tội danh", "Tuyên bố bị cáo Phan Văn Khải phạm tội “Trộm cắp tài sản”. "),
    ("part-missing", "hình phạt", " Xử phạt bị cáo Phan Văn Khải 09 (chín) tháng tù, thời hạn tù tính từ ngày 20/02/2019."),
    ("part-missing", "Nhận định", "NHẬN ĐỊNH CỦA TÒA ÁN:\n"),
    ("claim-undecided", "vật chứng", "3. Tịch thu tiêu hủy 01 tua vít.\n"),
    ("claim-undecided", "bồi thường", "2. Buộc bị cáo Phan Văn Khải bồi thường cho bà Đoàn Thị Xuân 2.000.000 đồng (Hai triệu đồng).\n"),
    ("appeal-right-missing", "kháng cáo", "5. Bị cáo, bị hại có quyền kháng cáo trong thời hạn 15 ngày kể từ ngày tuyên án.\n"),
]  # fmt: skip


def test_the_kind_of_a_judgment_is_known():
    assert read(TEXT).criminal
    assert not read(judgment.TEXT).criminal


def test_nothing_is_said_of_a_criminal_judgment_without_a_fault():
    assert check(TEXT, None, judgment.BOOK) == []


@pytest.mark.parametrize(("kind", "words", "part"), LEFT_OUT, ids=[words for _k, words, _p in LEFT_OUT])
def test_what_is_left_out_is_missed_with_its_article(kind, words, part):
    assert TEXT.count(part) == 1
    found = [one for one in check(TEXT.replace(part, ""), None, judgment.BOOK) if one.kind == kind]
    assert [one for one in found if words.lower() in one.message.lower()]
    assert all(one.article.startswith("BLTTHS") for one in found)


def test_another_name_of_the_accused_and_a_wrong_fee_are_seen():
    changed = TEXT.replace("Xử phạt bị cáo Phan Văn Khải", "Xử phạt bị cáo Phan Đình Khải")
    assert {one.kind for one in check(changed)} == {"name-mismatch"}
    changed = TEXT.replace("chịu 200.000 đồng", "chịu 450.000 đồng")
    assert {one.kind for one in check(changed)} == {"fee-wrong"}
