"""Every page of the census: it answers, everybody can use it, it fits the screen, and it is light."""

from __future__ import annotations

import pytest

from tests.pages.census import PAGES, Page
from tests.pages.visit import House

pytestmark = pytest.mark.pages


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_page_is_open_accessible_within_the_screen_and_light(house: House, page: Page) -> None:
    seen = house.look(page)
    assert not seen.faults, f"{seen.path} as {seen.who or 'a visitor'}:\n  " + "\n  ".join(seen.faults)
