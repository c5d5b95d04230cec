"""Which court: told to the petitioner before filing and to the judge; sent on to the right one, first day kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from toaan.cases.models import Deadline
from toaan.core import actions as core
from toaan.core import areas, audit, clock, events
from toaan.core.errors import Refused
from toaan.core.models import Court, CourtArea
from toaan.core.viewer import SYSTEM
from toaan.demo import steps
from toaan.filing import actions, venue
from toaan.filing.models import Petition, PetitionTransfer

SINCE, PROVINCE = date(2025, 7, 1), "tỉnh Sông Thanh"


@pytest.fixture
def other(world, now):
    """A second regional court of the province, over xã Yên Khê; the practice court sits over xã Sông Thanh."""
    made = core.found_court(
        by=SYSTEM, code="TAND-ST-KV1", name="Tòa án nhân dân khu vực 1 - tỉnh Sông Thanh", at=now,
        level=Court.Level.REGION, parent=world.province, valid_from=SINCE,
    )  # fmt: skip
    for court, commune in ((made, "xã Yên Khê"), (world.court, "xã Sông Thanh")):
        lines = [areas.Line(PROVINCE, commune, "", SINCE, None, "Nghị quyết giả định")]
        actions.enter_area(by=SYSTEM, court=court, lines=lines, at=now)
    return made


def line(commune="xã Yên Khê", **kw):
    return areas.Line(**{"province": PROVINCE, "commune": commune, "valid_from": SINCE, "basis": "NQ", **kw})


def test_a_place_is_found_in_any_spelling_on_the_days_that_its_line_holds(world, other):
    for address in (
        "Thôn Hạ, xã Yên Khê, tỉnh Sông Thanh", "Thôn Hạ, Xã YÊN KHÊ, Sông Thanh", "x. Yên Khê, tỉnh sông thanh", "Yên Khê, Sông Thanh",
    ):  # fmt: skip
        assert areas.over(address, date(2026, 1, 5)).court == other, address
    assert areas.over("xã Yên Khê, tỉnh Sông Thanh", date(2025, 6, 30)) is None
    assert areas.over("phường Yên Khê, tỉnh Khác", date(2026, 1, 5)) is None
    assert areas.over("Yên Khê", date(2026, 1, 5)) is None


def test_two_communes_of_one_name_are_told_apart_and_never_guessed(world, other, now):
    actions.enter_area(by=SYSTEM, court=world.court, lines=[line("phường Yên Khê")], at=now)
    assert areas.over("phường Yên Khê, tỉnh Sông Thanh", date(2026, 1, 5)).court == world.court
    assert areas.over("xã Yên Khê, tỉnh Sông Thanh", date(2026, 1, 5)).court == other
    assert areas.over("Yên Khê, tỉnh Sông Thanh", date(2026, 1, 5)) is None


def test_intellectual_property_of_a_whole_province_has_its_own_court(world, other, now):
    actions.enter_area(
        by=SYSTEM, court_name="Tòa án nhân dân khu vực 9", lines=[line("", matter="ip")], at=now
    )
    place, day = "xã Yên Khê, tỉnh Sông Thanh", date(2026, 1, 5)
    assert areas.over(place, day, matter="ip").name == "Tòa án nhân dân khu vực 9"
    assert areas.over(place, day).court == other


def test_a_commune_belongs_to_one_court_at_a_time(world, other, president, now):
    with pytest.raises(Refused, match="area.taken") as refused:
        actions.enter_area(by=president, court=world.court, lines=[line()], at=now)
    assert other.name in refused.value.message
    actions.end_area(
        by=SYSTEM, area_id=CourtArea.objects.get(commune="xã Yên Khê").pk, on=date(2025, 12, 31), at=now
    )
    actions.enter_area(by=president, court=world.court, lines=[line(valid_from=date(2026, 1, 1))], at=now)
    assert areas.over("xã Yên Khê, tỉnh Sông Thanh", date(2025, 12, 31)).court == other
    assert areas.over("xã Yên Khê, tỉnh Sông Thanh", date(2026, 1, 1)).court == world.court
    assert audit.verify().good


@pytest.mark.parametrize(("bad", "code"), [
    ({"basis": " "}, "area.no_basis"), ({"valid_from": date(2025, 1, 1)}, "area.court_gone"),
    ({"valid_to": date(2025, 1, 1)}, "area.bad_day"), ({"province": " "}, "area.empty"),
])  # fmt: skip
def test_a_line_needs_its_resolution_and_a_court_in_being(world, president, now, bad, code):
    with pytest.raises(Refused, match=code):
        actions.enter_area(by=president, court=world.court, lines=[line("xã Mới", **bad)], at=now)
    assert not CourtArea.objects.exists()


@pytest.mark.parametrize("who", ["judge", "clerk", "it_officer", "plaintiff", "procurator"])
def test_only_leaders_and_the_hr_officer_of_the_court_enter_its_area(world, other, now, request, who):
    with pytest.raises(Refused, match="not_allowed"):
        actions.enter_area(by=request.getfixturevalue(who), court=world.court, lines=[line("xã Mới")], at=now)
    with pytest.raises(Refused, match="not_allowed"):
        actions.enter_area(by=world.viewer("chanhan"), court=other, lines=[line("xã Mới")], at=now)


def words(defendant="Thôn Hạ, xã Yên Khê, tỉnh Sông Thanh", relation="Đòi lại tài sản", **told):
    party = {"kind": "person", "name": "A", "address": "xã Sông Thanh, tỉnh Sông Thanh"}
    return {
        "plaintiffs": [party], "defendants": [{**party, "address": defendant}], "legal_relation": relation,
        "venue": {"role": "", "address": "", "flags": [], **told},
    }  # fmt: skip


def ask(world, content, kind="DS"):
    return venue.of(kind, content, world.court, date(2026, 1, 5))


def test_the_sentence_names_the_right_court_and_its_article(world, other):
    wrong = ask(world, words())
    assert wrong.verdict == venue.WRONG
    assert other.name in wrong.sentence
    assert "điểm a khoản 1 Điều 39" in wrong.sentence
    right = ask(world, words(flags=["agreed"]))
    assert right.verdict == venue.RIGHT
    assert "điểm b khoản 1 Điều 39" in right.sentence
    unknown = ask(world, words("xã Lạ, tỉnh Sông Thanh"))
    assert unknown.verdict == venue.UNKNOWN
    immovable = ask(
        world, words(role="immovable", address="xã Sông Thanh, tỉnh Sông Thanh", flags=["agreed"])
    )
    assert immovable.verdict == venue.RIGHT
    assert "điểm c khoản 1 Điều 39" in immovable.sentence
    no_matter = ask(world, words(flags=["arbitration"]))
    assert no_matter.verdict == venue.NO_MATTER
    assert "trọng tài" in no_matter.sentence


def test_a_petition_of_before_the_questions_about_places_is_read_as_well(world, other):
    old = words()
    del old["venue"]
    assert ask(world, old).verdict == venue.WRONG


def test_the_petitioner_is_told_before_filing_and_may_file_all_the_same(world, other, page, now):
    petition = steps.draft_petition(world, now)
    citizen = page("nguyendon")
    answer = citizen.get(f"/nop-don/{petition.pk}/kiem-tra/").content.decode()
    assert other.name in answer
    assert "Đổi Tòa án nhận đơn" in answer
    facts = {
        "revision": petition.revision, "legal_relation": "Tranh chấp quyền sử dụng đất", "facts": "Lấn đất.", "go": "next",
        "venue_role": "immovable", "venue_address_commune": "xã Sông Thanh", "venue_address_province": PROVINCE,
        "venue_flags": ["mediated"],
    }  # fmt: skip
    assert citizen.post(f"/nop-don/{petition.pk}/su-viec/", facts).status_code == 302
    petition.refresh_from_db()
    assert petition.content["venue"] == {
        "role": "immovable", "address": "xã Sông Thanh, tỉnh Sông Thanh", "flags": ["mediated"],
    }  # fmt: skip
    assert "điểm c khoản 1 Điều 39" in citizen.get(f"/nop-don/{petition.pk}/kiem-tra/").content.decode()
    actions.submit(by=world.viewer("nguyendon"), petition_id=petition.pk, at=now)


def test_an_address_without_saying_what_it_is_keeps_the_typing_and_asks(world, page, now):
    petition = steps.draft_petition(world, now)
    facts = {
        "revision": petition.revision,
        "legal_relation": "X",
        "facts": "Y",
        "venue_address_commune": "xã Z",
    }
    answer = page("nguyendon").post(f"/nop-don/{petition.pk}/su-viec/", facts)
    assert answer.status_code == 422
    assert "Hãy chọn đây là nơi gì." in answer.content.decode()
    assert "xã Z" in answer.content.decode()


# --- sending on ---------------------------------------------------------------------------------------------


def send(world, petition, at, **kw):
    told = {"by": world.viewer("thamphan"), "reason": "Bị đơn cư trú tại xã Yên Khê", **kw}
    return actions.transfer_petition(petition_id=petition.pk, at=at, **told)


def test_the_other_court_gets_the_petition_with_its_papers_and_the_first_day_of_filing(world, other, now):
    petition = steps.examined_petition(world, now)
    later = now + timedelta(days=2)
    clock.move_to(later)
    send(world, petition, later, to_court_id=other.pk)
    petition.refresh_from_db()
    assert petition.state == "sent_on"
    assert not Deadline.objects.filter(petition_id=petition.pk, state="open").exists()
    events.drain()
    made = PetitionTransfer.objects.get()
    arrived = made.arrived
    assert arrived.court == other
    assert arrived.number.text.startswith("1/") or arrived.number.sequence == 1
    assert arrived.received_on == clock.local_date(later)
    assert arrived.filed_on == petition.filed_on == clock.local_date(now)
    assert arrived.content == petition.content
    assert set(arrived.attachments.values_list("file_id", flat=True)) == set(
        petition.attachments.values_list("file_id", flat=True)
    )
    assert Deadline.objects.get(petition_id=arrived.pk, state="open").rule == "BLTTDS:191.2"
    assert petition.papers.filter(kind="transfer").exists()
    assert arrived.petitioner == petition.petitioner
    assert audit.verify().good


def test_receiving_twice_makes_one_petition(world, other, now):
    petition = steps.examined_petition(world, now)
    made = send(world, petition, now, to_court_id=other.pk)
    events.drain()
    first = actions.receive_transferred(transfer_id=made.pk, because=None, at=now)
    assert Petition.objects.filter(court=other).count() == 1
    assert first.came_by == made


def test_a_court_outside_the_installation_is_named_and_nothing_is_made_for_it(world, now):
    petition = steps.examined_petition(world, now)
    made = send(world, petition, now, to_court_name="Tòa án nhân dân khu vực 7 - tỉnh Xa")
    events.drain()
    made.refresh_from_db()
    assert made.arrived is None
    assert Petition.objects.count() == 1


@pytest.mark.parametrize(("wrong", "code"), [
    ({}, "transfer.no_court"), ({"reason": " ", "to_court_name": "Tòa khác"}, "transfer.no_reason"),
])  # fmt: skip
def test_a_transfer_needs_a_court_and_a_reason(world, now, wrong, code):
    petition = steps.examined_petition(world, now)
    with pytest.raises(Refused, match=code):
        send(world, petition, now, **wrong)
    petition.refresh_from_db()
    assert petition.state == "examining"


def test_not_to_itself_nor_to_a_court_that_no_longer_exists(world, other, now):
    petition = steps.examined_petition(world, now)
    with pytest.raises(Refused, match="same_court"):
        send(world, petition, now, to_court_id=world.court.pk)
    Court.objects.filter(pk=other.pk).update(valid_to=date(2025, 12, 31))
    with pytest.raises(Refused, match="court_gone") as refused:
        send(world, petition, now, to_court_id=other.pk)
    assert "điểm c khoản 3 Điều 191" in refused.value.message


@pytest.mark.parametrize("who", ["president", "other_judge", "clerk", "plaintiff"])
def test_only_the_examining_judge_sends_it_on(world, other, now, request, who):
    petition = steps.examined_petition(world, now)
    with pytest.raises(Refused, match="not_allowed"):
        send(world, petition, now, by=request.getfixturevalue(who), to_court_id=other.pk)


def test_the_judge_sees_the_answer_and_the_form_proposes_the_court(world, other, page, now):
    petition = steps.examined_petition(world, now)
    judge = page("thamphan")
    answer = judge.get(f"/ban/don/{petition.pk}/chuyen-don/").content.decode()
    assert "Không thuộc thẩm quyền" in answer
    assert f'<option value="{other.pk}" selected>' in answer
    other_clause = judge.get(f"/ban/don/{petition.pk}/nhan-tham-quyen/?khoan=26.6").content.decode()
    assert "Điều 26" in other_clause
    sent = judge.post(
        f"/ban/don/{petition.pk}/chuyen-don/",
        {"to_court": str(other.pk), "to_court_name": "", "reason": "Nơi cư trú"},
    )
    assert sent.status_code == 302
    events.drain()
    mine = page("nguyendon").get(f"/don/{petition.pk}/").content.decode()
    assert "Theo dõi tại Tòa án nhận đơn" in mine
    assert "Ngày khởi kiện của bạn vẫn là" in mine


def test_the_area_page_adds_and_ends_lines(world, page, now):
    leader = page("chanhan")
    typed = {
        "province": PROVINCE,
        "communes": "xã Một\n\nphường Hai",
        "matter": "",
        "valid_from": "01/07/2025",
        "basis": "NQ",
    }
    assert leader.post("/ban/dia-ban/", typed).status_code == 302
    assert CourtArea.objects.count() == 2
    bad = leader.post("/ban/dia-ban/", {**typed, "basis": ""})
    assert bad.status_code == 422
    assert "phường Hai" in bad.content.decode()
    row = CourtArea.objects.get(commune="xã Một")
    assert leader.post(f"/ban/dia-ban/{row.pk}/ket-thuc/", {"on": "31/12/2026"}).status_code == 302
    assert "Ghi thêm" not in page("thuky").get("/ban/dia-ban/").content.decode()
    assert page("nguyendon").get("/ban/dia-ban/").status_code == 403
