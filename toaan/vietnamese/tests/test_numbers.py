"""A number is found however it is typed; names stay words."""

from __future__ import annotations

import pytest

from toaan.vietnamese.numbers import Word, search_words

SAME = Word("07/2026/tlst-ds", 7, 2026, "tlst-ds")


@pytest.mark.parametrize(
    "typed",
    [
        "07/2026/TLST-DS", "7/2026/TLST-DS", "007/2026/tlst-ds", "Số 7/2026/TLST-DS", "số: 07/2026/TLST–DS",
        "7-2026-TLST-DS", "07 / 2026 / TLST - DS", "7.2026.TLST-DS", "07/2026/TLST — DS",
    ],
)  # fmt: skip
def test_one_number_in_many_spellings(typed) -> None:
    assert search_words(typed) == [SAME]


def test_number_and_year_alone() -> None:
    assert search_words("12/2026") == [Word("12/2026", 12, 2026)]


def test_family_cases_are_written_without_diacritics() -> None:
    assert search_words("số 12/2026/TLST-HNGĐ") == [Word("12/2026/tlst-hngd", 12, 2026, "tlst-hngd")]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Nguyễn Văn Sơ", ["nguyen", "van", "so"]),
        ("  đặt   cọc ", ["dat", "coc"]),
        ("số 5", ["so", "5"]),
        ("2026", ["2026"]),
        ("ABCD-EFGH-2345", ["abcd-efgh-2345"]),
        ("", []),
    ],
)
def test_other_words_stay_as_they_are(typed, words) -> None:
    assert [w.text for w in search_words(typed)] == words
