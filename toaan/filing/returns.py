"""Where a returned petition stands: what was said against the return, at which court, until when (BLTTDS 194).

Everything is read from the petition's own rows (`queries.whole` fetches them together); nothing here writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch

from toaan.cases.models import Deadline
from toaan.core import clock
from toaan.filing.actions.copies import last_day
from toaan.filing.actions.reviewing import SESSION
from toaan.filing.models import Petition, Return, ReturnComplaint, ReturnCopy, ReturnReview, ReturnSession
from toaan.filing.states import KEPT, UNDER_WAY

S, L = ReturnComplaint.Source, ReturnReview.Level


def fetched() -> Prefetch:
    """Returns of a petition with everything about them."""
    reviews = ReturnReview.objects.select_related("court", "judge__user", "number").prefetch_related(
        "complaints", Prefetch("sessions", ReturnSession.objects.select_related("number"))
    )
    made = Return.objects.select_related("judge__user", "number").prefetch_related(
        Prefetch("reviews", reviews), Prefetch("copies", ReturnCopy.objects.select_related("court"))
    )
    return Prefetch("returns", made)


def standing(petition: Petition) -> Return:
    """The return that stands.

    Raises:
        LookupError: the petition is not returned.
    """
    found = _standing(petition)
    if found is None:
        raise LookupError(f"petition {petition.pk} is not returned")
    return found


def _standing(petition: Petition) -> Return | None:
    return next((r for r in petition.returns.all() if r.in_force_id), None)


def reviews(petition: Petition) -> list[ReturnReview]:
    """What was and is being settled about the return that stands, the oldest first."""
    returned = _standing(petition)
    return list(returned.reviews.all()) if returned else []


def review_in(petition: Petition, states: Sequence[str]) -> ReturnReview | None:
    """The settlement at one of these steps."""
    return next((r for r in reviews(petition) if r.state in states), None)


def unsigned_answer(petition: Petition) -> ReturnReview | None:
    """A decision about the return, or about an earlier one, that has its number and waits for its signature."""
    made = [r for one in petition.returns.all() for r in one.reviews.all()]
    return next((r for r in made if r.number_id and r.signed_at is None), None)


def answer(petition: Petition) -> ReturnReview | None:
    """The court's own answer that keeps the return, the latest."""
    kept = [r for r in reviews(petition) if not r.is_above and r.state == KEPT]
    return kept[-1] if kept else None


def is_final(petition: Petition) -> bool:
    """The president of the court above has decided (194.6)."""
    return any(r.is_above and r.state not in UNDER_WAY for r in reviews(petition))


def open_sources(petition: Petition, level: str) -> list[str]:
    """Who may still complain or recommend at this level: has not done so, and his term has not ended by today."""
    if _standing(petition) is None or is_final(petition):
        return []
    if level == L.ABOVE and (answer(petition) is None or petition.court.parent_id is None):
        return []
    made = {c.source for r in reviews(petition) if r.level == level for c in r.complaints.all()}
    return [source for source in S.values if source not in made]


def last_days(petition: Petition, level: str) -> dict[str, date | None]:
    """Whoever may complain or recommend → until when; None while the paper has not reached him."""
    returned = _standing(petition)
    about = answer(petition) if level == L.ABOVE else None
    if returned is None:
        return {}
    copies = list(returned.copies.all())
    return {source: last_day(copies, source, about) for source in open_sources(petition, level)}


def level_now(petition: Petition) -> str:
    """At which level the petitioner may complain today; empty when nowhere."""
    today = clock.today()
    for level in (L.ABOVE, L.FIRST):
        days = last_days(petition, level)
        if S.PETITIONER in days and ((due := days[S.PETITIONER]) is None or due >= today):
            return str(level)
    return ""


def session_due(petition: Petition) -> date | None:
    """The last day for the session (194.3)."""
    rows = Deadline.objects.filter(petition_id=petition.pk, rule=SESSION, state=Deadline.State.OPEN)
    return rows.order_by("-due_on").values_list("due_on", flat=True).first()
