"""A lawyer or representative files for a client: who signs, what is shown, what the court finds, what both see (75, 85–87, 189)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from toaan.cases.models import Deadline, Representation
from toaan.core import audit, clock, events
from toaan.core.errors import Refused
from toaan.core.models import Post
from toaan.core.waiting import waiting_for
from toaan.demo import client_steps as made
from toaan.demo import steps
from toaan.demo.people import PERSONAL_IDS
from toaan.filing import actions, queries, representing
from toaan.filing.actions.drafting import digest_of
from toaan.filing.models import Authority, CourtPaper, Petition

from .helpers import rows, upload

pytestmark = pytest.mark.django_db


def refused(act, **kwargs) -> str:
    with pytest.raises(Refused) as found:
        act(**kwargs)
    return found.value.code


def lawyer(world):
    return world.viewer(made.LAWYER)


def test_the_client_is_the_petitioner_and_signs_in_her_own_account(world, now):
    petition = made.drafted(world, now)
    assert [p["name"] for p in petition.content["plaintiffs"]] == ["Hoàng Thị Lan Chi"]
    by = lawyer(world)
    assert refused(actions.submit, by=by, petition_id=petition.pk, at=now) == "filing.not_confirmed"
    actions.invite(by=by, petition_id=petition.pk, at=now)
    client = world.viewer("nguyendon")
    assert [p.pk for p in queries.to_confirm(client)] == [petition.pk]
    petition.refresh_from_db()
    actions.confirm(by=client, petition_id=petition.pk, digest=digest_of(petition.content), at=now)
    data = {**made.words(world), "claims": ["Trả 300.000.000 đồng."]}
    actions.save_draft(
        by=by, petition_id=petition.pk, section="claims", data=data, revision=petition.revision, at=now
    )
    assert refused(actions.submit, by=by, petition_id=petition.pk, at=now) == "filing.not_confirmed", (
        "other words need another signature"
    )
    petition.refresh_from_db()
    actions.confirm(by=client, petition_id=petition.pk, digest=digest_of(petition.content), at=now)
    filed = actions.submit(by=by, petition_id=petition.pk, at=now)
    assert filed.plaintiff_names == "Hoàng Thị Lan Chi"
    assert Authority.objects.get(petition=filed).state == "to_check"
    limit = Deadline.objects.get(petition_id=filed.pk, rule="BLTTDS:75.5")
    assert limit.state == "open" and limit.owner == "clerk"
    assert "Kiểm tra giấy tờ của người nộp đơn thay" in {
        str(w.title) for w in waiting_for(world.viewer("thuky"))
    }
    assert audit.verify().good


def test_a_signed_paper_takes_the_place_of_the_account(world, now):
    petition = made.drafted(world, now)
    actions.attach(
        by=lawyer(world), petition_id=petition.pk, upload=upload("don-da-ky.pdf"), name="don-da-ky.pdf", kind="petition", at=now
    )  # fmt: skip
    assert actions.submit(by=lawyer(world), petition_id=petition.pk, at=now).number


def test_without_papers_or_credentials_nothing_is_filed_for_another(world, now):
    petition = made.drafted(world, now, paper=False)
    by = lawyer(world)
    assert refused(actions.submit, by=by, petition_id=petition.pk, at=now) == "filing.no_authority_paper"
    said = {"by": by, "petition_id": petition.pk, "at": now}
    assert refused(actions.file_for, **said, capacity="lawyer", credentials=" ") == "filing.no_credentials"
    assert refused(actions.file_for, **said, capacity="ban-be", credentials="x") == "filing.no_capacity"
    stranger = {**said, "by": world.viewer("nguoila")}
    assert refused(actions.file_for, **stranger, capacity="lawyer", credentials="x") in {
        "not_allowed",
        "not_found",
    }
    actions.file_for(**said, capacity="", credentials="")
    petition.refresh_from_db()
    assert not petition.represented and not Authority.objects.exists()


def test_divorce_officers_and_the_other_side_are_barred(world, now):
    petition = made.drafted(world, now)
    by = lawyer(world)
    said = {"by": by, "petition_id": petition.pk, "credentials": "Giấy ủy quyền ngày 04/01/2026", "at": now}
    data = {**made.words(world), "legal_relation": "Ly hôn, tranh chấp nuôi con"}
    petition = actions.save_draft(
        by=by, petition_id=petition.pk, section="facts", data=data, revision=petition.revision, at=now
    )
    assert refused(actions.file_for, **said, capacity="authorised") == "filing.may_not_represent"
    actions.file_for(**said, capacity="lawyer")  # who writes and sends a signed petition represents nobody
    user = world.users[made.LAWYER]
    petition.refresh_from_db()
    data = made.words(world)
    data["defendants"][0]["personal_id"] = user.personal_id or "001082000009"
    user.personal_id = data["defendants"][0]["personal_id"]
    user.save(update_fields=["personal_id"])
    actions.save_draft(
        by=by, petition_id=petition.pk, section="defendants", data=data, revision=petition.revision, at=now
    )
    assert (
        refused(actions.file_for, **{**said, "by": world.viewer(made.LAWYER)}, capacity="lawyer")
        == "filing.may_not_represent"
    )
    Post.objects.create(user=user, court=world.court, kind="clerk", valid_from=now - timedelta(days=9))
    assert refused(actions.submit, by=by, petition_id=petition.pk, at=now) == "filing.may_not_represent"


def test_a_legal_representative_signs_himself(world, now):
    petition = made.drafted(world, now, capacity="legal")
    assert actions.submit(by=lawyer(world), petition_id=petition.pk, at=now).number


def accepted(world, petition, at):
    actions.assign_examiner(
        by=world.viewer("chanhan"), petition_id=petition.pk, post_id=world.posts["thamphan"].pk, at=at
    )
    notice = actions.take_jurisdiction(by=world.viewer("thamphan"), petition_id=petition.pk, at=at)
    petition.refresh_from_db()
    actions.hand_in_receipt(
        by=world.viewer("nguyendon") if petition.petitioner == world.users["nguyendon"] else lawyer(world),
        petition_id=petition.pk, number=f"BL{str(petition.pk.int)[:8]}", dated=clock.local_date(at), amount=notice.amount,
        upload=actions.Upload(steps.small_pdf(f"biên lai {petition.pk}"), "bien-lai.pdf"), at=at,
    )  # fmt: skip
    return actions.accept(by=world.viewer("thuky"), petition_id=petition.pk, at=at)


def test_entered_he_goes_on_in_the_case_and_sees_it(world, now, page):
    petition = made.filed(world, now)
    actions.assign_examiner(
        by=world.viewer("chanhan"), petition_id=petition.pk, post_id=world.posts["thamphan"].pk, at=now
    )
    assert (
        refused(actions.enter_authority, by=world.viewer("vanthu"), petition_id=petition.pk, at=now)
        == "not_allowed"
    )
    Petition.objects.filter(pk=petition.pk).update(state="received")
    other = Petition.objects.get(pk=petition.pk)
    with pytest.raises(Refused, match="authority_open"):
        accepted(world, other, now)
    actions.enter_authority(by=world.viewer("thuky"), petition_id=petition.pk, at=now)
    case = actions.accept(by=world.viewer("thuky"), petition_id=petition.pk, at=now)
    assert Deadline.objects.get(rule="BLTTDS:75.5").state == "met"
    party = case.parties.get(role="plaintiff")
    assert party.user == world.users["nguyendon"], "the client's own account, known from her confirmation"
    agent = Representation.objects.get(party=party)
    assert (agent.kind, agent.name, agent.user) == ("lawyer", "Phan Gia Định", world.users[made.LAWYER])
    events.drain()
    shown = page(made.LAWYER).get("/ca-nhan/").text
    assert "Bạn là luật sư của Hoàng Thị Lan Chi (nguyên đơn)" in shown
    assert page(made.LAWYER).get(reverse("portal:case", args=[case.pk])).status_code == 200
    assert page("nguyendon").get(reverse("portal:case", args=[case.pk])).status_code == 200
    assert (
        refused(
            actions.refuse_authority, by=world.viewer("thuky"), petition_id=petition.pk, reason="x", at=now
        )
        == "wrong_state"
    )


def test_asked_he_supplies_and_the_term_runs_anew(world, now):
    petition = made.asked(world, now)
    clerk, by = world.viewer("thuky"), lawyer(world)
    assert Deadline.objects.get(rule="BLTTDS:75.5").state == "cancelled"
    assert (
        refused(actions.supply_authority, by=by, petition_id=petition.pk, uploads=[], at=now)
        == "filing.no_files"
    )
    later = now + timedelta(days=1)
    actions.supply_authority(
        by=by, petition_id=petition.pk, uploads=[actions.Upload(upload("the.pdf"), "the.pdf")], at=later
    )
    assert Deadline.objects.filter(rule="BLTTDS:75.5", state="open").count() == 1
    assert petition.attachments.filter(kind="authority").count() == 2
    today = clock.local_date(later)
    said = {"by": clerk, "petition_id": petition.pk, "at": later}
    assert (
        refused(actions.ask_authority, **said, missing=" ", due_on=today + timedelta(days=3))
        == "filing.no_missing"
    )
    assert refused(actions.ask_authority, **said, missing="Thẻ", due_on=today) == "filing.due_too_early"
    assert refused(actions.refuse_authority, **said, reason=" ") == "filing.no_reason"
    actions.enter_authority(by=clerk, petition_id=petition.pk, at=later)


def test_refused_he_is_told_why_and_the_client_goes_on_alone(world, now, page):
    petition = made.filed(world, now)
    actions.refuse_authority(
        by=world.viewer("thuky"), petition_id=petition.pk, reason="Thẻ luật sư đã bị thu hồi.", at=now
    )
    events.drain()
    petition.refresh_from_db()
    assert petition.petitioner == world.users["nguyendon"]
    found = Authority.objects.get(petition=petition)
    assert str(found.number) and CourtPaper.objects.filter(petition=petition, kind="capacity").exists()
    his = page(made.LAWYER)
    assert his.get(reverse("filing:mine_petition", args=[petition.pk])).status_code == 404
    notice = reverse("filing:authority_notice", args=[found.pk])
    assert notice in his.get(reverse("filing:mine")).text
    assert his.get(notice)["Content-Type"] == "application/pdf"
    assert page("nguoila").get(notice).status_code == 404
    assert page("nguyendon").get(reverse("filing:mine_petition", args=[petition.pk])).status_code == 200
    case = accepted(world, petition, now)
    assert not Representation.objects.filter(party__case=case).exists()
    assert case.parties.get(role="plaintiff").user == world.users["nguyendon"]


def test_the_pages_from_the_draft_to_the_desk(world, now, page):
    clock.move_to(now)
    his, hers, clerk = page(made.LAWYER), page("nguyendon"), page("thuky")
    his.post(reverse("filing:start"), {"court": str(world.court.pk), "kind": "DS"})
    petition = Petition.objects.get()
    first = his.get(reverse("filing:draft_section", args=[petition.pk, "nguoi-khoi-kien"])).text
    for_whom = reverse("filing:draft_for", args=[petition.pk])
    assert for_whom in first
    assert "Giấy tờ phải có" in his.get(for_whom).text and page("nguoila").get(for_whom).status_code == 404
    bad = his.post(for_whom, {"capacity": "lawyer", "credentials": ""})
    assert bad.status_code == 422 and "Hãy ghi giấy tờ chứng minh tư cách" in bad.text
    assert his.post(for_whom, {"capacity": "lawyer", "credentials": made.CREDENTIALS}).status_code == 302
    petition.refresh_from_db()
    assert petition.content["plaintiffs"] == [], "his own name is not the client's"
    client = {
        "kind": "person", "name": "Hoàng Thị Lan Chi", "personal_id": PERSONAL_IDS["nguyendon"], "address_street": "Thôn Hạ",
        "address_commune": "Xã Yên Khê", "address_province": "tỉnh Sông Thanh", "phone": "0912000001",
    }  # fmt: skip
    section = reverse("filing:draft_section", args=[petition.pk, "nguoi-khoi-kien"])
    answer = his.post(section, {**rows("plaintiffs", client), "revision": petition.revision, "go": "next"})
    assert answer.status_code == 302, answer.text
    petition.refresh_from_db()
    data = made.words(world)
    for name in ("defendants", "facts", "claims"):
        petition = actions.save_draft(
            by=lawyer(world),
            petition_id=petition.pk,
            section=name,
            data=data,
            revision=petition.revision,
            at=now,
        )
    papers = reverse("filing:draft_papers", args=[petition.pk])
    assert "Giấy ủy quyền, giấy yêu cầu luật sư" in his.get(papers).text
    sent = {"uploads": upload("giay-yeu-cau.pdf"), "title": "Giấy yêu cầu luật sư", "kind": "authority"}
    assert his.post(papers, sent).status_code == 302
    check = reverse("filing:draft_check", args=[petition.pk])
    assert "Người phải tự ký đơn" in his.get(check).text
    his.post(reverse("filing:invite", args=[petition.pk]))
    confirm = reverse("filing:confirm", args=[petition.pk])
    assert confirm in hers.get(reverse("filing:mine")).text
    shown = hers.get(confirm)
    assert "viết đơn này thay bạn" in shown.text
    petition.refresh_from_db()
    assert hers.post(confirm, {"sha256": digest_of(petition.content), "true_words": "on"}).status_code == 302
    assert his.post(check, {"true_words": "on"}).status_code == 302
    events.drain()
    petition.refresh_from_db()
    assert petition.versions.get(n=1).pdf_id
    desk = clerk.get(reverse("filing:petition", args=[petition.pk])).text
    assert "Người nộp đơn thay" in desk and "Phan Gia Định" in desk and "Chờ kiểm tra giấy tờ" in desk

    def step(slug):
        return reverse("filing:step", args=[petition.pk, slug])

    assert "Thẻ luật sư số 1234/LS" in clerk.get(step("chap-nhan-nop-thay")).text
    assert clerk.get(step("bo-sung-nop-thay")).status_code == 200
    assert (
        clerk.post(step("bo-sung-nop-thay"), {"missing": "Ảnh mờ.", "due_on": "09/01/2026"}).status_code
        == 302
    )
    mine = his.get(reverse("filing:mine_petition", args=[petition.pk])).text
    supply = reverse("filing:supply_authority", args=[petition.pk])
    assert "Bạn nộp đơn thay Hoàng Thị Lan Chi" in mine and "Ảnh mờ." in mine and supply in mine
    assert his.get(supply).status_code == 200 and hers.get(supply).status_code == 404
    assert his.post(supply, {"uploads": upload("the.pdf")}).status_code == 302
    assert clerk.post(step("chap-nhan-nop-thay")).status_code == 302
    events.drain()
    assert Authority.objects.get().state == "entered"
    assert "Đã vào sổ, xác nhận" in his.get(reverse("filing:mine_petition", args=[petition.pk])).text


def limit(petition: Petition) -> str:
    return Deadline.objects.filter(rule="BLTTDS:75.5", petition_id=petition.pk).latest("trigger_on").state


def examined(world, petition, at):
    actions.assign_examiner(
        by=world.viewer("chanhan"), petition_id=petition.pk, post_id=world.posts["thamphan"].pk, at=at
    )


def sent_on(world, petition, at):
    """To the other court of this installation."""
    examined(world, petition, at)
    sent = actions.transfer_petition(
        by=world.viewer("thamphan"), petition_id=petition.pk, to_court_id=world.province.pk, reason="Nơi cư trú.", at=at
    )  # fmt: skip
    events.drain()
    sent.refresh_from_db()
    return Petition.objects.get(pk=sent.arrived_id)


def test_what_is_returned_waits_for_no_check_until_it_is_taken_back(world, now):
    petition = made.filed(world, now)
    examined(world, petition, now)
    actions.return_petition(
        by=world.viewer("thamphan"),
        petition_id=petition.pk,
        ground="petition_return:192.1.a",
        reason="x",
        at=now,
    )
    assert limit(petition) == "cancelled"


def test_sent_on_it_keeps_who_confirmed_it_and_no_notice_of_the_other_court(world, now):
    petition = made.filed(world, now)
    actions.enter_authority(by=world.viewer("thuky"), petition_id=petition.pk, at=now)
    arrived = sent_on(world, petition, now)
    assert representing.accounts(arrived) == {0: world.users["nguyendon"]}
    assert representing.of(arrived).state == "entered"
    events.drain()
    assert not arrived.papers.filter(kind="capacity").exists(), "that court checked it, this one did not"


def test_unchecked_it_is_checked_at_the_court_that_takes_it_in(world, now):
    petition = made.filed(world, now)
    arrived = sent_on(world, petition, now)
    assert (limit(petition), limit(arrived)) == ("cancelled", "open")


def test_of_several_requesters_each_other_one_signs_whatever_the_first_one_gave(world, now):
    petition = made.drafted(world, now, capacity="legal")
    rows = petition.content["plaintiffs"]
    petition.content["plaintiffs"] = [*rows, {**rows[0], "name": "Lê Văn Hai", "personal_id": "001087000099"}]
    petition.nature, petition.request_kind = "request", "27.1"
    assert [row["name"] for row in representing.signers(petition)] == ["Lê Văn Hai"]
    petition.nature, petition.request_kind = "suit", ""
    assert representing.signers(petition) == []
