"""The one timeline of a case: acts that matter stand alone, a day's small acts stand together.

A closed case has some fifty acts, most of them the system's and the service's. Whoever opens the page looks for
the dozen that changed something. Nothing is hidden: a group opens with one press, and a filter shows all of a kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.core import clock
from toaan.core.models import Event

MAJOR = frozenset(
    {
        "filing.submit", "filing.record_paper", "filing.request_amendment", "filing.return_petition",
        "filing.transfer_petition", "filing.receive_transferred",
        "filing.take_jurisdiction", "filing.submit_document",
        "cases.open", "cases.draw_judge", "cases.designate_judge", "cases.extend_deadline", "cases.add_party", "cases.change_details", "rulebook.recount",
        "course.suspend", "course.end_reason", "course.resume", "course.discontinue", "course.discontinue_part", "course.transfer",
        "course.settle_dispute", "course.record_settlement", "course.hear_of_settlement", "course.leave_by_settlement",
        "course.join", "course.be_joined", "course.separate", "course.recognise", "course.change_mind",
        "course.simplify", "course.to_ordinary", "course.complain", "course.uphold_simplified", "course.cancel_simplified",
        "course.record_appeal", "course.record_protest", "course.take_effect", "course.file_claim", "course.admit_claim",
        "course.hand_in_claim_receipt", "course.refuse_claim", "course.withdraw_claim",
        "cases.open_suit", "requests.assign_panel", "requests.ask_explanation", "requests.send_to_procuracy", "requests.rule", "requests.recognise", "requests.discontinue", "requests.take_effect", "searches.order", "searches.issue", "searches.record_return", "searches.close_term",
        "delivery.record_failure",
        "hearings.schedule_session", "hearings.sign_session_minutes", "hearings.decide_trial", "hearings.adjourn",
        "measures.request", "measures.require_security", "measures.record_security", "measures.apply", "measures.refuse",
        "measures.cancel", "measures.complain", "measures.settle", "measures.request_urgent", "measures.name_judge",
        "hearings.open_hearing", "hearings.close_debate", "hearings.mediate",
        "judgments.pronounce", "judgments.correct", "judgments.record_appeal", "judgments.record_protest", "judgments.file_late_appeal", "judgments.forward_late_appeal", "judgments.take_effect",
        "appeals.notify_fee", "appeals.exempt", "appeals.hand_in_receipt", "appeals.return_appeal", "appeals.withdraw_early", "appeals.send_up", "appeals.accept",
        "appeals.assign_panel", "appeals.withdraw", "appeals.discontinue", "appeals.come_back", "appeals.come_back_in_part",
        "appeals.come_back_quashed",
        "appeals.accept_again", "appeals.tell_below", "appeals.receive_late", "appeals.form_late_panel", "appeals.accept_late",
        "appeals.refuse_late", "appeals.request_amendment", "appeals.change", "appeals.change_above",
        "appeals.recognise_settlement", "appeals.withdraw_suit", "appeals.answer_suit_withdrawal", "appeals.revive", "appeals.take_posted", "appeals.add_challenge",
        "review.file", "review.require_amendment", "review.return_application", "review.decline", "review.protest",
        "review.enter_protest", "review.take_in_file", "review.change_protest", "review.stay", "review.withdraw_protest",
        "review.enter_change", "review.enter_withdrawal", "review.end_trial",
        "review.set_session", "review.decide", "review.come_back", "review.come_back_quashed", "review.come_back_in_part",
        "review.come_back_undone", "review.come_back_resumed", "review.come_back_ended", "review.accept_again",
        "appeals.file_late_appeal", "appeals.forward_late_appeal", "appeals.take_posted_challenge", "appeals.take_posted_ruling", "appeals.revive_challenge", "appeals.revive_ruling",
        "appeals.check_challenge", "appeals.pay_challenge",
        "appeals.return_challenge", "appeals.withdraw_challenge", "appeals.demand_file", "appeals.send_decision_up", "appeals.decision_kept",
        "appeals.decision_cancelled", "appeals.request_quashed", "appeals.set_meeting", "appeals.review", "appeals.end_review",
        "publication.publish", "publication.decline", "publication.withdraw",
        "dossiers.close",
    }
)  # fmt: skip
"""Acts that change where the case stands or what somebody must do; all others are small."""

KINDS = {
    "delivery": gettext_lazy("tống đạt"),
    "filing": gettext_lazy("đơn, tài liệu"),
    "cases": gettext_lazy("phân công"),
    "hearings": gettext_lazy("phiên họp, phiên tòa"),
    "course": gettext_lazy("quyết định"),
    "requests": gettext_lazy("việc dân sự"),
    "searches": gettext_lazy("thông báo tìm kiếm"),
    "measures": gettext_lazy("biện pháp khẩn cấp"),
    "judgments": gettext_lazy("bản án"),
    "appeals": gettext_lazy("phúc thẩm"),
    "review": gettext_lazy("giám đốc thẩm, tái thẩm"),
    "publication": gettext_lazy("công bố"),
    "dossiers": gettext_lazy("hồ sơ"),
    "guidance": gettext_lazy("thực hành"),
    "rulebook": gettext_lazy("quy định"),
    "core": gettext_lazy("khác"),
}
"""What the small acts of a domain are called in the head of a group, in this order; others are "khác"."""

FROM_PARTIES = frozenset({"cases.open", "filing.submit_document"})
FILTERS: dict[str, Callable[[Event], bool]] = {
    "van-ban": lambda e: bool(e.documents) and e.act not in FROM_PARTIES,
    "tong-dat": lambda e: e.act.startswith("delivery."),
    "ho-so": lambda e: e.act in FROM_PARTIES or e.act.startswith("dossiers."),
}
"""Word in the address → which acts it shows: papers of the court, service, what came into the file."""
LABELS = {
    "": gettext_lazy("Tất cả"),
    "van-ban": gettext_lazy("Văn bản"),
    "tong-dat": gettext_lazy("Tống đạt"),
    "ho-so": gettext_lazy("Hồ sơ"),
}


@dataclass(frozen=True)
class Entry:
    """One line of the timeline: an act, or several small ones together (newest first)."""

    events: tuple[Event, ...]
    major: bool = False

    @property
    def is_group(self) -> bool:
        return len(self.events) > 1

    @property
    def first_day(self) -> date:
        return clock.local_date(self.events[-1].at)

    @property
    def last_day(self) -> date:
        return clock.local_date(self.events[0].at)

    @property
    def title(self) -> str:
        """ "6 việc khác ngày 11/05/2026", or the act's own title."""
        if not self.is_group:
            return self.events[0].title
        told = {"n": len(self.events), "a": f"{self.first_day:%d/%m}", "b": f"{self.last_day:%d/%m/%Y}"}
        if self.first_day == self.last_day:
            return _("%(n)d việc khác ngày %(b)s") % told
        return _("%(n)d việc khác từ %(a)s đến %(b)s") % told

    @property
    def summary(self) -> str:
        """ "Tống đạt: 5, phân công: 1"."""
        domains = (e.act.partition(".")[0] for e in self.events)
        found = Counter(name if name in KINDS else "core" for name in domains)
        words = ", ".join(f"{name}: {found[kind]}" for kind, name in KINDS.items() if found[kind])
        return words[:1].upper() + words[1:]


def entries(events: Iterable[Event], group: str = "") -> list[Entry]:
    """Events (newest first) as lines; a known `group` (see `FILTERS`) shows only its acts, one by one."""
    if wanted := FILTERS.get(group):
        return [Entry((e,), e.act in MAJOR) for e in events if wanted(e)]
    return list(_grouped(events))


def _grouped(events: Iterable[Event]) -> Iterator[Entry]:
    """Each day: what matters, then its small acts together with those of the quiet days before it."""
    small: list[Event] = []
    for _day, of_day in groupby(events, lambda e: clock.local_date(e.at)):
        acts = list(of_day)
        majors = [e for e in acts if e.act in MAJOR]
        if majors and small:
            yield Entry(tuple(small))
            small = []
        yield from (Entry((e,), major=True) for e in majors)
        small += [e for e in acts if e.act not in MAJOR]
    if small:
        yield Entry(tuple(small))
