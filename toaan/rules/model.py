"""The generic dated rule (``RuleRow``) and the article it rests on (``Source``).

A rule is a row: YAML is the first load, rows in the database are in force and are handed back as these
dataclasses. A change of the law closes one row (``valid_to``) and opens the next; cases keep the rule that
was in force on the day of their act.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, cast, get_args

CheckStatus = Literal["checked", "secondary", "unchecked"]
RuleKind = Literal[
    "time_limit",
    "fee",
    "fee_rule",
    "fee_exemption",
    "number_pattern",
    "panel",
    "holiday",
    "service",
    "publication",
    "statistics",
    "retention",
    "dossier",
    "form",
    "jurisdiction",
    "setting",
]

CHECK_STATUS_VI: Mapping[CheckStatus, str] = {
    "checked": "đã đối chiếu với văn bản đang có hiệu lực",
    "secondary": "mới đối chiếu với nguồn gián tiếp",
    "unchecked": "chưa đối chiếu với văn bản",
}


class NoRuleInForce(LookupError):
    """No row of this key is in force on that day."""

    def __init__(self, key: str, on: date) -> None:
        self.key, self.on = key, on
        super().__init__(
            f"Không có quy định “{key}” có hiệu lực vào ngày {vi_date(on)}. "
            "Đề nghị người quản trị quy định bổ sung dòng quy định cho thời điểm này."
        )


def vi_date(day: date) -> str:
    """The date as Vietnamese courts print it: ``05/01/2026``."""
    return f"{day:%d/%m/%Y}"


def vi_article(article: str) -> str:
    """``203.1.a`` -> ``điểm a khoản 1 Điều 203``; an article with words in it is returned as it stands."""
    parts = article.split(".")
    if not parts[0][:1].isdigit():
        return article
    words = [f"Điều {parts[0]}"]
    if len(parts) > 1:
        words.insert(0, f"khoản {parts[1]}")
    if len(parts) > 2:
        words.insert(0, f"điểm {parts[2]}")
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule stands, and how far that was checked.

    ``law`` is the short name (``BLTTDS``), ``document`` the name to print, ``article`` the path ``203.1.a``.
    ``page`` points into the text that was read (``2:11`` = part 2, page 11 of the consolidated text).
    """

    law: str
    article: str
    title: str = ""
    document: str = ""
    check_status: CheckStatus = "unchecked"
    check_note: str = ""
    page: str = ""

    def cite(self) -> str:
        """The citation in Vietnamese, e.g. ``khoản 1 Điều 196 Bộ luật Tố tụng dân sự``."""
        return f"{vi_article(self.article)} {self.document or self.law}".strip()


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule with its period of validity; both bounds are included, ``valid_to=None`` is open-ended."""

    kind: RuleKind
    key: str
    value: Mapping[str, Any]
    source: Source
    valid_from: date
    valid_to: date | None = None

    def is_in_force(self, on: date) -> bool:
        """Is the rule in force on that day?"""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def as_json(self) -> dict[str, Any]:
        """A JSON-ready dictionary; ``from_json`` gives the equal row back."""
        return {
            "kind": self.kind,
            "key": self.key,
            "value": dict(self.value),
            "source": asdict(self.source),
            "valid_from": self.valid_from.isoformat(),
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "RuleRow":
        """Rebuild a row written by :meth:`as_json`. Raises ``ValueError`` on an unknown kind or a bad
        date.
        """
        if data["kind"] not in get_args(RuleKind):
            raise ValueError(f"Loại quy định không có trong danh mục: “{data['kind']}”.")
        valid_to = data.get("valid_to")
        return cls(
            kind=cast(RuleKind, data["kind"]),
            key=data["key"],
            value=data["value"],
            source=Source(**data["source"]),
            valid_from=date.fromisoformat(data["valid_from"]),
            valid_to=date.fromisoformat(valid_to) if valid_to else None,
        )


def in_force(rows: Iterable[RuleRow], key: str, on: date) -> RuleRow:
    """The row of ``key`` in force on ``on``. Raises :class:`NoRuleInForce`; on an overlap the newest row
    wins.
    """
    found = [row for row in rows if row.key == key and row.is_in_force(on)]
    if not found:
        raise NoRuleInForce(key, on)
    return max(found, key=lambda row: row.valid_from)


def of_kind(rows: Iterable[RuleRow], kind: RuleKind, on: date) -> list[RuleRow]:
    """All rows of one kind in force on ``on``, in the order given."""
    return [row for row in rows if row.kind == kind and row.is_in_force(on)]
