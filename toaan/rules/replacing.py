"""Who decides on a request to replace somebody: BLTTDS 56, 62, 84, 368. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from toaan.rules.course import INTERPRETER, Ground, grounds
from toaan.rules.model import RuleRow

Who = Literal["president", "panel", "court_above", "procuracy", "procuracy_above"]
Office = Literal["judge", "clerk", "procurator", "expert", "interpreter"]
"""A lay judge is replaced on the grounds of a judge (53)."""
PREFIX = "replaced:"
_ARTICLES: dict[Office, tuple[str, ...]] = {
    "judge": ("52", "53"),
    "clerk": ("52", "54"),
    "procurator": ("52", "60"),
    "expert": ("80",),
    "interpreter": (),
}


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides, and the article."""

    who: Who
    citation: str


def decider(office: Office, *, opened: bool, request: bool, judges: int, of_president: bool) -> Decider:
    """Who decides on replacing somebody of this office.

    Args:
        opened: the hearing, or the session on a request, has been opened.
        request: a civil request (việc dân sự), to which 368 applies.
        judges: how many judges sit on it; at a request heard by one, the president decides even at the session.
        of_president: the judge to be replaced is the president of the court, the procurator the chief procurator.

    At the hearing the panel decides on the chief procurator too: 62.2 and 368.3 leave to the one above only the naming of
    another.
    """
    if office == "procurator":
        return _of_procurator(opened=opened, request=request, chief=of_president)
    if office in {"expert", "interpreter"}:
        return Decider("panel", "khoản 2 Điều 84") if opened else Decider("president", "khoản 1 Điều 84")
    if request:
        citation = "khoản 1 Điều 368"
        if opened:
            citation = "điểm a khoản 2 Điều 368" if judges < 3 else "điểm b khoản 2 Điều 368"
        if opened and judges >= 3:
            return Decider("panel", citation)
        return Decider("court_above" if of_president else "president", citation)
    if of_president:
        return Decider("court_above", "khoản 1 Điều 56")
    return Decider("panel", "khoản 2 Điều 56") if opened else Decider("president", "khoản 1 Điều 56")


def _of_procurator(*, opened: bool, request: bool, chief: bool) -> Decider:
    citation = "khoản 3 Điều 368" if request else "khoản 2 Điều 62" if opened else "khoản 1 Điều 62"
    if opened:
        return Decider("panel", citation)
    return Decider("procuracy_above" if chief else "procuracy", citation)


def grounds_for(rows: Iterable[RuleRow], office: Office, day: date) -> list[Ground]:
    """On which grounds somebody of this office is replaced (52–54, 60, 80.2, 82.2)."""
    if office == "interpreter":
        return grounds(rows, INTERPRETER, day)
    return [g for g in grounds(rows, PREFIX, day) if g.article.split(".")[0] in _ARTICLES[office]]
