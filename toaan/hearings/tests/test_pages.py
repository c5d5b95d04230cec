"""The pages: for whom they open, what they keep, what they never show."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from toaan.core import actions as core
from toaan.core import clock
from toaan.demo import steps
from toaan.hearings import actions, queries
from toaan.hearings.models import Hearing, Minutes, Room
from toaan.hearings.next_steps import hearing_step

from .helpers import at_hour, judge_of, session

DAY = "2026-01-20"
CITIZEN_NAMES = ("Hoàng Thị Lan Chi", "Vũ Đức Thịnh")


@pytest.fixture
def running(world, now):
    """An open hearing with the clock on it."""
    return steps.opened_hearing(world, now)


def url(name, hearing):
    return reverse(f"hearings:{name}", args=[hearing.case_id, hearing.pk])


SLOT = {"day": "20/01/2026", "starts": "8h30", "ends": "10:00"}


def test_the_judge_schedules_a_session_from_the_page(world, now, page):
    case = steps.assigned_case(world, now)
    room = steps.court_room(world)
    visitor = page(steps.presiding(world, case))
    address = reverse("hearings:schedule_session", args=[case.pk])
    assert visitor.get(address).status_code == 200
    answer = visitor.post(address, {**SLOT, "room": room.pk})
    assert answer.status_code == 302
    assert case.hearings.get().starts_at == at_hour(DAY, 8, 30)
    # Pressed twice: shown the result, not an error.
    again = visitor.post(address, {**SLOT, "room": room.pk}, follow=True)
    assert "Phiên họp này đã được ấn định" in again.content.decode() and case.hearings.count() == 1
    tab = visitor.get(reverse("hearings:case", args=[case.pk])).content.decode()
    assert "08:30–10:00" in tab and "Thông báo phiên họp" in tab


def test_a_clash_stays_on_the_form_with_everything_typed(world, now, page):
    first, second = steps.assigned_case(world, now), steps.assigned_case(world, now)
    planned = session(world, first, at=now, starts=at_hour(DAY, 8))
    address = reverse("hearings:schedule_session", args=[second.pk])
    answer = page("thuky").post(address, {**SLOT, "room": planned.room_id})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert f"đã có phiên họp {first}" in text and 'value="8h30"' in text and 'value="20/01/2026"' in text


@pytest.mark.parametrize(("starts", "said"), [("tám giờ", "Nhập giờ và phút"), ("25:00", "Nhập giờ và phút")])
def test_a_time_that_cannot_be_read_is_explained(world, now, page, starts, said):
    case = steps.assigned_case(world, now)
    address = reverse("hearings:schedule_session", args=[case.pk])
    answer = page("thuky").post(address, {**SLOT, "starts": starts, "room": steps.court_room(world).pk})
    assert answer.status_code == 422 and said in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("thuky2", 403), ("nguyendon", 403), ("kiemsat", 403), ("hoitham3", 404)]
)
def test_the_form_refuses_others(world, now, page, who, status):
    case = steps.assigned_case(world, now)
    assert page(who).get(reverse("hearings:schedule_session", args=[case.pk])).status_code == status


def test_the_trial_is_decided_from_the_page_and_the_paper_opens(world, now, page):
    case = steps.mediated_case(world, now)
    visitor = page(steps.presiding(world, case))
    address = reverse("hearings:decide_trial", args=[case.pk])
    assert "Tạ Văn Lộc" in visitor.get(address).content.decode()
    clock.move_to(clock.now() + timedelta(hours=1))
    data = {
        **SLOT,
        "day": "28/01/2026",
        "room": steps.court_room(world).pk,
        "summoned": "Lò Thị Mai\nGiàng A Sử",
    }
    assert visitor.post(address, data).status_code == 302
    decision = case.trial_decisions.get()
    assert decision.content["summoned"] == ["Lò Thị Mai", "Giàng A Sử"]
    paper = visitor.get(reverse("hearings:paper", args=[case.pk, decision.sha256]))
    assert paper["Content-Type"] == "application/pdf"
    assert page("nguoila").get(reverse("hearings:paper", args=[case.pk, decision.sha256])).status_code == 403
    assert visitor.get(reverse("hearings:paper", args=[case.pk, "0" * 64])).status_code == 404


def test_roll_call_and_opening_from_the_pages(world, now, page):
    case = steps.trial_decided_case(world, now)
    hearing = case.hearings.get(kind="trial")
    clock.move_to(hearing.starts_at)
    people = list(hearing.participations.all())
    judge = page(steps.presiding(world, case))
    early = judge.post(url("conduct", hearing), {"act": "open"})
    assert early.status_code == 409 and "chưa kiểm tra sự có mặt" in early.content.decode()
    data = {f"att-{p.pk}": "present" for p in people}
    silent = {**data, f"att-{people[-1].pk}": "absent"}
    answer = page("thuky").post(url("attendance", hearing), silent)
    assert answer.status_code == 422 and "lý do vắng mặt" in answer.content.decode()
    assert page("thuky").post(url("attendance", hearing), data).status_code == 302
    assert judge.post(url("conduct", hearing), {"act": "open"}).status_code == 302
    assert judge.post(url("conduct", hearing), {"act": "close_debate"}).status_code == 302
    hearing.refresh_from_db()
    assert hearing.state == "deliberating"
    assert page("thuky").post(url("conduct", hearing), {"act": "open"}).status_code == 403


def test_adjourning_from_the_page(world, now, page):
    case = steps.trial_decided_case(world, now)
    hearing = case.hearings.get(kind="trial")
    clock.move_to(hearing.starts_at)
    visitor = page(steps.presiding(world, case))
    data = {**SLOT, "day": "06/02/2026", "room": hearing.room_id, "reason": ""}
    assert visitor.post(url("adjourn", hearing), data).status_code == 422
    assert visitor.post(url("adjourn", hearing), {**data, "reason": "Bị đơn vắng mặt"}).status_code == 302
    assert "quyết định số" in visitor.get(reverse("hearings:case", args=[case.pk])).content.decode().lower()


# --- minutes ----------------------------------------------------------------------------------------------


def words(*texts):
    return {"time": ["08:05"] * len(texts), "speaker": ["Chủ tọa"] * len(texts), "text": list(texts)}


def test_minutes_are_saved_without_javascript(running, page):
    visitor = page("thuky")
    answer = visitor.post(
        url("minutes", running), {"revision": 0, **words("Khai mạc phiên tòa", "")}, follow=True
    )
    assert "Đã lưu biên bản" in answer.content.decode()
    kept = Minutes.objects.get(hearing=running)
    assert kept.revision == 1 and kept.paragraphs[0]["text"] == "Khai mạc phiên tòa"


def test_two_tabs_lose_nothing(running, page):
    """The second tab sees both versions, keeps its own words, and can save them knowingly."""
    visitor = page("thuky")
    visitor.post(url("minutes", running), {"revision": 0, **words("Bản ở cửa sổ một")})
    clash = visitor.post(url("minutes", running), {"revision": 0, **words("Bản ở cửa sổ hai")})
    text = clash.content.decode()
    assert clash.status_code == 409
    assert "Bản ở cửa sổ một" in text and "Bản ở cửa sổ hai" in text and 'id="so-lan-luu" value="1"' in text
    assert Minutes.objects.get(hearing=running).paragraphs[0]["text"] == "Bản ở cửa sổ một"
    visitor.post(url("minutes", running), {"revision": 1, **words("Bản ở cửa sổ một", "Bản ở cửa sổ hai")})
    assert len(Minutes.objects.get(hearing=running).paragraphs) == 2


def test_the_same_words_twice_are_no_clash(running, page):
    for _ in range(2):
        answer = page("thuky").post(url("minutes", running), {"revision": 0, **words("Một câu")})
        assert answer.status_code == 302
    assert Minutes.objects.get(hearing=running).revision == 1


def test_autosave_answers_with_the_new_revision_or_the_clash(running, page):
    visitor = page("thuky")
    saved = visitor.post(url("minutes", running), {"revision": 0, **words("a")}, HTTP_HX_REQUEST="true")
    assert 'value="1" hx-swap-oob="true"' in saved.content.decode()
    clash = visitor.post(url("minutes", running), {"revision": 0, **words("b")}, HTTP_HX_REQUEST="true")
    assert "đã được lưu ở cửa sổ khác" in clash.content.decode()
    assert Minutes.objects.get(hearing=running).paragraphs[0]["text"] == "a"


def test_session_minutes_in_two_tabs_show_both_versions(world, now, page):
    case = steps.assigned_case(world, now)
    planned = session(world, case, at=now, starts=at_hour(DAY, 8))
    clock.move_to(at_hour(DAY, 8, 30))
    visitor = page("thuky")
    assert visitor.get(url("minutes", planned)).status_code == 200
    assert (
        visitor.post(url("minutes", planned), {"revision": 0, "agreed": "Thống nhất một"}).status_code == 302
    )
    clash = visitor.post(url("minutes", planned), {"revision": 0, "agreed": "Thống nhất hai"})
    text = clash.content.decode()
    assert clash.status_code == 409 and "Thống nhất một" in text and "Thống nhất hai" in text
    assert 'id="so-lan-luu" value="1"' in text


def test_a_bad_time_keeps_what_was_typed(running, page):
    answer = page("thuky").post(
        url("minutes", running), {"revision": 0, "time": ["8 giờ"], "speaker": [""], "text": ["Lời khai dài"]}
    )
    text = answer.content.decode()
    assert answer.status_code == 422 and "“8 giờ” ở dòng 1" in text and "Lời khai dài" in text


@pytest.mark.parametrize(
    ("who", "status"), [("thuky2", 404), ("kiemsat", 404), ("chanhan", 404), ("hoitham", 200)]
)
def test_draft_minutes_are_for_panel_and_clerk(world, running, page, who, status):
    if steps.presiding(world, running.case) == who:
        status = 200
    assert page(who).get(url("minutes", running)).status_code == status


def test_only_the_clerk_writes(world, running, page):
    answer = page(steps.presiding(world, running.case)).post(
        url("minutes", running), {"revision": 0, **words("x")}
    )
    assert answer.status_code == 403 and not Minutes.objects.get(hearing=running).paragraphs


def test_minutes_are_finished_returned_and_signed_after_the_hearing(world, now, page):
    case = steps.debated_case(world, now)
    hearing = case.hearings.get(kind="trial")
    minutes = Minutes.objects.get(hearing=hearing)
    early = page("thuky").post(url("finish_minutes", hearing), {"revision": minutes.revision})
    assert early.status_code == 409
    Hearing.objects.filter(pk=hearing.pk).update(state="closed", closed_at=clock.now())
    assert page("thuky").post(url("finish_minutes", hearing), {"revision": 0}).status_code == 409
    assert (
        page("thuky").post(url("finish_minutes", hearing), {"revision": minutes.revision}).status_code == 302
    )
    judge = page(steps.presiding(world, case))
    assert judge.post(url("return_minutes", hearing), {"reason": ""}).status_code == 422
    assert judge.post(url("return_minutes", hearing), {"reason": "Ghi thiếu lời bị đơn"}).status_code == 302
    assert (
        page("thuky").post(url("finish_minutes", hearing), {"revision": minutes.revision}).status_code == 302
    )
    assert page("thuky").post(url("sign_minutes", hearing)).status_code == 403
    assert judge.post(url("sign_minutes", hearing)).status_code == 302
    minutes.refresh_from_db()
    assert minutes.is_signed and len(minutes.signers) == 2


# --- calendars and rooms ----------------------------------------------------------------------------------


def test_the_week_shows_rooms_and_prints(world, now, page):
    case = steps.assigned_case(world, now)
    session(world, case, at=now, starts=at_hour(DAY, 8))
    for query in ("?tuan=2026-01-21", "?tuan=2026-01-19&in=1"):
        text = page("thuky2").get(reverse("hearings:calendar") + query).content.decode()
        assert "08:00–10:00" in text and str(case) in text and "Phòng xử án số 1" in text
    assert (
        str(case)
        not in page("thuky2").get(reverse("hearings:calendar") + "?tuan=2026-02-02").content.decode()
    )
    assert page("nguyendon").get(reverse("hearings:calendar")).status_code == 403
    # A lay judge sees his own cases only.
    assert (
        str(case)
        not in page("hoitham3").get(reverse("hearings:calendar") + "?tuan=2026-01-19").content.decode()
    )


@pytest.mark.parametrize("by", ["tham-phan", "thu-ky", "hoi-tham"])
def test_the_calendar_shows_each_person_the_days_and_who_is_away(world, now, page, by):
    case = steps.trial_decided_case(world, now)
    trial = case.hearings.get(kind="trial")
    post = world.posts[
        {"tham-phan": steps.presiding(world, case), "thu-ky": "thuky", "hoi-tham": "hoitham"}[by]
    ]
    core.record_leave(
        by=world.viewer("chanhan"), post_id=post.pk, ground="leave_ground:annual",
        first_day=trial.day + timedelta(days=7), last_day=trial.day + timedelta(days=8), at=now,
    )  # fmt: skip
    for asked in (
        f"tuan={trial.day}",
        f"ngay={trial.day}",
        f"tuan={trial.day}&in=1",
        f"ngay={trial.day}&in=1",
    ):
        text = page("thuky2").get(f"{reverse('hearings:calendar')}?theo={by}&{asked}").content.decode()
        row = text.split(f'<th scope="row">{post.user.full_name}')[1].split("</tr>")[0]
        assert str(case) in row and trial.hours in row
    later = page("thuky2").get(
        f"{reverse('hearings:calendar')}?theo={by}&tuan={trial.day + timedelta(days=7)}"
    )
    assert "Nghỉ hằng năm" in later.content.decode()


def test_a_free_room_is_seen_at_sight_and_a_lay_judge_learns_only_that_one_is_taken(world, now, page):
    case = steps.assigned_case(world, now)
    session(world, case, at=now, starts=at_hour(DAY, 8))
    steps.court_room(world, "Phòng xử án số 2")
    address = f"{reverse('hearings:calendar')}?theo=phong&ngay={DAY}"
    text = page("chanhan").get(address).content.decode()
    first, second = (text.split(f">Phòng xử án số {n}")[1].split("</tr>")[0] for n in (1, 2))
    assert (
        str(case) in first
        and "10:00–11:30" in first
        and "13:30–17:00" in first
        and "07:30–11:30" not in first
    )
    assert "07:30–11:30" in second
    lay = page("hoitham3").get(address).content.decode()
    assert str(case) not in lay and "Đã có phiên" in lay and "08:00–10:00" in lay


def test_a_holiday_in_the_week_is_named(world, page):
    text = page("chanhan").get(reverse("hearings:calendar") + "?theo=thu-ky&tuan=2026-02-16").content.decode()
    assert "Tết Nguyên đán" in text


def test_the_posted_list_has_the_open_hearings_of_one_court_and_no_names(world, now, client):
    case = steps.trial_decided_case(world, now)
    trial = case.hearings.get(kind="trial")
    address = f"{reverse('hearings:public')}?toa={case.court_id}&ngay={trial.day}&in=1"
    text = client.get(address).content.decode()
    assert str(case) in text and case.legal_relation in text
    assert not any(name in text for name in CITIZEN_NAMES)
    Hearing.objects.update(closed_doors=True)
    assert str(case) not in client.get(address).content.decode()


@pytest.mark.usefixtures("steady_rules")
def test_the_week_asks_the_same_number_of_questions_for_one_or_many(world, now, page):
    visitor, week = page("chanhan"), reverse("hearings:calendar") + "?tuan=2026-01-19"
    visitor.get(week)  # the first visit also notes that the session is in use
    counts = []
    for n in range(6):
        case = steps.assigned_case(world, now)
        session(world, case, at=now, starts=at_hour(DAY, 7 + 2 * n))
        if n in (0, 5):
            with CaptureQueriesContext(connection) as asked:
                visitor.get(week)
            counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_public_calendar_names_nobody(world, now, client):
    case = steps.trial_decided_case(world, now)
    text = client.get(reverse("hearings:public")).content.decode()
    assert str(case) in text and case.legal_relation in text and "Phòng xử án số 1" in text
    assert not any(name in text for name in CITIZEN_NAMES)
    Hearing.objects.update(closed_doors=True)
    closed = client.get(reverse("hearings:public")).content.decode()
    assert str(case) not in closed and case.legal_relation not in closed
    Hearing.objects.update(closed_doors=False)
    # Searching for a party must not answer either.
    assert (
        str(case) not in client.get(reverse("hearings:public"), {"q": "Hoàng Thị Lan Chi"}).content.decode()
    )
    assert str(case) in client.get(reverse("hearings:public"), {"q": "01/2026"}).content.decode()
    wrong = client.get(reverse("hearings:public"), {"ngay": "32/13/2026", "toa": "x"})
    assert wrong.status_code == 200 and "Nhập ngày" in wrong.content.decode()


def test_a_session_is_not_public(world, now, client):
    case = steps.assigned_case(world, now)
    session(world, case, at=now, starts=at_hour(DAY, 8))
    assert str(case) not in client.get(reverse("hearings:public")).content.decode()


def test_my_day(world, now):
    case = steps.assigned_case(world, now)
    planned = session(world, case, at=now, starts=at_hour(DAY, 8))
    day = planned.day
    assert list(queries.of_day(world.viewer("thuky"), day)) == [planned]
    assert list(queries.of_day(judge_of(world, case), day)) == [planned]
    assert list(queries.of_day(world.viewer("nguyendon"), day)) == [planned]
    for other in ("thuky2", "nguoila"):
        assert not queries.of_day(world.viewer(other), day)
    assert not queries.of_day(world.viewer("thuky"), day + timedelta(days=1))


def test_rooms_are_entered_and_closed_from_the_page(world, page):
    address = reverse("hearings:rooms")
    visitor = page("chanhan")
    assert visitor.post(address, {"name": "Phòng hòa giải", "valid_from": "01/07/2025"}).status_code == 302
    assert visitor.post(address, {"name": "Phòng hòa giải", "valid_from": "01/07/2025"}).status_code == 422
    room = Room.objects.get()
    assert visitor.post(reverse("hearings:close_room", args=[room.pk])).status_code == 302
    assert page("thuky").get(address).status_code == 403


# --- next step --------------------------------------------------------------------------------------------


def test_the_next_step_names_the_act_and_whose_turn_it_is(world, now):
    case = steps.assigned_case(world, now)
    judge, clerk = judge_of(world, case), world.viewer("thuky")
    other = world.viewer("thuky2")

    def acts():
        case.refresh_from_db()
        return [s and s.act.split(".")[1] for s in (hearing_step(judge, case), hearing_step(clerk, case))]

    assert acts() == ["schedule_session", "schedule_session"]
    assert hearing_step(other, case).waiting_for == "Đang chờ Thẩm phán chủ tọa."
    steps.mediated_case(world, now, case=case)
    assert acts() == ["decide_trial", "decide_trial"]
    steps.trial_decided_case(world, now, case=case)
    assert acts() == ["open_hearing", "open_hearing"]  # it waits for its day
    assert hearing_step(judge, case).waiting_for == "Chưa đến ngày mở phiên tòa."
    clock.move_to(case.hearings.get(kind="trial").starts_at)
    assert acts() == ["open_hearing", "record_attendance"]
    hearing = steps.opened_hearing(world, now, case=case)
    assert acts() == ["close_debate", "write_minutes"]
    actions.close_debate(by=judge, hearing_id=hearing.pk, at=clock.now())
    assert acts() == [None, None]
