"""Signatures under the papers of hearings. Takes time: called before or between acts, never inside one."""

from __future__ import annotations

from datetime import datetime

from toaan.core import files, signatures
from toaan.core.models import Court, StoredFile
from toaan.core.viewer import Viewer
from toaan.engines.pdf import page_count

JUDGE, CLERK = "chu_ky_tham_phan", "chu_ky_thu_ky"
"""Signature fields: the papers of hearings are signed by the judge, minutes by the clerk as well."""


def signed(paper: StoredFile, *, by: Viewer, field: str, reason: str, at: datetime) -> StoredFile:
    """The paper with the signature of the person acting, kept beside the unsigned one."""
    return _keep(signatures.sign_as(by, files.read(paper.sha256), reason=reason, at=at, field=field), at)


def sealed(paper: StoredFile, *, court: Court, at: datetime) -> StoredFile:
    """The paper with the court's electronic seal."""
    return _keep(signatures.seal_as_court(court, files.read(paper.sha256), at=at), at)


def _keep(content: bytes, at: datetime) -> StoredFile:
    return files.keep_made(content, pages=page_count(content), at=at)
