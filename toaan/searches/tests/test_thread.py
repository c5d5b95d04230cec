"""Searching for a person from the order to the decision: absent, missing, dead, and back again (BLTTDS 381–395)."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from toaan.cases.models import Deadline
from toaan.core import audit, clock, daily, events
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.course.models import CourseDecision
from toaan.course.tests.helpers import moment
from toaan.delivery.models import Service
from toaan.demo import request_steps as made
from toaan.demo import searches as steps_of
from toaan.demo import steps
from toaan.hearings import actions as hearings
from toaan.hearings.models import Hearing
from toaan.requests import actions as requests
from toaan.requests.own_parts import OwnParts
from toaan.requests.wishes import End
from toaan.searches import actions, queries
from toaan.searches.models import Search, Tiding

DAY = "2026-03-02"


def judge(world, case):
    return world.viewer(steps.presiding(world, case))


def limits(case) -> dict[str, str]:
    return {d.rule: d.state for d in Deadline.objects.filter(case=case)}


def due(case, rule: str) -> date:
    return Deadline.objects.get(case=case, rule=rule, state="open").due_on


def plan(world, on: date) -> hearings.TrialPlan:
    starts = clock.start_of(on) + timedelta(hours=8)
    room = steps.court_room(world).pk
    return hearings.TrialPlan(room_id=room, starts_at=starts, ends_at=starts + timedelta(hours=1))


@pytest.mark.parametrize(
    ("kind", "order", "session"), [("27.3", "388.1", "388.4"), ("27.4", "392.1", "392.4")]
)
def test_the_search_comes_before_the_session(world, kind, order, session):
    case = made.accepted(world, moment(DAY), kind=kind)
    by, at = judge(world, case), clock.now()
    assert (limits(case)[f"BLTTDS:{order}"], due(case, f"BLTTDS:{order}")) == ("open", date(2026, 3, 23))
    assert "BLTTDS:366.1" not in limits(case)
    with pytest.raises(Refused) as refusal:
        hearings.decide_trial(by=by, case_id=case.pk, plan=plan(world, date(2026, 3, 12)), at=at)
    assert (
        refusal.value.code == "search.not_ordered" and f"Điều {order.split('.')[0]}" in refusal.value.message
    )
    decision = actions.order(by=by, case_id=case.pk, wish=steps_of.order(), at=at)
    assert (decision.kind, str(decision)) == ("search", "01/2026/QĐST-VDS")
    assert limits(case)[f"BLTTDS:{order}"] == "met" and due(case, "BLTTDS:385.1") == date(2026, 4, 2)
    assert not decision.periods.exists(), "it is not a decision on the request: nobody appeals it (371)"
    events.drain()
    assert Service.objects.filter(case=case, kind="search_decision").exists()
    with pytest.raises(Refused) as refusal:
        actions.order(by=by, case_id=case.pk, wish=steps_of.order(), at=at)
    assert refusal.value.code == "course.already"
    with pytest.raises(Refused) as refusal:
        hearings.decide_trial(by=by, case_id=case.pk, plan=plan(world, date(2026, 3, 12)), at=at)
    assert refusal.value.code == "search.not_ordered", "the notice is not there yet"
    search = actions.issue(by=by, case_id=case.pk, notice=steps_of.notice(), at=at)
    with pytest.raises(Refused) as refusal:
        hearings.decide_trial(by=by, case_id=case.pk, plan=plan(world, date(2026, 3, 12)), at=at)
    assert refusal.value.code == "search.not_published" and "Báo hằng ngày" in refusal.value.message
    clerk = world.viewer("thuky")
    days = [date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 11)]
    clock.move_to(later := moment("2026-03-13"))
    actions.record_publication(
        by=clerk, search_id=search.pk, appeared=steps_of.appeared("paper", days), at=later
    )
    assert limits(case)["BLTTDS:385.1"] == "open"
    actions.record_publication(
        by=clerk, search_id=search.pk, appeared=steps_of.appeared("broadcast", days), at=later
    )
    search.refresh_from_db()
    assert limits(case)["BLTTDS:385.1"] == "met"
    assert (search.began_on, search.until) == (date(2026, 3, 9), date(2026, 7, 9))
    assert due(case, "BLTTDS:388.2") == date(2026, 7, 9) and due(case, f"BLTTDS:{session}") == date(
        2026, 7, 20
    )
    with pytest.raises(Refused) as refusal:
        hearings.decide_trial(by=by, case_id=case.pk, plan=plan(world, date(2026, 3, 26)), at=later)
    assert refusal.value.code == "search.term_not_over" and "09/07/2026" in refusal.value.message
    clock.move_to(over := moment("2026-07-10"))
    daily.run(clock.today(), over)
    search.refresh_from_db()
    assert search.term_over_on == date(2026, 7, 10) and not search.runs
    assert limits(case)["BLTTDS:388.2"] == "met"
    with pytest.raises(Refused) as refusal:
        hearings.decide_trial(by=by, case_id=case.pk, plan=plan(world, date(2026, 7, 21)), at=over)
    assert refusal.value.code == "search.session_late" and "20/07/2026" in refusal.value.message
    hearing = hearings.decide_trial(
        by=by, case_id=case.pk, plan=plan(world, date(2026, 7, 17)), at=over
    ).hearing
    assert limits(case)[f"BLTTDS:{session}"] == "open"
    clock.move_to(hearing.starts_at)
    steps.everybody_present(world, hearing, hearing.starts_at)
    hearings.open_hearing(by=by, hearing_id=hearing.pk, at=hearing.starts_at)
    assert limits(case)[f"BLTTDS:{session}"] == "met"
    assert audit.verify().good


def test_the_notice_has_what_the_law_wants_and_stands_on_the_portal_at_once(world):
    decision = steps_of.ordered(world, moment(DAY))
    by, at = judge(world, decision.case), clock.now()
    for fault, name in (
        ("born", "search.no_birth"),
        ("residence", "search.no_residence"),
        ("contact", "search.no_contact"),
    ):
        with pytest.raises(Refused) as refusal:
            actions.issue(by=by, case_id=decision.case_id, notice=steps_of.notice(**{fault: " "}), at=at)
        assert refusal.value.code == name and fault in refusal.value.fields
    search = actions.issue(by=by, case_id=decision.case_id, notice=steps_of.notice(), at=at)
    assert search.content["requesters"][0]["name"] == "Hoàng Thị Lan Chi"
    assert search.content["decision"]["number"] == str(decision)
    assert [p.medium for p in search.publications.all()] == ["court_portal"]
    assert search.began_on is None, "a portal alone does not begin the term"
    assert list(queries.public()) == [search] and queries.public_one(search.pk) == search
    assert list(queries.public("LƯỢM song thanh")) == [search] and list(queries.public("luom")) == [search]
    assert not queries.public("Khác")
    with pytest.raises(Refused) as refusal:
        actions.issue(by=by, case_id=decision.case_id, notice=steps_of.notice(), at=at)
    assert refusal.value.code == "search.already"


def test_a_record_made_by_mistake_is_struck_out_and_the_term_counted_again(world):
    search = steps_of.published(world, moment(DAY))
    case, clerk, at = search.case, world.viewer("thuky"), clock.now()
    assert search.began_on == date(2026, 3, 4)
    paper = search.publications.get(medium="paper")
    with pytest.raises(Refused) as refusal:
        actions.record_publication(
            by=clerk, search_id=search.pk, appeared=steps_of.appeared("paper", paper.dates), at=at
        )
    assert refusal.value.code == "search.twice"
    with pytest.raises(Refused) as refusal:
        actions.strike_publication(by=clerk, publication_id=paper.pk, why="", at=at)
    assert refusal.value.code == "search.no_reason"
    actions.strike_publication(by=clerk, publication_id=paper.pk, why="Ghi nhầm ngày", at=at)
    search.refresh_from_db()
    assert search.began_on == date(2026, 3, 5) and due(case, "BLTTDS:388.2") == search.until
    assert limits(case)["BLTTDS:385.1"] == "open"
    portal = search.publications.get(medium="court_portal")
    with pytest.raises(Refused) as refusal:
        actions.strike_publication(by=clerk, publication_id=portal.pk, why="Thử", at=at)
    assert refusal.value.code == "search.portal"
    days = [date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 5)]
    actions.record_publication(
        by=clerk, search_id=search.pk, appeared=steps_of.appeared("paper", days), at=at
    )
    search.refresh_from_db()
    assert search.began_on == date(2026, 3, 3)
    assert Deadline.objects.filter(case=case, rule="BLTTDS:388.4", state="open").count() == 1
    assert limits(case)["BLTTDS:385.1"] == "met"


@pytest.mark.parametrize(
    ("appeared", "code"),
    [
        ({"days": [date(2026, 3, 3), date(2026, 3, 4)]}, "search.days"),
        ({"days": [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)]}, "search.bad_day"),
        ({"days": [date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 11)]}, "search.bad_day"),
        ({"medium": "facebook"}, "search.no_medium"),
        ({"outlet": " "}, "search.no_outlet"),
    ],
)
def test_what_is_not_the_publication_of_the_law_is_not_recorded(world, appeared, code):
    search = steps_of.issued(world, moment(DAY))
    clock.move_to(at := moment("2026-03-06"))
    said = {"medium": "paper", "days": [date(2026, 3, d) for d in (3, 4, 5)], **appeared}
    medium, days = said.pop("medium"), said.pop("days")
    with pytest.raises(Refused) as refusal:
        actions.record_publication(
            by=world.viewer("thuky"),
            search_id=search.pk,
            appeared=steps_of.appeared(medium, days, **said),
            at=at,
        )
    assert refusal.value.code == code and refusal.value.fields


def test_the_missing_person_is_declared_missing_and_the_commune_is_told(world):
    hearing = steps_of.session_open(world, moment(DAY))
    case = hearing.case
    by, at = judge(world, case), hearing.starts_at + timedelta(hours=1)
    with pytest.raises(Refused) as refusal:
        requests.rule(by=by, case_id=case.pk, wish=steps_of.ruling(own=OwnParts()), at=at)
    assert refusal.value.code == "request.no_commune" and "Điều 68" in refusal.value.message
    decision = requests.rule(by=by, case_id=case.pk, wish=steps_of.ruling(), at=at)
    assert decision.content["own"]["management"] == ["Bà Hoàng Thị Lan Chi tiếp tục quản lý tài sản."]
    assert Search.objects.get(case=case).end == "decided"
    events.drain()
    assert not Service.objects.filter(case=case, kind="civil_status_ruling").exists(), (
        "only once it is in effect (370.3)"
    )
    effective(world, case)
    told = Service.objects.get(case=case, kind="civil_status_ruling").recipients.get()
    assert told.name == steps_of.COMMUNE and told.sha256 == decision.sha256
    assert audit.verify().good


def effective(world, case) -> None:
    """The periods are over and nobody appealed."""
    steps.served(world, case, clock.now() + timedelta(days=1), kind="ruling")
    clock.move_to(clock.now() + timedelta(days=40))
    daily.run(clock.today(), clock.now())
    case.refresh_from_db()
    assert case.state == "effective"
    events.drain()


def test_the_day_of_death_and_the_consequences_belong_into_the_decision(world):
    hearing = steps_of.session_open(world, moment(DAY), kind="27.4")
    by, at = judge(world, hearing.case), hearing.starts_at + timedelta(hours=1)
    whole = {"died_on": date(2023, 2, 3), "consequences": "Mở thừa kế.", "commune": steps_of.COMMUNE}
    for missing, code in (
        ("died_on", "no_death"),
        ("consequences", "no_consequences"),
        ("commune", "no_commune"),
    ):
        own = OwnParts(**{k: v for k, v in whole.items() if k != missing})
        with pytest.raises(Refused) as refusal:
            requests.rule(by=by, case_id=hearing.case_id, wish=steps_of.ruling("27.4", own=own), at=at)
        assert refusal.value.code == f"request.{code}"
    late = OwnParts(**{**whole, "died_on": clock.today() + timedelta(days=1)})
    with pytest.raises(Refused) as refusal:
        requests.rule(by=by, case_id=hearing.case_id, wish=steps_of.ruling("27.4", own=late), at=at)
    assert refusal.value.code == "request.bad_death"
    decision = requests.rule(by=by, case_id=hearing.case_id, wish=steps_of.ruling("27.4"), at=at)
    assert decision.content["own"]["died_on"] == "ngày 03 tháng 02 năm 2023"
    assert decision.content["own"]["death_article"] == "Điều 393"


def test_a_request_that_is_refused_has_none_of_these_parts(world):
    hearing = steps_of.session_open(world, moment(DAY), kind="27.4")
    wish = steps_of.ruling("27.4", own=OwnParts(), granted="none")
    decision = requests.rule(
        by=judge(world, hearing.case), case_id=hearing.case_id, wish=wish, at=hearing.starts_at
    )
    assert "own" not in decision.content


def test_of_an_absent_person_the_decision_itself_orders_the_search(world):
    hearing = steps_of.session_open(world, moment(DAY), kind="27.2")
    case, by = hearing.case, judge(world, hearing.case)
    with pytest.raises(Refused) as refusal:
        actions.issue(by=by, case_id=case.pk, notice=steps_of.notice(), at=hearing.starts_at)
    assert refusal.value.code == "search.no_decision"
    at = hearing.starts_at + timedelta(hours=1)
    decision = requests.rule(by=by, case_id=case.pk, wish=steps_of.ruling("27.2"), at=at)
    assert decision.content["own"]["management"] and limits(case)["BLTTDS:385.1"] == "open"
    search = actions.issue(by=by, case_id=case.pk, notice=steps_of.notice(), at=at)
    assert search.decision == decision and search.until is None
    clock.move_to(at := at + timedelta(days=9))
    days = [search.issued_on + timedelta(days=n) for n in (1, 2, 3)]
    for medium in ("paper", "broadcast"):
        actions.record_publication(
            by=world.viewer("thuky"), search_id=search.pk, appeared=steps_of.appeared(medium, days), at=at
        )
    search.refresh_from_db()
    assert (search.until, limits(case)["BLTTDS:385.1"]) == (None, "met"), (
        "the law sets no term for it (383, 386)"
    )
    assert "BLTTDS:388.2" not in limits(case)
    actions.record_return(
        by=world.viewer("thuky"), search_id=search.pk, day=clock.today(), how="Ông Lượm đến Tòa án", at=at
    )
    told = Event.objects.get(act="searches.record_return")
    assert "đương nhiên hết hiệu lực (Điều 386)" in told.detail
    assert not queries.public()
    with pytest.raises(Refused) as refusal:
        actions.record_return(by=by, search_id=search.pk, day=clock.today(), how="Lần nữa", at=at)
    assert refusal.value.code == "search.ended"


def test_an_absent_person_whose_request_is_refused_is_not_searched_for(world):
    hearing = steps_of.session_open(world, moment(DAY), kind="27.2")
    wish = steps_of.ruling("27.2", granted="none", own=OwnParts())
    requests.rule(by=judge(world, hearing.case), case_id=hearing.case_id, wish=wish, at=hearing.starts_at)
    assert "BLTTDS:385.1" not in limits(hearing.case)
    with pytest.raises(Refused) as refusal:
        actions.issue(
            by=judge(world, hearing.case), case_id=hearing.case_id, notice=steps_of.notice(), at=clock.now()
        )
    assert refusal.value.code == "search.no_decision"


@pytest.mark.parametrize(("kind", "ground"), [("27.3", "request_end:388.3"), ("27.4", "request_end:392.3")])
def test_whoever_is_back_and_asks_for_it_ends_the_request(world, kind, ground):
    search = steps_of.published(world, moment(DAY), kind=kind)
    case, at = search.case, clock.now()
    actions.record_return(
        by=world.viewer("thuky"), search_id=search.pk, day=clock.today(), how="Về nhà ngày hôm nay", at=at
    )
    assert limits(case)["BLTTDS:388.2"] == "cancelled"
    wish = End(ground=ground, reason="Ông Lượm đã trở về và yêu cầu đình chỉ.", fee="returned")
    requests.discontinue(by=judge(world, case), case_id=case.pk, wish=wish, at=at)
    case.refresh_from_db()
    assert case.state == "discontinued"
    assert "open" not in {
        v for k, v in limits(case).items() if k.startswith(("BLTTDS:385", "BLTTDS:388", "BLTTDS:392"))
    }


def test_a_discontinuance_takes_the_notice_down(world):
    search = steps_of.published(world, moment(DAY))
    wish = End(ground="request_end:366.2.c", reason="Người yêu cầu rút đơn.", fee="state")
    requests.discontinue(by=judge(world, search.case), case_id=search.case_id, wish=wish, at=clock.now())
    search.refresh_from_db()
    assert search.end == "discontinued" and not queries.public()


def test_whoever_is_back_and_does_not_ask_has_his_session(world):
    search = steps_of.published(world, moment(DAY))
    actions.record_return(
        by=world.viewer("thuky"), search_id=search.pk, day=clock.today(), how="Có mặt ở nhà", at=clock.now()
    )
    made_plan = plan(world, clock.local_date(steps.next_working_day(clock.now() + timedelta(days=8))))
    decision = hearings.decide_trial(
        by=judge(world, search.case), case_id=search.case_id, plan=made_plan, at=clock.now()
    )
    assert decision.hearing.state == "planned"


def test_what_people_tell_reaches_the_court_only(world):
    search = steps_of.issued(world, moment(DAY))
    at, key = clock.now(), uuid.uuid4()
    told = actions.Told(id=key, text="Gặp ông Lượm ở cảng Cá ngày 01/03/2026.", contact="0912 000 222")
    made_one = actions.tell(by=world.viewer("bidon"), search_id=search.pk, told=told, at=at)
    assert made_one.teller == world.users["bidon"].full_name and made_one.user_id == world.users["bidon"].pk
    with pytest.raises(Refused) as refusal:
        actions.tell(by=world.viewer("bidon"), search_id=search.pk, told=told, at=at)
    assert refusal.value.code == "search.told"
    clerk = world.viewer("thuky")
    with pytest.raises(Refused) as refusal:
        actions.tell(
            by=clerk,
            search_id=search.pk,
            told=actions.Told(id=uuid.uuid4(), text="Có tin", contact="x"),
            at=at,
        )
    assert refusal.value.code == "search.no_teller"
    assert list(queries.tidings(clerk, search)) == [made_one]
    assert not queries.tidings(world.viewer("nguyendon"), search), "not even who asked for the search"
    assert Event.objects.get(act="searches.tell").shown_to == "court"
    actions.answer(
        by=clerk, tiding_id=made_one.pk, words="Đã hỏi Công an phường, không phải ông Lượm.", at=at
    )
    with pytest.raises(Refused) as refusal:
        actions.answer(by=clerk, tiding_id=made_one.pk, words="Lại", at=at)
    assert refusal.value.code == "search.answered"
    assert Tiding.objects.get().answered_at == at


def test_who_has_no_place_in_the_request_does_nothing(world):
    search = steps_of.published(world, moment(DAY))
    case, at = search.case, clock.now()
    paper = search.publications.get(medium="paper")
    others = {"thamphan", "thamphan2", "thuky2", "nguyendon", "kiemsat", "cntt"} - {
        steps.presiding(world, case)
    }
    for name in sorted(others & (set(world.posts) | set(world.users))):
        by = world.viewer(name)
        for act in (
            lambda by=by: actions.strike_publication(by=by, publication_id=paper.pk, why="x", at=at),
            lambda by=by: actions.record_return(
                by=by, search_id=search.pk, day=clock.today(), how="x", at=at
            ),
            lambda by=by: actions.end(by=by, search_id=search.pk, reason="decided", how="x", at=at),
            lambda by=by: actions.close_term(by=by, search_id=search.pk, at=at),
        ):
            with pytest.raises(Refused) as refusal:
                act()
            assert refusal.value.status in {403, 404}, name
    clerk = world.viewer("thuky")
    with pytest.raises(Refused) as refusal:
        actions.order(by=clerk, case_id=case.pk, wish=steps_of.order(), at=at)
    assert refusal.value.status == 403


@pytest.mark.parametrize("kind", ["27.3#huy", "27.4#huy"])
def test_cancelling_a_declaration_is_a_request_of_its_own(world, kind):
    case = steps_of.granted(world, moment(DAY), kind=kind)
    decision = CourseDecision.objects.get(case=case, kind="ruling")
    assert decision.content["own"]["consequences"] and case.state == "judged"
    assert not Search.objects.exists() and "BLTTDS:366.1" in limits(case)
    assert Hearing.objects.get(case=case).state == "closed"
    effective(world, case)
    assert (
        Service.objects.get(case=case, kind="civil_status_ruling").recipients.get().name == steps_of.COMMUNE
    )


def test_other_requests_know_no_search(world):
    case = made.accepted(world, moment(DAY), kind="27.1")
    with pytest.raises(Refused) as refusal:
        actions.order(by=judge(world, case), case_id=case.pk, wish=steps_of.order(), at=clock.now())
    assert refusal.value.code == "search.not_here"


def test_the_papers_are_laid_out(world, real_papers):
    search = steps_of.issued(world, moment(DAY))
    assert search.sha256 and search.decision.sha256
