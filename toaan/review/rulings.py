"""What is looked at again: a judgment or a decision in effect (bản án, quyết định đã có hiệu lực, BLTTDS 325), seen as one thing."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from toaan.cases.models import Case
from toaan.core.models import IssuedNumber, Post
from toaan.course.models import CourseDecision
from toaan.judgments import layout
from toaan.judgments.models import Judgment
from toaan.rules import review as rule
from toaan.vietnamese.dates import date_in_words

WHOLE = 1
"""A decision has one part: all of it."""


@dataclass(frozen=True)
class Part:
    """One item that the committee decides on by itself (343)."""

    order: int
    text: str


@dataclass(frozen=True)
class Ruling:
    """One of the two, with what pages, papers and rules need to know of it."""

    case: Case
    judgment: Judgment | None = None
    decision: CourseDecision | None = None

    def __post_init__(self) -> None:
        if (self.judgment is None) == (self.decision is None):
            raise ValueError("either a judgment or a decision")

    def __str__(self) -> str:
        return str(self.judgment) if self.judgment is not None else self._of_decision.title

    @property
    def _of_decision(self) -> CourseDecision:
        if self.decision is None:
            raise ValueError("this is a judgment")
        return self.decision

    @property
    def pk(self) -> uuid.UUID:
        """Key of the judgment or of the decision."""
        return self.judgment.pk if self.judgment is not None else self._of_decision.pk

    @property
    def same(self) -> dict[str, Judgment | CourseDecision]:
        """Finds, or makes, the rows that are about it."""
        return {"judgment": self.judgment} if self.judgment is not None else {"decision": self._of_decision}

    @property
    def judgment_id(self) -> uuid.UUID | None:
        """How an act is told which one: this, or `decision_id`."""
        return self.judgment.pk if self.judgment is not None else None

    @property
    def decision_id(self) -> uuid.UUID | None:
        return self.decision.pk if self.decision is not None else None

    @property
    def number(self) -> IssuedNumber | None:
        return self.judgment.number if self.judgment is not None else self._of_decision.number

    @property
    def sort(self) -> str:
        """`rule.JUDGMENT`, or the kind of decision: what the rules ask for."""
        return rule.JUDGMENT if self.judgment is not None else str(self._of_decision.kind)

    @property
    def noun(self) -> str:
        """ "bản án" or "quyết định". Always Vietnamese: it stands on papers."""
        return "bản án" if self.judgment is not None else "quyết định"

    @property
    def day(self) -> date | None:
        """When it was pronounced or made."""
        return self.judgment.pronounced_on if self.judgment is not None else self._of_decision.decided_on

    @property
    def effective_on(self) -> date | None:
        """First day of effect of all of it."""
        return self.judgment.effective_on if self.judgment is not None else self._of_decision.effective_on

    @property
    def words(self) -> str:
        """As papers name it: "Bản án sơ thẩm số 12/2026/DS-ST ngày 05 tháng 02 năm 2026"."""
        name = str(self)
        if self.judgment is not None:
            name = f"Bản án {layout.instance_words(self.judgment.text)} số {self.judgment.number}"
        return f"{name} {date_in_words(self.day)}" if self.day else name

    @property
    def judge(self) -> Post:
        """Who presided and signed it."""
        signer = self.judgment.signer if self.judgment is not None else self._of_decision.signer
        if signer is None:
            raise ValueError("it is not signed yet")
        return signer

    @property
    def relation(self) -> str:
        """The legal relation as it names it."""
        return (
            str(self.judgment.text["legal_relation"])
            if self.judgment is not None
            else self.case.legal_relation
        )

    @property
    def parts(self) -> list[Part]:
        """What was decided, item by item."""
        if self.judgment is not None:
            return [Part(p.order, p.text) for p in self.judgment.parts.all()]
        said = self._of_decision.content
        subject = f"{said.get('subject', self._of_decision.title)} “{self.case.legal_relation}”"
        cited = f" ({said['citation']})" if said.get("citation") else ""
        orders = [str(line) for line in said.get("orders", [])]
        return [Part(WHOLE, " ".join([f"{subject}{cited}.", *orders]))]
