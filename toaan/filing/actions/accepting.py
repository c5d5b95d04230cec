"""The receipt for the fee advance, and acceptance: the petition becomes a case."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from toaan.cases.actions import AgentData, CaseData, PartyData, open_case
from toaan.cases.models import Case, Party
from toaan.core import clock, files
from toaan.core.acts import Document, act
from toaan.core.errors import Refused, TooLate
from toaan.core.models import User
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.filing import fees, papers, representing
from toaan.filing.actions.evidence import Upload
from toaan.filing.actions.representing import need_settled
from toaan.filing.models import FeeReceipt, Petition
from toaan.filing.states import ENTERED, PETITION
from toaan.vietnamese.amounts import format_money
from toaan.vietnamese.text import clean


def hand_in_receipt(
    *,
    by: Viewer,
    petition_id: uuid.UUID,
    number: str,
    dated: date,
    amount: int,
    at: datetime,
    agency: str = "",
    upload: Upload | None = None,
) -> FeeReceipt:
    """The plaintiff (or the clerk for him) hands in the receipt of the enforcement agency (BLTTDS 195.2).

    Args:
        agency: who took the money; empty: the enforcement agency of the court's area.
        upload: picture of the receipt; the plaintiff must send one, the clerk may hold the paper itself.

    Raises:
        Refused: "filing.wrong_amount", "filing.bad_receipt" by field, "filing.receipt_used", "wrong_state".
    """
    number, agency = clean(number)[:40], clean(agency)[:200]
    today = clock.local_date(at)
    stored = (
        files.take_in(upload.stream, name=clean(upload.name), by=by, at=at, door=files.PAPERS)
        if upload
        else None
    )
    try:
        with act("filing.hand_in_receipt", by=by, at=at) as a:
            petition = a.lock(Petition, petition_id, "court", "number", "fee_notice")
            a.allow(petition)
            target = PETITION.after("filing.hand_in_receipt", petition.state)
            notice = petition.fee_notice
            faults = {}
            if not number:
                faults["number"] = _("Hãy nhập số biên lai in trên góc biên lai.")
            if dated > today or dated < clock.local_date(notice.issued_at):
                faults["dated"] = _("Ngày biên lai phải từ ngày thông báo (%s) đến hôm nay.") % (
                    f"{clock.local_date(notice.issued_at):%d/%m/%Y}"
                )
            if amount != notice.amount:
                faults["amount"] = _(
                    "Số tiền trên biên lai phải đúng bằng thông báo: %s. Nếu biên lai ghi khác, hãy liên hệ cơ quan "
                    "thi hành án dân sự trước khi nộp."
                ) % format_money(notice.amount)
            if stored is None and by.post is None:
                faults["file"] = _("Hãy chụp hoặc quét biên lai và chọn tệp.")
            if faults:
                code = "filing.wrong_amount" if set(faults) == {"amount"} else "filing.bad_receipt"
                raise Refused(code, _("Biên lai chưa nhận được."), status=422, fields=faults)
            with transaction.atomic():
                receipt = FeeReceipt.objects.create(
                    petition=petition, number=number, dated=dated, amount=amount, file=stored, handed_in_at=at,
                    agency=agency or fees.payee(petition) or _("Cơ quan thi hành án dân sự"),
                )  # fmt: skip
            petition.state = target
            petition.save(update_fields=["state"])
            late = notice.due_on is not None and today > notice.due_on
            a.record(
                petition,
                court=petition.court,
                petition_id=petition.pk,
                title=_("Nộp biên lai %(fee)s số %(number)s, %(amount)s")
                % {"fee": petition.fee_name, "number": number, "amount": format_money(amount)},
                detail=_("Nộp sau thời hạn") if late else "",
                data={
                    **petition.told, "number": number, "amount": amount, "dated": dated,
                    "agency": receipt.agency, "late": late, "file": stored.pk if stored else "",
                },
                shown_to="parties",
            )  # fmt: skip
    except IntegrityError as error:
        message = _("Biên lai số %s đã được dùng cho một đơn khác. Hãy kiểm tra lại số biên lai.") % number
        raise Refused("filing.receipt_used", message, status=422, fields={"number": message}) from error
    return receipt


def accept(*, by: Viewer, petition_id: uuid.UUID, at: datetime) -> Case:
    """Accept the petition (thụ lý vụ án, BLTTDS 195.3–4): it gets its number and becomes a case, once.

    Two clerks at the same moment: the petition's row is locked, the second learns the number the first issued.

    Raises:
        Refused: "filing.already_accepted" with the number; "wrong_state" before the receipt is handed in.
    """
    papers.complete(petition_id, at)  # PDFs that the worker has not made yet; slow, therefore before the act
    with act("filing.accept", by=by, at=at) as a:
        petition = a.lock(Petition, petition_id, "court", "number", "case__number", "petitioner")
        a.allow(petition)
        if petition.case is not None:
            raise TooLate("filing.already_accepted", _("Đơn này đã được thụ lý, số %s.") % petition.case)
        petition.state = PETITION.after("filing.accept", petition.state)
        need_settled(petition)
        event = a.record(
            petition,
            court=petition.court,
            petition_id=petition.pk,
            title=_("Chấp nhận thụ lý đơn số %s") % petition.number,
            data={**petition.told, "petition_number": str(petition.number)},
            shown_to="court",
        )
        petition.case = open_case(by=by.following(event), data=_case_data(petition), at=at)
        petition.save(update_fields=["state", "case"])
    return petition.case


def _case_data(petition: Petition) -> CaseData:
    words = petition.content
    receipt = FeeReceipt.objects.filter(petition=petition).first()
    accounts = representing.accounts(petition)
    agents = _agents(petition)
    return CaseData(
        court=petition.court,
        kind=petition.kind,
        petition_id=petition.pk,
        petitioned_on=petition.filed_on,
        legal_relation=words["legal_relation"],
        claims=words["claims"],
        value=words["value"],
        parties=[
            _party(row, role, accounts.get(index), () if index and petition.is_request else agents)
            if group == "plaintiffs"
            else _party(row, role, None, ())
            for group, role in (
                ("plaintiffs", Party.Role.REQUESTER if petition.is_request else Party.Role.PLAINTIFF),
                ("defendants", Party.Role.DEFENDANT),
                ("related", Party.Role.RELATED),
            )
            for index, row in enumerate(words[group])
        ],
        request_kind=petition.request_kind,
        documents=_documents(petition, receipt),
        fee_receipt={
            "number": receipt.number, "dated": receipt.dated.isoformat(), "amount": receipt.amount,
            "agency": receipt.agency,
        } if receipt else {},
    )  # fmt: skip


def _agents(petition: Petition) -> tuple[AgentData, ...]:
    """Who filed it for the clients and was entered (75.5): he goes on as their representative or protector in the case; in a
    request of several for the first alone, for the others sign for themselves (396.2).
    """
    found = representing.of(petition)
    if found is None or found.state != ENTERED:
        return ()
    return (AgentData(kind=found.kind, name=found.name, user=found.user),)


def _party(row: dict[str, Any], role: str, user: User | None, agents: tuple[AgentData, ...]) -> PartyData:
    """The party of the case; whoever filed or confirmed through the portal can be reached there."""
    return PartyData(
        role=role,
        name=row["name"],
        kind=row["kind"],
        birth_year=row["birth_year"],
        personal_id=row["personal_id"],
        address=row["address"],
        phone=row["phone"],
        email=row["email"],
        user=user,
        agents=agents,
    )


def _documents(petition: Petition, receipt: FeeReceipt | None) -> list[Document]:
    """Everything that the file of the case begins with, in the order in which it came."""
    found = [
        (
            v.submitted_at,
            Document(v.pdf_id, _version_title(petition, v.n), "petition", clock.local_date(v.submitted_at)),
        )
        for v in petition.versions.all()
        if v.pdf_id
    ]
    found += [
        (f.at, Document(f.file_id, f.title, f.kind, clock.local_date(f.at)))
        for f in petition.attachments.exclude(version=None)
    ]
    found += [
        (p.made_at, Document(p.file_id, str(p), p.kind, clock.local_date(p.made_at)))
        for p in petition.papers.all()
    ]
    if receipt is not None and receipt.file_id:
        title = _("Biên lai %(fee)s số %(number)s") % {"fee": petition.fee_name, "number": receipt.number}
        found.append((receipt.handed_in_at, Document(receipt.file_id, title, "fee_receipt", receipt.dated)))
    return [document for _when, document in sorted(found, key=lambda pair: pair[0])]


def _version_title(petition: Petition, n: int) -> str:
    if n == 1:
        return petition.noun
    return _("%(petition)s đã sửa đổi, bổ sung (bản %(n)s)") % {"petition": petition.noun, "n": n}
