"""Civil, family, commercial and labour cases: the fee follows the value; each side bears the part it lost."""

from __future__ import annotations

from toaan.rules.fees.facts import Facts
from toaan.rules.fees.ledger import Ledger, Share, base_fee, percent
from toaan.rules.fees.steps import (
    add_up,
    add_up_advance,
    agree,
    appeal_base,
    appeal_end,
    discontinue,
    simplify,
)

DIVORCES = ("ly-hon", "thuan-tinh-ly-hon")
# By whom the claim is made: (claimant, respondent) as payer codes, and the words for each.
_SIDES = {
    "": (("nguyen-don",), ("bi-don",)),
    "nguyen-don": (("nguyen-don",), ("bi-don",)),
    "phan-to": (("bi-don",), ("nguyen-don",)),
    "doc-lap": (("lien-quan",), ("nguyen-don", "bi-don")),
}
_WORDS = {
    "nguyen-don": "nguyên đơn",
    "bi-don": "bị đơn",
    "lien-quan": "người có quyền lợi, nghĩa vụ liên quan",
}


def reckon(facts: Facts, ledger: Ledger) -> list[Share]:
    """The fee or advance of such a case."""
    if facts.on_appeal:
        _appeal(facts, ledger)
        return []
    if facts.accepted is not None:
        return _divided(facts, ledger, facts.value or 0, facts.accepted)
    parts = _parts(facts, ledger)
    if facts.advance or facts.withdrawn or facts.discontinued:
        _cite_claim(facts, ledger)
        add_up_advance(ledger, facts.kind.code, parts, simplified=facts.simplified)
        if facts.advance:
            if facts.claimant in ("phan-to", "doc-lap"):
                ledger.cite("advance-claimants")
        else:
            discontinue(facts, ledger)
        return []
    ledger.cite("list")
    _cite_claim(facts, ledger)
    if facts.payer:  # one side of an agreed divorce
        _one_side_of_divorce(facts, ledger, parts)
        return []
    add_up(ledger, facts.kind.code, parts, _property_rule(facts))
    simplify(facts, ledger)
    agree(facts, ledger, maintenance=facts.claim == "cap-duong")
    if facts.claim == "thuan-tinh-ly-hon":
        return both_halves(ledger, "claim:thuan-tinh-ly-hon")
    return []


def _parts(facts: Facts, ledger: Ledger) -> list[int | None]:
    """The values whose fees are added up; ``None`` is the fee without value."""
    if not facts.claim:
        return [facts.value]
    basis = ledger.rules.row(f"fee_rule:claim:{facts.claim}").value["basis"]
    if basis == "no_value":
        return [None]
    if basis == "value":
        return [facts.value]
    return [None] if facts.value is None else [None, facts.value]


def _cite_claim(facts: Facts, ledger: Ledger) -> None:
    if facts.claim:
        ledger.cite(f"claim:{facts.claim}")
        row = ledger.rules.row(f"fee_rule:claim:{facts.claim}")
        if row.value["basis"] == "no_value" and facts.value is not None:
            ledger.note(f"{row.value['title']}: không tính theo giá trị", 0)


def _property_rule(facts: Facts) -> str:
    if facts.claim not in DIVORCES:
        return ""
    return f"property-agreed-{facts.property_agreed}" if facts.property_agreed else "property"


def _one_side_of_divorce(facts: Facts, ledger: Ledger, parts: list[int | None]) -> None:
    """Half of the fee without value and the fee of the property that this side receives."""
    add_up(ledger, facts.kind.code, parts[:1])
    ledger.apply("claim:thuan-tinh-ly-hon")
    half = ledger.amount
    if parts[1:]:
        amount, words = base_fee(ledger.rules.table(facts.kind.code), parts[1])
        ledger.set(words, amount)
        ledger.apply(_property_rule(facts))
        ledger.set("Cộng", half + ledger.amount)
    simplify(facts, ledger)
    agree(facts, ledger)


def both_halves(ledger: Ledger, key: str) -> list[Share]:
    """Each of the two spouses bears the rule's percentage of the amount."""
    row = ledger.rules.row(f"fee_rule:{key}")
    first = percent(ledger.amount, row.value["percent"])
    ledger.note(f"{row.value['title']}: {row.value['percent']}%", first)
    ledger.sources.append(row.source)
    return [Share("vợ", first), Share("chồng", ledger.amount - first)]


def _divided(facts: Facts, ledger: Ledger, value: int, accepted: int) -> list[Share]:
    """Each side bears the fee of the part it lost, by the band of that part (26.2 to 26.6)."""
    claimants, respondents = _SIDES[facts.claimant]
    sides = [
        (claimants, value - accepted, "phần yêu cầu không được chấp nhận"),
        (respondents, accepted, "phần yêu cầu được chấp nhận"),
    ]
    ledger.cite("list")
    shares = []
    for payers, part, words in sides:
        if facts.payer and facts.payer not in payers:
            continue
        who = "người có nghĩa vụ" if len(payers) > 1 else _WORDS[payers[0]]
        _side(facts, ledger, who, part, words)
        shares.append(Share(who, ledger.amount))
    ledger.cite(_division_rule(facts, value, accepted))
    if len(shares) > 1:
        ledger.set("Cộng", sum(share.amount for share in shares))
    return shares


def _side(facts: Facts, ledger: Ledger, who: str, part: int, words: str) -> None:
    if not part:
        ledger.set(f"Không có {words}: {who} không phải chịu án phí", 0)
        return
    ledger.note(f"Tính trên {words}, {who} chịu", part)
    add_up(ledger, facts.kind.code, [part])
    simplify(facts, ledger)


def _division_rule(facts: Facts, value: int, accepted: int) -> str:
    if facts.claimant == "phan-to":
        return "counterclaim"
    if facts.claimant == "doc-lap":
        return "independent-claim"
    if accepted in (0, value):
        return "claim-accepted" if accepted else "claim-rejected"
    return "claim-part"


def _appeal(facts: Facts, ledger: Ledger) -> None:
    if not facts.advance:
        ledger.cite("list")
    appeal_base(ledger, facts.kind.code)
    if facts.advance:
        ledger.apply("advance-appeal")
        if facts.simplified:
            ledger.apply("advance-simplified")
        return
    simplify(facts, ledger)
    appeal_end(facts, ledger, "appeal")
