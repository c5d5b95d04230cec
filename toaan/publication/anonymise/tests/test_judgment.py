"""A whole judgment: what must be gone, what must stay, and that it stays readable."""

import pytest

from toaan.publication.anonymise import apply, check_clean, propose

SECRETS = (
    "Nguyễn Thị Hợp", "bà Hợp", "Võ Văn An", "VÕ VĂN AN", "ông An", "Võ Thị Ánh", "chị Ánh", "(An, Ánh và Trường)",
    "Võ Văn Anh", "ông Anh", "Bùi Tấn Nghĩa", "chứng Nghĩa", "Lâm Quốc Trường", "Ông Trường", "Văn Thời",
    "Phúc Lộc Thành", "Á Châu", "Lê Văn Duyệt", "Tân Hiệp A", "Mỹ Quý", "Bình Hòa", "Bình Hoà", "Sa Rài", "Tân Hồng",
    "93/5", "087 170 004 521", "0918 332 417", "6521 0000 118 834", "BK 418822", "66F1-482.19", "thửa đất số\n613",
    "tờ bản đồ số 05", "hop.nguyen70@", "12/3/1970",
)  # fmt: skip
KEPT = (
    "Đặng Thị Hồng Vân", "Phạm Quốc Bảo", "Lý Thị Ngọc Diễm", "Trương Minh Khôi", "Hồ Thị Cẩm\nTú", "Trần Hữu Tín",
    "TÒA ÁN NHÂN DÂN KHU VỰC 3 - ĐỒNG THÁP", "Bản án số: 27/2026/DS-ST", "112/2025/TLST-DS", "tỉnh Đồng Tháp",
    "điểm a khoản 1 Điều 35 Bộ luật Tố tụng dân sự", "các Điều 463, 466 và 468 Bộ luật Dân sự", "350.000.000 đồng",
    "Hợp đồng vay được lập thành văn bản", "văn bản. Trường hợp", "Nghĩa vụ trả nợ", "sinh năm 1968", "Công ty TNHH Thương mại",
    "Kiểm sát viên Hồ Thị Cẩm Tú", "Luật sư Trần Hữu Tín", "Giấy chứng nhận quyền sử dụng đất số",
)  # fmt: skip


@pytest.fixture(scope="module")
def published(judgment):
    return apply(judgment, propose(judgment).replacements)


@pytest.mark.parametrize("secret", SECRETS)
def test_secret_is_gone_without_a_known_list(judgment, published, secret):
    assert secret in judgment
    assert secret not in published


@pytest.mark.parametrize("text", KEPT)
def test_what_must_be_public_stays(judgment, published, text):
    assert text in judgment
    assert published.count(text) == judgment.count(text)


def test_family_and_middle_name_stay_and_content_reads_on(published):
    assert "bà Nguyễn Thị H trình bày" in published
    assert "Bà H đồng ý cho vay" in published
    assert "ông Nguyễn\n2\nVăn T" in published
    assert "sinh năm 1970" in published


def test_every_name_has_one_code_and_every_code_one_name(judgment):
    proposal = propose(judgment)
    codes = {}
    for item in proposal.replacements:
        if item.kind == "person":
            codes.setdefault(item.replacement, set()).add(item.text.lower())
    assert all(len(names) == 1 for names in codes.values())
    assert codes["A1"] == {"an"}
    assert codes["A2"] == {"anh"}
    assert codes["Á"] == {"ánh"}


def test_mapping_leads_back_to_the_people(judgment):
    mapping = propose(judgment).mapping
    assert mapping["person:Nguyễn Thị H"] == "Nguyễn Thị Hợp"
    assert mapping["organisation:PLT"] == "Phúc Lộc Thành"
    assert mapping["identifier:CC1"] == "087 170 004 521"


def test_offsets_point_into_the_text_and_never_overlap(judgment):
    last = 0
    for item in propose(judgment).replacements:
        assert item.start >= last
        assert judgment[item.start : item.end] == item.text
        last = item.end


def test_known_parties_leave_nothing_and_before_there_was_something(judgment, parties):
    proposal = propose(judgment, known=parties)
    assert check_clean(judgment, parties)
    assert check_clean(apply(judgment, proposal.replacements), parties) == []


def test_a_second_run_changes_nothing_more(published):
    assert propose(published).replacements == []
