"""What the lines of a page rest on: their cases, petitions and what was told of them, read at once for all lines."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import F, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Concat

from toaan.books import numbers
from toaan.cases import queries as cases
from toaan.cases.models import Assignment, Case, Party
from toaan.cases.states import STRUCK_OUT
from toaan.core import clock, policy
from toaan.core.models import Event, IssuedNumber
from toaan.core.roles import LABELS, Role
from toaan.core.together import answered, read, some
from toaan.core.viewer import Viewer
from toaan.filing import queries as filing
from toaan.filing.models import Petition

STRIKING = ("discontinue", "transfer", "leave_by_settlement")
SETTLED = ("settle_dispute", "record_settlement", "hear_of_settlement")
"""A president above named the court that has jurisdiction (41.2–41.4)."""
NOTED = (
    "suspend", "resume", *SETTLED, *STRIKING, "come_back_undone", "come_back_resumed", "come_back_ended",
)  # fmt: skip
"""Noted beside the line (BLTTDS 215.1), with what cassation made of it; after `STRIKING` it is struck out, as a status (217.3, 41.1)."""
CHALLENGING = (
    "record_appeal", "record_protest", "file_late_appeal", "take_posted", "take_posted_challenge", "take_posted_ruling",
)  # fmt: skip
SENT_UP = ("send_up", "send_decision_up")
"""The file goes to the court above (283)."""
CANCELLED = ("decision_cancelled", "part_cancelled", "request_quashed")
"""That court cancelled a decision of first instance (314.5, 375.3)."""
CAME_BACK = ("come_back", "come_back_quashed", "come_back_in_part", "decision_kept", *CANCELLED)
"""What it decided comes back, and what cassation decided."""
CORRECTING = ("judgments.correct",)
"""Decisions that correct a judgment: noted beside it (268)."""
OF_AN_EVENT = ("act", "at", "actor_name", "role", "subject_id", "case_id", "title", "data", "documents")
"""What a line says of an act and the paper that it made."""
NOTED_ONLY = ("act", "at", "case_id", "title")
"""What a line says of an act that it only names."""
REVIEWED = {
    "review.come_back_quashed": "Bị hủy theo quyết định giám đốc thẩm, tái thẩm",
    "review.come_back_in_part": "Bị hủy một phần theo quyết định giám đốc thẩm, tái thẩm; phần còn lại có hiệu lực",
    "review.come_back_undone": "Bị hủy theo quyết định giám đốc thẩm, tái thẩm; giải quyết lại",
    "review.come_back_resumed": "Bị hủy theo quyết định giám đốc thẩm, tái thẩm; giải quyết tiếp",
    "review.come_back_ended": "Bị hủy theo quyết định giám đốc thẩm, tái thẩm; đình chỉ giải quyết",
    "review.come_back": "Đã có quyết định giám đốc thẩm, tái thẩm",
}
"""What a decision of cassation or reopening did, by the act in which it came back."""
ENDINGS = (
    *NOTED,
    *CORRECTING,
    *CHALLENGING,
    "pronounce",
    "dossiers.close",
    "take_effect",
    *SENT_UP,
    *CAME_BACK,
)


def acts(*endings: str) -> list[str]:
    """Acts of whatever domain that are called so: "course.suspend" is a "suspend"."""
    return [name for name in policy.TABLE if name in endings or name.rpartition(".")[2] in endings]


def called(event: Event, *endings: str) -> bool:
    """Whether it is such an act."""
    return event.act in endings or event.act.rpartition(".")[2] in endings


@dataclass
class Told:
    """Cases, petitions and events of one page of numbers."""

    case: dict[uuid.UUID, Case]
    petition: dict[uuid.UUID, Petition]
    """Both by the identifier of the number."""
    events: list[Event]

    @cached_property
    def _by_case(self) -> dict[uuid.UUID | None, list[Event]]:
        found: dict[uuid.UUID | None, list[Event]] = {}
        for event in self.events:
            found.setdefault(event.case_id, []).append(event)
        return found

    @cached_property
    def _by_subject(self) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = {}
        for event in self.events:
            found.setdefault(event.subject_id, []).append(event)
        return found

    def of_case(self, case: Case | None, *endings: str) -> list[Event]:
        """What of this kind happened in the case, the oldest first."""
        return [e for e in self._by_case.get(case.pk, []) if called(e, *endings)] if case else []

    def issued(self, row: IssuedNumber) -> Event | None:
        """The act that made the paper under this number known: until then only its number stands in the book."""
        told = [e for e in self._by_subject.get(row.subject_id, []) if not called(e, "take_effect")]
        if not told and (petition := self.petition.get(row.pk)):  # acts on a petition name it and the number
            told = [e for e in self._by_subject.get(str(petition.pk), []) if e.data.get("number") == row.text]
        return next((e for e in told if e.documents), told[0] if told else None)

    def effective_on(self, row: IssuedNumber) -> date | None:
        """First day of legal effect, once it is known; a decision that was cancelled above has none."""
        told = self._by_subject.get(row.subject_id, [])
        if any(called(event, *CANCELLED) for event in told):
            return None
        for event in told:
            if called(event, "decision_kept"):  # in effect from the decision above (314.6)
                return date.fromisoformat(event.data["effective_on"])
            if called(event, "take_effect") and event.data.get("effective_on"):
                return date.fromisoformat(event.data["effective_on"])
            if called(event, "pronounce") and self._is_above(row):
                return clock.local_date(event.at)  # at second instance from that day (313.6)
        return None

    def _is_above(self, row: IssuedNumber) -> bool:
        case = self.case.get(row.pk)
        return case is not None and case.instance == Case.Instance.SECOND

    def result_above(self, row: IssuedNumber) -> str:
        """What became of an appealed judgment: a part in effect meanwhile, then what the court above decided."""
        told = self._by_subject.get(row.subject_id, [])
        if reviewed := self.reviewed(row):
            return reviewed
        if any(called(e, "come_back_quashed") for e in told):
            return "Bị hủy theo bản án phúc thẩm"
        if any(called(e, "come_back_in_part") for e in told):
            return "Bị hủy một phần theo kết quả phúc thẩm; phần còn lại có hiệu lực"
        if any(called(e, "come_back") for e in told):
            return "Đã có kết quả phúc thẩm"
        closed = [e for e in told if called(e, "close_periods")]
        return (
            "Có hiệu lực một phần" if any(p["effective_on"] for e in closed for p in e.data["parts"]) else ""
        )

    def came_back(self, row: IssuedNumber) -> str:
        """What the court above decided about this judgment or decision, with its number and day."""
        return words([e for e in self._by_subject.get(row.subject_id, []) if called(e, *CAME_BACK)])

    def reviewed(self, row: IssuedNumber) -> str:
        """What a decision of cassation or reopening did to this judgment or decision, the last one if there were several."""
        told = [e for e in self._by_subject.get(row.subject_id, []) if e.act in REVIEWED]
        if told and told[-1].act == "review.come_back" and told[-1].data.get("outcome") in {"retry", "ended"}:
            return REVIEWED["review.come_back_quashed"]  # what was cancelled led the case nowhere else
        return REVIEWED[told[-1].act] if told else ""

    def challenges(self, row: IssuedNumber) -> str:
        """Appeals and protests against what bears this number."""
        case = self.case.get(row.pk)
        return words(
            [e for e in self.of_case(case, *CHALLENGING) if row.subject_id in map(str, e.data.values())]
        )

    def struck(self, case: Case | None) -> bool:
        """Whether the case has left the book."""
        return case is not None and (case.state in STRUCK_OUT or bool(self.of_case(case, *STRIKING)))

    def noted(self, case: Case | None) -> str:
        """Decisions on the course of the case, and that its line is struck out."""
        found = [words(self.of_case(case, *NOTED))]
        if self.struck(case):
            found.append("Đã xóa tên trong sổ")
        return "; ".join(w for w in found if w)


def learn(viewer: Viewer, rows: Sequence[IssuedNumber], *more: Prefetch | str, papers: bool = True) -> Told:
    """Read what the lines of these numbers need: as many queries for a thousand numbers as for one.

    Args:
        papers: whether the lines also speak of the acts that made the papers under these numbers.
    """
    ground = numbers.grounds(rows)
    case_ids = {case for case, _petition in ground.values() if case}
    petition_ids = {petition for case, petition in ground.values() if petition}
    filed = filing.visible_to(viewer).filter(pk__in=petition_ids)
    accepted = some(lean(viewer, *more), case_ids)
    subjects = [*(row.subject_id for row in rows), *map(str, petition_ids)]
    told = Event.objects.filter(shown_to__in=("court", "parties")).order_by("at", "sequence")
    if papers:
        told = told.filter(Q(case_id__in=case_ids) | Q(petition_id__in=petition_ids, case_id=None))
        told = told.filter(Q(act__in=acts(*ENDINGS)) | Q(subject_id__in=subjects)).only(*OF_AN_EVENT)
    else:
        # an expression, so that no database reads its index of acts to the end beside that of the cases
        told = told.annotate(done=Concat("act", Value(""))).filter(
            done__in=acts(*ENDINGS), case_id__in=case_ids
        )
        told = told.only(*NOTED_ONLY)
    found_cases, _filed, _told = answered([accepted, read(filed), read(told)])
    petitions, found = {p.pk: p for p in filed}, {c.pk: c for c in found_cases}
    return Told(
        case={n: found[c] for n, (c, _p) in ground.items() if c in found},
        petition={n: petitions[p] for n, (_c, p) in ground.items() if p in petitions},
        events=list(told),
    )


def of_cases(case_ids: Iterable[uuid.UUID], endings: Sequence[str]) -> QuerySet[Event]:
    """Acts of these kinds in these cases, the oldest first."""
    # an expression, so that no database reads its index of acts to the end beside that of the cases
    done = Event.objects.annotate(done=Concat("act", Value(""))).filter(done__in=acts(*endings))
    done = done.filter(case_id__in=list(case_ids), shown_to__in=("court", "parties")).order_by(
        "at", "sequence"
    )
    return done.only("act", "at", "case_id", "subject_id", "title", "data")


UNTOLD = ("claims", "other_claims", "challenge", "summary_folded", "outcome")
"""Of a case, what no line of a book says."""


NAMED = (Assignment.Role.PRESIDING, Assignment.Role.CLERK)
"""Of those who have a place on the case, whom a line names."""


def lean(viewer: Viewer, *more: Prefetch | str) -> QuerySet[Case]:
    """Cases with what a line names of them: parties and who holds a place, no representatives."""
    held = Assignment.objects.filter(ended_at=None, role__in=NAMED).annotate(named=F("post__user__full_name"))
    held = held.only("case", "role")
    named = Party.objects.only("case", "role", "name")
    found = cases.visible_to(viewer).prefetch_related(None).defer(*UNTOLD)
    return found.prefetch_related(Prefetch("parties", named), Prefetch("assignments", held), *more)


def words(events: Sequence[Event]) -> str:
    """Titles with their days."""
    return "; ".join(f"{e.title} ({clock.local_date(e.at):%d/%m/%Y})" for e in events)


def paper_title(event: Event, number: str) -> str:
    """The paper that the act made, without its number, which has a column of its own."""
    title = str(event.documents[0]["title"]) if event.documents else event.title
    return title.replace(f" số {number}", "").replace(f" {number}", "")


def paper_day(event: Event) -> date:
    """The day that the paper bears."""
    if event.documents and event.documents[0].get("dated"):
        return date.fromisoformat(event.documents[0]["dated"])
    return clock.local_date(event.at)


def signer(event: Event) -> str:
    """Who did the act, in which post; the system does it for nobody."""
    if event.role == Role.SYSTEM:
        return "Tòa án"
    return f"{LABELS[Role(event.role)]} {event.actor_name}"


def parties(case: Case | None, petition: Petition | None = None) -> dict[str, str]:
    """Who asks, who is asked, who else is concerned."""
    if case is None:
        known = petition is not None
        return {
            "plaintiff": petition.plaintiff_names if petition and known else "",
            "defendant": petition.defendant_names if petition and known else "",
            "related": "",
        }
    sides: dict[str, list[str]] = {"plaintiff": [], "defendant": [], "related": []}
    for party in case.parties.all():
        sides[party.role if party.role in sides else "plaintiff"].append(party.name)
    return {side: "; ".join(names) for side, names in sides.items()}


def officer(case: Case | None, role: str) -> str:
    """Who holds this place on the case now."""
    if case is None:
        return ""
    return ", ".join(a.holder for a in case.assignments.all() if a.role == role)
