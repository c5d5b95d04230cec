"""What a check of a draft gives and takes: findings, the facts of the case, the book of law that it may ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal, Protocol

Kind = Literal[
    "citation-unknown", "citation-not-in-force", "clause-out-of-range", "name-mismatch", "date-order", "amount-mismatch",
    "number-mismatch", "part-missing", "claim-undecided", "appeal-right-missing", "fee-wrong",
]  # fmt: skip
Severity = Literal["error", "warning"]

KINDS: dict[Kind, str] = {
    "citation-unknown": "Điều luật không có hoặc dẫn sai văn bản",
    "citation-not-in-force": "Văn bản không có hiệu lực tại thời điểm áp dụng",
    "clause-out-of-range": "Khoản, điểm không có trong điều luật",
    "name-mismatch": "Họ tên, tư cách không thống nhất",
    "date-order": "Ngày tháng không hợp lý",
    "amount-mismatch": "Số tiền không thống nhất",
    "number-mismatch": "Con số, số hiệu không thống nhất",
    "part-missing": "Thiếu phần bắt buộc",
    "claim-undecided": "Yêu cầu chưa được quyết định",
    "appeal-right-missing": "Quyền kháng cáo thiếu hoặc sai",
    "fee-wrong": "Án phí không khớp",
}
"""Each kind of finding, as the court says it."""


@dataclass(frozen=True)
class Finding:
    """One thing that seems wrong. start and end: offsets in the text as given; a missing part has the place where it belongs."""

    kind: Kind
    start: int
    end: int
    message: str
    """What is wrong and what to do."""
    article: str
    """The legal basis: "BLTTDS 266.2"."""
    severity: Severity = "error"

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class CaseFacts:
    """What the case file knows; everything may be absent."""

    case_number: str = ""
    """Acceptance number (số thụ lý)."""
    accepted_on: date | None = None
    judged_on: date | None = None
    plaintiffs: tuple[str, ...] = ()
    defendants: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    amounts: tuple[int, ...] = ()
    """Sums claimed."""
    claims: tuple[str, ...] = ()
    """Each claim in the words of the file."""
    facts_on: date | None = None
    """The day of the facts, for choosing the law."""

    @classmethod
    def from_json(cls, told: Any) -> CaseFacts:
        """Raises ValueError (Vietnamese) for anything that is not such facts."""
        if not isinstance(told, dict):
            raise ValueError("tệp dữ kiện phải là một đối tượng JSON")
        known = cls.__dataclass_fields__
        if strange := sorted(set(told) - set(known)):
            raise ValueError(f"không hiểu “{strange[0]}” trong tệp dữ kiện; các mục: {', '.join(known)}")
        values: dict[str, Any] = {}
        for name, value in told.items():
            if name.endswith("_on"):
                values[name] = _day(name, value)
            elif name == "case_number":
                values[name] = str(value)
            elif not isinstance(value, list):
                raise ValueError(f"“{name}” phải là một danh sách")
            elif name == "amounts":
                if not all(isinstance(one, int) for one in value):
                    raise ValueError("“amounts” phải gồm các số nguyên (đồng)")
                values[name] = tuple(value)
            else:
                values[name] = tuple(str(one) for one in value)
        return cls(**values)


def _day(name: str, value: Any) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"“{name}”: “{value}” không phải ngày; viết 2026-12-31") from None


class LawBook(Protocol):
    """The texts of law that a check may ask; keys are "92/2015/QH13#203". None: this book cannot say."""

    def document(self, name: str) -> str | None:
        """The number of a document given by number, abbreviation or name."""

    def exists(self, key: str) -> bool | None: ...

    def in_force(self, key: str, day: date) -> bool | None: ...

    def clauses(self, key: str, day: date) -> int | None:
        """How many clauses the article has on the day."""

    def points(self, key: str, clause: str) -> Sequence[str] | None:
        """The letters of the points of a clause."""

    def title(self, key: str) -> str | None: ...


@dataclass
class Found:
    """Findings as the checks add them."""

    items: list[Finding] = field(default_factory=list)

    def add(  # noqa: PLR0917  (in the order in which a finding is read)
        self, kind: Kind, start: int, end: int, message: str, article: str, severity: Severity = "error"
    ) -> None:
        self.items.append(Finding(kind, start, end, message, article, severity))

    def once(self) -> list[Finding]:
        """In the order of the text, no place told of twice for one reason: of a fee that is no sum of the draft, only that it is no fee."""
        fees = [(one.start, one.end) for one in self.items if one.kind == "fee-wrong"]
        kept: dict[tuple[str, int, str], Finding] = {}
        for one in sorted(self.items, key=lambda one: (one.start, one.end, one.kind)):
            fee = any(start < one.end and one.start < end for start, end in fees)
            if one.kind == "amount-mismatch" and fee and one.severity == "warning":
                continue
            kept.setdefault((one.kind, one.start, "" if one.kind == "name-mismatch" else one.message), one)
        return list(kept.values())
