"""Grounds on which a case is suspended or discontinued, and what the law attaches to them: BLTTDS 214–218; on which
another claim is heard in the same case: 200.2, 201.1; on which a hearing is paused or goes back to questioning: 259, 263; on which an interpreter is replaced: 82.2.

Check status: checked, print 2:18–2:21. 218.2 and 218.3 name the points of 217.1 by which the fee advance goes to the
state budget or back to who paid it; of point h they say nothing, so the decision has to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from toaan.rules.model import RuleRow, of_kind, vi_article

Fate = Literal["state", "returned", "chosen"]
SUSPENSION, DISCONTINUANCE = "suspension:", "discontinuance:"
COUNTERCLAIM, INDEPENDENT = "counterclaim:", "independent:"
PAUSE, RETURN, PAUSED = "pause:", "return:", "paused:"
INTERPRETER = "interpreter:"
PAUSED_TOO_LONG = "paused:259.2"
"""The month of a pause is over and its reason is not overcome: the case is suspended."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One point of 214.1 or 217.1; `citation` is "điểm c khoản 1 Điều 217"."""

    key: str
    title: str
    article: str
    citation: str
    note: str = ""
    proposal: bool = False
    """The court president must have proposed first that the text be reviewed (215.3)."""
    fee: Fate = "chosen"
    suits_only: bool = False
    """No ground to pause the session of a request, in which nothing is disputed (361)."""
    given_up: bool = False
    """Only the plaintiff's own claim is given up: counterclaims and independent claims stay (217.2)."""

    @property
    def short(self) -> str:
        """The title with a capital letter, as a list shows it."""
        return self.title[:1].upper() + self.title[1:]


def grounds(rows: Iterable[RuleRow], prefix: str, day: date) -> list[Ground]:
    """The grounds of one kind (`SUSPENSION`, `DISCONTINUANCE`) in force on a day, in the order of the code."""
    return [
        Ground(
            key=row.key,
            title=str(row.value["title"]),
            article=row.source.article,
            citation=vi_article(row.source.article),
            note=str(row.value.get("note", "")),
            proposal=bool(row.value["value"].get("proposal", False)),
            fee=row.value["value"].get("fee", "chosen"),
            suits_only=bool(row.value["value"].get("suits_only", False)),
            given_up=bool(row.value["value"].get("given_up", False)),
        )
        for row in of_kind(rows, "setting", day)
        if row.key.startswith(prefix)
    ]


def session_pauses(rows: Iterable[RuleRow], day: date) -> list[Ground]:
    """On what grounds the session of a civil request (phiên họp giải quyết việc dân sự) is paused: those of a hearing, by 361.

    Part Six knows no pause, nor does Part Seven of foreign judgments and awards: that 259 holds for both, with these words,
    is our reading.
    """
    return [
        replace(g, title=at_session(g.title), citation=f"{g.citation}, Điều 361")
        for g in grounds(rows, PAUSE, day)
        if not g.suits_only
    ]


def at_session(words: str) -> str:
    """The words of the law on hearings, as they are said of the session of a request."""
    for of_suit, of_request in _AT_SESSION:
        words = words.replace(of_suit, of_request)
    return words


_AT_SESSION = (
    ("phiên tòa", "phiên họp"), ("xét xử vắng mặt", "giải quyết vắng mặt"), ("vụ án", "việc dân sự"),
)  # fmt: skip


def fee_article(fate: Fate) -> str:
    """The clause of Article 218 by which the fee advance is dealt with; empty where the article is silent."""
    return {"state": "khoản 2 Điều 218", "returned": "khoản 3 Điều 218", "chosen": ""}[fate]
