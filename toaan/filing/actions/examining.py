"""From receipt to jurisdiction: assign a judge, ask to amend, amend, return, call for the fee advance."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from toaan.cases.models import Tie
from toaan.cases.queries import MORE_BARS
from toaan.cases.recusals import declared_by
from toaan.core import clock, numbering, rules_in_force
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.models import Post
from toaan.core.roles import JUDGES
from toaan.core.together import Asking, answered
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.filing import content, fees, foreign, grounds, requests, strikes, venue
from toaan.filing.actions.copies import give_out
from toaan.filing.actions.drafting import keep_version, make_request, need_confirmed
from toaan.filing.models import AmendmentRequest, FeeNotice, Petition, Return
from toaan.filing.states import AMENDING, FEE_DUE, PETITION
from toaan.rules import recusal
from toaan.rules.fees import Fee
from toaan.rules.time_limits import due_date
from toaan.vietnamese.amounts import format_money
from toaan.vietnamese.text import clean

LATEST_NOTIFICATION = timedelta(days=30)  # sense of the input, not a rule of law


def assign_examiner(*, by: Viewer, petition_id: uuid.UUID, post_id: uuid.UUID, at: datetime) -> Petition:
    """The president names the judge who examines the petition (phân công Thẩm phán xem xét đơn, BLTTDS 191.2).

    Raises:
        Refused: "filing.not_a_judge", "filing.judge_barred" (BLTTDS 52–53), "wrong_state".
    """
    with act("filing.assign_examiner", by=by, at=at) as a:
        petition = a.lock(Petition, petition_id, "court", "number")
        a.allow(petition)
        target = PETITION.after("filing.assign_examiner", petition.state)
        post = (
            Post.objects.held_at(at)
            .filter(pk=post_id, court=petition.court_id, kind__in=[r.value for r in JUDGES])
            .select_related("user")
            .first()
        )
        if post is None:
            message = _("Người được chọn không phải Thẩm phán đang công tác tại Tòa án này.")
            raise Refused("filing.not_a_judge", message, status=422, fields={"judge": message})
        if reasons := barred(petition, post):
            raise Refused(
                "filing.judge_barred", " ".join(reasons), status=422, fields={"judge": " ".join(reasons)}
            )
        petition.examiner, petition.state = post, target
        petition.save(update_fields=["examiner", "state"])
        a.record(
            petition,
            court=petition.court,
            petition_id=petition.pk,
            title=_("Phân công Thẩm phán %s xem xét đơn") % post.user,
            data={"examiner_post": post.pk, "received_on": petition.received_on, **petition.told},
            shown_to="parties",
        )
    return petition


def barred(petition: Petition, post: Post) -> list[str]:
    """What the data themselves show against a judge; the rest the judge must say."""
    return bars([petition], [post])[petition.pk, post.pk]


def bars(
    petitions: Collection[Petition], posts: Collection[Post]
) -> dict[tuple[uuid.UUID, uuid.UUID], list[str]]:
    """(petition, post) → what the data show against each of these judges in each of these matters, in one query."""
    keys = [petition.pk for petition in petitions]
    asking: list[Asking[Any]] = [declared_by(p.user_id for p in posts), *(bar(keys) for bar in MORE_BARS)]
    ties, *more = answered(asking)
    return {
        (petition.pk, post.pk): _barred(petition, post, ties[post.user_id])
        + [told[petition.pk, post.pk] for told in more if (petition.pk, post.pk) in told]
        for petition in petitions
        for post in posts
    }


def _barred(petition: Petition, post: Post, ties: Iterable[Tie]) -> list[str]:
    people = [p for key in ("plaintiffs", "defendants", "related") for p in petition.content[key]]
    known = {p["personal_id"] for p in people if p["personal_id"]}
    if petition.petitioner_id:
        known.add(str(petition.petitioner_id))
    name = post.user.personal_id if post.user.personal_id in known else str(post.user_id)
    met = [
        tie
        for tie in ties
        if any(tie.is_about(p["name"], p.get("birth_year"), p.get("personal_id", "")) for p in people)
    ]
    kin = any(tie.kind == Tie.Kind.KIN for tie in met)
    facts = recusal.CaseFacts(parties=frozenset(known | {"kin"}))
    person = recusal.PersonFacts(
        id=name, role="judge", relatives=frozenset({"kin"} if kin else ()),
        partiality_ground="đã tự khai báo" if any(tie.kind == Tie.Kind.INTEREST for tie in met) else "",
    )  # fmt: skip
    return [r.message_vi for r in recusal.barred(person, facts)]


def latest_amendment_day(petition: Petition, today: date) -> date:
    """The last day that the judge may fix for amending (BLTTDS 193.1: at most one month; of a request 363.2: 7 days)."""
    limit = rules_in_force.time_limit("BLTTDS:363.2" if petition.is_request else "BLTTDS:193.1", today)
    return due_date(limit, today, rules_in_force.calendar()).due


def request_amendment(
    *, by: Viewer, petition_id: uuid.UUID, matters: str, due_on: date, at: datetime
) -> AmendmentRequest:
    """The judge asks, once, to amend the petition within a time he fixes (BLTTDS 193.1).

    Args:
        matters: what to amend, one matter a line.
        due_on: last day, after today and within one month.

    Raises:
        Refused: "filing.amended_once", "filing.no_matters", "filing.due_too_late", "filing.due_too_early".
    """
    today = clock.local_date(at)
    matters = "\n".join(line for line in clean(matters).splitlines() if line.strip())
    with act("filing.request_amendment", by=by, at=at) as a:
        petition = a.lock(Petition, petition_id, "court", "number", "examiner")
        a.allow(petition)
        if AmendmentRequest.objects.filter(petition=petition).exists():
            raise Refused(
                "filing.amended_once",
                _(
                    "Đơn này đã được yêu cầu sửa đổi, bổ sung một lần. Hãy thụ lý hoặc trả lại đơn (khoản 2 Điều 193 BLTTDS)."
                ),
            )
        petition.state = PETITION.after("filing.request_amendment", petition.state)
        if not matters:
            _refuse_field("filing.no_matters", "matters", _("Hãy ghi rõ những điều cần sửa đổi, bổ sung."))
        if due_on <= today:
            _refuse_field("filing.due_too_early", "due_on", _("Thời hạn phải sau hôm nay."))
        latest = latest_amendment_day(petition, today)
        if due_on > latest:
            words = (
                _("Thời hạn là 07 ngày: muộn nhất ngày %s (khoản 2 Điều 363 BLTTDS).")
                if petition.is_request
                else _("Thời hạn không quá 01 tháng: muộn nhất ngày %s (khoản 1 Điều 193 BLTTDS).")
            )
            _refuse_field("filing.due_too_late", "due_on", words % f"{latest:%d/%m/%Y}")
        request = AmendmentRequest(
            petition=petition, judge=_examiner(petition), matters=matters, requested_at=at, due_on=due_on
        )
        request.number = numbering.issue(
            court=petition.court, pattern="notice", kind=petition.kind, subject=request, at=at
        )
        request.save(force_insert=True)
        petition.save(update_fields=["state"])
        a.record(
            petition,
            court=petition.court,
            petition_id=petition.pk,
            title=_("Yêu cầu sửa đổi, bổ sung đơn, đến hết ngày %s") % f"{due_on:%d/%m/%Y}",
            detail=matters.replace("\n", "; ")[:1000],
            data={
                **petition.told, "due_on": due_on, "number": request.number, "notified_on": today,
                "examiner_post": petition.examiner_id,
            },
            shown_to="parties",
        )  # fmt: skip
    return request


def _examiner(petition: Petition) -> Post:
    """The judge who examines the petition; every state in which this is asked has one."""
    if petition.examiner is None:
        raise LookupError(f"petition {petition.pk} has no examiner")
    return petition.examiner


def _refuse_field(code: str, field: str, message: str) -> None:
    raise Refused(code, message, status=422, fields={field: message})


def amend(
    *, by: Viewer, petition_id: uuid.UUID, at: datetime, data: Mapping[str, Any] | None = None, note: str = ""
) -> Petition:
    """File the amended petition (sửa đổi, bổ sung đơn, BLTTDS 193.2): a new version; the judge goes on.

    Args:
        data: whole content, when the clerk enters what came on paper; otherwise what the petitioner saved counts.
        note: what the petitioner says about it.

    Raises:
        Refused: "filing.incomplete" by field, "filing.nothing_amended", "wrong_state".
    """
    changes: content.Content = {}
    for section in content.SECTIONS if data is not None else ():
        changes |= content.tidy(section, data or {})
    with act("filing.amend", by=by, at=at) as a:
        petition = a.lock(Petition, petition_id, "court", "number")
        a.allow(petition)
        petition.state = PETITION.after("filing.amend", petition.state)
        petition.content = {**petition.content, **changes}
        asked = requests.of(petition)
        if asked is not None:
            make_request(petition, asked)
        on_paper = petition.channel != Petition.Channel.ONLINE
        if faults := content.missing(petition.content, paper=on_paper, request=asked, on=petition.filed_on):
            raise Refused(
                "filing.incomplete", _("Đơn còn %s chỗ cần bổ sung.") % len(faults), status=422, fields=faults
            )
        last = petition.versions.order_by("-n")[0]
        if last.content == petition.content and not petition.attachments.filter(version=None).exists():
            raise Refused(
                "filing.nothing_amended",
                _(
                    "Đơn chưa có gì thay đổi so với bản đã nộp. Hãy sửa theo yêu cầu của Thẩm phán rồi nộp lại."
                ),
                status=422,
            )
        if by.post is None:
            need_confirmed(petition)
        request = a.lock(AmendmentRequest, petition.amendment_request.pk)
        request.answered_at = at
        request.save(update_fields=["answered_at"])
        petition.revision += 1
        petition.saved_at = at
        version = keep_version(
            a, petition, n=last.n + 1, reason=clean(note) or _("Sửa đổi, bổ sung theo yêu cầu của Tòa án")
        )
        petition.save()
        a.record(
            petition,
            court=petition.court,
            petition_id=petition.pk,
            title=_("Nộp đơn đã sửa đổi, bổ sung (bản %s)") % version.n,
            detail=version.reason,
            data={
                **petition.told, "version": version.n, "examiner_post": petition.examiner_id,
                "late": clock.local_date(at) > request.due_on,
            },
            shown_to="parties",
        )  # fmt: skip
    return petition


def return_petition(*, by: Viewer, petition_id: uuid.UUID, ground: str, reason: str, at: datetime) -> Return:
    """Return the petition (trả lại đơn khởi kiện, BLTTDS 192), saying why.

    Args:
        ground: key of a rule "petition_return:…" in force that fits the step.

    Raises:
        Refused: "filing.no_ground", "filing.no_reason", "filing.still_time" before the term has ended.
    """
    reason = clean(reason)
    today = clock.local_date(at)
    with act("filing.return_petition", by=by, at=at) as a:
        petition = a.lock(Petition, petition_id, "court", "number", "examiner")
        a.allow(petition)
        target = PETITION.after("filing.return_petition", petition.state)
        found = next(
            (g for g in grounds.at_step(petition.state, today, petition.nature) if g.key == ground), None
        )
        if found is None:
            message = _("Hãy chọn căn cứ trả lại đơn phù hợp với bước này (khoản 1 Điều 192 BLTTDS).")
            raise Refused("filing.no_ground", message, status=422, fields={"ground": message})
        if petition.returns.filter(in_force=None, ground=found.key).exists():
            _refuse_field(
                "filing.ground_settled", "ground",
                _(
                    "Việc trả lại đơn theo căn cứ này đã bị khiếu nại, kiến nghị và đơn đã được nhận lại để thụ lý. Hãy tiến hành "
                    "thụ lý, hoặc chọn căn cứ mới phát sinh (khoản 4, khoản 6 Điều 194 BLTTDS)."
                ),
            )  # fmt: skip
        if not reason:
            _refuse_field(
                "filing.no_reason", "reason", _("Hãy nêu rõ lý do trả lại đơn (khoản 2 Điều 192 BLTTDS).")
            )
        _still_time(petition, ground, today)
        made = Return(
            petition=petition, in_force=petition, judge=_examiner(petition), ground=found.key, ground_title=found.title,
            article=found.citation, reason=reason, returned_at=at,
        )  # fmt: skip
        made.number = numbering.issue(
            court=petition.court, pattern="notice", kind=petition.kind, subject=made, at=at
        )
        made.save(force_insert=True)
        petition.state = target
        petition.save(update_fields=["state"])
        event = a.record(
            petition,
            court=petition.court,
            petition_id=petition.pk,
            title=(
                _("Trả lại đơn yêu cầu theo %s")
                if petition.is_request
                else _("Trả lại đơn khởi kiện theo %s")
            )
            % found.citation,
            detail=reason[:1000],
            data={**petition.told, "ground": found.key, "number": made.number},
            shown_to="parties",
        )
        give_out(event, made)
    return made


def _still_time(petition: Petition, ground: str, today: date) -> None:
    """A term that is still running is no ground; a petition that was never asked for amendment neither."""
    due = None
    if ground in grounds.NOT_AMENDED:
        request = AmendmentRequest.objects.filter(petition=petition).first()
        if request is None:
            raise Refused(
                "filing.never_asked", _("Chưa yêu cầu sửa đổi, bổ sung nên chưa có căn cứ này."), status=422
            )
        due = request.due_on if petition.state == AMENDING else None
    elif ground in grounds.NOT_PAID and petition.state == FEE_DUE:
        due = petition.fee_notice.due_on
    if due is not None and today <= due:
        raise Refused(
            "filing.still_time",
            _("%(who)s còn thời hạn đến hết ngày %(day)s nên chưa trả lại đơn theo căn cứ này được.")
            % {"who": petition.asker, "day": f"{due:%d/%m/%Y}"},
            status=422,
        )


def take_jurisdiction(
    *,
    by: Viewer,
    petition_id: uuid.UUID,
    at: datetime,
    exemption: str = "",
    exemption_reason: str = "",
    notified_on: date | None = None,
) -> FeeNotice:
    """The judge takes the case in hand (BLTTDS 191.3.b) and calls for the fee advance, or finds none due (195.4).

    With nothing to pay the act is "filing.exempt_from_advance": no payment term starts, the petition is ready.

    Args:
        exemption: code of a `fee_exemption` rule; `exemption_reason` names the papers that show it.
        notified_on: day on which the plaintiff gets the notice; through the portal it is the same day.

    Raises:
        Refused: "filing.no_exemption_reason", "filing.no_exemption", "filing.bad_notified_on", "wrong_state"; of a foreign
            judgment or award those of `foreign.check`, of a strike those of `strikes.check`, of both those of `venue.check_place`.
    """
    today = clock.local_date(at)
    notified = notified_on or today
    name, fee = _advance_of(petition_id, exemption, today)
    with act(name, by=by, at=at) as a:
        petition = a.lock(Petition, petition_id, "court", "number", "examiner")
        a.allow(petition)
        petition.state = PETITION.after(name, petition.state)
        foreign.check(petition)
        strikes.check(petition, exemption)
        venue.check_place(petition, today)
        if exemption and not clean(exemption_reason):
            _refuse_field(
                "filing.no_exemption_reason",
                "exemption_reason",
                _("Hãy ghi giấy tờ chứng minh được miễn, giảm."),
            )
        if not today <= notified <= today + LATEST_NOTIFICATION:
            _refuse_field(
                "filing.bad_notified_on",
                "notified_on",
                _("Ngày giao giấy báo phải từ hôm nay và trong 30 ngày tới."),
            )
        value = petition.content["value"]
        title = fees.title_of(exemption, today)
        notice = FeeNotice(
            petition=petition, in_force=petition, judge=_examiner(petition), kind=petition.kind, value=value, amount=fee.amount,
            article=fee.article, explanation=fee.as_json(), exemption=exemption, exemption_title=title,
            exemption_reason=clean(exemption_reason)[:500], issued_at=at, notified_on=notified,
            due_on=fees.payment_due(notified, petition.nature).due if fee.amount else None,
        )  # fmt: skip
        if fee.amount:
            notice.number = numbering.issue(
                court=petition.court, pattern="notice", kind=petition.kind, subject=notice, at=at
            )
        notice.save(force_insert=True)
        petition.save(update_fields=["state"])
        a.record(
            petition,
            court=petition.court,
            petition_id=petition.pk,
            title=_("Thông báo nộp %(fee)s %(amount)s") % {"fee": petition.fee_name, "amount": format_money(fee.amount)}
            if fee.amount
            else _("%(who)s không phải nộp %(fee)s") % {"who": petition.asker, "fee": petition.fee_name},
            detail=fee.explanation_vi[:1000],
            data={
                **petition.told, "amount": fee.amount, "notified_on": notified, "due_on": notice.due_on,
                "exemption": exemption, "number": notice.number, "examiner_post": petition.examiner_id,
            },
            shown_to="parties",
        )  # fmt: skip
    return notice


def _advance_of(petition_id: uuid.UUID, exemption: str, today: date) -> tuple[str, Fee]:
    """The act it amounts to, and the advance. What is read here cannot change while the judge has the petition."""
    found = Petition.objects.filter(pk=petition_id).first() or Petition(kind="DS", content=content.empty())
    kind, words = found.kind, found.content
    if exemption and exemption not in {e.code for e in fees.open_to(found, today)}:
        _refuse_field("filing.no_exemption", "exemption", _("Hãy chọn căn cứ miễn, giảm trong danh sách."))
    if (asked := requests.of(found)) is not None:
        fee = fees.of_request(asked, today, exemption)
    else:
        fee = fees.advance(kind, words["value"], today, exemption, words["legal_relation"])
    return ("filing.take_jurisdiction" if fee.amount else "filing.exempt_from_advance"), fee
