"""The pages of a returned petition: the petitioner's, the court's, the court's above."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from toaan.core import clock, events
from toaan.core.waiting import waiting_for
from toaan.demo import people
from toaan.filing.models import Petition, ReturnCopy, ReturnReview
from toaan.filing.tests import returning
from toaan.filing.tests.helpers import upload
from toaan.filing.tests.returning import GROUND

FEW = 12
"""Statements that a page may cost."""


def at(name, petition, *more):
    return reverse(f"filing:{name}", args=[petition.pk, *more])


def text(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def state():
    return ReturnReview.objects.latest("opened_on", "pk").state


# --- the petitioner ---------------------------------------------------------------------------------------


def test_the_petitioner_complains_where_the_return_is_told(world, now, page):
    petition, mine = returning.returned(world, now), page("nguyendon")
    clock.move_to(now + timedelta(days=1))
    told = text(mine.get(at("mine_petition", petition)))
    assert at("complain_of_return", petition) in told
    address = at("complain_of_return", petition)
    form = text(mine.get(address))
    assert "Khiếu nại đến hết ngày 15/01/2026" in form
    assert "05 ngày làm việc" in form
    assert "Hãy nêu vì sao" in text(mine.post(address, {"ground": " "}), 422)
    assert mine.post(address, {"ground": GROUND}).url == address
    after = text(mine.get(address))
    assert "Chờ phân công Thẩm phán khác" in after
    assert GROUND in after
    assert "Gửi đơn khiếu nại" not in after
    assert mine.post(address, {"ground": GROUND}).url == address
    assert "Khiếu nại về việc trả lại đơn: Chờ phân công" in text(mine.get(at("mine_petition", petition)))


def test_after_the_answer_the_way_leads_up(world, now, page):
    petition, mine = returning.kept(world, now), page("nguyendon")
    events.drain()
    assert "Khiếu nại tiếp" in text(mine.get(at("mine_petition", petition)))
    address = at("complain_of_return", petition)
    form = text(mine.get(address))
    assert "Gửi Chánh án Tòa án nhân dân tỉnh Sông Thanh" in form
    assert "01/2026/QĐST-DS" in form
    assert mine.post(address, {"ground": GROUND}).url == address
    assert state() == "above"
    paper = petition.papers.get(kind="ret_answer")
    assert mine.get(at("paper", petition, paper.pk)).status_code == 200


def test_after_ten_days_the_door_is_closed(world, now, page):
    petition, mine = returning.returned(world, now), page("nguyendon")
    clock.move_to(now + timedelta(days=11))
    told = text(mine.get(at("complain_of_return", petition)))
    assert "Gửi đơn khiếu nại" not in told
    assert mine.post(at("complain_of_return", petition), {"ground": GROUND}).status_code == 302
    assert not ReturnReview.objects.exists()


def test_nobody_else_sees_it(world, now, page):
    petition = returning.returned(world, now)
    assert page("nguoila").get(at("complain_of_return", petition)).status_code == 404


# --- the court --------------------------------------------------------------------------------------------


def test_the_clerk_takes_in_what_came_on_paper(world, now, page):
    petition, clerk = returning.returned(world, now), page("thuky")
    address = at("step", petition, "khieu-nai")
    assert address in text(clerk.get(at("petition", petition)))
    sent = {
        "source": "procuracy", "channel": "post", "made_on": "05/01/2026", "received_on": "05/01/2026",
        "ground": "Kiến nghị nhận lại đơn.", "scans": upload("kien-nghi.pdf"),
    }  # fmt: skip
    assert "Ngày khiếu nại" in text(clerk.post(address, {**sent, "made_on": "04/01/2026"}), 422)
    assert clerk.post(address, {**sent, "scans": upload("kien-nghi.pdf")}).status_code == 302
    told = text(clerk.get(at("petition", petition)))
    assert "Kiến nghị của Viện kiểm sát nhân dân khu vực 3" in told
    assert petition.attachments.filter(kind="complaint").count() == 1


def test_the_receipt_is_written_down_at_the_petition(world, now, page):
    petition, clerk = returning.returned(world, now), page("vanthu")
    copy = ReturnCopy.objects.get(returned__petition=petition, key="procuracy")
    address = at("return_receipt", petition, copy.pk)
    assert address in text(clerk.get(at("petition", petition)))
    assert text(clerk.get(address))
    assert "Hãy ghi cách giao nhận" in text(clerk.post(address, {"on": "05/01/2026", "how": ""}), 422)
    assert clerk.post(address, {"on": "05/01/2026", "how": "Ký nhận"}).url == at("petition", petition)
    assert clerk.get(address).status_code == 302
    assert page("thamphan").get(address).status_code == 403


def test_the_whole_way_at_the_court_by_its_pages(world, now, page):
    petition = returning.complained(world, now)
    president, judge = page("chanhan"), page("thamphan2")
    name = at("step", petition, "phan-cong-giai-quyet")
    form = text(president.get(name))
    assert str(world.posts["thamphan"].pk) not in form
    assert president.post(name, {"judge": str(world.posts["thamphan2"].pk)}).status_code == 302
    day = at("step", petition, "phien-hop")
    assert "Chậm nhất ngày 12/01/2026" in text(judge.get(day))
    told = {"day": "08/01/2026", "hour": "8h30", "place": "Phòng họp số 2"}
    assert "Nhập giờ và phút" in text(judge.post(day, {**told, "hour": "lúc nào"}), 422)
    assert "Phiên họp phải được mở chậm nhất" in text(judge.post(day, {**told, "day": "20/01/2026"}), 422)
    assert judge.post(day, told).status_code == 302
    again = at("step", petition, "phien-hop-lai")
    assert "Hãy ghi vì sao" in text(judge.post(again, told), 422)
    clock.move_to(now + timedelta(days=3, hours=4))
    back = at("step", petition, "nhan-lai-don")
    record = {
        "procurator": "",
        "complainant": "no",
        "opinions": "Kiểm sát viên đề nghị nhận lại.",
        "reason": "Có căn cứ.",
    }
    assert "ấn định lại phiên họp" in text(judge.post(back, record), 422)
    assert judge.post(back, {**record, "procurator": "Nghiêm Thị Bích"}).status_code == 302
    assert Petition.objects.get(pk=petition.pk).state == "examining"
    assert "Đã nhận lại đơn" in text(judge.get(at("petition", petition)))
    assert at("step", petition, "nhan-tham-quyen") in text(judge.get(at("petition", petition)))
    assert page("nguyendon").get(at("mine_petition", petition)).status_code == 200


def test_the_return_is_kept_by_the_page(world, now, page):
    petition, judge = returning.set_to_meet(world, now), page("thamphan2")
    clock.move_to(now + timedelta(days=3, hours=1))
    record = {
        "procurator": "Nghiêm Thị Bích",
        "complainant": "yes",
        "opinions": "Như đơn.",
        "reason": "Không có căn cứ.",
    }
    address = at("step", petition, "giu-nguyen-tra-lai")
    assert judge.post(address, record).status_code == 302
    assert state() == "kept"
    assert judge.get(address).status_code in {302, 403}


@pytest.mark.parametrize("slug", ["phien-hop", "giu-nguyen-tra-lai", "nhan-lai-don", "phan-cong-giai-quyet"])
def test_a_colleague_who_was_not_named_has_no_such_page(world, now, page, slug):
    petition = returning.set_to_meet(world, now)
    assert page("thamphan3").get(at("step", petition, slug)).status_code == 403


# --- the court above --------------------------------------------------------------------------------------


def test_the_court_above_opens_the_petition_once_it_may_be_asked(world, now, page):
    people.staff_province(world)
    petition = returning.complained(world, now)
    above = page("thuky.tinh")
    assert above.get(at("petition", petition)).status_code == 404
    petition = returning.kept(world, now, petition=returning.returned(world, now))
    assert str(petition.number) in text(above.get(reverse("filing:returned")))
    told = text(above.get(at("petition", petition)))
    assert at("step", petition, "khieu-nai-tiep") in told
    assert at("step", petition, "khieu-nai") not in told.replace("khieu-nai-tiep", "")
    assert str(petition.number) not in text(above.get(reverse("filing:register")))


def test_the_president_above_demands_and_the_court_below_obeys(world, now, page):
    people.staff_province(world)
    petition = returning.complained_above(world, now)
    clock.move_to(now + timedelta(days=5))
    higher, president = page("chanhan.tinh"), page("chanhan")
    address = at("step", petition, "yeu-cau-nhan-lai")
    assert at("step", petition, "giu-nguyen-cap-tren") in text(higher.get(at("petition", petition)))
    assert GROUND in text(higher.get(address))
    assert "Hãy nêu lý do" in text(higher.post(address, {"reason": ""}), 422)
    assert higher.post(address, {"reason": "Có quyền khởi kiện."}).status_code == 302
    take = at("step", petition, "nhan-lai-theo-yeu-cau")
    assert take in text(president.get(at("petition", petition)))
    assert president.post(take, {"judge": str(world.posts["thamphan3"].pk)}).status_code == 302
    assert Petition.objects.get(pk=petition.pk).state == "examining"
    assert higher.get(at("petition", petition)).status_code == 200


# --- what waits, what it costs ----------------------------------------------------------------------------


def titles(world, who, act):
    return [w.title for w in waiting_for(world.viewer(who)) if w.act == act]


def test_each_step_waits_for_whose_it_is(world, now):
    people.staff_province(world)
    petition = returning.returned(world, now)
    assert titles(world, "thuky", "filing.record_return_receipt")
    returning.complained(world, now, petition=petition)
    assert titles(world, "chanhan", "filing.name_return_judge")
    assert not titles(world, "thamphan2", "filing.set_return_session")
    petition = returning.set_to_meet(world, now, petition=returning.returned(world, now))
    assert titles(world, "thamphan2", "filing.keep_return")
    assert not titles(world, "thamphan3", "filing.keep_return")
    returning.complained_above(world, now, petition=returning.returned(world, now))
    assert titles(world, "chanhan.tinh", "filing.demand_take_back")
    assert not titles(world, "chanhan", "filing.demand_take_back")


def test_a_judge_who_left_is_the_leaders_matter(world, now):
    petition = returning.named(world, now)
    assert not titles(world, "chanhan", "filing.name_return_judge")
    post = world.posts["thamphan2"]
    post.valid_to = now + timedelta(days=1, hours=3)
    post.save()
    assert titles(world, "chanhan", "filing.name_return_judge")
    assert ReturnReview.objects.get(returned__petition=petition).state == "to_set"


@pytest.mark.parametrize(
    ("who", "name"),
    [("thuky", "petition"), ("chanhan", "petition"), ("thamphan2", "petition"), ("nguyendon", "mine_petition"),
     ("nguyendon", "complain_of_return"), ("thuky", "returned"), ("thuky.tinh", "petition"), ("chanhan.tinh", "returned")],
)  # fmt: skip
def test_the_pages_cost_little(world, now, page, who, name):
    people.staff_province(world)
    petition = returning.complained_above(world, now)
    events.drain()
    address = reverse("filing:returned") if name == "returned" else at(name, petition)
    client = page(who)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= FEW, "\n".join(q["sql"][:150] for q in asked)
