"""The mediation itself: meetings, its term, its end. Not a word of what is said there (LHGDT 4, 20–29, 40, 41)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from toaan.core import clock, rules_in_force
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.filing.models import CourtPaper
from toaan.mediation import grounds, papers, signing
from toaan.mediation.actions.common import about, give_out, locked, move_petition, of_role, over, refuse
from toaan.mediation.actions.designating import any_speaker
from toaan.mediation.models import Mediation, MediationParty, Note, Session
from toaan.mediation.states import DESIGNATED, MEDIATION
from toaan.rules import mediation as rule
from toaan.vietnamese.text import clean

S = Session.State


def schedule(
    *,
    by: Viewer,
    mediation_id: uuid.UUID,
    kind: str,
    starts_at: datetime,
    form: str,
    place: str,
    at: datetime,
) -> Session:
    """Set a meeting and call the parties, in time before it (24.1); the one that records the result at the court (27.2).

    Without an answer of the respondents it may be set once their time is over (16.8.a).

    Raises:
        Refused: "mediation.still_time", "mediation.planned", "session.too_soon", "session.after_term",
            "session.at_the_court", "session.no_place", "wrong_state".
    """
    today, day = clock.local_date(at), clock.local_date(starts_at)
    with act("mediation.schedule", by=by, at=at) as a:
        found = locked(a, mediation_id)
        a.allow(found)
        target = MEDIATION.after("mediation.schedule", found.state)
        result = kind == Session.Kind.RESULT
        if found.state == DESIGNATED:
            _respondents_had_their_time(found, today)
        if found.sessions.filter(state=S.PLANNED).exists():
            raise Refused(
                "mediation.planned",
                _("Đã có một phiên được ấn định. Hãy ghi nhận việc mở hoặc hoãn phiên đó trước."),
                status=422,
            )
        if starts_at <= at or (not result and _latest_notice(day) < today):
            raise refuse(
                "session.too_soon", "starts_on",
                _("Thông báo chậm nhất %(term)s trước ngày mở phiên (khoản 1 Điều 24): sớm nhất ngày %(day)s.")
                % {"term": rules_in_force.time_limit("LHGDT:24.1", today).words(), "day": f"{earliest(today):%d/%m/%Y}"},
            )  # fmt: skip
        put_off = _put_off_until(found) if result else None
        last = put_off or found.due_on
        if last is not None and day > last:
            raise refuse(
                "session.after_term", "starts_on",
                _("Ngày mở phiên phải đến hết ngày %s.") % f"{last:%d/%m/%Y}",
            )  # fmt: skip
        if result and form != Session.Place.COURT:
            raise refuse(
                "session.at_the_court", "form", _("Phiên họp ghi nhận kết quả mở tại trụ sở Tòa án (khoản 2 Điều 27).")
            )  # fmt: skip
        if not clean(place):
            raise refuse(
                "session.no_place", "place", _("Hãy ghi phòng, địa chỉ hoặc cách tham gia trực tuyến.")
            )
        made = Session.objects.create(
            mediation=found, kind=kind, starts_at=starts_at, form=form, place=clean(place)[:200]
        )
        found.state = target
        found.save(update_fields=["state"])
        give_out(
            found, "result_session" if result else "session", content=papers.session(found, made, at), at=at, session=made,
            number=True,
        )  # fmt: skip
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title=f"Ấn định {made.get_kind_display()[:1].lower()}{made.get_kind_display()[1:]} ngày {day:%d/%m/%Y}",
            data={
                **about(found),
                "session": made.pk,
                "outcome": "result" if result else "mediation",
                "starts_at": starts_at,
            },
        )
    return made


def _respondents_had_their_time(found: Mediation, today: date) -> None:
    if found.respond_by is None:
        raise Refused(
            "mediation.not_received",
            _(
                "Chưa ghi nhận ngày người bị kiện nhận thông báo, nên thời hạn trả lời chưa bắt đầu. Đề nghị Thư ký ghi nhận."
            ),
            status=422,
        )
    if today <= found.respond_by:
        raise Refused(
            "mediation.still_time",
            _("Người bị kiện còn thời hạn trả lời đến hết ngày %s (khoản 8 Điều 16).")
            % f"{found.respond_by:%d/%m/%Y}",
            status=422,
        )
    for party in of_role(found, "respondent"):
        if not party.answer:
            party.answer = MediationParty.Answer.SILENT
            party.save(update_fields=["answer"])


def _latest_notice(day: date) -> date:
    """The last day on which the notice of a meeting on `day` is in time (24.1)."""
    return day - timedelta(days=rules_in_force.time_limit("LHGDT:24.1", day).amount)


def earliest(today: date) -> date:
    """The first day on which a meeting called today may be held (24.1)."""
    return today + timedelta(days=rules_in_force.time_limit("LHGDT:24.1", today).amount)


def _put_off_until(found: Mediation) -> date | None:
    """Until when a result session that was put off must be opened again (29.2)."""
    last = found.sessions.filter(kind=Session.Kind.RESULT, state=S.PUT_OFF).exclude(recorded_at=None).last()
    if last is None or last.recorded_at is None:
        return None
    return grounds.last_day("LHGDT:29.2", clock.local_date(last.recorded_at))


def record_session(
    *, by: Viewer, session_id: uuid.UUID, held: bool, absent: Sequence[uuid.UUID] = (), at: datetime
) -> Session:
    """Write down that a meeting took place or was put off, and who stayed away. Nothing else (4.2).

    Raises:
        Refused: "session.recorded", "session.to_come", "wrong_state".
    """
    mediation_id = Session.objects.filter(pk=session_id).values_list("mediation_id", flat=True).first()
    with act("mediation.record_session", by=by, at=at) as a:
        found = locked(a, mediation_id or session_id)
        a.allow(found)
        MEDIATION.after("mediation.record_session", found.state)
        one = a.lock(Session, session_id)
        if one.state != S.PLANNED:
            raise Refused("session.recorded", _("Phiên này đã được ghi nhận."))
        if held and one.starts_at > at:
            raise refuse(
                "session.to_come", "held", _("Chưa đến giờ mở phiên nên chưa ghi nhận là đã mở được.")
            )
        names = [p.name for p in found.parties.all() if p.pk in set(absent)]
        one.state, one.absent, one.recorded_at = (S.HELD if held else S.PUT_OFF), names, at
        one.save(update_fields=["state", "absent", "recorded_at"])
        result_off = one.kind == Session.Kind.RESULT and not held
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title=f"{one}: {one.get_state_display().lower()}",
            data={**about(found), "session": one.pk, "outcome": "put_off" if result_off else "noted"},
        )
    return one


def absent_twice(mediation: Mediation) -> list[str]:
    """Parties who stayed away from two meetings they were called to (40.3, 29.1.a)."""
    seen = [name for s in mediation.sessions.all() for name in s.absent]
    return sorted({name for name in seen if seen.count(name) >= 2})


def extend(
    *,
    by: Viewer,
    mediation_id: uuid.UUID,
    article: str,
    reason: str = "",
    until: date | None = None,
    at: datetime,
) -> Mediation:
    """Prolong the term: a complex matter up to 30 days in all (20.1), or as the parties agree up to two months (20.2).

    Args:
        article: "20.1" or "20.2".
        until: with 20.2, the day the parties agreed on; empty: the latest the law allows.

    Raises:
        Refused: "term.over", "term.twice", "term.too_long", "term.no_reason", "mediation.no_ground", "wrong_state".
    """
    today = clock.local_date(at)
    with act("mediation.extend", by=by, at=at) as a:
        found = locked(a, mediation_id)
        a.allow(found)
        MEDIATION.after("mediation.extend", found.state)
        if found.due_on is None or found.designated_on is None:
            raise LookupError(f"mediation {found.pk} has no term")
        if today > found.due_on:
            raise Refused(
                "term.over",
                _("Thời hạn hòa giải đã hết ngày %s nên không kéo dài được nữa. Hãy lập biên bản chấm dứt.")
                % f"{found.due_on:%d/%m/%Y}",
                status=422,
            )
        if article not in {"20.1", "20.2"}:
            raise refuse("mediation.no_ground", "article", _("Hãy chọn một căn cứ của điều luật."))
        if found.extended and article <= found.extended:
            raise refuse("term.twice", "article", _("Thời hạn đã được kéo dài theo căn cứ này một lần."))
        if not clean(reason):
            words = {
                "20.1": _("Hãy ghi vì sao vụ việc phức tạp."),
                "20.2": _("Hãy ghi các bên thống nhất bằng cách nào, ngày nào."),
            }
            raise refuse("term.no_reason", "reason", words[article])
        last = latest(found.designated_on, article)
        wanted = until if article == "20.2" and until else last
        if not found.due_on < wanted <= last:
            raise refuse(
                "term.too_long",
                "until",
                _("Chọn ngày sau %(due)s và không quá %(last)s (Điều 20).")
                % {"due": f"{found.due_on:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"},
            )
        found.due_on, found.extended = wanted, article
        found.save(update_fields=["due_on", "extended"])
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title=f"Kéo dài thời hạn hòa giải, đối thoại đến hết ngày {wanted:%d/%m/%Y}",
            data={
                **about(found), "outcome": article, "reason": "phức tạp", "until": wanted,
                "designated_on": found.designated_on,
            },
        )  # fmt: skip
    return found


def latest(designated_on: date, article: str) -> date:
    """The last day that the law allows (20)."""
    if article == "20.2":
        return grounds.last_day("LHGDT:20.2", designated_on)
    limit = rules_in_force.time_limit("LHGDT:20.1", designated_on)
    more = limit.extension.amount if limit.extension else None
    return grounds.due(limit, designated_on, extended_by=more)


def save_note(*, by: Viewer, mediation_id: uuid.UUID, text: str, at: datetime) -> None:
    """What the mediator keeps for himself (4.2). The trail holds that it was saved, never a word of it."""
    with act("mediation.save_note", by=by, at=at) as a:
        found = locked(a, mediation_id)
        a.allow(found)
        MEDIATION.after("mediation.save_note", found.state)
        kept = clean(text)[:20000]
        if kept:
            Note.objects.update_or_create(
                mediation=found, mediator=found.mediator, defaults={"text": kept, "saved_at": at}
            )
        else:
            Note.objects.filter(mediation=found, mediator=found.mediator).delete()
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title="Hòa giải viên lưu ghi chép riêng",
            data=about(found),
        )


def ask_to_stop(
    *, by: Viewer, mediation_id: uuid.UUID, at: datetime, party_id: uuid.UUID | None = None
) -> Mediation:
    """A party does not want to go on (8.1.a, 40.3); the mediator makes the minutes of the end. No reason is asked.

    Raises:
        Refused: "mediation.no_party", "wrong_state".
    """
    with act("mediation.ask_to_stop", by=by, at=at) as a:
        found = locked(a, mediation_id)
        a.allow(found)
        MEDIATION.after("mediation.ask_to_stop", found.state)
        party = any_speaker(found, by, party_id)
        if found.stop_asked_on is None:
            found.stop_asked_on, found.stop_asked_by = clock.local_date(at), party.name
            found.save(update_fields=["stop_asked_on", "stop_asked_by"])
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title="Một bên không đồng ý tiếp tục hòa giải, đối thoại",
            data={**about(found), "party": party.pk},
        )
    return found


def end(*, by: Viewer, mediation_id: uuid.UUID, ground: str, excluded: str = "", at: datetime) -> Mediation:
    """Mediation ends without a result (40.2–6): minutes of the end, signed; the petition goes back at once (41).

    What the minutes say: that it ended, when, by which clause. Nothing of what was said reaches the petition (41.1).

    Args:
        excluded: with 40.4, the clause of 19 that was found.

    Raises:
        Refused: "mediation.no_ground", "mediation.not_absent_twice", "wrong_state".
    """
    today = clock.local_date(at)
    found = Mediation.objects.select_related(
        "court", "petition__number", "judge__user", "mediator__user"
    ).filter(pk=mediation_id)
    one = found.first()
    paper = None
    if one is not None and "mediator" in one.relations(by):
        MEDIATION.after("mediation.end", one.state)
        said = grounds.need(ground, grounds.of(rule.END, today))
        if excluded:
            grounds.need(excluded, grounds.of(rule.EXCLUDED, today), "excluded")
        title = str(CourtPaper.Kind.MEDIATION_END.label)
        paper = papers.end(papers.end_content(one, said, excluded, at), at=at)
        paper = signing.signed(paper, by=by, field=signing.MEDIATOR, reason=title, at=at)
    return _end(by=by, mediation_id=mediation_id, ground=ground, excluded=excluded, paper=paper, at=at)


def _end(
    *,
    by: Viewer,
    mediation_id: uuid.UUID,
    ground: str,
    excluded: str,
    paper: StoredFile | None,
    at: datetime,
) -> Mediation:
    today = clock.local_date(at)
    with act("mediation.end", by=by, at=at) as a:
        found = locked(a, mediation_id)
        a.allow(found)
        found.state = MEDIATION.after("mediation.end", found.state)
        said = grounds.need(ground, grounds.of(rule.END, today))
        if said.key.endswith("40.4") and not excluded:
            raise refuse(
                "mediation.no_ground", "excluded", _("Hãy chọn trường hợp của Điều 19 đã được phát hiện.")
            )
        over(found, at, ground=said.key, citation=said.citation)
        found.sessions.filter(state=S.PLANNED).update(state=S.PUT_OFF)
        found.save()
        petition = move_petition(a, found, "mediation.end")
        if paper is None:
            raise LookupError("the minutes of the end were not made")
        CourtPaper.objects.get_or_create(
            petition=petition, kind=CourtPaper.Kind.MEDIATION_END, defaults={"file": paper, "made_at": at}
        )
        give_out(found, "end", content={}, sha256=paper.sha256, at=at)
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title="Chấm dứt hòa giải, đối thoại tại Tòa án; đơn được xem xét theo thủ tục tố tụng",
            data={**about(found), "ground": said.key},
            shown_to="parties",
        )
    return found
