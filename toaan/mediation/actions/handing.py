"""Another judge takes charge of a mediation (phân công lại Thẩm phán phụ trách hòa giải, LHGDT 16.4.a)."""

from __future__ import annotations

import uuid
from datetime import datetime

from toaan.cases.actions import take_item
from toaan.cases.models import Deadline, HandoverItem
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.filing.actions import judge_receiving
from toaan.mediation.actions.common import about, locked
from toaan.mediation.models import Mediation
from toaan.mediation.states import MEDIATION
from toaan.rules.handover import IN_CHARGE


def replace_judge(*, by: Viewer, item_id: uuid.UUID, at: datetime) -> Mediation:
    """The new judge goes on where the mediation stands; its time limits stay as they are.

    Raises:
        Refused: "handover.not_holder", "handover.receiver", "filing.judge_barred", "wrong_state".
    """
    with act("mediation.replace_judge", by=by, at=at) as a:
        item = take_item(a, item_id)
        found = locked(a, item.subject_id)
        a.allow(found)
        MEDIATION.after("mediation.replace_judge", found.state)
        if found.judge_id != item.giver_id:
            who = found.judge.user if found.judge else "?"
            raise Refused("handover.not_holder", _("Việc hòa giải này hiện do Thẩm phán %s phụ trách.") % who)
        receiver = judge_receiving(item, IN_CHARGE, found.petition, at)
        found.judge = receiver
        found.save(update_fields=["judge"])
        Deadline.objects.filter(
            petition_id=found.petition_id, owner=Deadline.Owner.MEDIATION_JUDGE, state=Deadline.State.OPEN
        ).update(post=receiver)
        item.state, item.done_at = HandoverItem.State.DONE, at
        item.save(update_fields=["state", "done_at"])
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title=_("Thẩm phán %(new)s thay %(old)s phụ trách hòa giải, đối thoại")
            % {"new": receiver.user, "old": item.giver.user},
            detail=f"{item.handover.ground_title} ({item.handover.article})",
            data={**about(found), "handover": item.handover_id, "from": item.giver_id},
            shown_to="parties",
        )
    return found
