"""Administrative and criminal cases, requests, and the other charges of a court."""

from __future__ import annotations

from dataclasses import replace

from toaan.rules.fees.civil import both_halves
from toaan.rules.fees.facts import Facts
from toaan.rules.fees.ledger import FeeRefused, Ledger, Share
from toaan.rules.fees.steps import add_up, agree, appeal_base, appeal_end, discontinue, simplify
from toaan.rules.model import RuleRow

CIVIL = "DS"
_COLLECTOR = {"10.1": "cơ quan thi hành án dân sự thu", "10.2": "Tòa án thu", "10.3": "Bộ Ngoại giao thu"}


# Administrative cases


def admin(facts: Facts, ledger: Ledger) -> list[Share]:
    """The flat fee; damages claimed along with it follow the civil list (``part=dan-su``)."""
    if facts.part == "dan-su":
        _admin_damages(facts, ledger)
        return []
    ended = facts.withdrawn or facts.discontinued
    if facts.on_appeal:
        appeal_base(ledger, "HC", "Án phí hành chính phúc thẩm")
    else:
        add_up(ledger, "HC", [None])
    if facts.value is not None:
        ledger.note("Án phí hành chính không tính theo giá trị (phần bồi thường thiệt hại: part=dan-su)")
    if facts.advance or (ended and not facts.on_appeal):
        ledger.apply("advance-admin")
        if facts.simplified:
            ledger.apply("advance-simplified")
        if not facts.advance:
            discontinue(facts, ledger)
        return []
    ledger.cite("list")
    simplify(facts, ledger)
    if facts.on_appeal:
        appeal_end(facts, ledger, "admin-appeal")
        return []
    return _admin_end(facts, ledger)


def _admin_end(facts: Facts, ledger: Ledger) -> list[Share]:
    if facts.agreed_at:
        ledger.note("Đối thoại thành tại phiên tòa: không được giảm án phí")
        ledger.cite("dialogue")
    elif facts.mediated:
        ledger.apply("dialogue")
    elif facts.result == "chap-nhan":
        ledger.apply("admin-accepted")
        return [Share("người bị kiện", ledger.amount)]
    elif facts.result == "khong-chap-nhan":
        ledger.apply("admin-rejected")
        return [Share("người khởi kiện", ledger.amount)]
    return []


def _admin_damages(facts: Facts, ledger: Ledger) -> None:
    if facts.on_appeal:
        _civil_part_on_appeal(facts, ledger, "admin-appeal-damages", "admin-appeal-accepted")
        return
    add_up(ledger, CIVIL, [facts.value])
    if facts.advance or facts.withdrawn or facts.discontinued:
        ledger.apply("advance-admin-damages")
        return
    ledger.cite("list")
    simplify(facts, ledger)
    ledger.apply("admin-damages")
    agree(facts, ledger)


def _civil_part_on_appeal(facts: Facts, ledger: Ledger, rule: str, accepted: str) -> None:
    """An appeal on damages in an administrative or criminal case: the civil appeal fee and article 29."""
    appeal_base(ledger, CIVIL, "Án phí dân sự phúc thẩm")
    if facts.advance:
        ledger.apply("advance-admin-damages-appeal")
        if facts.simplified:
            ledger.apply("advance-simplified")
        return
    ledger.cite("list")
    simplify(facts, ledger)
    ledger.apply(rule)
    appeal_end(facts, ledger, "appeal", accepted=accepted)


# Criminal cases


def criminal(facts: Facts, ledger: Ledger) -> list[Share]:
    """A flat fee for the conviction; the civil part follows the civil list. The accused pays no advance."""
    if facts.on_appeal:
        _criminal_appeal(facts, ledger)
    elif facts.advance:
        add_up(ledger, "HS", [None])
        ledger.apply(_no_advance(facts))
    else:
        _criminal_first(facts, ledger)
    return []


def _criminal_first(facts: Facts, ledger: Ledger) -> None:
    civil_part = bool(facts.value or facts.agreed)
    part = facts.part or ("ca-hai" if civil_part and not facts.withdrawn else "hinh-su")
    ledger.cite("list")
    penalty = 0
    if part != "dan-su":
        add_up(ledger, "HS", [None])
        complainant = facts.payer == "bi-hai" or facts.withdrawn
        ledger.apply("criminal-complainant" if complainant else "criminal-convicted")
        penalty = ledger.amount
    if part != "hinh-su":
        _criminal_civil_part(facts, ledger)
    if part == "ca-hai":
        ledger.set("Cộng", penalty + ledger.amount)


def _criminal_civil_part(facts: Facts, ledger: Ledger) -> None:
    value = facts.value
    if facts.paid_before:
        value = (value or 0) - facts.paid_before
        ledger.note("Phần bồi thường còn phải nộp sau khi trừ số đã tự nguyện nộp trước phiên tòa", value)
        ledger.cite("criminal-paid-before-hearing")
        if not value:
            ledger.set("Không phải chịu án phí dân sự sơ thẩm", 0)
            return
    add_up(ledger, CIVIL, [value])
    ledger.apply("criminal-civil")
    if facts.agreed_at:
        ledger.apply("criminal-agreed-at-hearing")
    elif facts.mediated:
        ledger.apply("criminal-agreed-before-hearing")


def _criminal_appeal(facts: Facts, ledger: Ledger) -> None:
    if facts.part == "dan-su" and not facts.advance:
        _civil_part_on_appeal(facts, ledger, "criminal-appeal-civil", "criminal-appeal-accepted")
        return
    if facts.part == "dan-su":
        appeal_base(ledger, CIVIL, "Án phí dân sự phúc thẩm")
        if facts.payer in ("bi-hai", "duong-su"):
            ledger.apply("advance-criminal-civil-appeal")
            ledger.cite("advance-criminal-civil-appellant")
        else:
            ledger.apply("advance-accused")
        return
    appeal_base(ledger, "HS", "Án phí hình sự phúc thẩm")
    if facts.advance:
        ledger.apply(_no_advance(facts))
        return
    ledger.cite("list")
    ledger.apply(_criminal_appeal_rule(facts))


def _criminal_appeal_rule(facts: Facts) -> str:
    if facts.withdrawn:
        return "criminal-appeal-withdrawn"
    if facts.result in ("sua", "chap-nhan"):
        return "criminal-appeal-accepted"
    if facts.result == "huy":
        return "criminal-appeal-cancelled"
    return "criminal-appeal-complainant" if facts.payer == "bi-hai" else "criminal-appeal-kept"


def _no_advance(facts: Facts) -> str:
    return "advance-criminal-party" if facts.payer in ("bi-hai", "duong-su") else "advance-accused"


# Requests and other charges


def request(facts: Facts, ledger: Ledger) -> list[Share]:
    """The charge of a request: whoever asks bears it, granted or not; spouses who agree bear half each."""
    code = facts.kind.code
    if facts.on_appeal:
        appeal_base(ledger, code, "Lệ phí phúc thẩm")
        if facts.advance:
            ledger.apply("advance-request-appeal")
        else:
            ledger.cite("list")
            ledger.apply(
                "request-appeal-accepted" if facts.result == "chap-nhan" else "request-appeal-refused"
            )
        return []
    add_up(ledger, code, [None])
    if facts.advance or facts.withdrawn:
        ledger.apply("advance-request")
    else:
        ledger.cite("list")
        ledger.apply("request-bearer")
    if facts.withdrawn:
        ledger.apply("withdrawn-request")
    elif facts.claim == "thuan-tinh-ly-hon":
        return _spouses(facts, ledger)
    return []


def _spouses(facts: Facts, ledger: Ledger) -> list[Share]:
    rule = "request-consent-divorce-advance" if facts.advance else "request-consent-divorce"
    if facts.payer:
        ledger.apply(rule)
        return []
    return both_halves(ledger, rule)


def other(facts: Facts, ledger: Ledger) -> list[Share]:
    """Charges of articles 38 to 44, with who collects them (article 10)."""
    table = ledger.rules.table(f"LP:{facts.matter}")
    told = table.value
    if not facts.on_appeal:
        add_up(ledger, f"LP:{facts.matter}", [None])
        ledger.note(_COLLECTOR[told["collector"]].capitalize())
        ledger.cite("list")
        _cite(ledger, table, told["charged"], told["collector"])
        return []
    if "appeal" not in told:
        raise FeeRefused(f"{told['title']}: Nghị quyết 326 không quy định lệ phí kháng cáo.")
    appeal_base(ledger, f"LP:{facts.matter}", "Lệ phí kháng cáo")
    ledger.cite("list")
    rule = told["appeal_rule"]
    if facts.result == "chap-nhan":
        ledger.set("Kháng cáo được chấp nhận: không phải chịu lệ phí kháng cáo", 0)
        ledger.cite(rule)
    else:
        ledger.apply(rule)
    return []


def _cite(ledger: Ledger, table: RuleRow, *articles: str) -> None:
    ledger.sources += [replace(table.source, article=article) for article in articles]
