"""The first draft of a judgment of second instance (BLTTDS 313), from the case, the appeal and the outcomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext_lazy

from toaan.appeals import periods, scope
from toaan.appeals.models import Advance, PartRuling, Settlement
from toaan.cases.models import Case, Party
from toaan.judgments.compose import COMPOSERS
from toaan.judgments.content import Content
from toaan.judgments.models import Judgment
from toaan.judgments.sections import FIRST_INSTANCE, DocumentKind, register
from toaan.vietnamese.amounts import amount_in_words, format_money

O = PartRuling.Outcome  # noqa: E741  (read as a column)
BASIS = {
    O.UPHELD: "khoản 1 Điều 308", O.AMENDED: "khoản 2 Điều 308, Điều 309", O.REMITTED: "khoản 3 Điều 308, Điều 310",
    O.ENDED: "khoản 4 Điều 308, Điều 311", O.DISCONTINUED: "khoản 5 Điều 308, khoản 3 Điều 289",
}  # fmt: skip
OF_SIMPLIFIED = {
    O.UPHELD: "điểm a khoản 6 Điều 324", O.AMENDED: "điểm b khoản 6 Điều 324, Điều 309",
    O.REMITTED: "điểm c khoản 6 Điều 324", O.ENDED: "điểm d khoản 6 Điều 324, Điều 311",
    O.DISCONTINUED: "điểm đ khoản 6 Điều 324, khoản 3 Điều 289",
}  # fmt: skip
"""By simplified procedure."""
RULED = {
    O.UPHELD: "Không chấp nhận kháng cáo; giữ nguyên phần {n} của quyết định trong Bản án sơ thẩm số {judgment} của {court}: {text}",
    O.AMENDED: "Chấp nhận kháng cáo; sửa phần {n} của quyết định trong Bản án sơ thẩm số {judgment} của {court} như sau: …",
    O.REMITTED: "Hủy phần {n} của quyết định trong Bản án sơ thẩm số {judgment} của {court}; chuyển hồ sơ vụ án cho {court} giải quyết lại theo thủ tục sơ thẩm.",
    O.ENDED: "Hủy phần {n} của quyết định trong Bản án sơ thẩm số {judgment} của {court} và đình chỉ giải quyết vụ án.",
    O.DISCONTINUED: "Đình chỉ xét xử phúc thẩm đối với phần {n} của quyết định trong Bản án sơ thẩm số {judgment} của {court}; phần này có hiệu lực pháp luật.",
}  # fmt: skip
EFFECT = "Bản án phúc thẩm có hiệu lực pháp luật kể từ ngày tuyên án."


def first_draft(case: Case, on: date) -> Content:
    """Gaps are marked "…" and must be filled before numbering; without outcomes the ruling is one gap."""
    below = scope.judgment_below(case)
    challenge = case.challenge
    rulings = {
        r.part.order: O(r.outcome) for r in PartRuling.objects.filter(case=case).select_related("part")
    }
    parts = {p.order: p.text for p in below.parts.all()}
    appeals = [
        f"{a['role']} {a['name']} kháng cáo phần {_orders(a)}: {a['ground']}" for a in challenge["appellants"]
    ]
    protests = [f"{p['holder']} kháng nghị phần {_orders(p)}: {p['ground']}" for p in challenge["protests"]]
    names = {"judgment": challenge["judgment"], "court": challenge["court"]}
    untouched = [
        str(order) for order in parts if order not in {one.part.order for one in scope.challenged(case)}
    ]
    settled = Settlement.objects.filter(case=case).first()
    ruling = (
        _recognised(settled, names)
        if settled
        else [RULED[outcome].format(n=n, text=parts[n], **names) for n, outcome in sorted(rulings.items())]
        or ["…"]
    )
    if untouched:
        ruling.append(
            f"Phần {', '.join(untouched)} của quyết định trong Bản án sơ thẩm số {names['judgment']} không có kháng cáo, kháng "
            "nghị đã có hiệu lực pháp luật kể từ ngày hết thời hạn kháng cáo, kháng nghị."
        )
    basis = dict.fromkeys(
        OF_SIMPLIFIED[outcome] if case.is_simplified else BASIS[outcome]
        for _, outcome in sorted(rulings.items())
    )
    if settled:
        basis = dict.fromkeys(["Điều 300", *basis])
    return Content(
        about=case.legal_relation,
        facts=(
            *_story(below),
            f"Bản án sơ thẩm số {names['judgment']} của {names['court']} quyết định: "
            + " ".join(f"{n}. {text}" for n, text in parts.items()),
            *appeals,
            *protests,
            "Tại phiên tòa phúc thẩm, các đương sự thỏa thuận được với nhau về việc giải quyết vụ án."
            if settled
            else "Tại phiên tòa phúc thẩm: …",
        ),
        reasoning=("…",),
        basis=(f"Căn cứ {'; '.join(basis) or '…'} Bộ luật Tố tụng dân sự;",),
        ruling=tuple(ruling),
        fees=tuple(_settled_fees(case, settled, on) if settled else _fees(case, below, rulings, on)),
        appeal=EFFECT,
    )


def _recognised(settled: Settlement, names: dict[str, str]) -> list[str]:
    """300.1: the judgment is amended, the agreement recognised, term by term."""
    head = "Sửa Bản án sơ thẩm số {judgment} của {court}, công nhận sự thỏa thuận của các đương sự như sau:"
    return [head.format(**names), *(line for line in settled.terms.splitlines() if line.strip())]


def _settled_fees(case: Case, settled: Settlement, on: date) -> list[str]:
    """300.2: the first-instance fees as agreed, or by law; the appellants bear the whole appeal fee (NQ 326/2016 29.5)."""
    due = periods.settled_fee(case, on).amount
    words = [f"Án phí dân sự sơ thẩm: {settled.fees or '…'}"]
    return words + [
        f"{one['name']} phải chịu {_money(due)} tiền án phí dân sự phúc thẩm."
        for one in case.challenge["appellants"]
    ]


def _orders(row: dict[str, list[int]]) -> str:
    return ", ".join(map(str, row["parts"]))


def _story(below: Judgment) -> tuple[str, ...]:
    return tuple(below.text["content"]["facts"])


def _fees(case: Case, below: Judgment, rulings: dict[int, O], on: date) -> list[str]:
    """29.1: who appealed in vain bears the fee; 29.2, 29.3: if a part is amended or quashed, the appellant does not."""
    due = periods.appeal_fee(case, on).amount
    paid = {
        str(a.appeal.party.name): a
        for a in Advance.objects.filter(appeal__judgment=below).select_related("appeal__party")
    }
    words = []
    for one in case.challenge["appellants"]:
        mine = [rulings[n] for n in one["parts"] if n in rulings]
        vain = bool(mine) and all(outcome == O.UPHELD for outcome in mine)
        advance = paid.get(one["name"])
        receipt = advance.receipt if advance else {}
        told = f" theo biên lai số {receipt['number']}" if receipt else ""
        if vain and (advance is None or not advance.exemption):
            words.append(
                f"{one['name']} phải chịu {_money(due)} tiền án phí dân sự phúc thẩm"
                + (f", được khấu trừ vào số tiền tạm ứng án phí phúc thẩm đã nộp{told}." if receipt else ".")
            )
        elif receipt:
            words.append(
                f"{one['name']} không phải chịu án phí dân sự phúc thẩm; hoàn trả {_money(int(receipt['amount']))} tiền tạm ứng "
                f"án phí phúc thẩm đã nộp{told}."
            )
        else:
            words.append(f"{one['name']} không phải chịu án phí dân sự phúc thẩm.")
    words = words or ["Không ai phải chịu án phí dân sự phúc thẩm."]
    return [*_first_instance_fees(case, on), *words] if O.AMENDED in rulings.values() else words


def _first_instance_fees(case: Case, on: date) -> list[str]:
    """29.2: an amended judgment decides anew who bears the first-instance fee; the plaintiff's advance is set off."""
    ruled = PartRuling.objects.filter(case=case, accepted__isnull=False).first()
    found = periods.fees_after_amendment(case, ruled.accepted if ruled else None, on)
    if not found:
        return [
            "Án phí dân sự sơ thẩm (xác định lại theo khoản 2 Điều 29 Nghị quyết số 326/2016/UBTVQH14): …"
        ]
    words = [
        f"{', '.join(one.persons)} phải chịu {_money(one.fee.amount)} tiền án phí dân sự sơ thẩm ({one.fee.article})."
        for one in found
    ]
    receipt = case.origin.fee_receipt if case.origin else {}
    if receipt:
        plaintiffs = tuple(p.name for p in case.parties.all() if p.role == Party.Role.PLAINTIFF)
        paid, due = int(receipt["amount"]), sum(o.fee.amount for o in found if o.persons == plaintiffs)
        told = f"{_money(paid)} tiền tạm ứng án phí sơ thẩm {', '.join(plaintiffs)} đã nộp theo biên lai số {receipt['number']}"
        if due >= paid:
            words.append(f"Số tiền phải chịu được khấu trừ vào {told}.")
        elif due:
            words.append(
                f"Số tiền phải chịu được khấu trừ vào {told}; hoàn trả phần còn lại {_money(paid - due)}."
            )
        else:
            words.append(f"Hoàn trả {told}.")
    return words


def _money(value: int) -> str:
    words = amount_in_words(value)
    return f"{format_money(value)} ({words[:1].upper()}{words[1:]})"


APPELLATE = DocumentKind(
    "appellate", "75-DS", gettext_lazy("Dự thảo bản án phúc thẩm"), "BLTTDS 313",
    tuple(
        {
            "facts": replace(
                one, title=gettext_lazy("Nội dung vụ án, kháng cáo, kháng nghị"),
                heading="NỘI DUNG VỤ ÁN, KHÁNG CÁO, KHÁNG NGHỊ",
            ),
            "ruling": replace(one, help=gettext_lazy("Mỗi mục một quyết định đối với phần bị kháng cáo, kháng nghị.")),
            "fees": replace(one, help=gettext_lazy("Án phí sơ thẩm (nếu sửa, hủy), án phí phúc thẩm: mỗi khoản một dòng.")),
            "appeal": replace(one, title=gettext_lazy("Hiệu lực của bản án phúc thẩm")),
        }.get(one.name, one)
        for one in FIRST_INSTANCE.sections
    ),
)  # fmt: skip
for proceeding in ("second_instance", "simplified_appeal"):
    register(APPELLATE, proceeding=proceeding)
    COMPOSERS[proceeding] = first_draft
