"""Acts on applications for cassation and reopening, the only writers of their tables (BLTTDS 328–334, 353–355)."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from toaan.core import clock, numbering, rules_in_force
from toaan.core.acts import Act, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Post, StoredFile
from toaan.core.roles import JUDGES
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.hearings import signing
from toaan.judgments.actions.common import post_of, refused_on
from toaan.judgments.models import Judgment
from toaan.review import papers, queries
from toaan.review.models import Application, Letter
from toaan.review.states import AMENDING, APPLICATION
from toaan.rules import review as rule
from toaan.rules.time_limits import due_date
from toaan.vietnamese.text import clean

K = Letter.Kind
ACT = {
    K.AMENDMENT: "review.require_amendment", K.RETURN: "review.return_application", K.DECLINED: "review.decline",
    K.PROTEST: "review.protest",
}  # fmt: skip
NUMBER = "review.number_letter"


def file(
    *, by: Viewer, judgment_id: uuid.UUID, party_id: uuid.UUID, kind: str, ground: str, reason: str, at: datetime,
    channel: str = Application.Channel.ONLINE, sent_on: date | None = None, paper: StoredFile | None = None,
) -> Application:  # fmt: skip
    """Take an application into the book: from a party in the portal, or at the counter of the court that may protest.

    Raises:
        Refused: "review.not_effective", "review.elsewhere" (only the Supreme Court's president may protest),
            "review.ground", "review.no_reason", "review.not_yours", "review.day", "review.late" (online after the year of
            327.1), "review.open" (one of this party is being looked at).
    """
    reason = clean(reason)
    judgment = (
        Judgment.objects.select_related("case__court__parent", "number", "effect")
        .filter(pk=judgment_id)
        .first()
    )
    party = judgment.case.parties.filter(pk=party_id).first() if judgment else None
    if judgment is None or party is None:
        raise not_found()
    court = queries.competent_court(judgment)
    online = by.post is None
    if online and paper is None and reason and ground in rule.GROUNDS.get(kind, {}) and court is not None:
        paper = papers.application(
            judgment, party, court, kind=kind, ground=ground, reason=reason, by=by, at=at
        )
    with act("review.file", by=by, at=at) as a:
        if court is None:
            raise Refused(
                "review.elsewhere",
                _("Bản án của Tòa án cấp tỉnh do Chánh án Tòa án nhân dân tối cao, Viện trưởng Viện kiểm sát nhân dân tối cao xem xét: gửi đơn giấy đến đó (khoản 1 Điều 331)."),
            )  # fmt: skip
        made = Application(
            judgment=judgment, court=court, kind=kind, party=party, ground=ground, reason=reason, recorded_at=at,
            channel=Application.Channel.ONLINE if online else channel,
            sent_on=clock.local_date(at) if online or sent_on is None else sent_on,
            user=by.user if online else None, post=by.post, sha256=paper.pk if paper else "",
        )  # fmt: skip
        a.allow(made)
        _check_new(made, online=online, today=clock.local_date(at))
        made.save()
        made.number = numbering.issue(
            court=court, pattern="review_application", kind=judgment.case.kind, subject=made, at=at
        )
        made.save(update_fields=["number"])
        late = " (sau thời hạn đề nghị)" if made.is_late else ""
        _record(
            a, made, f"Nhận {str(made)[:1].lower()}{str(made)[1:]} {_kind_words(made)} của {party.name}{late}",
            {"number": str(made.number), "kind": kind, "ground": ground, "sent_on": made.sent_on, "sha256": made.sha256},
            shown_to="parties",
        )  # fmt: skip
    return made


def _check_new(made: Application, *, online: bool, today: date) -> None:
    begins = queries.effective_on(made.judgment)
    if begins is None or begins > today:
        raise Refused(
            "review.not_effective", _("Bản án chưa có hiệu lực pháp luật toàn bộ: chưa đề nghị xem xét lại được.")
        )  # fmt: skip
    if made.ground not in rule.GROUNDS.get(made.kind, {}):
        raise refused_on("ground", "review.ground", _("Chọn một căn cứ của thủ tục này."))
    if not made.reason:
        raise refused_on(
            "reason", "review.no_reason", _("Nêu lý do và yêu cầu của bạn (điểm d khoản 1 Điều 328).")
        )
    if not begins <= made.sent_on <= today:
        raise refused_on(
            "sent_on", "review.day", _("Ngày gửi đơn phải từ ngày bản án có hiệu lực đến hôm nay.")
        )
    if made.kind == Application.Kind.CASSATION:
        made.due_on = queries.last_day(made.judgment)
    if online and made.is_late and made.due_on is not None:
        raise Refused(
            "review.late",
            _("Thời hạn đề nghị giám đốc thẩm đã hết ngày %(day)s (khoản 1 Điều 327). Nếu Tòa án đã nhận đơn của bạn trong hạn, hãy gửi đơn tiếp theo tại bộ phận Một cửa.")
            % {"day": f"{made.due_on:%d/%m/%Y}"},
        )  # fmt: skip
    open_now = Application.objects.filter(judgment=made.judgment, party=made.party, kind=made.kind)
    found = open_now.exclude(state__in=["returned", "declined", "protested"]).select_related("number").first()
    if found is not None:
        raise Refused("review.open", _("%(one)s của người này đang được xem xét.") % {"one": found})


def amend(*, by: Viewer, application_id: uuid.UUID, text: str, at: datetime) -> Application:
    """The applicant adds what the court asked for (329.2).

    Raises:
        Refused: "review.no_text", "review.amend_late", "wrong_state".
    """
    text = clean(text)
    with act("review.amend", by=by, at=at) as a:
        made = _lock(a, application_id)
        made.state = APPLICATION.after("review.amend", made.state)
        if not text:
            raise refused_on("text", "review.no_text", _("Ghi phần sửa đổi, bổ sung."))
        today = clock.local_date(at)
        if made.amend_by is not None and today > made.amend_by:
            raise Refused(
                "review.amend_late",
                _("Thời hạn sửa đổi, bổ sung đã hết ngày %(day)s (khoản 2 Điều 329).") % {"day": f"{made.amend_by:%d/%m/%Y}"},
            )  # fmt: skip
        made.amendments = [*made.amendments, {"on": today.isoformat(), "text": text}]
        made.amend_by = None
        made.save(update_fields=["state", "amendments", "amend_by"])
        _record(
            a,
            made,
            f"{made.party.name} sửa đổi, bổ sung đơn đề nghị số {made.number}",
            {},
            shown_to="parties",
        )
    return made


def assign_examiner(
    *, by: Viewer, application_id: uuid.UUID, post_id: uuid.UUID, at: datetime
) -> Application:
    """The application has what 328 asks for; the president names who studies it and the file (329.2, 329.3).

    Raises:
        Refused: "review.examiner", "review.sat_before", "wrong_state".
    """
    with act("review.assign_examiner", by=by, at=at) as a:
        made = _lock(a, application_id)
        made.state = APPLICATION.after("review.assign_examiner", made.state)
        kinds = [role.value for role in JUDGES]
        post = Post.objects.held_at(at).filter(pk=post_id, court=made.court, kind__in=kinds).first()
        if post is None:
            raise refused_on("post", "review.examiner", _("Chọn một Thẩm phán của Tòa án này."))
        if made.judgment.case.assignments.filter(post__user_id=post.user_id).exists():
            raise refused_on(
                "post", "review.sat_before", _("Người này đã tham gia giải quyết chính vụ án này.")
            )
        made.examiner = post
        made.save(update_fields=["state", "examiner"])
        _record(
            a, made, f"Phân công {post.user} nghiên cứu đơn đề nghị số {made.number}", {"examiner": post.pk}
        )  # fmt: skip
    return made


def report(*, by: Viewer, application_id: uuid.UUID, text: str, protest: bool, at: datetime) -> Application:
    """The examiner reports what the file shows and proposes (329.3). Read by the court alone.

    Raises:
        Refused: "review.no_text", "wrong_state".
    """
    text = clean(text)
    with act("review.report", by=by, at=at) as a:
        made = _lock(a, application_id)
        made.state = APPLICATION.after("review.report", made.state)
        if not text:
            raise refused_on("text", "review.no_text", _("Ghi kết quả nghiên cứu đơn và hồ sơ."))
        made.report, made.proposes_protest = text, protest
        made.save(update_fields=["state", "report", "proposes_protest"])
        _record(a, made, f"Báo cáo kết quả nghiên cứu đơn đề nghị số {made.number}", {"protest": protest})
    return made


def require_amendment(*, by: Viewer, application_id: uuid.UUID, text: str, at: datetime) -> Letter:
    """Say what the application lacks (329.2); the month runs from the day on which the letter is received.

    Raises:
        Refused: "review.no_text", "wrong_state".
    """
    return _write(K.AMENDMENT, by=by, application_id=application_id, text=text, at=at)


def return_application(*, by: Viewer, application_id: uuid.UUID, text: str, at: datetime) -> Letter:
    """Give it back with the reason (329.2).

    Raises:
        Refused: "review.no_text", "review.too_early" (the month to amend is not over), "wrong_state".
    """
    return _write(K.RETURN, by=by, application_id=application_id, text=text, at=at)


def decline(*, by: Viewer, application_id: uuid.UUID, text: str, at: datetime) -> Letter:
    """The president finds no ground and says why in writing (329.3).

    Raises:
        Refused: "review.no_text", "wrong_state".
    """
    return _write(K.DECLINED, by=by, application_id=application_id, text=text, at=at)


def protest(
    *, by: Viewer, application_id: uuid.UUID, text: str, ground: str, scope: str, proposal: str, at: datetime,
    stay: bool = False, extended: bool = False, known_on: date | None = None,
) -> Letter:  # fmt: skip
    """The president protests (331.2, 354.2), with all that 333 asks for.

    Args:
        scope: the whole judgment or which parts (333.7).
        proposal: what the committee of judges is asked to decide (333.9).
        stay: the enforcement of the judgment is suspended until the decision (332.2, 354.3).
        extended: both conditions of 334.2 are given, so that two years are added.
        known_on: of a reopening, the day on which the president learned of the ground (355).

    Raises:
        Refused: "review.no_text", "review.ground", "review.no_proposal", "review.known_on", "review.term_over",
            "wrong_state".
    """
    more = {
        "ground": ground, "scope": clean(scope), "proposal": clean(proposal), "stay": stay, "extended": extended,
        "known_on": known_on,
    }  # fmt: skip
    return _write(K.PROTEST, by=by, application_id=application_id, text=text, at=at, **more)


def record_delivery(
    *, by: Viewer, letter_id: uuid.UUID, sent_on: date, received_on: date | None, at: datetime
) -> Letter:
    """When a letter went out, and when it was received; a month to amend begins with its receipt (329.2).

    Raises:
        Refused: "review.day".
    """
    with act("review.record_delivery", by=by, at=at) as a:
        application_id = Letter.objects.filter(pk=letter_id).values_list("application_id", flat=True).first()
        if application_id is None:
            raise not_found()
        made = _lock(a, application_id)
        letter = a.lock(Letter, letter_id, "number")
        today = clock.local_date(at)
        if not letter.decided_on <= sent_on <= (received_on or today) <= today:
            raise refused_on(
                "sent_on", "review.day", _("Ngày gửi từ ngày ban hành, ngày nhận từ ngày gửi đến hôm nay.")
            )
        letter.sent_on, letter.received_on = sent_on, received_on
        letter.save(update_fields=["sent_on", "received_on"])
        if letter.kind == K.AMENDMENT and received_on is not None and made.state == AMENDING:
            limit = rules_in_force.time_limit(rule.AMEND, received_on)
            made.amend_by = due_date(limit, received_on, rules_in_force.calendar()).due
            made.save(update_fields=["amend_by"])
        _record(
            a, made, f"Gửi {letter.title[:1].lower()}{letter.title[1:]}", {"letter": letter.pk, "received_on": received_on}
        )  # fmt: skip
    return letter


def _write(
    kind: Letter.Kind, *, by: Viewer, application_id: uuid.UUID, text: str, at: datetime, **more: Any
) -> Letter:
    """Number, render and sign, then issue. Stopped in between, it is done again with the same number."""
    made = _number(kind, by=by, application_id=application_id, text=clean(text), at=at, more=more)
    paper = papers.letter(made.content, at=at)
    paper = signing.signed(paper, by=by, field=signing.JUDGE, reason=papers.TITLES[kind], at=at)
    paper = signing.sealed(paper, court=made.application.court, at=at)
    with act(ACT[kind], by=by, at=at) as a:
        application = _lock(a, application_id)
        application.state = APPLICATION.after(ACT[kind], application.state)
        letter = a.lock(Letter, made.pk, "number")
        if letter.issued or letter.content != made.content:
            raise Refused(
                "review.changed", _("Văn bản vừa được sửa ở cửa sổ khác. Hãy tải lại trang rồi làm tiếp.")
            )
        letter.sha256, letter.signer, letter.issued_at = paper.sha256, post_of(by), at
        letter.save(update_fields=["sha256", "signer", "issued_at"])
        application.save(update_fields=["state"])
        a.record(
            letter,
            court=application.court,
            case_id=application.judgment.case_id,
            title=letter.title,
            data={
                "letter": letter.pk,
                "number": str(letter),
                "application": application.pk,
                "sha256": letter.sha256,
            },
            shown_to="parties",
        )
    return letter


def _number(
    kind: Letter.Kind, *, by: Viewer, application_id: uuid.UUID, text: str, at: datetime, more: dict[str, Any]
) -> Letter:
    with act(NUMBER, by=by, at=at) as a:
        application = _lock(a, application_id)
        today = clock.local_date(at)
        APPLICATION.after(ACT[kind], application.state)
        if not text:
            raise refused_on("text", "review.no_text", _("Ghi nội dung, lý do của văn bản."))
        if kind == K.RETURN and application.state == AMENDING:
            _need_month_over(application, today)
        if kind == K.PROTEST:
            _check_protest(application, today, more)
        letter = (
            Letter.objects.select_related("number")
            .filter(application=application, kind=kind, sha256="")
            .first()
        )
        letter = letter or Letter(application=application, kind=kind)
        letter.application, letter.decided_on, letter.content = application, today, {}
        letter.save()
        if letter.number is None:
            pattern = "review_protest" if kind == K.PROTEST else "notice"
            letter.number = numbering.issue(
                court=application.court,
                pattern=pattern,
                kind=application.judgment.case.kind,
                subject=letter,
                at=at,
            )
        letter.content = papers.letter_content(letter, text, by=by, more=more)
        letter.save()
        _record(
            a,
            application,
            f"Cấp số {letter.title[:1].lower()}{letter.title[1:]}",
            {"content": letter.content},
        )
    return letter


def _need_month_over(application: Application, today: date) -> None:
    if application.amend_by is None:
        raise Refused(
            "review.too_early", _("Chưa ghi ngày người gửi đơn nhận được yêu cầu: thời hạn sửa đổi, bổ sung chưa bắt đầu.")
        )  # fmt: skip
    if today <= application.amend_by:
        raise Refused(
            "review.too_early",
            _("Người gửi đơn còn được sửa đổi, bổ sung đến hết ngày %(day)s (khoản 2 Điều 329).")
            % {"day": f"{application.amend_by:%d/%m/%Y}"},
        )  # fmt: skip


def _check_protest(application: Application, today: date, more: dict[str, Any]) -> None:
    if more["ground"] not in rule.GROUNDS[application.kind]:
        raise refused_on("ground", "review.ground", _("Chọn một căn cứ của thủ tục này."))
    if not more["scope"] or not more["proposal"]:
        raise refused_on(
            "proposal", "review.no_proposal", _("Ghi phần bị kháng nghị và đề nghị của người kháng nghị (khoản 7, khoản 9 Điều 333).")
        )  # fmt: skip
    last = last_day_to_protest(application, extended=more["extended"], known_on=more["known_on"])
    if last is None or (more["known_on"] and more["known_on"] > today):
        raise refused_on("known_on", "review.known_on", _("Ghi ngày biết được căn cứ kháng nghị (Điều 355)."))
    if today > last:
        raise Refused(
            "review.term_over", _("Thời hạn kháng nghị đã hết ngày %(day)s.") % {"day": f"{last:%d/%m/%Y}"}
        )


def last_day_to_protest(
    application: Application, *, extended: bool = False, known_on: date | None = None
) -> date | None:
    """Last day to protest: three years from effect, two more under 334.2; of a reopening a year from knowing (355)."""
    calendar = rules_in_force.calendar()
    if application.kind == Application.Kind.REOPENING:
        return (
            due_date(rules_in_force.time_limit(rule.REOPENING, known_on), known_on, calendar).due
            if known_on
            else None
        )
    begins = queries.effective_on(application.judgment)
    if begins is None:
        return None
    last = due_date(rules_in_force.time_limit(rule.PROTEST, begins), begins, calendar).due
    return due_date(rules_in_force.time_limit(rule.EXTENDED, last), last, calendar).due if extended else last


def _lock(a: Act, application_id: uuid.UUID) -> Application:
    made = a.lock(
        Application, application_id, "court", "number", "party", "judgment__case__court", "judgment__case__number",
        "judgment__number", "judgment__effect",
    )  # fmt: skip
    a.allow(made)
    return made


def _kind_words(made: Application) -> str:
    return "giám đốc thẩm" if made.kind == Application.Kind.CASSATION else "tái thẩm"


def _record(a: Act, made: Application, title: str, data: dict[str, Any], *, shown_to: str = "nobody") -> None:
    a.record(
        made, court=made.court, case_id=made.judgment.case_id, title=title[:500], data=data, shown_to=shown_to
    )
