"""The legality of a strike (xét tính hợp pháp của cuộc đình công): who asks and until when, who must come, what may be decided.

BLTTDS 33.2, 39.2.x, 67.1, 403–413; BLLĐ 203, 204. Check status: the code checked, print 3:10–3:14; the labour code read in the
Pháp điển.

Our readings, where 403–413 are silent and part six fills it (361):

- a request is accepted as every other (363): the employer pays the charge first, a union or the workers' representatives pay none
  (NQ 326/2016 arts. 11.2, 41). The five working days of 410.2 run from the receipt of the request all the same: the text knows
  nothing that stops them. "At once" (410.1) is the day itself for naming the judge who examines the request and prepares it; the
  two others are named as soon as it has its number;
- of 366.3 only the sending of the decision to open the session is repeated (410.2): the seven days in which the procuracy
  studies the file would outlast the session itself, so they have no place;
- the code names no period of appeal: those of decisions on requests hold (372), for the end without a decision 273.2 and 280.2;
  an appeal costs nothing, as the list of charges knows none (NQ 326/2016 art. 41 names the request only);
- a session is put off as 233 says, so also on the first absence of either side (227.1), by three working days at most (408.2);
  on the second absence the examination ends where it is the requester's (409.3), otherwise the session goes on (227.2);
- the file goes up within three working days of being asked for (413.2), without waiting for the other periods to end (283);
- three judges above decide as on every appealed request (375.3); their decision is final (413.3). That it cannot be looked at in
  cassation is not said, and is not assumed;
- damages are no part of the decision: they are a suit of their own (32.4, BLLĐ 217.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from toaan.rules import foreign
from toaan.rules.fees import Fee
from toaan.rules.foreign import STRIKE, Ground
from toaan.rules.model import RuleRow
from toaan.rules.requests import Presence

GROUND, ENDING = "strike_ground:", "strike_end:"
CLAUSE = "33.2"
EMPLOYER, WORKERS = "employer", "workers"
SIDES = (EMPLOYER, WORKERS)
"""Who may ask (403.1): the employer, or the organisation that represents the workers."""
LEGAL, ILLEGAL = "legal", "illegal"
SOUGHT: Mapping[str, str] = {EMPLOYER: ILLEGAL, WORKERS: LEGAL}
"""What each side asks the court to declare (BLLĐ 203.2.b, 203.3.c)."""
NO_CHARGE = ("cong-doan", "dai-dien-lao-dong")
"""Codes of the exemptions of whoever asks for the workers (NQ 326/2016 arts. 11.2.b, 11.2.c); the employer has none (41)."""


def grounds(rows: Iterable[RuleRow], day: date) -> list[Ground]:
    """On which a strike is illegal (BLLĐ 204)."""
    return foreign.grounds(rows, GROUND, STRIKE, day)


def endings(rows: Iterable[RuleRow], day: date) -> list[Ground]:
    """On which the examination ends without a decision (409)."""
    return foreign.grounds(rows, ENDING, STRIKE, day)


def granted(side: str, outcome: str) -> str:
    """ "all" where the court declares what this side asked for, otherwise "none"."""
    return "all" if SOUGHT.get(side) == outcome else "none"


def appeal_fee() -> Fee:
    """What an appeal costs: nothing, for the list knows no charge of second instance here (NQ 326/2016 arts. 4.5, 41)."""
    words = "Không có lệ phí kháng cáo quyết định về tính hợp pháp của cuộc đình công"
    article = "khoản 5 Điều 4, Điều 41 Nghị quyết số 326/2016/UBTVQH14"
    return Fee(0, article, f"{words} ({article}).", ((words, 0),))


def faults(facts: Mapping[str, Any], today: date) -> dict[str, str]:
    """What is missing or impossible in what a request says of the strike (403.1, 403.2), by field, as a code.

    Args:
        facts: "side", "place", "started_on", "ended_on" (dates or None).
    """
    found: dict[str, str] = {}
    if facts.get("side") not in SIDES:
        found["side"] = "side"
    if not facts.get("place"):
        found["place"] = "place"
    started, ended = facts.get("started_on"), facts.get("ended_on")
    if started is None:
        found["started_on"] = "started"
    elif started > today:
        found["started_on"] = "future"
    if ended is not None and (ended > today or (started is not None and ended < started)):
        found["ended_on"] = "ended"
    return found


def obstacles(people: Iterable[Presence], *, opponent: str, summons: int) -> list[tuple[str, str]]:
    """Why the session cannot be held, as (article, message): 408.1 with 227.1, 409.3."""
    article = "khoản 1 Điều 408" if summons <= 1 else "khoản 3 Điều 409"
    return foreign.obstacles(people, opponent=opponent, summons=summons, article=article)
