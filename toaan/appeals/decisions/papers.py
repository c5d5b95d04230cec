"""Papers of the court above on a challenged decision: the notice of the session, the decision."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from toaan.appeals import periods
from toaan.appeals.decisions.models import Review
from toaan.appeals.models import ChallengeAdvance
from toaan.cases import request_kinds
from toaan.cases.models import Case
from toaan.core import clock, documents, rules_in_force
from toaan.core.models import StoredFile
from toaan.core.words import in_record_language
from toaan.course.models import CourseDecision
from toaan.hearings.models import Room
from toaan.hearings.papers import frame, when_in_words
from toaan.hearings.people import Bench
from toaan.rules.fees import fee
from toaan.vietnamese.amounts import format_money
from toaan.vietnamese.dates import date_in_words

REVIEW = "Quyết định phúc thẩm"
MEETING_NOTICE = "Thông báo mở phiên họp phúc thẩm"
O = Review.Outcome  # noqa: E741  (read as a column)
BASIS = {
    O.UPHELD: "điểm a khoản 5 Điều 314", O.AMENDED: "điểm b khoản 5 Điều 314", O.CANCELLED: "điểm c khoản 5 Điều 314",
    O.ENDED: "điểm b khoản 1 Điều 289",
}  # fmt: skip
OF_RULING = {
    O.UPHELD: "điểm a khoản 3 Điều 375", O.AMENDED: "điểm b khoản 3 Điều 375", O.CANCELLED: "điểm c khoản 3 Điều 375",
    O.QUASHED: "điểm d khoản 3 Điều 375", O.ENDED: "điểm c khoản 2 Điều 373",
}  # fmt: skip
"""Of what settled a request; an appeal that is withdrawn at the session ends by 375.3.đ."""
OF_WAY = {O.UPHELD: "a", O.AMENDED: "b", O.CANCELLED: "đ", O.QUASHED: "e", O.ENDED: "d"}
"""Points of 443.3 and 462.3: of a foreign judgment or award. To suspend the appeal (point c) is not offered yet."""


@in_record_language
def meeting_notice(
    case: Case, bench: Bench, room: Room, starts_at: datetime, *, heard: bool, at: datetime
) -> StoredFile:
    """Notice of the session, to the procuracy and to the parties who are to be heard."""
    context = {
        **frame(case, bench, clock.local_date(at)), "day": clock.local_date(at), "when": when_in_words(starts_at),
        "room": room.name, "heard": heard,
    }  # fmt: skip
    return documents.render(
        "appeals/forms/meeting_notice.html", context, title=MEETING_NOTICE, at=at, author=case.court.name
    )


@in_record_language
def review_content(made: Review, case: Case, bench: Bench) -> dict[str, Any]:
    """Everything printed on the decision."""
    challenge = case.challenge
    return {
        **frame(case, bench, made.decided_on),
        "number": str(made),
        "title": made.title.partition(" số ")[0],
        "outcome": str(made.outcome),
        "basis": _basis(case, made),
        "decision": challenge["decision"],
        "decided": date_in_words(date.fromisoformat(challenge["dated"])),
        "kind": challenge["kind"],
        "reason": [line for line in made.reason.splitlines() if line.strip()],
        "amended": [line for line in made.amended.splitlines() if line.strip()],
        "fees": _fees(case, made),
    }


def _basis(case: Case, made: Review) -> str:
    if not case.reviews_ruling:
        return BASIS[O(made.outcome)]
    way = request_kinds.abroad(case)
    if way is not None:
        return f"điểm {OF_WAY[O(made.outcome)]} {way.review_article}"
    at_session = made.outcome == O.ENDED and case.hearings.filter(opened_at__isnull=False).exists()
    return "điểm đ khoản 3 Điều 375" if at_session else OF_RULING[O(made.outcome)]


def _fees(case: Case, made: Review) -> list[str]:
    """29.1: who appealed in vain bears the fee, half of it after a withdrawal before the session; else nobody (29.2, 29.3)."""
    paid = {
        str(one.challenge.period.holder): one
        for one in ChallengeAdvance.objects.filter(
            challenge__period__decision__file_transfer__above=case, challenge__dropped_on=None
        ).select_related("challenge__period__party")
    }
    words = []
    of_what = "lệ phí" if case.is_request else "án phí"
    what = "lệ phí phúc thẩm" if case.is_request else "án phí dân sự phúc thẩm"
    for name, advance in paid.items():
        receipt = advance.receipt
        told = f" theo biên lai số {receipt['number']}" if receipt else ""
        due = 0
        if made.outcome in {O.UPHELD, O.ENDED} and not advance.exemption_words:
            due = _due(case, made)
        if due:
            kept = f", được khấu trừ vào số tiền tạm ứng {of_what} phúc thẩm đã nộp{told}" if receipt else ""
            words.append(f"{name} phải chịu {format_money(due)} tiền {what}{kept}.")
        elif receipt:
            words.append(
                f"{name} không phải chịu {what}; hoàn trả {format_money(int(receipt['amount']))} tiền tạm ứng "
                f"{of_what} phúc thẩm đã nộp{told}."
            )
        else:
            words.append(f"{name} không phải chịu {what}.")
    return words or [f"Không ai phải chịu {what}."]


def _due(case: Case, made: Review) -> int:
    if case.is_request:
        return periods.appeal_fee(case, made.decided_on).amount
    options: dict[str, object] = {"instance": "phuc-tham"}
    if made.outcome == O.ENDED:
        opened = case.hearings.filter(opened_at__isnull=False).exists()
        options["withdrawn"] = "at-hearing" if opened else "before-hearing"
    return fee(rules_in_force.fee_rows(), case.kind, case.value, options, made.decided_on).amount


@in_record_language
def review(content: dict[str, Any], *, at: datetime) -> StoredFile:
    """The decision as a paper."""
    form, context = printed(content)
    title = f"{content['title']} số {content['number']}"
    return documents.render(form, context, title=title, at=at, author=content["court"]["name"])


def printed(content: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The form of the decision and what it is filled with."""
    form = "review_request" if content["kind"] == CourseDecision.Kind.RULING else "review"
    context = {**content, "day": date.fromisoformat(content["day"])}
    context.pop("title")
    return f"appeals/forms/{form}.html", context
