"""What the panel and its presiding judge fill in about a foreign judgment or award (BLTTDS 437–439, 449, 457–459).

The panel may not try again what was decided abroad (438.4, 458.4): it says which result it reached and, where it refuses
recognition, on which grounds of 439 or 459.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from toaan.cases import request_kinds
from toaan.cases.models import Case
from toaan.core import rules_in_force
from toaan.core.errors import Refused
from toaan.core.words import words as _
from toaan.course import periods
from toaan.course.actions.wishes import wrong
from toaan.course.models import CourseDecision
from toaan.filing import foreign as documents
from toaan.hearings import queries as hearings
from toaan.hearings.actions import need_not_paused, need_procurator
from toaan.hearings.actions.conduct import need_same_panel
from toaan.hearings.models import Hearing
from toaan.requests.words import called, charge, lines
from toaan.rules import foreign
from toaan.rules.foreign import Outcome, Way
from toaan.rules.model import vi_article
from toaan.vietnamese.text import clean

K = CourseDecision.Kind
REQUESTER, FOREIGN_COURT = "requester", "foreign_court"


def need_way(case: Case) -> Way:
    """The way of a request about a foreign judgment or award.

    Raises:
        Refused: "request.not_foreign".
    """
    way = request_kinds.way_of(case)
    if way is None or way.is_strike:
        raise Refused(
            "request.not_foreign",
            _("Việc này chỉ có khi xét đơn yêu cầu về bản án, quyết định, phán quyết của nước ngoài (Phần thứ bảy Bộ luật Tố tụng dân sự)."),
        )  # fmt: skip
    return way


def need_sitting(case: Case) -> Hearing:
    """The session that the whole panel holds now.

    Raises:
        Refused: "request.no_session_open", "hearing.stands_still", "hearing.restart", "hearing.procurator_replaced".
    """
    hearing = hearings.current_trial(case)
    if hearing is None or hearing.opened_at is None:
        raise Refused("request.no_session_open", _("Phiên họp chưa khai mạc nên chưa ra quyết định được."))
    need_not_paused(hearing)
    need_procurator(hearing)
    need_same_panel(hearing)
    return hearing


def grounds_of(way: Way, day: date) -> list[foreign.Ground]:
    """Every ground of refusing recognition that the way knows."""
    return foreign.grounds(rules_in_force.rows("setting"), foreign.GROUND, way.key, day)


@dataclass(frozen=True)
class Recognition:
    """The decision of the panel at its session (quyết định công nhận hoặc không công nhận, 438.5, 449.2, 458.5)."""

    outcome: str
    findings: str
    law: str
    orders: str
    """What is recognised, or not, one matter a line."""
    grounds: Sequence[str] = ()
    """Keys of the grounds on which recognition is refused (439, 459)."""
    proof: str = ""
    """What the other side brought to show a ground of 459.1."""
    procuracy: str = ""

    kind = K.RULING

    def fill(self, decision: CourseDecision, case: Case, today: date) -> None:
        """Write the wish into the decision.

        Raises:
            Refused: "request.not_foreign", "request.no_session_open", "request.no_outcome", "request.no_ground",
                "request.ground_not_needed", "request.not_in_part" (459.1.d), "request.no_proof" (459.1), "request.no_findings",
                "request.no_law", "request.no_orders", "hearing.restart", "hearing.stands_still", "hearing.procurator_replaced".
        """
        way = need_way(case)
        hearing = need_sitting(case)
        outcome = way.outcome(self.outcome)
        if outcome is None:
            raise wrong(
                "request.no_outcome", "outcome",
                _("Hãy chọn quyết định của Hội đồng (%s Bộ luật Tố tụng dân sự).") % way.decide,
            )  # fmt: skip
        found = self._grounds(way, outcome, today)
        faults = {
            "findings": ""
            if clean(self.findings)
            else _("Hãy ghi nhận định của Hội đồng và lý do của từng căn cứ."),
            "law": "" if lines(self.law) else _("Hãy ghi căn cứ pháp luật."),
            "orders": "" if lines(self.orders) else _("Hãy ghi phần quyết định."),
        }
        for name, message in faults.items():
            if message:
                raise wrong(f"request.no_{name}", name, message)
        made = documents.of_case(case)
        decision.reason = clean(self.findings)
        decision.ground = found[0].key if found else ""
        decision.ground_title = "; ".join(f"{g.citation}: {g.title}" for g in found)
        decision.citation, decision.effective_on = way.decide, None
        decision.content = {
            "form": "requests/forms/recognition.html",
            "title_words": f"Quyết định {lower(outcome.words)}",
            "outcome": outcome.code,
            "outcome_words": outcome.words,
            "granted": "part" if outcome.code == "part" else "all" if outcome.grants else "none",
            "told": f"{outcome.words}{f' theo {found[0].citation}' if found else ''}. {' '.join(lines(self.orders))}",
            "grounds": [{"citation": g.citation, "title": g.title} for g in found],
            "proof": lines(self.proof),
            "law": lines(self.law),
            "orders": lines(self.orders),
            "procuracy_said": lines(self.procuracy),
            "claims": case.claims,
            "about": str(made) if made else "",
            "fee_words": charge(case, today),
            **called(hearing),
            **appeal_words(case, today),
        }  # fmt: skip

    def _grounds(self, way: Way, outcome: Outcome, today: date) -> list[foreign.Ground]:
        known = {g.key: g for g in grounds_of(way, today)}
        found = [known[key] for key in dict.fromkeys(self.grounds) if key in known]
        if len(found) != len(set(self.grounds)) or (outcome.refuses and not found):
            raise wrong(
                "request.no_ground", "grounds",
                _("Hãy chọn căn cứ không công nhận (%s Bộ luật Tố tụng dân sự).") % _article(known.values()),
            )  # fmt: skip
        if found and not outcome.refuses:
            raise wrong(
                "request.ground_not_needed", "grounds",
                _("Quyết định này không có căn cứ không công nhận: hãy bỏ các căn cứ đã chọn, hoặc chọn không công nhận."),
            )  # fmt: skip
        if outcome.code == "part" and not all(g.part for g in found):
            partly = ", ".join(g.citation for g in known.values() if g.part)
            raise wrong(
                "request.not_in_part", "grounds",
                _("Chỉ công nhận một phần khi căn cứ không công nhận là %s và các phần tách được với nhau.") % partly,
            )  # fmt: skip
        if any(g.proof for g in found) and not lines(self.proof):
            raise wrong(
                "request.no_proof", "proof",
                _("Căn cứ này phải dựa trên chứng cứ do bên phải thi hành cung cấp: hãy ghi chứng cứ nào (khoản 1 Điều 459 Bộ luật Tố tụng dân sự)."),
            )  # fmt: skip
        return found


@dataclass(frozen=True)
class Explanation:
    """The court asks to have unclear points explained (yêu cầu giải thích, 437.1, 457.1)."""

    to: str
    """ "requester", or where 437.1 allows it "foreign_court"."""
    questions: str
    address: str = ""
    """Of the foreign court."""

    kind = K.EXPLANATION

    def fill(self, decision: CourseDecision, case: Case, today: date) -> None:  # noqa: ARG002
        """Write the wish into the letter.

        Raises:
            Refused: "request.not_foreign", "request.no_whom", "request.no_questions", "request.no_address".
        """
        way = need_way(case)
        whom = addressees(way)
        if self.to not in whom:
            raise wrong(
                "request.no_whom", "to", _("Hãy chọn người được yêu cầu giải thích (%s).") % way.explain
            )
        if not lines(self.questions):
            raise wrong("request.no_questions", "questions", _("Hãy ghi những điểm chưa rõ cần giải thích."))
        abroad = self.to == FOREIGN_COURT
        if abroad and not clean(self.address):
            raise wrong(
                "request.no_address", "address",
                _("Hãy ghi địa chỉ của Tòa án nước ngoài: văn bản được gửi theo đường dịch vụ bưu chính (khoản 2 Điều 437 Bộ luật Tố tụng dân sự)."),
            )  # fmt: skip
        made = documents.of_case(case)
        name = made.issuer if abroad and made else ""
        decision.reason = clean(self.questions)
        decision.citation = way.explain
        decision.content = {
            "form": "requests/forms/explanation.html",
            "told": f"Gửi {name or way.requester.lower()}: {' '.join(lines(self.questions))}",
            "to": self.to,
            "to_name": name or ", ".join(p.name for p in case.parties.all() if p.role == "requester"),
            "address": clean(self.address),
            "questions": lines(self.questions),
            "about": str(made) if made else "",
            **({"serve_others": [{"name": name, "address": clean(self.address)}]} if abroad else {}),
        }


def addressees(way: Way) -> tuple[str, ...]:
    """Whom the court may ask: the foreign court only about a judgment (437.1), not an arbitral tribunal (457.1)."""
    return (REQUESTER,) if way.key == "foreign_award" else (REQUESTER, FOREIGN_COURT)


def appeal_words(case: Case, today: date) -> dict[str, Any]:
    """How long the decision may be appealed and protested (442, 461; of a strike 372)."""
    rules = periods.of_ruling(case)
    limits = [
        rules_in_force.time_limit(key, today) for key in (rules.appeal, rules.protest, rules.protest_higher)
    ]
    return {
        "appeal": True,
        "appeal_term": limits[0].words(),
        "protest_term": limits[1].words(),
        "protest_term_higher": limits[2].words(),
        "challenge_of_ruling": ", ".join(vi_article(limit.source.article) for limit in limits[:2]),
    }


def _article(found: Any) -> str:
    return ", ".join(dict.fromkeys(f"Điều {g.citation.rpartition('Điều ')[2]}" for g in found))


def lower(words: str) -> str:
    """As it stands within a sentence."""
    return words[:1].lower() + words[1:]
