"""Withdrawal before the court of second instance, and the decision that ends its trial (BLTTDS 284, 289)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from toaan.appeals import papers, scope
from toaan.appeals.actions.giving_up import need_consent
from toaan.appeals.models import Discontinuance, PartRuling, Withdrawal
from toaan.cases.actions import advance
from toaan.cases.models import Case
from toaan.cases.states import HEARING, PREPARING, TRIAL_SET
from toaan.core import clock, numbering
from toaan.core.acts import Document, act
from toaan.core.errors import Refused
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.hearings import people, signing
from toaan.judgments.actions.common import refused_on
from toaan.vietnamese.text import clean

GROUNDS = {
    "withdrawn": ("Toàn bộ kháng cáo, kháng nghị đã được rút", "điểm b khoản 1 Điều 289"),
    "died": ("Trường hợp quy định tại điểm a, điểm b khoản 1 Điều 217", "điểm a khoản 1 Điều 289"),
    "suit_withdrawn": ("Nguyên đơn rút đơn khởi kiện và bị đơn đồng ý: hủy bản án sơ thẩm, đình chỉ giải quyết vụ án", "điểm b khoản 1 Điều 299"),
    "absent": ("Người kháng cáo được triệu tập hợp lệ lần thứ hai mà vắng mặt", "khoản 3 Điều 296, khoản 2 Điều 312"),
}  # fmt: skip
NUMBER, ISSUE = "appeals.number_discontinuance", "appeals.discontinue"


def withdraw(
    *, by: Viewer, case_id: uuid.UUID, holder: str, orders: Sequence[int], received_on: date, reason: str = "",
    at: datetime, paper: StoredFile | None = None,
) -> Withdrawal:  # fmt: skip
    """An appellant or the procuracy withdraws, whole or for some parts (284.3), before or at the hearing.

    Args:
        holder: id of the party (of this case), or the level of the procuracy, that challenges.
        orders: the parts that are withdrawn.

    Raises:
        Refused: "withdraw.not_yours", "withdraw.nobody", "withdraw.no_parts", "withdraw.bad_day", "wrong_state".
    """
    wanted = set(orders)
    if by.post is None:
        received_on = clock.local_date(at)
    if by.post is None and paper is None:
        paper = papers.withdrawal(by, case_id, holder, sorted(wanted), clean(reason), at=at)
    with act("appeals.withdraw", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after("appeals.withdraw")
        row, kind = _holder(case, holder)
        party = case.parties.filter(pk=row["party"]).first() if kind == "appellants" else None
        if by.post is None and (party is None or by.user_id not in party.user_ids):
            raise Refused("withdraw.not_yours", _("Chỉ người kháng cáo rút kháng cáo của mình."), status=403)
        if not wanted or not wanted <= set(row["parts"]):
            raise refused_on(
                "parts",
                "withdraw.no_parts",
                _("Chọn ít nhất một phần đang bị người này kháng cáo, kháng nghị."),
            )
        if not case.accepted_on <= received_on <= clock.local_date(at):
            raise refused_on(
                "received_on", "withdraw.bad_day", _("Ngày nhận phải từ ngày thụ lý phúc thẩm đến hôm nay.")
            )
        name = row.get("name") or row["holder"]
        made = Withdrawal.objects.create(
            case=case, party=party, level=row.get("level", ""), parts=sorted(wanted), received_on=received_on, recorded_at=at,
            reason=clean(reason), sha256=paper.pk if paper else "",
        )  # fmt: skip
        case.challenge = _without(case.challenge, kind, row, wanted)
        case.save(update_fields=["challenge"])
        whole = wanted == set(row["parts"])
        what = "kháng cáo" if kind == "appellants" else "kháng nghị"
        told = f"toàn bộ {what}" if whole else f"{what} đối với phần {', '.join(map(str, sorted(wanted)))}"
        title = f"Văn bản rút {what} của {name}"
        author = str(party.pk) if party else ""
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"{name} rút {told}"[:500],
            detail=made.reason[:1000],
            data={"holder": holder, "parts": sorted(wanted), "whole": whole, "received_on": received_on},
            documents=[Document(paper.pk, title, "appeal_withdrawal", received_on, author)] if paper else [],
            shown_to="parties",
        )
    return made


def _holder(case: Case, holder: str) -> tuple[dict[str, Any], str]:
    for kind, key in (("appellants", "party"), ("protests", "level")):
        for row in case.challenge.get(kind, ()):
            if row[key] == holder:
                return row, kind
    raise Refused("withdraw.nobody", _("Người này không còn kháng cáo, kháng nghị trong vụ án."))


def _without(challenge: dict[str, Any], kind: str, row: dict[str, Any], wanted: set[int]) -> dict[str, Any]:
    """The challenge less what was withdrawn; the parts stay known as having come up."""
    left = sorted(set(row["parts"]) - wanted)
    kept = [one if one is not row else {**row, "parts": left} for one in challenge[kind]]
    return {
        **challenge,
        kind: [one for one in kept if one["parts"]],
        "withdrawn_parts": sorted({*challenge.get("withdrawn_parts", ()), *wanted}),
    }


def discontinue(*, by: Viewer, case_id: uuid.UUID, ground: str, reason: str, at: datetime) -> Discontinuance:
    """End the trial of second instance (289): the judgment below takes effect from the day of this decision (289.2).

    Before the trial decision the presiding judge decides, afterwards the panel, for which that judge signs.

    Raises:
        Refused: "discontinue.ground", "discontinue.not_withdrawn", "discontinue.others", "discontinue.no_panel", "suit.not_all", "suit.no_consent", "discontinue.no_reason",
            "discontinue.done", "discontinue.changed", "hearing.no_judge", "wrong_state".
    """
    made = _number(by=by, case_id=case_id, ground=ground, reason=clean(reason), at=at)
    paper = papers.discontinuance(made.content, at=at)
    paper = signing.signed(paper, by=by, field=signing.JUDGE, reason=papers.DISCONTINUANCE, at=at)
    paper = signing.sealed(paper, court=made.case.court, at=at)
    with act(ISSUE, by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        found = a.lock(Discontinuance, made.pk, "number")
        if found.issued:
            raise _done(found)
        if found.content != made.content:
            raise Refused(
                "discontinue.changed",
                _("Quyết định vừa được sửa ở cửa sổ khác. Hãy tải lại trang rồi làm tiếp."),
            )
        found.case = case
        advance(case, ISSUE)
        found.sha256, found.signer, found.issued_at = paper.sha256, by.post, at
        found.save(update_fields=["sha256", "signer", "issued_at"])
        PartRuling.objects.filter(case=case).delete()
        if found.quashes:
            parts, outcome = list(scope.judgment_below(case).parts.all()), PartRuling.Outcome.ENDED
        else:
            parts, outcome = [one.part for one in scope.challenged(case)], PartRuling.Outcome.DISCONTINUED
        PartRuling.objects.bulk_create(PartRuling(case=case, part=p, outcome=outcome) for p in parts)
        a.record(
            found,
            court=case.court,
            case_id=case.pk,
            title=found.title,
            detail=f"Căn cứ {found.citation}. {found.reason}"[:1000],
            data={
                "decision": found.pk,
                "number": str(found),
                "decided_on": found.decided_on,
                "ground": ground,
            },
            documents=[
                Document(paper.sha256, found.title, "appeal_discontinuance_decision", found.decided_on)
            ],
            shown_to="parties",
        )
    return found


def _number(*, by: Viewer, case_id: uuid.UUID, ground: str, reason: str, at: datetime) -> Discontinuance:
    with act(NUMBER, by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        made = Discontinuance.objects.select_related("number").filter(case=case).first()
        if made is not None and made.issued:
            raise _done(made)
        case.after(ISSUE)
        if ground not in GROUNDS:
            raise refused_on("ground", "discontinue.ground", _("Chọn một căn cứ đình chỉ."))
        _need_ground(case, ground)
        if not reason:
            raise refused_on(
                "reason", "discontinue.no_reason", _("Nêu tình tiết và tài liệu cho thấy có căn cứ đình chỉ.")
            )
        bench = people.bench(case)
        if bench.judge is None:
            raise Refused(
                "hearing.no_judge", _("Vụ án chưa có Thẩm phán. Đề nghị Chánh án phân công Thẩm phán trước.")
            )
        made = made or Discontinuance(case=case)
        made.case, made.decided_on, made.reason = case, clock.local_date(at), reason
        made.citation, made.by_panel, made.content = GROUNDS[ground][1], case.state != PREPARING, {}
        made.quashes = ground == "suit_withdrawn"
        made.save()
        if made.number is None:
            made.number = numbering.issue(
                court=case.court, pattern="decision_appeal", kind=case.kind, subject=made, at=at
            )
        made.content = papers.discontinuance_content(made, case, bench)
        made.save()
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"Cấp số {made.title[:1].lower()}{made.title[1:]}",
            data={"number": str(made), "content": made.content},
            shown_to="nobody",
        )
    return made


def _need_ground(case: Case, ground: str) -> None:
    if ground == "withdrawn" and not scope.is_abandoned(case):
        raise refused_on("ground", "discontinue.not_withdrawn", _(
            "Còn kháng cáo, kháng nghị chưa rút: phần đã rút được đình chỉ trong bản án phúc thẩm (khoản 3 Điều 289)."))  # fmt: skip
    if ground == "suit_withdrawn":
        if case.state not in {TRIAL_SET, HEARING}:
            raise refused_on("ground", "discontinue.no_panel", _(
                "Hội đồng xét xử phúc thẩm quyết định việc này: ra quyết định đưa vụ án ra xét xử trước (khoản 1 Điều 299)."))  # fmt: skip
        need_consent(case)
    if ground == "absent":
        challengers = [*case.challenge.get("appellants", ()), *case.challenge.get("protests", ())]
        if case.state not in {TRIAL_SET, HEARING} or len(challengers) > 1:
            raise refused_on("ground", "discontinue.others", _(
                "Căn cứ này chỉ dùng tại phiên tòa và khi không còn người khác kháng cáo, Viện kiểm sát kháng nghị (khoản 2 Điều "
                "312)."))  # fmt: skip


def _done(made: Discontinuance) -> Refused:
    return Refused(
        "discontinue.done",
        _("%(title)s ngày %(day)s đã được ban hành.")
        % {"title": made.title, "day": f"{made.decided_on:%d/%m/%Y}"},
    )
