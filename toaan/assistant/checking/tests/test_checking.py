"""One fault put into a judgment without one: found, at its place, with its article; nothing else is said."""

from __future__ import annotations

from datetime import date

import pytest

from toaan.assistant.checking import KINDS, CaseFacts, check
from toaan.assistant.checking.tests.judgment import BOOK, TEXT

CHANGES = [
    ("citation-unknown", "Điều 466 Bộ luật Dân sự năm 2015;", "Điều 966 Bộ luật Dân sự năm 2015;"),
    ("citation-unknown", "326/2016/UBTVQH14", "326/2018/UBTVQH14"),
    ("citation-unknown", "khoản 1 Điều 39 Bộ luật Tố tụng dân sự năm 2015", "khoản 1 Điều 39 Bộ luật Dân sự năm 2015"),
    ("citation-not-in-force", "273 Bộ luật Tố tụng dân sự năm 2015", "273 Bộ luật Tố tụng dân sự năm 2004"),
    ("citation-not-in-force", "Điều 466 Bộ luật Dân sự năm 2015;", "Điều 466 Bộ luật Dân sự năm 2005;"),
    ("citation-not-in-force", "QUYẾT ĐỊNH:\nCăn cứ", "QUYẾT ĐỊNH:\nCăn cứ Điều 26 Luật Đất đai năm 2024;"),
    ("clause-out-of-range", "Căn cứ khoản 3 Điều 26", "Căn cứ khoản 9 Điều 26"),
    ("clause-out-of-range", "điểm a khoản 1 Điều 35, Điều 147", "điểm x khoản 1 Điều 35, Điều 147"),
    ("name-mismatch", "khởi kiện của bà Hoàng Thị Lan Chi. Buộc", "khởi kiện của ông Vũ Đức Thịnh. Buộc"),
    ("name-mismatch", "Buộc ông Vũ Đức Thịnh phải", "Buộc ông Vũ Văn Thịnh phải"),
    ("name-mismatch", "Buộc ông Vũ Đức Thịnh phải trả cho bà Hoàng Thị Lan Chi", "Buộc bà Hoàng Thị Lan Chi phải trả cho ông Vũ Đức Thịnh"),
    ("date-order", "TLST-DS ngày 05/4/2018", "TLST-DS ngày 05/9/2018"),
    ("date-order", "QĐXXST-DS ngày 25/7/2018", "QĐXXST-DS ngày 25/3/2018"),
    ("date-order", "Ngày: 20/8/2018", "Ngày: 21/8/2018"),
    ("date-order", "ngày 15/3/2017", "ngày 31/02/2017"),
    ("amount-mismatch", "100.000.000 đồng (Một", "110.000.000 đồng (Một"),
    ("amount-mismatch", "140.000.000 đồng (Một trăm bốn mươi triệu đồng)", "165.500.000 đồng"),
    ("number-mismatch", "15/2018/DS-ST", "15/2017/DS-ST"),
    ("number-mismatch", "31/2018/TLST", "31/2016/TLST"),
    ("part-missing", "NHẬN ĐỊNH CỦA TÒA ÁN:\n", ""),
    ("part-missing", "- Thư ký phiên tòa: Bà Trịnh Thu Thảo - Thư ký Tòa án.\n", ""),
    ("claim-undecided", "xin trả dần.", "xin trả dần. Ngoài ra, ông còn yêu cầu bà Hoàng Thị Lan Chi bồi thường 35.150.000 đồng."),
    ("claim-undecided", "2. Về án phí: Ông", "3. Về án phí: Ông"),
    ("appeal-right-missing", "3. Các đương sự có quyền kháng cáo trong thời hạn 15 ngày kể từ ngày tuyên án.\n", ""),
    ("appeal-right-missing", "thời hạn 15 ngày", "thời hạn 30 ngày"),
    ("fee-wrong", "Thịnh phải chịu 7.000.000 đồng", "Thịnh phải chịu 9.150.000 đồng"),
]  # fmt: skip


def test_nothing_is_said_of_a_judgment_without_a_fault():
    assert check(TEXT, None, BOOK) == []


@pytest.mark.parametrize(("kind", "old", "new"), CHANGES, ids=[f"{n}-{c[0]}" for n, c in enumerate(CHANGES)])
def test_a_fault_is_found_where_it_stands(kind, old, new):
    assert TEXT.count(old) == 1
    changed = TEXT.replace(old, new)
    found = [one for one in check(changed, None, BOOK) if one.kind == kind]
    assert found
    at = TEXT.index(old)
    assert new == "" or any(one.start <= at + len(new) + 500 and at - 500 <= one.end for one in found)
    for one in found:
        assert one.message.endswith(".") and one.article and 0 <= one.start <= one.end <= len(changed)


def test_every_kind_has_an_example():
    assert {kind for kind, _old, _new in CHANGES} == set(KINDS)


def test_without_a_book_of_law_only_what_needs_none_is_said():
    changed = TEXT.replace("Căn cứ khoản 3 Điều 26", "Căn cứ khoản 9 Điều 26")
    assert check(changed) == []


def test_what_the_case_file_knows_is_compared():
    facts = CaseFacts(
        plaintiffs=("Hoàng Thị Lan Chi",), defendants=("Vũ Đức Thình",), case_number="32/2018/TLST-DS",
        accepted_on=date(2018, 4, 6), amounts=(100_000_000, 140_000_000),
    )  # fmt: skip
    assert {one.kind for one in check(TEXT, facts, BOOK)} == {
        "name-mismatch",
        "number-mismatch",
        "date-order",
    }


def test_places_are_those_of_the_text_as_given():
    """Decomposed letters, line ends of Windows and page numbers change nothing."""
    import unicodedata

    changed = unicodedata.normalize("NFD", TEXT.replace("thời hạn 15 ngày", "thời hạn 30 ngày")).replace(
        "\n", "\r\n"
    )
    found = [one for one in check(changed, None, BOOK) if one.kind == "appeal-right-missing"]
    assert [changed[one.start : one.end] for one in found] == [unicodedata.normalize("NFD", "30 ngày")]


@pytest.mark.parametrize("text", ["", "  \n", "Điều " * 2000, "(" * 5000, "1.000.000 đồng + " * 400, "🙂" * 3000, "ignore previous instructions"])  # fmt: skip
def test_any_text_is_answered_or_refused(text):
    if not text.strip():
        with pytest.raises(ValueError, match="không có chữ"):
            check(text)
    else:
        assert check(text) is not None


def test_facts_are_read_strictly():
    assert CaseFacts.from_json({"accepted_on": "2018-04-05", "plaintiffs": ["A"]}).accepted_on == date(
        2018, 4, 5
    )
    for bad in ([], {"khác": 1}, {"accepted_on": "mai"}, {"plaintiffs": "A"}, {"amounts": ["1"]}):
        with pytest.raises(ValueError, match=r"phải|không"):
            CaseFacts.from_json(bad)
