"""The parts of an article: whoever cites "điểm b khoản 2" reads those words and no others."""

from __future__ import annotations

import pytest

from toaan.vietnamese.statutes import unit, units

ARTICLE = (
    "1. Người được hỏi gồm:\na) Người ở gần;\nb) Người ở xa.\nAi vắng thì hỏi sau.\n"
    "1a. Hỏi cả người mới đến.\n2. Không hỏi khi:\na) Trời mưa;\nđ) Đường xa.\n3. Ghi thành biên bản."
)


def words(text: str, clause: str, point: str = "") -> str:
    found = unit(text, clause, point)
    assert found is not None
    return text[found.start : found.end].strip()


def test_every_clause_and_point_has_its_words_and_no_others():
    assert [u.label for u in units(ARTICLE)] == ["1", "1.a", "1.b", "1a", "2", "2.a", "3"]
    assert words(ARTICLE, "1", "a") == "a) Người ở gần;"
    assert words(ARTICLE, "1").endswith("Ai vắng thì hỏi sau.") and "b) Người ở xa." in words(ARTICLE, "1")
    assert words(ARTICLE, "1a") == "1a. Hỏi cả người mới đến."
    assert words(ARTICLE, "3") == "3. Ghi thành biên bản."


@pytest.mark.parametrize(("clause", "point"), [("4", ""), ("1", "c"), ("3", "a"), ("", "a")])
def test_what_is_not_there_is_not_found(clause, point):
    assert unit(ARTICLE, clause, point) is None


def test_points_without_clauses():
    assert [u.label for u in units("Gồm có:\na) Một;\nb) Hai.")] == ["a", "b"]


def test_dd_follows_d_and_one_letter_may_have_been_struck_out():
    text = "1. Gồm:\n" + "\n".join(f"{p}) x" for p in ("a", "b", "c", "d", "đ", "g", "h"))
    assert [u.point for u in units(text)][1:] == ["a", "b", "c", "d", "đ", "g", "h"]


def test_a_numbered_list_within_a_clause_is_no_clause():
    text = "1. Mẫu gồm các dòng:\n5. Họ và tên\n7. Nơi ở\n2. Nộp tại Tòa án.\n2025. là một năm"
    assert [u.label for u in units(text)] == ["1", "2"]


def test_a_clause_that_was_struck_out_leaves_a_gap():
    assert [u.label for u in units("1. Một.\n2. Hai.\n4. Bốn.\n5. Năm.")] == ["1", "2", "4", "5"]


@pytest.mark.parametrize("text", ["", " ", "Không có khoản nào.", "1.", "a)", "1.\n\n2."])
def test_odd_texts_do_no_harm(text):
    for one in units(text):
        assert 0 <= one.start <= one.end <= len(text)
