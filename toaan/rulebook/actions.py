"""Changing a rule: one person proposes and signs, a second person approves and signs, open deadlines follow."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from toaan.cases.models import Deadline
from toaan.core import policy, rules_in_force
from toaan.core.acts import Act, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Event, Post, RuleVersion
from toaan.core.viewer import SYSTEM, Viewer
from toaan.core.words import words as _
from toaan.rulebook import checks, describe, followers, incidents, papers, recount
from toaan.rulebook.models import PortalIncident, Rulebook, RuleProposal
from toaan.rulebook.states import PROPOSAL, PROPOSED
from toaan.rules.model import RuleRow, vi_date
from toaan.rules.versions import Fit, digest
from toaan.vietnamese.text import clean

PROPOSE, APPROVE = "rulebook.propose", "rulebook.approve"


def propose(*, by: Viewer, row: RuleRow, reason: str, at: datetime) -> RuleProposal:
    """Propose a version of a rule and sign it (đề xuất thay đổi quy định). Nothing is in force by that alone.

    Raises:
        Refused: "rule.value", "rule.no_article", "rule.no_reason", "rule.does_not_fit", "rule.same", "rule.unknown",
            "rule.waiting" (another change of the same rule waits), those of `toaan.core.signatures`.
    """
    policy.require(by, PROPOSE, Rulebook())
    reason = clean(reason)
    rows = rules_in_force.rows(row.kind)
    fit = checks.checked(rows, row, reason)
    basis = digest(checks.versions(rows, row))
    _refuse_second(row)
    paper = papers.record(fit, by=by, reason=reason, basis=basis, counts=recount.effects(fit).counts, at=at)
    try:
        with act(PROPOSE, by=by, at=at) as a:
            a.allow(Rulebook())
            _refuse_second(row)
            before = fit.before
            made = RuleProposal.objects.create(
                court=_post(by).court, kind=row.kind, key=row.key, title=describe.title_of(row)[:300],
                content=row.as_json(), before=before.as_json() if before else None, basis=basis, reason=reason,
                proposed_by=_post(by), proposed_at=at, paper_sha256=paper.pk,
            )  # fmt: skip
            a.record(
                made,
                court=made.court,
                title=f"Đề xuất thay đổi quy định: {made.title}, từ ngày {vi_date(row.valid_from)}"[:500],
                detail=reason[:1000],
                data={"rule": row.key, "new": digest([row]), "basis": basis, "paper": paper.pk},
                shown_to="court",
            )
    except IntegrityError as error:
        raise _second() from error
    return made


def withdraw(*, by: Viewer, proposal_id: uuid.UUID, at: datetime) -> RuleProposal:
    """Take back a proposal that nobody has decided on yet (rút đề xuất).

    Raises:
        Refused: "wrong_state".
    """
    with act("rulebook.withdraw", by=by, at=at) as a:
        proposal = a.lock(RuleProposal, proposal_id, "court")
        a.allow(proposal)
        _end(a, proposal, "Rút đề xuất thay đổi quy định", "")
    return proposal


def reject(*, by: Viewer, proposal_id: uuid.UUID, reason: str, at: datetime) -> RuleProposal:
    """Decline a proposal, with the reason (không duyệt).

    Raises:
        Refused: "wrong_state", "rule.no_reason".
    """
    reason = clean(reason)
    with act("rulebook.reject", by=by, at=at) as a:
        proposal = a.lock(RuleProposal, proposal_id, "court")
        a.allow(proposal)
        if not reason:
            raise checks.wrong("rule.no_reason", "reason", _("Hãy nêu lý do không duyệt."))
        _end(a, proposal, "Không duyệt thay đổi quy định", reason)
    return proposal


def approve(*, by: Viewer, proposal_id: uuid.UUID, at: datetime) -> RuleProposal:
    """Sign as the second person: the rule is entered, the version before it ends, open deadlines are counted anew.

    Raises:
        Refused: "rule.own" (who proposed it), "rule.stale" (the rule changed meanwhile), "wrong_state", and those of
            `toaan.core.signatures`.
    """
    proposal = RuleProposal.objects.filter(pk=proposal_id).first()
    if proposal is None:
        raise not_found()
    policy.require(by, APPROVE, proposal)
    _refuse_own(by, proposal)
    PROPOSAL.after(APPROVE, proposal.state)
    paper = papers.countersigned(proposal.paper_sha256, proposal.title, by=by, at=at)
    with act(APPROVE, by=by, at=at) as a:
        proposal = a.lock(RuleProposal, proposal_id, "court", "proposed_by__user")
        a.allow(proposal)
        _refuse_own(by, proposal)
        proposal.state = PROPOSAL.after(APPROVE, proposal.state)
        fit, book = _enter(proposal, at)
        found = recount.effects(fit, rows=_locked(fit.new), book=book)
        proposal.decided_by, proposal.decided_at, proposal.paper_sha256 = _post(by), at, paper.pk
        proposal.effects = found.counts
        proposal.event = a.record(
            proposal,
            court=proposal.court,
            title=f"Thay đổi quy định: {proposal.title}, từ ngày {vi_date(fit.new.valid_from)}"[:500],
            detail=f"{proposal.proposed_by.user} đề xuất, {by.name} phê duyệt. {proposal.reason}"[:1000],
            data={
                "rule": proposal.key, "new": digest([fit.new]), "basis": proposal.basis, "paper": paper.pk,
                **found.counts,
            },
            shown_to="court",
        )  # fmt: skip
        proposal.save()
        _follow(found.changes, proposal.event, at)
    rules_in_force.forget()
    return proposal


def count_again(*, proposal_id: uuid.UUID, at: datetime) -> int:
    """Count once more what an applied change concerns, by the rules in force now: what is right stays untouched.

    Returns:
        How many deadlines were put right.
    """
    proposal = RuleProposal.objects.select_related("event__court").get(pk=proposal_id)
    if proposal.event is None:
        return 0
    with transaction.atomic():
        fit, book = Fit(proposal.new), recount.Book.now()
        if not recount.effects(fit, book=book).of("moved", "settled"):
            return 0
        late = recount.effects(fit, rows=_locked(fit.new), book=book).of("moved", "settled")
        _follow(late, proposal.event, at)
    return len(late)


def _enter(proposal: RuleProposal, at: datetime) -> tuple[Fit, recount.Book]:
    """Write the versions. Whoever changes another rule at the same moment waits here: both move deadlines."""
    list(RuleVersion.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    # Read only now: the statement that waited would not see a version that was added meanwhile (PostgreSQL).
    stored = list(RuleVersion.objects.order_by("pk"))
    rows = [RuleRow.from_json(v.content) for v in stored]
    new = proposal.new
    if digest(checks.versions(rows, new)) != proposal.basis:
        raise Refused(
            "rule.stale",
            "Quy định này đã thay đổi sau khi đề xuất được ký, nên đề xuất không còn đúng với bản đang có. Hãy không duyệt "
            "đề xuất này và lập đề xuất mới từ bản hiện hành.",
        )
    fit = checks.checked(rows, new, proposal.reason)
    by_day = {(v.kind, v.key, v.valid_from): v for v in stored}
    places = {(v.kind, v.key): v.place for v in stored}
    for row in (fit.closed, fit.new):
        if row is None:
            continue
        kept = by_day.get((row.kind, row.key, row.valid_from)) or RuleVersion(
            kind=row.kind,
            key=row.key,
            valid_from=row.valid_from,
            place=places.get((row.kind, row.key), max(places.values(), default=0) + 1),
        )
        kept.valid_to, kept.content, kept.loaded_at = row.valid_to, row.as_json(), at
        # The version that ends is an officer's from now on too: a later release must not open it again.
        kept.changed_by, kept.revision = proposal.proposed_by.user_id, kept.revision + 1
        kept.save()
    return fit, recount.Book.over(fit.applied(rows))


def _locked(row: RuleRow) -> QuerySet[Deadline]:
    """The deadlines that the change may touch, locked in one order; then read with their neighbours."""
    touched = recount.touched(row)
    list(touched.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    return touched


def _follow(changes: list[recount.Change], event: Event, at: datetime) -> None:
    """Each deadline that moves is an act in its own case; one that only stops being provisional is written quietly."""
    quiet = [c for c in changes if c.effect in {"settled", "reworded"}]
    rows = [recount.apply(c) for c in quiet]
    Deadline.objects.bulk_update(rows, list(recount.FIELDS), batch_size=recount.BATCH)
    followers.follow(quiet)
    for change in changes:
        if change.effect == "moved":
            _recount(change, event, at)


def _recount(change: recount.Change, event: Event, at: datetime) -> None:
    """One deadline has another last day because a rule changed (tính lại thời hạn)."""
    with act("rulebook.recount", by=SYSTEM.following(event), at=at) as a:
        deadline = recount.apply(change)
        a.allow(deadline)
        deadline.save(update_fields=list(recount.FIELDS))
        followers.follow([change])
        theirs = deadline.owner in {Deadline.Owner.PARTY, Deadline.Owner.PROCURACY}
        a.record(
            deadline,
            court=deadline.court,
            petition_id=deadline.petition_id if deadline.case_id is None else None,
            case_id=deadline.case_id,
            title=_("Tính lại thời hạn: %(title)s, trước hết %(a)s, nay hết %(b)s")
            % {"title": deadline.title, "a": vi_date(change.before), "b": vi_date(deadline.due_on)},
            detail=event.title[:1000],
            data={"rule": deadline.rule, "before": change.before, "after": deadline.due_on},
            shown_to="parties" if theirs else "court",
        )


def _end(a: Act, proposal: RuleProposal, words: str, reason: str) -> None:
    proposal.state = PROPOSAL.after(a.name, proposal.state)
    proposal.decided_by, proposal.decided_at, proposal.decision = _post(a.by), a.at, reason
    proposal.save()
    a.record(
        proposal,
        court=proposal.court,
        title=f"{words}: {proposal.title}"[:500],
        detail=reason[:1000],
        data={"rule": proposal.key, "new": digest([proposal.new])},
        shown_to="court",
    )


def _refuse_own(by: Viewer, proposal: RuleProposal) -> None:
    if by.user is not None and by.user.pk == proposal.proposed_by.user_id:
        raise Refused(
            "rule.own",
            "Bạn là người đề xuất thay đổi này. Thay đổi quy định cần hai người ký: hãy để Chánh án hoặc Phó Chánh án khác "
            "phê duyệt.",
        )


def _refuse_second(row: RuleRow) -> None:
    if RuleProposal.objects.filter(kind=row.kind, key=row.key, state=PROPOSED).exists():
        raise _second()


def _second() -> Refused:
    return Refused(
        "rule.waiting",
        "Đang có một đề xuất về quy định này chờ người thứ hai ký. Hãy chờ quyết định, hoặc đề nghị người đề xuất rút lại.",
    )


def _post(by: Viewer) -> Post:
    if by.post is None:
        raise Refused("rule.no_post", "Hãy chọn chức vụ rồi làm lại.", status=403)
    return by.post


def record_incident(
    *, by: Viewer, what: str, started_at: datetime, at: datetime, ended_at: datetime | None = None
) -> PortalIncident:
    """Record that the portal is or was out of order (ghi nhận sự cố Cổng, NQ 04/2016 art. 9); the portal says so.

    Raises:
        Refused: "incident.no_words", "incident.future", "incident.ends_before", "incident.open" while another goes on.
    """
    what = clean(what)[:500]
    with act("rulebook.record_incident", by=by, at=at) as a:
        a.allow(Rulebook())
        if not what:
            raise _field(
                "incident.no_words",
                "what",
                _("Hãy ghi điều gì không hoạt động, bằng lời người dân hiểu được."),
            )
        if started_at > at or (ended_at is not None and ended_at > at):
            raise _field(
                "incident.future", "started_on", _("Sự cố không thể bắt đầu hoặc kết thúc ở tương lai.")
            )
        if ended_at is not None and ended_at <= started_at:
            raise _field("incident.ends_before", "ended_on", _("Lúc khắc phục phải sau lúc bắt đầu."))
        if ended_at is None and PortalIncident.objects.filter(ended_at=None).exists():
            raise Refused(
                "incident.open", _("Đang có một sự cố chưa khắc phục xong. Hãy ghi kết thúc sự cố ấy trước.")
            )
        made = PortalIncident.objects.create(
            court=_post(by).court, started_at=started_at, ended_at=ended_at, what=what, recorded_by=_post(by),
            recorded_at=at,
        )  # fmt: skip
        a.record(
            made, court=made.court, title=_("Sự cố Cổng thông tin điện tử"), detail=what,
            data={"from": started_at, "to": ended_at}, shown_to="court",
        )  # fmt: skip
    return made


def end_incident(*, by: Viewer, incident_id: uuid.UUID, ended_at: datetime, at: datetime) -> PortalIncident:
    """Record that the portal works again (khắc phục xong).

    Raises:
        Refused: "incident.ended", "incident.future", "incident.ends_before".
    """
    with act("rulebook.end_incident", by=by, at=at) as a:
        found = a.lock(PortalIncident, incident_id, "court")
        a.allow(found)
        if found.ended_at is not None:
            raise Refused("incident.ended", _("Sự cố này đã ghi là khắc phục xong."))
        if ended_at > at:
            raise _field(
                "incident.future", "ended_on", _("Sự cố không thể bắt đầu hoặc kết thúc ở tương lai.")
            )
        if ended_at <= found.started_at:
            raise _field("incident.ends_before", "ended_on", _("Lúc khắc phục phải sau lúc bắt đầu."))
        found.ended_at = ended_at
        found.save(update_fields=["ended_at"])
        a.record(
            found, court=found.court, title=_("Cổng thông tin điện tử đã hoạt động lại"), detail=found.what,
            data={"to": ended_at}, shown_to="court",
        )  # fmt: skip
    return found


def count_incident(*, incident_id: uuid.UUID, at: datetime) -> int:
    """Count anew the open deadlines that an incident touches, one act each; doing it twice changes nothing.

    Returns:
        How many have another last day.
    """
    found = PortalIncident.objects.get(pk=incident_id)
    days = incidents.period(found, at)
    event = (
        Event.objects.filter(subject_type="rulebook.portalincident", subject_id=str(found.pk))
        .order_by("at")
        .last()
    )
    if days is None or event is None:
        return 0
    rows = incidents.touched(days).select_related("court", "case__number", "party").order_by("due_on", "pk")
    moved = [c for c in recount.changes(rows, recount.Book.now(), reworded=False) if c.effect == "moved"]
    for change in moved:
        _recount(change, event, at)
    return len(moved)


def _field(code: str, field: str, message: str) -> Refused:
    return Refused(code, message, status=422, fields={field: message})
