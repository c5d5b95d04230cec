"""What anybody may ask without an account: fees, genuineness of a paper, courts, help."""

from __future__ import annotations

import io

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from toaan.core import clock, events, files, rules_in_force
from toaan.core.models import StoredFile
from toaan.demo import steps
from toaan.filing.matters import BY_SLUG
from toaan.filing.models import CourtPaper, Petition
from toaan.filing.petition_forms import RELATIONS
from toaan.portal import papers_check
from toaan.portal.topics import TOPICS
from toaan.rules.fees import fee_advance
from toaan.vietnamese.amounts import amount_in_words, format_money


@pytest.fixture(autouse=True)
def practice_clock(own_folder, now):
    cache.clear()
    clock.move_to(now)


PUBLIC = [
    "/", "/tinh-an-phi/", "/kiem-tra/", "/toa-an/", "/tro-giup/", "/kha-nang-tiep-can/", "/bao-ve-du-lieu/",
    "/theo-doi/", "/ban-an/", "/lich-xet-xu/", *(f"/tro-giup/{topic.slug}/" for topic in TOPICS),
]  # fmt: skip


@pytest.mark.parametrize("path", PUBLIC)
def test_the_public_pages_open_for_a_visitor_a_party_and_an_officer(world, client, page, path):
    for visitor in (client, page("nguyendon"), page("thuky")):
        assert visitor.get(path).status_code == 200


def test_an_unknown_topic_of_help_is_not_there(world, client):
    assert client.get("/tro-giup/khong-co/").status_code == 404


def test_the_help_names_the_limits_of_the_rules_in_force(world, client):
    limit = rules_in_force.time_limit("BLTTDS:273.1", clock.today())
    page = client.get("/tro-giup/khang-cao/").content.decode()
    assert limit.words() in page
    assert limit.source.cite() in page


@pytest.mark.parametrize(
    ("kind", "value", "exemption"),
    [
        ("DS", 5_000_000, ""), ("DS", 350_000_000, ""), ("DS", 5_000_000_000, ""), ("DS", None, ""),
        ("HNGĐ", None, ""), ("HNGĐ", 900_000_000, "ho-ngheo"), ("KDTM", 60_000_001, ""), ("KDTM", None, ""),
        ("LĐ", 30_000_000, ""), ("LĐ", 30_000_000, "luong-tro-cap"), ("DS", 100_000_000, "bat-kha-khang"),
    ],
)  # fmt: skip
def test_the_calculator_says_what_the_rules_say(world, client, kind, value, exemption):
    asked = {
        "loai": kind, "co_gia_ngach": "khong" if value is None else "co", "gia_tri": str(value or ""),
        "mien_giam": exemption,
    }  # fmt: skip
    page = client.get("/tinh-an-phi/", asked).content.decode()
    rows = rules_in_force.fee_rows()
    due = fee_advance(rows, kind, value, exempt=exemption or None, on=clock.today())
    assert due.article in page
    for _words, amount in due.steps:
        assert format_money(amount) in page
    if due.amount:
        assert amount_in_words(due.amount) in page
    else:
        assert "không phải nộp tạm ứng án phí" in page


def test_a_ground_that_does_not_fit_the_kind_of_case_is_refused(world, client):
    asked = {"loai": "DS", "co_gia_ngach": "co", "gia_tri": "30000000", "mien_giam": "luong-tro-cap"}
    answer = client.get("/tinh-an-phi/", asked)
    assert answer.status_code == 422
    assert "Diện này không áp dụng cho loại việc bạn chọn" in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"loai": "DS", "co_gia_ngach": "co", "gia_tri": ""}, "Hãy nhập số tiền"),
        ({"loai": "DS", "co_gia_ngach": "co", "gia_tri": "ba trăm"}, "ba trăm"),
        ({"loai": "DS", "co_gia_ngach": "co", "gia_tri": "-5"}, "-5"),
        ({"loai": "HC", "co_gia_ngach": "khong", "gia_tri": "12.000.000"}, "12.000.000"),
        ({"co_gia_ngach": "khong"}, "Hãy chọn loại việc"),
    ],
)
def test_the_calculator_keeps_what_was_typed_and_says_what_is_wrong(world, client, asked, words):
    answer = client.get("/tinh-an-phi/", asked)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_receipt_is_known_by_its_code_in_any_spelling_and_tells_nothing_of_the_people(world, client, now):
    petition = steps.filed_petition(world, now)
    for typed in (petition.tracking_code, petition.tracking_code.lower().replace("-", " ")):
        page = client.post("/kiem-tra/", {"ma": typed}).content.decode()
        assert "Giấy này do Tòa án phát hành" in page
        assert petition.court.name in page
        assert "05/01/2026" in page
        for secret in ("Hoàng Thị Lan Chi", "Vũ Đức Thịnh", petition.content["legal_relation"]):
            assert secret not in page


def test_an_unknown_code_and_a_draft_look_exactly_the_same(world, client, now):
    draft = steps.draft_petition(world, now)

    def answer(code: str) -> str:
        page = client.post("/kiem-tra/", {"ma": code})
        assert page.status_code == 200
        return page.content.decode().split("<main")[1].replace(code, "")

    def without_token(text: str) -> str:
        return "".join(part for part in text.split('"') if len(part) != 64)

    unknown = answer("AAAA-BBBB-CCCC")
    assert "Không tìm thấy giấy này" in unknown
    assert without_token(answer(draft.tracking_code)) == without_token(unknown)


def test_a_code_that_cannot_be_one_is_explained_and_kept(world, client):
    answer = client.post("/kiem-tra/", {"ma": "12-ab"})
    assert answer.status_code == 422
    assert "đúng 12 chữ và số" in answer.content.decode()
    assert 'value="12-ab"' in answer.content.decode()


def test_a_paper_of_the_court_is_known_by_its_file_and_a_changed_one_is_not(world, client, now):
    steps.filed_petition(world, now)
    events.drain()
    paper = CourtPaper.objects.get(kind="receipt")
    real = files.read(paper.file_id)
    kept = StoredFile.objects.count()

    def send(content: bytes) -> str:
        upload = SimpleUploadedFile("giay.pdf", content, "application/pdf")
        return client.post("/kiem-tra/", {"theo": "tep", "tep": upload}).content.decode()

    assert "giống từng byte" in send(real)
    assert "Không tìm thấy giấy này" in send(real + b" ")
    assert StoredFile.objects.count() == kept


def test_the_check_refuses_an_empty_file_and_no_file_with_words(world, client):
    for given in ({}, {"tep": SimpleUploadedFile("rong.pdf", b"")}):
        answer = client.post("/kiem-tra/", {"theo": "tep", **given})
        assert answer.status_code == 422
        assert "Tệp" in answer.content.decode()


def test_a_judgment_that_is_signed_but_not_pronounced_is_not_known_to_anybody(world, now):
    steps.signed_judgment(world, now)
    events.drain()
    from toaan.judgments.models import Judgment

    judgment = Judgment.objects.get()
    assert not judgment.is_pronounced
    assert papers_check.by_sha256(judgment.signed_sha256) is None


def test_decisions_and_judgments_are_known_once_they_are_issued(world, now):
    steps.pronounced_case(world, now)
    events.drain()
    from toaan.hearings.models import TrialDecision
    from toaan.judgments.models import Judgment

    for sha256 in (Judgment.objects.get().signed_sha256, TrialDecision.objects.get().sha256):
        found = papers_check.by_file(io.BytesIO(files.read(sha256)))
        assert found is not None
        assert found.court == world.court.name
        assert found.signed


def test_asking_again_and_again_is_slowed_down(world, client, monkeypatch):
    monkeypatch.setattr("toaan.core.throttle.time.time", lambda: 1_700_000_000.0)  # one and the same minute
    answers = [client.post("/kiem-tra/", {"ma": "AAAA-BBBB-CCCC"}).status_code for _ in range(21)]
    assert answers[0] == 200
    assert answers[-1] == 429


def test_every_need_on_the_home_page_leads_into_the_petition_with_the_right_kind(world, page, client):
    home = client.get("/").content.decode()
    mine = page("nguyendon")
    for slug, matter in BY_SLUG.items():
        assert f"?viec={slug}" in home
        assert matter.relation in RELATIONS[matter.kind]
        form = mine.get(f"/nop-don/?viec={slug}").context["form"]
        assert form["kind"].value() == matter.kind
    assert client.get("/nop-don/?viec=doi-no").url == "/tai-khoan/login/?next=/nop-don/%3Fviec%3Ddoi-no"


def test_a_need_fills_in_the_name_of_the_dispute(world, page):
    typed = {"court": str(world.court.pk), "kind": "DS", "viec": "doi-no"}
    assert page("nguyendon").post("/nop-don/", typed).status_code == 302
    assert Petition.objects.get().content["legal_relation"] == "Tranh chấp hợp đồng vay tài sản"


def test_choosing_another_kind_leaves_the_dispute_open(world, page):
    page("nguyendon").post("/nop-don/", {"court": str(world.court.pk), "kind": "LĐ", "viec": "doi-no"})
    assert Petition.objects.get().content["legal_relation"] == ""


def test_the_courts_page_shows_where_the_courts_are(world, client):
    page = client.get("/toa-an/").content.decode()
    assert world.court.name in page
    assert world.court.address in page
