"""The whole thread of a case with script switched off: links, buttons and plain file fields are enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys import court as courts
from tests.journeys.to_acceptance import ToAcceptance
from tests.pages.visit import House

pytestmark = pytest.mark.pages


def test_a_petition_is_filed_tracked_found_and_assigned_without_script(house: House, tmp_path: Path) -> None:
    (tmp_path / "court").mkdir()
    with courts.running(tmp_path / "court", script=False, browser=house.court.browser) as court:
        probe = court.visitor()
        court.open(probe, "/")
        assert probe.locator("html.ta-live").count() == 0, "this browser must not run script"

        thread = ToAcceptance(court, tmp_path)
        thread.the_citizen_registers_and_files()
        thread.a_stranger_sees_only_the_state()
        thread.the_clerk_takes_in_a_paper_petition()  # and finds both in the register
        thread.the_petition_is_examined_and_amended_once()  # assigned by the president
        thread.the_fee_is_computed_with_its_article()
        thread.the_receipt_is_handed_in()
        thread.two_windows_accept_and_one_number_is_given()
        thread.the_judge_is_drawn()

        president = court.person("chanhan")
        court.open(president, "/ban/")
        president.fill("#top-q", "Hoàng Thị Lan Chi")
        president.click("form[role=search] button")
        president.wait_for_load_state()
        assert thread.number in president.inner_text("main")
