"""Papers are laid out and signed for real only where a test looks at them: each takes most of a second."""

from __future__ import annotations

import hashlib
import io

import pikepdf
import pytest

from toaan.core import files
from toaan.core.documents import OURS


@pytest.fixture
def real_papers():
    """Ask for this to have every paper rendered and signed as in production."""


@pytest.fixture(autouse=True)
def quick_papers(request, monkeypatch):
    """Otherwise a paper is an empty page that differs by what would stand on it, and signing adds a line."""
    if "real_papers" in request.fixturenames:
        return

    def blank(words: str, at):
        pdf = pikepdf.new()
        pdf.add_blank_page(page_size=(595, 842))
        pdf.docinfo["/Title"] = hashlib.sha256(words.encode()).hexdigest()
        out = io.BytesIO()
        pdf.save(out)
        return files.keep_made(out.getvalue(), pages=1, at=at)

    def render(template, context, *, title, at, author=""):
        assert not OURS & context.keys(), template
        return blank(f"{template} {title} {sorted(map(str, context.items()))}", at)

    def signed(paper, *, by, field, reason, at):
        return blank(f"{paper.sha256} {by.name} {field}", at)

    def sealed(paper, *, court, at):
        return blank(f"{paper.sha256} {court}", at)

    monkeypatch.setattr("toaan.hearings.papers.documents.render", render)
    monkeypatch.setattr("toaan.hearings.signing.signed", signed)
    monkeypatch.setattr("toaan.hearings.signing.sealed", sealed)
