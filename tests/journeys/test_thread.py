"""One civil case from petition to published judgment, each step by the person whose act it is.

The nine steps of the thread, in one browser, against the real processes; beside each step somebody who may not.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys import court as courts
from tests.journeys.court import Court
from tests.journeys.to_acceptance import ToAcceptance
from tests.journeys.to_judgment import ToJudgment
from tests.journeys.walking import steps_of, walk

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    with courts.running(tmp_path_factory.mktemp("court")) as court:
        yield court


def test_one_civil_case_from_petition_to_published_judgment(running: Court, tmp_path: Path) -> None:
    walk(ToJudgment(running, tmp_path), steps_of(ToAcceptance, ToJudgment))
