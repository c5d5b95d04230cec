"""The desk: list, tab, work surface without script, refusals that keep what was typed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from toaan.cases.models import Case
from toaan.core import clock
from toaan.demo import steps
from toaan.publication.models import Publication
from toaan.publication.steps import encode_and_publish

from .conftest import announce, judgment_in_effect


@pytest.fixture
def desk(proposed, page, judge, username, now):
    """The presiding judge's browser, three hours after the proposal."""
    clock.move_to(now + timedelta(hours=3))
    return page(username(judge))


def at(name: str, publication: Publication) -> str:
    return reverse(f"publication:{name}", args=[publication.case_id if name == "case" else publication.pk])


def doubt(publication: Publication) -> int:
    return publication.warnings[0]["start"]


def test_the_surface_shows_source_result_and_what_waits(desk, proposed):
    page = desk.get(at("review", proposed)).content.decode()
    for words in ("Chỉ nội bộ", "Máy đề xuất", '<span class="ta-enc">Chi</span>', '<a class="ta-enc ta-enc--ask" href="#hoi">Ba Tám</a>', "Bảng mã"):  # fmt: skip
        assert words in page, words
    assert 'disabled aria-describedby="vs"' in page
    assert "style=" not in page
    assert "<script>" not in page


def test_decide_then_publish_without_script(desk, proposed):
    start = doubt(proposed)
    answer = desk.post(
        at("review", proposed), {"revision": 1, f"q_{start}": "ma-hoa", f"t_{start}": "T"}, follow=True
    )
    assert "Mọi chỗ đã có quyết định" in answer.content.decode()
    answer = desk.post(at("publish", proposed), {"revision": 2}, follow=True)
    assert "Đã công bố bản án trên Cổng" in answer.content.decode()
    again = desk.post(at("publish", proposed), {"revision": 2}, follow=True)
    assert again.status_code == 200
    assert "đã công bố" in again.content.decode()


def test_publishing_too_early_lists_the_reasons(desk, proposed):
    answer = desk.post(at("publish", proposed), {"revision": 1})
    assert answer.status_code == 409
    assert "chưa được mã hóa và duyệt" in answer.content.decode()


@pytest.mark.parametrize("revision", ["", "x", "999", "²"])
def test_publishing_another_revision_is_refused(desk, proposed, revision):
    assert desk.post(at("publish", proposed), {"revision": revision}).status_code == 409
    proposed.refresh_from_db()
    assert proposed.state == "proposed"


def test_another_tab_was_quicker_and_what_was_typed_stays(desk, proposed, page):
    start = doubt(proposed)
    page("thuky").post(at("review", proposed), {"revision": 1, "text": "350.000.000", "replacement": "S"})
    answer = desk.post(
        at("review", proposed),
        {"revision": 1, f"q_{start}": "ma-hoa", f"t_{start}": "Tiệm", "text": "giao", "replacement": "đưa"},
    )
    words = answer.content.decode()
    assert answer.status_code == 409
    assert "Người khác vừa lưu" in words
    assert 'value="Tiệm"' in words
    assert 'value="giao"' in words
    assert 'name="revision" value="2"' in words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"text": "không có", "replacement": "X"}, "Không tìm thấy"),
        ({"text": "quán", "replacement": ""}, "Nhập chữ thay thế"),
        ({}, "Chưa có quyết định nào"),
        ({"revision": "x"}, "ta-issue"),
    ],
)
def test_a_wrong_decision_is_told_at_its_field(desk, proposed, typed, words):
    answer = desk.post(at("review", proposed), {"revision": 1, **typed})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    proposed.refresh_from_db()
    assert proposed.revision == 1


def test_encode_without_a_code_is_told(desk, proposed):
    answer = desk.post(at("review", proposed), {"revision": 1, f"q_{doubt(proposed)}": "ma-hoa"})
    assert answer.status_code == 422


def test_a_code_of_the_table_is_changed_everywhere(desk, proposed):
    start = next(f["start"] for f in proposed.replacements if f["text"] == "Chi")
    assert f"q_{start}" in desk.get(f"{at('review', proposed)}?sua={start}").content.decode()
    desk.post(
        at("review", proposed), {"revision": 1, "sua": start, f"q_{start}": "ma-hoa", f"t_{start}": "C1"}
    )
    proposed.refresh_from_db()
    assert "Hoàng Thị Lan C1" in proposed.public_text
    assert "Lan C " not in proposed.public_text


@pytest.mark.parametrize("person", ["thuky2", "luutru", "vanthu", "kiemsat", "nguyendon", "nguoila", "cntt"])
@pytest.mark.parametrize("name", ["review", "decline", "withdraw"])
def test_others_do_not_open_the_surface(proposed, page, person, name):
    assert page(person).get(at(name, proposed)).status_code in {403, 404}


@pytest.mark.parametrize("person", ["thuky2", "kiemsat", "nguyendon"])
def test_the_tab_tells_others_no_secret(proposed, page, person):
    answer = page(person).get(at("case", proposed))
    assert "Ba Tám" not in answer.content.decode()
    assert answer.status_code == (403 if person == "nguyendon" else 200)


def test_without_signing_in_there_is_no_desk(proposed, client):
    for name in ("case", "one", "review", "decline", "withdraw"):
        assert client.get(at(name, proposed)).status_code == 302


def test_declining(desk, proposed):
    shown = desk.get(at("decline", proposed)).content.decode()
    assert "thuần phong mỹ tục" in shown
    assert "khoản 2 Điều 109 Bộ luật Tố tụng dân sự" in shown, (
        "the law stands in words, as an officer writes it"
    )
    assert "BLTTDS 109.2" not in shown
    answer = desk.post(at("decline", proposed), {"reason": "good_customs", "explanation": ""})
    assert answer.status_code == 422
    answer = desk.post(
        at("decline", proposed), {"reason": "good_customs", "explanation": "Nội dung nhạy cảm"}, follow=True
    )
    assert "Không công bố" in answer.content.decode()
    assert "Nội dung nhạy cảm" in answer.content.decode()


def test_withdrawing(published, page, now):
    clock.move_to(now + timedelta(days=1))
    leader = page("chanhan")
    assert leader.post(at("withdraw", published), {"reason": ""}).status_code == 422
    answer = leader.post(at("withdraw", published), {"reason": "Còn lộ tên"}, follow=True)
    assert "Đã gỡ bản án" in answer.content.decode()
    assert leader.get(at("withdraw", published)).status_code == 302


def test_the_tab_appears_with_the_effect(case, page, judge, username):
    url = reverse("publication:case", args=[case.pk])
    browser = page(username(judge))
    assert "Chưa có bản mã hóa" in browser.get(url).content.decode()
    assert url not in browser.get(reverse("cases:overview", args=[case.pk])).content.decode()
    Case.objects.filter(pk=case.pk).update(state="effective")
    assert url in browser.get(reverse("cases:overview", args=[case.pk])).content.decode()


def test_the_next_step_names_whose_turn_it_is(proposed, judge, clerk, other_clerk, now):
    case = Case.objects.get(pk=proposed.judgment.case_id)
    assert encode_and_publish(judge, case).act == "publication.review"
    assert encode_and_publish(clerk, case).url == at("review", proposed)
    assert "Thẩm phán chủ tọa" in encode_and_publish(other_clerk, case).waiting_for


def test_the_list_shows_deadline_and_finds_without_diacritics(desk, proposed, page):
    words = desk.get(reverse("publication:list")).content.decode()
    assert proposed.judgment.number.text in words
    assert "ngày LV" in words.replace("<abbr", " ngày LV<abbr")
    assert (
        proposed.judgment.number.text in desk.get("/ban/cong-bo/?muc=cho&q=dat coc lan chi").content.decode()
    )
    assert proposed.judgment.number.text not in desk.get("/ban/cong-bo/?muc=cho&q=xyz").content.decode()
    assert proposed.judgment.number.text not in page("thuky2").get("/ban/cong-bo/").content.decode()
    assert page("nguyendon").get("/ban/cong-bo/").status_code == 403


@pytest.mark.usefixtures("steady_rules")
def test_the_list_takes_the_same_queries_for_one_row_and_for_four(desk, proposed, world, now):
    desk.get("/ban/cong-bo/?muc=cho")
    with CaptureQueriesContext(
        connection,
    ) as one:
        desk.get("/ban/cong-bo/?muc=cho")
    for day in (1, 2, 3):
        moment = now + timedelta(days=day)
        announce(judgment_in_effect(steps.assigned_case(world, moment), moment), moment)
    with CaptureQueriesContext(connection) as four:
        assert len(desk.get("/ban/cong-bo/?muc=cho").context["page_obj"].object_list) == 4
    assert len(four) == len(one)
