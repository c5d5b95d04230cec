"""What a petition's strike means for its request (BLTTDS 403–405): checked before acceptance, found again in the case."""

from __future__ import annotations

from datetime import date

from toaan.cases import request_kinds
from toaan.cases.models import Case, Party
from toaan.core import rules_in_force
from toaan.core.errors import Refused
from toaan.core.words import words as _
from toaan.filing import requests, strike_words
from toaan.filing.models import Petition
from toaan.filing.strike_words import StrikeFacts, facts
from toaan.rules import strike as rule
from toaan.rules.foreign import Way, last_day
from toaan.rules.time_limits import DueDate


def way_of(petition: Petition) -> Way | None:
    """The way of the request; None where it is about no strike."""
    if not petition.is_request:
        return None
    found = request_kinds.way_of_kind(requests.of(petition), petition.started_at.date())
    return found if found is not None and found.is_strike else None


def last_to_ask(told: StrikeFacts, way: Way) -> DueDate | None:
    """The last day to ask (403.1); None while the strike goes on."""
    if told.ended_on is None:
        return None
    limit = rules_in_force.time_limit(way.file_by, told.ended_on)
    return last_day(limit, told.ended_on, rules_in_force.calendar(), None)


def check(petition: Petition, exemption: str) -> None:
    """Before the request is taken in hand: it says what 403.2 wants, comes in time, and only the employer pays.

    Raises:
        Refused: "filing.strike_incomplete" (403.2), "filing.strike_late" (403.1), "filing.strike_no_charge" (NQ 326/2016
            arts. 11.2, 41).
    """
    way = way_of(petition)
    if way is None:
        return
    told, lacking = facts(petition.content), dict[str, str]()
    asked_on = petition.filed_on
    strike_words.missing(petition.content, lacking, asked_on)
    if lacking:
        raise Refused(
            "filing.strike_incomplete",
            _("Đơn chưa đủ nội dung của yêu cầu xét tính hợp pháp của cuộc đình công. %(what)s Hãy yêu cầu người yêu cầu sửa đổi, bổ sung đơn (khoản 2 Điều 363 BLTTDS).")
            % {"what": " ".join(lacking.values())},
        )  # fmt: skip
    due = last_to_ask(told, way)
    if due is not None and asked_on is not None and asked_on > due.due:
        raise Refused("filing.strike_late", late_words(asked_on, due))
    if told.side == rule.WORKERS and not exemption:
        raise Refused(
            "filing.strike_no_charge",
            _("Tổ chức đại diện tập thể lao động không phải nộp lệ phí: hãy chọn căn cứ không phải nộp (điểm b, điểm c khoản 2 Điều 11, Điều 41 Nghị quyết 326/2016/UBTVQH14)."),
            status=422,
        )  # fmt: skip


def late_words(asked_on: date, due: DueDate) -> str:
    """Why the request comes too late, and what to do."""
    return _(
        "Đơn gửi ngày %(asked)s, sau ngày cuối cùng %(due)s của thời hạn %(term)s kể từ %(trigger)s (%(article)s): "
        "người yêu cầu không còn quyền yêu cầu. Hãy trả lại đơn (điểm a khoản 1 Điều 364)."
    ) % {
        "asked": f"{asked_on:%d/%m/%Y}", "due": f"{due.due:%d/%m/%Y}", "term": due.limit.words(), "trigger": due.limit.trigger,
        "article": due.limit.source.cite(),
    }  # fmt: skip


def of_case(case: Case) -> StrikeFacts | None:
    """Of an accepted request, also at second instance and when it was taken up anew; None for every other matter."""
    way = request_kinds.way_of(case)
    if way is None or not way.is_strike:
        return None
    at: Case | None = case
    while at is not None and at.petition_id is None:
        at = at.origin
    if at is None or at.petition_id is None:
        return None
    found = Petition.objects.filter(pk=at.petition_id).first()
    return facts(found.content) if found is not None else None


def opponent_of(case: Case) -> Party | None:
    """The other side of the strike: the first of the persons concerned."""
    return next((p for p in case.parties.all() if p.role == Party.Role.RELATED), None)


def sides(case: Case) -> dict[str, Party | None]:
    """The employer and the workers' organisation among the parties."""
    told = of_case(case)
    asks = next((p for p in case.parties.all() if p.role == Party.Role.REQUESTER), None)
    other = opponent_of(case)
    if told is not None and told.side == rule.WORKERS:
        return {rule.EMPLOYER: other, rule.WORKERS: asks}
    return {rule.EMPLOYER: asks, rule.WORKERS: other}
