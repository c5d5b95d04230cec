"""The matters of the practice court, at every stage, made by the real acts."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from tests.pages.day import NOW


def bring_word(by: Any, case_id: Any, at: datetime) -> None:
    """A Word file of the draft that was edited outside and waits for the judge."""
    import io

    from toaan.cases.models import Case
    from toaan.judgments import actions as judgments
    from toaan.judgments.tests.thread import word_file
    from toaan.judgments.tests.word_files import retyped

    blob = word_file(by, Case.objects.get(pk=case_id), at)
    edited = retyped(blob, "[1]", "[1] Đoạn này vừa được viết lại trong Word.")
    judgments.bring_word(by=by, case_id=case_id, upload=io.BytesIO(edited), name="Dự thảo sửa.docx", at=at)


def matters() -> list[tuple[int, Callable[[Any, datetime], object]]]:
    """Days before `NOW` on which the petition comes in, and the steps that make it."""
    from tests.pages import matters_law as law
    from tests.pages.matters_above import MattersAbove
    from toaan.cases import actions as cases
    from toaan.cases.models import Case
    from toaan.core import actions as core
    from toaan.core import clock, events
    from toaan.core.viewer import Viewer
    from toaan.course import actions as course
    from toaan.delivery import actions as delivery
    from toaan.delivery.models import Service
    from toaan.demo import (
        client_steps,
        foreign_steps,
        mediations,
        request_steps,
        reviews,
        searches,
        steps,
        strike_steps,
        turns,
    )
    from toaan.demo.people import World
    from toaan.dossiers import actions as dossiers
    from toaan.dossiers.models import Folio
    from toaan.filing import actions as filing
    from toaan.filing.tests import returning
    from toaan.hearings import actions as hearings
    from toaan.judgments import actions as judgments
    from toaan.judgments.actions.deliberation import panel_of
    from toaan.measures import actions as measures
    from toaan.mediation import actions as mediation

    def assigned(world: World, at: datetime) -> Case:
        case = steps.assigned_case(world, at, case=steps.accepted_case(world, at))
        steps.served(world, case, at)
        return case

    def interpreted(world: World, at: datetime) -> None:
        """Somebody interprets for the defendant, his pledge is not recorded yet; an agent speaks for the plaintiff."""
        case = assigned(world, at)
        cases.register_protector(
            by=world.viewer("thuky"), case_id=case.pk, party_id=case.parties.get(role="plaintiff").pk, kind="authorised",
            name="Tô Văn Bình", at=at,
        )  # fmt: skip
        cases.accept_interpreter(
            by=world.viewer(steps.presiding(world, case)), case_id=case.pk, at=at + timedelta(hours=1),
            data=cases.InterpreterData(
                "Thạch Sa Ry", "tiếng Khmer", "Số 12 đường Lộ Mới, xã Mỹ Lý, tỉnh Sông Thanh", "agreed",
                party_id=case.parties.get(role="defendant").pk,
            ),
        )  # fmt: skip

    def replacement_asked(world: World, at: datetime) -> None:
        """The plaintiff asks for another lay judge and another clerk; the president has answered about the clerk only."""
        case = assigned(world, at)
        party = case.parties.get(role="plaintiff").pk
        for role, ground in (("clerk", "replaced:52.3"), ("lay_judge", "replaced:52.1")):
            held = case.assignments.filter(role=role, ended_at=None)[0]
            asked = course.ReplacementAsked(
                uuid.uuid4(), party, f"officer:{held.pk}", ground, "Là anh em họ với bị đơn."
            )
            made = course.ask_replacement(
                by=world.viewer("nguyendon"), case_id=case.pk, asked=asked, at=at + timedelta(hours=1)
            )
            if role == "clerk":
                course.answer_replacement(
                    by=world.viewer("chanhan"), replacement_id=made.pk, accept=False, opinion="Không có quan hệ họ hàng.",
                    reason="Không có căn cứ cho rằng Thư ký không vô tư.", at=at + timedelta(hours=2),
                )  # fmt: skip

    def session_planned(world: World, at: datetime) -> None:
        """The defendant has no account: the notice went to him by post, and nothing has come back yet."""
        petition = steps.fee_paid_petition(world, at)
        case = filing.accept(by=world.viewer("thuky"), petition_id=petition.pk, at=at)
        steps.assigned_case(world, at, case=case)
        events.drain()
        service = Service.objects.get(case=case, kind="acceptance_notice")
        by_hand = service.recipients.filter(state="waiting")
        sendings = [
            delivery.Sending(r.pk, barcode="RS000000001VN" if r.method == "post" else "") for r in by_hand
        ]
        delivery.send(by=world.viewer("thuky"), service_id=service.pk, sendings=sendings, at=at)
        starts = steps.next_working_day(NOW + timedelta(days=6)) + timedelta(hours=6)
        hearings.schedule_session(
            by=world.viewer(steps.presiding(world, case)), case_id=case.pk, room_id=steps.court_room(world).pk,
            starts_at=starts, ends_at=starts + timedelta(hours=2), at=at,
        )  # fmt: skip

    def mediated(world: World, at: datetime) -> Case:
        return steps.mediated_case(world, at, case=assigned(world, at))

    def agreed(world: World, at: datetime) -> Case:
        return steps.mediated_case(
            world, at, case=assigned(world, at), outcome="settled", after_opening=timedelta(hours=6)
        )

    def recognised(world: World, at: datetime) -> None:
        """The parties agreed at the session, and nobody changed his mind: recognised, and open to the public."""
        case = agreed(world, at)
        after = clock.now() + timedelta(days=9)
        clock.move_to(after)
        wish = course.Agreement(
            "Bị đơn trả nguyên đơn 350.000.000 đồng, chậm nhất ngày 30/06/2026.", whole=True, willing=True, lawful=True,
            bearer="half", value=350_000_000,
        )  # fmt: skip
        course.recognise(by=world.viewer(steps.presiding(world, case)), case_id=case.pk, wish=wish, at=after)
        steps.published_case(world, clock.now(), case=case)

    def trial_decided(world: World, at: datetime) -> Case:
        case = steps.trial_decided_case(world, at, case=mediated(world, at))
        steps.served(world, case, clock.now(), kind="trial_decision")
        return case

    def hearing_open(world: World, at: datetime) -> None:
        steps.opened_hearing(world, at, case=trial_decided(world, at))

    def hearing_paused(world: World, at: datetime) -> None:
        """The hearing waits for another expert opinion."""
        hearing = steps.opened_hearing(world, at, case=trial_decided(world, at))
        turns.paused(world, hearing, clock.now() + timedelta(hours=1))

    def drafted(world: World, at: datetime) -> None:
        case = steps.debated_case(world, at, case=trial_decided(world, at))
        moment = clock.now()
        judge = world.viewer(steps.presiding(world, case))
        content = steps.judgment_content(case, clock.local_date(moment))
        first = replace(content, reasoning=content.reasoning[:1])
        judgments.save_draft(by=judge, case_id=case.pk, revision=0, at=moment, content=first)
        judgments.save_draft(by=judge, case_id=case.pk, revision=1, at=moment, content=content)
        bring_word(judge, case.pk, moment)
        question = judgments.ask(
            by=judge, case_id=case.pk, text="Chấp nhận yêu cầu đòi lại tiền đặt cọc.", at=moment
        )
        lay = Viewer(post=(post := panel_of(case)[0]), user=post.user)
        judgments.vote(
            by=lay,
            case_id=case.pk,
            question_id=question.pk,
            answer="disagree",
            opinion="Bên bán đã trả một phần.",
            at=moment,
        )
        judgments.write_note(by=judge, case_id=case.pk, text="Xem lại bút lục 3.", shared=True, at=moment)

    def signed(world: World, at: datetime) -> None:
        steps.signed_judgment(world, at, case=steps.debated_case(world, at, case=trial_decided(world, at)))

    def pronounced(world: World, at: datetime) -> Case:
        case = steps.debated_case(world, at, case=trial_decided(world, at))
        case = steps.pronounced_case(world, at, case=case)
        steps.sign_hearing_minutes(world, case, clock.now())
        steps.served(world, case, clock.now(), kind="judgment")
        return case

    def effective(world: World, at: datetime) -> Case:
        return steps.effective_case(world, at, case=pronounced(world, at))

    def copied(world: World, at: datetime) -> Case:
        """Two copies of the first document of the file: one sealed, one that stopped between number and seal."""
        case = pronounced(world, at)
        events.drain()
        clerk, moment = world.viewer("thuky"), clock.now()
        folio = Folio.objects.filter(dossier__case=case, kind="judgment").get()
        for form, last in (("true", folio.pages), ("extract", 1)):
            wish = dossiers.CopyWish(
                uuid.uuid4(), form, "electronic", "paper", 1, last, 2,
                dossiers.Recipient(case.parties.get(role="plaintiff").pk), "Theo đơn đề nghị của nguyên đơn",
                str(world.posts["chanhan"].pk), True,
            )  # fmt: skip
            made = dossiers.make_copy(by=clerk, folio_id=folio.pk, wish=wish, at=moment)
            if form == "true":
                dossiers.seal_copy(by=clerk, copy_id=made.pk, at=moment)
        return case

    def closed(world: World, at: datetime) -> None:
        steps.closed_case(world, at, case=effective(world, at))

    def suspended(world: World, at: datetime) -> None:
        """Waiting for a valuation; everybody has the decision."""
        case = turns.suspended_case(world, at + timedelta(hours=1), case=assigned(world, at))
        steps.served(world, case, clock.now(), kind="suspension_decision")

    def discontinued(world: World, at: datetime) -> None:
        """Struck out of the book; its keeper has added a remark to the line."""
        from toaan.books import actions as books

        case = turns.discontinued_case(world, at + timedelta(hours=1), case=assigned(world, at))
        books.correct(
            by=world.viewer("thuky"), book="thu-ly", line=str(case.number_id), column="remark", seen="",
            after="Hồ sơ giấy kèm theo: 01 tập", reason="Bổ sung theo biên bản bàn giao", key=uuid.uuid4(),
            at=clock.now(),
        )  # fmt: skip

    def transferred(world: World, at: datetime) -> None:
        """Several claims, so that one could be separated too; a complaint waits for the president."""
        to = turns.neighbour(world, at).court
        case = turns.transferred_case(world, at + timedelta(hours=1), to, case=assigned(world, at))
        decision = case.course_decisions.get()
        period = decision.periods.get(party__role="plaintiff")
        course.complain_of_transfer(
            by=world.viewer("nguyendon"), decision_id=decision.pk, period_id=period.pk, at=clock.now(),
            ground="Bị đơn đã chuyển về khu vực 3 trước ngày thụ lý.",
        )  # fmt: skip

    def sent_away(world: World, at: datetime) -> None:
        """Nobody complained: the file is on its way."""
        to = turns.neighbour(world, at).court
        turns.sent_case(world, at + timedelta(hours=1), to, case=assigned(world, at))

    def disputed(world: World, at: datetime) -> None:
        """The court that got the file asks whose case it is."""
        turns.disputed(world, at + timedelta(hours=1), case=assigned(world, at))

    def dispute_settled(world: World, at: datetime) -> None:
        """The president above gave the case back to the court that sent it."""
        made = turns.disputed(world, at + timedelta(hours=1), case=assigned(world, at))
        course.settle_dispute(
            by=world.viewer("chanhan.tinh"), dispute_id=made.pk, court_id=world.court.pk, at=clock.now(),
            finding="Bị đơn cư trú tại xã Sông Thanh từ trước ngày nộp đơn.",
        )  # fmt: skip

    def changed(world: World, at: datetime) -> None:
        """The plaintiff gives one of his claims up; the judge has not answered."""
        case = assigned(world, at)
        wish = course.ChangeWish(
            uuid.UUID(int=7), case.parties.get(role="plaintiff").pk, [f"{case.claims[0]}, trừ phần đã trả"], case.value,
            "Hai bên đã tự giải quyết phần này.",
        )  # fmt: skip
        course.file_change(
            by=world.viewer("nguyendon"), case_id=case.pk, wish=wish, at=at + timedelta(hours=1)
        )

    def counterclaimed(world: World, at: datetime) -> None:
        """Two counterclaims of a defendant with an account: one to be examined, one to be paid for."""
        case = steps.assigned_case(world, at)
        turns.counterclaimed_case(world, at + timedelta(hours=1), case=case)

    def simplified_complained(world: World, at: datetime) -> None:
        """By simplified procedure: the hearing is planned, the defendant's complaint waits for the president."""
        turns.complained(world, turns.simplified_trial(world, at), clock.now())

    def simplified_open(world: World, at: datetime) -> None:
        """The hearing has opened and the judge is about to mediate."""
        turns.simplified_hearing(world, at, mediated=False)

    def mediating(world: World, at: datetime) -> None:
        """A session is set; the mediator keeps a note; a second one was held."""
        made = mediations.mediating(world, at)
        starts = mediations.planned(world, at, made)
        clock.move_to(starts + timedelta(hours=1))
        mediations.held(world, clock.now(), made)
        mediations.planned(world, clock.now(), made)
        mediation.save_note(
            by=world.viewer("hoagiai"),
            mediation_id=made.pk,
            text="Hỏi lại hai bên về lịch trả tiền.",
            at=clock.now(),
        )

    def half_recognised(world: World, at: datetime) -> None:
        """Recognised; the procuracy has not its copy yet."""
        made, now = mediations.to_decide(world, at)
        keys = [g.key for g in mediation.conditions(made)]
        mediation.decide(by=world.viewer("thamphan2"), mediation_id=made.pk, met=keys, at=now)

    def request_draft(world: World, at: datetime) -> None:
        """Two spouses: the wife has sent it to her husband to confirm."""
        petition = request_steps.drafted(world, at)
        filing.invite(by=world.viewer("nguyendon"), petition_id=petition.pk, at=at)

    def searched(world: World, at: datetime) -> None:
        """The notice is published; somebody has told the court something that nobody has looked into."""
        found = searches.published(world, at)
        searches.told(world, found, clock.now())

    def search_ordered(world: World, at: datetime) -> None:
        """The notice is still to be signed."""
        searches.ordered(world, at, kind="27.4")

    def to_be_searched(world: World, at: datetime) -> None:
        """Nothing is ordered yet."""
        request_steps.accepted(world, at, kind="27.3")

    def measured(world: World, at: datetime) -> None:
        """An account is blocked; a second request waits for the judge."""
        case = turns.measure_applied(world, at, case=steps.assigned_case(world, at))
        turns.measure_asked(world, at + timedelta(hours=1), case=case)

    def urgent(world: World, at: datetime) -> None:
        """A measure binds before acceptance; a second request has its security fixed, a third no judge yet."""
        made = turns.urgent_applied(world, at)
        second = turns.urgent_named(world, at + timedelta(hours=1), petition=made.petition)
        measures.decide(
            by=world.viewer("thamphan2"), request_id=second.pk, at=at + timedelta(hours=1),
            wish=measures.Security(form="Nộp chứng từ bảo lãnh của ngân hàng", due_on=clock.local_date(at), reason="Điều 136"),
        )  # fmt: skip
        turns.urgent_asked(world, at + timedelta(hours=2), petition=made.petition)

    def amending(world: World, at: datetime) -> None:
        petition = steps.examined_petition(world, at)
        due = clock.local_date(at) + timedelta(days=15)
        filing.request_amendment(
            by=world.viewer("thamphan"), petition_id=petition.pk, matters="Ghi rõ ngày giao tiền đặt cọc.",
            due_on=due, at=at,
        )  # fmt: skip

    def fee_due(world: World, at: datetime) -> None:
        petition = steps.examined_petition(world, at)
        filing.take_jurisdiction(by=world.viewer("thamphan"), petition_id=petition.pk, at=at)

    def returned(world: World, at: datetime) -> None:
        petition = steps.examined_petition(world, at)
        filing.return_petition(
            by=world.viewer("thamphan"), petition_id=petition.pk, ground=some_ground(petition, at), at=at,
            reason="Hợp đồng vay do người khác ký; người khởi kiện không có quyền khởi kiện.",
        )  # fmt: skip

    def sent_on(world: World, at: datetime) -> None:
        """The defendant lives in the area of another court, which works here too."""
        from toaan.core.models import Court
        from toaan.core.viewer import SYSTEM

        other = core.found_court(
            by=SYSTEM, code="TAND-ST-KV1", name="Tòa án nhân dân khu vực 1 - tỉnh Sông Thanh", at=at,
            level=Court.Level.REGION, parent=world.province, valid_from=date(2025, 7, 1),
        )  # fmt: skip
        petition = steps.examined_petition(world, at)
        filing.transfer_petition(
            by=world.viewer("thamphan"), petition_id=petition.pk, to_court_id=other.pk, at=at,
            reason="Bị đơn cư trú tại xã Yên Khê từ tháng 02/2026.",
        )  # fmt: skip

    def court_area(world: World, at: datetime) -> None:
        """The communes of the practice court, as its resolution says."""
        from toaan.core import areas
        from toaan.core.viewer import SYSTEM

        basis = "Phụ lục giả định của Tòa án thực hành"
        lines = [
            areas.Line("tỉnh Sông Thanh", name, "", date(2025, 7, 1), None, basis)
            for name in ("xã Sông Thanh", "xã Yên Khê", "phường Tân Hòa")
        ]
        filing.enter_area(by=SYSTEM, court=world.court, lines=lines, at=at)

    def portal_down(world: World, at: datetime) -> None:
        """The portal has been out of order since the morning."""
        from toaan.rulebook import actions as rulebook

        rulebook.record_incident(
            by=world.viewer("cntt.tinh"),
            what="Không nộp được tài liệu ghi hình",
            started_at=at - timedelta(hours=1),
            at=at,
        )

    def handed_over(world: World, at: datetime) -> None:
        """The judge is away for some days; the petition goes to a colleague meanwhile."""
        petition = steps.examined_petition(world, at)
        day = clock.local_date(at)
        core.record_leave(
            by=world.viewer("tochuc"), post_id=world.posts["hoitham3"].pk, ground="leave_ground:annual",
            first_day=day, last_day=day + timedelta(days=20), at=at,
        )  # fmt: skip
        piece = cases.Piece(
            "petition", petition.pk, "examiner", f"Đơn số {petition}", world.posts["thamphan3"].pk
        )
        plan = cases.Plan(
            uuid.UUID(int=1), world.posts["thamphan"].pk, "handover_ground:leave", [piece],
            until=day + timedelta(days=20),
        )  # fmt: skip
        cases.hand_over(by=world.viewer("chanhan"), plan=plan, at=at)

    def rule_proposed(world: World, at: datetime) -> None:
        """The days off of 2027 wait for the second signature; a fee was changed a week before."""
        from toaan.core import rules_in_force
        from toaan.rulebook import actions as rulebook
        from toaan.rulebook.tests.support import applied, version, year

        at -= timedelta(days=7)
        officer = world.viewer("cntt")
        applied(
            version("fee:DS", clock.local_date(NOW), no_value=320_000),
            by=officer,
            second=world.viewer("chanhan"),
            at=at,
        )
        known = rules_in_force.rule("holiday", "holiday:2027", date(2027, 1, 1)).value["days"]
        days = {**known, "2027-01-04": "Nghỉ hoán đổi dịp Tết Dương lịch"}
        reason = "Thông báo về lịch nghỉ Tết và Quốc khánh năm 2027"
        rulebook.propose(
            by=officer,
            row=year(2027, days, extra={"2027-01-09": "Làm bù cho ngày 04/01/2027"}),
            reason=reason,
            at=at,
        )

    def committee(world: World, at: datetime) -> None:
        """Judgments before the committee of judges: its session is set, it has sat, it has decided."""
        from toaan.judgments.models import Judgment

        found = Judgment.objects.filter(
            effect__effective_on__lte=at.date(), case__instance="ST", case__state="effective"
        )
        reviews.committee(world, at)
        for one, how in zip(
            found.order_by("-pronounced_at")[:3], (reviews.session_set, reviews.heard, reviews.decided), strict=True
        ):  # fmt: skip
            clock.move_to(at)
            how(world, reviews.of_procuracy(world, one, at), at)

    def review_asked(world: World, at: datetime) -> None:
        from toaan.judgments.models import Judgment
        from toaan.review import actions as review

        rows = Judgment.objects.filter(
            effect__effective_on__lte=at.date(),
            case__instance="ST",
            case__state="effective",
            proceedings=None,
        )
        judgment = rows.order_by("pronounced_at").first()
        party = judgment.case.parties.exclude(user=None).first()
        both = {
            "by": world.viewer(party.user.username),
            "judgment_id": judgment.pk,
            "party_id": party.pk,
            "at": at,
        }
        made = review.file(
            **both, kind="cassation", ground="326.1.c", reason="Bản án áp dụng sai quy định về đặt cọc."
        )
        review.file(**both, kind="reopening", ground="352.1", reason="Vừa tìm thấy giấy biên nhận thứ hai.")
        president = world.viewer("chanhan.tinh")
        review.require_amendment(by=president, application_id=made.pk, text="Gửi kèm bản án.", at=at)
        reviews.of_president(world, judgment, at)
        reviews.of_procuracy(world, rows.exclude(pk=judgment.pk).order_by("-pronounced_at")[0], at)

    above = MattersAbove(assigned, pronounced)
    return [
        (30, half_recognised), (20, mediations.to_decide), (11, mediating), (3, mediations.designated),
        (3, mediations.in_charge), (2, mediations.offered),
        (0, rule_proposed), (300, court_area), (200, closed), (170, above.judged_above), (165, above.deliberating_above), (154, above.late_above), (135, above.given_up_above), (160, above.ended_above), (139, above.prepared_above), (110, above.sent_up), (60, above.fee_due_on_appeal), (55, above.appealed), (47, above.decision_reviewed), (43, above.decision_heard), (36, above.decision_above), (8, above.decision_fee_due), (6, above.decision_challenged), (126, effective), (147, effective), (144, effective), (123, effective), (124, effective), (50, copied), (26, hearing_paused), (25, signed), (22, drafted), (21, hearing_open),
        (14, trial_decided), (12, mediated), (11, agreed), (29, recognised), (10, suspended), (9, discontinued), (30, sent_away), (31, disputed), (32, dispute_settled), (7, counterclaimed), (3, transferred), (3, changed), (4, simplified_complained), (3, measured), (1, urgent), (13, simplified_open), (8, session_planned), (6, assigned), (5, interpreted), (4, replacement_asked), (2, steps.accepted_case),
        (5, amending), (5, fee_due), (5, returned), (4, returning.complained), (4, returning.named), (4, returning.set_to_meet), (9, returning.complained_above), (5, sent_on), (4, handed_over), (2, steps.fee_paid_petition), (1, steps.examined_petition),
        (1, steps.filed_petition), (2, client_steps.asked), (0, steps.draft_petition),
        (16, request_steps.reconciled), (15, searched), (13, request_steps.session_open), (3, search_ordered), (2, to_be_searched), (1, request_steps.filed), (0, request_draft),
        (25, foreign_steps.session_open), (12, foreign_steps.seated), (9, foreign_steps.session_set), (2, foreign_steps.examined),
        (17, strike_steps.session_open), (7, strike_steps.challenged), (0, strike_steps.drafted),
        (0, portal_down), (0, law.read_in), (0, law.assistant_asked), (0, law.contributed), (0, law.assistant_asked_in_case), (20, committee), (95, above.decision_before_committee), (0, review_asked),
    ]  # fmt: skip


def some_ground(petition: Any, at: datetime) -> str:
    """A ground on which this petition may be returned now."""
    from toaan.core import clock
    from toaan.filing import grounds

    return grounds.at_step(petition.state, clock.local_date(at))[0].key
