"""The reason for a suspension is gone (BLTTDS 216): from that day the court has three working days."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course.actions.wishes import check_gone, running_suspension, wrong
from toaan.course.models import CourseDecision
from toaan.vietnamese.text import clean


def end_reason(*, by: Viewer, case_id: uuid.UUID, gone_on: date, how: str, at: datetime) -> CourseDecision:
    """Note that the reason is gone, and from which day; the resumption is due three working days later.

    Raises:
        Refused: "course.gone", "course.no_reason", "course.reason_ended", "wrong_state".
    """
    how = clean(how)
    with act("course.end_reason", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after("course.end_reason")
        found = running_suspension(case)
        if found is None:
            raise Refused("course.not_suspended", _("Vụ án không bị tạm đình chỉ."))
        if found.gone_on is not None:
            raise Refused(
                "course.reason_ended",
                _("Đã ghi nhận lý do tạm đình chỉ không còn từ ngày %(day)s.")
                % {"day": f"{found.gone_on:%d/%m/%Y}"},
            )
        if not how:
            raise wrong("course.no_reason", "how", _("Hãy ghi vì sao lý do tạm đình chỉ không còn."))
        check_gone(found, gone_on, clock.local_date(at))
        found.gone_on, found.gone_how = gone_on, how[:1000]
        found.save(update_fields=["gone_on", "gone_how"])
        a.record(
            found,
            court=case.court,
            case_id=case.pk,
            title=f"Lý do tạm đình chỉ không còn từ ngày {gone_on:%d/%m/%Y}",
            detail=found.gone_how,
            data={"decision": found.pk, "gone_on": gone_on},
            shown_to="court",
        )
    return found
