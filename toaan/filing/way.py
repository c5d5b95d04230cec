"""The way of a petition as its petitioner follows it, like a parcel: done, now and next; who, by when and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.core import clock, rules_in_force
from toaan.core.models import Event
from toaan.design.templatetags.ui import vn_date, vn_datetime, vn_long_date
from toaan.filing import fees, returns
from toaan.filing.models import AmendmentRequest, FeeNotice, Petition, Return, ReturnReview
from toaan.filing.states import (
    ACCEPTED,
    AMENDING,
    EXAMINING,
    FEE_DUE,
    MEDIATION,
    READY,
    RECEIVED,
    RETURNED,
    SENT_ON,
    SETTLED,
)
from toaan.filing.views import guide
from toaan.rules.time_limits import DueDate, due_date
from toaan.vietnamese.amounts import format_money

Step = dict[str, Any]
LABELS: tuple[tuple[str, str | Promise], ...] = (
    (RECEIVED, gettext_lazy("Tòa án đã nhận đơn")),
    (EXAMINING, gettext_lazy("Thẩm phán xem xét đơn")),
    (FEE_DUE, gettext_lazy("Nộp tạm ứng án phí")),
    (READY, gettext_lazy("Tòa án thụ lý")),
    (ACCEPTED, gettext_lazy("Đã thụ lý vụ án")),
)
OF_REQUESTS: dict[str, str | Promise] = {
    FEE_DUE: gettext_lazy("Nộp lệ phí"),
    ACCEPTED: gettext_lazy("Đã thụ lý việc dân sự"),
}
"""Steps that are called otherwise when a request is on its way."""
ICONS = {RECEIVED: "inbox", EXAMINING: "eye", FEE_DUE: "coin", READY: "clipboard-check", ACCEPTED: "folder"}
PLACE = {RECEIVED: 1, EXAMINING: 1, AMENDING: 1, FEE_DUE: 2, READY: 3, ACCEPTED: 5}
ACTS = {
    "filing.submit": RECEIVED, "filing.record_paper": RECEIVED, "filing.take_jurisdiction": FEE_DUE,
    "filing.exempt_from_advance": FEE_DUE, "filing.hand_in_receipt": READY, "cases.open": ACCEPTED,
}  # fmt: skip
"""Acts whose day the petitioner sees beside a step."""
HANDED = {"filing.assign_examiner", "filing.amend", "filing.take_back", "filing.take_back_demanded"}
"""Acts from which the examining judge's five working days run (191.3)."""


def last_day(key: str, from_on: date) -> DueDate:
    """The last day of a limit of the rules, counted from a day."""
    return due_date(rules_in_force.time_limit(key, from_on), from_on, rules_in_force.calendar())


def by(due: DueDate) -> Step:
    """Who waits until when, and why this day: the keys `by` and `why` of a step."""
    return {"by": _("Chậm nhất %s") % vn_long_date(due.due), "why": due.explanation}


def expected(petition: Petition) -> list[Step]:
    """What comes after filing, with its days, as the confirmation page tells it.

    The examining judge's limit runs from the assignment, so its day is the latest possible one.
    """
    received_on = petition.received_on or clock.today()
    if petition.is_request:
        fee = rules_in_force.time_limit("BLTTDS:363.4.a", received_on)
        assigned = last_day("BLTTDS:363.1", received_on)
        return [
            {"label": _("Phân công Thẩm phán giải quyết đơn"), "who": _("Chánh án"), **by(assigned)},
            {
                "label": _("Nộp lệ phí, nếu không được miễn"), "who": _("Bạn"),
                "by": _("Trong %s từ khi nhận thông báo") % fee.words(), "why": fee.source.cite(),
            },
        ]  # fmt: skip
    assigned = last_day("BLTTDS:191.2", received_on)
    examined = last_day("BLTTDS:191.3", assigned.due)
    fee = fees.payment_due(assigned.due).limit
    return [
        {"label": _("Phân công Thẩm phán xem đơn"), "who": _("Chánh án"), **by(assigned)},
        {
            "label": _("Thẩm phán trả lời bạn"), "who": _("Thẩm phán được phân công"), **by(examined),
            "text": _("Có thể là: yêu cầu bổ sung, báo nộp tạm ứng án phí, chuyển đơn hoặc trả lại đơn."),
        },
        {
            "label": _("Nộp tạm ứng án phí"), "who": _("Bạn"), "by": _("Trong %s kể từ ngày nhận giấy báo") % fee.words(),
            "text": _("Chỉ nộp khi có giấy báo (%s).") % fee.source.cite(),
        },
    ]  # fmt: skip


def track(petition: Petition, events: Iterable[Event]) -> list[Step]:
    """Every step of the way; the present one says who does what until when.

    Args:
        events: what happened, as far as the petitioner may read it, oldest first.
    """
    events = list(events)
    days = {ACTS[e.act]: e.at for e in events if e.act in ACTS}
    handed = [clock.local_date(e.at) for e in events if e.act in HANDED]
    reached = PLACE.get(petition.state, 1)
    steps: list[Step] = []
    for place, (state, label) in enumerate(LABELS):
        done, now = place < reached, place == reached
        words = OF_REQUESTS.get(state, label) if petition.is_request else label
        step: Step = {"label": words, "icon": ICONS[state], "state": "done" if done else "now" if now else ""}
        if state in days and (done or now):
            step["when"] = vn_datetime(days[state])
        if now:
            step |= _now(petition, handed[-1] if handed else None)
        elif not done:
            step["text"] = _later(state)
        elif state == RECEIVED:
            step["text"] = _("Số %s trong sổ nhận đơn.") % petition
        elif state == EXAMINING and petition.examiner is not None:
            step["text"] = petition.examiner.user.full_name
        steps.append(step)
        if petition.state in {RETURNED, SENT_ON} and now:
            break
    return steps


def _now(petition: Petition, handed_on: date | None) -> Step:
    if petition.state in {AMENDING, FEE_DUE}:
        return _yours(petition)
    if petition.state == RECEIVED and petition.received_on:
        return {
            "label": _("Chờ phân công Thẩm phán"), "who": _("Chánh án"), "you": _("Bạn chưa phải làm gì."),
            **by(last_day("BLTTDS:363.1" if petition.is_request else "BLTTDS:191.2", petition.received_on)),
        }  # fmt: skip
    judge = petition.examiner.user.full_name if petition.examiner is not None else _("Thẩm phán")
    if petition.state == EXAMINING and handed_on:
        # Of a request the code names no term of its own for this step.
        until = {} if petition.is_request else by(last_day("BLTTDS:191.3", handed_on))
        return {"who": judge, "you": _("Bạn chưa phải làm gì."), **until}
    if petition.state == READY:
        return {
            "who": judge, "you": _("Bạn chưa phải làm gì."),
            "text": _("Tòa án vào sổ, cấp số thụ lý và báo cho bạn (Điều 363, Điều 365 Bộ luật Tố tụng dân sự).")
            if petition.is_request
            else _("Tòa án vào sổ, cấp số thụ lý và báo cho bạn (Điều 195, Điều 196 Bộ luật Tố tụng dân sự)."),
        }  # fmt: skip
    return _gone(petition)


def _gone(petition: Petition) -> Step:
    """The court has done with it."""
    if petition.state == SENT_ON:
        return {
            "label": _("Tòa án đã chuyển đơn cho Tòa án có thẩm quyền"), "icon": "send",
            "text": _("Lý do ghi ở trên."),
        }  # fmt: skip
    if petition.state == RETURNED:
        return {"label": _("Tòa án đã trả lại đơn"), "icon": "arrow-back-up", "text": _("Lý do ghi ở trên.")}
    return {}


def _yours(petition: Petition) -> Step:
    """The petitioner's own turn."""
    if petition.state == AMENDING:
        due = petition.amendment_request.due_on
        return {
            "label": _("Sửa đổi, bổ sung đơn"), "who": _("Bạn"), "by": _("Đến hết %s") % vn_long_date(due),
            "why": _("Khoản 2 Điều 363 Bộ luật Tố tụng dân sự.")
            if petition.is_request
            else _("Thời hạn đã được Thẩm phán gia hạn (khoản 1 Điều 193 Bộ luật Tố tụng dân sự).")
            if hasattr(petition.amendment_request, "extension")
            else _("Thời hạn do Thẩm phán ấn định (khoản 1 Điều 193 Bộ luật Tố tụng dân sự)."),
            "you": _("Sửa theo yêu cầu của Thẩm phán rồi nộp lại. Quá hạn thì đơn bị trả lại."),
        }  # fmt: skip
    notice = petition.fee_notice
    why = fees.payment_due(notice.notified_on, petition.nature).explanation
    return {
        "who": _("Bạn"), "why": why, "by": _("Đến hết %s") % (vn_long_date(notice.due_on) + _mark(notice)),
        "you": _("Nộp %(amount)s tại %(payee)s, rồi gửi biên lai ở đây.")
        % {"amount": format_money(notice.amount), "payee": fees.payee(petition) or _("cơ quan thi hành án dân sự")},
    }  # fmt: skip


def _mark(notice: FeeNotice) -> str:
    return _(" (tạm tính)") if notice.provisional else ""


def _later(state: str) -> str:
    return {
        EXAMINING: _("Thẩm phán đọc đơn và trả lời bạn."),
        FEE_DUE: _("Chỉ khi Tòa án gửi giấy báo. Được miễn thì bỏ qua bước này."),
        READY: _("Khi Tòa án nhận được biên lai của bạn."),
        ACCEPTED: _("Vụ án có số và được phân công Thẩm phán giải quyết."),
    }.get(state, "")


def _complaints(petition: Petition) -> Step:
    """What can be said against the return, or where what was said stands (194)."""
    found, level = returns.reviews(petition), returns.level_now(petition)
    told: Step = {"url": reverse("filing:complain_of_return", args=[petition.pk])} if found or level else {}
    if found:
        told["title"] = _("Khiếu nại về việc trả lại đơn: %s") % found[-1].get_state_display()
        told["text"] = _("Quyết định được gửi cho bạn và hiện ở trang khiếu nại.")
    if level == ReturnReview.Level.ABOVE:
        told["text"] = _("Không đồng ý thì bạn khiếu nại tiếp với Chánh án Tòa án trên một cấp trực tiếp.")
        told["button"] = _("Khiếu nại tiếp")
    elif told:
        told["button"] = _("Khiếu nại") if level else _("Xem khiếu nại")
    return told


def now(petition: Petition, request_to_amend: AmendmentRequest | None, returned: Return | None) -> Step:
    """The one thing to know, and the one thing to do."""
    told: Step = {"title": petition.get_state_display(), "text": "", "url": "", "button": ""}
    if petition.state == AMENDING and request_to_amend is not None:
        told["title"] = _("Sửa đổi, bổ sung đơn đến hết ngày %s") % vn_date(request_to_amend.due_on)
        told["text"] = _("Quá hạn mà không sửa, Tòa án trả lại đơn.")
        told["url"], told["button"] = guide.url(petition, guide.BY_SECTION["check"]), _("Sửa đơn")
    elif petition.state == FEE_DUE:
        notice: FeeNotice = petition.fee_notice
        told["title"] = _("Nộp %(amount)s %(fee)s đến hết ngày %(day)s") % {
            "fee": _(petition.fee_name), "amount": format_money(notice.amount), "day": vn_date(notice.due_on) + _mark(notice),
        }  # fmt: skip
        told["text"] = _("Nộp tiền tại %s, rồi gửi biên lai ở đây.") % (
            fees.payee(petition) or _("cơ quan thi hành án dân sự")
        )
        if not fees.court_takes(petition):
            told["text"] += " " + _("Tòa án không thu tiền.")
        told["url"], told["button"] = reverse("filing:mine_receipt", args=[petition.pk]), _("Nộp biên lai")
    elif petition.state == ACCEPTED and petition.case is not None:
        told["title"] = _("Đã thụ lý, số %s") % petition.case
        told["text"] = _("Từ đây, mọi việc tiếp theo hiện ở trang của vụ án.")
        told["url"], told["button"] = reverse("portal:case", args=[petition.case.pk]), _("Xem vụ án")
    elif returned is not None:
        limit = rules_in_force.time_limit("BLTTDS:194.1", clock.local_date(returned.returned_at))
        article = returned.article.capitalize() if returned.article[:1].islower() else returned.article
        told["text"] = _(
            "%(article)s. Bạn có thể khiếu nại trong %(limit)s kể từ ngày nhận được văn bản trả lại đơn."
        ) % {"article": article, "limit": limit.words()}
        told |= _complaints(petition)
    elif petition.state == SENT_ON:
        told["text"] = _("Tòa án nhận đơn sẽ vào sổ và báo cho bạn. Ngày khởi kiện không đổi.")
    elif petition.state in {MEDIATION, SETTLED}:
        told["text"] = _("Việc hòa giải, giấy tờ và điều bạn cần trả lời có ở trang hòa giải của bạn.")
        told["url"], told["button"] = reverse("mediation:mine"), _("Mở trang hòa giải")
    else:
        told["text"] = _("Bạn chưa phải làm gì. Khi đến lượt bạn, việc cần làm hiện ở đây và có thư báo.")
    return told
