"""Which part of an article is shown and marked."""

from __future__ import annotations

import pytest

from toaan.assistant.finding.excerpt import LONGEST, Asked, excerpt

ARTICLE = "\n".join(
    [
        "1. Thời hạn chuẩn bị xét xử các loại vụ án được quy định như sau:",
        "a) Vụ án dân sự là 04 tháng, kể từ ngày thụ lý;",
        "b) Vụ án kinh doanh là 02 tháng, kể từ ngày thụ lý.",
        "2. Trong giai đoạn này, Thẩm phán lập hồ sơ vụ án; xác định tư cách đương sự; thu thập chứng cứ.",
        "3. Hết thời hạn, Thẩm phán ra một trong các quyết định: công nhận thỏa thuận; đình chỉ; đưa vụ án ra xét xử. "
        + "Quyết định nào cũng phải ghi rõ căn cứ. " * 30,
    ]
)


def asked(words: str, *, marked: bool = True) -> Asked:
    return Asked(words.split(), lambda word: 0.1 if word in {"là", "thì", "có"} else 2.0, marked=marked)


def test_the_clause_that_answers_is_shown_and_its_sentence_marked():
    found = excerpt(ARTICLE, asked("thu thập chứng cứ xác định tư cách đương sự"))
    assert found.clause == "2"
    assert any("thu thập chứng cứ" in piece.text and piece.marked for piece in found.pieces)
    assert "04 tháng" not in "".join(piece.text for piece in found.pieces)


def test_a_named_clause_or_point_is_shown_whatever_else_fits_better():
    found = excerpt(ARTICLE, asked("thu thập chứng cứ"), clause="1", point="b")
    words = "".join(piece.text for piece in found.pieces)
    assert "02 tháng" in words and "04 tháng" not in words and "quy định như sau" in words
    assert all(piece.marked for piece in found.pieces)


def test_a_clause_that_the_article_does_not_have_shows_what_answers():
    assert "thu thập" in "".join(
        p.text for p in excerpt(ARTICLE, asked("thu thập chứng cứ"), clause="9").pieces
    )


def test_without_diacritics_the_same_is_found():
    assert excerpt(ARTICLE, asked("thu thap chung cu", marked=False)).clause == "2"


@pytest.mark.parametrize("text", ["", "x", "1. ", "\n\n", "🙂" * 50, "từ " * 9000])
def test_any_text_is_cut_short(text):
    found = excerpt(text, asked("từ này"))
    assert len("".join(piece.text for piece in found.pieces)) <= LONGEST + 10


def test_what_no_passage_says_is_told_in_the_words_of_the_question():
    one = asked("chậm vay ngân hàng có là trở ngại")
    assert one.missing(["là một trở ngại khách quan"], 1.0) == ("chậm vay ngân hàng",)
    assert one.phrases("vay ngân hàng thì trở ngại")[0] == "vay ngân hàng"
