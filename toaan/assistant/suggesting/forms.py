"""Papers of the steps of a case (biểu mẫu), as this project makes them. Pure.

A code stands here only where the project holds it: on the paper that it makes, or on the document that a judge drafts. Papers whose
content the code of procedure says, but of whose form nobody holds the number, are named without one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toaan.judgments import sections


@dataclass(frozen=True)
class Form:
    """One paper with the act that makes it."""

    act: str
    title: str | Promise
    article: str
    code: str = ""
    """"47-DS"; empty where the project holds no number."""
    only: tuple[str, ...] = ()
    """Kinds of proceeding; empty: every one."""
    where: str = ""
    """Name of the page of the case where it is made."""


_SUITS = ("first_instance", "simplified")
_REQUESTS = ("request", "request_appeal")
FORMS: tuple[Form, ...] = (
    Form("delivery.all_served:acceptance_notice", _("Thông báo về việc thụ lý vụ án"), "BLTTDS 196.2", "30-DS", _SUITS, "delivery:case"),
    Form("delivery.all_served:acceptance_notice", _("Thông báo thụ lý đơn yêu cầu"), "BLTTDS 365.2", "", ("request",), "delivery:case"),
    Form("delivery.all_served:appeal_acceptance_notice", _("Thông báo thụ lý phúc thẩm"), "BLTTDS 285.1", "", (), "delivery:case"),
    Form("hearings.schedule_session", _("Thông báo về phiên họp công khai chứng cứ và hòa giải"), "BLTTDS 208.1", "", ("first_instance",), "hearings:case"),
    Form("hearings.sign_session_minutes", _("Biên bản phiên họp; biên bản hòa giải"), "BLTTDS 211", "", ("first_instance",), "hearings:case"),
    Form("course.recognise", _("Quyết định công nhận sự thỏa thuận của các đương sự"), "BLTTDS 212", "", _SUITS, "course:case"),
    Form("course.suspend", _("Quyết định tạm đình chỉ giải quyết vụ án"), "BLTTDS 214", "", _SUITS, "course:case"),
    Form("course.discontinue", _("Quyết định đình chỉ giải quyết vụ án"), "BLTTDS 217", "", _SUITS, "course:case"),
    Form("hearings.decide_trial", _("Quyết định đưa vụ án ra xét xử"), "BLTTDS 220.1", "47-DS", ("first_instance",), "hearings:case"),
    Form("hearings.decide_trial", _("Quyết định đưa vụ án ra xét xử theo thủ tục rút gọn"), "BLTTDS 318.2", "", ("simplified",), "hearings:case"),
    Form("hearings.decide_trial", _("Quyết định đưa vụ án ra xét xử phúc thẩm"), "BLTTDS 290.1", "", ("second_instance", "simplified_appeal"), "hearings:case"),
    Form("hearings.decide_trial", _("Quyết định mở phiên họp giải quyết việc dân sự"), "BLTTDS 366.2", "", _REQUESTS, "hearings:case"),
    Form("hearings.adjourn", _("Quyết định hoãn phiên tòa"), "BLTTDS 233.2", "49-DS", _SUITS, "hearings:case"),
    Form("hearings.open_hearing", _("Biên bản phiên tòa"), "BLTTDS 236", "48-DS", _SUITS, "hearings:case"),
    Form("requests.rule", _("Quyết định giải quyết việc dân sự"), "BLTTDS 370.1", "", ("request",)),
    Form("appeals.review", _("Quyết định phúc thẩm"), "BLTTDS 314", "", ("decision_appeal", "request_appeal")),
)  # fmt: skip


def for_acts(acts: Iterable[str], proceeding: str) -> list[Form]:
    """Papers of these acts in this kind of proceeding, in the order of the table; the judgment by its own table of forms."""
    wanted = list(acts)
    found = [one for one in FORMS if one.act in wanted and (not one.only or proceeding in one.only)]
    if "judgments.pronounce" in wanted:
        kind = sections.of_proceeding(proceeding)
        title = (
            _("Bản án phúc thẩm") if "appeal" in proceeding or "second" in proceeding else _("Bản án sơ thẩm")
        )
        found.append(Form("judgments.pronounce", title, kind.article, kind.form, where="judgments:case"))
    return found
