"""The whole way by the real acts, from the debate to legal effect."""

from __future__ import annotations

from toaan.core import audit, events
from toaan.core.models import Event
from toaan.demo import steps
from toaan.judgments.models import Judgment


def test_a_case_goes_from_the_debate_to_legal_effect_by_the_real_acts(world, now):
    case = steps.effective_case(world, now)
    judgment = Judgment.objects.get(case=case)
    assert case.state == "effective"
    assert judgment.number.text == "01/2026/DS-ST"
    assert case.hearings.get(kind="trial").state == "closed"
    effect = Event.objects.get(act="judgments.take_effect", case_id=case.pk)
    assert effect.data["judgment_id"] == str(judgment.pk)
    assert effect.data["effective_on"] == judgment.effective_on.isoformat()
    events.drain()
    assert case.services.filter(kind="judgment").exists()
    assert audit.verify().good
