"""The draft is written by the presiding judge and read by the panel and the case clerk only (BLTTDS 264)."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.urls import reverse

from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import audit
from toaan.core.errors import Refused
from toaan.core.models import AuditEntry, Event, SearchChange
from toaan.demo import steps
from toaan.judgments import actions, compose, queries
from toaan.judgments.models import Draft
from toaan.judgments.tests.thread import CONTENT, deliberating, judge_of, numbered

OUTSIDE = ("chanhan", "phochanhan", "thuky2", "hoitham3", "vanthu", "luutru", "tochuc", "cntt", "kiemsat", "nguyendon", "bidon", "nguoila")  # fmt: skip
PAGES = ("case", "draft", "print", "paper")


@pytest.fixture
def drafted(world, now):
    case = deliberating(world, now)
    actions.save_draft(by=judge_of(world, case), case_id=case.pk, content=CONTENT, revision=0, at=now)
    return case


def test_the_presiding_judge_saves_and_the_audit_learns_only_the_hash(world, drafted):
    draft = Draft.objects.get(case=drafted)
    assert (draft.revision, draft.content) == (1, CONTENT.as_json())
    entry = AuditEntry.objects.get(act="judgments.save_draft")
    assert entry.data["data"] == {"revision": 1, "sha256": CONTENT.digest}
    everything = json.dumps(entry.data, ensure_ascii=False) + entry.summary
    assert "350.000.000" not in everything and "Lan Chi" not in everything
    assert audit.verify().good


def other_judges(world, case):
    return [n for n in ("thamphan", "thamphan2", "thamphan3") if n != steps.presiding(world, case)]


def test_nobody_else_writes_the_draft(world, drafted, now):
    for who in (*OUTSIDE, "thuky", "hoitham", *other_judges(world, drafted)):
        with pytest.raises(Refused, match="not_allowed"):
            actions.save_draft(by=world.viewer(who), case_id=drafted.pk, content=CONTENT, revision=1, at=now)
    assert Draft.objects.get(case=drafted).revision == 1


def test_for_whoever_is_outside_the_panel_there_is_no_draft(world, page, drafted):
    """The president and the other judges of the court included."""
    for who in (*OUTSIDE, *other_judges(world, drafted)):
        viewer = world.viewer(who)
        with pytest.raises(Refused, match="not_found"):
            queries.draft_of(viewer, drafted)
        assert queries.judgment_of(viewer, drafted) is None
        assert not queries.visible_to(viewer).exists()
        if viewer.post is not None:
            visitor = page(who)
            for name in PAGES:
                answer = visitor.get(reverse(f"judgments:{name}", args=[drafted.pk]))
                assert answer.status_code == 404, (who, name)


def test_the_panel_and_the_clerk_read_it_but_get_no_form(page, drafted):
    for who in ("thuky", "hoitham", "hoitham2"):
        answer = page(who).get(reverse("judgments:draft", args=[drafted.pk]))
        assert answer.status_code == 200
        assert "khoản 2 Điều 328" in answer.content.decode()
        assert 'id="du-thao"' not in answer.content.decode()


def test_a_numbered_judgment_is_as_secret_as_its_draft(world, page, now):
    judgment = numbered(world, now)
    for name in PAGES:
        assert page("chanhan").get(reverse(f"judgments:{name}", args=[judgment.case_id])).status_code == 404
    assert queries.judgment_of(world.viewer("chanhan"), judgment.case) is None
    told = {e.title for e in cases.timeline(world.viewer("chanhan"), judgment.case)}
    assert not any("bản án" in title.lower() for title in told)
    panel = {e.title for e in cases.timeline(judge_of(world, judgment.case), judgment.case)}
    assert "Cấp số bản án 01/2026/DS-ST" in panel


def test_drafts_enter_no_timeline_and_no_search(world, drafted):
    assert Event.objects.get(act="judgments.save_draft").shown_to == "nobody"
    judge = judge_of(world, drafted)
    assert not cases.timeline(judge, drafted).filter(act="judgments.save_draft").exists()
    assert not SearchChange.objects.filter(subject_id=str(Draft.objects.get(case=drafted).pk)).exists()


def test_a_second_tab_is_told_and_overwrites_nothing(world, drafted, now):
    judge = judge_of(world, drafted)
    newer = replace(CONTENT, about="Bản của cửa sổ thứ nhất")
    actions.save_draft(by=judge, case_id=drafted.pk, content=newer, revision=1, at=now)
    with pytest.raises(Refused, match="draft.changed"):
        actions.save_draft(by=judge, case_id=drafted.pk, content=CONTENT, revision=1, at=now)
    assert Draft.objects.get(case=drafted).content["about"] == "Bản của cửa sổ thứ nhất"


def test_no_draft_before_the_trial_is_decided(world, now):
    case = steps.assigned_case(world, now)
    with pytest.raises(Refused, match="wrong_state"):
        actions.save_draft(by=judge_of(world, case), case_id=case.pk, content=CONTENT, revision=0, at=now)
    assert not Draft.objects.exists()


def test_a_numbered_judgment_is_not_written_on(world, now):
    judgment = numbered(world, now)
    with pytest.raises(Refused, match="draft.numbered"):
        actions.save_draft(
            by=judge_of(world, judgment.case), case_id=judgment.case_id, content=CONTENT, revision=1, at=now
        )


def test_the_first_draft_comes_from_the_data_and_cannot_be_numbered_unfilled(world, now):
    case = deliberating(world, now)
    content = compose.first_draft(case, on=now.date())
    assert "Hoàng Thị Lan Chi" in content.facts[0]
    assert len(content.ruling) == len(case.claims)
    assert "17.500.000 đồng (Mười bảy triệu năm trăm nghìn đồng)" in content.fees[0]
    assert "biên lai số 0001234" in content.fees[1]
    assert "15 ngày" in content.appeal
    judge = judge_of(world, case)
    draft = actions.save_draft(by=judge, case_id=case.pk, content=content, revision=0, at=now)
    with pytest.raises(Refused, match="Còn chỗ trống|judgment.incomplete"):
        actions.number(by=judge, case_id=case.pk, revision=draft.revision, dated=now.date(), at=now)
    assert Case.objects.get(pk=case.pk).state == "deliberating"


def test_in_a_divorce_the_plaintiff_bears_the_fee_and_the_advance_is_set_off(world, now):
    case = deliberating(world, now)
    case.kind, case.legal_relation, case.value = "HNGĐ", "Ly hôn, chia tài sản khi ly hôn", 500_000_000
    fees = compose.fee_proposal(case, on=now.date())
    assert "Hoàng Thị Lan Chi phải chịu 300.000 đồng" in fees[0]
    assert "điểm b khoản 5 Điều 27" in fees[1]
    assert "được khấu trừ vào" in fees[2]
    assert "biên lai số 0001234" in fees[2]
    case.legal_relation = "Chia tài sản sau khi ly hôn"
    assert "Hoàng Thị Lan Chi" not in compose.fee_proposal(case, on=now.date())[0]
