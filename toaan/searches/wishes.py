"""What the judge fills in for the decision to search (quyết định thông báo tìm kiếm, BLTTDS 388.1, 392.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from toaan.cases.models import Case
from toaan.core import rules_in_force
from toaan.core.errors import Refused
from toaan.core.words import words as _
from toaan.course.actions.wishes import wrong
from toaan.course.models import CourseDecision
from toaan.searches import rules
from toaan.vietnamese.text import clean

K = CourseDecision.Kind


@dataclass(frozen=True)
class Order:
    """The person and why the court looks for him; where notices are published says the law (385)."""

    person: str
    born: str
    residence: str
    reason: str
    """What the court finds: since when nobody has heard of him, what was done to find him."""

    kind = K.SEARCH

    def fill(self, decision: CourseDecision, case: Case, today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "search.not_here" (no such request, or the decision itself orders it: 383), "course.already",
                "search.no_person", "search.no_birth", "search.no_residence", "course.no_reason".
        """
        found = rules.of(case)
        if found is None or not found.comes_first:
            raise Refused(
                "search.not_here",
                _("Chỉ yêu cầu tuyên bố mất tích, tuyên bố là đã chết mới có quyết định thông báo tìm kiếm riêng (khoản 1 Điều 388, khoản 1 Điều 392)."),
            )  # fmt: skip
        made = (
            CourseDecision.objects.select_related("number")
            .filter(case=case, kind=K.SEARCH)
            .exclude(sha256="")
            .first()
        )
        if made is not None:
            raise Refused("course.already", _("%(title)s ngày %(day)s đã được ban hành.") % {"title": made.title, "day": f"{made.decided_on:%d/%m/%Y}"})  # fmt: skip
        person, born, residence = need_person(self.person, self.born, self.residence)
        if not clean(self.reason):
            raise wrong("course.no_reason", "reason", _("Hãy ghi những gì Tòa án xét thấy: tin tức cuối cùng, việc đã tìm kiếm."))  # fmt: skip
        decision.reason, decision.ground, decision.citation = clean(self.reason), "", found.citation
        decision.subject = {"person": person, "born": born, "residence": residence}
        decision.content = {
            "form": "searches/forms/order.html",
            "told": f"{found.title}: {person}",
            "search": decision.subject,
            "search_title": found.title,
            "publish_term": rules_in_force.time_limit(found.publish, today).words(),
            "media": [m.title for m in rules.media(today)],
            "notice_term": rules_in_force.time_limit(found.term, today).words(),
        }


def need_person(person: str, born: str, residence: str) -> tuple[str, str, str]:
    """Who is searched for, with all that the notice must say of him (384.5).

    Raises:
        Refused: "search.no_person", "search.no_birth", "search.no_residence".
    """
    faults = {
        "person": (clean(person), "search.no_person", _("Hãy ghi họ, tên người cần tìm kiếm (khoản 5 Điều 384).")),
        "born": (clean(born), "search.no_birth", _("Hãy ghi ngày, tháng, năm sinh hoặc tuổi (khoản 5 Điều 384).")),
        "residence": (
            clean(residence), "search.no_residence", _("Hãy ghi địa chỉ cư trú trước khi biệt tích (khoản 5 Điều 384)."),
        ),
    }  # fmt: skip
    for name, (value, code, message) in faults.items():
        if not value:
            raise wrong(code, name, message)
    return clean(person), clean(born), clean(residence)
