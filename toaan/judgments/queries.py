"""Reading judgments and drafts. A draft is not there for whoever does not sit on the case (BLTTDS 264)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from toaan.cases import queries as cases
from toaan.cases.models import Case, Party, Representation
from toaan.core import policy
from toaan.core.errors import not_found
from toaan.core.together import answered, children, known
from toaan.core.viewer import Viewer
from toaan.delivery.models import ServiceRecipient
from toaan.delivery.states import RECEIVED, SENT
from toaan.judgments import periods
from toaan.judgments.models import (
    Appeal,
    AppealPeriod,
    Correction,
    Draft,
    DraftVersion,
    Judgment,
    JudgmentPart,
    LateAppeal,
    PanelNote,
    WordReturn,
)
from toaan.judgments.sections import FIRST_INSTANCE, KINDS, DocumentKind, of_proceeding
from toaan.judgments.states import PRONOUNCED
from toaan.rules.appeal import Way, way


def visible_to(viewer: Viewer) -> QuerySet[Judgment]:
    """Pronounced judgments of the cases the viewer may know of, and those not pronounced yet of the viewer's panel."""
    found = Judgment.objects.select_related("case__court", "case__number", "number", "effect", "signer__user")
    seen = found.filter(cases.seen(viewer))
    if viewer.post is None:
        return seen.filter(state=PRONOUNCED)
    mine = Q(case__assignments__post=viewer.post, case__assignments__ended_at=None)
    return seen.filter(Q(state=PRONOUNCED) | mine).distinct()


def may_read_draft(viewer: Viewer, case: Case) -> bool:
    """Whether the viewer sits on the case, or is its clerk; a challenged decision ends without a judgment."""
    return not case.reviews_decision and policy.allows(viewer, "judgments.read_draft", case)


def draft_of(viewer: Viewer, case: Case) -> Draft | None:
    """The draft, None when nothing is written yet.

    Raises:
        Refused: "not_found" for everybody who must not know of it; "case.moved_on" for whoever had a place on the
            case that is somebody else's now.
    """
    if not may_read_draft(viewer, case):
        raise cases.moved_on(viewer, case) or not_found()
    return Draft.objects.select_related("saved_by__user").filter(case=case).first()


def kind_of(draft: Draft | None, case: Case | None = None) -> DocumentKind:
    """Which document is drafted; before there is a draft, the one that cases of this kind end with."""
    if draft is None:
        return of_proceeding(case.proceeding) if case is not None else FIRST_INSTANCE
    return KINDS[draft.kind]


def versions_of(viewer: Viewer, case: Case) -> QuerySet[DraftVersion]:
    """The versions of the draft, newest first.

    Raises:
        Refused: as `draft_of`.
    """
    draft = draft_of(viewer, case)
    rows = DraftVersion.objects.filter(draft=draft) if draft else DraftVersion.objects.none()
    return rows.select_related("saved_by__user").annotate(copies=Count("word_copies")).order_by("-revision")


def version_of(viewer: Viewer, case: Case, revision: int) -> DraftVersion:
    """One version.

    Raises:
        Refused: "not_found", and as `draft_of`.
    """
    found = versions_of(viewer, case).filter(revision=revision).first()
    if found is None:
        raise not_found()
    return found


def waiting_word(draft: Draft | None) -> WordReturn | None:
    """The Word file that came back and waits for the judge."""
    if draft is None:
        return None
    return draft.word_returns.filter(state=WordReturn.State.WAITING).first()


def notes_of(viewer: Viewer, case: Case) -> QuerySet[PanelNote]:
    """The viewer's own notes on a case, and those that others share with the panel.

    Raises:
        Refused: as `draft_of`.
    """
    if not may_read_draft(viewer, case):
        raise cases.moved_on(viewer, case) or not_found()
    rows = PanelNote.objects.filter(case=case).select_related("author__user")
    return rows.filter(Q(shared=True) | Q(author=viewer.post))


def judgment_of(viewer: Viewer, case: Case) -> Judgment | None:
    """The judgment of a case, None when there is none yet for this viewer."""
    rows = Judgment.objects.select_related("number", "effect", "signer__user", "file_transfer")
    found = rows.filter(case=case).first()
    if found is None or (not found.is_pronounced and not may_read_draft(viewer, case)):
        return None
    found.case = case  # with its people, for the rules of who may do what
    return found


def pronounced(case: Case) -> QuerySet[Judgment]:
    """The judgment of a case once everybody may know it, with what challenges it and where its file is."""
    rows = Judgment.objects.filter(case=case, state=PRONOUNCED)
    rows = rows.select_related("number", "effect", "signer__user", "file_transfer__to_court")
    periods = Prefetch("periods", AppealPeriod.objects.select_related("party"))
    return known(rows.prefetch_related(periods, "appeals", "protests", "late_appeals"), case=[case])


def fetch_all(judgment: Judgment) -> None:
    """Parts with what challenges them, periods, appeals, protests and corrections, for a page that shows them all."""
    held = (
        Prefetch("parts", JudgmentPart.objects.select_related("effect")),
        Prefetch("parts__appeals", Appeal.objects.select_related("party")),
        "parts__protests",
        Prefetch("periods", AppealPeriod.objects.select_related("party")),
        Prefetch("appeals", Appeal.objects.select_related("party", "post__user")),
        "appeals__parts",
        "protests__parts",
        "late_appeals",
        Prefetch("corrections", Correction.objects.select_related("number", "signer__user")),
    )
    answered([children([judgment], *held)])


def get(viewer: Viewer, judgment_id: uuid.UUID) -> Judgment:
    """One judgment.

    Raises:
        Refused: "not_found" when it is not there for this viewer.
    """
    found = visible_to(viewer).filter(pk=judgment_id).first()
    if found is None:
        raise not_found()
    return found


def appellate_court(judgment: Judgment) -> str:
    """The court that hears the appeal, as records and pages name it."""
    above = judgment.case.court.parent
    return above.name if above else "Tòa án cấp phúc thẩm"


def appellants(viewer: Viewer, case: Case) -> list[Party]:
    """Parties for whom the viewer may appeal: himself, or whom he represents; a lawyer alone may not (271)."""
    if viewer.post is not None or viewer.user_id is None:
        return []
    return [
        party
        for party in case.parties.all()
        if party.user_id == viewer.user_id
        or any(
            r.user_id == viewer.user_id and r.kind != Representation.Kind.LAWYER
            for r in party.representations.all()
        )
    ]


def is_delivered_to(viewer: Viewer, judgment: Judgment) -> bool:
    """Whether a copy has been sent to a party for whom this citizen stands."""
    mine = [p for p in judgment.case.parties.all() if viewer.user_id in p.user_ids]
    rows = ServiceRecipient.objects.filter(
        case=judgment.case, sha256=judgment.signed_sha256, state__in=[SENT, RECEIVED]
    )
    return rows.filter(
        Q(party__in=mine) | Q(representation__user_id=viewer.user_id, representation__party__in=mine)
    ).exists()


@dataclass(frozen=True)
class Standing:
    """Where a party stands with his right to appeal today."""

    party: Party
    period: AppealPeriod
    due: date | None
    way: Way
    appeal: Appeal | None
    late: LateAppeal | None
    reviewed: bool
    """The court above has decided on the judgment (313): the portal offers no appeal any more."""

    @property
    def is_open(self) -> bool:
        """He may still appeal the ordinary way."""
        return self.way != "late" and not self._is_done

    @property
    def is_missed(self) -> bool:
        """Only the way of a late appeal is left to him, and he has not gone it."""
        return self.way == "late" and not self._is_done

    @property
    def _is_done(self) -> bool:
        return self.reviewed or self.appeal is not None or self.late is not None


def is_reviewed(judgment: Judgment) -> bool:
    """The file is back from the court above with its result."""
    sent = getattr(judgment, "file_transfer", None)
    return sent is not None and sent.returned_on is not None


def missed(judgment: Judgment, today: date) -> list[AppealPeriod]:
    """Periods of parties that are over and in which nothing came: only the way of a late appeal is left (275).

    `judgment` with what `fetch_all` brings.
    """
    if is_reviewed(judgment):
        return []
    filed = {one.party_id for one in judgment.appeals.all()}
    filed |= {one.party_id for one in judgment.late_appeals.all()}
    rows = [p for p in judgment.periods.all() if p.party_id and p.party_id not in filed]
    ends = (counted.due.due if counted.due else None for counted in periods.as_rules(rows))
    return [row for row, due in zip(rows, ends, strict=True) if way(due, today) == "late"]


def standings(viewer: Viewer, judgment: Judgment, today: date) -> list[Standing]:
    """One row for each party for whom the viewer may appeal, in a constant number of queries."""
    parties = appellants(viewer, judgment.case)
    rows = {p.party_id: p for p in judgment.periods.filter(party__in=parties).select_related("party")}
    parties = [p for p in parties if p.pk in rows]  # at second instance nobody has one
    filed = {a.party_id: a for a in judgment.appeals.filter(party__in=parties).prefetch_related("parts")}
    late = {a.party_id: a for a in judgment.late_appeals.filter(party__in=parties).prefetch_related("parts")}
    reviewed = is_reviewed(judgment)
    found = []
    for party, counted in zip(parties, periods.as_rules(rows[p.pk] for p in parties), strict=True):
        due = counted.due.due if counted.due else None
        found.append(
            Standing(
                party, rows[party.pk], due, way(due, today), filed.get(party.pk), late.get(party.pk), reviewed
            )
        )
    return found
