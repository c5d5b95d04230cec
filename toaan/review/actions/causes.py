"""Why a judgment or decision came back amended or quashed: a leader of the court that gave it states the cause.

The order of judges in a draw (TT 01/2022 art. 7.2) counts what was amended or quashed for a subjective cause (nguyên nhân
chủ quan: a fault of the judge), and leaves out an objective one (khách quan: new facts or evidence, a law that changed, what
the parties agreed or gave up above). Our readings, from secondary sources: that the leaders of the court state it, since no
decision above says it; that each result which came back counts once, from the day of the decision above.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from toaan.appeals.actions.returning import QUASHED
from toaan.appeals.decisions.models import Review
from toaan.core import clock
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.judgments.actions.common import post_of, refused_on
from toaan.review import queries
from toaan.review.models import OBJECTIVE, SUBJECTIVE, Cause, Reversal
from toaan.rules import review as rule
from toaan.vietnamese.text import clean


def note_reversal(*, by: Viewer, came_back: Event, at: datetime) -> Reversal | None:
    """What came back changed waits for its cause; None where all of it was kept. Follows from the coming back.

    Args:
        came_back: the event of a judgment or decision coming back from second instance, or from under protest.
    """
    told = came_back.data
    outcome, way = _outcome(told), {key: told[key] for key in ("above", "proceeding") if key in told}
    if not outcome:
        return None
    with act("review.note_reversal", by=by, at=at) as a:
        a.allow()
        ruling = queries.find_ruling(judgment_id=told.get("judgment_id"), decision_id=told.get("decision"))
        if ruling is None:
            raise ValueError("what came back is a judgment or a decision")
        made = Reversal.objects.create(
            case=ruling.case, **ruling.same, **{f"{name}_id": key for name, key in way.items()}, judge=ruling.judge,
            outcome=outcome, told=came_back.title, detail=came_back.detail, decided_on=clock.local_date(at), recorded_at=at,
        )  # fmt: skip
        a.record(
            made, court=ruling.case.court, case_id=ruling.case.pk, title=f"{ruling} {made.get_outcome_display().lower()}"[:500],
            detail="Chờ Chánh án, Phó Chánh án ghi nguyên nhân.", data={**way, "outcome": outcome, "judge": made.judge_id},
            shown_to="nobody",
        )  # fmt: skip
    return made


def _outcome(told: dict[str, object]) -> str:
    """Amended or quashed, all in all; empty where nothing was."""
    rows = told.get("rulings") or told.get("parts") or [told]
    found = [str(one["outcome"]) for one in rows]  # type: ignore[attr-defined]
    if "proceeding" in told:
        return _of(found, rule.QUASHING)
    if "parts" in told:
        return _of(found, QUASHED)
    return _of(found, (Review.Outcome.CANCELLED, Review.Outcome.QUASHED))


def _of(found: Iterable[str], quashing: Iterable[str]) -> str:
    words = {*found}
    if words & {*quashing}:
        return Reversal.Outcome.QUASHED
    return Reversal.Outcome.AMENDED if rule.AMENDED in words else ""


def state_cause(
    *, by: Viewer, reversal_id: uuid.UUID, subjective: bool, reason: str, seen: uuid.UUID | None, at: datetime
) -> Cause:
    """State the cause with its reason; a later statement corrects the earlier one, and both stay to be read.

    Args:
        seen: the statement that stood on the page, None when there was none: nobody corrects what he has not read.

    Raises:
        Refused: "cause.no_reason", "cause.changed", "cause.same", "cause.own" (he presided, and another leader can).
    """
    reason = clean(reason)
    with act("review.state_cause", by=by, at=at) as a:
        made = a.lock(
            Reversal,
            reversal_id,
            "case__court",
            "case__number",
            "judgment__number",
            "decision__number",
            "judge",
        )
        a.allow(made)
        _not_own(made, by=by, at=at)
        before = made.causes.select_related("post__user").last()
        if not reason:
            raise refused_on(
                "reason", "cause.no_reason", _("Nêu lý do: sai ở đâu, hoặc điều gì mới, vì sao.")
            )
        if before is not None and before.pk != seen:
            raise Refused(
                "cause.changed",
                _("%(who)s vừa ghi nguyên nhân lúc %(when)s. Tải lại trang, đọc rồi sửa nếu cần.")
                % {"who": before.post.user, "when": f"{timezone.localtime(before.stated_at):%H:%M %d/%m/%Y}"},
            )
        if before is not None and (before.subjective, before.reason) == (subjective, reason):
            raise Refused("cause.same", _("Nguyên nhân và lý do này đã được ghi; không có gì để sửa."))
        cause = Cause.objects.create(
            reversal=made, subjective=subjective, reason=reason, post=post_of(by), stated_at=at
        )
        made.subjective = subjective
        made.save(update_fields=["subjective"])
        words = str(SUBJECTIVE if subjective else OBJECTIVE).lower()
        a.record(
            made, court=made.case.court, case_id=made.case_id,
            title=f"{'Sửa' if before else 'Ghi'} nguyên nhân {made.ruling.noun} bị hủy, sửa: {words}", detail=reason[:1000],
            data={
                "subjective": subjective, "reason": reason, "judge": made.judge_id,
                "before": before.subjective if before else None,
            },
            shown_to="court",
        )  # fmt: skip
    return cause


def _not_own(made: Reversal, *, by: Viewer, at: datetime) -> None:
    """Nobody judges his own fault while another leader of the court can."""
    if made.judge.user_id != by.user_id:
        return
    if queries.other_leaders(made.case.court_id, made.judge.user_id, at).exists():
        raise Refused(
            "cause.own",
            _("Chính bạn chủ tọa và ký %(ruling)s. Đề nghị Chánh án hoặc Phó Chánh án khác ghi nguyên nhân.")
            % {"ruling": made.ruling.noun},
        )
