"""Numbers of registered letters (số hiệu bưu gửi): the thirteen characters of UPU standard S10.

Two letters for the service, eight digits, a check digit, two letters for the country: ``RR 12345678 5 VN``.
"""

import re
from dataclasses import dataclass
from typing import Literal

_SHAPE = re.compile(r"([A-Z]{2})(\d{8})(\d)([A-Z]{2})")
_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_BLANKS = re.compile(r"[\s.\-‐-―]+")


class BadCode(ValueError):
    """The text is no such number: its shape is wrong, or its check digit (a misread or mistyped digit)."""

    def __init__(self, fault: Literal["shape", "check"]) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class PostalCode:
    """A number that was read whole. ``text`` is how it is stored: thirteen characters, capitals, no blanks."""

    text: str

    @property
    def spaced(self) -> str:
        """As people read it: ``RR 123 456 785 VN``."""
        t = self.text
        return f"{t[:2]} {t[2:5]} {t[5:8]} {t[8:11]} {t[11:]}"


def check_digit(serial: str) -> int:
    """The check digit of eight digits: weights 8 6 4 2 3 5 9 7, eleven minus the rest; 10 is 0, 11 is 5."""
    if len(serial) != 8 or not (serial.isascii() and serial.isdigit()):
        raise ValueError("eight digits expected")
    rest = 11 - sum(int(d) * w for d, w in zip(serial, _WEIGHTS, strict=True)) % 11
    return {10: 0, 11: 5}.get(rest, rest)


def compact(text: str) -> str:
    """Capitals without the blanks, dots and dashes that people put between the groups."""
    return _BLANKS.sub("", text).upper()


def read_code(text: str) -> PostalCode:
    """Read what a scanner or a person typed. Raises ``BadCode`` with ``shape`` or ``check``."""
    code = compact(text)
    match = _SHAPE.fullmatch(code)
    if match is None or not code.isascii():
        raise BadCode("shape")
    if check_digit(match[2]) != int(match[3]):
        raise BadCode("check")
    return PostalCode(code)
