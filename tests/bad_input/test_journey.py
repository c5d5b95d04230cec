"""In a real browser: the session ends while somebody types; after the sign-in the text is offered, and one press fills it."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from tests.journeys.court import PASSWORD, running

pytestmark = pytest.mark.browser

PREPARE = """
import django; django.setup()
import json
from django.urls import reverse
from toaan.core import clock
from toaan.demo import people, steps
world, now = people.standing(), clock.now()
asked = steps.examined_petition(world, now)
case = steps.accepted_case(world, now)
print(json.dumps({
    "thamphan": [reverse("filing:step", args=[asked.pk, "yeu-cau-sua-doi"]), "matters"],
    "nguyendon": [reverse("filing:submit_document", args=[case.pk]), "title"],
}))
"""
END_SESSIONS = """
import django; django.setup()
from django.contrib.sessions.models import Session
Session.objects.all().delete()
"""
TYPED = "Ghi rõ ngày giao tiền đặt cọc và người chứng kiến."


@pytest.fixture(scope="module")
def court(tmp_path_factory):
    with running(tmp_path_factory.mktemp("toa-het-phien")) as found:
        found.set_clock("05/01/2026 09:00")
        yield found


@pytest.fixture(scope="module")
def doors(court):
    done = subprocess.run(
        [sys.executable, "-c", PREPARE], env=court.environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("who", ["thamphan", "nguyendon"])
def test_what_was_typed_is_offered_after_the_sign_in(court, doors, who):
    address, field = doors[who]
    page = court.person(who)
    court.open(page, address)
    page.fill(f"[name={field}]", TYPED)
    page.wait_for_timeout(700)  # the copy in the browser is made a moment after the last key
    subprocess.run([sys.executable, "-c", END_SESSIONS], env=court.environment, check=True)
    # A form with a file that must be chosen is not sent by the browser without one; the press here is on the form.
    page.evaluate("(name) => document.querySelector(`[name=${name}]`).form.requestSubmit()", field)
    page.get_by_role("heading", name="Phiên làm việc đã hết").wait_for()
    assert TYPED in page.content()
    page.get_by_role("link", name="Đăng nhập lại").click()
    page.fill("[name=login]", who)
    page.fill("[name=password]", PASSWORD)
    page.click("main button.govuk-button")
    page.wait_for_url(re.compile(re.escape(address) + "$"))
    page.get_by_role("button", name="Điền lại").click()
    assert page.input_value(f"[name={field}]") == TYPED
