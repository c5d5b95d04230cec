"""In the portal: what happens to a party's appeal, its receipt, its withdrawal before either court."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _lazy

from toaan.appeals import actions, queries
from toaan.appeals.models import SuitAnswer, SuitWithdrawal
from toaan.appeals.views import steps
from toaan.appeals.views.pages import DONE_BEFORE, FormPages, for_a_party
from toaan.cases import queries as cases
from toaan.cases.models import Case, Party
from toaan.core.errors import not_found
from toaan.core.http import signed_in, viewer_of
from toaan.core.together import known, load
from toaan.core.viewer import Viewer
from toaan.judgments.models import Appeal

MINE = "appeals:mine"
PAGES = FormPages(
    MINE, "appeals/my_form.html", DONE_BEFORE | {"appeal.dropped", "withdraw.nobody"}, for_a_party,
    _lazy("Kháng cáo, phúc thẩm"),
)  # fmt: skip
WARNING = _lazy(
    "Rút rồi thì không lấy lại được. Phần bản án không còn ai kháng cáo, kháng nghị sẽ có hiệu lực pháp luật."
)
form_page, refused = PAGES.page, PAGES.refused


@signed_in
def mine(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The appeals in a case, step by step; on a case of second instance, who appealed what and what came of it."""
    viewer, case = _case(request, case_id)
    if case.reviews_decision:
        return redirect("appeals:my_decisions", case.pk)
    moved, reviews, results = queries.transfer_rows(case), queries.late_rows(case), queries.result_rows(case)
    appeals, parties = queries.appeal_rows(viewer, case), case.parties.all()
    suits = known(SuitWithdrawal.objects.filter(case=case), party=parties)
    answers = known(SuitAnswer.objects.filter(case=case), party=parties)
    load(moved, reviews, results, appeals, suits, answers)
    transfer, late = next(iter(moved), None), queries.by_party(reviews)
    above = transfer.above_id if transfer else None
    seen = cases.visible_to(viewer).filter(pk__in=[above, case.origin_id]).values_list("pk", flat=True)
    own = [h for h in queries.holders(case) if _is_mine(viewer, case, h["key"])]
    context: dict[str, Any] = {
        "case": case,
        "second": case.instance == Case.Instance.SECOND,
        "appeals": [_told(viewer, one, sent=queries.is_above(one, transfer, late)) for one in appeals],
        "holders": queries.holders(case),
        "transfer": transfer,
        "suits": suits,
        "answers": answers,
        "may_give_up": _may(viewer, case, "appeals.withdraw_suit", Party.Role.PLAINTIFF, done=suits),
        "may_answer": bool(suits)
        and _may(viewer, case, "appeals.answer_suit_withdrawal", Party.Role.DEFENDANT, done=answers),
        "late": late.values(),
        "above": above if above in seen else None,
        "below": case.origin_id if case.origin_id in seen else None,
        "results": results,
        "may_withdraw": bool(own) and case.can("appeals.withdraw"),
        "may_change": bool(own) and case.can("appeals.change_above"),
    }
    return render(request, "appeals/mine.html", context)


@signed_in
def receipt(request: HttpRequest, case_id: uuid.UUID, appeal_id: uuid.UUID) -> HttpResponseBase:
    """The appellant hands in the receipt for the fee advance."""
    viewer, case, appeal = own_appeal(request, case_id, appeal_id)
    advance = queries.advance_of(appeal)
    if advance is None:
        raise not_found()
    if advance.is_settled or appeal.dropped_on is not None:
        return redirect(MINE, case.pk)
    return steps.receipt(PAGES, request, case, partial(actions.hand_in_receipt, by=viewer), advance, own=True)


@signed_in
def withdraw_early(request: HttpRequest, case_id: uuid.UUID, appeal_id: uuid.UUID) -> HttpResponseBase:
    """The appellant withdraws while the file is still at the court of first instance."""
    viewer, case, appeal = own_appeal(request, case_id, appeal_id)
    if appeal.dropped_on is not None:
        return redirect(MINE, case.pk)
    act = partial(actions.withdraw_early, by=viewer, appeal_id=appeal.pk)
    return steps.withdraw_own(PAGES, request, case, act, warn=str(WARNING))


@signed_in
def withdraw(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The appellant withdraws before the court of second instance, whole or for some parts (284.3)."""
    viewer, case = _case(request, case_id)
    own = [h for h in queries.holders(case) if _is_mine(viewer, case, h["key"])]
    if not own:
        return redirect(MINE, case.pk)
    return steps.withdraw_own_above(PAGES, request, case, own, warn=str(WARNING))


def _case(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, Case]:
    viewer = viewer_of(request)
    if viewer.post is not None:
        raise not_found()
    return viewer, cases.get(viewer, case_id)


def own_holders(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, Case, list[dict[str, Any]]]:
    """The case of second instance, and what the viewer challenges in it."""
    viewer, case = _case(request, case_id)
    return viewer, case, [h for h in queries.holders(case) if _is_mine(viewer, case, h["key"])]


def own_appeal(request: HttpRequest, case_id: uuid.UUID, appeal_id: uuid.UUID) -> tuple[Viewer, Case, Appeal]:
    """An appeal of the viewer's own side.

    Raises:
        Refused: "not_found".
    """
    viewer, case = _case(request, case_id)
    appeal = queries.appeal(viewer, case, appeal_id)
    if viewer.user_id not in appeal.party.user_ids:
        raise not_found()
    return viewer, case, appeal


def _told(viewer: Viewer, one: Appeal, *, sent: bool) -> dict[str, Any]:
    advance = queries.advance_of(one)
    own = viewer.user_id in one.party.user_ids
    asked = next((r for r in reversed(one.amendment_requests.all()) if r.answered_on is None), None)
    return {
        "appeal": one, "advance": advance, "mine": own, "live": one.dropped_on is None,
        "may_pay": own and one.dropped_on is None and advance is not None and not advance.is_settled,
        "may_withdraw": own and one.dropped_on is None and not sent,
        "asked": asked if own and one.dropped_on is None else None,
    }  # fmt: skip


def _may(
    viewer: Viewer, case: Case, act: str, role: Party.Role, *, done: Iterable[SuitWithdrawal | SuitAnswer]
) -> bool:
    """Whether a party of this role for whom the viewer acts may still withdraw the suit, or answer (299.1)."""
    if case.instance != Case.Instance.SECOND or not case.can(act):
        return False
    theirs = {one.party_id for one in done}
    mine = [p for p in case.parties.all() if p.role == role and viewer.user_id in p.user_ids]
    return any(p.pk not in theirs for p in mine)


def _is_mine(viewer: Viewer, case: Case, key: str) -> bool:
    return any(str(p.pk) == key and viewer.user_id in p.user_ids for p in case.parties.all())
