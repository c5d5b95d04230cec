"""The pages: one thing each, nothing typed lost, files only for those who may see them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from toaan.core import clock, events
from toaan.core.models import IssuedNumber
from toaan.demo import steps
from toaan.filing import actions
from toaan.filing.models import Petition
from toaan.filing.tests.helpers import DEFENDANT, PLAINTIFF, encrypted_pdf, rows, upload


@pytest.fixture(autouse=True)
def practice_clock(own_folder, now):
    cache.clear()
    clock.move_to(now)


def section(petition, slug):
    return reverse("filing:draft_section", args=[petition.pk, slug])


def test_a_citizen_files_page_by_page(page, world):
    mine = page("nguyendon")
    answer = mine.post(reverse("filing:start"), {"court": str(world.court.pk), "kind": "DS"})
    draft = Petition.objects.get()
    assert answer.url == section(draft, "nguoi-khoi-kien")
    assert "Hoàng Thị Lan Chi" in mine.get(answer.url).content.decode()

    def send(slug, data):
        draft.refresh_from_db()
        got = mine.post(section(draft, slug), {"revision": draft.revision, "go": "next", **data})
        assert got.status_code == 302, got.content.decode()
        return got.url

    send("nguoi-khoi-kien", rows("plaintiffs", PLAINTIFF))
    assert send("nguoi-bi-kien", {**rows("defendants", DEFENDANT), "go": "add"}).endswith("?them=1#them")
    assert (
        mine.get(section(draft, "nguoi-bi-kien") + "?them=1")
        .content.decode()
        .count('id="id_defendants-1-name"')
        == 1
    )
    assert send("nguoi-bi-kien", rows("defendants", DEFENDANT)) == section(draft, "nguoi-lien-quan")
    send("nguoi-lien-quan", rows("related", {"kind": "person"}))
    send("su-viec", {"legal_relation": "Tranh chấp hợp đồng vay tài sản", "facts": "Cho vay chưa trả."})
    send("yeu-cau", {**rows("claims", {"text": "Trả nợ"}), "value_kind": "amount", "value": "350 triệu"})
    assert send("nguoi-lam-chung", rows("witnesses", {})) == reverse("filing:draft_papers", args=[draft.pk])
    papers = reverse("filing:draft_papers", args=[draft.pk])
    assert (
        mine.post(papers, {"uploads": [upload()], "title": "Giấy vay", "kind": "evidence"}).status_code == 302
    )
    check = reverse("filing:draft_check", args=[draft.pk])
    assert mine.post(check, {}).status_code == 422
    done = mine.post(check, {"true_words": "on"}, follow=True).content.decode()
    assert "Tòa án đã nhận đơn của bạn" in done
    assert "01/2026/NĐ" in done
    draft.refresh_from_db()
    assert draft.content["value"] == 350_000_000
    assert draft.attachments.get().file_id[:32] in done


def test_pressing_file_twice_leads_to_the_same_receipt(page, world, now):
    draft, mine = steps.draft_petition(world, now), page("nguyendon")
    for _press in range(2):
        answer = mine.post(reverse("filing:draft_check", args=[draft.pk]), {"true_words": "on"})
        assert answer.url == reverse("filing:filed", args=[draft.pk])
    assert IssuedNumber.objects.filter(register="petition").count() == 1


def test_the_check_page_links_each_fault_to_its_field(page, world, plaintiff, now):
    draft = actions.start_draft(by=plaintiff, court_id=world.court.pk, kind="DS", at=now)
    got = page("nguyendon").post(reverse("filing:draft_check", args=[draft.pk]), {"true_words": "on"})
    assert got.status_code == 422
    html = got.content.decode()
    assert f"{section(draft, 'nguoi-bi-kien')}#id_defendants-0-name" in html
    assert f"{section(draft, 'yeu-cau')}#id_value_kind_0" in html


def test_the_second_window_keeps_what_was_typed(page, world, plaintiff, now):
    draft = actions.start_draft(by=plaintiff, court_id=world.court.pk, kind="DS", at=now)
    mine, url = page("nguyendon"), section(draft, "su-viec")
    mine.post(url, {"revision": 0, "legal_relation": "A", "facts": "cửa sổ một"})
    second = mine.post(url, {"revision": 0, "legal_relation": "A", "facts": "cửa sổ hai"})
    assert second.status_code == 409
    html = second.content.decode()
    assert "cửa sổ hai" in html
    assert "vừa được sửa ở một cửa sổ" in html
    revision = re.search(r'name="revision" value="(\d+)"', html)[1]
    mine.post(url, {"revision": revision, "legal_relation": "A", "facts": "cửa sổ hai"})
    draft.refresh_from_db()
    assert draft.content["facts"] == "cửa sổ hai"


def test_a_session_that_ends_while_typing_loses_nothing_saved(page, client, world, plaintiff, now):
    draft = steps.draft_petition(world, now)
    url = section(draft, "su-viec")
    answer = client.post(url, {"revision": draft.revision, "facts": "gõ dở"})
    assert answer.status_code == 302
    assert answer.url.endswith(f"?next={url}")
    again = page("nguyendon").get(url).content.decode()
    assert "hẹn trả ngày 12/11/2025" in again
    assert 'method="post"' in again  # ui.js offers what was typed and not sent, for forms like this one
    assert "data-no-draft" not in again


def test_a_name_of_300_letters_is_refused_and_kept_on_the_page(page, world, plaintiff, now):
    draft = actions.start_draft(by=plaintiff, court_id=world.court.pk, kind="DS", at=now)
    long = {**DEFENDANT, "name": "Á" * 300}
    got = page("nguyendon").post(section(draft, "nguoi-bi-kien"), {"revision": 0, **rows("defendants", long)})
    assert got.status_code == 422
    assert "nhiều nhất 200 ký tự; bạn đã nhập 300" in got.content.decode()
    assert "Á" * 300 in got.content.decode()


def test_a_bad_file_does_not_lose_the_good_one(page, world, plaintiff, now):
    draft = actions.start_draft(by=plaintiff, court_id=world.court.pk, kind="DS", at=now)
    url = reverse("filing:draft_papers", args=[draft.pk])
    files = [upload("tot.pdf"), upload("khoa.pdf", encrypted_pdf())]
    got = page("nguyendon").post(url, {"uploads": files, "kind": "evidence"})
    assert got.status_code == 422
    assert "khoa.pdf" in got.content.decode()
    assert [a.name for a in draft.attachments.all()] == ["tot.pdf"]


@pytest.mark.parametrize("name", ["nguoila", "bidon", "chanhan", "thuky", "cntt", "kiemsat"])
def test_a_draft_and_its_files_do_not_exist_for_others(page, world, now, name):
    draft = steps.draft_petition(world, now)
    attachment = draft.attachments.get()
    visitor = page(name)
    for url in (
        section(draft, "su-viec"),
        reverse("filing:draft_check", args=[draft.pk]),
        reverse("filing:mine_petition", args=[draft.pk]),
        reverse("filing:attachment", args=[draft.pk, attachment.pk]),
    ):
        assert visitor.get(url).status_code == 404, url


@pytest.mark.parametrize(
    ("name", "status"),
    [("nguyendon", 200), ("thuky", 200), ("thamphan", 200), ("nguoila", 404), ("cntt", 404)],
)
def test_files_of_a_filed_petition(page, world, now, name, status):
    petition = steps.filed_petition(world, now)
    events.drain()
    visitor = page(name)
    for url in (
        reverse("filing:attachment", args=[petition.pk, petition.attachments.get().pk]),
        reverse("filing:version", args=[petition.pk, 1]),
        reverse("filing:paper", args=[petition.pk, petition.papers.get().pk]),
    ):
        got = visitor.get(url)
        assert got.status_code == status, url
        if status == 200:
            assert b"".join(got.streaming_content).startswith(b"%PDF-")


def test_a_visitor_without_session_goes_to_sign_in(client, world, now):
    petition = steps.filed_petition(world, now)
    for name in ("filing:mine_petition", "filing:petition", "filing:filed"):
        assert client.get(reverse(name, args=[petition.pk])).status_code == 302


def test_the_code_shows_step_and_day_and_nothing_else(client, world, now):
    petition = steps.examined_petition(world, now)
    url = reverse("filing:track")
    html = client.post(url, {"code": petition.tracking_code.lower()}).content.decode()
    assert "Đã phân công Thẩm phán xem xét đơn" in html
    assert "05/01/2026" in html
    for secret in ("Hoàng Thị Lan Chi", "Vũ Đức Thịnh", "Đỗ Minh Khuê", "vay tài sản", "01/2026/NĐ"):
        assert secret not in html
    assert client.post(url, {"code": "2222-2222-2222"}).status_code == 422


def test_guessing_codes_is_slowed_down(client, world):
    url = reverse("filing:track")
    statuses = [client.post(url, {"code": "2222-2222-2222"}).status_code for _ in range(21)]
    assert statuses == [422] * 20 + [429]


def test_a_draft_has_no_public_code_yet(client, world, now):
    draft = steps.draft_petition(world, now)
    assert client.post(reverse("filing:track"), {"code": draft.tracking_code}).status_code == 422


def test_the_petitioner_is_told_what_to_do_now(page, world, judge, now):
    petition, mine = steps.examined_petition(world, now), page("nguyendon")
    url = reverse("filing:mine_petition", args=[petition.pk])
    assert "Bạn chưa phải làm gì" in mine.get(url).content.decode()
    actions.take_jurisdiction(by=judge, petition_id=petition.pk, at=now)
    html = mine.get(url).content.decode()
    assert "Nộp 8.750.000 đồng tạm ứng án phí đến hết ngày 12/01/2026" in html
    form = reverse("filing:mine_receipt", args=[petition.pk])
    data = {"number": "0001234", "dated_day": "5", "dated_month": "1", "dated_year": "2026", "agency": ""}
    wrong = mine.post(form, {**data, "amount": "8.750.001", "file": upload("bl.pdf")})
    assert wrong.status_code == 422
    assert "8.750.000 đồng" in wrong.content.decode()
    right = mine.post(form, {**data, "amount": "8.750.000", "file": upload("bl.pdf")})
    assert right.url == url
    assert (
        mine.post(form, {**data, "amount": "8.750.000", "file": upload("bl.pdf")}).url == url
    )  # pressed twice


def test_amending_by_the_guided_pages(page, world, judge, now):
    petition = steps.examined_petition(world, now)
    actions.request_amendment(
        by=judge,
        petition_id=petition.pk,
        matters="Ghi rõ lãi suất",
        due_on=(now + timedelta(days=9)).date(),
        at=now,
    )
    mine = page("nguyendon")
    assert "Ghi rõ lãi suất" in mine.get(reverse("filing:mine_petition", args=[petition.pk])).content.decode()
    petition.refresh_from_db()
    mine.post(
        section(petition, "su-viec"),
        {"revision": petition.revision, "legal_relation": "Tranh chấp vay", "facts": "Lãi 1% một tháng"},
    )
    # The judge goes on reading what was filed, not what is being typed.
    desk = page("thamphan").get(reverse("filing:petition", args=[petition.pk])).content.decode()
    assert "Lãi 1%" not in desk
    mine.post(reverse("filing:draft_check", args=[petition.pk]), {"true_words": "on"})
    petition.refresh_from_db()
    assert petition.state == "examining"
    assert "Lãi 1%" in page("thamphan").get(reverse("filing:petition", args=[petition.pk])).content.decode()


def test_the_court_walks_through_the_desk(page, world, now):
    petition = steps.filed_petition(world, now)

    def at(slug):
        return reverse("filing:step", args=[petition.pk, slug])

    here = reverse("filing:petition", args=[petition.pk])
    president, judge, clerk = page("chanhan"), page("thamphan"), page("thuky")
    html = president.get(at("phan-cong")).content.decode()
    assert "Đang xem xét 0 đơn, giải quyết 0 vụ án" in html
    assert president.post(at("phan-cong"), {}).status_code == 422
    assert president.post(at("phan-cong"), {"judge": str(world.posts["thamphan"].pk)}).url == here
    assert "8.750.000 đồng" in judge.get(at("nhan-tham-quyen")).content.decode()
    assert judge.post(at("yeu-cau-sua-doi"), {"matters": "", "due_on": "10/01/2026"}).status_code == 422
    assert judge.post(at("tra-lai"), {"ground": "petition_return:192.1.b", "reason": ""}).status_code == 422
    assert (
        judge.post(at("nhan-tham-quyen"), {"exemption": "", "exemption_reason": "", "notified_on": ""}).url
        == here
    )
    receipt = {"number": "9", "dated_day": "5", "dated_month": "1", "dated_year": "2026", "amount": "8750000"}
    assert clerk.post(at("bien-lai"), receipt).url == here
    assert clerk.get(at("thu-ly")).status_code == 200
    assert clerk.post(at("thu-ly")).url == here
    again = page("thuky2").post(at("thu-ly"), follow=True)
    assert "đã thụ lý" in again.content.decode()
    assert "01/2026/TLST-DS" in clerk.get(here).content.decode()


@pytest.mark.parametrize(
    ("name", "slug"),
    [("thuky", "phan-cong"), ("thamphan", "phan-cong"), ("nguyendon", "phan-cong"), ("cntt", "phan-cong")],
)
def test_others_get_no_page_of_an_act(page, world, now, name, slug):
    petition = steps.filed_petition(world, now)
    assert page(name).get(reverse("filing:step", args=[petition.pk, slug])).status_code in {403, 404}


@pytest.mark.parametrize("name", ["nguyendon", "hoitham", "tochuc", "cntt", "kiemsat"])
def test_the_register_is_for_those_who_work_with_petitions(page, world, name):
    assert page(name).get(reverse("filing:register")).status_code == 403


def test_the_register_finds_with_and_without_diacritics(page, world, now):
    steps.filed_petition(world, now)
    clerk = page("thuky")
    for words in ("lan chi", "Vũ Đức Thịnh", "01/2026/NĐ", "vay tai san"):
        assert "Hoàng Thị Lan Chi" in clerk.get(reverse("filing:register"), {"q": words}).content.decode(), (
            words
        )
    assert (
        "Không có đơn nào như vậy"
        in clerk.get(reverse("filing:register"), {"q": "không ai"}).content.decode()
    )


@pytest.mark.parametrize("name", ["filing:register"])
def test_the_register_asks_the_same_number_of_questions(
    page, world, now, name, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    clerk = page("thuky")
    counts = []
    for rounds in (1, 4):
        for _ in range(rounds):
            steps.examined_petition(world, now)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert clerk.get(reverse(name)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_clerk_enters_paper_and_prints_the_receipt(page, world):
    clerk = page("thuky")
    url = reverse("filing:intake")
    html = clerk.get(url).content.decode()
    data = {
        "khoa": re.search(r'name="khoa" value="([^"]+)"', html)[1], "channel": "counter", "received_on": "05/01/2026",
        "kind": "DS", "legal_relation": "Đòi tài sản", "facts": "", "value_kind": "none", "value": "",
        **rows("plaintiffs", PLAINTIFF), **rows("defendants", DEFENDANT), **rows("related", {"kind": "person"}),
        **rows("claims", {"text": "Trả lại xe"}),
    }  # fmt: skip
    refused = clerk.post(url, {**data, "legal_relation": "", "scans": [upload("quet.pdf")]})
    assert refused.status_code == 422
    assert "hãy chọn lại các tệp quét" in refused.content.decode()
    made = clerk.post(url, {**data, "scans": [upload("quet.pdf")]})
    petition = Petition.objects.get()
    assert made.url == reverse("filing:petition", args=[petition.pk])
    assert clerk.post(url, {**data, "scans": [upload("quet.pdf")]}).url == made.url
    assert Petition.objects.count() == 1
    assert petition.tracking_code in clerk.get(reverse("filing:receipt", args=[petition.pk])).content.decode()
    assert page("thamphan").get(url).status_code == 403


def test_handing_in_documents_in_the_portal(page, world, now):
    case = steps.accepted_case(world, now)
    url = reverse("filing:submit_document", args=[case.pk])
    mine = page("bidon")
    assert mine.get(url).status_code == 200
    assert mine.post(url, {"uploads": [upload("khoa.pdf", encrypted_pdf())]}).status_code == 422
    for _press in range(2):
        assert mine.post(url, {"uploads": [upload("sao-ke.pdf")]}).url == reverse(
            "portal:case", args=[case.pk]
        )
    assert page("nguoila").get(url).status_code == 404


def test_the_clerk_receives_documents_at_the_counter(page, world, president, now):
    from toaan.cases.actions import assign_clerk

    case = steps.accepted_case(world, now)
    assign_clerk(by=president, case_id=case.pk, post_id=world.posts["thuky"].pk, at=now)
    url = reverse("filing:receive_document", args=[case.pk])
    clerk, party = page("thuky"), case.parties.get(role="plaintiff")
    assert clerk.get(url).status_code == 200
    assert clerk.post(url, {"uploads": [upload("a.pdf")], "party": ""}).status_code == 422
    assert clerk.post(url, {"uploads": [upload("a.pdf")], "party": str(party.pk)}).status_code == 302
    assert page("thuky2").post(url, {"uploads": [upload("b.pdf")], "party": str(party.pk)}).status_code == 422
