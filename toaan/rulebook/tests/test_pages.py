"""The pages of the rules, as the people whose pages they are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from toaan.core import clock, rules_in_force
from toaan.core.waiting import waiting_for
from toaan.demo import steps
from toaan.rulebook import actions
from toaan.rulebook.models import RuleProposal
from toaan.rulebook.states import APPLIED, REJECTED, WITHDRAWN
from toaan.rulebook.tests.support import EXAMINE, PREPARE, REASON, version

LIST = "/ban/quy-dinh/"


def change_url(kind: str, key: str) -> str:
    return reverse("rulebook:change", args=[kind, key])


def typed(page, url: str, **changed: str) -> dict[str, Any]:
    """The form as it is shown, with some fields typed otherwise."""
    form = page.get(url).context["form"]
    data: dict[str, Any] = {}
    for field in form:
        shown = field.field.widget.format_value(field.initial)
        if field.field.__class__.__name__ == "BooleanField":
            data |= {field.html_name: "on"} if field.initial else {}
        elif field.field.__class__.__name__ == "MultipleChoiceField":
            data[field.html_name] = field.initial
        else:
            value = shown[0] if isinstance(shown, list) and shown else shown
            data[field.html_name] = "" if value is None else str(value)
    return {**data, "buoc": "xem", "reason": REASON, **changed}


@pytest.fixture
def proposed(it_officer, now):
    clock.move_to(now)
    row = version(EXAMINE, date(2026, 7, 1), amount=7)
    return actions.propose(by=it_officer, row=row, reason=REASON, at=now)


@pytest.mark.parametrize("who", ["thuky", "thamphan", "hoitham", "tochuc", "kiemsat", "chanhan", "cntt"])
def test_every_officer_reads_the_rules(page, who):
    shown = page(who).get(LIST)
    assert shown.status_code == 200
    assert ("Nhập lịch nghỉ của năm" in shown.content.decode()) == (who in {"chanhan", "cntt"})


@pytest.mark.parametrize("who", ["nguyendon", "nguoila"])
def test_citizens_do_not(page, who):
    assert page(who).get(LIST).status_code == 403


@pytest.mark.parametrize("words", ["thụ lý", "thu ly", "THU LY 203", "khoan 1 dieu 203"])
def test_rules_are_found_with_and_without_diacritics(page, words):
    from toaan.vietnamese.text import fold

    rows = page("thuky").get(LIST, {"q": words}).context["page_obj"].object_list
    assert rows
    assert all(
        fold(words).split()[-1]
        in fold(f"{r.key} {r.value.get('title', '')} {r.value.get('trigger', '')} {r.source.cite()}")
        for r in rows
    )


def test_the_list_is_of_one_day_kind_and_check(page, proposed, president, now):
    actions.approve(by=president, proposal_id=proposed.pk, at=now)
    clerk = page("thuky")
    key = {"q": "191.3", "loai": "time_limit"}
    before, after = (
        next(r for r in clerk.get(LIST, {**key, "ngay": day}).context["page_obj"] if r.key == EXAMINE)
        for day in ("30/06/2026", "01/07/2026")
    )
    assert (before.value["amount"], after.value["amount"]) == (5, 7)
    unchecked = clerk.get(LIST, {"doi_chieu": "unchecked"}).context["page_obj"].object_list
    assert {r.source.check_status for r in unchecked} == {"unchecked"}
    assert clerk.get(LIST, {"q": "khongcogi"}).context["page_obj"].paginator.count == 0


def test_a_rule_shows_its_versions_and_both_names(page, proposed, president, now):
    actions.approve(by=president, proposal_id=proposed.pk, at=now)
    shown = page("thuky").get(reverse("rulebook:rule", args=["time_limit", EXAMINE])).content.decode()
    for words in ("từ 01/07/2016 đến hết 30/06/2026", "từ 01/07/2026", "Vương Tuấn Kiệt", "Phùng Quốc Trị"):
        assert words in shown


def test_an_unknown_rule_is_not_found(page):
    clerk = page("cntt")
    for name in ("rule", "change"):
        assert clerk.get(reverse(f"rulebook:{name}", args=["time_limit", "BLTTDS:999"])).status_code == 404
        assert clerk.get(reverse(f"rulebook:{name}", args=["khong-co", "x"])).status_code == 404


@pytest.mark.parametrize("who", ["thuky", "thamphan", "tochuc"])
def test_who_may_not_propose_gets_no_form(page, who):
    assert page(who).get(change_url("time_limit", EXAMINE)).status_code == 403
    assert page(who).post(change_url("time_limit", EXAMINE), {}).status_code == 403
    assert page(who).get(reverse("rulebook:new_year")).status_code == 403


def every_rule():
    from toaan.rules import load

    return sorted({(r.kind, r.key) for r in load.load_all()})


def test_every_rule_has_a_form_that_gives_the_same_rule_back(world, page):
    """What has no field passes through unchanged; what has one is read as it was written."""
    from toaan.rulebook.forms import ChangeForm

    officer = page("cntt")
    for kind, key in every_rule():
        data = typed(officer, change_url(kind, key))
        row = max((r for r in rules_in_force.rows(kind) if r.key == key), key=lambda r: r.valid_from)
        form = ChangeForm(data, row=row)
        if not row.source.article:  # a custom of the house, not a law: whoever changes it says on what ground
            assert set(form.errors) == {"article"}, key
            continue
        assert form.is_valid(), (key, form.errors)
        assert form.proposed().value == row.value, key
        assert form.proposed().source == row.source, key


def test_a_change_is_typed_looked_at_signed_and_signed_again(page, world, now):
    clock.move_to(now)
    case = steps.accepted_case(world, now)
    officer, url = page("cntt"), change_url("time_limit", PREPARE)
    data = typed(officer, url, v_amount="6", valid_from="01/01/2026", check_status="secondary")
    preview = officer.post(url, data)
    assert preview.status_code == 200
    said = preview.content.decode()
    assert "1 thời hạn đang chạy đổi ngày hết hạn" in said
    assert str(case) not in said  # an IT officer does not read the registers
    assert not RuleProposal.objects.exists()
    back = officer.post(url, {**data, "buoc": "sua"})
    assert back.context["form"]["v_amount"].value() == "6"
    signed = officer.post(url, {**data, "buoc": "ky"}, follow=True)
    made = RuleProposal.objects.get()
    assert "Chờ người thứ hai ký" in signed.content.decode()

    leader = page("chanhan")
    [waits] = [w for w in waiting_for(world.viewer("chanhan")) if w.act == "rulebook.approve"]
    shown = leader.get(waits.url).content.decode()
    assert str(case) in shown
    assert "Ký phê duyệt" in shown
    done = leader.post(reverse("rulebook:approve", args=[made.pk]), follow=True).content.decode()
    assert "1 thời hạn đã được tính lại" in done
    made.refresh_from_db()
    assert made.state == APPLIED
    listed = leader.get(reverse("rulebook:affected", args=[made.pk])).content.decode()
    assert str(case) in listed
    assert leader.get(reverse("rulebook:paper", args=[made.pk]))["Content-Type"] == "application/pdf"
    assert rules_in_force.time_limit(PREPARE, now.date()).amount == 6


def test_every_role_kind_and_field_of_the_rules_has_words():
    from typing import get_args

    from toaan.rulebook import describe
    from toaan.rulebook.words import RECIPIENTS
    from toaan.rules import load
    from toaan.rules.model import RuleKind
    from toaan.rules.schema import ROLES
    from toaan.rules.service import ParticipantRole

    assert set(ROLES) <= set(describe.ROLES)
    assert set(get_args(ParticipantRole)) == set(RECIPIENTS)
    assert set(get_args(RuleKind)) <= set(describe.KINDS)
    assert {name for row in load.load_all() for name in row.value} <= set(describe.FIELDS)


def test_nothing_typed_is_lost(page, now):
    officer, url = page("cntt"), change_url("time_limit", EXAMINE)
    data = typed(officer, url, v_amount="0", article="", valid_from="31/02/2026", check_note="Công báo số 12")
    answer = officer.post(url, data)
    assert answer.status_code == 422
    said = answer.content.decode()
    for words in ("Công báo số 12", "31/02/2026", REASON):
        assert words in said
    overlap = officer.post(
        url, typed(officer, url, v_amount="7", valid_from="01/01/2010", check_note="Ghi chú")
    )
    assert overlap.status_code == 422
    assert "phải sau ngày" in overlap.content.decode()
    assert "Ghi chú" in overlap.content.decode()


def test_a_year_is_typed_as_lines(page, world, president, now):
    clock.move_to(now)
    officer = page("cntt")
    asked = officer.post(reverse("rulebook:new_year"), {"nam": "2029"})
    url = change_url("holiday", "holiday:2029")
    assert asked["Location"] == url
    wrong = officer.post(url, typed(officer, url, days="01/01/2029 Tết Dương lịch\n30/04/2028 Nhầm năm\nTết"))
    said = wrong.content.decode()
    assert wrong.status_code == 422
    assert "Dòng 2: ngày 30/04/2028 không thuộc năm 2029" in said
    assert "Dòng 3" in said
    assert "Nhầm năm" in said
    good = typed(
        officer, url, days="01/01/2029 Tết Dương lịch\n30/04/2029 Ngày Chiến thắng\n1-5-2029: Ngày Quốc tế lao động",
        extra_working_days="06/01/2029 Làm bù",
    )  # fmt: skip
    assert officer.post(url, good).status_code == 200
    officer.post(url, {**good, "buoc": "ky"})
    actions.approve(by=president, proposal_id=RuleProposal.objects.get().pk, at=now)
    calendar = rules_in_force.calendar()
    assert calendar.why_off(date(2029, 5, 1)) == "Ngày Quốc tế lao động"
    assert calendar.is_working_day(date(2029, 1, 6))
    assert calendar.is_announced(date(2029, 7, 1))


def test_a_fee_table_is_typed_row_by_row(page, now):
    officer, url = page("cntt"), change_url("fee", "fee:DS")
    data = typed(officer, url, band_0_base="500.000", v_no_value="500 nghìn", valid_from="01/01/2027")
    answer = officer.post(url, data)
    assert answer.status_code == 200, answer.context["form"].errors
    assert "500.000 đồng" in answer.content.decode()
    broken = officer.post(url, {**data, "band_0_to": "900.000.000"})
    assert broken.status_code == 422
    assert "tăng dần" in broken.content.decode()
    assert "900.000.000" in broken.content.decode()


def test_who_receives_a_document_is_typed_row_by_row(page, world, president, now):
    clock.move_to(now)
    officer, url = page("cntt"), change_url("service", "service:fee_notice")
    more = {"t_recipients_1_role": "procuracy"}
    lost = officer.post(url, typed(officer, url, valid_from="01/02/2026", **more))
    assert lost.status_code == 422
    assert "Dòng 2: thiếu “Điều, khoản, điểm”" in lost.content.decode()
    assert lost.context["form"]["t_recipients_1_role"].value() == "procuracy"
    more["t_recipients_1_article"] = "195.2"
    signed = typed(officer, url, valid_from="01/02/2026", buoc="ky", **more)
    officer.post(url, signed)
    made = RuleProposal.objects.get()
    shown = page("chanhan").get(reverse("rulebook:proposal", args=[made.pk])).content.decode()
    assert "Người nhận: Viện kiểm sát" in shown
    actions.approve(by=president, proposal_id=made.pk, at=now)
    rule = rules_in_force.rule("service", "service:fee_notice", date(2026, 2, 1))
    assert [row["role"] for row in rule.value["recipients"]] == ["plaintiff", "procuracy"]

    # An emptied row is gone; a document that nobody receives is not forbidden, it is simply not sent.
    emptied = typed(
        officer,
        url,
        valid_from="01/03/2026",
        valid_to="",
        buoc="ky",
        t_recipients_1_role="",
        t_recipients_1_article="",
    )
    again = officer.post(url, emptied)
    assert again.status_code == 302, again.context["form"].errors
    latest = RuleProposal.objects.exclude(pk=made.pk).get()
    assert [row["role"] for row in latest.content["value"]["recipients"]] == ["plaintiff"]


def test_a_panel_without_a_judge_is_refused(page, world, now):
    clock.move_to(now)
    officer, url = page("cntt"), change_url("panel", "panel:appeal")
    answer = officer.post(url, typed(officer, url, valid_from="01/01/2027", t_compositions_0_judges="5"))
    assert answer.status_code == 200
    assert "Số Thẩm phán: 5" in answer.content.decode()
    more = {"t_compositions_1_judges": "5", "t_compositions_1_special": "co"}
    form = officer.post(url, typed(officer, url, valid_from="01/01/2027", buoc="sua", **more)).context["form"]
    assert form.is_valid()
    assert form.proposed().value["compositions"] == [
        {"judges": 3, "lay_judges": 0, "special": False}, {"judges": 5, "lay_judges": 0, "special": True},
    ]  # fmt: skip
    none = {"t_compositions_0_judges": "0", "t_compositions_0_lay_judges": "3"}
    refused = officer.post(url, typed(officer, url, valid_from="01/01/2027", **none))
    assert refused.status_code == 422
    assert "ít nhất một Thẩm phán" in refused.content.decode()


def test_the_proposer_sees_why_he_cannot_sign_and_may_withdraw(page, president, world, now):
    clock.move_to(now)
    made = actions.propose(
        by=president, row=version(EXAMINE, date(2026, 7, 1), amount=7), reason=REASON, at=now
    )
    mine = page("chanhan")
    said = mine.get(reverse("rulebook:proposal", args=[made.pk])).content.decode()
    assert "cần hai người ký" in said
    assert reverse("rulebook:approve", args=[made.pk]) not in said
    refused = mine.post(reverse("rulebook:approve", args=[made.pk]), follow=True).content.decode()
    assert "Bạn là người đề xuất thay đổi này" in refused
    mine.post(reverse("rulebook:withdraw", args=[made.pk]))
    made.refresh_from_db()
    assert made.state == WITHDRAWN


def test_the_second_person_declines_with_a_reason(page, proposed):
    leader, url = page("phochanhan"), reverse("rulebook:proposal", args=[proposed.pk])
    assert leader.post(url, {"reason": " "}).status_code == 422
    assert "Sai điều luật" in leader.post(url, {"reason": "Sai điều luật"}, follow=True).content.decode()
    proposed.refresh_from_db()
    assert proposed.state == REJECTED


@pytest.mark.parametrize("who", ["thuky", "thamphan", "cntt"])
def test_others_decide_nothing_by_pressing(page, proposed, who):
    visitor = page(who)
    assert visitor.post(reverse("rulebook:approve", args=[proposed.pk])).status_code == 403
    assert visitor.post(reverse("rulebook:proposal", args=[proposed.pk]), {"reason": "x"}).status_code == 403
    assert visitor.get(reverse("rulebook:proposal", args=[proposed.pk])).status_code == 200


def test_the_news_leads_to_the_change(page, proposed, president, now):
    actions.approve(by=president, proposal_id=proposed.pk, at=now)
    shown = page("thamphan").get(reverse("desk:notifications")).content.decode()
    assert "Thay đổi quy định: Thẩm phán xem xét đơn" in shown
    assert reverse("rulebook:proposal", args=[proposed.pk]) in shown


def test_a_second_proposal_leads_to_the_one_that_waits(page, proposed):
    leader, url = page("chanhan"), change_url("time_limit", EXAMINE)
    answer = leader.post(url, typed(leader, url, v_amount="8", valid_from="01/07/2026", buoc="ky"))
    assert answer["Location"] == reverse("rulebook:proposal", args=[proposed.pk])


def test_pages_cost_the_same_however_much_they_show(page, world, it_officer, now, steady_rules):
    clock.move_to(now)
    rows = [version(PREPARE, now.date(), amount=6), version(EXAMINE, now.date(), amount=6)]
    made = actions.propose(by=it_officer, row=rows[0], reason=REASON, at=now)
    leader = page("chanhan")
    urls = [
        LIST, reverse("rulebook:proposals"), reverse("rulebook:proposal", args=[made.pk]),
        reverse("rulebook:affected", args=[made.pk]), reverse("rulebook:rule", args=["time_limit", PREPARE]),
    ]  # fmt: skip

    def cost() -> list[int]:
        found = []
        for url in urls:
            leader.get(url)
            with CaptureQueriesContext(connection) as caught:
                assert leader.get(url).status_code == 200
            found.append(len(caught))
        return found

    steps.accepted_case(world, now)
    few = cost()
    for day in range(1, 4):
        steps.accepted_case(world, now + timedelta(days=day))
    actions.propose(by=it_officer, row=rows[1], reason=REASON, at=now)
    assert cost() == few
