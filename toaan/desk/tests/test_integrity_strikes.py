"""Each night: a strike that waits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from toaan.core import clock
from toaan.demo import strike_steps
from toaan.desk.tests.test_integrity import told
from toaan.filing import actions as filing

pytestmark = pytest.mark.django_db


def test_a_strike_that_waits_for_its_judge_its_panel_or_the_court_above(world, now, page):
    """Five working days are short: what was not done at once is told the next day (410, 413.1)."""
    petition = strike_steps.drafted(world, now)
    filing.submit(by=world.viewer("nguyendon"), petition_id=petition.pk, at=now)
    tomorrow = now + timedelta(days=1)
    assert "requests.strike" not in told(world.court, now)
    found = told(world.court, tomorrow)["requests.strike"]
    assert "Chưa phân công Thẩm phán" in found.text and page("chanhan").get(found.url).status_code == 200
    by = world.viewer("chanhan")
    filing.assign_examiner(by=by, petition_id=petition.pk, post_id=world.posts["thamphan"].pk, at=now)
    assert "requests.strike" not in told(world.court, tomorrow)
    case = strike_steps.accepted(world, now)
    found = told(case.court, tomorrow)["requests.strike"]
    assert found.case_id == case.pk and "Hội đồng" in found.text
    assert page("chanhan").get(found.url).status_code == 200
    demand = strike_steps.challenged(world, tomorrow)
    assert "appeals.not_demanded" not in told(demand.court)
    found = told(demand.court, clock.now() + timedelta(days=1))["appeals.not_demanded"]
    assert found.turn == "president" and page("chanhan.tinh").get(found.url).status_code == 200
