"""Steps that several kinds of case share."""

from __future__ import annotations

from toaan.rules.explain import vi_money
from toaan.rules.fees.facts import Facts
from toaan.rules.fees.ledger import Ledger, base_fee, percent

_RESULTS = {"giu-nguyen": "kept", "sua": "changed", "huy": "cancelled", "chap-nhan": "accepted"}
_FORFEITED = frozenset({"chet", "giai-the", "vang-mat"})


def add_up(ledger: Ledger, code: str, parts: list[int | None], after_second: str = "") -> None:
    """The fee of the list for each part, added up; ``after_second`` is a rule for the second part only."""
    table, total = ledger.rules.table(code), 0
    for index, part in enumerate(parts):
        amount, words = base_fee(table, part)
        ledger.set(words, amount)
        if index and after_second:
            ledger.apply(after_second)
        total += ledger.amount
    if len(parts) > 1:
        ledger.set("Cộng", total)


def add_up_advance(ledger: Ledger, code: str, parts: list[int | None], *, simplified: bool) -> None:
    """The advance of each part, added up: half of the fee with value, with its floor (7.2), halved again (7.4)."""
    table, total = ledger.rules.table(code), 0
    for part in parts:
        amount, words = base_fee(table, part)
        ledger.set(words, amount)
        if part is None:
            ledger.apply("advance-no-value")
        else:
            _advance_of_value(ledger, int(table.value["no_value"]))
        total += ledger.amount
    if len(parts) > 1:
        ledger.set("Cộng", total)
    if simplified:
        ledger.apply("advance-simplified")


def _advance_of_value(ledger: Ledger, floor: int) -> None:
    share = ledger.rules.row("fee_rule:advance-value").value["percent"]
    full = ledger.amount
    ledger.apply("advance-value", f"Tạm ứng {share}% × {vi_money(full)}")
    if percent(full, share) < floor:
        ledger.set("Không thấp hơn mức án phí không có giá ngạch", floor)


def simplify(facts: Facts, ledger: Ledger) -> None:
    """Half the list under the simplified procedure (6.2)."""
    if facts.simplified:
        ledger.apply("simplified")


def agree(facts: Facts, ledger: Ledger, *, maintenance: bool = False) -> None:
    """What an agreement takes off: before the hearing, at a hearing, at a simplified hearing (26.7, 26.8, 27.6.b)."""
    if facts.agreed_at == "simplified-hearing":
        ledger.apply("agreed-at-simplified-hearing")
    elif facts.agreed_at:
        ledger.apply("maintenance-agreed-at-hearing" if maintenance else "agreed-at-hearing")
    elif facts.mediated:
        ledger.apply("maintenance-agreed" if maintenance else "mediated")


def discontinue(facts: Facts, ledger: Ledger) -> None:
    """What becomes of the advance paid, when the case or the claim is discontinued at first instance (18.2, 18.3)."""
    if facts.withdrawn:
        ledger.apply("withdrawn-counterclaim" if facts.claimant in ("phan-to", "doc-lap") else "withdrawn")
    elif facts.discontinued == "huy-quyet-dinh":
        ledger.apply("revoked")
    else:
        ledger.apply("forfeited" if facts.discontinued in _FORFEITED else "returned")


def appeal_base(ledger: Ledger, code: str, words: str = "Án phí phúc thẩm") -> None:
    """The fee of the list on appeal; it does not follow the value."""
    ledger.set(words, int(ledger.rules.table(code).value["appeal"]))


def appeal_end(facts: Facts, ledger: Ledger, prefix: str, *, accepted: str = "") -> None:
    """Who bears the appeal fee, and how much of it: by the outcome, or as if the judgment is upheld."""
    if facts.discontinued:
        ledger.apply(f"{prefix}-absent")
    elif facts.withdrawn:
        ledger.apply(f"{prefix}-withdrawn-{facts.withdrawn}")
    elif facts.claim_withdrawn:
        ledger.apply(f"{prefix}-claim-withdrawn")
    elif facts.agreed_at:
        ledger.apply(f"{prefix}-agreed-at-hearing")
    elif facts.result == "chap-nhan" and accepted:
        ledger.apply(accepted)
    else:
        ledger.apply(f"{prefix}-{_RESULTS[facts.result or 'giu-nguyen']}")
