"""People who join a case while it runs: parties whom the court brings in, successors (BLTTDS 68.4, 74)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db.models import Max

from toaan.cases import recusals
from toaan.cases.actions.case import PartyData
from toaan.cases.models import Case, Party, Representation
from toaan.core import clock
from toaan.core.acts import act
from toaan.core.errors import Refused, not_found
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.vietnamese.text import clean, fold


def add_party(*, by: Viewer, case_id: uuid.UUID, data: PartyData, reason: str, at: datetime) -> Party:
    """Bring a party into the case: the notice of acceptance follows, and sittings to come call this person too.

    Raises:
        Refused: "party.no_name", "party.no_reason", "party.exists" (same name and role, or same personal number),
            "party.simplified" (317.3.d), "party.bars" when somebody who sits on the case is that very person (52, 53), "wrong_state".
    """
    name, reason = clean(data.name), clean(reason)
    with act("cases.add_party", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        if case.is_simplified:
            raise Refused(
                "party.simplified",
                _("Vụ án đang giải quyết theo thủ tục rút gọn. Phát sinh người tham gia tố tụng thì Thẩm phán ra quyết định chuyển sang thủ tục thông thường trước (điểm d khoản 3 Điều 317 Bộ luật Tố tụng dân sự)."),
            )  # fmt: skip
        case.after("cases.add_party")
        if not name:
            raise _wrong("party.no_name", "name", _("Hãy nhập họ tên, hoặc tên cơ quan, tổ chức."))
        if not reason:
            raise _wrong("party.no_reason", "reason", _("Hãy ghi vì sao người này tham gia tố tụng."))
        number = clean(data.personal_id)
        for other in case.parties.all():
            same = fold(other.name) == fold(name) and other.role == data.role
            if same or (number and other.personal_id == number):
                raise Refused(
                    "party.exists",
                    _("%(name)s đã là đương sự trong vụ án (%(role)s).")
                    % {"name": other.name, "role": other.get_role_display().lower()},
                )
        last = Party.everybody.filter(case=case).aggregate(last=Max("order"))["last"] or 0
        made = Party.objects.create(
            case=case, order=last + 1, role=Party.Role(data.role), kind=Party.Kind(data.kind), name=name,
            birth_year=data.birth_year, personal_id=number, address=clean(data.address), phone=clean(data.phone),
            email=clean(data.email),
        )  # fmt: skip
        refuse_barred(case, [made])
        case.summary_folded = f"{case.summary_folded} {fold(name)}"
        case.save(update_fields=["summary_folded"])
        a.record(
            case,
            court=case.court,
            case_id=case.pk,
            title=f"{made.get_role_display()} {name} tham gia tố tụng"[:500],
            detail=reason[:1000],
            data={"party": made.pk, "role": made.role, "name": name},
            shown_to="parties",
        )
    return made


@dataclass(frozen=True)
class Details:
    """Where a party lives and what tells it from others; who it is and in which place does not change here."""

    address: str
    phone: str = ""
    email: str = ""
    birth_year: int | None = None
    personal_id: str = ""


DETAILS = {
    "address": "địa chỉ", "phone": "điện thoại", "email": "thư điện tử", "birth_year": "năm sinh",
    "personal_id": "số định danh, mã số",
}  # fmt: skip


def change_details(
    *, by: Viewer, case_id: uuid.UUID, party_id: uuid.UUID, details: Details, reason: str, at: datetime
) -> Party:
    """A party told of a new address, or the clerk found it out (70.3): from now on papers go there (177.3).

    Letters that have not left yet follow at once. Year of birth and number are filled in where they were unknown, or mended.

    Raises:
        Refused: "details.no_address", "details.no_reason", "details.same", "party.exists" (the number is another party's),
            "party.bars" when who sits on the case turns out to be kin (52).
    """
    told, reason = (
        Details(
            **{
                **asdict(details),
                "address": clean(details.address),
                "personal_id": clean(details.personal_id),
            }
        ),
        clean(reason),
    )
    with act("cases.change_details", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        party = a.lock(Party, party_id)
        if party.case_id != case.pk:
            raise not_found()
        if not told.address:
            raise _wrong(
                "details.no_address",
                "address",
                _("Hãy ghi địa chỉ nơi cư trú, trụ sở (khoản 3 Điều 70 BLTTDS)."),
            )
        if not reason:
            raise _wrong(
                "details.no_reason",
                "reason",
                _("Hãy ghi ai báo, bằng văn bản nào, hoặc Tòa án xác minh thế nào."),
            )
        changed = [name for name, value in asdict(told).items() if getattr(party, name) != value]
        if not changed:
            raise Refused("details.same", _("Thông tin này đã được ghi cho %(party)s.") % {"party": party})
        if (
            told.personal_id
            and case.parties.exclude(pk=party.pk).filter(personal_id=told.personal_id).exists()
        ):
            raise _wrong("party.exists", "personal_id", _("Số này là của đương sự khác trong vụ án."))
        before = party.address
        for name in changed:
            setattr(party, name, getattr(told, name))
        party.save(update_fields=changed)
        if {"birth_year", "personal_id"} & set(changed):
            refuse_barred(case, [party])
        what = ", ".join(DETAILS[name] for name in changed)
        moved = "address" in changed
        a.record(
            case,
            court=case.court,
            case_id=case.pk,
            title=(f"Địa chỉ mới của {party}" if moved else f"Bổ sung thông tin của {party}: {what}")[:500],
            detail=(f"{before or 'Chưa có địa chỉ'} → {party.address}. {reason}" if moved else reason)[:1000],
            data={"party": party.pk, "changed": changed, "moved": moved, "before": before},
            shown_to="parties" if moved else "court",
        )
    return party


def end_representation(
    *,
    by: Viewer,
    case_id: uuid.UUID,
    representation_id: uuid.UUID,
    ended_on: date,
    reason: str,
    at: datetime,
    only_here: bool = False,
) -> Representation:
    """Somebody speaks for a party no more: revoked, given up, died, come of age (chấm dứt đại diện, 89, 90).

    From now on that account sees nothing of the case, sittings to come do not call it, papers to come do not go to it; copies
    that have not reached it are dropped. It ends with this in the other cases of the dispute (`toaan/appeals/dispute.py`).

    Args:
        only_here: in no other case: it was entered here by mistake, or the authority is good for this instance alone.

    Raises:
        Refused: "protector.ended" already, "protector.bad_day", "protector.no_reason".
    """
    reason = clean(reason)
    with act("cases.end_representation", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        found = (
            Representation.everybody.filter(pk=representation_id, party__case=case)
            .select_related("party")
            .first()
        )
        if found is None:
            raise not_found()
        if found.ended_on is not None:
            raise Refused(
                "protector.ended",
                _("%(name)s đã thôi tham gia cho %(party)s từ ngày %(day)s.")
                % {"name": found.name, "party": found.party, "day": f"{found.ended_on:%d/%m/%Y}"},
            )
        if not found.since <= ended_on <= clock.local_date(at):
            raise _wrong(
                "protector.bad_day",
                "ended_on",
                _("Ngày chấm dứt phải từ ngày đăng ký đến hôm nay (Điều 89 BLTTDS)."),
            )
        if not reason:
            raise _wrong(
                "protector.no_reason",
                "reason",
                _("Hãy ghi căn cứ, ví dụ văn bản chấm dứt ủy quyền ngày nào."),
            )
        found.ended_on, found.ended_why = ended_on, reason[:300]
        found.save(update_fields=["ended_on", "ended_why"])
        a.record(
            case,
            court=case.court,
            case_id=case.pk,
            title=f"{found.get_kind_display()} {found.name} thôi tham gia cho {found.party}"[:500],
            detail=reason[:1000],
            data={
                "representation": found.pk, "party": found.party_id, "ended_on": ended_on, "only_here": only_here,
            },
            shown_to="parties",
        )  # fmt: skip
    return found


def refuse_barred(case: Case, made: Sequence[Party]) -> None:
    """Whoever sits on the case may be neither one of those who join it nor their kin: another officer must be named first.

    Raises:
        Refused: "party.bars".
    """
    for held in case.assignments.filter(ended_at=None).select_related("post__user"):
        if reasons := list(recusals.barred(held.post, made)):
            raise Refused(
                "party.bars",
                _(
                    "%(user)s đang tiến hành tố tụng trong vụ án này. %(why)s Đề nghị Chánh án thay người trước."
                )
                % {"user": held.post.user, "why": " ".join(reasons)},
            )


def _wrong(code: str, field: str, message: str) -> Refused:
    return Refused(code, message, status=422, fields={field: message})
