"""What is said in mediation stays there (LHGDT 4): door by door."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.core import serializers
from django.urls import get_resolver

from toaan.cases.models import Case
from toaan.core import clock, events
from toaan.core.models import AuditEntry, Event
from toaan.demo import mediations as m
from toaan.demo import steps
from toaan.dossiers.models import Folio
from toaan.filing import actions as filing
from toaan.mediation import actions, queries
from toaan.mediation.models import Note
from toaan.mediation.tests.helpers import moment

SAID = "quả quýt xanh"
"""A word that the mediator notes: it may be nowhere else."""


@pytest.fixture
def failed(world) -> Case:
    """Mediation in which something was said and noted failed; the petition became a case with its judge."""
    at = moment("2026-01-05")
    made = m.mediating(world, at)
    actions.save_note(by=world.viewer("hoagiai"), mediation_id=made.pk, text=f"Bị đơn nói: {SAID}", at=at)
    starts = m.planned(world, at, made)
    clock.move_to(starts)
    m.held(world, starts, made)
    actions.end(by=world.viewer("hoagiai"), mediation_id=made.pk, ground="mediation_end:40.2", at=starts)
    president, judge, clerk = world.viewer("chanhan"), world.viewer("thamphan"), world.viewer("thuky")
    petition = made.petition_id
    filing.assign_examiner(by=president, petition_id=petition, post_id=world.posts["thamphan"].pk, at=starts)
    notice = filing.take_jurisdiction(by=judge, petition_id=petition, at=starts)
    filing.hand_in_receipt(
        by=world.viewer("nguyendon"), petition_id=petition, number="0000777", dated=clock.local_date(starts),
        amount=notice.amount, at=starts, upload=filing.Upload(steps.small_pdf("Biên lai"), "bien-lai.pdf"),
    )  # fmt: skip
    case = filing.accept(by=clerk, petition_id=petition, at=starts)
    case = steps.assigned_case(world, starts, case=case)
    events.drain()
    return case


def test_while_it_runs_only_the_mediator_reads_his_note(world, page):
    at = moment("2026-01-05")
    made = m.mediating(world, at)
    actions.save_note(by=world.viewer("hoagiai"), mediation_id=made.pk, text=SAID, at=at)
    assert SAID in page("hoagiai").get(f"/ban/hoa-giai/{made.pk}/").content.decode()
    seen = {}
    for name in world.users:
        visitor = page(name)
        for path in (
            f"/ban/hoa-giai/{made.pk}/",
            f"/ban/hoa-giai/{made.pk}/ghi-chep/",
            f"/hoa-giai/{made.pk}/",
        ):
            answer = visitor.get(path)
            if SAID in answer.content.decode():
                seen.setdefault(name, []).append(path)
        note = queries.note(world.viewer(name), m.anew(made))
        assert (note is not None) == (name == "hoagiai"), name
    assert set(seen) == {"hoagiai"}
    told = "".join(str(e.__dict__) for e in [*Event.objects.all(), *AuditEntry.objects.all()])
    assert SAID not in told, "the trail holds that a note was saved, not a word of it"


def test_nothing_said_reaches_the_case_its_judge_its_dossier_or_its_trail(world, page, failed):
    assert not Note.objects.exists(), "notes are destroyed when mediation ends"
    rows = [row for model in _models() for row in model.objects.all()]
    assert SAID not in serializers.serialize("json", rows), "no table holds it any more"
    judge = steps.presiding(world, failed)
    for name in ("thuky", judge, "chanhan", "nguyendon"):
        visitor = page(name)
        visitor.raise_request_exception = False  # whether each page works is for the tests of its own domain
        for path in _paths_of(failed):
            assert SAID not in text(visitor.get(path)), (name, path)


def text(answer) -> str:
    """What came, page or file."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace")


def _models() -> Iterator[type]:
    from django.apps import apps

    yield from (model for model in apps.get_models() if model.__module__.startswith("toaan."))


def _paths_of(case: Case) -> Iterator[str]:
    """Every address that needs nothing but the case or its petition."""
    for pattern in _patterns(get_resolver().url_patterns, ""):
        if pattern.count("<") == 1 and ("<uuid:case_id>" in pattern or "<uuid:petition_id>" in pattern):
            found = pattern.replace("<uuid:case_id>", str(case.pk))
            yield "/" + found.replace("<uuid:petition_id>", str(case.petition_id))


def _patterns(found, before: str) -> Iterator[str]:
    for one in found:
        here = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from _patterns(one.url_patterns, here)
        else:
            yield here


def test_only_the_fact_and_the_clause_stand_in_the_file_of_the_case(world, failed):
    titles = [f.title for f in Folio.objects.filter(dossier__case=failed)]
    assert "Biên bản chấm dứt hòa giải, đối thoại tại Tòa án" in titles
    assert not [t for t in titles if "ghi nhận kết quả" in t or "phiên hòa giải" in t.lower()]
    acts = set(
        Event.objects.filter(petition_id=failed.petition_id, shown_to="parties").values_list("act", flat=True)
    )
    shown = {a for a in acts if a.startswith("mediation.")}
    assert shown == {"mediation.offer", "mediation.answer", "mediation.assign_judge", "mediation.designate", "mediation.respond", "mediation.end"}  # fmt: skip


def test_the_judge_of_the_case_has_no_door_to_the_mediation(world, page, failed):
    judge = steps.presiding(world, failed)
    mediation = m.Mediation.objects.get(petition_id=failed.petition_id)
    if world.posts[judge].pk != mediation.judge_id and world.posts[judge].kind not in {
        "president",
        "deputy_president",
    }:
        assert page(judge).get(f"/ban/hoa-giai/{mediation.pk}/").status_code == 404
    for name in ("luutru", "cntt", "tochuc", "hoitham"):
        assert page(name).get(f"/ban/hoa-giai/{mediation.pk}/").status_code in {403, 404}
    assert page("nguoila").get(f"/hoa-giai/{mediation.pk}/").status_code == 404


def test_what_was_agreed_is_read_by_the_parties_the_mediator_and_the_judge_in_charge(world, page):
    made, _at = m.to_decide(world, moment("2026-01-05"))
    readers = set()
    for name in world.users:
        answers = [
            page(name).get(path).content.decode()
            for path in (
                f"/ban/hoa-giai/{made.pk}/",
                f"/hoa-giai/{made.pk}/",
                f"/ban/don/{made.petition_id}/",
            )
        ]
        answer = page(name).get(f"/ban/hoa-giai/{made.pk}/bien-ban/")
        if any("trả lại bà Hoàng Thị Lan Chi" in text for text in answers) or answer.status_code == 200:
            readers.add(name)
        papers = queries.papers(world.viewer(name), m.anew(made))
        inside = name in {"nguyendon", "bidon", "hoagiai", "thamphan2"}
        assert any(p.is_confidential for p in papers) == inside, name
    assert readers == {"hoagiai", "thamphan2"}, "the parties read the paper itself"
    told = json.dumps([e.data for e in Event.objects.all()], default=str)
    assert "trả lại bà" not in told
