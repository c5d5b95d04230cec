"""A case with documents in its file, and an act of another domain that brings some."""

from __future__ import annotations

import io
from datetime import date, datetime

import pikepdf
import pytest

from toaan.cases.models import Case
from toaan.core import files
from toaan.core.acts import Document, act
from toaan.core.models import Event, StoredFile
from toaan.core.viewer import SYSTEM
from toaan.demo import steps


def pdf(words: str, pages: int = 1) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page(page_size=(595, 842))
        made.docinfo["/Title"] = words
        made.save(out, deterministic_id=True)
    return out.getvalue()


@pytest.fixture
def keep(now):
    """Put a paper into the store, as an upload or a rendering does."""

    def kept(words: str, pages: int = 1) -> StoredFile:
        return files.keep_made(pdf(words, pages), pages=pages, at=now)

    return kept


@pytest.fixture
def case(world, now) -> Case:
    """Opened and with its people; presiding judge by draw, clerk "thuky", lay judges "hoitham" and "hoitham2"."""
    return steps.assigned_case(world, now)


@pytest.fixture
def bring(case, now, keep):
    """An act of another domain that brings documents: (title, kind, pages, dated) each."""

    def done(
        *papers: tuple[str, str, int, date],
        name: str = "filing.submit_document",
        at: datetime = now,
        author="",
    ) -> Event:
        documents = [
            Document(keep(title, pages).sha256, title, kind, dated, author)
            for title, kind, pages, dated in papers
        ]
        with act(name, by=SYSTEM, at=at) as a:
            a._allowed = True  # that domain's policy is its own matter
            return a.record(
                case, court=case.court, case_id=case.pk, title="Nhận tài liệu", documents=documents
            )

    return done


DAY = date(2026, 1, 5)
EARLIER = date(2025, 9, 12)


@pytest.fixture
def filled(case, bring) -> Case:
    """Contract (2 sheets), minutes of the session (3) and a proof of service (1)."""
    defendant = case.parties.get(role="defendant")
    bring(("Hợp đồng đặt cọc", "evidence", 2, EARLIER), author=str(defendant.pk))
    bring(("Biên bản phiên họp", "session_minutes", 3, DAY), name="hearings.sign_session_minutes")
    bring(("Bằng chứng tống đạt", "proof_of_service", 1, DAY), name="delivery.record_proof")
    return case


@pytest.fixture
def effective(filled) -> Case:
    """The judgment has taken effect: only the file is left to close."""
    Case.objects.filter(pk=filled.pk).update(state="effective")
    filled.refresh_from_db()
    return filled
