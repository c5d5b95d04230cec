"""Every check finds its own fault, leads to where it is mended, and is silent once it is; who reads what."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from toaan.appeals.models import FileTransfer
from toaan.cases.models import Assignment, Case, Deadline, Party, Tie
from toaan.cli import command
from toaan.core import actions, audit, clock, events, integrity
from toaan.core.errors import Refused
from toaan.core.models import Event, Finding, Post
from toaan.core.viewer import SYSTEM
from toaan.course.models import OtherClaim
from toaan.delivery.models import Service, ServiceRecipient
from toaan.demo import appeals, foreign_steps, mediations, people, reviews, searches, steps, turns
from toaan.desk import duties
from toaan.dossiers.models import Folio
from toaan.filing.tests import returning
from toaan.hearings.models import Hearing, Minutes, TrialDecision
from toaan.judgments import actions as judgments
from toaan.judgments.models import Judgment
from toaan.judgments.tests.thread import pronounced
from toaan.measures.models import MeasureDecision
from toaan.publication.models import Publication
from toaan.review import actions as review
from toaan.review.models import Letter
from toaan.vietnamese.text import fold


@pytest.fixture
def tried(world, now):
    """A case with its trial decided, papers served as far as they are by themselves, and a quiet court."""
    case = steps.trial_decided_case(world, now)
    events.drain()
    ServiceRecipient.objects.update(state="received")
    Service.objects.update(state="served")
    Deadline.objects.update(due_on=clock.today() + timedelta(days=20))
    assert keys(case) == []
    return case


def run(case, at=None):
    moment = at or clock.now()
    return integrity.run(case.court, clock.local_date(moment), moment)


def keys(case, at=None):
    return [check.key for check, _found in run(case, at)]


def ago(days: int) -> datetime:
    return clock.now() - timedelta(days=days)


def late(case):
    case.deadlines.filter(owner="judge", state="open").update(due_on=clock.today() - timedelta(days=1))


def open_deadline(case):
    Case.objects.update(state="archived")
    Hearing.objects.update(state="closed")
    Minutes.objects.all().delete()


def no_judge(case):
    Assignment.objects.filter(role="presiding").update(ended_at=clock.now())


def no_clerk(case):
    Assignment.objects.filter(role="clerk").update(ended_at=clock.now())


def left(case):
    Post.objects.filter(user__username="thuky").update(valid_to=ago(1))


def unreachable(case):
    Party.objects.filter(role="defendant").update(address="", user=None)


def kin(case):
    """A lay judge who sits already declares a party as kin."""
    held = Assignment.objects.filter(role="lay_judge", ended_at=None).first()
    party = case.parties.get(role="defendant")
    told = {"name": party.name, "name_folded": fold(party.name), "birth_year": party.birth_year}
    Tie.objects.create(officer=held.post.user, kind="kin", relation="anh ruột", declared_at=ago(1), **told)


def stuck(case):
    Hearing.objects.filter(kind="trial").update(state="called_off")
    Event.objects.filter(case_id=case.pk).update(at=ago(40))


def passed(case):
    Hearing.objects.filter(kind="trial").update(starts_at=ago(3), ends_at=ago(3) + timedelta(hours=2))


def booked(case):
    Case.objects.update(state="suspended")


def minutes(case):
    Minutes.objects.filter(hearing__kind="disclosure_session").update(state="finished")
    Hearing.objects.filter(kind="disclosure_session").update(
        starts_at=ago(9), ends_at=ago(9) + timedelta(hours=1)
    )


def unissued(case):
    TrialDecision.objects.update(sha256="", decided_on=clock.today() - timedelta(days=5))


def unsent(case):
    Service.objects.update(ordered_at=ago(9), state="ready")
    one = Service.objects.first()
    Service.objects.exclude(pk=one.pk).update(state="served")
    one.recipients.update(state="failed")
    ServiceRecipient.objects.exclude(service=one).update(state="received")


def open_services(case):
    open_deadline(case)
    Deadline.objects.update(state="met")
    Service.objects.filter(pk=Service.objects.first().pk).update(state="ready")


def no_paper(case):
    one = Service.objects.first()
    Service.objects.filter(pk=one.pk).update(state="preparing", ordered_at=ago(3))


def empty(case):
    Folio.objects.all().delete()


def open_claim(case):
    party = case.parties.get(role="defendant")
    OtherClaim.objects.create(
        case=case, kind="counterclaim", party=party, claims=["x"], facts="x", channel="direct",
        filed_on=clock.today(), recorded_at=clock.now(),
    )  # fmt: skip
    open_deadline(case)
    Deadline.objects.update(state="met")


FAULTS = [
    (late, "cases.late"), (open_deadline, "cases.open_deadline"), (no_judge, "cases.no_judge"),
    (no_clerk, "cases.no_clerk"), (left, "cases.left"), (kin, "cases.barred"), (unreachable, "cases.unreachable"),
    (stuck, "hearings.stuck"), (passed, "hearings.passed"), (booked, "hearings.booked"), (minutes, "hearings.minutes"),
    (unissued, "hearings.unissued"), (unsent, "delivery.unsent"), (open_services, "delivery.open"),
    (no_paper, "delivery.no_paper"), (empty, "dossiers.empty"), (open_claim, "course.open_claim"),
]  # fmt: skip


def test_each_fault_is_found_by_its_check_and_by_no_other(tried, page):
    """One case, one fault after the other, each taken back before the next."""
    visitor = page("chanhan")
    for fault, key in FAULTS:
        with transaction.atomic():
            fault(tried)
            found = run(tried)
            assert {c.key for c, _f in found} == {key}
            for check, what in found:
                assert what.matter == str(tried) and str(check.todo) and what.text
                assert not any(p.name in what.text for p in tried.parties.all())
                assert visitor.get(what.url).status_code == 200, (key, what.url)
            transaction.set_rollback(True)
    assert keys(tried) == []


@pytest.fixture
def judged(world, now):
    """A case whose judgment is in effect."""
    case = steps.effective_case(world, now)
    events.drain()
    ServiceRecipient.objects.update(state="received")
    Service.objects.update(state="served")
    Minutes.objects.update(state="signed")
    Deadline.objects.exclude(state="met").update(state="cancelled")
    return case


def test_a_judgment_in_effect_about_whose_publication_nobody_decides(judged):
    Publication.objects.update(state="proposed")
    later = timezone.make_aware(datetime.combine(judged.judgment.effect.effective_on, datetime.min.time()))
    assert keys(judged, later + timedelta(days=7)) == []
    assert keys(judged, later + timedelta(days=8, hours=1)) == ["publication.undecided"]
    Publication.objects.update(state="declined")
    assert keys(judged, later + timedelta(days=30)) == []


def told(court, at=None):
    """Key → what was found, of one court."""
    moment = at or clock.now()
    return {c.key: found for c, found in integrity.run(court, clock.local_date(moment), moment)}


def test_a_file_that_does_not_leave_and_one_that_nobody_enters_above(world, now, page):
    transfer = appeals.sent_case(world, now)
    case, above = transfer.case, transfer.to_court
    assert "appeals.not_entered" not in told(above)
    with transaction.atomic():
        FileTransfer.objects.update(sent_on=clock.today() - timedelta(days=6))
        found = told(above)["appeals.not_entered"]
        assert found.matter == str(case) and case.court.name in found.text and found.turn == "clerk"
        assert found.url == reverse("appeals:transfers")
        transaction.set_rollback(True)
    assert "appeals.not_sent" not in told(case.court, clock.now() + timedelta(days=30)), "it has left"
    transfer.delete()
    Case.objects.filter(pk=case.pk).update(state="judged")
    assert "appeals.not_sent" not in told(case.court)
    later = told(case.court, clock.now() + timedelta(days=6))["appeals.not_sent"]
    assert later.matter == str(case) and later.turn == "clerk" and later.post_id == world.posts["thuky"].pk
    assert page("thuky").get(later.url).status_code == 200


def test_a_complaint_about_a_return_that_nobody_goes_on_with(world, now, page):
    petition = returning.complained(world, now)
    found = told(world.court, now + timedelta(days=4))
    assert not {"filing.return_complaint", "filing.return_unreceived"} & set(found)
    later = told(world.court, now + timedelta(days=8))
    stuck, copy = later["filing.return_complaint"], later["filing.return_unreceived"]
    assert stuck.matter == copy.matter == f"Đơn {petition}"
    assert (stuck.turn, copy.turn) == ("president", "clerk")
    for one, who in ((stuck, "chanhan"), (copy, "thuky")):
        assert page(who).get(one.url).status_code == 200
        assert petition.plaintiff_names not in one.text
    returning.set_to_meet(world, now, petition=returning.returned(world, now))
    judged = [
        found
        for check, found in integrity.run(world.court, clock.local_date(now) + timedelta(days=9), now)
        if check.key == "filing.return_complaint" and found.post_id
    ]
    assert [f.post_id for f in judged] == [world.posts["thamphan2"].pk]


def test_a_mediation_that_nobody_ends_and_a_meeting_of_which_nothing_was_said(world, now, page):
    made = mediations.mediating(world, now)
    starts = mediations.planned(world, now, made)
    court = made.court
    assert not {"mediation.late", "mediation.passed"} & set(told(court, starts))
    after = told(court, starts + timedelta(days=2))["mediation.passed"]
    made.refresh_from_db()
    late = told(court, now + timedelta(days=(made.due_on - clock.local_date(now)).days + 1))["mediation.late"]
    for found in (after, late):
        assert (
            found.matter == str(made)
            and found.turn == "mediator"
            and found.post_id == world.posts["hoagiai"].pk
        )
        assert not any(p.name in found.text for p in made.parties.all())
        assert page("hoagiai").get(found.url).status_code == 200
    mediations.held(world, starts + timedelta(hours=2), made)
    assert "mediation.passed" not in told(court, starts + timedelta(days=2))


def test_a_session_of_three_judges_whose_panel_is_no_longer_whole(world, now, page):
    case = foreign_steps.session_set(world, now).case
    assert "requests.panel" not in told(case.court)
    seat = case.assignments.filter(role="judge", ended_at=None).first()
    Assignment.objects.filter(pk=seat.pk).update(ended_at=now)
    found = told(case.court)["requests.panel"]
    assert found.case_id == case.pk and "thiếu 1 Thẩm phán" in found.text
    assert page("chanhan").get(found.url).status_code == 200


def test_a_measure_with_a_number_and_no_paper(world, now, page):
    case = turns.measure_applied(world, now)
    assert "measures.unissued" not in told(case.court)
    one = MeasureDecision.objects.filter(kind="application")
    one.update(sha256="", decided_on=clock.today() - timedelta(days=3))
    found = told(case.court)["measures.unissued"]
    assert found.case_id == case.pk and found.turn == "judge"
    assert page(steps.presiding(world, case)).get(found.url).status_code == 200


def test_a_search_without_a_notice_unpublished_or_over_without_a_session(world, now, page):
    decision = searches.ordered(world, now)
    case, judge = decision.case, steps.presiding(world, decision.case)
    assert "searches.no_notice" not in told(case.court)
    found = told(case.court, now + timedelta(days=3))["searches.no_notice"]
    assert (
        found.case_id == case.pk and found.turn == "judge" and page(judge).get(found.url).status_code == 200
    )
    search = searches.issued(world, now, kind="27.4")
    later = now + timedelta(days=20)
    assert "searches.unpublished" not in told(case.court, later)
    late = told(case.court, now + timedelta(days=45))["searches.unpublished"]
    assert late.case_id == search.case_id and late.turn == "clerk" and "Báo hằng ngày" in late.text
    assert page("thuky").get(late.url).status_code == 200
    over = searches.term_over(world, now)
    assert search.person in late.text and over.until is not None
    first = clock.start_of(over.until) + timedelta(hours=8)
    assert "searches.no_session" not in told(case.court, first)
    due = told(case.court, first + timedelta(days=1))["searches.no_session"]
    assert due.case_id == over.case_id and due.turn == "judge"
    Case.objects.filter(pk=over.case_id).update(state="trial_set")
    assert "searches.no_session" not in told(case.court, first + timedelta(days=1))


def test_a_judgment_signed_and_not_pronounced_is_told_to_its_panel_alone(world, now, page):
    case = steps.signed_judgment(world, now).case
    events.drain()
    Deadline.objects.exclude(state="met").update(state="cancelled")
    Minutes.objects.update(state="signed")
    Judgment.objects.update(numbered_at=ago(9))
    ServiceRecipient.objects.update(state="received")
    Service.objects.update(state="served")
    assert keys(case) == ["judgments.unfinished"]
    actions.refresh_findings(by=SYSTEM, court_id=case.court_id, today=clock.today(), at=clock.now())
    words = "Bản án đã có số nhưng chưa ký"
    assert words in page(steps.presiding(world, case)).get(reverse("desk:integrity")).content.decode()
    for who in {"chanhan", "phochanhan", "cntt"} - {steps.presiding(world, case)}:
        assert words not in page(who).get(reverse("desk:integrity")).content.decode(), who
    told = Event.objects.get(act="core.refresh_findings")
    assert told.data["found"] == {} and "còn 0" in told.title


def test_what_is_mended_goes_and_a_second_night_leaves_no_trace(tried, world):
    late(tried)
    duties.look_through(clock.today(), clock.now())
    first = Finding.objects.get()
    assert (first.check_key, first.found_on, first.post) == (
        "cases.late", clock.today(), tried.assignments.get(role="presiding").post,
    )  # fmt: skip
    acts = Event.objects.count()
    duties.look_through(clock.today(), clock.now())
    assert Event.objects.count() == acts and Finding.objects.get().pk == first.pk
    Deadline.objects.update(state="met")
    duties.look_through(clock.today(), clock.now())
    assert not Finding.objects.exists()
    assert audit.verify().good


def test_a_check_that_fails_in_one_court_does_not_hold_back_the_others(tried, monkeypatch):
    late(tried)
    real = actions.refresh_findings

    def fails_elsewhere(**asked):
        if asked["court_id"] != tried.court_id:
            raise RuntimeError("disk")
        return real(**asked)

    monkeypatch.setattr(duties.actions, "refresh_findings", fails_elsewhere)
    duties.look_through(clock.today(), clock.now())
    assert Finding.objects.count() == 1


def test_who_reads_what(tried, world, page):
    late(tried)
    unreachable(tried)
    empty(tried)
    duties.look_through(clock.today(), clock.now())
    address = reverse("desk:integrity")

    def seen(who: str, key: str) -> str:
        return page(who).get(address, {"muc": key}).content.decode()

    for who in ("chanhan", "thuky", steps.presiding(world, tried)):
        assert str(tried) in seen(who, "cases.unreachable"), who
    other = next(n for n in ("thamphan", "thamphan2") if n != steps.presiding(world, tried))
    for who in ("thuky2", other):
        assert str(tried) not in seen(who, "cases.unreachable"), who
    it = seen("cntt", "cases.unreachable")
    assert "Đương sự không có địa chỉ" in it and "thứ 2" not in it  # the figure, not what it is
    technical = seen("cntt", "dossiers.empty")
    assert str(tried) in technical and str(tried.pk) not in technical
    for who in ("tochuc", "luutru", "kiemsat", "nguyendon"):
        assert page(who).get(address).status_code == 403, who


def test_an_officer_looks_again_at_once(tried, world, page):
    late(tried)
    visitor, address = page("thuky"), reverse("desk:integrity")
    assert visitor.post(address).status_code == 302
    assert Finding.objects.count() == 1
    with pytest.raises(Refused, match="Chỉ lãnh đạo"):
        actions.refresh_findings(
            by=world.viewer("tochuc"), court_id=tried.court_id, today=clock.today(), at=clock.now()
        )


def test_the_command_counts_and_says_by_its_code_whether_anything_is_found(tried, capsys):
    assert command.run(["check", "--json"]) == 0
    assert '"total": 0' in capsys.readouterr().out
    late(tried)
    assert command.run(["check", "--court", tried.court.code]) == 1
    out = capsys.readouterr().out
    assert "Thời hạn đã quá" in out and tried.court.code in out
    assert command.run(["check", "--court", "khong-co"]) == 2


def test_the_checks_ask_the_same_for_one_case_or_many(tried, world, now):
    with CaptureQueriesContext(connection) as one:
        run(tried)
    for n in range(3):
        steps.assigned_case(world, now + timedelta(days=n))
    Deadline.objects.update(due_on=clock.today() - timedelta(days=1))
    with CaptureQueriesContext(connection) as many:
        assert len(run(tried)) > 6
    # Findings read their cases' places along: at most two more questions a check, however many there are.
    assert len(many) <= len(one) + 2 * len(integrity.CHECKS)


@pytest.mark.usefixtures("steady_rules")
def test_the_page_asks_the_same_for_one_or_many(tried, world, now, page):
    late(tried)
    duties.look_through(clock.today(), clock.now())
    visitor, counts = page("chanhan"), []
    for n in range(4):
        if n:
            steps.assigned_case(world, now + timedelta(days=n))
            Deadline.objects.filter(state="open").update(due_on=clock.today() - timedelta(days=1))
            duties.look_through(clock.today(), clock.now())
        if n in (0, 3):
            with CaptureQueriesContext(connection) as asked:
                visitor.get(reverse("desk:integrity"), {"muc": "cases.late"})
            counts.append(len(asked))
    assert Finding.objects.count() > 3 and counts[0] == counts[1], counts


def test_a_case_of_today_without_a_limit_for_naming_its_judge_has_some_days(world, now):
    case = steps.opened_case(world, now)
    Deadline.objects.filter(rule="BLTTDS:197.2").delete()
    assert "cases.no_judge" not in keys(case, now)
    assert "cases.no_judge" in keys(case, now + timedelta(days=6))


def in_effect(world, now, at):
    """A judgment in effect; the clock stands at `at`."""
    made = pronounced(world, now)
    clock.move_to(at)
    judgments.take_effect(by=SYSTEM, judgment_id=made.pk, at=at)
    return Judgment.objects.select_related("effect", "case__court").get(pk=made.pk)


def in_review(court, at):
    return {
        c.key: f for c, f in integrity.run(court, clock.local_date(at), at) if c.key.startswith("review.")
    }


def test_a_protest_without_a_session_a_decision_not_sent_and_a_case_not_taken_up_anew(world, now):
    people.staff_province(world)
    at = now + timedelta(days=56)
    preparing = reviews.of_procuracy(world, in_effect(world, now, at), at)
    province, region = world.province, preparing.case.court
    assert in_review(province, at) == {}
    late = at + timedelta(days=130)
    clock.move_to(late)
    told = in_review(province, late)
    assert list(told) == ["review.no_session"] and "chưa mở" in told["review.no_session"].text
    assert told["review.no_session"].url == reverse("review:protest", args=[preparing.pk])
    clock.move_to(at)
    made = reviews.decided(world, preparing, at)
    assert "review.not_sent" not in in_review(province, clock.now())
    late = clock.now() + timedelta(days=20)
    clock.move_to(late)
    assert list(in_review(province, late)) == ["review.not_sent"]
    assert list(in_review(region, late)) == ["review.not_again"]
    letter = Letter.objects.get(proceeding=made, kind="decision")
    day = clock.local_date(late)
    review.record_delivery(
        by=world.viewer("thuky.tinh"), letter_id=letter.pk, sent_on=day, received_on=None, at=late
    )
    assert in_review(province, late) == {}
    review.accept_again(by=world.viewer("thuky"), proceeding_id=made.pk, claims=["Trả tiền."], at=late)
    assert in_review(region, late) == {}


def test_a_file_that_the_procuracy_keeps_past_its_time(world, now):
    people.staff_province(world)
    at = now + timedelta(days=56)
    made = reviews.of_president(world, in_effect(world, now, at), at)
    made.state, made.procuracy_due_on = "studied", at.date() + timedelta(days=15)
    made.save()
    assert in_review(world.province, at) == {}
    late = at + timedelta(days=16)
    assert list(in_review(world.province, late)) == ["review.file_kept"]


def test_a_dispute_on_jurisdiction_that_nobody_settles_is_found(world, now):
    people.staff_province(world)
    made = turns.disputed(world, now, hashed="!")
    court = made.sending.decision.to_court

    def found() -> list[str]:
        return [check.key for check, _what in integrity.run(court, clock.today(), clock.now())]

    assert "course.dispute" not in found()
    clock.move_to(clock.now() + timedelta(days=40))
    assert "course.dispute" in found()
