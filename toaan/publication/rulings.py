"""What is published, seen as one thing: a judgment, a decision in a case or on a request, one of second instance on a request,
one of the committee of judges.

Encoding, reasons, pages and papers ask a `Ruling` and never which of the four it is.
"""

from __future__ import annotations

import uuid
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Literal

from toaan.appeals.decisions import papers as above_papers
from toaan.appeals.decisions.models import Review
from toaan.cases.models import Case, Party
from toaan.core.models import Court
from toaan.core.words import in_record_language
from toaan.course import papers as course_papers
from toaan.course.models import CourseDecision, kind_words
from toaan.hearings.models import Hearing
from toaan.judgments.models import Judgment
from toaan.publication import paper, printed
from toaan.publication.models import Publication
from toaan.review import papers as review_papers
from toaan.review.models import Kind as WayBack
from toaan.review.models import Letter
from toaan.vietnamese.text import clean

Kind = Publication.Kind
OF_CASE = {
    CourseDecision.Kind.AGREEMENT: Kind.AGREEMENT,
    CourseDecision.Kind.CONSENT: Kind.CONSENT,
    CourseDecision.Kind.RULING: Kind.RULING,
}
"""Kinds of decision in a case that are published."""


@dataclass(frozen=True)
class Person:
    """A party as the paper names him."""

    name: str
    kind: Literal["person", "organisation"]
    address: str = ""
    birth_year: int | None = None


class Ruling(ABC):
    """One of the four, with what publication needs to know of it."""

    field: ClassVar[str]
    """How `Publication` points at it."""
    has_heading: ClassVar[bool] = False
    """Its text names the court's own people before anybody else."""
    row: Any
    case: Case

    @property
    @abstractmethod
    def pk(self) -> uuid.UUID: ...

    @property
    @abstractmethod
    def kind(self) -> Publication.Kind: ...

    @property
    @abstractmethod
    def name(self) -> str:
        """What it calls itself, without its number."""

    @property
    @abstractmethod
    def number(self) -> str: ...

    @property
    @abstractmethod
    def dated(self) -> date: ...

    @property
    @abstractmethod
    def effective_on(self) -> date | None:
        """First day of effect of all of it; None while there is none."""

    @abstractmethod
    def source(self) -> str:
        """All that is encoded, one paragraph a line: nothing reaches the public past it."""

    @property
    @abstractmethod
    def people(self) -> list[Person]:
        """The parties as printed: the case may have been corrected since."""

    @property
    @abstractmethod
    def officers(self) -> list[str]:
        """Who took part for court and procuracy: their names stay."""

    @property
    @abstractmethod
    def authorities(self) -> list[str]:
        """Courts and procuracies that the paper names: they stay whole."""

    @property
    def court(self) -> Court:
        """Whose it is."""
        return self.case.court

    @cached_property
    def way(self) -> list[Case]:
        """The case and those that it came from: below it, or the request that became it."""
        found = [self.case]
        while found[-1].origin_id is not None:
            found.append(Case.objects.get(pk=found[-1].origin_id))
        return found

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Person or organisation, by name: the papers of decisions do not say it."""
        rows = Party.everybody.filter(case__in=self.way)
        return {clean(name): kind for name, kind in rows.values_list("name", "kind")}

    @property
    def closed(self) -> bool:
        """Whether the public was kept out, at this court or before."""
        if any(case.closed_hearing for case in self.way):
            return True
        return Hearing.objects.filter(case__in=self.way, closed_doors=True).exists()

    @property
    def involves_minor(self) -> bool:
        """Whether the case, or one before it, says that somebody under age takes part."""
        return any(case.involves_minor for case in self.way)

    def __str__(self) -> str:
        return f"{self.name} số {self.number}"


class OfJudgment(Ruling):
    """A judgment of first or second instance."""

    field = "judgment"
    has_heading = True

    def __init__(self, judgment: Judgment) -> None:
        self.row, self.case = judgment, judgment.case

    @property
    def pk(self) -> uuid.UUID:
        return self.row.pk

    @property
    def kind(self) -> Publication.Kind:
        return Kind.JUDGMENT

    @property
    def name(self) -> str:
        return "Bản án"

    @property
    def number(self) -> str:
        return str(self.row.number)

    @property
    def dated(self) -> date:
        return self.row.dated

    @property
    def effective_on(self) -> date | None:
        return self.row.effective_on

    def source(self) -> str:
        return paper.whole_source(self.row)

    @property
    def people(self) -> list[Person]:
        return [
            Person(p["name"], _sort(p["kind"]), p["address"], _year(p["birth_year"]))
            for p in self.row.text["parties"]
        ]

    @property
    def officers(self) -> list[str]:
        bench = self.row.text["bench"]
        return [
            bench["judge"], bench["clerk"], bench["procurator"], *bench.get("judges", ()), *bench["lay_judges"],
        ]  # fmt: skip

    @property
    def authorities(self) -> list[str]:
        text = self.row.text
        return [text["court"], text["procuracy"], (text.get("challenge") or {}).get("court", "")]

    @property
    def closed(self) -> bool:
        return bool(self.row.text["sitting"]["closed_doors"]) or super().closed


class _OfPaper(Ruling):
    """A numbered decision whose words are those of its own paper, filled with what was frozen for it."""

    def __init__(self, row: Any) -> None:
        self.row, self.case = row, row.case

    @property
    def pk(self) -> uuid.UUID:
        return self.row.pk

    @property
    def number(self) -> str:
        return str(self.row)

    @property
    def dated(self) -> date:
        return self.row.decided_on

    @property
    def effective_on(self) -> date | None:
        """From its day, where the law gives no period."""
        return self.row.decided_on if self.row.issued else None

    @property
    def people(self) -> list[Person]:
        return _people(self.kinds, self.row.content)

    @property
    def officers(self) -> list[str]:
        return _bench(self.row.content)

    @property
    def authorities(self) -> list[str]:
        return _courts(self.row.content)


class OfDecision(_OfPaper):
    """A decision that recognises an agreement or a divorce by consent, or settles a request."""

    field = "decision"

    @property
    def kind(self) -> Publication.Kind:
        found = OF_CASE[CourseDecision.Kind(self.row.kind)]
        return Kind.CONSENT if self.row.content.get("divorce") else found

    @property
    def name(self) -> str:
        return kind_words(self.row.kind, self.row.content)

    @property
    def effective_on(self) -> date | None:
        return self.row.effective_on

    def source(self) -> str:
        return _text(self, course_papers.printed(self.row.content))


class OfSecondInstance(_OfPaper):
    """A decision of second instance on a request (BLTTDS 375), in effect from its day (375.4)."""

    field = "above"

    @property
    def kind(self) -> Publication.Kind:
        return Kind.ABOVE

    @property
    def name(self) -> str:
        return "Quyết định phúc thẩm giải quyết việc dân sự"

    def source(self) -> str:
        return _text(self, above_papers.printed(self.row.content))


class OfCommittee(_OfPaper):
    """A decision of the committee of judges in cassation or reopening, in effect from its day (349, 357)."""

    field = "committee"

    @property
    def court(self) -> Court:
        return self.row.about.court

    @property
    def kind(self) -> Publication.Kind:
        return Kind.CASSATION if self.row.about.kind == WayBack.CASSATION else Kind.REOPENING

    @property
    def name(self) -> str:
        return f"Quyết định {self.row.content['procedure']}"

    def source(self) -> str:
        return _text(self, review_papers.printed(self.row.content))

    @property
    def people(self) -> list[Person]:
        return [
            Person(name, _sort(self.kinds.get(clean(name))), address or "")
            for _role, name, address in self.row.content["parties"]
        ]

    @property
    def officers(self) -> list[str]:
        told = self.row.content
        session = told.get("session", {})
        return [told["signer"], *(session.get(place, "") for place in ("presiding", "clerk", "procurator"))]

    @property
    def authorities(self) -> list[str]:
        told = self.row.content
        names = ("judging_court", "reviewing", "procuracy", "enforcement", "protester")
        return [told["court"]["name"], *(told.get(name, "") for name in names)]


RELATED = (
    "case__court__parent", "judgment__case__court__parent", "judgment__number", "judgment__effect", "decision__case__court__parent",
    "decision__number", "above__case__court__parent", "above__number", "committee__case__court__parent", "committee__number",
    "committee__proceeding__court__parent",
)  # fmt: skip
"""What a `Publication` loads beside itself before its ruling is asked for."""


def of(publication: Publication) -> Ruling:
    """What a publication publishes."""
    if publication.judgment is not None:
        return OfJudgment(publication.judgment)
    if publication.decision is not None:
        return OfDecision(publication.decision)
    if publication.above is not None:
        return OfSecondInstance(publication.above)
    if publication.committee is not None:
        return OfCommittee(publication.committee)
    raise ValueError("a publication is of a judgment or a decision")


def find(field: str, pk: uuid.UUID | str) -> Ruling | None:
    """The ruling behind one of the four fields of a publication; None where there is none, or it is of no kind that is published."""
    around = ("case__court__parent", "number")
    if field == "judgment":
        judgment = Judgment.objects.select_related(*around, "effect").filter(pk=pk).first()
        return OfJudgment(judgment) if judgment else None
    if field == "decision":
        decisions = CourseDecision.objects.select_related(*around).filter(kind__in=list(OF_CASE))
        decision = decisions.filter(pk=pk).exclude(sha256="").first()
        return OfDecision(decision) if decision else None
    if field == "above":
        review = Review.objects.select_related(*around).filter(pk=pk).exclude(sha256="").first()
        settles = review is not None and review.case.reviews_ruling and review.outcome != Review.Outcome.ENDED
        return OfSecondInstance(review) if review is not None and settles else None
    letters = Letter.objects.select_related(*around, "proceeding__court__parent").exclude(sha256="")
    letter = letters.filter(pk=pk, kind=Letter.Kind.DECISION).first()
    return OfCommittee(letter) if letter else None


@in_record_language
def _text(ruling: Ruling, filled: tuple[str, Mapping[str, Any]]) -> str:
    form, context = filled
    head = [
        context["court"]["name"],
        f"{ruling.name} số: {ruling.number}",
        f"Ngày: {ruling.dated:%d/%m/%Y}",
        f"{paper.ABOUT}{context['legal_relation']}",
    ]
    body = printed.lines(form, context)
    signer = context.get("judge") or ""
    if signer and not any(
        signer in line for line in body
    ):  # he stands below the paper, which is not for the public
        head.append(f"Thẩm phán: {signer}.")
    return clean("\n".join([*head, *body]))


def _people(kinds: Mapping[str, str], content: Mapping[str, Any]) -> list[Person]:
    found = [
        Person(
            p["name"],
            _sort(kinds.get(clean(p["name"]))),
            p.get("address") or "",
            _year(p.get("birth_year")),
        )
        for p in content["parties"]
    ]
    if other := content.get("opponent_name"):
        found.append(Person(other, _sort(kinds.get(clean(other)))))
    return found


def _sort(kind: str | None) -> Literal["person", "organisation"]:
    return "organisation" if kind == Party.Kind.ORGANISATION else "person"


def _bench(content: Mapping[str, Any]) -> list[str]:
    one = [content.get(name) or "" for name in ("judge", "clerk", "procurator")]
    return [*one, *content.get("judges", ()), *content.get("lay_judges", ())]


def _courts(content: Mapping[str, Any]) -> list[str]:
    challenge = content.get("challenge") or {}
    return [content["court"]["name"], content.get("procuracy") or "", challenge.get("court") or ""]


def _year(found: Any) -> int | None:
    return int(found) if found else None
