"""The rules one by one, on sentences written for them."""

import unicodedata

import pytest

from toaan.publication.anonymise import KnownPerson, Replacement, apply, check_clean, propose


def encoded(text: str, **options) -> str:
    return apply(text, propose(text, **options).replacements)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Ông Nguyễn Văn An trình bày.", "Ông Nguyễn Văn A trình bày."),
        ("bà Ngân yêu cầu Ngân hàng trả tiền", "bà N yêu cầu Ngân hàng trả tiền"),
        ("bà Hội đồng ý; ông Lê Hợp đồng thời là chủ", "bà H1 đồng ý; ông Lê H2 đồng thời là chủ"),
        ("anh Trường khai. Trường hợp khác", "anh T khai. Trường hợp khác"),
        ("bà Hợp đồng ý. Hợp đồng vô hiệu", "bà H đồng ý. Hợp đồng vô hiệu"),
        ("ông Quyết kháng cáo. Quyết định số 5", "ông Q kháng cáo. Quyết định số 5"),
        ("chị Lan Anh và anh Anh", "chị Lan A và anh A"),
        ("ông Lê Văn\nHòa có mặt. Ông Hoà khai", "ông Lê Văn\nH có mặt. Ông H khai"),
        ("ông Lê Văn Hòa và bà Trần Thị Hoa", "ông Lê Văn H1 và bà Trần Thị H2"),
        ("Ông Đinh Văn Tài (tức Tám) nói. Bà Tám khai.", "Ông Đinh Văn T1 (tức T2) nói. Bà T2 khai."),
        ("cụ Đan, Thời và Hải; cụ Thời, cụ Hải", "cụ Đ, T và H; cụ T, cụ H"),
        ("giao cho bà Giấy chứng nhận", "giao cho bà Giấy chứng nhận"),
        ("ông A vay của bà B1, chị Th", "ông A vay của bà B1, chị Th"),
        ("ông H5 và bà Hoa", "ông H5 và bà H"),
        ("ông H và bà Hoa", "ông H và bà H1"),
    ],
)
def test_people(text, result):
    assert encoded(text) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("trú tại xã Mỹ Quý, huyện Tháp Mười, tỉnh Đồng Tháp", "trú tại xã M, huyện T, tỉnh Đồng Tháp"),
        ("tỉnh Sóc Trăng và thành phố Hồ Chí Minh", "tỉnh Sóc Trăng và thành phố Hồ Chí Minh"),
        ("nhà ở phường 7, quận 3", "nhà ở phường 7, quận 3"),
        ("ở xã Tam Xuân I, huyện Ea Ô", "ở xã T, huyện E"),
        ("huyện Điện Trung cấp giấy", "huyện Đ cấp giấy"),
        ("ấp Tân Hiệp A, xã B", "ấp T, xã B"),
        (
            "Tòa án nhân dân huyện Tháp Mười, tỉnh Đồng Tháp",
            "Tòa án nhân dân huyện Tháp Mười, tỉnh Đồng Tháp",
        ),
        ("Ủy ban nhân dân xã Mỹ Quý cấp", "Ủy ban nhân dân xã M cấp"),
        ("đã chăm sóc. Ông đi", "đã chăm sóc. Ông đi"),
        ("yêu cầu UBND xã giải quyết", "yêu cầu UBND xã giải quyết"),
        ("số 93/5 Nguyễn Trãi, phường Y", "số 93/5 N, phường Y"),
        ("ở xã Tân Lập; đất tại Tân Lập", "ở xã T; đất tại T"),
    ],
)
def test_places(text, result):
    assert encoded(text) == result


def test_provinces_are_encoded_when_the_court_asks():
    assert encoded("xã Mỹ Quý, tỉnh Đồng Tháp", encode_provinces=True) == "xã M, tỉnh Đ"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Công ty TNHH Hòa Bình", "Công ty TNHH HB"),
        ("Công ty cổ phần xây dựng Sao Mai khởi kiện", "Công ty cổ phần xây dựng SM khởi kiện"),
        ("Ngân hàng TMCP B và Công ty T", "Ngân hàng TMCP B và Công ty T"),
        ("Công ty phải trả tiền", "Công ty phải trả tiền"),
    ],
)
def test_organisations(text, result):
    assert encoded(text) == result


def test_an_acronym_is_left_for_the_reviewer_and_reported():
    proposal = propose("Số tiền còn nợ Ngân hàng ZQB là 5 đồng")
    assert proposal.replacements == []
    assert any("Ngân" in warning.text for warning in proposal.warnings)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("CMND số 341 222 333", "identifier"),
        ("căn cước công dân: 087090001234", "identifier"),
        ("hộ chiếu số C1234567", "identifier"),
        ("điện thoại 0277.3851.222", "phone"),
        ("gọi số 0912 345 678 nhiều lần", "phone"),
        ("tài khoản số 0071000123456", "account"),
        ("xe biển kiểm soát 66F1-482.19", "plate"),
        ("xe BKS 24B1 – 85782", "plate"),
        ("Giấy chứng nhận quyền sử dụng đất số BK 418822", "land"),
        ("thửa đất số 613", "land"),
        ("tờ bản đồ số 05", "land"),
        ("số nhà 12/3", "address"),
        ("thư an.nguyen@thu.example", "email"),
        ("sinh ngày 12 tháng 3 năm 1970", "birth_date"),
    ],
)
def test_identifying_numbers_go(text, kind):
    assert [item.kind for item in propose(text).replacements] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "số tiền 350.000.000 đồng",
        "Bản án số 27/2026/DS-ST ngày 14/4/2026",
        "Nghị quyết số 326/2016/UBTVQH14",
        "thụ lý số 112/2025/TLST-DS",
        "diện tích 1.370m2, lãi suất 1,2%/tháng",
        "sinh năm 1970",
        "khoản 3 Điều 26, Điều 35 và Điều 39",
    ],
)
def test_public_numbers_stay(text):
    assert propose(text).replacements == []


HEADING = "Thẩm phán - Chủ tọa phiên tòa: Ông Lý Văn Bình\nCác Hội thẩm nhân dân: Bà Đỗ Thị Hà\nNguyên đơn: "


def test_officers_stay_everywhere_in_the_judgment():
    text = HEADING + "Bà Trần Thị Cúc.\nThẩm phán Lý Văn Bình\nÔng Lý Văn Bình hỏi bà Cúc"
    assert encoded(text) == HEADING + "Bà Trần Thị C.\nThẩm phán Lý Văn Bình\nÔng Lý Văn Bình hỏi bà C"


def test_a_party_never_enters_the_keep_list():
    text = HEADING + "ông Tô Văn Xuân, sinh năm 1970.\nNgười bảo vệ của ông Xuân: Ông Cao Văn Yên, Luật sư"
    result = encoded(text)
    assert "Tô Văn X, sinh" in result
    assert "Cao Văn Yên, Luật sư" in result
    assert "Xuân" not in result


def test_a_party_with_an_officers_name_is_encoded_and_reported():
    text = HEADING + "Bà Đỗ Thị Hà, sinh năm 1980. Bà Đỗ Thị Hà trình bày."
    proposal = propose(text)
    result = apply(text, proposal.replacements)
    assert result.count("Đỗ Thị Hà") == 1  # the lay judge in the heading
    assert result.count("Đỗ Thị H ") + result.count("Đỗ Thị H,") == 2
    assert any("Trùng tên" in warning.why for warning in proposal.warnings)


def test_keep_is_obeyed():
    text = "Người phiên dịch: bà Trần Thị Mơ. Bà Trần Thị Mơ dịch."
    assert encoded(text, keep=["Trần Thị Mơ"]) == text


@pytest.mark.parametrize(
    "spelling",
    [
        "Lê Thị Thúy Hòa",
        "Lê Thị Thuý Hoà",
        "LÊ THỊ THÚY HÒA",
        "lê thị thúy hòa",
        "Le Thi Thuy Hoa",
        "Lê Thị\n 3 \nThúy Hòa",
        "Lê\u200b Thị Thúy Hòa",
        unicodedata.normalize("NFD", "Lê Thị Thúy Hòa"),
    ],
)
def test_a_known_name_left_in_any_spelling_is_a_leak(spelling):
    person = KnownPerson("Lê Thị Thúy Hòa")
    leaks = check_clean(f"Theo lời {spelling} thì", [person])
    assert [leak.secret for leak in leaks] == ["Lê Thị Thúy Hòa"]


@pytest.mark.parametrize(
    "spelling", ["Lê Thị Thuý Hoà", "LÊ THỊ THÚY HÒA", unicodedata.normalize("NFD", "Lê Thị Thúy Hòa")]
)
def test_a_known_name_is_encoded_in_every_spelling(spelling):
    text = f"Theo lời {spelling} thì"
    known = [KnownPerson("Lê Thị Thúy Hòa")]
    assert check_clean(encoded(text, known=known), known) == []


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("số 087-170-004-521", "087170004521"),
        ("mail HOP@thu.example", "hop@thu.example"),
        ("ngày 12 tháng 03 năm 1970", "12/3/1970"),
        ("ở my quy", "mỹ quý"),
        ("cong ty sao mai", "sao mai"),
    ],
)
def test_other_known_secrets_are_leaks(text, secret):
    known = [
        KnownPerson("X Y", identifiers=("087170004521",), emails=("hop@thu.example",), birth_date="12/3/1970",
                    addresses=("xã Mỹ Quý, tỉnh Đồng Tháp",)),
        KnownPerson("Công ty TNHH Sao Mai", kind="organisation"),
    ]  # fmt: skip
    assert [leak.secret for leak in check_clean(text, known)] == [secret]


def test_a_given_name_after_a_title_is_a_leak_but_not_inside_another_name():
    known = [KnownPerson("Võ Văn An")]
    assert check_clean("ông An khai", known)
    assert not check_clean("ông Võ Văn A khai; công an xã; bà An Thị Bé", known)


def test_clean_text_has_no_leak():
    assert check_clean("Ông Võ Văn A vay tiền.", [KnownPerson("Võ Văn An")]) == []


def test_old_font_names_are_read():
    assert encoded("anh Nguyễn Văn Bình ở huyÖn Gia ViÔn") == "anh Nguyễn Văn B ở huyÖn G"


def test_unreadable_font_is_reported():
    assert any("phông chữ cũ" in warning.why for warning in propose("TOØA AÙN NHAÂN DAÂN").warnings)


def test_stray_capital_is_a_warning_not_a_replacement():
    proposal = propose("Đất giáp vườn của Zeta Omicron từ năm 1990")
    assert proposal.replacements == []
    assert [warning.text for warning in proposal.warnings] == ["Zeta Omicron"]


def test_apply_refuses_a_text_edited_after_the_proposal():
    with pytest.raises(ValueError, match="không còn khớp"):
        apply("Ông Bình", [Replacement(4, 6, "An", "A", "person", "")])


def test_apply_refuses_overlaps():
    twice = [Replacement(0, 4, "Bình", "B", "person", ""), Replacement(2, 4, "nh", "n", "person", "")]
    with pytest.raises(ValueError, match="không còn khớp"):
        apply("Bình", twice)


@pytest.mark.parametrize("text", ["", " ", "\n2\n", "A", "ông", "Ông Nguyễn", "xã", "số 1"])
def test_fragments_do_not_break_the_rules(text):
    apply(text, propose(text).replacements)


def test_a_decision_names_others_before_its_parties_and_they_go_too():
    text = (
        "Tòa án nhân dân khu vực 3\nTheo đơn về việc của Trần Quốc Bảo tại Xưởng may số 2, xã Hạ Trạch, tỉnh Sông Thanh\n"
        "Người yêu cầu: Lê Thị Hoa. Ông Trần Quốc Bảo vắng mặt."
    )
    shown = encoded(text, keep=["Đỗ Minh Khuê"], has_heading=False)
    assert "Bảo" not in shown and "Hạ Trạch" not in shown and "Hoa" not in shown
