"""The facts that choose between rules of one article, as a person or a program names them: ``simplified=true``.

Every command that asks the law reads its options here, so that a name means one thing everywhere and an unknown
one is refused. Words are understood with and without diacritics.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from toaan.vietnamese.text import fold

Value = bool | int | str | date
Shape = Literal["flag", "choice", "number", "day"]

_YES = {"true", "1", "co", "yes"}
_NO = {"false", "0", "khong", "no"}


class BadOption(ValueError):
    """An option that is not known, or a value that it does not take; the message says what it takes."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option: its name, what it takes, and what it means in Vietnamese.

    ``choices`` are the values of a choice as stored; ``least`` and ``most`` bound a number.
    """

    name: str
    shape: Shape
    meaning: str
    choices: tuple[str, ...] = ()
    least: int = 1
    most: int = 1200

    def read(self, given: object) -> Value:
        """The value of what was typed or came as JSON. Raises :class:`BadOption`."""
        if self.shape == "flag":
            return self._flag(given)
        if self.shape == "number":
            return self._number(given)
        if self.shape == "day":
            return self._day(given)
        plain = fold(str(given)).strip().replace("_", "-").replace(" ", "-")
        for choice in self.choices:
            if plain == fold(choice):
                return choice
        raise BadOption(f"{self.name} không nhận “{given}”; chọn: {', '.join(self.choices)}")

    def _flag(self, given: object) -> bool:
        plain = fold(str(given)).strip()
        if plain in _YES or plain in _NO:
            return plain in _YES
        raise BadOption(f"{self.name} không nhận “{given}”; chọn: true, false")

    def _number(self, given: object) -> int:
        text = str(given).strip()
        if isinstance(given, bool) or not text.isascii() or not text.isdigit():
            raise BadOption(f"{self.name} phải là số nguyên, không phải “{given}”")
        if not self.least <= int(text) <= self.most:
            raise BadOption(f"{self.name} phải từ {self.least} đến {self.most}")
        return int(text)

    def _day(self, given: object) -> date:
        if type(given) is date:
            return given
        try:
            return date.fromisoformat(str(given).strip())
        except ValueError:
            raise BadOption(f"{self.name}: “{given}” không phải ngày; viết 2026-12-31") from None


def read_options(given: Mapping[str, object], known: Mapping[str, Option]) -> dict[str, Value]:
    """The values of the options given. Raises :class:`BadOption` for a name that is not ``known``."""
    values: dict[str, Value] = {}
    for name, value in given.items():
        if name not in known:
            raise BadOption(f"không có tùy chọn “{name}”; có: {', '.join(known)}")
        values[name] = known[name].read(value)
    return values


def by_name(*options: Option) -> dict[str, Option]:
    """A table of options by name."""
    return {option.name: option for option in options}


CASE_TYPES = ("DS", "HNGĐ", "KDTM", "LĐ", "HC", "HS", "PS")
SEVERITIES = ("it-nghiem-trong", "nghiem-trong", "rat-nghiem-trong", "dac-biet-nghiem-trong")

DEADLINE_OPTIONS = by_name(
    Option("type", "choice", "loại vụ việc", CASE_TYPES),
    Option("simplified", "flag", "thủ tục rút gọn"),
    Option("extended", "flag", "thời hạn được gia hạn hết mức"),
    Option("good_cause", "flag", "có lý do chính đáng"),
    Option("custody", "flag", "thời hạn tạm giữ, tạm giam (01 tháng tính là 30 ngày)"),
    Option("abroad", "flag", "đương sự ở nước ngoài"),
    Option("late_receipt", "flag", "nộp biên lai sau khi hết hạn"),
    Option("service_result_unknown", "flag", "không nhận được kết quả tống đạt ở nước ngoài"),
    Option("present", "flag", "đương sự có mặt; false: tính từ ngày nhận hoặc ngày niêm yết"),
    Option("severity", "choice", "loại tội phạm", SEVERITIES),
    Option("level", "choice", "Viện kiểm sát cùng cấp hay cấp trên trực tiếp", ("same", "higher")),
    Option("court", "choice", "cấp Tòa án", ("regional", "province")),
    Option("channel", "choice", "cách nhận: tại quầy, bưu chính, trực tuyến", ("counter", "post", "online")),
    Option("reason", "choice", "lý do kéo dài: chờ kết quả giám định, định giá", ("expert",)),
    Option("months", "number", "số tháng mà Tòa án hoặc lệnh ấn định", most=60),
    Option("step", "choice", "bước tố tụng trong cùng điều luật", ("hearing",)),
    Option("bound", "choice", "đầu hay cuối của khoảng thời gian", ("earliest", "latest")),
    Option(
        "resumed_effective", "day", "ngày quyết định tiếp tục giải quyết có hiệu lực: thời hạn tính lại từ đó"
    ),
)
"""The options of a time limit, in the order in which they are listed."""
