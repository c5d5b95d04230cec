"""The pages of mediation, as the people whose they are."""

from __future__ import annotations

from toaan.core import clock
from toaan.demo import mediations as m
from toaan.demo import steps
from toaan.mediation.models import Mediation, Mediator
from toaan.mediation.tests.helpers import moment


def test_from_the_petition_to_the_session_through_the_pages(world, page):
    at = moment("2026-01-05")
    petition = steps.filed_petition(world, at)
    clerk = page("thuky")
    assert petition.title in clerk.get("/ban/hoa-giai/").content.decode()
    offer = f"/ban/hoa-giai/don/{petition.pk}/"
    assert clerk.get(offer).status_code == 200
    refused = clerk.post(offer, {"excluded": "mediation_excluded:19.2"})
    assert refused.status_code == 422
    assert "khoản 2 Điều 19" in refused.content.decode()
    assert clerk.post(offer, {"excluded": ""}).status_code == 302
    made = Mediation.objects.get()
    m.events.drain()
    party = page("nguyendon")
    mine = f"/hoa-giai/{made.pk}/"
    assert 'href="/hoa-giai/"' in party.get(f"/don/{petition.pk}/").content.decode()
    assert mine in party.get("/hoa-giai/").content.decode()
    assert "Bạn có muốn hòa giải tại Tòa án không?" in party.get(mine).content.decode()
    assert party.post(f"{mine}tra-loi/", {}).status_code == 422
    chosen = str(m.on_list(world).pk)
    assert party.post(f"{mine}tra-loi/", {"agrees": "yes", "mediator": chosen}).status_code == 302
    desk = f"/ban/hoa-giai/{made.pk}/"
    assert page("thamphan2").get(desk).status_code == 404, "not yet in charge"
    judge = str(world.posts["thamphan2"].pk)
    assert page("chanhan").post(f"{desk}phan-cong/", {"judge": judge}).status_code == 302
    found = page("thamphan2").get(f"{desk}chi-dinh/").content.decode()
    assert chosen in found
    assert str(m.on_list(world, "hoagiai2").pk) not in found, "the petitioner has chosen"
    assert page("thamphan2").post(f"{desk}chi-dinh/", {"mediator": chosen}).status_code == 302
    m.events.drain()
    defendant = made.parties.get(role="defendant")
    assert (
        clerk.post(f"{desk}tai-khoan/", {"party": str(defendant.pk), "username": "bidon"}).status_code == 302
    )
    copy = made.papers.get(kind="transfer").copies.get(party=defendant)
    assert (
        clerk.post(f"{desk}nhan/{copy.pk}/", {"on": "05/01/2026", "how": "Ký nhận tại Tòa án"}).status_code
        == 302
    )
    assert page("bidon").post(f"{mine}nguoi-bi-kien/", {"agrees": "yes"}).status_code == 302
    mediator = page("hoagiai")
    sent = {
        "kind": "mediation",
        "starts_on": "12/01/2026",
        "starts": "8h30",
        "form": "court",
        "place": "Phòng 1",
    }
    assert mediator.post(f"{desk}an-dinh-phien/", {**sent, "starts": "25"}).status_code == 422
    assert mediator.post(f"{desk}an-dinh-phien/", sent).status_code == 302
    m.events.drain()
    shown = page("bidon").get(mine).content.decode()
    assert "12/01/2026" in shown
    for path in (desk, f"{desk}ghi-nhan-phien/", f"{desk}ket-qua/", f"{desk}cham-dut/", f"{desk}ghi-chep/"):
        assert mediator.get(path).status_code == 200, path
    for paper in m.anew(made).papers.all():
        assert page("bidon").get(f"{mine}van-ban/{paper.pk}/").status_code == (
            404 if paper.kind == "offer" else 200
        )
        assert mediator.get(f"{desk}van-ban/{paper.pk}/").status_code == 200


def test_who_has_no_part_in_it_has_no_page(world, page):
    made = m.offered(world, moment("2026-01-05"))
    assert page("hoagiai").get(f"/ban/hoa-giai/{made.pk}/").status_code == 404, "nobody is designated yet"
    assert page("nguoila").get(f"/hoa-giai/{made.pk}/").status_code == 404
    assert page("cntt").get("/ban/hoa-giai/").status_code == 403
    assert page("thuky").get(f"/ban/hoa-giai/{made.pk}/chi-dinh/").status_code == 403
    assert page("hoagiai").get("/ban/don/").status_code == 403, "a mediator reads no register"
    assert page("hoagiai").get("/ban/so-thu-ly/").status_code in {403, 404}


def test_the_list_of_mediators_is_kept_by_the_hr_officer(world, page):
    moment("2026-01-05")
    hr = page("tochuc")
    assert "Khổng Thị Diệp" in hr.get("/ban/hoa-giai-vien/").content.decode()
    sent = {
        "username": "nguoila",
        "decision_number": "05/2026/QĐ-TA",
        "appointed_on": "02/01/2026",
        "fields_": ["DS"],
    }
    add = "/ban/hoa-giai-vien/ghi-nhan/"
    assert hr.post(add, {**sent, "username": "khongco"}).status_code == 422
    assert hr.post(add, {**sent, "username": "thuky2"}).status_code == 422, (
        "an official is not appointed (10.2.b)"
    )
    assert hr.post(add, {**sent, "appointed_on": "02/01/2021"}).status_code == 422, "a term long over"
    assert hr.post(add, sent).status_code == 302
    one = Mediator.objects.get(user=world.users["nguoila"])
    assert (f"{one.term_until:%d/%m/%Y}", one.post.kind) == ("01/01/2029", "mediator")
    assert hr.post(add, sent).status_code == 422, "once on the list"
    assert page("thuky").get(add).status_code == 403
    gone = f"/ban/hoa-giai-vien/{one.pk}/xoa-ten/"
    assert (
        hr.post(gone, {"why": "13.1.a", "decision_number": "06/2026", "on": "05/01/2026"}).status_code == 302
    )
    one.refresh_from_db()
    one.post.refresh_from_db()
    assert one.post.valid_to is not None
    assert not one.stands_on(clock.today())


def test_agreement_recognition_and_review_through_the_pages(world, page):
    made = m.mediating(world, moment("2026-01-05"))
    starts = m.planned(world, clock.now(), made, kind="result", after=1)
    clock.move_to(starts)
    desk = f"/ban/hoa-giai/{made.pk}/"
    mediator, judge = page("hoagiai"), page("thamphan2")
    assert mediator.post(f"{desk}ghi-nhan-phien/", {"held": "yes"}).status_code == 302
    sent = {"agreed": m.AGREED, "whole": "yes", "wants_recognition": "yes"}
    answer = mediator.post(f"{desk}ket-qua/", sent)
    assert answer.status_code == 422
    assert m.AGREED in answer.content.decode(), "nothing typed is lost"
    assert mediator.post(f"{desk}ket-qua/", {**sent, "signed": "on"}).status_code == 302
    assert judge.get(f"{desk}bien-ban/").status_code == 200
    assert judge.post(f"{desk}xac-nhan/", {}).status_code == 302
    keys = [f"mediation_condition:33.{n}" for n in (1, 2, 3)]
    assert judge.post(f"{desk}quyet-dinh/", {"met": keys[:2]}).status_code == 422
    assert judge.post(f"{desk}quyet-dinh/", {"met": keys}).status_code == 302
    mine = page("bidon").get(f"/hoa-giai/{made.pk}/")
    assert "đề nghị xem xét lại" in mine.content.decode()
    asked = page("bidon").post(f"/hoa-giai/{made.pk}/xem-xet-lai/", {"condition": keys[2]})
    assert asked.status_code == 302
    assert page("thuky").get(f"{desk}ket-qua-xem-xet/").status_code == 200
