"""Did the court issue this paper? (kiểm tra giấy của Tòa án). Says by whom and when, never what it is about.

Two things can be asked: the code printed on the confirmation of a petition or on a certified copy, and the file of a paper itself,
which every issue of the court is kept under (its SHA-256). Whoever holds neither learns nothing.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from toaan.cases.models import Case
from toaan.core import clock
from toaan.course.models import CourseDecision
from toaan.delivery.models import Service
from toaan.dossiers.models import DocumentCopy
from toaan.filing.models import CourtPaper, Petition
from toaan.filing.states import DRAFT
from toaan.filing.tracking import read_code
from toaan.hearings.models import Adjournment, Minutes, TrialDecision
from toaan.judgments.models import Judgment
from toaan.judgments.states import PRONOUNCED
from toaan.publication import queries as publication

CHUNK = 1 << 20
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Issued:
    """What anybody who holds the paper may be told about it."""

    what: str
    court: str
    on: date
    signed: bool = False
    """Whether the paper bears electronic signatures that a reader can verify in the file itself."""


def by_code(typed: str) -> Issued | None:
    """The confirmation of a petition, or the certified copy, that bears this code."""
    code = read_code(typed)
    copy = _sealed_copies().filter(code=code).first() if code else None
    if copy is not None:
        return _copied(copy)
    petition = (
        Petition.objects.filter(tracking_code=code).exclude(state=DRAFT).select_related("court").first()
        if code
        else None
    )
    if petition is None or petition.received_on is None:
        return None
    return Issued(_("Giấy xác nhận đã nhận đơn khởi kiện"), petition.court.name, petition.received_on)


def by_file(upload: BinaryIO) -> Issued | None:
    """The paper with exactly these bytes; the file is only read, never kept."""
    digest = hashlib.sha256()
    while chunk := upload.read(CHUNK):
        digest.update(chunk)
    return by_sha256(digest.hexdigest())


def by_sha256(sha256: str) -> Issued | None:
    """The issued paper under this digest: of a petition, a hearing, a judgment, a service, a publication."""
    if not SHA256.fullmatch(sha256):
        return None
    for search in (_of_petition, _judgment, _decision, _minutes, _service, _published, _copy):
        if (found := search(sha256)) is not None:
            return found
    return None


def _of_petition(sha256: str) -> Issued | None:
    paper = CourtPaper.objects.filter(file_id=sha256).select_related("petition__court").first()
    return (
        None
        if paper is None
        else Issued(paper.get_kind_display(), paper.petition.court.name, _day(paper.made_at))
    )


def _judgment(sha256: str) -> Issued | None:
    """Only once it is pronounced: before, nobody may learn that a judgment exists."""
    found = (
        Judgment.objects.filter(signed_sha256=sha256, state=PRONOUNCED).select_related("case__court").first()
    )
    return (
        None
        if found is None
        else Issued(
            _("Bản án phúc thẩm") if found.case.instance == Case.Instance.SECOND else _("Bản án sơ thẩm"),
            found.case.court.name,
            found.dated,
            signed=True,
        )
    )


def _decision(sha256: str) -> Issued | None:
    trial = TrialDecision.objects.filter(sha256=sha256).select_related("case__court").first()
    if trial is not None:
        return Issued(
            _("Quyết định đưa vụ án ra xét xử"), trial.case.court.name, trial.decided_on, signed=True
        )
    turn = CourseDecision.objects.filter(sha256=sha256).select_related("case__court").first()
    if turn is not None:
        return Issued(str(turn.get_kind_display()), turn.case.court.name, turn.decided_on, signed=True)
    found = Adjournment.objects.filter(sha256=sha256).select_related("hearing__case__court").first()
    if found is None:
        return None
    return Issued(
        _("Quyết định hoãn phiên tòa"), found.hearing.case.court.name, found.decided_on, signed=True
    )


def _minutes(sha256: str) -> Issued | None:
    found = Minutes.objects.filter(sha256=sha256).select_related("hearing__case__court").first()
    if found is None or not found.is_signed:
        return None
    signed_at = datetime.fromisoformat(found.signers[-1]["at"])
    return Issued(
        _("Biên bản phiên họp, phiên tòa"), found.hearing.case.court.name, _day(signed_at), signed=True
    )


def _service(sha256: str) -> Issued | None:
    """Notices that the delivery itself made, and copies of documents made elsewhere."""
    found = Service.objects.filter(sha256=sha256).select_related("case__court").order_by("ordered_at").first()
    return (
        None if found is None else Issued(_("Văn bản tố tụng"), found.case.court.name, _day(found.ordered_at))
    )


def _published(sha256: str) -> Issued | None:
    found = publication.published().filter(paper_sha256=sha256).first()
    if found is None or found.published_at is None:
        return None
    return Issued(
        _("Bản án đã mã hóa, công bố trên Cổng")
        if found.is_judgment
        else _("Quyết định đã mã hóa, công bố trên Cổng"),
        found.court.name,
        _day(found.published_at),
    )


def _copy(sha256: str) -> Issued | None:
    """A certified copy from a case file, as the court sealed it."""
    found = _sealed_copies().filter(sha256=sha256).first()
    return None if found is None else _copied(found)


def _sealed_copies() -> QuerySet[DocumentCopy]:
    return DocumentCopy.objects.select_related("court", "number").exclude(sha256="")


def _copied(copy: DocumentCopy) -> Issued:
    what = _("Bản sao (%(form)s) số %(number)s, %(pages)d trang") % {
        "form": copy.get_form_display().lower(), "number": copy.number.text, "pages": copy.pages,
    }  # fmt: skip
    return Issued(what, copy.court.name, _day(copy.made_at), signed=True)


def _day(moment: datetime) -> date:
    return clock.local_date(moment)
