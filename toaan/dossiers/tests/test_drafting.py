"""What the file gives to the draft: documents with their folio numbers, and whether a cited number exists."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from toaan.core import clock, events
from toaan.demo import steps
from toaan.dossiers.models import Folio
from toaan.judgments import actions, checks, inserts
from toaan.judgments.content import Content
from toaan.judgments.models import Draft
from toaan.judgments.tests.thread import CONTENT, deliberating, judge_of


@pytest.fixture
def case(world, now):
    clock.move_to(now)
    found = deliberating(world, now)
    events.drain()
    actions.save_draft(by=judge_of(world, found), case_id=found.pk, content=CONTENT, revision=0, at=now)
    return found


def test_a_document_is_put_in_with_its_folio_numbers(world, case):
    judge = judge_of(world, case)
    folio = Folio.objects.filter(dossier__case=case).first()
    groups = {g.key: g for g in inserts.groups(judge, case)}
    assert {"folio", "parties", "claims", "amounts"} <= set(groups)
    assert len(groups["folio"].items) == Folio.objects.filter(dossier__case=case).count()
    key = f"folio-{folio.first_page}"
    assert inserts.text_of(judge, case, key).endswith(f"(BL {folio.numbers})")
    assert inserts.text_of(judge, case, key, page=str(folio.last_page)) == f"(BL {folio.last_page})"
    assert inserts.text_of(judge, case, key, page="99999").endswith(f"(BL {folio.numbers})")
    assert inserts.text_of(judge, case, "folio-99999") == ""


def test_without_the_script_the_button_saves_and_adds_it_to_the_section(world, case, page):
    judge = page(steps.presiding(world, case))
    folio = Folio.objects.filter(dossier__case=case).first()
    address = reverse("judgments:section", args=[case.pk, "facts"])
    shown = judge.get(address).content.decode()
    assert f"BL {folio.numbers}: {folio.title}" in shown
    sent = {
        "revision": 1, "seen-facts": Content.mark_of(CONTENT.facts), "facts": "Vừa gõ thêm.",
        "insert": "facts:folio", "choose-folio": f"folio-{folio.first_page}", "page-folio": str(folio.first_page),
    }  # fmt: skip
    assert judge.post(address, sent).status_code == 302
    assert Draft.objects.get(case=case).content["facts"] == [f"Vừa gõ thêm. (BL {folio.first_page})"]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Theo giấy nhận cọc (BL 1).", []),
        ("Theo giấy nhận cọc (BL 99901).", [99901]),
        ("Theo các bút lục số 1–99902 và bút lục 99903, 99904", [99902, 99903, 99904]),
        ("Theo BL 0", [0]),
        ("Tổng cộng 99905 đồng, blốc 99906", []),
    ],
)
def test_a_folio_that_the_file_does_not_have_is_a_finding(world, case, text, missing):
    found = [i for i in checks.of_case(case, replace(CONTENT, reasoning=(text,))) if "bút lục" in i.title]
    assert sorted(int(i.title.split()[-1]) for i in found) == sorted(missing)
    assert all((i.level, i.section) == ("warning", "reasoning") for i in found)


def test_a_party_is_put_in_with_its_particulars(world, case):
    text = inserts.text_of(judge_of(world, case), case, "party-1")
    assert "Hoàng Thị Lan Chi" in text and "địa chỉ" in text
