"""What a request says of a strike (BLTTDS 403.1, 403.2): its shape in the content of a petition, and what is missing.

The section is there only in requests about a strike::

    "strike": {"side": "employer" | "workers", "place": str, "started_on": ISO day, "ended_on": ISO day or ""}

The requester is the side that asks; the other side, whose name and address 403.2.b and 403.2.c want, is the first of the
persons concerned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from toaan.core.words import words as _
from toaan.rules import strike as rule
from toaan.vietnamese.text import clean

PREFIX = "strike_"
"""Of the names of its fields on forms and in faults."""
LONGEST_PLACE = 300


@dataclass(frozen=True)
class StrikeFacts:
    """The strike as the request tells it."""

    side: str
    place: str
    started_on: date | None
    ended_on: date | None

    def __str__(self) -> str:
        start = f"từ ngày {self.started_on:%d/%m/%Y}" if self.started_on else ""
        end = f"đến ngày {self.ended_on:%d/%m/%Y}" if self.ended_on else "đang diễn ra khi gửi đơn"
        days = ", ".join(part for part in (start, end) if part) if self.ended_on is None else f"{start} {end}"
        return ", ".join(part for part in (self.place, days.strip()) if part)

    def as_facts(self) -> dict[str, Any]:
        """As the rules take it."""
        return {
            "side": self.side, "place": self.place, "started_on": self.started_on, "ended_on": self.ended_on,
        }  # fmt: skip


def facts(content: Mapping[str, Any]) -> StrikeFacts:
    """Out of the content of a petition; empty where it says nothing."""
    told = content.get("strike") or {}
    return StrikeFacts(
        str(told.get("side") or ""), str(told.get("place") or ""), _day(told.get("started_on")), _day(told.get("ended_on"))
    )  # fmt: skip


def tidy(value: Mapping[str, Any], faults: dict[str, str]) -> dict[str, str]:
    """As it may be stored; a draft may be unfinished but never malformed."""
    place = " ".join(clean(str(value.get("place") or "")).split())
    if len(place) > LONGEST_PLACE:
        faults[f"{PREFIX}place"] = _("Ô này nhận nhiều nhất %(limit)s ký tự; bạn đã nhập %(typed)s. Hãy viết gọn lại.") % {
            "limit": LONGEST_PLACE, "typed": len(place),
        }  # fmt: skip
    side = str(value.get("side") or "")
    days = {name: _day(value.get(name)) for name in ("started_on", "ended_on")}
    return {
        "side": side if side in rule.SIDES else "",
        "place": place,
        **{name: day.isoformat() if day else "" for name, day in days.items()},
    }


def missing(content: Mapping[str, Any], faults: dict[str, str], on: date | None) -> None:
    """Add what a request about a strike still lacks (403.1, 403.2).

    Args:
        on: the day on which it is filed; None while that is not known.
    """
    told = facts(content)
    words = {
        "side": _("Hãy chọn bạn yêu cầu với tư cách nào: chỉ người sử dụng lao động, tổ chức đại diện tập thể lao động có quyền yêu cầu (khoản 1 Điều 403)."),
        "place": _("Hãy ghi nơi xảy ra đình công: Tòa án nơi đó giải quyết (khoản 1 Điều 405)."),
        "started": _("Hãy ghi ngày bắt đầu đình công."),
        "future": _("Ngày bắt đầu đình công không được ở sau ngày gửi đơn: chỉ yêu cầu được khi đang đình công hoặc sau khi đã chấm dứt (khoản 1 Điều 403)."),
        "ended": _("Ngày chấm dứt đình công phải từ ngày bắt đầu đến ngày gửi đơn. Đang đình công thì để trống."),
    }  # fmt: skip
    for name, code in rule.faults(told.as_facts(), on or date.max).items():
        faults.setdefault(f"{PREFIX}{name}", words[code])
    if not any(one.get("name") for one in content["related"][:1]):
        faults.setdefault("related-0-name", other_side_words(told.side))


def other_side_words(side: str) -> str:
    """What 403.2 wants to be told of the other side."""
    if side == rule.WORKERS:
        return _("Hãy ghi tên, địa chỉ của người sử dụng lao động nơi tập thể lao động đình công (điểm c khoản 2 Điều 403 BLTTDS).")  # fmt: skip
    return _("Hãy ghi tên, địa chỉ của tổ chức lãnh đạo cuộc đình công (điểm b khoản 2 Điều 403 BLTTDS).")


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
