"""Numbers of registered letters, checked by hand against the published arithmetic of S10."""

import pytest

from toaan.rules.postal import BadCode, check_digit, read_code


@pytest.mark.parametrize(
    ("serial", "digit"),
    [
        ("47312482", 9),  # the worked example of the standard: 200 mod 11 = 2, 11 - 2 = 9
        ("12345678", 5),
        ("00000010", 2),
        ("00000000", 5),  # 11 counts as 5
        ("00000008", 0),  # 10 counts as 0
    ],
)
def test_check_digit(serial, digit):
    assert check_digit(serial) == digit


@pytest.mark.parametrize("serial", ["1234567", "123456789", "1234567a", "１２３４５６７８"])
def test_anything_but_eight_digits_has_no_check_digit(serial):
    with pytest.raises(ValueError, match="eight digits"):
        check_digit(serial)


@pytest.mark.parametrize(
    "typed", ["RR123456785VN", "rr 123 456 785 vn", " RR-12345678-5-VN\t", "RR.123.456.785.VN"]
)
def test_usual_spellings_are_one_number(typed):
    code = read_code(typed)
    assert (code.text, code.spaced) == ("RR123456785VN", "RR 123 456 785 VN")


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("RR123456784VN", "check"),
        ("RR123456758VN", "check"),  # two digits changed places
        ("RR12345678VN", "shape"),
        ("R1123456785VN", "shape"),
        ("RR123456785V", "shape"),
        ("RR123456785VNX", "shape"),
        ("RR１２３４５６７８５VN", "shape"),  # digits of another script
        ("", "shape"),
    ],
)
def test_what_is_no_number_says_whether_shape_or_check_digit(typed, fault):
    with pytest.raises(BadCode) as refused:
        read_code(typed)
    assert refused.value.fault == fault
