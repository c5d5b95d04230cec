"""What papers of decisions on a request say, whatever was asked: who was there, who bears the charge."""

from __future__ import annotations

from datetime import date
from typing import Any

from toaan.cases import request_kinds
from toaan.cases.models import Case, Party
from toaan.core import rules_in_force
from toaan.hearings import people
from toaan.hearings.models import Hearing
from toaan.rules.fees import fee
from toaan.vietnamese.amounts import format_money
from toaan.vietnamese.text import clean


def lines(text: str) -> list[str]:
    """One line each, empty ones left out."""
    return [line.strip() for line in clean(text).splitlines() if line.strip()]


def requesters(case: Case) -> list[Party]:
    """Who ask, in the order of the request."""
    return [p for p in case.parties.all() if p.role == Party.Role.REQUESTER]


def called(hearing: Hearing) -> dict[str, Any]:
    """Who was there: it says from when each may appeal (372.1)."""
    rows = list(hearing.participations.select_related("party", "representation", "procurator"))
    present = {str(r.party_id) for r in rows if r.present and r.party_id}
    return {
        "present": sorted(present),
        "procurator": people.procurator_of(r for r in rows if r.present),
        "attendance": [{"title": r.title, "name": r.name, "present": r.present} for r in rows if r.party_id],
    }


def charge(case: Case, today: date) -> str:
    """Who bears the charge, and what was paid (370.1.k)."""
    kind = request_kinds.of(case)
    options: dict[str, object] = {"claim": "thuan-tinh-ly-hon"} if kind.is_divorce else {}
    code = f"V{kind.kind}"
    if (way := request_kinds.way_of(case)) is not None:  # NQ 326/2016 arts. 38, 41
        code, options = "LP", {"matter": way.fee}
    found = fee(rules_in_force.fee_rows(), code, None, options, today)
    names = ", ".join(p.name for p in requesters(case))
    if not case.fee_receipt:
        return f"{names} được miễn hoặc không phải nộp lệ phí giải quyết việc dân sự."
    share = "mỗi người chịu một nửa " if kind.is_divorce else "phải chịu "
    paid = paid_by(case)
    return f"{names} {share}{format_money(found.amount)} lệ phí giải quyết việc dân sự, được trừ vào số tiền đã nộp{paid}."


def paid_by(case: Case) -> str:
    receipt = case.fee_receipt
    return f" theo biên lai thu số {receipt['number']}" if receipt.get("number") else ""
