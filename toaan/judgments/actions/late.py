"""Late appeals come in and go to the appellate court (kháng cáo quá hạn: BLTTDS 275)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from toaan.cases.models import Party
from toaan.core import clock, files, policy
from toaan.core.acts import Act, Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course.actions.challenging import Intake, in_time_after_effect
from toaan.judgments import papers, queries
from toaan.judgments.actions.challenge import (
    check_ground,
    due_of,
    named_appellant,
    named_parts,
    part_words,
)
from toaan.judgments.actions.common import lock_judgment, post_of, refused_on
from toaan.judgments.models import Appeal, Judgment, JudgmentPart, LateAppeal
from toaan.judgments.states import JUDGMENT
from toaan.rules.appeal import goes_along, way
from toaan.vietnamese.text import clean


@dataclass(frozen=True)
class _Wish:
    """What the appellant asks for; looked at twice, before the papers are made and under the lock."""

    party_id: uuid.UUID
    part_ids: tuple[uuid.UUID, ...]
    ground: str
    reason: str
    received_on: date
    at: datetime


FILE, FORWARD = "judgments.file_late_appeal", "judgments.forward_late_appeal"


def file_late_appeal(
    *,
    by: Viewer,
    judgment_id: uuid.UUID,
    party_id: uuid.UUID,
    part_ids: Sequence[uuid.UUID],
    ground: str,
    reason: str,
    uploads: Sequence[Any] = (),
    at: datetime,
    intake: Intake | None = None,
) -> LateAppeal:
    """A party appeals after the period: online himself, or through the clerk with an `intake`.

    The appeal and the statement of reasons become papers; what proves the reason enters the file with them.

    Raises:
        Refused: "late_appeal.in_time" (the ordinary way is still open), "late_appeal.in_effect" (it came in time and is known
            only now), "late_appeal.no_reason", "late_appeal.already",
            "late_appeal.past" (the court above has decided), "appeal.not_open", "appeal.already", "appeal.not_yours",
            "appeal.no_parts", "appeal.no_ground", "appeal.bad_day", "file.…".
    """
    ground, reason = clean(ground), clean(reason)
    judgment = (
        Judgment.objects.select_related("case__court", "case__number", "number")
        .filter(pk=judgment_id)
        .first()
    )
    if judgment is None:
        raise not_found()
    policy.require(by, FILE, judgment)
    intake = intake if by.post is not None and intake else Intake(clock.local_date(at), Appeal.Channel.ONLINE)
    wish = _Wish(party_id, tuple(part_ids), ground, reason, intake.received_on, at)
    party, parts, due = _check(by, judgment, wish)
    proofs = take_in(uploads, by=by, at=at)
    made: Sequence[StoredFile] = (intake.paper,) if intake.paper else ()
    if by.post is None:
        made = papers.late_appeal(
            judgment, party, parts, ground=ground, reason=reason, due=due, signed_by=by.name, at=at
        )
    with act(FILE, by=by, at=at) as a:
        judgment = lock_judgment(a, judgment_id)
        a.allow(judgment)
        party, parts, due = _check(by, judgment, wish)
        late = LateAppeal.objects.create(
            judgment=judgment, party=party, channel=intake.channel, received_on=intake.received_on, recorded_at=at,
            user=by.user if by.post is None else None, post=by.post, ground=ground, reason=reason, due_on=due,
            evidence=len(proofs),
        )  # fmt: skip
        late.parts.set(parts)
        a.record(
            late,
            court=judgment.case.court,
            case_id=judgment.case_id,
            title=f"{party} kháng cáo quá hạn {judgment}"[:500],
            detail=f"{part_words(judgment, parts)}; thời hạn đã hết ngày {due:%d/%m/%Y}",
            data={
                "judgment_id": judgment.pk, "party": party.pk, "parts": [p.order for p in parts],
                "received_on": intake.received_on, "channel": intake.channel, "due_on": due,
            },
            documents=papers_of(late, made, proofs),
            shown_to="parties",
        )  # fmt: skip
    return late


def forward_late_appeal(*, by: Viewer, late_id: uuid.UUID, sent_on: date, at: datetime) -> LateAppeal:
    """The clerk has sent a late appeal to the appellate court, with its statement and evidence (275.1).

    Raises:
        Refused: "late_appeal.sent_already", "late_appeal.bad_day".
    """
    judgment_id = LateAppeal.objects.filter(pk=late_id).values_list("judgment_id", flat=True).first()
    if judgment_id is None:  # unknown, or against a decision: sent on by an act of its own
        raise not_found()
    with act(FORWARD, by=by, at=at) as a:
        judgment = lock_judgment(a, judgment_id)
        late = a.lock(LateAppeal, late_id, "party")
        late.judgment = judgment
        a.allow(judgment)
        send_on(a, late, queries.appellate_court(judgment), sent_on, {"judgment_id": judgment.pk})
    return late


Proof = tuple[str, StoredFile]
"""A paper that proves the reason, with its title."""


def take_in(uploads: Sequence[Any], *, by: Viewer, at: datetime) -> list[Proof]:
    """What proves the reason, in the store, each under the name of its file."""
    return [(clean(u.name).rsplit(".", 1)[0], files.take_in(u, name=u.name, by=by, at=at)) for u in uploads]


def papers_of(late: LateAppeal, made: Sequence[StoredFile], proofs: Sequence[Proof]) -> list[Document]:
    """The appeal, the statement of reasons and the proofs, as they enter the file."""
    party, day = late.party, late.received_on
    names = (f"Đơn kháng cáo quá hạn của {party}", f"Bản tường trình lý do kháng cáo quá hạn của {party}")
    kept = [
        Document(paper.pk, name, "appeal", day, str(party.pk))
        for name, paper in zip(names, made, strict=False)
    ]
    return kept + [
        Document(proof.pk, title[:300] or "Tài liệu", "evidence", day, str(party.pk))
        for title, proof in proofs
    ]


def send_on(a: Act, late: LateAppeal, above: str, sent_on: date, data: dict[str, Any]) -> None:
    """Note, on the record, the day on which a late appeal went to the court above (275.1).

    Raises:
        Refused: "late_appeal.sent_already", "late_appeal.bad_day".
    """
    if late.sent_on is not None:
        raise Refused(
            "late_appeal.sent_already",
            _("Kháng cáo này đã được gửi ngày %(day)s.") % {"day": f"{late.sent_on:%d/%m/%Y}"},
        )
    if not late.received_on <= sent_on <= clock.local_date(a.at):
        raise refused_on(
            "sent_on", "late_appeal.bad_day", _("Ngày gửi phải từ ngày nhận kháng cáo đến hôm nay.")
        )
    late.sent_on, late.sent_by = sent_on, post_of(a.by)
    late.save(update_fields=["sent_on", "sent_by"])
    a.record(
        late,
        court=late.case.court,
        case_id=late.case.pk,
        title=f"Gửi kháng cáo quá hạn của {late.party} cho {above}"[:500],
        detail=", ".join(goes_along(statement=bool(late.reason), evidence=late.evidence)),
        data={**data, "party": late.party_id, "sent_on": sent_on},
        shown_to="parties",
    )


def _check(by: Viewer, judgment: Judgment, wish: _Wish) -> tuple[Party, list[JudgmentPart], date]:
    party = named_appellant(by, judgment, wish.party_id)
    JUDGMENT.after(FILE, judgment.state)
    for earlier, code in (
        (judgment.late_appeals.filter(of_receipt=False), "late_appeal.already"),
        (judgment.appeals, "appeal.already"),
    ):
        if (one := earlier.filter(party=party).first()) is not None:
            raise Refused(
                code,
                _("%(party)s đã kháng cáo ngày %(day)s. Muốn bổ sung, hãy gửi văn bản cho Tòa án.")
                % {"party": str(party), "day": f"{one.received_on:%d/%m/%Y}"},
            )
    period = judgment.periods.filter(party=party).first()
    if period is None:
        raise Refused("appeal.not_open", _("Bản án này không bị kháng cáo theo thủ tục phúc thẩm."))
    if queries.is_reviewed(judgment):
        raise Refused(
            "late_appeal.past",
            _("Bản án này đã được giải quyết theo thủ tục phúc thẩm: không kháng cáo được nữa."),
        )
    check_ground(judgment, wish.received_on, wish.ground, wish.at)
    due = due_of(period)
    if due is None or way(due, wish.received_on) != "late":
        if getattr(judgment, "effect", None) is not None:
            told = _("Chánh án nhận đơn ở mục Nhận đơn kháng cáo gửi trong thời hạn.")
            raise refused_on(
                "received_on", "late_appeal.in_effect", f"{in_time_after_effect(str(party))} {told}"
            )
        raise refused_on(
            "received_on",
            "late_appeal.in_time",
            _("Thời hạn kháng cáo của %(party)s chưa hết: hãy dùng đơn kháng cáo thường.")
            % {"party": str(party)},
        )
    parts = named_parts(judgment, wish.part_ids)
    if not wish.reason:
        raise refused_on("reason", "late_appeal.no_reason", _("Nói rõ vì sao bạn kháng cáo chậm."))
    return party, parts, due
