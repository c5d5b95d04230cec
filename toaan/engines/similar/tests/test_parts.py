"""How a judgment is taken apart and read: parts, passages, outcome, words without names."""

from __future__ import annotations

import numpy as np
import pytest

from toaan.engines.similar import measure, parts, words
from toaan.engines.similar.tests.made import judgment
from toaan.vietnamese.text import fold


def test_passages_lie_in_their_parts_and_miss_no_sentence():
    text = judgment("heritage", 1).text
    cut = parts.cut(text)
    assert [part for _start, _end, part in cut.bounds] == ["facts", "reasoning", "orders"]
    assert text[cut.bounds[0][0] :].startswith("NỘI DUNG VỤ ÁN") and cut.bounds[-1][1] == len(text)
    assert any("đề nghị Tòa án chia di sản" in piece.text for piece in cut.pieces if piece.part == "claims")
    assert "Nguyên đơn: ông" not in " ".join(piece.text for piece in cut.pieces)


def test_passages_of_a_long_text_have_a_hundred_words_or_two():
    text = "NỘI DUNG VỤ ÁN:\n" + " ".join(
        f"Ngày {n} ông A đến nhà bà B đòi nợ nhưng không gặp." for n in range(300)
    )
    sizes = [len(text[start:end].split()) for start, end, _part in parts.cut(text).bounds]
    assert all(80 <= size <= 200 for size in sizes[:-1]) and len(sizes) > 10
    assert max(end - start for start, end, _part in parts.cut("khôngcódấuchấm " * 4000).bounds) < 4000


def test_a_pasted_text_without_headings_is_facts():
    assert {part for _start, _end, part in parts.cut("Ông A cho bà B vay tiền. Bà B không trả.").bounds} == {
        "facts"
    }
    assert parts.cut("").bounds == ()


@pytest.mark.parametrize(
    ("orders", "outcome"),
    [
        ("Căn cứ Điều 147; Nghị quyết về án phí. Tuyên xử: Chấp nhận yêu cầu khởi kiện của ông A. Về án phí: không chấp nhận miễn.", "accepted"),
        ("1. Chấp nhận một phần yêu cầu của bà B.", "partly"), ("Xử: Bác toàn bộ yêu cầu khởi kiện của ông A.", "rejected"),
        ("1. Không chấp nhận yêu cầu khởi kiện của ông A. Buộc ông A chịu án phí.", "rejected"),
        ("1. Chấp nhận yêu cầu của Ngân hàng. 2. Không chấp nhận yêu cầu độc lập của chị X.", "accepted"),
        ("Công nhận sự thỏa thuận của các đương sự.", "agreed"), ("Đình chỉ giải quyết vụ án.", "discontinued"), ("", ""),
    ],
)  # fmt: skip
def test_the_outcome_is_that_of_the_first_claim_decided(orders, outcome):
    assert parts.outcome(orders) == outcome


def read(text: str) -> list[str]:
    written = words.split(text)
    plain = words.without_names(words.numbers(written, words.Words()))
    return [word for word, number in zip(written, plain, strict=True) if number]


def test_names_codes_and_figures_are_not_read():
    text = "Ông Nguyễn Văn T ở xã Tân Lập cho Ngân hàng B vay hai trăm triệu đồng ngày 12/3/2020 theo Hợp đồng tín dụng."
    assert read(text) == [
        "ở",
        "xã",
        "cho",
        "Ngân",
        "hàng",
        "vay",
        "đồng",
        "ngày",
        "theo",
        "Hợp",
        "đồng",
        "tín",
        "dụng",
    ]


def test_words_are_the_same_in_every_spelling_and_pairs_have_an_order():
    known = words.Words()
    one = words.without_names(words.numbers(words.split("hòa giải thành"), known))
    assert one.tolist() == words.without_names(words.numbers(words.split("HOÀ GIẢI THÀNH"), known)).tolist()
    assert one.tolist() == words.without_names(words.numbers(words.split("hoa giai thanh"), known)).tolist()
    pairs = words.pairs(one)
    turned = words.pairs(one[::-1])
    assert pairs[2] == 0 and not set(pairs[:2].tolist()) & set(turned[:2].tolist())
    assert words.pairs(np.zeros(0, np.uint32)).tolist() == []


def test_hidden_citations_are_gone_and_the_rest_stays():
    text = (
        "NỘI DUNG VỤ ÁN:\nÔng A vay tiền theo khoản 1 Điều 466 Bộ luật Dân sự năm 2015.\nNHẬN ĐỊNH CỦA TÒA ÁN:\nXét thấy bà B có lỗi, Điều 603 "
        "BLDS.\nQUYẾT ĐỊNH:\nCăn cứ khoản 3 Điều 26, các Điều 35, 39 và 147 của Bộ luật Tố tụng dân sự;\nTuyên xử: Chấp nhận yêu cầu."
    )
    left = fold(measure.hidden(text))
    assert (
        "dieu" not in left
        and "khoan" not in left
        and "bo luat" not in left
        and "blds" not in left
        and "466" not in left
    )
    assert "ong a vay tien" in left and "ba b co loi" in left and "tuyen xu: chap nhan" in left
