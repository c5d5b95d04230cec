"""Names: sorted as Vietnamese registers are, split family first."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toaan.vietnamese.names import initials, looks_like_name, sort_key, split_name, title_case_name

ORDER = [
    "Nguyễn Văn An", "Trần Văn An", "Lê Thị Lan Anh", "Bùi Ánh", "Lê Thị Ăn", "Đỗ Ân", "Lê Cúc", "Lê Dung", "Lê Đào",
    "Phạm Hoa", "Phạm Hòa", "Phạm Hỏa", "Phạm Hóa", "Phạm Họa", "Vũ Oanh", "Vũ Ơn", "Vũ Uyên", "Vũ Ưu", "Vũ Yến",
]  # fmt: skip


def test_registers_sort_by_given_name_then_family_name_then_tone():
    shuffled = random.Random(7).sample(ORDER, len(ORDER))
    assert sorted(shuffled, key=sort_key) == ORDER


@given(st.lists(st.text()))
def test_sorting_never_fails(names):
    assert len(sorted(names, key=sort_key)) == len(names)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Nguyễn Thị Lan Anh", ("Nguyễn", "Thị Lan", "Anh")),
        ("  Võ   An ", ("Võ", "", "An")),
        ("An", ("", "", "An")),
        ("", ("", "", "")),
    ],
)
def test_split(name, parts):
    assert split_name(name) == parts


def test_initials_and_title_case():
    assert initials("Nguyễn Đức Ẩn") == "NĐÂ"
    assert title_case_name("NGUYỄN văn ẩn") == "Nguyễn Văn Ẩn"
    assert title_case_name("h'mai niê") == "H'Mai Niê"


@pytest.mark.parametrize("text", ["Nguyễn Văn An", "Y Blum", "Rơ Mah Tráng", "H'Mai Niê", "Ksor Nhà"])
def test_names_are_recognised(text):
    assert looks_like_name(text)


@pytest.mark.parametrize(
    "text", ["", "An", "nguyễn văn an", "Nguyễn Văn 3", "Hợp đồng vay", "A B C D E F G H", "Ông, Bà"]
)
def test_other_texts_are_refused(text):
    assert not looks_like_name(text)
