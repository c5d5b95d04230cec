"""Cleaning and the two search forms: equal words must come out equal however they were typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toaan.vietnamese.text import clean, fold, modern_tone, nfc, normalise, tokens

SYLLABLES = [
    "hòa",
    "HOÀ",
    "Thúy",
    "quý",
    "qúy",
    "Đặng",
    "khuỷu",
    "nguyễn",
    "lúa",
    "của",
    "ngoài",
    "giá",
    "uỷ",
    "ủy",
    "oẹ",
]
vietnamese = st.lists(st.sampled_from([*SYLLABLES, " ", "\n", ".", "\u200b", "\t", "Ð"])).map("".join)
anything = st.one_of(st.text(), vietnamese)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Tòa\u200b án", "Tòa án"),
        ("a\u202eb\u2066c", "abc"),
        ("một \t hai\u00a0ba", "một hai ba"),
        ("dòng 1 \r\n dòng 2", "dòng 1\ndòng 2"),
        ("a\x00\x07b", "ab"),
        ("Ðặng", "Đặng"),
        ("Phƣơng", "Phương"),
        (unicodedata.normalize("NFD", "Nguyễn"), "Nguyễn"),
        ("  ", ""),
    ],
)
def test_clean(typed, stored):
    assert clean(typed) == stored


@pytest.mark.parametrize(
    ("old", "modern"),
    [
        ("hòa", "hoà"), ("HÒA", "HOÀ"), ("Thúy", "Thuý"), ("qúy", "quý"), ("khỏe", "khoẻ"), ("ủy", "uỷ"),
        ("ngòai", "ngoài"), ("hoàn", "hoàn"), ("lúa", "lúa"), ("của", "của"), ("quả", "quả"), ("khuyên", "khuyên"),
        ("nguyễn", "nguyễn"),
    ],
)  # fmt: skip
def test_modern_tone(old, modern):
    assert modern_tone(old) == modern


def test_search_forms():
    assert normalise("HÒA Giải") == normalise("hoà giải") == "hoà giải"
    assert fold("Hoà giải Đồng Tháp") == fold("HÒA GIẢI ÐỒNG THÁP") == "hoa giai dong thap"
    assert tokens("Ông Hòa, bà Đào (tức Mơ).") == ["ông", "hoà", "bà", "đào", "tức", "mơ"]
    assert normalise("ma") != normalise("má")


@given(anything)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


@given(anything)
def test_clean_leaves_nothing_invisible(text):
    assert not [c for c in clean(text) if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs")]


@given(anything)
def test_search_forms_are_stable(text):
    assert normalise(normalise(text)) == normalise(text)
    assert modern_tone(modern_tone(text)) == modern_tone(text)
    assert fold(fold(text)) == fold(text)


@given(anything)
def test_decomposed_and_composed_are_equal(text):
    decomposed = unicodedata.normalize("NFD", text)
    assert fold(decomposed) == fold(nfc(text))
    assert normalise(decomposed) == normalise(nfc(text))


@given(vietnamese)
def test_vietnamese_folds_to_ascii(text):
    assert fold(clean(text)).isascii()


@given(vietnamese)
def test_folding_forgets_what_normalising_keeps(text):
    assert fold(normalise(text)) == fold(text)
