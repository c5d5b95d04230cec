"""What the panel fills in about the legality of a strike (BLTTDS 411, 412; BLLĐ 204)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from toaan.cases import request_kinds
from toaan.cases.models import Case
from toaan.core import rules_in_force
from toaan.core.errors import Refused
from toaan.core.words import words as _
from toaan.course.actions.wishes import wrong
from toaan.course.models import CourseDecision
from toaan.filing import strikes
from toaan.requests.recognition import appeal_words, lower, need_sitting
from toaan.requests.words import called, charge, lines
from toaan.rules import strike as rule
from toaan.rules.foreign import Ground, Way
from toaan.vietnamese.text import clean


def need_way(case: Case) -> Way:
    """The way of a request about a strike.

    Raises:
        Refused: "request.not_strike".
    """
    way = request_kinds.way_of(case)
    if way is None or not way.is_strike:
        raise Refused(
            "request.not_strike",
            _("Việc này chỉ có khi xét tính hợp pháp của cuộc đình công (Điều 403 đến Điều 413 Bộ luật Tố tụng dân sự)."),
        )  # fmt: skip
    return way


@dataclass(frozen=True)
class Legality:
    """The decision of the panel at its session (quyết định về tính hợp pháp của cuộc đình công, 411.5, 412)."""

    outcome: str
    findings: str
    """The reasons and grounds of the conclusion (412.1)."""
    law: str
    orders: str = ""
    """What is decided besides, one matter a line."""
    grounds: Sequence[str] = ()
    """Keys of the cases of BLLĐ 204, where the strike is illegal."""
    workers: str = ""
    employer: str = ""
    """What their representatives said (411.2)."""
    procuracy: str = ""

    kind = CourseDecision.Kind.RULING

    def fill(self, decision: CourseDecision, case: Case, today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "request.not_strike", "request.no_session_open", "request.no_outcome", "request.no_ground" (BLLĐ 204),
                "request.ground_not_needed", "request.no_findings", "request.no_law", "hearing.restart",
                "hearing.procurator_replaced".
        """
        way = need_way(case)
        hearing = need_sitting(case)
        outcome = way.outcome(self.outcome)
        if outcome is None:
            raise wrong(
                "request.no_outcome", "outcome",
                _("Hãy chọn cuộc đình công là hợp pháp hay bất hợp pháp (%s Bộ luật Tố tụng dân sự).") % way.decide,
            )  # fmt: skip
        found = self._grounds(today)
        faults = {
            "findings": ""
            if clean(self.findings)
            else _(
                "Hãy ghi lý do và căn cứ để kết luận tính hợp pháp của cuộc đình công (khoản 1 Điều 412)."
            ),
            "law": "" if lines(self.law) else _("Hãy ghi căn cứ pháp luật."),
        }
        for name, message in faults.items():
            if message:
                raise wrong(f"request.no_{name}", name, message)
        told = strikes.of_case(case)
        decision.reason = clean(self.findings)
        decision.ground = found[0].key if found else ""
        decision.ground_title = "; ".join(f"{g.citation}: {g.title}" for g in found)
        decision.citation, decision.effective_on = way.decide, None
        decision.content = {
            "form": "requests/forms/strike.html",
            "title_words": f"Quyết định về tính hợp pháp của cuộc đình công ({lower(outcome.words)})",
            "outcome": outcome.code,
            "outcome_words": outcome.words,
            "granted": rule.granted(told.side if told else "", outcome.code),
            "told": f"{outcome.words}{f' theo {found[0].citation} Bộ luật Lao động' if found else ''}. {' '.join(lines(self.orders))}".strip(),
            "grounds": [{"citation": g.citation, "title": g.title} for g in found],
            "law": lines(self.law),
            "orders": lines(self.orders),
            "workers_said": lines(self.workers),
            "employer_said": lines(self.employer),
            "procuracy_said": lines(self.procuracy),
            "claims": case.claims,
            "about": str(told) if told else "",
            "fee_words": charge(case, today),
            **called(hearing),
            **appeal_words(case, today),
        }  # fmt: skip

    def _grounds(self, today: date) -> list[Ground]:
        known = {g.key: g for g in grounds_of(today)}
        found = [known[key] for key in dict.fromkeys(self.grounds) if key in known]
        illegal = self.outcome == rule.ILLEGAL
        if len(found) != len(set(self.grounds)) or (illegal and not found):
            raise wrong(
                "request.no_ground", "grounds",
                _("Hãy chọn trường hợp đình công bất hợp pháp (Điều 204 Bộ luật Lao động)."),
            )  # fmt: skip
        if found and not illegal:
            raise wrong(
                "request.ground_not_needed", "grounds",
                _("Cuộc đình công hợp pháp thì không thuộc trường hợp nào của Điều 204 Bộ luật Lao động: hãy bỏ các trường hợp đã chọn, hoặc chọn bất hợp pháp."),
            )  # fmt: skip
        return found


def grounds_of(day: date) -> list[Ground]:
    """Every case in which a strike is illegal."""
    return rule.grounds(rules_in_force.rows("setting"), day)
