"""Who mediates: designation by the judge in charge, refusal, replacement (LHGDT 17, 18)."""

from __future__ import annotations

import uuid
from datetime import datetime

from toaan.core import clock, numbering
from toaan.core.acts import act
from toaan.core.errors import Refused, TooLate
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.mediation import grounds, papers, signing
from toaan.mediation.actions.choosing import listed
from toaan.mediation.actions.common import about, give_out, locked, refuse
from toaan.mediation.models import Designation, Mediation, MediationParty, Mediator, Note
from toaan.mediation.states import MEDIATION
from toaan.rules import mediation as rule
from toaan.vietnamese.text import clean

Reasons = list[tuple[str, str]]


def facts(mediator: Mediator, mediation: Mediation) -> rule.MediatorFacts:
    """What is known of somebody who is to mediate this matter."""
    left = mediation.designations.filter(mediator=mediator).exclude(end_article="").first()
    return rule.MediatorFacts(
        listed=mediator.removed_on is None and mediator.court_id == mediation.court_id,
        term_until=mediator.term_until,
        fields=frozenset(mediator.fields),
        minors=mediator.minors,
        ids=frozenset(x for x in (str(mediator.user_id), mediator.user.personal_id) if x),
        stepped_back=left.end_article if left else "",
    )


def matter(mediation: Mediation) -> rule.MatterFacts:
    """What is known of the matter."""
    rows = list(mediation.parties.all())
    return rule.MatterFacts(
        kind=mediation.petition.kind,
        parties=frozenset(x for p in rows for x in (str(p.user_id or ""), p.personal_id) if x),
        minors=mediation.minors,
    )


def barred(mediator: Mediator, mediation: Mediation, at: datetime) -> Reasons:
    """Why this person may not be designated."""
    return rule.barred(facts(mediator, mediation), matter(mediation), clock.local_date(at))


def unfit(mediator: Mediator, mediation: Mediation) -> Reasons:
    """What the judge must weigh when he chooses by himself (17.6)."""
    return rule.unfit(facts(mediator, mediation), matter(mediation))


def designate(
    *, by: Viewer, mediation_id: uuid.UUID, mediator_id: uuid.UUID, reason: str = "", at: datetime
) -> Designation:
    """The decision that names the mediator (quyết định chỉ định Hòa giải viên, 16.6, 17): numbered, signed, given out.

    The petitioner's choice binds (17.4) unless that person is barred; the judge's own choice needs its reason (17.6).
    Two short acts with the signing between them; done again after a break it keeps its number.

    Raises:
        Refused: "mediation.mediator_barred", "mediation.chosen_another" (17.4), "mediation.no_reason" (17.6),
            "mediation.unfinished", "wrong_state".
    """
    made = _number(by=by, mediation_id=mediation_id, mediator_id=mediator_id, reason=clean(reason), at=at)
    paper = papers.designation(made.content, at=at)
    paper = signing.signed(
        paper, by=by, field=signing.JUDGE, reason="Quyết định chỉ định Hòa giải viên", at=at
    )
    paper = signing.sealed(paper, court=made.mediation.court, at=at)
    return _issue(by=by, made=made, paper=paper, at=at)


def _number(
    *, by: Viewer, mediation_id: uuid.UUID, mediator_id: uuid.UUID, reason: str, at: datetime
) -> Designation:
    today = clock.local_date(at)
    with act("mediation.number_designation", by=by, at=at) as a:
        found = locked(a, mediation_id)
        a.allow(found)
        MEDIATION.after("mediation.number_designation", found.state)
        one = Mediator.objects.filter(pk=mediator_id).select_related("user", "post").first()
        if one is None:
            raise refuse("mediation.not_listed", "mediator", _("Hãy chọn một Hòa giải viên."))
        if reasons := barred(one, found, at):
            raise refuse("mediation.mediator_barred", "mediator", _told(one, reasons))
        citation = _way(found, one, reason, at)
        made = found.designations.filter(ended_on=None, sha256="").select_related("number").first()
        if made is not None and made.mediator_id != one.pk:
            raise Refused(
                "mediation.unfinished",
                _(
                    "Quyết định chỉ định %(who)s số %(number)s đã có số nhưng chưa ban hành. Hãy hoàn tất quyết định đó."
                )
                % {"who": made.mediator, "number": made},
            )
        if made is None:
            made = Designation(mediation=found)
        if by.post is None:
            raise LookupError("a judge acts in a post")
        made.mediator, made.judge, made.decided_on = one, by.post, today
        made.citation, made.reason = citation, reason[:1000]
        made.save()
        if made.number is None:
            made.number = numbering.issue(
                court=found.court, pattern="mediation", kind=found.petition.kind, subject=made, at=at
            )
        made.content = papers.designation_content(made, found, at)
        made.save()
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title=f"Cấp số quyết định chỉ định Hòa giải viên {made}",
            data={**about(found), "number": str(made), "mediator": one.pk},
        )
    return made


def _way(found: Mediation, one: Mediator, reason: str, at: datetime) -> str:
    """The clause by which this person is named: 17.4 on the petitioner's or the parties' choice, else 17.5."""
    before = found.designations.exclude(end_article="").exists()
    if found.chosen is not None and not barred(found.chosen, found, at):
        if found.chosen_id != one.pk:
            raise refuse(
                "mediation.chosen_another", "mediator",
                _("Các bên đã lựa chọn %s; Thẩm phán chỉ định theo sự lựa chọn đó (khoản 4 Điều 17).") % found.chosen,
            )  # fmt: skip
        return "điểm c khoản 4 Điều 17" if before else "điểm a khoản 4 Điều 17"
    if reasons := unfit(one, found):
        if not reason:
            raise refuse(
                "mediation.no_reason", "reason", _("%s Hãy chọn người khác, hoặc ghi vì sao vẫn chỉ định.") % _told(one, reasons)
            )  # fmt: skip
    elif not reason:
        raise refuse(
            "mediation.no_reason", "reason", _("Hãy ghi căn cứ chỉ định theo tính chất của vụ việc (khoản 6 Điều 17).")
        )  # fmt: skip
    return "điểm c khoản 5 Điều 17" if before else "điểm a khoản 5 Điều 17"


def _told(one: Mediator, reasons: Reasons) -> str:
    return f"{one}: " + "; ".join(f"{words} ({citation})" for citation, words in reasons) + "."


def _issue(*, by: Viewer, made: Designation, paper: StoredFile, at: datetime) -> Designation:
    with act("mediation.designate", by=by, at=at) as a:
        found = locked(a, made.mediation_id)
        a.allow(found)
        row = a.lock(Designation, made.pk, "mediator__user", "mediator__post", "number")
        if row.sha256 or row.ended_on:
            raise TooLate("mediation.designated", _("Quyết định chỉ định số %s đã được ban hành.") % row)
        if row.content != made.content:
            raise Refused(
                "mediation.changed",
                _("Quyết định vừa được sửa ở cửa sổ khác. Hãy tải lại trang rồi làm tiếp."),
            )
        found.state = MEDIATION.after("mediation.designate", found.state)
        if reasons := barred(row.mediator, found, at):
            raise refuse("mediation.mediator_barred", "mediator", _told(row.mediator, reasons))
        row.sha256 = paper.sha256
        row.save(update_fields=["sha256"])
        found.mediator, found.designated_on, found.respond_by = row.mediator, clock.local_date(at), None
        found.due_on, found.extended = grounds.last_day("LHGDT:20.1", found.designated_on), ""
        found.save()
        give_out(found, "transfer", content=papers.transfer(found, row, at), at=at, number=True)
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title=f"Chỉ định Hòa giải viên {row.mediator}, quyết định số {row}",
            data={
                **about(found),
                "number": str(row),
                "citation": row.citation,
                "designated_on": found.designated_on,
            },
            shown_to="parties",
        )
    return row


def decline(*, by: Viewer, mediation_id: uuid.UUID, ground: str, at: datetime) -> Mediation:
    """The mediator steps back and says by which clause (18.1.a, b, d; 18.2). Another one is designated (18.3).

    Raises:
        Refused: "mediation.no_ground", "wrong_state".
    """
    with act("mediation.decline", by=by, at=at) as a:
        found = locked(a, mediation_id)
        a.allow(found)
        target = MEDIATION.after("mediation.decline", found.state)
        said = grounds.need(ground, grounds.of_change("mediator", clock.local_date(at)))
        _lay_down(found, said.key, at)
        found.state = target
        found.save()
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title=f"Hòa giải viên từ chối hòa giải, đối thoại ({said.citation})",
            data={**about(found), "ground": said.key},
        )
    return found


def ask_replacement(
    *,
    by: Viewer,
    mediation_id: uuid.UUID,
    ground: str,
    at: datetime,
    mediator_id: uuid.UUID | None = None,
    party_id: uuid.UUID | None = None,
) -> Mediation:
    """A party asks for another mediator (16.8.b, 18). Together the parties may name one (18.1.c).

    Args:
        mediator_id: whom both sides chose; only for 18.1.c, entered by the clerk from their agreement.

    Raises:
        Refused: "mediation.no_ground", "mediation.together" (18.1.c needs both), "mediation.not_listed", "wrong_state".
    """
    today = clock.local_date(at)
    with act("mediation.ask_replacement", by=by, at=at) as a:
        found = locked(a, mediation_id)
        a.allow(found)
        target = MEDIATION.after("mediation.ask_replacement", found.state)
        said = grounds.need(ground, grounds.of_change("party", today))
        together = said.key.endswith("18.1.c")
        if together and (by.post is None or mediator_id is None):
            raise refuse(
                "mediation.together", "ground",
                _("Các bên cùng thỏa thuận chọn Hòa giải viên khác thì gửi văn bản chung; Thư ký ghi nhận người được chọn (điểm c khoản 1 Điều 18)."),
            )  # fmt: skip
        party = None if together else any_speaker(found, by, party_id)
        _lay_down(found, said.key, at)
        found.chosen = listed(found, mediator_id, today) if together and mediator_id else None
        found.state = target
        found.save()
        if party is not None and party.role == "defendant":
            party.answer, party.answered_on = MediationParty.Answer.REPLACE, today
            party.save(update_fields=["answer", "answered_on"])
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title=f"Đề nghị thay đổi Hòa giải viên ({said.citation})",
            data={**about(found), "ground": said.key, "party": party.pk if party else ""},
        )
    return found


def any_speaker(found: Mediation, by: Viewer, party_id: uuid.UUID | None) -> MediationParty:
    rows = list(found.parties.all())
    rows = (
        [p for p in rows if p.user_id == by.user_id]
        if by.post is None
        else [p for p in rows if p.pk == party_id]
    )
    if not rows:
        raise refuse("mediation.no_party", "party", _("Hãy chọn người có ý kiến."))
    return rows[0]


def _lay_down(found: Mediation, key: str, at: datetime) -> None:
    """The mediator of now no longer mediates this matter: a planned session falls away, the notes are destroyed."""
    article = key.partition(":")[2]
    found.designations.filter(ended_on=None).update(ended_on=clock.local_date(at), end_article=article)
    found.sessions.filter(state="planned").update(state="put_off")
    Note.objects.filter(mediation=found).delete()
    found.mediator, found.due_on, found.respond_by, found.extended = None, None, None, ""
