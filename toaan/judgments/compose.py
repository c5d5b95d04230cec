"""A first draft from the case's own data, so that the judge does not begin with a blank page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from toaan.cases.models import Case, Party
from toaan.core import rules_in_force
from toaan.judgments.content import Content
from toaan.rules import effect
from toaan.rules.explain import term_words, vi_money
from toaan.rules.fees import Fee, claim_of, fee
from toaan.vietnamese.amounts import amount_in_words
from toaan.vietnamese.text import clean

Composer = Callable[[Case, date], Content]
COMPOSERS: dict[str, Composer] = {}
"""Kind of proceeding → what lays out its first draft, where it is not that of a judgment of first instance."""


def first_draft(case: Case, *, on: date) -> Content:
    """The layout filled in as far as the data go; gaps are marked "…" and must be filled before numbering."""
    if (other := COMPOSERS.get(case.proceeding)) is not None:
        return other(case, on)
    names = {
        role: ", ".join(p.name for p in case.parties.all() if p.role == role) for role in Party.Role.values
    }
    plaintiff, defendant = names[Party.Role.PLAINTIFF], names[Party.Role.DEFENDANT]
    claims = [clean(str(claim)).rstrip(".") for claim in case.claims]
    relation = case.legal_relation[:1].lower() + case.legal_relation[1:]
    appeal_article = "Điều 322" if case.is_simplified else "Điều 273"
    related = [f"Người có quyền lợi, nghĩa vụ liên quan {names[Party.Role.RELATED]} trình bày: …"]
    return Content(
        about=case.legal_relation,
        facts=(
            f"Theo đơn khởi kiện ngày {case.petitioned_on:%d/%m/%Y} và tại phiên tòa, nguyên đơn {plaintiff} trình bày, "
            f"yêu cầu Tòa án giải quyết: {'; '.join(claims)}.",
            f"Bị đơn {defendant} trình bày: …",
            *(_asks(c) for c in case.other_claims),
            *(related if names[Party.Role.RELATED] else ()),
            "Các tình tiết, sự kiện mà các bên thống nhất, không thống nhất và tài liệu, chứng cứ đã được xem xét: …",
        ),
        reasoning=(
            f"Về quan hệ pháp luật và thẩm quyền: nguyên đơn khởi kiện {relation}; vụ án thuộc thẩm quyền giải quyết "
            f"của {case.court.name} theo quy định tại Điều 26, Điều 35 và Điều 39 Bộ luật Tố tụng dân sự.",
            "Về sự có mặt của các đương sự: …",
            *(f"Về yêu cầu “{claim}”: …" for claim in claims),
            *(
                f"Về {_lower(c['label'])} của {c['party']} “{claim}”: …"
                for c in case.other_claims
                for claim in c["claims"]
            ),
            "Về án phí: đương sự phải chịu án phí theo quy định tại Điều 147 Bộ luật Tố tụng dân sự.",
            f"Các đương sự có quyền kháng cáo theo quy định tại Điều 271 và {appeal_article} Bộ luật Tố tụng dân sự.",
        ),
        basis=(
            f"Căn cứ Điều 26, Điều 35, Điều 39, Điều 147, Điều 271{', Điều 317' if case.is_simplified else ''} và {appeal_article} Bộ luật Tố tụng dân sự;",
            "Căn cứ … Bộ luật Dân sự;",
            "Căn cứ Nghị quyết số 326/2016/UBTVQH14.",
        ),
        ruling=tuple(
            [
                *(
                    f"Chấp nhận/Không chấp nhận yêu cầu khởi kiện của {plaintiff} về việc: {c} …"
                    for c in claims
                ),
                *(
                    f"Chấp nhận/Không chấp nhận {_lower(o['label'])} của {o['party']} về việc: {c} …"
                    for o in case.other_claims
                    for c in o["claims"]
                ),
            ]
        ),
        fees=fee_proposal(case, on=on),
        appeal=appeal_notice(on, simplified=case.is_simplified),
    )


def _asks(other: dict[str, Any]) -> str:
    """What a counterclaim or an independent claim asks, and of whom."""
    return f"{other['label']} của {other['party']} đối với {', '.join(other['against'])}: {'; '.join(other['claims'])}."


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def fee_proposal(case: Case, *, on: date) -> tuple[str, ...]:
    """The fee if every claim is accepted, and what becomes of the advance: a proposal, with its arithmetic.

    In a divorce the plaintiff bears it whatever the outcome, and each spouse the fee of the property received
    (NQ 326/2016, 27.5.a and 27.5.b); elsewhere the defendant (26.2).
    """
    due = fee_of(case, on=on)
    divorce = bool(claim_of(case.kind, case.legal_relation))
    payer = Party.Role.PLAINTIFF if divorce else Party.Role.DEFENDANT
    words = [f"{_names(case, payer)} phải chịu {_amount(due.amount)} tiền án phí dân sự sơ thẩm."]
    if divorce and case.value:
        words.append(
            "Mỗi bên phải chịu … đồng tiền án phí đối với phần tài sản được chia (điểm b khoản 5 Điều 27 Nghị quyết số "
            "326/2016/UBTVQH14)."
        )
    receipt = case.fee_receipt
    if receipt:
        dated = date.fromisoformat(str(receipt["dated"]))
        agency = str(receipt.get("agency") or case.court.enforcement_name)
        told = (
            f"theo biên lai số {receipt['number']} ngày {dated:%d/%m/%Y}{f' của {agency}' if agency else ''}"
        )
        paid = _amount(int(receipt["amount"]))
        plaintiff = _names(case, Party.Role.PLAINTIFF)
        words.append(
            f"Số tiền {plaintiff} phải chịu được khấu trừ vào {paid} tiền tạm ứng án phí đã nộp {told}."
            if divorce
            else f"Hoàn trả cho {plaintiff} {paid} tiền tạm ứng án phí đã nộp {told}."
        )
    return tuple(words)


def _names(case: Case, role: str) -> str:
    return ", ".join(party.name for party in case.parties.all() if party.role == role) or "…"


def fee_of(case: Case, *, on: date) -> Fee:
    """The first-instance fee of the whole claim, with its article and steps; of a divorce without its property."""
    claim = claim_of(case.kind, case.legal_relation)
    options, value = ({"claim": claim}, None) if claim else ({}, case.value)
    if case.is_simplified:
        options |= {"simplified": "true"}
    return fee(rules_in_force.fee_rows(), case.kind, value, options, on)


def appeal_notice(on: date, *, simplified: bool = False) -> str:
    """Quyền kháng cáo, with the length of the period as the rules have it on that day; 322.1 by simplified procedure."""
    limit = rules_in_force.time_limit(effect.limit_keys(simplified=simplified)[effect.APPEAL], on)
    term = term_words(limit.amount, limit.unit)
    if simplified:
        return (
            f"Đương sự có mặt tại phiên tòa có quyền kháng cáo bản án trong thời hạn {term} kể từ ngày tuyên án. Đương sự "
            "không có mặt tại phiên tòa thì thời hạn kháng cáo được tính từ ngày bản án được giao cho họ hoặc được niêm yết "
            "(Điều 271, khoản 1 Điều 322 Bộ luật Tố tụng dân sự)."
        )
    return (
        f"Đương sự có mặt tại phiên tòa có quyền kháng cáo bản án trong thời hạn {term} kể từ ngày tuyên án. Đương sự "
        "không có mặt tại phiên tòa hoặc không có mặt khi tuyên án mà có lý do chính đáng thì thời hạn kháng cáo được "
        "tính từ ngày nhận được bản án hoặc bản án được niêm yết (Điều 271, Điều 273 Bộ luật Tố tụng dân sự)."
    )


def _amount(value: int) -> str:
    words = amount_in_words(value)
    return f"{vi_money(value)} ({words[:1].upper()}{words[1:]})"
