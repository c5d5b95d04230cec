"""A number that can be called is taken as typed; words and too few digits are not."""

from __future__ import annotations

import pytest

from toaan.vietnamese.phones import is_phone


@pytest.mark.parametrize(
    "text", ["0912 000 001", "0912.000.001", "+84 912 000 001", "(0209) 387-1234", "0209 3871 234"]
)
def test_taken(text):
    assert is_phone(text)


@pytest.mark.parametrize(
    "text", ["abc", "0912", "0912 000 001 gọi buổi tối", "+", "", "0912000001091200000109"]
)
def test_not_taken(text):
    assert not is_phone(text)
