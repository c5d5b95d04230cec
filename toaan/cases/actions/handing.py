"""Handing work over, and back (bàn giao, giao lại): one covering act, one act per piece, one that closes.

Each piece is whole or untouched. What was cut off is done again with the same decision: pieces done stay done.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from toaan.cases import deadlines, handover, papers, queries
from toaan.cases.actions.assigning import one_draw_at_a_time
from toaan.cases.models import Assignment, Case, Deadline, Draw, Handover, HandoverItem
from toaan.core import chance, clock, policy, rules_in_force
from toaan.core.acts import Act, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Post
from toaan.core.roles import Role
from toaan.core.together import answered
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.rules import assignment as draw_rule
from toaan.rules.handover import Ground, Verdict, verdict
from toaan.vietnamese.text import clean

I = HandoverItem.State  # noqa: E741  (read as a column)
OWNERS = {Assignment.Role.PRESIDING: Deadline.Owner.JUDGE, Assignment.Role.CLERK: Deadline.Owner.CLERK}
BEGUN, CLOSED = "handover.begun", "handover.closed"


@dataclass(frozen=True)
class Piece:
    """One piece of work and who shall take it; without a receiver the judge is drawn."""

    kind: str
    subject_id: uuid.UUID
    role: str
    label: str
    receiver_id: uuid.UUID | None = None
    giver_id: uuid.UUID | None = None
    """From whom, when it is not the person of the handover (work that comes back)."""
    returns_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Plan:
    """What the leader decides. `id` is chosen before, so that the same decision sent twice is one."""

    id: uuid.UUID
    person_id: uuid.UUID
    ground: str
    pieces: Sequence[Piece]
    until: date | None = None
    note: str = ""


def hand_over(*, by: Viewer, plan: Plan, at: datetime) -> Handover:
    """Hand work of one officer to others: what can be is handed over, the rest is refused piece by piece.

    Raises:
        Refused: "handover.nothing", "handover.no_ground", "handover.until", "handover.no_note", "not_allowed".
    """
    try:
        _begin(by=by, plan=plan, at=at)
    except Refused as refused:
        if refused.code != BEGUN:
            raise
    return finish(by=by, handover_id=plan.id, at=at)


def hand_back(*, by: Viewer, plan: Plan, at: datetime) -> Handover:
    """Give back to the officer what was handed over for a time.

    Raises:
        Refused: "handover.nothing", "not_allowed".
    """
    try:
        with act("cases.hand_back", by=by, at=at) as a:
            person = _person(a, plan)
            waiting = {item.pk: item for item in answered([handover.given_for_a_time(person)])[0]}
            pieces = [p for p in plan.pieces if p.returns_id in waiting]
            if not pieces:
                raise Refused(
                    "handover.nothing", "Không còn việc nào đang giao tạm để giao lại. Hãy tải lại trang."
                )
            first = waiting[next(p.returns_id for p in pieces if p.returns_id)].handover
            made = Handover(
                pk=plan.id, court=person.court, person=person, comes_back=True, ground=first.ground,
                ground_title=f"Trở lại làm việc (đã giao tạm: {first.ground_title[0].lower()}{first.ground_title[1:]})",
                article=first.article, note=clean(plan.note)[:1000], decided_by=_post(by), decided_at=at,
            )  # fmt: skip
            _keep(a, made, pieces)
    except Refused as refused:
        if refused.code != BEGUN:
            raise
    return finish(by=by, handover_id=plan.id, at=at)


def _begin(*, by: Viewer, plan: Plan, at: datetime) -> None:
    with act("cases.hand_over", by=by, at=at) as a:
        person = _person(a, plan)
        today = clock.local_date(at)
        ground = next((g for g in handover.grounds(today) if g.key == plan.ground), None)
        if ground is None or any(p.role not in ground.roles for p in plan.pieces):
            raise _wrong(
                "handover.no_ground", "ground", "Hãy chọn lý do bàn giao phù hợp với việc được giao."
            )
        if not plan.pieces:
            raise _wrong("handover.nothing", "items", "Hãy chọn ít nhất một việc để bàn giao.")
        if plan.until is not None and plan.until < today:
            raise _wrong("handover.until", "until", "Ngày cuối của việc giao tạm không thể ở trước hôm nay.")
        if ground.recusal and not clean(plan.note):
            raise _wrong(
                "handover.no_note",
                "note",
                "Hãy nêu căn cứ từ chối hoặc thay đổi (các điều 52, 53, 54 BLTTDS).",
            )
        made = Handover(
            pk=plan.id, court=person.court, person=person, ground=ground.key, ground_title=ground.title,
            article=ground.cite(plan.pieces[0].role), temporary=ground.temporary, until=plan.until if ground.temporary else None,
            note=clean(plan.note)[:1000], decided_by=_post(by), decided_at=at,
        )  # fmt: skip
        _keep(a, made, plan.pieces)


def _person(a: Act, plan: Plan) -> Post:
    person = a.lock(Post, plan.person_id, "court", "user")
    a.allow(person)
    if (before := Handover.objects.filter(pk=plan.id).first()) is not None:
        if before.person_id != person.pk:
            raise not_found()
        raise Refused(BEGUN, "Quyết định bàn giao này đã được ghi nhận.")
    return person


def _post(by: Viewer) -> Post:
    if by.post is None:
        raise Refused("not_allowed", "Việc này chỉ người giữ chức vụ tại Tòa án làm được.", status=403)
    return by.post


def _keep(a: Act, made: Handover, pieces: Sequence[Piece]) -> None:
    made.save(force_insert=True)
    known = set(
        Post.objects.filter(court=made.court, pk__in=[p.receiver_id for p in pieces if p.receiver_id])
        .values_list("pk", flat=True)
    )  # fmt: skip
    if any(p.receiver_id and p.receiver_id not in known for p in pieces):
        raise _wrong("handover.receiver", "receivers", "Hãy chọn người nhận đang công tác tại Tòa án này.")
    unique = {(p.kind, p.subject_id, p.role): p for p in pieces if p.kind in handover.KINDS}
    items = HandoverItem.objects.bulk_create(
        HandoverItem(
            handover=made, order=order, kind=p.kind, subject_id=p.subject_id, role=p.role, label=p.label[:400],
            giver_id=p.giver_id or made.person_id, receiver_id=p.receiver_id, returns_id=p.returns_id,
        )
        for order, p in enumerate(unique.values(), start=1)
    )  # fmt: skip
    a.record(
        made,
        court=made.court,
        title=f"{made}: {len(items)} việc",
        detail=f"{made.ground_title} ({made.article})" + (f". {made.note}" if made.note else ""),
        data={"person": made.person_id, "ground": made.ground, "until": made.until, "items": [i.as_json for i in items]},
    )  # fmt: skip


def finish(*, by: Viewer, handover_id: uuid.UUID, at: datetime) -> Handover:
    """Do what still waits, one act each, and close the handover with the result of every piece.

    Done again after a break it goes on where it stopped; a handover that is closed stays as it is.
    """
    made = Handover.objects.select_related("person", "court").filter(pk=handover_id).first()
    if made is None:
        raise not_found()
    policy.require(by, "cases.finish_handover", made)
    if made.state == Handover.State.DONE:
        return made
    refused: dict[uuid.UUID, str] = {}
    for pk, kind in list(made.items.filter(state=I.WAITING).values_list("pk", "kind")):
        try:
            handover.KINDS[kind].perform(by=by, item_id=pk, at=at)
        except Refused as refusal:
            if refusal.status == 403:
                raise
            refused[pk] = refusal.message
    record = papers.handover_record(made, refused, at=at)
    try:
        _close(by=by, handover_id=handover_id, refused=refused, sha256=record.sha256, at=at)
    except Refused as refusal:
        if refusal.code != CLOSED:
            raise
    made.refresh_from_db()
    return made


def _close(
    *, by: Viewer, handover_id: uuid.UUID, refused: Mapping[uuid.UUID, str], sha256: str, at: datetime
) -> None:
    with act("cases.finish_handover", by=by, at=at) as a:
        made = a.lock(Handover, handover_id, "person__user", "court")
        a.allow(made)
        if made.state == Handover.State.DONE:
            raise Refused(CLOSED, _("%(made)s đã xong.") % {"made": made})
        for item in made.items.select_for_update(no_key=True).filter(state=I.WAITING, pk__in=refused):
            item.state, item.result = I.REFUSED, refused[item.pk][:1000]
            item.save(update_fields=["state", "result"])
        if made.items.filter(state=I.WAITING).exists():
            raise Refused("handover.waiting", "Còn việc chưa thực hiện. Hãy bấm “Làm tiếp”.")
        made.state, made.finished_at, made.sha256 = Handover.State.DONE, at, sha256
        made.save(update_fields=["state", "finished_at", "sha256"])
        items = list(made.items.all())
        done = sum(i.state == I.DONE for i in items)
        a.record(
            made,
            court=made.court,
            title=f"{made}: đã giao {done} việc" + (f", {len(items) - done} việc không giao được" if done < len(items) else ""),
            data={"items": [i.as_json for i in items], "sha256": sha256},
        )  # fmt: skip


def take_item(a: Act, item_id: uuid.UUID) -> HandoverItem:
    """The piece, locked, while it waits; for the acts that perform one.

    Raises:
        Refused: "handover.item_done" when another window was quicker.
    """
    item = a.lock(HandoverItem, item_id, "handover__person", "giver__user", "receiver__user")
    if item.state != I.WAITING:
        raise Refused("handover.item_done", _("%(label)s đã được xử lý.") % {"label": item.label})
    return item


def ground_of(item: HandoverItem) -> Ground | None:
    """The ground of the decision that the piece belongs to; None when work comes back."""
    if item.handover.comes_back:
        return None
    day = clock.local_date(item.handover.decided_at)
    return next((g for g in handover.grounds(day) if g.key == item.handover.ground), None)


def replace_officer(*, by: Viewer, item_id: uuid.UUID, at: datetime) -> Assignment:
    """Put another officer in a place on a case (BLTTDS 47.1, 56, 197.3): drawn, or designated with the ground.

    Raises:
        Refused: "handover.not_holder", "handover.not_now" (with the article), "handover.receiver",
            "handover.barred", "draw.nobody", and what hearings refuse (a clash, an absence).
    """
    with act("cases.replace_officer", by=by, at=at) as a:
        item = take_item(a, item_id)
        if item.receiver_id is None:
            one_draw_at_a_time(item.subject_id)
        case = a.lock(Case, item.subject_id, "court", "number")
        a.allow(case)
        role = Assignment.Role(item.role)
        held = _held(case, role, item)
        answer = _verdict(case, item)
        receiver, draw = _receiver(case, item, at)
        held.ended_at = at
        held.save(update_fields=["ended_at"])
        made = Assignment.objects.create(case=case, post=receiver, role=role, assigned_at=at, draw=draw)
        if role in OWNERS:
            deadlines.hand_to(case, OWNERS[role], receiver)
        item.receiver, item.state, item.done_at, item.result = receiver, I.DONE, at, answer.message[:1000]
        item.save(update_fields=["receiver", "state", "done_at", "result"])
        how = f"bốc thăm trong {len(draw.content['pool'])} Thẩm phán" if draw else item.handover.ground_title
        a.record(
            case,
            court=case.court,
            case_id=case.pk,
            title=f"{role.label}: {receiver.user} thay {item.giver.user}",
            detail=f"{how} ({item.handover.article}). {answer.message if answer.restart else ''}".strip(),
            data={
                "handover": item.handover_id, "role": role, "from": item.giver_id, "to": receiver.pk,
                "draw": draw.pk if draw else None, "content": draw.content if draw else None, "restart": answer.restart,
            },
            shown_to="court" if role == Assignment.Role.CLERK else "parties",
        )  # fmt: skip
    return made


def _held(case: Case, role: Assignment.Role, item: HandoverItem) -> Assignment:
    sitting: QuerySet[Assignment] = case.assignments.filter(role=role, ended_at=None)
    found = sitting.filter(post=item.giver).first()
    if found is None:
        others = ", ".join(str(a.post.user) for a in sitting.select_related("post__user"))
        facts = {"case": case, "giver": item.giver.user, "others": others}
        if others:
            said = _("%(case)s không còn do %(giver)s đảm nhiệm; hiện là %(others)s.")
        else:
            said = _("%(case)s không còn do %(giver)s đảm nhiệm; hiện chưa có người.")
        raise Refused("handover.not_holder", said % facts)
    return found


def _verdict(case: Case, item: HandoverItem) -> Verdict:
    answer = verdict(
        item.role,
        answered([handover.standings([case])])[0][case.pk],
        ground_of(item),
        of_president=item.giver.role == Role.PRESIDENT,
    )
    if not answer.allowed:
        raise Refused("handover.not_now", answer.message)
    return answer


def _receiver(case: Case, item: HandoverItem, at: datetime) -> tuple[Post, Draw | None]:
    if item.receiver is None:
        return _drawn(case, item, at)
    receiver = item.receiver
    if (
        not receiver.is_held_at(at)
        or receiver.court_id != case.court_id
        or not handover.may_take(item.role, receiver)
    ):
        raise Refused(
            "handover.receiver",
            _("%(user)s không đảm nhiệm được vị trí này tại Tòa án.") % {"user": receiver.user},
        )
    barred = handover.KINDS["case"].barred([case.pk], [receiver])
    if reason := barred.get((case.pk, receiver.pk)):
        raise Refused(
            "handover.barred", _("%(user)s: %(reason)s") % {"user": receiver.user, "reason": reason}
        )
    return receiver, None


def _drawn(case: Case, item: HandoverItem, at: datetime) -> tuple[Post, Draw]:
    """Draw the new judge as the first one was drawn (BLTTDS 197.1); whoever hands over is not on the list."""
    if item.role != Assignment.Role.PRESIDING:
        raise Refused("handover.receiver", "Chỉ Thẩm phán chủ tọa được bốc thăm. Hãy chọn người nhận.")
    today = clock.local_date(at)
    others = queries.judges_of(case.court_id, at).exclude(user=item.giver.user_id)
    seed, seed_from = chance.seed_for(case.court, str(case))
    tolerance = rules_in_force.rule("setting", "setting:assignment-tolerance", today).value["value"]
    try:
        drawn = draw_rule.draw(queries.candidates(case, others, today), seed=seed, tolerance=tolerance)
    except draw_rule.NobodyToAssign as error:
        raise Refused("draw.nobody", str(error)) from error
    kept = Draw.objects.create(
        case=case,
        at=at,
        content=drawn.as_json(),
        seed_from=seed_from,
    )
    return Post.objects.select_related("user").get(pk=drawn.chosen.id), kept


def _wrong(code: str, field: str, message: str) -> Refused:
    return Refused(code, message, status=422, fields={field: message})
