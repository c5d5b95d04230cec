"""The pages: what each person sees and presses, nothing typed lost, a constant number of queries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from toaan.cases.models import Case, Party
from toaan.cases.page import next_step
from toaan.core import clock
from toaan.demo import steps
from toaan.judgments.models import Appeal, Draft, Judgment
from toaan.judgments.tests.thread import CONTENT, deliberating, judge_of, numbered, pronounced, signed


def url(name, case):
    return reverse(f"judgments:{name}", args=[case.pk])


def typed(content=CONTENT, revision=1, **change):
    return {
        "revision": revision, "about": content.about, "facts": "\n\n".join(content.facts),
        "reasoning": "\n\n".join(content.reasoning), "basis": "\n".join(content.basis),
        **{f"ruling-{n}": text for n, text in enumerate(content.ruling, start=1)},
        "fees": "\n".join(content.fees), "appeal": content.appeal, **change,
    }  # fmt: skip


@pytest.fixture
def case(world, now):
    clock.move_to(now)
    return deliberating(world, now)


@pytest.fixture
def judge(world, page, case):
    return page(steps.presiding(world, case))


def test_from_an_empty_page_to_the_pronounced_judgment_by_the_buttons(world, page, case, judge):
    first = judge.get(url("case", case))
    assert "Lập dự thảo" in first.content.decode()
    assert judge.post(url("begin", case)).status_code == 302
    assert Draft.objects.get(case=case).revision == 1
    shown = judge.get(url("draft", case)).content.decode()
    assert "Còn chỗ trống chưa điền" in shown
    assert judge.post(url("draft", case), typed()).status_code == 302
    assert Draft.objects.get(case=case).content == CONTENT.as_json()
    assert "Cấp số và ký" in judge.get(url("case", case)).content.decode()
    today = f"{clock.today():%d/%m/%Y}"
    assert judge.post(url("number", case), {"revision": 2, "dated": today}).status_code == 302
    judgment = Judgment.objects.get(case=case)
    assert judgment.state == "signed"
    again = judge.post(url("number", case), {"revision": 2, "dated": today})
    assert again.status_code == 302  # pressed twice
    page_now = judge.get(url("case", case)).content.decode()
    assert (
        url("signatures", case) in page_now and "Tuyên án" in page_now
    )  # the page does not wait for the check
    part = judge.get(url("signatures", case), headers={"hx-request": "true"}).content.decode()
    assert "2 chữ ký số hợp lệ" in part and "<html" not in part
    assert "2 chữ ký số hợp lệ" in judge.get(url("case", case)).content.decode()  # checked a moment ago
    cache.clear()
    assert "2 chữ ký số hợp lệ" in judge.get(url("signatures", case)).content.decode()  # without a script
    who = {f"party-{p.pk}": "there" for p in case.parties.all()}
    assert judge.post(url("pronounce", case), {**who, "procurator": "on"}).status_code == 302
    assert judge.post(url("pronounce", case), {**who, "procurator": "on"}).status_code == 302
    judgment.refresh_from_db()
    assert judgment.is_pronounced
    for name in ("chanhan", "thuky", "kiemsat"):
        seen = page(name).get(url("case", case))
        assert seen.status_code == 200
        assert "01/2026/DS-ST" in seen.content.decode()
    assert page("cntt").get(url("case", case)).status_code == 404


def test_the_page_says_sign_on_where_signing_stopped(world, page, now, case, judge):
    numbered(world, now, case=case)
    shown = judge.get(url("case", case)).content.decode()
    assert "Ký tiếp" in shown
    assert "Ký tiếp" not in page("thuky").get(url("case", case)).content.decode()
    assert judge.post(url("sign", case)).status_code == 302
    assert Judgment.objects.get(case=case).state == "signed"
    assert b"".join(judge.get(url("paper", case))).startswith(b"%PDF")


def test_a_conflict_shows_both_texts_and_the_next_save_is_a_decision(case, judge):
    judge.post(url("draft", case), typed(revision=0))
    judge.post(url("draft", case), typed(revision=1, about="Của cửa sổ thứ nhất"))
    answer = judge.post(url("draft", case), typed(revision=1, about="Của cửa sổ thứ hai"))
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Của cửa sổ thứ nhất" in shown and "Của cửa sổ thứ hai" in shown
    assert 'name="revision" value="2"' in shown
    assert Draft.objects.get(case=case).content["about"] == "Của cửa sổ thứ nhất"
    assert judge.post(url("draft", case), typed(revision=2, about="Của cửa sổ thứ hai")).status_code == 302


def test_htmx_saves_by_itself_and_answers_with_the_new_revision(case, judge):
    answer = judge.post(url("draft", case), typed(revision=0), headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert 'id="id_revision" value="1"' in answer.content.decode()
    same = judge.post(url("draft", case), typed(revision=1), headers={"HX-Request": "true"})
    assert 'value="1"' in same.content.decode()  # nothing new was typed: nothing was saved
    assert Draft.objects.get(case=case).revision == 1
    clash = judge.post(url("draft", case), typed(revision=0, about="Khác"), headers={"HX-Request": "true"})
    assert "lưu ở một cửa sổ khác" in clash.content.decode()


def test_a_refused_number_keeps_what_was_typed(case, judge):
    judge.post(url("draft", case), typed(revision=0))
    answer = judge.post(url("number", case), {"revision": 1, "dated": "01/01/2026"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "01/01/2026" in shown and "không thể ở trước hôm nay" in shown
    assert not Judgment.objects.exists()


@pytest.mark.usefixtures("quick_paper")
def test_the_next_step_tells_outsiders_only_that_the_panel_deliberates(world, now, case):
    signed(world, now, case=case)
    case = Case.objects.get(pk=case.pk)
    assert next_step(judge_of(world, case), case).title == "Tuyên án"
    assert next_step(world.viewer("thuky"), case).waiting_for == "Đang chờ Thẩm phán chủ tọa."
    for name in ("chanhan", "kiemsat", "vanthu"):
        step = next_step(world.viewer(name), case)
        assert (step.title, step.url) == ("Nghị án", "")


@pytest.mark.usefixtures("quick_paper")
def test_a_party_appeals_in_the_portal_and_a_second_press_changes_nothing(world, page, now, case):
    judgment = pronounced(world, now, case=case)
    plaintiff = case.parties.get(role=Party.Role.PLAINTIFF)
    party = page("nguyendon")
    shown = party.get(url("appeal", case)).content.decode()
    assert "20/01/2026" in shown and "350.000.000" in shown
    words = {
        "party": str(plaintiff.pk),
        "parts": [str(judgment.parts.get(order=2).pk)],
        "ground": "Không đồng ý.",
    }
    empty = party.post(url("appeal", case), {**words, "parts": []})
    assert empty.status_code == 422
    assert "Không đồng ý." in empty.content.decode()
    assert party.post(url("appeal", case), words).status_code == 302
    assert party.post(url("appeal", case), words).status_code == 302
    assert Appeal.objects.get().party == plaintiff
    assert "đã kháng cáo ngày" in party.get(url("appeal", case)).content.decode()
    assert page("nguoila").get(url("appeal", case)).status_code == 404
    assert page("thuky").get(url("appeal", case)).status_code == 404


@pytest.mark.usefixtures("quick_paper")
def test_a_late_appeal_online_is_told_what_to_do(world, page, now, case):
    judgment = pronounced(world, now, case=case)
    plaintiff = case.parties.get(role=Party.Role.PLAINTIFF)
    clock.move_to(now + timedelta(days=17))
    words = {"party": str(plaintiff.pk), "parts": [str(judgment.parts.first().pk)], "ground": "Không đồng ý."}
    answer = page("nguyendon").post(url("appeal", case), words)
    assert answer.status_code == 422
    assert "kháng cáo quá hạn" in answer.content.decode()
    assert "Không đồng ý." in answer.content.decode()


@pytest.mark.usefixtures("quick_paper")
def test_the_clerk_takes_in_an_appeal_and_the_procurator_a_protest(world, page, now, case):
    judgment = pronounced(world, now, case=case)
    clerk, today = page("thuky"), f"{clock.today():%d/%m/%Y}"
    part = [str(judgment.parts.first().pk)]
    defendant = case.parties.get(role=Party.Role.DEFENDANT)
    form = {
        "party": str(defendant.pk),
        "channel": "direct",
        "received_on": today,
        "parts": part,
        "ground": "Bác.",
    }
    wrong = clerk.post(url("record_appeal", case), {**form, "received_on": "31/12/2025"})
    assert wrong.status_code == 422
    assert clerk.post(url("record_appeal", case), form).status_code == 302
    assert page("thuky2").get(url("record_appeal", case)).status_code == 403
    protest = {"level": "same", "number": "01/QĐKN", "received_on": today, "parts": part, "ground": "Sai."}
    assert page("kiemsat").post(url("record_protest", case), protest).status_code == 302
    shown = clerk.get(url("case", case)).content.decode()
    assert "Kháng cáo của Vũ Đức Thịnh" in shown and "01/QĐKN" in shown


@pytest.mark.usefixtures("quick_paper")
def test_the_judgment_page_asks_the_same_number_of_queries_however_many_parts(world, page, now):
    from dataclasses import replace

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    clock.move_to(now)
    counts = []
    for items in (1, 12):
        content = replace(CONTENT, ruling=tuple(f"Buộc trả khoản {n}." for n in range(items)))
        judgment = pronounced(world, now, case=deliberating(world, now), content=content)
        visitor = page("chanhan")
        visitor.get(url("case", judgment.case))
        with CaptureQueriesContext(connection) as queries:
            assert visitor.get(url("case", judgment.case)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 40
