"""The record of a change of a rule (phiếu thay đổi quy định): the paper that two persons sign."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from toaan.core import clock, documents, files, signatures
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import in_record_language
from toaan.engines.pdf import page_count
from toaan.rulebook import describe
from toaan.rules.versions import Fit, digest

FIRST, SECOND = "nguoi_de_xuat", "nguoi_phe_duyet"
"""Signature fields: who proposes, who approves."""


@in_record_language
def record(
    fit: Fit, *, by: Viewer, reason: str, basis: str, counts: dict[str, int], at: datetime
) -> StoredFile:
    """The paper with the change line by line and its digest, signed by the one who proposes it."""
    if by.post is None:
        raise ValueError("only an officer proposes a change")
    title = describe.title_of(fit.new)
    context: dict[str, Any] = {
        "court": by.post.court, "day": clock.local_date(at), "rule": title, "new": fit.new,
        "kind": describe.kind_words(fit.new.kind), "mends": fit.replaced is not None, "closed": fit.closed,
        "rows": [d for d in describe.differences(fit.before, fit.new) if d.changed], "reason": reason.split("\n"),
        "counts": counts, "basis": basis, "digest": digest([fit.new]), "who": by.name, "post": by.post.title,
    }  # fmt: skip
    paper = documents.render(
        "rulebook/forms/change.html",
        context,
        title="Phiếu thay đổi quy định",
        at=at,
        author=by.post.court.name,
    )
    return _signed(paper.pk, by=by, field=FIRST, reason=f"Đề xuất thay đổi quy định: {title}", at=at)


def countersigned(sha256: str, title: str, *, by: Viewer, at: datetime) -> StoredFile:
    """The same paper with the signature of the second person beside the first."""
    return _signed(sha256, by=by, field=SECOND, reason=f"Phê duyệt thay đổi quy định: {title}", at=at)


def _signed(sha256: str, *, by: Viewer, field: str, reason: str, at: datetime) -> StoredFile:
    signed = signatures.sign_as(by, files.read(sha256), reason=reason, at=at, field=field)
    return files.keep_made(signed, pages=page_count(signed), at=at)
