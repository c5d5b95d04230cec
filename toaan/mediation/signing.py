"""Signatures under the papers of a mediation. Takes time: called before or between acts, never inside one."""

from __future__ import annotations

from datetime import datetime

from toaan.core import files, signatures
from toaan.core.models import Court, StoredFile
from toaan.core.viewer import Viewer
from toaan.engines.pdf import page_count

JUDGE, MEDIATOR = "chu_ky_tham_phan", "chu_ky_hoa_giai_vien"


def signed(paper: StoredFile, *, by: Viewer, field: str, reason: str, at: datetime) -> StoredFile:
    """The paper with the signature of the person acting."""
    content = signatures.sign_as(by, files.read(paper.sha256), reason=reason, at=at, field=field)
    return files.keep_made(content, pages=page_count(content), at=at)


def sealed(paper: StoredFile, *, court: Court, at: datetime) -> StoredFile:
    """The paper with the court's electronic seal."""
    content = signatures.seal_as_court(court, files.read(paper.sha256), at=at)
    return files.keep_made(content, pages=page_count(content), at=at)
