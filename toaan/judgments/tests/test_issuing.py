"""Number, sign, pronounce: each by the presiding judge, and after it nothing changes the judgment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction

from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import audit, clock, files, signatures
from toaan.core.errors import Refused
from toaan.core.models import Event, IssuedNumber
from toaan.demo import steps
from toaan.judgments import actions
from toaan.judgments.models import Draft, Effect, Judgment, JudgmentPart, PartEffect
from toaan.judgments.tests import thread
from toaan.judgments.tests.thread import CONTENT, deliberating, judge_of, numbered, pronounced, signed

NOT_THE_JUDGE = ("chanhan", "thuky", "hoitham", "vanthu", "cntt", "kiemsat", "nguyendon", "nguoila")


def test_the_paper_carries_two_signatures_that_verify(world, now):
    judgment = signed(world, now)
    pdf = files.read(judgment.signed_sha256)
    verification = signatures.verify(pdf, at=now + timedelta(days=400))
    assert verification.valid, verification.message_vi
    judge = judge_of(world, judgment.case)
    assert [s.signer_name for s in verification.signatures] == [judge.name, world.court.name]
    assert judgment.signer == judge.post
    assert files.read(judgment.unsigned_sha256) == pdf[: len(files.read(judgment.unsigned_sha256))]


def test_one_flipped_byte_in_the_paper_is_found(world, now):
    pdf = bytearray(files.read(signed(world, now).signed_sha256))
    place = pdf.index(b"/MediaBox") + 2
    pdf[place] ^= 1
    assert not signatures.verify(bytes(pdf)).valid


def test_nothing_signed_when_signing_fails_and_it_is_simply_done_again(world, now, monkeypatch):
    judgment = numbered(world, now)
    judge = judge_of(world, judgment.case)

    def broken(*_args, **_kwargs):
        raise Refused("signing.failed", "Thiết bị ký không trả lời.")

    with monkeypatch.context() as patch:
        patch.setattr(signatures, "seal_as_court", broken)
        with pytest.raises(Refused, match="signing.failed"):
            actions.sign(by=judge, judgment_id=judgment.pk, at=now)
    judgment.refresh_from_db()
    assert (judgment.state, judgment.signed_sha256) == ("numbered", "")
    assert not Event.objects.filter(act="judgments.sign").exists()
    again = actions.sign(by=judge, judgment_id=judgment.pk, at=now + timedelta(minutes=5))
    assert again.is_signed
    assert again.number.text == "01/2026/DS-ST"
    assert IssuedNumber.objects.filter(register="judgment:DS").count() == 1


@pytest.mark.usefixtures("quick_paper")
def test_only_the_presiding_judge_numbers_signs_mends_and_pronounces(world, now):
    case = deliberating(world, now)
    judge = judge_of(world, case)
    actions.save_draft(by=judge, case_id=case.pk, content=CONTENT, revision=0, at=now)
    strangers = [world.viewer(name) for name in NOT_THE_JUDGE]
    for by in strangers:
        with pytest.raises(Refused, match="not_allowed"):
            actions.number(by=by, case_id=case.pk, revision=1, dated=now.date(), at=now)
    judgment = actions.number(by=judge, case_id=case.pk, revision=1, dated=now.date(), at=now)
    for by in strangers:
        with pytest.raises(Refused, match="not_allowed"):
            actions.sign(by=by, judgment_id=judgment.pk, at=now)
        with pytest.raises(Refused, match="not_allowed"):
            actions.reopen(by=by, judgment_id=judgment.pk, reason="Sửa", at=now)
    actions.sign(by=judge, judgment_id=judgment.pk, at=now)
    for by in strangers:
        with pytest.raises(Refused, match="not_allowed"):
            actions.pronounce(by=by, judgment_id=judgment.pk, at=now)
    judgment.refresh_from_db()
    assert judgment.state == "signed"
    assert audit.verify().good


def test_numbering_needs_deliberation_a_complete_draft_and_the_newest_one(world, now):
    case = deliberating(world, now)
    judge = judge_of(world, case)

    def number(revision=1, dated=None):
        return actions.number(by=judge, case_id=case.pk, revision=revision, dated=dated or now.date(), at=now)

    with pytest.raises(Refused, match="judgment.no_draft"):
        number()
    actions.save_draft(by=judge, case_id=case.pk, content=replace(CONTENT, ruling=()), revision=0, at=now)
    with pytest.raises(Refused, match="judgment.incomplete"):
        number()
    actions.save_draft(by=judge, case_id=case.pk, content=CONTENT, revision=1, at=now)
    with pytest.raises(Refused, match="draft.changed"):
        number(revision=1)
    with pytest.raises(Refused, match="judgment.dated"):
        number(revision=2, dated=now.date() - timedelta(days=1))
    with pytest.raises(Refused, match="judgment.dated"):
        number(revision=2, dated=now.date().replace(year=2027))
    Case.objects.filter(pk=case.pk).update(state="hearing")
    with pytest.raises(Refused, match="wrong_state"):
        number(revision=2)
    assert not Judgment.objects.exists()
    assert not IssuedNumber.objects.filter(register="judgment:DS").exists()


@pytest.mark.usefixtures("quick_paper")
def test_what_is_mended_before_pronouncement_keeps_its_number(world, now):
    judgment = signed(world, now)
    judge = judge_of(world, judgment.case)
    with pytest.raises(Refused, match="judgment.no_reason"):
        actions.reopen(by=judge, judgment_id=judgment.pk, reason=" ", at=now)
    actions.reopen(by=judge, judgment_id=judgment.pk, reason="Sai ngày sinh của bị đơn", at=now)
    with pytest.raises(Refused, match="judgment.not_signed"):
        actions.pronounce(by=judge, judgment_id=judgment.pk, at=now)
    mended = replace(CONTENT, about="Tranh chấp hợp đồng đặt cọc (đã sửa)")
    actions.save_draft(by=judge, case_id=judgment.case_id, content=mended, revision=1, at=now)
    tomorrow = now + timedelta(days=1)
    again = actions.number(by=judge, case_id=judgment.case_id, revision=2, dated=tomorrow.date(), at=tomorrow)
    assert (again.pk, again.number.text) == (judgment.pk, "01/2026/DS-ST")
    assert again.text["content"]["about"].endswith("(đã sửa)")
    assert again.signed_sha256 == ""
    assert IssuedNumber.objects.filter(register="judgment:DS").count() == 1


@pytest.mark.usefixtures("quick_paper")
def test_pronounced_on_the_day_that_the_paper_bears(world, now):
    judgment = numbered(world, now)
    judge = judge_of(world, judgment.case)
    with pytest.raises(Refused, match="judgment.not_signed"):
        actions.pronounce(by=judge, judgment_id=judgment.pk, at=now)
    actions.sign(by=judge, judgment_id=judgment.pk, at=now)
    with pytest.raises(Refused, match="judgment.too_early"):
        actions.pronounce(by=judge, judgment_id=judgment.pk, at=now - timedelta(days=1))
    with pytest.raises(Refused, match="judgment.other_day"):
        actions.pronounce(by=judge, judgment_id=judgment.pk, at=now + timedelta(days=1))
    actions.pronounce(by=judge, judgment_id=judgment.pk, at=now)
    with pytest.raises(Refused, match="wrong_state"):
        actions.pronounce(by=judge, judgment_id=judgment.pk, at=now)
    with pytest.raises(Refused, match="wrong_state"):
        actions.reopen(by=judge, judgment_id=judgment.pk, reason="Sửa", at=now)
    assert Event.objects.filter(act="judgments.pronounce").count() == 1


def test_no_pronouncement_before_the_hearing_day(world, now):
    case = steps.debated_case(world, now)
    hearing = case.hearings.get(kind="trial")
    at = clock.now()
    judgment = signed(world, at, case=case)
    with pytest.raises(Refused, match="judgment.too_early"):
        actions.pronounce(
            by=judge_of(world, case), judgment_id=judgment.pk, at=hearing.starts_at - timedelta(days=1)
        )
    actions.pronounce(by=judge_of(world, case), judgment_id=judgment.pk, at=at)
    assert case.hearings.get(kind="trial").state == "closed"
    text = Judgment.objects.get(pk=judgment.pk).text
    assert text["trial_decision"]["number"] == case.trial_decisions.get().number.text
    assert text["sitting"]["room"] == "Phòng xử án số 1"
    assert [p["attendance"] for p in text["parties"]] == ["có mặt", "có mặt"]
    assert text["bench"]["procurator"] == world.users["kiemsat"].full_name


@pytest.mark.usefixtures("quick_paper")
def test_pronouncement_brings_the_paper_the_parts_and_the_news(world, now):
    judgment = pronounced(world, now)
    case = Case.objects.get(pk=judgment.case_id)
    assert case.state == "judged"
    assert list(judgment.parts.values_list("text", flat=True)) == list(CONTENT.parts)
    event = Event.objects.get(act="judgments.pronounce")
    assert event.data == {
        "number": "01/2026/DS-ST", "judgment_id": str(judgment.pk), "pronounced_on": "2026-01-05",
        "instance": "ST",
    }  # fmt: skip
    assert [(d["kind"], d["sha256"]) for d in event.documents] == [("judgment", judgment.signed_sha256)]
    told = cases.timeline(world.viewer("bidon"), case)
    assert told.filter(act="judgments.pronounce").exists()
    assert not told.filter(act__in=["judgments.number", "judgments.sign"]).exists()


STATEMENTS = (
    "UPDATE judgments_judgment SET text = '{}'",
    "UPDATE judgments_judgment SET signed_sha256 = ''",
    "UPDATE judgments_judgment SET state = 'signed'",
    "DELETE FROM judgments_judgment",
    "UPDATE judgments_judgmentpart SET text = 'khác'",
    "DELETE FROM judgments_judgmentpart",
    "UPDATE judgments_effect SET effective_on = '2026-01-06'",
    "DELETE FROM judgments_parteffect",
)


@pytest.mark.usefixtures("quick_paper")
def test_raw_sql_cannot_change_a_pronounced_judgment(world, now):
    judgment = pronounced(world, now)
    actions.take_effect(by=thread.SYSTEM, judgment_id=judgment.pk, at=now + timedelta(days=60))
    before = _rows()
    for statement in STATEMENTS:
        refused = pytest.raises(DatabaseError, match="change")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert _rows() == before


def _rows():
    return [
        list(model.objects.order_by("pk").values()) for model in (Judgment, JudgmentPart, Effect, PartEffect)
    ]


@pytest.mark.django_db(transaction=True)
def test_eight_judges_at_once_get_numbers_without_gap(world, now):
    found = []
    for _ in range(8):
        case = deliberating(world, now)
        judge = judge_of(world, case)
        draft = actions.save_draft(by=judge, case_id=case.pk, content=CONTENT, revision=0, at=now)
        found.append((judge, case, draft))

    def number(one):
        judge, case, draft = one
        try:
            return actions.number(
                by=judge, case_id=case.pk, revision=draft.revision, dated=now.date(), at=now
            ).number.text
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        texts = sorted(pool.map(number, found))
    assert texts == [f"0{n}/2026/DS-ST" for n in range(1, 9)]
    assert audit.verify().good


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_number_once(world, now):
    case = deliberating(world, now)
    judge = judge_of(world, case)
    actions.save_draft(by=judge, case_id=case.pk, content=CONTENT, revision=0, at=now)

    def number(_):
        try:
            return actions.number(by=judge, case_id=case.pk, revision=1, dated=now.date(), at=now).number.text
        except Refused as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(number, range(2))) == ["01/2026/DS-ST", "judgment.numbered"]
    assert Draft.objects.get(case=case).revision == 1
