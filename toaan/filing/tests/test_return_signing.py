"""Decisions about complaints of a return are signed by whoever made them, and wait for it where the signature fails (194.4, 194.6)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from toaan.core import audit, clock, events, files, integrity, signatures
from toaan.core.errors import Refused
from toaan.core.waiting import waiting_for
from toaan.filing import actions
from toaan.filing.models import CourtPaper, ReturnReview

from . import returning

pytestmark = pytest.mark.django_db
TITLE = "Ký quyết định về việc trả lại đơn"


def broken(*args, **kwargs):
    raise Refused("signing.failed", "Máy chủ chữ ký số không trả lời.")


def test_the_decision_carries_the_signature_of_its_judge_and_the_seal(world, now):
    petition = returning.kept(world, now)
    events.drain()
    review = ReturnReview.objects.get(returned__petition=petition)
    paper = CourtPaper.objects.get(petition=petition, kind="ret_answer")
    assert review.signed_at is not None and paper.of == str(review.pk)
    names = [s.signer_name for s in signatures.verify(files.read(paper.file_id)).signatures]
    assert len(names) == 2 and any(world.users["thamphan2"].full_name in n for n in names), names
    with pytest.raises(Refused, match="answer.signed"):
        actions.sign_return_answer(by=world.viewer("thamphan2"), review_id=review.pk, at=clock.now())
    assert audit.verify().good


def test_where_the_signature_fails_the_decision_stands_and_waits(world, now, page, monkeypatch):
    petition = returning.set_to_meet(world, now)
    later = now + timedelta(days=3, hours=1)
    clock.move_to(later)
    desk = page("thamphan2")
    sent = {
        "procurator": "Nghiêm Thị Bích",
        "opinions": "Giữ nguyên.",
        "reason": "Không có căn cứ.",
        "complainant": "yes",
    }
    with monkeypatch.context() as patch:
        patch.setattr(signatures, "sign_as", broken)
        answer = reverse("filing:step", args=[petition.pk, "giu-nguyen-tra-lai"])
        assert desk.post(answer, sent).status_code == 302
    review = ReturnReview.objects.get(returned__petition=petition)
    assert review.number is not None and review.state == "kept" and review.signed_at is None
    events.drain()
    assert not CourtPaper.objects.filter(petition=petition, kind="ret_answer").exists()
    judge = world.viewer("thamphan2")
    assert TITLE in {str(w.title) for w in waiting_for(judge)}
    assert TITLE not in {str(w.title) for w in waiting_for(world.viewer("thamphan3"))}
    day = clock.local_date(later) + timedelta(days=1)
    found = [f for c, f in integrity.run(world.court, day, later) if c.key == "filing.return_unsigned"]
    assert [f.post_id for f in found] == [world.posts["thamphan2"].pk]
    with pytest.raises(Refused, match="not_allowed"):
        actions.sign_return_answer(by=world.viewer("thamphan3"), review_id=review.pk, at=later)
    sign = reverse("filing:step", args=[petition.pk, "ky-quyet-dinh"])
    assert sign in desk.get(reverse("filing:petition", args=[petition.pk])).text
    assert desk.get(sign).status_code == 200 and page("thamphan3").get(sign).status_code == 403
    assert desk.post(sign).status_code == 302
    assert CourtPaper.objects.filter(petition=petition, kind="ret_answer").count() == 1
    assert TITLE not in {str(w.title) for w in waiting_for(judge)}


def test_nothing_is_signed_before_it_is_decided(world, now):
    petition = returning.set_to_meet(world, now)
    review = ReturnReview.objects.get(returned__petition=petition)
    with pytest.raises(Refused, match="not_allowed"):
        actions.sign_return_answer(by=world.viewer("thamphan2"), review_id=review.pk, at=clock.now())
