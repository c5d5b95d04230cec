"""Papers of a petition as PDF: the petition itself (23-DS) and what the court sends (24, 26, 27, 29-DS).

They are made after the act that calls for them, and made again if missing: nothing here decides anything.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse

from toaan.core import clock, documents
from toaan.core.http import whole_address
from toaan.core.models import StoredFile
from toaan.core.words import in_record_language
from toaan.engines.pdf import qr_svg
from toaan.filing import fees, representing, requests, return_papers
from toaan.filing.models import (
    AmendmentExtension,
    AmendmentRequest,
    Authority,
    CourtPaper,
    FeeNotice,
    Petition,
    PetitionTransfer,
    PetitionVersion,
    Return,
    ReturnReview,
)
from toaan.filing.states import DRAFT

K = CourtPaper.Kind
REQUEST_TITLES = {
    K.RECEIPT: "Giấy xác nhận đã nhận đơn yêu cầu",
    K.AMENDMENT: "Thông báo yêu cầu sửa đổi, bổ sung đơn yêu cầu",
    K.FEE_NOTICE: "Thông báo nộp lệ phí giải quyết việc dân sự",
    K.RETURN: "Thông báo trả lại đơn yêu cầu",
}
"""What the papers of a request are called."""
FOR_BOTH = frozenset({K.EXTENSION, K.AUTHORITY, *return_papers.KINDS})
"""Papers whose one layout says by itself whether a suit or a request is meant."""
Made = tuple[CourtPaper.Kind, str, str, dict[str, Any]]
"""Kind, key of what called for it (empty: there is one), layout, what it says."""


@in_record_language
def complete(petition_id: uuid.UUID, at: datetime) -> None:
    """Make what is missing. Safe to repeat and to run twice at once: the first one made stays."""
    petition = (
        Petition.objects.select_related("court", "number", "petitioner", "examiner__user")
        .filter(pk=petition_id)
        .first()
    )
    if petition is None or petition.state == DRAFT:
        return
    for version in petition.versions.filter(pdf=None):
        if petition.channel == Petition.Channel.ONLINE:
            _make_version(petition, version, at)
    made = set(petition.papers.values_list("kind", "of"))
    for kind, of, template, context in _due(petition):
        if (kind, of) not in made:
            form, title = template, f"{kind.label} {petition}"
            if petition.is_request and kind not in FOR_BOTH:
                form, title = (
                    template.replace("forms/", "forms/requests/"),
                    f"{REQUEST_TITLES[kind]} {petition}",
                )
            file = documents.render(form, {**_common(petition), **context}, title=title, at=at)
            CourtPaper.objects.get_or_create(
                petition=petition, kind=kind, of=of, defaults={"file": file, "made_at": at}
            )


def _make_version(petition: Petition, version: PetitionVersion, at: datetime) -> None:
    attachments = petition.attachments.filter(version__lte=version.n).select_related("file")
    context = {
        "words": version.content,
        "version": version,
        "attachments": attachments,
        "confirmed": petition.co_requesters.exclude(confirmed_at=None),
        "day": clock.local_date(version.submitted_at),
        "authority": representing.of(petition),
        "signed_paper": any(f.kind == "petition" for f in attachments),
        "own_signers": {row["name"] for row in representing.signers(petition)},
    }
    file = documents.render(
        "filing/forms/requests/petition.html" if petition.is_request else "filing/forms/petition.html",
        {**_common(petition), **context},
        title=f"{petition.noun} {petition}",
        at=at,
        author=petition.petitioner.full_name if petition.petitioner else "",
    )
    PetitionVersion.objects.filter(pk=version.pk, pdf=None).update(pdf=file)


def _due(petition: Petition) -> Iterator[Made]:
    """The papers that this petition should have by now."""
    yield K.RECEIPT, "", "filing/forms/receipt.html", receipt(petition)
    if (
        request := AmendmentRequest.objects.filter(petition=petition)
        .select_related("number", "judge__user")
        .first()
    ):
        context = {
            "request": request,
            "day": clock.local_date(request.requested_at),
            "number": request.number,
        }
        yield K.AMENDMENT, "", "filing/forms/amendment_request.html", context
    more = AmendmentExtension.objects.filter(request__petition=petition)
    if extended := more.select_related("number", "judge__user", "request__number").first():
        context = {"made": extended, "day": clock.local_date(extended.extended_at), "number": extended.number}
        yield K.EXTENSION, "", "filing/forms/extension.html", context
    notices = FeeNotice.objects.filter(petition=petition).select_related("number", "judge__user")
    for n, notice in enumerate(notices.order_by("issued_at")):
        context = {"notice": notice, "day": clock.local_date(notice.issued_at), "number": notice.number}
        if notice.amount:
            yield K.FEE_NOTICE, str(notice.pk) if n else "", "filing/forms/fee_notice.html", context
    for_client = Authority.objects.filter(petition=petition).exclude(number=None)
    if found := for_client.select_related("number", "post__user").first():
        context = {
            "made": found,
            "day": clock.local_date(found.settled_at or found.petition.saved_at),
            "number": found.number,
        }
        yield K.AUTHORITY, "", "filing/forms/authority.html", context
    returns = Return.objects.filter(petition=petition).select_related("number", "judge__user")
    for n, made in enumerate(returns):
        context = {"made": made, "day": clock.local_date(made.returned_at), "number": made.number}
        yield K.RETURN, str(made.pk) if n else "", "filing/forms/return.html", context
        yield from return_papers.due(made)
    sent = PetitionTransfer.objects.filter(petition=petition).select_related("number", "judge__user").first()
    if sent is not None:
        context = {"made": sent, "day": clock.local_date(sent.transferred_at), "number": sent.number}
        yield K.TRANSFER, "", "filing/forms/transfer.html", context


@in_record_language
def return_answer(review: ReturnReview, at: datetime) -> StoredFile:
    """The decision about complaints of a return, as its judge or president signs it (194.4, 194.6)."""
    petition = review.returned.petition
    form, context = return_papers.answer(petition, review)
    title = f"{K.ANSWER.label} {petition}"
    return documents.render(form, {**_common(petition), **context}, title=title, at=at)


@in_record_language
def receipt(petition: Petition) -> dict[str, Any]:
    """What the confirmation of receipt shows, on paper and at once on the screen."""
    first = petition.versions.get(n=1)
    return {
        "petition": petition,
        "words": first.content,
        "day": clock.local_date(first.submitted_at),
        "sent_at": first.submitted_at,
        "number": None,
        "attachments": petition.attachments.filter(version=1).select_related("file"),
        "address": tracking_address(petition),
        "qr": qr_svg(tracking_address(petition), label="Mã QR mở trang theo dõi đơn"),
    }


@in_record_language
def tracking_address(petition: Petition) -> str:
    """Where the tracking code is asked for, as a whole address."""
    return whole_address(f"{reverse('filing:track')}?ma={petition.tracking_code}")


def _common(petition: Petition) -> dict[str, Any]:
    return {
        "petition": petition, "court": petition.court, "asked": requests.of(petition),
        "court_takes": fees.court_takes(petition),
    }  # fmt: skip
