"""Kinds of civil requests (việc dân sự), who asks, where, and what the law attaches to each: BLTTDS 27, 29, 31, 33, 361–419.

Check status: checked, print 1:11–1:16, 2:86–3:17.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from toaan.rules.model import RuleRow, of_kind, vi_article

Special = Literal[
    "", "consent_divorce", "settlement", "absent", "missing", "missing_cancelled", "dead", "dead_cancelled",
    "foreign_judgment", "foreign_refusal", "foreign_unenforced", "foreign_award", "strike",
]  # fmt: skip
"""What the general procedure does not know; the last five go by `toaan.rules.foreign` and `toaan.rules.strike`, before three judges."""
Fate = Literal["state", "returned", "chosen"]
KIND, END, RETURN = "request_kind:", "request_end:", "request_return:"


@dataclass(frozen=True, slots=True)
class RequestKind:
    """One clause of articles 27, 29, 31 or 33; `citation` is "khoản 2 Điều 29"."""

    code: str
    """Article and clause: "29.2"."""
    title: str
    label: str
    """In the words of a citizen."""
    kind: str
    """DS, HNGĐ, KDTM or LĐ."""
    requesters: int
    """How many must ask together: 2 where the law wants an agreement of two."""
    who: str
    court: str
    court_article: str
    papers: tuple[str, ...]
    tell: tuple[str, ...]
    appeal: bool
    """False: the decision is in effect at once (371, 419.8)."""
    preparation: str
    session: str
    special: Special
    citation: str

    @property
    def is_divorce(self) -> bool:
        """Consensual divorce: reconciliation, and a decision without a session (397)."""
        return self.special == "consent_divorce"

    @property
    def relation(self) -> str:
        """How the register names the matter; the words "theo quy định …" of the code are left out."""
        return self.title.split(" theo quy định")[0]


@dataclass(frozen=True, slots=True)
class Ground:
    """On which a request ends without a decision on it."""

    key: str
    title: str
    citation: str
    fee: Fate
    special: Special


def kinds(rows: Iterable[RuleRow], day: date) -> list[RequestKind]:
    """Every kind that may be asked for on a day, in the order of the rows."""
    return [_kind(row) for row in of_kind(rows, "setting", day) if row.key.startswith(KIND)]


def _kind(row: RuleRow) -> RequestKind:
    told = row.value["value"]
    return RequestKind(
        code=row.key.removeprefix(KIND),
        title=str(row.value["title"]),
        label=str(told["label"]),
        kind=str(told["kind"]),
        requesters=int(told["requesters"]),
        who=str(told["who"]),
        court=str(told["court"]),
        court_article=vi_article(str(told["court_article"])),
        papers=tuple(told["papers"]),
        tell=tuple(told["tell"]),
        appeal=bool(told["appeal"]),
        preparation=str(told["preparation"]),
        session=str(told["session"]),
        special=told["special"],
        citation=vi_article(row.source.article),
    )


def ends(rows: Iterable[RuleRow], kind: RequestKind | None, day: date) -> list[Ground]:
    """The grounds on which a request of this kind may end without a decision on it."""
    return [
        Ground(
            key=row.key,
            title=str(row.value["title"]),
            citation=vi_article(row.source.article),
            fee=row.value["value"]["fee"],
            special=row.value["value"]["special"],
        )
        for row in of_kind(rows, "setting", day)
        if row.key.startswith(END)
        and row.value["value"]["special"] in ("", kind.special if kind is not None else "")
    ]


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody called to the session on its day."""

    name: str
    asks: bool
    """He is a requester; otherwise a person concerned."""
    present: bool
    asked_absence: bool = False


def appeal_obstacles(
    people: Iterable[Presence], *, summons: int, protested: bool, procurator: bool
) -> list[tuple[str, str]]:
    """Why the session of second instance cannot be held, as (article, message): BLTTDS 374.1, 374.2.

    Args:
        people: who is called; `asks` for whoever appealed.
        protested: a procuracy protests and has not withdrawn.
        procurator: its procurator came.
    """
    found = []
    if protested and not procurator:
        found.append(
            ("BLTTDS 374.1", "Viện kiểm sát có kháng nghị mà Kiểm sát viên vắng mặt: phải hoãn phiên họp.")
        )
    for one in people:
        if not one.asks or one.present or one.asked_absence:
            continue
        if summons <= 1:
            words = "kháng cáo mà vắng mặt lần thứ nhất và không yêu cầu giải quyết vắng mặt: phải hoãn phiên họp."
        else:
            words = (
                "đã được triệu tập hợp lệ lần thứ hai mà vẫn vắng mặt: bị coi là từ bỏ kháng cáo. Hãy ghi nhận việc từ bỏ ở phần "
                "rút kháng cáo; không còn kháng cáo, kháng nghị nào thì đình chỉ giải quyết phúc thẩm."
            )
        found.append(("BLTTDS 374.2", f"{one.name} {words}"))
    return found


def obstacles(people: Iterable[Presence], *, summons: int) -> list[tuple[str, str]]:
    """Why the session cannot be held, as (article, message): BLTTDS 367.2; others' absence leaves the judge free (367.3).

    Args:
        summons: how many times they have been duly summoned, this one included.
    """
    found = []
    for one in people:
        if not one.asks or one.present or one.asked_absence:
            continue
        if summons <= 1:
            words = "vắng mặt lần thứ nhất và không đề nghị giải quyết vắng mặt: phải hoãn phiên họp."
        else:
            words = "đã được triệu tập hợp lệ lần thứ hai mà vẫn vắng mặt: bị coi là từ bỏ yêu cầu, Tòa án đình chỉ giải quyết việc dân sự."
        found.append(("BLTTDS 367.2", f"{one.name} {words}"))
    return found
