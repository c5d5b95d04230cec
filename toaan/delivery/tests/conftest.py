"""A case of the practice court, and helpers that many promises need."""

from __future__ import annotations

from datetime import datetime

import pytest

from toaan.cases.models import Case
from toaan.core import clock, events, files
from toaan.core.acts import Document, act
from toaan.core.models import Event
from toaan.core.viewer import SYSTEM, Viewer
from toaan.delivery.models import Service
from toaan.demo import steps


@pytest.fixture
def case(world, now) -> Case:
    """Opened, assigned, the worker has run: the notice of acceptance is on its way."""
    opened = steps.assigned_case(world, now)
    events.drain()
    return opened


@pytest.fixture
def notice(case) -> Service:
    return Service.objects.get(case=case, kind="acceptance_notice")


@pytest.fixture
def bring(case, now):
    """An act of another domain that brings a document into the file, as that domain would record it."""

    def by_act(
        name: str, *, kind: str, content: bytes, by: Viewer = SYSTEM, author: str = "", at: datetime = now
    ) -> Event:
        kept = files.keep_made(content, pages=1, at=at)
        with act(name, by=by, at=at) as a:
            a._allowed = True  # the other domain's policy is its own matter
            document = Document(kept.pk, f"Văn bản {kind}", kind, clock.local_date(at), author)
            return a.record(case, court=case.court, case_id=case.pk, title=name, documents=[document])

    return by_act


def row_of(service: Service, name: str):
    return service.recipients.get(name__contains=name)
