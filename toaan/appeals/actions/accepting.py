"""The court of second instance enters the case in its register and forms its panel (BLTTDS 285)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from toaan.appeals import panel
from toaan.appeals.actions.sending import live_appeals
from toaan.appeals.decisions.queries import challenge_of
from toaan.appeals.models import FileTransfer
from toaan.cases import queries as cases
from toaan.cases.models import Assignment, Case, Party, Representation
from toaan.core import clock, numbering
from toaan.core.acts import act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Post
from toaan.core.roles import JUDGES
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course import places
from toaan.vietnamese.text import fold


def accept(*, by: Viewer, transfer_id: uuid.UUID, at: datetime) -> Case:
    """The file has come: number, register, parties and whoever speaks for them (285.1).

    Raises:
        Refused: "file.accepted" with the number it got.
    """
    case_id = FileTransfer.objects.filter(pk=transfer_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise not_found()
    with act("appeals.accept", by=by, at=at) as a:
        below = a.lock(Case, case_id, "court", "number")
        transfer = a.lock(
            FileTransfer, transfer_id, "to_court", "judgment__number", "decision__number", "above__number"
        )
        a.allow(transfer)
        if transfer.above is not None:
            raise Refused(
                "file.accepted",
                _("Vụ án đã được thụ lý phúc thẩm số %(number)s.") % {"number": str(transfer.above)},
            )
        case = Case.objects.create(
            court=transfer.to_court, kind=below.kind, instance=Case.Instance.SECOND,
            procedure=Case.Procedure.DECISION if transfer.decision_id else below.procedure,
            nature=below.nature, request_kind=below.request_kind, origin=below, petitioned_on=below.petitioned_on, accepted_on=clock.local_date(at),
            legal_relation=below.legal_relation, claims=below.claims, other_claims=below.other_claims, value=below.value,
            involves_minor=below.involves_minor, closed_hearing=below.closed_hearing, summary_folded="",
        )  # fmt: skip
        copies = _copy_parties(below, case)
        _as_before(case, copies, places.before(transfer.decision))
        number = numbering.issue(
            court=case.court,
            pattern="request_acceptance_appeal" if case.is_request else "acceptance_appeal",
            kind=case.kind,
            subject=case,
            at=at,
        )
        entered = case.enter(number)
        words = [number.text, str(below), case.legal_relation, *(p.name for p in copies.values())]
        case.summary_folded = fold(" ".join(words))
        case.challenge = (
            challenge_of(transfer, copies) if transfer.decision_id else _challenge(transfer, copies)
        )
        case.save(update_fields=[*entered, "summary_folded", "challenge"])
        transfer.above = case
        transfer.save(update_fields=["above"])
        a.record(
            case,
            court=case.court,
            case_id=case.pk,
            title=f"Thụ lý {case.noun} để {'giải quyết' if case.is_request else 'xét xử'} phúc thẩm số {number.text}",
            detail=f"Hồ sơ {case.noun} {below} của {below.court.name}, gửi ngày {transfer.sent_on:%d/%m/%Y}",
            data={
                "number": number.text, "kind": case.kind, "value": case.value, "below": below.pk,
                "transfer": transfer.pk, "parties": {str(old): new.pk for old, new in copies.items()},
            },
            shown_to="parties",
        )  # fmt: skip
    return case


def tell_below(*, by: Viewer, case: Case, at: datetime) -> None:
    """The case below shows that the court above has taken it on. Follows from its acceptance."""
    below = case.origin
    if below is None:
        raise ValueError("a case at second instance has one below")
    with act("appeals.tell_below", by=by, at=at) as a:
        a.allow()
        a.record(
            below,
            court=below.court,
            case_id=below.pk,
            title=f"{case.court.name} thụ lý phúc thẩm số {case}"[:500],
            data={"above": case.pk, "number": str(case)},
            shown_to="parties",
        )


def assign_panel(
    *, by: Viewer, case_id: uuid.UUID, post_ids: Sequence[uuid.UUID], at: datetime
) -> list[Assignment]:
    """The president names the other judges of the panel, as many as the rule wants (285.2, 64); nobody who decided below sits (53.3).

    Raises:
        Refused: "panel.judges", "panel.barred" with the article, "post.not_held", "panel.assigned", "wrong_state".
    """
    with act("appeals.assign_panel", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after("appeals.assign_panel")
        chosen = list(dict.fromkeys(post_ids))
        wanted = panel.others(case, clock.local_date(at))
        if len(chosen) != wanted:
            raise Refused("panel.judges", _(
                "Hội đồng phúc thẩm gồm %(all)d Thẩm phán: chọn đúng %(others)d Thẩm phán ngoài chủ tọa (Điều 64, khoản 1 Điều 67 "
                "Bộ luật Tố tụng dân sự).") % {"all": wanted + 1, "others": wanted}, status=422)  # fmt: skip
        posts = _judges(case, chosen, at)
        seats = case.assignments.filter(ended_at=None)
        if seats.filter(role=Assignment.Role.PRESIDING, post__in=posts).exists():
            raise Refused(
                "panel.judges",
                _("Thẩm phán chủ tọa đã ở trong Hội đồng: chọn Thẩm phán khác."),
                status=422,
            )
        sitting = seats.filter(role=Assignment.Role.JUDGE)
        if set(sitting.values_list("post_id", flat=True)) == {p.pk for p in posts}:
            raise Refused("panel.assigned", _("Các Thẩm phán này đã được phân công cho vụ án."))
        sitting.update(ended_at=at)
        made = [
            Assignment.objects.create(case=case, post=p, role=Assignment.Role.JUDGE, assigned_at=at)
            for p in posts
        ]
        names = ", ".join(str(p.user) for p in posts)
        a.record(
            case, court=case.court, case_id=case.pk, title=f"Thành lập Hội đồng {'' if case.is_request else 'xét xử '}phúc thẩm: Thẩm phán {names}",
            data={"posts": [p.pk for p in posts]}, shown_to="parties",
        )  # fmt: skip
    return made


def _judges(case: Case, chosen: Sequence[uuid.UUID], at: datetime) -> list[Post]:
    """The posts, held here now, none of them barred.

    Raises:
        Refused: "post.not_held", "panel.barred".
    """
    held = Post.objects.held_at(at).filter(court_id=case.court_id, kind__in=[r.value for r in JUDGES])
    posts = list(held.filter(pk__in=chosen).select_related("user", "court"))
    if len(posts) != len(chosen):
        raise Refused("post.not_held", _("Người được chọn không phải Thẩm phán của Tòa án này."), status=422)
    for one in cases.candidates(case, posts, clock.local_date(at)):
        if one.barred_reasons:
            raise Refused("panel.barred", f"{one.name}: {' '.join(one.barred_reasons)}", status=422)
    return posts


def _copy_parties(below: Case, case: Case) -> dict[uuid.UUID, Party]:
    """Parties and representations as they stand below, accounts too; old party → its copy."""
    found = {}
    for party in below.parties.prefetch_related("representations").order_by("order"):
        copy = Party.objects.create(
            case=case, order=party.order, role=party.role, kind=party.kind, name=party.name, birth_year=party.birth_year,
            personal_id=party.personal_id, address=party.address, phone=party.phone, email=party.email, user=party.user,
        )  # fmt: skip
        Representation.objects.bulk_create(
            Representation(party=copy, kind=r.kind, name=r.name, user=r.user, since=r.since)
            for r in party.representations.all()
        )
        found[party.pk] = copy
    return found


def _as_before(case: Case, copies: dict[uuid.UUID, Party], before: dict[str, Any]) -> None:
    """Of a case whose plaintiff's claim alone was ended: as it stood, for the decision is not carried out yet (282.1)."""
    if not before:
        return
    for old, copy in copies.items():
        copy.role = before["roles"].get(str(old), copy.role)
        copy.save(update_fields=["role"])
    case.claims, case.value = before["claims"], before["value"]
    case.save(update_fields=["claims", "value"])


def _challenge(transfer: FileTransfer, copies: dict[uuid.UUID, Party]) -> dict[str, Any]:
    """What is challenged and by whom, as papers, attendance and the judgment need it."""
    judgment = transfer.challenged_judgment
    return {
        "judgment": str(judgment.number),
        "dated": judgment.dated.isoformat(),
        "court": transfer.case.court.name,
        "appellants": [
            {
                "party": str(copies[one.party_id].pk), "name": one.party.name, "role": str(one.party.get_role_display()),
                "parts": sorted(p.order for p in one.parts.all()), "ground": one.ground,
            }
            for one in live_appeals(judgment)
            if hasattr(one, "advance") and one.advance.is_settled  # one accepted late may still owe its fee
        ],
        "protests": [
            {
                "level": p.level, "holder": str(p.get_level_display()), "number": p.number,
                "parts": sorted(part.order for part in p.parts.all()), "ground": p.ground,
            }
            for p in judgment.protests.prefetch_related("parts")
        ],
    }  # fmt: skip
