"""Requests about foreign judgments and awards (bản án, quyết định của Tòa án nước ngoài, phán quyết của Trọng tài nước ngoài):
which way each goes, its limits, grounds and results. BLTTDS 423–463.

Check status: checked, print 3:18–3:42. Our readings: that the first absence puts the session off also where it has no good
reason (458.3 speaks of a good one, and lets the session go on only in the cases that it lists); that in a request not to
recognise (446.3) and in one about what nobody enforces here (449.1) whoever asks stands where 438.3 names the creditor; that
such a request may be rejected (bác đơn) also under 444, as 449.2 says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from toaan.rules.calendar import Calendar, ExcludedPeriod
from toaan.rules.model import RuleRow, of_kind, vi_article
from toaan.rules.requests import Fate, Presence
from toaan.rules.time_limits import DueDate, TimeLimit, due_date

WAY, GROUND, SUSPENSION, ENDING = "request_way:", "foreign_ground:", "foreign_suspension:", "foreign_end:"
BY_THREE = ("27.5", "29.9", "31.4", "31.5", "33.3", "33.4")
"""Clauses of 27, 29, 31, 33 about foreign judgments and awards, settled by three judges (67.1)."""
STRIKE = "strike"
"""The one way before three judges that is about nothing foreign: the legality of a strike (33.2, 403–413; `toaan.rules.strike`)."""
FEE_MATTER = "cong-nhan-ban-an-nuoc-ngoai"
"""What is charged for it (NQ 326/2016 art. 38): the row "fee:LP:…"."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that the panel may decide (438.5, 449.2, 458.5)."""

    code: str
    words: str
    grants: bool
    """The request is granted, at least in part."""
    refuses: bool
    """Recognition is refused, at least in part: a ground of 439 or 459 must be named."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a request goes; every limit is the key of a row of time limits."""

    key: str
    title: str
    citation: str
    panel: str
    file_by: str
    counts_from: str
    """ "effect": the day on which the judgment or award took effect; "receipt": on which it was received (447.1)."""
    accept: str
    vks: str
    send: str
    send_end: str
    appeal: str
    appeal_absent: str
    appeal_end: str
    protest: str
    protest_higher: str
    review: str
    review_article: str
    explain: str
    session: str
    absence: str
    prepare: str
    decide: str
    subject: str
    requester: str
    opponent: str
    """How the other side is called; empty: nobody need be named."""
    outcomes: tuple[Outcome, ...]
    adjourn: str = "BLTTDS:233.1"
    """How long a session may be put off."""
    assign: str = "BLTTDS:363.1"
    """When the president names the judge who examines the request."""
    from_receipt: str = ""
    """The term of preparation where it runs from the receipt of the petition (410.2)."""
    send_session: str = ""
    """When the decision to open the session must have reached everybody, where the way says it (410.2)."""
    panel_above: str = ""
    """When the panel of second instance is formed, where the way says it (413.3)."""
    fee: str = FEE_MATTER
    """Matter of the charge (NQ 326/2016 arts. 38, 41)."""

    @property
    def is_strike(self) -> bool:
        """About the legality of a strike: nothing of part seven holds (427–463)."""
        return self.key == STRIKE

    def outcome(self, code: str) -> Outcome | None:
        """The result of this code, None where this way knows none."""
        return next((o for o in self.outcomes if o.code == code), None)


@dataclass(frozen=True, slots=True)
class Ground:
    """Of refusing recognition, of suspending or of ending the request; `citation` is "khoản 3 Điều 439"."""

    key: str
    title: str
    citation: str
    proof: bool = False
    """Only on evidence that the other side brought (459.1)."""
    part: bool = False
    """What was asked for may be recognised where it can be told apart (459.1.d)."""
    absent: bool = False
    """The requester stayed away a second time: the session has been put off once."""
    fee: Fate = "chosen"


def way(rows: Iterable[RuleRow], special: str, day: date) -> Way | None:
    """The way that a kind of request names in `special`; None for those that one judge settles."""
    for row in of_kind(rows, "setting", day):
        if row.key == f"{WAY}{special}":
            return _way(row)
    return None


OWN = ("adjourn", "assign", "from_receipt", "send_session", "panel_above", "fee")
"""What a way may say otherwise than those of part seven."""


def _way(row: RuleRow) -> Way:
    told: Mapping[str, Any] = row.value["value"]
    same = ("panel", "file_by", "accept", "vks", "send", "send_end", "appeal", "appeal_absent", "appeal_end")
    more = ("protest", "protest_higher", "review", "subject", "requester", "opponent")
    articles = {
        "review_article": "review_article",
        "explain": "explain_article",
        "session": "session_article",
    }
    articles |= {"absence": "session_absence", "prepare": "prepare_article", "decide": "decide_article"}
    return Way(
        key=row.key.removeprefix(WAY),
        title=str(row.value["title"]),
        citation=vi_article(row.source.article),
        counts_from=str(told["from"]),
        outcomes=tuple(Outcome(**one) for one in told["outcomes"]),
        **{name: str(told[name]) for name in OWN if name in told},
        **{name: str(told[name]) for name in (*same, *more)},
        **{name: vi_article(str(told[key])) if told[key] else "" for name, key in articles.items()},
    )


def grounds(rows: Iterable[RuleRow], prefix: str, special: str, day: date) -> list[Ground]:
    """The grounds of one kind (`GROUND`, `SUSPENSION`, `ENDING`) that a way knows, in the order of the code."""
    return [
        Ground(
            key=row.key,
            title=str(row.value["title"]),
            citation=vi_article(row.source.article),
            proof=bool(row.value["value"].get("proof", False)),
            part=bool(row.value["value"].get("part", False)),
            absent=bool(row.value["value"].get("absent", False)),
            fee=row.value["value"].get("fee", "chosen"),
        )
        for row in of_kind(rows, "setting", day)
        if row.key.startswith(prefix) and special in row.value["value"]["of"]
    ]


def last_day(limit: TimeLimit, from_on: date, calendar: Calendar, away: tuple[date, date] | None) -> DueDate:
    """The last day to ask; days of force majeure or of an obstacle that was proved do not count (432.2, 444.2, 447.2, 451.2)."""
    out = ExcludedPeriod(away[0], away[1], "sự kiện bất khả kháng, trở ngại khách quan") if away else None
    return due_date(limit, from_on, calendar, excluded=[out] if out else [])


def clause_of(code: str) -> str:
    """ "27.5" of "27.5.khong": the article and clause that a kind of request stands in."""
    return ".".join(code.split(".")[:2])


def obstacles(
    people: Iterable[Presence], *, opponent: str, summons: int, article: str
) -> list[tuple[str, str]]:
    """Why the session cannot be held, as (article, message): 438.3, 458.3.

    Args:
        opponent: name of the other side, who must be there as well; empty where nobody is named.
        summons: how many times they have been duly summoned, this one included.
        article: "khoản 3 Điều 438".
    """
    found = []
    for one in people:
        theirs = bool(opponent) and one.name == opponent
        if not (one.asks or theirs) or one.present or one.asked_absence:
            continue
        if summons <= 1:
            words = "vắng mặt lần thứ nhất và không có đơn yêu cầu xét đơn vắng mặt: phải hoãn phiên họp."
        elif one.asks:
            words = "đã được triệu tập hợp lệ lần thứ hai mà vẫn vắng mặt: Hội đồng đình chỉ việc xét đơn yêu cầu."
        else:
            continue  # the session goes on without him
        found.append((f"{article} BLTTDS", f"{one.name} {words}"))
    return found
