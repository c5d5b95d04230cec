"""Fixtures of this domain's tests."""

from __future__ import annotations

import pytest


@pytest.fixture
def quick_paper(monkeypatch):
    """Paper and signatures without the seconds they take: for tests that are about something else."""
    from toaan.core import files
    from toaan.judgments.actions import issuing

    def paper(judgment, *, at):
        return files.keep_made(f"%PDF {judgment.number} {judgment.pk}".encode(), pages=1, at=at)

    monkeypatch.setattr(issuing.papers, "judgment", paper)
    monkeypatch.setattr(issuing.papers, "signature_places", lambda _content: issuing.papers.Places())
    monkeypatch.setattr(issuing.signatures, "sign_as", lambda _by, content, **_: content + b" signed")
    monkeypatch.setattr(
        issuing.signatures, "seal_as_court", lambda _court, content, **_: content + b" sealed"
    )
    monkeypatch.setattr(issuing, "page_count", lambda _content: 1)
