"""Sections saved side by side, versions kept, compared and taken up again; what saves itself is gathered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from toaan.core import audit, clock
from toaan.core.errors import Refused
from toaan.core.models import AuditEntry
from toaan.demo import steps
from toaan.judgments import actions, changes, queries
from toaan.judgments.actions import drafting
from toaan.judgments.content import Content
from toaan.judgments.models import Draft, DraftVersion
from toaan.judgments.tests.test_pages import typed, url
from toaan.judgments.tests.thread import CONTENT, deliberating, judge_of, numbered

AUTO = {"HX-Request": "true"}


@pytest.fixture
def case(world, now):
    clock.move_to(now)
    return deliberating(world, now)


@pytest.fixture
def judge(world, page, case):
    return page(steps.presiding(world, case))


@pytest.fixture
def drafted(world, now, case):
    actions.save_draft(by=judge_of(world, case), case_id=case.pk, content=CONTENT, revision=0, at=now)
    return case


def seen(content=CONTENT, *names):
    return {name: Content.mark_of(getattr(content, name)) for name in names}


def section(name, text, content=CONTENT):
    return {"revision": 1, name: text, f"seen-{name}": Content.mark_of(getattr(content, name))}


def test_two_windows_in_two_sections_do_not_meet(world, drafted, now):
    judge = judge_of(world, drafted)
    both = {"about": CONTENT.about, "facts": CONTENT.facts}
    actions.save_sections(
        by=judge, case_id=drafted.pk, at=now, sections={**both, "facts": ("Một.",)}, seen=seen(CONTENT, *both)
    )
    actions.save_sections(
        by=judge, case_id=drafted.pk, at=now, sections={**both, "about": "Hai"}, seen=seen(CONTENT, *both)
    )
    draft = Draft.objects.get(case=drafted)
    assert (draft.content["about"], draft.content["facts"], draft.revision) == ("Hai", ["Một."], 3)


def test_two_windows_in_one_section_meet_and_both_texts_are_shown(drafted, judge):
    address = reverse("judgments:section", args=[drafted.pk, "about"])
    assert judge.post(address, section("about", "Của cửa sổ thứ nhất")).status_code == 302
    answer = judge.post(address, section("about", "Của cửa sổ thứ hai"))
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Của cửa sổ thứ nhất" in shown and "Của cửa sổ thứ hai" in shown
    newest = Content.mark_of("Của cửa sổ thứ nhất")
    assert f'value="{newest}"' in shown
    decided = section("about", "Của cửa sổ thứ hai") | {"seen-about": newest}
    assert judge.post(address, decided).status_code == 302
    draft = Draft.objects.get(case=drafted)
    assert draft.content == replace(CONTENT, about="Của cửa sổ thứ hai").as_json()


def test_a_page_of_one_section_shows_and_saves_that_section_alone(drafted, judge, page):
    address = reverse("judgments:section", args=[drafted.pk, "reasoning"])
    shown = judge.get(address).content.decode()
    assert 'name="reasoning"' in shown and 'name="facts"' not in shown
    assert judge.post(address, section("reasoning", "[1] Một.\n\n[2] Hai.")).status_code == 302
    assert Draft.objects.get(case=drafted).content == replace(CONTENT, reasoning=("Một.", "Hai.")).as_json()
    read = page("thuky").get(address).content.decode()
    assert "[2] Hai." in read and "<textarea" not in read
    assert judge.get(reverse("judgments:section", args=[drafted.pk, "khong-co"])).status_code == 404


def test_what_saves_itself_is_gathered_and_the_button_makes_it_stay(case, judge, now):
    judge.post(url("draft", case), typed(revision=0))
    for minute, text in ((1, "A"), (5, "AB"), (9, "ABC")):
        clock.move_to(now + timedelta(minutes=minute))
        revision = Draft.objects.get(case=case).revision
        assert (
            judge.post(url("draft", case), typed(revision=revision, about=text), headers=AUTO).status_code
            == 200
        )
    rows = list(DraftVersion.objects.values_list("revision", "origin", "content__about"))
    assert rows == [(4, "auto", "ABC"), (1, "typed", CONTENT.about)]
    judge.post(url("draft", case), typed(revision=4, about="ABC"))  # nothing new, but somebody pressed
    assert list(DraftVersion.objects.values_list("revision", "origin")) == [(5, "typed"), (1, "typed")]
    clock.move_to(now + timedelta(minutes=30))
    judge.post(url("draft", case), typed(revision=5, about="D"), headers=AUTO)
    assert DraftVersion.objects.count() == 3


def test_automatic_versions_are_bounded_and_those_of_a_person_stay(world, drafted, now, monkeypatch):
    monkeypatch.setattr(drafting, "MOST_AUTOMATIC", 3)
    judge = judge_of(world, drafted)
    for hour in range(1, 7):
        content = replace(CONTENT, about=f"Giờ {hour}")
        actions.save_draft(
            by=judge,
            case_id=drafted.pk,
            content=content,
            revision=hour,
            at=now + timedelta(hours=hour),
            automatic=True,
        )
    assert list(DraftVersion.objects.values_list("revision", flat=True)) == [7, 6, 5, 1]


def test_an_old_version_is_taken_up_again_as_a_new_one(world, drafted, judge, now):
    writer = judge_of(world, drafted)
    actions.save_draft(by=writer, case_id=drafted.pk, content=Content(about="Khác"), revision=1, at=now)
    listed = judge.get(url("versions", drafted)).content.decode()
    assert "Bản thứ 1" in listed and "Bản thứ 2" in listed
    compared = judge.get(url("compare", drafted), {"cu": "2", "moi": "1"}).content.decode()
    assert "<ins>Khác</ins>" in compared or "<ins>" in compared
    assert (
        "ta-diff__two"
        in judge.get(url("compare", drafted), {"cu": "1", "moi": "2", "cach": "hai-cot"}).content.decode()
    )
    restore = url("restore", drafted)
    stale = judge.post(restore, {"version": "1", "revision": "1"}, follow=True)
    assert "lưu ở một cửa sổ khác" in stale.content.decode()
    assert judge.post(restore, {"version": "1", "revision": "2"}).status_code == 302
    newest = DraftVersion.objects.first()
    assert (newest.revision, newest.origin, newest.restored_from) == (3, "restored", 1)
    assert Draft.objects.get(case=drafted).content == CONTENT.as_json()
    entry = AuditEntry.objects.get(act="judgments.restore_draft")
    assert entry.data["data"] == {"revision": 3, "sha256": CONTENT.digest, "restored": 1}
    assert audit.verify().good


def test_only_the_presiding_judge_restores_and_not_after_the_number(world, page, now):
    judgment = numbered(world, now)
    case, version = judgment.case, DraftVersion.objects.get()
    for who, code in (("thuky", "not_allowed"), ("hoitham", "not_allowed"), ("chanhan", "not_allowed")):
        with pytest.raises(Refused, match=code):
            actions.restore_draft(
                by=world.viewer(who), case_id=case.pk, version_id=version.pk, revision=1, at=now
            )
    with pytest.raises(Refused, match="draft.numbered"):
        actions.restore_draft(
            by=judge_of(world, case), case_id=case.pk, version_id=version.pk, revision=1, at=now
        )
    assert (
        "Khôi phục" not in page("thuky").get(reverse("judgments:version", args=[case.pk, 1])).content.decode()
    )


def test_a_version_of_another_case_is_not_there(world, drafted, now):
    other = deliberating(world, now)
    actions.save_draft(by=judge_of(world, other), case_id=other.pk, content=CONTENT, revision=0, at=now)
    version = DraftVersion.objects.get(draft__case=other)
    with pytest.raises(Refused, match="not_found"):
        actions.restore_draft(
            by=judge_of(world, drafted), case_id=drafted.pk, version_id=version.pk, revision=1, at=now
        )
    with pytest.raises(Refused, match="not_found"):
        queries.version_of(judge_of(world, drafted), drafted, 99)


def test_bad_numbers_of_versions_lead_back_to_the_list(drafted, judge):
    for asked in ({}, {"cu": "x", "moi": "1"}, {"cu": "9" * 30, "moi": "1"}):
        assert judge.get(url("compare", drafted), asked).status_code == 302
    assert judge.get(url("compare", drafted), {"cu": "7", "moi": "1"}).status_code == 404


def test_words_that_changed_are_marked_and_the_rest_is_only_counted():
    old = ("Đoạn một.", "Đoạn hai.", "Bên bán giao hàng.", "Đoạn bốn.", "Đoạn năm.")
    rows = changes.compare(old, (*old[:2], "Bên mua giao hàng.", *old[3:]))
    assert [row.skipped for row in rows] == [1, 0, 0, 0, 1]
    marked = [(run.op, run.text) for run in rows[2].runs]
    assert marked == [("same", "Bên "), ("out", "bán"), ("in", "mua"), ("same", " giao hàng.")]
    other = changes.words("Về quan hệ pháp luật: đây là tranh chấp.", "Đoạn này vừa được viết lại.")
    assert [run.op for run in other] == ["out", "in"]
    two = changes.words("Bên bán phải giao hàng ngay.", "Bên mua nên giao hàng ngay.")
    assert [(r.op, r.text) for r in two[1:3]] == [("out", "bán phải"), ("in", "mua nên")]
    assert changes.compare("cũ", "mới")[0].old[0].text == "cũ"
    assert not changes.compare(old, old, around=0)[0].is_changed


@pytest.mark.parametrize(
    ("one", "other", "merged"),
    [
        (("A", "b", "c", "d"), ("a", "b", "c", "D"), ("A", "b", "c", "D")),
        (("a", "X", "b", "c", "d"), ("a", "b", "c"), ("a", "X", "b", "c")),
        (("A", "b", "c", "d"), ("B", "b", "c", "d"), None),
        (("a", "b", "c", "d"), ("a", "b", "Z", "d"), ("a", "b", "Z", "d")),
    ],
)
def test_two_changes_stand_together_only_where_they_do_not_touch(one, other, merged):
    assert changes.merge(("a", "b", "c", "d"), one, other) == merged
