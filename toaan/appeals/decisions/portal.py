"""In the portal: what happens to a party's appeal against a decision, its receipt, its withdrawal before either court."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _lazy

from toaan.appeals import queries as all_appeals
from toaan.appeals.decisions import actions, queries
from toaan.appeals.decisions.views import DONE
from toaan.appeals.views import steps
from toaan.appeals.views.pages import FormPages, for_a_party
from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core.errors import not_found
from toaan.core.http import signed_in, viewer_of
from toaan.core.viewer import Viewer
from toaan.course.models import Challenge

MINE = "appeals:my_decisions"
PAGES = FormPages(
    MINE, "appeals/my_form.html", DONE | {"withdraw.nobody"}, for_a_party, _lazy("Kháng cáo quyết định")
)
WARNING = _lazy(
    "Rút rồi thì không lấy lại được. Quyết định không còn ai kháng cáo, kháng nghị sẽ có hiệu lực pháp luật."
)


@signed_in
def mine(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The appeals against decisions of a case, step by step, at the court where the case is."""
    viewer, case = _case(request, case_id)
    transfer = queries.transfer_of(case)
    second = case.reviews_decision
    above = case if second else transfer.above if transfer else None
    review = queries.review_of(above) if above is not None else None
    context: dict[str, Any] = {
        "case": case,
        "second": second,
        "holders": all_appeals.holders(case) if second else [],
        "rows": [
            _told(viewer, one, sent=queries.is_above(one, transfer)) for one in queries.of_case(viewer, case)
        ],
        "late": [] if second else queries.late_appeals(viewer, case),
        "transfer": transfer,
        "above": _visible(viewer, transfer.above if transfer else None),
        "below": _visible(viewer, case.origin),
        "review": review if review and review.issued else None,
        "may_withdraw": second and bool(_own(viewer, case)) and case.can("appeals.withdraw"),
    }
    return render(request, "appeals/decisions/mine.html", context)


@signed_in
def receipt(request: HttpRequest, case_id: uuid.UUID, challenge_id: uuid.UUID) -> HttpResponseBase:
    """The appellant hands in the receipt for the fee advance."""
    viewer, case, one = _challenge(request, case_id, challenge_id)
    advance = queries.advance_of(one)
    if advance is None:
        raise not_found()
    if advance.is_settled or one.dropped_on is not None:
        return redirect(MINE, case.pk)
    return steps.receipt(PAGES, request, case, partial(actions.take_receipt, by=viewer), advance, own=True)


@signed_in
def withdraw_early(request: HttpRequest, case_id: uuid.UUID, challenge_id: uuid.UUID) -> HttpResponseBase:
    """The appellant withdraws while the file is still at the court of first instance."""
    viewer, case, one = _challenge(request, case_id, challenge_id)
    if one.dropped_on is not None:
        return redirect(MINE, case.pk)
    act = partial(actions.withdraw_challenge, by=viewer, challenge_id=one.pk)
    return steps.withdraw_own(PAGES, request, case, act, warn=str(WARNING))


@signed_in
def withdraw(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The appellant withdraws before the court of second instance (284.3)."""
    viewer, case = _case(request, case_id)
    own = _own(viewer, case) if case.reviews_decision else []
    if not own:
        return redirect(MINE, case.pk)
    return steps.withdraw_own_above(PAGES, request, case, own, warn=str(WARNING))


def _case(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, Case]:
    viewer = viewer_of(request)
    if viewer.post is not None:
        raise not_found()
    case = cases.get(viewer, case_id)
    if case.proceeding not in {
        "first_instance",
        "simplified",
        "decision_appeal",
        "request",
        "request_appeal",
    }:
        raise not_found()
    return viewer, case


def _challenge(
    request: HttpRequest, case_id: uuid.UUID, challenge_id: uuid.UUID
) -> tuple[Viewer, Case, Challenge]:
    viewer, case = _case(request, case_id)
    found = queries.get(viewer, case, challenge_id)
    if not _is_own(viewer, found):
        raise not_found()
    return viewer, case, found


def _is_own(viewer: Viewer, one: Challenge) -> bool:
    party = one.period.party
    return party is not None and viewer.user_id in party.user_ids


def _own(viewer: Viewer, case: Case) -> list[dict[str, Any]]:
    mine = {str(p.pk) for p in case.parties.all() if viewer.user_id in p.user_ids}
    return [h for h in all_appeals.holders(case) if h["key"] in mine]


def _told(viewer: Viewer, one: Challenge, *, sent: bool) -> dict[str, Any]:
    advance = queries.advance_of(one)
    own = _is_own(viewer, one) and one.dropped_on is None
    return {
        "challenge": one, "advance": advance, "may_withdraw": own and not sent,
        "may_pay": own and advance is not None and not advance.is_settled,
    }  # fmt: skip


def _visible(viewer: Viewer, case: Case | None) -> Case | None:
    return cases.visible_to(viewer).filter(pk=case.pk).first() if case is not None else None
