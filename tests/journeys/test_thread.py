"""One civil case from petition to published judgment, each step by the person whose act it is.

The nine steps of the thread, in one browser, against the real processes; beside each step somebody who may not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys import court as courts
from tests.journeys.court import Court
from tests.journeys.to_acceptance import ToAcceptance
from tests.journeys.to_judgment import ToJudgment

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    with courts.running(tmp_path_factory.mktemp("court")) as court:
        yield court


STEPS = [
    name
    for part in (ToAcceptance, ToJudgment)
    for name in vars(part)
    if not name.startswith("_") and name != "desk"
]


def test_one_civil_case_from_petition_to_published_judgment(running: Court, tmp_path: Path) -> None:
    thread = ToJudgment(running, tmp_path)
    for name in STEPS:
        print("step:", name.replace("_", " "), flush=True)
        try:
            getattr(thread, name)()
        except BaseException:
            for who, page in running.pages.items():
                page.screenshot(path=str(running.home / f"failed-{who}.png"), full_page=True)
            print((running.home / "run.log").read_text(encoding="utf-8")[-3000:])
            raise
    verified = json.loads(running.toaan("audit", "verify", "--json").stdout)
    assert verified["good"], verified
