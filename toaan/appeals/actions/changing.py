"""An appeal is mended on request, changed or supplemented, below and above (BLTTDS 274.3, 284.1, 284.2)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from toaan.appeals import papers, queries
from toaan.appeals.actions.advances import need_live
from toaan.appeals.actions.common import lock_appeal
from toaan.appeals.models import Advance, AmendmentRequest, Change
from toaan.cases.models import Case, Party
from toaan.core import clock, policy
from toaan.core.acts import Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.judgments.actions.challenge import due_of, named_parts
from toaan.judgments.actions.common import post_of, refused_on
from toaan.judgments.models import Appeal
from toaan.rules.appeal import way
from toaan.vietnamese.text import clean


def request_amendment(
    *, by: Viewer, appeal_id: uuid.UUID, what: str, due_on: date, at: datetime
) -> AmendmentRequest:
    """The judge asks the appellant to mend an appeal that is not as article 272 wants it (274.3).

    The law names no term: the judge fixes the last day.

    Raises:
        Refused: "amendment.no_words", "amendment.bad_day", "amendment.open", "appeal.accepted", "appeal.dropped",
            "wrong_state".
    """
    what = clean(what)
    with act("appeals.request_amendment", by=by, at=at) as a:
        appeal = lock_appeal(a, appeal_id)
        case, today = appeal.judgment.case, clock.local_date(at)
        a.allow(case)
        case.after("appeals.request_amendment")
        need_live(appeal)
        if Advance.objects.filter(appeal=appeal).exists():
            raise Refused("appeal.accepted", _("%(appeal)s đã được chấp nhận.") % {"appeal": str(appeal)})
        if not what:
            raise refused_on(
                "what", "amendment.no_words", _("Ghi những chỗ phải làm lại hoặc sửa đổi, bổ sung.")
            )
        if due_on <= today:
            raise refused_on("due_on", "amendment.bad_day", _("Hạn sửa đổi, bổ sung phải sau hôm nay."))
        open_one = AmendmentRequest.objects.filter(appeal=appeal, answered_on=None).first()
        if open_one is not None and open_one.due_on >= today:
            raise Refused(
                "amendment.open",
                _("Yêu cầu sửa đổi, bổ sung ngày %(day)s còn hạn đến hết ngày %(due)s.")
                % {"day": f"{open_one.asked_on:%d/%m/%Y}", "due": f"{open_one.due_on:%d/%m/%Y}"},
            )
        made = AmendmentRequest.objects.create(
            appeal=appeal, judge=post_of(by), asked_on=today, due_on=due_on, what=what
        )
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"Yêu cầu {appeal.party} sửa đổi, bổ sung đơn kháng cáo đến hết ngày {due_on:%d/%m/%Y}"[
                :500
            ],
            detail=what[:1000],
            data={"appeal": appeal.pk, "party": appeal.party_id, "due_on": due_on, "what": what},
            shown_to="parties",
        )
    return made


def change(
    *, by: Viewer, appeal_id: uuid.UUID, part_ids: Sequence[uuid.UUID], ground: str, received_on: date, at: datetime,
    paper: StoredFile | None = None,
) -> Change:  # fmt: skip
    """The appellant changes or supplements the appeal before the file goes up; asked to mend it, this answers (274.3).

    While the period runs the appeal may grow; afterwards it stays within what was appealed (284.1, 284.2).

    Raises:
        Refused: "appeal.not_yours", "appeal.sent", "appeal.no_parts", "appeal.no_ground", "change.wider", "change.same",
            "change.bad_day", "appeal.dropped", "wrong_state".
    """
    ground = clean(ground)
    if by.post is None:
        received_on = clock.local_date(at)
        paper = paper or papers.change(by, _mine(by, appeal_id), list(part_ids), ground, at=at)
    with act("appeals.change", by=by, at=at) as a:
        appeal = lock_appeal(a, appeal_id)
        case = appeal.judgment.case
        a.allow(case)
        if by.post is None and by.user_id not in appeal.party.user_ids:
            raise Refused(
                "appeal.not_yours", _("Chỉ người kháng cáo thay đổi kháng cáo của mình."), status=403
            )
        case.after("appeals.change")
        need_live(appeal)
        if queries.is_above(appeal, queries.transfer_of(case), queries.late_of(case)):
            raise Refused("appeal.sent", _(
                "Hồ sơ đã chuyển lên Tòa án cấp phúc thẩm: gửi văn bản thay đổi, bổ sung cho Tòa án đó (khoản 4 Điều 284 Bộ luật "
                "Tố tụng dân sự)."))  # fmt: skip
        parts = named_parts(appeal.judgment, part_ids)
        if not ground:
            raise refused_on(
                "ground", "appeal.no_ground", _("Nêu lý do và yêu cầu Tòa án cấp phúc thẩm giải quyết.")
            )
        if not appeal.received_on <= received_on <= clock.local_date(at):
            raise refused_on(
                "received_on", "change.bad_day", _("Ngày nhận phải từ ngày kháng cáo đến hôm nay.")
            )
        before = {"ground": appeal.ground, "parts": sorted(p.order for p in appeal.parts.all())}
        after = {"ground": ground, "parts": sorted(p.order for p in parts)}
        asked = AmendmentRequest.objects.filter(appeal=appeal, answered_on=None).last()
        if before == after and asked is None:
            raise refused_on("ground", "change.same", _("Nội dung kháng cáo không có gì thay đổi."))
        period = appeal.judgment.periods.filter(party=appeal.party).first()
        due = due_of(period) if period else None
        over = due is not None and way(due, received_on) == "late"
        if over and not set(after["parts"]) <= set(before["parts"]):
            raise refused_on("parts", "change.wider", _(
                "Thời hạn kháng cáo đã hết: không được vượt quá phạm vi kháng cáo ban đầu (khoản 2 Điều 284 Bộ luật Tố tụng dân "
                "sự)."))  # fmt: skip
        appeal.ground = ground
        appeal.save(update_fields=["ground"])
        appeal.parts.set(parts)
        if asked is not None:
            asked.answered_on = received_on
            asked.save(update_fields=["answered_on"])
        made = _kept(case, appeal.party, at, before=before, after=after, received_on=received_on, paper=paper)
        title = f"Văn bản thay đổi, bổ sung kháng cáo của {appeal.party}"
        a.record(
            appeal,
            court=case.court,
            case_id=case.pk,
            title=f"{appeal.party} thay đổi, bổ sung kháng cáo"[:500],
            detail=_told(before, after)[:1000],
            data={"appeal": appeal.pk, "party": appeal.party_id, "before": before, "after": after, "change": made.pk},
            documents=[Document(paper.pk, title, "appeal_change", received_on, str(appeal.party_id))] if paper else [],
            shown_to="parties",
        )  # fmt: skip
    return made


def change_above(
    *, by: Viewer, case_id: uuid.UUID, holder: str, ground: str, received_on: date, at: datetime,
    paper: StoredFile | None = None,
) -> Change:  # fmt: skip
    """An appellant or the procuracy changes or supplements before or at the hearing, within what was challenged (284.2).

    Args:
        holder: id of the party (of this case), or the level of the procuracy, that challenges.
        ground: what is asked for now; the parts stay (fewer parts is a withdrawal, 284.3).

    Raises:
        Refused: "change.not_yours", "change.nobody", "appeal.no_ground", "change.same", "change.bad_day", "wrong_state".
    """
    ground = clean(ground)
    if by.post is None:
        received_on = clock.local_date(at)
        paper = paper or papers.change_above(by, _case_of(by, case_id), holder, ground, at=at)
    with act("appeals.change_above", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after("appeals.change_above")
        kind, index, row = _row(case, holder)
        party = case.parties.filter(pk=row["party"]).first() if kind == "appellants" else None
        if by.post is None and (party is None or by.user_id not in party.user_ids):
            raise Refused(
                "change.not_yours", _("Chỉ người kháng cáo thay đổi kháng cáo của mình."), status=403
            )
        if not ground:
            raise refused_on(
                "ground", "appeal.no_ground", _("Nêu lý do và yêu cầu Tòa án cấp phúc thẩm giải quyết.")
            )
        if ground == row["ground"]:
            raise refused_on("ground", "change.same", _("Nội dung kháng cáo không có gì thay đổi."))
        if not case.accepted_on <= received_on <= clock.local_date(at):
            raise refused_on(
                "received_on", "change.bad_day", _("Ngày nhận phải từ ngày thụ lý phúc thẩm đến hôm nay.")
            )
        rows = list(case.challenge[kind])
        rows[index] = {**row, "ground": ground}
        case.challenge = {**case.challenge, kind: rows}
        case.save(update_fields=["challenge"])
        before, after = (
            {"ground": row["ground"], "parts": row["parts"]},
            {"ground": ground, "parts": row["parts"]},
        )
        made = _kept(
            case, party, at, level=row.get("level", ""), before=before, after=after, received_on=received_on, paper=paper,
        )  # fmt: skip
        what = "kháng cáo" if kind == "appellants" else "kháng nghị"
        name = row.get("name") or row["holder"]
        title = f"Văn bản thay đổi, bổ sung {what} của {name}"
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"{name} thay đổi, bổ sung {what}"[:500],
            detail=_told(before, after)[:1000],
            data={"holder": holder, "before": before, "after": after, "received_on": received_on},
            documents=[Document(paper.pk, title, "appeal_change", received_on, str(party.pk) if party else "")]
            if paper
            else [],
            shown_to="parties",
        )  # fmt: skip
    return made


def _mine(by: Viewer, appeal_id: uuid.UUID) -> Appeal:
    found = (
        Appeal.objects.select_related("party", "judgment__number", "judgment__case__court")
        .filter(pk=appeal_id)
        .first()
    )
    if found is None:
        raise not_found()
    policy.require(by, "appeals.change", found.judgment.case)
    return found


def _case_of(by: Viewer, case_id: uuid.UUID) -> Case:
    found = Case.objects.select_related("court", "number").filter(pk=case_id).first()
    if found is None:
        raise not_found()
    policy.require(by, "appeals.change_above", found)
    return found


def _row(case: Case, holder: str) -> tuple[str, int, dict[str, Any]]:
    for kind, key in (("appellants", "party"), ("protests", "level")):
        for index, row in enumerate(case.challenge.get(kind, ())):
            if row[key] == holder:
                return kind, index, row
    raise Refused("change.nobody", _("Người này không còn kháng cáo, kháng nghị trong vụ án."))


def _kept(case: Case, party: Party | None, at: datetime, **values: Any) -> Change:
    paper = values.pop("paper")
    return Change.objects.create(
        case=case, party=party, recorded_at=at, sha256=paper.pk if paper else "", **values
    )


def _told(before: dict[str, Any], after: dict[str, Any]) -> str:
    parts = f"Phần {', '.join(map(str, after['parts']))}: " if before["parts"] != after["parts"] else ""
    return f"{parts}{after['ground']}"
