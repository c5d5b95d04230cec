"""Review of the decision of recognition by the court above (LHGDT 36–39)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from toaan.core import clock
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.mediation import grounds
from toaan.mediation.actions.common import about, locked, move_petition, refuse
from toaan.mediation.actions.designating import any_speaker
from toaan.mediation.models import Copy, Mediation, MediationParty, Review
from toaan.mediation.states import MEDIATION
from toaan.rules import mediation as rule
from toaan.vietnamese.text import clean


def file_review(
    *,
    by: Viewer,
    mediation_id: uuid.UUID,
    condition: str,
    at: datetime,
    party_id: uuid.UUID | None = None,
    procuracy: bool = False,
    filed_on: date | None = None,
    obstacle: str = "",
) -> Review:
    """A party or the procuracy asks the court above to review the recognition (36); this court sends the file (38.1).

    Args:
        condition: key of the condition of 33 that is said to be broken.
        procuracy: the clerk enters a proposal of the procuracy that came on paper.
        filed_on: when the clerk enters what came on paper.
        obstacle: force majeure or an objective obstacle that kept the person from asking in time (36.2).

    Raises:
        Refused: "review.too_late", "review.not_served", "review.bad_day", "mediation.no_ground", "mediation.no_party",
            "wrong_state".
    """
    today = clock.local_date(at)
    with act("mediation.file_review", by=by, at=at) as a:
        found = locked(a, mediation_id)
        a.allow(found)
        found.state = MEDIATION.after("mediation.file_review", found.state)
        said = grounds.need(condition, grounds.of(rule.CONDITION, today), "condition")
        prosecutor = procuracy or by.role == Role.PROCURATOR
        party = None if prosecutor else any_speaker(found, by, party_id)
        day = filed_on if filed_on is not None and by.post is not None else today
        if not found.decision.decided_on <= day <= today:
            raise refuse("review.bad_day", "filed_on", _("Ngày phải từ ngày ra quyết định đến hôm nay."))
        last = last_day(found, party)
        if last is not None and day > last and (prosecutor or not clean(obstacle)):
            raise refuse(
                "review.too_late", "obstacle",
                _("Thời hạn đề nghị, kiến nghị đã hết ngày %s (Điều 36). Có sự kiện bất khả kháng hoặc trở ngại khách quan thì nêu rõ.")
                % f"{last:%d/%m/%Y}",
            )  # fmt: skip
        made = Review.objects.create(
            mediation=found, party=party, name=party.name if party else found.court.procuracy_name, condition=said.key,
            filed_on=day, obstacle=clean(obstacle)[:500],
        )  # fmt: skip
        found.save(update_fields=["state"])
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title="Nhận đề nghị, kiến nghị xem xét lại quyết định công nhận kết quả hòa giải",
            data={**about(found), "review": made.pk, "condition": said.key},
            shown_to="parties",
        )
    return made


def last_day(mediation: Mediation, party: MediationParty | None) -> date | None:
    """Until when this holder may ask (36.2, 36.3); None while the decision is not received."""
    key = f"party:{party.pk}" if party else "procuracy"
    copy = Copy.objects.filter(paper__mediation=mediation, paper__kind="decision", key=key).first()
    if copy is None or copy.received_on is None:
        return None
    return grounds.last_day("LHGDT:36.2" if party else "LHGDT:36.3", copy.received_on)


def close_review(
    *, by: Viewer, mediation_id: uuid.UUID, outcome: str, number: str, on: date, at: datetime
) -> Mediation:
    """Write down what the court above decided (38.2). Annulled: the petition is examined under the code of procedure.

    Raises:
        Refused: "review.no_outcome", "review.no_number", "review.bad_day", "wrong_state".
    """
    outcomes = Review.Outcome
    with act("mediation.close_review", by=by, at=at) as a:
        found = locked(a, mediation_id)
        a.allow(found)
        name = "mediation.close_review" + (":annulled" if outcome == outcomes.ANNULLED else "")
        target = MEDIATION.after(name, found.state)
        review = found.reviews.filter(outcome="").first()
        if review is None:
            raise Refused("review.none", _("Không có đề nghị nào đang được xem xét."))
        if outcome not in {outcomes.UPHELD, outcomes.ANNULLED, outcomes.STOPPED}:
            raise refuse("review.no_outcome", "outcome", _("Hãy chọn kết quả."))
        if not clean(number):
            raise refuse("review.no_number", "number", _("Hãy ghi số quyết định của Tòa án cấp trên."))
        if not review.filed_on <= on <= clock.local_date(at):
            raise refuse("review.bad_day", "on", _("Ngày phải từ ngày đề nghị đến hôm nay."))
        review.outcome, review.outcome_number, review.outcome_on = outcome, clean(number)[:60], on
        review.save()
        found.state = target
        found.save(update_fields=["state"])
        if outcome == outcomes.ANNULLED:
            move_petition(a, found, "mediation.close_review")
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title=f"{review.get_outcome_display()}: quyết định số {review.outcome_number} của Tòa án cấp trên",
            data={**about(found), "outcome": "annulled" if outcome == outcomes.ANNULLED else "kept"},
            shown_to="parties",
        )
    return found
