"""A petition under examination passes to another judge (phân công lại, BLTTDS 47.1, 191.2)."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.utils.translation import gettext as _

from toaan.cases import handover
from toaan.cases.actions import take_item
from toaan.cases.models import Deadline, HandoverItem
from toaan.core.acts import act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Post
from toaan.core.viewer import Viewer
from toaan.filing.actions.examining import barred
from toaan.filing.models import Petition, ReturnReview
from toaan.filing.states import AMENDING, EXAMINING, FEE_DUE, READY, RETURN_REVIEW
from toaan.rules.handover import SETTLING

OF_RETURN = ("BLTTDS:194.3",)
"""The limit of the judge who settles complaints about a return: to open the session."""
IN_EXAMINATION = (EXAMINING, AMENDING, FEE_DUE, READY)


def replace_examiner(*, by: Viewer, item_id: uuid.UUID, at: datetime) -> Petition:
    """Another judge goes on examining the petition; running time limits stay as they are.

    Raises:
        Refused: "handover.not_holder", "handover.not_now", "handover.receiver", "filing.judge_barred".
    """
    with act("filing.replace_examiner", by=by, at=at) as a:
        item = take_item(a, item_id)
        petition = a.lock(Petition, item.subject_id, "court", "number", "examiner__user")
        a.allow(petition)
        if petition.state not in IN_EXAMINATION:
            raise Refused("handover.not_now", _("Đơn này không còn ở bước Thẩm phán xem xét."))
        if petition.examiner_id != item.giver_id:
            who = petition.examiner.user if petition.examiner else "?"
            raise Refused("handover.not_holder", _("Đơn này hiện do Thẩm phán %s xem xét.") % who)
        receiver = judge_receiving(item, "examiner", petition, at)
        petition.examiner = receiver
        petition.save(update_fields=["examiner"])
        Deadline.objects.filter(
            petition_id=petition.pk, owner=Deadline.Owner.EXAMINER, state=Deadline.State.OPEN
        ).update(post=receiver)
        item.state, item.done_at = HandoverItem.State.DONE, at
        item.save(update_fields=["state", "done_at"])
        a.record(
            petition,
            court=petition.court,
            petition_id=petition.pk,
            title=_("Thẩm phán %(new)s thay %(old)s xem xét đơn")
            % {"new": receiver.user, "old": item.giver.user},
            detail=f"{item.handover.ground_title} ({item.handover.article})",
            data={
                "handover": item.handover_id, "from": item.giver_id, "examiner_post": receiver.pk,
                **petition.told,
            },
            shown_to="parties",
        )  # fmt: skip
    return petition


def replace_return_judge(*, by: Viewer, item_id: uuid.UUID, at: datetime) -> ReturnReview:
    """Another judge settles the complaints about a return; the session that was set and the running limits stay.

    Raises:
        Refused: "handover.not_holder", "handover.not_now", "handover.receiver", "filing.same_judge" (194.2), "filing.judge_barred".
    """
    with act("filing.replace_return_judge", by=by, at=at) as a:
        item = take_item(a, item_id)
        known = (
            ReturnReview.objects.filter(pk=item.subject_id)
            .values_list("returned__petition", flat=True)
            .first()
        )
        if known is None:
            raise not_found()
        petition = a.lock(Petition, known, "court", "number")
        a.allow(petition)
        review = a.lock(ReturnReview, item.subject_id, "judge__user", "returned__judge__user")
        if not RETURN_REVIEW.can("filing.replace_return_judge", review.state):
            raise Refused(
                "handover.not_now", _("Khiếu nại, kiến nghị này không còn chờ Thẩm phán giải quyết.")
            )
        if review.judge_id != item.giver_id:
            who = review.judge.user if review.judge else "?"
            raise Refused(
                "handover.not_holder", _("Khiếu nại, kiến nghị này hiện do Thẩm phán %s giải quyết.") % who
            )
        receiver = judge_receiving(item, SETTLING, petition, at)
        if receiver.user_id == review.returned.judge.user_id:
            raise Refused(
                "filing.same_judge",
                _(
                    "Thẩm phán %s đã trả lại đơn nên không giải quyết khiếu nại về việc đó (khoản 2 Điều 194 BLTTDS)."
                )
                % receiver.user,
            )
        review.judge = receiver
        review.save(update_fields=["judge"])
        Deadline.objects.filter(
            petition_id=petition.pk, rule__in=OF_RETURN, state=Deadline.State.OPEN, post=item.giver
        ).update(post=receiver)
        item.state, item.done_at = HandoverItem.State.DONE, at
        item.save(update_fields=["state", "done_at"])
        a.record(
            petition,
            court=petition.court,
            petition_id=petition.pk,
            title=_("Thẩm phán %(new)s thay %(old)s giải quyết khiếu nại, kiến nghị về việc trả lại đơn")
            % {"new": receiver.user, "old": item.giver.user},
            detail=f"{item.handover.ground_title} ({item.handover.article})",
            data={**petition.told, "handover": item.handover_id, "from": item.giver_id, "review": review.pk},
            shown_to="parties",
        )  # fmt: skip
    return review


def judge_receiving(item: HandoverItem, role: str, petition: Petition, at: datetime) -> Post:
    """The judge who takes over a petition, or what is done about it before acceptance, once nothing bars him.

    Raises:
        Refused: "handover.receiver", "filing.judge_barred".
    """
    receiver = item.receiver
    if (
        receiver is None
        or not receiver.is_held_at(at)
        or receiver.court_id != petition.court_id
        or not handover.may_take(role, receiver)
    ):
        raise Refused("handover.receiver", _("Hãy chọn Thẩm phán đang công tác tại Tòa án này."))
    if reasons := barred(petition, receiver):
        said = _("%(user)s: %(reasons)s") % {"user": receiver.user, "reasons": " ".join(reasons)}
        raise Refused("filing.judge_barred", said)
    return receiver
