"""Procurators of a case: named by the procuracy's letter, replaced by another (BLTTDS 21, 57.1, 60, 62, 232.2)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from toaan.cases.models import Case, Procurator
from toaan.cases.procurators import bars
from toaan.cases.recusals import same_person
from toaan.cases.states import HEARING
from toaan.core import clock
from toaan.core.acts import act
from toaan.core.errors import Refused, not_found
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.vietnamese.text import clean

NAME, REPLACE = "cases.name_procurator", "cases.replace_procurator"
BY_PROCURACY = "điểm c khoản 1 Điều 57"
"""The chief procurator replaces procurators, also when nobody asked."""


@dataclass(frozen=True)
class ProcuratorData:
    """What the procuracy's letter says."""

    name: str
    office: str
    procuracy: str
    letter: str
    letter_on: date
    reserve: bool = False
    personal_id: str = ""
    kin_of: uuid.UUID | None = None
    """The party whose kin he says he is (52.1, 60.1)."""
    instead_of: uuid.UUID | None = None
    """Whose place he takes."""


def name_procurator(*, by: Viewer, case_id: uuid.UUID, data: ProcuratorData, at: datetime) -> Procurator:
    """The clerk records whom the procuracy named (57.1.b); hearings to come list him.

    Raises:
        Refused: "procurator.no_name", "procurator.no_procuracy", "procurator.no_letter", "procurator.letter_day",
            "procurator.exists" (pressed twice), "procurator.ended", "procurator.taken", "procurator.barred" (60),
            "procurator.hearing_open" (232.2), "wrong_state".
    """
    name, number = clean(data.name)[:200], clean(data.personal_id)[:20]
    with act(NAME, by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        if case.state == HEARING:
            raise Refused(
                "procurator.hearing_open",
                _("Phiên tòa, phiên họp đang diễn ra: chỉ Kiểm sát viên dự khuyết có mặt từ đầu mới được tham gia tiếp (khoản 2 Điều 232 Bộ luật Tố tụng dân sự). Ghi Kiểm sát viên mới sau khi hoãn."),
            )  # fmt: skip
        case.after(NAME)
        _need_letter(case, data, name, clock.local_date(at))
        current = list(case.procurators.filter(ended_at=None))
        old = _instead_of(data, current)
        known = next((p for p in current if same_person(name, number, p.name, p.personal_id)), None)
        if known is not None and known.reserve == data.reserve and known != old:
            raise Refused("procurator.exists", _("%(name)s đã được ghi là Kiểm sát viên trong vụ án.") % {"name": known})  # fmt: skip
        holder = next((p for p in current if not p.reserve), None)
        if not data.reserve and holder not in (None, old, known):
            raise _wrong(
                "procurator.taken",
                "instead_of",
                _("%(name)s đang là Kiểm sát viên trong vụ án. Hãy chọn thay cho người này, hoặc ghi người mới là dự khuyết.") % {"name": holder},
            )  # fmt: skip
        if why := next(bars(case, name, number, kin_of=data.kin_of), ""):
            raise _wrong("procurator.barred", "name", why)
        letter = f"Văn bản số {clean(data.letter)} ngày {data.letter_on:%d/%m/%Y} của {clean(data.procuracy)}"
        for gone in {p for p in (old, known) if p is not None}:
            gone.ended_at, gone.citation, gone.reason = at, BY_PROCURACY, letter[:1000]
            gone.save(update_fields=["ended_at", "citation", "reason"])
        made = Procurator.objects.create(
            case=case, name=name, personal_id=number, office=Procurator.Office(data.office),
            procuracy=clean(data.procuracy)[:200], reserve=data.reserve, letter=clean(data.letter)[:100],
            letter_on=data.letter_on, named_at=at, named_by=by.post,
        )  # fmt: skip
        a.record(
            case, court=case.court, case_id=case.pk, title=f"{made.title} {name} tham gia tố tụng",
            detail=letter + (f"; thay {old}" if old else ""),
            data={"procurator": made.pk, "reserve": made.reserve, "instead_of": old.pk if old else None},
            shown_to="parties",
        )  # fmt: skip
    return made


def replace_procurator(
    *, by: Viewer, procurator_id: uuid.UUID, ground: str, citation: str, reason: str, at: datetime,
    successor_id: uuid.UUID | None = None,
) -> Procurator:  # fmt: skip
    """He leaves the case. Follows, in its transaction, from what the panel (62.2) or the chief procurator (62.1) decided.

    Args:
        successor_id: the procurator in reserve who was at the hearing from the beginning and goes on with it (232.2).

    Raises:
        Refused: "procurator.ended", "wrong_state".
    """
    with act(REPLACE, by=by, at=at) as a:
        case_id = Procurator.objects.filter(pk=procurator_id).values_list("case_id", flat=True).first()
        if case_id is None:
            raise not_found()
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after(REPLACE)
        found = a.lock(Procurator, procurator_id)
        if found.ended_at is not None:
            raise _ended(found)
        found.ended_at, found.ground, found.citation, found.reason = (
            at,
            ground,
            citation,
            clean(reason)[:1000],
        )
        found.at_hearing = case.state == HEARING
        found.save(update_fields=["ended_at", "ground", "citation", "reason", "at_hearing"])
        follows = None
        if successor_id is not None:
            follows = a.lock(Procurator, successor_id)
            if follows.ended_at is not None or follows.case_id != case.pk:
                raise _ended(follows)
            follows.reserve = False
            follows.save(update_fields=["reserve"])
        a.record(
            case, court=case.court, case_id=case.pk, title=f"Thay đổi Kiểm sát viên {found}",
            detail=f"{citation}. {found.reason}"[:900]
            + (f" {follows} tham gia tiếp (khoản 2 Điều 232)." if follows else ""),
            data={"procurator": found.pk, "ground": ground, "at_hearing": found.at_hearing,
                  "successor": follows.pk if follows else None},
            shown_to="parties",
        )  # fmt: skip
    return found


def _need_letter(case: Case, data: ProcuratorData, name: str, today: date) -> None:
    if not name or data.office not in Procurator.Office.values:
        raise _wrong("procurator.no_name", "name", _("Hãy nhập họ tên và chức danh của Kiểm sát viên."))
    if not clean(data.procuracy):
        raise _wrong("procurator.no_procuracy", "procuracy", _("Hãy ghi Viện kiểm sát cử Kiểm sát viên."))
    if not clean(data.letter):
        raise _wrong(
            "procurator.no_letter", "letter", _("Hãy ghi số văn bản của Viện kiểm sát cử Kiểm sát viên (điểm b khoản 1 Điều 57).")
        )  # fmt: skip
    if not case.accepted_on <= data.letter_on <= today:
        raise _wrong(
            "procurator.letter_day", "letter_on", _("Ngày văn bản phải từ ngày thụ lý vụ án đến hôm nay.")
        )


def _instead_of(data: ProcuratorData, current: list[Procurator]) -> Procurator | None:
    if data.instead_of is None:
        return None
    found = next((p for p in current if p.pk == data.instead_of), None)
    if found is None:
        raise _wrong(
            "procurator.ended",
            "instead_of",
            _("Người được chọn để thay không còn là Kiểm sát viên trong vụ án. Hãy tải lại trang."),
        )
    return found


def _ended(found: Procurator) -> Refused:
    return Refused(
        "procurator.ended", _("%(name)s không còn là Kiểm sát viên trong vụ án.") % {"name": found.name}
    )


def _wrong(code: str, field: str, message: str) -> Refused:
    return Refused(code, message, status=422, fields={field: message})
