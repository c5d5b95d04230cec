"""From the petition to a judge in charge: offer, answers of both sides, who leads the mediation (LHGDT 16)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from toaan.cases import deadlines
from toaan.cases.models import Deadline, Party
from toaan.core import clock
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.models import Post, User
from toaan.core.roles import JUDGES
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.filing import representing
from toaan.filing.actions.examining import barred
from toaan.filing.models import Petition
from toaan.filing.states import PETITION
from toaan.mediation import grounds, papers
from toaan.mediation.actions.common import about, give_out, locked, move_petition, of_role, over, refuse
from toaan.mediation.models import Mediation, MediationParty, Mediator
from toaan.mediation.states import MEDIATION, OFFERED_AGAIN
from toaan.vietnamese.text import clean

A = MediationParty.Answer
MEDIATED_KINDS = frozenset({"DS", "HNGĐ", "KDTM", "LĐ"})


def offer(
    *, by: Viewer, petition_id: uuid.UUID, excluded: str = "", minors: bool = False, at: datetime
) -> Mediation:
    """Tell the petitioner of the right to choose mediation and a mediator (16.3); the petition waits meanwhile (16.9).

    Args:
        excluded: key of the clause of 19 that keeps the court from offering, when the clerk finds one.
        minors: the matter concerns persons under 18 (17.6).

    Raises:
        Refused: "mediation.excluded", "mediation.none_listed", "wrong_state".
    """
    today = clock.local_date(at)
    with act("mediation.offer", by=by, at=at) as a:
        petition = a.lock(Petition, petition_id, "court", "number", "petitioner")
        made = Mediation(petition=petition, court=petition.court, offered_at=at, minors=minors)
        a.allow(made)
        petition.state = PETITION.after("mediation.offer", petition.state)
        if Mediation.objects.filter(petition=petition).exists():
            raise Refused(
                "mediation.once",
                _("Đơn này đã qua thủ tục hòa giải, đối thoại; Chánh án phân công Thẩm phán xem xét đơn."),
            )
        if excluded:
            ground = grounds.need(excluded, grounds.before_offer(today), "excluded")
            raise refuse(
                "mediation.excluded", "excluded",
                _("Không tiến hành hòa giải (%s). Chánh án phân công Thẩm phán xem xét đơn theo thủ tục tố tụng.") % ground.citation,
            )  # fmt: skip
        listed = [
            m for m in Mediator.objects.filter(court=petition.court, removed_on=None) if m.stands_on(today)
        ]
        if not listed:
            raise Refused(
                "mediation.none_listed",
                _(
                    "Tòa án chưa có Hòa giải viên trong danh sách. Cán bộ tổ chức ghi nhận quyết định bổ nhiệm trước (Điều 11)."
                ),
                status=422,
            )
        made.save(force_insert=True)
        MediationParty.objects.bulk_create(_parties(made, petition))
        petition.save(update_fields=["state"])
        made.petition = petition
        give_out(made, "offer", content=papers.offer(made, at), at=at, number=True)
        a.record(
            made,
            court=petition.court,
            petition_id=petition.pk,
            title="Thông báo quyền lựa chọn hòa giải, đối thoại và Hòa giải viên",
            data={**about(made), "late": today > grounds.last_day("LHGDT:16.3", petition.received_on or today)},
            shown_to="parties",
        )  # fmt: skip
    return made


def _parties(mediation: Mediation, petition: Petition) -> list[MediationParty]:
    accounts = representing.accounts(petition)
    rows = [
        (role, index, row)
        for group, role in (
            ("plaintiffs", Party.Role.PLAINTIFF),
            ("defendants", Party.Role.DEFENDANT),
            ("related", Party.Role.RELATED),
        )
        for index, row in enumerate(petition.content[group])
    ]
    return [
        MediationParty(
            mediation=mediation, order=order, role=role, name=row["name"], personal_id=row["personal_id"],
            address=row["address"],
            user=accounts.get(index) if role == Party.Role.PLAINTIFF else None,
        )
        for order, (role, index, row) in enumerate(rows, start=1)
    ]  # fmt: skip


def offer_again(*, by: Viewer, mediation_id: uuid.UUID, at: datetime) -> Mediation:
    """The second notice to a petitioner who has not answered in time (16.4.c).

    Raises:
        Refused: "mediation.still_time", "wrong_state".
    """
    with act("mediation.offer_again", by=by, at=at) as a:
        found = locked(a, mediation_id)
        a.allow(found)
        target = MEDIATION.after("mediation.offer_again", found.state)
        _time_is_over(found.answer_by, at)
        found.state, found.answer_by = target, None
        found.save(update_fields=["state", "answer_by"])
        give_out(found, "offer_again", content=papers.offer(found, at), at=at, number=True)
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title="Thông báo lần thứ hai về quyền lựa chọn hòa giải, đối thoại",
            data=about(found),
            shown_to="parties",
        )
    return found


def _time_is_over(last: date | None, at: datetime) -> None:
    if last is None:
        raise Refused(
            "mediation.not_received",
            _(
                "Chưa ghi nhận ngày người khởi kiện nhận thông báo, nên thời hạn trả lời chưa bắt đầu. Hãy ghi nhận ngày nhận trước."
            ),
            status=422,
        )
    if clock.local_date(at) <= last:
        raise Refused(
            "mediation.still_time",
            _("Người khởi kiện còn thời hạn trả lời đến hết ngày %s.") % f"{last:%d/%m/%Y}",
            status=422,
        )


def answer(
    *,
    by: Viewer,
    mediation_id: uuid.UUID,
    agrees: bool,
    at: datetime,
    mediator_id: uuid.UUID | None = None,
    party_id: uuid.UUID | None = None,
) -> Mediation:
    """A petitioner says yes, with a mediator if he wants one, or no (16.4). No: the petition goes on at once.

    Args:
        party_id: whose answer the clerk writes down; in the portal it is one's own.

    Raises:
        Refused: "mediation.too_late" (16.5), "mediation.not_listed", "mediation.no_party", "wrong_state".
    """
    today = clock.local_date(at)
    with act("mediation.answer", by=by, at=at) as a:
        found = locked(a, mediation_id)
        a.allow(found)
        name = "mediation.answer" if agrees else "mediation.answer:refused"
        target = MEDIATION.after(name, found.state)
        party = _speaker(found, by, party_id, "petitioner")
        if found.state == OFFERED_AGAIN and found.answer_by is not None and today > found.answer_by:
            raise Refused(
                "mediation.too_late",
                _(
                    "Thời hạn trả lời thông báo lần thứ hai đã hết ngày %s; Tòa án phân công Thẩm phán phụ trách hòa giải "
                    "(khoản 5 Điều 16). Không muốn hòa giải thì báo cho Tòa án không tiếp tục hòa giải."
                )
                % f"{found.answer_by:%d/%m/%Y}",
                status=422,
            )
        if agrees and mediator_id is not None:
            found.chosen = listed(found, mediator_id, today)
        party.answer, party.answered_on = (A.AGREED if agrees else A.REFUSED), today
        party.save(update_fields=["answer", "answered_on"])
        all_agree = agrees and all(p.answer == A.AGREED for p in of_role(found, "petitioner"))
        outcome = "refused" if not agrees else "agreed" if all_agree else "part"
        if outcome != "part":
            found.state = target
        if outcome == "refused":
            over(found, at)
            move_petition(a, found, "mediation.answer")
        found.save()
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title="Người khởi kiện đồng ý hòa giải, đối thoại"
            if agrees
            else "Không tiến hành hòa giải, đối thoại; đơn chuyển xử lý theo tố tụng",
            data={**about(found), "outcome": outcome},
            shown_to="parties",
        )
    return found


def _speaker(found: Mediation, by: Viewer, party_id: uuid.UUID | None, role: str) -> MediationParty:
    """Whose word it is: in the portal one's own, at the court the party that was named or the only one."""
    rows = of_role(found, role)
    if by.post is None:
        rows = [p for p in rows if p.user_id == by.user_id]
    elif party_id is not None:
        rows = [p for p in rows if p.pk == party_id]
    if not rows or (by.post is not None and party_id is None and len(rows) > 1):
        raise refuse("mediation.no_party", "party", _("Hãy chọn người có ý kiến."))
    return rows[0]


def listed(found: Mediation, mediator_id: uuid.UUID, today: date) -> Mediator:
    one = Mediator.objects.filter(pk=mediator_id, court=found.court_id).select_related("user").first()
    if one is None or not one.stands_on(today):
        raise refuse(
            "mediation.not_listed",
            "mediator",
            _("Hãy chọn một người trong danh sách Hòa giải viên của Tòa án (khoản 2 Điều 17)."),
        )
    return one


def assign_judge(*, by: Viewer, mediation_id: uuid.UUID, post_id: uuid.UUID, at: datetime) -> Mediation:
    """The president names the judge in charge (16.4.a), also when the second notice stayed without answer (16.5).

    Raises:
        Refused: "mediation.still_time", "filing.not_a_judge", "filing.judge_barred", "wrong_state".
    """
    with act("mediation.assign_judge", by=by, at=at) as a:
        found = locked(a, mediation_id)
        a.allow(found)
        target = MEDIATION.after("mediation.assign_judge", found.state)
        silent_since = None
        if found.state == OFFERED_AGAIN:
            _time_is_over(found.answer_by, at)
            silent_since = found.answer_by
            found.parties.filter(role=Party.Role.PLAINTIFF, answer="").update(answer=A.SILENT)
        judges = Post.objects.held_at(at).filter(kind__in=[r.value for r in JUDGES], court=found.court_id)
        post = judges.filter(pk=post_id).select_related("user").first()
        if post is None:
            raise refuse(
                "filing.not_a_judge", "judge", _("Người được chọn không phải Thẩm phán đang công tác tại Tòa án này.")
            )  # fmt: skip
        if reasons := barred(found.petition, post):
            raise refuse("filing.judge_barred", "judge", " ".join(reasons))
        found.state, found.judge = target, post
        found.save(update_fields=["state", "judge"])
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title=f"Phân công Thẩm phán {post.user} phụ trách hòa giải, đối thoại",
            data={
                **about(found),
                "outcome": "silent" if silent_since else "agreed",
                "silent_since": silent_since,
            },
            shown_to="parties",
        )
        deadlines.hand_in_petition(found.petition_id, Deadline.Owner.MEDIATION_JUDGE, post)
    return found


def respond(
    *, by: Viewer, mediation_id: uuid.UUID, agrees: bool, at: datetime, party_id: uuid.UUID | None = None
) -> Mediation:
    """A respondent agrees to mediation or not (16.8). Silence is no refusal: the mediator goes on (16.8.a).

    Raises:
        Refused: "mediation.too_late", "mediation.no_party", "wrong_state".
    """
    today = clock.local_date(at)
    with act("mediation.respond", by=by, at=at) as a:
        found = locked(a, mediation_id)
        a.allow(found)
        name = "mediation.respond" if agrees else "mediation.respond:refused"
        target = MEDIATION.after(name, found.state)
        party = _speaker(found, by, party_id, "respondent")
        if found.respond_by is not None and today > found.respond_by:
            raise Refused(
                "mediation.too_late",
                _(
                    "Thời hạn trả lời đã hết ngày %s; Hòa giải viên tiến hành hòa giải (điểm a khoản 8 Điều 16). Không muốn hòa "
                    "giải thì báo không tiếp tục hòa giải."
                )
                % f"{found.respond_by:%d/%m/%Y}",
                status=422,
            )
        party.answer, party.answered_on = (A.AGREED if agrees else A.REFUSED), today
        party.save(update_fields=["answer", "answered_on"])
        outcome = "agreed" if agrees else "refused"
        if agrees and any(p.answer != A.AGREED for p in of_role(found, "respondent")):
            outcome = "part"
        else:
            found.state = target
        if outcome == "refused":
            over(found, at)
            move_petition(a, found, "mediation.respond")
        found.save()
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title="Người bị kiện đồng ý hòa giải, đối thoại"
            if agrees
            else "Không tiến hành hòa giải, đối thoại; đơn chuyển xử lý theo tố tụng",
            data={**about(found), "outcome": outcome},
            shown_to="parties",
        )
    return found


def link_account(
    *, by: Viewer, mediation_id: uuid.UUID, party_id: uuid.UUID, username: str, at: datetime
) -> MediationParty:
    """A party asks to be reached through the portal; the clerk has seen the identity papers.

    Raises:
        Refused: "mediation.no_account", "mediation.linked", "mediation.other_person".
    """
    with act("mediation.link_account", by=by, at=at) as a:
        found = locked(a, mediation_id)
        a.allow(found)
        party = found.parties.filter(pk=party_id).first()
        user = User.objects.filter(username=clean(username).lower(), is_active=True).first()
        if party is None or user is None:
            raise refuse("mediation.no_account", "username", _("Không có tài khoản này."))
        if party.user_id is not None or found.parties.filter(user=user).exists():
            raise refuse(
                "mediation.linked",
                "username",
                _("Bên này hoặc tài khoản này đã đăng ký giao dịch điện tử rồi."),
            )
        _same_person(party, user)
        party.user = user
        party.save(update_fields=["user"])
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title=f"Đăng ký giao dịch điện tử cho {party.name}",
            data={**about(found), "party": party.pk, "user": user.pk},
        )
    return party


def _same_person(party: MediationParty, user: User) -> None:
    if party.personal_id and user.personal_id and party.personal_id != user.personal_id:
        raise refuse(
            "mediation.other_person", "username", _("Số định danh của tài khoản khác với số ghi trong đơn.")
        )  # fmt: skip
