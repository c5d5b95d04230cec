"""Like a parcel: what happened, what is next, who, until when and why, and what is mine to do."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from toaan.cases import actions as cases
from toaan.cases.models import Case, Deadline, Party
from toaan.core import clock, events, rules_in_force
from toaan.delivery import queries as delivery
from toaan.delivery.models import ServiceRecipient
from toaan.demo import steps
from toaan.filing import actions as filing
from toaan.filing import fees, way
from toaan.hearings.models import Hearing
from toaan.rules.time_limits import due_date


@pytest.fixture(autouse=True)
def practice_clock(own_folder, now):
    cache.clear()
    clock.move_to(now)


def case_page(case) -> str:
    return reverse("portal:case", args=[case.pk])


def shown(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_confirmation_tells_the_days_that_the_rules_give(world, page, now):
    petition = steps.filed_petition(world, now)
    told = shown(page("nguyendon"), reverse("filing:filed", args=[petition.pk]))
    first = due_date(
        rules_in_force.time_limit("BLTTDS:191.2", now.date()), now.date(), rules_in_force.calendar()
    )
    second = due_date(
        rules_in_force.time_limit("BLTTDS:191.3", first.due), first.due, rules_in_force.calendar()
    )
    for due in (first, second):
        assert f"ngày {due.due.day} tháng {due.due.month} năm {due.due.year}" in told
        assert due.limit.source.cite() in told
    assert petition.tracking_code in told


def test_each_state_of_a_petition_says_who_must_do_what_until_when(world, page, now):
    mine = page("nguyendon")
    received = steps.filed_petition(world, now)
    told = shown(mine, reverse("filing:mine_petition", args=[received.pk]))
    assert "Ai làm: Chánh án" in told
    assert way.last_day("BLTTDS:191.2", received.received_on).explanation.split(".")[0] in told
    examined = steps.examined_petition(world, now)
    examined.refresh_from_db()
    told = shown(mine, reverse("filing:mine_petition", args=[examined.pk]))
    if examined.state == "fee_due":
        assert f"hết ngày {examined.fee_notice.due_on:%d/%m/%Y}" in told
        assert fees.payment_due(examined.fee_notice.notified_on).explanation.split(".")[0] in told
        assert "Nộp biên lai" in told


def test_a_running_case_names_the_judge_the_last_day_and_the_reason(world, page, now):
    case = steps.assigned_case(world, now)
    events.drain()
    told = shown(page("nguyendon"), case_page(case))
    limit = Deadline.objects.get(case=case, rule__startswith="BLTTDS:203.1", state="open")
    assert f"ngày {limit.due_on.day} tháng {limit.due_on.month} năm {limit.due_on.year}" in told
    assert limit.explanation["explanation"] in told
    judge = case.assignments.get(role="presiding", ended_at=None).post.user.full_name
    assert judge in told
    assert "Bạn là nguyên đơn" in told


def test_a_hearing_to_come_stands_at_the_top_and_goes_into_a_calendar(world, page, now):
    case = steps.trial_decided_case(world, now)
    events.drain()
    mine = page("nguyendon")
    trial = Hearing.objects.get(case=case, kind=Hearing.Kind.TRIAL)
    told = shown(mine, case_page(case))
    assert f"Phiên tòa: {trial.hours[:5]}" in told
    assert trial.room.name in told
    file = mine.get(reverse("portal:calendar_file", args=[case.pk, trial.pk]))
    assert file["Content-Type"].startswith("text/calendar")
    text = file.content.decode().replace("\r\n ", "")
    assert f"DTSTART;TZID=Asia/Ho_Chi_Minh:{timezone.localtime(trial.starts_at):%Y%m%dT%H%M%S}" in text
    assert str(case) in text
    assert all(len(line.encode()) <= 75 for line in file.content.decode().split("\r\n"))
    for secret in (p.name for p in case.parties.all()):
        assert secret not in text


def test_nobody_else_opens_the_case_or_its_calendar(world, page, client, now):
    case = steps.trial_decided_case(world, now)
    other = steps.trial_decided_case(world, now + timedelta(days=1))
    trial = Hearing.objects.get(case=case, kind=Hearing.Kind.TRIAL)
    addresses = [case_page(case), reverse("portal:calendar_file", args=[case.pk, trial.pk])]
    for address in addresses:
        assert page("nguoila").get(address).status_code == 404
        assert client.get(address).status_code == 302
    assert (
        page("nguyendon").get(reverse("portal:calendar_file", args=[other.pk, trial.pk])).status_code == 404
    )


def test_after_the_judgment_the_last_day_to_appeal_is_named_and_a_lawyer_gets_no_button(world, page, now):
    case = steps.pronounced_case(world, now)
    events.drain()
    party = Party.objects.get(case=case, role="plaintiff")
    period = case.judgment.periods.get(party=party)
    told = shown(page("nguyendon"), case_page(case))
    assert "Tòa án đã tuyên án" in told
    if period.due_on:
        assert f"ngày {period.due_on.day} tháng {period.due_on.month} năm {period.due_on.year}" in told
    assert reverse("judgments:appeal", args=[case.pk]) in told


def test_a_judgment_not_yet_pronounced_shows_nowhere(world, page, now):
    judgment = steps.signed_judgment(world, now)
    told = shown(page("nguyendon"), case_page(judgment.case))
    assert str(judgment.number) not in told
    assert "Tuyên án" in told


def test_a_lawyer_sees_the_cases_of_the_clients_and_for_whom(world, page, clerk, now):
    case = steps.assigned_case(world, now)
    events.drain()
    assert page("luatsu").get(case_page(case)).status_code == 404
    defendant = Party.objects.get(case=case, role="defendant")
    cases.register_protector(
        by=clerk, case_id=case.pk, party_id=defendant.pk, kind="lawyer", name="Phan Gia Định",
        user=world.users["luatsu"], at=now,
    )  # fmt: skip
    lawyer = page("luatsu")
    listed = shown(lawyer, "/ca-nhan/")
    assert str(case) in listed
    assert "Bạn là luật sư của Vũ Đức Thịnh (bị đơn)" in listed
    assert "Bạn là luật sư của Vũ Đức Thịnh (bị đơn)" in shown(lawyer, case_page(case))


def test_my_page_puts_what_waits_for_me_first(world, page, now):
    steps.examined_petition(world, now)
    case = steps.trial_decided_case(world, now)
    draft = steps.draft_petition(world, now)
    events.drain()
    told = shown(page("nguyendon"), "/ca-nhan/")
    first = told.index("Việc bạn cần làm")
    assert first < told.index(str(case))
    assert reverse("filing:draft_check", args=[draft.pk]) in told
    assert "Đọc:" in told
    trial = Hearing.objects.get(case=case, kind=Hearing.Kind.TRIAL)
    assert f"{trial.day:%d/%m/%Y}" in told


def test_a_newcomer_is_told_that_nothing_waits(world, page):
    told = shown(page("nguoila"), "/ca-nhan/")
    assert "Hôm nay bạn không phải làm gì" in told
    assert reverse("filing:start") in told


def test_a_time_limit_of_mine_is_told_without_an_abbreviation(world, page, now):
    petition = steps.examined_petition(world, now)
    filing.request_amendment(
        by=world.viewer("thamphan"), petition_id=petition.pk, matters="Ghi rõ ngày giao tiền.",
        due_on=clock.local_date(now) + timedelta(days=15), at=now,
    )  # fmt: skip
    told = shown(page("nguyendon"), reverse("filing:mine_petition", args=[petition.pk]))
    assert re.search(r"Còn \d+ ngày làm việc", told)
    assert "ngày LV" not in told


def test_whoever_has_many_cases_and_papers_pages_through_all_of_them(world, page, now):
    case = steps.opened_case(world, now)
    events.drain()
    one = delivery.inbox(world.viewer("nguyendon"))[0]
    for n in range(1, 25):
        other = Case.objects.get(pk=case.pk)
        other.pk, other.number_id, other.petition_id = None, None, None
        other.register_year = other.register_sequence = None
        other.accepted_on = case.accepted_on - timedelta(days=n)
        other._state.adding = True
        other.pk = uuid.uuid4()
        other.save()
        own = Party.objects.get(pk=one.party_id)
        Party.objects.create(case=other, order=1, role=own.role, name=f"Người số {n}", user=own.user)
        copy = ServiceRecipient.objects.get(pk=one.pk)
        copy.pk, copy.key, copy.sha256 = uuid.uuid4(), f"party:{uuid.uuid4()}", f"{n:064x}"
        copy.sent_at = one.sent_at - timedelta(days=n)
        copy._state.adding = True
        copy.save()
    oldest = Case.objects.order_by("accepted_on").first()
    Deadline.objects.create(
        case=oldest, court=oldest.court, rule="BLTTDS:199.1", title="Gửi ý kiến", matter="Vụ án cũ nhất", owner="party", trigger_on=now.date(),
        due_on=now.date() + timedelta(days=3), explanation=case.deadlines.first().explanation, party=Party.objects.get(case=oldest),
    )  # fmt: skip
    mine = page("nguyendon")
    told = [
        [d["case"] for d in mine.get(reverse("portal:mine"), {"trang": n}).context["deadlines"]]
        for n in (1, 2)
    ]
    assert oldest in told[0] and told[0] == told[1], "what is to be done stands on every page"
    for address, parameter in ((reverse("portal:mine"), "trang"), (reverse("delivery:inbox"), "page")):
        pages = [mine.get(address, {parameter: n}).context["page_obj"] for n in (1, 2)]
        rows = [row for shown in pages for row in shown]
        assert [len(list(shown)) for shown in pages] == [20, 5] and len({row.pk for row in rows}) == 25
        newest = [getattr(row, "sent_at", None) or row.accepted_on for row in rows]
        assert newest == sorted(newest, reverse=True)
